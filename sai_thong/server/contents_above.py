"""What the book of a hub knows of the contents that the province above it holds: what to send, to fetch, to destroy.

A content that only the province holds stands in the book as one that has begun, with no byte of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from sai_thong.server.contents import pieces_of, take_pieces
from sai_thong.server.schema import CONTENTS
from sai_thong.sync.contents_messages import Came, ContentsTold, Listed, Piece

_OF_NOBODY: Final = ""
"""In the place of the device that put it, of a content that came from above."""


def to_send(connection: Connection, office: str) -> list[Listed]:
    """What is whole here and not held above; thumbnails and small ones first."""
    return [_listed(row) for row in _rows(connection, office, CONTENTS.c.number > 0, CONTENTS.c.above.is_(False))]


def to_fetch(connection: Connection, office: str) -> list[tuple[Listed, int]]:
    """What is held above and not whole here, and how much of it came; thumbnails and small ones first."""
    rows = _rows(connection, office, CONTENTS.c.number == 0, CONTENTS.c.above.is_(True))
    return [(_listed(row), row.held) for row in rows]


def to_drop(connection: Connection, office: str) -> list[str]:
    """The tags of what was destroyed here and is held above."""
    dropped = (CONTENTS.c.office == office, CONTENTS.c.dropped.is_(True), CONTENTS.c.above.is_(True))
    return list(connection.execute(select(CONTENTS.c.tag).where(*dropped).order_by(CONTENTS.c.tag)).scalars())


def pieces_to_send(connection: Connection, office: str, content: Listed, start: int, most: int) -> Iterator[Piece]:
    """The bytes of a content from `start` on, in pieces of at most so many."""
    for came in pieces_of(connection, office, content.tag, start):
        for begin in range(0, len(came.data), most):
            data = came.data[begin : begin + most]
            yield Piece(content.tag, content.size, content.digest, content.rank, came.start + begin, data)


def note_told(connection: Connection, office: str, told: ContentsTold) -> None:
    """Take in what the province says it holds, and holds no longer, and the bytes that came."""
    for each in told.listed:
        _note_held(connection, office, each)
    for so_far in told.held:
        if so_far.number:
            _set_above(connection, office, so_far.tag, above=True)
    for tag in told.gone:
        wanted = (CONTENTS.c.number == 0) & (CONTENTS.c.dropped.is_(False)) & (CONTENTS.c.device == _OF_NOBODY)
        connection.execute(delete(CONTENTS).where(_of(office, tag), wanted))
        _set_above(connection, office, tag, above=False)
    for came in told.came:
        _take(connection, office, came)


def forget_above(connection: Connection, office: str) -> None:
    """Know of nothing that the province holds it: it was restored, or is another one."""
    nothing_came = (CONTENTS.c.number == 0) & (CONTENTS.c.held == 0) & (CONTENTS.c.device == _OF_NOBODY)
    connection.execute(delete(CONTENTS).where(CONTENTS.c.office == office, nothing_came))
    connection.execute(update(CONTENTS).where(CONTENTS.c.office == office).values(above=False))


def _note_held(connection: Connection, office: str, held: Listed) -> None:
    if connection.execute(select(CONTENTS.c.tag).where(_of(office, held.tag))).first() is not None:
        _set_above(connection, office, held.tag, above=True)
        return
    line = {"office": office, "tag": held.tag, "number": 0, "size": held.size, "digest": held.digest}
    line |= {"rank": held.rank, "held": 0, "device": _OF_NOBODY, "dropped": False, "above": True}
    connection.execute(insert(CONTENTS).values(**line))


def _take(connection: Connection, office: str, came: Came) -> None:
    """Keep bytes that came of what is wanted, where they go on."""
    row = connection.execute(select(CONTENTS).where(_of(office, came.tag), CONTENTS.c.number == 0)).one_or_none()
    if row is None or row.dropped or not row.above:
        return
    piece = Piece(row.tag, row.size, row.digest, row.rank, came.start, came.data)
    take_pieces(connection, office, _OF_NOBODY, (piece,))


def _set_above(connection: Connection, office: str, tag: str, *, above: bool) -> None:
    connection.execute(update(CONTENTS).where(_of(office, tag)).values(above=above))


def _listed(row: Row[Any]) -> Listed:
    return Listed(row.number, row.tag, row.size, row.digest, row.rank)


def _rows(connection: Connection, office: str, *which: ColumnElement[bool]) -> Iterable[Row[Any]]:
    live = (CONTENTS.c.office == office, CONTENTS.c.dropped.is_(False))
    in_order = (CONTENTS.c.rank, CONTENTS.c.size, CONTENTS.c.tag)
    return connection.execute(select(CONTENTS).where(*live, *which).order_by(*in_order)).all()


def _of(office: str, tag: str) -> ColumnElement[bool]:
    return (CONTENTS.c.office == office) & (CONTENTS.c.tag == tag)
