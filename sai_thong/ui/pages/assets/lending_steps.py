"""What is done with a loan: allowed or refused, handed over, let last longer, demanded back, cancelled."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.assets import loan_returns, loans
from sai_thong.registers.assets.loan_corrections import CORRECTED, correct_loan
from sai_thong.registers.assets.loan_list import LoanView
from sai_thong.registers.assets.rules.loans import LoanStanding
from sai_thong.registers.assets.terms import LoanState
from sai_thong.thai.calendar import thai_date_short
from sai_thong.ui.kit import FieldSpec, keys
from sai_thong.ui.pages.assets.lending_rows import thing_name
from sai_thong.ui.pages.assets.step import PaperOf, Step, Values

SLIP_PAPER = "loan-slip"
DEMAND_PAPER = "loan-demand"


def next_step(store: Store, view: LoanView, today: date, approver: str) -> Step | None:
    """The one obvious step of a loan, but for the return, which is a grid of its own."""
    loan = view.loan
    if loan.state is LoanState.ASKED:
        return approve(store, view, today, approver)
    if loan.state is LoanState.APPROVED:
        return hand_over(store, view, today)
    if view.standing in (LoanStanding.OVERDUE, LoanStanding.DEMAND_LATE):
        return demand(store, view, today)
    return None


def other_steps(store: Store, view: LoanView, today: date, approver: str) -> list[Step]:
    """Everything else that can be done with a loan now."""
    loan = view.loan
    steps: list[Step] = []
    if loan.state is LoanState.ASKED:
        steps.append(refuse(store, view, today, approver))
    if loan.state in (LoanState.ASKED, LoanState.APPROVED, LoanState.OUT):
        steps.append(change_due_day(store, view))
    if loan.state in (LoanState.ASKED, LoanState.APPROVED):
        steps.append(cancel(store, view))
    if view.standing is LoanStanding.DEMANDED:
        steps.append(demand(store, view, today))
    if any(not back.withdrawn_why for thing in view.things if not thing.line.material_id for back in thing.returns):
        steps.append(withdraw_return(store, view))
    steps.append(correct(store, view))
    if not loan.number:
        steps.append(number(store, view))
    return steps


def papers_of(view: LoanView) -> list[PaperOf]:
    """What can be printed of a loan now."""
    papers = [PaperOf(SLIP_PAPER, view.loan.id)]
    return [*papers, PaperOf(DEMAND_PAPER, view.loan.id)] if view.overdue else papers


def approve(store: Store, view: LoanView, today: date, approver: str) -> Step:
    """Who allows it, and when."""
    loan = view.loan
    return Step(
        words=_("Allow it…"),
        operation=lambda values: loans.approve_loan(
            store, loan.id, approved_by=values["by"], on=values["on"], officer_opinion=values["opinion"] or ""
        ),
        done=_("The loan is allowed. Next: hand the things over."),
        fields=(
            FieldSpec("by", _("Allowed by"), required=True),
            FieldSpec("on", _("Allowed on"), "date", required=True),
            FieldSpec("opinion", _("Opinion of the supply officer")),
        ),
        values={"by": approver, "on": today, "opinion": loan.officer_opinion},
        save=_("Allow it"),
        paper=PaperOf(SLIP_PAPER, loan.id),
    )


def refuse(store: Store, view: LoanView, today: date, approver: str) -> Step:
    """Not allowed, with the reason."""
    return Step(
        words=_("Refuse it…"),
        operation=lambda values: loans.refuse_loan(
            store, view.loan.id, refused_why=values["why"], refused_by=values["by"], on=values["on"]
        ),
        done=_("It is kept that the loan was not allowed."),
        fields=(
            FieldSpec("why", _("Reason"), "notes", required=True),
            FieldSpec("by", _("Refused by"), required=True),
            FieldSpec("on", _("Refused on"), "date", required=True),
        ),
        values={"by": approver, "on": today},
        save=_("Refuse it"),
    )


def hand_over(store: Store, view: LoanView, today: date) -> Step:
    """The things go out, both sides named."""
    loan = view.loan
    return Step(
        words=_("Hand it to the borrower…"),
        operation=lambda values: loans.hand_over(
            store, loan.id, handed_over_by=values["by"], received_by=values["to"], on=values["on"]
        ),
        done=_("The things are with the borrower."),
        fields=(
            FieldSpec("by", _("Handed over by"), required=True),
            FieldSpec("to", _("Fetched by"), required=True),
            FieldSpec("on", _("Fetched on"), "date", required=True),
        ),
        values={"by": store.user, "to": loan.borrower, "on": today},
        says=_("Both sign the slip at hand-over and again at the return."),
        save=_("Hand it to the borrower"),
        paper=PaperOf(SLIP_PAPER, loan.id),
    )


def demand(store: Store, view: LoanView, today: date) -> Step:
    """The letter that demands it back."""
    loan = view.loan
    return Step(
        words=_("Demand it back…"),
        operation=lambda values: loans.demand_back(
            store, loan.id, on=values["on"], letter_no=values["letter_no"] or ""
        ),
        done=_("It is kept that the loan was demanded back."),
        fields=(
            FieldSpec("on", _("Demanded back on"), "date", required=True),
            FieldSpec(
                "letter_no",
                _("Letter number"),
                width=220,
                help=_("Left empty, the letter gets its number when it is printed."),
            ),
        ),
        values={"on": loan.demanded_on or today, "letter_no": loan.demand_letter_no},
        paper=PaperOf(DEMAND_PAPER, loan.id),
    )


def change_due_day(store: Store, view: LoanView) -> Step:
    """Longer or shorter."""
    loan = view.loan
    return Step(
        words=_("Another day for the return…"),
        operation=lambda values: loans.change_due_day(store, loan.id, values["due_on"], why=values["why"]),
        done=_("The loan is due on another day."),
        fields=(
            FieldSpec("due_on", _("Due back on"), "date", required=True, purpose="future"),
            FieldSpec("why", _("Reason"), required=True),
        ),
        values={"due_on": loan.due_on},
    )


def cancel(store: Store, view: LoanView) -> Step:
    """Not needed after all."""
    return Step(
        words=_("Cancel the loan…"),
        operation=lambda values: loans.cancel_loan(store, view.loan.id, why=values["why"]),
        done=_("The loan is cancelled; its slip keeps its number."),
        fields=(FieldSpec("why", _("Reason"), "notes", required=True),),
        save=_("Cancel the loan"),
    )


def withdraw_return(store: Store, view: LoanView) -> Step:
    """A return that was entered by mistake."""
    made = [
        (back.id, f"{thai_date_short(back.returned_on)}  {thing.quantity_text(back.quantity)} {thing_name(thing)}")
        for thing in view.things
        if not thing.line.material_id
        for back in thing.returns
        if not back.withdrawn_why
    ]
    return Step(
        words=_("A return was entered wrongly…"),
        operation=lambda values: loan_returns.withdraw_return(store, values["back"], why=values["why"]),
        done=_("The return is withdrawn; the things are out again."),
        fields=(
            FieldSpec("back", _("Return of things lent"), "choice", required=True, choices=made),
            FieldSpec("why", _("Reason"), required=True),
        ),
        values={"back": made[-1][0]},
    )


def correct(store: Store, view: LoanView) -> Step:
    """What was written wrongly on the slip."""
    loan = view.loan
    words = {
        "borrower": _("Borrower"),
        "borrower_position": _("Borrower's position"),
        "borrower_address": _("Borrower's address"),
        "borrower_phone": _("Borrower's telephone"),
        "purpose": _("Used for"),
        "place": _("Used at"),
        "officer_opinion": _("Opinion of the supply officer"),
    }

    def operation(values: Values) -> object:
        written: dict[str, Any] = {name: values[name] or "" for name in CORRECTED}
        return correct_loan(store, dataclasses.replace(loan, **written), why=values["why"])

    return Step(
        words=_("Put right what is written wrongly…"),
        operation=operation,
        done=_("The slip is put right; print it again where it was printed."),
        fields=(
            *(FieldSpec(name, words[name], required=name in ("borrower", "purpose")) for name in CORRECTED),
            FieldSpec("why", _("Reason"), required=True),
        ),
        values={name: getattr(loan, name) for name in CORRECTED},
        paper=PaperOf(SLIP_PAPER, loan.id),
    )


def number(store: Store, view: LoanView) -> Step:
    """The number of a slip that was left blank."""
    return Step(
        words=_("Give the slip its number…"),
        operation=lambda values: loans.number_loan(store, view.loan.id, by_hand=values["number"]),
        done=_("The slip has its number."),
        fields=(
            FieldSpec(
                "number", _("Number written by hand"), "integer", help=_("Left empty, the next number is given.")
            ),
        ),
        key=keys.NUMBER,
    )
