"""The people of the made-up office: elders, disabled people of all ages, movers, monks, and what became of them.

Everything follows from a seed and a day, so that the same seed gives the same people on every machine. Nobody is real:
names are invented, ids name a province that does not exist, telephones and accounts begin as none do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from sai_thong.demo import names
from sai_thong.demo.citizen_ids import ADDED_LATER, BORN_IN_TIME, BORN_LATE, NATURALISED, SURVEYED_1984, CitizenIdMint
from sai_thong.demo.disability import Disability, invent_disability
from sai_thong.demo.place import DEMO_DAY, VILLAGES
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import be_year

OLDEST: Final = 101
YOUNGEST_LISTED: Final = 55
"""The registrar's list begins at this age."""
ENTITLED_AGE: Final = 60

_SPECIAL_MALE_PREFIXES: Final = ("ร.ต.", "จ.ส.อ.", "ส.ต.ท.", "ร.ต.อ.", "พ.ต.ท.", "ว่าที่ ร.ต.")
_MONKS: Final = ("พระ", "พระครู", "พระมหา", "พระอธิการ")
_BANKS: Final = (("006", 10), ("030", 12), ("034", 12))
"""กรุงไทย, ออมสิน, ธ.ก.ส. with the length of their account numbers."""
_ELSEWHERE: Final = ("เทศบาลตำบลห้วยสมมุติ", "องค์การบริหารส่วนตำบลดอนสมมุติ", "เทศบาลเมืองสมมุติ")


@dataclass(frozen=True)
class Home:
    """A house of the village and the family in it."""

    house_no: str
    moo: int
    surname: str


@dataclass(frozen=True)
class Person:
    """Someone of the made-up office.

    Attributes:
        birth: What is known of the birth date.
        death: When the person died, as far as known; meaningful only with `died`.
        death_in_book: Whether the clerk already noted the death in the office's own books.
        receives_old_age: Stands in the office's book of elders.
        receives_assistance: Stands in the sealed book.
        proxy_name: Who fetches the money, for a few who are paid in cash.
        pensioner: Draws a special pension, which the office does not know yet.
    """

    citizen_id: str
    prefix: str
    first_name: str
    last_name: str
    birth: PartialDate
    house_no: str
    moo: int
    monastic_name: str = ""
    phone: str = ""
    bank_code: str = ""
    account_no: str = ""
    account_name: str = ""
    proxy_name: str = ""
    died: bool = False
    death: PartialDate | None = None
    death_in_book: bool = False
    moved_in_on: date | None = None
    moved_in_from: str = ""
    moved_out_on: date | None = None
    moved_out_to: str = ""
    disability: Disability | None = None
    receives_old_age: bool = False
    receives_assistance: bool = False
    pensioner: bool = False

    @property
    def alive(self) -> bool:
        """Whether the person lives."""
        return not self.died

    @property
    def by_bank(self) -> bool:
        """Whether the money goes to an account."""
        return bool(self.account_no)


@dataclass(frozen=True)
class Population:
    """Everyone, in the order of village and age within each list.

    Attributes:
        seed: What they follow from.
        on: The day they are as they are.
        people: Everyone once.
    """

    seed: int
    on: date
    people: tuple[Person, ...]

    @property
    def elders(self) -> list[Person]:
        """Who stands in the office's book of elders, the dead not yet struck out included."""
        return [each for each in self.people if each.receives_old_age]

    @property
    def disabled(self) -> list[Person]:
        """Who stands in the office's book of disabled people."""
        return [each for each in self.people if each.disability]

    @property
    def assisted(self) -> list[Person]:
        """Who stands in the sealed book."""
        return [each for each in self.people if each.receives_assistance]

    @property
    def registered(self) -> list[Person]:
        """Who stands in the registrar's list: everyone of 55 or more."""
        return [each for each in self.people if each.birth.age_on(self.on) >= YOUNGEST_LISTED]


