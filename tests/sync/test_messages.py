"""Messages arrive as they were said; a signature holds for its session, its request and its answer only."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.sync import messages
from sai_thong.sync.authority import ChainHead, Receipt, Refusal
from sai_thong.sync.messages import DeviceKeys, Hello, Lineage, PullRequest, Welcome
from sai_thong.sync.packing import Unreadable, join_parts, pack, split_parts

HEADS = {"aaaaaaaa": ChainHead(7, b"a" * 32)}
SAID = [
    (messages.pack_hello, messages.unpack_hello, Hello("01", "pc", HEADS)),
    (messages.pack_welcome, messages.unpack_welcome, Welcome((Lineage("e"),), 9, b"n", HEADS, "2026-11-21T03:00:00Z")),
    (
        messages.pack_welcome,
        messages.unpack_welcome,
        Welcome((Lineage("e"),), 9, b"n", {}, "", devices=(DeviceKeys("pc", "ธุรการ", b"s", b"b", revoked=True),)),
    ),
    (messages.pack_pull, messages.unpack_pull, PullRequest("e", 3, 65_536, HEADS)),
    (messages.pack_receipt, messages.unpack_receipt, Receipt("aaaaaaaa", HEADS["aaaaaaaa"], (1, 2), (3,))),
    (messages.pack_receipt, messages.unpack_receipt, Receipt("aaaaaaaa", None, refused=Refusal.GAP)),
]
AUTHORITY = Ed25519PrivateKey.from_private_bytes(b"\x03" * 32)


@pytest.mark.parametrize(("say", "hear", "message"), SAID)
def test_a_message_arrives_as_it_was_said(say, hear, message):
    assert hear(say(message)) == message


@given(data=st.binary(max_size=60))
def test_any_bytes_are_a_message_or_said_to_be_unreadable(data):
    for hear in {hear for _say, hear, _message in SAID}:
        for tried in (data, pack({}), pack({"v": "1"})):
            with pytest.raises(Unreadable):
                hear(tried)


@given(parts=st.lists(st.binary(max_size=20)))
def test_parts_come_apart_as_they_were_joined(parts):
    joined = join_parts(parts)
    assert split_parts(joined) == parts
    if joined:
        with pytest.raises(Unreadable):
            split_parts(joined + b"\x00")


@pytest.mark.parametrize(
    ("epoch", "seq", "goes_on"),
    [("first", 5, True), ("first", 6, False), ("second", 9, True), ("second", 10, False), ("other", 1, False)],
)
def test_a_station_reads_on_where_the_order_is_still_the_one_it_read(epoch, seq, goes_on):
    welcome = Welcome((Lineage("first"), Lineage("second", 5)), 9, b"", {}, "")
    assert welcome.goes_on_from(epoch, seq) is goes_on


def test_a_request_is_signed_for_its_session_its_place_and_its_body():
    said = ("POST", "/v1/push", b"body", b"nonce", 1)
    others = [("GET", *said[1:]), ("POST", "/v1/pull", *said[2:]), (*said[:2], b"x", *said[3:])]
    others += [(*said[:3], b"other", 1), (*said[:4], 2)]
    assert len({messages.request_bytes(*each) for each in [said, *others]}) == len(others) + 1


def test_an_answer_is_believed_from_the_authority_in_its_session_only():
    answer = messages.signed_answer(b"body", b"nonce", AUTHORITY)
    assert messages.verified_answer(answer, b"nonce", AUTHORITY.public_key()) == b"body"
    other = Ed25519PrivateKey.from_private_bytes(b"\x04" * 32)
    for data, nonce, key in (
        (answer, b"other", AUTHORITY.public_key()),
        (answer, b"nonce", other.public_key()),
        (b"x" + answer[1:], b"nonce", AUTHORITY.public_key()),
        (b"", b"nonce", AUTHORITY.public_key()),
    ):
        with pytest.raises(Unreadable):
            messages.verified_answer(data, nonce, key)
