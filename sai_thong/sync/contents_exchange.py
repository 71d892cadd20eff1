"""Attached files go and come behind the rows: thumbnails first, small ones first, each resumed where it stopped.

They wait for everything else: a round gives them a while and ends, so that the work of others is read again before they
go on, and no more of them goes over the line in a day than this computer is allowed to pay for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from sai_thong.db import content_places
from sai_thong.db.changes import ChangeSet
from sai_thong.db.content_places import ORIGINAL, THUMBNAIL, Place
from sai_thong.db.store import Store
from sai_thong.sync.batch_size import MOST_BYTES, BatchSize
from sai_thong.sync.content_budget import count_traffic, finds_no_room, keep_no_room, left_today
from sai_thong.sync.contents_kept import ContentsKept
from sai_thong.sync.contents_messages import (
    CONTENTS_PATH,
    ContentsAsked,
    ContentsTold,
    Piece,
    Wanted,
    pack_contents_asked,
    unpack_contents_told,
)
from sai_thong.sync.engine import Stage
from sai_thong.sync.messages import CONTENTS, Welcome
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.refusals import NewerProgram
from sai_thong.sync.talk import Talk

_WHILE_SECONDS: Final = 60.0
_MOST_WANTED: Final = 2_000
"""On one stick."""
_MOST_PIECES: Final = 64
"""In one request; a thumbnail has some ten KiB."""


@dataclass(frozen=True)
class ContentsWaiting:
    """Attached files that have not gone or come.

    Attributes:
        up: How many are to be sent.
        up_bytes: Their bytes.
        down: How many are to come.
        down_bytes: Their bytes.
        no_room: Whether the authority refused some, as the office has used its room there.
    """

    up: int
    up_bytes: int
    down: int
    down_bytes: int
    no_room: bool


def contents_waiting(store: Store) -> ContentsWaiting:
    """What has not gone or come, as far as it is known."""
    return ContentsWaiting(*content_places.bytes_waiting(store.connection_for_whole_file()), finds_no_room(store))


class ContentsExchange:
    """An `engine.Exchange`.

    Args:
        store: The open store, writable.
        timer: Seconds that only grow.
        seconds: After how long it lets a new round begin.
    """

    stage: Final = Stage.CONTENTS
    capability: Final = CONTENTS

    def __init__(
        self, store: Store, *, timer: Callable[[], float] = time.monotonic, seconds: float = _WHILE_SECONDS
    ) -> None:
        self._store = store
        self._kept = ContentsKept(store)
        self._timer = timer
        self._seconds = seconds
        self._size = BatchSize()
        self._began = 0.0
        self._is_full = False

    def run(self, talk: Talk, welcome: Welcome) -> ChangeSet:
        """Send and fetch until nothing is left, the day's budget is used, or it took a while."""
        self._began = self._timer()
        self._kept.turn_to(welcome.epoch, welcome.contents)
        self._kept.notice()
        self._list(talk, welcome)
        self._drop(talk)
        for rank in (THUMBNAIL, ORIGINAL):
            self._send(talk, rank)
            self._fetch(talk, rank)
        keep_no_room(self._store, self._is_full)
        return self._kept.changes

    def _list(self, talk: Talk, welcome: Welcome) -> None:
        """Learn what the authority came to hold since the last time."""
        more = welcome.contents != self._kept.listed_to
        while more:
            told = self._ask(talk, lambda: ContentsAsked(after=self._kept.listed_to))
            self._kept.note_listed(told.listed)
            more = told.more and bool(told.listed)

    def _drop(self, talk: Talk) -> None:
        """Have destroyed at the authority what was destroyed here."""
        while tags := self._kept.to_drop()[:_MOST_PIECES]:
            asked = ContentsAsked(dropped=tuple(tags))
            self._ask(talk, partial(_itself, asked))
            self._kept.note_unwanted(tags)

    def _send(self, talk: Talk, rank: int) -> None:
        waiting = self._kept.to_send(rank)
        held: dict[str, int] = {}
        while waiting and not self._is_full and self._may_go_on():
            told = self._ask(talk, lambda: ContentsAsked(pieces=self._next_pieces(waiting, held)))
            before = dict(held)
            for each in told.held:
                held[each.tag] = each.bytes
                place = next((place for place in waiting if place.tag == each.tag), None)
                if each.number and place is not None:
                    self._kept.note_sent(place, each)
                    waiting.remove(place)
            self._is_full = told.is_full
            if held == before and not told.is_full:
                # The authority lets its bytes go where they did not fit the digest; a later round tries again.
                return

    def _next_pieces(self, waiting: list[Place], held: dict[str, int]) -> tuple[Piece, ...]:
        """The next pieces, as many as fit; of a large content an empty one first, which asks where to go on."""
        pieces: list[Piece] = []
        left = self._room()
        for place in waiting[:_MOST_PIECES]:
            if left <= 0:
                break
            whole = self._kept.sealed_size(place)
            if not whole:
                continue
            unknown = place.tag not in held and whole > self._size.wire_bytes
            piece = self._kept.piece(place, held.get(place.tag, 0), 0 if unknown else left)
            pieces.append(piece)
            left -= len(piece.data)
            if unknown or len(piece.data) + piece.start < whole:
                break
        return tuple(pieces)

    def _fetch(self, talk: Talk, rank: int) -> None:
        waiting = {each.tag: each for each in self._kept.to_fetch(rank)}
        while waiting and self._may_go_on():
            told = self._ask(talk, partial(self._next_wanted, waiting))
            for came in told.came:
                place = waiting.get(came.tag)
                if place is not None and self._kept.take(place, came):
                    del waiting[came.tag]
            self._kept.note_unwanted(each for each in told.gone if each in waiting)
            for tag in told.gone:
                waiting.pop(tag, None)
            still = {each.tag for each in self._kept.to_fetch(rank)}
            waiting = {tag: place for tag, place in waiting.items() if tag in still}
            if not told.came and not told.gone:
                return

    def _next_wanted(self, waiting: dict[str, Place]) -> ContentsAsked:
        wanted, left = [], self._room()
        for place in list(waiting.values())[:_MOST_PIECES]:
            start = self._kept.come_so_far(place)
            wanted.append(Wanted(place.tag, start))
            left -= place.size - start
            if left <= 0:
                break
        return ContentsAsked(wanted=tuple(wanted), most_bytes=self._room())

    def _room(self) -> int:
        """How many bytes the next request or answer shall carry."""
        left = left_today(self._store)
        return self._size.wire_bytes if left is None else max(1, min(self._size.wire_bytes, left))

    def _may_go_on(self) -> bool:
        return self._timer() - self._began < self._seconds and left_today(self._store) != 0

    def _ask(self, talk: Talk, asked: Callable[[], ContentsAsked]) -> ContentsTold:
        """Ask, measure the line, and count the bytes to the day."""
        up, down, begun = talk.traffic.bytes_up, talk.traffic.bytes_down, 0.0

        def body() -> bytes:
            nonlocal begun
            packed = pack_contents_asked(asked())
            begun = self._timer()
            return packed

        try:
            answer = talk.ask(CONTENTS_PATH, body, self._smaller)
        finally:
            went, came = talk.traffic.bytes_up - up, talk.traffic.bytes_down - down
            count_traffic(self._store, went, came)
        if max(went, came) * 2 >= self._size.wire_bytes:
            self._size = self._size.after(max(went, came), self._timer() - begun)
        try:
            return unpack_contents_told(answer)
        except Unreadable as error:
            raise NewerProgram from error

    def _smaller(self) -> None:
        self._size = self._size.after_cut()


