"""The white card everything stands on, and the thin line between its parts."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sai_thong.ui import theme


class Card(QFrame):
    """A panel with a one-pixel line and rounded corners; put things into `body`."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = 16, spacing: int = 4) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        look = theme.current()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*(look.px(margin),) * 4)
        self.body.setSpacing(look.px(spacing))


def draw_card(painter: QPainter, box: QRectF) -> None:
    """Paint the ground of a card, for a widget that paints itself."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("line"), 1))
    painter.setBrush(look.colour("panel"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), look.px(8), look.px(8))
    painter.restore()


class Separator(QFrame):
    """A one-pixel line across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("separator")
        self.setFixedHeight(1)
