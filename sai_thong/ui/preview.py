"""The print preview: pages as they will be printed, which of them, on which printer; or save the file."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QImage,
    QIntValidator,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sai_thong.ground.errors import BadInput, EnvironmentTrouble, SaiThongError
from sai_thong.ground.language import _, ngettext
from sai_thong.ui import theme
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.banner import Banner, BannerStack
from sai_thong.ui.kit.buttons import ActionButton, answer_to
from sai_thong.ui.kit.choice import ChoiceBox
from sai_thong.ui.kit.header import PageHeader
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.kit.progress import ProgressStrip
from sai_thong.ui.print_offset import PrintOffset, no_offset
from sai_thong.ui.printing import PdfPages, page_numbers, print_pages
from sai_thong.ui.theme import Text, Tone
from sai_thong.ui.work import SerialWorker

ZOOMS = (50, 75, 100, 125, 150, 200)
"""Zoom steps in percent of the paper's size on the screen."""

_KEPT_PICTURES = 12
_SCREEN_DPI = 96


class _Sheet(QWidget):
    """One page; white paper until its picture is there."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.picture: QImage | None = None
        self.setAccessibleName(_("Page {number}").format(number=number + 1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Paper is white in every theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.picture is not None:
            painter.drawImage(self.rect(), self.picture)
        painter.setPen(theme.current().colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _Sheets(QScrollArea):
    """The pages one below the other; asks for pictures only of those in view."""

    wanted = Signal(int)
    page_shown = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Pages"))
        # Always: a bar that comes and goes would change the width that pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sizes: Sequence[tuple[float, float]] = ()
        self._kept: OrderedDict[int, None] = OrderedDict()
        self.sheets: list[_Sheet] = []
        self.zoom = 0  # 0 fits the width
        self.verticalScrollBar().valueChanged.connect(self.look_around)

    def set_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Lay out empty pages of these sizes in points."""
        self._sizes = sizes
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(theme.current().px(14))
        self.sheets = [_Sheet(number) for number in range(len(sizes))]
        for sheet in self.sheets:
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(holder)
        self.lay_out()

    def density(self, number: int) -> float:
        """Dots an inch at which a page is shown now."""
        if self.zoom:
            return _SCREEN_DPI * self.zoom / 100
        room = self.viewport().width() - theme.current().px(32)
        return max(30.0, min(room / (self._sizes[number][0] / 72), _SCREEN_DPI * 2.0))

    def lay_out(self) -> None:
        """Size the pages for the zoom; pictures are asked for anew."""
        for number, sheet in enumerate(self.sheets):
            width, height = self._sizes[number]
            size = QSize(round(width / 72 * self.density(number)), round(height / 72 * self.density(number)))
            if sheet.size() != size:
                sheet.setFixedSize(size)
        self._kept.clear()
        QTimer.singleShot(0, self, self.look_around)

    def look_around(self) -> None:
        """Ask for the pictures of what is in view, and let far ones go."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        shown = [s for s in self.sheets if s.y() + s.height() >= top and s.y() <= bottom]
        for sheet in shown:
            if sheet.number not in self._kept:
                self._kept[sheet.number] = None
                self.wanted.emit(sheet.number)
            self._kept.move_to_end(sheet.number)
        while len(self._kept) > max(_KEPT_PICTURES, len(shown)):
            self.sheets[self._kept.popitem(last=False)[0]].picture = None
        if shown:
            self.page_shown.emit(shown[0].number)

    def show_picture(self, number: int, picture: QImage) -> None:
        """The picture of a page came."""
        if number in self._kept:
            self.sheets[number].picture = picture
            self.sheets[number].update()

    def go_to(self, number: int) -> None:
        """Bring a page to the top."""
        self.verticalScrollBar().setValue(self.sheets[number].y() - theme.current().px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the width again."""
        super().resizeEvent(event)
        if not self.zoom:
            self.lay_out()


def system_printer(name: str) -> QPrinter:
    """The printer of this name, at its full density."""
    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    return printer


