"""What each computer holds of series and months is known, and goes to the hub by hand-overs that are recorded."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sai_thong.db import numbering
from sai_thong.db.leasing import SeriesHandOver
from sai_thong.db.refusals import NumberRefused
from sai_thong.ground.clock import FixedClock, bangkok_today
from sai_thong.registers.allowances import months
from sai_thong.registers.allowances.months import NotTheHolder
from sai_thong.registers.hub_terms import HubTerm
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.sync.holdings import (
    NoOtherHub,
    hand_over_to_hub,
    held_elsewhere,
    held_here,
    hub_station,
    take_over_months,
)
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import SmallOffice
from tests.sync.memory_book import MemoryBook
from tests.sync.real_stations import OFFICE, exchange, make_station

NOV = Month(2026, 11)
SET = SchemeSet.ORDINARY


@pytest.fixture
def stores(tmp_path):
    """The hub, and a desk that holds a series at its 42nd number, a sealed one, and a sent month."""
    book, hub = MemoryBook(OFFICE), make_station(tmp_path, "กลาง")
    desk = make_station(tmp_path, "ธุรการ", hub.store.keys)
    office = SmallOffice(desk.store, FixedClock(datetime(2026, 11, 21, tzinfo=UTC)))
    office.accepted(office.person())
    with desk.store.transaction() as tx:
        numbering.open_series(tx, "letters-out", 2569, station=desk.store.file_id, next_number=42)
        sealed = tx.on("complaints")
        numbering.open_series(sealed, "petitions", 2569, station=desk.store.file_id)
    months.send(desk.store, SET, NOV)
    with hub.store.transaction() as tx:
        tx.insert(HubTerm(generation=1, device="กลาง", key="aa", since="2026-11-21"))
    exchange(book, hub, desk)
    yield hub.store, desk.store, lambda: exchange(book, hub, desk)
    hub.store.close()
    desk.store.close()


def issue(store, on=""):
    with store.transaction() as tx:
        writer, name = (tx.on(on), "petitions") if on else (tx, "letters-out")
        day = bangkok_today(store.clock)
        return numbering.issue(writer, name, 2569, station=store.file_id, given_to="x", on_day=day).number


def test_everything_goes_to_the_hub_from_where_it_is_held(stores):
    hub, desk, meet = stores
    assert held_here(hub).names == ()
    (held,) = held_elsewhere(hub)
    assert held == held_here(desk)
    assert (len(held.series), [each.month for each in held.months]) == (2, [NOV])
    assert issue(desk) == 42
    assert hub_station(desk) == hub.file_id
    hand_over_to_hub(desk, why="ออกเลขที่เครื่องกลาง")
    meet()
    assert held_elsewhere(hub) == []
    assert (issue(hub), issue(hub, "complaints")) == (43, 1)
    with pytest.raises(NumberRefused):
        issue(desk)
    (recorded,) = hub.find(SeriesHandOver)
    assert (recorded.from_station, recorded.to_station) == (desk.file_id, hub.file_id)
    assert (recorded.next_number, recorded.reason) == (43, "ออกเลขที่เครื่องกลาง")
    with pytest.raises(NotTheHolder):
        months.mark_paid(desk, SET, NOV)
    assert months.mark_paid(hub, SET, NOV).months


def test_open_months_are_taken_over_with_a_reason_and_series_stay(stores):
    hub, desk, meet = stores
    taken, _changes = take_over_months(hub, why="เครื่องเดิมไม่อยู่")
    meet()
    assert [each.month for each in taken] == [NOV]
    assert months.mark_paid(hub, SET, NOV).months
    (left,) = held_elsewhere(hub)
    assert (len(left.series), left.months) == (2, ())
    assert issue(desk) == 42


def test_without_a_reason_or_another_hub_nothing_is_handed_over(stores):
    hub, desk, _meet = stores
    before = held_here(desk)
    with pytest.raises(NumberRefused):
        hand_over_to_hub(desk, why=" ")
    with pytest.raises(NoOtherHub):
        hand_over_to_hub(hub, why="ลอง")
    assert held_here(desk) == before
