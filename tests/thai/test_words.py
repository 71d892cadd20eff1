"""Thai lines break where a reader would break them, never inside a number, a date or a letter."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.ground import resources
from sai_thong.thai import words
from sai_thong.thai.words import pieces, wrap

SENTENCES = [
    "ด้วยองค์การบริหารส่วนตำบลทรายทองได้ตรวจสอบคุณสมบัติของผู้มีสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ "
    "ประจำปีงบประมาณ พ.ศ. 2569 จำนวน 1,234 ราย เป็นเงิน 600 บาท (หกร้อยบาทถ้วน)",
    "ตามหนังสือ ที่ กส 71801/123 ลงวันที่ ๒๑ พ.ย. ๖๙ ข้อ 14 (3) ฯลฯ ติดต่อ saraban@moo3.go.th โทร. 0-4389-1234",
    "ตั้งแต่วันที่ 21 พฤศจิกายน 2569 เวลา 09.30 น. ต่าง ๆ เป็นต้นไป เด็กๆ และผู้สูงอายุ 1-2345-67890-12-1",
]
KEPT_WHOLE = [
    "1,234", "600", "พ.ศ. 2569", "กส 71801/123", "๒๑ พ.ย. ๖๙", "21 พฤศจิกายน 2569", "09.30", "1-2345-67890-12-1",
    "saraban@moo3.go.th", "โทร.", "0-4389-1234", "ต่าง ๆ",
]  # fmt: skip
THAI_TEXT = st.text(alphabet=st.sampled_from(list("กขคนมยรลสอะาำิีุู่้์เแโใไๆฯ๐๕12,.()/- ab\n")), max_size=60)


def width(text: str) -> float:
    return float(sum(1 for character in text if character not in "ัิีึืฺุู็่้๊๋์ํ๎"))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_pieces_hold_the_whole_text(sentence: str) -> None:
    assert "".join(piece.text + piece.space_after for piece in pieces(sentence)) == sentence


@pytest.mark.parametrize("whole", KEPT_WHOLE)
def test_numbers_dates_and_addresses_stay_whole(whole: str) -> None:
    holders = [piece.text for sentence in SENTENCES for piece in pieces(sentence) if whole in piece.text]
    assert holders, f"{whole} was broken"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ตรวจสอบคุณสมบัติ", ["ตรวจสอบ", "คุณสมบัติ"]),
        ("การรับเงิน", ["การรับเงิน"]),
        ("(หกร้อยบาทถ้วน)", ["(หกร้อย", "บาท", "ถ้วน)"]),
        ("เงินประจำจากกองทุน", ["เงิน", "ประจำ", "จาก", "กองทุน"]),
        ("จดจำจากบัตร", ["จดจำ", "จาก", "บัตร"]),
        ("ตามsaraban@moo3.go.thและเรื่องอื่นๆ", ["ตาม", "saraban@moo3.go.th", "และ", "เรื่อง", "อื่นๆ"]),
    ],
)
def test_words_are_the_pieces(text: str, expected: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == expected


@pytest.mark.parametrize("listed", ["words_th.txt", "thaidict.txt"])
def test_words_taken_out_stand_in_no_list(listed: str) -> None:
    taken_out = set(resources.read_text("words/taken_out.txt").split())
    assert taken_out
    assert not taken_out & set(resources.read_text(f"words/{listed}").splitlines())


def test_penalties_rank_the_breaks() -> None:
    found = {piece.text: piece.penalty for piece in pieces("เป็นเงิน 600 บาท ขององค์การบริหารส่วนตำบล ข้อ 14 นี้")}
    assert found["เงิน"] == words.AT_SPACE
    assert found["เป็น"] == words.AFTER_WORD
    assert found["องค์การ"] == words.INSIDE_TERM
    assert found["600"] == found["ข้อ"] == words.BETWEEN_NUMBER_AND_UNIT


def test_a_name_to_keep_is_not_cut_even_at_its_space() -> None:
    text = "ให้นายสมชาย ใจดีรับเงิน"
    assert "นายสมชาย ใจดี" in [piece.text for piece in pieces(text, keep=("นายสมชาย ใจดี",))]
    assert "นายสมชาย ใจดี" not in [piece.text for piece in pieces(text)]


@pytest.mark.parametrize("room", [18, 25, 40, 60])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_lines_fit_and_lose_nothing_but_spaces(sentence: str, room: int) -> None:
    lines = wrap(sentence, width, room, indent=4)
    assert all(width(line) <= room for line in lines)
    assert width(lines[0]) <= room - 4
    assert "".join(lines).replace(" ", "") == sentence.replace(" ", "")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_line_starts_or_ends_badly(sentence: str) -> None:
    for room in range(20, 60):
        for line in wrap(sentence, width, room)[1:]:
            assert line[0] not in "ๆฯ,.;:!?)]}”’%ะาำๅ่้๊๋์ิีึืุูั็"
        for line in wrap(sentence, width, room)[:-1]:
            assert line[-1] not in "([{“‘เแโใไ"


def test_the_whole_paragraph_is_weighed_not_line_by_line() -> None:
    """Filling each line as far as it goes would leave ``cc`` alone in the second."""
    assert wrap("aaa bb cc ddddd", width, 6) == ["aaa", "bb cc", "ddddd"]


def test_line_feeds_end_lines_and_empty_lines_stay() -> None:
    assert wrap("ก\n\nข", width, 10) == ["ก", "", "ข"]


def test_the_first_word_keeps_within_a_first_line_moved_in() -> None:
    lines = wrap("a" * 35 + " ปี", width, 40, indent=10)
    assert lines == ["a" * 30, "a" * 5 + " ปี"]


def test_a_piece_wider_than_the_line_is_cut_at_spaces_then_between_letters() -> None:
    assert wrap("21 พฤศจิกายน 2569", width, 12) == ["21 พฤศจิกายน", "2569"]
    cut = wrap("นํ้าที่นี่น้ำปุ๋ยป้ำ" * 3, width, 3, keep=("นํ้าที่นี่น้ำปุ๋ยป้ำ" * 3,))
    assert all(line[0] not in "่้๊๋ิีึืุู็ัํำ" for line in cut)


@given(THAI_TEXT, st.integers(min_value=4, max_value=30))
def test_any_text_wraps_into_lines_that_fit(text: str, room: int) -> None:
    lines = wrap(text, len, room)
    assert all(len(line) <= max(room, 8) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_word_lists_are_not_loaded_before_they_are_needed() -> None:
    check = "import sys; import sai_thong.thai.words; sys.exit('nlpo3' in sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)
