"""Reads the shipped holiday table from ``resources/law/holidays.toml``."""

from __future__ import annotations

from functools import cache

from sai_thong.ground import resources
from sai_thong.ground.language import _
from sai_thong.registers.law.rows import Row, Tables, law_fault, parse_tables
from sai_thong.registers.law.terms import Certainty
from sai_thong.registers.workdays import Holiday, HolidayKind, HolidayTable
from sai_thong.thai.calendar import be_year

HOLIDAYS_FILE = "holidays.toml"


@cache
def shipped_holidays() -> HolidayTable:
    """The holidays as shipped, read once; the office's own changes go over them by `HolidayTable.with_changes`."""
    return read_holidays(parse_tables(resources.read_text(f"law/{HOLIDAYS_FILE}"), HOLIDAYS_FILE))


def read_holidays(tables: Tables) -> HolidayTable:
    """The holiday table from plain tables.

    Raises:
        LawDataError: A row is malformed, a day stands in the wrong year, or a day or year comes twice; it is named.
    """
    days: list[Holiday] = []
    years: list[int] = []
    for number, data in enumerate(tables.get("years", ()), 1):
        year = Row(f"{HOLIDAYS_FILE} › years {number} ({data.get('year_be', '–')})", data)
        year_be = year.whole("year_be", 2500, 2700)
        certainty, source = year.choice("certainty", Certainty), year.text("source")
        days += [_holiday(row, year_be, certainty, source) for row in year.rows_of("days")]
        year.finish()
        if year_be in years:
            raise year.fault(_("the year comes twice"))
        years.append(year_be)
    by_day = {holiday.on: holiday for holiday in days}
    if len(by_day) != len(days):
        repeated = next(holiday.on for holiday in days if by_day[holiday.on] is not holiday)
        raise law_fault(HOLIDAYS_FILE, _("the day {day} comes twice").format(day=repeated.isoformat()))
    return HolidayTable(by_day, frozenset(years))


def _holiday(row: Row, year_be: int, certainty: Certainty, source: str) -> Holiday:
    holiday = Holiday(
        on=row.day("on"),
        name=row.text("name"),
        kind=row.choice("kind", HolidayKind),
        certainty=row.choice("certainty", Certainty, certainty),
        source=row.text("source", source),
    )
    row.finish()
    if be_year(holiday.on.year) != year_be:
        raise row.fault(_("the day is not in that year"))
    return holiday
