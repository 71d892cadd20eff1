"""A journal entry on its way: what whoever merges may see of it, and what only the office can open.

The authority of an office, its hub or the province, decides without a key. Values that are nobody's secret stand open;
of the others it sees a mark: sixty-four bits that equal values of one field share, and that nobody without the
office's key can make. The values themselves travel in one sealed box a batch (`sai_thong.sync.batches`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sai_thong.records.encoding import Plain

MARK_BYTES: Final = 8
WHOLE: Final = ""
"""The name under which a record as a whole is compared: its sealed values at once, where its id says what it is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What shows that two sealed values are equal, and nothing else of them."""

    tag: bytes


Value = Plain | Mark
"""A value as whoever merges sees it: open, or by its mark."""
Change = tuple[Value, Value]
"""The value a change found, and the one it set."""


@dataclass(frozen=True, slots=True)
class EntryId:
    """Where an entry stands: in the chain of which file, at which place. It is the version it gives its record."""

    file_id: str
    counter: int

    @property
    def text(self) -> str:
        """As records and versions write it."""
        return f"{self.file_id}.{self.counter}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What whoever merges may see of a journal entry.

    Attributes:
        id: Its place in its file's chain.
        at: When it was written, in UTC to the millisecond, as the file has it; no order comes from it.
        register: The register of its record.
        record_type: The table of its record.
        schema: The version of that declaration.
        record_id: The record it is about.
        base_version: The version the change was made on; empty of a new record.
        changes: The fields it changes: open values as they are, sealed ones by their marks. A new record shows open
            values only, and under `WHOLE` the mark of the sealed ones where its id follows from what it is.
    """

    id: EntryId
    at: str
    register: str
    record_type: str
    schema: int
    record_id: str
    base_version: str
    changes: Mapping[str, Change]

    @property
    def is_new(self) -> bool:
        """Whether it makes its record."""
        return not self.base_version

    def is_one_with(self, other: Entry) -> bool:
        """Whether both are one entry of one chain; a newer program may show more of its changes, and nothing else."""
        return replace(self, changes={}) == replace(other, changes={})


@dataclass(frozen=True, slots=True)
class Secret:
    """What only the office sees of an entry.

    Attributes:
        user: Who made the change.
        reason: Why; empty where none was asked.
        salt: What its digest is salted with; empty when the content was lawfully destroyed.
        values: The sealed fields it changes, found and set.
        order: The names of all its fields, open and sealed, as the journal has them: its digest covers their order.
        destroyed: The digest that stays of a content lawfully destroyed; empty otherwise.
    """

    user: str
    reason: str
    salt: bytes
    values: Mapping[str, tuple[Plain, Plain]]
    order: tuple[str, ...] = ()
    destroyed: bytes = b""
