"""Letters, memos and orders read in the order of the rule, and break over pages where a clerk would."""

from dataclasses import replace

import pytest

from sai_thong.forms.kit import (
    Column,
    Flow,
    Letter,
    Memo,
    Opinion,
    Order,
    Paper,
    PaperSettings,
    Signer,
    Totals,
    Words,
    draw_letter,
    draw_memo,
    draw_order,
    draw_table,
)
from sai_thong.ground.clock import FixedClock
from tests.forms.reading import by_pdfium, place_of

NOTICE = (
    "ด้วยองค์การบริหารส่วนตำบลทรายทองได้ตรวจสอบทะเบียนราษฎรแล้วพบว่า ท่านเป็นผู้มีอายุครบ 60 ปีบริบูรณ์ในปีงบประมาณ "
    "พ.ศ. 2570 และมีภูมิลำเนาอยู่ในเขตองค์การบริหารส่วนตำบลทรายทอง จึงเป็นผู้มีสิทธิยื่นคำขอยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ"
)
REQUEST = (
    "ในการนี้ จึงขอให้ท่านไปยื่นคำขอยืนยันสิทธิด้วยตนเอง หรือมอบอำนาจเป็นลายลักษณ์อักษรให้ผู้อื่นยื่นคำขอแทน ณ ที่ทำการองค์การบริหาร"
    "ส่วนตำบลทรายทอง ตั้งแต่วันที่ 1 ธันวาคม 2569 ถึงวันที่ 30 มกราคม 2570 ในวันและเวลาราชการ พร้อมเอกสารตามสิ่งที่ส่งมาด้วย"
)
CHIEF = Signer("นายสมศักดิ์ รักถิ่นไทย", ("นายกองค์การบริหารส่วนตำบลทรายทอง",))
PERMANENT_SECRETARY = Signer("นายวิชัย ใจกล้า", ("ปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน", "นายกองค์การบริหารส่วนตำบลทรายทอง"))
LETTER = Letter(
    number="กส 71801/123",
    sender=("ที่ทำการองค์การบริหารส่วนตำบลทรายทอง", "อำเภอเมือง จังหวัดกาฬสินธุ์ 46000"),
    dated="21 พฤศจิกายน 2569",
    subject="แจ้งสิทธิและขอให้ยื่นคำขอยืนยันสิทธิ",
    to="นางบุญมี ศรีสุข",
    references=("หนังสือ ที่ กส 71801/99 ลงวันที่ 1 ตุลาคม 2569",),
    enclosures=("แบบคำขอยืนยันสิทธิ จำนวน 1 ฉบับ", "รายการเอกสาร จำนวน 1 แผ่น"),
    body=[NOTICE, REQUEST, "จึงเรียนมาเพื่อโปรดทราบ"],
    signer=CHIEF,
    contact=("สำนักปลัด", "โทร. 0-4389-1234", "ไปรษณีย์อิเล็กทรอนิกส์ saraban46@example.go.th"),
)
AGES = [("1", "60 - 69 ปี", "120", "72,000.00"), ("2", "70 - 79 ปี", "80", "56,000.00")]


def ages_table(flow: Flow) -> None:
    columns = [Column("ที่", 12, "center"), Column("อายุ", 50), Column("ราย", 30, "right"), Column("บาท", 40, "right")]
    draw_table(flow, columns, AGES, totals=Totals([7_200_000, 5_600_000], 3))


MEMO = Memo(
    unit="สำนักปลัด องค์การบริหารส่วนตำบลทรายทอง โทร. 0-4389-1234",
    number="กส 71801/55",
    dated="21 พฤศจิกายน 2569",
    subject="รายงานการจ่ายเงินเบี้ยยังชีพผู้สูงอายุ ประจำเดือนพฤศจิกายน 2569",
    to="นายกองค์การบริหารส่วนตำบลทรายทอง",
    body=[Words("1. เรื่องเดิม", bold=True), NOTICE, Words("2. ข้อเท็จจริง", bold=True), ages_table, "จึงเรียนมาเพื่อโปรดทราบ"],
    signer=Signer("นางสาวน้ำฝน ปั้นหยา", ("นักพัฒนาชุมชนชำนาญการ",)),
    opinions=[Opinion("ความเห็นของปลัดองค์การบริหารส่วนตำบล", Signer("นายวิชัย ใจกล้า", ("ปลัดองค์การบริหารส่วนตำบล",)))],
)
ORDER = Order(
    "คำสั่ง",
    "องค์การบริหารส่วนตำบลทรายทอง",
    "แต่งตั้งคณะกรรมการตรวจสอบคุณสมบัติของผู้มีสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ ประจำปีงบประมาณ พ.ศ. 2570",
    [NOTICE, REQUEST],
    "วันที่ 21 พฤศจิกายน พ.ศ. 2569",
    PERMANENT_SECRETARY,
    "123/2569",
)


