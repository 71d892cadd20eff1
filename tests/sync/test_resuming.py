"""What a station keeps of a request through its tries: it goes on only behind bytes that fit."""

from __future__ import annotations

import hashlib

from sai_thong.sync.resuming import ANSWER, BODY, WORTH_BYTES, Held, Part, Resumed
from sai_thong.sync.transports import Answer

ANSWERED = bytes(range(200))
DIGEST = hashlib.sha256(ANSWERED).digest()


def held(data: bytes) -> Held:
    return Held(len(data), hashlib.sha256(data).digest())


def part(start: int, end: int | None = None, digest: bytes = DIGEST) -> Answer:
    return Answer(200, ANSWERED[start:end], {ANSWER: Part(digest, start).text})


def test_a_body_goes_on_behind_its_own_beginning_only():
    asked = Resumed(bytes(WORTH_BYTES))
    assert asked.headers == {BODY: Part(asked.digest).text}
    asked.arrived(held(bytes(1000)))
    assert (len(asked.rest), asked.headers) == (WORTH_BYTES - 1000, {BODY: Part(asked.digest, 1000).text})
    asked.arrived(held(b"x" * 1000))
    assert asked.rest == asked.body
    asked.arrived(held(bytes(WORTH_BYTES)))
    assert asked.rest == b""
    asked.arrived(Held(WORTH_BYTES + 1, asked.digest))
    assert asked.rest == asked.body


def test_a_small_body_is_sent_as_ever():
    assert Resumed(b"x").headers == {}


def test_an_answer_is_joined_of_the_parts_that_came():
    asked = Resumed(b"x")
    asked.broke_off(part(0, 50))
    assert asked.headers == {ANSWER: Part(DIGEST, 50).text}
    asked.broke_off(part(50, 120))
    assert asked.progress == 120
    assert asked.joined(part(120)) == ANSWERED


def test_an_answer_that_begins_anew_or_is_another_one_is_not_joined():
    asked = Resumed(b"x")
    asked.broke_off(part(0, 50))
    assert asked.joined(part(0)) == ANSWERED
    assert asked.joined(part(40)) == b""
    assert asked.joined(part(50, digest=bytes(32))) == b""
    asked.broke_off(part(50, 60, digest=bytes(32)))
    assert (asked.headers, asked.progress) == ({}, 0)
    asked.broke_off(Answer(200, b"of an authority that names no digest"))
    assert asked.headers == {}
    asked.broke_off(part(0, 50))
    asked.forget_answer()
    assert asked.headers == {}
