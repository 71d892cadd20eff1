"""The white card everything stands on, and the thin line between its parts."""

from __future__ import annotations

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


class Separator(QFrame):
    """A one-pixel line across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("separator")
        self.setFixedHeight(1)
