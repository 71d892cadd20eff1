"""The yearly destruction lists: what is past its time, what the committee decided, and the one next step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sai_thong.ground.language import _
from sai_thong.registers.saraban import destruction
from sai_thong.registers.saraban.destruction import Destruction, ListedDocument
from sai_thong.registers.saraban.records import DestructionItem, DestructionList, IncomingDocument
from sai_thong.registers.saraban.retention_in_force import retention_law
from sai_thong.registers.saraban.rules.retention import survey_due, year_to_survey
from sai_thong.registers.saraban.terms import (
    DESTRUCTION_STATE_LABELS,
    ITEM_DECISION_LABELS,
    DestructionState,
    ItemDecision,
)
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.ui.kit import (
    ActionButton,
    ChipText,
    ChoiceBox,
    Column,
    FieldSpec,
    ListTable,
    ListWithRecord,
    RecordForm,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
)
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.saraban.section import Section
from sai_thong.ui.pages.saraban.views import counted

if TYPE_CHECKING:
    from sai_thong.ui.pages.saraban.page import SarabanPage

_TONES: Final = {
    ItemDecision.UNDECIDED: Tone.WARNING,
    ItemDecision.DESTROY: Tone.BAD,
    ItemDecision.KEEP_LONGER: Tone.OK,
    ItemDecision.TO_ARCHIVES: Tone.PLAIN,
}


class DestructionSection(Section):
    """One list at a time, by the year surveyed."""

    def __init__(self, page: SarabanPage) -> None:
        self.survey_button = ActionButton(_("Survey the documents"), self.survey, key=keys.NEW, kind="primary")
        self.print_button = ActionButton(_("Print the list…"), self.print_list, key=keys.PRINT)
        self.year = ChoiceBox([("", "–")], "", name=_("Year surveyed"))
        super().__init__(page, [self.print_button, self.survey_button], beside=[self.year])
        self._lists: dict[str, DestructionList] = {}
        self._lines: dict[str, ListedDocument] = {}
        self.table = ListTable(
            [
                Column("number", _("No."), 62, kind="number"),
                Column("document", _("Number"), 118),
                Column("subject", _("Subject"), strong=True),
                Column("until", _("Kept until"), 100, kind="date"),
                Column("decision", _("What was decided"), 186, kind="chip"),
            ],
            name=_("Documents past their time"),
        )
        self.record = RecordPanel(_("Survey the documents after the end of the year."))
        self.put(ListWithRecord(self.table, self.record))
        self.year.chosen.connect(lambda _value: self._show_list())
        self.table.row_chosen.connect(lambda _row: self._show_step())
        self.table.row_opened.connect(lambda _row: self.record.take_keys())

    # what is shown

    def load(self) -> None:
        """Read the lists anew, the shown one first."""
        kept = {str(each.year_be): each for each in destruction.destruction_lists(self.store)}
        shown = self.year.value()
        self._lists = kept
        years = list(kept) or [""]
        self.year.set_choices([(year, year or "–") for year in years], shown if shown in kept else years[0])
        self.year.setVisible(bool(kept))
        self.survey_button.setEnabled(str(year_to_survey(self.today)) not in kept)
        self._show_list()

    def shown_list(self) -> DestructionList | None:
        """The list shown."""
        return self._lists.get(self.year.value())

    def _show_list(self) -> None:
        found = self.shown_list()
        lines = destruction.lines_of(self.store, found) if found else ()
        self._lines = {line.item.id: line for line in lines}
        self.print_button.setEnabled(bool(lines))
        self.header.set_period(counted(len(lines), None) if lines else "")
        if lines:
            self.table.set_rows([_row(line) for line in lines])
        else:
            self._show_none()
        self._show_step()

    def _show_none(self) -> None:
        year = year_to_survey(self.today)
        due = survey_due(year, retention_law(self.store).survey_days(self.today))
        self.table.show_empty(
            _("No destruction list was made yet."),
            _("The documents past their time by the end of {year} are surveyed until {day}.").format(
                year=year, day=thai_date(due)
            ),
            _("Survey the documents"),
            self.survey,
        )

    def _show_step(self) -> None:
        found = self.shown_list()
        if found is None:
            self.record.show_nothing()
            return
        self.record.show_record(self._view(found), self._steps(found), whole_history=history_shown(self.page, found))

    def _view(self, found: DestructionList) -> RecordView:
        counts = [
            (_(ITEM_DECISION_LABELS[decision]), sum(line.item.decision is decision for line in self._lines.values()))
            for decision in ItemDecision
        ]
        facts = [(_("Surveyed on"), thai_date(found.made_on))]
        facts += [(name, str(count)) for name, count in counts if count]
        if found.committee:
            facts.append((_("Committee"), "\n".join(found.committee)))
        told = (
            (_("Order number"), found.order_no),
            (_("Letter to the National Archives"), found.archives_letter_no),
            (_("Answer of the National Archives"), found.archives_answer),
            (_("How it was destroyed"), found.way),
        )
        facts += [each for each in told if each[1]]
        return RecordView(
            name=_("Destruction list of {year}").format(year=found.year_be),
            chips=(ChipText(_(DESTRUCTION_STATE_LABELS[found.state]), Tone.PLAIN),),
            sentences=(self._sentence(found),),
            facts=tuple(facts),
        )

    def _sentence(self, found: DestructionList) -> str:
        """What comes next."""
        if found.state is DestructionState.PREPARED and not found.committee:
            return _("Next: enter the committee that considers the list.")
        if found.state is DestructionState.PREPARED:
            return _("Next: enter what the committee decided on each document.")
        if found.state is DestructionState.CONSIDERED:
            return _("Next: send the list to the National Archives.")
        if found.state is DestructionState.WITH_ARCHIVES:
            return _("Next: when the National Archives answered, have the documents destroyed.")
        return _("The documents were destroyed; their lines stay in the registers.")

    def _steps(self, found: DestructionList) -> list[ActionButton]:
        if found.state is DestructionState.PREPARED and not found.committee:
            return [ActionButton(_("Enter the committee…"), self.appoint, kind="primary")]
        if found.state is DestructionState.PREPARED:
            return self._deciding()
        if found.state is DestructionState.CONSIDERED:
            return [ActionButton(_("Sent to the National Archives…"), self.send, kind="primary")]
        if found.state is DestructionState.WITH_ARCHIVES:
            steps = [ActionButton(_("Destroyed…"), self.record_destruction, kind="primary")]
            line = self.chosen()
            if line is not None and line.item.decision is ItemDecision.DESTROY:
                steps.append(ActionButton(_("The Archives ask for it"), partial(self.set_aside, line.item)))
                steps.append(ActionButton(_("Keep longer…"), self.keep_longer))
            return steps
        return []

    def _deciding(self) -> list[ActionButton]:
        undecided = self._undecided()
        if not undecided:
            return [ActionButton(_("All are considered"), self.close_consideration, kind="primary"), *self._of_chosen()]
        rest = ActionButton(_("All others: destroy"), partial(self._decide, undecided, ItemDecision.DESTROY))
        return [*self._of_chosen(), rest]

    def _of_chosen(self) -> list[ActionButton]:
        line = self.chosen()
        if line is None:
            return []
        items = [line.item]
        return [
            ActionButton(_("Destroy"), partial(self._decide, items, ItemDecision.DESTROY)),
            ActionButton(_("Keep longer…"), self.keep_longer),
            ActionButton(_("To the Archives"), partial(self._decide, items, ItemDecision.TO_ARCHIVES)),
        ]

    def chosen(self) -> ListedDocument | None:
        """The chosen line."""
        row = self.table.chosen()
        return self._lines.get(str(row["id"])) if row else None

    def _undecided(self) -> list[DestructionItem]:
        return [line.item for line in self._lines.values() if line.item.decision is ItemDecision.UNDECIDED]

    # the steps

    def survey(self) -> None:
        """List what is past its time at the end of last year."""

        def done(made: Destruction) -> None:
            self.load()
            self.year.set_value(str(made.list.year_be))
            self._show_list()
            self.page.tell_done(_("The documents past their time were listed."))

        self.run(partial(destruction.prepare_list, self.store), done)

    def appoint(self) -> None:
        """The committee: the chair first."""
        specs = [
            FieldSpec("chair", _("Chair"), required=True),
            FieldSpec("second", _("Member"), required=True),
            FieldSpec("third", _("Member"), required=True),
            FieldSpec("fourth", _("Member")),
            FieldSpec("fifth", _("Member")),
            FieldSpec("order_no", _("Order number")),
        ]
        names = ("chair", "second", "third", "fourth", "fifth")

        def operation(values: Mapping[str, Any]) -> Callable[[], Destruction]:
            members = [values[name] for name in names if values[name]]
            return partial(
                destruction.appoint_committee, self.store, self._of(), members, order_no=values["order_no"] or ""
            )

        form = RecordForm(_("Committee"), specs, today=self.today)
        self.open_form(form, operation, self._done(_("The committee was entered.")))

    def _decide(self, items: Sequence[DestructionItem], decision: ItemDecision) -> None:
        self.run(
            partial(destruction.decide, self.store, self._of(), items, decision), self._done(_("The decision is kept."))
        )

    def keep_longer(self) -> None:
        """Until when the chosen document is kept."""
        line = self.chosen()
        if line is None:
            return
        specs = [
            FieldSpec("until", _("Kept until"), "date", required=True, purpose="future"),
            FieldSpec("note", _("Note")),
        ]

        def operation(values: Mapping[str, Any]) -> Callable[[], Destruction]:
            return partial(
                destruction.decide,
                self.store,
                self._of(),
                [line.item],
                ItemDecision.KEEP_LONGER,
                keep_until=values["until"],
                note=values["note"] or "",
            )

        form = RecordForm(_("Keep longer"), specs, today=self.today)
        self.open_form(form, operation, self._done(_("The decision is kept.")))

    def close_consideration(self) -> None:
        """The committee has considered every document."""
        self.run(
            partial(destruction.close_consideration, self.store, self._of()),
            self._done(_("The committee has considered every document.")),
        )

    def send(self) -> None:
        """The list went to the National Archives."""
        specs = [
            FieldSpec("on", _("Sent on"), "date", required=True),
            FieldSpec("letter_no", _("Number of the letter"), required=True),
        ]

        def operation(values: Mapping[str, Any]) -> Callable[[], Destruction]:
            return partial(
                destruction.send_to_archives, self.store, self._of(), on=values["on"], letter_no=values["letter_no"]
            )

        form = RecordForm(_("Sent to the National Archives"), specs, {"on": self.today}, today=self.today)
        self.open_form(form, operation, self._done(_("The list is with the National Archives.")))

    def set_aside(self, item: DestructionItem) -> None:
        """The National Archives ask for a document."""
        self.run(
            partial(destruction.set_aside_for_archives, self.store, self._of(), [item]),
            self._done(_("The decision is kept.")),
        )

    def record_destruction(self) -> None:
        """The documents were destroyed."""
        specs = [
            FieldSpec(
                "answer",
                _("Answer of the National Archives"),
                "notes",
                required=True,
                help=_("Documents they ask for are set aside in the list before."),
            ),
            FieldSpec("way", _("How it was destroyed"), required=True, help=_("Such as: shredded.")),
            FieldSpec("on", _("Destroyed on"), "date", required=True),
        ]

        def operation(values: Mapping[str, Any]) -> Callable[[], Destruction]:
            return partial(
                destruction.destroy,
                self.store,
                self._of(),
                answer=values["answer"],
                way=values["way"],
                on=values["on"],
            )

        form = RecordForm(
            _("Destroyed"), specs, {"on": self.today}, today=self.today, save_text=_("The documents are destroyed")
        )
        self.open_form(form, operation, self._done(_("The documents are marked as destroyed.")))

    def _of(self) -> DestructionList:
        found = self.shown_list()
        assert found is not None
        return self.store.get(DestructionList, found.id)

    def _done(self, words: str) -> Callable[[Destruction], None]:
        def tell(_made: Destruction) -> None:
            chosen = self.table.chosen()
            self.load()
            if chosen:
                self.table.choose_id(str(chosen["id"]))
            self.page.tell_done(words)

        return tell

    def print_list(self) -> None:
        """The list with its decisions and the committee's signatures."""
        from sai_thong.forms.paper_kinds import PaperRequest

        found = self.shown_list()
        if found is not None:
            print_paper(self.page, "destruction-list", PaperRequest(record_id=found.id))

    # state

    def state(self) -> dict[str, Any]:
        """The year shown and the chosen line."""
        row = self.table.chosen()
        return {"year": self.year.value(), "chosen": row["id"] if row else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the list so."""
        if str(state.get("year", "")) in self._lists:
            self.year.set_value(str(state["year"]))
            self._show_list()
        self.table.choose_id(str(state.get("chosen", "")))


def _row(line: ListedDocument) -> Row:
    document, item = line.document, line.item
    number = (
        f"{document.number}/{document.year_be}" if isinstance(document, IncomingDocument) else document.printed_number
    )
    words = _(ITEM_DECISION_LABELS[item.decision])
    if item.keep_until is not None:
        words = _("Kept until {day}").format(day=thai_date_short(item.keep_until))
    return {
        "id": item.id,
        "number": item.number,
        "document": number,
        "subject": document.subject,
        "until": document.retain_until,
        "decision": ChipText(words, _TONES[item.decision]),
    }