def letter_of(letter: Letter, settings: PaperSettings, clock: FixedClock) -> tuple[Paper, bytes]:
    paper = Paper("หนังสือ", clock=clock, settings=settings, keep=("ทรายทอง",))
    draw_letter(paper, letter)
    return paper, paper.pdf()


def in_order(text: str, *parts: str) -> bool:
    places = [text.find(part) for part in parts]
    return min(places) >= 0 and places == sorted(places)


def test_a_letter_reads_in_the_order_of_the_rule(any_face: PaperSettings, clock: FixedClock) -> None:
    _, pdf = letter_of(LETTER, any_face, clock)
    assert in_order(
        by_pdfium(pdf),
        "ที่ กส ๗๑๘๐๑/๑๒๓",
        "ที่ทำการ",
        "๒๑ พฤศจิกายน ๒๕๖๙",
        "เรื่อง แจ้งสิทธิ",
        "เรียน นางบุญมี",
        "อ้างถึง หนังสือ",
        "สิ่งที่ส่งมาด้วย แบบคำขอ",
        "ด้วยองค์การ",
        "จึงเรียนมา",
        "ขอแสดงความนับถือ",
        "(นายสมศักดิ์ รักถิ่นไทย)",
        "นายกองค์การ",
        "โทร. ๐-๔๓๘๙-๑๒๓๔",
        "saraban46@example.go.th",
    )


def test_the_name_stands_under_the_closing(bundled: PaperSettings, clock: FixedClock) -> None:
    _, pdf = letter_of(LETTER, bundled, clock)
    closing, name = place_of(pdf, "ขอแสดงความนับถือ"), place_of(pdf, "(นายสมศักดิ์ รักถิ่นไทย)")
    assert (name.x + name.right) / 2 == pytest.approx((closing.x + closing.right) / 2, abs=0.6)
    assert name.y - closing.y > 25


@pytest.mark.parametrize("paragraphs", range(4, 12))
def test_the_signature_never_stands_alone_on_a_page(
    paragraphs: int, any_face: PaperSettings, clock: FixedClock
) -> None:
    letter = replace(LETTER, body=[NOTICE] * paragraphs, contact=())
    paper, pdf = letter_of(letter, any_face, clock)
    pages = [by_pdfium(pdf, number) for number in range(1, len(paper.pages) + 1)]
    last = next(text for text in pages if "ขอแสดงความนับถือ" in text)
    before_closing = last[: last.index("ขอแสดงความนับถือ")]
    assert len([line for line in before_closing.splitlines() if len(line) > 15]) >= 2
    assert "(นายสมศักดิ์" in last
    assert all(f"- {'๐๑๒๓'[number]} -" in text for number, text in enumerate(pages, 1) if number > 1)


def test_a_long_post_stays_within_the_margin(bundled: PaperSettings, clock: FixedClock) -> None:
    post = "ผู้อำนวยการสำนักปลัดองค์การบริหารส่วนตำบล ปฏิบัติราชการแทนนายกองค์การบริหารส่วนตำบลทรายทอง"
    _, pdf = letter_of(replace(LETTER, signer=Signer("นายก ข", (post,))), bundled, clock)
    assert place_of(pdf, post).right <= 190.5


def test_the_tambon_is_never_broken(bundled: PaperSettings, clock: FixedClock) -> None:
    for words in ("", "ก", "กก", "กกก", "กกกก", "กกกกกก", "กกกกกกกก"):
        _, pdf = letter_of(replace(LETTER, body=[f"{words} {NOTICE}"]), bundled, clock)
        text = by_pdfium(pdf)
        assert text.replace("\n", "").count("ทรายทอง") == text.count("ทรายทอง")


