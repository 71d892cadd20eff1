"""The print preview: pages drawn when looked at, any of them printed, saved, and refused in words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sai_thong.forms.render import page_count
from sai_thong.ground.errors import BadInput
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.printing import PdfPages, page_numbers
from tests.ui.gallery import sample_pdf
from tests.ui.keyboard import open_window, type_text


@pytest.fixture
def open_preview(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., PrintPreview]]:
    opened: list[PrintPreview] = []

    def make(count: int = 3, **given: object) -> PrintPreview:
        def to_file(_name: str) -> QPrinter:
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setResolution(150)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(tmp_path / "printed.pdf"))
            return printer

        settings = {"printers": ["ห้องธุรการ"], "printer_of": to_file, **given}
        shown = PrintPreview(sample_pdf(count), title="บัญชีรายชื่อ", file_name="list.pdf", **settings)  # type: ignore[arg-type]
        shown.resize(1000, 700)
        open_window(qtbot, shown)
        qtbot.waitUntil(lambda: len(shown.sheets.sheets) == count)
        opened.append(shown)
        return shown

    yield make
    for shown in opened:
        shown.shut_down()


def drawn(shown: PrintPreview) -> list[int]:
    return [sheet.number for sheet in shown.sheets.sheets if sheet.picture is not None]


def test_only_pages_in_view_are_drawn_of_two_hundred(
    open_preview: Callable[..., PrintPreview], qtbot: QtBot, app: QApplication
) -> None:
    shown = open_preview(200)
    qtbot.waitUntil(lambda: 0 in drawn(shown))
    assert len(drawn(shown)) <= 3
    shown.page_list.setFocus()
    shown.page_list.setCurrentRow(150)
    qtbot.waitUntil(lambda: 150 in drawn(shown))
    app.processEvents()
    assert len(drawn(shown)) <= 15


def test_the_page_shown_is_marked_from_the_beginning(open_preview: Callable[..., PrintPreview], qtbot: QtBot) -> None:
    shown = open_preview(3)
    shown.take_focus()
    qtbot.waitUntil(lambda: shown.page_list.currentRow() == 0)


def test_a_drawn_page_shows_what_is_on_it(open_preview: Callable[..., PrintPreview], qtbot: QtBot) -> None:
    shown = open_preview(1)
    qtbot.waitUntil(lambda: drawn(shown) == [0])
    picture = shown.sheets.sheets[0].picture
    assert picture is not None
    dark = sum(
        picture.pixelColor(x, y).lightness() < 100
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    )
    assert dark > 100


def test_zoom_makes_pages_larger_and_smaller(
    open_preview: Callable[..., PrintPreview], qtbot: QtBot, app: QApplication
) -> None:
    shown = open_preview(1)
    sheet = shown.sheets.sheets[0]
    fitted = sheet.width()
    qtbot.keyClick(shown, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sheet.width() > fitted)
    for _ in range(6):
        shown.zoom_by(-1)
    app.processEvents()
    assert sheet.width() == round(595 / 72 * 48)
    shown.fit()
    app.processEvents()
    assert sheet.width() == fitted


def printed_pages(tmp_path: Path) -> int:
    return page_count((tmp_path / "printed.pdf").read_bytes())


def test_control_p_prints_all_pages(open_preview: Callable[..., PrintPreview], qtbot: QtBot, tmp_path: Path) -> None:
    shown = open_preview(3)
    with qtbot.waitSignal(shown.printed, timeout=30_000) as told:
        qtbot.keyClick(shown, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [3]
    assert printed_pages(tmp_path) == 3
    assert shown.print_button.isEnabled()
    assert shown.banners.banners()[0].text() == "ส่งไปเครื่องพิมพ์แล้ว 3 หน้า"


def test_one_page_can_be_printed_again(open_preview: Callable[..., PrintPreview], qtbot: QtBot, tmp_path: Path) -> None:
    shown = open_preview(3)
    type_text(shown.range_field, "2")
    with qtbot.waitSignal(shown.printed, timeout=30_000) as told:
        shown.print_button.click()
    assert told.args == [1]
    assert printed_pages(tmp_path) == 1


def test_a_line_down_the_page_is_printed_without_gaps(
    open_preview: Callable[..., PrintPreview], qtbot: QtBot, tmp_path: Path
) -> None:
    shown = open_preview(1)
    with qtbot.waitSignal(shown.printed, timeout=30_000):
        shown.print_button.click()
    with PdfPages((tmp_path / "printed.pdf").read_bytes()) as pages:
        picture = pages.picture(0, 150)
    left_edge = round(56 / 72 * 150)
    for y in range(round(100 / 72 * 150), round(700 / 72 * 150)):
        assert min(picture.pixelColor(left_edge + x, y).lightness() for x in (-2, -1, 0, 1, 2)) < 160


def test_pages_that_are_not_there_are_refused_in_words(
    open_preview: Callable[..., PrintPreview], tmp_path: Path
) -> None:
    shown = open_preview(3)
    type_text(shown.range_field, "2-9")
    shown.print_button.click()
    assert "2-9" in shown.banners.banners()[0].text()
    assert not (tmp_path / "printed.pdf").exists()
    assert shown.focusWidget() is shown.range_field


def test_without_a_printer_it_says_so_and_saves_still(
    open_preview: Callable[..., PrintPreview], qtbot: QtBot, tmp_path: Path
) -> None:
    shown = open_preview(1, printers=[], choose_file=lambda _parent, name: tmp_path / name)
    assert not shown.print_button.isEnabled()
    assert shown.banners.banners()
    with qtbot.waitSignal(shown.saved):
        qtbot.keyClick(shown, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_told_and_the_paper_stays(
    open_preview: Callable[..., PrintPreview], tmp_path: Path
) -> None:
    shown = open_preview(1, choose_file=lambda _parent, name: tmp_path / "missing" / name)
    shown.save_as()
    banner = shown.banners.banners()[0]
    assert banner.text() == "บันทึกแฟ้มลงที่นั้นไม่ได้"
    assert "เอกสารยังอยู่" in banner.accessibleName()


def test_what_was_printed_stands_in_the_log_and_whom_it_is_about_does_not(
    open_preview: Callable[..., PrintPreview], qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    shown = open_preview(3)
    with caplog.at_level(logging.INFO), qtbot.waitSignal(shown.printed, timeout=30_000):
        shown.print_button.click()
    type_text(shown.range_field, "2")
    with caplog.at_level(logging.INFO), qtbot.waitSignal(shown.printed, timeout=30_000):
        shown.print_button.click()
    told = [record.getMessage() for record in caplog.records if record.name.endswith("print")]
    assert told == ["list.pdf, all pages", "list.pdf, pages 2"]


def test_changing_ones_mind_about_saving_does_nothing(open_preview: Callable[..., PrintPreview]) -> None:
    shown = open_preview(1, choose_file=lambda _parent, _name: None)
    shown.save_as()
    assert shown.banners.banners() == []


RANGES = [
    ("", [0, 1, 2, 3, 4]),
    ("2", [1]),
    ("1-3, 5", [0, 1, 2, 4]),
    ("๒-๓", [1, 2]),
    ("4-", [3, 4]),
    ("-2", [0, 1]),
    ("5,1", [4, 0]),
]


@pytest.mark.parametrize(("text", "numbers"), RANGES)
def test_pages_are_named_as_people_write_them(text: str, numbers: list[int]) -> None:
    assert page_numbers(text, 5) == numbers


@pytest.mark.parametrize("text", ["0", "6", "3-2", "a", "1,,2", "1-2-3"])
def test_what_names_no_pages_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        page_numbers(text, 5)
