"""A month as a grid of days with what falls on each; the arrows go from day to day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sai_thong.ground.language import current
from sai_thong.thai.calendar import ENGLISH_WEEKDAYS, WEEKDAYS_SHORT, Month
from sai_thong.ui import theme
from sai_thong.ui.kit.card import draw_card
from sai_thong.ui.kit.cells import draw_words
from sai_thong.ui.kit.chip import ChipText, draw_chip
from sai_thong.ui.kit.values import weekday_and_date
from sai_thong.ui.theme import Text

_DAYS = 7


@dataclass(frozen=True)
class DayMarks:
    """What a day shows.

    Attributes:
        chips: What falls on it, in few words each.
        holiday: The holiday it is, or empty.
    """

    chips: tuple[ChipText, ...] = ()
    holiday: str = ""


class MonthGrid(QWidget):
    """The weeks of a month, Sunday first as on the calendars of the offices.

    Signals:
        day_chosen(object): The `date` the keys or a click went to; it may lie in another month.
        day_opened(object): Enter on a day.
    """

    day_chosen = Signal(object)
    day_opened = Signal(object)

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._today = today
        self._marks: Mapping[date, DayMarks] = {}
        self.day = today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tell()

    @property
    def month(self) -> Month:
        """The month shown."""
        return Month.of(self.day)

    def set_marks(self, marks: Mapping[date, DayMarks]) -> None:
        """Show what falls on the days."""
        self._marks = dict(marks)
        self._tell()
        self.update()

    def choose(self, day: date) -> None:
        """Go to a day, and its month."""
        self.day = day
        self._tell()
        self.update()
        self.day_chosen.emit(day)

    def _tell(self) -> None:
        marks = self._marks.get(self.day, DayMarks())
        words = [weekday_and_date(self.day), marks.holiday, *(chip.text for chip in marks.chips)]
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(", ".join(word for word in words if word))

    # where the days stand

    def _first(self) -> date:
        """The Sunday on which the grid begins."""
        first = self.month.first_day
        return first - timedelta(days=(first.weekday() + 1) % _DAYS)

    def _weeks(self) -> int:
        return -(-((self.month.last_day - self._first()).days + 1) // _DAYS)

    def _head(self) -> float:
        look = theme.current()
        return theme.ink_of(look.font(Text.SMALL)).height + look.px(12)

    def _cell(self, place: int) -> QRectF:
        width = self.width() / _DAYS
        height = (self.height() - self._head()) / self._weeks()
        return QRectF(place % _DAYS * width, self._head() + place // _DAYS * height, width, height)

    def day_at(self, point: QPointF) -> date | None:
        """The day that lies under a point."""
        for place in range(self._weeks() * _DAYS):
            if self._cell(place).contains(point):
                return self._first() + timedelta(days=place)
        return None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the chips of a day."""
        look = theme.current()
        return QSize(look.px(700), look.px(480))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A day stays readable."""
        look = theme.current()
        return QSize(look.px(420), int(self._head()) + 6 * look.px(86))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The names of the weekdays and the days."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(painter, QRectF(self.rect()))
        names = WEEKDAYS_SHORT if current() == "th" else ENGLISH_WEEKDAYS
        painter.setFont(look.font(Text.SMALL))
        painter.setPen(look.colour("muted"))
        for column in range(_DAYS):
            box = QRectF(column * self.width() / _DAYS, 0, self.width() / _DAYS, self._head())
            draw_words(painter, box, names[(column - 1) % _DAYS], "center")
        for place in range(self._weeks() * _DAYS):
            self._paint_day(painter, self._first() + timedelta(days=place), self._cell(place), column=place % _DAYS)

    def _paint_day(self, painter: QPainter, day: date, cell: QRectF, *, column: int) -> None:
        look = theme.current()
        painter.fillRect(QRectF(cell.left(), cell.top(), cell.width(), 1), look.colour("line"))
        if column:
            painter.fillRect(QRectF(cell.left(), cell.top(), 1, cell.height()), look.colour("line"))
        marks = self._marks.get(day, DayMarks()) if Month.of(day) == self.month else DayMarks()
        if day == self.day:
            painter.setBrush(look.colour("accent_soft"))
            focused = self.hasFocus()
            pen = QPen(look.colour("accent"), 2 if focused else 1)
            painter.setPen(pen)
            painter.drawRoundedRect(cell.adjusted(2, 2, -2, -2), look.px(6), look.px(6))
        resting = column in (0, _DAYS - 1) or marks.holiday
        outside = Month.of(day) != self.month
        painter.setFont(look.font(Text.STRONG if day == self._today else Text.BASE))
        token = "accent" if day == self._today else "muted" if resting or outside else "text"
        painter.setPen(look.colour(token))
        top = cell.top() + look.px(4)
        height = theme.ink_of(look.font()).height + look.px(2)
        inside = QRectF(cell.left() + look.px(8), top, cell.width() - look.px(16), height)
        number = QRectF(inside.left(), top, look.px(26), height)
        if not outside:
            draw_words(painter, number, str(day.day), "left")
        if marks.holiday:
            painter.setFont(look.font(Text.SMALL))
            painter.setPen(QColor(look.tokens.muted))
            draw_words(painter, inside.adjusted(look.px(28), 0, 0, 0), marks.holiday, "left")
        self._paint_chips(painter, marks, cell, top + height, outlined=day == self.day)

    def _paint_chips(self, painter: QPainter, marks: DayMarks, cell: QRectF, top: float, *, outlined: bool) -> None:
        look = theme.current()
        step = theme.ink_of(look.font(Text.SMALL_STRONG)).height + look.px(4)
        for chip in marks.chips:
            if top + step > cell.bottom() + look.px(4):
                return
            left, room = cell.left() + look.px(6), cell.width() - look.px(12)
            draw_chip(painter, chip, left, top + step / 2, room, outlined=outlined)
            top += step

    # keys and clicks

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click chooses the day."""
        day = self.day_at(event.position())
        if day is not None:
            self.choose(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go by days and weeks, Page Up and Page Down by months, Home to today, Enter opens the day."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_DAYS,
            Qt.Key.Key_Down: _DAYS,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.choose(self.day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.choose(same_day_in(self.month.plus(1 if key == Qt.Key.Key_PageDown else -1), self.day))
        elif key == Qt.Key.Key_Home:
            self.choose(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_opened.emit(self.day)
        else:
            super().keyPressEvent(event)


def same_day_in(month: Month, day: date) -> date:
    """The day of that number in another month; its last where the month is shorter."""
    return month.first_day.replace(day=min(day.day, month.last_day.day))