def test_a_memo_reads_in_the_order_of_the_rule(any_face: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("บันทึก", clock=clock, settings=any_face)
    draw_memo(paper, MEMO)
    text = "\n".join(by_pdfium(paper.pdf(), number) for number in range(1, len(paper.pages) + 1))
    assert in_order(
        text,
        "บันทึกข้อความ",
        "ส่วนราชการ สำนักปลัด",
        "ที่ กส ๗๑๘๐๑/๕๕ วันที่ ๒๑ พฤศจิกายน ๒๕๖๙",
        "เรื่อง รายงาน",
        "เรียน นายก",
        "๑. เรื่องเดิม",
        "รวมทั้งสิ้น",
        "จึงเรียนมา",
        "(นางสาวน้ำฝน ปั้นหยา)",
        "ความเห็นของปลัด",
        "(นายวิชัย ใจกล้า)",
    )
    assert "ขอแสดงความนับถือ" not in text


def test_a_long_subject_of_a_memo_takes_more_lines(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("บันทึก", clock=clock, settings=bundled)
    draw_memo(paper, replace(MEMO, subject=MEMO.subject + " และขออนุมัติเบิกจ่ายเงินเบี้ยความพิการ ประจำเดือนพฤศจิกายน 2569"))
    pdf = paper.pdf()
    assert place_of(pdf, "เรียน").y - place_of(pdf, "เรื่อง").y > 15
    assert place_of(pdf, "เบี้ยความพิการ").right < 190.5


def test_an_order_reads_in_the_order_of_the_rule(any_face: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("คำสั่ง", clock=clock, settings=any_face)
    draw_order(paper, ORDER)
    assert in_order(
        by_pdfium(paper.pdf()),
        "คำสั่งองค์การบริหารส่วนตำบลทรายทอง",
        "ที่ ๑๒๓/๒๕๖๙",
        "เรื่อง แต่งตั้ง",
        "ด้วยองค์การ",
        "สั่ง ณ วันที่ ๒๑ พฤศจิกายน พ.ศ. ๒๕๖๙",
        "(นายวิชัย ใจกล้า)",
        "รักษาราชการแทน",
        "นายกองค์การ",
    )


def test_an_announcement_may_have_no_number(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("ประกาศ", clock=clock, settings=bundled)
    draw_order(paper, replace(ORDER, kind="ประกาศ", number=""))
    text = by_pdfium(paper.pdf())
    assert in_order(text, "ประกาศองค์การ", "เรื่อง แต่งตั้ง", "ประกาศ ณ วันที่ ๒๑")
    assert "ที่ ๑๒๓" not in text


def test_a_heading_never_stands_alone_at_the_foot_of_a_page(bundled: PaperSettings, clock: FixedClock) -> None:
    for count in range(1, 24):
        paper = Paper("บันทึก", clock=clock, settings=bundled)
        before = ["จึงเรียนมาเพื่อทราบ"] * count
        draw_memo(paper, replace(MEMO, body=[*before, Words("ข้อพิจารณา", bold=True), NOTICE], opinions=()))
        pdf = paper.pdf()
        for page in range(1, len(paper.pages) + 1):
            text = by_pdfium(pdf, page)
            assert ("ข้อพิจารณา" in text) == ("ด้วยองค์การบริหาร" in text)


def test_an_opinion_offers_boxes_to_tick(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("บันทึก", clock=clock, settings=bundled)
    opinion = Opinion("คำสั่ง", CHIEF, choices=("อนุมัติ", "ไม่อนุมัติ เนื่องจาก"))
    draw_memo(paper, replace(MEMO, opinions=(opinion,)))
    pdf = paper.pdf()
    last = len(paper.pages)
    title, yes, no = (place_of(pdf, text, last) for text in ("คำสั่ง", "อนุมัติ", "ไม่อนุมัติ"))
    assert title.y < yes.y < no.y
    assert sum(" re S" in shape for shape in paper.pages[-1].shapes) >= 2


def test_a_memo_that_several_sign_has_no_line_for_one(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("บันทึก", clock=clock, settings=bundled)
    draw_memo(paper, replace(MEMO, body=[NOTICE], signer=None, opinions=()))
    assert "(" not in by_pdfium(paper.pdf())
