"""Two groups side by side, one below the other where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from sai_thong.ui import theme


def group(*widgets: QWidget, leftwards: bool = False) -> QWidget:
    """Widgets in one line that stay together; `leftwards` keeps them at the left of spare width."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.current().px(12))
    for widget in widgets:
        line.addWidget(widget)
    if leftwards:
        line.addStretch(1)
    return holder


class TurningRow(QWidget):
    """`first` at the left and `second` at the right; `second` below `first` when both do not fit.

    Args:
        first: Stands at the left; it takes all spare width when `stretch_first`, else the space between does.
        second: Stands at the right.
        stretch_first: Whether `first` grows.
        first_width: The least width in pixels at 100 % at which `first` is still useful; 0 takes its own.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        stretch_first: bool,
        first_width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._first, self._second = first, second
        self._first_width = first_width
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.current().px(12))
        self._line.addWidget(first, 1 if stretch_first else 0)
        if not stretch_first:
            self._line.addStretch(1)
        self._line.addWidget(second, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def turned(self) -> bool:
        """Whether the second stands below the first."""
        return self._line.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the wider of the two: it can always turn."""
        least = super().minimumSizeHint()
        width = max(self._first.minimumSizeHint().width(), self._second.minimumSizeHint().width())
        return QSize(width, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn when the width asks for it."""
        super().resizeEvent(event)
        first = theme.current().px(self._first_width) or self._first.sizeHint().width()
        narrow = first + self._line.spacing() + self._second.sizeHint().width() > self.width()
        if narrow != self.turned:
            turned, straight = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._line.setDirection(turned if narrow else straight)
            self.updateGeometry()
