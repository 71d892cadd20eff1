"""What the province sends down, as it travels: numbered, and signed by the authority for whatever way it comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.sync.messages import bytes_of, text_of
from sai_thong.sync.packing import Unreadable, as_text, as_whole, join_parts, pack, reads

DOWN_PATH: Final = "/v1/down"
MOST_AT_ONCE: Final = 20
"""Things in one answer."""


@dataclass(frozen=True)
class SentDown:
    """One thing sent down, or that it is withdrawn.

    Attributes:
        revision: Its place among everything that was said of any of them.
        number: Which thing; the revision that first told of it.
        kind: What it is: a `DownKind`, or what a newer authority made up since, which is kept unopened.
        title: In a line.
        content: See `registers.from_province.contents`; empty where it is withdrawn.
        sent_at: UTC, as text.
        withdrawn: Whether it is meant no longer.
        signature: Ed25519 of the authority over all of these.
    """

    revision: int
    number: int
    kind: str
    title: str
    content: str
    sent_at: str
    withdrawn: bool = False
    signature: bytes = b""

    @property
    def signed_bytes(self) -> bytes:
        """What the authority signs."""
        said = (str(self.revision), str(self.number), self.kind, self.title, self.content, self.sent_at)
        return b"saithong-down\x01" + join_parts([each.encode() for each in (*said, str(int(self.withdrawn)))])

    def signed_by(self, key: Ed25519PrivateKey) -> bytes:
        """The signature of an authority over it."""
        return key.sign(self.signed_bytes)


def verify_sent(sent: SentDown, authority: Ed25519PublicKey) -> None:
    """Let pass what the authority signed.

    Raises:
        Unreadable: It did not.
    """
    try:
        authority.verify(sent.signature, sent.signed_bytes)
    except InvalidSignature as error:
        raise Unreadable("not signed by the authority") from error


def pack_after(after: int) -> bytes:
    """A station asks for what was said behind a revision."""
    return pack({"after": after})


@reads
def unpack_after(document: Mapping[str, Any]) -> int:
    """The revision of `pack_after`; `Unreadable` where the bytes are none."""
    return as_whole(document["after"])


def pack_sent(sent: Sequence[SentDown], *, more: bool) -> bytes:
    """Things sent down as they travel."""
    rows = [
        [each.revision, each.number, each.kind, each.title, each.content, each.sent_at, int(each.withdrawn)]
        for each in sent
    ]
    return pack({"sent": rows, "signed": [text_of(each.signature) for each in sent], "more": int(more)})


@reads
def unpack_sent(document: Mapping[str, Any]) -> tuple[list[SentDown], bool]:
    """The things of `pack_sent`, and whether there are more; `Unreadable` where the bytes are none."""
    found = [_read(row, signed) for row, signed in zip(document["sent"], document["signed"], strict=True)]
    return found, bool(as_whole(document["more"]))


def _read(row: Sequence[Any], signed: object) -> SentDown:
    revision, number, kind, title, content, sent_at, withdrawn = row
    numbers = as_whole(revision), as_whole(number)
    texts = as_text(kind), as_text(title), as_text(content), as_text(sent_at)
    return SentDown(*numbers, *texts, bool(as_whole(withdrawn)), bytes_of(signed))
