"""What an office paid for a month, by scheme and step; the sensitive set is never counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.ground.language import _
from sai_thong.registers.allowances.months import lines_of
from sai_thong.registers.allowances.payments import came_back
from sai_thong.registers.allowances.records import LineKind, MonthState, PaymentLine, PaymentMonth
from sai_thong.registers.allowances.results import counted_results
from sai_thong.registers.law.terms import SCHEMES_OF, Scheme, SchemeSet
from sai_thong.registers.statistics.recording import CountedPart, CountedTable, record
from sai_thong.registers.statistics.terms import FigureName, StatisticsKind
from sai_thong.thai.calendar import Month


def count_months(writer: ShelfWriter, some: Iterable[Month]) -> None:
    """Count the months of which every payment is closed; nothing is written of others."""
    for month in sorted(set(some)):
        of_month = writer.find(PaymentMonth, month=month)
        if of_month and all(each.state is MonthState.CLOSED for each in of_month):
            record(writer, list(_tables(writer, month, of_month)), why=_("The month was counted anew."))


def _tables(shelf: Shelf, month: Month, of_month: Sequence[PaymentMonth]) -> Iterator[CountedTable]:
    reached = [line for each in of_month for line in _reached(shelf, each)]
    for scheme in SCHEMES_OF[SchemeSet.ORDINARY]:
        of_scheme = [line for line in reached if line.scheme is scheme]
        regular = [line for line in of_scheme if line.kind is LineKind.REGULAR]
        yield _table(month, scheme, FigureName.PAID, _by_rate(regular))
        others = [line for line in of_scheme if line.kind is LineKind.RETRO]
        yield _table(month, scheme, FigureName.RETRO, [CountedPart("", len(others), _money(others))])


def _reached(shelf: Shelf, payment_month: PaymentMonth) -> list[PaymentLine]:
    """The lines whose money did not come back, as the papers of the closed month count them."""
    results = counted_results(shelf, payment_month)
    return [line for line in lines_of(shelf, payment_month) if not came_back(line, results)]


def _table(month: Month, scheme: Scheme, figure: FigureName, parts: Sequence[CountedPart]) -> CountedTable:
    dimension = "step" if figure is FigureName.PAID else ""
    return CountedTable(StatisticsKind.ALLOWANCE_MONTH, month.iso, figure, dimension, parts, scheme.value)


def _by_rate(lines: Iterable[PaymentLine]) -> list[CountedPart]:
    """How many were paid each monthly rate."""
    paid: dict[int, int] = defaultdict(int)
    for line in lines:
        paid[line.amount_satang] += 1
    return [CountedPart(str(rate), count, rate * count, rate) for rate, count in sorted(paid.items())]


def _money(lines: Collection[PaymentLine]) -> int:
    return sum(line.amount_satang for line in lines)
