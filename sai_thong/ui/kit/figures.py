"""The figures that matter: at most four cards in a row, two by two where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from sai_thong.ui import theme
from sai_thong.ui.kit.card import Card
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.theme import Text, Tone


class FigureCard(Card):
    """A caption, one number with its unit, and a note below it."""

    def __init__(self, caption: str, figure: str = "–", note: str = "", tone: Tone = Tone.PLAIN) -> None:
        super().__init__(margin=0, spacing=0)
        look = theme.current()
        self.body.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(6))
        self._caption = ThaiLabel(caption, Text.SMALL, muted=True, max_lines=1)
        self._figure = ThaiLabel(figure, Text.FIGURE, tone=tone, max_lines=1)
        self._note = ThaiLabel(note, Text.SMALL, muted=True, max_lines=1)
        for label in (self._caption, self._figure, self._note):
            self.body.addWidget(label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_figure(self, figure: str, note: str = "", tone: Tone = Tone.PLAIN) -> None:
        """Show another number; the note carries the word that goes with the tone."""
        self._figure.set_text(figure, tone)
        self._note.set_text(note)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._caption.text()}: {self._figure.text()}. {self._note.text()}")


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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two by two when a card would be narrower than it can be read."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(self.LEAST_CARD) * len(self.cards)
        self._arrange(2 if narrow and len(self.cards) > 2 else max(1, len(self.cards)))
