"""What lies behind a gap in a damaged journal: taken over as changes of now, since no chain leads to it any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sai_thong.db import journal
from sai_thong.db.salvage import DamagedStore, Reading
from sai_thong.db.sealed import SealedWriter, unsealed_content
from sai_thong.db.shelf import ShelfWriter, read_sealed
from sai_thong.db.store import Store
from sai_thong.db.transaction import ACCESS, Transaction
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.records import Declaration, Record, declaration_of, from_row
from sai_thong.records.encoding import Plain

if TYPE_CHECKING:
    from sai_thong.sync.recovering import Recovered


class _Subject(NamedTuple):
    """A record: its sensitive set, or empty, its table and its id."""

    set_name: str
    table: str
    record_id: str


@dataclass
class _Found:
    """What is known of a record behind the gap.

    Attributes:
        values: Its plain values, all of them where `whole`, else those that entries name.
        whole: Whether it can be made of them alone.
        why: What the history shall say.
    """

    values: dict[str, Plain] = field(default_factory=dict)
    whole: bool = False
    why: str = ""


def own_files(source: DamagedStore, from_id: str) -> tuple[str, ...]:
    """The ids under which the damaged file wrote from `from_id` on, in their order."""
    after = {
        file_id: after_id for _number, file_id, after_id in source.rows(Reading("files"), ("file_id", "after_file_id"))
    }
    last = source.value("SELECT value FROM facts WHERE name = ?", ("file_id",))
    found = [str(last)] if last else []
    while found and found[-1] != from_id and after.get(found[-1]) and after[found[-1]] not in found:
        found.append(after[found[-1]])
    return tuple(reversed(found)) if from_id in found else (from_id,)


def take_over(
    source: DamagedStore,
    told: Recovered,
    store: Store,
    record_types: Sequence[type[Record]],
    file_ids: Sequence[str],
) -> None:
    """Write what the damaged file says of records, and the store does not know yet, as changes of now."""
    tables = {each.table: each for each in map(declaration_of, record_types)}
    with store.transaction(_("Taken over from the damaged file")) as tx:
        work = _TakingOver(told, store, tx, tables, frozenset(file_ids))
        work.read_entries()
        work.read_rows(source)
        work.write()


class _TakingOver:
    """One taking over, in one transaction."""

    def __init__(
        self,
        told: Recovered,
        store: Store,
        tx: Transaction,
        tables: Mapping[str, Declaration],
        file_ids: frozenset[str],
    ) -> None:
        self._told = told
        self._keys = store.keys.set_keys
        self._connection = store.connection_for_whole_file()
        self._tx = tx
        self._tables = tables
        self._file_ids = file_ids
        self._found: dict[_Subject, _Found] = {}

    def read_entries(self) -> None:
        """What entries behind the gap say, one over the other; accesses are noted at once."""
        for _file_id, row in self._told.behind:
            _counter, at, user, register, record_type, _schema, record_id, base, content = row[:9]
            changes, reason = journal.read_content(content)
            why = _("Taken over from the damaged file; {user} wrote it at {at}. {reason}").format(
                user=user, at=at, reason=reason or ""
            )
            if register == ACCESS:
                self._note_access(record_id, changes or {}, why.strip())
                continue
            opened = self._opened(register, record_type, record_id, changes or {})
            if opened is None:
                self._told.lost.append((record_type, record_id))
                continue
            subject, values = opened
            found = self._found.setdefault(subject, _Found())
            found.values |= {name: new for name, (_base, new) in values.items()}
            found.whole = found.whole or not base
            found.why = why.strip()

    def _opened(
        self, register: str, record_type: str, record_id: str, changes: Mapping[str, tuple[Plain, Plain]]
    ) -> tuple[_Subject, Mapping[str, tuple[Plain, Plain]]] | None:
        """The record of an entry and what it changes; None where nobody here can read it."""
        if register != SealedWriter.REGISTER:
            return (_Subject("", record_type, record_id), changes) if record_type in self._tables else None
        key = self._keys.get(record_type)
        if key is None or "sealed" not in changes:
            return None
        table, content = unsealed_content(key, record_type, record_id, str(changes["sealed"][1]))
        values, _reason = journal.read_content(content)
        return _Subject(record_type, table, record_id), values or {}

    def _note_access(self, record_id: str, changes: Mapping[str, tuple[Plain, Plain]], why: str) -> None:
        said = {name: str(new or "") for name, (_base, new) in changes.items()}
        told = {name: said.get(name, "") for name in ("detail", "by", "at")}
        self._tx.note_access(said.get("action", ""), record_id, why=why, **told)

    def read_rows(self, source: DamagedStore) -> None:
        """The rows themselves, where an entry made them that is not known: they are what stood at the end."""
        for subject, values in self._unknown_rows(source):
            found = self._found.setdefault(subject, _Found())
            found.values, found.whole = values, True

    def _unknown_rows(self, source: DamagedStore) -> Iterator[tuple[_Subject, dict[str, Plain]]]:
        for table, declared in self._tables.items():
            if table not in source.tables:
                continue  # of a newer program than wrote the file
            names = [each.name for each in declared.fields]
            reading = Reading(table)
            for _number, record_id, version, *values in source.rows(reading, ("id", "version", *names), number="row"):
                if self._is_unknown(version):
                    yield _Subject("", table, record_id), dict(zip(names, values, strict=True))
            self._told.note(reading)
        reading = Reading("sealed_records")
        columns = ("id", "version", "set_name", "sealed")
        for _number, record_id, version, set_name, sealed in source.rows(reading, columns, number="row"):
            if self._is_unknown(version):
                key = self._keys.get(set_name)
                if key is None:
                    self._told.lost.append((set_name, record_id))
                    continue
                table, row = read_sealed(key, set_name, record_id, version, sealed)
                yield _Subject(set_name, table, record_id), row
        self._told.note(reading)

    def _is_unknown(self, version: str) -> bool:
        """Whether this file gave the version and the restored one has no such entry."""
        file_id, _dot, counter = version.partition(".")
        return file_id in self._file_ids and journal.hash_at(self._connection, file_id, int(counter)) is None

    def write(self) -> None:
        """Write every record found; what cannot be written is told."""
        for subject, found in self._found.items():
            try:
                written = self._write(subject, found)
            except (SaiThongError, TypeError, ValueError):  # refused now, or values that make no record
                written = False
            if written:
                self._told.taken_over += 1
            else:
                self._told.lost.append((subject.set_name or subject.table, subject.record_id))

    def _write(self, subject: _Subject, found: _Found) -> bool:
        declared = self._tables[subject.table]
        shelf: ShelfWriter = self._tx.on(subject.set_name) if subject.set_name else self._tx
        there: list[Record] = shelf.find(declared.record_class, id=subject.record_id)
        if not there and not found.whole:
            return False
        if not there:
            shelf.insert(_record(declared, found.values), record_id=subject.record_id, why=found.why)
            return True
        kept = {each.name for each in declared.fields} & set(found.values)
        wanted = _record(declared, found.values)
        changed: dict[str, Any] = {name: getattr(wanted, name) for name in kept}
        shelf.update(there[0], why=found.why, **changed)
        return True


def _record(declared: Declaration, values: Mapping[str, Plain]) -> Record:
    """A record of plain values; a field they do not name is empty."""
    row = {each.name: values[each.name] for each in declared.fields if each.name in values}
    return from_row(declared.record_class, row)
