"""Writing what was counted into the records that go to the province, small counts kept back before they are written.

A figure is made with its keys only and gets its values as a change: two stations that count the same month make the
same record, and of their values the later stands until one of them has everything and counts anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.registers.statistics.records import KEYS, StatisticsFigure
from sai_thong.registers.statistics.rules.withholding import Part, Withheld, withhold
from sai_thong.registers.statistics.terms import FigureName, StatisticsKind


@dataclass(frozen=True)
class CountedPart:
    """How many of one key of a table.

    Attributes:
        key: The value of the table's dimension.
        count: People, cases or assets.
        amount_satang: Their money; None in a table of no money.
        rate_satang: What each of them is paid, where that is public.
    """

    key: str
    count: int
    amount_satang: int | None = None
    rate_satang: int | None = None


@dataclass(frozen=True)
class CountedTable:
    """A total and its parts.

    Attributes:
        kind: What it is about.
        period: ISO month, or fiscal year (BE).
        figure: What is counted.
        dimension: The field of `StatisticsFigure` that tells the parts apart; empty where there are none.
        parts: They add up to the total.
        scheme: The scheme it is of; empty where of none.
        of_people: Whether small counts are kept back: what is counted are people or their cases.
    """

    kind: StatisticsKind
    period: str
    figure: FigureName
    dimension: str
    parts: Sequence[CountedPart]
    scheme: str = ""
    of_people: bool = True

    @property
    def total(self) -> CountedPart:
        """All parts together."""
        amounts = [each.amount_satang for each in self.parts if each.amount_satang is not None]
        return CountedPart("", sum(each.count for each in self.parts), sum(amounts) if amounts else None)

    @property
    def keys(self) -> StatisticsFigure:
        """The total as a record without values."""
        return StatisticsFigure(kind=self.kind, period=self.period, figure=self.figure, scheme=self.scheme)


Values = dict[str, Any]
_Key = tuple[Any, ...]


def record(writer: ShelfWriter, tables: Sequence[CountedTable], *, why: str) -> None:
    """Write what was counted; of a figure that stands already only what changed, with the reason.

    Figures of the same kind and period that are in none of `tables` any more count nothing from now on.
    """
    wanted: dict[_Key, tuple[StatisticsFigure, Values]] = {}
    shut: set[_Key] = set()
    for table in tables:
        kept = _withheld(writer, table)
        wanted |= {_key(figure): (figure, values) for figure, values in _figures(table, kept)}
        shut |= {_key(table.keys)} if kept.total else set()
    spans = {(table.kind, table.period) for table in tables}
    known = {
        _key(each): each for kind, period in spans for each in writer.find(StatisticsFigure, kind=kind, period=period)
    }
    missing = [figure for key, (figure, _values) in wanted.items() if key not in known]
    known |= {_key(each): each for each in writer.insert_many(_named(writer, each) for each in missing)}
    for key, figure in known.items():
        values = wanted[key][1] if key in wanted else _nothing_of(figure, is_shut=_key(_total_of(figure)) in shut)
        if any(getattr(figure, name) != value for name, value in values.items()):
            writer.update(figure, why=why, **values)


def _withheld(shelf: Shelf, table: CountedTable) -> Withheld:
    if not table.of_people:
        return Withheld()
    said = (table.kind.value, table.period, table.figure.value, table.scheme)
    parts = [
        Part(each.count, shelf.natural_id("withheld", *said, each.key), each.rate_satang)
        for each in (table.parts if table.dimension else [table.total])
    ]
    return withhold(parts)


def _figures(table: CountedTable, kept: Withheld) -> Iterator[tuple[StatisticsFigure, Values]]:
    """The figures of a table with what may be told of them; with the total, every part is kept back."""
    yield table.keys, _values(table.total, withheld=kept.total, amount_withheld=kept.amount)
    for index, part in enumerate(table.parts if table.dimension and not kept.total else ()):
        hidden = index in kept.parts
        if part.count:
            keys: dict[str, Any] = {table.dimension: part.key}
            yield replace(table.keys, **keys), _values(part, withheld=hidden, amount_withheld=hidden)


def _values(part: CountedPart, *, withheld: bool, amount_withheld: bool) -> Values:
    return {
        "count": None if withheld else part.count,
        "amount_satang": None if amount_withheld else part.amount_satang,
        "withheld": withheld,
        "amount_withheld": amount_withheld and part.amount_satang is not None,
    }


def _nothing_of(figure: StatisticsFigure, *, is_shut: bool) -> Values:
    """A figure that counts nothing any more; not even that is told where its total is withheld."""
    of_money = figure.amount_satang is not None or figure.amount_withheld
    return _values(CountedPart("", 0, 0 if of_money else None), withheld=is_shut, amount_withheld=is_shut)


def _total_of(figure: StatisticsFigure) -> StatisticsFigure:
    return replace(figure, step="", service="", state="", asset_class="")


def _key(figure: StatisticsFigure) -> _Key:
    return tuple(getattr(figure, name) for name in KEYS)


def _named(shelf: Shelf, figure: StatisticsFigure) -> StatisticsFigure:
    return replace(figure, id=shelf.natural_id("statistics", *(str(each) for each in _key(figure))))
