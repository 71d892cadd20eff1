"""A scan finds the card by the label's code, the number or the serial number, whatever keyboard layout is set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.refusals import AssetMissing
from sai_thong.registers.assets.scan import FoundBy, Scanned, SeveralAssets, one_asset, scanned
from tests.registers.assets.rules.test_labels import under_thai_layout


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


def enter(store: Store, number: str, serial: str = "") -> Asset:
    draw = Random(number).randrange
    card = Asset(name="เครื่องคอมพิวเตอร์", serial_no=serial)
    (entered,) = add_assets(store, NewAssets(card, 1, (number,)), random_below=draw).cards
    return entered


@pytest.mark.parametrize("typed", [lambda token: token, under_thai_layout, str.lower, lambda token: f" {token}\n"])
def test_the_code_of_a_label_is_one_card(store: Store, typed) -> None:
    card = enter(store, "416-69-0001")
    enter(store, "416-69-0002")
    found = scanned(store, typed(card.token))
    assert (found.only, found.found_by, found.text) == (card, FoundBy.TOKEN, card.token)


@pytest.mark.parametrize("typed", ["416-69-0001", "๔๑๖-๖๙-๐๐๐๑", "416 - 69 - 0001", under_thai_layout("416-69-0001")])
def test_a_number_is_found_in_any_writing(store: Store, typed: str) -> None:
    card = enter(store, "416-69-0001")
    found = scanned(store, typed)
    assert (found.only, found.found_by) == (card, FoundBy.NUMBER)


@pytest.mark.parametrize("typed", ["พย7110-A01", "พย7110-a 01"])
def test_a_number_with_thai_letters_is_found_as_it_is_typed(store: Store, typed: str) -> None:
    card = enter(store, "พย7110-A01")
    assert scanned(store, typed).only == card


@pytest.mark.parametrize("typed", ["TH-5CG2", "th-5cg2", under_thai_layout("TH-5CG2")])
def test_a_serial_number_is_found(store: Store, typed: str) -> None:
    card = enter(store, "416-69-0001", serial="TH-5CG2")
    found = scanned(store, typed)
    assert (found.only, found.found_by) == (card, FoundBy.SERIAL)


def test_things_of_one_serial_number_are_all_told(store: Store) -> None:
    cards = {enter(store, f"416-69-000{each}", serial="12345").id for each in (1, 2)}
    found = scanned(store, "12345")
    assert found.only is None
    assert {card.id for card in found.cards} == cards


def test_a_number_that_is_a_serial_number_too_tells_both_the_number_first(store: Store) -> None:
    other = enter(store, "416-69-0002", serial="416-69-0001")
    card = enter(store, "416-69-0001", serial="416-69-0001")
    found = scanned(store, "416-69-0001")
    assert (found.cards, found.found_by) == ((card, other), FoundBy.NUMBER)


def test_a_code_decides_though_it_is_also_a_serial_number(store: Store) -> None:
    card = enter(store, "416-69-0001")
    enter(store, "416-69-0002", serial=card.token)
    assert scanned(store, card.token).only == card


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("416-69-0009", "416-69-0009"),
        (under_thai_layout("416-69-0009"), "416-69-0009"),
        ("พย7110-099", "พย7110-099"),
        (" ", ""),
    ],
)
def test_what_nobody_knows_is_told_as_it_was_meant(store: Store, typed: str, shown: str) -> None:
    enter(store, "416-69-0001")
    assert scanned(store, typed) == Scanned(shown)


def test_one_card_is_asked_for_by_anything_that_names_it(store: Store) -> None:
    card = enter(store, "416-69-0001", serial="TH-5CG2")
    for typed in (card.id, card.token, "๔๑๖-๖๙-๐๐๐๑", "th-5cg2", under_thai_layout("TH-5CG2")):
        assert one_asset(store, typed) == card


def test_none_and_several_are_told(store: Store) -> None:
    for number in ("416-69-0001", "416-69-0002"):
        enter(store, number, serial="12345")
    with pytest.raises(AssetMissing):
        one_asset(store, " ")
    with pytest.raises(SeveralAssets, match="416-69-0001, 416-69-0002"):
        one_asset(store, "12345")


@pytest.mark.parametrize("kept", ["SN ๑๒-๓", "sn12-3", "SN 12-3", "SN\u200b12-3"])
def test_a_serial_number_is_found_however_it_was_kept(store: Store, kept: str) -> None:
    card = enter(store, "416-69-0001", serial=kept)
    enter(store, "416-69-0002", serial="SN12-30")
    assert scanned(store, "SN12-3").only == card
