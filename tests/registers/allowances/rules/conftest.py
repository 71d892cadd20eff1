"""Shorthand for the rules' tests: months and days in Buddhist years, plain people and claims, the shipped law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.registers.law import AllowanceLaw, shipped_allowance_law
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.workdays import pay_date
from sai_thong.thai.calendar import Month


@pytest.fixture
def law() -> AllowanceLaw:
    return shipped_allowance_law()


@pytest.fixture
def pay_dates(law: AllowanceLaw) -> Callable[[Month], date]:
    return lambda month: pay_date(month, shipped_holidays(), law)
