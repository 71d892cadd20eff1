"""Values that wait for a person: both sides of each, who set them and when, and the word that ends the waiting.

The value chosen is a change like any other, written in one transaction with the settlement. What came meanwhile is
looked at in that very transaction: nobody settles what they have not seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sai_thong.db import journal, shelf
from sai_thong.db.changes import ChangeSet
from sai_thong.db.refusals import RecordMissing
from sai_thong.db.sealed import unsealed_content
from sai_thong.db.shelf import ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.records import Kind, Record, declaration_of, from_row, to_row
from sai_thong.records.encoding import Plain
from sai_thong.registers.allowances.records import PaymentMonth
from sai_thong.registers.contended import waiting_entries
from sai_thong.registers.settlements import MergeSettlement
from sai_thong.sync.entries import WHOLE
from sai_thong.sync.merge import Effect

Values = Mapping[str, Plain]
"""Values by field, as they are kept."""
_ENTRIES: Final = (
    "SELECT journal.file_id, journal.counter, at, user, base_version, content, effects"
    " FROM journal LEFT JOIN outcomes"
    " ON outcomes.file_id = journal.file_id AND outcomes.counter = journal.counter"
    " WHERE record_id = ? AND record_type = ? ORDER BY seq IS NULL, seq, journal.counter"
)

_EMPTY: Final[Mapping[Kind, Plain]] = {Kind.INTEGER: 0, Kind.MONEY: 0, Kind.BOOLEAN: 0}
"""What a field holds that was never set, where it is not text."""


class ConflictMoved(Refused):
    """What waits is not what was shown."""

    def __init__(self) -> None:
        super().__init__(
            _("The values that wait have changed since they were shown."),
            kept=_("Nothing was settled."),
            do=_("Look at the values once more, and choose again."),
        )


class NotReadableHere(Refused):
    """The values lie in a part this user has no key of or may not view, or are of a newer program."""

    def __init__(self) -> None:
        super().__init__(
            _("These values cannot be read here."),
            kept=_("They wait, and nothing of them is lost."),
            do=_("Somebody who holds the key of that part, with the newest program, can settle them."),
        )


@dataclass(frozen=True)
class Side:
    """One of the values, and where it comes from.

    Attributes:
        version: The entry that set it.
        values: By field, as kept; several where whole records meet.
        user: Who set it.
        at: When, in UTC, by the clock of that computer.
        file_id: Which computer's file wrote it.
        here: Whether that is this one's.
    """

    version: str
    values: Values
    user: str
    at: str
    file_id: str
    here: bool


@dataclass(frozen=True)
class Conflict:
    """A field, or a whole record, of which several values were set apart from each other.

    Attributes:
        subject_table: The table of the record, or the name of the sensitive set it lies in.
        subject_id: The record.
        field_name: The field; empty where whole records meet.
        standing: The side that stands until somebody settles it; None where it cannot be read here.
        waiting: The others, in the order of the office; empty where they cannot be read here. Of a record as a whole,
            what one computer changed step by step is one of them, with all that those steps changed.
        versions: The entries that wait.
    """

    subject_table: str
    subject_id: str
    field_name: str
    standing: Side | None
    waiting: tuple[Side, ...]
    versions: tuple[str, ...]

    @property
    def readable(self) -> bool:
        """Whether this user can see and settle it."""
        return self.standing is not None


@dataclass(frozen=True)
class _Told:
    """An entry of the record, opened."""

    version: str
    file_id: str
    at: str
    user: str
    base: str
    changes: Mapping[str, tuple[Plain, Plain]]
    effects: Mapping[str, str] | None

    @property
    def is_new(self) -> bool:
        """Whether it makes the record."""
        return not self.base

    def set_standing(self, name: str) -> bool:
        """Whether it gave the field the value that stands, as far as entries up to it tell."""
        if self.effects is None:
            return name == WHOLE or name in self.changes
        told = {Effect(each) for each in self.effects.values()}
        if self.is_new or name == WHOLE:
            return Effect.CONTENDS not in told and (name == WHOLE or name in self.changes)
        return self.effects.get(name) in (Effect.STANDS, Effect.BESIDE)

    def wanted(self, names: Iterable[str]) -> dict[str, Plain]:
        """The values it set of some fields."""
        return {name: self.changes[name][1] for name in names if name in self.changes}

    def behind(self, before: _Told) -> _Told:
        """This entry as if it had changed what `before` changed too."""
        return replace(self, base=before.base, changes={**before.changes, **self.changes})


def conflicts(store: Store, record_types: Iterable[type[Record]]) -> list[Conflict]:
    """Everything that waits for a person, by table, record and field; also what this user cannot read."""
    reader = _Reader(store, record_types)
    return [reader.conflict(*subject, versions) for subject, versions in waiting_entries(store).items()]


def contended_record(store: Store, record_types: Iterable[type[Record]], conflict: Conflict) -> Record:
    """The record that values wait for, as it stands now.

    Raises:
        NotReadableHere: It is of a set this user has no key of, or of a newer program.
        RecordMissing: It is not there.
    """
    return _Reader(store, record_types).record(conflict.subject_table, conflict.subject_id)


def count_conflicts(store: Store) -> int:
    """How many fields and records wait for a person; a month that two computers closed is one."""
    month = declaration_of(PaymentMonth).table
    subjects = ((table, record, "" if table == month else name) for table, record, name in waiting_entries(store))
    return len(set(subjects))


def values_by_file(store: Store, record_types: Iterable[type[Record]], conflict: Conflict) -> list[Side]:
    """A contended record as each file left it that made it; the one whose record stands comes first.

    Raises:
        NotReadableHere: It is of a set this user has no key of, or of a newer program.
        RecordMissing: It is not there.
    """
    return _Reader(store, record_types).by_file(conflict.subject_table, conflict.subject_id)


def settle(
    store: Store,
    record_types: Iterable[type[Record]],
    conflict: Conflict,
    chosen: Values,
    *,
    note: str = "",
    sent_back: bool = False,
) -> ChangeSet:
    """Let `chosen` stand and end the waiting, in one transaction.

    Args:
        store: The open store.
        record_types: Every record type of the program.
        conflict: As `conflicts` gave it.
        chosen: The values that shall stand: of one side, or put together by hand. What it leaves out stays as it is.
        note: Why; in the history, and of a sealed record under the key of its set only.
        sent_back: Whether what waited goes back to whoever set it, with the note.

    Returns:
        What was changed.

    Raises:
        NotReadableHere: It is of a set this user has no key of, or of a newer program.
        ConflictMoved: Something came since it was shown.
    """
    if conflict.standing is None or not set(chosen) <= set(conflict.standing.values):
        raise NotReadableHere
    subject = (conflict.subject_table, conflict.subject_id, conflict.field_name)
    reader = _Reader(store, record_types)
    with store.transaction() as tx:
        waiting = waiting_entries(store).get(subject)
        if waiting is None or reader.conflict(*subject, waiting) != conflict:
            raise ConflictMoved
        put(store, tx, conflict, reader.record(conflict.subject_table, conflict.subject_id), chosen, note=note)
        end_waiting(store, tx, conflict, note=note, sent_back=sent_back)
        return tx.changes


def put(store: Store, tx: Transaction, conflict: Conflict, record: Record, chosen: Values, *, note: str) -> None:
    """Write values, as kept, into the record of a conflict."""
    sealed = conflict.subject_table in store.keys.set_keys
    wanted = from_row(type(record), {**to_row(record), **chosen, "id": record.id, "version": record.version})
    writer: ShelfWriter = tx.on(conflict.subject_table) if sealed else tx
    writer.update(record, why=note, **{name: getattr(wanted, name) for name in chosen})


def end_waiting(store: Store, tx: Transaction, conflict: Conflict, *, note: str, sent_back: bool) -> None:
    """Let what waits in a conflict wait no longer."""
    sealed = conflict.subject_table in store.keys.set_keys
    tx.insert(
        MergeSettlement(
            subject_table=conflict.subject_table,
            subject_id=conflict.subject_id,
            field_name=conflict.field_name,
            versions=" ".join(conflict.versions),
            sent_back=sent_back,
            note="" if sealed else note,
        )
    )


class _Reader:
    """Opens what waits, as far as this user holds the keys."""

    def __init__(self, store: Store, record_types: Iterable[type[Record]]) -> None:
        self._store = store
        self._tables = {each.table: each.record_class for each in map(declaration_of, record_types)}
        self._own = (store.file_id, *store.earlier_file_ids())

    def conflict(self, table: str, record_id: str, field: str, versions: tuple[str, ...]) -> Conflict:
        """What entries of `versions` want, beside what stands."""
        closed = Conflict(table, record_id, field, None, (), versions)
        try:
            record = self.record(table, record_id)
        except (NotReadableHere, RecordMissing):
            return closed
        row = to_row(record)
        entries = {each.version: each for each in self._entries(table, record_id)}
        waiting = _in_one_go(each for version, each in entries.items() if version in versions)
        names = [field] if field != WHOLE else _differing(row, waiting)
        if not set(names) <= set(row):
            return closed
        set_by = [each for each in entries.values() if each.version not in versions and each.set_standing(field)]
        standing = set_by[-1] if set_by else entries[record.version]
        return Conflict(
            table,
            record_id,
            field,
            self._side(standing, {name: row[name] for name in names}),
            tuple(self._side(each, each.wanted(names)) for each in waiting),
            versions,
        )

    def record(self, table: str, record_id: str) -> Record:
        """The record as it stands; `NotReadableHere` without the key of its set, its declaration or a role that may."""
        key = self._store.keys.set_keys.get(table)
        if key is None:
            if table not in self._tables or not self._store.permits.may_read(table):
                raise NotReadableHere
            return self._store.get(self._tables[table], record_id)
        found = self._store.query("SELECT version, sealed FROM sealed_records WHERE id = ?", (record_id,))
        if not found:
            raise NotReadableHere
        own_table, _row = shelf.read_sealed(key, table, record_id, found[0]["version"], found[0]["sealed"])
        if own_table not in self._tables:
            raise NotReadableHere
        return self._store.sealed_set(table).get(self._tables[own_table], record_id)

    def by_file(self, table: str, record_id: str) -> list[Side]:
        """The record as each file left it that made it; what others wrote goes with the one that stands, the first."""
        declared = declaration_of(type(self.record(table, record_id))).fields
        # An entry that makes a record leaves out what was empty.
        empty: Values = {each.name: None if each.optional else _EMPTY.get(each.kind, "") for each in declared}
        left: dict[str, Side] = {}
        for each in self._entries(table, record_id):
            maker = each.file_id if each.is_new or each.file_id in left else next(iter(left))
            before = left[maker].values if maker in left else empty
            left[maker] = replace(self._side(each, {**before, **each.wanted(empty)}), file_id=maker)
        return list(left.values())

    def _entries(self, table: str, record_id: str) -> Iterator[_Told]:
        """The entries of a record, opened: in the order of the office, what it has not said yet last."""
        key = self._store.keys.set_keys.get(table)
        for row in self._store.query(_ENTRIES, (record_id, table)):
            changes, _reason = journal.read_content(row["content"])
            if key is not None and changes:
                _table, opened = unsealed_content(key, table, record_id, str(changes["sealed"][1]))
                changes, _reason = journal.read_content(opened)
            effects = json.loads(row["effects"]) if row["effects"] else None
            version = journal.version_text(row["file_id"], row["counter"])
            yield _Told(version, row["file_id"], row["at"], row["user"], row["base_version"], changes or {}, effects)

    def _side(self, told: _Told, values: Values) -> Side:
        return Side(told.version, values, told.user, told.at, told.file_id, told.file_id in self._own)


def _in_one_go(waiting: Iterable[_Told]) -> list[_Told]:
    """Entries that wait, in their order; one made on another of them stands for both and tells what both changed."""
    told: dict[str, _Told] = {}
    for each in waiting:
        before = told.pop(each.base, None)
        told[each.version] = each.behind(before) if before else each
    return list(told.values())


def _differing(row: Values, waiting: Iterable[_Told]) -> list[str]:
    """The fields of a record of which entries that wait wanted something else than stands."""
    wanted = ((name, value) for each in waiting for name, (_found, value) in each.changes.items())
    return list(dict.fromkeys(name for name, value in wanted if row.get(name) != value))
