"""แจ้งระงับด่วน: somebody died, moved or lost the right between sending and paying, and the money must be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.consequences import follow_claims
from sai_thong.registers.allowances.overpayments import lines_came_back
from sai_thong.registers.allowances.records import Outcome, PaymentLine, PaymentResult, UrgentStop
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete
from sai_thong.registers.allowances.results import refuse_settled_cash
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.law.terms import SchemeSet


@dataclass(frozen=True)
class StopView:
    """An urgent stop with the payment it is about."""

    stop: UrgentStop
    line: PaymentLine


def stops_of(store: Store, scheme_set: SchemeSet, *, unsettled: bool = True) -> list[StopView]:
    """The stops of a set, those still to be settled or all."""
    shelf = shelf_of(store, scheme_set)
    found = shelf.find(UrgentStop, settled=False) if unsettled else shelf.find(UrgentStop)
    return [StopView(stop, shelf.get(PaymentLine, stop.line_id)) for stop in found]


def tell(
    store: Store, scheme_set: SchemeSet, stop: UrgentStop, *, whom: str, how: str, at: datetime
) -> Saved[UrgentStop]:
    """Record whom we told, how and when.

    Raises:
        Incomplete: Nobody is named, or no way.
        IllegalStep: The stop is settled.
    """
    if not whom.strip() or not how.strip():
        raise Incomplete(
            _("Say whom you told, and how."), do=_("Write both; they are the proof that it was done in time.")
        )
    _need_open(stop)
    with store.transaction() as tx:
        writer = writer_of(tx, scheme_set)
        return Saved(writer.update(stop, told_whom=whom.strip(), told_how=how.strip(), told_at=at), tx.changes)


def settle(store: Store, scheme_set: SchemeSet, stop: UrgentStop, *, stopped: bool, why: str = "") -> Saved[UrgentStop]:
    """Record whether the payment was stopped in time.

    Stopped money is a result of its line; money that went out all the same becomes an overpayment when its month is
    paid.

    Raises:
        IllegalStep: The stop is settled already, nobody was told yet, or the cash it lay in is counted as paid.
    """
    _need_open(stop)
    if stopped and stop.told_at is None:
        raise IllegalStep(_("Nobody was told to stop this payment yet."), do=_("Record first whom you told and how."))
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        line = writer.get(PaymentLine, stop.line_id)
        kept = writer.update(stop, settled=True, stopped=stopped)
        if stopped:
            refuse_settled_cash(writer, line)
            lines_came_back(writer, [line], today)
            writer.insert(
                PaymentResult(
                    line_id=line.id,
                    payment_month_id=line.payment_month_id,
                    outcome=Outcome.STOPPED,
                    on_day=today,
                    reason=stop.reason,
                )
            )
        follow_claims(tx, scheme_set, [line.claim_id], today)
        return Saved(kept, tx.changes)


def _need_open(stop: UrgentStop) -> None:
    if stop.settled:
        raise IllegalStep(_("This stop is settled already."), do=_("Look at it in the month's results."))
