"""Entry by keyboard in a grid: results of a cash day, answers of a village list. One key sets a choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.dates import Purpose
from sai_thong.ui import theme
from sai_thong.ui.kit import values
from sai_thong.ui.kit.card import Card
from sai_thong.ui.kit.cells import CELL_MARGIN, Headings, draw_words
from sai_thong.ui.kit.choice import Choices
from sai_thong.ui.kit.columns import Column, Row, cell_text
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.kit.rows import ALIGN_ROLE
from sai_thong.ui.theme import Text, Tone

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class EntryColumn:
    """A column of the grid that is filled in.

    Attributes:
        key: The key of its value.
        title: Its heading.
        kind: What it holds; ``choice`` is set by the digit of the choice (1 for the first).
        width: Pixels at 100 %; 0 takes what is left.
        choices: For a choice: (value, words).
        purpose: What a date is for.
    """

    key: str
    title: str
    kind: Literal["text", "integer", "money", "date", "partial-date", "choice"] = "text"
    width: int = 0
    choices: Choices = ()
    purpose: Purpose = "any"


class _EntryModel(QAbstractTableModel):
    """What is shown, what was typed, and what is wrong with it."""

    value_changed = Signal(object, str, object)

    def __init__(self, shown: Sequence[Column], entered: Sequence[EntryColumn], today: date) -> None:
        super().__init__()
        self.shown = tuple(shown)
        self.entered = tuple(entered)
        self._today = today
        self.rows: list[Row] = []
        self.typed: dict[tuple[int, str], str] = {}
        self.values: dict[tuple[int, str], values.FieldValue] = {}
        self.problems: dict[tuple[int, str], str] = {}

    def entry(self, column: int) -> EntryColumn | None:
        place = column - len(self.shown)
        return self.entered[place] if place >= 0 else None

    def start(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.typed.clear()
        self.problems.clear()
        self.values = {
            (place, column.key): row[column.key]
            for place, row in enumerate(self.rows)
            for column in self.entered
            if row.get(column.key) is not None
        }
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and signature
        return 0 if parent.isValid() else len(self.shown) + len(self.entered)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.entry(index.column()) else flags

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        entry = self.entry(section)
        if role == ALIGN_ROLE:
            right = entry.kind in ("money", "integer") if entry else self.shown[section].alignment == "right"
            return "right" if right else "left"
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return entry.title if entry else self.shown[section].title

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        entry = self.entry(index.column())
        if entry is None:
            return cell_text(self.shown[index.column()], self.rows[index.row()])
        place = (index.row(), entry.key)
        if place in self.typed:
            return self.typed[place]
        value = self.values.get(place)
        if entry.kind == "choice":
            return dict(entry.choices).get(value or "", "")
        return values.shown(entry.kind, value)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        entry = self.entry(index.column())
        if entry is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value)
        if entry.kind == "choice":
            return self._choose(index, entry, text)
        try:
            read = values.parse(entry.kind, text, today=self._today, purpose=entry.purpose)
        except BadInput as problem:
            self._keep_problem(index, entry, text, str(problem))
            return True
        self._keep(index, entry, read)
        return True

    def _choose(self, index: Index, entry: EntryColumn, text: str) -> bool:
        text = text.strip()
        if not text:
            self._keep(index, entry, None)
            return True
        for number, (choice, words) in enumerate(entry.choices, start=1):
            if text in (str(number), words, choice):
                self._keep(index, entry, choice)
                return True
        self._keep_problem(index, entry, text, _("There is no choice “{written}”.").format(written=text))
        return True

    def _keep(self, index: Index, entry: EntryColumn, value: values.FieldValue) -> None:
        place = (index.row(), entry.key)
        self.typed.pop(place, None)
        self.problems.pop(place, None)
        self.values[place] = value
        self.dataChanged.emit(index, index)
        self.value_changed.emit(self.rows[index.row()], entry.key, value)

    def _keep_problem(self, index: Index, entry: EntryColumn, text: str, problem: str) -> None:
        place = (index.row(), entry.key)
        self.typed[place] = text
        self.problems[place] = problem
        self.dataChanged.emit(index, index)


class _EntryPainter(QStyledItemDelegate):
    """Cells that can be filled in look like fields; a wrong one has a red border."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast(_EntryModel, index.model())
        look = theme.current()
        box = QRectF(option.rect)
        entry = model.entry(index.column())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.colour("line"))
        inside = box.adjusted(look.px(CELL_MARGIN), 0, -look.px(CELL_MARGIN), -1)
        align = "left"
        painter.setPen(look.colour("text"))
        if entry is None:
            column = model.shown[index.column()]
            align = column.alignment
            painter.setPen(look.colour("muted" if column.muted else "text"))
        else:
            align = "right" if entry.kind in ("money", "integer") else "left"
            self._paint_field(painter, box, (index.row(), entry.key) in model.problems, chosen)
        painter.setFont(look.font(Text.BASE))
        draw_words(painter, inside, str(index.data() or ""), align)
        painter.restore()

    def _paint_field(self, painter: QPainter, box: QRectF, wrong: bool, chosen: bool) -> None:
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = "bad" if wrong else "accent" if chosen else "field_border"
        pen = look.colour("text")
        painter.setPen(QPen(look.colour(border), 2 if chosen or wrong else 1))
        painter.setBrush(look.colour("panel"))
        painter.drawRoundedRect(box.adjusted(3, 2, -3, -3), look.px(5), look.px(5))
        painter.setPen(pen)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802, ARG002
        """A plain line over the cell."""
        line = QLineEdit(parent)
        line.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802, ARG002
        """All of the cell, so that no mark is cut."""
        editor.setMinimumHeight(0)
        editor.setGeometry(option.rect)


