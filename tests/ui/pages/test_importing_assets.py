"""The wizard with the office's list of assets: from the dropped file to the cards, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.demo.equipment_book import EquipmentBook, write_equipment_book
from sai_thong.exchange.assets.findings import NoteKind
from sai_thong.exchange.assets.importing import AssetImport
from sai_thong.exchange.findings import FindingKind
from sai_thong.exchange.headings import FIELD_LABELS
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.rules.numbers import number_key
from sai_thong.ui.pages.importing import ImportPage
from sai_thong.ui.pages.importing.finding_words import kind_words
from sai_thong.ui.pages.importing.session import ListKind
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell
from tests.ui.pages.test_importing import look_through, write

TODAY = date(2026, 11, 3)


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    return empty_store()


@pytest.fixture
def shell(desk: OpenShell, store: Store) -> Shell:
    return desk("import", store)


@pytest.fixture
def page(shell: Shell) -> ImportPage:
    found = shell.page()
    assert isinstance(found, ImportPage)
    return found


@pytest.fixture
def book(tmp_path: Path) -> EquipmentBook:
    return write_equipment_book(tmp_path, seed=5, on=TODAY, rows=40)


def read(page: ImportPage, qtbot: QtBot, path: Path) -> None:
    page.read_file(path)
    qtbot.waitUntil(lambda: page.session.found is not None, timeout=20_000)


def test_the_office_book_comes_in_as_its_truth_says(
    page: ImportPage, shell: Shell, store: Store, book: EquipmentBook, qtbot: QtBot
) -> None:
    read(page, qtbot, book.path)
    assert page.session.kind is ListKind.ASSETS
    assert page.file_step.kinds[ListKind.ASSETS].isChecked()
    look_through(page, qtbot)
    assert isinstance(page.session.preview, AssetImport)
    assert len(book.truth["rejects"]) == len(page.session.preview.rejected)
    assert store.find(Asset) == []
    done = write(page, qtbot)
    assert {number_key(card.number) for card in store.find(Asset)} == {
        number_key(each["no"]) for each in book.truth["assets"]
    }
    qtbot.keyClick(done.onward[-1], Qt.Key.Key_Return)
    assert shell.page_key == "assets"


def test_a_list_without_the_year_of_its_book_asks_for_it(
    page: ImportPage, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "ครุภัณฑ์.xlsx"
    headings = ("รหัสครุภัณฑ์", "รายการ", "วันที่ได้มา", "ราคา", "ค่าเสื่อมสะสม")
    with new_workbook(path) as workbook:
        write_table(workbook, "ครุภัณฑ์", headings, [["416-66-0001", "คอมพิวเตอร์", "9 ต.ค. 65", 30000, 20000]], titles=[])
    read(page, qtbot, path)
    assert page.file_step.opening_year.isVisible()
    line = page.file_step.opening_year.line
    line.setFocus()
    line.selectAll()
    type_text(line, "2470")
    assert "ปีงบประมาณ" in page.wizard.reason.text()
    line.selectAll()
    type_text(line, "2568")
    assert page.wizard.reason.text() == ""
    look_through(page, qtbot)
    write(page, qtbot)
    (card,) = store.find(Asset)
    assert (card.opening_accumulated_satang, card.opening_year_be) == (2_000_000, 2568)


def test_what_is_no_such_list_is_said_before_anything_is_read_through(
    page: ImportPage, book: EquipmentBook, qtbot: QtBot
) -> None:
    read(page, qtbot, book.path)
    qtbot.mouseClick(page.file_step.kinds[ListKind.REGISTRAR], Qt.MouseButton.LeftButton)
    assert "ไม่มีบัญชีชนิดนั้น" in page.wizard.reason.text()
    assert not page.wizard.next_button.isEnabled()
    qtbot.mouseClick(page.file_step.kinds[ListKind.ASSETS], Qt.MouseButton.LeftButton)
    assert page.wizard.reason.text() == ""


def test_columns_are_named_as_the_register_of_assets_names_them(
    page: ImportPage, book: EquipmentBook, qtbot: QtBot
) -> None:
    read(page, qtbot, book.path)
    qtbot.keyClick(page.wizard, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    box = page.columns_step.editor.boxes[0]
    words = {box.itemText(place) for place in range(box.count())}
    assert "เลขรหัสพัสดุ" in words
    assert "เลขประจำตัวประชาชน" not in words
    assert len(words) < len(FIELD_LABELS)


def test_another_page_may_ask_for_this_list(desk: OpenShell, store: Store) -> None:
    shell = desk("citizens", store)
    shell.go("import", kind="assets")
    page = shell.page()
    assert isinstance(page, ImportPage)
    assert page.file_step.kinds[ListKind.ASSETS].isChecked()


@pytest.mark.parametrize("kind", [*NoteKind, *FindingKind])
def test_every_finding_has_a_short_name(kind: NoteKind | FindingKind) -> None:
    assert kind_words(kind)
