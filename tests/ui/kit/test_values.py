"""What people type is read as they mean it, and shown so that it is read back the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.ground import language
from sai_thong.ground.errors import BadInput
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.ui.kit import values
from sai_thong.ui.kit.values import TypedKind

TODAY = date(2026, 11, 21)

READ: list[tuple[TypedKind, str, object]] = [
    ("text", "  ก ข ", "ก ข"),
    ("password", " ก ข ", " ก ข "),
    ("integer", "๑,๒๘๔", 1284),
    ("integer", "", None),
    ("money", "800", 80_000),
    ("money", "๑,๐๐๐.๕๐", 100_050),
    ("date", "9 ตุลาคม 2569", date(2026, 10, 9)),
    ("partial-date", "-/-/2485", PartialDate(2485)),
    ("month", "2569-11", Month(2026, 11)),
    ("month", "พ.ย. 2569", Month(2026, 11)),
    ("month", "พ.ย. 69", Month(2026, 11)),
    ("month", "พฤศจิกายน ๒๕๖๙", Month(2026, 11)),
    ("citizen-id", "1-1017-00207-03-0", "1101700207030"),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_what_is_typed_is_read(kind: TypedKind, text: str, value: object) -> None:
    assert values.parse(kind, text, today=TODAY) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "สิบ"),
        ("money", "แพง"),
        ("date", "32/1/2569"),
        ("date", "2569"),
        ("month", "เดือนหน้า"),
        ("citizen-id", "123"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(kind: TypedKind, text: str) -> None:
    with pytest.raises(BadInput) as refused:
        values.parse(kind, text, today=TODAY)
    assert refused.value.what


@given(st.integers(-(10**12), 10**12))
def test_money_shown_is_read_back(satang: int) -> None:
    assert values.parse("money", values.shown("money", satang), today=TODAY) == satang


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)))
def test_a_date_shown_is_read_back(day: date) -> None:
    assert values.parse("date", values.shown("date", day), today=TODAY) == day


@given(st.builds(Month, st.integers(2000, 2050), st.integers(1, 12)))
def test_a_month_shown_is_read_back(month: Month) -> None:
    assert values.parse("month", values.shown("month", month), today=TODAY) == month


@given(st.builds(PartialDate, st.integers(2450, 2569), st.one_of(st.none(), st.integers(1, 12))))
def test_a_partial_date_shown_is_read_back(born: PartialDate) -> None:
    assert values.parse("partial-date", values.shown("partial-date", born), today=TODAY) == born


def test_the_echo_follows_the_language_and_keeps_the_buddhist_year() -> None:
    assert values.weekday_and_date(date(2026, 10, 9)) == "ศ. 9 ต.ค. 2569"
    language.use("en")
    assert values.weekday_and_date(date(2026, 10, 9)) == "Fri 9 Oct 2569"
