"""The search field with its filters in one line; the filters go below where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from sai_thong.ui import theme
from sai_thong.ui.kit.search import SearchField


class SearchRow(QWidget):
    """A search field that takes what is left beside its filters."""

    NARROW = 620

    def __init__(self, search: SearchField, filters: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(look.px(12))
        self._line.addWidget(search, 1)
        beside = QHBoxLayout()
        beside.setSpacing(look.px(12))
        for widget in filters:
            beside.addWidget(widget)
        self._line.addLayout(beside)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn when the width asks for it."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(self.NARROW)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
