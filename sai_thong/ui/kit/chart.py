"""A small chart of months: one bar each, the chosen one in the accent, its number above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sai_thong.ui import theme
from sai_thong.ui.theme import Text


@dataclass(frozen=True)
class Bar:
    """One bar: its label below (``พ.ย.``), its value, and the value in words (``871,300 บาท``)."""

    label: str
    value: int
    words: str
    chosen: bool = False


class MonthChart(QWidget):
    """Bars from zero, side by side. Its accessible text is the title with every value in words."""

    def __init__(self, title: str, bars: Sequence[Bar] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other months."""
        self._bars = tuple(bars)
        told = ", ".join(f"{bar.label} {bar.words}" for bar in self._bars)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(f"{self._title}: {told}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Twelve bars in a quiet height."""
        look = theme.current()
        return QSize(look.px(360), look.px(150))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Still readable."""
        look = theme.current()
        return QSize(look.px(240), look.px(120))

    def _slot(self, place: int) -> QRectF:
        width = self.width() / max(1, len(self._bars))
        return QRectF(place * width, 0, width, self.height())

    def event(self, event: object) -> bool:
        """The value under the pointer as a tool tip."""
        from PySide6.QtGui import QHelpEvent

        if isinstance(event, QHelpEvent):
            for place, bar in enumerate(self._bars):
                if self._slot(place).contains(event.pos()):
                    QToolTip.showText(event.globalPos(), f"{bar.label}  {bar.words}", self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Bars, labels and the number of the chosen month."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = look.font(Text.SMALL)
        ink = theme.ink_of(small)
        foot = self.height() - ink.height - look.px(2)
        head = ink.height + look.px(2)
        highest = max((bar.value for bar in self._bars), default=0) or 1
        painter.fillRect(QRectF(0, foot, self.width(), 1), look.colour("line"))
        crowded = self._labels_touch(small)
        boxes = [self._box(place, bar, foot, (foot - head) / highest) for place, bar in enumerate(self._bars)]
        for place, (bar, box) in enumerate(zip(self._bars, boxes, strict=True)):
            self._paint_bar(painter, box, bar.chosen)
            if not crowded or bar.chosen or place % 3 == 0:
                painter.setFont(look.font(Text.SMALL_STRONG) if bar.chosen else small)
                painter.setPen(look.colour("text" if bar.chosen else "muted"))
                self._centred(painter, bar.label, box.center().x(), foot + look.px(2) + ink.up)
        painter.setFont(look.font(Text.SMALL_STRONG))
        painter.setPen(look.colour("text"))
        for bar, box in zip(self._bars, boxes, strict=True):
            if bar.chosen:
                left, right = self._extent(painter, bar.words, box.center().x())
                # Above the higher bars beside it too, over which it reaches.
                top = min(each.top() for each in boxes if each.left() < right and each.right() > left)
                self._centred(painter, bar.words, box.center().x(), top - look.px(2) - ink.down)

    def _box(self, place: int, bar: Bar, foot: float, scale: float) -> QRectF:
        slot, height = self._slot(place), bar.value * scale
        width = min(slot.width() * 0.6, theme.current().px(36))
        return QRectF(slot.center().x() - width / 2, foot - height, width, height)

    def _labels_touch(self, font: object) -> bool:
        metrics = QFontMetricsF(font)  # type: ignore[call-overload]
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0.0)
        return bool(self._bars) and widest > self.width() / len(self._bars) - 2

    def _paint_bar(self, painter: QPainter, box: QRectF, chosen: bool) -> None:
        look = theme.current()
        path = QPainterPath()
        radius = min(look.px(3), box.height())
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, radius, radius)
        path.addRect(QRectF(box.left(), box.bottom() - radius, box.width(), radius))
        painter.fillPath(path, look.colour("accent" if chosen else "field_border"))

    def _extent(self, painter: QPainter, words: str, middle: float) -> tuple[float, float]:
        """From where to where words reach that are centred as far as the edges allow."""
        width = QFontMetricsF(painter.font()).horizontalAdvance(words)
        left = min(max(0.0, middle - width / 2), self.width() - width)
        return left, left + width

    def _centred(self, painter: QPainter, words: str, middle: float, base: float) -> None:
        left, _right = self._extent(painter, words, middle)
        painter.drawText(left, base, words)  # type: ignore[call-overload]
