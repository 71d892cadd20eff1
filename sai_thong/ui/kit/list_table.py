"""The list of a register: quick with 50,000 rows, all of it reachable by keys, with designed empty and error states."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedLayout, QTableView, QToolTip, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ui import theme
from sai_thong.ui.kit.card import Card
from sai_thong.ui.kit.cells import CELL_MARGIN, CellPainter, Headings
from sai_thong.ui.kit.columns import Column, Row, cell_text
from sai_thong.ui.kit.rows import PagedRows, RowModel
from sai_thong.ui.kit.search import SearchField
from sai_thong.ui.kit.states import StateView
from sai_thong.ui.theme import Text


class _Grid(QTableView):
    """The table itself; `ListTable` is what pages use."""

    opened = Signal(int)
    ticked = Signal(int, int)
    typed = Signal(str)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Typing in the list begins a search; Qt's own would read every row."""
        if search.strip():
            self.typed.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, the space bar ticks; Tab leaves the list."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.row())
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            self._tick(index.row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _tick(self, row: int) -> None:
        model = self.model()
        assert isinstance(model, RowModel)
        for place, column in enumerate(model.columns):
            if column.kind == "tick":
                self.ticked.emit(row, place)
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a tick changes it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        model = self.model()
        if index.isValid() and isinstance(model, RowModel) and model.columns[index.column()].kind == "tick":
            self.ticked.emit(index.row(), index.column())


class ListTable(Card):
    """A list of plain rows.

    Give it rows with `set_rows` (a list, or `PagedRows` for a long one), or a state with `show_loading`, `show_empty`,
    `show_error`. The chosen row stays chosen by its ``id`` when rows are set again.

    Signals:
        row_chosen(object): The row the keys or a click went to; None when no row is left.
        row_opened(object): Enter or a double click on a row.
        row_ticked(object, bool): A tick was asked for; the page writes it and calls `replace_row`.
        order_asked(str, bool): A heading of a `PagedRows` list was clicked: column key, and whether descending.
    """

    row_chosen = Signal(object)
    row_opened = Signal(object)
    row_ticked = Signal(object, bool)
    order_asked = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=1, spacing=0)
        self._model = RowModel(columns)
        self._order: tuple[int, bool] | None = None
        self.grid = _Grid()
        self.grid.setAccessibleName(name)
        self.state = StateView()
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)  # before the widgets: a stack without a place shows them as windows
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.state)
        self._set_up_grid()
        self._connect_grid()

    def _set_up_grid(self) -> None:
        grid = self.grid
        grid.setModel(self._model)
        grid.setItemDelegate(CellPainter(grid))
        self._headings = Headings(grid)
        grid.setHorizontalHeader(self._headings)
        grid.verticalHeader().setVisible(False)
        grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        grid.setShowGrid(False)
        grid.setTabKeyNavigation(False)
        grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.setWordWrap(False)
        grid.viewport().setMouseTracking(True)
        self._measure()

    def _connect_grid(self) -> None:
        self.grid.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.grid.opened.connect(lambda place: self.row_opened.emit(self._model.rows[place]))
        self.grid.doubleClicked.connect(lambda index: self.row_opened.emit(self._model.rows[index.row()]))
        self.grid.ticked.connect(self._tell_ticked)
        self._headings.sectionClicked.connect(self._sort_by)
        self.grid.viewport().installEventFilter(self)

    # rows and states

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`; an empty sequence shows the empty table: call `show_empty` to say why."""
        chosen = self.chosen()
        if self._order is not None and not isinstance(rows, PagedRows):
            rows = self._in_order(rows)
        elif isinstance(rows, list):
            rows = list(rows)  # the caller's own list is not changed by `replace_row`
        self._model.set_rows(rows)
        self._stack.setCurrentWidget(self.grid)
        place = self._model.place_of(chosen["id"]) if chosen and "id" in chosen else -1
        if place >= 0:
            self.choose(place)
        elif chosen is not None:
            self.row_chosen.emit(None)

    def rows(self) -> Sequence[Row]:
        """The rows shown, in their order."""
        return self._model.rows

    def replace_row(self, row: Row) -> bool:
        """Show `row` in the place of the one with its ``id`` (rows given as a list); False when it is not there."""
        return self._model.replace_row(row)

    def show_empty(
        self, heading: str, sentence: str, action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Say why nothing is here and what to do next."""
        self._forget_rows()
        self.state.show_empty(heading, sentence, action, run)

    def show_loading(self, sentence: str = "") -> None:
        """Say that rows are being read."""
        self._forget_rows()
        self.state.show_loading(sentence)

    def show_error(self, error: SaiThongError, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Say what went wrong in place of the rows."""
        self._forget_rows()
        self.state.show_error(error, action, run)

    def _forget_rows(self) -> None:
        chosen = self.chosen()
        self._model.set_rows(())
        self._stack.setCurrentWidget(self.state)
        if chosen is not None:
            self.row_chosen.emit(None)

    # the chosen row

    def chosen(self) -> Row | None:
        """The chosen row."""
        index = self.grid.currentIndex()
        return self._model.rows[index.row()] if index.isValid() and index.row() < len(self._model.rows) else None

    def choose(self, place: int) -> None:
        """Choose the row at `place` and bring it into view."""
        index = self._model.index(place, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.grid.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.grid.scrollTo(index)

    def choose_id(self, row_id: object) -> bool:
        """Choose the row with this ``id``; False when it is not among rows held in memory."""
        place = self._model.place_of(row_id)
        if place >= 0:
            self.choose(place)
        return place >= 0

    def attach_search(self, search: SearchField) -> None:
        """Down or Enter in `search` goes to the first row; typing in the list goes on in `search`."""
        search.left_downwards.connect(self.take_focus)
        self.grid.typed.connect(search.type_ahead)

    def take_focus(self) -> None:
        """Give the keys to the list, on its chosen or first row."""
        if len(self._model.rows):
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.chosen() is None:
                self.choose(0)

    def _tell_chosen(self, current: QModelIndex) -> None:
        self.row_chosen.emit(self._model.rows[current.row()] if current.isValid() else None)

    def _tell_ticked(self, row: int, column: int) -> None:
        values = self._model.rows[row]
        self.row_ticked.emit(values, not values.get(self._model.columns[column].key))

    # order

    def _sort_by(self, section: int) -> None:
        column = self._model.columns[section]
        if column.sort_value is None:
            return
        descending = self._order == (section, False)
        self._order = (section, descending)
        self._headings.order = self._order
        self._headings.viewport().update()
        if isinstance(self._model.rows, PagedRows):
            self.order_asked.emit(column.key, descending)
        else:
            self.set_rows(self._model.rows)

    def _in_order(self, rows: Sequence[Row]) -> list[Row]:
        assert self._order is not None
        section, descending = self._order
        value = self._model.columns[section].sort_value
        assert value is not None
        return sorted(rows, key=value, reverse=descending)

    # measures

    def _measure(self) -> None:
        look = theme.current()
        self.grid.verticalHeader().setMinimumSectionSize(look.row_height)
        self.grid.verticalHeader().setDefaultSectionSize(look.row_height)
        self.grid.verticalScrollBar().setSingleStep(look.row_height)
        self._spread_columns()

    def _spread_columns(self) -> None:
        look = theme.current()
        room = self.grid.viewport().width()
        columns = self._model.columns
        shown = self._columns_with_room(room)
        left = room - sum(look.px(columns[place].width) for place in shown)
        # Who keeps more than an equal share comes first, so that the others share what is really left.
        loose = sorted((place for place in shown if not columns[place].width), key=lambda each: -columns[each].least)
        widths = {place: look.px(columns[place].width) for place in shown}
        for others, place in zip(range(len(loose), 0, -1), loose, strict=True):
            widths[place] = max(left // others, look.px(columns[place].least))
            left -= widths[place]
        for place in range(len(columns)):
            self.grid.setColumnHidden(place, place not in shown)
            if place in shown:
                self.grid.setColumnWidth(place, widths[place])

    def _columns_with_room(self, room: int) -> list[int]:
        """The places of the columns shown: spare ones go, the last first, until the others fit."""
        look = theme.current()
        columns = self._model.columns
        shown = list(range(len(columns)))
        for place in reversed([place for place in shown if columns[place].spare]):
            if sum(look.px(columns[each].width or columns[each].least) for each in shown) <= room:
                break
            shown.remove(place)
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Spread the columns over the new width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._spread_columns)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again with the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_headings"):
            self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Spread the columns when the scroll bar comes or goes; tell an elided cell's words in a tool tip."""
        if event.type() == QEvent.Type.Resize:
            self._spread_columns()
        elif isinstance(event, QHelpEvent):
            self._tell_elided(event)
            return True
        return super().eventFilter(watched, event)

    def _tell_elided(self, event: QHelpEvent) -> None:
        index = self.grid.indexAt(event.pos())
        words = ""
        if index.isValid():
            column = self._model.columns[index.column()]
            words = cell_text(column, self._model.rows[index.row()])
            look = theme.current()
            role = Text.STRONG if column.strong else Text.BASE
            room = self.grid.columnWidth(index.column()) - 2 * look.px(CELL_MARGIN)
            if column.kind != "chip" and QFontMetrics(look.font(role)).horizontalAdvance(words) <= room:
                words = ""
        QToolTip.showText(event.globalPos(), words, self.grid.viewport())
