"""What each paper of a yearly inspection says, from the round, to two independent readers."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from sai_thong.forms.assets.inspection_appointment import appointment_memo, appointment_order
from sai_thong.forms.assets.inspection_defects import defects_list
from sai_thong.forms.assets.inspection_equipment import equipment_left
from sai_thong.forms.assets.inspection_materials import materials_left
from sai_thong.forms.assets.inspection_report import inspection_report
from sai_thong.forms.assets.inspection_round import FoundOnPaper, InspectionOnPaper
from sai_thong.forms.assets.inspection_tick_list import tick_list
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.terms import AssetStatus, CommitteeRole, RoundState
from sai_thong.thai.money import baht
from tests.forms.allowances.invented import CLERK, FINANCE, MAYOR
from tests.forms.assets import invented_inspection as invented
from tests.forms.assets.rounds_gallery import INSPECTION_DRAWINGS
from tests.forms.reading import MM, READERS, by_pdfium, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")
ReadPage = Callable[[bytes, int], str]
REGULATION = "ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560 ข้อ 213"

WORDS = {
    "inspection-memo": [
        "ส่วนราชการ กองคลัง องค์การบริหารส่วนตำบลทรายทอง โทร. 0 7999 0001",
        "ที่ กส 99901/118",
        "วันที่ 21 กันยายน 2569",
        "ขอแต่งตั้งคณะกรรมการตรวจสอบพัสดุประจำปีงบประมาณ พ.ศ. 2569",
        f"{REGULATION} กำหนดให้หัวหน้าหน่วยงานของรัฐแต่งตั้งผู้รับผิดชอบในการตรวจสอบพัสดุซึ่งมิใช่เจ้าหน้าที่พัสดุ",
        "ภายใน 30 วันทำการ",
        "1. นายเทียนชัย สว่างวงศ์ ผู้อำนวยการกองช่าง ประธานกรรมการ",
        "2. นางสาวปิ่นมณี แสงเดือนเพ็ญ นักพัฒนาชุมชนชำนาญการ กรรมการ",
        "เริ่มตรวจสอบตั้งแต่วันที่ 1 ตุลาคม 2569 และรายงานผลการตรวจสอบ ภายในวันที่ 13 พฤศจิกายน 2569",
        f"({FINANCE})",
        f"({CLERK})",
        f"({MAYOR})",
    ],
    "inspection-order": [
        "คำสั่งองค์การบริหารส่วนตำบลทรายทอง",
        "ที่ 312/2569",
        "เรื่อง แต่งตั้งคณะกรรมการตรวจสอบพัสดุประจำปีงบประมาณ พ.ศ. 2569",
        f"อาศัยอำนาจตามความใน{REGULATION}",
        "1. ตรวจสอบการรับจ่ายพัสดุตั้งแต่วันที่ 1 ตุลาคม 2568 ถึงวันที่ 30 กันยายน 2569 ว่าถูกต้องหรือไม่",
        "2. ตรวจนับพัสดุคงเหลือ ณ วันที่ 30 กันยายน 2569",
        "ทั้งนี้ ตั้งแต่วันที่ 1 ตุลาคม 2569 เป็นต้นไป",
        "สั่ง ณ วันที่ 21 กันยายน พ.ศ. 2569",
        f"({MAYOR})",
    ],
    "inspection-report": [
        "ที่ กส 99901/204",
        "ตามคำสั่งองค์การบริหารส่วนตำบลทรายทอง ที่ 312/2569 ลงวันที่ 21 กันยายน 2569",
        "1. การรับจ่ายพัสดุตั้งแต่วันที่ 1 ตุลาคม 2568 ถึงวันที่ 30 กันยายน 2569",
        "2. พัสดุคงเหลือ ณ วันที่ 30 กันยายน 2569",
        "พบครุภัณฑ์อยู่ต่างห้องจากทะเบียน 2 รายการ และพบครุภัณฑ์ที่ไม่มีในรายการตรวจสอบ 1 รายการ",
        "3. มีครุภัณฑ์ชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้ จำนวน 20 รายการ "
        "คือ ชำรุด 5 รายการ เสื่อมสภาพ 5 รายการ สูญไป 5 รายการ ไม่จำเป็นต้องใช้ 5 รายการ",
        "ความเห็นเพิ่มเติม เห็นควรปรับปรุงทะเบียนให้ตรงกับห้องที่ตั้งจริง",
        "นายเทียนชัย สว่างวงศ์",
        "ทราบ",
        "รายงานสำนักงานการตรวจเงินแผ่นดินและอำเภอ",
    ],
    "inspection-materials": [
        "บัญชีวัสดุคงเหลือ ณ วันที่ 30 กันยายน 2569",
        "3 คลอรีนผง 65% กิโลกรัม 42.5 4,462.50",
        "รวมทั้งสิ้น 72,275.00",
    ],
    "inspection-letter-auditor": [
        "เรียน ผู้อำนวยการสำนักงานการตรวจเงินแผ่นดินจังหวัดกาฬสินธุ์",
        "1. สำเนาคำสั่งองค์การบริหารส่วนตำบลทรายทอง ที่ 312/2569 จำนวน 1 ฉบับ",
        "4. บัญชีพัสดุชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้ จำนวน 1 ชุด",
        "จำนวน 20 รายการ คือ ชำรุด 5 รายการ",
        REGULATION,
        f"({MAYOR})",
    ],
    "inspection-letter-district": ["เรียน นายอำเภอโนนทรายคำ", "จึงเรียนมาเพื่อโปรดทราบ"],
}


def squeezed(text: str) -> str:
    return "".join(text.split())


def said(paper: Paper, read: ReadPage = by_pdfium) -> str:
    """All pages, without blanks."""
    pdf = paper.pdf()
    return "".join(squeezed(read(pdf, page.number)) for page in paper.pages)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("name", WORDS)
def test_the_paper_says_what_the_round_holds(name: str, read: ReadPage, clock: FixedClock) -> None:
    text = said(INSPECTION_DRAWINGS[name](ARABIC, clock), read)
    assert [each for each in WORDS[name] if squeezed(each) not in text] == []


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_the_list_of_defects_has_everything_that_is_not_in_order_and_nothing_else(
    read: ReadPage, clock: FixedClock
) -> None:
    data = invented.HUNDREDS
    text = said(defects_list(data, ARABIC, clock), read)
    bad = [line for line in data.found.lines if line.condition is not AssetStatus.IN_USE]
    assert len(bad) == 150
    for line in bad:
        assert line.number in text, line
        assert baht(line.cost_satang or 0) in text, line
    assert not [line.number for line in data.found.lines if line not in bad and line.number in text]


def ruled_rows(pdf: bytes, page: int = 1) -> int:
    """How many rows the tables of a page have, by the rules drawn; the head is none."""
    with pypdfium2.PdfDocument(pdf) as document:
        paths = document[page - 1].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        return max(sum(1 for index in range(1, _points(path), 2) if _level(path, index)) for path in paths) - 2


def _points(path: pypdfium2.PdfObject) -> int:
    return int(pypdfium2.raw.FPDFPath_CountSegments(path))


def _level(path: pypdfium2.PdfObject, index: int) -> bool:
    """Whether the line that ends at this point lies level."""
    places = []
    for each in (index - 1, index):
        segment = pypdfium2.raw.FPDFPath_GetPathSegment(path, each)
        x, y = ctypes.c_float(), ctypes.c_float()
        pypdfium2.raw.FPDFPathSegment_GetPoint(segment, x, y)
        places.append(y.value)
    return abs(places[0] - places[1]) < 0.01


@pytest.mark.parametrize("count", [0, 1, 5, 24])
def test_the_list_of_defects_has_at_least_twelve_ruled_rows(count: int, clock: FixedClock) -> None:
    lines = tuple(line for line in invented.lines_of(80) if line.condition is not AssetStatus.IN_USE)[:count]
    found = FoundOnPaper(lines, {line.asset_id: line.condition for line in lines if line.condition})
    paper = defects_list(replace(invented.REPORTED, found=found), ARABIC, clock)
    pdf = paper.pdf()
    assert sum(ruled_rows(pdf, page.number) for page in paper.pages if _has_table(pdf, page.number)) == max(12, count)


def _has_table(pdf: bytes, page: int) -> bool:
    return "ยี่ห้อ" in by_pdfium(pdf, page)


@pytest.mark.parametrize(
    ("condition", "title"),
    [
        (AssetStatus.BROKEN, "ชำรุด"),
        (AssetStatus.WORN, "เสื่อม"),
        (AssetStatus.LOST, "สูญไป"),
        (AssetStatus.NOT_NEEDED, "ไม่ใช้"),
        (AssetStatus.IN_USE, "ใช้อยู่"),
    ],
)
def test_the_tick_stands_under_its_state(condition: AssetStatus, title: str, clock: FixedClock) -> None:
    line = replace(invented.lines_of(1)[0], condition=condition, defect="ขาหักข้างหนึ่ง", number="400-60-0001")
    found = FoundOnPaper((line,), {line.asset_id: condition})
    pdf = defects_list(replace(invented.REPORTED, found=found), ARABIC, clock).pdf()
    # The words of the title above the list come first.
    head = place_of(pdf, title, nth=2 if title in {"ชำรุด", "เสื่อม", "สูญไป"} else 1)
    # "หน้า 1/1" stands at the top.
    tick = next(place for place in (place_of(pdf, "/", nth=nth) for nth in (1, 2)) if place.y > 30)
    assert (tick.x + tick.right) / 2 == pytest.approx((head.x + head.right) / 2, abs=0.5)


def test_columns_stand_in_the_order_of_the_form(clock: FixedClock) -> None:
    pdf = INSPECTION_DRAWINGS["inspection-defects"](ARABIC, clock).pdf()
    text = by_pdfium(pdf)
    titles = ("รายการ", "รหัส", "ยี่ห้อ", "ไม่ใช้", "ใช้อยู่", "วันที่ได้มา", "ตามทะเบียน", "ผู้ใช้งาน", "ชำรุดอย่างไร")
    assert [title for title in titles if title not in text] == []
    places = [place_of(pdf, title).x for title in titles]
    assert places == sorted(places)
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = (length * MM for length in document[0].get_size())
    assert (round(width), round(height)) == (297, 210)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_what_is_left_leaves_out_what_is_lost_and_carries_its_cost(read: ReadPage, clock: FixedClock) -> None:
    data = invented.HUNDREDS
    paper = equipment_left(data, ARABIC, clock)
    pdf = paper.pdf()
    pages = [squeezed(read(pdf, page.number)) for page in paper.pages]
    there = [line for line in data.found.lines if line.condition is not AssetStatus.LOST]
    lost = [line for line in data.found.lines if line.condition is AssetStatus.LOST]
    for number, line in enumerate(there, 1):
        row = squeezed(f"{number} {line.number} {line.name}")
        assert any(row in page for page in pages), row
    assert not [line.number for line in lost if any(line.number in page for page in pages)]
    total = baht(sum(line.cost_satang or 0 for line in there))
    assert f"รวมทั้งสิ้น{total}" in "".join(pages)
    carried = 0
    for page in pages[1:]:
        if "ยอดยกมา" in page:
            carried += 1
    assert carried == sum("รวมยอดยกไป" in page for page in pages) > 5
    whole = "".join(pages)
    assert squeezed(f"สูญไป {len(lost)} รายการ ราคาทุน {baht(sum(each.cost_satang or 0 for each in lost))} บาท") in whole
    assert squeezed(f"คงเหลือ {len(there)} รายการ ราคาทุน {total} บาท") in whole
    assert "452-51-0009" in whole


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_each_room_has_its_list_on_pages_of_its_own(read: ReadPage, clock: FixedClock) -> None:
    paper = tick_list(invented.WALK, ARABIC, clock)
    pdf = paper.pdf()
    pages = [squeezed(read(pdf, page.number)) for page in paper.pages]
    rooms = {line.book_room for line in invented.WALK.found.lines}
    for room in rooms:
        own = [page for page in pages if squeezed(f"แบบตรวจนับครุภัณฑ์ {room or 'ไม่ระบุห้อง'}การ") in page]
        expected = [line.number for line in invented.WALK.found.lines if line.book_room == room]
        assert [number for number in expected if number not in "".join(own)] == []
        others = [line.number for line in invented.WALK.found.lines if line.book_room != room]
        assert not [number for number in others if number in "".join(own)]
        assert sum("ลงชื่อผู้ตรวจ" in page for page in own) == 1
    assert "ไม่ระบุห้อง" in pages[-1], "things without a room come last"


def test_a_tick_list_printed_again_shows_what_was_seen(clock: FixedClock) -> None:
    line = replace(invented.lines_of(1, seen=False)[0], number="40160-0001")
    before = tick_list(replace(invented.WALK, found=FoundOnPaper((line,))), ARABIC, clock)
    seen = replace(line, found=True, condition=AssetStatus.BROKEN, defect="ขาหัก")
    after = tick_list(replace(invented.WALK, found=FoundOnPaper((seen,))), ARABIC, clock)
    assert said(after).count("/") - said(before).count("/") == 2, "found, and broken"
    assert "ขาหัก" in said(after)


DRAFTS = {
    "report": inspection_report,
    "equipment": equipment_left,
    "defects": defects_list,
}


@pytest.mark.parametrize("draw", DRAFTS.values(), ids=DRAFTS)
def test_what_can_still_change_says_draft_on_every_page(
    draw: Callable[[InspectionOnPaper, PaperSettings, FixedClock], Paper], clock: FixedClock
) -> None:
    for state, marked in ((RoundState.IN_PROGRESS, True), (RoundState.SUBMITTED, False)):
        data = replace(invented.REPORTED, round=replace(invented.ROUND, state=state))
        paper = draw(data, ARABIC, clock)
        pdf = paper.pdf()
        assert all(("ร่าง" in squeezed(by_pdfium(pdf, page.number))) is marked for page in paper.pages)


def test_one_inspector_alone_is_no_committee(clock: FixedClock) -> None:
    alone = (replace(invented.SEATS[0], role=CommitteeRole.SOLE),)
    memo = said(appointment_memo(replace(invented.BEFORE, seats=alone), ARABIC, clock))
    order = said(appointment_order(replace(invented.ORDERED, seats=alone), ARABIC, clock))
    report = said(inspection_report(replace(invented.REPORTED, seats=alone), ARABIC, clock))
    for text in (memo, order, report):
        assert "คณะกรรมการ" not in text
        assert "ผู้ตรวจสอบพัสดุ" in text
    assert "บัดนี้ข้าพเจ้าได้ตรวจสอบพัสดุ" in report


def test_everybody_of_a_long_committee_signs_and_the_chair_stands_by_the_last_words(clock: FixedClock) -> None:
    paper = inspection_report(replace(invented.REPORTED, seats=invented.LONG_COMMITTEE), ARABIC, clock)
    pdf = paper.pdf()
    pages = [squeezed(by_pdfium(pdf, page.number)) for page in paper.pages]
    assert [each.name for each in invented.LONG_COMMITTEE if squeezed(each.name) not in "".join(pages)] == []
    last_words = next(page for page in pages if "จึงเรียนมาเพื่อโปรดทราบ" in page)
    assert squeezed(invented.LONG_COMMITTEE[0].name) in last_words


def test_the_signatures_of_a_list_are_there_however_long_it_is(clock: FixedClock) -> None:
    for count in range(1, 40, 3):
        data = replace(invented.REPORTED, found=invented.found(count))
        text = said(defects_list(data, ARABIC, clock))
        assert all(squeezed(seat.name) in text for seat in invented.SEATS)


def test_nothing_wrong_is_said_to_be_nothing(clock: FixedClock) -> None:
    lines = tuple(replace(line, condition=AssetStatus.IN_USE, defect="") for line in invented.lines_of(5))
    fine = FoundOnPaper(lines, {line.asset_id: AssetStatus.IN_USE for line in lines})
    text = said(inspection_report(replace(invented.REPORTED, found=fine), ARABIC, clock))
    assert "3.ไม่มีครุภัณฑ์ชำรุดเสื่อมสภาพสูญไปหรือไม่จำเป็นต้องใช้" in text
    assert "ต่างห้อง" not in text


def test_the_findings_are_ticked_as_the_committee_found(clock: FixedClock) -> None:
    def ticks(receipts: bool | None, balances: bool | None) -> int:
        found = replace(invented.ROUND, receipts_right=receipts, balances_right=balances)
        paper = inspection_report(replace(invented.REPORTED, round=found), ARABIC, clock)
        return sum(shape.count("1 j 1 J") for page in paper.pages for shape in page.shapes)

    assert ticks(None, None) == 0
    assert ticks(True, None) == 1
    assert ticks(True, False) == 2


def test_land_and_structures_stand_apart_from_equipment(clock: FixedClock) -> None:
    lines = invented.lines_of(3)
    found = FoundOnPaper(
        lines, {line.asset_id: AssetStatus.IN_USE for line in lines}, property_ids=frozenset({lines[0].asset_id})
    )
    text = said(equipment_left(replace(invented.REPORTED, found=found), ARABIC, clock))
    equipment, property_ = text.split("ที่ดินอาคารสิ่งก่อสร้างและทรัพย์สินอื่น")
    assert [line.number in equipment for line in lines] == [False, True, True]
    assert f"1{lines[0].number}" in property_
    assert "คงเหลือ3รายการ" in property_


def test_no_material_left_is_said(clock: FixedClock) -> None:
    text = said(materials_left(replace(invented.MATERIALS, materials=()), ARABIC, clock))
    assert "ไม่มีวัสดุคงเหลือตามบัญชี" in text
    assert "รวมทั้งสิ้น" not in text


def test_materials_are_summed(clock: FixedClock) -> None:
    text = said(materials_left(invented.MATERIALS, ARABIC, clock))
    for number, each in enumerate(invented.MATERIALS.materials, 1):
        assert squeezed(f"{number} {each.name} {each.unit} {each.quantity} {baht(each.value_satang)}") in text
