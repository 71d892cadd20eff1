"""Which things are free on which day: a month of one pool, and who has some of it on the chosen day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.lending_calendar import ThingCalendar, thing_calendar
from sai_thong.registers.assets.pools import PoolLine, pool_list
from sai_thong.registers.assets.records import Loan, LoanLine, Pool
from sai_thong.registers.assets.terms import LoanState
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.workdays import HolidayTable
from sai_thong.thai.calendar import Month
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Card,
    ChipText,
    ChoiceBox,
    Column,
    ListTable,
    ListWithRecord,
    MonthPicker,
    Row,
    Text,
    ThaiLabel,
    Tone,
)
from sai_thong.ui.kit.month_grid import DayMarks, MonthGrid, same_day_in
from sai_thong.ui.kit.turning_row import TurningRow, group
from sai_thong.ui.kit.values import weekday_and_date

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.lending import LendingSection


class PoolCalendar(QWidget):
    """A month of one pool; stands over the list of loans.

    Args:
        section: Over which it stands.
        pool_id: The pool it begins with; the first where none is said.

    Signals:
        left(): Back to the list.
        loan_asked(str): Show this loan in the list.
    """

    left = Signal()
    loan_asked = Signal(str)

    def __init__(self, section: LendingSection, pool_id: str = "") -> None:
        super().__init__()
        self._section = section
        self._wanted = pool_id
        self._month = _MonthOfPool()
        today = section.today
        self.pool = ChoiceBox([], name=_("Pool of things"))
        self.picker = MonthPicker(Month.of(today))
        self.back_button = ActionButton(_("Back to the loans"), self.left.emit)
        self.edit_button = ActionButton(_("Correct the pool…"), partial(self._open, section.change_pool))
        self.end_button = ActionButton(_("Lend from it no more…"), partial(self._open, section.end_pool))
        self.add_button = ActionButton(_("Add a pool…"), section.add_pool)
        self.grid = MonthGrid(_("Calendar of things lent"), today)
        self.title = ThaiLabel("", Text.SECTION, max_lines=1)
        self.told = ThaiLabel("")
        self.table = ListTable(
            [Column("who", _("Borrower"), least=120, strong=True), Column("count", _("Quantity"), 82, kind="number"),
             Column("until", _("Due back on"), 96, kind="date")],
            name=_("Who has some on that day"),
        )  # fmt: skip
        self._lay()
        self.pool.chosen.connect(lambda _value: self.read())
        self.picker.month_chosen.connect(lambda month: self.grid.choose(same_day_in(month, self.grid.day)))
        self.grid.day_chosen.connect(self._day_chosen)
        self.grid.day_opened.connect(lambda _day: self.table.take_focus())
        self.table.row_opened.connect(lambda row: self.loan_asked.emit(str(row["id"])))

    def _lay(self) -> None:
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(
            TurningRow(
                group(self.pool, self.picker, leftwards=True),
                group(self.end_button, self.edit_button, self.add_button, self.back_button),
                stretch_first=False,
            )
        )
        beside = QWidget()
        side = QVBoxLayout(beside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(look.px(8))
        head = Card(margin=14)
        head.body.addWidget(self.title)
        head.body.addWidget(self.told)
        side.addWidget(head)
        side.addWidget(self.table, 1)
        column.addWidget(ListWithRecord(self.grid, beside, shares=(7, 4)), 1)
        # In large print a day still has room for how many are free on it.
        self.grid.setMinimumHeight(look.px(380))

    # reading

    def read(self) -> None:
        """Read the pools, and the month of the one chosen."""
        wanted = self.pool.value() or self._wanted
        self._section.read(_read, wanted, self.grid.month, done=self._show, about="pools")

    def _show(self, found: _MonthOfPool) -> None:
        self._month = found
        pools = [(line.pool.id, line.pool.name) for line in found.pools]
        self.pool.set_choices(pools, found.calendar.thing_id if found.calendar else "")
        self.pool.setVisible(bool(pools))
        for button in (self.edit_button, self.end_button):
            button.setVisible(bool(pools))
        self._mark_days()
        self._show_day()

    def _mark_days(self) -> None:
        month, calendar = self.grid.month, self._month.calendar
        marks = {each.on: DayMarks((), each.name) for each in self._month.holidays if Month.of(each.on) == month}
        for day, free in calendar.free.items() if calendar else ():
            holiday = marks[day].holiday if day in marks else ""
            marks[day] = DayMarks(_chips(free, calendar.owned if calendar else 0), holiday)
        self.grid.set_marks(marks)

    def _day_chosen(self, day: date) -> None:
        if Month.of(day) != self.picker.month():
            self.picker.set_month(Month.of(day))
            self.read()
        self._show_day()

    def _show_day(self) -> None:
        day, calendar = self.grid.day, self._month.calendar
        self.title.set_text(weekday_and_date(day))
        self.told.set_text(self._month.sentence(day))
        rows = (
            [self._row(loan) for loan in calendar.loans if _has_on(loan, day, self._section.today)] if calendar else []
        )
        if rows:
            self.table.set_rows(rows)
        elif calendar:
            self.table.show_empty(_("Nobody has any of it on this day."), _("All of them are free."))
        else:
            self.table.show_empty(
                _("Nothing is lent by the count yet."),
                _("Tents, tables and chairs are lent by how many there are, whatever card each has."),
                _("Add a pool…"),
                self._section.add_pool,
            )

    def _row(self, loan: Loan) -> Row:
        return {
            "id": loan.id,
            "who": loan.agency or loan.borrower,
            "count": self._month.quantities.get(loan.id),
            "until": loan.due_on,
        }

    def _open(self, form: Callable[[Pool], object]) -> None:
        line = self._month.line()
        if line is not None:
            form(line.pool)

    def take_focus(self) -> None:
        """The keys go to the day."""
        self.grid.setFocus()


@dataclass(frozen=True)
class _MonthOfPool:
    """What the calendar shows.

    Attributes:
        pools: All there are to choose from.
        calendar: Of the one chosen.
        quantities: How many of it each loan is of.
        holidays: The holidays of the office.
    """

    pools: tuple[PoolLine, ...] = ()
    calendar: ThingCalendar | None = None
    quantities: Mapping[str, int] = field(default_factory=dict)
    holidays: HolidayTable = field(default_factory=HolidayTable)

    def line(self) -> PoolLine | None:
        """The pool shown."""
        return next((each for each in self.pools if self.calendar and each.pool.id == self.calendar.thing_id), None)

    def sentence(self, day: date) -> str:
        """How many are free on a day, in words."""
        line = self.line()
        if line is None or self.calendar is None or day not in self.calendar.free:
            return ""
        free, unit = self.calendar.free[day], line.pool.unit
        if free < 0:
            return _("{count} {unit} more are promised than there are.").format(count=-free, unit=unit)
        return _("{free} of {owned} {unit} are free.").format(free=free, owned=self.calendar.owned, unit=unit)


def _read(store: Store, pool_id: str, month: Month) -> _MonthOfPool:
    today = bangkok_today(store.clock)
    pools = pool_list(store, today)
    known = [line.pool.id for line in pools]
    wanted = pool_id if pool_id in known else next(iter(known), "")
    if not wanted:
        return _MonthOfPool(holidays=holiday_table(store))
    quantities: dict[str, int] = {}
    for each in store.find(LoanLine, pool_id=wanted):
        quantities[each.loan_id] = quantities.get(each.loan_id, 0) + each.quantity
    found = thing_calendar(store, wanted, month.first_day, month.last_day, today)
    return _MonthOfPool(tuple(pools), found, quantities, holiday_table(store))


def _chips(free: int, owned: int) -> tuple[ChipText, ...]:
    """How many are free; nothing where all are, so that the days that matter stand out."""
    if free == owned:
        return ()
    if free < 0:
        return (ChipText(_("{count} too few").format(count=-free), Tone.BAD),)
    return (ChipText(_("free {count}").format(count=free), Tone.ACCENT if free else Tone.WARNING),)


def _has_on(loan: Loan, day: date, today: date) -> bool:
    """Whether a loan has some of it on a day; what is overdue is out until it is back."""
    begins = loan.handed_over_on or loan.begins_on
    if loan.state is LoanState.RETURNED and loan.ended_on is not None:
        return begins <= day < max(loan.ended_on, begins + timedelta(days=1))
    if loan.state is LoanState.OUT and today > loan.due_on:
        return begins <= day
    return begins <= day <= loan.due_on
