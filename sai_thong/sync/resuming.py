"""Going on by the byte where a line broke: with a body that arrived in part, and with an answer that came in part.

A request asked again is the same to the last byte. What the other side has of it is never believed: the signature over
the whole is verified as ever, so that wrong bytes cost another try and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sai_thong.sync.messages import bytes_of, text_of
from sai_thong.sync.packing import Unreadable, as_whole, pack, reads
from sai_thong.sync.transports import Answer

UNFINISHED: Final = "/v1/unfinished"
BODY: Final = "sai-thong-body"
"""Header of a request: of which body it brings a part."""
ANSWER: Final = "sai-thong-answer"
"""Header: of which answer this is a part; in a request, up to where it came before."""
WORTH_BYTES: Final = 4 * 1024
"""What is smaller is sent again whole."""
_PART: Final = re.compile(r"([0-9a-f]{64}) ([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True)
class Part:
    """Bytes of a whole, from one of them on.

    Attributes:
        digest: SHA-256 of the whole.
        start: The first byte.
    """

    digest: bytes
    start: int = 0

    @property
    def text(self) -> str:
        """As it stands in a header."""
        return f"{self.digest.hex()} {self.start}"


def read_part(headers: Mapping[str, str], name: str) -> Part | None:
    """The part a header names; None where it is missing.

    Raises:
        Unreadable: It names none.
    """
    text = headers.get(name)
    if text is None:
        return None
    found = _PART.fullmatch(text)
    if found is None:
        raise Unreadable("no part")
    return Part(bytes.fromhex(found[1]), int(found[2]))


@dataclass(frozen=True)
class Held:
    """What the authority has of a body.

    Attributes:
        size: How many bytes, from the first on.
        digest: Their SHA-256.
    """

    size: int
    digest: bytes


def pack_unfinished(digest: bytes) -> bytes:
    """The question how much arrived of the body with this SHA-256."""
    return pack({"digest": text_of(digest)})


@reads
def unpack_unfinished(document: Mapping[str, Any]) -> bytes:
    """The digest of `pack_unfinished`; `Unreadable` where the bytes are none."""
    return bytes_of(document["digest"])


def pack_held(held: Held) -> bytes:
    """How much arrived, before it is signed."""
    return pack({"size": held.size, "digest": text_of(held.digest)})


@reads
def unpack_held(document: Mapping[str, Any]) -> Held:
    """The answer of `pack_held`; `Unreadable` where the bytes are none."""
    return Held(as_whole(document["size"]), bytes_of(document["digest"]))


class Resumed:
    """A request through all its tries: what of its body arrived, and what of its answer came.

    Args:
        body: Its body, the same in every try.
    """

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.digest = hashlib.sha256(body).digest()
        self._arrived = 0
        self._answer: Part | None = None
        self._came = b""

    @property
    def is_large(self) -> bool:
        """Whether it is worth asking what of the body arrived."""
        return len(self.body) >= WORTH_BYTES

    @property
    def rest(self) -> bytes:
        """What is still to be sent of the body."""
        return self.body[self._arrived :]

    @property
    def progress(self) -> int:
        """Bytes that need not go over the line again."""
        return self._arrived + len(self._came)

    @property
    def headers(self) -> dict[str, str]:
        """What the next try says of both parts."""
        said = {BODY: Part(self.digest, self._arrived).text} if self.is_large else {}
        return said | ({ANSWER: Part(self._answer.digest, len(self._came)).text} if self._answer else {})

    def arrived(self, held: Held) -> None:
        """Go on behind what the authority has, where that is the beginning of this body."""
        fits = hashlib.sha256(self.body[: held.size]).digest() == held.digest
        self._arrived = held.size if fits and held.size <= len(self.body) else 0

    def broke_off(self, answer: Answer) -> None:
        """Keep what came of an answer, where the authority can go on with it."""
        came, part = self.joined(answer), _part_of(answer)
        self._answer, self._came = (Part(part.digest), came) if part and came else (None, b"")

    def joined(self, answer: Answer) -> bytes:
        """What came of the answer now, behind what came of it before; nothing where it goes on elsewhere."""
        part = _part_of(answer)
        if part is None or part.start == 0:
            return answer.body
        goes_on = self._answer is not None and part == Part(self._answer.digest, len(self._came))
        return self._came + answer.body if goes_on else b""

    def forget_answer(self) -> None:
        """Ask for the whole answer next time: what came of it was not good."""
        self._answer, self._came = None, b""


def _part_of(answer: Answer) -> Part | None:
    try:
        return read_part(answer.headers, ANSWER)
    except Unreadable:
        return None
