"""What was lent comes back in parts, each in its own state: to the timeline of a card, to a pool, to a stock card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.lending_calendar import outstanding, refuse_double_booking, still_held
from sai_thong.registers.assets.loans import named, need_reason, standing_loan
from sai_thong.registers.assets.pools import loans_short
from sai_thong.registers.assets.records import Asset, Loan, LoanLine, LoanReturn, Pool
from sai_thong.registers.assets.refusals import AssetFactWrong, ReturnTooMany, StepNotDue
from sai_thong.registers.assets.stock import receive_from_loan
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, LoanState, ReturnCondition
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import tidy

_STATE_AFTER = {
    ReturnCondition.USABLE: AssetStatus.IN_USE,
    ReturnCondition.REPLACED: AssetStatus.IN_USE,
    ReturnCondition.DAMAGED: AssetStatus.BROKEN,
    ReturnCondition.PAID: AssetStatus.LOST,
}
"""In which state a card is afterwards; what was paid for is gone, and leaves the register by a disposal."""

_USABLE_NO_MORE = frozenset({ReturnCondition.DAMAGED, ReturnCondition.PAID})


@dataclass(frozen=True)
class ThingBack:
    """Some of a line that came back in one state.

    Attributes:
        line_id: The line.
        quantity: How many; of a stock card, thousandths of its unit.
        condition: In which state.
        paid_satang: What was paid for it.
        note: How it is damaged, the receipt, and the like.
    """

    line_id: str
    quantity: int
    condition: ReturnCondition = ReturnCondition.USABLE
    paid_satang: int = 0
    note: str = ""


@dataclass(frozen=True)
class TakenBack:
    """What was taken back.

    Attributes:
        loan: As it now stands: returned once nothing is out any more.
        returns: As stored.
        short: Promised loans, by their ids, for which not enough usable things are left; somebody must be told.
        changes: Everything that changed.
    """

    loan: Loan
    returns: tuple[LoanReturn, ...]
    short: tuple[str, ...]
    changes: ChangeSet


def take_back(
    store: Store,
    loan_id: str,
    things: Sequence[ThingBack],
    *,
    returned_by: str,
    received_by: str,
    on: date | None = None,
    why: str = "",
) -> TakenBack:
    """Take back all or some of what is out.

    Raises:
        StepNotDue: Nothing of the loan is out.
        ReturnTooMany: More comes back than is out.
        AssetFactWrong: Nothing comes back, a name is missing, the day lies ahead or before the things were fetched,
            or consumables come back in another state than usable or paid for.
    """
    today = bangkok_today(store.clock)
    day = on or today
    with store.transaction(why) as tx:
        loan = standing_loan(tx, loan_id, LoanState.OUT)
        _check(tx, loan, things, day, today)
        returns = tx.insert_many(
            LoanReturn(
                line_id=thing.line_id,
                loan_id=loan.id,
                returned_on=day,
                quantity=thing.quantity,
                condition=thing.condition,
                returned_by=named(returned_by),
                received_by=named(received_by),
                paid_satang=thing.paid_satang,
                note=tidy(thing.note),
            )
            for thing in things
        )
        for back in returns:
            _settle(tx, loan, back)
        if not any(outstanding(tx, loan.id).values()):
            loan = tx.update(loan, state=LoanState.RETURNED, ended_on=day)
        return TakenBack(loan, tuple(returns), _short(tx, returns, today), tx.changes)


def withdraw_return(store: Store, return_id: str, *, why: str) -> TakenBack:
    """Withdraw a return that was entered by mistake: the thing is still out.

    Raises:
        StepNotDue: It was withdrawn before, or changed the stock card, where the entry is reversed instead.
        NotFree: The thing is promised to somebody else by now.
        CardStruckOff: The asset left the register since.
        AssetFactWrong: No reason.
    """
    today = bangkok_today(store.clock)
    with store.transaction(need_reason(why)) as tx:
        back = tx.get(LoanReturn, return_id)
        loan, line = tx.get(Loan, back.loan_id), tx.get(LoanLine, back.line_id)
        if back.withdrawn_why or line.material_id:
            raise StepNotDue(
                _("This return cannot be withdrawn."),
                do=_("Look at the loan, or reverse the entry of the stock card instead."),
            )
        withdrawn = tx.update(back, withdrawn_why=need_reason(why))
        again = [each for each in still_held(tx, loan.id) if each.id == line.id]
        if again:  # else two computers kept the same return, and the other one stands
            loan = tx.update(loan, state=LoanState.OUT, ended_on=None)
            _lend_card_again(tx, loan, line, withdrawn)
        if line.pool_id and withdrawn.condition in _USABLE_NO_MORE:
            pool = tx.get(Pool, line.pool_id)
            tx.update(pool, owned=pool.owned + withdrawn.quantity)
        refuse_double_booking(tx, loan, again, today, from_day=back.returned_on, until=max(today, loan.due_on))
        return TakenBack(loan, (withdrawn,), (), tx.changes)


def _check(tx: Transaction, loan: Loan, things: Sequence[ThingBack], day: date, today: date) -> None:
    if not things or any(thing.quantity < 1 or thing.paid_satang < 0 for thing in things):
        raise AssetFactWrong(_("Nothing comes back."), do=_("Write how many of each thing came back."))
    fetched = loan.handed_over_on or loan.begins_on
    if not fetched <= day <= today:
        raise AssetFactWrong(
            _("The day must lie between {first} and today.").format(first=thai_date(fetched)),
            do=_("Look at the date and type it again."),
        )
    left = outstanding(tx, loan.id)
    for thing in things:
        if thing.line_id not in left:
            raise AssetFactWrong(
                _("A line of the loan names no thing."), do=_("Choose what is borrowed, and how many.")
            )
        left[thing.line_id] -= thing.quantity
        if left[thing.line_id] < 0:
            raise ReturnTooMany(
                _("More comes back than is out."), do=_("Look at what came back before, and type it again.")
            )
        _check_condition(tx, thing)


def _check_condition(tx: Transaction, thing: ThingBack) -> None:
    odd = thing.condition in (ReturnCondition.DAMAGED, ReturnCondition.REPLACED)
    if odd and tx.get(LoanLine, thing.line_id).material_id:
        raise AssetFactWrong(
            _("Consumables come back in the same kind and amount, or are paid for."),
            do=_("Choose one of the two."),
        )


def _settle(tx: Transaction, loan: Loan, back: LoanReturn) -> None:
    """Book what came back where it belongs: on its card, in its pool or in stock."""
    line = tx.get(LoanLine, back.line_id)
    if line.asset_id:
        _asset_back(tx, loan, line, back)
    elif line.pool_id and back.condition in _USABLE_NO_MORE:
        pool = tx.get(Pool, line.pool_id)
        tx.update(pool, owned=max(0, pool.owned - back.quantity))
    elif line.material_id and back.condition is ReturnCondition.USABLE:
        receive_from_loan(tx, loan, line, back)


def _asset_back(tx: Transaction, loan: Loan, line: LoanLine, back: LoanReturn) -> None:
    card = tx.get(Asset, line.asset_id)
    if card.status is AssetStatus.STRUCK_OFF:
        return
    record_event(
        tx,
        card,
        AssetEventKind.RETURNED,
        on=back.returned_on,
        by_name=back.received_by,
        status=_STATE_AFTER[back.condition] if card.status is AssetStatus.LENT else None,
        document_no=loan.number,
        detail=back.note,
        refers_to=loan.id,
    )


def _lend_card_again(tx: Transaction, loan: Loan, line: LoanLine, back: LoanReturn) -> None:
    if line.asset_id:
        record_event(
            tx,
            tx.get(Asset, line.asset_id),
            AssetEventKind.LENT,
            on=back.returned_on,
            by_name=back.received_by,
            status=AssetStatus.LENT,
            document_no=loan.number,
            detail=back.withdrawn_why,
            refers_to=loan.id,
        )


def _short(tx: Transaction, returns: Sequence[LoanReturn], today: date) -> tuple[str, ...]:
    """The promised loans that lack something after what came back unusable."""
    spoilt = {tx.get(LoanLine, back.line_id).pool_id for back in returns if back.condition in _USABLE_NO_MORE}
    found = (loan_id for pool_id in sorted(spoilt - {""}) for loan_id in loans_short(tx, pool_id, today))
    return tuple(dict.fromkeys(found))
