"""What is lent and promised: who has which things on which days, and how many are free.

Approved loans are promises, those fetched are out. A promise that nobody fetched until its last day holds nothing any
more. What came back stays in the calendar of the days it was away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.registers.assets.records import Asset, Loan, LoanLine, LoanReturn, Pool
from sai_thong.registers.assets.refusals import NotFree
from sai_thong.registers.assets.rules.loans import LentThing, Return, free_by_day, shortage
from sai_thong.registers.assets.terms import LoanState

_HOLDING: Final = (LoanState.APPROVED, LoanState.OUT, LoanState.RETURNED)


@dataclass(frozen=True)
class ThingCalendar:
    """A pool or a single asset over some days.

    Attributes:
        thing_id: The pool or the asset.
        name: What it is called.
        owned: How many usable ones there are.
        free: How many of them are free on each day; below nothing where more is promised than is left.
        loans: The loans that have some of it on one of the days, by their first day.
    """

    thing_id: str
    name: str
    owned: int
    free: dict[date, int]
    loans: tuple[Loan, ...]


def thing_of(line: LoanLine) -> str:
    """Id of the pool or asset a line is of; empty for consumables, which are used up and occupy no days."""
    return line.asset_id or line.pool_id


def lent_line(loan: Loan, line: LoanLine, returns: Iterable[LoanReturn]) -> LentThing:
    """A line as the rules read it; a loan that was fetched begins on the day it was fetched."""
    return LentThing(
        loan_id=loan.id,
        thing=thing_of(line),
        quantity=line.quantity,
        begins_on=loan.handed_over_on or loan.begins_on,
        due_on=loan.due_on,
        returns=tuple(Return(each.returned_on, each.quantity) for each in returns if not each.withdrawn_why),
    )


def lent_things(shelf: Shelf, today: date, *, thing_id: str = "") -> list[LentThing]:
    """Every line that is out, promised or was returned, of all things or of one."""
    lines = [line for line in _lines(shelf, thing_id) if thing_of(line)]
    # Of one thing only its own loans are read: an office has years of others.
    told = {"id": tuple({line.loan_id for line in lines})} if thing_id else {}
    holding = {
        loan.id: loan
        for loan in shelf.find(Loan, state=_HOLDING, **told)
        if loan.state is not LoanState.APPROVED or loan.due_on >= today
    }
    returns = defaultdict(list)
    for each in shelf.find(LoanReturn, **({"loan_id": tuple(holding)} if thing_id else {})):
        returns[each.line_id].append(each)
    return [lent_line(holding[line.loan_id], line, returns[line.id]) for line in lines if line.loan_id in holding]


def refuse_double_booking(
    shelf: Shelf, loan: Loan, lines: Iterable[LoanLine], today: date, *, from_day: date, until: date
) -> None:
    """Raise `NotFree` where anything of a loan is promised to others, or not back, on one of its days.

    The loan itself takes nothing away from itself.
    """
    for thing_id, quantity in _wanted(lines).items():
        others = [each for each in lent_things(shelf, today, thing_id=thing_id) if each.loan_id != loan.id]
        wanted = LentThing(loan_id=loan.id, thing=thing_id, quantity=quantity, begins_on=from_day, due_on=until)
        found = shortage(owned(shelf, thing_id), wanted, others, today)
        if found is not None:
            raise NotFree(name_of(shelf, thing_id), found, _told(shelf, found.taken_by))


def outstanding(shelf: Shelf, loan_id: str) -> dict[str, int]:
    """How much of each line of a loan has not come back, by the id of the line.

    Two computers may each keep that the same things came back: what came back twice is not below nothing.
    """
    left = {line.id: line.quantity for line in shelf.find(LoanLine, loan_id=loan_id)}
    for back in shelf.find(LoanReturn, loan_id=loan_id):
        if not back.withdrawn_why:
            left[back.line_id] = max(0, left[back.line_id] - back.quantity)
    return left


def still_held(shelf: Shelf, loan_id: str) -> list[LoanLine]:
    """The lines of a loan of which something has not come back, each with as much as that."""
    left = outstanding(shelf, loan_id)
    return [replace(line, quantity=left[line.id]) for line in shelf.find(LoanLine, loan_id=loan_id) if left[line.id]]


def owned(shelf: Shelf, thing_id: str) -> int:
    """How many usable ones there are of a pool; of a single asset one."""
    found = shelf.find(Pool, id=thing_id)
    return found[0].owned if found else 1


def name_of(shelf: Shelf, thing_id: str) -> str:
    """What a pool or an asset is called, an asset with its number."""
    pools = shelf.find(Pool, id=thing_id)
    if pools:
        return pools[0].name
    card = shelf.get(Asset, thing_id)
    return f"{card.name} {card.number}".strip()


def free_on_all_days(shelf: Shelf, thing_id: str, first: date, last: date, today: date) -> int:
    """How many of a thing can be had for the whole of some days; never below nothing."""
    days = free_by_day(
        owned(shelf, thing_id),
        thing_id,
        lent_things(shelf, today, thing_id=thing_id),
        first=first,
        last=last,
        today=today,
    )
    return max(0, min(days.values(), default=0))


def thing_calendar(shelf: Shelf, thing_id: str, first: date, last: date, today: date) -> ThingCalendar:
    """How a pool or an asset stands on each of some days, and who has it."""
    return _calendar(shelf, thing_id, lent_things(shelf, today, thing_id=thing_id), (first, last), today)


def pool_calendars(shelf: Shelf, first: date, last: date, today: date) -> list[ThingCalendar]:
    """The calendars of all pools that are lent from, by their names."""
    pools = sorted((pool for pool in shelf.find(Pool) if pool.ended_on is None), key=lambda each: each.name)
    lent = lent_things(shelf, today)
    return [_calendar(shelf, pool.id, lent, (first, last), today) for pool in pools]


def _calendar(
    shelf: Shelf, thing_id: str, lent: Iterable[LentThing], days: tuple[date, date], today: date
) -> ThingCalendar:
    (first, last), own = days, [each for each in lent if each.thing == thing_id]
    count = owned(shelf, thing_id)
    free = free_by_day(count, thing_id, own, first=first, last=last, today=today)
    having = {each.loan_id for each in own if each.begins_on <= last and _away_until(each, today) >= first}
    loans = sorted(shelf.find(Loan, id=tuple(having)), key=lambda each: each.begins_on) if having else []
    return ThingCalendar(thing_id, name_of(shelf, thing_id), count, free, tuple(loans))


def _lines(shelf: Shelf, thing_id: str) -> list[LoanLine]:
    if not thing_id:
        return shelf.find(LoanLine)
    return [*shelf.find(LoanLine, asset_id=thing_id), *shelf.find(LoanLine, pool_id=thing_id)]


def _wanted(lines: Iterable[LoanLine]) -> dict[str, int]:
    wanted: dict[str, int] = defaultdict(int)
    for line in lines:
        if thing_of(line):
            wanted[thing_of(line)] += line.quantity
    return wanted


def _away_until(lent: LentThing, today: date) -> date:
    if lent.outstanding:
        return date.max if today > lent.due_on else lent.due_on
    return max((back.on for back in lent.returns), default=lent.due_on)


def _told(shelf: Shelf, loan_ids: tuple[str, ...]) -> str:
    loans = shelf.find(Loan, id=loan_ids) if loan_ids else []
    return ", ".join(f"{loan.number} {loan.borrower}".strip() for loan in loans)
