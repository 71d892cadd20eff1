"""A recovery code read back from paper: every slip of the pen is found and its group named."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.db import recovery
from sai_thong.db.errors import BadRecoveryCode

codes = st.builds(recovery.new_code)


def test_a_code_has_150_random_bits_in_six_groups_of_six() -> None:
    made = {recovery.new_code() for _ in range(200)}
    assert len(made) == 200
    for code in made:
        groups = code.split("-")
        assert [len(group) for group in groups] == [6] * 6
        assert set(code) <= set(recovery.ALPHABET + "-")
        assert recovery.read_code(code) == code
    assert {character for code in made for character in code} == set(recovery.ALPHABET + "-")


@pytest.mark.parametrize(
    "retyped",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
    ],
)
def test_a_code_is_read_however_it_is_spaced_or_misread(retyped) -> None:
    for _ in range(20):
        code = recovery.new_code()
        assert recovery.read_code(retyped(code)) == code


def test_every_single_wrong_character_is_found_and_its_group_named() -> None:
    code = recovery.new_code()
    for at, character in enumerate(code):
        if character == "-":
            continue
        for wrong in set(recovery.ALPHABET) - {character}:
            with pytest.raises(BadRecoveryCode) as raised:
                recovery.read_code(code[:at] + wrong + code[at + 1 :])
            assert raised.value.group == at // 7 + 1


@given(codes)
def test_any_two_swapped_characters_of_a_group_are_found(code: str) -> None:
    for start in range(0, len(code), 7):
        for one, two in combinations(range(start, start + 6), 2):
            if code[one] == code[two]:
                continue
            swapped = list(code)
            swapped[one], swapped[two] = swapped[two], swapped[one]
            with pytest.raises(BadRecoveryCode) as raised:
                recovery.read_code("".join(swapped))
            assert raised.value.group == start // 7 + 1


@given(codes)
def test_any_two_swapped_groups_are_found(code: str) -> None:
    for one, two in combinations(range(6), 2):
        groups = code.split("-")
        groups[one], groups[two] = groups[two], groups[one]
        with pytest.raises(BadRecoveryCode) as raised:
            recovery.read_code("-".join(groups))
        assert raised.value.group == one + 1


@pytest.mark.parametrize(("typed", "group"), [("", 0), ("ABC", 0), ("A" * 37, 0), ("ๅ/-ภถ", 0)])
def test_a_code_of_the_wrong_length_says_so(typed: str, group: int) -> None:
    with pytest.raises(BadRecoveryCode) as raised:
        recovery.read_code(typed)
    assert raised.value.group == group


def test_a_group_with_a_character_left_out_or_of_another_script_is_named() -> None:
    groups = recovery.new_code().split("-")
    for spoilt in (groups[2][:5], "ก" + groups[2][1:], groups[2][:5] + "U"):
        with pytest.raises(BadRecoveryCode) as raised:
            recovery.read_code(" ".join([*groups[:2], spoilt, *groups[3:]]))
        assert raised.value.group == 3


def test_a_sheet_shown_in_a_log_does_not_show_its_code() -> None:
    sheet = recovery.RecoverySheet("อบต. ทดสอบ", datetime(2026, 11, 3, tzinfo=UTC), recovery.new_code())
    assert sheet.code not in repr(sheet)
