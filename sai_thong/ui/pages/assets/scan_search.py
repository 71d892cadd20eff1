"""The search field of the register, which a scanner types into as well: Enter asks for the card of a label."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from sai_thong.ui.kit import SearchField


class ScanSearch(SearchField):
    """Finds as one types; Enter, which a scanner sends after a code, looks the text up.

    Signals:
        entered(str): Enter was pressed: what stands in the field.
    """

    entered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter looks up; Down goes to the list as in every search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.text())
        else:
            super().keyPressEvent(event)
