"""เงินจ่ายเกิน: money paid without right, each case by its steps: facts, explanation, decision, demand, repayment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances import overpayments
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.overpayments import OverpaymentView, overpayment_list
from sai_thong.registers.allowances.records import Overpayment, OverpaymentOutcome, OverpaymentState
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month, thai_date_short
from sai_thong.thai.sorting import sort_key
from sai_thong.thai.text import search_form
from sai_thong.ui.kit import (
    ChipText,
    Column,
    FieldSpec,
    FilterCombo,
    HistoryLine,
    PageHeader,
    RecordView,
    Row,
    Tone,
)
from sai_thong.ui.pages.allowances.letter_steps import letter_number, overpayment_letters_step
from sai_thong.ui.pages.allowances.list_section import Deed, ListSection
from sai_thong.ui.pages.allowances.month_board import scheme_words
from sai_thong.ui.pages.allowances.person_record import who_line, whole_baht
from sai_thong.ui.pages.allowances.stepped import Step
from sai_thong.ui.pages.paper_prints import print_paper
from sai_thong.ui.pages.record_history import history_shown

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage

_OPEN = "open"


def read_cases(store: Store, scheme_set: SchemeSet) -> list[Row]:
    """Every case, closed ones too."""
    return [_row(view) for view in overpayment_list(store, scheme_set, open_only=False)]


def _row(view: OverpaymentView) -> Row:
    case, person = view.case, view.citizen
    closed = case.state is OverpaymentState.CLOSED
    words = label_of(case.outcome) if closed and case.outcome else label_of(case.state)
    return {
        "id": case.id,
        "view": view,
        "name": person.full_name,
        "order": sort_key(person.full_name),
        "moo": person.moo,
        "cause": label_of(case.cause),
        "amount": case.amount_satang,
        "left": view.outstanding_satang,
        "state": ChipText(words, Tone.PLAIN if closed else Tone.WARNING),
        "search": search_form(f"{person.full_name} {person.citizen_id or ''} หมู่ {person.moo} ม.{person.moo}"),
    }


class OverpaymentsSection(ListSection):
    """The cases; open ones first shown."""

    def __init__(self, page: AllowancesPage) -> None:
        self._which = FilterCombo(_("Open and closed"), [(_OPEN, _("Open cases"))], name=_("State"))
        super().__init__(
            page,
            [
                Column("name", _("Name"), strong=True, sort_value=lambda row: row["order"]),
                Column("cause", _("Cause"), 120, muted=True),
                Column("amount", _("Amount"), 92, kind="money", sort_value=lambda row: row["amount"]),
                Column("left", _("Still open"), 92, kind="money", sort_value=lambda row: row["left"]),
                Column("state", _("State"), 146, kind="chip", sort_value=lambda row: row["state"].text),
            ],
            name=_("Overpayments"),
            hint=_("Choose a case to see its payments and its next step."),
            search_hint=_("Find by name, ID or village"),
            filters=[self._which],
        )
        self._which.set_value(_OPEN)
        self.header = PageHeader(_("Overpayments"))

    def load(self) -> None:
        """Read the cases."""
        self.show_reading()
        self.read(read_cases, self.scheme_set, done=self.show_rows, failed=self.tell_failed)

    def fits(self, row: Row) -> bool:
        """Open ones, or all."""
        return not self._which.value() or row["view"].case.state is not OverpaymentState.CLOSED

    def filter(self) -> None:
        """List what fits; when every case is closed, say so."""
        super().filter()
        if self.rows and not any(self.fits(row) for row in self.rows):
            self.table.show_empty(_("No case is open."), _("Closed cases are listed with the filter."))

    def show_empty(self) -> None:
        """No case ever."""
        self.table.show_empty(
            _("Nothing was overpaid."), _("A case opens by itself when a death or a move is learned after paying.")
        )

    def show_record(self, row: Row) -> None:
        """The case with its payments, and the step that comes next."""
        view: OverpaymentView = row["view"]
        deeds = [self.deed(step) for step in case_steps(self.store, view, self.today)]
        history = history_shown(self.page, view.case, shelf=shelf_of(self.store, self.scheme_set))
        shown = _record(view, row["state"], who_line(view.citizen, self.today))
        self.tell(shown, [*deeds, *self._papers(view)], whole_history=history)

    def _papers(self, view: OverpaymentView) -> list[Deed]:
        from sai_thong.forms.paper_kinds import About, PaperRequest
        from sai_thong.forms.papers import PAPERS

        request = PaperRequest(record_id=view.case.id, scheme_set=self.scheme_set)
        return [
            (_("Print {paper}").format(paper=kind.name), partial(print_paper, self.page, kind.key, request))
            for kind in PAPERS
            if kind.about is About.OVERPAYMENT and (kind.key != "overpayment-demand" or _may_be_demanded(view.case))
        ]


def _may_be_demanded(case: Overpayment) -> bool:
    """Whether the second letter can be printed, or printed again."""
    return case.state is OverpaymentState.DECIDED or case.demanded_on is not None


def _record(view: OverpaymentView, chip: ChipText, line: str) -> RecordView:
    case = view.case
    told = [
        (case.discovered_on, _("Case opened")),
        (
            case.explanation_asked_on,
            _numbered(_("Explanation asked of {whom}").format(whom=case.addressee), case.facts_letter_no),
        ),
        (case.explained_on, _("Explained: {text}").format(text=case.explanation)),
        (case.decided_on, _("Decided ({number}): {text}").format(number=case.decision_no, text=case.decision)),
        (case.demanded_on, _numbered(_("Repayment demanded"), case.demand_letter_no)),
        *(
            (each.on_day, _("Repaid {amount} baht, receipt {number}").format(
                amount=whole_baht(each.amount_satang), number=each.receipt_no
            ))
            for each in view.repayments
        ),
        (case.closed_on, _("Case closed")),
    ]  # fmt: skip
    history = [HistoryLine(thai_date_short(day), words) for day, words in reversed(told) if day is not None]
    months = ", ".join(each.paid_for.short_name for each in view.lines)
    return RecordView(
        name=view.citizen.full_name,
        line=line,
        figure=_("{amount} baht still open").format(amount=whole_baht(view.outstanding_satang)),
        chips=(chip,),
        facts=(
            (_("Scheme"), scheme_words(case.scheme)),
            (_("Cause"), label_of(case.cause)),
            (_("Amount"), _("{amount} baht").format(amount=whole_baht(case.amount_satang))),
            (_("Months"), months),
        ),
        history=tuple(history),
        history_title=_("History"),
    )


def _numbered(words: str, number: str) -> str:
    return _("{words}, letter {number}").format(words=words, number=number) if number else words


def case_steps(store: Store, view: OverpaymentView, today: date) -> Iterator[Step]:
    """What can be recorded of a case now, the next step first."""
    case = view.case
    if case.state is OverpaymentState.OPEN:
        yield Step(
            words=_("Ask for an explanation…"),
            title=_("The facts, and the right to explain"),
            operation=lambda values: overpayments.ask_explanation(store, case, **values),
            done=_("The letter is recorded; print it from the case."),
            fields=(
                FieldSpec("addressee", _("Addressee"), required=True),
                FieldSpec("address", _("Addressee's address"), "notes"),
                letter_number("letter_no"),
                FieldSpec("on_day", _("Date of the letter"), "date", required=True),
            ),
            values={"addressee": case.addressee, "address": case.addressee_address, "on_day": today},
        )
    if case.state is OverpaymentState.EXPLANATION_ASKED:
        yield Step(
            words=_("Explanation…"),
            title=_("What was explained"),
            operation=lambda values: overpayments.record_explanation(
                store, case, values["text"], on_day=values["on_day"]
            ),
            done=_("The explanation is recorded."),
            fields=(
                FieldSpec("text", _("Explanation"), "notes", required=True, help=_("Or that nobody answered.")),
                FieldSpec("on_day", _("Explained on"), "date", required=True),
            ),
            values={"on_day": today},
        )
        yield _decision(store, view, today)
    if case.state is OverpaymentState.DECIDED:
        yield Step(
            words=_("Demand repayment…"),
            title=_("Demand repayment"),
            operation=lambda values: overpayments.demand(store, case, **values),
            done=_("The letter is recorded; print it from the case."),
            fields=(
                letter_number("letter_no"),
                FieldSpec("on_day", _("Date of the letter"), "date", required=True),
            ),
            values={"on_day": today},
        )
    if case.state is not OverpaymentState.CLOSED:
        yield _repayment(store, view, today)
    if case.state in (OverpaymentState.DECIDED, OverpaymentState.DEMANDED):
        yield from _after_decision(store, view, today)
    if case.explanation_asked_on is not None:
        yield overpayment_letters_step(store, case)


def _outcomes(offered: Sequence[OverpaymentOutcome]) -> list[tuple[str, str]]:
    return [(each.value, label_of(each)) for each in offered]


def _decision(store: Store, view: OverpaymentView, today: date) -> Step:
    def decide(values: Mapping[str, Any]) -> object:
        outcome = OverpaymentOutcome(values["outcome"]) if values["outcome"] else None
        return overpayments.decide(
            store,
            view.case,
            decision=values["decision"],
            decision_no=values["decision_no"],
            decided_on=values["decided_on"],
            not_asked_back=outcome,
        )

    return Step(
        words=_("Decision…"),
        title=_("The executive's decision"),
        operation=decide,
        done=_("The decision is recorded."),
        fields=(
            FieldSpec("decision", _("Decision"), "notes", required=True),
            FieldSpec("decision_no", _("Decision number"), required=True),
            FieldSpec("decided_on", _("Decided on"), "date", required=True),
            FieldSpec(
                "outcome",
                _("Not asked back"),
                "choice",
                choices=_outcomes([OverpaymentOutcome.GOOD_FAITH, OverpaymentOutcome.WRITTEN_OFF]),
                help=_("Leave it empty to go on to the demand."),
            ),
        ),
        values={"decided_on": today},
    )


def _repayment(store: Store, view: OverpaymentView, today: date) -> Step:
    return Step(
        words=_("Repayment…"),
        title=_("Money came back"),
        operation=lambda values: overpayments.repay(store, view.case, **values),
        done=_("The repayment is recorded."),
        fields=(
            FieldSpec("amount_satang", _("Amount"), "money", required=True),
            FieldSpec("on_day", _("Date"), "date", required=True),
            FieldSpec("receipt_no", _("Receipt number"), required=True),
        ),
        values={"amount_satang": view.case.instalment_satang or view.outstanding_satang, "on_day": today},
    )


def _after_decision(store: Store, view: OverpaymentView, today: date) -> Iterator[Step]:
    case = view.case
    yield Step(
        words=_("Instalments…"),
        title=_("Repayment by instalments"),
        operation=lambda values: overpayments.agree_instalments(store, case, **values),
        done=_("The instalments are recorded."),
        fields=(
            FieldSpec("instalment_satang", _("Instalment a month"), "money", required=True),
            FieldSpec("from_month", _("First instalment"), "month", required=True),
        ),
        values={"from_month": Month.of(today).next()},
    )
    offered = [OverpaymentOutcome.LAWSUIT, OverpaymentOutcome.GOOD_FAITH, OverpaymentOutcome.WRITTEN_OFF]
    yield Step(
        words=_("End the case otherwise…"),
        title=_("End the case otherwise"),
        operation=lambda values: overpayments.conclude(
            store,
            case,
            OverpaymentOutcome(values["outcome"]),
            on_day=values["on_day"],
            decision_no=values["decision_no"],
        ),
        done=_("The case is closed."),
        fields=(
            FieldSpec("outcome", _("Outcome"), "choice", required=True, choices=_outcomes(offered)),
            FieldSpec("decision_no", _("Order number"), required=True),
            FieldSpec("on_day", _("Date"), "date", required=True),
        ),
        values={"on_day": today},
    )
