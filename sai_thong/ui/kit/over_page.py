"""What stands over a whole page until it is left: the preview of a paper, the history of a record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ui import theme


def page_column(page: QWidget) -> QVBoxLayout:
    """The column of a page, with its margins, on the ground that pages have."""
    page.setObjectName("page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    look = theme.current()
    column = QVBoxLayout(page)
    column.setContentsMargins(look.px(24), look.px(14), look.px(24), look.px(18))
    column.setSpacing(look.px(12))
    return column


class OverPage(QWidget):
    """The base of such a view, with the margins of a page. Put widgets into `column`.

    Signals:
        closed(): Esc, or the back button.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = page_column(self)

    def close_view(self) -> None:
        """Leave it."""
        self.shut_down()
        self.closed.emit()

    def shut_down(self) -> None:
        """End whatever it does, before the widget goes."""

    def take_focus(self) -> None:
        """It was opened: give the keys to where one begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_view()
        else:
            super().keyPressEvent(event)
