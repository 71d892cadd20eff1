"""The holidays of a year, shipped and of the office's own, and the pay dates that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.office.holidays import holiday_table, set_holiday
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.office.own_law import law_of
from sai_thong.registers.office.records import Holiday
from sai_thong.registers.workdays import HOLIDAY_KIND_LABELS, HolidayTable, pay_date
from sai_thong.registers.workdays import Holiday as TableHoliday
from sai_thong.thai.calendar import Month, be_year, ce_year, months, thai_date
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    ChipText,
    ChoiceBox,
    Column,
    FieldSpec,
    ListTable,
    ListWithRecord,
    RecordForm,
    RecordPanel,
    RecordView,
    Row,
    Tone,
    keys,
    month_name,
)
from sai_thong.ui.kit.values import weekday_and_date
from sai_thong.ui.pages.record_history import history_shown
from sai_thong.ui.pages.settings.section import Section, certainty_chip

if TYPE_CHECKING:
    from sai_thong.ui.pages.settings.page import SettingsPage


class HolidaysSection(Section):
    """The days of a calendar year on which the office is closed."""

    def __init__(self, page: SettingsPage) -> None:
        add = ActionButton(_("Add a day…"), self.add, key=keys.NEW, kind="primary")
        this_year = be_year(bangkok_today(page.desk.clock).year)
        last = max(*shipped_holidays().years_be, this_year) + 1  # one more, so that the office can begin the next table
        years = range(last, min(shipped_holidays().years_be) - 1, -1)
        self.year = ChoiceBox([(str(year), str(year)) for year in years], str(this_year), name=_("Calendar year"))
        super().__init__(page, _("Holidays"), [add], beside=[self.year])
        self._table, self._law = HolidayTable(), law_of(self.store)
        self.table = ListTable(
            [
                Column("day", _("Day"), 144, sort_value=lambda row: row["on"]),
                Column("name", _("Holiday"), strong=True),
                Column("kind", _("Why"), 142, muted=True),
                Column("certainty", _("Certainty"), 118, kind="chip"),
            ],
            name=_("Holidays"),
        )
        self.record = RecordPanel(_("Choose a day to see where it comes from."))
        self.put(ListWithRecord(self.table, self.record))
        self.year.chosen.connect(lambda _value: self.load())
        self.table.row_chosen.connect(self._show)
        self.table.row_opened.connect(lambda _row: self.record.take_keys())

    def year_be(self) -> int:
        """The calendar year shown."""
        return int(self.year.value())

    # the list

    def load(self) -> None:
        """Read the holidays of the year."""
        self._table, self._law = holiday_table(self.store), law_of(self.store)
        rows = self._rows()
        if rows:
            self.table.set_rows(rows)
        else:
            self.table.show_empty(
                _("There is no holiday table for {year} yet.").format(year=self.year_be()),
                _("Only weekends are known, so its pay dates may be wrong: add the days as they are announced."),
                _("Add a day…"),
                self.add,
            )
        self._show(self.table.chosen())

    def _rows(self) -> list[Row]:
        closed = [_row(each) for each in self._table.in_year(self.year_be())]
        opened = [
            _row(each, taken_away=True)
            for each in shipped_holidays().in_year(self.year_be())
            if each.on not in self._table
        ]
        return sorted([*closed, *opened], key=lambda row: row["on"])

    def _show(self, row: Row | None) -> None:
        if row is None:
            self.record.show_record(self._year_view())
            return
        day: date = row["on"]
        if row["taken_away"]:
            actions = [ActionButton(_("Close the office again"), partial(self._set, day, str(row["name"]), True))]
        else:
            actions = [ActionButton(_("Take the day away"), partial(self._set, day, str(row["name"]), False))]
        kept = self.store.find(Holiday, day=day)
        history = history_shown(self.page, *kept) if kept else None
        self.record.show_record(self._day_view(row), actions, whole_history=history)

    def _year_view(self) -> RecordView:
        first, last = Month(ce_year(self.year_be()), 1), Month(ce_year(self.year_be()), 12)
        return RecordView(
            name=_("Pay dates of {year}").format(year=self.year_be()),
            sentences=(_("By the pay day in the law tables, or the working day before."),),
            facts=tuple(
                (month.short_name, weekday_and_date(pay_date(month, self._table, self._law)))
                for month in months(first, last)
            ),
        )

    def _day_view(self, row: Row) -> RecordView:
        month = Month.of(row["on"])
        paid = _("The pay date of {month} is {day}.").format(
            month=month_name(month), day=weekday_and_date(pay_date(month, self._table, self._law))
        )
        if row["taken_away"]:
            return RecordView(
                name=str(row["name"]),
                line=thai_date(row["on"]),
                chips=(row["certainty"],),
                sentences=(_("The office is open on this day, though the shipped table closes it."), paid),
            )
        return RecordView(
            name=str(row["name"]),
            line=thai_date(row["on"]),
            chips=(row["certainty"],),
            sentences=(paid,),
            facts=((_("Why"), str(row["kind"])), (_("Source"), str(row["source"]))),
        )

    # what is done

    def add(self) -> None:
        """The form of a day of the office's own."""
        specs = [
            FieldSpec("day", _("Day"), "date", required=True),
            FieldSpec("name", _("What the holiday is for"), required=True, width=560),
            FieldSpec("reason", _("Source"), help=_("Such as: resolution of the cabinet, 14 October 2569."), width=560),
        ]
        form = RecordForm(_("Add a holiday"), specs, today=self.today, save_text=_("Add"))

        def operation(values: Mapping[str, Any]) -> Callable[[], Saved[Holiday]]:
            return partial(set_holiday, self.store, values["day"], values["name"], reason=values["reason"] or "")

        self.open_form(form, operation, partial(self._told, self._table))

    def _set(self, day: date, name: str, is_holiday: bool) -> None:
        before = self._table
        self.page.write(
            partial(set_holiday, self.store, day, name, is_holiday=is_holiday),
            done=lambda saved: self.page.tell(self._told(before, saved)),
            busy=_("Saving…"),
        )

    def _told(self, before: HolidayTable, saved: Saved[Holiday]) -> Banner:
        """What was kept, and which pay date it moves."""
        day = saved.record.day
        if self.year.findData(str(be_year(day.year))) >= 0:
            self.year.set_value(str(be_year(day.year)))
        self.load()
        self.table.choose_id(day.isoformat())
        QTimer.singleShot(0, self, lambda: self.table.choose_id(day.isoformat()))  # in view below the banner as well
        words = _("{day} is a holiday now.") if saved.record.is_holiday else _("{day} is no holiday any more.")
        return Banner(words.format(day=thai_date(day)), Tone.OK, more=self._moved(Month.of(day), before))

    def _moved(self, month: Month, before: HolidayTable) -> str:
        """Which pay dates a change moves; a long row of holidays reaches the month after."""
        told = []
        for each in (month, month.next()):
            old, new = pay_date(each, before, self._law), pay_date(each, self._table, self._law)
            if old != new:
                told.append(
                    _("The pay date of {month} moves from {before} to {after}.").format(
                        month=month_name(each), before=weekday_and_date(old), after=weekday_and_date(new)
                    )
                )
        return " ".join(told) or _("No pay date moves.")

    # the page

    def state(self) -> dict[str, Any]:
        """The year shown and the chosen day."""
        chosen = self.table.chosen()
        return {"year": self.year.value(), "chosen": chosen["id"] if chosen else ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the list so."""
        if "year" in state:
            self.year.set_value(str(state["year"]))
            self.load()
        self.table.choose_id(str(state.get("chosen", "")))


def _row(holiday: TableHoliday, *, taken_away: bool = False) -> Row:
    chip = ChipText(_("taken away"), Tone.WARNING) if taken_away else certainty_chip(holiday.certainty)
    return {
        "id": holiday.on.isoformat(),
        "on": holiday.on,
        "day": weekday_and_date(holiday.on),
        "name": holiday.name,
        "kind": _(HOLIDAY_KIND_LABELS[holiday.kind]),
        "certainty": chip,
        "source": holiday.source,
        "taken_away": taken_away,
    }
