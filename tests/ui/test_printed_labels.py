"""Labels as they leave for the printer: fed as they lie on the roll, their codes readable; lists are turned sheets."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from sai_thong.forms.assets.labels import Labels, labels
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.render import page_count, page_images, page_sizes
from sai_thong.registers.assets.rules.label_stock import read_stock
from sai_thong.ui.printing import print_pages
from tests.forms.assets.invented_labels import NAMES, label
from tests.forms.gallery import CLOCK, DRAWINGS
from tests.forms.reading import MM


def printed(pdf: bytes, path: Path, dots_per_inch: int) -> bytes:
    """The pages as a printer of that density gets them."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dots_per_inch)
    print_pages(pdf, range(page_count(pdf)), printer, report=lambda _done, _of: None)
    return path.read_bytes()


@pytest.mark.parametrize("key", ["50x30", "60x40", "50x30@300"])
def test_codes_on_a_roll_are_read_as_the_printer_gets_them(key: str, qapp: QApplication, tmp_path: Path) -> None:
    stock = read_stock(key)
    assert qapp
    data = Labels("", stock, 1, tuple(label(f"416-66-{each:04}", NAMES[each], each) for each in range(3)))
    drawn = labels(data, PaperSettings(font="bundled", data_only=True), CLOCK).pdf()
    pdf = printed(drawn, tmp_path / "printed.pdf", stock.dots_per_inch)
    sizes = [(round(width * MM), round(height * MM)) for width, height in page_sizes(pdf)]
    assert sizes == [(stock.width, stock.height)] * 3
    codes = {
        code.text
        for image in page_images(pdf, dpi=3 * stock.dots_per_inch)  # the dots of the printer, not those of a screen
        for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(image.png())))
    }
    assert codes == {text for each in data.labels for text in (each.token, each.number)}


def test_a_lying_list_keeps_its_size(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp
    drawn = DRAWINGS["payment-list"](PaperSettings(font="bundled"), CLOCK).pdf([1])
    ((width, height),) = page_sizes(printed(drawn, tmp_path / "printed.pdf", 150))
    assert (round(width * MM), round(height * MM)) == (297, 210)
