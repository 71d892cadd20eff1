"""A closed fiscal year stands as it was printed; what was wrong is corrected in the open year, in one figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sai_thong.registers.assets.rules.depreciation import BookFacts, ScheduleRow, schedule


class BookRow(NamedTuple):
    """A fiscal year as the book tells it.

    Attributes:
        row: Its figures; the amount contains the correction.
        correction_satang: How much of the amount mends closed years; may be negative.
        frozen: Whether the year is closed.
    """

    row: ScheduleRow
    correction_satang: int
    frozen: bool


def book_rows(
    facts: BookFacts,
    frozen: Mapping[int, ScheduleRow],
    closed_through_be: int | None,
    *,
    through_year_be: int | None = None,
) -> tuple[BookRow, ...]:
    """The years of an asset: closed ones as frozen, open ones as the rules have them now.

    The first open year carries what the closed ones should have written off and did not, or the other way round: an
    asset found late, a price corrected, an improvement entered afterwards.

    Args:
        facts: The asset as it is known now.
        frozen: Its rows of closed years, by fiscal year (BE).
        closed_through_be: The last fiscal year the office closed; None while none is.
        through_year_be: Last year wanted; without it as `schedule`, and at least the first open year that corrects.
    """
    ruled = schedule(facts, through_year_be=_last_wanted(facts, frozen, closed_through_be, through_year_be))
    if closed_through_be is None:
        return tuple(BookRow(row, 0, False) for row in ruled)
    closed = tuple(BookRow(row, 0, True) for _year, row in sorted(frozen.items()))
    open_rows = [row for row in ruled if row.fiscal_year_be > closed_through_be]
    if not open_rows:
        return closed
    stood = _accumulated(closed, facts)
    due = open_rows[0].accumulated_satang - open_rows[0].amount_satang
    first = open_rows[0]._replace(amount_satang=open_rows[0].accumulated_satang - stood)
    opened = [BookRow(first, due - stood, False), *(BookRow(row, 0, False) for row in open_rows[1:])]
    return (*closed, *opened)


def _last_wanted(
    facts: BookFacts, frozen: Mapping[int, ScheduleRow], closed_through_be: int | None, asked: int | None
) -> int | None:
    if asked is not None or closed_through_be is None:
        return asked
    ruled = schedule(facts)
    last = ruled[-1].fiscal_year_be if ruled else closed_through_be
    if last > closed_through_be:
        return last
    # All its years are closed: one open year is needed only where they do not stand as they should.
    stood = frozen[max(frozen)].accumulated_satang if frozen else 0
    should = ruled[-1].accumulated_satang if ruled else stood
    return last if stood == should else closed_through_be + 1


def _accumulated(closed: Sequence[BookRow], facts: BookFacts) -> int:
    if closed:
        return closed[-1].row.accumulated_satang
    return facts.opening.accumulated_satang if facts.opening else 0


class Measure(StrEnum):
    """What is compared at the end of a year."""

    COST = "cost"
    ACCUMULATED = "accumulated"
    NET = "net"


@dataclass(frozen=True, slots=True)
class AssetFigures:
    """An asset at the end of a year.

    Attributes:
        asset_id: Which.
        class_key: What the accounts count it under: a group or class.
        cost_satang: Cost, improvements included.
        accumulated_satang: Written off.
        moved_satang: How much of the cost came or left within the year: acquired, improved, struck off.
        correction_satang: How much of what was written off in the year corrects closed years.
    """

    asset_id: str
    class_key: str
    cost_satang: int
    accumulated_satang: int
    moved_satang: int = 0
    correction_satang: int = 0

    def of(self, measure: Measure) -> int:
        """The figure compared."""
        if measure is Measure.COST:
            return self.cost_satang
        if measure is Measure.ACCUMULATED:
            return self.accumulated_satang
        return self.cost_satang - self.accumulated_satang


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of e-LAAS or the trial balance that is not ours.

    Attributes:
        class_key: Of which class.
        measure: Which figure.
        ours_satang: The register's.
        theirs_satang: As typed.
        assets: Those that explain it: alone of that very figure, else all that came, left or were corrected this year.
        explained: Whether one of them alone is the difference.
    """

    class_key: str
    measure: Measure
    ours_satang: int
    theirs_satang: int
    assets: tuple[str, ...]
    explained: bool


def compare_year_end(
    assets: Iterable[AssetFigures], typed: Mapping[str, Mapping[Measure, int]]
) -> tuple[Difference, ...]:
    """Where the register and the accounts differ, by class and figure; a figure nobody typed is not compared."""
    by_class: dict[str, list[AssetFigures]] = defaultdict(list)
    for each in assets:
        by_class[each.class_key].append(each)
    found = []
    for key in sorted(by_class.keys() | typed.keys()):
        for measure in Measure:
            theirs = typed.get(key, {}).get(measure)
            ours = sum(each.of(measure) for each in by_class.get(key, ()))
            if theirs is not None and theirs != ours:
                found.append(_difference(key, measure, ours, theirs, by_class.get(key, [])))
    return tuple(found)


def _difference(key: str, measure: Measure, ours: int, theirs: int, assets: list[AssetFigures]) -> Difference:
    off = abs(ours - theirs)
    alone = tuple(
        each.asset_id
        for each in assets
        if off in (abs(each.of(measure)), abs(each.moved_satang), abs(each.correction_satang))
    )
    moved = tuple(each.asset_id for each in assets if each.moved_satang or each.correction_satang)
    return Difference(key, measure, ours, theirs, alone or moved, bool(alone))
