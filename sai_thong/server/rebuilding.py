"""The states of records derived anew from the order of an office, and compared with those that are kept.

Outcomes are replayed as they were decided: nothing is decided again, whatever today's program would say.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine, delete, insert, select

from sai_thong.server import figures
from sai_thong.server.book import SqlBook
from sai_thong.server.database import of_office
from sai_thong.server.devices import devices_of, verifying_key
from sai_thong.server.schema import BATCHES, FILES, OUTCOMES, STATES, WAITING
from sai_thong.server.states import read_state, write_state
from sai_thong.sync.authority import EVENTS, SETTLEMENT
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.entries import WHOLE, Entry
from sai_thong.sync.merge import Contender, Effect, FieldState, RecordState, moves, settle
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import OutcomeLine

RecordKey = tuple[str, str]
States = MutableMapping[RecordKey, RecordState]


@dataclass(frozen=True)
class Compared:
    """What was found of one office.

    Attributes:
        office: Its code.
        outcomes: How many stand in its order.
        records: How many records they make.
        differing: Records (type and id) whose kept state was another.
        faults: What else is wrong, in words for whoever keeps the server: a gap in the order, a broken chain.
    """

    office: str
    outcomes: int
    records: int
    differing: tuple[RecordKey, ...]
    faults: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.differing and not self.faults


def verify(engine: Engine, office: str) -> Compared:
    """Compare what is kept of an office with what its batches and its order say; nothing is changed.

    Raises:
        OfficeUnknown: No office has this code.
    """
    with of_office(engine, office) as connection:
        return _compare(connection, office)[0]


def rebuild(engine: Engine, office: str) -> Compared:
    """Derive the states of an office anew, keep them, and tell which were others.

    Raises:
        OfficeUnknown: No office has this code.
    """
    with of_office(engine, office) as connection:
        compared, states = _compare(connection, office)
        connection.execute(delete(STATES).where(STATES.c.office == office))
        rows = [
            {
                "office": office,
                "record_type": record_type,
                "record_id": record_id,
                "version": state.version,
                "state": write_state(state),
                "contended": bool(state.contended),
            }
            for (record_type, record_id), state in states.items()
        ]
        if rows:
            connection.execute(insert(STATES), rows)
        figures.rebuild(
            connection, office, {key: state for (kind, key), state in states.items() if kind == figures.RECORD_TYPE}
        )
        return compared


def retold(states: States, entry: Entry, line: OutcomeLine) -> None:
    """Let one outcome change the states as it did when it was decided."""
    if entry.record_type in EVENTS:
        return
    key = (entry.record_type, entry.record_id)
    before = states.get(key)
    first = {name: wanted for name, (_found, wanted) in entry.changes.items()}
    if before is None:
        states[key] = RecordState(first, entry.id.text)
        if entry.record_type == SETTLEMENT:
            _settle(states, entry)
        return
    fields = dict(before.fields)
    gone = set(line.given_up)
    for name, effect in line.effects.items():
        stood = _stood(before, name)
        waiting = tuple(each for each in stood.contenders if (name, each.version) not in gone)
        if entry.is_new:
            if name == WHOLE and effect is Effect.CONTENDS:
                fields[name] = replace(stood, contenders=(*waiting, Contender(entry.id.text, first.get(WHOLE))))
            continue
        wanted = entry.changes[name][1]
        if effect is Effect.STANDS:
            fields[name] = FieldState(wanted, contenders=waiting)
        elif effect is Effect.SAME:
            fields[name] = replace(stood, contenders=waiting)
        elif effect is Effect.BESIDE:
            fields[name] = FieldState(known=False, contenders=waiting)
        else:
            fields[name] = replace(stood, contenders=(*waiting, Contender(entry.id.text, wanted)))
    moved = not entry.is_new and moves(line.effects)
    states[key] = replace(before, fields=fields, version=entry.id.text if moved else before.version)


def _compare(connection: Connection, office: str) -> tuple[Compared, States]:
    book = SqlBook(connection, office)
    entries, faults = _entries(connection, book)
    page = book.page(0, book.last_seq + 1)
    states: States = {}
    for line in page.lines:
        entry = entries.get((line.file_id, line.counter))
        if entry is None:
            faults.append(f"no batch holds entry {line.file_id}.{line.counter}")
        else:
            retold(states, entry, line)
    faults += _order_faults(connection, book, entries)
    kept = {
        (row.record_type, row.record_id): read_state(row.state, row.version)
        for row in connection.execute(select(STATES).where(STATES.c.office == office))
    }
    differing = tuple(sorted(key for key in kept.keys() | states if kept.get(key) != states.get(key)))
    return Compared(office, len(page.lines), len(states), differing, tuple(faults)), states


def _entries(connection: Connection, book: SqlBook) -> tuple[Mapping[tuple[str, int], Entry], list[str]]:
    """Every entry the batches hold, and what is wrong with the batches."""
    keys = [verifying_key(each) for each in devices_of(connection, book.office)]
    rows = connection.execute(
        select(BATCHES).where(BATCHES.c.office == book.office).order_by(BATCHES.c.file_id, BATCHES.c.first)
    )
    entries: dict[tuple[str, int], Entry] = {}
    faults: list[str] = []
    hashes: dict[tuple[str, int], bytes] = {}
    for row in rows:
        name = f"{row.file_id}.{row.first}"
        try:
            batch: Batch = read_batch(row.bytes)
            entries |= {(each.id.file_id, each.id.counter): each for each in batch.entries()}
        except Unreadable:
            faults.append(f"the batch from {name} cannot be read")
            continue
        if (batch.office, batch.file_id, batch.first) != (book.office, row.file_id, row.first):
            faults.append(f"the batch from {name} is another")
        if not any(batch.is_signed_by(key) for key in keys):
            faults.append(f"no device of the office signed the batch from {name}")
        before = hashes.setdefault((batch.file_id, batch.first - 1), batch.before)
        if before != batch.before or hashes.setdefault((batch.file_id, batch.last), batch.after) != batch.after:
            faults.append(f"the chain does not hold at {name}")
    for row in connection.execute(select(FILES).where(FILES.c.office == book.office)):
        if hashes.get((row.file_id, row.counter)) != row.hash:
            faults.append(f"the batches of {row.file_id} do not lead to its head")
    return entries, faults


def _order_faults(connection: Connection, book: SqlBook, entries: Mapping[tuple[str, int], Entry]) -> list[str]:
    """A gap in the order, and entries that are neither in it nor waiting."""
    office = book.office
    seqs = list(
        connection.execute(select(OUTCOMES.c.seq).where(OUTCOMES.c.office == office).order_by(OUTCOMES.c.seq)).scalars()
    )
    faults = [] if seqs == list(range(1, book.last_seq + 1)) else ["the order has gaps"]
    placed: set[tuple[str, int]] = set()
    for table in (OUTCOMES, WAITING):
        rows = connection.execute(select(table.c.file_id, table.c.counter).where(table.c.office == office))
        placed |= {(file_id, counter) for file_id, counter in rows}
    faults += [f"entry {file_id}.{counter} has no outcome" for file_id, counter in sorted(set(entries) - placed)]
    return faults


def _stood(state: RecordState, name: str) -> FieldState:
    """A field before an outcome; of one that nobody changed, what the record was made with, as far as it shows."""
    if name in state.fields:
        return state.fields[name]
    if name == WHOLE:
        return FieldState(state.first.get(WHOLE))
    return FieldState(state.first[name]) if name in state.first else FieldState(known=False)


def _settle(states: States, entry: Entry) -> None:
    """End the waiting that a settlement ends."""
    told = {name: wanted for name, (_found, wanted) in entry.changes.items()}
    key = (str(told.get("subject_table", "")), str(told.get("subject_id", "")))
    if key in states:
        states[key] = settle(states[key], str(told.get("field_name", "")), tuple(str(told.get("versions", "")).split()))
