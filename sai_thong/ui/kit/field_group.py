"""Some fields of a long form that stand together, and can be shown or hidden as one answers the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ui import theme
from sai_thong.ui.kit.field_row import FieldRow
from sai_thong.ui.kit.fields import FieldEditor, FieldSpec
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.theme import Text

LABEL_WIDTH = 152
"""Of every label of the form, in pixels at 100 %, so that its groups line up."""


def labelled_grid(owner: QWidget) -> QGridLayout:
    """A grid with a column of labels."""
    look = theme.current()
    grid = QGridLayout(owner)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(14))
    grid.setVerticalSpacing(look.px(6))
    grid.setColumnMinimumWidth(0, look.px(LABEL_WIDTH))
    grid.setColumnStretch(1, 1)
    return grid


def field_label(words: str) -> ThaiLabel:
    """A label as it stands before a field."""
    label = ThaiLabel(words)
    label.setFixedWidth(theme.current().px(LABEL_WIDTH))
    label.setContentsMargins(0, theme.current().px(5), 0, 0)
    return label


class FieldGroup(QWidget):
    """Fields with their labels; a hidden one asks nothing and has no value.

    Signals:
        edited(str): A person changed the field of that key.
    """

    edited = Signal(str)

    def __init__(
        self, specs: Sequence[FieldSpec], values: Mapping[str, FieldValue] | None = None, *, today: date
    ) -> None:
        super().__init__()
        self.rows = {spec.key: FieldRow(spec, today, self) for spec in specs}
        self._cells: dict[str, QWidget] = {}
        self._heads: dict[str, QWidget] = {}
        self._hidden: set[str] = set()
        grid = labelled_grid(self)
        for row in self.rows.values():
            self._lay(grid, row)
        self.show_values(values or {})

    def _lay(self, grid: QGridLayout, row: FieldRow) -> None:
        look = theme.current()
        line = grid.rowCount()
        if row.spec.section:
            head = ThaiLabel(row.spec.section, Text.SECTION)
            head.setContentsMargins(0, look.px(6), 0, 0)
            self._heads[row.spec.key] = head
            grid.addWidget(head, line, 0, 1, 2)
            line += 1
        row.label.setFixedWidth(look.px(LABEL_WIDTH))
        row.label.setContentsMargins(0, look.px(5), 0, 0)
        grid.addWidget(row.label, line, 0, Qt.AlignmentFlag.AlignTop)
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (row.editor, row.note, row.problem):
            column.addWidget(widget)
        self._cells[row.spec.key] = cell
        grid.addWidget(cell, line, 1)
        row.editor.edited.connect(self._edited_of(row))
        row.editor.left.connect(row.show_note)

    def _edited_of(self, row: FieldRow) -> Callable[[], None]:
        def edited() -> None:
            row.show_note()
            row.show_problem("")
            self.edited.emit(row.spec.key)

        return edited

    def set_asked(self, asked: bool, *keys: str) -> None:
        """Show these fields, or ask them no more."""
        for key in keys:
            (self._hidden.discard if asked else self._hidden.add)(key)
            for widget in (self.rows[key].label, self._cells[key], self._heads.get(key)):
                if widget is not None:
                    widget.setVisible(asked)

    def asks(self, key: str) -> bool:
        """Whether the field is asked."""
        return key not in self._hidden

    def editor(self, key: str) -> FieldEditor:
        """The editor of a field."""
        return self.rows[key].editor

    def show_values(self, values: Mapping[str, FieldValue]) -> None:
        """Show these values in their fields; others stay."""
        for key, value in values.items():
            if key in self.rows:
                self.rows[key].editor.show_value(value)
                self.rows[key].show_note()

    def value(self, key: str) -> FieldValue:
        """What a field holds; None of one that is not asked. Raises `BadInput` when it cannot be read."""
        return self.rows[key].editor.read() if self.asks(key) else None

    def text(self, key: str) -> str:
        """What a field holds as text."""
        return str(self.value(key) or "")

    def draft(self) -> dict[str, FieldValue]:
        """What can be read, for telling whether anything was typed."""
        found: dict[str, FieldValue] = {}
        for key in self.rows:
            try:
                found[key] = self.value(key)
            except BadInput:
                found[key] = None
        return found

    def first_wrong(self) -> FieldRow | None:
        """Say beside each field what is wrong with it; the first of them."""
        wrong = []
        for key, row in self.rows.items():
            words = row.check() if self.asks(key) else ""
            row.show_problem(words)
            if words:
                wrong.append(row)
        return wrong[0] if wrong else None
