"""A batch: consecutive entries of one file, signed by the device that sends them.

It has two sides. The open one is what whoever merges may see; the box holds the rest and is sealed with the office's
key. The chain's hash before and after stands in the batch once: it is what the sender vouches for, the authority
anchors, and every other station recomputes when it opens the box.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.sync.columns import EntryColumns, unpack_columns
from sai_thong.sync.entries import Entry
from sai_thong.sync.packing import Unreadable, join_parts, split_parts

HASH_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
_MAGIC: Final = b"saithong-batch\x01"
_COUNTER: Final = struct.Struct(">Q")


@dataclass(frozen=True)
class Batch:
    """Entries on their way.

    Attributes:
        office: The code of the office they belong to.
        file_id: The file whose chain they are of.
        first: Counter of the first entry.
        last: Counter of the last entry.
        before: Hash of the chain before the first entry.
        after: Hash of the chain at the last entry.
        open_side: Packed entries, as whoever merges sees them (`columns.pack_entries`).
        box: Packed secrets, sealed with the office's key; in the order of the entries.
        signature: Of the sending device, over all the rest.
    """

    office: str
    file_id: str
    first: int
    last: int
    before: bytes
    after: bytes
    open_side: bytes = field(repr=False)
    box: bytes = field(repr=False)
    signature: bytes = field(default=b"", repr=False)

    @property
    def count(self) -> int:
        """How many entries it holds."""
        return self.last - self.first + 1

    @property
    def context(self) -> bytes:
        """Where the box belongs: it opens for these entries of this file and nothing else."""
        return join_parts((b"box", self.office.encode(), self.file_id.encode(), *_counters(self.first, self.last)))

    def signed_bytes(self) -> bytes:
        """What the signature covers."""
        whose = (self.office.encode(), self.file_id.encode(), *_counters(self.first, self.last))
        return join_parts((_MAGIC, *whose, self.before, self.after, self.open_side, self.box))

    def with_box(self, box: bytes) -> Batch:
        """This batch with its sealed side, not signed yet."""
        return replace(self, box=box)

    def signed_by(self, device: Ed25519PrivateKey) -> Batch:
        """This batch with the signature of a device."""
        return replace(self, signature=device.sign(self.signed_bytes()))

    def is_signed_by(self, device: Ed25519PublicKey) -> bool:
        """Whether a device signed it as it is."""
        try:
            device.verify(self.signature, self.signed_bytes())
        except InvalidSignature:
            return False
        return True

    def entries(self) -> list[Entry]:
        """Its entries.

        Raises:
            Unreadable: As `columns`.
        """
        return list(self.columns)

    @cached_property
    def columns(self) -> EntryColumns:
        """Its entries as columns; unpacked once, however often they are asked for.

        Raises:
            Unreadable: The open side is broken, or holds other entries than the batch says.
        """
        columns = unpack_columns(self.open_side)
        if (columns.first, len(columns)) != (self.first, self.count):
            raise Unreadable("other entries than said")
        if columns.file_id != self.file_id:
            raise Unreadable("entries of another file")
        return columns

    def to_bytes(self) -> bytes:
        """The batch as it travels."""
        return self.signed_bytes() + self.signature


def read_batch(data: bytes) -> Batch:
    """The batch of `Batch.to_bytes`; its signature is not looked at.

    Raises:
        Unreadable: The bytes are none.
    """
    body, signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
    parts = split_parts(body)
    if len(parts) != 9 or len(signature) != SIGNATURE_BYTES:
        raise Unreadable("no batch")
    magic, office, file_id, first, last, before, after, open_side, box = parts
    if magic != _MAGIC or {len(first), len(last)} != {8} or {len(before), len(after)} != {HASH_BYTES}:
        raise Unreadable("no batch")
    try:
        batch = Batch(
            office.decode("utf-8"),
            file_id.decode("ascii"),
            _COUNTER.unpack(first)[0],
            _COUNTER.unpack(last)[0],
            before,
            after,
            open_side,
            box,
            signature,
        )
    except UnicodeDecodeError as error:
        raise Unreadable("no batch") from error
    if not 1 <= batch.first <= batch.last:
        raise Unreadable("no entries")
    return batch


def _counters(*counters: int) -> tuple[bytes, ...]:
    return tuple(map(_COUNTER.pack, counters))
