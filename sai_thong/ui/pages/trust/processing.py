"""The record of processing: each activity with its data, ground and time; what the office says otherwise of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.law.terms import CERTAINTY_LABELS, Certainty
from sai_thong.registers.office.own_law import own_row
from sai_thong.registers.saraban.retention_in_force import retention_law
from sai_thong.registers.trust.processing import ActivityRecord, processing_record
from sai_thong.registers.trust.retention import FilePastItsTime, KeptActivity, RetentionStanding, retention_standing
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChipText,
    Column,
    ListTable,
    ListWithRecord,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.settings.law_forms import FormOfRow, keep_law_row, law_form
from sai_thong.ui.pages.trust.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.trust.page import TrustPage

_TABLE = "processing_activities"
_MOST_FILES = 20
_TONES = {
    Certainty.VERIFIED: Tone.OK,
    Certainty.GENERAL_KNOWLEDGE: Tone.PLAIN,
    Certainty.UNVERIFIED: Tone.WARNING,
}


class ProcessingSection(Section):
    """What the office does with personal data, how long it keeps them, and what is past its time."""

    def __init__(self, page: TrustPage) -> None:
        retention = ActionButton(_("Print the retention list…"), partial(self._print, "retention-list"))
        record = ActionButton(
            _("Print the record…"), partial(self._print, "processing-record"), key=keys.PRINT, kind="primary"
        )
        super().__init__(page, _("Record of processing"), [retention, record])
        self._activities: dict[str, ActivityRecord] = {}
        self._kept: dict[str, KeptActivity] = {}
        self._files: tuple[FilePastItsTime, ...] = ()
        self.table = ListTable(
            [
                Column("name", _("Activity"), strong=True),
                Column("kept", _("Kept for"), 250),
                Column("count", _("Matters"), 86, kind="number"),
                Column("past", _("Past their time"), 104, kind="number"),
                Column("certainty", _("Certainty"), 116, kind="chip", spare=True),
            ],
            name=_("Record of processing"),
        )
        self.record = RecordPanel(_("Choose an activity to see which data it has, and why."))
        self.put(ListWithRecord(self.table, self.record))
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.record.take_keys())

    def load(self) -> None:
        """Derive the record, and count what is kept."""
        self.read(_reading, done=self._loaded, about="record")

    def _loaded(self, found: tuple[list[ActivityRecord], RetentionStanding]) -> None:
        self._activities = {each.activity.id: each for each in found[0]}
        self._kept = {each.activity: each for each in found[1].activities}
        self._files = found[1].files
        self.table.set_rows([self._row(each) for each in found[0]])
        self._show(self.table.chosen())

    def _row(self, each: ActivityRecord) -> Row:
        kept = self._kept.get(each.activity.key)
        certainty = each.activity.certainty
        return {
            "id": each.activity.id,
            "name": each.activity.name,
            "kept": each.kept,
            "count": kept.count if kept else None,
            "past": kept.past if kept else None,
            "certainty": ChipText(_(CERTAINTY_LABELS[certainty]), _TONES[certainty]),
        }

    def _show(self, row: Row | None) -> None:
        chosen = self._activities.get(str(row["id"])) if row else None
        if chosen is None:
            self.record.show_nothing()
            return
        actions = [
            ActionButton(_("Print the privacy notice…"), partial(self.print_notice, chosen), kind="primary"),
            ActionButton(_("Say otherwise…"), partial(self.correct, chosen), key=keys.EDIT),
        ]
        kept = self._kept.get(chosen.activity.key)
        if kept is not None and kept.past:
            lists = partial(self.page.desk.go, "saraban", section="destruction")
            actions.append(ActionButton(_("Destruction lists"), lists))
        self.record.show_record(self._view(chosen, kept), actions)

    def _view(self, chosen: ActivityRecord, kept: KeptActivity | None) -> RecordView:
        activity = chosen.activity
        own = own_row(self.store, _TABLE, activity.id)
        chips = (ChipText(_("of the office"), Tone.OK),) if own else ()
        return RecordView(
            name=activity.name,
            line=activity.legal_ref,
            chips=chips,
            sentences=tuple(_sentences(chosen, kept)),
            facts=(*_facts(chosen), *_file_facts(each for each in self._files if each.activity == activity.key)),
        )

    def correct(self, chosen: ActivityRecord) -> None:
        """The form in which the office says something otherwise."""
        classes = [(each.key, each.name) for each in retention_law(self.store).in_force(self.today)]
        row = FormOfRow(_TABLE, chosen.activity.id, chosen.activity.name, {"retention": classes})
        form = law_form(self.store, row, self.today)

        def operation(values: Mapping[str, Any]) -> Callable[[], Any]:
            return partial(keep_law_row, self.store, row, values)

        def done(_saved: object) -> Banner:
            self.load()
            return Banner(_("The record of processing was changed."), Tone.OK)

        self.open_form(form, operation, done)

    # on paper

    def print_notice(self, chosen: ActivityRecord) -> None:
        """The notice of one activity."""
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, "privacy-notice", PaperRequest(record_id=chosen.activity.key))

    def _print(self, paper: str) -> None:
        from sai_thong.forms.paper_kinds import PaperRequest

        print_paper(self.page, paper, PaperRequest())

    # the page

    def state(self) -> dict[str, Any]:
        """The chosen line."""
        chosen = self.table.chosen()
        return {"chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose the line again."""
        self.table.choose_id(str(state.get("chosen", "")))


def _reading(store: Store) -> tuple[list[ActivityRecord], RetentionStanding]:
    return list(processing_record(store).activities), retention_standing(store)


def _sentences(chosen: ActivityRecord, kept: KeptActivity | None) -> Iterator[str]:
    yield chosen.activity.purpose
    if kept is None:
        yield _("Kept under a key of its own: its holders count it themselves.")
    elif kept.past:
        yield _("{count} matters are past their time.").format(count=f"{kept.past:,}")


def _file_facts(files: Iterable[FilePastItsTime]) -> Iterator[tuple[str, str]]:
    """The scans of matters past their time, each with its matter; the printed list has all of them."""
    found = list(files)
    for each in found[:_MOST_FILES]:
        yield _("Attached file, ended {year}").format(year=each.ended_year_be), f"{each.name} · {each.matter}"
    if len(found) > _MOST_FILES:
        more = _("The printed list names {count} more.").format(count=f"{len(found) - _MOST_FILES:,}")
        yield _("Attached files"), more


def _facts(chosen: ActivityRecord) -> Iterator[tuple[str, str]]:
    activity = chosen.activity
    personal = ", ".join(dict.fromkeys(label for each in chosen.collected for label in each.personal))
    sensitive = ", ".join(dict.fromkeys(label for each in chosen.collected for label in each.sensitive))
    told = (
        (_("Whose data"), activity.subjects),
        (_("Ground of the law"), activity.basis),
        (_("Ground for sensitive data"), activity.sensitive_basis),
        (_("Where the data come from"), activity.source),
        (_("To whom they are disclosed"), activity.recipients),
        (_("Who may see them"), activity.access),
        (_("Kept for"), chosen.kept),
        (_("Personal data"), personal),
        (_("Sensitive data"), sensitive),
    )
    return (each for each in told if each[1])
