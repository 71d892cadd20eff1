"""Whatever is hidden, disabled or made anew, the keys stay in the page, where they were or beside it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sai_thong.ui.focus_keeper import FocusKeeper
from sai_thong.ui.kit import Column, ListTable
from tests.ui.keyboard import open_window


class Record(QWidget):
    """A panel whose buttons are made anew whenever it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.button = QPushButton()
        self.show_button("Pay")

    def show_button(self, text: str) -> QPushButton:
        self.button.deleteLater()
        self.button.hide()
        self.button = QPushButton(text)
        self.column.addWidget(self.button)
        return self.button


class Side(QMainWindow):
    """A window with a side bar, a list, and a record beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.side = QPushButton("Today")
        self.page = QWidget()
        self.table = ListTable([Column("name", "Name")])
        self.table.set_rows([{"id": "a", "name": "A"}])
        self.record = Record()
        column = QVBoxLayout(self.page)
        column.addWidget(self.table)
        column.addWidget(self.record)
        centre = QWidget()
        line = QVBoxLayout(centre)
        line.addWidget(self.side)
        line.addWidget(self.page)
        self.setCentralWidget(centre)
        self.keeper = FocusKeeper(self)


@pytest.fixture
def window(qtbot: QtBot) -> Side:
    made = Side()
    open_window(qtbot, made)
    made.keeper.open(made.page)
    made.record.button.setFocus()
    return made


def test_a_button_made_anew_has_the_keys_again(window: Side, app: QApplication, qtbot: QtBot) -> None:
    button = window.record.show_button("Pay")
    qtbot.waitUntil(lambda: app.focusWidget() is button)


def test_the_list_has_them_where_the_button_is_gone(window: Side, app: QApplication, qtbot: QtBot) -> None:
    window.record.show_button("Take back")
    qtbot.waitUntil(lambda: app.focusWidget() is window.table.grid)


def test_a_disabled_button_lets_go_of_the_keys_to_the_list(window: Side, app: QApplication, qtbot: QtBot) -> None:
    window.record.button.setEnabled(False)
    qtbot.waitUntil(lambda: app.focusWidget() is window.table.grid)


def test_what_somebody_chose_meanwhile_stays_chosen(window: Side, app: QApplication, qtbot: QtBot) -> None:
    window.record.show_button("Pay")
    window.table.grid.setFocus()
    qtbot.wait(1)
    assert app.focusWidget() is window.table.grid


def test_a_page_that_still_reads_has_them_itself(window: Side, app: QApplication, qtbot: QtBot) -> None:
    window.table.hide()
    window.record.button.hide()
    qtbot.waitUntil(lambda: app.focusWidget() is window.page)
    window.table.show()
    window.keeper.look_again()
    qtbot.waitUntil(lambda: app.focusWidget() is window.table.grid)


def test_coming_back_finds_them_where_they_were(window: Side, app: QApplication) -> None:
    window.keeper.open(window.side)
    window.side.setFocus()
    window.keeper.come_back(window.page)
    assert app.focusWidget() is window.record.button
