"""What must hold of an office after quiet: asked of its stores and of the authority's tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa

from sai_thong.db.store import Store
from sai_thong.db.verify import verify_chain, verify_rows
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.closed_months import verify_closed_months
from sai_thong.registers.allowances.records import MonthState, PaymentLine, PaymentMonth
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.contended import contended_records
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.server.rebuilding import verify
from sai_thong.server.schema import METADATA, OUTCOMES
from sai_thong.server.states import read_state
from sai_thong.sync.retelling import told_by_journal
from tests.sync.real_office import Pc, RealOffice
from tests.sync.real_stations import DECLARED, contents

Waiting = set[tuple[str, str, str, str]]
"""What waits for a person: table, record, field, version."""

_MAKERS: Final = "SELECT count(DISTINCT file_id) AS makers FROM journal WHERE record_id = ? AND base_version = ''"


def assert_holds(office: RealOffice) -> None:
    """Everything that is promised of an office after quiet."""
    assert_nothing_acknowledged_is_lost_or_doubled(office)
    assert_replicas_are_equal_to_the_byte(office)
    assert_chains_and_rows_are_whole(office)
    assert_every_conflict_waits_or_was_given_up(office)
    assert_money_is_what_was_paid(office)
    assert verify(office.province.engine, office.code).is_sound


def assert_nothing_acknowledged_is_lost_or_doubled(office: RealOffice) -> None:
    """Every entry took effect once, in the order of its file, and whatever was acknowledged is among them."""
    ordered = office.outcomes
    assert len(ordered) == len(set(ordered))
    last: dict[str, int] = {}
    for file_id, counter in sorted(ordered):
        assert counter == last.get(file_id, 0) + 1, "an entry is missing in the middle of a file"
        last[file_id] = counter
    for pc in office.pcs:
        assert {each for each in pc.acknowledged if pc.acknowledged[each] > last.get(each, 0)} == set()
        written = dict(
            pc.store.connection_for_reading().execute("SELECT file_id, max(counter) FROM journal GROUP BY file_id")
        )
        assert written == last, "a computer holds an entry that has no place in the order, or lacks one"


def assert_replicas_are_equal_to_the_byte(office: RealOffice) -> None:
    """Every table of records, what is sealed once opened, the journal, the outcomes and what waits."""
    first, *others = (replica(pc) for pc in office.pcs)
    for other in others:
        assert other.keys() == first.keys()
        for name in first:
            assert other[name] == first[name], name


def replica(pc: Pc) -> dict[str, object]:
    """All a computer holds that the others must hold as well."""
    connection = pc.store.connection_for_reading()
    held: dict[str, object] = {}
    for table in (declaration_of(each).table for each in RECORD_TYPES):
        names = [name for _place, name, *_rest in connection.execute(f"PRAGMA table_info({table})")]
        # The number of a row is the file's own; the search index hangs on it.
        told = ", ".join(name for name in names if name != "row")
        held[table] = connection.execute(f"SELECT {told} FROM {table} ORDER BY id").fetchall()
    held["journal"] = connection.execute("SELECT * FROM journal ORDER BY file_id, counter").fetchall()
    held["outcomes"] = connection.execute("SELECT * FROM outcomes ORDER BY seq").fetchall()
    held["opened"] = contents(pc.side)
    return held


def assert_chains_and_rows_are_whole(office: RealOffice) -> None:
    """Every chain, every row as the journal tells it, and the closed months nobody closed twice."""
    for pc in office.pcs:
        connection = pc.store.connection_for_reading()
        assert list(verify_chain(connection)) == []
        told = told_by_journal(connection, DECLARED, pc.side.own_files)
        assert list(verify_rows(connection, RECORD_TYPES, told)) == []


def assert_every_conflict_waits_or_was_given_up(office: RealOffice) -> None:
    """What the order says contends waits on every computer and at the authority, unless it was settled or given up."""
    expected = set(waiting_by_order(office))
    for pc in office.pcs:
        rows = pc.store.query("SELECT record_type, record_id, field, version FROM contenders")
        assert {tuple(row.values()) for row in rows} == expected
    known: Waiting = set()
    with office.province.engine.connect() as connection:
        table = METADATA.tables["states"]
        for row in connection.execute(sa.select(table).where(table.c.office == office.code)):
            state = read_state(row.state, row.version)
            known |= {
                (row.record_type, row.record_id, name, each.version)
                for name in state.contended
                for each in state.fields[name].contenders
            }
    assert known == expected


def waiting_by_order(office: RealOffice) -> Iterator[tuple[str, str, str, str]]:
    """What waits, told from the outcomes and the journal alone."""
    journal = {
        f"{file_id}.{counter}": (record_type, record_id)
        for file_id, counter, record_type, record_id in office.pcs[0]
        .store.connection_for_reading()
        .execute("SELECT file_id, counter, record_type, record_id FROM journal")
    }
    waiting: dict[tuple[str, str], tuple[str, str]] = {}
    with office.province.engine.connect() as connection:
        chosen = sa.select(OUTCOMES).where(OUTCOMES.c.office == office.code).order_by(OUTCOMES.c.seq)
        for row in connection.execute(chosen):
            for field, version in json.loads(row.given_up):
                del waiting[field, version]
            version = f"{row.file_id}.{row.counter}"
            for field, effect in json.loads(row.effects).items():
                if effect == "contends":
                    office.did["conflicts"] += 1
                    waiting[field, version] = journal[version]
    for (field, version), subject in waiting.items():
        yield (*subject, field, version)


def assert_money_is_what_was_paid(office: RealOffice) -> None:
    """Every line that was sent and heard of stands everywhere with its amount, no other line does, and months agree."""
    heard = {f"{file_id}.{counter}" for file_id, counter in office.outcomes}
    paid: dict[str, set[int]] = {}
    for pc in office.pcs:
        for (version, line_id), satang in pc.clerk.paid.items():
            if version in heard:
                paid.setdefault(line_id, set()).add(satang)
    for pc in office.pcs:
        held = {line.id: line.amount_satang for in_set in SchemeSet for line in lines(pc.store, in_set)}
        assert held.keys() == paid.keys()
        assert {line_id for line_id, satang in held.items() if satang not in paid[line_id]} == set()
        months = [(in_set, each) for in_set in SchemeSet for each in shelf_of(pc.store, in_set).find(PaymentMonth)]
        assert len({(in_set, each.month, each.source) for in_set, each in months}) == len(months)
        # Of a month sent on two computers apart the first values stand until a person chooses one of them.
        waiting = contended_records(pc.store)
        assert [each for each in verify_closed_months(pc.store) if each.where not in waiting] == []
        made = {each.id: pc.store.query(_MAKERS, (each.id,))[0]["makers"] for _set, each in months}
        office.did["months sent twice"] += sum(makers > 1 for makers in made.values())
        office.did["months closed"] += sum(each.state is MonthState.CLOSED for _set, each in months)
    office.did["lines paid"] += len(paid)


def lines(store: Store, in_set: SchemeSet) -> list[PaymentLine]:
    """Every payment line of a set."""
    return shelf_of(store, in_set).find(PaymentLine)


def assert_offices_never_saw_each_other(first: RealOffice, second: RealOffice) -> None:
    """No file, device, entry or record of one office lies in a store of the other, or under its code."""
    files = [
        {row["file_id"] for pc in each.pcs for row in pc.store.query("SELECT file_id FROM files")}
        for each in (first, second)
    ]
    assert files[0] & files[1] == set()
    for office, foreign in ((first, files[1]), (second, files[0])):
        assert {file_id for file_id, _counter in office.outcomes} & foreign == set()
        for pc in office.pcs:
            told = json.dumps(pc.store.query("SELECT value FROM facts"), ensure_ascii=False)
            assert [file_id for file_id in foreign if file_id in told] == []
