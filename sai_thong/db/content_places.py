"""Where contents are: which of them the authority of the office holds, which are here, and what came of the others.

A content is known to the authority by a tag of its address, as whoever has no key must not be able to tell whether the
office holds a certain file. `number` is its place in the order in which the authority came to hold contents whole; a
negative one says that what the authority held at that place is not wanted: it was destroyed here, or found damaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sai_thong.db.dbapi import Connection

NOT_THERE: Final = 0
"""The authority does not hold the content yet."""
THUMBNAIL, ORIGINAL = 0, 1
"""Ranks: what goes and comes first."""
_HERE: Final = "EXISTS (SELECT 1 FROM contents WHERE contents.address = content_places.address)"
_COLUMNS: Final = "tag, address, number, size, digest, rank"
_AT_ONCE: Final = 400


class Place(NamedTuple):
    """A content and where it is.

    Attributes:
        tag: Under which the authority knows it.
        address: Under which this store keeps it; empty before it came.
        number: Its place at the authority, or `NOT_THERE`, or negative: see above.
        size: Bytes as it travels, sealed; 0 before that is known.
        digest: SHA-256 of these bytes; empty before that is known.
        rank: `THUMBNAIL` or `ORIGINAL`.
    """

    tag: str
    address: str
    number: int
    size: int
    digest: bytes
    rank: int


def new_addresses(connection: Connection) -> list[str]:
    """The addresses of contents that were put here and have no place yet."""
    return [
        address
        for (address,) in connection.execute(
            "SELECT address FROM contents WHERE part = 0"
            " AND NOT EXISTS (SELECT 1 FROM content_places WHERE content_places.address = contents.address)"
        )
    ]


def note_new(connection: Connection, places: Iterable[tuple[str, str, int]]) -> None:
    """Know contents that were put here, by tag, address and rank; one that the authority told of before is here now."""
    connection.executemany(
        "INSERT INTO content_places (tag, address, number, size, digest, rank) VALUES (?, ?, 0, 0, x'', ?)"
        " ON CONFLICT (tag) DO UPDATE SET address = excluded.address",
        places,
    )


def revive(connection: Connection) -> None:
    """Contents that were destroyed and put here again are sent again."""
    connection.execute(f"UPDATE content_places SET number = {NOT_THERE} WHERE number < 0 AND {_HERE}")


def note_held(connection: Connection, place: Place) -> None:
    """Know that the authority holds a content; what is not wanted stays so until it came there anew."""
    connection.execute(
        f"INSERT INTO content_places ({_COLUMNS}) VALUES (?, '', ?, ?, ?, ?) ON CONFLICT (tag) DO UPDATE SET"
        " number = excluded.number, size = excluded.size, digest = excluded.digest, rank = excluded.rank"
        " WHERE content_places.number >= 0 OR excluded.number > -content_places.number",
        (place.tag, place.number, place.size, place.digest, place.rank),
    )


def note_number(connection: Connection, tag: str, number: int) -> None:
    """Know that the authority holds a content that was sent, at which place."""
    connection.execute("UPDATE content_places SET number = ? WHERE tag = ? AND number >= 0", (number, tag))


def set_unwanted(connection: Connection, tag: str) -> None:
    """Want no longer what the authority holds under a tag."""
    connection.execute("UPDATE content_places SET number = -abs(number) WHERE tag = ?", (tag,))
    forget_coming(connection, tag)


def fetch_again(connection: Connection, tag: str) -> None:
    """Let a content that is not here any more come from the authority."""
    connection.execute("UPDATE content_places SET address = '' WHERE tag = ?", (tag,))


def forget_authority(connection: Connection) -> None:
    """Know of no content that an authority holds it: it was restored, or is another one."""
    connection.execute("DELETE FROM content_parts_coming")
    connection.execute("DELETE FROM content_places WHERE address = ''")
    connection.execute(f"UPDATE content_places SET number = {NOT_THERE}")


def to_send(connection: Connection, rank: int) -> list[Place]:
    """The contents here that the authority does not hold, the smallest first."""
    size = "(SELECT sum(length(bytes)) FROM contents WHERE contents.address = content_places.address)"
    return _places(connection, f"number = {NOT_THERE} AND rank = ? AND {_HERE} ORDER BY {size}, tag", rank)


def to_fetch(connection: Connection, rank: int) -> list[Place]:
    """The contents the authority holds that have not come, the smallest first."""
    return _places(connection, "number > 0 AND address = '' AND rank = ? ORDER BY size, tag", rank)


def to_drop(connection: Connection) -> list[Place]:
    """The contents that were destroyed here and that the authority may still hold."""
    return _places(connection, f"number > 0 AND address <> '' AND rank >= ? AND NOT {_HERE} ORDER BY tag", THUMBNAIL)


def bytes_waiting(connection: Connection) -> tuple[int, int, int, int]:
    """How many contents are to be sent, their bytes, how many are to come, and theirs."""
    up = connection.execute(
        "SELECT count(DISTINCT contents.address), coalesce(sum(length(bytes)), 0) FROM contents"
        " LEFT JOIN content_places ON content_places.address = contents.address"
        f" WHERE coalesce(number, {NOT_THERE}) <= {NOT_THERE}"
    ).fetchone()
    down = connection.execute(
        "SELECT count(*), coalesce(sum(size), 0) FROM content_places WHERE number > 0 AND address = ''"
    ).fetchone()
    return (*up, *down)


def parts_of(connection: Connection, address: str) -> list[bytes]:
    """The parts of a content as they are kept."""
    rows = connection.execute("SELECT bytes FROM contents WHERE address = ? ORDER BY part", (address,))
    return [part for (part,) in rows]


def keep_parts(connection: Connection, tag: str, address: str, parts: Iterable[bytes]) -> None:
    """Keep a content that came, as it was kept where it was put; whoever calls has checked it."""
    connection.executemany(
        "INSERT OR IGNORE INTO contents (address, part, bytes) VALUES (?, ?, ?)",
        ((address, number, part) for number, part in enumerate(parts)),
    )
    connection.execute("UPDATE content_places SET address = ? WHERE tag = ?", (address, tag))
    forget_coming(connection, tag)


def coming(connection: Connection, tag: str) -> int:
    """How many bytes of a content came so far."""
    found = connection.execute(
        "SELECT coalesce(sum(length(bytes)), 0) FROM content_parts_coming WHERE tag = ?", (tag,)
    ).fetchone()
    return int(found[0])


def keep_coming(connection: Connection, tag: str, start: int, data: bytes) -> None:
    """Keep what came of a content; `start` is how much came before."""
    connection.execute("INSERT INTO content_parts_coming (tag, start, bytes) VALUES (?, ?, ?)", (tag, start, data))


def come_whole(connection: Connection) -> list[Place]:
    """The contents of which all bytes came, and that were not opened yet."""
    so_far = "(SELECT sum(length(bytes)) FROM content_parts_coming WHERE content_parts_coming.tag = content_places.tag)"
    return _places(connection, f"number > 0 AND address = '' AND size = {so_far} AND rank >= ?", THUMBNAIL)


def came(connection: Connection, tag: str) -> bytes:
    """What came of a content so far."""
    rows = connection.execute("SELECT bytes FROM content_parts_coming WHERE tag = ? ORDER BY start", (tag,))
    return b"".join(data for (data,) in rows)


def forget_coming(connection: Connection, tag: str) -> None:
    """Let go what came of a content."""
    connection.execute("DELETE FROM content_parts_coming WHERE tag = ?", (tag,))


def was_here(connection: Connection, address: str) -> bool:
    """Whether a content was ever in this file, as far as the sync noticed."""
    return connection.execute("SELECT 1 FROM content_places WHERE address = ?", (address,)).fetchone() is not None


def in_pieces(addresses: list[str]) -> Iterator[list[str]]:
    """Addresses in lots that one statement takes."""
    for begin in range(0, len(addresses), _AT_ONCE):
        yield addresses[begin : begin + _AT_ONCE]


def _places(connection: Connection, where: str, rank: int) -> list[Place]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM content_places WHERE {where}", (rank,))
    return [Place(*row) for row in rows]