def _itself(asked: ContentsAsked) -> ContentsAsked:
    return asked


class ContentsByStick:
    """A `carried.Carried`: whole contents where a stick has room behind the rows."""

    path = CONTENTS_PATH

    def asks(self, store: Store, room: Callable[[], int]) -> Iterator[bytes]:
        """Ask for what came to be held since, and send what is not, as long as there is room."""
        kept = ContentsKept(store)
        kept.notice()
        lacking = [each for rank in (THUMBNAIL, ORIGINAL) for each in kept.to_fetch(rank)]
        wanted = tuple(Wanted(each.tag, 0) for each in lacking[:_MOST_WANTED])
        yield pack_contents_asked(ContentsAsked(kept.listed_to, wanted=wanted, dropped=tuple(kept.to_drop())))
        for rank in (THUMBNAIL, ORIGINAL):
            for place in kept.to_send(rank):
                size = kept.sealed_size(place)
                if size + _MOST_PIECES * 64 > room():
                    return  # the others are larger
                for start in range(0, size, MOST_BYTES):
                    yield pack_contents_asked(ContentsAsked(pieces=(kept.piece(place, start, MOST_BYTES),)))

    def take(self, store: Store, answer: bytes, welcome: Welcome | None) -> ChangeSet:
        """Take in what the authority says it holds, and the contents that came; nothing of an older answer."""
        kept = ContentsKept(store)
        if welcome is not None:
            kept.turn_to(welcome.epoch, -1)
            kept.take_answer(unpack_contents_told(answer))
        return kept.changes
