"""An enrolment code survives being typed, and fits the authority that gave it out and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.sync import enrolment
from sai_thong.sync.enrolment import Enrolled, Enrolment, new_code, read_code
from sai_thong.sync.packing import Unreadable, pack

KEY, OTHER = b"\x01" * 32, b"\x02" * 32


def test_a_code_is_read_as_it_was_given_out_however_it_is_typed():
    code = new_code("50-0101", KEY)
    assert read_code(code.text) == code
    office, letters = code.text[:7], code.text[7:]
    mistyped = office + letters.replace("0", "o").replace("1", "l").lower()
    assert read_code(f" {mistyped} ") == code
    assert code.fits(KEY)
    assert not code.fits(OTHER)
    assert new_code("50-0101", KEY).secret != code.secret


@pytest.mark.parametrize("typed", ["", "5001", "-".join(["5001", *["ABCD"] * 5]), "-".join(["5001", *["ABCU"] * 6])])
def test_what_is_no_code_is_said_to_be_none(typed):
    with pytest.raises(Unreadable):
        read_code(typed)


def test_enrolment_and_its_answer_arrive_as_they_were_said():
    asked = Enrolment("5001", "ABC", "pc", "ธุรการ", KEY, OTHER)
    assert enrolment.unpack_enrolment(enrolment.pack_enrolment(asked)) == asked
    answer = Enrolled("5001", "ทรายทอง", KEY)
    assert enrolment.unpack_enrolled(enrolment.pack_enrolled(answer)) == answer


@given(data=st.binary(max_size=60))
def test_any_bytes_are_an_enrolment_or_said_to_be_unreadable(data):
    short = pack({"office": "o", "secret": "s", "device": "d", "name": "n", "signs": "AA==", "box": "AA==", "key": ""})
    for hear in (enrolment.unpack_enrolment, enrolment.unpack_enrolled):
        for tried in (data, pack({}), short):
            with pytest.raises(Unreadable):
                hear(tried)
