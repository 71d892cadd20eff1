"""Cards in the store: whole purchases or none, numbers given once, the book's view of a card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.numbering import OfficialNumber
from sai_thong.db.store import Store
from sai_thong.db.verify import verify_rows
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.book import book_cards
from sai_thong.registers.assets.cards import NewAssets, add_assets, opening_fits
from sai_thong.registers.assets.listing import asset_list
from sai_thong.registers.assets.numbering import find_asset, numbers_to_come
from sai_thong.registers.assets.records import Asset, AssetClass, AssetEvent, Purchase
from sai_thong.registers.assets.refusals import AssetFactWrong, AssetRefused, NumberTaken
from sai_thong.registers.assets.rules.capitalisation import LifeWarning, Treatment
from sai_thong.registers.assets.rules.label_tokens import is_token
from sai_thong.registers.assets.settled import correct_life, publish_life, settle_class
from sai_thong.registers.assets.terms import AcquireMode, SortReason
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.asset_terms import AssetGroup

DAY = date(2025, 1, 9)
CHAIR = Asset(name="เก้าอี้", class_code="401", acquired_on=DAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    clock = FixedClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC))
    made, _sheets = Store.create(
        tmp_path / "office.saithong",
        office="ทดสอบ",
        user="พัสดุ",
        password="ทดสอบ-saithong",
        clock=clock,
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with made:
        yield made


def test_a_purchase_is_cards_with_numbers_labels_and_a_timeline(store: Store) -> None:
    entered = add_assets(store, NewAssets(CHAIR, 3, total_satang=1000000), why="ซื้อ")
    assert [card.number for card in entered.cards] == ["401-68-0001", "401-68-0002", "401-68-0003"]
    (purchase,) = store.find(Purchase)
    assert purchase.total_satang == sum(card.cost_satang or 0 for card in entered.cards) == 1000000
    assert {card.purchase_id for card in entered.cards} == {purchase.id}
    assert all(is_token(card.token) for card in entered.cards)
    assert [event.asset_id for event in store.find(AssetEvent)] == [card.id for card in entered.cards]
    assert [each.given_to for each in store.find(OfficialNumber)] == [card.id for card in entered.cards]
    assert list(verify_rows(store.connection_for_reading(), RECORD_TYPES)) == []


def test_a_taken_number_leaves_nothing_of_the_purchase(store: Store) -> None:
    add_assets(store, NewAssets(CHAIR, 1, ("401-68-0002",)))
    head = store.head()
    with pytest.raises(NumberTaken):
        add_assets(store, NewAssets(CHAIR, 2, ("401-68-0001", "๔๐๑-๖๘-๐๐๐๒")))
    assert store.head() == head


def test_capitals_and_blanks_make_no_other_number(store: Store) -> None:
    add_assets(store, NewAssets(CHAIR, 1, ("พย7110-a01",)))
    with pytest.raises(NumberTaken):
        add_assets(store, NewAssets(CHAIR, 1, ("พย7110-A 01",)))


def test_one_number_twice_in_one_purchase_is_refused(store: Store) -> None:
    with pytest.raises(NumberTaken):
        add_assets(store, NewAssets(CHAIR, 2, ("401-68-0001", "401-68-0001")))
    assert store.find(Asset) == []


def test_numbers_in_use_in_any_writing_are_passed_over(store: Store) -> None:
    add_assets(store, NewAssets(CHAIR))
    add_assets(store, NewAssets(CHAIR, 2, ("401/68/0002", "๔๐๑-๖๘-๔")))
    given = add_assets(store, NewAssets(CHAIR, 3)).cards
    assert [card.number for card in given] == ["401-68-0003", "401-68-0005", "401-68-0006"]


def test_a_gift_without_a_price_stands_at_one_baht_until_a_committee_appraises_it(store: Store) -> None:
    for price, stands in ((None, 100), (1500000, 1500000)):
        gift = replace(CHAIR, acquire_mode=AcquireMode.DONATED, cost_satang=price)
        assert add_assets(store, NewAssets(gift)).cards[0].cost_satang == stands


def test_each_class_and_fiscal_year_counts_by_itself(store: Store) -> None:
    days = (date(2024, 9, 30), date(2024, 10, 1), date(2024, 10, 2))
    cards = [add_assets(store, NewAssets(Asset(name="ตู้", class_code="406", acquired_on=day))).cards[0] for day in days]
    assert [card.number for card in cards] == ["406-67-0001", "406-68-0001", "406-68-0002"]


def test_a_card_is_found_by_number_in_any_writing_by_label_and_by_id(store: Store) -> None:
    (card,) = add_assets(store, NewAssets(CHAIR)).cards
    for text in (card.number, "๔๐๑-๖๘-๐๐๐๑", " 401 - 68 - 0001 ", card.token, card.token.lower(), card.id):
        found = find_asset(store, text)
        assert found is not None and found.id == card.id
    assert find_asset(store, "") is None
    assert [line.id for line in asset_list(store, "เก้า")] == [card.id]


def test_a_class_gives_its_type_to_cards_without_one_and_to_later_ones(store: Store) -> None:
    add_assets(store, NewAssets(CHAIR))
    add_assets(store, NewAssets(Asset(name="โต๊ะพับ", number="", class_code="401", type_key="field", acquired_on=DAY)))
    settle_class(store, "401", name="เก้าอี้", type_key="office", on=DAY)
    add_assets(store, NewAssets(CHAIR))
    assert [card.type_key for card in store.find(Asset)] == ["office", "field", "office"]
    settle_class(store, "101", name="ที่ดิน", type_key="land", on=DAY)
    (land,) = add_assets(store, NewAssets(Asset(name="ที่ดินสำนักงาน", class_code="101", acquired_on=DAY))).cards
    assert land.accounting_group is AssetGroup.LAND
    assert [each.code for each in store.find(AssetClass)] == ["401", "101"]


def test_the_book_says_what_it_cannot_value_and_why(store: Store) -> None:
    cards = [
        Asset(name="ก", acquired_on=DAY, type_key="office"),
        Asset(name="ข", cost_satang=2000000, type_key="office"),
        Asset(name="ค", cost_satang=2000000, acquired_on=DAY),
        Asset(name="ง", cost_satang=2000000, acquired_on=DAY, type_key="office"),
        Asset(name="จ", cost_satang=999999, acquired_on=DAY, type_key="office"),
        Asset(name="ฉ", cost_satang=2000000, acquired_on=DAY, type_key="land"),
        Asset(name="ช", cost_satang=1000000, acquired_on=DAY, type_key="office", life_years=5),
    ]
    told = book_cards(store, cards)
    assert [each.must_check for each in told] == [
        SortReason.COST_MISSING,
        SortReason.DATE_MISSING,
        SortReason.TYPE_MISSING,
        SortReason.LIFE_MISSING,
        None,
        None,
        None,
    ]
    assert [each.treatment for each in told[4:]] == [
        Treatment.BELOW_THRESHOLD,
        Treatment.NOT_DEPRECIATED,
        Treatment.DEPRECIATED,
    ]
    assert [each.annual_satang for each in told] == [None, None, None, None, 0, 0, 200000]
    assert told[6].accumulated_satang(2600) == 999900
    assert told[5].rows(2600) == ()


def test_published_lives_hold_from_their_day_and_need_a_reason_outside_the_range(store: Store) -> None:
    publish_life(store, "computer", 3, effective_from=date(2020, 10, 1))
    publish_life(store, "computer", 5, effective_from=date(2024, 10, 1))
    cards = [
        Asset(name="ก", cost_satang=3000000, acquired_on=day, type_key="computer") for day in (date(2021, 1, 5), DAY)
    ]
    assert [each.annual_satang for each in book_cards(store, cards)] == [1000000, 600000]
    with pytest.raises(AssetRefused):
        publish_life(store, "computer", 6, effective_from=date(2025, 10, 1))
    kept = publish_life(store, "computer", 6, effective_from=date(2025, 10, 1), outside_range_why="มติ")
    assert kept.warning is LifeWarning.TOO_LONG
    with pytest.raises(AssetRefused):
        publish_life(store, "computer", 4, effective_from=date(2025, 10, 1))


def test_a_life_that_was_typed_wrongly_is_said_anew(store: Store) -> None:
    first = publish_life(store, "computer", 3, effective_from=date(2020, 10, 1)).record
    publish_life(store, "computer", 5, effective_from=date(2024, 10, 1))
    kept = correct_life(store, first, {"years": 4, "announcement_no": " 1/2563 "}, why="พิมพ์ผิด").record
    assert (kept.years, kept.announcement_no) == (4, "1/2563")
    head = store.head()
    for fields in ({"years": 9}, {"years": 0}, {"effective_from": date(2024, 10, 1)}):
        with pytest.raises((AssetRefused, AssetFactWrong)):
            correct_life(store, kept, fields, why="ก")
    with pytest.raises(AssetFactWrong):
        correct_life(store, kept, {"years": 5}, why=" ")
    assert store.head() == head


@pytest.mark.parametrize(
    ("accumulated", "year_be", "fits"),
    [(999900, 2568, True), (999901, 2568, False), (1, 2567, False), (0, 2567, True), (-1, 2568, False)],
)
def test_an_old_book_leaves_one_baht_and_begins_with_the_asset(accumulated: int, year_be: int, fits: bool) -> None:
    rule = shipped_asset_law().rules.depreciation_rule(DAY)
    assert opening_fits(accumulated, year_be, 1000000, DAY, rule) is fits


def test_the_numbers_told_beforehand_are_those_that_are_given(store: Store) -> None:
    for already in ("401/68/2", "401-68-0007", ""):
        if already:
            add_assets(store, NewAssets(CHAIR, 1, (already,)))
        told = numbers_to_come(store, "401", 2568, 3, station=store.file_id)
        assert tuple(card.number for card in add_assets(store, NewAssets(CHAIR, 3)).cards) == told


def test_serial_numbers_go_to_the_cards_in_the_order_of_their_numbers(store: Store) -> None:
    entered = add_assets(store, NewAssets(CHAIR, 2, serial_numbers=("SN-1 ", "SN-2")))
    assert [card.serial_no for card in entered.cards] == ["SN-1", "SN-2"]
    with pytest.raises(AssetFactWrong):
        add_assets(store, NewAssets(CHAIR, 3, serial_numbers=("SN-1", "SN-2")))
