"""A screen before the window: one card in the middle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ui import theme
from sai_thong.ui.kit import BannerStack, Card, Text, ThaiLabel


class Screen(QWidget):
    """One card of a given width in the middle, with a title, a sentence and a place for banners.

    Attributes:
        card: Where the screen's own widgets go, below the banners.
        banners: Where errors are told.
    """

    def __init__(self, title: str, sentence: str = "", *, width: int = 460) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        look = theme.current()
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        self.card = Card(margin=28, spacing=6)
        self.card.setFixedWidth(look.px(width))
        middle.addWidget(self.card)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        self.card.body.addWidget(ThaiLabel(title, Text.TITLE, max_lines=2))
        if sentence:
            self.card.body.addWidget(ThaiLabel(sentence, muted=True))
        self.card.body.addSpacing(look.px(8))
        self.banners = BannerStack()
        self.card.body.addWidget(self.banners)
