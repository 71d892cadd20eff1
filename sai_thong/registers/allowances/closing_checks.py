"""What must stand right in a sent month before it is closed: order of months, cash, stops."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sai_thong.db.shelf import Shelf
from sai_thong.registers.allowances.findings import Action, Finding, FindingCode
from sai_thong.registers.allowances.records import (
    CashDay,
    MonthState,
    Outcome,
    PaymentLine,
    PaymentMonth,
    UrgentStop,
)
from sai_thong.registers.allowances.results import counted_results
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht


def checks_before_closing(shelf: Shelf, people: Shelf, month: Month, contended: Collection[str] = ()) -> list[Finding]:
    """What must be settled before a sent month is closed, and what is worth a look.

    Args:
        shelf: Where the month's set is kept.
        people: Where citizens are kept, whatever the set.
        month: The month.
        contended: The records of which something waits for a person (`contended.contended_records`).
    """
    return [
        *_made_apart(shelf, contended),
        *_order(shelf, month),
        *_ids(shelf, people, month),
        *_cash(shelf, month),
        *_stops(shelf, month),
    ]


def months_made_apart(shelf: Shelf, contended: Collection[str]) -> list[Month]:
    """The months that two machines sent or closed apart, and of which nobody has chosen yet which stands."""
    if not contended:
        return []
    ids = tuple(contended)
    month_ids = {*ids, *(line.payment_month_id for line in shelf.find(PaymentLine, id=ids))}
    return sorted({each.month for each in shelf.find(PaymentMonth, id=tuple(month_ids))})


def _made_apart(shelf: Shelf, contended: Collection[str]) -> Iterator[Finding]:
    for month in months_made_apart(shelf, contended):
        facts = {"month": month.name}
        yield Finding(FindingCode.MADE_APART, True, Action.CHOOSE_CLOSE, facts=facts)


def _order(shelf: Shelf, month: Month) -> Iterator[Finding]:
    """Closing goes in order: the first month ever closed may be any, then each follows the one before."""
    months = shelf.find(PaymentMonth)
    for earlier in sorted(
        {each.month for each in months if each.state is not MonthState.CLOSED and each.month < month}
    ):
        yield _previous(earlier)
    closed = [each.month for each in months if each.state is MonthState.CLOSED and each.month < month]
    if closed and max(closed).next() < month and not any(each.month == month.previous() for each in months):
        yield _previous(max(closed).next())
    later = [each.month for each in months if each.state is MonthState.CLOSED and each.month > month]
    if later:
        # What was not paid then is paid as retro in a month that is still open.
        facts = {"month": month.name, "later": min(later).name}
        yield Finding(FindingCode.LATER_CLOSED, True, Action.SETTLE_RETRO, facts=facts)


def _previous(month: Month) -> Finding:
    return Finding(FindingCode.PREVIOUS_NOT_CLOSED, True, Action.CLOSE_PREVIOUS, facts={"month": month.name})


def _ids(shelf: Shelf, people: Shelf, month: Month) -> Iterator[Finding]:
    """Who was sent without a citizen ID must have one by now, or the month proves payments to nobody."""
    lines = {line.person_id: line for line in shelf.find(PaymentLine, paid_in=month, citizen_id="")}
    for person in people.find(Citizen, id=tuple(lines)) if lines else ():
        if person.citizen_id is None:
            facts = {"name": person.full_name}
            claim_id = lines[person.id].claim_id
            yield Finding(FindingCode.NO_CITIZEN_ID, True, Action.CORRECT_PERSON, person.id, claim_id, facts)


def _cash(shelf: Shelf, month: Month) -> Iterator[Finding]:
    """Money drawn is money paid and money returned, at every pay point.

    An office may keep its cash days on paper, so cash without one is only told. But who records that somebody did not
    come has money left, and must record where it went.
    """
    for payment_month in shelf.find(PaymentMonth, month=month):
        days = shelf.find(CashDay, payment_month_id=payment_month.id)
        yield from _cash_without_day(shelf, payment_month, {day.pay_point for day in days if day.drawn_satang})
        for day in days:
            if day.drawn_satang != day.paid_satang + day.returned_satang:
                facts = {"point": day.pay_point or "-"}
                yield Finding(FindingCode.CASH_NOT_BALANCED, True, Action.BALANCE_CASH, facts=facts)


def _cash_without_day(shelf: Shelf, payment_month: PaymentMonth, drawn_at: Collection[str]) -> Iterator[Finding]:
    """The cash of the pay points where no money was recorded as drawn."""
    lines = shelf.find(PaymentLine, payment_month_id=payment_month.id)
    without = [line for line in lines if line.channel.is_cash and line.pay_point not in drawn_at]
    if not without:
        return
    results = counted_results(shelf, payment_month)
    left = [line for line in without if line.id in results and results[line.id].outcome is Outcome.NOT_CLAIMED]
    if left:
        facts: dict[str, str | int] = {"count": len(left), "amount": baht(sum(line.amount_satang for line in left))}
        yield Finding(FindingCode.CASH_NOT_RETURNED, True, Action.BALANCE_CASH, facts=facts)
    yield Finding(FindingCode.CASH_WITHOUT_DAY, False, Action.BALANCE_CASH, facts={"count": len(without)})


def _stops(shelf: Shelf, month: Month) -> Iterator[Finding]:
    for stop in shelf.find(UrgentStop, month=month):
        if not stop.settled:
            line = shelf.get(PaymentLine, stop.line_id)
            facts = {"name": f"{line.prefix}{line.first_name} {line.last_name}"}
            code = FindingCode.STOP_NOT_TOLD if stop.told_at is None else FindingCode.STOP_NOT_SETTLED
            yield Finding(code, True, Action.TELL_STOP, stop.person_id, line.claim_id, facts)
