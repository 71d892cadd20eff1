"""Attached files go from a hub to its province, come from there, and are destroyed there: by stick and over a line."""

from __future__ import annotations

import random

import pytest
import sqlalchemy as sa

from sai_thong.hub import contents_above
from sai_thong.hub.keeping import kept_hub
from sai_thong.hub.sticks import take
from sai_thong.hub.switching import read_own_book, switch_on
from sai_thong.registers.attachments.records import Attachment
from sai_thong.server.api import application
from sai_thong.server.contents import room_of
from sai_thong.server.database import add_office, authority_key, of_office
from sai_thong.server.schema import CONTENTS
from sai_thong.server.tls import serving_context
from sai_thong.sync.contents_exchange import ContentsExchange
from tests.hub.test_upstream import CLOCK, Office
from tests.server.served import serving
from tests.server.test_sticks import attach
from tests.sync.real_stations import NOW, OFFICE

LARGE = random.Random(1).randbytes(350_000)


@pytest.fixture
def office(office_by_stick):
    return office_by_stick


@pytest.fixture
def office_on_line(sqlite_engine, tmp_path):
    add_office(sqlite_engine, OFFICE, "ทรายทอง", epoch="first")
    with serving(application(sqlite_engine, CLOCK), serving_context(authority_key(sqlite_engine))) as url:
        made = Office(tmp_path, sqlite_engine, url)
        yield made
        for side in (made.first, made.second):
            side.store.close()


def whole_at_province(office):
    with office.engine.connect() as connection:
        found = connection.execute(sa.select(CONTENTS.c.number, CONTENTS.c.dropped).where(CONTENTS.c.number > 0))
        return sorted(not dropped for _number, dropped in found)


def destroy(side, attached):
    with side.store.transaction() as tx:
        tx.update(tx.get(Attachment, attached.id), destroyed_on=NOW.date())
        tx.destroy_content(attached.address)


def test_files_go_up_by_stick_once_and_come_from_there(office):
    before = attach(office.other, b"sent to the province before there was a hub")
    office.meet(office.other)
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    large = attach(office.hub, LARGE)
    office.meet()
    assert whole_at_province(office) == [True, True]
    office.meet()  # the record of the other computer came, and what it is about
    assert office.hub.store.content(before.address).startswith(b"sent to the province")
    assert office.export().stat().st_size < 50_000, "what is held there does not go again"
    destroy(office.hub, large)
    office.meet()
    assert whole_at_province(office) == [False, True]


def test_a_stick_without_room_leaves_the_large_ones_for_the_next(office):
    switch_on(office.hub.store, why="ไม่มีเครือข่าย")
    for data in (b"small", LARGE):
        attach(office.hub, data)
    office.meet(most_bytes=300_000)
    assert whole_at_province(office) == [True]
    lost = office.export()
    office.meet()
    assert whole_at_province(office) == [True, True]
    take(office.hub.store, office.answer(lost))
    with of_office(office.engine, OFFICE) as connection:
        assert room_of(connection, OFFICE).count == 2


def test_over_a_line_they_go_as_well_and_on_where_they_stopped(office_on_line, monkeypatch):
    office = office_on_line
    early = attach(office.second, b"sent to the province before there was a hub")
    office.sync(office.second, ContentsExchange(office.second.store))
    switch_on(office.first.store, why="ไม่มีเครือข่าย")
    attach(office.first, LARGE)
    with monkeypatch.context() as patch:
        patch.setattr(contents_above, "_WHILE_SECONDS", 0.0)
        office.send_up()  # no time for files
    assert whole_at_province(office) == [True]
    read_own_book(office.first.store, with_files=True)
    office.send_up()
    assert whole_at_province(office) == [True, True]
    read_own_book(office.first.store, with_files=True)
    assert office.first.store.content(early.address).startswith(b"sent to the province")
    assert kept_hub(office.first.store).is_on
