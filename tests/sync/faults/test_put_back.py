"""A server's file put back to an older copy, and nobody said so: who read further reads the order anew."""

from __future__ import annotations

import shutil

from sai_thong.registers.citizens.records import Citizen
from tests.sync.faults.real_processes import Pc, Province, needs_fork
from tests.sync.test_stations import assert_alike

pytestmark = needs_fork


def add(pc, *names):
    with pc.store.transaction() as tx:
        tx.insert_many([Citizen(first_name=name) for name in names])


def test_an_order_put_back_behind_the_back_is_read_anew(tmp_path):
    province = Province(tmp_path)
    first = Pc(province, tmp_path, "ธุรการ")
    second = Pc(province, tmp_path, "ปลัด", first.store.keys)
    database, copy = tmp_path / "province.sqlite", tmp_path / "copy.sqlite"
    add(first, "ก")
    with province.serving():
        first.sync()
        second.sync()
    with province.engine() as engine:
        engine.raw_connection().driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(database, copy)
    with province.serving():
        add(first, "ข", "ค")
        first.sync()
    for each in tmp_path.glob("province.sqlite*"):
        each.unlink()
    shutil.copy(copy, database)
    with province.serving():
        # The second one writes first now, so that the order goes further than the first one read, and otherwise.
        add(second, "ง", "จ", "ฉ")
        second.sync()
        for pc in (first, second, first):
            assert pc.sync().pending == 0
    assert sorted(each.first_name for each in first.store.find(Citizen)) == ["ก", "ข", "ค", "ง", "จ", "ฉ"]
    assert_alike(first.side, second.side)
    assert province.is_sound()
    first.store.close()
    second.store.close()
