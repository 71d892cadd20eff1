"""Pools: tents, tables and chairs that are lent by the count, whatever card each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.lending_calendar import lent_things
from sai_thong.registers.assets.records import Asset, Loan, Pool
from sai_thong.registers.assets.refusals import AssetFactWrong, NotLendable, SlipMissing, StepNotDue
from sai_thong.registers.assets.rules.loans import free_by_day
from sai_thong.registers.assets.terms import AssetStatus, LoanState
from sai_thong.thai.text import search_form, tidy


@dataclass(frozen=True)
class PoolKept:
    """A pool as it now stands.

    Attributes:
        pool: As stored.
        short: Promised loans, by their ids, for which there are not enough any more; somebody must be told.
        changes: Everything that changed.
    """

    pool: Pool
    short: tuple[str, ...]
    changes: ChangeSet


@dataclass(frozen=True)
class PoolLine:
    """A line of the list of pools.

    Attributes:
        pool: The pool.
        out: How many are with borrowers today.
        free: How many are free today; below nothing where more is promised than is left.
    """

    pool: Pool
    out: int
    free: int


def add_pool(store: Store, pool: Pool, *, why: str = "") -> PoolKept:
    """Let things be lent by the count.

    Raises:
        AssetFactWrong: It has no name, or a count below nothing.
        NotLendable: One of its cards is in another pool, lent or promised by itself, or struck off.
    """
    with store.transaction(why) as tx:
        ready = replace(pool, name=tidy(pool.name), unit=tidy(pool.unit))
        _check(tx, ready, pool.asset_ids, bangkok_today(store.clock))
        kept = tx.insert(ready)
        return PoolKept(kept, (), tx.changes)


def change_pool(
    store: Store,
    pool_id: str,
    *,
    name: str | None = None,
    unit: str | None = None,
    owned: int | None = None,
    asset_ids: Sequence[str] | None = None,
    room_id: str | None = None,
    why: str = "",
) -> PoolKept:
    """Change what is told of a pool; what is None stays.

    Fewer than are promised may be left, for that is how things break; the loans that lack some are told.

    Raises:
        AssetFactWrong, NotLendable: As `add_pool`; or fewer are said to be left than are out.
    """
    told: dict[str, Any] = {
        "name": None if name is None else tidy(name),
        "unit": None if unit is None else tidy(unit),
        "owned": owned,
        "asset_ids": None if asset_ids is None else tuple(asset_ids),
        "room_id": room_id,
    }
    given = {field: value for field, value in told.items() if value is not None}
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        pool = tx.get(Pool, pool_id)
        kept = tx.update(pool, **given)
        _check(tx, kept, [each for each in kept.asset_ids if each not in pool.asset_ids], today)
        return PoolKept(kept, loans_short(tx, kept.id, today), tx.changes)


def end_pool(store: Store, pool_id: str, *, on: date, why: str = "") -> PoolKept:
    """Lend from a pool no more; its past loans stay.

    Raises:
        StepNotDue: Some are out or promised.
    """
    with store.transaction(why) as tx:
        pool = tx.get(Pool, pool_id)
        if running_loans(tx, pool_id, bangkok_today(store.clock)):
            raise StepNotDue(
                _("Some of {name} are out or promised.").format(name=pool.name),
                do=_("Take them back, or cancel those loans first."),
            )
        return PoolKept(tx.update(pool, ended_on=on), (), tx.changes)


def pool_list(shelf: Shelf, today: date, *, ended: bool = False) -> list[PoolLine]:
    """The pools with what is out and free today, by their names; those no longer lent from only when asked for."""
    pools = sorted((each for each in shelf.find(Pool) if ended or each.ended_on is None), key=lambda each: each.name)
    lent, out = lent_things(shelf, today), {loan.id for loan in shelf.find(Loan, state=LoanState.OUT)}
    return [
        PoolLine(
            pool,
            sum(each.outstanding for each in lent if each.thing == pool.id and each.loan_id in out),
            free_by_day(pool.owned, pool.id, lent, first=today, last=today, today=today)[today],
        )
        for pool in pools
    ]


def find_pool(shelf: Shelf, text: str) -> Pool:
    """The pool of a name or an id.

    Raises:
        SlipMissing: There is none, or several of that name.
    """
    by_id = shelf.find(Pool, id=text.strip())
    wanted = search_form(text)
    found = by_id or [pool for pool in shelf.find(Pool) if pool.ended_on is None and search_form(pool.name) == wanted]
    if len(found) != 1:
        raise SlipMissing(text)
    return found[0]


def pool_of(shelf: Shelf, asset_id: str) -> Pool | None:
    """The pool an asset is lent from by the count; None when it is lent by itself."""
    return next((pool for pool in shelf.find(Pool, ended_on=None) if asset_id in pool.asset_ids), None)


def running_loans(shelf: Shelf, thing_id: str, today: date) -> tuple[str, ...]:
    """Ids of the loans that have some of a thing now or are promised some."""
    running = {loan.id for loan in shelf.find(Loan, state=(LoanState.APPROVED, LoanState.OUT))}
    lent = lent_things(shelf, today, thing_id=thing_id)
    return tuple(dict.fromkeys(each.loan_id for each in lent if each.outstanding and each.loan_id in running))


def loans_short(shelf: Shelf, pool_id: str, today: date) -> tuple[str, ...]:
    """Ids of the promised loans for which a pool has not enough left on one of their days."""
    owned = shelf.get(Pool, pool_id).owned
    lent = lent_things(shelf, today, thing_id=pool_id)
    promised = {loan.id for loan in shelf.find(Loan, state=LoanState.APPROVED)}
    return tuple(
        dict.fromkeys(
            each.loan_id
            for each in lent
            if each.loan_id in promised
            and min(
                free_by_day(
                    owned, pool_id, lent, first=max(each.begins_on, today), last=each.due_on, today=today
                ).values()
            )
            < 0
        )
    )


def count_out(shelf: Shelf, pool_id: str, today: date) -> int:
    """How many of a pool are with borrowers."""
    out = {loan.id for loan in shelf.find(Loan, state=LoanState.OUT)}
    return sum(each.outstanding for each in lent_things(shelf, today, thing_id=pool_id) if each.loan_id in out)


def _check(tx: Transaction, pool: Pool, added: Sequence[str], today: date) -> None:
    if not pool.name:
        raise AssetFactWrong(_("The pool has no name."), do=_("Write what is lent, such as tents."))
    out = count_out(tx, pool.id, today) if pool.id else 0
    if pool.owned < out or pool.owned < 0:
        raise AssetFactWrong(
            _("{count} of {name} cannot be all there are: {out} are with borrowers.").format(
                count=pool.owned, name=pool.name, out=out
            ),
            do=_("Count them again, those that are out included."),
        )
    for asset_id in added:
        _check_card(tx, pool, tx.get(Asset, asset_id), today)


def _check_card(tx: Transaction, pool: Pool, card: Asset, today: date) -> None:
    other = pool_of(tx, card.id)
    by_itself = running_loans(tx, card.id, today)
    if (other is not None and other.id != pool.id) or by_itself or card.status is AssetStatus.STRUCK_OFF:
        raise NotLendable(
            _("{asset} cannot be lent from {pool}.").format(asset=f"{card.name} {card.number}".strip(), pool=pool.name),
            do=_("It is in another pool, lent by itself, or struck off: look at its card."),
        )
