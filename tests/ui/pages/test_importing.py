"""The import wizard through keys and clicks: understood, corrected, looked through, written or not at all, mended."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.demo.office import MadeUpOffice
from sai_thong.exchange.findings import FindingKind
from sai_thong.exchange.headings import PersonField
from sai_thong.exchange.layout_memory import remembered_mappings
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.citizens.records import Citizen, RegistryList
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.citizen_id import check_digit
from sai_thong.ui.kit import ChoiceBox, ThaiLabel
from sai_thong.ui.mailbox import Line
from sai_thong.ui.pages.importing import ImportPage
from sai_thong.ui.pages.importing.done_view import DoneView
from sai_thong.ui.pages.importing.outcome_view import FINDINGS, OutcomeView
from sai_thong.ui.pages.importing.session import ListKind
from sai_thong.ui.shell import Shell
from tests.ui.keyboard import type_text
from tests.ui.pages.conftest import OpenShell

ALT = Qt.KeyboardModifier.AltModifier


def an_id(number: int) -> str:
    twelve = f"3{number:011}"
    return twelve + check_digit(twelve)


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    return empty_store()


@pytest.fixture
def books(store: Store) -> Path:
    return store.path.parent / "workbooks"


@pytest.fixture
def shell(desk: OpenShell, store: Store) -> Shell:
    return desk("import", store)


@pytest.fixture
def page(shell: Shell) -> ImportPage:
    page = shell.page()
    assert isinstance(page, ImportPage)
    return page


@pytest.fixture
def small_list(tmp_path: Path) -> Path:
    """Three people of whom one has a wrong id; the house number stands under a heading nobody uses."""
    path = tmp_path / "รายชื่อ.xlsx"
    headings = ("เลขประจำตัวประชาชน", "ชื่อ - สกุล", "วันเกิด", "ที่ตั้ง", "หมู่")
    rows = [
        (an_id(1), "นายหนึ่ง ใจดี", "12 ม.ค. 2489", "11/1", 1),
        ("1234567890123", "นายสอง ใจดี", "12 ม.ค. 2489", "22/2", 2),
        (an_id(3), "นางสาม ใจดี", "-/-/2485", "33/3", 3),
    ]
    with new_workbook(path) as workbook:
        write_table(workbook, "ทั้งหมด", headings, rows, titles=("บัญชีรายชื่อผู้สูงอายุ ณ วันที่ 1 ตุลาคม 2569",))
    return path


def texts(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(ThaiLabel))  # type: ignore[attr-defined]


def read(page: ImportPage, qtbot: QtBot, path: Path) -> None:
    page.read_file(path)
    qtbot.waitUntil(lambda: page.session.examined is not None, timeout=20_000)


def look_through(page: ImportPage, qtbot: QtBot) -> OutcomeView:
    for _step in ("columns", "preview"):
        if page.wizard.step.key != "preview":
            assert page.wizard.reason.text() == ""
            qtbot.keyClick(page.wizard, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: page.session.preview is not None, timeout=20_000)
    view = page.wizard.findChild(OutcomeView)
    assert isinstance(view, OutcomeView)
    return view


def write(page: ImportPage, qtbot: QtBot) -> DoneView:
    qtbot.keyClick(page.wizard, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: isinstance(page.stack.currentWidget(), DoneView), timeout=20_000)
    view = page.stack.currentWidget()
    assert isinstance(view, DoneView)
    return view


def box_of(page: ImportPage, heading: str) -> ChoiceBox:
    return next(box for box in page.columns_step.editor.boxes if box.accessibleName() == heading)


def choose(box: ChoiceBox, field: PersonField | None) -> None:
    box.set_value(field.value if field else "")
    box.activated.emit(box.currentIndex())


def test_the_page_opens_with_the_keys_on_choosing_a_file(page: ImportPage, app: QApplication) -> None:
    assert app.focusWidget() is page.file_step.drop.button
    assert not page.wizard.next_button.isEnabled()
    assert page.wizard.reason.text() == "เลือกแฟ้มก่อน"


@pytest.mark.parametrize("width", [1366, 1024])
def test_the_lists_received_so_far_need_no_sideways_scrolling(
    desk: OpenShell, store: Store, qtbot: QtBot, width: int
) -> None:
    with store.transaction("ประวัติหลายปี") as tx:
        for number in range(30):
            name = f"บัญชีรายชื่อจากสำนักทะเบียนอำเภอโนนทรายคำ ครั้งที่ {number}.xlsx"
            tx.insert(RegistryList(listed_on=date(2026, 9, 30), rows=12_345, file_name=name))
    shell = desk("import", store)
    shell.resize(width, 768)
    page = shell.page()
    assert isinstance(page, ImportPage)
    grid = page.file_step.past.grid
    qtbot.waitUntil(lambda: shell.width() == width and grid.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(lambda: grid.horizontalScrollBar().maximum() == 0)


def test_a_chosen_file_says_by_its_title_what_list_it_is(
    page: ImportPage, books: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(books / "elders.xlsx"), ""))
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.session.examined is not None, timeout=20_000)
    assert page.file_step.kinds[ListKind.OLD_AGE].isChecked()
    assert "elders.xlsx" in texts(page.file_step.drop)
    assert page.wizard.next_button.isEnabled()


def test_a_dropped_file_is_read_too(page: ImportPage, small_list: Path, qtbot: QtBot) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(small_list))])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.file_step.drop.dropEvent(event)
    qtbot.waitUntil(lambda: page.session.examined is not None, timeout=20_000)
    assert (page.session.kind, page.session.listed_on) == (ListKind.OLD_AGE, date(2026, 10, 1))


def test_a_file_that_is_no_list_is_refused_in_words(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "รูป.xlsx"
    path.write_bytes(b"\x89PNG")
    page.read_file(path)
    qtbot.waitUntil(lambda: bool(page.banners.banners()), timeout=20_000)
    assert "รูป.xlsx" in page.banners.banners()[0].text()
    assert "นำเข้าไม่ได้" in texts(page.file_step.drop)
    assert not page.wizard.next_button.isEnabled()


def test_the_registrars_list_needs_its_day(page: ImportPage, small_list: Path, qtbot: QtBot) -> None:
    read(page, qtbot, small_list)
    line = page.file_step.listed_on.line
    line.clear()
    line.textEdited.emit("")
    page.file_step.kinds[ListKind.REGISTRAR].click()
    assert "วันที่" in page.wizard.reason.text()
    type_text(line, "1/12/2569")
    assert page.wizard.reason.text() == "วันที่ของข้อมูลยังมาไม่ถึง"
    line.clear()
    type_text(line, "1/11/2569")
    assert page.wizard.next_button.isEnabled()
    assert page.session.listed_on == date(2026, 11, 1)


def test_the_keys_wait_for_what_was_looked_through_and_go_on_from_there(
    page: ImportPage, small_list: Path, qtbot: QtBot, app: QApplication
) -> None:
    read(page, qtbot, small_list)
    page.wizard.next()
    page.wizard.next_button.setFocus()
    qtbot.keyClick(page.wizard.next_button, Qt.Key.Key_Space)
    assert page.isAncestorOf(app.focusWidget())
    qtbot.waitUntil(lambda: page.session.preview is not None, timeout=30_000)
    assert app.focusWidget() is page.wizard.next_button


def test_nothing_is_written_by_looking_through(page: ImportPage, store: Store, small_list: Path, qtbot: QtBot) -> None:
    read(page, qtbot, small_list)
    view = look_through(page, qtbot)
    assert [(row["row"], row["value"]) for row in view.rejected.rows()] == [(4, "1234567890123")]
    assert page.session.preview is not None and page.session.preview.created == 2
    assert store.find(Citizen) == []
    assert store.find(Claim) == []


def test_a_column_is_corrected_and_the_correction_is_remembered(
    page: ImportPage, store: Store, small_list: Path, qtbot: QtBot
) -> None:
    read(page, qtbot, small_list)
    page.wizard.next()
    box = box_of(page, "ที่ตั้ง")
    assert "11/1" in texts(page.columns_step)
    choose(box, PersonField.HOUSE_NO)
    look_through(page, qtbot)
    write(page, qtbot)
    assert sorted(each.house_no for each in store.find(Citizen)) == ["11/1", "33/3"]
    (mapping,) = remembered_mappings(store).values()
    assert mapping[PersonField.HOUSE_NO] == (3,)
    page.start_again()
    read(page, qtbot, small_list)
    page.wizard.next()
    assert "ตามที่เคยยืนยัน" in [
        chip.text() for chip in page.columns_step.editor.findChildren(object) if hasattr(chip, "set_chip")
    ]


def test_a_list_that_names_nobody_cannot_go_on(page: ImportPage, small_list: Path, qtbot: QtBot) -> None:
    read(page, qtbot, small_list)
    page.wizard.next()
    choose(box_of(page, "เลขประจำตัวประชาชน"), None)
    choose(box_of(page, "ชื่อ - สกุล"), None)
    assert "ทั้งหมด" in page.wizard.reason.text()
    assert not page.wizard.next_button.isEnabled()
    choose(box_of(page, "เลขประจำตัวประชาชน"), PersonField.CITIZEN_ID)
    assert page.wizard.next_button.isEnabled()


def test_correcting_after_looking_through_looks_through_again(page: ImportPage, small_list: Path, qtbot: QtBot) -> None:
    read(page, qtbot, small_list)
    look_through(page, qtbot)
    first = page.session.preview
    qtbot.keyClick(page.wizard, Qt.Key.Key_Escape)
    assert page.wizard.step.key == "columns"
    choose(box_of(page, "วันเกิด"), None)
    look_through(page, qtbot)
    assert page.session.preview is not first
    assert page.session.preview is not None
    assert all(person.birth is None for person in page.session.plan.people)  # type: ignore[union-attr]


def test_the_books_of_an_office_become_citizens_with_claims(
    page: ImportPage, shell: Shell, store: Store, books: Path, qtbot: QtBot
) -> None:
    read(page, qtbot, books / "elders.xlsx")
    look_through(page, qtbot)
    done = write(page, qtbot)
    outcome = page.session.outcome
    assert outcome is not None and outcome.created == len(store.find(Citizen)) > 0
    assert len(store.find(Claim)) == outcome.created
    assert f"{outcome.created:,}" in "".join(
        card.accessibleName() for card in done.findChildren(object) if hasattr(card, "set_figure")
    )
    done.onward[0].click()
    assert shell.page_key == "citizens"


def test_reading_the_same_file_twice_changes_nothing(page: ImportPage, store: Store, books: Path, qtbot: QtBot) -> None:
    for _time in range(2):
        read(page, qtbot, books / "disabled.csv")
        page.file_step.kinds[ListKind.DISABILITY].click()
        look_through(page, qtbot)
        write(page, qtbot)
    assert page.session.outcome is not None
    assert (page.session.outcome.created, page.session.outcome.updated) == (0, 0)
    assert page.session.outcome.unchanged == len(store.find(Citizen))


def test_assistance_is_kept_in_its_own_set(page: ImportPage, store: Store, books: Path, qtbot: QtBot) -> None:
    read(page, qtbot, books / "assistance.xlsx")
    page.file_step.kinds[ListKind.HIV].click()
    look_through(page, qtbot)
    write(page, qtbot)
    assert store.find(Claim) == []
    assert store.sealed_set(SchemeSet.SPECIAL).find(Claim)


def test_the_registrars_list_is_kept_with_its_day(page: ImportPage, store: Store, books: Path, qtbot: QtBot) -> None:
    read(page, qtbot, books / "registrar.xlsx")
    page.file_step.kinds[ListKind.REGISTRAR].click()
    look_through(page, qtbot)
    write(page, qtbot)
    (kept,) = store.find(RegistryList)
    assert kept.listed_on == page.session.listed_on
    page.start_again()
    assert [row["file_name"] for row in page.file_step.past.rows()] == ["registrar.xlsx"]


def test_rows_not_taken_are_saved_mended_and_imported(
    page: ImportPage, store: Store, small_list: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = small_list.parent
    read(page, qtbot, small_list)
    look_through(page, qtbot)
    write(page, qtbot)
    saved = tmp_path / "แถวที่ไม่รับเข้า.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(saved), ""))
    page.save_rejected()
    assert "แถวที่ไม่รับเข้า.xlsx" in page.banners.banners()[0].text()
    mended = tmp_path / "แก้แล้ว.csv"
    mended.write_text(f"เลขประจำตัวประชาชน,ชื่อ - สกุล,วันเกิด\n{an_id(2)},นายสอง ใจดี,12 ม.ค. 2489\n", encoding="utf-8")
    page.start_again()
    read(page, qtbot, mended)
    page.file_step.kinds[ListKind.OLD_AGE].click()
    look_through(page, qtbot)
    write(page, qtbot)
    assert len(store.find(Citizen)) == 3
    read(page, qtbot, saved)
    assert page.session.examined is not None
    assert page.session.examined.groups[0].rows == 1


def test_a_cancelled_import_leaves_nothing_behind(
    page: ImportPage, store: Store, books: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(page, qtbot, books / "elders.xlsx")
    look_through(page, qtbot)
    monkeypatch.setattr("sai_thong.exchange.importing._AT_ONCE", 1)
    cancelled, reported, report = threading.Event(), [], Line.report

    def wait_in_the_middle(line: Line, done: int, total: int) -> None:
        reported.append(done)
        if len(reported) == 3:
            assert cancelled.wait(timeout=20)
        report(line, done, total)

    monkeypatch.setattr(Line, "report", wait_in_the_middle)
    page.wizard.next()
    assert not page.wizard.isEnabled()
    qtbot.waitUntil(lambda: len(reported) == 3, timeout=20_000)
    page.progress.cancel_button().click()
    cancelled.set()
    qtbot.waitUntil(lambda: bool(page.banners.banners()), timeout=20_000)
    assert page.banners.banners()[0].text() == "ยกเลิกการนำเข้าแล้ว"
    assert store.find(Citizen) == []
    assert page.wizard.isEnabled()
    write(page, qtbot)
    assert store.find(Citizen)


def test_findings_are_told_in_sentences_and_filtered_by_kind(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "ควรดู.csv"
    people = [f"{an_id(1)},เด็กชายหนึ่ง ใจดี,12 ม.ค. 2489", f"{an_id(2)},นายสอง ใจดี,", f"{an_id(3)},นายสาม ใจดี,"]
    path.write_text("\n".join(["เลขประจำตัวประชาชน,ชื่อ - สกุล,วันเกิด", *people]), encoding="utf-8")
    read(page, qtbot, path)
    page.file_step.kinds[ListKind.OLD_AGE].click()
    view = look_through(page, qtbot)
    assert view.tabs.current() == FINDINGS
    assert "เด็กชาย" in view.findings.rows()[0]["text"]
    view.kinds.set_value(FindingKind.BIRTH_MISSING.value)
    view.kinds.chosen.emit(FindingKind.BIRTH_MISSING.value)
    assert [row["row"] for row in view.findings.rows()] == [3, 4]


def test_a_wizard_under_way_survives_a_change_of_language(
    page: ImportPage, shell: Shell, small_list: Path, store: Store, qtbot: QtBot
) -> None:
    read(page, qtbot, small_list)
    page.wizard.next()
    choose(box_of(page, "ที่ตั้ง"), PersonField.HOUSE_NO)
    look_through(page, qtbot)
    shell.set_language("en")
    again = shell.page()
    assert isinstance(again, ImportPage) and again is not page
    assert again.wizard.step.key == "preview"
    view = again.wizard.findChild(OutcomeView)
    assert isinstance(view, OutcomeView) and view.tabs.bar.tabText(0) == "Rows not taken (1)"
    again.wizard.next()
    qtbot.waitUntil(lambda: isinstance(again.stack.currentWidget(), DoneView), timeout=20_000)
    assert sorted(each.house_no for each in store.find(Citizen)) == ["11/1", "33/3"]


def test_an_import_goes_on_while_the_window_changes_its_language(
    page: ImportPage, shell: Shell, books: Path, store: Store, qtbot: QtBot
) -> None:
    read(page, qtbot, books / "elders.xlsx")
    look_through(page, qtbot)
    page.wizard.next()
    shell.set_language("en")
    again = shell.page()
    assert isinstance(again, ImportPage)
    qtbot.waitUntil(lambda: isinstance(again.stack.currentWidget(), DoneView), timeout=20_000)
    assert again.session.outcome is not None
    assert again.session.outcome.created == len(store.find(Citizen))


def test_a_page_can_be_opened_on_a_file(living_office: MadeUpOffice, desk: OpenShell, qtbot: QtBot) -> None:
    shell = desk("citizens")
    shell.go("import", file=str(living_office.books.elders))
    page = shell.page()
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: page.session.examined is not None, timeout=20_000)
    assert page.session.examined.file_name == "elders.xlsx"  # type: ignore[union-attr]
