"""What an authority keeps of one office in its database; one object lives for one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from sai_thong.server import figures
from sai_thong.server.bulk import rows_of, write_rows
from sai_thong.server.schema import BATCHES, FILES, OFFICES, OUTCOMES, STATES, WAITING
from sai_thong.server.states import read_state, state_of_new, write_state
from sai_thong.sync.authority import TAKEN_ALONE, ChainHead
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.columns import EntryColumns
from sai_thong.sync.entries import Entry, EntryId
from sai_thong.sync.merge import Effect, RecordState
from sai_thong.sync.messages import Lineage
from sai_thong.sync.pages import OutcomeLine, Page

_STATE_COLUMNS: Final = tuple(STATES.columns.keys())
_OUTCOME_COLUMNS: Final = tuple(OUTCOMES.columns.keys())
_READ_OF_STATES: Final = ("record_id", "state", "version")
_NOTHING: Final = "[]"
_NO_EFFECTS: Final = "{}"
# Asked with every batch, and made once: to put a statement together takes longer than the database needs for it.
_OFFICE: Final = (
    select(OFFICES.c.lineage, OFFICES.c.last_seq).where(OFFICES.c.office == bindparam("of_office")).with_for_update()
)
_HEAD: Final = select(FILES.c.counter, FILES.c.hash).where(
    FILES.c.office == bindparam("of_office"), FILES.c.file_id == bindparam("of_file")
)
_AWAITED: Final = (
    select(WAITING.c.record_type, WAITING.c.record_id).where(WAITING.c.office == bindparam("of_office")).distinct()
)
_GROWN: Final = update(OFFICES).where(OFFICES.c.office == bindparam("of_office"))
_TAKEN_ALONE: Final = TAKEN_ALONE | {figures.RECORD_TYPE}
"""Of those records figures are kept beside."""
_MOST_LINES: Final = 5_000
"""Outcomes in one page."""
_LINE_BYTES: Final = 4
"""What a line of a page takes, about."""


class OfficeUnknown(LookupError):
    """No office has this code here."""


class SqlBook:
    """The `Book` of an office on SQL.

    States and outcomes are written together at the end: a batch of hundreds of entries is a handful of statements.
    """

    def __init__(self, connection: Connection, office: str) -> None:
        row = connection.execute(_OFFICE, {"of_office": office}).one_or_none()
        if row is None:
            raise OfficeUnknown(office)
        self._connection = connection
        self._office = office
        self.lineage = tuple(Lineage(epoch, begins) for epoch, begins in json.loads(row.lineage))
        self.last_seq: int = row.last_seq
        self._states: dict[tuple[str, str], RecordState | None] = {}
        self._changed: dict[tuple[str, str], None] = {}  # in the order of change
        self._made: dict[tuple[str, str], tuple[Any, ...]] = {}  # rows of records nobody knew before
        self._new_outcomes: list[tuple[Any, ...]] = []
        self._awaited_records: set[tuple[str, str]] | None = None

    @property
    def office(self) -> str:
        """The code of the office."""
        return self._office

    def expect(self, records: Iterable[tuple[str, str]]) -> None:
        """Read the states of records at once, by type and id, before entries about them are taken."""
        wanted: dict[str, list[str]] = {}
        for each in records:
            if each not in self._states:
                self._states[each] = None
                wanted.setdefault(each[0], []).append(each[1])
        for record_type, ids in wanted.items():
            asked = (self._office, record_type)
            for record_id, state, version in rows_of(self._connection, STATES, _READ_OF_STATES, asked, ids):
                self._states[record_type, record_id] = read_state(state, version)

    def head(self, file_id: str) -> ChainHead | None:
        """The last entry held of a file's chain; None of a file that nobody sent yet."""
        row = self._connection.execute(_HEAD, {"of_office": self._office, "of_file": file_id}).one_or_none()
        return ChainHead(row.counter, row.hash) if row else None

    def heads(self) -> dict[str, ChainHead]:
        """The last entry held of the chain of each file of the office, by file id."""
        rows = self._connection.execute(
            select(FILES.c.file_id, FILES.c.counter, FILES.c.hash).where(FILES.c.office == self._office)
        )
        return {row.file_id: ChainHead(row.counter, row.hash) for row in rows}

    def hash_at(self, file_id: str, counter: int) -> bytes | None:
        """The hash of a chain where a batch ended; None where none did."""
        return self._connection.execute(
            select(BATCHES.c.hash).where(
                BATCHES.c.office == self._office, BATCHES.c.file_id == file_id, BATCHES.c.last == counter
            )
        ).scalar_one_or_none()

    def state(self, record_type: str, record_id: str) -> RecordState | None:
        """What is known of a record."""
        key = (record_type, record_id)
        if key not in self._states:
            row = self._connection.execute(
                select(STATES.c.state, STATES.c.version).where(
                    STATES.c.office == self._office,
                    STATES.c.record_type == record_type,
                    STATES.c.record_id == record_id,
                )
            ).one_or_none()
            self._states[key] = read_state(row.state, row.version) if row else None
        elif key in self._made and self._states[key] is None:
            *_key, version, state, _contended = self._made[key]
            self._states[key] = read_state(state, version)
        return self._states[key]

    def set_state(self, record_type: str, record_id: str, state: RecordState) -> None:
        """Keep what is known of a record from now on."""
        self._states[record_type, record_id] = state
        self._changed[record_type, record_id] = None

    def keep_batch(self, batch: Batch) -> None:
        """Keep a batch as it came, and the head it brings its file to."""
        whose = {"office": self._office, "file_id": batch.file_id}
        values = {"first": batch.first, "last": batch.last, "hash": batch.after, "bytes": batch.to_bytes()}
        head = {"counter": batch.last, "hash": batch.after}
        for table, row in ((BATCHES, whose | values), (FILES, whose | head)):
            self._connection.execute(_replacing(table, self._connection.dialect.name), row)

    def make(self, columns: EntryColumns, place: int) -> int:
        """Take entries that make new records straight into rows: nearly all entries of a first push do."""
        awaited, made, states, file_id = self._awaited(), self._made, self._states, columns.file_id
        for at in range(place, len(columns)):
            key = record_type, record_id = columns.records[at]
            apart = columns.base_versions[at] or record_type in _TAKEN_ALONE or key in made or key in awaited
            if apart or (states[key] if key in states else self.state(*key)) is not None:
                return at
            counter, changes = columns.first + at, columns.changes[at]
            told = _effects_text(tuple(changes), (Effect.STANDS,) * len(changes)) if changes else _NO_EFFECTS
            made[key] = (self._office, record_type, record_id, f"{file_id}.{counter}", state_of_new(changes), False)
            self.last_seq += 1
            self._new_outcomes.append((self._office, self.last_seq, file_id, counter, told, _NOTHING))
        return len(columns)

    def append(self, entry: Entry, effects: Mapping[str, Effect], given_up: Sequence[tuple[str, str]]) -> None:
        """Append an outcome with the next `seq`."""
        self.last_seq += 1
        told = _effects_text(tuple(effects), tuple(effects.values()))
        gone = json.dumps(given_up) if given_up else _NOTHING
        self._new_outcomes.append((self._office, self.last_seq, entry.id.file_id, entry.id.counter, told, gone))

    def wait(self, entry: Entry) -> None:
        """Keep an entry until its record arrives."""
        self._awaited().add((entry.record_type, entry.record_id))
        last = select(func.max(WAITING.c.place)).where(WAITING.c.office == self._office).scalar_subquery()
        self._connection.execute(
            insert(WAITING).values(
                office=self._office,
                file_id=entry.id.file_id,
                counter=entry.id.counter,
                record_type=entry.record_type,
                record_id=entry.record_id,
                place=func.coalesce(last, 0) + 1,
            )
        )

    def waiting_for(self, record_type: str, record_id: str) -> Sequence[Entry]:
        """The entries kept for a record, in the order of arrival; they are kept no longer."""
        if (record_type, record_id) not in self._awaited():
            return ()
        self._awaited().discard((record_type, record_id))
        return self._no_longer_waiting(WAITING.c.record_type == record_type, WAITING.c.record_id == record_id)

    def all_waiting(self) -> Sequence[Entry]:
        """Every entry that waits, in the order of arrival; they are kept no longer."""
        self._awaited().clear()
        return self._no_longer_waiting()

    def _no_longer_waiting(self, *which: ColumnElement[bool]) -> Sequence[Entry]:
        of_them = and_(WAITING.c.office == self._office, *which)
        rows = self._connection.execute(
            select(WAITING.c.file_id, WAITING.c.counter).where(of_them).order_by(WAITING.c.place)
        ).all()
        self._connection.execute(delete(WAITING).where(of_them))
        return [self.entry(file_id, counter) for file_id, counter in rows]

    def write(self, contact: str) -> None:
        """Write everything that was taken; `contact` is the moment, as the pages show when an office was last heard."""
        for key in self._changed:
            if (state := self._states[key]) is not None:
                self._made[key] = (self._office, *key, state.version, write_state(state), bool(state.contended))
        write_rows(self._connection, STATES, _STATE_COLUMNS, list(self._made.values()), replaced=_STATE_COLUMNS[3:])
        self._keep_figures()
        write_rows(self._connection, OUTCOMES, _OUTCOME_COLUMNS, self._new_outcomes)
        grown = {"last_seq": self.last_seq, "last_contact": contact}
        self._connection.execute(_GROWN, {"of_office": self._office} | grown)
        for each in (self._states, self._changed, self._made, self._new_outcomes):
            each.clear()

    def _keep_figures(self) -> None:
        """Write anew the figures whose records changed."""
        changed = {record_id for record_type, record_id in self._changed if record_type == figures.RECORD_TYPE}
        known = {record_id: self._states[figures.RECORD_TYPE, record_id] for record_id in changed}
        figures.keep(self._connection, self._office, {key: state for key, state in known.items() if state is not None})

    def page(self, after: int, most_lines: int) -> Page:
        """The outcomes behind `after`."""
        rows = self._connection.execute(
            select(OUTCOMES)
            .where(OUTCOMES.c.office == self._office, OUTCOMES.c.seq > after)
            .order_by(OUTCOMES.c.seq)
            .limit(most_lines + 1)
        ).all()
        lines = tuple(
            OutcomeLine(
                row.file_id,
                row.counter,
                {name: Effect(effect) for name, effect in json.loads(row.effects).items()},
                tuple((name, version) for name, version in json.loads(row.given_up)),
            )
            for row in rows[:most_lines]
        )
        return Page(self.lineage[-1].epoch, after + 1, lines, more=len(rows) > most_lines)

    def entry_at(self, seq: int) -> str:
        """Which entry stands at a place of the order; empty where none does."""
        of_place = (OUTCOMES.c.office == self._office) & (OUTCOMES.c.seq == seq)
        row = self._connection.execute(select(OUTCOMES.c.file_id, OUTCOMES.c.counter).where(of_place)).one_or_none()
        return EntryId(row.file_id, row.counter).text if row else ""

    def batches_of(self, page: Page, known: Mapping[str, ChainHead]) -> list[Batch]:
        """The batches that a station with the chains up to `known` needs to read a page, in the order of each file.

        Those between come along although their entries still wait: a chain is followed without a gap.
        """
        found = []
        for file_id, last in _reached(page.lines).items():
            rows = self._connection.execute(
                select(BATCHES.c.bytes).where(self._between(file_id, known, last)).order_by(BATCHES.c.first)
            )
            found += [read_batch(row.bytes) for row in rows]
        return found

    def page_within(self, after: int, most_bytes: int, known: Mapping[str, ChainHead]) -> Page:
        """As many outcomes behind `after` as fit into about `most_bytes` with their batches, one at least."""
        page = self.page(after, _MOST_LINES)
        stacks = {
            file_id: [
                (first, size)
                for first, size in self._connection.execute(
                    select(BATCHES.c.first, func.length(BATCHES.c.bytes))
                    .where(self._between(file_id, known, last))
                    .order_by(BATCHES.c.first.desc())
                )
            ]
            for file_id, last in _reached(page.lines).items()
        }
        size, fitting = 0, 0
        for line in page.lines:
            size += _LINE_BYTES
            stack = stacks[line.file_id]
            while stack and stack[-1][0] <= line.counter:
                size += stack.pop()[1]
            if fitting and size > most_bytes:
                break
            fitting += 1
        left_out = fitting < len(page.lines)
        return replace(page, lines=page.lines[:fitting], more=page.more or left_out)

    def _between(self, file_id: str, known: Mapping[str, ChainHead], last: int) -> ColumnElement[bool]:
        """The batches of a file that hold entries behind what is known, up to the one that holds `last`."""
        held = known[file_id].counter if file_id in known else 0
        return and_(
            BATCHES.c.office == self._office,
            BATCHES.c.file_id == file_id,
            BATCHES.c.last > held,
            BATCHES.c.first <= last,
        )

    def _awaited(self) -> set[tuple[str, str]]:
        """The records that entries wait for, read once: hardly ever any, and asked for with every new record."""
        if self._awaited_records is None:
            rows = self._connection.execute(_AWAITED, {"of_office": self._office})
            self._awaited_records = {(record_type, record_id) for record_type, record_id in rows}
        return self._awaited_records

    def is_decided(self, file_id: str, counter: int) -> bool:
        """Whether an entry has its place in the order."""
        of_entry = and_(OUTCOMES.c.office == self._office, OUTCOMES.c.file_id == file_id, OUTCOMES.c.counter == counter)
        return self._connection.execute(select(OUTCOMES.c.seq).where(of_entry)).first() is not None

    def batches_behind(self, file_id: str, after: int, most_bytes: int) -> list[Batch]:
        """The batches of a file behind an entry, in their order, as many as fit, one at least where there is any."""
        of_file = and_(BATCHES.c.office == self._office, BATCHES.c.file_id == file_id, BATCHES.c.last > after)
        found: list[Batch] = []
        size = 0
        for (packed,) in self._connection.execute(select(BATCHES.c.bytes).where(of_file).order_by(BATCHES.c.first)):
            size += len(packed)
            if found and size > most_bytes:
                break
            found.append(read_batch(packed))
        return found

    def entry(self, file_id: str, counter: int) -> Entry:
        """An entry kept before."""
        packed = self._connection.execute(
            select(BATCHES.c.bytes)
            .where(
                BATCHES.c.office == self._office,
                BATCHES.c.file_id == file_id,
                BATCHES.c.first <= counter,
                BATCHES.c.last >= counter,
            )
            # A batch may reach back behind one that came before: either holds the entry.
            .order_by(BATCHES.c.first)
            .limit(1)
        ).scalar_one()
        batch = read_batch(packed)
        return batch.entries()[counter - batch.first]


@cache
def _replacing(table: Table, dialect: str) -> Insert:
    """INSERT … ON CONFLICT DO UPDATE, which both databases have."""
    statement = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={each.name: statement.excluded[each.name] for each in table.columns if not each.primary_key},
    )


@lru_cache(maxsize=1024)  # entries of one kind have one shape
def _effects_text(names: tuple[str, ...], effects: tuple[Effect, ...]) -> str:
    return json.dumps(dict(zip(names, effects, strict=True)), separators=(",", ":"))


def _reached(lines: Iterable[OutcomeLine]) -> dict[str, int]:
    """The highest counter that the lines name of each file."""
    reached: dict[str, int] = {}
    for line in lines:
        reached[line.file_id] = max(line.counter, reached.get(line.file_id, 0))
    return reached
