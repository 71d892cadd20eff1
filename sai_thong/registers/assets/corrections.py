"""Correcting what a card says of an asset, and taking back a slip on the day it was entered.

The number never changes, and state and place only by events. What a correction would have changed in closed years goes
into the first open one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.numbering import NumberState, OfficialNumber
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.assets.cards import check_opening
from sai_thong.registers.assets.corrected_years import YearsCorrected, corrected_in_open_year, still_valued
from sai_thong.registers.assets.events import (
    CardsChanged,
    card_in_register,
    events_of,
    record_event,
    record_withdrawal,
)
from sai_thong.registers.assets.records import Asset, FrozenDepreciation, Purchase
from sai_thong.registers.assets.refusals import AssetFactWrong, AssetRefused
from sai_thong.registers.assets.settled import asset_type
from sai_thong.registers.assets.terms import AssetEventKind
from sai_thong.registers.last_change import LastChange, NothingToUndo, last_change
from sai_thong.registers.law.asset_tables import LONGEST_LIFE_YEARS
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import tidy

CORRECTABLE: Final = (
    "name", "unit", "brand", "model", "type_text", "feature", "serial_no", "engine_no", "chassis_no", "plate_no",
    "colour", "type_key", "budget_category", "cost_satang", "acquired_on", "date_is_estimated", "invoiced_on",
    "acquire_mode", "procurement_method", "money_kind", "fund_source", "document_no", "document_date", "vendor",
    "vendor_address", "vendor_phone", "life_years", "opening_accumulated_satang", "opening_year_be",
    "warranty_until", "warranty_by", "written_condition", "note",
)  # fmt: skip
"""What may be said anew of a card."""
_FOLLOWS: Final = frozenset({"accounting_group"})
"""What follows from these by itself."""
_HARMLESS: Final = frozenset(
    {
        AssetEventKind.REGISTERED,
        AssetEventKind.STATUS,
        AssetEventKind.MOVED,
        AssetEventKind.LABELLED,
        AssetEventKind.CORRECTED,
        AssetEventKind.NOTE,
        AssetEventKind.NUMBERED,
    }
)
"""What may have happened to a card that is taken back."""


@dataclass(frozen=True)
class CardCorrected:
    """A card as it stands now.

    Attributes:
        card: The card.
        corrected: What the first open year makes up for.
        changes: Everything that changed.
    """

    card: Asset
    corrected: YearsCorrected
    changes: ChangeSet


def correct_card(store: Store, card: Asset, fields: Mapping[str, Any], *, why: str) -> CardCorrected:
    """Say facts of a card anew.

    Args:
        store: The office's store.
        card: The card as it was read.
        fields: New values by field, of `CORRECTABLE` only; the group in the accounts follows from the type.
        why: The reason, kept in the journal and told in the timeline.

    Raises:
        AssetFactWrong: No reason is given, or a fact cannot be so.
        AssetRefused: A field is not corrected this way, or a closed year has the card and it could not be valued any
            more.
        CardStruckOff: The asset left the register.
        StaleRecord: Somebody changed the card since it was read.
    """
    _check_asked(fields, why)
    with store.transaction(why) as tx:
        now = card_in_register(tx, card.id)
        told = _completed(tx, now, {name: _tidy(value) for name, value in fields.items()}, bangkok_today(store.clock))
        with corrected_in_open_year(tx, card.id) as corrected:
            kept = tx.update(card, **told)
            if kept.version == now.version:
                raise AssetRefused(_("The card says so already."), do=_("Change what is wrong, then keep it."))
            _follow_purchase(tx, now, kept)
            kept = record_event(
                tx,
                kept,
                AssetEventKind.CORRECTED,
                on=bangkok_today(store.clock),
                by_name=store.user,
                detail=why,
            )
        still_valued(tx, card.id)
        return CardCorrected(kept, corrected, tx.changes)


def last_correction(store: Store, card: Asset) -> LastChange | None:
    """The last correction of a card; None where an event changed it since, or nothing did."""
    return last_change(store, card, CORRECTABLE, follow=_FOLLOWS)


def take_correction_back(store: Store, card: Asset, *, why: str) -> CardCorrected:
    """Take the last correction of a card back, by a correction of its own.

    Raises:
        NothingToUndo: The last change of the card was no correction.
        AssetFactWrong: No reason is given.
        AssetRefused: A closed year has the card and it could not be valued any more.
        CardStruckOff: The asset left the register.
        StaleRecord: Somebody changed the card since it was read.
    """
    last = last_correction(store, card)
    if last is None:
        raise NothingToUndo
    return correct_card(store, card, last.before, why=why)


def withdraw_card(store: Store, card: Asset, *, why: str) -> CardsChanged:
    """Take back a card that was entered by a slip, on the day it was entered; afterwards only a disposal ends it.

    A number that the program gave is void with the reason and never given again; one that stood on the thing is free
    for the right card.

    Raises:
        AssetFactWrong: No reason is given.
        AssetRefused: The day of entry is over, or something happened to the asset since.
        CardStruckOff: The asset left the register.
    """
    if not why.strip():
        raise AssetFactWrong(_("A card is withdrawn only with a reason."), do=_("Write the reason."))
    with store.transaction(why) as tx:
        card_in_register(tx, card.id)
        _refuse_if_lived(tx, card)
        given = tx.find(OfficialNumber, given_to=card.id)
        issued = [each for each in given if each.state is NumberState.ISSUED]
        for each in issued:
            tx.update(each, state=NumberState.VOID, reason=why.strip())
        # A number that stood on the thing was not issued here: it is free for the card of the thing that bears it.
        number = card.number if issued else ""
        gone = record_withdrawal(tx, card, on=bangkok_today(store.clock), by_name=store.user, why=why, number=number)
        return CardsChanged((gone,), tx.changes)


def may_withdraw(shelf: Shelf, card: Asset, today: date) -> bool:
    """Whether a card may still be taken back: entered today, in the register, and nothing happened to it."""
    return card.status.counted and not _why_kept(shelf, card, today)


def _refuse_if_lived(tx: Transaction, card: Asset) -> None:
    why = _why_kept(tx, card, tx.moment.astimezone(BANGKOK).date())
    if why:
        raise AssetRefused(why, do=_("Correct the card, or dispose of the asset."))


def _why_kept(shelf: Shelf, card: Asset, today: date) -> str:
    events = events_of(shelf, card.id)
    entered = [each for each in events if each.kind is AssetEventKind.REGISTERED]
    if not entered or entered[0].entered_at.astimezone(BANGKOK).date() != today:
        return _("A card is withdrawn only on the day it was entered.")
    if any(each.kind not in _HARMLESS for each in events) or shelf.find(FrozenDepreciation, asset_id=card.id):
        return _("Something happened to the asset since it was entered.")
    return ""


def _check_asked(fields: Mapping[str, Any], why: str) -> None:
    if not why.strip():
        raise AssetFactWrong(_("A correction needs its reason."), do=_("Write the reason."))
    others = [name for name in fields if name not in CORRECTABLE]
    if others:
        known = {each.name: each.label for each in declaration_of(Asset).fields}
        raise AssetRefused(
            _("This is not corrected on the card: {names}").format(
                names=", ".join(known.get(name, name) for name in others)
            ),
            do=_("The number stays; move the asset or change its state by their own commands."),
        )


def _tidy(value: object) -> object:
    return tidy(value) if type(value) is str else value


def _completed(tx: Transaction, card: Asset, told: dict[str, Any], today: date) -> dict[str, Any]:
    """The new values with what follows from them, checked together with what stays."""
    if "acquired_on" in told and "date_is_estimated" not in told:
        told["date_is_estimated"] = False
    new = replace(card, **told)
    if not new.name:
        raise AssetFactWrong(_("The asset has no name."), do=_("Write what it is."))
    if (new.cost_satang or 0) < 0:
        raise AssetFactWrong(_("The price is below nothing."), do=_("Write what was paid."))
    if new.acquired_on is not None and new.acquired_on > today:
        raise AssetFactWrong(
            _("{day} lies in the future.").format(day=thai_date(new.acquired_on)),
            do=_("Look at the date and type it again."),
        )
    if new.life_years is not None and not 1 <= new.life_years <= LONGEST_LIFE_YEARS:
        raise AssetFactWrong(_("{years} is no useful life.").format(years=new.life_years), do=_("Write whole years."))
    check_opening(tx, new)
    if told.get("type_key"):
        kind = asset_type(tx, new.type_key, new.acquired_on or today)
        told["accounting_group"] = kind.group
        if "budget_category" not in told and new.budget_category not in kind.categories:
            told["budget_category"] = kind.categories[0] if len(kind.categories) == 1 else ""
    return told


def _follow_purchase(tx: Transaction, before: Asset, after: Asset) -> None:
    """What was paid together stays the sum of its cards."""
    if not after.purchase_id or before.cost_satang == after.cost_satang:
        return
    mates = tx.find(Asset, purchase_id=after.purchase_id)
    purchase = tx.get(Purchase, after.purchase_id)
    tx.update(purchase, total_satang=sum(mate.cost_satang or 0 for mate in mates))
