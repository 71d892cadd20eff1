"""What a form asks, as a person writes it, reads back whole; a field asked before keeps the key of its answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sai_thong.ground import language
from sai_thong.registers.law import LawDataError
from sai_thong.registers.law.field_lines import read_fields, with_known_keys, written_fields
from sai_thong.registers.law.service_terms import FieldKind
from sai_thong.registers.law.services import load_services

WORDS = some.text("กขคงจ abc", min_size=1, max_size=8).map(lambda text: " ".join(text.split())).filter(bool)


@some.composite
def fields(draw: some.DrawFn) -> dict[str, object]:
    kind = draw(some.sampled_from(FieldKind))
    found: dict[str, object] = {"key": draw(WORDS), "label": draw(WORDS), "kind": kind.value}
    if kind is FieldKind.CHOICE:
        found["choices"] = draw(some.lists(WORDS, min_size=1, max_size=4))
    if draw(some.booleans()):
        found["unit"] = draw(WORDS)
    return found | {"required": draw(some.booleans())}


@given(some.lists(fields(), max_size=5), some.booleans(), some.sampled_from(["th", "en"]))
def test_any_fields_read_back(asked: list[dict[str, object]], in_words: bool, words: str) -> None:
    before = language.current()
    language.use(words)
    try:
        assert read_fields(written_fields(asked, in_words=in_words)) == asked
    finally:
        language.use(before)


def test_a_line_may_leave_out_kind_unit_and_key() -> None:
    assert read_fields("จุดสังเกต; จำนวน เต็นท์: NUMBER: หลัง *\nสี: choice: ขาว | เขียว") == [
        {"key": "จุดสังเกต", "label": "จุดสังเกต", "kind": "text", "required": False},
        {"key": "จำนวน-เต็นท์", "label": "จำนวน เต็นท์", "kind": "number", "unit": "หลัง", "required": True},
        {"key": "สี", "label": "สี", "kind": "choice", "choices": ["ขาว", "เขียว"], "required": False},
    ]


def test_a_field_of_a_label_asked_before_keeps_its_key_and_another_does_not() -> None:
    known = read_fields("length = ความยาว: number: เมตร; landmark = จุดสังเกต")
    asked = with_known_keys(read_fields("ความกว้าง: number; ความยาว: number: กิโลเมตร; landmark = ใกล้กับอะไร"), known)
    assert [(each["key"], each["label"]) for each in asked] == [
        ("ความกว้าง", "ความกว้าง"),
        ("length", "ความยาว"),
        ("landmark", "ใกล้กับอะไร"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "ความยาว: metres",
        "อาการ: choice",
        "ความยาว: number; ความยาว: text",
        "อาการ: choice: แตก | แตก",
        "จุดหนึ่ง: points; จุดสอง: points",
    ],
)
def test_what_no_form_can_ask_is_refused_by_row(lines: str) -> None:
    with pytest.raises(LawDataError, match=r"services.*road"):
        load_services({"services": [{"id": "road", "fields": read_fields(lines)}]})
