"""An office of two computers that only sticks join to its province."""

from __future__ import annotations

import sqlalchemy as sa

from sai_thong.ground.clock import FixedClock
from sai_thong.hub.keeping import book_path
from sai_thong.hub.sticks import export, take
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.database import authority_key, open_database
from sai_thong.server.devices import give_code
from sai_thong.server.rebuilding import verify
from sai_thong.server.schema import OUTCOMES, STATES
from sai_thong.server.sticks import take_stick
from sai_thong.sync.enrolling_by_stick import ask_by_stick, finish_by_stick
from tests.sync.real_stations import NOW, OFFICE, make_station

CLOCK = FixedClock(NOW)


class Office:
    """A hub that only sticks join to its province; a second computer that was enrolled there before."""

    def __init__(self, folder, engine):
        self.folder, self.engine, self.key = folder, engine, authority_key(engine)
        self.hub = make_station(folder, "ธุรการ")
        self.other = make_station(folder, "ปลัด", self.hub.store.keys)
        self.sticks = 0
        for side in (self.hub, self.other):
            code = give_code(engine, OFFICE, CLOCK)
            asked = ask_by_stick(side.store, code.text, self.path(), name="เครื่อง")
            finish_by_stick(side.store, self.answer(asked))

    def path(self):
        self.sticks += 1
        return self.folder / f"stick{self.sticks}"

    def answer(self, path, **wanted):
        answer = self.path()
        self.taken = take_stick(self.engine, self.key, path, answer, CLOCK, **wanted)
        return answer

    def export(self, side=None, **wanted):
        return export((side or self.hub).store, self.path(), **wanted).path

    def meet(self, side=None, **wanted):
        side = side or self.hub
        return take(side.store, self.answer(self.export(side, **wanted)))

    def assert_province_has_the_hubs_order(self):
        book = open_database(f"sqlite:///{book_path(self.hub.store.path)}", keeps_key=False)
        for table in (OUTCOMES, STATES):
            assert rows(self.engine, table) == rows(book, table)
        book.dispose()
        assert verify(self.engine, OFFICE).is_sound


def rows(engine, table):
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(sa.select(table)))


def add(side, name):
    with side.store.transaction() as tx:
        return tx.insert(Citizen(first_name=name))
