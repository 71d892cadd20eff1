"""Improvements of an asset (ปรับปรุง ต่อเติม): they raise its cost, and the rest is written off over what life remains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.corrected_years import YearsCorrected, corrected_in_open_year, still_valued
from sai_thong.registers.assets.days import check_day
from sai_thong.registers.assets.events import card_in_register, record_event
from sai_thong.registers.assets.records import Asset, Improvement
from sai_thong.registers.assets.refusals import AssetFactWrong, AssetRefused
from sai_thong.registers.assets.terms import AssetEventKind
from sai_thong.registers.law.asset_tables import LONGEST_LIFE_YEARS
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import tidy


@dataclass(frozen=True)
class ImprovementSaved:
    """An improvement as kept.

    Attributes:
        improvement: The record.
        card: The card as it stands now.
        corrected: What of it falls into closed years, and so into the open one.
        changes: Everything that changed.
    """

    improvement: Improvement
    card: Asset
    corrected: YearsCorrected
    changes: ChangeSet


def add_improvement(store: Store, told: Improvement, *, why: str = "") -> ImprovementSaved:
    """Keep an improvement of an asset.

    Args:
        store: The office's store.
        told: What was done, when it was accepted and what it cost; with a useful life of its own where the office
            settled one, and why.
        why: The reason, kept in the journal.

    Raises:
        AssetFactWrong: Nothing says what was done, it cost nothing, its day cannot be, or its life has no reason.
        AssetRefused: The life of the asset was over by then, and the improvement has none of its own.
        CardStruckOff: The asset left the register.
    """
    with store.transaction(why) as tx:
        card = card_in_register(tx, told.asset_id)
        _check(told, card, bangkok_today(store.clock))
        with corrected_in_open_year(tx, card.id) as corrected:
            kept = tx.insert(
                Improvement(
                    asset_id=card.id,
                    accepted_on=told.accepted_on,
                    cost_satang=told.cost_satang,
                    what=tidy(told.what),
                    document_no=tidy(told.document_no),
                    life_years=told.life_years,
                    life_why=tidy(told.life_why),
                )
            )
            card = record_event(
                tx,
                card,
                AssetEventKind.IMPROVED,
                on=kept.accepted_on,
                by_name=store.user,
                document_no=kept.document_no,
                detail=kept.what,
                refers_to=kept.id,
            )
        still_valued(tx, card.id)
        return ImprovementSaved(kept, card, corrected, tx.changes)


def withdraw_improvement(store: Store, improvement: Improvement, *, why: str) -> ImprovementSaved:
    """Take back an improvement that was entered wrongly; it stays on the card with the reason.

    Raises:
        AssetFactWrong: No reason is given.
        AssetRefused: It was withdrawn before.
        CardStruckOff: The asset left the register.
    """
    if not why.strip():
        raise AssetFactWrong(_("An improvement is withdrawn only with a reason."), do=_("Write the reason."))
    if improvement.withdrawn_why:
        raise AssetRefused(_("This improvement was withdrawn before."), do=_("Look at the card."))
    with store.transaction(why) as tx:
        card = card_in_register(tx, improvement.asset_id)
        with corrected_in_open_year(tx, card.id) as corrected:
            gone = tx.update(improvement, withdrawn_why=why.strip())
            card = record_event(
                tx,
                card,
                AssetEventKind.CORRECTED,
                on=bangkok_today(store.clock),
                by_name=store.user,
                detail=why,
                refers_to=gone.id,
            )
        still_valued(tx, card.id)
        return ImprovementSaved(gone, card, corrected, tx.changes)


def improvements_of(shelf: Shelf, asset_id: str, *, withdrawn: bool = False) -> list[Improvement]:
    """The improvements of an asset in order of time; withdrawn ones only when asked for."""
    found = [each for each in shelf.find(Improvement, asset_id=asset_id) if withdrawn or not each.withdrawn_why]
    return sorted(found, key=lambda each: each.accepted_on)


def _check(told: Improvement, card: Asset, today: date) -> None:
    if not told.what.strip():
        raise AssetFactWrong(_("Nothing says what was done."), do=_("Write what was improved."))
    if told.cost_satang <= 0:
        raise AssetFactWrong(_("An improvement costs something."), do=_("Write what was paid."))
    check_day(told.accepted_on, today)
    if card.acquired_on is not None and told.accepted_on < card.acquired_on:
        raise AssetFactWrong(
            _("The asset was acquired on {day}, after that.").format(day=thai_date(card.acquired_on)),
            do=_("Look at both dates."),
        )
    if told.life_years is not None and not 1 <= told.life_years <= LONGEST_LIFE_YEARS:
        raise AssetFactWrong(_("{years} is no useful life.").format(years=told.life_years), do=_("Write whole years."))
    if told.life_years is not None and not told.life_why.strip():
        raise AssetFactWrong(
            _("A useful life of its own needs a reason."), do=_("Write who settled it, or leave the life as it was.")
        )
