"""ปฏิทิน: on which day which case is due, and who is to be met where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.petitions.calendar import Appointment, CalendarDay, calendar
from sai_thong.registers.petitions.listing import PetitionRow
from sai_thong.registers.petitions.terms import CLOCK_LABELS, TASK_LABELS, TaskKind
from sai_thong.registers.workdays import HolidayTable
from sai_thong.thai.calendar import Month
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Card,
    ChipText,
    Column,
    ListTable,
    ListWithRecord,
    MonthPicker,
    PageHeader,
    Row,
    Text,
    ThaiLabel,
    Tone,
    keys,
)
from sai_thong.ui.kit.month_grid import DayMarks, MonthGrid, same_day_in
from sai_thong.ui.kit.turning_row import group
from sai_thong.ui.kit.values import weekday_and_date
from sai_thong.ui.pages.petitions.section import Section
from sai_thong.ui.pages.petitions.slip import print_appointment

if TYPE_CHECKING:
    from sai_thong.ui.pages.petitions.page import PetitionsPage


class CalendarSection(Section):
    """A month, and beside it what falls on the chosen day."""

    def __init__(self, page: PetitionsPage) -> None:
        super().__init__(page)
        self.picker = MonthPicker(Month.of(self.today))
        self.header = PageHeader(_("Petitions"), "", [self.take_button()], beside=[self.picker])
        self._days: dict[date, CalendarDay] = {}
        self._holidays = HolidayTable()
        self.grid = MonthGrid(_("Calendar of petitions"), self.today)
        self.title = ThaiLabel("", Text.SECTION, max_lines=1)
        self.table = ListTable(
            [Column("when", _("Time"), 62), Column("what", _("What is due"), least=140)],
            name=_("What falls on the day"),
        )
        self.told = ThaiLabel("")
        self.open_button = ActionButton(_("Open the case"), self._open)
        self.print_button = ActionButton(_("Print the appointment slip"), self._print, key=keys.PRINT)
        self.column.addWidget(ListWithRecord(self.grid, self._make_beside(), shares=(7, 4)), 1)
        self.picker.month_chosen.connect(lambda month: self.grid.choose(same_day_in(month, self.grid.day)))
        self.grid.day_chosen.connect(self._day_chosen)
        self.grid.day_opened.connect(lambda _day: self.table.take_focus())
        self.table.row_chosen.connect(self._row_chosen)
        self.table.row_opened.connect(lambda _row: self._open())
        self._row_chosen(None)

    def _make_beside(self) -> QWidget:
        look = theme.current()
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        head = Card(margin=14)
        head.body.addWidget(self.title)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        self.chosen_card = Card(margin=14, spacing=8)
        self.chosen_card.body.addWidget(self.told)
        self.chosen_card.body.addWidget(group(self.open_button, self.print_button, leftwards=True))
        column.addWidget(self.chosen_card)
        return beside

    # reading

    def load(self) -> None:
        """Read the month."""
        month = self.grid.month
        self.read(
            partial(_read, confidential=self.confidential),
            month,
            done=self._show,
            about="month",
        )

    def _show(self, found: tuple[Month, Sequence[CalendarDay], HolidayTable]) -> None:
        month, days, self._holidays = found
        self._days = {each.day: each for each in days}
        now = self.page.desk.clock.now()
        marks = {each.day: _chips(each, now) for each in days}
        holidays = {each.on: each.name for each in self._holidays if Month.of(each.on) == month}
        self.grid.set_marks({day: DayMarks(marks.get(day, ()), holidays.get(day, "")) for day in {*marks, *holidays}})
        self._show_day()

    def _day_chosen(self, day: date) -> None:
        if Month.of(day) != self.picker.month() or not self._days:
            self.picker.set_month(Month.of(day))
            self.load()
        self._show_day()

    # the day

    def _show_day(self) -> None:
        day = self.grid.day
        self.title.set_text(weekday_and_date(day))
        found = self._days.get(day)
        rows = list(_rows(found)) if found else []
        if rows:
            self.table.set_rows(rows)
            self.table.choose(0)
        elif day in self._holidays:
            self.table.show_empty(self._holidays.days[day].name, _("Nothing is due on this holiday."))
        else:
            self.table.show_empty(_("Nothing falls on this day."), _("No case is due and nobody is to be met."))

    def _row_chosen(self, row: Row | None) -> None:
        self.chosen_card.setVisible(row is not None)
        self.told.set_text("\n".join(row["told"]) if row else "")
        self.print_button.setVisible(row is not None and bool(row["slip"]))

    def _open(self) -> None:
        row = self.table.chosen()
        if row is not None:
            self.page.open_case(str(row["case_id"]))

    def _print(self) -> None:
        row = self.table.chosen()
        if row is not None and row["slip"]:
            print_appointment(self.page, str(row["slip"]))

    # the page

    def take_focus(self) -> bool:
        """The keys go to the day."""
        self.grid.setFocus()
        return True

    def state(self) -> dict[str, Any]:
        """The day."""
        return {"day": self.grid.day.isoformat()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show the day ``day``."""
        if "day" in state:
            self.grid.choose(date.fromisoformat(str(state["day"])))


def _read(store: Store, month: Month, *, confidential: bool) -> tuple[Month, list[CalendarDay], HolidayTable]:
    days = calendar(store, month.first_day, month.last_day, confidential=confidential)
    return month, days, holiday_table(store)


def _chips(day: CalendarDay, now: datetime) -> tuple[ChipText, ...]:
    chips = []
    late = sum(row.overdue(now) for row in day.due)
    if late:
        chips.append(ChipText(_("overdue {count}").format(count=late), Tone.BAD))
    if len(day.due) > late:
        chips.append(ChipText(_("due {count}").format(count=len(day.due) - late), Tone.WARNING))
    if day.appointments:
        chips.append(ChipText(_("planned {count}").format(count=len(day.appointments)), Tone.ACCENT))
    return tuple(chips)


def _rows(day: CalendarDay) -> Iterable[Row]:
    for each in day.appointments:
        yield _of_appointment(each)
    for row in day.due:
        yield _of_case(row)


def _of_appointment(each: Appointment) -> Row:
    kind = _(TASK_LABELS[each.kind])
    case = "  ·  ".join(filter(None, (each.case_number, each.subject)))
    return {
        "id": each.task_id,
        "when": f"{each.begins_at.astimezone(BANGKOK):%H:%M}",
        "what": f"{kind}: {each.what}",
        "told": [
            line for line in (f"{kind}: {each.what}", "  ·  ".join(filter(None, (each.who, each.place))), case) if line
        ],
        "case_id": each.case_id,
        "slip": each.task_id if each.kind is not TaskKind.TASK else "",
    }


def _of_case(row: PetitionRow) -> Row:
    clock = _(CLOCK_LABELS[row.clock]) if row.clock else ""
    return {
        "id": row.id,
        "when": "",
        "what": f"{clock}: {row.subject}",
        "told": [clock, "  ·  ".join(filter(None, (row.number, row.subject, row.petitioner_name)))],
        "case_id": row.id,
        "slip": "",
    }
