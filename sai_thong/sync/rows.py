"""The rows of a station while pages are taken in: replayed as the authority said, own unsent changes on top."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sai_thong.db import journal, sealing, shelf
from sai_thong.db.files import WRITTEN_HERE
from sai_thong.db.replaying import KeptRow, Replaying
from sai_thong.db.sealed import SealedWriter, unsealed_content
from sai_thong.db.store import Store
from sai_thong.db.transaction import ACCESS
from sai_thong.records import Declaration, Record, declaration_of
from sai_thong.records.encoding import Plain
from sai_thong.sync.entries import WHOLE, EntryId
from sai_thong.sync.merge import Effect
from sai_thong.sync.pages import OutcomeLine
from sai_thong.sync.replicas import Held, Wish, lay_over, replay
from sai_thong.sync.translation import Declared

_TABLE: Final = "table"
"""Under which name a sealed record's table stands among its values; no field is called so."""
_SEALED: Final = "sealed"
_BEYOND_ALL: Final = 2**62
_UNSENT: Final = (
    "SELECT journal.file_id, journal.counter, base_version, content FROM journal"
    " JOIN files ON files.file_id = journal.file_id"
    " LEFT JOIN outcomes ON outcomes.file_id = journal.file_id AND outcomes.counter = journal.counter"
    " WHERE record_id = ? AND record_type = ? AND journal.file_id IN ({files}) AND (seq IS NULL OR seq >= ?)"
    f" AND {WRITTEN_HERE} ORDER BY files.rowid, journal.counter"
)


@dataclass(frozen=True)
class _Subject:
    """A record: of an ordinary table, or sealed in a sensitive set, the name of which then stands for the table."""

    table: str
    record_id: str
    sealed: bool = False


