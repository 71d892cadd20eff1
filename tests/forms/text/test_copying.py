"""What is copied from a PDF is exactly what was put in, in every reader, with every face."""

import itertools

import pytest

from sai_thong.forms.kit import Paper, PaperSettings, id_boxes
from sai_thong.ground.clock import FixedClock
from tests.forms.reading import READERS, by_pdfium

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
VOWELS = ["", "ะ", "ั", "า", "ำ", "ิ", "ี", "ึ", "ื", "ุ", "ู"]
TONES = ["", "่", "้", "๊", "๋", "์"]
HARD_WORDS = [
    "ที่ นี้ กั้น ป้ำ ครั้ง ทั้งนี้ น้ำ ค้ำ กำ จำ ช้ำ ล้ำ ซ้ำ",
    "ญู ฐุ ฎุ ฏู ฤๅ ฦๅ ปี่ ฟ้า ฝั่น ปั๊ม ฬ้ำ ปู่ ปุ๋ย",
    "สิทธิ์ พันธุ์ รัตน์ ศักดิ์ เพ็ญ เก็บ เล่ม เต็ม แข็ง",
    "องค์การบริหารส่วนตำบลทรายทอง ฯลฯ ๆ ฿ 1,234.50 บาท (หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบสตางค์)",
    "Sai Thong AV To ภาษา English ปน กับ ไทย/ไทย 12/3 a@b.go.th",
]
NAMES = [
    "นายสมศักดิ์ รักถิ่นไทย",
    "นางสาวน้ำฝน ปั้นหยา ณ อยุธยา",
    "ด.ญ.ฐิติญาภรณ์ เก่งกล้ากุลธิดา",
    "พระครูสังฆรักษ์ปู่ทวด ฐานวุฑฺโฒ",
    "ว่าที่ร้อยตรีหญิงฤทัยรัตน์ จุฬ้ำ",
]


def paper_of(lines: list[str], settings: PaperSettings, clock: FixedClock, size: float = 12) -> bytes:
    paper = Paper("ทดสอบ", clock=clock, settings=settings)
    for start in range(0, len(lines), 40):
        page = paper.page()
        for number, line in enumerate(lines[start : start + 40]):
            page.text(10, 15 + 7 * number, line, size=size, verbatim=True)
    return paper.pdf()


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_hard_words_and_names_come_back(reader, any_face: PaperSettings, clock: FixedClock) -> None:
    lines = HARD_WORDS + NAMES
    assert reader(paper_of(lines, any_face, clock)).splitlines() == lines


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_every_consonant_with_every_vowel_and_tone_comes_back(reader, any_face, clock: FixedClock) -> None:
    syllables = [
        "".join(parts) for parts in itertools.product(CONSONANTS, VOWELS, TONES) if parts[1] != "ะ" or not parts[2]
    ]
    lines = [" ".join(syllables[start : start + 30]) for start in range(0, len(syllables), 30)]
    pdf = paper_of(lines, any_face, clock)
    pages = -(-len(lines) // 40)
    read = [line for page in range(1, pages + 1) for line in reader(pdf, page).splitlines()]
    assert read == lines


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_a_spread_paragraph_comes_back(reader, any_face: PaperSettings, clock: FixedClock) -> None:
    text = (
        "ด้วยองค์การบริหารส่วนตำบลทรายทองได้ตรวจสอบทะเบียนราษฎรแล้วพบว่า ท่านเป็นผู้มีอายุครบ ๖๐ ปีบริบูรณ์"
        "ในปีงบประมาณ พ.ศ. ๒๕๗๐ และมีภูมิลำเนาอยู่ในเขตองค์การบริหารส่วนตำบล จึงเป็นผู้มีสิทธิยื่นคำขอ"
        "ยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ ทั้งนี้ ให้น้ำหนักแก่ผู้ที่ยังไม่เคยได้รับ"
    )
    paper = Paper("ทดสอบ", clock=clock, settings=any_face)
    paper.page().paragraph(30, 30, 120, text, indent=25)
    lines = reader(paper.pdf()).splitlines()
    assert len(lines) > 3
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(line in text for line in lines)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_an_id_in_boxes_comes_back_as_one_number(reader, any_face: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("ทดสอบ", clock=clock, settings=any_face)
    id_boxes(paper.page(), 30, 40, "1234567890121")
    assert reader(paper.pdf()).strip() == "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑"


def test_a_letter_the_face_does_not_have_comes_back_too(bundled: PaperSettings, clock: FixedClock) -> None:
    assert by_pdfium(paper_of(["ก漢ข"], bundled, clock)).strip() == "ก漢ข"
