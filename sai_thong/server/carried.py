"""What travels by stick behind the rows, answered as over a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection

from sai_thong.ground.clock import Clock
from sai_thong.server.chests import put_chest
from sai_thong.server.contents import answer_contents
from sai_thong.server.down import sent_behind
from sai_thong.sync.chest_messages import KEYS_PATH, pack_chest_held, unpack_chest_asked
from sai_thong.sync.contents_messages import CONTENTS_PATH, pack_contents_told, unpack_contents_asked
from sai_thong.sync.down import DOWN_PATH, MOST_AT_ONCE, pack_sent, unpack_after

Answer = Callable[[Connection, str, str, bytes, Clock], bytes]
"""Answers what a device of an office asks, within one transaction about that office."""


def _answer_chest(connection: Connection, office: str, _device: str, body: bytes, clock: Clock) -> bytes:
    return pack_chest_held(put_chest(connection, office, unpack_chest_asked(body), clock))


def _answer_contents(connection: Connection, office: str, device: str, body: bytes, _clock: Clock) -> bytes:
    return pack_contents_told(answer_contents(connection, office, device, unpack_contents_asked(body)))


def _answer_down(connection: Connection, office: str, _device: str, body: bytes, _clock: Clock) -> bytes:
    found = sent_behind(connection, office, unpack_after(body))
    return pack_sent(found[:MOST_AT_ONCE], more=len(found) > MOST_AT_ONCE)


ANSWERS: Final[Mapping[str, Answer]] = {
    KEYS_PATH: _answer_chest,
    DOWN_PATH: _answer_down,
    CONTENTS_PATH: _answer_contents,
}
"""What travels by stick behind the rows, by the path it is asked under over a line."""