class RowKeeper:
    """The records that pages touch, as the authority has them; written back at the end.

    Args:
        replaying: The transaction.
        store: The store, for its keys.
        record_types: Every record type of the program; records of others are kept as entries only.
        own_files: The ids under which this file writes and wrote.
    """

    def __init__(
        self, replaying: Replaying, store: Store, record_types: Iterable[type[Record]], own_files: Sequence[str]
    ) -> None:
        self._replaying = replaying
        self._set_keys = store.keys.set_keys
        self._tables: Mapping[str, Declaration] = {each.table: each for each in map(declaration_of, record_types)}
        self._declared = Declared(record_types)
        self._own = tuple(own_files)
        self._held: dict[_Subject, Held | None] = {}
        self._first_seq: int | None = None

    def rewind(self) -> None:
        """Begin with no record at all: what the pages do not make, only own unsent entries make."""
        self._first_seq = 0
        connection = self._replaying.connection
        for register, record_type, record_id in connection.execute(
            "SELECT DISTINCT register, record_type, record_id FROM journal"
        ).fetchall():
            subject = self._subject(register, record_type, record_id)
            if subject is not None:
                self._held[subject] = None
            if register == SealedWriter.REGISTER:
                self._replaying.open_shut(record_type)
                if subject is None:
                    self._replaying.keep_shut_from(record_type, 0)

    def hold(self, register: str, record_type: str, record_id: str) -> None:
        """Take a record as it is before own entries are put behind those it was made of; `write` lays them over it."""
        self._first_seq = _BEYOND_ALL
        subject = self._subject(register, record_type, record_id)
        if subject is not None:
            self._as_held(subject)

    def open_set(self, set_name: str, from_seq: int) -> None:
        """Let the outcomes of a sensitive set have their effect, which nobody could read when they came.

        Args:
            set_name: The set; this user holds its key.
            from_seq: The first of those outcomes; 0 when the order was read anew, and nothing of the set stands.
        """
        self._first_seq = from_seq
        about = "register = ? AND record_type = ?"
        whose = (SealedWriter.REGISTER, set_name)
        connection = self._replaying.connection
        if not from_seq:
            ids = connection.execute(f"SELECT DISTINCT record_id FROM journal WHERE {about}", whose).fetchall()
            self._held = {_Subject(set_name, record_id, sealed=True): None for (record_id,) in ids}
        for file_id, counter, record_id, base, content, effects in connection.execute(
            "SELECT journal.file_id, journal.counter, record_id, base_version, content, effects FROM outcomes"
            " JOIN journal ON journal.file_id = outcomes.file_id AND journal.counter = outcomes.counter"
            f" WHERE seq >= ? AND {about} ORDER BY seq",
            (from_seq, *whose),
        ).fetchall():
            subject = _Subject(set_name, record_id, sealed=True)
            wish = self._wish(subject, EntryId(file_id, counter).text, base, content)
            self._apply(subject, wish, read_effects(effects))
        self._replaying.open_shut(set_name)

    def _apply(self, subject: _Subject, wish: Wish, effects: Mapping[str, Effect]) -> None:
        """Let an entry do to its record what the authority said."""
        told = _for_all_fields(effects, wish) if subject.sealed else effects
        self._held[subject] = replay(self._as_held(subject), wish, told)

    def replay(self, seq: int, line: OutcomeLine) -> None:
        """Let the outcome of an entry have its effect."""
        if self._first_seq is None:
            self._first_seq = seq
        found = self._replaying.connection.execute(
            "SELECT register, record_type, record_id, base_version, content FROM journal"
            " WHERE file_id = ? AND counter = ?",
            (line.file_id, line.counter),
        ).fetchone()
        if found is None:
            raise LookupError(f"{line.file_id}.{line.counter} came without its entry")
        register, record_type, record_id, base, content = found
        version = EntryId(line.file_id, line.counter).text
        subject = self._subject(register, record_type, record_id)
        if subject is not None:
            self._apply(subject, self._wish(subject, version, base, content), line.effects)
        elif register == SealedWriter.REGISTER:
            self._replaying.keep_shut_from(record_type, seq)
        for field, given_up in line.given_up:
            self._replaying.end_waiting(field, given_up)
        for field, effect in line.effects.items():
            if effect is Effect.CONTENDS:
                self._replaying.let_wait(record_type, record_id, field, version)
        self._replaying.keep_outcome(seq, line.file_id, line.counter, line.effects, line.given_up)

    def write(self) -> None:
        """Write every record touched: as the authority has it, with own unsent changes on top."""
        for subject, held in self._held.items():
            unsent = list(self._unsent(subject, beyond_all=True))
            shown = lay_over(held, unsent, subject.table, self._declared.policy)
            if shown is None:
                self._drop(subject)
            else:
                self._put(subject, shown)
            self._put_base(subject, held if unsent else None)

    def _subject(self, register: str, record_type: str, record_id: str) -> _Subject | None:
        """The record an entry is about; None of what makes no record, or none this program or user can read."""
        if register == ACCESS:
            return None
        if register == SealedWriter.REGISTER:
            return _Subject(record_type, record_id, sealed=True) if record_type in self._set_keys else None
        return _Subject(record_type, record_id) if record_type in self._tables else None

    def _as_held(self, subject: _Subject) -> Held | None:
        """A record as the authority has it before these pages."""
        if subject not in self._held:
            self._held[subject] = self._base(subject)
        return self._held[subject]

    def _base(self, subject: _Subject) -> Held | None:
        """As kept apart; else as shown, with own unsent changes taken back, which nothing has come between yet."""
        base = self._replaying.base_row(subject.table, subject.record_id)
        if base is not None:
            return Held(self._opened(subject, base.values), base.version)
        shown = self._shown(subject)
        if shown is None:
            return None
        row, version = dict(shown.row), shown.version
        for wish, before in reversed(list(self._unsent_with_base(subject))):
            if wish.is_new:
                return None
            row.update({name: found for name, (found, _wanted) in wish.values.items()})
            version = before
        return Held(row, version)

    def _unsent(self, subject: _Subject, *, beyond_all: bool = False) -> Iterator[Wish]:
        return (wish for wish, _base in self._unsent_with_base(subject, beyond_all=beyond_all))

    def _unsent_with_base(self, subject: _Subject, *, beyond_all: bool = False) -> Iterator[tuple[Wish, str]]:
        """Own entries of a record that the authority had not decided before these pages, or still has not."""
        sql = _UNSENT.format(files=",".join("?" * len(self._own)))
        since = _BEYOND_ALL if beyond_all else (self._first_seq or 0)
        for file_id, counter, base, content in self._replaying.connection.execute(
            sql, (subject.record_id, subject.table, *self._own, since)
        ).fetchall():
            yield self._wish(subject, EntryId(file_id, counter).text, base, content), base

    def _wish(self, subject: _Subject, version: str, base: str, content: str | None) -> Wish:
        """An entry with its values, which a lawful destruction may have taken away."""
        changes, _reason = journal.read_content(content)
        if subject.sealed and changes:
            (_nothing, sealed) = changes["sealed"]
            table, opened = unsealed_content(
                self._set_keys[subject.table], subject.table, subject.record_id, str(sealed)
            )
            changes, _reason = journal.read_content(opened)
            return Wish(version, not base, {**(changes or {}), **({} if base else {_TABLE: (None, table)})})
        return Wish(version, not base, changes or {})

    def _shown(self, subject: _Subject) -> Held | None:
        if not subject.sealed:
            kept = self._replaying.row(self._tables[subject.table], subject.record_id)
            return Held(kept.values, kept.version) if kept else None
        found = self._replaying.connection.execute(
            "SELECT version, sealed FROM sealed_records WHERE id = ?", (subject.record_id,)
        ).fetchone()
        if found is None:
            return None
        key = self._set_keys[subject.table]
        table, row = shelf.read_sealed(key, subject.table, subject.record_id, *found)
        values = {name: value for name, value in row.items() if name not in ("id", "version")}
        return Held({**values, _TABLE: table}, found[0])

    def _put(self, subject: _Subject, shown: Held) -> None:
        if not subject.sealed:
            self._replaying.put_row(
                self._tables[subject.table], subject.record_id, KeptRow(shown.version, dict(shown.row))
            )
            return
        declared = self._tables.get(str(shown.row.get(_TABLE)))
        if declared is None:
            # Lawfully destroyed before it came, or of a newer program: its entries are kept and travel on.
            return
        row = {each.name: shown.row.get(each.name, None if each.optional else "") for each in declared.fields}
        self._replaying.put_sealed(
            subject.table, subject.record_id, shown.version, self._sealed(subject, declared.record_class, row)
        )

    def _drop(self, subject: _Subject) -> None:
        if subject.sealed:
            self._replaying.drop_sealed(subject.table, subject.record_id)
        else:
            self._replaying.drop_row(self._tables[subject.table], subject.record_id)

    def _put_base(self, subject: _Subject, held: Held | None) -> None:
        kept = None
        if held is not None:
            values: dict[str, Plain] = dict(held.row)
            if subject.sealed:
                # Sealed here as well: who opens the file without the set's key reads nothing of it.
                body = json.dumps(values, ensure_ascii=False).encode()
                context = shelf.sealed_context(subject.table, subject.record_id)
                values = {_SEALED: sealing.seal(self._set_keys[subject.table], body, context).hex()}
            kept = KeptRow(held.version, values)
        self._replaying.put_base_row(subject.table, subject.record_id, kept)

    def _opened(self, subject: _Subject, values: dict[str, Plain]) -> dict[str, Plain]:
        if not subject.sealed:
            return values
        context = shelf.sealed_context(subject.table, subject.record_id)
        key = self._set_keys[subject.table]
        opened: dict[str, Plain] = json.loads(sealing.unseal(key, bytes.fromhex(str(values[_SEALED])), context))
        return opened

    def _sealed(self, subject: _Subject, record_class: type[Record], row: dict[str, Any]) -> bytes:
        context = shelf.sealed_context(subject.table, subject.record_id)
        return sealing.seal(self._set_keys[subject.table], shelf.sealed_body(record_class, row), context)


def open_shut_sets(replaying: Replaying, store: Store, record_types: Iterable[type[Record]]) -> None:
    """Make the records of sensitive sets this user can read, of which changes came while nobody could."""
    own_files = (store.file_id, *store.earlier_file_ids())
    for set_name, from_seq in replaying.shut_sets().items():
        if set_name in store.keys.set_keys:
            rows = RowKeeper(replaying, store, record_types, own_files)
            rows.open_set(set_name, from_seq)
            rows.write()


def read_effects(stored: str) -> Mapping[str, Effect]:
    """Effects by field, as the store keeps them."""
    return {name: Effect(effect) for name, effect in json.loads(stored).items()}


def _for_all_fields(effects: Mapping[str, Effect], wish: Wish) -> Mapping[str, Effect]:
    """Of a sealed record the authority knows no field: what became of it became of each."""
    return dict.fromkeys(wish.values, effects.get(WHOLE, Effect.SAME))
