"""Labels read from the printed page by a reader of its own: the token in the QR code, the number in the bars."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from sai_thong.forms.assets.labels import Labels, labels
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.render import page_images, page_sizes
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.rules.label_stock import A4, ROLLS, SHEETS, LabelStock, read_stock
from tests.forms.assets.invented_labels import NAMES, WAITING, label
from tests.forms.reading import MM, by_pdfium, place_of

FINE = {SHEETS[3], SHEETS[6]}
"""Their bars are finer than two dots of a printer of 203 dots an inch, which prints no sheets."""
WITHOUT_BARS = [read_stock(each) for each in ("40x20", "30x15", "35x25")]
STOCKS = [*SHEETS, *(each for each in ROLLS if each not in WITHOUT_BARS), read_stock("50x30@300")]
QR, BARS = zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128


def many(stock: LabelStock, count: int, first_cell: int = 1) -> Labels:
    made = (label(f"{400 + each}-66-{each + 1:04}", NAMES[each % len(NAMES)], each) for each in range(count))
    return Labels("องค์การบริหารส่วนตำบลทรายทอง", stock, first_cell, tuple(made))


def codes(paper: Paper, dpi: int) -> dict[str, list[str]]:
    """What a reader finds on the pages, by the kind of code."""
    found: dict[str, list[str]] = {"qr": [], "bars": []}
    for image in page_images(paper.pdf(), dpi=dpi):
        for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(image.png()))):
            found[{QR: "qr", BARS: "bars"}[code.format]].append(code.text)
    return {kind: sorted(texts) for kind, texts in found.items()}


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("stock", STOCKS, ids=lambda stock: stock.key)
def test_every_code_on_every_stock_is_read_back(
    stock: LabelStock, dpi: int, bundled: PaperSettings, clock: FixedClock
) -> None:
    data = many(stock, min(stock.labels_a_page, 12) if not stock.on_roll else 4)
    read = codes(labels(data, bundled, clock), dpi)
    assert read["qr"] == sorted(each.token for each in data.labels)
    if dpi == 300 or stock not in FINE:
        assert read["bars"] == sorted(each.number for each in data.labels)


@pytest.mark.parametrize("stock", WITHOUT_BARS, ids=lambda stock: stock.key)
def test_bars_too_fine_for_the_printer_are_left_out(
    stock: LabelStock, bundled: PaperSettings, clock: FixedClock
) -> None:
    data = many(stock, 4)
    assert codes(labels(data, bundled, clock), 203) == {"qr": sorted(each.token for each in data.labels), "bars": []}


@pytest.mark.parametrize("number", ["พย7110-006-024-335", WAITING])
def test_a_number_in_thai_letters_has_its_qr_code_alone(number: str, bundled: PaperSettings, clock: FixedClock) -> None:
    one = label(number)
    data = Labels("", ROLLS[0], 1, (one,))
    assert codes(labels(data, bundled, clock), 203) == {"qr": [one.token], "bars": []}


@pytest.mark.parametrize("number", ["7440-001-0006/186/69", "412/67/0001", "A-1"])
def test_numbers_of_other_patterns_stand_in_the_bars(number: str, bundled: PaperSettings, clock: FixedClock) -> None:
    data = Labels("", read_stock("100x50"), 1, (label(number),))
    assert codes(labels(data, bundled, clock), 203)["bars"] == [number]


@pytest.mark.parametrize("right", [0.0, 1.3, -0.7])
def test_a_moved_label_is_still_read(right: float, clock: FixedClock) -> None:
    """The printer's correction moves codes off the dots they were laid on."""
    settings = PaperSettings(font="bundled", data_only=True, offset_right_mm=right, offset_down_mm=0.4)
    data = many(ROLLS[0], 2)
    read = codes(labels(data, settings, clock), 203)
    assert read == {
        "qr": sorted(each.token for each in data.labels),
        "bars": sorted(each.number for each in data.labels),
    }


