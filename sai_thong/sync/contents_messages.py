"""What stations and their authority say about contents: attached files, sealed, piece by piece.

One request may do several things, and its answer tells of all, so that a slow line is not waited for more often than
need be. The authority sees a tag, a size and whether it is a thumbnail, and nothing of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sai_thong.sync.messages import bytes_of, text_of
from sai_thong.sync.packing import Unreadable, as_text, as_whole, join_parts, pack, reads, split_parts

CONTENTS_PATH: Final = "/v1/contents"


class Piece(NamedTuple):
    """Bytes of a content that are sent; none at all ask how many the authority holds.

    Attributes:
        tag: Under which the authority keeps it.
        size: Bytes of the whole, sealed.
        digest: SHA-256 of the whole.
        rank: 0 of a thumbnail, 1 of an original.
        start: How many bytes come before these.
        data: The bytes.
    """

    tag: str
    size: int
    digest: bytes
    rank: int
    start: int
    data: bytes


class Wanted(NamedTuple):
    """A content that is asked for, from a byte on."""

    tag: str
    start: int


@dataclass(frozen=True)
class ContentsAsked:
    """What a station sends and wants.

    Attributes:
        after: List what came to be held behind this place; None asks for no list.
        pieces: What it sends.
        wanted: What it asks for, the most wanted first.
        most_bytes: How many bytes of these may come, about.
        dropped: Contents that were destroyed lawfully: their bytes shall be destroyed too.
    """

    after: int | None = None
    pieces: tuple[Piece, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    most_bytes: int = 0
    dropped: tuple[str, ...] = ()


class Listed(NamedTuple):
    """A content the authority holds whole.

    Attributes:
        number: Its place in the order in which they came to be whole.
        tag, size, digest, rank: As in `Piece`.
    """

    number: int
    tag: str
    size: int
    digest: bytes
    rank: int


class HeldSoFar(NamedTuple):
    """How many bytes of a content the authority holds; its number once it is whole, 0 before."""

    tag: str
    bytes: int
    number: int


class Came(NamedTuple):
    """Bytes of a content that was asked for."""

    tag: str
    start: int
    data: bytes


@dataclass(frozen=True)
class ContentsTold:
    """What the authority answers.

    Attributes:
        listed: What was asked for with `after`, in the order of the numbers.
        more: Whether there are more behind them.
        held: Of every piece, how much is held now.
        came: Bytes of what is wanted, as many as were to come.
        gone: What was wanted and is not there, and what was dropped.
        is_full: Whether pieces were refused because the office has used its room there.
    """

    listed: tuple[Listed, ...] = ()
    more: bool = False
    held: tuple[HeldSoFar, ...] = ()
    came: tuple[Came, ...] = ()
    gone: tuple[str, ...] = ()
    is_full: bool = False


def pack_contents_asked(asked: ContentsAsked) -> bytes:
    """What a station asks as it travels: a document, and the bytes of each piece."""
    pieces = [[each.tag, each.size, text_of(each.digest), each.rank, each.start] for each in asked.pieces]
    said = {"after": asked.after, "pieces": pieces, "wanted": [list(each) for each in asked.wanted]}
    document = pack(said | {"most": asked.most_bytes, "dropped": list(asked.dropped)})
    return join_parts([document, *(each.data for each in asked.pieces)])


def unpack_contents_asked(data: bytes) -> ContentsAsked:
    """What `pack_contents_asked` packed; `Unreadable` where the bytes are none."""
    document, *bodies = _with_document(data)
    asked = _read_asked(document)
    if len(asked.pieces) != len(bodies):
        raise Unreadable("other pieces than said")
    pieces = (each._replace(data=body) for each, body in zip(asked.pieces, bodies, strict=True))
    return ContentsAsked(asked.after, tuple(pieces), asked.wanted, asked.most_bytes, asked.dropped)


def pack_contents_told(told: ContentsTold) -> bytes:
    """An answer as it travels, before it is signed."""
    listed = [[each.number, each.tag, each.size, text_of(each.digest), each.rank] for each in told.listed]
    said = {"listed": listed, "more": int(told.more), "held": [list(each) for each in told.held]}
    said |= {"came": [[each.tag, each.start] for each in told.came], "gone": list(told.gone)}
    return join_parts([pack(said | {"full": int(told.is_full)}), *(each.data for each in told.came)])


def unpack_contents_told(data: bytes) -> ContentsTold:
    """The answer of `pack_contents_told`; `Unreadable` where the bytes are none."""
    document, *bodies = _with_document(data)
    told = _read_told(document)
    if len(told.came) != len(bodies):
        raise Unreadable("other pieces than said")
    came = (each._replace(data=body) for each, body in zip(told.came, bodies, strict=True))
    return ContentsTold(told.listed, told.more, told.held, tuple(came), told.gone, told.is_full)


def _with_document(data: bytes) -> list[bytes]:
    parts = split_parts(data)
    if not parts:
        raise Unreadable("no document")
    return parts


@reads
def _read_asked(document: Mapping[str, Any]) -> ContentsAsked:
    after = document["after"]
    return ContentsAsked(
        None if after is None else as_whole(after),
        tuple(
            Piece(as_text(tag), as_whole(size), bytes_of(digest), as_whole(rank), as_whole(start), b"")
            for tag, size, digest, rank, start in document["pieces"]
        ),
        tuple(Wanted(as_text(tag), as_whole(start)) for tag, start in document["wanted"]),
        as_whole(document["most"]),
        tuple(map(as_text, document["dropped"])),
    )


@reads
def _read_told(document: Mapping[str, Any]) -> ContentsTold:
    return ContentsTold(
        tuple(
            Listed(as_whole(number), as_text(tag), as_whole(size), bytes_of(digest), as_whole(rank))
            for number, tag, size, digest, rank in document["listed"]
        ),
        bool(as_whole(document["more"])),
        tuple(HeldSoFar(as_text(tag), as_whole(held), as_whole(number)) for tag, held, number in document["held"]),
        tuple(Came(as_text(tag), as_whole(start), b"") for tag, start in document["came"]),
        tuple(map(as_text, document["gone"])),
        bool(as_whole(document["full"])),
    )
