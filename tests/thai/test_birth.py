"""Partial birth dates and the age that follows from them, by the table of the regulation's cut-offs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.thai.birth import ImpossibleDate, PartialDate
from sai_thong.thai.calendar import Month

BIRTHS = st.dates(date(1900, 1, 1), date(2030, 12, 31)).map(PartialDate.from_date)


def partial_births() -> st.SearchStrategy[PartialDate]:
    """Births known to the day, to the month or to the year."""
    return st.tuples(BIRTHS, st.sampled_from(["day", "month", "year"])).map(
        lambda drawn: PartialDate(
            drawn[0].year_be,
            drawn[0].month if drawn[1] != "year" else None,
            drawn[0].day if drawn[1] == "day" else None,
        )
    )


@pytest.mark.parametrize(
    ("born", "turns_sixty", "fiscal_year", "turns_seventy"),
    [
        (PartialDate(2507, 9, 1), "2567-09", 2567, "2577-09"),
        (PartialDate(2507, 9, 2), "2567-10", 2568, "2577-10"),
        (PartialDate(2507, 10, 1), "2567-10", 2568, "2577-10"),
        (PartialDate(2507, 10, 2), "2567-11", 2568, "2577-11"),
        (PartialDate(2507, 2, 29), "2567-03", 2567, "2577-03"),
        (PartialDate(2507), "2567-01", 2567, "2577-01"),
    ],
)
def test_the_first_month_of_an_age(born: PartialDate, turns_sixty: str, fiscal_year: int, turns_seventy: str) -> None:
    first = born.first_month_of_age(60)
    assert (first.be_text, first.fiscal_year_be) == (turns_sixty, fiscal_year)
    assert born.first_month_of_age(70).be_text == turns_seventy


@pytest.mark.parametrize("fiscal_year", range(2562, 2580))
def test_the_cut_off_of_every_fiscal_year_is_born_before_2_september(fiscal_year: int) -> None:
    last_in = PartialDate(fiscal_year - 60, 9, 1)
    first_out = PartialDate(fiscal_year - 60, 9, 2)
    assert last_in.first_month_of_age(60).fiscal_year_be == fiscal_year
    assert first_out.first_month_of_age(60).fiscal_year_be == fiscal_year + 1


def test_the_birthday_is_the_first_day_of_the_new_age() -> None:
    born = PartialDate(2507, 9, 2)
    assert born.age_on(date(2024, 9, 1)) == 59
    assert born.age_on(date(2024, 9, 2)) == 60


def test_a_birthday_of_29_february_is_1_march_in_a_common_year() -> None:
    born = PartialDate(2507, 2, 29)
    assert born.birthday(60) == date(2024, 2, 29)
    assert born.birthday(61) == date(2025, 3, 1)
    assert (born.age_on(date(2025, 2, 28)), born.age_on(date(2025, 3, 1))) == (60, 61)


@pytest.mark.parametrize(
    ("born", "effective", "stored", "known", "unknown"),
    [
        (PartialDate(2489, 1, 12), date(1946, 1, 12), "2489-01-12", "12 มกราคม 2489", ""),
        (PartialDate(2489, 4), date(1946, 4, 1), "2489-04-00", "เมษายน 2489", "ไม่ปรากฏวันที่เกิด"),
        (PartialDate(2489), date(1946, 1, 1), "2489-00-00", "พ.ศ. 2489", "ไม่ปรากฏวันที่และเดือนเกิด"),
    ],
)
def test_what_is_known_is_kept_apart_from_what_counts(
    born: PartialDate, effective: date, stored: str, known: str, unknown: str
) -> None:
    assert (born.effective, born.iso_parts, born.full_text, born.unknown_text) == (effective, stored, known, unknown)
    assert born.exact == (unknown == "")


def test_months_before_the_new_year_of_2484_are_kept_and_marked() -> None:
    for month in (1, 2, 3):
        born = PartialDate(2483, month, 15)
        assert born.effective == date(1940, month, 15)
        assert born.before_new_year_reform
    assert not PartialDate(2484, 1, 1).before_new_year_reform


@pytest.mark.parametrize(
    "parts", [(2488, 2, 29), (2489, 2, 30), (2489, 4, 31), (2489, 13, 1), (2489, 0, 1), (2489, 1, 0), (2489, None, 5)]
)
def test_a_day_the_calendar_lacks_is_refused(parts: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(ImpossibleDate):
        PartialDate(*parts)


def test_29_february_is_judged_by_the_ce_year() -> None:
    assert PartialDate(2487, 2, 29).effective == date(1944, 2, 29)


@pytest.mark.parametrize("text", ["", "2489-1-2", "2489-13-00", "2489-02-30", "2489-00-05", "1946", "๒๔๘๙-๐๑-๑๒"])
def test_stored_text_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ImpossibleDate):
        PartialDate.parse_stored(text)


@given(partial_births())
def test_stored_text_reads_back(born: PartialDate) -> None:
    assert PartialDate.parse_stored(born.iso_parts) == born


@given(BIRTHS, st.integers(0, 110))
def test_age_turns_exactly_on_the_birthday(born: PartialDate, age: int) -> None:
    birthday = born.birthday(age)
    assert born.age_on(birthday) == age
    assert born.age_on(birthday - timedelta(days=1)) == age - 1


@given(BIRTHS, st.integers(0, 110))
def test_the_first_month_of_an_age_is_the_first_to_begin_with_it(born: PartialDate, age: int) -> None:
    month = born.first_month_of_age(age)
    assert born.age_on(month.first_day) == age
    assert born.age_on(Month.previous(month).first_day) == age - 1
