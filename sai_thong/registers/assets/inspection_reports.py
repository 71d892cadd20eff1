"""The end of a yearly inspection: reported, and the cards follow; acknowledged; sent to the auditor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.committees import seats
from sai_thong.registers.assets.days import check_day
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.inspections import RoundChanged, line_count, open_round_of, round_of
from sai_thong.registers.assets.records import Asset, AssetEvent, InspectionLine, InspectionRound, Room
from sai_thong.registers.assets.refusals import NotAllSeen, RoundNotReady, StateNotReached
from sai_thong.registers.assets.rules.inspection import AWAY
from sai_thong.registers.assets.terms import (
    INSPECTED_CONDITIONS,
    AssetEventKind,
    AssetStatus,
    CommitteeTask,
    RoundState,
)
from sai_thong.thai.text import search_form, tidy


def submit(
    store: Store,
    round_id: str,
    *,
    receipts_right: bool,
    balances_right: bool,
    remarks: str = "",
    submitted_on: date | None = None,
    missing_are_lost: bool = False,
    rooms_follow: bool = False,
    why: str = "",
) -> RoundChanged:
    """Report an inspection to who ordered it. From then on nothing of it is changed; the cards follow what was found.

    Args:
        store: The office's store.
        round_id: The round.
        receipts_right: Whether receipts and issues of the year are right.
        balances_right: Whether the balances of 30 September agree with the register.
        remarks: What the committee says besides.
        submitted_on: The day of the report; today where nothing is said.
        missing_are_lost: Whether what nobody saw is lost; otherwise every expected thing is looked at first.
        rooms_follow: Whether the register takes over the rooms in which things were found.
        why: The reason, kept in the journal.

    Raises:
        RoundFrozen: It was submitted.
        RoundNotReady: It has not begun, or nobody is appointed.
        NotAllSeen: Something was not looked at.
        AssetFactWrong: The day lies in the future, or before the inspection began.
    """
    today = bangkok_today(store.clock)
    day = submitted_on or today
    with store.transaction(why) as tx:
        found = open_round_of(tx, round_id)
        lines = tx.find(InspectionLine, round_id=found.id)
        _check_ready(tx, found, lines, day, today)
        left = [line for line in lines if line.found is None and line.book_status not in AWAY]
        if left and not missing_are_lost:
            raise NotAllSeen(len(left))
        for line in left:
            tx.update(line, found=False, condition=AssetStatus.LOST)
        rooms = {search_form(room.name): room.id for room in tx.find(Room, ended_on=None)} if rooms_follow else {}
        for line in tx.find(InspectionLine, round_id=found.id):
            _follow(tx, line, rooms, on=day, by_name=store.user)
        found = tx.update(
            found,
            state=RoundState.SUBMITTED,
            submitted_on=day,
            receipts_right=receipts_right,
            balances_right=balances_right,
            remarks=remarks.strip(),
        )
        return RoundChanged(found, len(lines), tx.changes)


def acknowledge(store: Store, round_id: str, *, on: date | None = None, why: str = "") -> RoundChanged:
    """Who ordered the inspection has seen its report.

    Raises:
        RoundNotReady: It was not submitted, or was acknowledged already.
        AssetFactWrong: The day lies in the future, or before the report.
    """
    today = bangkok_today(store.clock)
    day = on or today
    with store.transaction(why) as tx:
        found = round_of(tx, round_id)
        if found.state is not RoundState.SUBMITTED:
            raise RoundNotReady(
                _("The inspection of {year} has no report that waits to be acknowledged.").format(
                    year=found.fiscal_year_be
                ),
                do=_("Look at where it stands."),
            )
        check_day(day, today, earliest=found.submitted_on)
        found = tx.update(found, state=RoundState.ACKNOWLEDGED, acknowledged_on=day)
        return RoundChanged(found, line_count(store, found.id), tx.changes)


def sent_to_auditor(
    store: Store, round_id: str, *, letter_no: str = "", on: date | None = None, why: str = ""
) -> RoundChanged:
    """A copy of the report went to the auditor (สตง.); a letter's number may be keyed afterwards.

    Raises:
        RoundNotReady: The report was not submitted.
        AssetFactWrong: The day lies in the future, or before the report.
    """
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        found = round_of(tx, round_id)
        if found.state is RoundState.IN_PROGRESS:
            raise RoundNotReady(
                _("The inspection of {year} was not reported yet.").format(year=found.fiscal_year_be),
                do=_("Submit the report first."),
            )
        day = on or found.sent_to_auditor_on or today
        check_day(day, today, earliest=found.submitted_on)
        found = tx.update(found, sent_to_auditor_on=day, auditor_letter_no=tidy(letter_no) or found.auditor_letter_no)
        return RoundChanged(found, line_count(store, found.id), tx.changes)


def _check_ready(
    tx: Transaction, found: InspectionRound, lines: Sequence[InspectionLine], day: date, today: date
) -> None:
    if not lines:
        raise RoundNotReady(
            _("The inspection of {year} has not begun.").format(year=found.fiscal_year_be),
            do=_("Begin it when the fiscal year is over."),
        )
    if not seats(tx, found.id, CommitteeTask.INSPECTION):
        raise RoundNotReady(
            _("Nobody is appointed for the inspection of {year}.").format(year=found.fiscal_year_be),
            do=_("Write down who inspected."),
        )
    check_day(day, today, earliest=found.begun_on or found.starts_on)


def _follow(tx: Transaction, line: InspectionLine, rooms: dict[str, str], *, on: date, by_name: str) -> None:
    """Write what was found on the timeline of an asset, and let its card follow where nothing else happened since."""
    card = tx.get(Asset, line.asset_id)
    if card.status is AssetStatus.STRUCK_OFF:
        return
    becomes = line.condition if line.condition in INSPECTED_CONDITIONS and line.condition is not card.status else None
    if card.status is not line.book_status or card.status not in INSPECTED_CONDITIONS:
        becomes = None
    room_id = _room_found(line, card, rooms)
    if becomes or room_id:
        on = max(on, tx.find(AssetEvent, asset_id=card.id, kind=AssetEventKind.REGISTERED)[0].happened_on)
    tell = partial(
        record_event,
        tx,
        card,
        AssetEventKind.INSPECTED,
        on=on,
        by_name=line.inspected_by or by_name,
        room_id=room_id,
        detail=line.defect,
        refers_to=line.id,
    )
    try:
        tell(status=becomes)
    except StateNotReached:
        # Something was written down since, as a loan that came back, before which this state cannot stand.
        tell()


def _room_found(line: InspectionLine, card: Asset, rooms: dict[str, str]) -> str | None:
    """The room an asset was found in, where the register has it in another and nobody moved it since."""
    if not line.found or line.found_room == line.book_room:
        return None
    book = rooms.get(search_form(line.book_room), "") if line.book_room else ""
    return rooms.get(search_form(line.found_room)) if card.room_id == book else None
