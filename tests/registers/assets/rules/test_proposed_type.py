"""The type an old list means by its words."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.assets.rules.proposed_type import proposed_type
from sai_thong.registers.law.asset_tables import shipped_asset_law

TYPES = shipped_asset_law().choices.types_on(date(2026, 10, 1))


@pytest.mark.parametrize("each", TYPES, ids=lambda each: each.key)
def test_a_type_is_known_by_its_own_name(each):
    assert proposed_type([each.name], TYPES) == each


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (["สำนักงาน"], "office"),
        (["ครุภัณฑ์คอมพิวเตอร์หรืออิเล็กทรอนิกส์"], "computer"),
        (["ครุภัณฑ์ไฟฟ้าและวิทยุ", "เครื่องปั่นไฟ"], "electric-radio"),
        (["", "ถนน คสล. สายบ้านหนองบัว"], "road-concrete"),
        (["ครุภัณฑ์สนาม"], "field"),
        (["ครุภัณฑ์อื่น"], "other"),
    ],
)
def test_the_words_of_offices(texts, key):
    found = proposed_type(texts, TYPES)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("text", ["", "เก้าอี้", "ครุภัณฑ์การเกษตร", "ครุภัณฑ์ก่อสร้าง"])
def test_what_the_words_do_not_settle_is_left_to_a_person(text):
    assert proposed_type([text], TYPES) is None


def test_a_type_not_in_force_is_not_proposed():
    assert proposed_type(["สำนักงาน"], [each for each in TYPES if each.key != "office"]) is None