class PrintPreview(QWidget):
    """Shows a PDF; prints any of its pages; saves it.

    Args:
        pdf: The file's bytes.
        title: Shown as heading, and the title of the print job.
        file_name: Proposed for saving.
        offset_for: Correction in millimetres for a printer.
        printers: Names of the printers offered, the default first; those of the machine when not given.
        printer_of: Makes the printer of a name.
        choose_file: Asks where to save; returns None when the person changed their mind.

    Signals:
        closed(): Esc, or the back button.
        printed(int): So many pages went to the printer.
        saved(str): The path of the saved file.
    """

    closed = Signal()
    printed = Signal(int)
    saved = Signal(str)

    def __init__(
        self,
        pdf: bytes,
        *,
        title: str,
        file_name: str,
        offset_for: PrintOffset = no_offset,
        printers: Sequence[str] | None = None,
        printer_of: Callable[[str], QPrinter] = system_printer,
        choose_file: Callable[[QWidget, str], Path | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pdf = pdf
        self._title = title
        self._file_name = file_name
        self._offset_for = offset_for
        self._printer_of = printer_of
        self._choose_file = choose_file or _ask_path
        self._pages: PdfPages | None = None
        self._worker = SerialWorker(self)
        self._build(printers if printers is not None else _machine_printers())
        self._connect()
        opening = self._worker.submit(PdfPages, pdf)
        opening.done.connect(self._show_pages)
        opening.failed.connect(self._tell)

    # building

    def _build(self, printers: Sequence[str]) -> None:
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(14), look.px(24), look.px(18))
        column.setSpacing(look.px(12))
        back = ActionButton(keys.with_key(_("Back"), keys.BACK), self.close_preview)
        self.save_button = ActionButton(_("Save as…"), self.save_as, key=keys.SAVE)
        self.print_button = ActionButton(_("Print"), self.print_now, key=keys.PRINT, kind="primary")
        column.addWidget(PageHeader(self._title, "", [back, self.save_button, self.print_button]))
        self.banners = BannerStack()
        self.progress = ProgressStrip()
        column.addWidget(self.banners)
        column.addWidget(self.progress)
        column.addLayout(self._settings(printers))
        middle = QHBoxLayout()
        middle.setSpacing(look.px(12))
        self.page_list = QListWidget()
        self.page_list.setAccessibleName(_("Pages"))
        self.page_list.setFixedWidth(look.px(96))
        self.sheets = _Sheets()
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
        self.fit_button = ActionButton(_("Fit width"), self.fit, kind="quiet", note=_("Fit width (Ctrl+0)"))
        self.larger_button = ActionButton("", lambda: self.zoom_by(+1), kind="quiet", icon="plus")
        for button, words, key in (
            (self.smaller_button, _("Smaller"), "Ctrl+-"),
            (self.larger_button, _("Larger"), "Ctrl++"),
        ):
            button.setAccessibleName(words)
            button.setToolTip(keys.with_key(words, key))
            answer_to(button, key)
        QShortcut(QKeySequence("Ctrl+0"), self, self.fit)
        for button in (self.smaller_button, self.fit_button, self.larger_button):
            line.addWidget(button)
        return line

    def _connect(self) -> None:
        self.sheets.wanted.connect(self._render)
        self.sheets.page_shown.connect(self._tell_page)
        self.page_list.currentRowChanged.connect(self._go_to)

    # pages

    def _show_pages(self, pages: PdfPages) -> None:
        self._pages = pages
        self.sheets.set_pages(pages.sizes)
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
        if not self.page_list.hasFocus():
            self.page_list.setCurrentRow(number)
        total = len(self.sheets.sheets)
        self.page_label.set_text(_("Page {number} of {total}").format(number=number + 1, total=total))

    def zoom_by(self, steps: int) -> None:
        """One step larger or smaller."""
        now = self.sheets.zoom or round(self.sheets.density(0) / _SCREEN_DPI * 100) if self.sheets.sheets else 100
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
        if self._pages is None:
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
        job = self._worker.submit(
            print_pages, self._pages, numbers, printer, self._offset_for(name), reports_progress=True
        )
        self.progress.follow(job, _("Printing"))
        job.done.connect(self._tell_printed)
        job.failed.connect(self._tell)
        for ended in (job.done, job.failed, job.cancelled):
            ended.connect(lambda *_values: self.print_button.setEnabled(True))

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
            path.write_bytes(self._pdf)
        except OSError:
            self._tell(
                EnvironmentTrouble(
                    _("The file could not be saved there."),
                    kept=_("The paper is still here and can be printed again or saved."),
                    do=_("Choose another folder, or make room on the disk."),
                )
            )
            return
        self.banners.tell(Banner(_("Saved as {file}.").format(file=path.name), Tone.OK))
        self.saved.emit(str(path))

    def _tell(self, error: SaiThongError) -> None:
        self.banners.tell(Banner.of_error(error))

    # leaving

    def close_preview(self) -> None:
        """Leave the preview."""
        self.shut_down()
        self.closed.emit()

    def shut_down(self) -> None:
        """Let the document go and end the worker, before the widget goes."""
        pages, self._pages = self._pages, None
        if pages is not None:
            self._worker.submit(pages.close)
        self._worker.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the document go."""
        self.shut_down()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back; Page Up and Page Down turn pages."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_preview()
        else:
            super().keyPressEvent(event)

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
