"""Attached files between a hub and its province, over a line or by stick: behind everything else, thumbnails first.

They go from the hub's own book, as its computers sealed them; the hub's store is not asked. What only the province
holds comes into the book, and from there to the computers as anything else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy import Engine

from sai_thong.db.store import Store
from sai_thong.hub.keeping import KeptHub
from sai_thong.server.contents_above import forget_above, note_told, pieces_to_send, to_drop, to_fetch, to_send
from sai_thong.server.database import of_office
from sai_thong.sync.batch_size import MOST_BYTES
from sai_thong.sync.content_budget import count_traffic, left_today
from sai_thong.sync.contents_messages import (
    CONTENTS_PATH,
    ContentsAsked,
    ContentsTold,
    Piece,
    Wanted,
    pack_contents_asked,
    unpack_contents_told,
)
from sai_thong.sync.device import PinnedAuthority, keep_document, kept_document
from sai_thong.sync.messages import Welcome
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import NewerProgram
from sai_thong.sync.talk import Talk

_FACT: Final = "hub_contents_above"
_WHILE_SECONDS: Final = 60.0
_PIECE_BYTES: Final = 64 * 1024
_MOST_ASKED: Final = 500
"""Of so many contents one request asks how much is held."""
_MOST_AT_ONCE: Final = 64
"""So many contents have pieces in one request; a thumbnail has some ten KiB."""
_MORE: Final = 16 * 1024
"""What a stick needs beside the bytes of a content."""


class ContentsAbove:
    """What a hub says about contents with the province above it.

    Args:
        store: The open store of the hub's computer, writable.
        engine: The hub's book.
        hub: The hub.
        province: Whom it talks to.
        timer: Seconds that only grow.
    """

    def __init__(
        self,
        store: Store,
        engine: Engine,
        hub: KeptHub,
        province: PinnedAuthority,
        *,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._engine = engine
        self._hub = hub
        self._timer = timer
        self._ends = 0.0
        self._held: dict[str, int] = {}
        self._order = f"{province.key.hex()}:{hub.public_key.hex()}"

    def run(self, talk: Talk, welcome: Welcome) -> None:
        """Send and fetch until nothing is left, the day's budget is used, or it took a while.

        Raises:
            SaiThongError, SessionOver, Stopped: As `Talk.ask` does; what went and came stays.
        """
        self._ends = self._timer() + _WHILE_SECONDS
        self._turn()
        if 0 <= welcome.contents < self.listed_to:
            self.forget()
        more = True
        while more and self._may_go_on():
            told = self._ask(talk, self._first())
            more = told.more and bool(told.listed)
        while (pieces := self._next_pieces()) and self._may_go_on() and self._send(talk, pieces):
            pass
        while (wanted := self._wanted(_MOST_AT_ONCE)) and self._may_go_on():
            told = self._ask(talk, ContentsAsked(wanted=wanted, most_bytes=MOST_BYTES))
            if not told.came and not told.gone:
                return

    def asks(self, room: Callable[[], int]) -> Iterator[bytes]:
        """What a stick asks and carries, as long as it has `room` for so many bytes."""
        self._turn()
        first = pack_contents_asked(self._first())
        if len(first) > room():
            return
        yield first
        with of_office(self._engine, self._hub.office) as connection:
            for content in to_send(connection, self._hub.office):
                if content.size + _MORE > room():
                    return  # the others are larger
                for piece in pieces_to_send(connection, self._hub.office, content, 0, MOST_BYTES):
                    yield pack_contents_asked(ContentsAsked(pieces=(piece,)))

    def take(self, told: ContentsTold) -> None:
        """Take in what the province answered; again or late it does no harm."""
        with of_office(self._engine, self._hub.office) as connection:
            note_told(connection, self._hub.office, told)
        if told.listed:
            self._keep(max(self.listed_to, told.listed[-1].number))

    def forget(self) -> None:
        """Know of nothing that the province holds it: it was put back to an earlier state."""
        with of_office(self._engine, self._hub.office) as connection:
            forget_above(connection, self._hub.office)
        self._keep(0)

    @property
    def listed_to(self) -> int:
        """Up to which number the province's contents are known."""
        kept = kept_document(self._store, _FACT) or {}
        return int(kept["after"]) if kept.get("order") == self._order else 0

    def _turn(self) -> None:
        """Begin anew where another province is above since."""
        kept = kept_document(self._store, _FACT)
        if kept is not None and kept["order"] != self._order:
            self.forget()

    def _keep(self, after: int) -> None:
        keep_document(self._store, _FACT, {"order": self._order, "after": after})

    def _first(self) -> ContentsAsked:
        """What is new there, what is wanted from there, what was destroyed, and how much is held of what is here."""
        with of_office(self._engine, self._hub.office) as connection:
            lacking = to_send(connection, self._hub.office)[:_MOST_ASKED]
            dropped = to_drop(connection, self._hub.office)
        asks = tuple(Piece(each.tag, each.size, each.digest, each.rank, 0, b"") for each in lacking)
        return ContentsAsked(self.listed_to, pieces=asks, wanted=self._wanted(_MOST_ASKED), dropped=tuple(dropped))

    def _wanted(self, most: int) -> tuple[Wanted, ...]:
        with of_office(self._engine, self._hub.office) as connection:
            found = to_fetch(connection, self._hub.office)[:most]
        return tuple(Wanted(each.tag, came) for each, came in found)

    def _next_pieces(self) -> tuple[Piece, ...]:
        """The next bytes of what is not held above, as much as one request carries."""
        pieces: list[Piece] = []
        left = MOST_BYTES
        with of_office(self._engine, self._hub.office) as connection:
            for content in to_send(connection, self._hub.office)[:_MOST_AT_ONCE]:
                start = self._held.get(content.tag, 0)
                for piece in pieces_to_send(connection, self._hub.office, content, start, _PIECE_BYTES):
                    if left <= 0:
                        return tuple(pieces)
                    pieces.append(piece)
                    left -= len(piece.data)
        return tuple(pieces)

    def _send(self, talk: Talk, pieces: tuple[Piece, ...]) -> bool:
        """Send pieces; whether the province holds more than before."""
        before = dict(self._held)
        told = self._ask(talk, ContentsAsked(pieces=pieces))
        return self._held != before and not told.is_full

    def _ask(self, talk: Talk, asked: ContentsAsked) -> ContentsTold:
        body = pack_contents_asked(asked)
        up, down = talk.traffic.bytes_up, talk.traffic.bytes_down
        try:
            answer = talk.ask(CONTENTS_PATH, lambda: body)
        finally:
            count_traffic(self._store, talk.traffic.bytes_up - up, talk.traffic.bytes_down - down)
        try:
            told = unpack_contents_told(answer)
        except Unreadable as error:
            raise NewerProgram from error
        self._held |= {each.tag: each.bytes for each in told.held}
        self.take(told)
        return told

    def _may_go_on(self) -> bool:
        return self._timer() < self._ends and left_today(self._store) != 0
