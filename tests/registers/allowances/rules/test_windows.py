"""Confirmation windows: which fiscal year a day serves, the dates of the notice, and the older rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.allowances.rules.steps import october_of
from sai_thong.registers.allowances.rules.windows import (
    confirmation_counts_from,
    confirmation_notice,
    entry_month,
    fiscal_year_served,
    windows_serving,
)
from sai_thong.registers.law import load_allowance_law, shipped_allowance_law
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month


def be(year: int, month: int, day: int) -> date:
    return date(year - 543, month, day)


@pytest.mark.parametrize(
    ("day", "fiscal_year"),
    [
        (be(2568, 10, 1), 2570),
        (be(2568, 11, 30), 2570),
        (be(2568, 12, 1), None),
        (be(2568, 12, 31), None),
        (be(2569, 1, 1), 2570),
        (be(2569, 9, 30), 2570),
        (be(2569, 10, 1), 2571),
        (be(2566, 10, 2), 2568),
        # Only November under the rule of 2552.
        (be(2555, 11, 15), 2557),
        (be(2555, 10, 15), None),
        (be(2556, 2, 1), None),
        # January to November since 2560.
        (be(2561, 3, 1), 2562),
        (be(2561, 11, 1), 2563),
    ],
)
def test_fiscal_year_a_confirmation_serves(law, day, fiscal_year):
    assert fiscal_year_served(day, law) == fiscal_year


@pytest.mark.parametrize(
    ("day", "counts_from"),
    [
        (be(2568, 11, 30), be(2568, 11, 30)),
        (be(2568, 12, 1), be(2569, 1, 1)),
        (be(2555, 3, 9), be(2555, 11, 1)),
    ],
)
def test_a_confirmation_outside_the_windows_is_kept_for_the_next(law, day, counts_from):
    assert confirmation_counts_from(day, law) == counts_from


def test_windows_of_fiscal_year_2570(law):
    assert [(w.first_day, w.last_day) for w in windows_serving(2570, law)] == [
        (be(2568, 10, 1), be(2568, 11, 30)),
        (be(2569, 1, 1), be(2569, 9, 30)),
    ]


def test_a_rule_that_changes_within_a_window_leaves_it_whole(law):
    assert [(w.first_day, w.last_day) for w in windows_serving(2567, law)] == [
        (be(2565, 10, 1), be(2565, 11, 30)),
        (be(2566, 1, 1), be(2566, 9, 30)),
    ]


@pytest.mark.parametrize(
    ("fiscal_year", "born_before", "counted_to"),
    [
        (2558, be(2497, 10, 1), be(2557, 9, 30)),
        (2562, be(2502, 9, 2), be(2562, 9, 1)),
        (2565, be(2505, 9, 2), be(2565, 9, 1)),
        (2567, be(2507, 9, 2), be(2567, 9, 1)),
        (2568, be(2508, 9, 2), be(2568, 9, 1)),
        (2570, be(2510, 9, 2), be(2570, 9, 1)),
    ],
)
def test_dates_of_the_notice(law, fiscal_year, born_before, counted_to):
    notice = confirmation_notice(fiscal_year, law)
    assert (notice.born_before, notice.age_counted_to, notice.age) == (born_before, counted_to, 60)
    too_late, in_time = PartialDate.from_date(born_before), PartialDate.from_date(born_before - timedelta(days=1))
    assert entry_month(in_time, law).fiscal_year_be <= fiscal_year < entry_month(too_late, law).fiscal_year_be


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (PartialDate(2497, 9, 30), "2557-10"),
        (PartialDate(2497, 10, 1), "2558-10"),
        (PartialDate(2497), "2557-10"),
        (PartialDate(2501, 9, 30), "2561-10"),
        (PartialDate(2501, 10, 1), "2561-10"),
        (PartialDate(2501, 10, 2), "2561-11"),
        (PartialDate(2507, 9, 1), "2567-09"),
    ],
)
def test_entry_by_age_before_and_since_fiscal_year_2562(law, birth, expected):
    assert entry_month(birth, law) == Month.parse_be(expected)


def test_a_new_age_of_entitlement_leaves_those_who_already_reached_the_old_one():
    law = load_allowance_law(
        {
            "entitlement_age": [
                {"id": "old-age-60", "effective_to": "2030-09-30"},
                {
                    "id": "old-age-65",
                    "scheme": "old-age",
                    "years": 65,
                    "effective_from": "2030-10-01",
                    "legal_ref": "ตัวอย่าง",
                    "certainty": "unverified",
                },
            ]
        }
    )
    assert entry_month(PartialDate(2513, 9, 30), law) == Month.parse_be("2573-10")
    assert entry_month(PartialDate(2513, 10, 2), law) == Month.parse_be("2578-11")


@given(st.dates(be(2553, 1, 1), be(2590, 12, 31)))
def test_a_day_lies_in_the_window_of_the_year_it_serves_and_is_never_paid_before(day):
    law = shipped_allowance_law()
    year = fiscal_year_served(day, law)
    if year is None:
        assert not any(w.first_day <= day <= w.last_day for fy in range(2550, 2595) for w in windows_serving(fy, law))
    else:
        assert [w for w in windows_serving(year, law) if w.first_day <= day <= w.last_day]
        assert october_of(year).first_day > day


@given(st.dates(be(2553, 1, 1), be(2590, 12, 31)))
def test_every_confirmation_counts_from_a_day_inside_a_window(day):
    law = shipped_allowance_law()
    counted = confirmation_counts_from(day, law)
    assert counted >= day
    assert fiscal_year_served(counted, law) is not None
