"""Content of any height in the room there is: it scrolls up and down, and looks like what it lies on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Scrolls `content` where it is higher than the room, such as in large print; the keys scroll it too.

    It takes the keys itself only where the Tab key would not come as far down as its content goes.
    """

    def __init__(self, content: QWidget | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._take_keys_where_needed)
        if content is not None:
            self.show_content(content)

    def show_content(self, content: QWidget) -> None:
        """Show other content; what was there goes."""
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        content.setAutoFillBackground(False)
        self.setWidget(content)

    def _take_keys_where_needed(self) -> None:
        content, room = self.widget(), self.viewport().height()
        if content is None:
            return
        stops = (
            each.mapTo(content, QPoint(0, each.height())).y()
            for each in content.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(content) and each.isEnabled()
        )
        unseen = self.verticalScrollBar().maximum() > 0 and max(stops, default=0) + room // 2 < content.height()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if unseen else Qt.FocusPolicy.NoFocus)