class PeopleMaker:
    """Makes people one after the other from one stream of chance."""

    def __init__(self, seed: int, on: date = DEMO_DAY, part: str = "people") -> None:
        self.rng = Random(f"sai-thong:{part}:{seed}")
        self.on = on
        self._mint = CitizenIdMint(self.rng)
        self._families = [self.rng.sample(names.SURNAMES, 24) for _village in VILLAGES]

    def home(self, moo: int) -> Home:
        """A house in village `moo`; its family is one of the village's."""
        number = str(self.rng.randrange(1, 250))
        if self.rng.random() < 0.25:
            number += f"/{self.rng.randrange(1, 10)}"
        return Home(number, moo, self.rng.choice(self._families[moo - 1]))

    def person(self, age: int, home: Home, *, female: bool | None = None) -> Person:
        """Someone who completed `age` years by the day, living in `home`."""
        rng = self.rng
        female = rng.random() < 0.57 if female is None else female
        birth = self._birth(age)
        prefix, monastic = self._prefix(age, female)
        person = Person(
            citizen_id=self._mint.new(self._id_class(birth)),
            prefix=prefix,
            first_name=rng.choice(_first_names(age, female)),
            last_name=home.surname,
            monastic_name=monastic,
            birth=birth,
            house_no=home.house_no,
            moo=home.moo,
            phone=f"071{rng.randrange(10**7):07}" if rng.random() < 0.7 else "",
        )
        if rng.random() < 0.6:
            return self._with_account(person)
        return replace(person, proxy_name=self._relative(home)) if rng.random() < 0.2 else person

    def elder_age(self) -> int:
        """An age of sixty or more, as a village has them: many young, few very old."""
        return ENTITLED_AGE + int((OLDEST + 1 - ENTITLED_AGE) * self.rng.betavariate(1.05, 2.6))

    def _birth(self, age: int) -> PartialDate:
        rng = self.rng
        latest = _years_before(self.on, age)
        born = latest - timedelta(days=rng.randrange(365))
        chance = rng.random()
        if age >= ENTITLED_AGE and chance < 0.035:
            return PartialDate(be_year(latest.year), None, None)
        if age >= ENTITLED_AGE and chance < 0.05 and born.day != 1:
            return PartialDate(be_year(born.year), born.month, None)
        if chance < 0.1:
            born = born.replace(day=1)
        return PartialDate.from_date(born)

    def _prefix(self, age: int, female: bool) -> tuple[str, str]:
        rng = self.rng
        if age < 15:
            return ("เด็กหญิง" if female else "เด็กชาย"), ""
        chance = rng.random()
        if female:
            if chance < 0.01 and age > 40:
                return "แม่ชี", ""
            return ("นางสาว" if chance < (0.28 if age > 30 else 0.8) else "นาง"), ""
        if chance < 0.015 and age > 25:
            return rng.choice(_MONKS), rng.choice(names.MONASTIC_NAMES)
        if chance < 0.04 and age > 25:
            return rng.choice(_SPECIAL_MALE_PREFIXES), ""
        return "นาย", ""

    def _id_class(self, birth: PartialDate) -> str:
        chance = self.rng.random()
        if birth.year_be >= 2527:
            return BORN_LATE if chance < 0.04 else BORN_IN_TIME
        if chance < 0.01:
            return NATURALISED
        return ADDED_LATER if chance < 0.15 else SURVEYED_1984

    def _relative(self, home: Home) -> str:
        """The full name of someone of the family."""
        prefix, first_names = self.rng.choice((("นาย", names.MALE_FIRST_NAMES), ("นาง", names.FEMALE_FIRST_NAMES)))
        return f"{prefix}{self.rng.choice(first_names)} {home.surname}"

    def _with_account(self, person: Person) -> Person:
        bank, length = self.rng.choice(_BANKS)
        account = f"99{self.rng.randrange(10 ** (length - 2)):0{length - 2}}"
        owner = f"{person.prefix}{person.first_name} {person.last_name}"
        return replace(person, bank_code=bank, account_no=account, account_name=owner)


