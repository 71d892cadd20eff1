"""The print preview: pages as they will be printed, which of them, on which printer; or save the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QIntValidator
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QWidget,
)
from shiboken6 import isValid

from sai_thong.ground.errors import BadInput, EnvironmentTrouble, SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.ground.log import logger
from sai_thong.ground.whole_file import NotWritten, write_whole
from sai_thong.ui import theme
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.banner import Banner, BannerStack
from sai_thong.ui.kit.buttons import ActionButton, answer_to
from sai_thong.ui.kit.choice import ChoiceBox
from sai_thong.ui.kit.confirm import ErrorDialog
from sai_thong.ui.kit.header import PageHeader
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.kit.over_page import OverPage
from sai_thong.ui.kit.progress import ProgressStrip
from sai_thong.ui.offset_row import OffsetRow
from sai_thong.ui.outgoing_prints import outgoing_prints
from sai_thong.ui.paper_to_print import Drawn, Numbered, NumberState, PaperNumber, PaperToPrint
from sai_thong.ui.preview_sheets import SCREEN_DPI, Sheets
from sai_thong.ui.print_offset import PrintOffsets
from sai_thong.ui.printing import PdfPages, page_numbers
from sai_thong.ui.theme import Text, Tone
from sai_thong.ui.work import Job, SerialWorker

ZOOMS = (50, 75, 100, 125, 150, 200)
"""Zoom steps in percent of the paper's size on the screen."""


def system_printer(name: str) -> QPrinter:
    """The printer of this name, at its full density."""
    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return printer


