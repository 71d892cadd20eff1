"""Pages on their way to a printer: nobody waits for them in front of the window, and they arrive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sai_thong.forms.render import page_count
from sai_thong.ground.pdfium import PDFIUM
from sai_thong.ui.kit.confirm import ErrorDialog
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.outgoing_prints import outgoing_prints
from sai_thong.ui.paper_to_print import Drawn, PaperToPrint
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.print_closing import LastPrintDialog
from sai_thong.ui.print_offset import PrintOffset
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading
from sai_thong.ui.work import Job
from tests.ui.gallery import sample_pdf
from tests.ui.keyboard import open_window
from tests.ui.sample_pages import CLOCK, SPECS, SampleStore


class HeldDrawing:
    """Keeps every page from being drawn, as a slow printer does, until it is let go."""

    def __init__(self) -> None:
        self._held = PDFIUM.acquire()

    def let_go(self) -> None:
        if self._held:
            self._held = False
            PDFIUM.release()


@pytest.fixture
def held() -> Iterator[HeldDrawing]:
    made = HeldDrawing()
    yield made
    made.let_go()


def file_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(150)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def never_drawn(_drawn: Drawn, _offset: PrintOffset, _owner: QObject) -> Job:
    raise AssertionError("nothing is drawn again here")


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    made = Shell(SPECS, store=SampleStore(), clock=CLOCK, office=OfficeHeading("อบต.ทรายทอง"))  # type: ignore[arg-type]
    open_window(qtbot, made)
    return made


def printing(qtbot: QtBot, shell: Shell, path: Path, went_out: list[str]) -> PrintPreview:
    """A preview in the window whose pages are on their way to a printer that writes `path`."""
    paper = PaperToPrint("list", (), never_drawn, went_out=lambda: went_out.append("out"))
    preview = PrintPreview(
        sample_pdf(3),
        title="บัญชีรายชื่อ",
        file_name="list.pdf",
        paper=paper,
        printers=["ห้องธุรการ"],
        printer_of=lambda _name: file_printer(path),
    )
    shell.show_over(preview)
    qtbot.waitUntil(lambda: len(preview.sheets.sheets) == 3)
    return preview


def test_who_leaves_the_preview_does_not_wait_for_the_last_page(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    went_out: list[str] = []
    preview = printing(qtbot, shell, tmp_path / "printed.pdf", went_out)
    held = HeldDrawing()
    try:
        qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(preview, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: shell.findChild(PrintPreview) is None)
        assert outgoing_prints().busy
        assert not went_out
    finally:
        with qtbot.waitSignal(outgoing_prints().all_out, timeout=30_000):
            held.let_go()
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 3
    assert went_out == ["out"]


def test_who_left_is_told_that_the_printer_took_nothing(
    qtbot: QtBot, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        ErrorDialog, "exec", lambda box: told.extend(each.text() for each in box.findChildren(ThaiLabel))
    )
    went_out: list[str] = []
    preview = printing(qtbot, shell, tmp_path / "missing" / "printed.pdf", went_out)
    held = HeldDrawing()
    try:
        qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(preview, Qt.Key.Key_Escape)
    finally:
        with qtbot.waitSignal(outgoing_prints().all_out, timeout=30_000):
            held.let_go()
    assert any("เครื่องพิมพ์" in words for words in told)
    assert not went_out


def test_the_window_closes_by_itself_with_the_last_page(
    qtbot: QtBot, shell: Shell, tmp_path: Path, held: HeldDrawing
) -> None:
    outgoing_prints().send(sample_pdf(2), [0, 1], file_printer(tmp_path / "printed.pdf"))
    assert not shell.close()
    assert shell.findChild(LastPrintDialog) is not None
    assert shell.isVisible()
    held.let_go()
    qtbot.waitUntil(shell.isHidden, timeout=30_000)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 2


def test_nobody_is_kept_from_closing_by_a_slow_printer(shell: Shell, tmp_path: Path, held: HeldDrawing) -> None:
    outgoing_prints().send(sample_pdf(1), [0], file_printer(tmp_path / "printed.pdf"))
    shell.close()
    dialog = shell.findChild(LastPrintDialog)
    assert dialog is not None
    dialog.leave.click()
    assert shell.isHidden()
    held.let_go()
    outgoing_prints().finish()
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 1
    QApplication.processEvents()
