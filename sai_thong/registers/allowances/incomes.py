"""Incomes that exclude, as dated facts."""

from __future__ import annotations

from datetime import date

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.consequences import follow_person
from sai_thong.registers.allowances.records import IncomeFact
from sai_thong.registers.allowances.refusals import IllegalStep, NotPossible
from sai_thong.registers.allowances.saved import Saved


def add_income(store: Store, income: IncomeFact, *, why: str = "") -> Saved[IncomeFact]:
    """Enter an income with its days; it suspends while it lasts. Months paid meanwhile become an overpayment.

    Raises:
        NotPossible: It ends before it begins.
    """
    _refuse_backwards(income.from_day, income.to_day)
    with store.transaction(why) as tx:
        kept = tx.insert(income)
        follow_person(tx, income.person_id, bangkok_today(store.clock))
        return Saved(kept, tx.changes)


def end_income(store: Store, income: IncomeFact, last_day: date, *, why: str = "") -> Saved[IncomeFact]:
    """The income has ended; payment begins again only after `review_income`."""
    _refuse_backwards(income.from_day, last_day)
    with store.transaction(why) as tx:
        kept = tx.update(income, to_day=last_day)
        follow_person(tx, income.person_id, bangkok_today(store.clock))
        return Saved(kept, tx.changes)


def review_income(store: Store, income: IncomeFact, *, reviewed_on: date, why: str = "") -> Saved[IncomeFact]:
    """Somebody looked into it that the income has really ended: payment begins again.

    Raises:
        IllegalStep: It has not ended.
    """
    if income.to_day is None:
        raise IllegalStep(_("This income has not ended yet."), do=_("Write its last day first."))
    with store.transaction(why) as tx:
        kept = tx.update(income, reviewed_on=reviewed_on)
        follow_person(tx, income.person_id, bangkok_today(store.clock))
        return Saved(kept, tx.changes)


def _refuse_backwards(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise NotPossible(_("The last day lies before the first."), do=_("Correct one of the two days."))
