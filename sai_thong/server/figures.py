"""The figures offices compute and sign, in columns, so that a page adds up thousands of offices within a second.

They follow from the states of the records (`registers/statistics`), are written with them, and are rebuilt from them.
A sum adds what offices show; how many of them withheld a count stands beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from sai_thong.registers.statistics.records import KEYS, StatisticsFigure
from sai_thong.registers.statistics.terms import FigureName, StatisticsKind
from sai_thong.server.schema import FIGURES, OFFICES
from sai_thong.sync.merge import RecordState

RECORD_TYPE: Final = StatisticsFigure.__declaration__.table
DIMENSIONS: Final = ("scheme", "step", "service", "state", "asset_class")
"""What a figure may be broken down by; an empty one says that it is a total over it."""
_AT_ONCE: Final = 500
_MEASURES: Final = ("count", "amount_satang", "withheld", "amount_withheld")


@dataclass(frozen=True)
class Figure:
    """One figure of one office, as it computed it.

    Attributes:
        count: People, cases or assets; None where it is withheld.
        amount_satang: None where the figure is of no money, or the amount is withheld.
    """

    office: str
    kind: StatisticsKind
    period: str
    scheme: str
    step: str
    service: str
    state: str
    asset_class: str
    figure: FigureName
    count: int | None
    amount_satang: int | None
    withheld: bool
    amount_withheld: bool


@dataclass(frozen=True)
class Total:
    """Figures of several offices added up.

    Attributes:
        keys: What it is of: the values of ``by``, in that order.
        figure: What it counts.
        count: The sum of the counts that are shown.
        amount_satang: The sum of the amounts that are shown.
        offices: How many offices have the figure, withheld or not; over several periods, in the one with the most.
        withheld: How many figures keep their count back, and are not in the sum.
        amounts_withheld: How many figures keep their amount back.
    """

    keys: tuple[str, ...]
    figure: FigureName
    count: int
    amount_satang: int
    offices: int
    withheld: int
    amounts_withheld: int


def figures(
    connection: Connection,
    kind: StatisticsKind,
    *,
    first: str,
    last: str = "",
    offices: Collection[str] | None = None,
) -> list[Figure]:
    """The figures of offices, by office, period and keys.

    Args:
        connection: Sees the offices that are asked for.
        kind: Which table.
        first: The first period (ISO month, or fiscal year BE).
        last: The last period; the first one where none is given.
        offices: Their codes; every office where None.
    """
    columns = [FIGURES.c[name] for name in ("office", *KEYS, *_MEASURES)]
    found = connection.execute(
        select(*columns)
        .where(_asked(kind, first, last, offices))
        .order_by(FIGURES.c.office, *(FIGURES.c[name] for name in KEYS))
    )
    return [
        Figure(
            row.office,
            StatisticsKind(row.kind),
            row.period,
            row.scheme,
            row.step,
            row.service,
            row.state,
            row.asset_class,
            FigureName(row.figure),
            row[9],
            row.amount_satang,
            row.withheld,
            row.amount_withheld,
        )
        for row in found
    ]


def totals(
    connection: Connection,
    kind: StatisticsKind,
    *,
    first: str,
    last: str = "",
    by: Sequence[str] = (),
    offices: Collection[str] | None = None,
) -> list[Total]:
    """Figures added up over offices and periods.

    Args:
        connection: Sees the offices that are asked for.
        kind: Which table.
        first: The first period.
        last: The last period; the first one where none is given.
        by: What the sums are told apart by: any of `DIMENSIONS`, ``period``, ``office`` and ``district``. A figure that
            is broken down by a dimension not named here is not taken, so nothing is counted twice.
        offices: Their codes; every office where None.
    """
    keys = [OFFICES.c.district if name == "district" else FIGURES.c[name] for name in by]
    broken_down = [FIGURES.c[name] != "" if name in by else FIGURES.c[name] == "" for name in DIMENSIONS]
    # Offices are counted month by month: to tell them apart over a year costs more than everything else.
    by_period = [] if "office" in by or "period" in by else [FIGURES.c.period]
    groups = [*by_period, *keys, FIGURES.c.figure]
    sums = select(
        *keys,
        FIGURES.c.figure,
        func.coalesce(func.sum(FIGURES.c["count"]), 0).label("counted"),
        func.coalesce(func.sum(FIGURES.c.amount_satang), 0).label("amount"),
        func.count().label("offices"),
        func.sum(FIGURES.c.withheld).label("withheld"),
        func.sum(FIGURES.c.amount_withheld).label("amounts_withheld"),
    )
    sums = (
        sums.join(OFFICES, OFFICES.c.office == FIGURES.c.office) if "district" in by else sums.select_from(FIGURES)
    ).where(_asked(kind, first, last, offices), *broken_down)
    added: dict[tuple[str, ...], Total] = {}
    for row in connection.execute(sums.group_by(*groups)):
        key, figure = tuple(row[: len(keys)]), FigureName(row.figure)
        before = added.get((*key, figure), Total(key, figure, 0, 0, 0, 0, 0))
        added[*key, figure] = Total(
            key,
            figure,
            before.count + int(row.counted),
            before.amount_satang + int(row.amount),
            max(before.offices, 1 if "office" in by else row.offices),
            before.withheld + int(row.withheld),
            before.amounts_withheld + int(row.amounts_withheld),
        )
    return [added[key] for key in sorted(added)]


def periods(connection: Connection, kind: StatisticsKind, *, offices: Collection[str] | None = None) -> list[str]:
    """The periods there are figures of, the newest first."""
    wanted = select(FIGURES.c.period).distinct().where(_asked(kind, "", "~", offices))
    return list(connection.execute(wanted.order_by(FIGURES.c.period.desc())).scalars())


def keep(connection: Connection, office: str, states: Mapping[str, RecordState]) -> None:
    """Keep the figures that follow from states of their records, by the record's id; those before them go."""
    ids = sorted(states)
    for begin in range(0, len(ids), _AT_ONCE):
        some = ids[begin : begin + _AT_ONCE]
        connection.execute(delete(FIGURES).where(FIGURES.c.office == office, FIGURES.c.record_id.in_(some)))
        connection.execute(insert(FIGURES), [_row(office, each, states[each]) for each in some])


def rebuild(connection: Connection, office: str, states: Mapping[str, RecordState]) -> None:
    """Keep these figures of an office, and no others."""
    connection.execute(delete(FIGURES).where(FIGURES.c.office == office))
    keep(connection, office, states)


def _asked(kind: StatisticsKind, first: str, last: str, offices: Collection[str] | None) -> ColumnElement[bool]:
    asked = and_(FIGURES.c.kind == kind.value, FIGURES.c.period.between(first, last or first))
    return asked if offices is None else and_(asked, FIGURES.c.office.in_(sorted(offices)))


def _row(office: str, record_id: str, state: RecordState) -> dict[str, Any]:
    """The columns of a figure, from what is known of its record."""
    told = dict(state.first) | {name: each.value for name, each in state.fields.items()}
    keys = {name: str(told.get(name) or "") for name in KEYS}
    flags = {name: int(bool(told.get(name))) for name in ("withheld", "amount_withheld")}
    numbers = {name: value if isinstance(value := told.get(name), int) else None for name in ("count", "amount_satang")}
    return {"office": office, "record_id": record_id} | keys | flags | numbers
