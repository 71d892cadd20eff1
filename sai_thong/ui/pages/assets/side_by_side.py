"""Two halves of a long form: side by side, or one below the other where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from sai_thong.ui import theme


class SideBySide(QWidget):
    """Two columns of parts, each at the top.

    Args:
        left: The parts of the wider one.
        right: The parts of the other.
    """

    NARROW = 860
    """Pixels at 100 % below which the second stands below the first."""

    def __init__(self, left: tuple[QWidget, ...], right: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.current().px(28))
        self._columns = (_stacked(left), _stacked(right))
        for column, share in zip(self._columns, (6, 5), strict=True):
            self._line.addWidget(column, share)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the wider of the two: they can always turn."""
        least = super().minimumSizeHint()
        return QSize(max(column.minimumSizeHint().width() for column in self._columns), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Turn when the width asks for it."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(self.NARROW)
        turned, straight = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(turned if narrow else straight)


def _stacked(parts: tuple[QWidget, ...]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(8))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return holder
