"""Processes killed at every commit of a round, on either side: nothing is lost or doubled.

A computer dies when the answer came and is not kept yet, a server when the work is kept and not answered yet. The other
moments are those of a request or an answer that was lost, which other tests try.
"""

from __future__ import annotations

from itertools import count

from sai_thong.registers.citizens.records import Citizen
from tests.sync.faults.real_processes import AFTER, BEFORE, give_up, needs_fork
from tests.sync.test_stations import assert_alike

pytestmark = needs_fork
LEAST_DEATHS = 6
"""How many commits a round has at least, on either side."""


def people(pc):
    return sorted(each.first_name for each in pc.store.find(Citizen))


def work(first, second, turn):
    """Both write, and both change one field of one person apart from each other."""
    for pc in (first, second):
        with pc.store.transaction() as tx:
            tx.insert(Citizen(first_name=f"{pc.store.user} {turn}"))
            for person in pc.store.find(Citizen, first_name="ทุกคนรู้จัก"):
                tx.update(person, moo=turn * 2 + (pc is first), note=f"{person.note}\n{pc.store.user} {turn}")


def test_a_computer_killed_before_any_commit_goes_on(province, pcs):
    first, second = pcs
    with province.serving():
        with first.store.transaction() as tx:
            tx.insert(Citizen(first_name="ทุกคนรู้จัก", moo=1))
        for turn in count(1):
            work(first, second, turn)
            if turn % 3 == 0:
                second.sync()
            if not first.sync_dying(turn, BEFORE):
                break
        for pc in (first, second, first):
            assert pc.sync().pending == 0
    print(f"killed {turn - 1} times")  # noqa: T201 - so that a reader sees what was tried
    assert turn > LEAST_DEATHS
    assert people(first) == people(second)
    assert len(people(first)) == 2 * turn + 1
    assert_alike(first.side, second.side)
    assert province.is_sound()


def test_a_server_killed_after_any_commit_is_gone_on_with(province, pcs):
    first, second = pcs
    with first.store.transaction() as tx:
        tx.insert(Citizen(first_name="ทุกคนรู้จัก", moo=1))
    with province.serving():
        first.sync()
        second.sync()
    turn = 0
    for turn in count(1):
        work(first, second, turn)
        with province.serving(province.deadly(turn, AFTER)):
            if give_up(first.sync) and give_up(second.sync):
                break
    print(f"killed {turn - 1} times")  # noqa: T201 - so that a reader sees what was tried
    assert turn > LEAST_DEATHS
    with province.serving():
        for pc in (first, second, first):
            assert pc.sync().pending == 0
    assert people(first) == people(second)
    assert len(people(first)) == 2 * turn + 1
    assert_alike(first.side, second.side)
    assert province.is_sound()
