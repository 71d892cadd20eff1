"""What is kept of records follows from the order alone: rebuilt it is the same, and what was tampered with is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.ground.clock import FixedClock
from sai_thong.server.book import OfficeUnknown
from sai_thong.server.database import add_office
from sai_thong.server.devices import enrol, give_code
from sai_thong.server.rebuilding import rebuild, verify
from sai_thong.server.schema import BATCHES, FILES, OUTCOMES, STATES
from sai_thong.sync.authority import SETTLEMENT, receive
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.columns import pack_entries
from sai_thong.sync.enrolment import Enrolment
from sai_thong.sync.entries import WHOLE, Entry
from tests.server.books import open_book
from tests.server.test_book import sent_by_stations
from tests.sync.made_entries import entry, policy
from tests.sync.simulated import KEY, Station

CLOCK = FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))


def keep(engine: sa.Engine, batches: list[Batch]) -> None:
    """An office whose one device sent these batches."""
    add_office(engine, "office", "ทรายทอง", epoch="first")
    secret = give_code(engine, "office", CLOCK).secret
    enrol(engine, Enrolment("office", secret, "pc", "pc", KEY.public_key().public_bytes_raw(), bytes(32)), CLOCK)
    for batch in batches:
        with open_book(engine, "office") as book:
            receive(book, batch, policy)
            book.write("")


def arrived(seed: int) -> list[Batch]:
    return [read_batch(data) for data in sent_by_stations(seed)]


def of_entries(entries: list[Entry]) -> Batch:
    first, last = entries[0].id, entries[-1].id
    packed = pack_entries(entries)
    return Batch("office", first.file_id, first.counter, last.counter, bytes(32), bytes(32), packed, b"").signed_by(KEY)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_alone_tells_what_is_known_of_every_record(engine: sa.Engine, seed: int) -> None:
    keep(engine, arrived(seed))
    found = verify(engine, "office")
    assert found.is_sound, found
    assert (found.outcomes > 25, found.records > 3) == (True, True)
    assert rebuild(engine, "office") == found
    with engine.begin() as connection:
        connection.execute(sa.delete(STATES))
    assert len(rebuild(engine, "office").differing) == found.records
    assert verify(engine, "office") == found


def test_settlements_are_replayed_too(sqlite_engine: sa.Engine) -> None:
    batches = [
        of_entries([entry("a.1", "r", amount=(None, 0)), entry("a.2", "r", base="a.1", amount=(0, 1))]),
        of_entries([entry("b.1", "r", base="a.1", amount=(0, 2)), entry("b.2", "r", base="a.1", amount=(0, 3))]),
        of_entries(
            [
                entry(
                    "c.1",
                    "s",
                    table=SETTLEMENT,
                    subject_table=(None, "things"),
                    subject_id=(None, "r"),
                    field_name=(None, "amount"),
                    versions=(None, "b.1"),
                ),
                entry("c.2", "r", base="a.2", amount=(1, 2)),
            ]
        ),
        of_entries([entry("d.1", "fact", **{WHOLE: (None, 1)})]),
        of_entries([entry("e.1", "fact", **{WHOLE: (None, 2)})]),
        of_entries([entry("f.1", "fact", **{WHOLE: (None, 1)})]),
    ]
    keep(sqlite_engine, batches)
    with open_book(sqlite_engine, "office") as book:
        state = book.state("things", "r")
        assert state is not None
        assert [each.version for each in state.fields["amount"].contenders] == ["b.2"]
        fact = book.state("things", "fact")
        assert fact is not None
        assert fact.contended
    assert verify(sqlite_engine, "office").is_sound


def test_a_state_that_was_tampered_with_is_told_and_put_right(sqlite_engine: sa.Engine) -> None:
    keep(sqlite_engine, arrived(1))
    with sqlite_engine.begin() as connection:
        first = connection.execute(sa.select(STATES.c.record_id).order_by(STATES.c.record_id)).scalars().first()
        connection.execute(sa.update(STATES).where(STATES.c.record_id == first).values(version="x.1"))
    assert verify(sqlite_engine, "office").differing == (("things", first),)
    assert rebuild(sqlite_engine, "office").differing == (("things", first),)
    assert verify(sqlite_engine, "office").is_sound


def forge(batch: Batch) -> bytes:
    return batch.signed_by(Ed25519PrivateKey.generate()).to_bytes()


@pytest.mark.parametrize(
    ("table", "values", "fault"),
    [
        (BATCHES, {"bytes": b"x"}, "cannot be read"),
        (BATCHES, forge, "no device of the office signed"),
        (BATCHES, lambda batch: replace(batch, before=b"x" * 32).signed_by(KEY).to_bytes(), "the chain does not hold"),
        (FILES, {"hash": b"x" * 32}, "do not lead to its head"),
        (OUTCOMES, {"seq": OUTCOMES.c.seq + 1_000}, "the order has gaps"),
        (OUTCOMES, {"counter": OUTCOMES.c.counter + 1_000}, "has no outcome"),
    ],
)
def test_what_else_was_tampered_with_is_told(sqlite_engine: sa.Engine, table, values, fault) -> None:
    station = Station("station1")
    for _place in range(6):
        station.write("", values={"amount": (None, 1), "phone": (None, "0"), "note": (None, "")}, is_new=True)
    keep(sqlite_engine, [read_batch(station.batch(after, 3)) for after in (0, 3)])
    assert verify(sqlite_engine, "office").is_sound
    with sqlite_engine.begin() as connection:
        if callable(values):
            row = connection.execute(sa.select(BATCHES).order_by(BATCHES.c.first.desc())).first()
            here = (BATCHES.c.file_id == row.file_id) & (BATCHES.c.first == row.first)
            connection.execute(sa.update(BATCHES).where(here).values(bytes=values(read_batch(row.bytes))))
        else:
            connection.execute(sa.update(table).values(**values))
    found = verify(sqlite_engine, "office")
    assert not found.is_sound
    assert any(fault in each for each in found.faults), found.faults


def test_only_an_office_that_is_here_is_verified(engine: sa.Engine) -> None:
    for check in (verify, rebuild):
        with pytest.raises(OfficeUnknown):
            check(engine, "nowhere")
