"""The holidays the office goes by: the shipped table with the office's own changes over it."""

from __future__ import annotations

from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.law.terms import Certainty
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.records import Holiday
from sai_thong.registers.workdays import Holiday as TableHoliday
from sai_thong.registers.workdays import HolidayKind, HolidayTable
from sai_thong.thai.text import clean

SOURCE = "สำนักงานบันทึกเอง"
"""Where a day of the office's own was read, as the table's other sources say it."""


def holiday_table(shelf: Shelf) -> HolidayTable:
    """The holidays of this office; ask it for pay dates and working days."""
    own = {record.day: record for record in shelf.find(Holiday)}
    added = [
        TableHoliday(record.day, record.name, HolidayKind.LOCAL, Certainty.VERIFIED, SOURCE)
        for record in own.values()
        if record.is_holiday
    ]
    removed = [record.day for record in own.values() if not record.is_holiday]
    return shipped_holidays().with_changes(added, removed)


def set_holiday(
    store: Store, day: date, name: str = "", *, is_holiday: bool = True, reason: str = ""
) -> Saved[Holiday]:
    """Close the office on `day`, or, with `is_holiday` false, open it on a day that the shipped table closes.

    Raises:
        BadInput: A holiday without a name.
    """
    name = clean(name)
    if is_holiday and not name:
        raise BadInput(_("The holiday has no name."), do=_("Write what the holiday is for."))
    with store.transaction(reason) as tx:
        before = next(iter(tx.find(Holiday, day=day)), None)
        if before:
            record = tx.update(before, name=name, is_holiday=is_holiday)
        else:
            record = tx.insert(
                Holiday(day=day, name=name, is_holiday=is_holiday),
                record_id=tx.natural_id("holiday", day.isoformat()),
            )
        return Saved(record, tx.changes)
