"""A yearly inspection from its order to the auditor: its days, its frozen lines, and that a report never changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sai_thong.db.store import Store
from sai_thong.db.verify import verify_rows
from sai_thong.registers import consequences
from sai_thong.registers.assets import inspection_reports, inspections, sightings
from sai_thong.registers.assets.committees import appoint
from sai_thong.registers.assets.events import events_of, record_event
from sai_thong.registers.assets.inspection_view import inspection_due, lines_of, progress, result, round_rows
from sai_thong.registers.assets.inspections import begin_round, open_round, round_days
from sai_thong.registers.assets.records import Asset, InspectionLine, InspectionRound, InspectionSighting
from sai_thong.registers.assets.refusals import (
    AssetFactWrong,
    NotAllSeen,
    RoundFrozen,
    RoundMissing,
    RoundNotReady,
)
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, CommitteeTask, RoundState
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.office.holidays import set_holiday
from sai_thong.registers.office.own_law import correct_row, reset_row
from tests.registers.assets.small_rounds import (
    CHAIR,
    INSPECTOR,
    TODAY,
    YEAR,
    add_cards,
    add_rooms,
    become,
    begun,
    line_of,
)

SEPTEMBER = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
FIRST_FRIDAY = date(2026, 10, 2)


def test_the_whole_way_from_the_order_to_the_auditor(store: Store) -> None:
    hall, office = add_rooms(store, "ห้องประชุม", "สำนักปลัด")
    chairs, tables = add_cards(store, 3, room=hall), add_cards(store, 2, replace(CHAIR, name="โต๊ะ"), office)
    found = begun(store)
    assert (found.starts_on, found.report_by) == (date(2026, 10, 1), date(2026, 11, 13))
    assert [line.number for line in lines_of(store, found.id)] == sorted(card.number for card in (*chairs, *tables))
    sightings.see(store, found.id, chairs[0].token, room="ห้องประชุม")
    sightings.see(store, found.id, chairs[1].number, room="สำนักปลัด")
    sightings.see(store, found.id, tables[0].token, room="สำนักปลัด", condition=AssetStatus.WORN, defect="ขาโยก")
    sightings.see(store, found.id, "XX-99", room="สำนักปลัด")
    assert [(each.room, each.lines, each.looked_at, each.strays, each.left) for each in progress(store, found.id)] == [
        ("สำนักปลัด", 2, 1, 1, 1),
        ("ห้องประชุม", 3, 2, 0, 1),
    ]
    with pytest.raises(NotAllSeen) as refused:
        inspection_reports.submit(store, found.id, receipts_right=True, balances_right=False)
    assert refused.value.left == 2
    sightings.tick(store, line_of(store, found, chairs[2]).id, found=False)
    done = inspection_reports.submit(
        store, found.id, receipts_right=True, balances_right=False, missing_are_lost=True, rooms_follow=True
    ).round
    assert (done.state, done.submitted_on, done.balances_right) == (RoundState.SUBMITTED, TODAY, False)
    told = result(store, found.id)
    assert [line.number for line in told.missing] == [chairs[2].number, tables[1].number]
    assert [line.number for line in told.wrong_room] == [chairs[1].number]
    assert [each.sighting.tag for each in told.unknown] == ["XX-99"]
    assert [line.number for line in told.to_dispose] == [chairs[2].number, tables[0].number, tables[1].number]
    cards = {card.number: card for card in store.find(Asset)}
    assert [cards[each.number].status for each in (*chairs, *tables)] == [
        AssetStatus.IN_USE,
        AssetStatus.IN_USE,
        AssetStatus.LOST,
        AssetStatus.WORN,
        AssetStatus.LOST,
    ]
    assert cards[chairs[1].number].room_id == office.id
    assert [event.kind for event in events_of(store, tables[0].id)][-1] is AssetEventKind.INSPECTED
    assert inspection_reports.acknowledge(store, found.id).round.state is RoundState.ACKNOWLEDGED
    sent = inspection_reports.sent_to_auditor(store, found.id, letter_no="ทท 72001/55").round
    assert (sent.sent_to_auditor_on, sent.auditor_letter_no) == (TODAY, "ทท 72001/55")
    assert list(verify_rows(store.connection_for_reading(), RECORD_TYPES)) == []


def test_a_submitted_round_never_changes(store: Store) -> None:
    (card, *_more) = add_cards(store, 3)
    found = begun(store)
    sightings.see(store, found.id, card.token)
    kept = sightings.written_sightings(store, found.id)
    line = line_of(store, found, card)
    inspection_reports.submit(store, found.id, receipts_right=True, balances_right=True, missing_are_lost=True)
    before, head = result(store, found.id), store.head()
    changes: list[Callable[[], object]] = [
        lambda: sightings.see(store, found.id, card.token),
        lambda: sightings.tick(store, line.id, condition=AssetStatus.BROKEN),
        lambda: sightings.take_in(store, found.id, [*kept, replace(kept[0], seen_by="อีกคน")]),
        lambda: inspections.begin_round(store, found.id),
        lambda: inspections.amend_round(store, found.id, order_no="9"),
        lambda: appoint(store, found.id, CommitteeTask.INSPECTION, [INSPECTOR]),
        lambda: inspection_reports.submit(store, found.id, receipts_right=False, balances_right=False),
    ]
    for change in changes:
        with pytest.raises(RoundFrozen):
            change()
    assert store.head() == head
    become(store, card, AssetStatus.BROKEN)
    with store.transaction() as tx:
        tx.update(tx.get(Asset, card.id), name="ชื่ออื่น")
    consequences.catch_up(store)
    after = result(store, found.id)
    assert (after.lines, after.conditions, after.by_condition) == (before.lines, before.conditions, before.by_condition)
    inspection_reports.acknowledge(store, found.id)
    with pytest.raises(RoundNotReady):
        inspection_reports.acknowledge(store, found.id)


def test_the_lines_are_the_register_of_30_september_as_it_was_when_the_round_began(store: Store) -> None:
    (kept,) = add_cards(store)
    (later,) = add_cards(store, card=replace(CHAIR, acquired_on=date(2026, 10, 1)))
    (last_day,) = add_cards(store, card=replace(CHAIR, acquired_on=date(2026, 9, 30)))
    (undated,) = add_cards(store, card=replace(CHAIR, acquired_on=None, class_code=""))
    (gone,) = add_cards(store)
    become(store, gone, AssetStatus.BROKEN)
    become(store, gone, AssetStatus.AWAITING_DISPOSAL)
    become(store, gone, AssetStatus.STRUCK_OFF)
    found = begun(store)
    lines = lines_of(store, found.id)
    assert {line.asset_id for line in lines} == {kept.id, last_day.id, undated.id}
    assert next(line.number for line in lines if line.asset_id == undated.id) == "รอเลข"
    with store.transaction() as tx:
        tx.update(tx.get(Asset, kept.id), name="ชื่อใหม่", custodian="คนใหม่")
    assert line_of(store, found, kept).name == "เก้าอี้"
    seen = sightings.see(store, found.id, gone.token)
    assert seen.line is None and seen.card is not None, "a thing struck off that still stands there is kept"
    assert [each.card.id for each in result(store, found.id).unknown if each.card] == [gone.id]
    assert sightings.see(store, found.id, later.token).kind.value == "unknown"


def test_a_round_opened_in_september_begins_when_the_year_is_over(store: Store) -> None:
    add_cards(store)
    store.clock.moment = datetime(2026, 8, 31, 2, 0, tzinfo=UTC)
    with pytest.raises(RoundNotReady):
        open_round(store, YEAR)
    store.clock.moment = SEPTEMBER
    assert inspection_due(store) is not None
    opened = open_round(store, YEAR, order_no="301/2569", ordered_on=date(2026, 9, 21), committee=[INSPECTOR])
    assert opened.lines == 0
    for too_early in (
        lambda: begin_round(store, opened.round.id),
        lambda: sightings.see(store, opened.round.id, "1"),
        lambda: inspection_reports.submit(store, opened.round.id, receipts_right=True, balances_right=True),
    ):
        with pytest.raises(RoundNotReady):
            too_early()
    store.clock.moment = NOVEMBER
    began = begin_round(store, opened.round.id, begun_on=date(2026, 10, 5))
    assert (began.lines, began.round.starts_on) == (1, date(2026, 10, 1))
    assert began.round.report_by == date(2026, 11, 17), "thirty working days from the day it really began"
    with pytest.raises(RoundNotReady):
        begin_round(store, opened.round.id)
    with pytest.raises(AssetFactWrong):
        inspections.amend_round(store, opened.round.id, begun_on=date(2026, 9, 30))


def test_a_year_is_inspected_once_and_not_without_assets_or_people(store: Store) -> None:
    with pytest.raises(RoundNotReady):
        begun(store)
    assert store.find(InspectionRound) == []
    add_cards(store)
    found = open_round(store, YEAR).round
    with pytest.raises(RoundNotReady):
        open_round(store, YEAR)
    with pytest.raises(RoundNotReady):
        open_round(store, YEAR + 1)
    with pytest.raises(RoundNotReady):
        inspection_reports.submit(store, found.id, receipts_right=True, balances_right=True, missing_are_lost=True)
    appoint(store, found.id, CommitteeTask.INSPECTION, [INSPECTOR])
    for day in (date(2026, 9, 30), date(2026, 11, 22)):
        with pytest.raises(AssetFactWrong):
            inspection_reports.submit(
                store, found.id, receipts_right=True, balances_right=True, submitted_on=day, missing_are_lost=True
            )
    with pytest.raises(RoundNotReady):
        inspection_reports.acknowledge(store, found.id)
    with pytest.raises(RoundNotReady):
        inspection_reports.sent_to_auditor(store, found.id)
    with pytest.raises(RoundMissing):
        inspections.round_of(store, "2512")
    assert inspections.round_of(store, "2569") == store.get(InspectionRound, found.id)


def test_a_holiday_moves_the_days_of_an_open_round_in_its_own_transaction(store: Store) -> None:
    add_cards(store)
    consequences.attach(store)
    found = begun(store)
    saved = set_holiday(store, FIRST_FRIDAY, "วันหยุดพิเศษ", reason="มติ ครม.")
    assert saved.changes.touches(InspectionRound), "pages that show the round are told"
    assert store.get(InspectionRound, found.id).report_by == date(2026, 11, 16)
    set_holiday(store, date(2026, 10, 1), "วันหยุดพิเศษ", reason="มติ ครม.")
    moved = store.get(InspectionRound, found.id)
    assert (moved.starts_on, moved.report_by) == (date(2026, 10, 5), date(2026, 11, 17))
    assert moved.report_by == round_days(store, YEAR).report_by
    inspection_reports.submit(store, found.id, receipts_right=True, balances_right=True, missing_are_lost=True)
    set_holiday(store, FIRST_FRIDAY, is_holiday=False)
    assert store.get(InspectionRound, found.id).report_by == date(2026, 11, 17), "a report keeps its day"


def test_a_rule_of_the_office_moves_them_too(store: Store) -> None:
    add_cards(store)
    consequences.attach(store)
    found = begun(store)
    correct_row(store, "inspection_rules", "inspection-2560", {"start_day_counts": False}, why="หนังสือซักซ้อม")
    assert store.get(InspectionRound, found.id).report_by == date(2026, 11, 16)
    reset_row(store, "inspection_rules", "inspection-2560", why="ยกเลิก")
    assert store.get(InspectionRound, found.id).report_by == date(2026, 11, 13)


def test_what_was_changed_without_it_is_caught_up(store: Store) -> None:
    add_cards(store)
    found = begun(store)
    set_holiday(store, FIRST_FRIDAY, "วันหยุดพิเศษ")
    assert store.get(InspectionRound, found.id).report_by == date(2026, 11, 13)
    assert consequences.catch_up(store).touches(InspectionRound)
    assert store.get(InspectionRound, found.id).report_by == date(2026, 11, 16)
    assert not consequences.catch_up(store)


def test_cards_follow_only_where_nothing_happened_since(store: Store) -> None:
    hall, office = add_rooms(store, "ห้องประชุม", "สำนักปลัด")
    lent, repaired, moved, back = add_cards(store, 4, room=hall)
    become(store, lent, AssetStatus.LENT)
    found = begun(store)
    for card in (repaired, moved, back):
        sightings.see(store, found.id, card.token, room="สำนักปลัด", condition=AssetStatus.BROKEN)
    sightings.see(store, found.id, lent.token, condition=AssetStatus.BROKEN)
    become(store, repaired, AssetStatus.AT_REPAIR)
    with store.transaction() as tx:
        card = tx.get(Asset, moved.id)
        record_event(tx, card, AssetEventKind.MOVED, on=TODAY, by_name="ก", room_id="")
    inspection_reports.submit(store, found.id, receipts_right=True, balances_right=True, rooms_follow=True)
    now = {card.id: card for card in store.find(Asset)}
    assert now[lent.id].status is AssetStatus.LENT, "the loan tells of it when it comes back"
    assert now[repaired.id].status is AssetStatus.AT_REPAIR
    assert (now[moved.id].status, now[moved.id].room_id) == (AssetStatus.BROKEN, "")
    assert (now[back.id].status, now[back.id].room_id) == (AssetStatus.BROKEN, office.id)
    told = {line.asset_id: line for line in store.find(InspectionLine, round_id=found.id)}
    assert told[lent.id].condition is AssetStatus.BROKEN, "the line keeps what was seen"


def test_the_list_of_rounds_and_what_is_due(store: Store) -> None:
    add_cards(store, 2)
    due = inspection_due(store)
    assert due is not None and (due.fiscal_year_be, due.round) == (YEAR, None)
    found = begun(store)
    sightings.see(store, found.id, "401-68-0001")
    (row,) = round_rows(store)
    assert (row.lines, row.looked_at, row.days_left) == (2, 1, -8)
    due = inspection_due(store)
    assert due is not None and due.round == row.round
    inspection_reports.submit(store, found.id, receipts_right=True, balances_right=True, missing_are_lost=True)
    assert inspection_due(store) is None
    assert round_rows(store)[0].days_left is None
    assert len(store.find(InspectionSighting)) == 1
