"""Disposals for window, papers and command line: where each stands, what comes next and by when, and its papers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_
from sai_thong.registers.assets.committees import seats
from sai_thong.registers.assets.disposal_in_hand import active_lines, disposal_of
from sai_thong.registers.assets.disposal_orders import SALES
from sai_thong.registers.assets.disposal_papers import PaperDue, papers_of
from sai_thong.registers.assets.disposals import CAUSES, ToDispose
from sai_thong.registers.assets.inspection_view import result
from sai_thong.registers.assets.law_in_force import asset_law
from sai_thong.registers.assets.records import Asset, CommitteeSeat, DisposalLine, DisposalRound
from sai_thong.registers.assets.rules.disposal import disposal_days
from sai_thong.registers.assets.striking_off import registered_things
from sai_thong.registers.assets.terms import DisposalState


class DisposalAction(StrEnum):
    """What is to be done next."""

    REPORT_FACTS = "report-facts"
    SETTLE_LIABILITY = "settle-liability"
    ORDER = "order"
    APPRAISE = "appraise"
    CARRY_OUT = "carry-out"
    STRIKE_OFF = "strike-off"
    TELL_REGISTRAR = "tell-registrar"
    TELL_AUDITOR = "tell-auditor"


DISPOSAL_ACTION_LABELS: Final = {
    DisposalAction.REPORT_FACTS: N_("Report the facts"),
    DisposalAction.SETTLE_LIABILITY: N_("Settle the liability"),
    DisposalAction.ORDER: N_("Order the disposal"),
    DisposalAction.APPRAISE: N_("Appraise the prices"),
    DisposalAction.CARRY_OUT: N_("Carry out the disposal"),
    DisposalAction.STRIKE_OFF: N_("Strike off the register"),
    DisposalAction.TELL_REGISTRAR: N_("Tell the registrar"),
    DisposalAction.TELL_AUDITOR: N_("Tell the auditor"),
}
"""English message ids; show them through `_`."""


@dataclass(frozen=True)
class DisposalRow:
    """One disposal in the list of them.

    Attributes:
        round: The disposal.
        things: How many leave with it.
        cost_satang: What they cost together, as far as that is known.
        next_action: What is to be done next; None when it has ended.
        due_on: By when: carried out after the order, the auditor told after the striking off; None where no term runs.
        days_left: Calendar days until then; negative when it is late.
    """

    round: DisposalRound
    things: int
    cost_satang: int
    next_action: DisposalAction | None
    due_on: date | None
    days_left: int | None


@dataclass(frozen=True)
class DisposalView:
    """A disposal with everything that belongs to it.

    Attributes:
        row: Where it stands.
        lines: What leaves with it.
        taken_out: What stays after all.
        committees: Who was appointed.
        papers: The checklist of its papers.
        registered: The things of which a registrar is told.
        profit_satang: Profit or loss of all whose figures are known, once they were struck off; None before.
    """

    row: DisposalRow
    lines: tuple[DisposalLine, ...]
    taken_out: tuple[DisposalLine, ...]
    committees: tuple[CommitteeSeat, ...]
    papers: tuple[PaperDue, ...]
    registered: tuple[DisposalLine, ...]
    profit_satang: int | None


def disposal_rows(store: Store, *, ended: bool = False) -> list[DisposalRow]:
    """Disposals that go on, the earliest due first; with `ended` those that ended after them, the latest first."""
    today = bangkok_today(store.clock)
    lines: dict[str, list[DisposalLine]] = defaultdict(list)
    for line in store.find(DisposalLine, taken_out_why=""):
        lines[line.round_id].append(line)
    rows = [_row(store, found, tuple(lines[found.id]), today) for found in store.find(DisposalRound)]
    going_on = [row for row in rows if row.next_action is not None]
    going_on.sort(key=lambda row: row.due_on or date.max)
    return [*going_on, *reversed([row for row in rows if row.next_action is None])] if ended else going_on


def disposal_view(store: Store, round_id: str) -> DisposalView:
    """A disposal with everything that belongs to it.

    Raises:
        RoundMissing: There is no such disposal.
    """
    today = bangkok_today(store.clock)
    found = disposal_of(store, round_id)
    lines = active_lines(store, found.id)
    struck_off = found.state is DisposalState.STRUCK_OFF
    return DisposalView(
        row=_row(store, found, lines, today),
        lines=lines,
        taken_out=tuple(line for line in store.find(DisposalLine, round_id=found.id) if line.taken_out_why),
        committees=tuple(seats(store, found.id)),
        papers=tuple(papers_of(store, found.id, today)),
        registered=registered_things(store, found.id),
        profit_satang=sum(line.profit_satang or 0 for line in lines) if struck_off else None,
    )


def disposable(shelf: Shelf) -> list[Asset]:
    """The cards that may be disposed of and are in no disposal yet, by their numbers."""
    return sorted(shelf.find(Asset, status=CAUSES), key=lambda card: (not card.number, card.number))


def found_to_leave(shelf: Shelf, inspection_id: str) -> list[ToDispose]:
    """What a reported inspection found broken, worn, lost or not needed, as far as it is so still and in no disposal.

    Raises:
        RoundMissing: There is no such inspection.
    """
    free = {card.id for card in disposable(shelf)}
    lines = result(shelf, inspection_id).to_dispose
    return [ToDispose(line.asset_id, line.defect) for line in lines if line.asset_id in free]


def _row(shelf: Shelf, found: DisposalRound, lines: tuple[DisposalLine, ...], today: date) -> DisposalRow:
    action = _next_action(shelf, found, lines)
    due_on = _due_on(shelf, found, action)
    return DisposalRow(
        round=found,
        things=len(lines),
        cost_satang=sum(line.cost_satang or 0 for line in lines),
        next_action=action,
        due_on=due_on,
        days_left=(due_on - today).days if due_on else None,
    )


def _next_action(shelf: Shelf, found: DisposalRound, lines: tuple[DisposalLine, ...]) -> DisposalAction | None:
    if found.state is DisposalState.FINDING_FACTS:
        facts = found.facts_needed and found.facts_reported_on is None
        return DisposalAction.REPORT_FACTS if facts else DisposalAction.ORDER
    if found.state is DisposalState.ORDERED:
        unpriced = any(line.method in SALES and line.appraised_satang is None for line in lines)
        return DisposalAction.APPRAISE if unpriced else DisposalAction.CARRY_OUT
    if found.state is DisposalState.STRUCK_OFF:
        if found.registrar_told_on is None and registered_things(shelf, found.id):
            return DisposalAction.TELL_REGISTRAR
        return DisposalAction.TELL_AUDITOR if found.auditor_told_on is None else None
    return _ONLY_STEP.get(found.state)


_ONLY_STEP: Final = {
    DisposalState.AWAITING_LIABILITY: DisposalAction.SETTLE_LIABILITY,
    DisposalState.CARRIED_OUT: DisposalAction.STRIKE_OFF,
}


def _due_on(shelf: Shelf, found: DisposalRound, action: DisposalAction | None) -> date | None:
    if found.state is DisposalState.ORDERED:
        return found.finish_by
    if found.state is DisposalState.STRUCK_OFF and action is not None and found.struck_off_on is not None:
        rule = asset_law(shelf).rules.disposal_rule(found.struck_off_on)
        return disposal_days(None, found.struck_off_on, rule).report_by
    return None
