"""The parts of a page as tabs, such as people, month and changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sai_thong.ui import theme

_WIDE_TABS: Final = 12
"""More of them stand closer together, so that a window 1366 wide shows every one."""


class SectionTabs(QWidget):
    """Tabs over a stack; a section's widget is made when it is first opened. Left and Right go from tab to tab.

    Args:
        sections: (key, title, maker of its widget).
        corner: Stands at the right end of the tabs.

    Signals:
        section_opened(str): The key of the section now shown.
    """

    section_opened = Signal(str)

    def __init__(
        self,
        sections: Sequence[tuple[str, str, Callable[[], QWidget]]],
        parent: QWidget | None = None,
        *,
        corner: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys = [key for key, _title, _maker in sections]
        self._makers = {key: maker for key, _title, maker in sections}
        self._made: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar.setProperty("tight", len(sections) > _WIDE_TABS)
        self.stack = QStackedWidget()
        head = QHBoxLayout()
        head.addWidget(self.bar, 1)
        if corner is not None:
            head.addWidget(corner)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        for _key, title, _maker in sections:
            self.bar.addTab(title)
        self.bar.currentChanged.connect(self._show)
        self._show(0)

    def current(self) -> str:
        """The key of the section shown."""
        return self._keys[self.bar.currentIndex()]

    def open(self, key: str) -> QWidget:
        """Show the section `key`, made now if it was never open."""
        self.bar.setCurrentIndex(self._keys.index(key))
        return self._made[key]

    def made(self) -> dict[str, QWidget]:
        """The sections opened so far."""
        return dict(self._made)

    def set_title(self, key: str, title: str) -> None:
        """Change the words of a tab, such as its count."""
        self.bar.setTabText(self._keys.index(key), title)

    def _show(self, place: int) -> None:
        key = self._keys[place]
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self.stack.addWidget(self._made[key])
        self.stack.setCurrentWidget(self._made[key])
        self.section_opened.emit(key)
