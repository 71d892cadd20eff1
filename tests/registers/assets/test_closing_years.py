"""Fiscal years in the store: closed in order, never changed afterwards; the open one makes up for what was wrong."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest

from sai_thong.db.store import Store
from sai_thong.db.verify import Check
from sai_thong.registers.assets.book import book_cards
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import (
    YearBook,
    YearNotClosable,
    altered_years,
    close_year,
    closings,
    draft_year,
    first_open_year,
    year_book,
)
from sai_thong.registers.assets.records import Asset, FrozenDepreciation, Improvement
from sai_thong.registers.assets.rules.depreciation import schedule
from sai_thong.registers.assets.survey_reports import SurveyReports, survey_reports
from sai_thong.registers.assets.terms import Report, SortReason
from sai_thong.registers.assets.verifying import verify_assets
from sai_thong.registers.office.own_law import correct_row

DESK = Asset(
    name="โต๊ะ", class_code="400", cost_satang=6000000, acquired_on=date(2023, 10, 1), type_key="office", life_years=5
)
LAND = Asset(name="ที่ดิน", class_code="101", cost_satang=50000000, acquired_on=date(2000, 1, 5), type_key="land")
CHEAP = Asset(name="พัดลม", class_code="402", cost_satang=150000, acquired_on=date(2025, 1, 5), type_key="office")


def enter(store: Store, card: Asset) -> Asset:
    return add_assets(store, NewAssets(card)).cards[0]


def change(store: Store, card: Asset, **told: object) -> None:
    with store.transaction() as tx:
        tx.update(tx.get(Asset, card.id), **told)


def figures(book: YearBook) -> list[tuple[str, int, int, int, int]]:
    return [
        (each.asset.name, each.amount_satang, each.correction_satang, each.accumulated_satang, each.cost_satang)
        for each in book.positions
    ]


def places(reports: SurveyReports) -> list[tuple[str, Report, int, int]]:
    return [
        (row.card.id, row.place.report, row.place.cost_satang, row.place.accumulated_satang) for row in reports.rows
    ]


def test_an_open_year_tells_what_the_rules_have_and_leaves_cheap_things_out_of_the_accounts(store: Store) -> None:
    for card in (DESK, LAND, CHEAP):
        enter(store, card)
    book = year_book(store, 2569)
    assert figures(book) == [("ที่ดิน", 0, 0, 0, 50000000), ("โต๊ะ", 1200000, 0, 3600000, 6000000)]
    assert (book.totals.assets, book.totals.cost_satang, book.totals.accumulated_satang) == (2, 56000000, 3600000)
    reports = survey_reports(store, 2569)
    assert [len(each) for each in (reports.valued, reports.listed, reports.must_check)] == [2, 1, 0]


def test_a_closed_year_keeps_its_figures_whatever_is_corrected(store: Store) -> None:
    card = enter(store, DESK)
    enter(store, LAND)
    before, reports = figures(year_book(store, 2569)), places(survey_reports(store, 2569))
    closed = close_year(store, 2569, why="ปิดบัญชี")
    assert (closed.closing.assets, closed.closing.accumulated_satang) == (2, 3600000)
    change(store, card, cost_satang=9000000, acquired_on=date(2024, 10, 1), life_years=3)
    assert figures(year_book(store, 2569)) == before
    assert places(survey_reports(store, 2569)) == reports
    # From the right price and day: 2568 and 2569 should have 6,000,000; the year itself 3,000,000 less one baht.
    assert figures(year_book(store, 2570))[1] == ("โต๊ะ", 5399900, 2400000, 8999900, 9000000)
    assert altered_years(store) == []


def test_the_first_closing_keeps_the_years_before_it_too(store: Store) -> None:
    card = enter(store, DESK)
    close_year(store, 2569)
    change(store, card, cost_satang=9000000)
    (book,) = book_cards(store, store.find(Asset))
    rows = book.rows(2599)
    assert [row.amount_satang for row in rows[:3]] == [1200000] * 3
    assert sum(row.amount_satang for row in rows) == rows[-1].accumulated_satang == 9000000 - 100


def test_closing_year_after_year_gives_the_schedule(store: Store) -> None:
    enter(store, DESK)
    (open_book,) = book_cards(store, store.find(Asset))
    assert open_book.facts is not None
    for year in (2567, 2568, 2569):
        close_year(store, year)
    (book,) = book_cards(store, store.find(Asset))
    assert tuple(book.rows(2599)) == schedule(open_book.facts)
    assert [each.frozen for each in book.book(2599)] == [True] * 3 + [False] * 2
    assert [each.fiscal_year_be for each in closings(store)] == [2567, 2568, 2569]
    assert first_open_year(store, date(2026, 11, 21)) == 2570


@pytest.mark.parametrize(("closed", "asked"), [([], 2570), ([2568], 2568), ([2567], 2569), ([2569], 2568)])
def test_years_are_closed_once_in_order_and_when_they_are_over(store: Store, closed: list[int], asked: int) -> None:
    enter(store, DESK)
    for year in closed:
        close_year(store, year)
    head = store.head()
    assert draft_year(store, asked).not_yet
    with pytest.raises(YearNotClosable):
        close_year(store, asked)
    assert store.head() == head


def test_a_year_ends_with_the_thirtieth_of_september(store: Store) -> None:
    enter(store, DESK)
    store.clock.moment = datetime(2026, 9, 30, 16, 59, tzinfo=UTC)
    assert draft_year(store, 2569).not_yet
    store.clock.moment = datetime(2026, 9, 30, 17, 0, tzinfo=UTC)
    assert not draft_year(store, 2569).not_yet


def test_cards_that_cannot_be_valued_stop_the_closing_until_they_are_left_out_knowingly(store: Store) -> None:
    card = enter(
        store, Asset(name="ตู้", class_code="406", acquired_on=date(2024, 10, 1), type_key="office", life_years=5)
    )
    assert [each.must_check for each in draft_year(store, 2569).book.must_check] == [SortReason.COST_MISSING]
    head = store.head()
    with pytest.raises(YearNotClosable):
        close_year(store, 2569)
    assert store.head() == head
    close_year(store, 2569, leave_unchecked=True)
    change(store, card, cost_satang=5000000)
    assert figures(year_book(store, 2569)) == []
    assert figures(year_book(store, 2570)) == [("ตู้", 3000000, 2000000, 3000000, 5000000)]
    assert [row.place.reason for row in survey_reports(store, 2569).must_check] == [SortReason.COST_MISSING]


def test_an_asset_entered_after_the_year_was_closed_is_made_up_for_in_the_open_one(store: Store) -> None:
    enter(store, LAND)
    close_year(store, 2569)
    enter(store, DESK)
    assert len(figures(year_book(store, 2569))) == 1
    assert figures(year_book(store, 2570))[1] == ("โต๊ะ", 4800000, 3600000, 4800000, 6000000)


def test_what_turns_out_to_be_too_cheap_gives_back_what_was_written_off(store: Store) -> None:
    card = enter(store, DESK)
    close_year(store, 2569)
    change(store, card, cost_satang=600000)
    book = year_book(store, 2570)
    assert figures(book) == [("โต๊ะ", -3600000, -3600000, 0, 600000)]
    assert (book.totals.assets, book.totals.cost_satang, book.totals.amount_satang) == (0, 0, -3600000)
    store.clock.moment = datetime(2027, 10, 5, tzinfo=UTC)
    close_year(store, 2570)
    assert figures(year_book(store, 2571)) == []


def test_what_was_struck_off_leaves_the_accounts_at_the_end_of_its_year(store: Store) -> None:
    card = enter(store, DESK)
    change(store, card, struck_off_on=date(2026, 3, 10))
    book = year_book(store, 2569)
    assert figures(book) == [("โต๊ะ", 600000, 0, 3000000, 6000000)]
    assert (book.totals.assets, book.totals.amount_satang, book.totals.cost_satang) == (0, 600000, 0)
    assert survey_reports(store, 2569).rows == ()
    assert len(survey_reports(store, 2568).rows) == 1
    close_year(store, 2569)
    assert figures(year_book(store, 2570)) == []


def test_a_striking_off_told_after_its_year_was_closed_takes_the_asset_out_of_the_open_one(store: Store) -> None:
    card = enter(store, DESK)
    close_year(store, 2569)
    change(store, card, struck_off_on=date(2026, 3, 10))
    assert figures(year_book(store, 2569)) == [("โต๊ะ", 1200000, 0, 3600000, 6000000)]
    book = year_book(store, 2570)
    assert figures(book) == [("โต๊ะ", -600000, -600000, 3000000, 6000000)]
    assert book.totals.assets == 0
    assert figures(year_book(store, 2571)) == []


def test_an_improvement_told_late_goes_into_the_open_year(store: Store) -> None:
    card = enter(store, DESK)
    close_year(store, 2569)
    with store.transaction() as tx:
        tx.insert(Improvement(asset_id=card.id, accepted_on=date(2025, 10, 1), cost_satang=900000, what="ต่อเติม"))
    assert figures(year_book(store, 2569)) == [("โต๊ะ", 1200000, 0, 3600000, 6000000)]
    assert figures(year_book(store, 2570)) == [("โต๊ะ", 1800000, 300000, 5400000, 6900000)]


def test_an_opening_balance_of_the_closed_year_stands(store: Store) -> None:
    enter(store, dataclasses.replace(DESK, opening_accumulated_satang=3500000, opening_year_be=2569))
    assert figures(year_book(store, 2569)) == [("โต๊ะ", 0, 0, 3500000, 6000000)]
    close_year(store, 2569)
    assert figures(year_book(store, 2569)) == [("โต๊ะ", 0, 0, 3500000, 6000000)]
    assert figures(year_book(store, 2570)) == [("โต๊ะ", 1200000, 0, 4700000, 6000000)]


def test_a_frozen_row_changed_behind_the_program_is_told(store: Store) -> None:
    enter(store, DESK)
    close_year(store, 2569)
    with store.transaction() as tx:
        (row,) = tx.find(FrozenDepreciation, fiscal_year_be=2569)
        tx.update(row, amount_satang=row.amount_satang + 1)
    assert altered_years(store) == [2569]
    assert [fault.check for fault in verify_assets(store)] == [Check.REGISTER]


def test_a_card_changed_past_its_timeline_is_told(store: Store) -> None:
    card = enter(store, DESK)
    assert list(verify_assets(store)) == []
    change(store, card, division="กองช่าง")
    assert [fault.where for fault in verify_assets(store)] == [card.id]


def test_a_rule_the_office_says_otherwise_holds_for_open_years_and_leaves_closed_ones(store: Store) -> None:
    enter(store, dataclasses.replace(DESK, acquired_on=date(2023, 10, 10)))
    before = figures(year_book(store, 2569))
    close_year(store, 2569)
    correct_row(store, "depreciation_rules", "straight-line", {"last_counting_day": 5}, why="ประกาศ")
    assert figures(year_book(store, 2569)) == before
    # A month less each: what the closed years wrote off too much comes back in the open one.
    assert figures(year_book(store, 2570)) == [("โต๊ะ", 1100000, -100000, 4700000, 6000000)]