def make_population(seed: int = 1, elders: int = 700, on: date = DEMO_DAY) -> Population:
    """The people of an office with so many elders in its book.

    Beside them live those about to turn sixty, some of age who never claimed, disabled people of all ages and a
    handful in the sealed book.
    """
    maker = PeopleMaker(seed, on)
    people = _elders(maker, elders)
    people += _without_claim(maker, elders)
    people = _with_disabled(maker, people, max(14, elders // 12))
    people += _assisted(maker, 6)
    people = _with_events(maker.rng, people, on)
    people = _with_shared_account(maker.rng, people)
    ordered = sorted(enumerate(people), key=lambda numbered: (numbered[1].moo, numbered[0]))
    return Population(seed, on, tuple(person for _number, person in ordered))


def _elders(maker: PeopleMaker, count: int) -> list[Person]:
    """The people of the book; two fifths live with another of them."""
    people: list[Person] = []
    while len(people) < count:
        home = maker.home(maker.rng.randrange(len(VILLAGES)) + 1)
        together = 2 if maker.rng.random() < 0.25 else 1
        for number in range(min(together, count - len(people))):
            female = bool(number) if together == 2 else None
            elder = maker.person(maker.elder_age(), home, female=female)
            people.append(replace(elder, receives_old_age=True))
    return people


def _without_claim(maker: PeopleMaker, elders: int) -> list[Person]:
    """Those not in any book: near sixty, and a few of age whom everybody forgot."""
    near = [maker.rng.randrange(YOUNGEST_LISTED, ENTITLED_AGE) for _each in range(max(10, elders // 6))]
    forgotten = [maker.elder_age() for _each in range(max(3, elders // 60))]
    return [maker.person(age, maker.home(maker.rng.randrange(len(VILLAGES)) + 1)) for age in near + forgotten]


def _with_disabled(maker: PeopleMaker, people: Sequence[Person], count: int) -> list[Person]:
    """A third of the disabled are elders of the book, the others of any age from two."""
    rng = maker.rng
    among = set(rng.sample(range(len(people)), count // 3))
    result = [
        replace(each, disability=invent_disability(rng, maker.on)) if number in among else each
        for number, each in enumerate(people)
    ]
    for _each in range(count - len(among)):
        age = rng.choice((rng.randrange(2, 18), rng.randrange(16, 19), rng.randrange(18, ENTITLED_AGE)))
        person = maker.person(age, maker.home(rng.randrange(len(VILLAGES)) + 1))
        result.append(replace(person, disability=invent_disability(rng, maker.on)))
    return result


def _assisted(maker: PeopleMaker, count: int) -> list[Person]:
    ages = [maker.rng.randrange(25, 66) for _each in range(count)]
    homes = [maker.home(maker.rng.randrange(len(VILLAGES)) + 1) for _each in range(count)]
    return [replace(maker.person(age, home), receives_assistance=True) for age, home in zip(ages, homes, strict=True)]


def _with_events(rng: Random, people: Sequence[Person], on: date) -> list[Person]:
    """Deaths, moves and pensions: to one elder in twelve something happened that the office must act on."""
    result: list[Person] = []
    for person in people:
        chance = rng.random() if person.receives_old_age else 1.0
        if chance < 0.025:
            result.append(_dead(rng, person, on, in_book=True, within_days=400))
        elif chance < 0.035:
            result.append(_dead(rng, person, on, in_book=False, within_days=75))
        elif chance < 0.05:
            left = on - timedelta(days=rng.randrange(1, 60))
            result.append(replace(person, moved_out_on=left, moved_out_to=rng.choice(_ELSEWHERE)))
        elif chance < 0.065:
            came = on - timedelta(days=rng.randrange(60, 700))
            result.append(replace(person, moved_in_on=came, moved_in_from=rng.choice(_ELSEWHERE)))
        elif chance < 0.07:
            result.append(replace(person, pensioner=True))
        else:
            result.append(person)
    return result


def _dead(rng: Random, person: Person, on: date, *, in_book: bool, within_days: int) -> Person:
    day = PartialDate.from_date(on - timedelta(days=rng.randrange(2, within_days)))
    if in_book and rng.random() < 0.2:
        day = PartialDate(day.year_be, day.month, None)
    return replace(person, died=True, death=day, death_in_book=in_book)


def _with_shared_account(rng: Random, people: Sequence[Person]) -> list[Person]:
    """Four elders of one village are paid to the account, and reached by the telephone, of one of them."""
    result = list(people)
    banked = [number for number, each in enumerate(people) if each.receives_old_age and each.by_bank and each.alive]
    owner = people[rng.choice(banked)]
    neighbours = [number for number in banked if people[number].moo == owner.moo and people[number] != owner]
    for number in neighbours[:3]:
        result[number] = replace(
            people[number],
            bank_code=owner.bank_code,
            account_no=owner.account_no,
            account_name=owner.account_name,
            phone=owner.phone,
        )
    return result


def _first_names(age: int, female: bool) -> tuple[str, ...]:
    if age < 15:
        return names.GIRL_FIRST_NAMES if female else names.BOY_FIRST_NAMES
    return names.FEMALE_FIRST_NAMES if female else names.MALE_FIRST_NAMES


def _years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
