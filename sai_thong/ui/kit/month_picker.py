"""One month of the Buddhist calendar, gone through with arrows or chosen from the fiscal year."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sai_thong.ground.language import _, current
from sai_thong.thai.calendar import ENGLISH_MONTHS, Month, fiscal_year_months
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.menu import Menu


def month_name(month: Month) -> str:
    """``พฤศจิกายน 2569``, or ``November 2569`` in English: the year stays Buddhist, as on every paper."""
    if current() == "th":
        return month.name
    return f"{ENGLISH_MONTHS[month.month - 1]} {month.year_be}"


class MonthPicker(QWidget):
    """Previous month, this month (a menu of its fiscal year), next month; Page Up and Page Down do the same.

    Signals:
        month_chosen(object): The `Month` a person chose.
    """

    month_chosen = Signal(object)

    def __init__(self, month: Month, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = month
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.previous_button = self._arrow("chevron-left", _("Previous month"), "PgUp", -1)
        self.next_button = self._arrow("chevron-right", _("Next month"), "PgDown", +1)
        self.month_button = ActionButton("", self._open_menu, kind="period", note=_("Choose another month"))
        for button in (self.previous_button, self.month_button, self.next_button):
            row.addWidget(button)
        self._menu = Menu(self)
        self.set_month(month)

    def _arrow(self, icon: str, name: str, key: str, step: int) -> ActionButton:
        button = ActionButton(
            "", lambda: self._choose(self._month.plus(step)), kind="quiet", icon=icon, note=f"{name} ({key})"
        )
        button.setAccessibleName(name)
        return button

    def month(self) -> Month:
        """The month shown."""
        return self._month

    def set_month(self, month: Month) -> None:
        """Show `month` without telling anyone."""
        self._month = month
        self.month_button.set_action_text(month_name(month))

    def _choose(self, month: Month) -> None:
        self.set_month(month)
        self.month_chosen.emit(month)

    def _pick(self, month: Month, _checked: bool = False) -> None:
        self._choose(month)

    def _open_menu(self) -> None:
        self._menu.clear()
        for month in fiscal_year_months(self._month.fiscal_year_be):
            self._menu.addAction(month_name(month)).triggered.connect(partial(self._pick, month))
        self._menu.popup(self.month_button.mapToGlobal(self.month_button.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Page Up and Page Down go through the months."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._choose(self._month.plus(step))
        else:
            super().keyPressEvent(event)
