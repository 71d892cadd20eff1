"""A person's dossier: everything held of them and who saw it, on paper or in a file; always with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFileDialog

from sai_thong.db.store import Store
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import write_whole
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.trust.dossier import compile_dossier
from sai_thong.registers.trust.notices import give_notice, given_notices, notices
from sai_thong.thai.calendar import thai_date_short
from sai_thong.thai.citizen_id import masked
from sai_thong.ui.kit import (
    ActionButton,
    FieldSpec,
    ListWithRecord,
    RecordForm,
    RecordPanel,
    RecordView,
    Row,
    keys,
)
from sai_thong.ui.pages.person_picker import PersonPicker
from sai_thong.ui.pages.trust.section import Section

if TYPE_CHECKING:
    from sai_thong.forms.kit import PaperSettings
    from sai_thong.forms.trust.dossier_paper import DossierSheets
    from sai_thong.ui.pages.trust.page import TrustPage

_PAPER: Final = "pdf"
_FILES: Final = ("json", "csv")


@dataclass(frozen=True)
class Compiled:
    """A dossier that is ready to be drawn: its sheets, the office's choices, and the clock."""

    sheets: DossierSheets
    settings: PaperSettings
    clock: Clock


class DossierSection(Section):
    """Finds a person, and compiles what is held of them."""

    def __init__(self, page: TrustPage) -> None:
        super().__init__(page, _("A person's data"))
        self.picker = PersonPicker(page, optional=False)
        self.record = RecordPanel(_("Choose a person to gather what the office holds of them."))
        self.put(ListWithRecord(self.picker, self.record))
        self.picker.table.row_chosen.connect(self._show)

    def load(self) -> None:
        """Read the chosen person again."""
        self._show(self.picker.table.chosen())

    def _show(self, row: Row | None) -> None:
        if row is None:
            self.record.show_nothing()
            return
        citizen = self.store.get(Citizen, str(row["id"]))
        self.page.looked_at(citizen.id, "dossier")
        names = {each.told.activity.key: each.told.activity.name for each in notices(self.store)}
        given = tuple(
            (thai_date_short(each.given_on), f"{names.get(each.activity, each.activity)} · {each.edition}")
            for each in given_notices(self.store, citizen)
        )
        view = RecordView(
            name=citizen.full_name,
            line=masked(citizen.citizen_id) if citizen.citizen_id else "",
            sentences=(
                _("What is held of this person in every register, and who saw it, is gathered with a reason."),
                _("Look through what was found by the name alone before you give it to anybody."),
                *(() if given else (_("No privacy notice was noted as given."),)),
            ),
            facts=given,
        )
        actions = [
            ActionButton(_("Gather the data…"), partial(self.gather, citizen), key=keys.PRINT, kind="primary"),
            ActionButton(_("A privacy notice was given…"), partial(self.give, citizen)),
        ]
        self.record.show_record(view, actions)

    def gather(self, citizen: Citizen) -> None:
        """The form that asks what for and in which shape."""
        shapes = [(_PAPER, _("On paper (PDF)")), ("json", _("File for programs (JSON)")), ("csv", _("Table (CSV)"))]
        specs = [
            FieldSpec("why", _("Reason"), required=True, width=560, help=_("It stands in the access log")),
            FieldSpec("shape", _("Shape"), "choice", required=True, choices=shapes),
        ]
        if self.store.keys.set_keys:
            specs.append(FieldSpec("sealed", _("With the parts that have keys of their own"), "tick"))
        form = RecordForm(
            _("Gather the data of {name}").format(name=citizen.full_name),
            specs,
            {"shape": _PAPER},
            today=self.today,
            save_text=_("Gather"),
        )
        form.save_asked.connect(partial(self._gather, citizen))
        self.over.show_form(form)

    def _gather(self, citizen: Citizen, values: Mapping[str, Any]) -> None:
        asked = {"why": values["why"], "sealed": bool(values.get("sealed"))}
        shape = str(values["shape"])
        self.over.uncover()
        if shape in _FILES:
            # Named for nothing personal: what stands in it is personal enough.
            path, _kind = QFileDialog.getSaveFileName(self, _("Save as…"), f"dossier.{shape}", f"*.{shape}")
            if path:
                writing = partial(_save, self.store, citizen, Path(path), asked)
                words = _("The data are saved in {file}.").format(file=path)
                self.page.write(writing, done=lambda _done: self.page.tell_done(words), busy=_("Gathering…"))
            return
        self.page.write(partial(_compile, self.store, citizen, asked), done=self._draw, busy=_("Gathering…"))

    def _draw(self, compiled: Compiled) -> None:
        title = _("A person's data")

        def show(pdf: bytes) -> None:
            self.page.desk.preview(pdf, title=title, file_name="dossier")

        self.page.work(draw_dossier, compiled, done=show, busy=_("Drawing the paper…"))

    def give(self, citizen: Citizen) -> None:
        """The form of a notice that was given."""
        named = [(each.told.activity.key, each.told.activity.name) for each in notices(self.store)]
        specs = [
            FieldSpec("activity", _("Activity"), "choice", required=True, choices=named),
            FieldSpec("on", _("Notice given on"), "date", required=True),
            FieldSpec("how", _("How it was given"), help=_("Such as together with the application")),
        ]
        form = RecordForm(_("A privacy notice was given"), specs, {"on": self.today}, today=self.today)

        def operation(values: Mapping[str, Any]) -> Callable[[], Any]:
            said = {"on": values["on"], "how": values["how"] or ""}
            return partial(give_notice, self.store, citizen, values["activity"], **said)

        self.open_form(form, operation, self.told(_("It is noted that the notice was given."), lambda _id: None))

    # the page

    def state(self) -> dict[str, Any]:
        """Who is chosen."""
        return {"person": self.picker.person_id()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose a person again."""
        person = str(state.get("person", ""))
        if person:
            self.picker.choose(person, self.store.get(Citizen, person).full_name)


def _compile(store: Store, citizen: Citizen, asked: Mapping[str, Any]) -> Compiled:
    from sai_thong.forms.office.office_on_paper import gather_office
    from sai_thong.forms.office.preferences import paper_settings
    from sai_thong.forms.trust.dossier_paper import DossierSheets
    from sai_thong.ground.clock import FixedClock

    office = gather_office(store)
    sheets = DossierSheets(office, compile_dossier(store, citizen, **asked))
    return Compiled(sheets, paper_settings(store), FixedClock(store.clock.now()))


def _save(store: Store, citizen: Citizen, path: Path, asked: Mapping[str, Any]) -> None:
    from sai_thong.exchange.dossier_files import dossier_csv, dossier_json

    dossier = compile_dossier(store, citizen, **asked)
    write_whole(path, dossier_json(dossier) if path.suffix == ".json" else dossier_csv(dossier))


def draw_dossier(compiled: Compiled) -> bytes:
    """Draw it; in a process of its own."""
    from sai_thong.forms.trust.dossier_paper import dossier_paper

    return dossier_paper(compiled.sheets, compiled.settings, compiled.clock).pdf()
