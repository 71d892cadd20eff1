"""Working days of the office: the holiday table, and the pay date that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from sai_thong.ground.language import N_
from sai_thong.registers.law.allowance_tables import shipped_allowance_law
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.registers.law.terms import Certainty
from sai_thong.thai.calendar import Month, be_year

SATURDAY = 5


class HolidayKind(StrEnum):
    """Why a day is a holiday; fixed days return every year, the others are set by the cabinet."""

    FIXED = "fixed"
    LUNAR = "lunar"
    ANNOUNCED = "announced"
    SUBSTITUTION = "substitution"
    SPECIAL = "special"
    LOCAL = "local"
    """Added by the office."""


HOLIDAY_KIND_LABELS: dict[HolidayKind, str] = {
    HolidayKind.FIXED: N_("every year"),
    HolidayKind.LUNAR: N_("by the moon"),
    HolidayKind.ANNOUNCED: N_("announced each year"),
    HolidayKind.SUBSTITUTION: N_("in place of a weekend"),
    HolidayKind.SPECIAL: N_("special holiday"),
    HolidayKind.LOCAL: N_("added by the office"),
}
"""English message ids; show them through `_`."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which offices of the state are closed.

    Attributes:
        on: The day (CE).
        name: In Thai.
        kind: Why it is one.
        certainty: How sure the date is.
        source: Where it was read, in Thai.
    """

    on: date
    name: str
    kind: HolidayKind
    certainty: Certainty
    source: str


@dataclass(frozen=True)
class HolidayTable:
    """The holidays the office goes by.

    Attributes:
        days: Holidays by day.
        years_be: Calendar years (BE) for which there is a table; in others only weekends are known.
    """

    days: Mapping[date, Holiday] = field(default_factory=dict)
    years_be: frozenset[int] = frozenset()

    def __contains__(self, day: date) -> bool:
        return day in self.days

    def __iter__(self) -> Iterator[Holiday]:
        return iter(self.days[day] for day in sorted(self.days))

    def covers(self, month: Month) -> bool:
        """Whether the year of `month` has a table, so that its pay date can be relied on."""
        return month.year_be in self.years_be

    def in_year(self, year_be: int) -> list[Holiday]:
        """The holidays of a calendar year (BE), in order."""
        return [holiday for holiday in self if be_year(holiday.on.year) == year_be]

    def is_working_day(self, day: date) -> bool:
        """Whether the office is open on `day`: no Saturday, Sunday or holiday."""
        return day.weekday() < SATURDAY and day not in self.days

    def with_changes(self, added: Collection[Holiday] = (), removed: Collection[date] = ()) -> HolidayTable:
        """The table with the office's own changes: days taken away, then days added or replaced."""
        gone = frozenset(removed)
        days = {day: holiday for day, holiday in self.days.items() if day not in gone}
        days |= {holiday.on: holiday for holiday in added}
        return replace(self, days=days, years_be=self.years_be | {be_year(holiday.on.year) for holiday in added})


def working_day_on_or_before(day: date, holidays: HolidayTable) -> date:
    """`day` itself when the office is open then, else the nearest working day before."""
    while not holidays.is_working_day(day):
        day -= timedelta(days=1)
    return day


def pay_date(month: Month, holidays: HolidayTable, law: AllowanceLaw | None = None) -> date:
    """The day on which the allowances of `month` are paid: the pay day, or the working day before.

    Source: "ทุกวันที่ 10 ของเดือน หากตรงกับวันหยุดราชการ …ดำเนินการในวันทำการก่อนวันหยุดนั้น". The law as shipped is
    asked for the day unless an office's own is given.
    """
    rule = (law or shipped_allowance_law()).pay_day(month)
    return working_day_on_or_before(month.first_day.replace(day=rule.day), holidays)
