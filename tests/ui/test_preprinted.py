"""Printing on a form printed already: the data alone, moved as this printer needs it, remembered on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ui.offset_row import OffsetRow
from sai_thong.ui.paper_to_print import Drawn, PaperToPrint
from sai_thong.ui.preview import PrintPreview
from sai_thong.ui.print_offset import EVERY_FORM, PrintOffset, PrintOffsets
from sai_thong.ui.work import Job, SerialWorker
from tests.ui.gallery import sample_pdf
from tests.ui.keyboard import open_window, type_text

OFFICE, FIELD = "HP ห้องธุรการ", "Canon ภาคสนาม"


class Drawer:
    """Draws what the preview asks for, and remembers it."""

    def __init__(self) -> None:
        self.asked: list[tuple[Drawn, PrintOffset]] = []
        self.worker = SerialWorker()
        self.fails = False

    def draw(self, wanted: Drawn, offset: PrintOffset, _owner: QObject) -> Job:
        self.asked.append((wanted, offset))
        return self.worker.submit(self._pdf)

    def _pdf(self) -> bytes:
        if self.fails:
            raise EnvironmentTrouble("วาดไม่ได้")
        return sample_pdf(2)


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    made = Drawer()
    yield made
    made.worker.close()


@pytest.fixture
def open_form(qtbot: QtBot, tmp_path: Path, drawer: Drawer) -> Iterator[Callable[..., PrintPreview]]:
    opened: list[PrintPreview] = []

    def to_file(_name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(72)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return printer

    def make(form: str = "waiver", offers: tuple[Drawn, ...] = tuple(Drawn)) -> PrintPreview:
        shown = PrintPreview(
            sample_pdf(1),
            title="หนังสือสละสิทธิ",
            file_name="waiver.pdf",
            paper=PaperToPrint(form, offers, drawer.draw),
            printers=[OFFICE, FIELD],
            printer_of=to_file,
        )
        shown.resize(1100, 700)
        open_window(qtbot, shown)
        qtbot.waitUntil(lambda: len(shown.sheets.sheets) > 0)
        opened.append(shown)
        return shown

    yield make
    for shown in opened:
        shown.shut_down()


def row_of(shown: PrintPreview) -> OffsetRow:
    assert shown.offset_row is not None
    return shown.offset_row


def choose(qtbot: QtBot, shown: PrintPreview, wanted: Drawn) -> None:
    """As with the keys: the box has them, and Down goes to the next."""
    box = row_of(shown).box
    box.setFocus()
    while box.value() != wanted:
        qtbot.keyClick(box, Qt.Key.Key_Down)


def write(qtbot: QtBot, shown: PrintPreview, right: str, down: str) -> None:
    for field, text in ((row_of(shown).right, right), (row_of(shown).down, down)):
        field.selectAll()
        type_text(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)


def drawn_anew(qtbot: QtBot, shown: PrintPreview) -> None:
    qtbot.waitUntil(lambda: shown.print_button.isEnabled() and len(shown.sheets.sheets) == 2)


def test_a_paper_without_a_form_offers_no_offset(qtbot: QtBot) -> None:
    shown = PrintPreview(sample_pdf(1), title="บัญชี", file_name="list.pdf", printers=[OFFICE])
    open_window(qtbot, shown)
    assert shown.offset_row is None
    assert shown.findChild(OffsetRow) is None
    shown.shut_down()


def test_the_whole_form_asks_for_no_offset(open_form: Callable[..., PrintPreview], drawer: Drawer) -> None:
    shown = open_form()
    assert row_of(shown).drawn() is Drawn.WHOLE
    assert not row_of(shown).right.isVisible()
    assert drawer.asked == []


def test_the_data_alone_is_drawn_when_it_is_chosen_by_keys(
    open_form: Callable[..., PrintPreview], drawer: Drawer, qtbot: QtBot
) -> None:
    shown = open_form()
    choose(qtbot, shown, Drawn.DATA)
    drawn_anew(qtbot, shown)
    assert row_of(shown).right.isVisible()
    assert drawer.asked == [(Drawn.DATA, PrintOffset())]


def test_an_offset_draws_anew_and_is_remembered_for_this_printer_and_form(
    open_form: Callable[..., PrintPreview], drawer: Drawer, qtbot: QtBot
) -> None:
    shown = open_form()
    choose(qtbot, shown, Drawn.DATA)
    write(qtbot, shown, "๑.๕", "-2")
    drawn_anew(qtbot, shown)
    assert drawer.asked[-1] == (Drawn.DATA, PrintOffset(1.5, -2))
    kept = PrintOffsets()
    assert kept.of(OFFICE, "waiver") == PrintOffset(1.5, -2)
    assert kept.of(FIELD, "waiver") == PrintOffset()
    assert kept.of(OFFICE, "receipt") == PrintOffset()


def test_another_printer_brings_its_own_offset(
    open_form: Callable[..., PrintPreview], drawer: Drawer, qtbot: QtBot
) -> None:
    PrintOffsets().keep(OFFICE, "waiver", PrintOffset(1, 2))
    PrintOffsets().keep(FIELD, "waiver", PrintOffset(-3, 0))
    shown = open_form()
    choose(qtbot, shown, Drawn.DATA)
    shown.printer_box.setFocus()
    qtbot.keyClick(shown.printer_box, Qt.Key.Key_Down)
    drawn_anew(qtbot, shown)
    assert drawer.asked == [(Drawn.DATA, PrintOffset(1, 2)), (Drawn.DATA, PrintOffset(-3, 0))]
    assert row_of(shown).right.text() == "-3"


def test_the_test_sheet_is_drawn_with_the_offset_of_the_form(
    open_form: Callable[..., PrintPreview], drawer: Drawer, qtbot: QtBot, tmp_path: Path
) -> None:
    PrintOffsets().keep(OFFICE, "waiver", PrintOffset(1, 2))
    shown = open_form()
    choose(qtbot, shown, Drawn.TEST_SHEET)
    drawn_anew(qtbot, shown)
    assert drawer.asked[-1] == (Drawn.TEST_SHEET, PrintOffset(1, 2))
    with qtbot.waitSignal(shown.printed, timeout=30_000) as told:
        qtbot.keyClick(shown, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [2]
    assert (tmp_path / "printed.pdf").is_file()


def test_up_and_down_step_by_half_a_millimetre(open_form: Callable[..., PrintPreview], qtbot: QtBot) -> None:
    shown = open_form()
    choose(qtbot, shown, Drawn.DATA)
    qtbot.keyClick(row_of(shown).right, Qt.Key.Key_Up)
    for _ in range(2):
        qtbot.keyClick(row_of(shown).down, Qt.Key.Key_Down)
    assert row_of(shown).offset() == PrintOffset(0.5, -1)
    drawn_anew(qtbot, shown)


@pytest.mark.parametrize("written", ["มาก", "51", "nan", "1.2.3"])
def test_what_is_no_distance_is_refused_in_words_and_not_kept(
    open_form: Callable[..., PrintPreview], qtbot: QtBot, written: str
) -> None:
    shown = open_form()
    choose(qtbot, shown, Drawn.DATA)
    field = row_of(shown).right
    field.selectAll()
    type_text(field, written)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert written in shown.banners.banners()[0].text()
    assert field.property("wrong")
    assert PrintOffsets().of(OFFICE, "waiver") == PrintOffset()
    drawn_anew(qtbot, shown)


def test_a_paper_that_cannot_be_drawn_is_told_and_the_pages_stay(
    open_form: Callable[..., PrintPreview], drawer: Drawer, qtbot: QtBot
) -> None:
    shown = open_form()
    drawer.fails = True
    choose(qtbot, shown, Drawn.DATA)
    qtbot.waitUntil(lambda: bool(shown.banners.banners()) and shown.print_button.isEnabled())
    assert shown.banners.banners()[0].text() == "วาดไม่ได้"
    assert len(shown.sheets.sheets) == 1


def test_a_printer_measured_on_the_test_sheet_alone_is_so_on_every_form_without_its_own(tmp_path: Path) -> None:
    offsets = PrintOffsets(tmp_path / "offsets.json")
    offsets.keep(OFFICE, EVERY_FORM, PrintOffset(2, -1))
    offsets.keep(OFFICE, "receipt", PrintOffset(0, 0))
    assert offsets.of(OFFICE, "waiver") == PrintOffset(2, -1)
    assert offsets.of(OFFICE, "receipt") == PrintOffset(0, 0)
    assert offsets.of(FIELD, "waiver") == PrintOffset()


@pytest.mark.parametrize("text", ["", "[]", '{"HP": 3}', '{"HP": {"waiver": [1]}}', '{"HP": {"waiver": [900, 0]}}'])
def test_a_file_that_is_not_ours_counts_as_nothing_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "offsets.json"
    path.write_text(text, encoding="utf-8")
    assert PrintOffsets(path).of("HP", "waiver") == PrintOffset()
