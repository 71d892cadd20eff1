"""A line in which one types and takes what was found: Enter takes the first, the arrows another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from sai_thong.ui import theme
from sai_thong.ui.kit.cells import draw_words
from sai_thong.ui.theme import Text

MOST_SHOWN = 7
"""Rows in sight; the arrows reach the others."""


@dataclass(frozen=True)
class Found:
    """Something that was found.

    Attributes:
        key: What it is taken by.
        words: What it is called.
        hint: What tells it from its namesakes.
    """

    key: str
    words: str
    hint: str = ""


class FoundList(QFrame):
    """What was found, below the line, over whatever stands there.

    Signals:
        pointed(int): A row was clicked.
    """

    pointed = Signal(int)

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage)
        self._stage = stage
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._found: tuple[Found, ...] = ()
        self._current = 0
        self._first = 0
        self.hide()

    @property
    def current(self) -> Found | None:
        """The row that Enter would take."""
        return self._found[self._current] if self._found and self.isVisible() else None

    def show_found(self, found: Sequence[Found], below: QWidget) -> None:
        """Show what was found below a widget; nothing hides the list."""
        self._found = tuple(found)
        self._current = self._first = 0
        if not self._found:
            self.hide()
            return
        look = theme.current()
        corner = below.mapTo(self._stage, QPoint(0, below.height() + look.px(2)))
        shown = min(MOST_SHOWN, len(self._found))
        self.setGeometry(corner.x(), corner.y(), below.width(), shown * look.row_height + look.px(8))
        self._tell()
        self.raise_()
        self.show()
        self.update()

    def move_by(self, steps: int) -> None:
        """Go up or down."""
        self._current = max(0, min(len(self._found) - 1, self._current + steps))
        self._first = max(self._current - MOST_SHOWN + 1, min(self._first, self._current))
        self._tell()
        self.update()

    def found(self, place: int) -> Found:
        """The row at a place."""
        return self._found[place]

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._found[self._current].words} {self._found[self._current].hint}")

    def _row_box(self, line: int) -> QRectF:
        look = theme.current()
        return QRectF(look.px(4), look.px(4) + line * look.row_height, self.width() - look.px(8), look.row_height)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click takes the row."""
        for line in range(min(MOST_SHOWN, len(self._found))):
            if self._row_box(line).contains(event.position()):
                self.pointed.emit(self._first + line)
                return

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The rows: name and hint, the current one on the accent's soft ground."""
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line, each in enumerate(self._found[self._first : self._first + MOST_SHOWN]):
            box = self._row_box(line)
            if self._first + line == self._current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent_soft"))
                painter.drawRoundedRect(box, look.px(6), look.px(6))
            inside = box.adjusted(look.px(8), 0, -look.px(8), 0)
            painter.setFont(look.font(Text.STRONG))
            painter.setPen(look.colour("text"))
            width = min(QFontMetricsF(painter.font()).horizontalAdvance(each.words) + look.px(12), inside.width())
            draw_words(painter, QRectF(inside.left(), inside.top(), width, inside.height()), each.words, "left")
            painter.setFont(look.font(Text.SMALL))
            painter.setPen(look.colour("muted"))
            draw_words(painter, inside.adjusted(width, 0, 0, 0), each.hint, "right")


class TypeToFind(QWidget):
    """The line with its list.

    Args:
        name: What is sought, translated; also what stands in the empty line.
        find: From what is typed to what is offered; the first is taken by Enter.
        stage: Over which the list is shown.

    Signals:
        taken(object): A `Found` was taken.
        typed(str): What stands in the line was changed by a person, so that nothing is taken any more.
        left(): The keys left the line.
    """

    taken = Signal(object)
    typed = Signal(str)
    left = Signal()

    def __init__(self, name: str, find: Callable[[str], Sequence[Found]], *, stage: QWidget) -> None:
        super().__init__()
        self._find = find
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.line = _Line(self)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self.line.setMaximumWidth(theme.current().px(560))
        column.addWidget(self.line)
        self.list = FoundList(stage)
        self.list.pointed.connect(lambda place: self.take(self.list.found(place)))
        self.line.textEdited.connect(self._look_up)

    def take(self, found: Found) -> None:
        """Take what was found."""
        self.list.hide()
        self.line.setText(found.words)
        self.taken.emit(found)

    def show_words(self, words: str) -> None:
        """Show words that were not typed."""
        self.list.hide()
        self.line.setText(words)

    def _look_up(self, text: str) -> None:
        self.typed.emit(text)
        self.list.show_found(self._find(text) if text.strip() else (), self.line)

    def offer_all(self) -> None:
        """Show everything there is, for who does not know what to type."""
        self.list.show_found(self._find(self.line.text()), self.line)


class _Line(QLineEdit):
    """The line itself: its keys go to the list while there is one."""

    def __init__(self, owner: TypeToFind) -> None:
        super().__init__()
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows move in the list, Enter takes, Esc closes it."""
        offered = self._owner.list
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if offered.isVisible():
                offered.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
            else:
                self._owner.offer_all()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and offered.current is not None:
            self._owner.take(offered.current)
        elif event.key() == Qt.Key.Key_Escape and offered.isVisible():
            offered.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The list goes with the keys."""
        super().focusOutEvent(event)
        self._owner.list.hide()
        self._owner.left.emit()
