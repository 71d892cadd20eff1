"""What is sealed for the whole office: under its first key, or under a later generation after a computer was lost.

Natural ids, marks and everything sealed before keep the first key; only what travels from now on takes the newest one.
A box under a later generation begins with ``02 | number 2 | mark of the key 8``, which its context repeats; one under
the first key is a plain seal (`sai_thong.db.sealing`). Two computers that make a generation at once make two with one
number; the marks keep them apart, and both stay open.
"""

from __future__ import annotations

import struct
from typing import Final

from sai_thong.db import sealing
from sai_thong.db.errors import StoreTrouble
from sai_thong.db.keys import GENERATION_PREFIX, KeyRing
from sai_thong.ground.language import _

_LATER: Final = b"\x02"
_HEADER: Final = struct.Struct(">H8s")
_HEADER_BYTES: Final = len(_LATER) + _HEADER.size


class GenerationMissing(StoreTrouble):
    """A box is sealed under a generation of the office's key that this computer was not handed yet."""

    def __init__(self) -> None:
        super().__init__(
            _("The office sealed this with a new key, which this computer does not hold yet."),
            kept=_("Your own work is untouched."),
            do=_("Let another computer of the office synchronise, and then this one once more."),
        )


def new_generation(ring: KeyRing) -> tuple[str, bytes]:
    """A fresh sealing key that comes after every one of the ring, and the name it is kept under."""
    key = sealing.new_key()
    return _name(newest_number(ring) + 1, _mark(key)), key


def newest_number(ring: KeyRing) -> int:
    """The number of the generation that is sealed with: 1 while there is only the first key."""
    return max((number_of(name) for name in ring.generations), default=1)


def number_of(name: str) -> int:
    """The number in a generation's name."""
    return int(name.removeprefix(GENERATION_PREFIX).split(":")[0])


def seal_in_office(ring: KeyRing, plaintext: bytes, context: bytes) -> bytes:
    """`plaintext` sealed for every computer of the office that was handed the newest generation."""
    header, key = newest_key(ring)
    return header + sealing.seal(key, plaintext, header + context)


def open_in_office(ring: KeyRing, box: bytes, context: bytes) -> bytes:
    """What `seal_in_office` sealed.

    Raises:
        GenerationMissing: Under a generation the ring does not hold.
        SealBroken: Another context, changed or cut bytes.
    """
    header, key = key_of(ring, box)
    return sealing.unseal(key, box[len(header) :], header + context)


def newest_key(ring: KeyRing) -> tuple[bytes, bytes]:
    """What is sealed with now, and what a box under it begins with: nothing under the first key."""
    if not ring.generations:
        return b"", ring.office_key
    name = max(ring.generations)
    key = ring.generations[name]
    return _LATER + _HEADER.pack(number_of(name), _mark(key)), key


def key_of(ring: KeyRing, box: bytes) -> tuple[bytes, bytes]:
    """What a box begins with, and the key it is sealed under.

    Raises:
        GenerationMissing: The ring does not hold it.
    """
    if box[:1] != _LATER or len(box) < _HEADER_BYTES:
        return b"", ring.office_key
    header = box[:_HEADER_BYTES]
    key = ring.generations.get(_name(*_HEADER.unpack(header[1:])))
    if key is None:
        raise GenerationMissing
    return header, key


def _mark(key: bytes) -> bytes:
    return sealing.tag_bytes(key, "generation")[:8]


def _name(number: int, mark: bytes) -> str:
    return f"{GENERATION_PREFIX}{number:05d}:{mark.hex()}"
