"""The board of cases: columns by where they stand, gone through with the arrows, a card opens its case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.registers.petitions.board import COLUMNS
from sai_thong.registers.petitions.terms import PetitionState
from sai_thong.ui.pages.petitions.board import BoardSection
from sai_thong.ui.pages.petitions.board_column import BoardColumnView
from tests.ui.pages.petitions.worked import CaseDesk


@pytest.fixture
def board(cases: CaseDesk) -> BoardSection:
    cases.page.open_section("board")
    cases.settle()
    section = cases.page.section()
    assert isinstance(section, BoardSection)
    return section


def said(column: BoardColumnView) -> list[str]:
    model = column.cards.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_every_open_state_has_its_column_with_its_count(board: BoardSection) -> None:
    assert tuple(board.columns) == COLUMNS
    counts = {state: len(said(column)) for state, column in board.columns.items() if said(column)}
    assert counts == {
        PetitionState.RECEIVED: 4,
        PetitionState.AWAITING_PAPERS: 1,
        PetitionState.ASSIGNED: 1,
        PetitionState.PROPOSED: 1,
        PetitionState.DECIDED: 1,
    }
    assert board.columns[PetitionState.RECEIVED].heading.text().endswith("4")


def test_the_most_pressing_card_stands_on_top(board: BoardSection) -> None:
    assert "เสียงดัง" in said(board.columns[PetitionState.RECEIVED])[0]


def test_the_arrows_go_through_the_cards_and_enter_opens_one(
    board: BoardSection, cases: CaseDesk, qtbot: QtBot
) -> None:
    assert board.take_focus()
    received, assigned = board.columns[PetitionState.RECEIVED].cards, board.columns[PetitionState.ASSIGNED].cards
    qtbot.keyClick(received, Qt.Key.Key_Down)
    assert received.currentIndex().row() == 1
    for _step in range(2):
        focused = cases.shell.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Right)
    assert assigned.hasFocus()
    qtbot.keyClick(assigned, Qt.Key.Key_Return)
    cases.wait(lambda: cases.listed.desk.shown is not None)
    assert cases.page.tabs.current() == "list"
    assert "ไฟถนน" in cases.shown.view.petition.subject


def test_empty_columns_are_passed_over(board: BoardSection, cases: CaseDesk, qtbot: QtBot) -> None:
    decided = board.columns[PetitionState.DECIDED]
    decided.take_focus()
    qtbot.keyClick(decided.cards, Qt.Key.Key_Right)
    assert decided.cards.hasFocus()
    qtbot.keyClick(decided.cards, Qt.Key.Key_Left)
    assert board.columns[PetitionState.PROPOSED].cards.hasFocus()
    assert cases.page.tabs.current() == "board"


def test_a_view_without_a_case_says_so(board: BoardSection, cases: CaseDesk) -> None:
    board.restore({"whose": "mine"})
    cases.settle()
    assert [len(said(column)) for column in board.columns.values()] == [0, 0, 1, 0, 0, 0, 0]
    cases.page.show_sealed(True)
    cases.page.open_section("board", whose="mine")
    cases.settle()
    section = cases.page.section()
    assert isinstance(section, BoardSection)
    assert section.state_view.isVisible()
