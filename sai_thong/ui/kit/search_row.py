"""The search field with its filters in one line; the filters go below where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sai_thong.ui.kit.search import SearchField
from sai_thong.ui.kit.turning_row import TurningRow, group


class SearchRow(TurningRow):
    """A search field that takes what is left beside its filters."""

    def __init__(self, search: SearchField, filters: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(search, group(*filters), stretch_first=True, first_width=260, parent=parent)
