"""A box of several lines breaks Thai between words, and its text, the clipboard and undoing know nothing of it."""

from __future__ import annotations

from datetime import date
from itertools import accumulate

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from sai_thong.thai.words import pieces
from sai_thong.ui.kit.fields import FieldSpec, NotesEditor, editor_for
from tests.ui.keyboard import open_window, type_text

TEXT = "ผู้มีสิทธิได้รับเงินประจำจากกองทุนผู้สูงอายุขององค์การบริหารส่วนตำบลทรายทอง ตั้งแต่เดือนพฤศจิกายน 2569 เป็นต้นไป"


@pytest.fixture
def notes(qtbot: QtBot) -> NotesEditor:
    editor = editor_for(FieldSpec("note", "หมายเหตุ", "notes"), date(2026, 11, 3))
    assert isinstance(editor, NotesEditor)
    editor.resize(260, 104)
    open_window(qtbot, editor)
    editor.text.setFocus()
    return editor


def lines_of(block: QTextBlock) -> list[str]:
    layout = block.layout()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    return [block.text()[line.textStart() : line.textStart() + line.textLength()] for line in lines]


def lines(text: QPlainTextEdit) -> list[str]:
    block, found = text.document().firstBlock(), []
    while block.isValid():
        found += lines_of(block)
        block = block.next()
    return found


def assert_broken_between_words(shown: list[str]) -> None:
    """Every inner end of a line is a place where a reader would break."""
    allowed = set(accumulate(len(piece.text) + len(piece.space_after) for piece in pieces("".join(shown))))
    assert set(accumulate(len(line) for line in shown)) <= allowed


def test_typed_text_wraps_between_thai_words(notes: NotesEditor) -> None:
    type_text(notes.text, TEXT)
    assert len(lines(notes.text)) > 3
    assert_broken_between_words(lines(notes.text))
    assert notes.read() == TEXT


def test_another_width_breaks_elsewhere_and_loses_nothing(notes: NotesEditor, qtbot: QtBot) -> None:
    notes.show_value(TEXT)
    before = lines(notes.text)
    notes.resize(420, 104)
    qtbot.waitUntil(lambda: 0 < len(lines(notes.text)) < len(before))
    assert "".join(lines(notes.text)) == TEXT
    assert_broken_between_words(lines(notes.text))


def test_typing_within_a_paragraph_breaks_it_anew(notes: NotesEditor, qtbot: QtBot) -> None:
    notes.show_value(TEXT)
    qtbot.keyClick(notes.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    type_text(notes.text, "ขอให้ตรวจว่า")
    shown = lines(notes.text)
    assert "".join(shown) == "ขอให้ตรวจว่า" + TEXT
    assert_broken_between_words(shown)


def test_copied_text_has_no_mark_of_its_lines(notes: NotesEditor, qtbot: QtBot) -> None:
    notes.show_value(TEXT)
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        qtbot.keyClick(notes.text, key, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == TEXT


def test_the_cursor_passes_a_break_in_one_step_and_undo_takes_typing_back(notes: NotesEditor, qtbot: QtBot) -> None:
    type_text(notes.text, TEXT)
    qtbot.keyClick(notes.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    first = len(lines(notes.text)[0])
    qtbot.keyClick(notes.text, Qt.Key.Key_End)
    at_end = notes.text.textCursor().position()
    assert at_end in (first - 1, first)
    qtbot.keyClick(notes.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert notes.read() == ""


def test_what_fits_no_line_is_cut_anywhere(notes: NotesEditor) -> None:
    notes.show_value("0123456789" * 12)
    shown = lines(notes.text)
    assert "".join(shown) == "0123456789" * 12
    assert len(shown) > 2


def test_long_text_scrolls_to_its_end(notes: NotesEditor, qtbot: QtBot) -> None:
    notes.show_value("\n".join([TEXT] * 5))
    qtbot.keyClick(notes.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: notes.text.verticalScrollBar().value() > 0)
    assert notes.text.verticalScrollBar().value() == notes.text.verticalScrollBar().maximum()
