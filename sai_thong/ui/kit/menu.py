"""A menu that is ready for the keys: its first line is chosen when it opens."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu


class Menu(QMenu):
    """Enter takes the first line at once; the arrows and the letters of the lines choose another."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the first line that can be taken."""
        super().showEvent(event)
        first = next((each for each in self.actions() if each.isEnabled() and not each.isSeparator()), None)
        if first is not None:
            self.setActiveAction(first)
