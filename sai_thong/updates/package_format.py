"""How a package lies in its file: a header, the files that are new in one stream, then what changed, file by file.

``magic | 4 bytes: length of header | header | stream of whole files | changes``. The header, under zstandard, holds the
list of files and one step for each of them. Files that are as they were cost a line in the header and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import zstandard

from sai_thong.updates.manifest import Manifest, read_manifest
from sai_thong.updates.refusals import DamagedPackage, UnreadableRelease

MAGIC: Final = b"SaiThong update 1\n"
LENGTH_BYTES: Final = 4
MOST_HEADER: Final = 8 * 1024 * 1024
WINDOW_LOG: Final = 27
"""Of the changes: a window holds the former and the new file. Memory of this size is taken only for large files."""


class How(StrEnum):
    """How a file of the new version comes to be."""

    SAME = "same"
    """It is a file of the former version."""
    CHANGED = "changed"
    """It is a file of the former version with changes."""
    WHOLE = "whole"
    """It is in the stream, behind the whole files before it."""


@dataclass(frozen=True)
class Step:
    """What makes one file of the list.

    Attributes:
        how: How.
        former: Path in the former version; empty for a whole file.
        length: Bytes of its changes.
    """

    how: How
    former: str = ""
    length: int = 0


@dataclass(frozen=True)
class Header:
    """What a package begins with.

    Attributes:
        manifest: The files it ends in.
        steps: One for each of them, in the same order.
        stream: Bytes of the stream of whole files.
    """

    manifest: Manifest
    steps: tuple[Step, ...]
    stream: int

    def to_bytes(self) -> bytes:
        """The header with what stands before it."""
        steps = [[each.how.value, each.former, each.length] for each in self.steps]
        document = {"manifest": self.manifest.to_bytes().decode(), "steps": steps, "stream": self.stream}
        packed = zstandard.ZstdCompressor(level=19).compress(json.dumps(document, ensure_ascii=False).encode())
        return MAGIC + len(packed).to_bytes(LENGTH_BYTES, "big") + packed


def read_header(packed: bytes) -> Header:
    """A header without what stands before it.

    Raises:
        DamagedPackage: It is none.
    """
    try:
        unpacked = zstandard.ZstdDecompressor().stream_reader(packed).read(MOST_HEADER)
        document = json.loads(unpacked)
        manifest = read_manifest(document["manifest"].encode())
        steps = tuple(Step(How(how), str(former), int(length)) for how, former, length in document["steps"])
        stream = int(document["stream"])
    except (zstandard.ZstdError, ValueError, KeyError, TypeError, AttributeError, UnreadableRelease) as error:
        raise DamagedPackage from error
    if len(steps) != len(manifest.files) or stream < 0 or any(each.length < 0 for each in steps):
        raise DamagedPackage
    return Header(manifest, steps, stream)


def changes(former: bytes, new: bytes, level: int) -> bytes:
    """What makes `new` of `former`; `level` is zstandard's."""
    reach = max(10, min(WINDOW_LOG, (len(former) + len(new)).bit_length()))
    how = zstandard.ZstdCompressionParameters.from_level(level, window_log=reach, enable_ldm=True)
    return zstandard.ZstdCompressor(dict_data=_beginning(former), compression_params=how).compress(new)


def changed(former: bytes, packed: bytes, size: int) -> bytes:
    """The file of `size` bytes that `changes` described.

    Raises:
        DamagedPackage: They were reckoned from another file.
    """
    reader = zstandard.ZstdDecompressor(dict_data=_beginning(former), max_window_size=1 << WINDOW_LOG)
    try:
        new = reader.decompress(packed, max_output_size=size)
    except zstandard.ZstdError as error:
        raise DamagedPackage from error
    return new


def stream_of(files: Sequence[bytes]) -> bytes:
    """Whole files in one stream, in which what one holds need not be told again in the next."""
    how = zstandard.ZstdCompressionParameters.from_level(19, window_log=WINDOW_LOG - 1, enable_ldm=True)
    return zstandard.ZstdCompressor(compression_params=how).compress(b"".join(files))


def _beginning(former: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(former, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
