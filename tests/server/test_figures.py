"""Figures of offices are kept in columns with the states they follow from, and added up without counting twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import sqlalchemy as sa

from sai_thong.registers.statistics.terms import FigureName, StatisticsKind
from sai_thong.server.database import add_office, of_office
from sai_thong.server.figures import Total, figures, keep, periods, totals
from sai_thong.server.schema import FIGURES
from sai_thong.sync.merge import FieldState, RecordState
from tests.server.books import open_book

MONTH = "2026-11"
KIND = StatisticsKind.ALLOWANCE_MONTH


def state(**told: object) -> RecordState:
    """What an authority knows of a figure that was made, and then given its values."""
    values = {name: told.pop(name) for name in ("count", "amount_satang", "withheld") if name in told}
    made = {"kind": KIND.value, "period": MONTH, "figure": "paid", "withheld": 0, "amount_withheld": 0, **told}
    return RecordState(made, "a.2", {name: FieldState(value) for name, value in values.items()})


def told_of(first: int, second: int) -> Mapping[str, RecordState]:
    """A scheme of two steps, the second withheld together with the first where it is small."""
    small = min(first, second) < 5
    return {
        "total": state(scheme="old-age", count=first + second),
        "low": state(scheme="old-age", step="60000", count=None if small else first, withheld=int(small)),
        "high": state(scheme="old-age", step="70000", count=None if small else second, withheld=int(small)),
    }


@pytest.fixture
def counted(engine: sa.Engine) -> sa.Engine:
    for office, told in (("5001", told_of(10, 20)), ("5002", told_of(30, 3))):
        add_office(engine, office, "อบต.", epoch="first")
        with open_book(engine, office) as book:
            for record_id, each in told.items():
                book.set_state("statistics_figures", record_id, each)
            book.write("2026-11-21T00:00:00.000Z")
    return engine


def test_an_office_is_read_figure_by_figure(counted: sa.Engine) -> None:
    with of_office(counted, "5002") as connection:
        found = figures(connection, KIND, first=MONTH, offices=["5002"])
    assert [(each.step, each.count, each.withheld) for each in found] == [
        ("", 33, False),
        ("60000", None, True),
        ("70000", None, True),
    ]


def test_sums_take_the_table_that_is_asked_for_and_tell_what_is_withheld(counted: sa.Engine) -> None:
    with counted.connect() as connection:
        by_scheme = totals(connection, KIND, first="2026-01", last="2026-12", by=["scheme"])
        by_step = totals(connection, KIND, first=MONTH, by=["scheme", "step"])
        assert periods(connection, KIND) == [MONTH]
    assert by_scheme == [Total(("old-age",), FigureName.PAID, 63, 0, 2, 0, 0)]
    assert by_step == [
        Total(("old-age", "60000"), FigureName.PAID, 10, 0, 2, 1, 0),
        Total(("old-age", "70000"), FigureName.PAID, 20, 0, 2, 1, 0),
    ]


def test_a_figure_counted_anew_takes_the_place_of_the_one_before(counted: sa.Engine) -> None:
    with of_office(counted, "5001") as connection:
        keep(connection, "5001", {"total": state(scheme="old-age", count=31)})
        kept = connection.execute(sa.select(FIGURES.c["count"]).where(FIGURES.c.record_id == "total")).scalars().all()
    assert 31 in kept
