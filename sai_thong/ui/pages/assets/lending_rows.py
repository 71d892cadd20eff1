"""Loans as rows of the list and as the record beside it."""

from __future__ import annotations

from typing import Final

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.loan_list import LOAN_STANDING_LABELS, LoanThing, LoanView
from sai_thong.registers.assets.rules.loans import LoanStanding
from sai_thong.registers.assets.terms import (
    LOAN_APPROVER_LABELS,
    LOAN_CASE_LABELS,
    LOAN_STATE_LABELS,
    RETURN_CONDITION_LABELS,
    LoanState,
)
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.ui.kit import ChipText, Column, HistoryLine, RecordView, Row, Tone

_STANDING_TONES: Final = {
    LoanStanding.OUT: Tone.ACCENT,
    LoanStanding.DUE_TODAY: Tone.WARNING,
    LoanStanding.OVERDUE: Tone.BAD,
    LoanStanding.DEMAND_LATE: Tone.BAD,
    LoanStanding.DEMANDED: Tone.WARNING,
    LoanStanding.RETURNED: Tone.OK,
}
_STATE_TONES: Final = {
    LoanState.ASKED: Tone.WARNING,
    LoanState.APPROVED: Tone.ACCENT,
    LoanState.RETURNED: Tone.OK,
}


def loan_columns() -> list[Column]:
    """The columns of the loans."""
    return [
        Column("due_on", _("Due back on"), 94, kind="date", sort_value=lambda row: row["due_on"]),
        Column("number", _("Slip"), 76, spare=True, sort_value=lambda row: row["number"]),
        Column("borrower", _("Borrower"), least=150, strong=True),
        Column("told", _("What is borrowed"), least=130, spare=True),
        Column("state", _("State"), 206, kind="chip"),
    ]


def loan_row(view: LoanView) -> Row:
    """A line of the list."""
    loan = view.loan
    return {
        "id": loan.id,
        "due_on": loan.due_on,
        "number": loan.number or "–",
        "borrower": loan.agency or loan.borrower,
        "told": view.told,
        "state": loan_chip(view),
    }


def loan_chip(view: LoanView) -> ChipText:
    """How a loan stands."""
    if view.loan.state is LoanState.OUT and view.standing is not None:
        return ChipText(_(LOAN_STANDING_LABELS[view.standing]), _STANDING_TONES[view.standing])
    return ChipText(_(LOAN_STATE_LABELS[view.loan.state]), _STATE_TONES.get(view.loan.state, Tone.PLAIN))


def loan_record(view: LoanView) -> RecordView:
    """Everything the panel tells of a loan."""
    loan = view.loan
    facts = [
        *((_("Borrowed"), _thing_told(thing)) for thing in view.things),
        (_("Used for"), loan.purpose),
        (_("Used at"), loan.place),
        (_("To be fetched on"), thai_date(loan.begins_on)),
        (_("Due back on"), thai_date(loan.due_on)),
        (_("Borrower"), " ".join(filter(None, (loan.borrower, loan.borrower_position))) if loan.agency else ""),
        (_("Address"), loan.borrower_address),
        (_("Telephone"), loan.borrower_phone),
        (_("Kind of loan"), _(LOAN_CASE_LABELS[loan.loan_case])),
        (_("Allowed by"), loan.approved_by or _(LOAN_APPROVER_LABELS[loan.approver])),
        (_("Fetched by"), loan.received_by),
    ]
    return RecordView(
        name=loan.agency or loan.borrower,
        line=_("Slip {number} of {day}").format(number=loan.number or "–", day=thai_date_short(loan.asked_on)),
        chips=(loan_chip(view),),
        sentences=tuple(filter(None, (_sentence(view),))),
        facts=tuple(each for each in facts if each[1]),
        history=tuple(_history(view)),
        history_title=_("What came back"),
    )


def thing_name(thing: LoanThing) -> str:
    """What a line is of, an asset with its number."""
    return f"{thing.number}  {thing.name}".strip() if thing.line.asset_id else thing.name


def _thing_told(thing: LoanThing) -> str:
    if thing.line.asset_id:
        return thing_name(thing)
    told = f"{thing.name} {thing.quantity_text(thing.line.quantity)} {thing.unit}"
    if 0 < thing.outstanding < thing.line.quantity:
        told += "  " + _("({count} still out)").format(count=thing.quantity_text(thing.outstanding))
    return told


def _sentence(view: LoanView) -> str:
    """What comes next, in words."""
    loan = view.loan
    if loan.state is LoanState.ASKED:
        approver = _(LOAN_APPROVER_LABELS[loan.approver])
        return _("It waits for {approver} to allow it.").format(approver=approver)
    if loan.state is LoanState.APPROVED:
        return _("It was allowed and waits to be fetched.")
    if loan.state is LoanState.REFUSED:
        return _("It was not allowed: {reason}").format(reason=loan.refused_why)
    if view.standing in (LoanStanding.OVERDUE, LoanStanding.DEMAND_LATE):
        return _("It should be back. Demand it back in writing until {day} (clause 211).").format(
            day=thai_date(view.demand_by)
        )
    if view.standing is LoanStanding.DEMANDED and loan.demanded_on is not None:
        return _("It was demanded back on {day}.").format(day=thai_date(loan.demanded_on))
    return ""


def _history(view: LoanView) -> list[HistoryLine]:
    lines = [(back.returned_on, thing, back) for thing in view.things for back in thing.returns]
    told = []
    for day, thing, back in sorted(lines, key=lambda each: each[0], reverse=True):
        words = _("{count} of {thing}: {condition}").format(
            count=thing.quantity_text(back.quantity),
            thing=thing_name(thing),
            condition=_(RETURN_CONDITION_LABELS[back.condition]),
        )
        if back.withdrawn_why:
            words += "  " + _("(withdrawn: {reason})").format(reason=back.withdrawn_why)
        told.append(HistoryLine(thai_date_short(day), words))
    return told


def counted_loans(count: int, late: int) -> str:
    """How many loans the list shows, for the header."""
    words = ngettext("{count} loan", "{count} loans", count).format(count=f"{count:,}")
    return words if not late else _("{loans}, {late} overdue").format(loans=words, late=late)
