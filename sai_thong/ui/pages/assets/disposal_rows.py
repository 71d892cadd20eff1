"""A disposal in words and rows: its things, the checklist of its papers, what comes next and by when."""

from __future__ import annotations

from typing import Any, Final

from sai_thong.ground.language import N_, _, ngettext
from sai_thong.registers.assets.disposal_papers import PaperDue
from sai_thong.registers.assets.disposal_view import DISPOSAL_ACTION_LABELS, DisposalAction, DisposalRow, DisposalView
from sai_thong.registers.assets.records import DisposalLine
from sai_thong.registers.assets.terms import (
    COMMITTEE_TASK_LABELS,
    DISPOSAL_METHOD_LABELS,
    DISPOSAL_STATE_LABELS,
    DisposalState,
)
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.thai.money import baht
from sai_thong.ui.kit import ChipText, Column, RecordView, Row, Tone
from sai_thong.ui.pages.assets.asset_words import state_chip

STATE_TONES: Final = {
    DisposalState.AWAITING_LIABILITY: Tone.BAD,
    DisposalState.FINDING_FACTS: Tone.WARNING,
    DisposalState.ORDERED: Tone.ACCENT,
    DisposalState.CARRIED_OUT: Tone.WARNING,
    DisposalState.STRUCK_OFF: Tone.OK,
}

_NEXT: Final = {
    DisposalAction.REPORT_FACTS: N_("Next: the committee finds the facts and reports them (clause 214)."),
    DisposalAction.SETTLE_LIABILITY: N_("Next: settle who is liable; nothing is ordered before that."),
    DisposalAction.ORDER: N_("Next: order the disposal, with how each thing leaves (clause 215)."),
    DisposalAction.APPRAISE: N_("Next: keep the prices that the committee found."),
    DisposalAction.CARRY_OUT: N_("Next: carry it out, and keep what was paid."),
    DisposalAction.STRIKE_OFF: N_("Next: strike the things off the register at once (clause 218)."),
    DisposalAction.TELL_REGISTRAR: N_("Next: tell the registrar of land or vehicles."),
    DisposalAction.TELL_AUDITOR: N_("Next: tell the auditor."),
}


def paper_columns() -> list[Column]:
    """The columns of the checklist."""
    return [
        Column("stage", _("Stage"), 172, muted=True),
        Column("document", _("Paper"), least=190, strong=True),
        Column("number", _("Number"), 88),
        Column("on", _("Date"), 92, kind="date"),
        Column("state", _("State"), 96, kind="chip"),
    ]


def paper_row(paper: PaperDue, *, first: bool) -> Row:
    """A line of the checklist; the stage stands in its first line."""
    there = paper.paper
    return {
        "id": f"{paper.step.value} {paper.document}",
        "stage": paper.step_name if first else "",
        "document": paper.document,
        "number": there.number if there else "",
        "on": there.on_day if there else None,
        "state": ChipText(_("to be made"), Tone.WARNING) if paper.due else ChipText(_("there"), Tone.OK),
    }


def thing_columns() -> list[Column]:
    """The columns of the things."""
    return [
        Column("number", _("Asset number"), 118),
        Column("name", _("Item"), least=150, strong=True),
        Column("cause", _("Cause"), 136, kind="chip"),
        Column("cost", _("Price"), 100, kind="money"),
        Column("method", _("Method of disposal"), 132, spare=True),
        Column("appraised", _("Appraised price"), 100, kind="money", spare=True),
        Column("proceeds", _("Proceeds"), 100, kind="money", spare=True),
        Column("profit", _("Profit or loss"), 100, kind="money", spare=True),
    ]


def thing_row(line: DisposalLine) -> Row:
    """A thing that leaves, or stays after all."""
    cause = ChipText(_("taken out"), Tone.PLAIN) if line.taken_out_why else state_chip(line.cause)
    return {
        "id": line.id,
        "asset_id": line.asset_id,
        "number": line.number,
        "name": line.name,
        "cause": cause,
        "cost": line.cost_satang,
        "method": _(DISPOSAL_METHOD_LABELS[line.method]) if line.method else "",
        "appraised": line.appraised_satang,
        "proceeds": line.proceeds_satang or None,
        "profit": line.profit_satang,
    }


def due_words(row: DisposalRow) -> tuple[str, str, Tone]:
    """By when, how many days that is, and how it looks."""
    if row.due_on is None or row.days_left is None:
        return "–", _("no term runs"), Tone.PLAIN
    day = thai_date_short(row.due_on)
    if row.days_left < 0:
        late = -row.days_left
        return day, ngettext("{count} day late", "{count} days late", late).format(count=late), Tone.BAD
    left = ngettext("{count} day left", "{count} days left", row.days_left).format(count=row.days_left)
    return day, left, Tone.WARNING if row.days_left <= 14 else Tone.PLAIN


def disposal_record(view: DisposalView) -> RecordView:
    """Everything the panel tells of a disposal."""
    found = view.row.round
    sentences = [_next_words(view)]
    if found.dropped_why:
        sentences.append(_("Given up: {reason}").format(reason=found.dropped_why))
    return RecordView(
        name=found.title,
        chips=(ChipText(_(DISPOSAL_STATE_LABELS[found.state]), STATE_TONES.get(found.state, Tone.PLAIN)),),
        sentences=tuple(filter(None, sentences)),
        facts=tuple(each for each in _facts(view) if each[1]),
    )


def _next_words(view: DisposalView) -> str:
    action = view.row.next_action
    if action is not None:
        return _(_NEXT[action])
    if view.row.round.state is DisposalState.STRUCK_OFF:
        return _("All is done: the things left the register and the auditor was told.")
    return ""


def _facts(view: DisposalView) -> list[tuple[str, str]]:
    found = view.row.round
    committees: dict[str, list[str]] = {}
    for seat in view.committees:
        committees.setdefault(_(COMMITTEE_TASK_LABELS[seat.task]), []).append(seat.name)
    profit = view.profit_satang
    return [
        (_("No facts were found first"), found.facts_left_out_why),
        (_("Order of the fact finding"), found.facts_order_no),
        (_("Facts reported on"), _day(found.facts_reported_on)),
        (_("Who is liable"), found.liable),
        (_("What came of the liability"), found.liability_outcome),
        (_("Order"), " ".join(filter(None, (found.order_no, _day(found.ordered_on))))),
        (_("To be finished by"), _day(found.finish_by)),
        *((task, "\n".join(names)) for task, names in committees.items()),
        (_("Carried out on"), _day(found.carried_out_on)),
        (_("Buyer or receiver"), found.buyer),
        (_("Proceeds"), _("{amount} baht").format(amount=baht(found.proceeds_satang)) if found.carried_out_on else ""),
        (_("Receipt of the proceeds"), found.receipt_no),
        (_("Struck off on"), _day(found.struck_off_on)),
        (_("Profit or loss"), "" if profit is None else _("{amount} baht").format(amount=baht(profit))),
        (_("Registrar told on"), _day(found.registrar_told_on)),
        (_("To the auditor"), " ".join(filter(None, (found.auditor_letter_no, _day(found.auditor_told_on))))),
    ]


def action_words(row: DisposalRow) -> str:
    """What comes next, in a few words for a figure."""
    if row.next_action is None:
        return _("all done") if row.round.state is DisposalState.STRUCK_OFF else _("given up")
    return _(DISPOSAL_ACTION_LABELS[row.next_action])


def _day(day: Any) -> str:  # noqa: ANN401 - a day or none
    return thai_date(day) if day else ""
