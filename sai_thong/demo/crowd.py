"""A crowd of citizens for measurements: fifty thousand of any age, in a couple of seconds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sai_thong.demo.people import OLDEST, PeopleMaker, Person
from sai_thong.demo.place import DEMO_DAY, OFFICE, VILLAGES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.citizen_id import shows_thai_nationality

PEOPLE_OF_LARGEST_OFFICE: Final = 50_000


def crowd(
    count: int = PEOPLE_OF_LARGEST_OFFICE, seed: int = 1, on: date = DEMO_DAY, *, youngest: int = 0
) -> Iterator[Citizen]:
    """So many citizens, of `youngest` to 101 years on the day `on`; the same seed gives the same crowd."""
    maker = PeopleMaker(seed, on, "crowd")
    for _each in range(count):
        home = maker.home(maker.rng.randrange(len(VILLAGES)) + 1)
        yield as_citizen(maker.person(maker.rng.randrange(youngest, OLDEST + 1), home))


def as_citizen(person: Person) -> Citizen:
    """The record of the register that a made-up person has once everything about them is known."""
    return Citizen(
        citizen_id=person.citizen_id,
        prefix=person.prefix,
        first_name=person.first_name,
        last_name=person.last_name,
        monastic_name=person.monastic_name,
        birth=person.birth,
        thai_national=shows_thai_nationality(person.citizen_id),
        house_no=person.house_no,
        moo=person.moo,
        subdistrict=OFFICE.name,
        district=OFFICE.district,
        province=OFFICE.province,
        postcode=OFFICE.postcode,
        phone=person.phone,
        bank_code=person.bank_code,
        account_no=person.account_no,
        account_name=person.account_name,
        deceased=person.died,
        death=person.death,
        moved_in_on=person.moved_in_on,
        moved_in_from=person.moved_in_from,
        moved_out_on=person.moved_out_on,
        moved_out_to=person.moved_out_to,
    )