class PrintPreview(OverPage):
    """Shows a PDF; prints any of its pages; saves it.

    Args:
        pdf: The file's bytes.
        title: Shown as heading, and the title of the print job.
        file_name: Proposed for saving.
        paper: How to draw it again, where a printer's correction matters.
        offsets: The corrections of this machine's printers.
        printers: Names of the printers offered, the default first; those of the machine when not given.
        printer_of: Makes the printer of a name.
        choose_file: Asks where to save; returns None when the person changed their mind.

    Attributes:
        pdf: The bytes of what is shown now, such as the data alone for a printed form.

    Signals:
        printed(int): So many pages went to the printer.
        saved(str): The path of the saved file.
    """

    printed = Signal(int)
    saved = Signal(str)

    def __init__(
        self,
        pdf: bytes,
        *,
        title: str,
        file_name: str,
        paper: PaperToPrint | None = None,
        offsets: PrintOffsets | None = None,
        printers: Sequence[str] | None = None,
        printer_of: Callable[[str], QPrinter] = system_printer,
        choose_file: Callable[[QWidget, str], Path | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.pdf = pdf
        self._title = title
        self._file_name = file_name
        self._paper = paper
        self._offsets = offsets or PrintOffsets()
        self._drawing: Job | None = None
        self._printer_of = printer_of
        self._choose_file = choose_file or _ask_path
        self._pages: PdfPages | None = None
        self._left = False
        self._worker = SerialWorker(self)
        self._build(printers if printers is not None else _machine_printers())
        self._connect()
        self._open(pdf)
        self._show_number()
        if self.offset_row is not None:
            self._take_printer()

    # building

    def _build(self, printers: Sequence[str]) -> None:
        look, column = theme.current(), self.column
        back = ActionButton(keys.with_key(_("Back"), keys.BACK), self.close_view)
        self.save_button = ActionButton(_("Save as…"), self.save_as, key=keys.SAVE)
        self.print_button = ActionButton(_("Print"), self.print_now, key=keys.PRINT, kind="primary")
        self.number_button = ActionButton(_("Give the official number"), self.give_number, key=keys.NUMBER)
        actions = [back, self.number_button, self.save_button, self.print_button]
        column.addWidget(PageHeader(self._title, "", actions))
        self.banners = BannerStack()
        self.progress = ProgressStrip()
        column.addWidget(self.banners)
        column.addWidget(self.progress)
        column.addLayout(self._settings(printers))
        self.offset_row = OffsetRow(self._paper.offers) if self._paper is not None and self._paper.offers else None
        if self.offset_row is not None:
            column.addWidget(self.offset_row)
        middle = QHBoxLayout()
        middle.setSpacing(look.px(12))
        self.page_list = QListWidget()
        self.page_list.setAccessibleName(_("Pages"))
        self.page_list.setFixedWidth(look.px(96))
        self.sheets = Sheets()
        middle.addWidget(self.page_list)
        middle.addWidget(self.sheets, 1)
        column.addLayout(middle, 1)
        if not printers:
            self.print_button.setEnabled(False)
            words = _("No printer is set up on this machine.")
            self.banners.tell(Banner(words, Tone.WARNING, more=_("Save the paper, and print it where there is one.")))

    def _settings(self, printers: Sequence[str]) -> QHBoxLayout:
        look = theme.current()
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        self.printer_box = ChoiceBox([(name, name) for name in printers], printers[0] if printers else "")
        self.printer_box.setAccessibleName(_("Printer"))
        self.range_field = QLineEdit()
        self.range_field.setPlaceholderText(_("All pages; or 1-3, 5"))
        self.range_field.setAccessibleName(_("Pages to print"))
        self.range_field.setFixedWidth(look.px(180))
        self.copies = QLineEdit("1")
        self.copies.setValidator(QIntValidator(1, 99, self.copies))
        self.copies.setFixedWidth(look.px(56))
        self.copies.setAccessibleName(_("Copies"))
        for words, widget in (
            (_("Printer"), self.printer_box),
            (_("Pages to print"), self.range_field),
            (_("Copies"), self.copies),
        ):
            line.addWidget(ThaiLabel(words, Text.SMALL, muted=True, max_lines=1))
            line.addWidget(widget)
        line.addStretch(1)
        self.page_label = ThaiLabel("", Text.SMALL, muted=True, max_lines=1)
        line.addWidget(self.page_label)
        self.smaller_button = ActionButton("", lambda: self.zoom_by(-1), kind="quiet", icon="minus")
        self.fit_button = ActionButton(_("Fit width"), self.fit, kind="quiet")
        self.larger_button = ActionButton("", lambda: self.zoom_by(+1), kind="quiet", icon="plus")
        for button, words, key in (
            (self.smaller_button, _("Smaller"), "Ctrl+-"),
            (self.larger_button, _("Larger"), "Ctrl++"),
        ):
            button.setAccessibleName(words)
            button.setToolTip(keys.with_key(words, key))
            answer_to(button, key)
        for button in (self.smaller_button, self.fit_button, self.larger_button):
            line.addWidget(button)
        return line

    def _connect(self) -> None:
        self.sheets.wanted.connect(self._render)
        self.sheets.page_shown.connect(self._tell_page)
        self.page_list.currentRowChanged.connect(self._go_to)
        if self.offset_row is not None:
            self.printer_box.chosen.connect(lambda _name: self._take_printer())
            self.offset_row.drawn_chosen.connect(self._draw_again)
            self.offset_row.offset_changed.connect(self._keep_offset)
            self.offset_row.refused.connect(self._tell)

    # what is drawn

    def _take_printer(self) -> None:
        """Show the correction of the chosen printer, and draw with it."""
        assert self.offset_row is not None and self._paper is not None
        before = self.offset_row.offset()
        self.offset_row.show_offset(self._offsets.of(self.printer_box.value(), self._paper.form))
        if self.offset_row.drawn() is not Drawn.WHOLE and self.offset_row.offset() != before:
            self._draw_again()

    def _keep_offset(self) -> None:
        assert self.offset_row is not None and self._paper is not None
        self._offsets.keep(self.printer_box.value(), self._paper.form, self.offset_row.offset())
        self._draw_again()

    def _draw_again(self) -> None:
        """Draw what is chosen; the pages shown stay until the new ones are there, and cannot be printed."""
        assert self.offset_row is not None and self._paper is not None
        self._stop_drawing()
        job = self._paper.draw(self.offset_row.drawn(), self.offset_row.offset(), self)
        self._drawing = job
        self._allow(printing=False)
        self.progress.follow(job, _("Drawing the paper…"))

        def end(_error: SaiThongError | None = None) -> None:
            if self._drawing is job:
                self._drawing = None
                self._allow(printing=True)

        def show(pdf: bytes) -> None:
            if self._drawing is job:
                end()
                self._open(pdf)

        job.done.connect(show)
        job.failed.connect(self._tell)
        job.failed.connect(end)
        job.cancelled.connect(end)

    def _stop_drawing(self) -> None:
        job, self._drawing = self._drawing, None
        if job is not None:
            job.cancel()

    def _allow(self, *, printing: bool) -> None:
        self.print_button.setEnabled(printing and bool(self.printer_box.value()))
        self.save_button.setEnabled(printing)

    def _open(self, pdf: bytes) -> None:
        """Show these pages in place of those shown."""
        self._let_go()
        self.pdf = pdf
        self._pages = pages = PdfPages(pdf)
        opening = self._worker.submit(pages.open)
        opening.done.connect(self._show_pages)
        opening.failed.connect(self._tell)

    # the official number

    def give_number(self) -> None:
        """Enter the document into its register; the pages are shown again with the number it got."""
        give = self._paper.number.give if self._paper is not None else None
        if give is None or not self.number_button.isEnabled():
            return
        self._allow(printing=False)
        self.number_button.setEnabled(False)
        give(self._show_numbered, self._tell_not_numbered)

    def _show_numbered(self, numbered: Numbered) -> None:
        if not isValid(self):  # it was left meanwhile; the register keeps the number for this paper
            return
        self._paper = numbered.paper
        self._allow(printing=True)
        self._show_number()
        self._open(numbered.pdf)

    def _tell_not_numbered(self, error: SaiThongError) -> None:
        if isValid(self):
            self._allow(printing=True)
            self.number_button.setEnabled(True)
            self._tell(error)

    def _show_number(self) -> None:
        """Offer the number while there is none, and say which one it is, or why there is none."""
        number = self._paper.number if self._paper is not None else PaperNumber()
        self.number_button.setVisible(number.give is not None)
        if number.state is NumberState.GIVEN:
            self.banners.tell(Banner(_("It has the number {number}.").format(number=number.printed), Tone.OK))
        elif number.state is NumberState.WAITS:
            words = _("This machine gives no numbers of this register, so the place of the number is left empty.")
            more = _("The document waits in Saraban: ask the central station for its number, and key it there.")
            self.banners.tell(Banner(words, Tone.WARNING, more=more))

    # pages

    def _show_pages(self) -> None:
        pages = self._pages
        if pages is None or not pages.sizes:  # others are being opened in their place
            return
        self.sheets.set_pages(pages.sizes)
        if self.page_list.count() == len(pages.sizes):
            return
        self.page_list.clear()
        self.page_list.addItems([_("Page {number}").format(number=n + 1) for n in range(len(pages.sizes))])

    def _render(self, number: int) -> None:
        if self._pages is None:
            return
        density = self.sheets.density(number) * self.devicePixelRatioF()
        job = self._worker.submit(self._pages.picture, number, density)

        def show(picture: QImage) -> None:
            if isValid(self.sheets):  # the preview may have been closed while the page was being drawn
                self.sheets.show_picture(number, picture)

        job.done.connect(show)
        job.failed.connect(self._tell)

    def _go_to(self, number: int) -> None:
        if number >= 0 and self.page_list.hasFocus():
            self.sheets.go_to(number)

    def _tell_page(self, number: int) -> None:
        if not self.page_list.hasFocus() or self.page_list.currentRow() < 0:
            self.page_list.setCurrentRow(number)
        total = len(self.sheets.sheets)
        self.page_label.set_text(_("Page {number} of {total}").format(number=number + 1, total=total))

    def zoom_by(self, steps: int) -> None:
        """One step larger or smaller."""
        now = self.sheets.zoom or round(self.sheets.density(0) / SCREEN_DPI * 100) if self.sheets.sheets else 100
        larger = [zoom for zoom in ZOOMS if zoom > now]
        smaller = [zoom for zoom in ZOOMS if zoom < now]
        self.sheets.zoom = (larger or [ZOOMS[-1]])[0] if steps > 0 else (smaller or [ZOOMS[0]])[-1]
        self.sheets.lay_out()

    def fit(self) -> None:
        """Fit the width again."""
        self.sheets.zoom = 0
        self.sheets.lay_out()

    # printing and saving

    def print_now(self) -> None:
        """Print the chosen pages on the chosen printer."""
        if self._pages is None or not self._pages.sizes:
            return
        try:
            numbers = page_numbers(self.range_field.text(), len(self._pages.sizes))
        except BadInput as problem:
            self._tell(problem)
            self.range_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        name = self.printer_box.value()
        printer = self._printer_of(name)
        printer.setDocName(self._title)
        printer.setCopyCount(int(self.copies.text() or 1))
        self.print_button.setEnabled(False)
        job = outgoing_prints().send(self.pdf, numbers, printer)
        self.progress.follow(job, _("Printing"))
        # Which paper and pages, never of whom: a page printed again is known from here alone.
        told = self._file_name, f"pages {self.range_field.text()}" if self.range_field.text() else "all pages"

        # No slots of the preview's own, which end with it: who has left is told too, and what went out is kept.
        def note(_count: int) -> None:
            logger("print").info("%s, %s", *told)
            self._tell_went_out()

        def tell_trouble(error: SaiThongError) -> None:
            if isValid(self) and not self._left:
                self._tell(error)
            else:
                ErrorDialog(QApplication.activeWindow(), error).exec()

        job.done.connect(note)
        job.failed.connect(tell_trouble)
        job.done.connect(self._tell_printed)
        for ended in (job.done, job.failed, job.cancelled):
            ended.connect(self._print_again)

    def _print_again(self, _told: object = None) -> None:
        self.print_button.setEnabled(True)

    def _tell_printed(self, count: int) -> None:
        words = ngettext("{count} page went to the printer.", "{count} pages went to the printer.", count)
        self.banners.tell(Banner(words.format(count=count), Tone.OK))
        self.printed.emit(count)

    def save_as(self) -> None:
        """Save the file where the person says."""
        path = self._choose_file(self, self._file_name)
        if path is None:
            return
        try:
            write_whole(path, self.pdf)
        except NotWritten:
            self._tell(
                EnvironmentTrouble(
                    _("The file could not be saved there."),
                    kept=_("The paper is still here and can be printed again or saved."),
                    do=_("Choose another folder, or make room on the disk."),
                )
            )
            return
        self.banners.tell(Banner(_("Saved as {file}.").format(file=path.name), Tone.OK))
        self._tell_went_out()
        self.saved.emit(str(path))

    def _tell_went_out(self) -> None:
        """Once: a second copy is none to be kept."""
        if self._paper is not None and self._paper.went_out is not None:
            self._paper.went_out()
            self._paper = replace(self._paper, went_out=None)

    def _tell(self, error: SaiThongError) -> None:
        self.banners.tell(Banner.of_error(error))

    # leaving

    def shut_down(self) -> None:
        """Let the document go before the widget does; pages on their way to the printer go on."""
        if self._left:
            return
        self._left = True
        self._stop_drawing()
        self._let_go()
        self._worker.close(wait=False)

    def _let_go(self) -> None:
        pages, self._pages = self._pages, None
        if pages is not None:
            self._worker.submit(pages.close)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the document go."""
        self.shut_down()
        super().closeEvent(event)

    def take_focus(self) -> None:
        """Give the keys to the pages."""
        self.page_list.setFocus(Qt.FocusReason.OtherFocusReason)


def _machine_printers() -> list[str]:
    default = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: name != default)


def _ask_path(parent: QWidget, proposed: str) -> Path | None:
    chosen: Any = QFileDialog.getSaveFileName(parent, _("Save as…"), proposed, "PDF (*.pdf)")
    return Path(chosen[0]) if chosen[0] else None
