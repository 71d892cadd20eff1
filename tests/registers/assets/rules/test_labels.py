"""What a label's code holds, and what a scanner types under a Thai keyboard layout."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.label_tokens import ALPHABET, TOKEN_LENGTH, is_token, new_token
from sai_thong.registers.assets.rules.scanning import readings, typed_keys

tokens = st.integers(0, 10**9).map(lambda seed: new_token(Random(seed).randrange))
_UNSHIFTED = dict(zip("1234567890-=/", "ๅ/-ภถุึคตจขชฝ", strict=True))
_CAPITALS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 'ฤฺฉฏฎโฌ็ณ๋ษศ?์ฯญ๐ฑฆธ๊ฮ")ํ(', strict=True))


def under_thai_layout(text: str) -> str:
    """The characters a Kedmanee layout makes of the keys an English one needs for `text`."""
    return "".join({**_UNSHIFTED, **_CAPITALS}.get(character, character) for character in text)


@given(tokens)
def test_a_token_is_ten_unmistakable_characters_and_checks_itself(token):
    assert len(token) == TOKEN_LENGTH
    assert not set(token) & set("0O1I")
    assert is_token(token)


@given(tokens, st.integers(0, TOKEN_LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_character_misread_is_noticed(token, place, other):
    misread = token[:place] + other + token[place + 1 :]
    assert is_token(misread) == (misread == token)


@pytest.mark.parametrize("text", ["", "ABC", "abcdefghjk", "AAAAAAAAA0", "416-62-0001"])
def test_other_texts_are_no_tokens(text):
    assert not is_token(text)


@given(tokens)
def test_a_scan_under_a_thai_layout_finds_the_token(token):
    assert token in readings(under_thai_layout(token) + "\n")
    assert readings(token)[0] == token


def test_a_scan_with_caps_lock_on_finds_the_token():
    assert "ABCDEFGHJK" in readings("ฟิแกำดเ้่า")
    assert readings("abcdefghjk") == ("abcdefghjk", "ABCDEFGHJK")


@pytest.mark.parametrize(
    ("scanned", "meant"),
    [
        ("ภๅุขุ/ขจจจๅ", "416-62-0001"),
        ("ภๅ/ฝุึฝจจจๅ", "412/67/0001"),
        ("416-62-0001", "416-62-0001"),
        ("๔๑๖-๖๒-๐๐๐๑", "416-62-0001"),
        ("-/-ข/-ข----", "323-23-3333"),
        ("่ฟรก", "jaid"),
    ],
)
def test_asset_numbers_and_serials_are_read_back(scanned, meant):
    assert meant in readings(scanned)


def test_every_key_comes_back_and_none_stands_for_two():
    keys = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
    thai = "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ"
    assert typed_keys(thai) == keys
    capitals = 'ฤฺฉฏฎโฌ็ณ๋ษศ?์ฯญ๐ฑฆธ๊ฮ")ํ('
    assert typed_keys(capitals) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_nothing_scanned_means_nothing():
    assert readings(" \n") == ()