class _EntryView(QTableView):
    """Digits choose, letters edit, Enter goes down in the same column, Tab to the next field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        index = self.currentIndex()
        model = cast(_EntryModel, self.model())
        entry = model.entry(index.column()) if index.isValid() else None
        if event.key() == Qt.Key.Key_Escape and self.state() != QAbstractItemView.State.EditingState:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_down()
        elif entry is not None and entry.kind == "choice" and event.text().strip():
            model.setData(index, event.text())
            if (index.row(), entry.key) not in model.problems:
                self.go_down()
        elif entry is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            model.setData(index, "")
        else:
            super().keyPressEvent(event)

    def go_down(self) -> None:
        """The same column of the next row."""
        index = self.currentIndex()
        if index.isValid() and index.row() + 1 < self.model().rowCount():
            self.setCurrentIndex(self.model().index(index.row() + 1, index.column()))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Behind the last field Tab leaves the grid, as Shift+Tab does before the first; Qt would go round in it."""
        index, model = self.currentIndex(), cast(_EntryModel, self.model())
        here = index.row(), index.column()
        last = model.rowCount() - 1, model.columnCount() - 1
        if here >= last if forward else here <= (0, len(model.shown)):
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802 - Qt's name
        """Tab and Shift+Tab pass over what cannot be filled in."""
        index = super().moveCursor(action, modifiers)
        actions = QAbstractItemView.CursorAction
        model = cast(_EntryModel, self.model())
        step = {actions.MoveNext: 1, actions.MovePrevious: -1}.get(action, 0)
        if step and index.isValid() and model.entry(index.column()) is None:
            first, last = len(model.shown), model.columnCount() - 1
            if step == 1:
                return model.index(index.row(), first)
            return model.index(max(0, index.row() - 1), last)
        return index


class EntryGrid(Card):
    """A grid of people with columns to fill in by keyboard.

    Args:
        shown: Columns that only say which row it is.
        entered: Columns that are filled in; a row's present value is taken from its key.
        today: For reading dates.

    Signals:
        value_changed(object, str, object): Row, column key and new value, after each field that could be read.
    """

    value_changed = Signal(object, str, object)

    def __init__(
        self,
        shown: Sequence[Column],
        entered: Sequence[EntryColumn],
        *,
        today: date,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, margin=1, spacing=0)
        self._model = _EntryModel(shown, entered, today)
        self._model.value_changed.connect(self.value_changed)
        self._model.dataChanged.connect(self._tell_problem)
        self.grid = _EntryView()
        self.grid.setAccessibleName(name)
        self._set_up()
        self.body.addWidget(self.grid, 1)
        look = theme.current()
        self.problem = ThaiLabel("", tone=Tone.BAD)
        self.problem.setContentsMargins(look.px(12), 0, look.px(12), 0)
        self.problem.setVisible(False)
        self.body.addWidget(self.problem)
        self.key_help = ThaiLabel(self._help(), Text.SMALL, muted=True)
        self.key_help.setContentsMargins(look.px(12), look.px(4), look.px(12), 0)
        self.body.addWidget(self.key_help)
        self.body.setContentsMargins(1, 1, 1, look.px(6))

    def _set_up(self) -> None:
        grid = self.grid
        grid.setModel(self._model)
        grid.setItemDelegate(_EntryPainter(grid))
        grid.verticalHeader().setVisible(False)
        grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        grid.setHorizontalHeader(Headings(grid))
        grid.setShowGrid(False)
        grid.setWordWrap(False)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        grid.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        grid.selectionModel().currentChanged.connect(self._tell_problem)
        self._measure()

    def _help(self) -> str:
        parts = []
        for column in self._model.entered:
            if column.kind == "choice":
                listed = "  ".join(f"{n} {words}" for n, (_v, words) in enumerate(column.choices, start=1))
                parts.append(f"{column.title}: {listed}")
        parts.append(_("Enter goes down, Tab goes to the next field, Delete empties it."))
        return "\n".join(parts)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Start with `rows`."""
        self._model.start(rows)
        if rows:
            self.grid.setCurrentIndex(self._model.index(0, len(self._model.shown)))

    def entries(self) -> dict[object, dict[str, values.FieldValue]]:
        """All values by row ``id`` and column key, fields that are wrong left out."""
        found: dict[object, dict[str, values.FieldValue]] = {}
        for (place, key), value in self._model.values.items():
            if value is not None and (place, key) not in self._model.problems:
                found.setdefault(self._model.rows[place].get("id"), {})[key] = value
        return found

    def problems(self) -> list[tuple[Row, str, str]]:
        """(row, column key, what is wrong) of each field that cannot be read."""
        return [(self._model.rows[place], key, words) for (place, key), words in sorted(self._model.problems.items())]

    def _tell_problem(self, *_args: object) -> None:
        index = self.grid.currentIndex()
        entry = self._model.entry(index.column()) if index.isValid() else None
        words = self._model.problems.get((index.row(), entry.key), "") if entry else ""
        self.problem.set_text(words)
        self.problem.setVisible(bool(words))

    def _measure(self) -> None:
        look = theme.current()
        self.grid.verticalHeader().setMinimumSectionSize(look.row_height)
        self.grid.verticalHeader().setDefaultSectionSize(look.row_height)
        all_widths = [column.width for column in self._model.shown] + [column.width for column in self._model.entered]
        widths = dict(enumerate(all_widths))
        loose = [place for place, width in widths.items() if not width]
        left = self.grid.viewport().width() - sum(look.px(width) for width in widths.values())
        for place, width in widths.items():
            self.grid.setColumnWidth(place, look.px(width) if width else max(left // max(1, len(loose)), look.px(140)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Spread the columns."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._measure)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure again with the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "grid"):
            self._measure()
