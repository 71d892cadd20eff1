"""The head of a page: what it is, for which period, and the one main action at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.kit.turning_row import TurningRow, group
from sai_thong.ui.theme import Text


class PageHeader(TurningRow):
    """Title · period at the left, actions at the right, the main one last; the actions go below when narrow.

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
        self._title = title
        self.title_label = ThaiLabel(_with_period(title, period), Text.TITLE, max_lines=1)
        super().__init__(
            group(self.title_label, *beside, leftwards=True), group(*actions), stretch_first=False, parent=parent
        )

    def set_period(self, period: str) -> None:
        """Show another period behind the title."""
        self.title_label.set_text(_with_period(self._title, period))


def _with_period(title: str, period: str) -> str:
    return f"{title}  ·  {period}" if period else title
