"""Attached files of the offices: taken piece by piece, handed out piece by piece, destroyed when the office says so.

They come sealed, under tags that only the office can make of its addresses. A content counts when it is whole and its
digest fits; until then every computer of the office may go on with it where another one stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, insert, select, update

from sai_thong.server.answering import Question
from sai_thong.server.schema import CONTENT_BOOKS, CONTENT_PIECES, CONTENTS, OFFICES
from sai_thong.sync.contents_messages import (
    Came,
    ContentsTold,
    HeldSoFar,
    Listed,
    Piece,
    Wanted,
    pack_contents_told,
    unpack_contents_asked,
)
from sai_thong.sync.packing import Unreadable

USUAL_ROOM: Final = 20 * 1024**3
"""Bytes an office may keep; about 10,000 scanned pages and 20,000 photographs."""
LARGEST_CONTENT: Final = 72 * 1024 * 1024
"""Bytes of one content, sealed; stations keep none that is larger."""
MOST_SENT: Final = 1024 * 1024
"""Bytes of a request."""
_MOST_ANSWERED: Final = 1024 * 1024
_MOST_LISTED: Final = 2_000
_LONGEST_TAG: Final = 64
_DIGEST_BYTES: Final = 32


@dataclass(frozen=True)
class Room:
    """What an office has and may have.

    Attributes:
        used: Bytes held.
        most: Bytes it may keep.
        count: Contents that are whole.
    """

    used: int
    most: int
    count: int


def answer_contents(question: Question) -> bytes:
    """Take pieces in and hand pieces out.

    Raises:
        Unreadable: What is asked makes no sense.
    """
    asked = unpack_contents_asked(question.body)
    if not all(_makes_sense(each) for each in asked.pieces):
        raise Unreadable("no piece of a content")
    kept = _Kept(question.connection, question.office)
    kept.drop(asked.dropped)
    held, is_full = kept.take(asked.pieces, question.device)
    listed = () if asked.after is None else kept.listed_after(asked.after)
    came, gone = kept.hand_out(asked.wanted, min(asked.most_bytes, _MOST_ANSWERED))
    told = ContentsTold(
        tuple(listed[:_MOST_LISTED]),
        len(listed) > _MOST_LISTED,
        tuple(held),
        tuple(came),
        (*asked.dropped, *gone),
        is_full,
    )
    return pack_contents_told(told)


def put_by_others(connection: Connection, office: str, device: str, after: int, upto: int) -> list[Listed]:
    """The contents numbered above `after` up to `upto` that other devices put here; thumbnails and small ones first."""
    found = connection.execute(
        select(CONTENTS)
        .where(
            CONTENTS.c.office == office,
            CONTENTS.c.number > after,
            CONTENTS.c.number <= upto,
            CONTENTS.c.dropped.is_(False),
            CONTENTS.c.device != device,
        )
        .order_by(CONTENTS.c.rank, CONTENTS.c.size, CONTENTS.c.tag)
    )
    return [_listed(row) for row in found]


def size_of(connection: Connection, office: str, tag: str) -> int:
    """How many bytes of a content are held."""
    held = select(CONTENTS.c.held).where(CONTENTS.c.office == office, CONTENTS.c.tag == tag)
    return connection.execute(held).scalar_one_or_none() or 0


def take_pieces(connection: Connection, office: str, device: str, pieces: tuple[Piece, ...]) -> None:
    """Take pieces in that a device put, each where the one before it ended, as far as there is room."""
    _Kept(connection, office).take(pieces, device)


def pieces_of(connection: Connection, office: str, tag: str, start: int = 0) -> Iterator[Came]:
    """The bytes of a content from `start` on, as they came."""
    return _Kept(connection, office).pieces_of(tag, start)


def whole_content(connection: Connection, office: str, tag: str) -> Iterator[ContentsTold]:
    """A whole content, in answers of about a mebibyte each."""
    came: list[Came] = []
    for piece in pieces_of(connection, office, tag):
        came.append(piece)
        if sum(len(each.data) for each in came) >= _MOST_ANSWERED:
            yield ContentsTold(came=tuple(came))
            came = []
    if came:
        yield ContentsTold(came=tuple(came))


def room_of(connection: Connection, office: str) -> Room:
    """What an office has and may have."""
    used, count = connection.execute(
        select(func.coalesce(func.sum(CONTENTS.c.held), 0), func.count()).where(
            CONTENTS.c.office == office, CONTENTS.c.dropped.is_(False)
        )
    ).one()
    return Room(int(used), _book(connection, office)[1], count)


def set_room(connection: Connection, office: str, most: int) -> None:
    """Let an office keep so many bytes from now on; what it has already stays."""
    last, _room = _book(connection, office)
    _write_book(connection, office, last, most)


def last_number(connection: Connection, office: str) -> int:
    """The number of the content that came to be whole last; 0 before any did."""
    return _book(connection, office)[0]


def _book(connection: Connection, office: str) -> tuple[int, int]:
    """The number given last, and the bytes the office may keep."""
    found = connection.execute(select(CONTENT_BOOKS).where(CONTENT_BOOKS.c.office == office)).one_or_none()
    return (0, USUAL_ROOM) if found is None else (found.last_number, found.room)


def _write_book(connection: Connection, office: str, last_number: int, room: int) -> None:
    connection.execute(delete(CONTENT_BOOKS).where(CONTENT_BOOKS.c.office == office))
    connection.execute(insert(CONTENT_BOOKS).values(office=office, last_number=last_number, room=room))


def _listed(row: Row[Any]) -> Listed:
    return Listed(row.number, row.tag, row.size, row.digest, row.rank)


def _makes_sense(piece: Piece) -> bool:
    return (
        0 < len(piece.tag) <= _LONGEST_TAG
        and piece.tag.isascii()
        and piece.tag.isprintable()
        and 0 < piece.size <= LARGEST_CONTENT
        and len(piece.digest) == _DIGEST_BYTES
        and piece.rank in {0, 1}
        and 0 <= piece.start <= piece.start + len(piece.data) <= piece.size
    )


class _Kept:
    """The contents of one office, in one transaction."""

    def __init__(self, connection: Connection, office: str) -> None:
        self._connection = connection
        self._office = office

    def drop(self, tags: tuple[str, ...]) -> None:
        """Destroy the bytes of contents."""
        if tags:
            self._lock()
        for tag in tags:
            self._empty(tag)
            self._connection.execute(update(CONTENTS).where(self._of(CONTENTS, tag)).values(dropped=True, held=0))

    def take(self, pieces: tuple[Piece, ...], device: str) -> tuple[list[HeldSoFar], bool]:
        """Take pieces in, each where the one before it ended; how much is held then, and whether room was lacking."""
        if not pieces:
            return [], False
        self._lock()
        room = room_of(self._connection, self._office)
        left, is_full, held = room.most - room.used, False, []
        for piece in pieces:
            row = self._begun(piece, device)
            if row.number:
                held.append(HeldSoFar(piece.tag, row.size, row.number))
                continue
            so_far = row.held
            if piece.data and piece.start == so_far:
                if len(piece.data) > left:
                    is_full = True
                else:
                    left -= len(piece.data)
                    so_far += len(piece.data)
                    self._append(piece, so_far)
            number = 0
            if so_far == piece.size:
                so_far, number = self._whole(piece)
            held.append(HeldSoFar(piece.tag, so_far, number))
        return held, is_full

    def listed_after(self, after: int) -> list[Listed]:
        """What came to be whole behind a place, one more than is told at once."""
        rows = self._connection.execute(
            select(CONTENTS)
            .where(CONTENTS.c.office == self._office, CONTENTS.c.number > after, CONTENTS.c.dropped.is_(False))
            .order_by(CONTENTS.c.number)
            .limit(_MOST_LISTED + 1)
        )
        return [_listed(row) for row in rows]

    def hand_out(self, wanted: tuple[Wanted, ...], most: int) -> tuple[list[Came], list[str]]:
        """Bytes of what is wanted, in its order, about `most` of them; and what is not there."""
        came: list[Came] = []
        gone: list[str] = []
        left = most
        for each in wanted[:_MOST_LISTED]:
            row = self._row(each.tag)
            if row is None or row.dropped or not row.number:
                gone.append(each.tag)
                continue
            for piece in self.pieces_of(each.tag, each.start) if left > 0 else ():
                if left <= 0:
                    break
                came.append(piece._replace(data=piece.data[:left]))
                left -= len(piece.data)
        return came, gone

    def pieces_of(self, tag: str, start: int = 0) -> Iterator[Came]:
        """The bytes of a content from `start` on, as they came."""
        ends_at = CONTENT_PIECES.c.start + func.length(CONTENT_PIECES.c.bytes)
        rows = self._connection.execute(
            select(CONTENT_PIECES.c.start, CONTENT_PIECES.c.bytes)
            .where(self._of(CONTENT_PIECES, tag), ends_at > start)
            .order_by(CONTENT_PIECES.c.start)
        )
        for row in rows:
            known = max(0, start - row.start)
            yield Came(tag, row.start + known, bytes(row.bytes)[known:])

    def _begun(self, piece: Piece, device: str) -> Row[Any]:
        """The line of a content, begun anew where other bytes came before, or where it was destroyed."""
        row = self._row(piece.tag)
        if row is not None and not row.dropped and (row.number or row.digest == piece.digest):
            return row
        self._empty(piece.tag)
        self._connection.execute(delete(CONTENTS).where(self._of(CONTENTS, piece.tag)))
        values = {"number": 0, "size": piece.size, "digest": piece.digest, "rank": piece.rank, "held": 0}
        line = {"office": self._office, "tag": piece.tag, "device": device, "dropped": False}
        self._connection.execute(insert(CONTENTS).values(**line, **values))
        begun = self._row(piece.tag)
        assert begun is not None
        return begun

    def _append(self, piece: Piece, held: int) -> None:
        place = {"office": self._office, "tag": piece.tag, "start": piece.start}
        self._connection.execute(insert(CONTENT_PIECES).values(**place, bytes=piece.data))
        self._connection.execute(update(CONTENTS).where(self._of(CONTENTS, piece.tag)).values(held=held))

    def _whole(self, piece: Piece) -> tuple[int, int]:
        """Number a content whose digest fits, else discard its bytes; the bytes held then, and the number or 0."""
        digest = hashlib.sha256()
        for each in self.pieces_of(piece.tag):
            digest.update(each.data)
        if digest.digest() != piece.digest:
            self._empty(piece.tag)
            self._connection.execute(update(CONTENTS).where(self._of(CONTENTS, piece.tag)).values(held=0))
            return 0, 0
        last, room = _book(self._connection, self._office)
        number = last + 1
        _write_book(self._connection, self._office, number, room)
        self._connection.execute(update(CONTENTS).where(self._of(CONTENTS, piece.tag)).values(number=number))
        return piece.size, number

    def _empty(self, tag: str) -> None:
        self._connection.execute(delete(CONTENT_PIECES).where(self._of(CONTENT_PIECES, tag)))

    def _row(self, tag: str) -> Row[Any] | None:
        return self._connection.execute(select(CONTENTS).where(self._of(CONTENTS, tag))).one_or_none()

    def _of(self, table: Table, tag: str) -> ColumnElement[bool]:
        return (table.c.office == self._office) & (table.c.tag == tag)

    def _lock(self) -> None:
        """Let nobody else of the office change contents meanwhile, so that numbers rise in the order of commits."""
        self._connection.execute(select(OFFICES.c.office).where(OFFICES.c.office == self._office).with_for_update())
