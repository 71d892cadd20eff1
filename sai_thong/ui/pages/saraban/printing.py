"""Which days a register is printed of."""

from __future__ import annotations

from datetime import date

from sai_thong.thai.calendar import be_year, ce_year


def days_of_year(year_be: str, today: date) -> tuple[date, date]:
    """The days of a calendar year (BE) up to today; of this year where none is chosen."""
    year = int(year_be) if year_be else be_year(today.year)
    return date(ce_year(year), 1, 1), min(date(ce_year(year), 12, 31), today)
