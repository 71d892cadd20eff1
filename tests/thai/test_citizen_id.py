"""Citizen ids: read from any cell, checked as python-stdnum checks them, shown masked. All ids are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.th import pin

from sai_thong.ground import language
from sai_thong.thai import citizen_id
from sai_thong.thai.citizen_id import BadCitizenId, IdFault
from sai_thong.thai.digits import to_thai

VALID = "1111111111119"
VALID_IDS = st.tuples(st.sampled_from("12345678"), st.from_regex(r"[0-9]{11}", fullmatch=True)).map(
    lambda parts: "".join(parts) + citizen_id.check_digit("".join(parts))
)


@pytest.mark.parametrize(
    "written",
    [
        "1111111111119",
        1111111111119,
        1111111111119.0,
        "1111111111119.0",
        "1-1111-11111-11-9",
        "1 1111 11111 11 9",
        "1–1111–11111–11–9",
        "๑-๑๑๑๑-๑๑๑๑๑-๑๑-๙",
        "'1111111111119",
        "’1111111111119",
        " 1111111111119\u00a0",
        "\u200b1111111111119",
        "1111111111119\n",
    ],
)
def test_every_way_of_writing_an_id_is_read(written: str | int | float) -> None:
    assert citizen_id.read(written) == VALID


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", IdFault.EMPTY),
        (" - ", IdFault.EMPTY),
        ("111111111111", IdFault.LENGTH),
        ("11111111111199", IdFault.LENGTH),
        (111111111111, IdFault.LENGTH),
        (42, IdFault.LENGTH),
        ("1111111111118", IdFault.CHECKSUM),
        (1111111111118, IdFault.CHECKSUM),
        ("l111111111119", IdFault.CHARACTERS),
        ("ไม่มีบัตร", IdFault.CHARACTERS),
        ("²111111111119", IdFault.CHARACTERS),
        (1111111111119.5, IdFault.CHARACTERS),
        (float("nan"), IdFault.CHARACTERS),
        (float("inf"), IdFault.CHARACTERS),
        ("1.11111E+12", IdFault.ROUNDED),
        ("9" + "1" * 11 + citizen_id.check_digit("9" + "1" * 11), IdFault.NEVER_ISSUED),
    ],
)
def test_a_bad_id_is_refused_with_its_reason(written: str | int | float, reason: IdFault) -> None:
    with pytest.raises(BadCitizenId) as refused:
        citizen_id.read(written)
    assert refused.value.reason is reason
    assert not any(character.isdigit() for character in refused.value.what.replace("13", "").replace("9", ""))


def test_a_person_without_registration_status_has_an_id_all_the_same() -> None:
    zero_first = "011111111111" + citizen_id.check_digit("011111111111")
    assert citizen_id.read(citizen_id.formatted(zero_first)) == zero_first


def test_an_id_is_shown_as_on_the_card_or_masked() -> None:
    assert citizen_id.formatted("1234567890121") == "1-2345-67890-12-1"
    assert citizen_id.masked("1234567890123") == "x-xxxx-xxxxx-12-3"


@pytest.mark.parametrize(
    ("first_digit", "thai"),
    [("0", False), *[(digit, True) for digit in "12345"], ("6", False), ("7", False), ("8", None), ("9", False)],
)
def test_the_first_digit_tells_of_nationality(first_digit: str, thai: bool | None) -> None:
    assert citizen_id.shows_thai_nationality(first_digit + "0" * 12) is thai


def test_every_first_digit_has_its_meaning() -> None:
    language.use("en")
    try:
        meanings = [citizen_id.meaning(f"{digit}{'0' * 12}") for digit in range(10)]
    finally:
        language.use("th")
    assert len(set(meanings)) == 10
    assert "naturalised" in meanings[8]


@given(st.from_regex(r"[1-9][0-9]{12}", fullmatch=True) | VALID_IDS)
def test_stdnum_finds_the_same_ids_valid(cid: str) -> None:
    assert citizen_id.is_valid(cid) == pin.is_valid(cid)
    if citizen_id.is_valid(cid):
        assert citizen_id.formatted(cid) == pin.format(cid)


@given(
    VALID_IDS, st.sampled_from([str, int, float, citizen_id.formatted, lambda cid: to_thai(citizen_id.formatted(cid))])
)
def test_an_id_reads_back_from_any_habit(cid: str, habit: object) -> None:
    assert callable(habit)
    assert citizen_id.read(habit(cid)) == cid