def test_the_correction_of_the_printer_moves_everything(bundled: PaperSettings, clock: FixedClock) -> None:
    data = many(SHEETS[0], 1)
    still = place_of(labels(data, bundled, clock).pdf(), data.labels[0].number)
    settings = replace(bundled, data_only=True, offset_right_mm=2.0, offset_down_mm=-1.0)
    moved = place_of(labels(data, settings, clock).pdf(), data.labels[0].number)
    assert (moved.x - still.x, moved.y - still.y) == pytest.approx((2.0, -1.0), abs=0.05)


def test_the_first_sheet_begins_at_the_free_label_and_the_next_at_its_first(
    bundled: PaperSettings, clock: FixedClock
) -> None:
    stock = SHEETS[0]
    data = many(stock, 4, first_cell=23)
    pdf = labels(data, bundled, clock).pdf()
    assert [[each.number in by_pdfium(pdf, page) for each in data.labels] for page in (1, 2)] == [
        [True, True, False, False],
        [False, False, True, True],
    ]
    for number, (page, cell) in zip(data.labels, ((1, 22), (1, 23), (2, 0), (2, 1)), strict=True):
        x, y = stock.place(cell)
        place = place_of(pdf, number.number, page)
        assert x <= place.x <= place.right <= x + stock.width
        assert y <= place.y <= y + stock.height


@pytest.mark.parametrize("stock", SHEETS, ids=lambda stock: stock.key)
def test_nothing_stands_where_office_printers_leave_a_sheet_white(
    stock: LabelStock, bundled: PaperSettings, clock: FixedClock
) -> None:
    pdf = labels(many(stock, stock.labels_a_page), bundled, clock).pdf()
    with pypdfium2.PdfDocument(pdf) as document:
        for item in document[0].get_objects():
            left, bottom, right, top = (length * MM for length in item.get_bounds())
            assert min(left, bottom, A4[0] - right, A4[1] - top) >= 4.0


def test_each_label_of_a_roll_is_a_page_of_its_size(bundled: PaperSettings, clock: FixedClock) -> None:
    sizes = page_sizes(labels(many(ROLLS[0], 3), bundled, clock).pdf())
    assert [(round(width * MM, 1), round(height * MM, 1)) for width, height in sizes] == [(50, 30)] * 3


@pytest.mark.parametrize("stock", [*STOCKS, *WITHOUT_BARS], ids=lambda stock: stock.key)
@pytest.mark.parametrize("name", NAMES)
def test_words_stand_inside_the_label_and_say_number_owner_and_year(
    name: str, stock: LabelStock, bundled: PaperSettings, clock: FixedClock
) -> None:
    settings = replace(bundled, digits="arabic")
    one = label(name=name)
    pdf = labels(Labels("", stock, 1, (one,)), settings, clock).pdf()
    text = by_pdfium(pdf)
    x, y = stock.place(0)
    for words in (one.number, "อบต.ทรายทอง", "2566"):
        place = place_of(pdf, words)
        assert x <= place.x <= place.right <= x + stock.width
        assert y < place.y < y + stock.height
    lines = text.split("\n")
    told = "".join(lines[1 : next(place for place, line in enumerate(lines) if "อบต." in line)])
    begun = told.removesuffix("…").replace(" ", "")
    bare = [each.replace(" ", "") for each in (name, name.replace("(ดีเซล) ", ""), name.split(" (จอ", maxsplit=1)[0])]
    assert begun and any(each.startswith(begun) for each in bare)
    assert told.endswith("…") or begun in bare


def test_a_long_name_is_cut_behind_a_word_that_says_something(bundled: PaperSettings, clock: FixedClock) -> None:
    pdf = labels(Labels("", read_stock("50x30"), 1, (label(name=NAMES[3]),)), bundled, clock).pdf()
    assert "รถบรรทุก ขนาด ๑ ตัน ปริมาตร\nกระบอกสูบ…\n" in by_pdfium(pdf)


@pytest.mark.parametrize("name", ["ก" * 200, "(ตาราง)", "()"])
def test_names_nobody_thought_of_are_drawn(name: str, bundled: PaperSettings, clock: FixedClock) -> None:
    data = Labels("", read_stock("30x15"), 1, (label(name=name),))
    assert codes(labels(data, bundled, clock), 203)["qr"] == [data.labels[0].token]
