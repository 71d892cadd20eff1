"""JSON under zstandard, and the narrow reading of what comes from outside.

Packed bytes are ``form | number of the dictionary | zstandard frame``; in the second form ``form | number | length of
the frame | frame | bytes``, for bytes that nothing makes shorter, such as salts. They are read with limits; what is no
well-formed document of these forms is `Unreadable`: never another error, never half a document.

The dictionary makes small messages a half to a third of the size. Every number that was ever sent stays readable; a
later one may be used only towards whoever says that it knows it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from typing import Any, Final, TypeVar

import zstandard

from sai_thong.ground import resources

MOST_UNPACKED: Final = 16 * 1024 * 1024
"""Bytes a document may grow to; the largest batch stays far below."""
MOST_PART_BYTES: Final = 4 * 1024 * 1024
"""One of several bodies is never longer; senders stay below a tenth of it."""
_LENGTH: Final = struct.Struct(">I")
LOOSE: Final = "loose"
"""Under which name a reader finds the bytes that came beside the document."""
_ALONE, _WITH_BYTES = 1, 2
"""The forms."""
_NO_DICTIONARY, _DICTIONARY = 0, 1
_HEADER_BYTES: Final = 2
_READABLE: Final = frozenset(
    bytes((form, number)) for form in (_ALONE, _WITH_BYTES) for number in (_NO_DICTIONARY, _DICTIONARY)
)
_LEVEL: Final = 12

Read = TypeVar("Read")


class Unreadable(ValueError):
    """Bytes that are no packed document of this version."""


def pack(document: Mapping[str, object], loose: bytes = b"") -> bytes:
    """A document as bytes.

    Args:
        document: What `reads` gives to a reader.
        loose: Bytes that travel beside it as they are; a reader finds them under `LOOSE`.
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=_dictionary(_DICTIONARY), write_dict_id=False)
    frame = compressor.compress(text.encode())
    if not loose:
        return bytes((_ALONE, _DICTIONARY)) + frame
    return bytes((_WITH_BYTES, _DICTIONARY)) + _LENGTH.pack(len(frame)) + frame + loose


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


def text_of_packed(packed: bytes) -> bytes:
    """The document of packed bytes, as JSON.

    Raises:
        Unreadable: They are of no form, too long, or packed with a dictionary that is not known here.
    """
    frame, _loose = _split(packed)
    try:
        # A frame says how long it is; one that does not, or says too much, is not unpacked at all.
        if not 0 < zstandard.frame_content_size(frame) <= MOST_UNPACKED:
            raise Unreadable("too long")
        dictionary = _dictionary(packed[1]) if packed[1] else None
        return zstandard.ZstdDecompressor(dict_data=dictionary).decompress(frame, max_output_size=MOST_UNPACKED)
    except zstandard.ZstdError as error:
        raise Unreadable("no frame") from error


def _split(packed: bytes) -> tuple[bytes, bytes]:
    """The frame, and the bytes beside it."""
    header, body = packed[:_HEADER_BYTES], packed[_HEADER_BYTES:]
    if header not in _READABLE:
        raise Unreadable("of no form")
    if header[0] == _ALONE:
        return body, b""
    if len(body) < _LENGTH.size:
        raise Unreadable("cut short")
    end = _LENGTH.size + _LENGTH.unpack_from(body)[0]
    if end > len(body):
        raise Unreadable("cut short")
    return body[_LENGTH.size : end], body[end:]


def _unpacked(packed: bytes) -> Mapping[str, Any]:
    document = json.loads(text_of_packed(packed))
    if not isinstance(document, dict):
        raise Unreadable("no document")
    return {**document, LOOSE: _split(packed)[1]}


@cache
def _dictionary(number: int) -> zstandard.ZstdCompressionDict:
    """A dictionary that was shipped."""
    dictionary = zstandard.ZstdCompressionDict(resources.path(f"sync/dictionary-{number}.zstd").read_bytes())
    dictionary.precompute_compress(level=_LEVEL)
    return dictionary
