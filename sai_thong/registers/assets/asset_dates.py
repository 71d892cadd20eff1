"""Days of an asset on which something ends or is due: warranty, vehicle tax and insurance, inspection, service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.events import card_in_register
from sai_thong.registers.assets.records import Asset, AssetDate
from sai_thong.registers.assets.refusals import AssetFactWrong, AssetRefused
from sai_thong.registers.assets.rules.reminders import DatedDuty, Reminder, reminders
from sai_thong.registers.assets.terms import DateKind
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import tidy

AHEAD_DAYS: Final = 45
"""How long before its day something is told: enough to ask for the money of a vehicle's tax and insurance."""


@dataclass(frozen=True)
class DateSaved:
    """A day as kept, the one that follows it where one was given, and everything that changed."""

    date: AssetDate
    following: AssetDate | None
    changes: ChangeSet


def add_date(store: Store, told: AssetDate, *, why: str = "") -> DateSaved:
    """Remember a day of an asset.

    Raises:
        AssetRefused: A day of that kind is open already.
        CardStruckOff: The asset left the register.
        AssetFactWrong: The kilometres are below nothing.
    """
    _check(told)
    with store.transaction(why) as tx:
        card_in_register(tx, told.asset_id)
        if tx.find(AssetDate, asset_id=told.asset_id, kind=told.kind, done_on=None):
            raise AssetRefused(
                _("A day of this kind is awaited already."), do=_("Say that it is done, or correct its day.")
            )
        return DateSaved(tx.insert(_fresh(told)), None, tx.changes)


def change_date(
    store: Store, told: AssetDate, *, due_on: date, odometer_km: int | None = None, note: str = "", why: str = ""
) -> DateSaved:
    """Correct the day of a duty that is not done yet.

    Raises:
        AssetRefused: It is done.
        AssetFactWrong: The kilometres are below nothing.
    """
    _refuse_done(told)
    _check(AssetDate(asset_id=told.asset_id, kind=told.kind, due_on=due_on, odometer_km=odometer_km))
    with store.transaction(why) as tx:
        kept = tx.update(told, due_on=due_on, odometer_km=odometer_km, note=tidy(note))
        return DateSaved(kept, None, tx.changes)


def date_done(
    store: Store, told: AssetDate, *, on: date, next_due: date | None = None, next_km: int | None = None, why: str = ""
) -> DateSaved:
    """Say that something was done, and when it is due again.

    Raises:
        AssetRefused: It was done before.
        AssetFactWrong: The day is to come, or the next one is not after it.
    """
    _refuse_done(told)
    if on > bangkok_today(store.clock):
        raise AssetFactWrong(
            _("{day} lies in the future.").format(day=thai_date(on)), do=_("Look at the date and type it again.")
        )
    if next_due is not None and next_due <= on:
        raise AssetFactWrong(
            _("The next day is not after {day}.").format(day=thai_date(on)), do=_("Look at both dates.")
        )
    with store.transaction(why) as tx:
        done = tx.update(told, done_on=on)
        following = None
        if next_due is not None:
            following = tx.insert(
                AssetDate(asset_id=told.asset_id, kind=told.kind, due_on=next_due, odometer_km=next_km)
            )
        return DateSaved(done, following, tx.changes)


def dates_of(shelf: Shelf, asset_id: str) -> list[AssetDate]:
    """The days of an asset, the next first, then those that are done, the last first."""
    found = shelf.find(AssetDate, asset_id=asset_id)
    awaited = sorted((each for each in found if each.done_on is None), key=lambda each: each.due_on)
    return awaited + sorted((each for each in found if each.done_on), key=lambda each: each.due_on, reverse=True)


def reminders_on(shelf: Shelf, today: date, ahead_days: int = AHEAD_DAYS) -> tuple[Reminder, ...]:
    """What falls due within `ahead_days` for assets in the register, the warranties on their cards included."""
    kept = {card.id: card for card in shelf.find(Asset) if card.status.counted}
    duties = [
        DatedDuty(each.asset_id, each.kind, each.due_on)
        for each in shelf.find(AssetDate, done_on=None)
        if each.asset_id in kept
    ]
    told = {(duty.asset_id, duty.kind) for duty in duties}
    duties += [
        DatedDuty(card.id, DateKind.WARRANTY, card.warranty_until)
        for card in kept.values()
        if card.warranty_until is not None and (card.id, DateKind.WARRANTY) not in told
    ]
    return reminders(duties, today, ahead_days)


def _fresh(told: AssetDate) -> AssetDate:
    return AssetDate(
        asset_id=told.asset_id,
        kind=told.kind,
        due_on=told.due_on,
        odometer_km=told.odometer_km,
        note=tidy(told.note),
    )


def _check(told: AssetDate) -> None:
    if (told.odometer_km or 0) < 0:
        raise AssetFactWrong(_("The kilometres are below nothing."), do=_("Write what the odometer shows then."))


def _refuse_done(told: AssetDate) -> None:
    if told.done_on is not None:
        raise AssetRefused(
            _("It was done on {day}.").format(day=thai_date(told.done_on)), do=_("Write down the next day.")
        )
