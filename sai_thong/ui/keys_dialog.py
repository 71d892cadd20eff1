"""All keys of the window in one small dialog (F1)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.theme import Text


class KeysDialog(QDialog):
    """Keys and what they do, the same on every page."""

    def __init__(self, pages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.setWindowTitle(_("Keys"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(24),) * 4)
        column.addWidget(ThaiLabel(_("Keys"), Text.RECORD, max_lines=1))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(24))
        grid.setVerticalSpacing(0)
        for place, (key, what) in enumerate(self.lines(pages)):
            grid.addWidget(ThaiLabel(key, Text.STRONG, max_lines=1), place, 0)
            grid.addWidget(ThaiLabel(what, max_lines=1), place, 1)
        column.addLayout(grid)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(ActionButton(_("Close"), self.reject, key=keys.BACK, kind="primary"))
        column.addLayout(foot)

    @staticmethod
    def lines(pages: Sequence[str]) -> list[tuple[str, str]]:
        """(key, what it does)."""
        return [
            *((keys.key_of_page(number), title) for number, title in enumerate(pages[:10], start=1)),
            (keys.SEARCH, _("Search")),
            (keys.NEW, _("New")),
            (keys.EDIT, _("Edit")),
            (keys.SAVE, _("Save")),
            (keys.PRINT, _("Print")),
            (keys.NUMBER, _("Give the official number")),
            (keys.HISTORY, _("Whole history")),
            (keys.REFRESH, _("Read again")),
            (keys.BACK, _("Back")),
            ("F9", _("Display")),
            (keys.HELP, _("Keys")),
        ]
