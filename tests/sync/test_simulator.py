"""Whatever the link does: nothing is lost or applied twice, no conflict is hidden, and all come to hold the same."""

from __future__ import annotations

from collections import Counter

import pytest

from sai_thong.sync.merge import Effect
from tests.sync.simulated import Office, Station

SEEDS = range(400)
STEPS = 150
LEAST_REACHED = {
    "conflicts": 500, "doubled": 300, "damaged": 500, "lost": 1000, "out of order": 3000, "pages": 3000,
    "restored": 100, "waited": 20, "facts": 200,
}  # fmt: skip


def simulate(seed: int) -> Office:
    office = Office(seed, stations=3 + seed % 4)
    for _step in range(STEPS):
        office.step()
    office.quiet()
    return office


@pytest.fixture(scope="module")
def offices() -> list[Office]:
    return [simulate(seed) for seed in SEEDS]


def test_the_simulation_reached_what_it_is_for(offices):
    reached = sum((office.reached for office in offices), Counter())
    print(dict(reached))  # noqa: T201 - so that a reader sees what was tried
    assert {name: reached[name] for name, least in LEAST_REACHED.items() if reached[name] < least} == {}


def test_after_quiet_all_stations_hold_the_same(offices):
    for seed, office in enumerate(offices):
        first, *others = office.stations
        for station in others:
            assert station.rows == first.rows, seed
            assert station.contending == first.contending, seed
        assert all(station.shown(each) == station.rows[each] for station in office.stations for each in station.rows)


def test_every_entry_took_effect_once_and_in_the_order_of_its_file(offices):
    for seed, office in enumerate(offices):
        taken = [each.entry.id.text for each in office.book.outcomes]
        written = {f"{each.file_id}.{counter}" for each in office.stations for counter in range(1, each.counter + 1)}
        assert len(taken) == len(set(taken)), seed
        assert set(taken) == written, seed
        assert office.book.waits == 0, seed


def test_what_the_authority_knows_of_conflicts_is_what_the_stations_show(offices):
    for seed, office in enumerate(offices):
        known = set()
        for outcome in office.book.outcomes:
            record = outcome.entry.record_id
            state = office.book.state("things", record)
            known |= {
                (record, name, each.version) for name in state.contended for each in state.fields[name].contenders
            }
        assert office.stations[0].contending == known, seed


def test_every_value_anybody_wrote_stands_stood_waits_or_was_given_up(offices):
    for seed, office in enumerate(offices):
        outcomes = office.book.outcomes
        given_up = {each for outcome in outcomes for each in outcome.given_up}
        waiting = {(name, version) for _record, name, version in office.stations[0].contending}
        for outcome in outcomes:
            for name, effect in outcome.effects.items():
                if effect is Effect.CONTENDS:
                    assert (name, outcome.entry.id.text) in given_up ^ waiting, seed


def test_a_new_station_comes_to_hold_what_the_others_hold(offices):
    for seed, office in enumerate(offices):
        new = Station("newcomer")
        office.stations.append(new)
        office.quiet()
        assert new.rows == office.stations[0].rows, seed
        office.stations.pop()
