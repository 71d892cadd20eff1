"""Striking off: the last depreciation by the rule, profit or loss to the satang, all of it or none of it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.db.store import Store
from sai_thong.db.verify import verify_chain, verify_rows
from sai_thong.registers.assets import disposal_orders, disposals
from sai_thong.registers.assets.book import book_cards
from sai_thong.registers.assets.closing_years import close_year
from sai_thong.registers.assets.disposal_orders import ChosenMethod, DisposalOrder
from sai_thong.registers.assets.disposal_papers import papers_of
from sai_thong.registers.assets.disposal_view import DisposalAction, disposal_rows, disposal_view
from sai_thong.registers.assets.disposals import ToDispose, begin_disposal
from sai_thong.registers.assets.events import events_of, record_event
from sai_thong.registers.assets.records import Asset, DisposalLine, DisposalRound, Improvement
from sai_thong.registers.assets.refusals import AssetFactWrong, CardStruckOff, DisposalRefused
from sai_thong.registers.assets.striking_off import last_figures, strike_off, tell_auditor, tell_registrar
from sai_thong.registers.assets.terms import (
    AssetEventKind,
    AssetStatus,
    DisposalMethod,
    DisposalState,
    SaleReason,
)
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.office.own_law import correct_row
from tests.registers.assets.conftest import NOW
from tests.registers.assets.conftest import _new_store as make_store
from tests.registers.assets.small_rounds import CHAIR, TODAY, add_cards, become

PASSWORD = "ทดสอบ-saithong"
STRIKING = Path(__file__).with_name("striking_process.py")
KILLS = 6
ACQUIRED = st.dates(date(2015, 1, 1), TODAY)
NO_FACTS = "ชำรุดตามการใช้งานปกติ"
TO_A_SCHOOL = ChosenMethod(DisposalMethod.DIRECT_SALE, "โรงเรียนบ้านโนน", SaleReason.STATE_OR_CHARITY)


def sold(
    store: Store, cards: list[Asset], proceeds_satang: int = 0, appraised: list[int] | None = None
) -> DisposalRound:
    """A disposal of these cards that was carried out, sold for one sum."""
    for card in cards:
        become(store, card, AssetStatus.BROKEN)
    things = [ToDispose(card.id) for card in cards]
    begun = begin_disposal(store, "จำหน่าย", things, facts_left_out_why=NO_FACTS)
    disposal_orders.order(
        store, begun.round.id, DisposalOrder("320/2569"), {line.id: TO_A_SCHOOL for line in begun.lines}
    )
    prices = appraised or [100] * len(cards)
    disposals.appraise(store, begun.round.id, {line.id: each for line, each in zip(begun.lines, prices, strict=True)})
    return disposal_orders.carry_out(store, begun.round.id, proceeds_satang=proceeds_satang, buyer="ก").round


def of_five_years(store: Store, **facts: object) -> Asset:
    """45,000 baht over 5 years from 9 October 2567: 750 baht a month."""
    (card,) = add_cards(store, card=replace(CHAIR, life_years=5, **facts))  # type: ignore[arg-type]
    return card


def test_the_last_depreciation_and_the_profit(store: Store) -> None:
    found = sold(store, [of_five_years(store)], 2600000)
    (before,) = last_figures(store, found.id, TODAY)
    done = strike_off(store, found.id, document_no="ทท 72001/60")
    (line,) = done.lines
    assert (line.cost_satang, line.accumulated_satang) == (4500000, 26 * 75000), "until November 2569, which counts"
    assert line.profit_satang == before.profit_satang == 2600000 - (4500000 - 1950000) == 50000
    card = store.get(Asset, line.asset_id)
    assert (card.status, card.struck_off_on, card.struck_off_document) == (
        AssetStatus.STRUCK_OFF,
        TODAY,
        "ทท 72001/60",
    )
    assert events_of(store, card.id)[-1].refers_to == line.id
    (book,) = book_cards(store, [card])
    assert book.rows(2575)[-1].accumulated_satang == line.accumulated_satang, "the book stops where the line does"
    assert disposal_view(store, found.id).profit_satang == 50000
    with pytest.raises(CardStruckOff), store.transaction() as tx:
        record_event(tx, tx.get(Asset, card.id), AssetEventKind.NOTE, on=TODAY, by_name="ก")


@pytest.mark.parametrize(("rule", "months"), [("counts", 26), ("left-out", 25), ("by-day", 26)])
def test_the_month_of_the_disposal_follows_the_rule_of_the_office(store: Store, rule: str, months: int) -> None:
    correct_row(store, "depreciation_rules", "straight-line", {"disposal_month": rule}, why="นโยบาย")
    found = sold(store, [of_five_years(store)])
    assert [line.accumulated_satang for line in strike_off(store, found.id).lines] == [months * 75000]


def test_a_loss_land_and_what_is_not_capitalised(store: Store) -> None:
    dear = of_five_years(store)
    cheap = of_five_years(store, cost_satang=500000)
    (land,) = add_cards(store, card=Asset(name="ที่ดิน", type_key="land", acquired_on=date(2020, 1, 5), cost_satang=9900))
    unknown = of_five_years(store, cost_satang=None)
    found = sold(store, [dear, cheap, land, unknown], 40000, [1, 1, 1, 1])
    told = {line.asset_id: line for line in strike_off(store, found.id).lines}
    assert told[dear.id].profit_satang == 10000 - 2550000
    assert (told[cheap.id].accumulated_satang, told[cheap.id].profit_satang) == (None, 10000)
    assert (told[land.id].accumulated_satang, told[land.id].profit_satang) == (0, 100)
    assert (told[unknown.id].cost_satang, told[unknown.id].profit_satang) == (None, None)


def test_improvements_and_an_opening_balance_are_in_the_last_figures(store: Store) -> None:
    improved = of_five_years(store)
    with store.transaction() as tx:
        tx.insert(Improvement(asset_id=improved.id, accepted_on=date(2025, 10, 1), cost_satang=480000, what="เพิ่มแรม"))
    opened = of_five_years(store, opening_accumulated_satang=1000000, opening_year_be=2568)
    found = sold(store, [improved, opened])
    first, second = strike_off(store, found.id).lines
    assert first.cost_satang == 4980000
    # 36,000 left and 4,800 new over the 48 months left: 850 a month for 14 of them, on top of 9,000.
    assert first.accumulated_satang == 900000 + 14 * 85000
    assert second.accumulated_satang == 1000000 + 14 * 75000
    for line in (first, second):
        assert line.profit_satang == (line.accumulated_satang or 0) - (line.cost_satang or 0)


def test_a_closed_year_stands_and_the_open_one_takes_the_rest(store: Store) -> None:
    card = of_five_years(store)
    close_year(store, 2568)
    close_year(store, 2569)
    found = sold(store, [card])
    (line,) = strike_off(store, found.id).lines
    assert line.accumulated_satang == 26 * 75000
    (book,) = book_cards(store, [store.get(Asset, card.id)])
    assert [(row.fiscal_year_be, row.amount_satang) for row in book.rows(2575)] == [
        (2568, 900000),
        (2569, 900000),
        (2570, 150000),
    ]


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    things=st.lists(
        st.tuples(
            st.integers(1, 9_000_000), st.integers(1, 12), st.dates(date(2015, 1, 1), TODAY), st.integers(0, 99999)
        ),
        min_size=1,
        max_size=6,
    ),
    proceeds=st.integers(0, 10**8),
)
def test_the_money_adds_up_to_the_satang(
    things: list[tuple[int, int, date, int]], proceeds: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with make_store(tmp_path_factory.mktemp("money") / "office.saithong") as store:
        cards = [
            add_cards(store, card=replace(CHAIR, cost_satang=cost, life_years=life, acquired_on=day))[0]
            for cost, life, day, _price in things
        ]
        found = sold(store, cards, proceeds, [price for *_rest, price in things])
        done = strike_off(store, found.id)
        assert sum(line.proceeds_satang for line in done.lines) == proceeds == done.round.proceeds_satang
        for line in done.lines:
            book = 0 if line.accumulated_satang is None else (line.cost_satang or 0) - line.accumulated_satang
            assert line.profit_satang == line.proceeds_satang - book
            assert book >= (100 if line.accumulated_satang else 0), "one baht stays until the end"
        known = [line.profit_satang for line in done.lines if line.profit_satang is not None]
        assert disposal_view(store, found.id).profit_satang == sum(known)


def test_it_is_struck_off_once_after_it_was_carried_out(store: Store) -> None:
    (card,) = add_cards(store)
    become(store, card, AssetStatus.BROKEN)
    begun = begin_disposal(store, "จำหน่าย", [ToDispose(card.id)], facts_left_out_why=NO_FACTS).round
    with pytest.raises(DisposalRefused):
        strike_off(store, begun.id)
    disposals.drop(store, begun.id, why="เริ่มใหม่")
    found = sold(store, [card])
    for day in (date(2026, 11, 20), date(2026, 11, 22)):
        with pytest.raises(AssetFactWrong):
            strike_off(store, found.id, on=day)
    strike_off(store, found.id)
    for again in (lambda: strike_off(store, found.id), lambda: disposals.drop(store, found.id, why="ผิด")):
        with pytest.raises(DisposalRefused):
            again()


def test_the_auditor_is_told_within_thirty_days_and_the_registrar_of_vehicles(store: Store) -> None:
    truck, chair = of_five_years(store, plate_no="กข 1234 นครราชสีมา"), of_five_years(store)
    no_vehicle = sold(store, [of_five_years(store)])
    strike_off(store, no_vehicle.id)
    with pytest.raises(DisposalRefused):
        tell_registrar(store, no_vehicle.id)
    tell_auditor(store, no_vehicle.id)
    found = sold(store, [truck, chair])
    with pytest.raises(DisposalRefused):
        tell_auditor(store, found.id)
    strike_off(store, found.id)
    (row,) = disposal_rows(store)
    assert (row.next_action, row.due_on, row.days_left) == (DisposalAction.TELL_REGISTRAR, date(2026, 12, 21), 30)
    assert [line.number for line in disposal_view(store, found.id).registered] == [truck.number]
    tell_registrar(store, found.id)
    assert disposal_rows(store)[0].next_action is DisposalAction.TELL_AUDITOR
    store.clock.moment = datetime(2026, 12, 25, 2, 0, tzinfo=UTC)
    assert disposal_rows(store)[0].days_left == -4
    with pytest.raises(AssetFactWrong):
        tell_auditor(store, found.id, on=date(2026, 11, 20))
    told = tell_auditor(store, found.id, letter_no="ทท 72001/61", on=date(2026, 12, 20)).round
    assert (told.auditor_told_on, told.auditor_letter_no) == (date(2026, 12, 20), "ทท 72001/61")
    assert tell_auditor(store, found.id, letter_no="ทท 72001/62").round.auditor_told_on == date(2026, 12, 20)
    assert disposal_rows(store) == []
    due = {each.document for each in papers_of(store, found.id, TODAY) if each.due}
    assert not due & {"การลงจ่ายในทะเบียน", "หนังสือแจ้งสำนักงานการตรวจเงินแผ่นดินจังหวัด"}


def test_a_thing_that_cannot_leave_keeps_all_of_them(store: Store) -> None:
    cards = [of_five_years(store) for _each in range(3)]
    found = sold(store, cards, 30000)
    with store.transaction() as tx:
        record_event(
            tx,
            tx.get(Asset, cards[2].id),
            AssetEventKind.STRUCK_OFF,
            on=TODAY,
            by_name="ก",
            status=AssetStatus.STRUCK_OFF,
        )
    head = store.head()
    with pytest.raises(CardStruckOff):
        strike_off(store, found.id)
    assert store.head() == head
    assert [line.accumulated_satang for line in store.find(DisposalLine, round_id=found.id)] == [None] * 3


def test_a_killed_process_strikes_off_whole_disposals_or_nothing(tmp_path: Path) -> None:
    path, chance = tmp_path / "office.saithong", random.Random(2569)
    with make_store(path, NOW) as store:
        for _each in range(KILLS * 4):
            sold(store, add_cards(store, 12, replace(CHAIR, life_years=5)), 123457)
        clock = store.clock
    told: set[str] = set()
    unfinished = 0
    for _kill in range(KILLS):
        told |= _killed(path, tmp_path, patience=chance.randrange(1, 4))
        with Store.open(path, password=PASSWORD, clock=clock, write=False) as store:
            cards = {card.id: card for card in store.find(Asset)}
            for found in store.find(DisposalRound):
                lines = store.find(DisposalLine, round_id=found.id)
                done = found.state is DisposalState.STRUCK_OFF
                assert {cards[line.asset_id].status is AssetStatus.STRUCK_OFF for line in lines} == {done}
                assert {line.profit_satang is not None for line in lines} == {done}
                assert sum(line.proceeds_satang for line in lines) == 123457
                assert done or found.id not in told, "what was told to be done is lost"
                unfinished += not done
            connection = store.connection_for_reading()
            assert [*verify_chain(connection), *verify_rows(connection, RECORD_TYPES)] == []
    assert len(told) >= KILLS
    assert unfinished, "it was always killed too late"


def _killed(path: Path, folder: Path, *, patience: int) -> set[str]:
    """Kill a striking process after some disposals, in the middle of the next; those it told."""
    process = subprocess.Popen(
        [sys.executable, STRIKING, path, PASSWORD],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]), "SAI_THONG_HOME": str(folder / "home")},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _each in range(patience)]
    process.kill()
    lines += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    return {line.decode().strip() for line in lines if line.strip()}


@pytest.mark.parametrize(("rule", "months"), [("counts", 24), ("left-out", 23)])
def test_a_day_in_a_closed_year_is_made_good_in_the_open_one(store: Store, rule: str, months: int) -> None:
    """Struck off on 25 September by its paper, and entered after the year was closed and printed."""
    correct_row(store, "depreciation_rules", "straight-line", {"disposal_month": rule}, why="นโยบาย")
    store.clock.moment = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)
    card = of_five_years(store)
    with store.transaction() as tx:
        record_event(tx, card, AssetEventKind.STATUS, on=date(2026, 9, 10), by_name="ก", status=AssetStatus.WORN)
    begun = begin_disposal(store, "จำหน่าย", [ToDispose(card.id)], facts_left_out_why=NO_FACTS)
    line_id = begun.lines[0].id
    disposal_orders.order(store, begun.round.id, DisposalOrder("1"), {line_id: TO_A_SCHOOL})
    disposals.appraise(store, begun.round.id, {line_id: 100})
    disposal_orders.carry_out(store, begun.round.id)
    store.clock.moment = NOW
    for year in (2568, 2569):
        close_year(store, year)
    (line,) = strike_off(store, begun.round.id, on=date(2026, 9, 25)).lines
    assert line.accumulated_satang == months * 75000
    assert line.profit_satang == months * 75000 - 4500000
    (book,) = book_cards(store, [store.get(Asset, card.id)])
    assert [(row.fiscal_year_be, row.amount_satang) for row in book.rows(2575)] == [
        (2568, 900000),
        (2569, 900000),
        *([(2570, -75000)] if months == 23 else []),
    ]
