"""Rows of short lines that grow as one types: points of a paper, members of a committee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sai_thong.ui import theme


@dataclass(frozen=True)
class Cell:
    """One line of a row.

    Attributes:
        hint: What stands in it while it is empty, translated.
        width: Pixels at 100 %; 0 takes what is left.
    """

    hint: str
    width: int = 0


class GrowingRows(QWidget):
    """Rows of the same cells; there is always an empty one to type in, and empty ones count for nothing.

    Signals:
        edited(): A person typed.
    """

    edited = Signal()

    def __init__(self, name: str, cells: Sequence[Cell]) -> None:
        super().__init__()
        self._name = name
        self._cells = tuple(cells)
        self.lines: list[tuple[QLineEdit, ...]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(4))
        self._add()

    def rows(self) -> list[tuple[str, ...]]:
        """What was typed, row by row."""
        written = [tuple(line.text().strip() for line in row) for row in self.lines]
        return [row for row in written if any(row)]

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows, and an empty one."""
        while len(self.lines) <= len(rows):
            self._add()
        for place, row in enumerate(self.lines):
            for cell, line in enumerate(row):
                line.setText(rows[place][cell] if place < len(rows) else "")

    def focus_target(self) -> QLineEdit:
        """The first line."""
        return self.lines[0][0]

    def _add(self) -> None:
        look = theme.current()
        holder = QWidget()
        box = QHBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(6))
        number = len(self.lines) + 1
        row = []
        for cell in self._cells:
            line = QLineEdit()
            line.setPlaceholderText(cell.hint)
            line.setAccessibleName(f"{self._name} {number}: {cell.hint}")
            if cell.width:
                line.setFixedWidth(look.px(cell.width))
            box.addWidget(line, 0 if cell.width else 1)
            line.textEdited.connect(self._typed)
            row.append(line)
        before = self.lines[-1][-1] if self.lines else None
        self._column.addWidget(holder)
        if before is not None:
            holder.show()
            QWidget.setTabOrder(before, row[0])
            for one, other in pairwise(row):
                QWidget.setTabOrder(one, other)
        self.lines.append(tuple(row))

    def _typed(self) -> None:
        if any(line.text().strip() for line in self.lines[-1]):
            self._add()
        self.edited.emit()
