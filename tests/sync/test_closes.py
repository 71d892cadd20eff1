"""A month that two computers closed apart is one month: both closes are kept, and one choice settles all of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances import months
from sai_thong.registers.allowances.closed_months import verify_closed_months
from sai_thong.registers.allowances.findings import FindingCode
from sai_thong.registers.allowances.months import MonthBlocked
from sai_thong.registers.allowances.records import MonthState
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.allowances.today import DutyKind, today
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.law.terms import Scheme, SchemeSet, scheme_set_of
from sai_thong.sync.closes import ClosedStands, settle_with, waiting_things
from sai_thong.sync.conflicts import ConflictMoved, count_conflicts
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import SmallOffice
from tests.sync.memory_book import MemoryBook
from tests.sync.real_stations import OFFICE, exchange, make_station
from tests.sync.test_stations import assert_alike

NOV = Month(2026, 11)
SET = SchemeSet.ORDINARY


class Apart:
    """Two computers of one office with three people who are paid, and one more on each that the other lacks."""

    def __init__(self, folder, scheme):
        self.book = MemoryBook(OFFICE)
        first = make_station(folder, "ธุรการ")
        self.stations = first, make_station(folder, "พัฒนาชุมชน", first.store.keys)
        self.offices = [
            SmallOffice(each.store, FixedClock(datetime(2026, 11, 21, tzinfo=UTC))) for each in self.stations
        ]
        for _person in range(3):
            self.offices[0].accepted(self.offices[0].person(), scheme)
        self.meet()
        for place, office in enumerate(self.offices):
            office._people = 10 * (place + 1)
            office.accepted(office.person(), scheme)

    def meet(self):
        exchange(self.book, *self.stations)

    def waits(self, place):
        return waiting_things(self.stations[place].store, RECORD_TYPES)

    def choose(self, place, conflict, side, **how):
        return settle_with(self.stations[place].store, RECORD_TYPES, conflict, side, **how)

    def month(self, place, scheme_set=SET):
        (found,) = months.months_of(shelf_of(self.stations[place].store, scheme_set), NOV)
        return found


@pytest.fixture
def apart(tmp_path):
    made = Apart(tmp_path, Scheme.OLD_AGE)
    yield made
    for each in made.stations:
        each.store.close()


@pytest.fixture
def closed_twice(apart):
    for each in apart.stations:
        months.close(each.store, SET, NOV)
    apart.meet()
    return apart


def test_both_closes_are_kept_and_shown_as_one_thing(closed_twice):
    for place, station in enumerate(closed_twice.stations):
        (conflict,) = closed_twice.waits(place)
        sides = conflict.standing, *conflict.waiting
        assert [each.values["closed_by"] for each in sides] == ["ธุรการ", "พัฒนาชุมชน"]
        assert [each.values["line_count"] for each in sides] == [4, 4]
        duties = {each.kind: each for each in today(station.store).duties}
        assert duties[DutyKind.MADE_APART].count == 1
        assert duties[DutyKind.MADE_APART].urgent
        assert count_conflicts(station.store) == 1


def test_the_next_month_is_not_closed_before_one_was_chosen(closed_twice):
    first, second = closed_twice.stations
    for station in closed_twice.stations:
        with pytest.raises(MonthBlocked) as blocked:
            months.close(station.store, SET, NOV.next())
        assert [each.code for each in blocked.value.findings] == [FindingCode.MADE_APART]
    (conflict,) = closed_twice.waits(1)
    closed_twice.choose(1, conflict, conflict.waiting[0], note="ใบนี้ส่งธนาคารแล้ว")
    assert months.close(second.store, SET, NOV.next()).months
    closed_twice.meet()
    assert closed_twice.waits(0) == []
    assert_alike(first, second)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("where", [0, 1])
def test_the_chosen_close_stands_whole_everywhere_and_no_payment_is_lost(closed_twice, where, which):
    (conflict,) = closed_twice.waits(where)
    side = (conflict.standing, *conflict.waiting)[which]
    closed_twice.choose(where, conflict, side)
    closed_twice.meet()
    assert_alike(*closed_twice.stations)
    chosen = closed_twice.stations[which].store
    for place, station in enumerate(closed_twice.stations):
        month = closed_twice.month(place)
        assert (month.state, month.holder, month.closed_by) == (MonthState.CLOSED, chosen.file_id, chosen.user)
        assert month.anchor.startswith(chosen.file_id)
        assert (month.line_count, month.total_satang) == (5, 5 * 80000)
        assert list(verify_closed_months(station.store)) == []
        assert closed_twice.waits(place) == []


def test_the_same_close_on_both_leaves_the_same_payments(apart):
    apart.meet()
    for each in apart.stations:
        months.close(each.store, SET, NOV)
    apart.meet()
    (conflict,) = apart.waits(0)
    apart.choose(0, conflict, conflict.standing)
    apart.meet()
    assert_alike(*apart.stations)
    assert [list(verify_closed_months(each.store)) for each in apart.stations] == [[], []]
    assert apart.month(1).line_count == 5


def test_a_close_is_not_opened_again_by_one_who_only_sent(apart):
    first, second = apart.stations
    months.close(first.store, SET, NOV)
    months.send(second.store, SET, NOV)
    apart.meet()
    (conflict,) = apart.waits(1)
    with pytest.raises(ClosedStands):
        apart.choose(1, conflict, conflict.waiting[0])
    assert apart.month(1).state is MonthState.CLOSED
    apart.choose(1, conflict, conflict.standing)
    apart.meet()
    assert apart.waits(0) == []


def test_what_was_shown_before_is_not_settled_anew(closed_twice):
    (conflict,) = closed_twice.waits(0)
    closed_twice.choose(0, conflict, conflict.standing)
    with pytest.raises(ConflictMoved):
        closed_twice.choose(0, conflict, conflict.waiting[0])


def test_a_sealed_month_is_settled_alike(tmp_path):
    apart, in_set = Apart(tmp_path, Scheme.HIV), scheme_set_of(Scheme.HIV)
    for each in apart.stations:
        months.close(each.store, in_set, NOV)
    apart.meet()
    with pytest.raises(MonthBlocked):
        months.close(apart.stations[0].store, in_set, NOV.next())
    (conflict,) = apart.waits(0)
    apart.choose(0, conflict, conflict.waiting[0])
    apart.meet()
    assert_alike(*apart.stations)
    assert apart.month(0, in_set).closed_by == "พัฒนาชุมชน"
    assert apart.waits(1) == []
    for each in apart.stations:
        assert list(verify_closed_months(each.store)) == []
        each.store.close()
