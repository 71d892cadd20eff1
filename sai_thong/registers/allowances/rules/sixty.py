"""Nobody forgotten: who reaches the age in a fiscal year, when to confirm, and who is of age without a claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sai_thong.registers.allowances.rules.facts import MoveDirection, PersonFacts
from sai_thong.registers.allowances.rules.windows import WindowDates, entitlement_age, entry_month, windows_serving
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import Month

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class ReachesAge(Generic[Key]):
    """A person who reaches the age of entitlement.

    Attributes:
        key: Whatever the caller knows the person by.
        birthday: The first day of the age, by what is known of the birth date.
        birth_exact: Whether the birth date is known to the day.
        first_month: The first month due by age, when confirmed in time.
        windows: When to confirm for that month's fiscal year, in order of time.
    """

    key: Key
    birthday: date
    birth_exact: bool
    first_month: Month
    windows: tuple[WindowDates, ...]


def who_reaches_age_in(
    people: Iterable[tuple[Key, PersonFacts]],
    fiscal_year_be: int,
    law: AllowanceLaw,
    scheme: Scheme = Scheme.OLD_AGE,
) -> list[ReachesAge[Key]]:
    """Everyone living here whose first month by age lies in fiscal year `fiscal_year_be` (BE), by that month.

    Left out: the dead, those who moved away, those known not to be Thai, and those without a birth date.
    """
    windows = windows_serving(fiscal_year_be, law, scheme)
    found: list[ReachesAge[Key]] = []
    for key, person in people:
        month, birth = _month_of_age(person, law, scheme), person.birth
        if month is not None and birth is not None and month.fiscal_year_be == fiscal_year_be:
            birthday = birth.birthday(entitlement_age(birth, law, scheme))
            found.append(ReachesAge(key, birthday, birth.exact, month, windows))
    return sorted(found, key=lambda each: (each.first_month, each.birthday))


def who_is_of_age(
    people: Iterable[tuple[Key, PersonFacts]], month: Month, law: AllowanceLaw, scheme: Scheme = Scheme.OLD_AGE
) -> list[Key]:
    """Everyone living here who is of age in `month`; give only people without a claim to find the forgotten."""
    return [
        key for key, person in people if (first := _month_of_age(person, law, scheme)) is not None and first <= month
    ]


def _month_of_age(person: PersonFacts, law: AllowanceLaw, scheme: Scheme) -> Month | None:
    if person.birth is None or person.is_dead or person.thai_nationality is False or _lives_elsewhere(person):
        return None
    return entry_month(person.birth, law, scheme)


def _lives_elsewhere(person: PersonFacts) -> bool:
    last = max(person.moves, key=lambda move: move.on, default=None)
    return last is not None and last.direction is MoveDirection.OUT
