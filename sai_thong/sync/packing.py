"""JSON under zstandard, and the narrow reading of what comes from outside.

Packed bytes are ``version | number of the dictionary | zstandard frame``. They are read with limits; what is no
well-formed document of this version is `Unreadable`: never another error, never half a document.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, Final, TypeVar

import zstandard

MOST_UNPACKED: Final = 16 * 1024 * 1024
"""Bytes a document may grow to; the largest batch stays far below."""
MOST_PART_BYTES: Final = 4 * 1024 * 1024
"""One of several bodies is never longer; senders stay below a tenth of it."""
_LENGTH: Final = struct.Struct(">I")
_VERSION: Final = 1
_NO_DICTIONARY: Final = 0
_HEADER: Final = bytes((_VERSION, _NO_DICTIONARY))
_LEVEL: Final = 12

Read = TypeVar("Read")


class Unreadable(ValueError):
    """Bytes that are no packed document of this version."""


def pack(document: Mapping[str, object]) -> bytes:
    """A document as bytes."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return _HEADER + zstandard.ZstdCompressor(level=_LEVEL).compress(text.encode())


def reads(reader: Callable[[Mapping[str, Any]], Read]) -> Callable[[bytes], Read]:
    """Let `reader` take packed bytes; whatever it stumbles over is `Unreadable`."""

    @wraps(reader)
    def read(packed: bytes) -> Read:
        try:
            return reader(_unpacked(packed))
        except Unreadable:
            raise
        except (LookupError, TypeError, ValueError, OverflowError, AttributeError, RecursionError) as error:
            raise Unreadable(str(error)) from error

    return read


def as_text(value: object) -> str:
    """A text; TypeError of anything else."""
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def as_whole(value: object) -> int:
    """A whole number; TypeError of anything else, a truth value too."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("no whole number")
    return value


def as_place(value: object) -> int:
    """A place in a list; a negative one would count from its end."""
    place = as_whole(value)
    if place < 0:
        raise ValueError("no place")
    return place


def join_parts(parts: Sequence[bytes]) -> bytes:
    """Several bodies as one, each with its length, so that no two lists of parts give the same bytes."""
    return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def split_parts(data: bytes) -> list[bytes]:
    """The bodies of `join_parts`.

    Raises:
        Unreadable: The bytes are cut short or too long.
    """
    parts, place = [], 0
    while place < len(data):
        if place + _LENGTH.size > len(data):
            raise Unreadable("cut short")
        (length,) = _LENGTH.unpack_from(data, place)
        place += _LENGTH.size
        if length > MOST_PART_BYTES or place + length > len(data):
            raise Unreadable("cut short")
        parts.append(data[place : place + length])
        place += length
    return parts


def _unpacked(packed: bytes) -> Mapping[str, Any]:
    if packed[: len(_HEADER)] != _HEADER:
        raise Unreadable("not of this version")
    frame = packed[len(_HEADER) :]
    try:
        # A frame says how long it is; one that does not, or says too much, is not unpacked at all.
        if not 0 < zstandard.frame_content_size(frame) <= MOST_UNPACKED:
            raise Unreadable("too long")
        document = json.loads(zstandard.ZstdDecompressor().decompress(frame, max_output_size=MOST_UNPACKED))
    except zstandard.ZstdError as error:
        raise Unreadable("no frame") from error
    if not isinstance(document, dict):
        raise Unreadable("no document")
    return document
