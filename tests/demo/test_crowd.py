"""Guards the crowd for measurements: repeatable, invented, of all ages, and what the register can hold."""

from __future__ import annotations

from itertools import islice

from sai_thong.demo.citizen_ids import is_invented
from sai_thong.demo.crowd import PEOPLE_OF_LARGEST_OFFICE, as_citizen, crowd
from sai_thong.demo.people import Population
from sai_thong.demo.place import DEMO_DAY
from sai_thong.records import from_row, to_row
from sai_thong.registers.citizens.records import Citizen


def test_the_crowd_repeats_and_holds_no_id_twice() -> None:
    people = list(crowd(3000, seed=5))
    assert people == list(crowd(3000, seed=5))
    assert people != list(crowd(3000, seed=6))
    assert len({each.citizen_id for each in people}) == 3000
    assert all(is_invented(each.citizen_id or "") for each in people)


def test_a_longer_crowd_begins_like_a_shorter_one() -> None:
    assert list(islice(crowd(PEOPLE_OF_LARGEST_OFFICE), 50)) == list(crowd(50))


def test_ages_begin_where_they_are_asked_to() -> None:
    ages = [each.birth.age_on(DEMO_DAY) for each in crowd(2000, youngest=60) if each.birth]
    assert min(ages) == 60
    assert any(each.birth and each.birth.age_on(DEMO_DAY) < 15 for each in crowd(500))


def test_everything_of_a_person_is_in_the_record_and_survives_the_store(population: Population) -> None:
    for person in population.people:
        citizen = as_citizen(person)
        assert citizen.alive == person.alive
        assert from_row(Citizen, to_row(citizen)) == citizen
