"""What an office owned when it closed a fiscal year, by class of the accounts. Things are counted, so all is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from sai_thong.db.shelf import ShelfWriter
from sai_thong.ground.language import _
from sai_thong.registers.assets.accounts import class_key_of
from sai_thong.registers.assets.book import YearPosition
from sai_thong.registers.assets.closing_years import year_book
from sai_thong.registers.statistics.recording import CountedPart, CountedTable, record
from sai_thong.registers.statistics.terms import FigureName, StatisticsKind

_MEASURES: dict[FigureName, Callable[[YearPosition], int]] = {
    FigureName.COST: lambda each: each.cost_satang,
    FigureName.ACCUMULATED: lambda each: each.accumulated_satang,
    FigureName.NET: lambda each: each.cost_satang - each.accumulated_satang,
}


def count_years(writer: ShelfWriter, some: Iterable[int]) -> None:
    """Count closed fiscal years (BE)."""
    for year in sorted(set(some)):
        by_class: dict[str, list[YearPosition]] = defaultdict(list)
        for each in year_book(writer, year).positions:
            if each.carried:
                by_class[class_key_of(each.asset)].append(each)
        tables = [
            CountedTable(
                StatisticsKind.ASSET_YEAR,
                str(year),
                figure,
                "asset_class",
                [CountedPart(key, len(found), sum(map(measure, found))) for key, found in sorted(by_class.items())],
                of_people=False,
            )
            for figure, measure in _MEASURES.items()
        ]
        record(writer, tables, why=_("The fiscal year was counted anew."))
