"""Buddhist years, months and fiscal years; ICU's Buddhist calendar agrees."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.messageformat import MessageFormat

from sai_thong.thai.calendar import (
    BadMonth,
    Month,
    be_year,
    ce_year,
    fiscal_year_be,
    fiscal_year_months,
    months,
    thai_date,
    thai_date_short,
)

MODERN_DAYS = st.dates(date(1941, 1, 1), date(2200, 12, 31))
MONTHS_OF_OFFICES = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))


def test_buddhist_years_lie_543_ahead() -> None:
    assert be_year(2026) == 2569
    assert ce_year(2569) == 2026


@pytest.mark.parametrize(
    ("day", "fiscal_year"),
    [
        (date(2026, 9, 30), 2569),
        (date(2026, 10, 1), 2570),
        (date(2026, 12, 31), 2570),
        (date(2027, 1, 1), 2570),
        (date(2027, 9, 30), 2570),
    ],
)
def test_the_fiscal_year_opens_in_october(day: date, fiscal_year: int) -> None:
    assert fiscal_year_be(day) == fiscal_year
    assert Month.of(day).fiscal_year_be == fiscal_year


def test_a_fiscal_year_runs_from_october_to_september() -> None:
    year = fiscal_year_months(2570)
    assert (len(year), year[0].be_text, year[-1].be_text) == (12, "2569-10", "2570-09")
    assert {month.fiscal_year_be for month in year} == {2570}


def test_a_month_has_its_names() -> None:
    november = Month.parse_be("2569-11")
    assert november == Month(2026, 11)
    assert (november.be_text, november.iso) == ("2569-11", "2026-11")
    assert (november.name, november.short_name) == ("พฤศจิกายน 2569", "พ.ย. 69")
    assert Month(1957, 1).short_name == "ม.ค. 00"


def test_a_month_has_its_first_and_last_day() -> None:
    assert (Month(2024, 2).first_day, Month(2024, 2).last_day) == (date(2024, 2, 1), date(2024, 2, 29))
    assert date(2024, 2, 29) in Month(2024, 2)
    assert date(2023, 2, 28) not in Month(2024, 2)


def test_a_month_is_read_in_thai_digits_and_without_its_zero() -> None:
    assert Month.parse_be("๒๕๗๐-๑") == Month(2027, 1)


@pytest.mark.parametrize("text", ["2026-11", "2569-13", "2569-00", "2569", "พ.ย. 2569", ""])
def test_what_is_no_buddhist_month_is_refused(text: str) -> None:
    with pytest.raises(BadMonth):
        Month.parse_be(text)


def test_there_is_no_thirteenth_month() -> None:
    with pytest.raises(ValueError, match="no month"):
        Month(2026, 13)


def test_a_range_of_months_holds_both_ends() -> None:
    assert [month.iso for month in months(Month(2026, 11), Month(2027, 2))] == [
        "2026-11",
        "2026-12",
        "2027-01",
        "2027-02",
    ]
    assert list(months(Month(2027, 1), Month(2026, 12))) == []


def test_a_date_is_written_long_and_short_in_either_digits() -> None:
    day = date(2026, 11, 21)
    assert thai_date(day) == "21 พฤศจิกายน 2569"
    assert thai_date(day, "thai") == "๒๑ พฤศจิกายน ๒๕๖๙"
    assert thai_date_short(day) == "21 พ.ย. 69"
    assert thai_date_short(day, "thai") == "๒๑ พ.ย. ๖๙"


@given(MODERN_DAYS)
def test_icu_writes_the_same_date(day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12)
    assert MessageFormat("{day, date, long}", "th_TH").format({"day": noon}) == thai_date(day)


@given(MONTHS_OF_OFFICES)
def test_a_month_reads_back_from_both_of_its_texts(month: Month) -> None:
    assert Month.parse_be(month.be_text) == month
    assert Month.from_iso(month.iso) == month


@given(MONTHS_OF_OFFICES, st.integers(-600, 600))
def test_months_add_up_and_keep_their_order(month: Month, count: int) -> None:
    assert month.plus(count).plus(-count) == month
    assert (month.plus(count) > month) == (count > 0)
    assert month.next().previous() == month
    assert month.next().first_day == month.last_day + timedelta(days=1)
