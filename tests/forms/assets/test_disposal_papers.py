"""What each paper of a disposal says, from the round, to two independent readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from sai_thong.forms.assets.disposal_close import strike_off_memo
from sai_thong.forms.assets.disposal_destruction import destruction_report
from sai_thong.forms.assets.disposal_facts import facts_report
from sai_thong.forms.assets.disposal_items import MOST_WITHIN
from sai_thong.forms.assets.disposal_kinds import OF_A_DISPOSAL, kind_of_document
from sai_thong.forms.assets.disposal_order import disposal_order, request_memo
from sai_thong.forms.assets.disposal_quotation import quotation, quote_invitation
from sai_thong.forms.assets.disposal_sale import sale_report
from sai_thong.forms.assets.disposal_write_off import write_off_memo
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.terms import DisposalMethod, SaleReason
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.thai.baht import baht_text
from sai_thong.thai.money import baht
from tests.forms.allowances.invented import CLERK, FINANCE, MAYOR
from tests.forms.assets import invented_disposal as invented
from tests.forms.assets.rounds_gallery import DISPOSAL_DRAWINGS
from tests.forms.reading import READERS, by_pdfium, image_boxes

ARABIC = PaperSettings(font="bundled", digits="arabic")
ReadPage = Callable[[bytes, int], str]
REGULATION = "ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560"
THINGS = "จำนวน 4 รายการ ราคาทุนรวม 66,250.00 บาท"

WORDS = {
    "disposal-facts-memo": [
        "ที่ กส 99901/221",
        "เรื่อง ขอแต่งตั้งคณะกรรมการสอบหาข้อเท็จจริงพัสดุชำรุด",
        f"ตามรายงานผลการตรวจสอบพัสดุประจำปีงบประมาณ พ.ศ. 2569 องค์การบริหารส่วนตำบลทรายทองมีพัสดุซึ่งชำรุด "
        f"เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้ในราชการต่อไป {THINGS}",
        f"{REGULATION} ข้อ 214",
        "1. นายเทียนชัย สว่างวงศ์ ผู้อำนวยการกองช่าง ประธานกรรมการ",
        f"({FINANCE})",
        f"({CLERK})",
        f"({MAYOR})",
    ],
    "disposal-facts-order": [
        "คำสั่งองค์การบริหารส่วนตำบลทรายทอง",
        f"อาศัยอำนาจตามความใน{REGULATION} ข้อ 214",
        "2. พิจารณาว่ามีผู้ต้องรับผิดทางละเมิดตามพระราชบัญญัติความรับผิดทางละเมิดของเจ้าหน้าที่ พ.ศ. 2539 หรือไม่",
        "สั่ง ณ วันที่ 20 พฤศจิกายน พ.ศ. 2569",
    ],
    "disposal-statement": [
        "บันทึกถ้อยคำ",
        "สอบหาข้อเท็จจริง จำหน่ายพัสดุชำรุดและเสื่อมสภาพ ปีงบประมาณ 2570",
        "416-51-0001, 416-52-0002, 416-53-0003, 416-54-0004",
        "ตามคำสั่งที่ 331/2569",
        "นายเทียนชัย สว่างวงศ์",
        "ผู้ให้ถ้อยคำ",
    ],
    "disposal-facts-report": [
        "ตามคำสั่งองค์การบริหารส่วนตำบลทรายทอง ที่ 331/2569",
        THINGS,
        "เห็นว่าไม่มีผู้ต้องรับผิดทางละเมิด",
        "นายกล้าณรงค์ ปู่ทวดทองคำ",
    ],
    "disposal-request": [
        "เรื่อง ขออนุมัติจำหน่ายพัสดุ จำนวน 4 รายการ",
        "คณะกรรมการสอบหาข้อเท็จจริงตามคำสั่งที่ 331/2569 ได้รายงานผล เมื่อวันที่ 4 ธันวาคม 2569",
        f"{REGULATION} ข้อ 215",
        "ให้แล้วเสร็จภายใน 60 วัน",
        "การขายโดยวิธีเฉพาะเจาะจง เนื่องจากราคาทุนรวมของพัสดุที่ขายไม่เกิน 500,000.00 บาท",
        "ขายทอดตลาด 1 รายการ ขายโดยวิธีเฉพาะเจาะจง 1 รายการ แปรสภาพหรือทำลาย 1 รายการ และโอน 1 รายการ",
        "ไม่อนุมัติ เนื่องจาก",
    ],
    "disposal-order": [
        "1. คณะกรรมการประเมินราคากลาง ประกอบด้วย",
        "2. คณะกรรมการดำเนินการขาย ประกอบด้วย",
        "3. ผู้ดำเนินการแปรสภาพหรือทำลาย ประกอบด้วย",
        "1. นายผายเมือง ทรายทองคำ นายช่างโยธาชำนาญงาน ผู้ดำเนินการทำลาย",
        "ภายใน 60 วัน นับแต่วันที่มีคำสั่งนี้ ภายในวันที่ 7 กุมภาพันธ์ 2570",
        "สั่ง ณ วันที่ 9 ธันวาคม พ.ศ. 2569",
    ],
    "disposal-appraisal": [
        "ตามคำสั่งองค์การบริหารส่วนตำบลทรายทอง ที่ 340/2569 ลงวันที่ 9 ธันวาคม 2569",
        "รวมเป็นเงิน 3,312.50 บาท (สามพันสามร้อยสิบสองบาทห้าสิบสตางค์)",
    ],
    "disposal-invitation": [
        "เรียน นายสมหมาย ของเก่าดี",
        "ขอเชิญเสนอราคาซื้อพัสดุ",
        "ภายในวันที่ 15 มกราคม 2570 เวลา น. ณ กองคลัง",
        f"({MAYOR})",
    ],
    "disposal-quotation": [
        "ใบเสนอราคาซื้อพัสดุ",
        "เรียน นายกองค์การบริหารส่วนตำบลทรายทอง",
        "2 416-52-0002 เก้าอี้บุนวมมีพนักพิง 1",
        "จำนวนเงิน (ตัวอักษร)",
        "ผู้เสนอราคา",
    ],
    "disposal-sale-report": [
        "รายงานผลการขายพัสดุโดยวิธีเฉพาะเจาะจง",
        "เมื่อวันที่ 20 มกราคม 2570 จำนวน 4 รายการ ได้เงินรวม 4,140.62 บาท",
        "สูงกว่าราคากลาง 828.12 บาท (ราคากลาง 3,312.50 บาท)",
        "ผู้ซื้อได้ คือ นายสมหมาย ของเก่าดี",
        "ตามใบเสร็จรับเงิน เล่มที่ 12 เลขที่ 45",
    ],
    "disposal-auction": [
        "ประกาศองค์การบริหารส่วนตำบลทรายทอง",
        "เรื่อง ขายทอดตลาดพัสดุ จำนวน 30 รายการ",
        f"ตาม{REGULATION} ข้อ 215 (1)",
        "กำหนดขายทอดตลาดในวันที่ 20 มกราคม 2570",
        "ณ ที่ทำการองค์การบริหารส่วนตำบลทรายทอง",
        "ประกาศ ณ วันที่ 14 ธันวาคม พ.ศ. 2569",
        "โทร. 0 7999 0001",
        "บัญชีรายการพัสดุแนบท้ายประกาศขายทอดตลาด",
    ],
    "disposal-lots": ["บัญชีรายการพัสดุที่ขายทอดตลาด", "30 416-53-0030 เก้าอี้บุนวมมีพนักพิง 1", "ประธานกรรมการ"],
    "disposal-bids": ["บัญชีคุมการประมูล", "ครั้งที่ 1", "ครั้งที่ 3", "วันที่ 20 มกราคม 2570", "ลายมือชื่อ"],
    "disposal-auction-report": ["รายงานผลการขายทอดตลาดพัสดุ", "เพื่อขายทอดตลาดพัสดุ", "จำนวน 30 รายการ ได้เงินรวม"],
    "disposal-exchange-report": ["ข้อ 215 (2)", "ผู้แลกเปลี่ยน คือ บริษัท แลกเปลี่ยนดี จำกัด"],
    "disposal-transfer": [
        "เรียน ผู้อำนวยการโรงเรียนบ้านทรายทอง",
        f"ตาม{REGULATION} ข้อ 215 (3)",
        "จำนวน 2 รายการ ราคาทุนรวม 7,350.00 บาท",
    ],
    "disposal-hand-over": [
        "ผู้ส่งมอบ องค์การบริหารส่วนตำบลทรายทอง",
        "ผู้รับมอบ ผู้อำนวยการโรงเรียนบ้านทรายทอง",
        "วันที่ 20 มกราคม 2570",
        "พยาน",
    ],
    "disposal-destruction-report": [
        "แต่งตั้งผู้ดำเนินการทำลายพัสดุ",
        "ข้อ 215 (4)",
        "จำนวน 3 รายการ",
        "ภาพถ่ายการแปรสภาพหรือทำลายพัสดุ",
        "ภาพที่ 3",
    ],
    "disposal-write-off": [
        "ขออนุมัติจำหน่ายพัสดุเป็นสูญ",
        f"{REGULATION} ข้อ 217",
        "ไม่เกิน 1,000,000.00 บาท",
        "ไม่มีผู้ต้องรับผิดทางละเมิด",
        "เห็นควรอนุมัติจำหน่ายเป็นสูญ และลงจ่ายออกจากทะเบียน",
    ],
    "disposal-strike-off": [
        "ได้ลงจ่ายพัสดุออกจากบัญชีหรือทะเบียนแล้ว เมื่อวันที่ 25 มกราคม 2570",
        "ข้อ 216 และ 218",
        "เงินที่ได้จากการจำหน่าย 4,140.62 บาท",
        "ภายใน 30 วัน",
    ],
    "disposal-letter-auditor": [
        "เรียน ผู้อำนวยการสำนักงานการตรวจเงินแผ่นดินจังหวัดกาฬสินธุ์",
        "1. สำเนาคำสั่งองค์การบริหารส่วนตำบลทรายทอง ที่ 340/2569",
        THINGS,
    ],
    "disposal-letter-vehicles": [
        "เรียน นายทะเบียนรถยนต์จังหวัดกาฬสินธุ์",
        "กข 999 กาฬสินธุ์ เครื่อง 4JA1-999999",
        "ให้แก่นายสมหมาย ของเก่าดี",
    ],
    "disposal-letter-land": ["เรียน เจ้าพนักงานที่ดินจังหวัดกาฬสินธุ์", "โฉนดที่ดิน 99999", "ให้แก่วัดทรายทองวนาราม"],
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
    text = said(DISPOSAL_DRAWINGS[name](ARABIC, clock), read)
    assert [each for each in WORDS[name] if squeezed(each) not in text] == []


def test_every_paper_of_the_chain_is_read_back() -> None:
    assert set(DISPOSAL_DRAWINGS) == set(WORDS) == {kind.key for kind in OF_A_DISPOSAL}


def test_every_paper_of_the_checklist_is_printed_but_receipts() -> None:
    rules = shipped_asset_law().rules
    documents = {name for rows in rules.disposal_steps.values() for row in rows for name in row.documents}
    assert {name for name in documents if kind_of_document(name) is None} == {"ใบเสร็จรับเงินและใบนำส่งเงิน"}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("count", [1, MOST_WITHIN, MOST_WITHIN + 1, 120])
def test_every_thing_stands_once_in_the_memo_or_on_the_list_after_it(
    count: int, read: ReadPage, clock: FixedClock
) -> None:
    data = invented.many(DisposalMethod.AUCTION, count)
    paper = request_memo(data, ARABIC, clock)
    text = said(paper, read)
    assert [line.number for line in data.lines if text.count(line.number) != 1] == []
    total = baht(sum(line.cost_satang or 0 for line in data.lines))
    assert f"รวมทั้งสิ้น{total}" in text
    listed = [page for page in paper.pages if page.width > page.height]
    assert bool(listed) is (count > MOST_WITHIN)


def test_a_long_list_carries_its_sums_from_page_to_page(clock: FixedClock) -> None:
    data = invented.HUNDREDS
    paper = request_memo(data, ARABIC, clock)
    pdf = paper.pdf()
    sheets = [squeezed(by_pdfium(pdf, page.number)) for page in paper.pages if page.width > page.height]
    assert len(sheets) > 4
    so_far, left = 0, list(data.lines)
    for number, sheet in enumerate(sheets):
        own = [line for line in left if line.number in sheet]
        assert number == 0 or f"ยอดยกมา{baht(so_far)}" in sheet
        so_far += sum(line.cost_satang or 0 for line in own)
        assert f"{'รวมทั้งสิ้น' if sheet is sheets[-1] else 'รวมยอดยกไป'}{baht(so_far)}" in sheet
        left = [line for line in left if line not in own]
    assert not left


def test_why_something_is_sold_without_an_auction_is_told(clock: FixedClock) -> None:
    told = {
        SaleReason.SMALL_TOTAL: "ราคาทุนรวมของพัสดุที่ขายไม่เกิน 500,000.00 บาท",
        SaleReason.STATE_OR_CHARITY: "ขายให้แก่หน่วยงานของรัฐ หรือองค์การหรือสถานสาธารณกุศลตามมาตรา 47 (7) แห่งประมวลรัษฎากร",
        SaleReason.OFFICIALS_DEVICE: "เป็นอุปกรณ์อิเล็กทรอนิกส์ซึ่งขายให้แก่เจ้าหน้าที่",
    }
    for reason, words in told.items():
        line = invented.line(1, DisposalMethod.DIRECT_SALE, sale_reason=reason)
        text = said(request_memo(invented.disposal(line), ARABIC, clock))
        assert squeezed(f"การขายโดยวิธีเฉพาะเจาะจง เนื่องจาก{words}") in text
        assert [each for each in told.values() if squeezed(each) in text] == [words]
    auction = said(request_memo(invented.disposal(invented.line(1, DisposalMethod.AUCTION)), ARABIC, clock))
    assert "การขายโดยวิธีเฉพาะเจาะจงเนื่องจาก" not in auction


def test_the_order_names_only_committees_that_were_appointed(clock: FixedClock) -> None:
    seats = tuple(seat for seat in invented.SEATS if seat.task.value == "destruction")
    text = said(disposal_order(replace(invented.MIXED, seats=seats), ARABIC, clock))
    assert "1.ผู้ดำเนินการแปรสภาพหรือทำลายประกอบด้วย" in text
    assert "ประเมินราคากลาง" not in text


def test_who_is_liable_is_named_and_what_came_of_it(clock: FixedClock) -> None:
    round_ = replace(invented.ROUND, liable="นายประมาท เลินเล่อ", liability_outcome="ชดใช้เงินครบถ้วนแล้ว")
    data = replace(invented.MIXED, round=round_)
    assert "มีผู้ต้องรับผิดได้แก่นายประมาทเลินเล่อ" in said(facts_report(data, ARABIC, clock))
    text = said(request_memo(data, ARABIC, clock))
    assert "มีผู้ต้องรับผิดได้แก่นายประมาทเลินเล่อผลการพิจารณาชดใช้เงินครบถ้วนแล้ว" in text


def test_plain_wear_needs_no_facts_and_the_memo_says_why(clock: FixedClock) -> None:
    round_ = replace(invented.ROUND, facts_needed=False, facts_left_out_why="เสื่อมสภาพจากการใช้งานตามปกติเกินสิบปี")
    text = said(request_memo(replace(invented.MIXED, round=round_), ARABIC, clock))
    assert "ไม่ต้องสอบหาข้อเท็จจริงเนื่องจากเสื่อมสภาพจากการใช้งานตามปกติเกินสิบปี" in text


@pytest.mark.parametrize(("cost", "within"), [(1_000_000_00, True), (1_000_000_01, False)])
def test_a_write_off_above_the_line_goes_to_the_higher_authority(cost: int, within: bool, clock: FixedClock) -> None:
    data = invented.disposal(invented.line(1, DisposalMethod.WRITE_OFF, cost_satang=cost))
    text = said(write_off_memo(data, ARABIC, clock))
    assert ("เสนอผู้มีอำนาจเหนือขึ้นไปพิจารณาอนุมัติจำหน่ายเป็นสูญ" in text) is not within


@pytest.mark.parametrize(
    ("proceeds", "told"),
    [(3_312_50, "เท่ากับราคากลาง"), (3_312_49, "ต่ำกว่าราคากลาง0.01บาท"), (3_312_51, "สูงกว่าราคากลาง0.01บาท")],
)
def test_proceeds_are_compared_with_the_appraised_price(proceeds: int, told: str, clock: FixedClock) -> None:
    first, *rest = (replace(line, proceeds_satang=0) for line in invented.SOLD.lines)
    data = replace(invented.SOLD, lines=(replace(first, proceeds_satang=proceeds), *rest))
    text = said(sale_report(data, ARABIC, clock))
    assert squeezed(f"ได้เงินรวม {baht(proceeds)} บาท ({baht_text(proceeds)}) {told}") in text


def test_several_buyers_stand_each_by_what_they_bought(clock: FixedClock) -> None:
    first, *rest = invented.SOLD.lines
    data = replace(invented.SOLD, lines=(replace(first, buyer="วัดทรายทองวนาราม"), *rest))
    text = said(sale_report(data, ARABIC, clock))
    assert "ผู้ซื้อได้คือ" not in text
    assert text.count("วัดทรายทองวนาราม") == 1


def test_a_letter_to_nobody_yet_leaves_its_places_to_the_pen(clock: FixedClock) -> None:
    data = replace(invented.SOLD, round=replace(invented.ROUND, buyer=""), until=None, number="")
    text = said(quote_invitation(data, ARABIC, clock))
    assert "ที่กส99901/ร่าง" in text
    assert "ภายในวันที่เวลา" in text
    assert "เรียนสิ่งที่ส่งมาด้วย" in text


def test_a_number_of_the_checklist_is_printed_whole(clock: FixedClock) -> None:
    data = replace(invented.MIXED, number="", kept_number="กส 99902/77")
    assert "ที่กส99902/77" in said(request_memo(data, ARABIC, clock))
    assert "ที่กส99901/221" in said(request_memo(replace(data, number="221"), ARABIC, clock))


@pytest.mark.parametrize("count", [1, 4, 5, 9])
def test_every_photograph_of_a_destruction_is_there(count: int, clock: FixedClock) -> None:
    pictures = tuple(invented.picture("#7a5230", (300 + number, 200)) for number in range(count))
    paper = destruction_report(replace(invented.DESTROYED, photographs=pictures), ARABIC, clock)
    pdf = paper.pdf()
    boxes = [box for page in paper.pages for box in image_boxes(pdf, page.number)]
    assert len(boxes) == count
    assert all(width <= 78 and left >= 30 and left + width <= 190 for left, _top, width, _height in boxes)


def test_without_photographs_there_is_room_to_glue_them_in(clock: FixedClock) -> None:
    paper = destruction_report(replace(invented.DESTROYED, photographs=()), ARABIC, clock)
    assert "ภาพที่4" in said(paper)


def test_profit_and_loss_stand_by_each_thing_that_is_struck_off(clock: FixedClock) -> None:
    lost = invented.line(
        1, DisposalMethod.DESTRUCTION, proceeds_satang=0, profit_satang=-1_00, accumulated_satang=5_499_00
    )
    text = said(strike_off_memo(invented.disposal(lost), ARABIC, clock))
    assert "5,500.005,499.000.00(1.00)" in text


@pytest.mark.parametrize("count", [1, 12, 26, 27, 28, 60])
def test_an_offer_keeps_its_promise_and_signature_together(count: int, clock: FixedClock) -> None:
    paper = quotation(invented.many(DisposalMethod.DIRECT_SALE, count), ARABIC, clock)
    pdf = paper.pdf()
    last = squeezed(by_pdfium(pdf, len(paper.pages)))
    assert "ข้าพเจ้าได้ตรวจดูสภาพพัสดุแล้ว" in last
    assert "ผู้เสนอราคา" in last
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == len(paper.pages)
