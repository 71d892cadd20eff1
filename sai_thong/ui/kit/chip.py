"""A chip: a state in the office's words on a quiet ground of its tone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sai_thong.ui import theme
from sai_thong.ui.theme import Text, Tone


@dataclass(frozen=True)
class ChipText:
    """The words and the tone of a chip; also the value of a chip column (one, or a tuple of them)."""

    text: str
    tone: Tone = Tone.PLAIN


def chip_size(text: str) -> tuple[float, float]:
    """Width and height of a chip in pixels."""
    look = theme.current()
    font = look.font(Text.SMALL_STRONG)
    return QFontMetricsF(font).horizontalAdvance(text) + look.px(20), theme.ink_of(font).height + look.px(1)


def draw_chip(
    painter: QPainter, chip: ChipText, left: float, middle: float, room: float, *, outlined: bool = False
) -> float:
    """Draw `chip` centred on the height `middle`, at most `room` wide; returns its width.

    `outlined` draws its border too, for a ground that is itself coloured, such as the chosen row.
    """
    look = theme.current()
    width, height = chip_size(chip.text)
    width = min(width, room)
    box = QRectF(left, middle - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.tokens.ink(chip.tone)), 1) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.tokens.soft(chip.tone)))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    font = look.font(Text.SMALL_STRONG)
    painter.setFont(font)
    painter.setPen(QColor(look.tokens.ink(chip.tone)))
    inside = width - look.px(20)
    shown = QFontMetricsF(font).elidedText(chip.text, Qt.TextElideMode.ElideRight, inside + 0.5)
    painter.drawText(left + look.px(10), box.top() + look.px(1) / 2 + theme.ink_of(font).up, shown)  # type: ignore[call-overload]
    painter.restore()
    return width


class Chip(QWidget):
    """One chip as a widget."""

    def __init__(self, text: str, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = ChipText(text, tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_chip(self, text: str, tone: Tone) -> None:
        """Show another state."""
        self._chip = ChipText(text, tone)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words of the chip."""
        return self._chip.text

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The chip's own size."""
        width, height = chip_size(self._chip.text)
        return QSize(int(width) + 1, int(height) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Draw it."""
        draw_chip(QPainter(self), self._chip, 0, self.height() / 2, self.width())
