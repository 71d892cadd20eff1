"""The receiving stamp: 2.5 by 5 cm at the upper right, in Bangkok time, over any scan, however it is kept turned."""

from __future__ import annotations

import io

import pypdf
import pypdfium2
import pytest
from PIL import Image

from sai_thong.db.store import Store
from sai_thong.forms.catalogue import prepare
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.saraban.receiving_stamp import stamp_label, stamp_sheet
from sai_thong.forms.saraban.stamped_scan import UnreadableScan, stamped_scan
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.saraban import incoming
from sai_thong.registers.saraban.series import Numbering
from tests.forms.reading import MM, READERS, by_pdfium
from tests.forms.saraban.documents_on_paper import STAMP
from tests.registers.attachments.conftest import pdf as scan_pdf
from tests.registers.attachments.conftest import photograph
from tests.registers.saraban.conftest import a_receipt

ARABIC = PaperSettings(font="bundled", digits="arabic")
WORDS = ("องค์การบริหารส่วนตำบลทรายทอง", "เลขรับ 123/2569", "วันที่ 3 พฤศจิกายน 2569", "เวลา 00.30 น.")


def squeezed(text: str) -> str:
    return "".join(text.split())


def boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of every stroked path of the first page, in millimetres."""
    with pypdfium2.PdfDocument(pdf) as document:
        height = document[0].get_height()
        found = []
        for item in document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = item.get_bounds()
            found.append((left * MM, (height - top) * MM, (right - left) * MM, (top - bottom) * MM))
        return found


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("draw", [stamp_sheet, stamp_label])
def test_the_stamp_tells_office_number_day_and_time_of_bangkok(read, draw, clock: FixedClock) -> None:
    text = squeezed(read(draw(STAMP, ARABIC, clock).pdf(), 1))
    assert all(squeezed(words) in text for words in WORDS), text


def test_the_stamp_is_two_and_a_half_by_five_centimetres_at_the_upper_right(clock: FixedClock) -> None:
    pdf = stamp_sheet(STAMP, ARABIC, clock).pdf()
    frame = max(boxes(pdf), key=lambda box: box[2] * box[3])
    rule = 0.35
    expected = (210 - 10 - 50 - rule, 10 - rule, 50 + 2 * rule, 25 + 2 * rule)
    assert frame == pytest.approx(expected, abs=0.02)


def test_the_lines_to_write_on_stay_a_millimetre_inside_the_frame(clock: FixedClock) -> None:
    frame, *lines = sorted(
        boxes(stamp_sheet(STAMP, ARABIC, clock).pdf()), key=lambda box: box[2] * box[3], reverse=True
    )
    assert len(lines) == 3
    for left, top, width, height in lines:
        assert left > frame[0] + 1
        assert left + width < frame[0] + frame[2] - 1
        assert frame[1] + 1 < top < top + height < frame[1] + frame[3] - 1


def test_a_label_is_as_large_as_its_stamp_and_a_margin(clock: FixedClock) -> None:
    (page,) = stamp_label(STAMP, ARABIC, clock).pages
    assert (page.width, page.height) == (59, 34)


def test_a_document_without_a_number_leaves_the_place_to_the_pen(central: Store) -> None:
    made = incoming.receive(central, a_receipt(), numbering=Numbering.BLANK).record
    text = squeezed(by_pdfium(prepare(central, "receiving-stamp", PaperRequest(record_id=made.id)).pdf(), 1))
    assert "เลขรับวันที่" in text


def test_a_stamp_is_asked_for_by_number(central: Store) -> None:
    incoming.receive(central, a_receipt())
    for asked in ("1", "1/2569", "๑/๒๕๖๙"):
        job = prepare(central, "receiving-label", PaperRequest(record_id=asked), settings=ARABIC)
        assert "เลขรับ1/2569" in squeezed(by_pdfium(job.pdf(), 1))


def dark_share(pdf: bytes, left: float, top: float, right: float, bottom: float) -> float:
    """How much of a part of the first page as seen is dark; its edges as shares of the page."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=2).to_pil().convert("L")
    part = picture.crop(
        (int(left * picture.width), int(top * picture.height), int(right * picture.width), int(bottom * picture.height))
    )
    return sum(part.histogram()[:128]) / (part.width * part.height)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_scan_is_stamped_where_it_is_seen_to_be_the_upper_right(turn: int, clock: FixedClock) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842).rotate(turn)
    writer.add_blank_page(595, 842)
    kept = io.BytesIO()
    writer.write(kept)
    stamped = stamped_scan(kept.getvalue(), STAMP, ARABIC, clock)
    across, down = (297, 210) if turn in (90, 270) else (210, 297)
    frame = ((across - 60) / across, 10 / down, (across - 10) / across, 35 / down)
    assert dark_share(stamped, *frame) > 0.01
    assert dark_share(stamped, 0, 0, frame[0] - 0.01, 1) == 0
    assert dark_share(stamped, 0, frame[3] + 0.01, 1, 1) == 0
    assert squeezed("เลขรับ 123/2569") in squeezed(by_pdfium(stamped, 1))
    assert not by_pdfium(stamped, 2).strip()


def test_the_pages_of_a_scan_stay(clock: FixedClock) -> None:
    with pypdfium2.PdfDocument(stamped_scan(scan_pdf(3), STAMP, ARABIC, clock)) as document:
        assert len(document) == 3


def test_a_photograph_becomes_a_page_as_it_was_taken(clock: FixedClock) -> None:
    stamped = stamped_scan(photograph(600, 400, orientation=6), STAMP, ARABIC, clock)
    with pypdfium2.PdfDocument(stamped) as document:
        width, height = (length * MM for length in document[0].get_size())
        assert (width, height) == pytest.approx((198, 297), abs=1)
        top = document[0].render(scale=0.5).to_pil().convert("RGB").getpixel((10, 10))
    assert top[0] > 200 > top[2], "red was above when it was taken"
    assert squeezed(WORDS[0]) in squeezed(by_pdfium(stamped, 1))


@pytest.mark.parametrize("scan", [b"", b"no picture", b"%PDF-1.4 torn", Image.new("L", (1, 1)).tobytes()])
def test_what_cannot_be_opened_is_told(scan: bytes, clock: FixedClock) -> None:
    with pytest.raises(UnreadableScan):
        stamped_scan(scan, STAMP, ARABIC, clock)
