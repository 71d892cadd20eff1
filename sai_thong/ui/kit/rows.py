"""The rows of a list: any sequence, read only where it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from sai_thong.ui.kit.columns import Column, Row, cell_text

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""The whole row behind a cell."""

ALIGN_ROLE = ROW_ROLE + 1
"""``left``, ``right`` or ``center``: where a heading stands."""


class PagedRows(Sequence[Row]):
    """A long list read page by page, when rows of a page are first looked at.

    Args:
        count: How many rows there are.
        fetch: From (first, how many) to those rows; called on the window's thread, so one page must be quick to read.
        page_size: Rows a page; a few dozen pages are kept.
    """

    def __init__(self, count: int, fetch: Callable[[int, int], Sequence[Row]], page_size: int = 200) -> None:
        self._count = count
        self._fetch = fetch
        self._page_size = page_size
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def read_again(self) -> None:
        """What the rows say has changed, but not which they are: read them anew where they are looked at."""
        self._pages.clear()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._count))]
        if not 0 <= index < self._count:
            raise IndexError(index)
        number, place = divmod(index, self._page_size)
        if number not in self._pages:
            self._pages[number] = self._fetch(number * self._page_size, self._page_size)
            if len(self._pages) > 32:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        page = self._pages[number]
        return page[place] if place < len(page) else {}


class RowModel(QAbstractTableModel):
    """Qt's view of a sequence of plain rows."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows: Sequence[Row] = ()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown, in their order."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def replace_row(self, row: Row) -> bool:
        """Show `row` in the place of the one with its ``id``; False when it is not among them."""
        place = self.place_of(row.get("id"))
        if place < 0 or not isinstance(self._rows, list):
            return False
        self._rows[place] = row
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        return True

    def place_of(self, row_id: object) -> int:
        """Where the row with this ``id`` stands among rows held in memory, or -1."""
        if isinstance(self._rows, PagedRows):
            return -1
        return next((i for i, row in enumerate(self._rows) if row.get("id") == row_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, its row, or its tick."""
        row = self._rows[index.row()]
        column = self.columns[index.column()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_text(column, row)
        if role == Qt.ItemDataRole.CheckStateRole and column.kind == "tick":
            return Qt.CheckState.Checked if row.get(column.key) else Qt.CheckState.Unchecked
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The headings."""
        column = self.columns[section]
        if role == ALIGN_ROLE:
            return "center" if column.kind == "tick" else column.alignment
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return None
