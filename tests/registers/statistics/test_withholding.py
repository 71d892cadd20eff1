"""No count that is kept back can be computed from what is shown: totals, money at public rates, and the rule itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.statistics.rules.withholding import FEW, Part, Withheld, withhold

Shown = tuple[object, ...]


def table(counts: Sequence[int], rates: Sequence[int | None], order: Sequence[int]) -> list[Part]:
    return [Part(count, str(place), rate) for count, rate, place in zip(counts, rates, order, strict=True)]


def shown(parts: Sequence[Part]) -> Shown:
    """All that a reader of the figures sees."""
    kept = withhold(parts)
    money = sum(part.count * (part.rate_satang or 0) for part in parts)
    return (
        tuple(None if index in kept.parts else part.count for index, part in enumerate(parts)),
        None if kept.total else sum(part.count for part in parts),
        None if kept.total or kept.amount else money,
        kept,
    )


@pytest.mark.parametrize(
    ("rates", "highest"),
    [
        ((None, None), 14),
        ((None, None, None), 12),
        ((None, None, None, None), 7),
        ((800, 1000), 20),
        ((600, 600, 800), 9),
        ((600, 700, 800), 9),
        ((600, 700, 1000), 9),
    ],
)
def test_who_knows_the_rule_and_all_that_is_shown_cannot_tell_a_withheld_count(
    rates: tuple[int | None, ...], highest: int
) -> None:
    """Every table there is, by what is shown of it: of each withheld count two values at least are possible."""
    alike: dict[Shown, set[tuple[int, ...]]] = defaultdict(set)
    for counts in product(range(highest + 1), repeat=len(rates)):
        for order in permutations(range(len(rates))):
            alike[shown(table(counts, rates, order))].add(counts)
    withheld = 0
    for (parts, total, _money, _kept), tables in alike.items():
        if max(map(max, tables)) > highest - 3:
            continue  # others of the same look lie outside what was tried
        withheld += total is None or None in parts
        for index, count in enumerate(parts):  # type: ignore[arg-type]
            assert count is not None or len({counts[index] for counts in tables}) > 1, (parts, total, tables)
        assert total is not None or len({sum(counts) for counts in tables}) > 1
    assert withheld > 5, "the tables tried have small counts"


COUNTS = st.lists(st.one_of(st.integers(0, 9), st.integers(0, 2000)), min_size=1, max_size=12)


@given(COUNTS)
def test_no_small_count_is_shown_and_none_stands_alone(counts: list[int]) -> None:
    kept = withhold(table(counts, [None] * len(counts), range(len(counts))))
    visible = [count for index, count in enumerate(counts) if index not in kept.parts]
    assert all(count == 0 or count >= FEW for count in visible)
    if kept.parts and not kept.total:
        hidden = [counts[index] for index in kept.parts]
        assert len(hidden) > 1, "the total less what is shown would be it"
        assert sum(hidden) > len(hidden), "or everybody would be one"
    assert kept.total or sum(counts) == 0 or sum(counts) >= FEW


@given(st.lists(st.one_of(st.just(0), st.integers(FEW, 2000)), max_size=12))
def test_nothing_is_kept_back_where_no_count_is_small(counts: list[int]) -> None:
    assert withhold(table(counts, [60000] * len(counts), range(len(counts)))) == Withheld()


def test_the_money_of_two_rates_is_kept_back_with_a_small_count_and_that_of_four_is_not() -> None:
    disabled = withhold(table((120, 3), (80000, 100000), (0, 1)))
    assert disabled == Withheld(frozenset({0, 1}), amount=True), "80000 a + 100000 b and a + b tell both"
    elders = withhold(table((350, 210, 60, 3), (60000, 70000, 80000, 100000), (0, 1, 2, 3)))
    assert elders == Withheld(frozenset({0, 1, 3}))


def test_a_total_of_few_hides_which_parts_there_are() -> None:
    assert withhold(table((2, 0, 1), [None] * 3, (0, 1, 2))) == Withheld(frozenset({0, 1, 2}), total=True, amount=True)
