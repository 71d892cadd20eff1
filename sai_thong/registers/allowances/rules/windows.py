"""Windows for confirming the right (ยืนยันสิทธิ): which fiscal year a day serves, and the dates of a fiscal year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.registers.law.rows import in_force_or_first
from sai_thong.registers.law.terms import EntryTiming, Scheme
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, be_year, ce_year

SEPTEMBER = 9
FURTHEST_WINDOW_MONTHS = 36


@dataclass(frozen=True, slots=True)
class WindowDates:
    """Days on which the right can be confirmed for one fiscal year, both included."""

    first_day: date
    last_day: date
    fiscal_year_be: int


@dataclass(frozen=True, slots=True)
class ConfirmationNotice:
    """What ประกาศรับยืนยันสิทธิ of one fiscal year says; the program computes these dates, notices often slip.

    Attributes:
        fiscal_year_be: The fiscal year served.
        age: The age of entitlement, completed years.
        windows: When to come.
        born_before: "เกิดก่อนวันที่ …": the first birth date that is too late.
        age_counted_to: The last day on which the age may be completed for the birth dates above.
    """

    fiscal_year_be: int
    age: int
    windows: tuple[WindowDates, ...]
    born_before: date
    age_counted_to: date


def fiscal_year_served(confirmed_on: date, law: AllowanceLaw, scheme: Scheme = Scheme.OLD_AGE) -> int | None:
    """The fiscal year (BE) that a confirmation on this day serves; None outside the windows, such as in December."""
    rule = in_force_or_first(law.windows[scheme], confirmed_on)
    for period in rule.periods:
        if period.from_month <= confirmed_on.month <= period.to_month:
            return be_year(confirmed_on.year) + period.years_ahead
    return None


def confirmation_counts_from(confirmed_on: date, law: AllowanceLaw, scheme: Scheme = Scheme.OLD_AGE) -> date:
    """The day a confirmation counts from: the day itself inside a window, else the opening of the next one.

    A paper handed in outside the windows is kept for the next, not sent away.
    """
    if fiscal_year_served(confirmed_on, law, scheme) is not None:
        return confirmed_on
    month = Month.of(confirmed_on)
    for _ahead in range(FURTHEST_WINDOW_MONTHS):
        month = month.next()
        if fiscal_year_served(month.first_day, law, scheme) is not None:
            return month.first_day
    return month.first_day


def windows_serving(fiscal_year_be: int, law: AllowanceLaw, scheme: Scheme = Scheme.OLD_AGE) -> tuple[WindowDates, ...]:
    """W(FY N): the windows whose confirmations serve fiscal year `fiscal_year_be`, in order of time."""
    found: list[WindowDates] = []
    for rule in law.windows[scheme]:
        for period in rule.periods:
            year = ce_year(fiscal_year_be - period.years_ahead)
            first = max(date(year, period.from_month, 1), rule.effective_from)
            last = Month(year, period.to_month).last_day
            if rule.effective_to is not None:
                last = min(last, rule.effective_to)
            if first <= last:
                found.append(WindowDates(first, last, fiscal_year_be))
    return _joined(sorted(found, key=lambda window: window.first_day))


def _joined(windows: list[WindowDates]) -> tuple[WindowDates, ...]:
    """Windows that follow each other without a day between, as one: a rule may change in the middle of a window."""
    joined: list[WindowDates] = []
    for window in windows:
        if joined and joined[-1].last_day + timedelta(days=1) == window.first_day:
            joined[-1] = WindowDates(joined[-1].first_day, window.last_day, window.fiscal_year_be)
        else:
            joined.append(window)
    return tuple(joined)


def entitlement_age(birth: PartialDate, law: AllowanceLaw, scheme: Scheme = Scheme.OLD_AGE) -> int:
    """The age at which this person's right begins: that of the rule under which it is first completed."""
    rules = law.entitlement_age[scheme]
    for rule in rules:
        if rule.effective_to is None or birth.birthday(rule.years) <= rule.effective_to:
            return rule.years
    return rules[-1].years


def entry_month(birth: PartialDate, law: AllowanceLaw, scheme: Scheme = Scheme.OLD_AGE) -> Month:
    """The first month due by age alone: M(60), or in older years the October after the birthday."""
    birthday = birth.birthday(age := entitlement_age(birth, law, scheme))
    rule = in_force_or_first(law.entry_timing[scheme], birthday)
    if rule.timing is EntryTiming.MONTH_AGE_COUNTS:
        return birth.first_month_of_age(age)
    october = date(birthday.year, 10, 1)
    return Month.of(october) if birthday < october else Month(birthday.year + 1, 10)


def confirmation_notice(fiscal_year_be: int, law: AllowanceLaw, scheme: Scheme = Scheme.OLD_AGE) -> ConfirmationNotice:
    """The dates of the notice for one fiscal year: "นับจนถึงวันที่ 1 กันยายน 2570 (เกิดก่อนวันที่ 2 กันยายน 2510)"."""
    year = ce_year(fiscal_year_be)
    too_late = date(year, SEPTEMBER, 2)
    if in_force_or_first(law.entry_timing[scheme], too_late).timing is EntryTiming.FISCAL_YEAR_AFTER_BIRTHDAY:
        too_late = date(year - 1, 10, 1)
    age = in_force_or_first(law.entitlement_age[scheme], too_late).years
    return ConfirmationNotice(
        fiscal_year_be=fiscal_year_be,
        age=age,
        windows=windows_serving(fiscal_year_be, law, scheme),
        born_before=too_late.replace(year=too_late.year - age),
        age_counted_to=too_late - timedelta(days=1),
    )
