"""Which figures an office keeps back, so that nobody's own case can be read from its statistics.

A count of one to four people is kept back, and with it others of its table, so that it cannot be computed: neither by
subtracting from the total, nor from the money paid at rates that everybody knows, nor by who knows this rule. Which
others does not follow from how large they are, which would tell of their size, but from an order that only the office
knows. A count of nothing is shown: it is about nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

FEW: Final = 5
"""Counts below are kept back."""
_OTHERS: Final = 2
"""How many counts that are not few are kept back beside those that are, in a table of money; in another one."""


@dataclass(frozen=True)
class Part:
    """One part of a total.

    Attributes:
        count: How many people or cases; not negative.
        place: Its place in the order that only the office knows; no two are alike.
        rate_satang: What each of them is paid, which is public; None in a table of no money.
    """

    count: int
    place: str
    rate_satang: int | None = None


@dataclass(frozen=True)
class Withheld:
    """What of a table is kept back.

    Attributes:
        parts: The indexes of the parts whose count and amount are.
        total: Whether the total is, and with it whether any part has anybody.
        amount: Whether the total's amount is, which together with its count would give a part away.
    """

    parts: frozenset[int] = frozenset()
    total: bool = False
    amount: bool = False


def withhold(parts: Sequence[Part]) -> Withheld:
    """What is kept back of a table of parts and their total."""
    there = sorted((index for index, part in enumerate(parts) if part.count), key=lambda index: parts[index].place)
    small = [index for index in there if parts[index].count < FEW]
    if not small:
        return Withheld()
    total = sum(part.count for part in parts)
    # Where nobody is more than one, the total would tell so.
    if total < FEW or total == len(there):
        return Withheld(frozenset(range(len(parts))), total=True, amount=True)
    others = [index for index in there if index not in small]
    of_money = all(part.rate_satang is not None for part in parts)
    hidden = [*small, *others[: _OTHERS if of_money else 1]]
    # Beside counts that are shown there stand all the others there can be; where none is shown there may be fewer.
    large = [_OTHERS] if len(hidden) < len(there) else range(min(_OTHERS + 1, len(hidden)))
    amount = of_money and _gives_away([parts[index] for index in hidden], large)
    return Withheld(frozenset(hidden), amount=amount)


def _gives_away(parts: Sequence[Part], large: Iterable[int]) -> bool:
    """Whether the money of withheld parts together would tell how many one of them has, the rates being known.

    Every way is tried in which they might have that money and those people, with `large` many of them not few.
    """
    rates = [part.rate_satang or 0 for part in parts]
    people = sum(part.count for part in parts)
    money = sum(part.count * rate for part, rate in zip(parts, rates, strict=True))
    might_be: list[set[int]] = [set() for _part in parts]
    for number in large:
        for not_few in combinations(range(len(parts)), number):
            few = [index for index in range(len(parts)) if index not in not_few]
            for counts in product(range(1, FEW), repeat=len(few)):
                left = people - sum(counts)
                left_money = money - sum(count * rates[index] for count, index in zip(counts, few, strict=True))
                for rest in _sharings(left, left_money, [rates[index] for index in not_few]):
                    for index, count in zip((*few, *not_few), (*counts, *rest), strict=True):
                        might_be[index].add(count)
    return any(len(each) < 2 for each in might_be)


def _sharings(people: int, money: int, rates: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """How at most two parts that are not few might have these people and this money; of many ways the two outermost."""
    if not rates:
        yield from [()] if (people, money) == (0, 0) else []
        return
    ways = [people] if len(rates) == 1 else _shares(people, money, *rates)
    for first in ways:
        shares = (first, people - first)[: len(rates)]
        paid = sum(share * rate for share, rate in zip(shares, rates, strict=True))
        if min(shares) >= FEW and paid == money:
            yield shares


def _shares(people: int, money: int, rate: int, other_rate: int) -> list[int]:
    """How many of two parts the first might have."""
    if rate == other_rate:
        return [FEW, people - FEW]
    return [(money - other_rate * people) // (rate - other_rate)]
