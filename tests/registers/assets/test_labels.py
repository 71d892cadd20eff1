"""The sheets and rolls labels are printed on, the one an office uses, and labels kept on the timelines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.labels import keep_labelled, label_stock, set_label_stock, without_label
from sai_thong.registers.assets.records import Asset, AssetEvent
from sai_thong.registers.assets.refusals import CardStruckOff
from sai_thong.registers.assets.rules.label_stock import A4, ROLLS, SHEETS, USUAL, BadLabelStock, LabelStock, read_stock
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus
from sai_thong.registers.office.records import Setting

TODAY = date(2026, 11, 21)
tenths = st.integers(0, 2000).map(lambda tenth: tenth / 10)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made, _sheets = Store.create(
        tmp_path / "office.saithong",
        office="ทดสอบ",
        user="พัสดุ",
        password="ทดสอบ-saithong",
        clock=FixedClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC)),
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with made:
        yield made


def enter(store: Store, *cards: Asset) -> list[Asset]:
    return [entered for card in cards for entered in add_assets(store, NewAssets(card)).cards]


CHAIR = Asset(name="เก้าอี้", class_code="401", acquired_on=TODAY)


@pytest.mark.parametrize("stock", [*SHEETS, *ROLLS], ids=lambda stock: stock.key)
def test_the_stocks_offered_are_stocks_and_their_labels_lie_apart_on_the_page(stock: LabelStock) -> None:
    assert read_stock(stock.key) == stock
    places = [stock.place(cell) for cell in range(stock.labels_a_page)]
    for number, (x, y) in enumerate(places):
        assert 0 <= x <= x + stock.width <= stock.page[0] + 0.6
        assert 0 <= y <= y + stock.height <= stock.page[1] + 0.6
        for left, top in places[:number]:
            assert abs(left - x) > stock.width - 0.01 or abs(top - y) > stock.height - 0.01


@pytest.mark.parametrize("written", ["50x30", " 50 X 30 ", "๕๐x๓๐", "50×30"])
def test_a_roll_is_read_in_any_writing(written: str) -> None:
    assert read_stock(written) == LabelStock(50, 30)


@pytest.mark.parametrize(
    "written",
    [
        "", "x", "50", "50x30@600", "20x30", "50x10", "300x100", "50x30x20", "-50x30", "0x0:50x30:0,0:0,0",
        "4x8:63.5x33.9:7.2,12.9:2.5,0", "3x9:63.5x33.9:7.2,12.9:2.5,0", "1x1:200x290:11,0:0,0", "nanx30",
    ],
)  # fmt: skip
def test_what_cannot_be_printed_on_is_refused(written: str) -> None:
    with pytest.raises(BadLabelStock):
        read_stock(written)


@given(st.tuples(st.integers(1, 9), st.integers(1, 20)), st.lists(tenths, min_size=6, max_size=6))
def test_a_sheet_is_refused_or_keeps_its_labels_on_the_paper(counts, measures):
    (columns, rows), (width, height, left, top, gap_x, gap_y) = counts, measures
    key = f"{columns}x{rows}:{width:g}x{height:g}:{left:g},{top:g}:{gap_x:g},{gap_y:g}"
    try:
        stock = read_stock(key)
    except BadLabelStock:
        return
    assert read_stock(stock.key) == stock
    x, y = stock.place(stock.labels_a_page - 1)
    assert x + stock.width <= A4[0] + 0.6
    assert y + stock.height <= A4[1] + 0.6


def test_an_office_uses_a_usual_sheet_until_it_says_another(store: Store) -> None:
    assert label_stock(store) == USUAL
    set_label_stock(store, "60x40@300", why="เครื่องพิมพ์ใหม่")
    set_label_stock(store, "50 x 30")
    assert label_stock(store) == LabelStock(50, 30)
    assert [setting.value for setting in store.find(Setting)] == ["50x30"]
    with pytest.raises(BadLabelStock):
        set_label_stock(store, "5x3")
    assert label_stock(store) == LabelStock(50, 30)


def test_a_printed_label_stands_on_the_timeline_and_is_not_asked_for_again(store: Store) -> None:
    first, second = enter(store, CHAIR, CHAIR)
    assert without_label(store) == [first, second]
    kept = keep_labelled(store, [first.id, first.id], why="พิมพ์ใหม่")
    assert kept.cards == (first,)
    (event,) = store.find(AssetEvent, kind=AssetEventKind.LABELLED)
    assert (event.asset_id, event.happened_on, event.by_name, event.status) == (first.id, TODAY, "พัสดุ", None)
    assert without_label(store) == [second]
    assert store.get(Asset, first.id) == first


def test_no_label_is_kept_where_one_card_left_the_register(store: Store) -> None:
    first, second = enter(store, CHAIR, CHAIR)
    with store.transaction() as tx:
        for status in (AssetStatus.AWAITING_DISPOSAL, AssetStatus.STRUCK_OFF):
            second = record_event(tx, second, AssetEventKind.STATUS, on=TODAY, by_name="พัสดุ", status=status)
    with pytest.raises(CardStruckOff):
        keep_labelled(store, [first.id, second.id])
    assert store.find(AssetEvent, kind=AssetEventKind.LABELLED) == []
    assert without_label(store) == [first]


def test_land_waits_for_no_label(store: Store) -> None:
    enter(store, Asset(name="ที่ดิน", class_code="101", type_key="land", acquired_on=TODAY))
    assert without_label(store) == []
