"""A list and the chosen record: side by side, or the record over the list where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from sai_thong.ui import theme


class ListWithRecord(QSplitter):
    """The list at the left and the record at the right, in the proportion 2 : 1; below one another when narrow.

    Args:
        list_widget: Stands at the left.
        record: Stands at the right.
        shares: Another proportion, for a record that is wider than its list.
    """

    NARROW = 860
    """Pixels at 100 % below which the two stand one over the other."""

    def __init__(
        self,
        list_widget: QWidget,
        record: QWidget,
        parent: QWidget | None = None,
        *,
        shares: tuple[int, int] = (2, 1),
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._list, self._record = list_widget, record
        self._shares = shares
        self.addWidget(list_widget)
        self.addWidget(record)
        self.setHandleWidth(theme.current().px(14))
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, shares[0])
        self.setStretchFactor(1, shares[1])
        list_widget.setMinimumHeight(theme.current().px(200))
        record.setMinimumHeight(theme.current().px(180))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the wider of the two: they can always stand one over the other."""
        width = max(self._list.minimumSizeHint().width(), self._record.minimumSizeHint().width())
        heights = self._list.minimumHeight(), self._record.minimumHeight()
        if self.orientation() == Qt.Orientation.Vertical:
            return QSize(width, sum(heights) + self.handleWidth())
        return QSize(width, max(heights))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn when the width asks for it."""
        narrow = self.width() < theme.current().px(self.NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self.updateGeometry()
        super().resizeEvent(event)
        if event.oldSize().width() <= 0:
            self.setSizes([1000 * share for share in self._shares])
