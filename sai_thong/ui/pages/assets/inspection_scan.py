"""The box a scanner types into, and beside it what the last scan was: found, in the wrong room, twice, or unknown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import Chip, Text, ThaiLabel, Tone, keys


class ScanBox(QWidget):
    """The box and the answer.

    Signals:
        scanned(str): A code, as it was typed; the box is empty again.
        left_downwards(): Down, or Enter in the empty box: go to the list.
    """

    scanned = Signal(str)
    left_downwards = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        self.line = _ScanLine(self, hint)
        self.line.setFixedWidth(look.px(380))
        self.answer = ScanAnswer()
        row.addWidget(self.line, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.answer, 1)

    def take_focus(self) -> None:
        """Give the keys to the box."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_on(self, text: str) -> None:
        """Continue a code whose beginning was typed elsewhere."""
        self.take_focus()
        self.line.setText(text)
        self.line.end(False)

    def send(self) -> None:
        """Hand over what was typed."""
        text = self.line.text().strip()
        self.line.clear()
        if text:
            self.scanned.emit(text)
        else:
            self.left_downwards.emit()


class _ScanLine(QLineEdit):
    """The line itself."""

    def __init__(self, owner: ScanBox, hint: str) -> None:
        super().__init__()
        self._owner = owner
        self.setPlaceholderText(keys.with_key(hint, keys.SEARCH))
        self.setAccessibleName(hint)
        QShortcut(QKeySequence(keys.SEARCH), self, owner.take_focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter hands the code over, Down goes to the list, Esc empties the box first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.send()
        elif event.key() == Qt.Key.Key_Down:
            self._owner.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class ScanAnswer(QWidget):
    """What the last scan was, readable from where one stands with the scanner."""

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tone = Tone.PLAIN
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(6))
        row.setSpacing(look.px(10))
        self._chip = Chip("", Tone.PLAIN)
        self.words = ThaiLabel(_("Nothing was scanned yet."), Text.SECTION, max_lines=1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._chip.hide()

    def show_answer(self, what: str, words: str, tone: Tone) -> None:
        """Show what it was and which thing."""
        self._tone = tone
        self._chip.set_chip(what, tone)
        self._chip.show()
        self.words.set_text(words, Tone.PLAIN)
        self.setAccessibleName(f"{what}: {words}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line, somewhat higher than the box."""
        look = theme.current()
        return QSize(look.px(400), look.px(52))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The quiet ground of the tone with its line."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = self._tone is Tone.PLAIN
        painter.setPen(QPen(look.colour("line" if plain else self._tone.value), 1))
        painter.setBrush(QColor(look.tokens.panel if plain else look.tokens.soft(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))
