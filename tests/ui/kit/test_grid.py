"""Entry in a grid by keyboard alone: digits choose, Enter goes down, what is wrong is said and not counted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.ui.kit import Column, EntryColumn, EntryGrid
from tests.ui.keyboard import open_window, type_text

ROWS = [{"id": "a", "name": "ก"}, {"id": "b", "name": "ข"}, {"id": "c", "name": "ค"}]


@pytest.fixture
def grid(qtbot: QtBot) -> EntryGrid:
    made = EntryGrid(
        [Column("name", "ชื่อ")],
        [
            EntryColumn("answer", "ผล", "choice", 150, [("alive", "ยังอยู่"), ("dead", "เสียชีวิต")]),
            EntryColumn("on", "วันที่", "date", 160),
        ],
        today=date(2026, 11, 21),
    )
    made.resize(700, 400)
    open_window(qtbot, made)
    made.set_rows(ROWS)
    made.grid.setFocus()
    return made


def test_one_digit_sets_a_choice_and_goes_down(grid: EntryGrid) -> None:
    type_text(grid.grid, "121")
    assert grid.entries() == {"a": {"answer": "alive"}, "b": {"answer": "dead"}, "c": {"answer": "alive"}}


def test_a_digit_of_no_choice_is_wrong_and_said(grid: EntryGrid) -> None:
    type_text(grid.grid, "9")
    assert [(row["id"], key) for row, key, _words in grid.problems()] == [("a", "answer")]
    assert "9" in grid.problem.text()
    assert grid.entries() == {}
    type_text(grid.grid, "1")
    assert grid.problems() == []


def type_into(grid: EntryGrid, qtbot: QtBot, app: QApplication, text: str) -> None:
    qtbot.keyClick(grid.grid, Qt.Key.Key_F2)
    app.processEvents()
    line = grid.grid.findChild(QLineEdit)
    assert line is not None
    type_text(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    app.processEvents()


def test_a_date_is_typed_as_one_writes_it(grid: EntryGrid, qtbot: QtBot, app: QApplication) -> None:
    told: list[object] = []
    grid.value_changed.connect(lambda row, key, value: told.append((row["id"], key, value)))
    qtbot.keyClick(grid.grid, Qt.Key.Key_Tab)
    type_into(grid, qtbot, app, "12 พ.ย. 69")
    assert told == [("a", "on", date(2026, 11, 12))]
    assert grid.grid.currentIndex().row() == 1


def test_a_date_that_cannot_be_read_stays_as_typed_and_is_not_counted(
    grid: EntryGrid, qtbot: QtBot, app: QApplication
) -> None:
    qtbot.keyClick(grid.grid, Qt.Key.Key_Tab)
    type_into(grid, qtbot, app, "เมื่อวาน")
    assert [(row["id"], key) for row, key, _words in grid.problems()] == [("a", "on")]
    assert grid.entries() == {}


def test_delete_empties_a_field(grid: EntryGrid, qtbot: QtBot) -> None:
    type_text(grid.grid, "1")
    qtbot.keyClick(grid.grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid.grid, Qt.Key.Key_Delete)
    assert grid.entries() == {}


def test_tab_passes_over_what_cannot_be_filled_in(grid: EntryGrid, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.keyClick(grid.grid, Qt.Key.Key_Tab)
    index = grid.grid.currentIndex()
    assert (index.row(), index.column()) == (1, 1)
    qtbot.keyClick(grid.grid, Qt.Key.Key_Backtab)
    index = grid.grid.currentIndex()
    assert (index.row(), index.column()) == (0, 2)


def test_values_a_row_has_already_are_shown_and_kept(grid: EntryGrid) -> None:
    grid.set_rows([{"id": "a", "name": "ก", "answer": "dead"}])
    assert grid.entries() == {"a": {"answer": "dead"}}
    assert grid.grid.model().index(0, 1).data() == "เสียชีวิต"


def test_tab_leaves_the_grid_behind_the_last_field_and_before_the_first(qtbot: QtBot, app: QApplication) -> None:
    window, before, behind = QWidget(), QLineEdit(), QLineEdit()
    made = EntryGrid([Column("name", "ชื่อ")], [EntryColumn("note", "หมายเหตุ")], today=date(2026, 11, 21))
    column = QVBoxLayout(window)
    for each in (before, made, behind):
        column.addWidget(each)
    made.set_rows(ROWS[:2])
    open_window(qtbot, window)
    before.setFocus()
    reached = []
    for key in [Qt.Key.Key_Tab] * 3 + [Qt.Key.Key_Backtab] * 3:
        focused = app.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)
        reached.append(app.focusWidget())
    assert reached == [made.grid, made.grid, behind, made.grid, made.grid, before]
