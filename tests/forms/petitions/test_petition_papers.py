"""What each paper of a petition says, word for word from the case, to two independent readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.petitions.general_petition import general_petition
from sai_thong.forms.petitions.ita_reports import NONE, corruption_report
from sai_thong.forms.petitions.petition_sheet import PetitionForm
from sai_thong.forms.petitions.result_letter import result_letter
from sai_thong.forms.petitions.slip import roll_slip, slip
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.petitions.terms import Decision
from tests.forms.allowances.invented import CLERK, MAYOR, ON_PAPER, invented_id
from tests.forms.petitions import filled, filled_lists
from tests.forms.petitions.gallery import CONFIDENTIAL_DRAWINGS, PETITION_DRAWINGS
from tests.forms.reading import READERS, by_pdfium, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")
ReadPage = Callable[[bytes, int], str]

WORDS = {
    "general-petition": [
        "คำร้องทั่วไป",
        "เลขรับที่ 15/2569 เวลา 09.41 น.",
        "วันที่ 5 เดือน พฤศจิกายน พ.ศ. 2569",
        "เรื่อง ขอให้ซ่อมแซมถนนลูกรังเป็นหลุมเป็นบ่อ",
        "เรียน นายกองค์การบริหารส่วนตำบลทรายทอง",
        "สิ่งที่ส่งมาด้วย 1. ภาพถ่ายสถานที่",
        "ข้าพเจ้า นางบุญมี ศรีสุข อายุ 70 ปี สัญชาติ ไทย",
        "บ้านเลขที่ 12/1 หมู่ที่ 1",
        "08 9999 0001",
        "ด้วยข้าพเจ้ามีความประสงค์ ขอให้ซ่อมแซมถนนลูกรังสายบ้านทรายทองถึงหนองน้ำใส",
        "ความยาวโดยประมาณ 350 เมตร",
        "จึงเรียนมาเพื่อทราบและโปรดพิจารณาดำเนินการ",
        "ความคิดเห็นเจ้าหน้าที่",
        "เห็นควรดำเนินการตามเสนอ",
        "9 พฤศจิกายน 2569",
        "ความคิดเห็น/คำสั่งนายก",
    ],
    "street-light": [
        "จำนวน 2 จุด ดังนี้",
        "จุดที่ 1 บริเวณ หน้าบ้านเลขที่ 12/1 ไฟดับ เลขเสา กส.2-114",
        "จุดที่ 2 บริเวณ ปากซอยโรงเรียนบ้านทรายทอง ไฟกะพริบ เลขเสา กส.2-118",
        "ยื่นแทน/แจ้งแทนผู้เดือดร้อน คือ นายทองดี ฤทธิ์ณรงค์ บ้านเลขที่ 7 หมู่ที่ 3",
        "ความเห็นช่าง",
        "ผู้แจ้ง",
    ],
    "water-support": [
        "มีความประสงค์ขอสนับสนุนน้ำ อุปโภค บริโภค จำนวน 6,000 ลิตร",
        "เพื่อ ใช้ในงานบุญประจำหมู่บ้าน",
        "กำหนดวันที่ให้นำส่ง 24 พฤศจิกายน 2569",
        "สถานที่ส่ง ณ ศาลากลางบ้านโนนปู่ทวด หมู่ที่ 3",
        "อนุญาต ไม่อนุญาต",
        "ความเห็นผู้รับผิดชอบงานป้องกันและบรรเทาสาธารณภัย",
    ],
    "petition-slip": [
        "เลขที่ 16/2569",
        "รับเมื่อ 5 พฤศจิกายน 2569 เวลา 09.41 น.",
        "ผู้ยื่น นางบุญมี ศรีสุข",
        "เอกสารที่ได้รับ (1 รายการ)",
        "1. บัตรประจำตัวประชาชน",
        "เอกสารที่ยังขาด (2 รายการ)",
        "2. แบบแปลนก่อสร้างพร้อมรายการคำนวณ จำนวน 5 ชุด",
        "กำหนดแจ้งผลภายใน วันที่ 20 ธันวาคม 2569",
        "ผู้รับคำร้อง นางสาวรับเรื่อง ด้วยใจดี",
        "โทรศัพท์ 0 7999 0001",
        "ติดตามเรื่อง: แจ้งเลขที่คำร้อง",
    ],
    "petition-slip-roll": ["เลขที่ 16/2569", "เอกสารที่ยังขาด (2 รายการ)", "วันที่ 20 ธันวาคม 2569"],
    "defect-note": [
        "(สำหรับผู้ยื่นคำขอ)",
        "ตามที่ นางบุญมี ศรีสุข ได้ยื่นคำขอ/คำร้อง เลขที่ 16/2569",
        "อาศัยอำนาจตามมาตรา 8 แห่งพระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558",
        "1. สำเนาโฉนดที่ดินหรือหนังสือยินยอมให้ก่อสร้างในที่ดิน",
        "ให้แก้ไขหรือยื่นเพิ่มเติมให้ครบถ้วนภายในวันที่ 16 พฤศจิกายน 2569",
        "นางสาวรับเรื่อง ด้วยใจดี",
    ],
    "return-letter": [
        "เรื่อง คืนคำขอ ขออนุญาตก่อสร้างอาคารพักอาศัย",
        "บันทึกความบกพร่องลงวันที่ 5 พฤศจิกายน 2569",
        "ภายในวันที่ 16 พฤศจิกายน 2569 ดังนี้",
        "เนื่องจาก ไม่ส่งเอกสารให้ครบถ้วนภายในกำหนด ตามมาตรา 9 แห่งพระราชบัญญัติ",
    ],
    "appointment-slip": [
        "นัดเพื่อ ร่วมชี้แนวเขตถนนก่อนปรับเกลี่ย",
        "วันพุธที่ 25 พฤศจิกายน 2569 เวลา 09.30 น.",
        "สถานที่ หน้าวัดทรายทองวนาราม หมู่ที่ 1",
        "2. สำเนาเอกสารสิทธิในที่ดินติดแนวถนน",
        "โปรดแจ้งกองช่างล่วงหน้า โทร. 0 7999 0001",
    ],
    "acknowledgement-letter": [
        "ที่ กส 99901/231",
        "เรื่อง แจ้งรับเรื่อง ขอให้ซ่อมแซมถนนลูกรังเป็นหลุมเป็นบ่อ",
        "อ้างถึง คำร้องเลขที่ 15/2569 ลงวันที่ 5 พฤศจิกายน 2569",
        "ได้มอบหมายให้กองช่างดำเนินการ โดยจะแจ้งผลให้ท่านทราบภายในวันที่ 20 พฤศจิกายน 2569",
    ],
    "progress-letter": ["ความคืบหน้าในการดำเนินการ ครั้งที่ 2 ดังนี้ ได้สำรวจพื้นที่", "อีกครั้งภายในวันที่ 4 ธันวาคม 2569"],
    "delay-letter": [
        "แจ้งเหตุแห่งความล่าช้า ขออนุญาตก่อสร้างอาคารพักอาศัย (ครั้งที่ 2)",
        "ซึ่งครบกำหนดในวันที่ 20 ธันวาคม 2569 ยังไม่แล้วเสร็จ เนื่องจาก ต้องรอผลการตรวจแนวเขตที่ดิน",
        "เป็นครั้งที่ 2 ตามมาตรา 10 วรรคสอง แห่งพระราชบัญญัติการอำนวยความสะดวก",
        "ภายในวันที่ 25 ธันวาคม 2569",
        "สำเนาส่ง สำนักงาน ก.พ.ร.",
    ],
    "petition-memo": [
        "ส่วนราชการ กองช่าง องค์การบริหารส่วนตำบลทรายทอง โทร. 0 7999 0001",
        "ที่ กส 99901/88",
        "1. เรื่องเดิม",
        "2.2 ตรวจสอบพื้นที่เมื่อวันที่ 9 พฤศจิกายน 2569",
        "มาตรา 38 แห่งพระราชกฤษฎีกาว่าด้วยหลักเกณฑ์และวิธีการบริหารกิจการบ้านเมืองที่ดี พ.ศ. 2546",
        "4. ข้อพิจารณา/ข้อเสนอ",
    ],
    "result-letter": [
        "มีคำสั่งอนุมัติตามคำร้องของท่าน เมื่อวันที่ 18 พฤศจิกายน 2569 โดยจะเข้าดำเนินการลงลูกรัง",
        f"({MAYOR})",
    ],
    "result-letter-refused": [
        "มีคำสั่งไม่อนุญาตตามคำร้องของท่าน",
        "เนื่องจาก ระยะร่นของอาคารจากเขตทางสาธารณะไม่เป็นไปตามที่กฎหมายกำหนด",
        "มาตรา 25 แห่งพระราชบัญญัติควบคุมอาคาร พ.ศ. 2522",
        "ยื่นต่อนายกองค์การบริหารส่วนตำบลทรายทอง ณ ที่ทำการองค์การบริหารส่วนตำบลทรายทอง "
        "ภายใน 15 วันนับแต่วันที่ได้รับแจ้งคำสั่งนี้ "
        "ตามมาตรา 44 แห่งพระราชบัญญัติวิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539",
    ],
    "forward-letter": [
        "เรียน หัวหน้าแขวงทางหลวงชนบทกาฬสินธุ์",
        "ได้รับคำร้องจาก นางบุญมี ศรีสุข บ้านเลขที่ 12/1 หมู่ที่ 1",
        "เห็นว่าถนนสายดังกล่าวอยู่ในความรับผิดชอบของกรมทางหลวงชนบท",
    ],
    "forward-notice": ["เรียน นางบุญมี ศรีสุข", "ไปยังแขวงทางหลวงชนบทกาฬสินธุ์", "ตามหนังสือ ที่ กส 99901/231"],
    "appeal-letter": ["เมื่อวันที่ 19 พฤศจิกายน 2569 ความว่า เห็นว่าระยะร่นที่วัดได้คลาดเคลื่อน", "จึงให้ยกอุทธรณ์"],
    "certificate": [
        "เลขที่ กส 99901/45",
        "หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า นางบุญมี ศรีสุข เลขประจำตัวประชาชน 3-9999-00000-00-1",
        "ให้ไว้ ณ วันที่ 21 พฤศจิกายน พ.ศ. 2569",
    ],
    "petition-register": ["ทะเบียนรับคำร้อง", "ประจำปี พ.ศ. 2569", "1/2569", "09.41", "นางบุญมี ศรีสุข"],
    "ita-services": [
        "ประจำปีงบประมาณ พ.ศ. 2570 รอบ 6 เดือน (1 ตุลาคม 2569 – 31 มีนาคม 2570)",
        "แจ้งซ่อมไฟฟ้าสาธารณะ 42 40 37 4 4 90.2",
        "รวมทั้งสิ้น 115 108 104 5 11 95.4",
    ],
    "ita-corruption": ["ไม่มีเรื่องร้องเรียน", "ข้อมูล ณ วันที่ 2 เมษายน 2570", f"({CLERK})"],
}


def said(paper: Paper, page: int = 1, read: ReadPage = by_pdfium) -> str:
    return squeezed(read(paper.pdf(), page))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("name", WORDS)
def test_the_paper_says_what_the_case_holds(name: str, read: ReadPage, clock: FixedClock) -> None:
    text = said(PETITION_DRAWINGS[name](ARABIC, clock), read=read)
    assert [each for each in WORDS[name] if squeezed(each) not in text] == []


def test_every_paper_of_a_case_is_read_back() -> None:
    assert set(PETITION_DRAWINGS) - set(WORDS) == {
        "general-petition-blank",
        "street-light-blank",
        "water-support-blank",
    }


def test_a_municipality_is_addressed_without_its_own_word(clock: FixedClock) -> None:
    town = replace(ON_PAPER, office=replace(ON_PAPER.office, kind="เทศบาลตำบล"), signers=())
    text = said(general_petition(PetitionForm(town), ARABIC, clock))
    assert "เรียนนายกเทศมนตรีตำบลทรายทอง" in text


def test_a_blank_form_names_nobody_and_keeps_every_step_of_the_chain(clock: FixedClock) -> None:
    text = said(general_petition(filled.BLANK, ARABIC, clock))
    assert "บุญมี" not in text
    for step in ("ความคิดเห็นเจ้าหน้าที่", "ความคิดเห็นหัวหน้าสำนักปลัด/ผู้อำนวยการกอง", "ความคิดเห็นปลัด", "ความคิดเห็น/คำสั่งนายก"):
        assert step in text


def test_a_long_petition_stands_whole_on_a_page_of_its_own(clock: FixedClock) -> None:
    detail = "\n".join(f"ข้อที่ {number} น้ำท่วมขังบริเวณหน้าบ้านทุกครั้งที่ฝนตกหนัก" for number in range(1, 31))
    case = replace(filled.CASE, petition=replace(filled.CASE.petition, detail=detail))
    paper = general_petition(PetitionForm(ON_PAPER, case), ARABIC, clock)
    assert "รายละเอียดตามเอกสารแนบท้ายคำร้องนี้" in said(paper)
    attached = "".join(said(paper, number) for number in range(2, len(paper.pages) + 1))
    assert squeezed(detail) in attached


def test_joint_petitioners_stand_on_a_list_with_room_to_sign(clock: FixedClock) -> None:
    people = (
        replace(filled.PERSON, role="representative"),
        *(replace(filled.TYPED, name=f"นายร่วม ลำดับ{number}", role="co-petitioner") for number in range(1, 5)),
    )
    case = replace(filled.CASE, people=people)
    paper = general_petition(PetitionForm(ON_PAPER, case), ARABIC, clock)
    assert "พร้อมด้วยผู้ร่วมยื่นคำร้องอีก4รายตามบัญชีรายชื่อแนบท้าย" in said(paper)
    listed = said(paper, len(paper.pages))
    assert all(squeezed(person.name) in listed for person in people)


@pytest.mark.parametrize("draw", [slip, roll_slip])
@pytest.mark.parametrize(
    ("case", "told"), [(filled.WITHHELD, "ไม่ประสงค์ออกนาม"), (filled.ANONYMOUS, "บัตรสนเท่ห์(ไม่ปรากฏชื่อ)")]
)
def test_who_withheld_the_name_is_told_as_such(
    draw: Callable[..., Paper], case: object, told: str, clock: FixedClock
) -> None:
    text = said(draw(case, ARABIC, clock))
    assert f"ผู้ยื่น{told}" in text
    assert "บุญมี" not in text


def test_a_letter_to_who_withheld_the_name_goes_by_the_number(clock: FixedClock) -> None:
    data = replace(filled.APPROVED, case=replace(filled.APPROVED.case, petition=filled.WITHHELD.petition))
    data = replace(data, case=replace(data.case, petition=replace(data.case.petition, decision=Decision.APPROVED)))
    text = said(result_letter(data, ARABIC, clock))
    assert "เรียนผู้ยื่นคำร้องเลขที่15/2569" in text
    assert "บุญมี" not in text


def test_a_promise_of_hours_is_told_to_the_minute(clock: FixedClock) -> None:
    assert "กำหนดแจ้งผลภายใน5พฤศจิกายน2569เวลา12.41น." in said(slip(filled.WATER, ARABIC, clock))


def test_a_slip_without_a_number_leaves_its_place_and_has_no_code(clock: FixedClock) -> None:
    case = replace(filled.CASE, petition=replace(filled.CASE.petition, number=""))
    paper = slip(case, ARABIC, clock)
    assert not paper.pages[0].images
    assert "เลขที่รับเมื่อ" in said(paper)


def test_the_roll_is_as_long_as_its_text(clock: FixedClock) -> None:
    short, long = (roll_slip(case, ARABIC, clock).pages[0] for case in (filled.WATER, filled.PERMIT))
    assert short.width == long.width == 80
    assert short.height < long.height < 200


def test_data_alone_leaves_the_labels_to_the_printed_slip(clock: FixedClock) -> None:
    paper = slip(filled.PERMIT, replace(ARABIC, data_only=True), clock)
    text = said(paper)
    assert "16/2569" in text
    assert "ใบรับคำร้อง" not in text
    assert paper.pages[0].images


def test_the_two_copies_of_the_note_differ_in_whose_they_are_alone(clock: FixedClock) -> None:
    paper = PETITION_DRAWINGS["defect-note"](ARABIC, clock)
    first, second = (said(paper, page) for page in (1, 2))
    assert first.replace("สำหรับผู้ยื่นคำขอ", "") == second.replace("สำหรับเจ้าหน้าที่", "")


@pytest.mark.parametrize("name", CONFIDENTIAL_DRAWINGS)
def test_papers_of_a_complaint_are_stamped_above_and_below_and_named_by_nothing(name: str, clock: FixedClock) -> None:
    paper = CONFIDENTIAL_DRAWINGS[name](ARABIC, clock)
    assert paper.title == "หนังสือราชการ"
    pdf = paper.pdf()
    for page in paper.pages:
        bottom = by_pdfium(pdf, page.number).count("ลับ")
        places = [place_of(pdf, "ลับ", page.number, nth).y for nth in range(1, bottom + 1)]
        assert min(places) < 15
        assert max(places) > page.height - 15


_TO_THE_PETITIONER = {"confidential-acknowledgement-letter", "confidential-appointment-slip"}


@pytest.mark.parametrize("name", sorted(set(CONFIDENTIAL_DRAWINGS) - _TO_THE_PETITIONER))
def test_no_paper_that_goes_round_tells_who_complained(name: str, clock: FixedClock) -> None:
    paper = CONFIDENTIAL_DRAWINGS[name](ARABIC, clock)
    text = "".join(said(paper, page.number) for page in paper.pages)
    for secret in ("บุญมี", "ศรีสุข", invented_id(0), "08 9999 0001", "12/1"):
        assert squeezed(secret) not in text
    assert "ปกปิดชื่อผู้ร้อง" in text


@pytest.mark.parametrize("name", sorted(set(CONFIDENTIAL_DRAWINGS) - {"petition-register-confidential"}))
def test_who_is_complained_of_signs_and_opines_nowhere(name: str, clock: FixedClock) -> None:
    paper = CONFIDENTIAL_DRAWINGS[name](ARABIC, clock)
    assert all(squeezed(MAYOR) not in said(paper, page.number) for page in paper.pages)


def test_few_complaints_are_never_told_by_month(clock: FixedClock) -> None:
    counted = (filled_lists.FEW_COMPLAINTS, filled_lists.MANY_COMPLAINTS)
    few, many = (said(corruption_report(data, ARABIC, clock)) for data in counted)
    assert "ตุลาคม2569" not in few.replace("1ตุลาคม2569", "")
    assert "ตุลาคม2569777" in many
    assert NONE not in few + many
