"""Names fall into prefix, first name and surname, however a clerk wrote them; invented people only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.thai.names import PREFIXES, Name, expand_prefix, full_name, prefix_fits, split_name

WORDS = st.sampled_from(
    ["สมชาย", "มิ่งขวันางสาว", "ใจดี", "เอกราช", "ณัฐศจี", "ฤทธิ์", "วีพระ", "กุลนายก", "อำพร", "ไพศาล", "แสง", "โกฏิ"]
)
CLERGY = ("พระ", "สามเณร", "แม่ชี")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("นายสมชาย ใจดี", Name("นาย", "สมชาย", "ใจดี")),
        ("นาย สมชาย  ใจดี", Name("นาย", "สมชาย", "ใจดี")),
        ("\u00a0นาย\u00a0สมชาย ใจดี\u200b", Name("นาย", "สมชาย", "ใจดี")),
        ("นางมิ่งขวันางสาว กาละดี", Name("นาง", "มิ่งขวันางสาว", "กาละดี")),
        ("นางสาวสมหญิง ใจดี", Name("นางสาว", "สมหญิง", "ใจดี")),
        ("นาง สาว สมหญิง ใจดี", Name("นางสาว", "สมหญิง", "ใจดี")),
        ("น.ส.สมหญิง ใจดี", Name("นางสาว", "สมหญิง", "ใจดี")),
        ("น.ส. สมหญิง ใจดี", Name("นางสาว", "สมหญิง", "ใจดี")),
        ("น. ส. สมหญิง ใจดี", Name("นางสาว", "สมหญิง", "ใจดี")),
        ("น.ส สมหญิง ใจดี", Name("นางสาว", "สมหญิง", "ใจดี")),
        ("นส.สมหญิง ใจดี", Name("นางสาว", "สมหญิง", "ใจดี")),
        ("นส สมหญิง ใจดี", Name("นางสาว", "สมหญิง", "ใจดี")),
        ("ด.ช.ปลา ใจดี", Name("เด็กชาย", "ปลา", "ใจดี")),
        ("ดญ. ปลา ใจดี", Name("เด็กหญิง", "ปลา", "ใจดี")),
        ("นายสมชาย ณ ทรายทอง", Name("นาย", "สมชาย", "ณ ทรายทอง")),
        ("นายสมชาย", Name("นาย", "สมชาย", "")),
        ("นาย ก ข", Name("นาย", "ก", "ข")),
        ("สมชาย ใจดี", Name("", "สมชาย", "ใจดี")),
        ("", Name("", "", "")),
        ("นาย", Name("", "นาย", "")),
    ],
)
def test_civil_prefixes_are_told_from_names(written: str, name: Name) -> None:
    assert split_name(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("นายิกา ใจดี", Name("", "นายิกา", "ใจดี")),
        ("นางสาวิตรี ใจดี", Name("นาง", "สาวิตรี", "ใจดี")),
        ("นาง สาวิตรี ใจดี", Name("นาง", "สาวิตรี", "ใจดี")),
        ("นางหญิง ใจดี", Name("นาง", "หญิง", "ใจดี")),
        ("นายพระพร ใจดี", Name("นาย", "พระพร", "ใจดี")),
        ("พอ ใจดี", Name("", "พอ", "ใจดี")),
        ("นายนายก ใจดี", Name("นาย", "นายก", "ใจดี")),
    ],
)
def test_names_that_begin_like_a_prefix_keep_their_beginning(written: str, name: Name) -> None:
    assert split_name(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("จ.ส.อ.สมชาย ใจดี", Name("จ.ส.อ.", "สมชาย", "ใจดี")),
        ("จสอ. สมชาย ใจดี", Name("จ.ส.อ.", "สมชาย", "ใจดี")),
        ("จ.ส.อ. สมชาย ใจดี", Name("จ.ส.อ.", "สมชาย", "ใจดี")),
        ("จ่าสิบเอกสมชาย ใจดี", Name("จ.ส.อ.", "สมชาย", "ใจดี")),
        ("ร.ต.ท.สมชาย ใจดี", Name("ร.ต.ท.", "สมชาย", "ใจดี")),
        ("พ.ต.ท. สมชาย ใจดี", Name("พ.ต.ท.", "สมชาย", "ใจดี")),
        ("พล.ต.ต.สมชาย ใจดี", Name("พล.ต.ต.", "สมชาย", "ใจดี")),
        ("ว่าที่ ร.ต.สมชาย ใจดี", Name("ว่าที่ ร.ต.", "สมชาย", "ใจดี")),
        ("ว่าที่ร.ต. สมชาย ใจดี", Name("ว่าที่ ร.ต.", "สมชาย", "ใจดี")),
        ("ว่าที่ร้อยตรี สมชาย ใจดี", Name("ว่าที่ ร.ต.", "สมชาย", "ใจดี")),
        ("ว่าที่ร้อยตรีหญิงสมหญิง ใจดี", Name("ว่าที่ ร.ต.หญิง", "สมหญิง", "ใจดี")),
        ("ม.ร.ว.สมชาย ใจดี", Name("ม.ร.ว.", "สมชาย", "ใจดี")),
        ("หม่อมหลวงสมหญิง ใจดี", Name("ม.ล.", "สมหญิง", "ใจดี")),
        ("คุณหญิงสมหญิง ใจดี", Name("คุณหญิง", "สมหญิง", "ใจดี")),
        ("คุณสมหญิง ใจดี", Name("", "คุณสมหญิง", "ใจดี")),
        ("ท่านผู้หญิง สมหญิง ใจดี", Name("ท่านผู้หญิง", "สมหญิง", "ใจดี")),
        ("พลฯ สมชาย ใจดี", Name("พลทหาร", "สมชาย", "ใจดี")),
        ("พลฯสมชาย ใจดี", Name("พลทหาร", "สมชาย", "ใจดี")),
        ("พลตำรวจสมชาย ใจดี", Name("พลตำรวจ", "สมชาย", "ใจดี")),
        ("พลตำรวจตรีสมชาย ใจดี", Name("พล.ต.ต.", "สมชาย", "ใจดี")),
        ("พลอย ใจดี", Name("", "พลอย", "ใจดี")),
        ("เรืออากาศตรีสมชาย ใจดี", Name("ร.ต.", "สมชาย", "ใจดี")),
        ("ร.ต.(หญิง)สมหญิง ใจดี", Name("ร.ต.หญิง", "สมหญิง", "ใจดี")),
        ("ด.ต. สมชาย ใจดี", Name("ด.ต.", "สมชาย", "ใจดี")),
        ("ผศ.ดร.สมชาย ใจดี", Name("ผศ.ดร.", "สมชาย", "ใจดี")),
    ],
)
def test_ranks_and_titles_have_one_form(written: str, name: Name) -> None:
    assert split_name(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("พระสมชาย ใจดี", Name("พระ", "สมชาย", "ใจดี")),
        ("พระสมชาย ฐิตธมฺโม", Name("พระ", "สมชาย", "", "ฐิตธมฺโม")),
        ("พระมหาสมชาย ฐิตธมฺโม (ใจดี)", Name("พระมหา", "สมชาย", "ใจดี", "ฐิตธมฺโม")),
        ("พระอธิการสมชาย ฉายา ถาวโร นามสกุล ใจดี", Name("พระอธิการ", "สมชาย", "ใจดี", "ถาวโร")),
        ("พระสมชาย ถาวโร ใจดี", Name("พระ", "สมชาย", "ใจดี", "ถาวโร")),
        ("พระสมชาย ทองโต", Name("พระ", "สมชาย", "ทองโต")),
        ("พระครูสมชาย", Name("พระครู", "สมชาย", "")),
        ("สามเณรสมชาย ใจดี", Name("สามเณร", "สมชาย", "ใจดี")),
        ("เเม่ชีสมหญิง ใจดี", Name("แม่ชี", "สมหญิง", "ใจดี")),
    ],
)
def test_monks_keep_their_pali_name_apart(written: str, name: Name) -> None:
    assert split_name(written) == name


def test_a_name_keeps_the_spelling_it_was_given() -> None:
    assert split_name("นายสมชาย  หาเเก้ว") == Name("นาย", "สมชาย", "หาเเก้ว")


@pytest.mark.parametrize(
    ("written", "prefix"),
    [
        ("น.ส.", "นางสาว"),
        ("นส", "นางสาว"),
        ("น. ส.", "นางสาว"),
        ("ด.ช.", "เด็กชาย"),
        ("ด.ญ.", "เด็กหญิง"),
        ("นาย ", "นาย"),
        ("สิบเอก", "ส.อ."),
        ("ว่าที่ร.ต.", "ว่าที่ ร.ต."),
        ("หม่อมราชวงศ์", "ม.ร.ว."),
        ("ศ.นพ.", "ศ.นพ."),
        ("", ""),
    ],
)
def test_a_prefix_alone_takes_the_registers_form(written: str, prefix: str) -> None:
    assert expand_prefix(written) == prefix


def test_papers_glue_the_prefix_and_bracket_a_monks_surname() -> None:
    assert full_name("นางสาว", "สมหญิง", "ใจดี") == "นางสาวสมหญิง ใจดี"
    assert full_name("", "สมหญิง", "") == "สมหญิง"
    assert full_name("พระมหา", "สมชาย", "ใจดี", chaya="ฐิตธมฺโม") == "พระมหาสมชาย ฐิตธมฺโม (ใจดี)"
    assert full_name("พระครู", "สมชาย", "", chaya="ฐิตธมฺโม") == "พระครูสมชาย ฐิตธมฺโม"


@pytest.mark.parametrize(
    ("prefix", "age", "fits"),
    [
        ("ด.ช.", 14, True),
        ("เด็กชาย", 15, False),
        ("นาย", 14, False),
        ("น.ส.", 15, True),
        ("นาง", 7, False),
        ("นาง", 70, True),
        ("พระ", 19, False),
        ("สามเณร", 12, True),
        ("ว่าที่ ร.ต.", 8, False),
        ("ร.ต.หญิง", 40, True),
        ("ท่านผู้หญิง", 3, True),
    ],
)
def test_a_prefix_fits_an_age(prefix: str, age: int, fits: bool) -> None:
    assert prefix_fits(prefix, age) is fits


def test_every_proposed_prefix_is_in_its_own_form() -> None:
    assert [expand_prefix(prefix) for prefix in PREFIXES] == list(PREFIXES)
    assert len(set(PREFIXES)) == len(PREFIXES)


@given(st.sampled_from(PREFIXES), WORDS, WORDS, st.sampled_from(["", " ", "  ", "\u00a0"]))
def test_a_full_name_splits_into_what_it_was_made_of(prefix: str, first: str, last: str, gap: str) -> None:
    assert split_name(f"{prefix}{gap}{first}  {last}") == Name(prefix, first, last)


@given(st.sampled_from([prefix for prefix in PREFIXES if prefix.startswith(CLERGY)]), WORDS, WORDS | st.just(""))
def test_a_monks_full_name_reads_back(prefix: str, first: str, last: str) -> None:
    assert split_name(full_name(prefix, first, last, "ฐิตธมฺโม")) == Name(prefix, first, last, "ฐิตธมฺโม")


@given(st.text(st.sampled_from("กนายงสวพระดญ.ิ์เ ํ"), max_size=14))
def test_no_letter_is_lost_or_made_up(text: str) -> None:
    name = split_name(text)
    if not name.prefix:
        assert f"{name.first} {name.last}".split() == text.split()
