"""Over real sockets that are cut, crawl, double and garble: rounds go on until all hold the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import SaiThongError
from sai_thong.registers.citizens.records import Citizen
from sai_thong.sync.engine import last_round
from tests.sync.faults.bad_proxy import CUT, DOUBLE, GARBLE, BadProxy
from tests.sync.faults.real_processes import Pc, Province, needs_fork
from tests.sync.real_stations import NOW
from tests.sync.test_stations import assert_alike

pytestmark = needs_fork
PEOPLE = 60
ROUNDS = 60
"""How many rounds a bad line may need."""


def add(pc, count):
    with pc.store.transaction() as tx:
        tx.insert_many(
            [Citizen(first_name=f"{pc.store.user} {number}", note="ก" * (number % 90)) for number in range(count)]
        )


def until_done(pc, port):
    """Rounds until one comes to its end and leaves nothing unsent; whatever the line does only ever ends a round."""
    for number in range(ROUNDS):
        try:
            if pc.sync(port).pending == 0:
                return number + 1
        except SaiThongError:
            assert last_round(pc.store) is not None
    raise AssertionError("it never came to an end")


@pytest.mark.parametrize(("faults", "least"), [((CUT,), 5), ((CUT, DOUBLE, GARBLE), 5)])
def test_whatever_the_line_does_all_come_to_hold_the_same(province, pcs, faults, least):
    first, second = pcs
    with province.serving():
        proxy = BadProxy(province.port, seed=len(faults), faults=faults)
        with proxy.passing() as port:
            for _turn in range(3):
                for pc in (first, second):
                    add(pc, PEOPLE)
                    until_done(pc, port)
        print(dict(proxy.did))  # noqa: T201 - so that a reader sees what was tried
        assert sum(proxy.did[each] for each in faults) >= least
        for pc in (first, second):
            assert pc.sync().pending == 0
    assert len(first.store.find(Citizen)) == 3 * 2 * PEOPLE
    assert_alike(first.side, second.side)
    assert province.is_sound()


def test_a_line_of_two_kilobytes_a_second_is_slow_and_nothing_else(province, pcs):
    first, second = pcs
    add(first, 4)
    with province.serving():
        proxy = BadProxy(province.port, 1, (), bytes_a_second=2048, delay_seconds=0.6)
        with proxy.passing() as port:
            assert first.sync(port).pending == 0
            assert second.sync(port).received == 4
    assert proxy.did["connections"] == 2
    assert_alike(first.side, second.side)


@pytest.mark.parametrize(
    "skew", [timedelta(days=-3652), timedelta(days=198_333)], ids=["ten years back", "543 years on"]
)
def test_a_clock_off_by_years_is_shown_and_stops_nothing(tmp_path, skew):
    province = Province(tmp_path, FixedClock(NOW + skew))
    pc = Pc(province, tmp_path, "ธุรการ")
    add(pc, 5)
    with province.serving():
        assert (pc.sync().pending, pc.sync().round_trips) == (0, 1)
    told = last_round(pc.store)
    assert told is not None
    assert abs(told.skew_seconds + skew.total_seconds()) < 60
    pc.store.close()
