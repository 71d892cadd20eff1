"""The figures that matter: at most four cards in a row, two by two where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from sai_thong.ui import theme
from sai_thong.ui.kit.card import draw_card
from sai_thong.ui.kit.cells import draw_words
from sai_thong.ui.theme import Text, Tone


class FigureCard(QWidget):
    """A caption, one number with its unit, and a note below it."""

    _LINES = (Text.SMALL, Text.FIGURE, Text.SMALL)

    def __init__(self, caption: str, figure: str = "–", note: str = "", tone: Tone = Tone.PLAIN) -> None:
        super().__init__()
        self._caption = caption
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_figure(figure, note, tone)

    def set_figure(self, figure: str, note: str = "", tone: Tone = Tone.PLAIN) -> None:
        """Show another number; the note carries the word that goes with the tone."""
        self._figure, self._note, self._tone = figure, note, tone
        self.setAccessibleName(f"{self._caption}: {figure}. {note}")
        self.setToolTip("")
        self.update()

    def _line_heights(self) -> list[float]:
        look = theme.current()
        return [look.font(role).pixelSize() * theme.LINE_HEIGHT for role in self._LINES]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Three lines with room for the marks of the first and the last."""
        look = theme.current()
        return QSize(look.px(200), round(sum(self._line_heights())) + look.px(20))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow enough to give way; what is elided then is in the tool tip."""
        return QSize(theme.current().px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The card with its three lines; the lines share the room between them, so that no mark is cut."""
        look = theme.current()
        painter = QPainter(self)
        draw_card(painter, QRectF(self.rect()))
        inks = (look.tokens.muted, look.tokens.ink(self._tone), look.tokens.muted)
        top = float(look.px(10))
        whole = True
        words = (self._caption, self._figure, self._note)
        for text, role, ink, height in zip(words, self._LINES, inks, self._line_heights(), strict=True):
            painter.setFont(look.font(role))
            painter.setPen(QColor(ink))
            whole &= draw_words(painter, QRectF(look.px(16), top, self.width() - look.px(28), height), text, "left")
            top += height
        if not whole and not self.toolTip():
            self.setToolTip("\n".join(words))


class FigureRow(QWidget):
    """Up to four figure cards side by side."""

    LEAST_CARD = 190

    def __init__(self, cards: Sequence[FigureCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if len(cards) > 4:
            raise ValueError("a page has at most four figures that matter")
        self.cards = tuple(cards)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.current().px(12))
        self._arrange(len(cards))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
            self._grid.setColumnStretch(place % columns, 1)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as two cards: the others go below."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), theme.current().px(2 * self.LEAST_CARD)), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two by two when a card would be narrower than it can be read."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(self.LEAST_CARD) * len(self.cards)
        self._arrange(2 if narrow and len(self.cards) > 2 else max(1, len(self.cards)))
