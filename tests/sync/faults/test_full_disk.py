"""A full disk on either side: said in words, nothing half, and gone on with as soon as there is room."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from sai_thong.db.errors import DiskFull
from sai_thong.registers.citizens.records import Citizen
from sai_thong.sync.refusals import NoLink
from tests.sync.faults.real_processes import needs_fork
from tests.sync.test_stations import assert_alike

pytestmark = needs_fork
PEOPLE = 300


@pytest.fixture
def pcs(pcs):
    with pcs[0].store.transaction() as tx:
        tx.insert_many([Citizen(first_name=f"คน{number}", note=f"{number} ก" * 30) for number in range(PEOPLE)])
    return pcs


def fill(connection, pages_left):
    """Let a database grow by a few pages only: what a full disk says comes from SQLite itself then."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages + pages_left}").fetchone()


def test_a_computer_whose_disk_is_full_takes_nothing_half(province, pcs):
    first, second = pcs
    with province.serving():
        first.sync()
        writer = second.store._writer
        fill(writer, 20)
        with pytest.raises(DiskFull):
            second.sync()
        assert second.store.find(Citizen) == []
        writer.execute("PRAGMA max_page_count = 1000000").fetchone()
        assert second.sync().received == PEOPLE
    assert_alike(first.side, second.side)


def test_a_server_whose_disk_is_full_acknowledges_nothing(province, pcs):
    first, second = pcs

    def prepare(engine):
        event.listen(engine, "connect", lambda connection, _record: fill(connection, 2))
        engine.dispose()

    with province.serving(prepare), pytest.raises(NoLink):
        first.sync()
    assert province.is_sound()
    with province.serving():
        assert (first.sync().pending, second.sync().received) == (0, PEOPLE)
    assert_alike(first.side, second.side)
    assert province.is_sound()
