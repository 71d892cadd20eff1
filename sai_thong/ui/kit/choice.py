"""Combo boxes: one of a few, and a filter that starts with "all"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from sai_thong.ui import theme

Choices = Sequence[tuple[str, str]]
"""(value, words shown), in the order shown."""


class ChoiceBox(QComboBox):
    """One of several values, each with its words.

    Signals:
        chosen(str): The value a person chose.
    """

    chosen = Signal(str)

    def __init__(self, choices: Choices, value: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setView(QListView(self))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_choices(choices, value)
        self.activated.connect(lambda: self.chosen.emit(self.value()))

    def set_choices(self, choices: Choices, value: str = "") -> None:
        """Offer other choices."""
        self.clear()
        for choice, words in choices:
            self.addItem(words, choice)
        self.set_value(value)
        self.setMaxVisibleItems(16)
        self.updateGeometry()

    def value(self) -> str:
        """The chosen value, empty when nothing is chosen."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose `value`; nothing when it is not among the choices."""
        self.setCurrentIndex(self.findData(value))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest words, up to a column."""
        look = theme.current()
        metrics = QFontMetrics(look.font())
        widest = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        return QSize(min(widest + look.px(44), look.px(300)), look.control_height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow enough to give way."""
        look = theme.current()
        return QSize(min(self.sizeHint().width(), look.px(96)), look.control_height)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The wheel scrolls the page; it never changes a value by accident."""
        event.ignore()


class FilterCombo(ChoiceBox):
    """A filter of a list: the first entry is "all", with the empty value."""

    def __init__(self, everything: str, choices: Choices, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__([("", everything), *choices], "", name=name or everything, parent=parent)
