"""พบในบัญชีรายชื่ออื่น: people found on lists of other state welfare, each case looked into and settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.claims import OVER
from sai_thong.registers.allowances.duplicates import DuplicatesOpened, open_duplicate_cases
from sai_thong.registers.allowances.records import Claim, DuplicateElsewhere
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.calendar import thai_date_short
from sai_thong.thai.sorting import sort_key
from sai_thong.thai.text import search_form
from sai_thong.ui.kit import (
    ActionButton,
    ChipText,
    Column,
    FieldSpec,
    FilterCombo,
    HistoryLine,
    PageHeader,
    RecordForm,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.pages.allowances.list_section import Deed, ListSection
from sai_thong.ui.pages.allowances.looking_into import case_words, settle_step
from sai_thong.ui.pages.allowances.month_board import scheme_words
from sai_thong.ui.pages.allowances.person_columns import person_columns
from sai_thong.ui.pages.allowances.person_record import who_line
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage

_OPEN = "open"


def read_elsewhere(store: Store) -> list[Row]:
    """Every case with its person and the claims this person has here, the open ones first."""
    cases = sorted(store.find(DuplicateElsewhere), key=lambda case: case.settled_on is not None)
    ids = tuple({case.person_id for case in cases})
    people = {person.id: person for person in store.find(Citizen, id=ids)} if ids else {}
    claims: dict[str, list[Claim]] = {}
    for claim in store.find(Claim, person_id=ids) if ids else ():
        if claim.state not in OVER:
            claims.setdefault(claim.person_id, []).append(claim)
    return [_row(case, people[case.person_id], claims.get(case.person_id, [])) for case in cases]


def read_list(store: Store, path: Path, list_name: str, listed_on: date | None) -> DuplicatesOpened:
    """Read a list in any layout and open a case for everyone of the register on it."""
    from sai_thong.exchange.layout_memory import remembered_mappings
    from sai_thong.exchange.other_lists import people_elsewhere

    rows = people_elsewhere(path, today=bangkok_today(store.clock), remembered=remembered_mappings(store))
    return open_duplicate_cases(store, rows, list_name=list_name, listed_on=listed_on)


def _row(case: DuplicateElsewhere, person: Citizen, claims: list[Claim]) -> Row:
    settled = case.settled_on is not None
    return {
        "id": case.id,
        "case": case,
        "person": person,
        "person_id": person.id,
        "claims": claims,
        "name": person.full_name,
        "order": sort_key(person.full_name),
        "moo": person.moo,
        "list": case.list_name,
        "scheme": ", ".join(scheme_words(claim.scheme) for claim in claims),
        "state": ChipText(_("Settled") if settled else _("To look into"), Tone.PLAIN if settled else Tone.WARNING),
        "search": search_form(f"{person.full_name} {person.citizen_id or ''} {case.list_name} {case.detail}"),
    }


class ElsewhereSection(ListSection):
    """The cases; open ones first shown."""

    def __init__(self, page: AllowancesPage) -> None:
        self._which = FilterCombo(_("Open and settled"), [(_OPEN, _("To look into"))], name=_("State"))
        super().__init__(
            page,
            [
                *person_columns(),
                Column("list", _("List"), 190, muted=True),
                Column("scheme", _("Gets here"), 130, muted=True),
                Column("state", _("State"), 130, kind="chip", sort_value=lambda row: row["state"].text),
            ],
            name=_("Found on other lists"),
            hint=_("Choose a person to see what the list says."),
            search_hint=_("Find by name, ID or list"),
            filters=[self._which],
        )
        self._which.set_value(_OPEN)
        self._wanted = ""
        self.read_button = ActionButton(_("Read a list…"), self._choose_list, key=keys.NEW, kind="primary")
        self.header = PageHeader(_("Found on other lists"), "", [self.read_button])
        self.header_buttons = [self.read_button]

    def load(self) -> None:
        """Read the cases."""
        self.show_reading()
        self.read(read_elsewhere, done=self._show, failed=self.tell_failed)

    def _show(self, rows: list[Row]) -> None:
        self.show_rows(rows)
        self._choose_wanted()

    def fits(self, row: Row) -> bool:
        """Open ones, or all."""
        return not self._which.value() or row["case"].settled_on is None

    def filter(self) -> None:
        """List what fits; when every case is settled, say so."""
        super().filter()
        if self.rows and not any(self.fits(row) for row in self.rows):
            self.table.show_empty(_("Every case is settled."), _("Settled cases are listed with the filter."))

    def show_empty(self) -> None:
        """No case ever."""
        self.table.show_empty(
            _("Nobody was found on another list."),
            _("Read a list of other state welfare, in any layout; a case opens for everyone who is in the register."),
            _("Read a list…"),
            self._choose_list,
        )

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose the case of a ``person``, now or when the cases are read."""
        self._wanted = str(state.get("person", ""))
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if self._wanted and self.choose_by("person_id", self._wanted):
            self._wanted = ""

    def show_record(self, row: Row) -> None:
        """What the list says of the person, what they get here, and how the case ends."""
        case: DuplicateElsewhere = row["case"]
        person: Citizen = row["person"]
        told = [(case.opened_on, _("Case opened"))]
        if case.settled_on is not None:
            told.append((case.settled_on, _("Settled: {conclusion}").format(conclusion=case.conclusion)))
        view = RecordView(
            name=person.full_name,
            line=who_line(person, self.today),
            chips=(row["state"],),
            sentences=tuple(case_words(case)),
            facts=((_("List"), case.list_name), (_("Gets here"), row["scheme"] or _("nothing"))),
            history=tuple(HistoryLine(thai_date_short(day), words) for day, words in reversed(told)),
            history_title=_("History"),
        )
        self.tell(view, self._deeds(row), whole_history=history_shown(self.page, case))

    def _deeds(self, row: Row) -> list[Deed]:
        case, person = row["case"], row["person"]
        deeds: list[Deed] = []
        if case.settled_on is None:
            step = settle_step(self.store, case, person.full_name, self.today)
            deeds.append((_("Settle the case…"), partial(self.open_step, step)))
        deeds += [
            (
                _("Claim: {scheme}…").format(scheme=scheme_words(claim.scheme)),
                partial(self.page.open_section, "people", claim=claim.id),
            )
            for claim in row["claims"]
        ]
        deeds.append((_("Edit the person…"), partial(self.page.desk.go, "citizens", chosen=person.id)))
        return deeds

    # a list

    def _choose_list(self) -> None:
        words = _("List of other state welfare")
        path, _kind = QFileDialog.getOpenFileName(self, words, "", f"{words} (*.xlsx *.xls *.ods *.csv)")
        if path:
            self.open_list(Path(path))

    def open_list(self, path: Path) -> None:
        """Ask what the list is, and read it."""
        form = RecordForm(
            _("Read {file}").format(file=path.name),
            (
                FieldSpec("list_name", _("List"), required=True, help=_("Whose list it is, such as its heading.")),
                FieldSpec("listed_on", _("Date of the list"), "date"),
            ),
            {"list_name": path.stem},
            today=self.today,
            save_text=_("Read the list"),
        )

        def done(opened: DuplicatesOpened) -> None:
            self.close_inside()
            self.page.tell_done(_opened_words(opened))

        form.save_asked.connect(
            lambda values: self.page.write(
                read_list,
                self.store,
                path,
                values["list_name"],
                values["listed_on"],
                done=done,
                failed=form.show_error,
                busy=_("Reading the list…"),
            )
        )
        form.left.connect(self.close_inside)
        self.open_inside(form)
        form.take_focus()


def _opened_words(opened: DuplicatesOpened) -> str:
    count = len(opened.cases)
    words = [ngettext("{count} case is opened.", "{count} cases are opened.", count).format(count=f"{count:,}")]
    if opened.known:
        words.append(_("{count} were known from this list.").format(count=f"{opened.known:,}"))
    if opened.unknown:
        words.append(_("{count} of the list are nobody in the register.").format(count=f"{len(opened.unknown):,}"))
    return " ".join(words)
