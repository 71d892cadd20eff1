"""What comes due on assets: warranties, vehicle tax and insurance, services; and repairs against the price."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sai_thong.registers.assets.rules.rounding import divide_half_up
from sai_thong.registers.assets.terms import DateKind


@dataclass(frozen=True, slots=True)
class DatedDuty:
    """A day on which something of an asset ends or is due.

    Attributes:
        asset_id: Whose.
        kind: What.
        due_on: When.
    """

    asset_id: str
    kind: DateKind
    due_on: date


@dataclass(frozen=True, slots=True)
class Reminder:
    """A duty that is near or past.

    Attributes:
        duty: Which.
        days_left: Until it; negative when it is past.
    """

    duty: DatedDuty
    days_left: int


@dataclass(frozen=True, slots=True)
class RepairTotals:
    """What was spent on repairing an asset.

    Attributes:
        times: How often.
        total_satang: How much altogether.
        percent: Of the price, rounded; None where the price is nothing.
    """

    times: int
    total_satang: int
    percent: int | None


def reminders(duties: Iterable[DatedDuty], today: date, ahead_days: int) -> tuple[Reminder, ...]:
    """The duties due until `ahead_days` from today, the oldest first.

    A warranty that is over is no duty any more; everything else stays until it is done.
    """
    until = today + timedelta(days=ahead_days)
    near = [
        Reminder(duty, (duty.due_on - today).days)
        for duty in duties
        if duty.due_on <= until and not (duty.kind is DateKind.WARRANTY and duty.due_on < today)
    ]
    return tuple(sorted(near, key=lambda each: (each.duty.due_on, each.duty.asset_id, each.duty.kind)))


def under_warranty(warranty_until: date | None, on: date) -> bool:
    """Whether a repair on a day is the seller's: the last day of the warranty counts."""
    return warranty_until is not None and on <= warranty_until


def repair_totals(price_satang: int, repairs_satang: Iterable[int]) -> RepairTotals:
    """All repairs of an asset against its price."""
    spent = tuple(repairs_satang)
    total = sum(spent)
    return RepairTotals(len(spent), total, divide_half_up(100 * total, price_satang) if price_satang > 0 else None)
