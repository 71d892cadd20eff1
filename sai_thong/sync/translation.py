"""Journal entries to what travels, and back to the very bytes that their chain covers.

Which values stand open and which are sealed follows from the declarations; what is not declared here, such as a field
of a newer program, is sealed. Entries of a sensitive set stay sealed with the set's key as the journal has them, and
show the authority no more than which of them was made on which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sai_thong.db import journal, sealing
from sai_thong.db.sealed import SealedWriter
from sai_thong.records import Kind, Merge, Record, Sensitivity, declaration_of
from sai_thong.records.encoding import Plain
from sai_thong.sync.entries import MARK_BYTES, WHOLE, Change, Entry, EntryId, Mark, Secret

_WORDS: Final = frozenset({Kind.TEXT, Kind.JSON})
_READ_BY_THE_AUTHORITY: Final = frozenset({"sync", "statistics"})
"""Registers of which every plain field stands open: what is settled, and what is counted."""
_SEALED_REGISTER: Final = SealedWriter.REGISTER


class JournalRow(NamedTuple):
    """An entry as the journal has it, without its hash; `content` and `salt` are None where lawfully destroyed."""

    file_id: str
    counter: int
    at: str
    user: str
    register: str
    record_type: str
    schema: int
    record_id: str
    base_version: str
    content: str | None
    salt: bytes | None
    digest: bytes

    @property
    def header(self) -> tuple[str | int, ...]:
        """What its hash covers beside the digest."""
        return tuple(self[:9])


class Declared:
    """What the declarations say of any field, known or not."""

    def __init__(self, record_types: Iterable[type[Record]]) -> None:
        record_types = tuple(record_types)
        self._fields = {
            declared.table: {each.name: each for each in declared.fields}
            for declared in map(declaration_of, record_types)
        }
        self._registers = {declared.table: declared.register for declared in map(declaration_of, record_types)}

    def is_open(self, record_type: str, name: str) -> bool:
        """Whether a value may be seen by whoever merges: no words, which may name somebody whatever they are for."""
        field = self._fields.get(record_type, {}).get(name)
        if field is None or field.sensitivity is not Sensitivity.PLAIN:
            return False
        return field.kind not in _WORDS or self._registers[record_type] in _READ_BY_THE_AUTHORITY

    def policy(self, record_type: str, name: str) -> Merge:
        """What happens when two stations changed the field."""
        field = self._fields.get(record_type, {}).get(name)
        return field.merge if field is not None else Merge.PERSON


Marker = Callable[[str, str, Plain], Mark]
"""The mark of a value of a field of a record."""


def marker(office_key: bytes) -> Marker:
    """Makes the marks of an office: equal for equal values of one field of one record, and for nothing else."""

    def mark(record_id: str, name: str, value: Plain) -> Mark:
        return Mark(sealing.tag_bytes(office_key, "mark", record_id, name, value)[:MARK_BYTES])

    return mark


def to_travel(row: JournalRow, declared: Declared, mark: Marker) -> tuple[Entry, Secret]:
    """A journal entry as it travels: the open side, and what only the office sees."""
    changes, reason = journal.read_content(row.content)
    told = changes or {}
    entry_id = EntryId(row.file_id, row.counter)
    is_open = {name for name in told if declared.is_open(row.record_type, name)}
    values = {name: change for name, change in told.items() if name not in is_open}
    shown = {name: told[name] for name in told if name in is_open} | _marked(row, entry_id, values, mark)
    header = (row.at, row.register, row.record_type, row.schema, row.record_id, row.base_version)
    destroyed = b"" if row.salt is not None else row.digest
    secret = Secret(row.user, reason or "", row.salt or b"", values, tuple(told), destroyed)
    return Entry(entry_id, *header, shown), secret


def from_travel(entry: Entry, secret: Secret) -> JournalRow:
    """The journal entry that travelled, to the byte: its digest follows from what arrived."""
    open_values: Mapping[str, Change] = entry.changes
    told: dict[str, Any] = {
        name: secret.values[name] if name in secret.values else open_values[name] for name in secret.order
    }
    content = None if secret.destroyed else journal.content_text(told, secret.reason)
    salt = None if secret.destroyed else secret.salt
    digest = secret.destroyed or journal.content_digest(secret.salt, content or "")
    return JournalRow(
        entry.id.file_id,
        entry.id.counter,
        entry.at,
        secret.user,
        entry.register,
        entry.record_type,
        entry.schema,
        entry.record_id,
        entry.base_version,
        content,
        salt,
        digest,
    )


def chained(before: bytes, rows: Sequence[JournalRow]) -> list[bytes]:
    """The hash of the chain at each of consecutive entries, from the hash before the first."""
    hashes = []
    for row in rows:
        before = journal.entry_hash(before, row.header, row.digest)
        hashes.append(before)
    return hashes


def _marked(
    row: JournalRow, entry_id: EntryId, values: Mapping[str, tuple[Plain, Plain]], mark: Marker
) -> dict[str, Change]:
    """What shows of the sealed values: whether they are equal, where that can matter."""
    if row.register == _SEALED_REGISTER:
        # Not even the fields are known; what was made on what shows by the versions alone.
        return {WHOLE: (row.base_version or None, entry_id.text)}
    if row.base_version:
        return {
            name: (mark(row.record_id, name, found), mark(row.record_id, name, wanted))
            for name, (found, wanted) in values.items()
        }
    if row.record_id == entry_id.text or not values:
        return {}
    # The id says what the fact is, so another station may make the same one: one mark over all that is sealed of it.
    told = journal.content_text({name: values[name] for name in sorted(values)}, "")
    return {WHOLE: (None, mark(row.record_id, WHOLE, told))}
