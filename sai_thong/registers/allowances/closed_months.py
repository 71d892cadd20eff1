"""Closed months against their lines: the count, total and digest named at closing must still be those of the lines."""

from __future__ import annotations

from collections.abc import Iterator

from sai_thong.db.refusals import SetClosed
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.verify import Check, Fault
from sai_thong.ground.language import _
from sai_thong.registers.allowances.months import digest_as_given, lines_digest, lines_of
from sai_thong.registers.allowances.records import MonthState, PaymentMonth
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet


def verify_closed_months(store: Store) -> Iterator[Fault]:
    """The faults of every closed month that this user may read."""
    for scheme_set in SchemeSet:
        try:
            shelf = shelf_of(store, scheme_set)
        except SetClosed:
            continue
        yield from _verify(shelf)


def _verify(shelf: Shelf) -> Iterator[Fault]:
    for month in shelf.find(PaymentMonth, state=MonthState.CLOSED):
        lines = lines_of(shelf, month)
        total = sum(line.amount_satang for line in lines)
        if (len(lines), total) != (month.line_count, month.total_satang):
            message = _("{month}: the lines are not those that were closed (count or total).")
        elif month.lines_digest not in (lines_digest(lines), digest_as_given(lines)):
            message = _("{month}: a line was changed after closing.")
        else:
            continue
        yield Fault(Check.REGISTER, month.id, message.format(month=month.month.name))
