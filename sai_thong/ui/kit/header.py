"""The head of a page: what it is, for which period, and the one main action at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sai_thong.ui import theme
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.theme import Text


class PageHeader(QWidget):
    """Title · period at the left, actions at the right, the main one last.

    `beside` may hold widgets that stand right after the title, such as a `MonthPicker`.
    """

    def __init__(
        self,
        title: str,
        period: str = "",
        actions: Sequence[ActionButton] = (),
        *,
        beside: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        self.title_label = ThaiLabel("", Text.TITLE, max_lines=1)
        row.addWidget(self.title_label, 0)
        for widget in beside:
            row.addWidget(widget)
        row.addStretch(1)
        for action in actions:
            row.addWidget(action)
        self.set_period(period)

    def set_period(self, period: str) -> None:
        """Show another period behind the title."""
        self.title_label.set_text(f"{self._title}  ·  {period}" if period else self._title)
