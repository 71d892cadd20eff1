"""Repairs of an asset (ข้อ 212): reported, approved and sent, finished with an outcome, and their cost altogether."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.assets.days import check_day
from sai_thong.registers.assets.events import card_in_register, record_event, standing_of
from sai_thong.registers.assets.records import Asset, Repair
from sai_thong.registers.assets.refusals import AssetFactWrong, AssetRefused
from sai_thong.registers.assets.rules.reminders import RepairTotals, repair_totals, under_warranty
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, RepairOutcome
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import tidy

_AFTER: Final[Mapping[RepairOutcome, AssetStatus]] = {
    RepairOutcome.USABLE: AssetStatus.IN_USE,
    RepairOutcome.NOT_WORTH_IT: AssetStatus.BROKEN,
}
"""The state in which a repair leaves the thing."""
_WORDS: Final = ("symptom", "reported_by", "approval_no", "work", "repairer", "receipt_no")
CORRECTABLE: Final = (*_WORDS, "reported_on", "approved_on", "cost_satang", "finished_on", "warranty_until")
"""What may be said anew of a repair."""


@dataclass(frozen=True)
class RepairSaved:
    """A repair as kept.

    Attributes:
        repair: The line of the history.
        card: The card as it stands now.
        totals: All repairs of it against its price.
        seller_repairs: Whether the seller's warranty still held when the fault was reported: it costs nothing then.
        changes: Everything that changed.
    """

    repair: Repair
    card: Asset
    totals: RepairTotals
    seller_repairs: bool
    changes: ChangeSet


def report_fault(
    store: Store,
    asset_id: str,
    *,
    symptom: str,
    on: date,
    reported_by: str = "",
    unusable: bool = True,
    why: str = "",
) -> RepairSaved:
    """Begin a repair with the fault somebody reports.

    Args:
        store: The office's store.
        asset_id: Which asset.
        symptom: What is wrong.
        on: When it was reported.
        reported_by: By whom.
        unusable: Whether the thing is broken from then on; else it is used until it goes to repair.
        why: The reason, kept in the journal.

    Raises:
        AssetFactWrong: Nothing says what is wrong, or the day cannot be.
        AssetRefused: A repair of it is open already.
        CardStruckOff: The asset left the register.
    """
    if not symptom.strip():
        raise AssetFactWrong(_("Nothing says what is wrong with it."), do=_("Write the fault."))
    with store.transaction(why) as tx:
        card = card_in_register(tx, asset_id)
        if open_repair(tx, asset_id) is not None:
            raise AssetRefused(
                _("A repair of {number} is open already.").format(number=card.number or card.name),
                do=_("Finish that one first."),
            )
        repair = _insert(
            tx, Repair(asset_id=asset_id, ordinal=0, reported_on=on, symptom=symptom, reported_by=reported_by)
        )
        if unusable and card.status is AssetStatus.IN_USE:
            card = _event(store, tx, card, repair, _Told(AssetEventKind.STATUS, on, AssetStatus.BROKEN, symptom))
        return _saved(tx, repair, card)


def send_to_repair(
    store: Store,
    repair: Repair,
    *,
    on: date,
    approval_no: str = "",
    approved_on: date | None = None,
    repairer: str = "",
    why: str = "",
) -> RepairSaved:
    """Keep the approval of a repair, and that the thing went to it.

    Raises:
        AssetRefused: The repair is finished.
        StateNotReached: The thing is lent or in a disposal.
        AssetFactWrong: The day cannot be.
    """
    with store.transaction(why) as tx:
        _refuse_finished(repair)
        card = card_in_register(tx, repair.asset_id)
        kept = tx.update(repair, approval_no=tidy(approval_no), approved_on=approved_on or on, repairer=tidy(repairer))
        if card.status is not AssetStatus.AT_REPAIR:
            told = _Told(AssetEventKind.SENT_TO_REPAIR, on, AssetStatus.AT_REPAIR, repairer)
            card = _event(store, tx, card, kept, told)
        return _saved(tx, kept, card)


def finish_repair(
    store: Store,
    repair: Repair,
    *,
    on: date,
    outcome: RepairOutcome,
    cost_satang: int = 0,
    work: str = "",
    repairer: str = "",
    receipt_no: str = "",
    warranty_until: date | None = None,
    why: str = "",
) -> RepairSaved:
    """End a repair: the thing works again, or is not worth repairing and stays broken.

    Raises:
        AssetRefused: The repair is finished.
        AssetFactWrong: The cost is below nothing, or a day cannot be.
    """
    _check_cost(cost_satang)
    if warranty_until is not None and warranty_until < on:
        raise AssetFactWrong(
            _("The warranty of the repair ends before the repair."), do=_("Look at the date and type it again.")
        )
    if repair.reported_on is not None and on < repair.reported_on:
        raise AssetFactWrong(
            _("The fault was reported on {day}.").format(day=thai_date(repair.reported_on)),
            do=_("Look at the date and type it again."),
        )
    with store.transaction(why) as tx:
        _refuse_finished(repair)
        card = card_in_register(tx, repair.asset_id)
        kept = tx.update(
            repair,
            finished_on=on,
            outcome=outcome,
            cost_satang=cost_satang,
            work=tidy(work) or repair.work,
            repairer=tidy(repairer) or repair.repairer,
            receipt_no=tidy(receipt_no),
            warranty_until=warranty_until,
        )
        # Lent or in a disposal meanwhile, it stays so: the loan or the disposal gives it its next state.
        elsewhere = standing_of(tx, card.id, on).status in (AssetStatus.LENT, AssetStatus.AWAITING_DISPOSAL)
        told = _Told(AssetEventKind.REPAIRED, on, None if elsewhere else _AFTER[outcome], kept.work)
        card = _event(store, tx, card, kept, told)
        return _saved(tx, kept, card)


def record_past_repair(store: Store, repair: Repair, *, why: str = "") -> RepairSaved:
    """Keep a repair of the old book (แบบ พ.ด.2 page 2), over long ago: it changes nothing of the state today.

    Raises:
        AssetFactWrong: Nothing says what was done or when it was over, or the day is to come.
        CardStruckOff: The asset left the register.
    """
    _check_cost(repair.cost_satang)
    if not (repair.work or repair.symptom).strip() or repair.finished_on is None:
        raise AssetFactWrong(
            _("A past repair tells what was done and when it was over."), do=_("Write both, as the old book has them.")
        )
    with store.transaction(why) as tx:
        card = card_in_register(tx, repair.asset_id)
        kept = _insert(tx, dataclasses.replace(repair, outcome=repair.outcome or RepairOutcome.USABLE))
        told = _Told(AssetEventKind.REPAIRED, repair.finished_on, None, kept.work or kept.symptom)
        card = _event(store, tx, card, kept, told)
        return _saved(tx, kept, card)


def correct_repair(store: Store, repair: Repair, fields: Mapping[str, Any], *, why: str) -> RepairSaved:
    """Say some facts of a repair anew; its outcome and the state of the thing stay.

    Raises:
        AssetFactWrong: No reason is given, a fact cannot be so, or a day is to come.
        AssetRefused: One of them is not corrected.
    """
    if not why.strip():
        raise AssetFactWrong(_("A correction needs its reason."), do=_("Write the reason."))
    unknown = sorted(set(fields) - set(CORRECTABLE))
    if unknown or (repair.finished_on is None) != (fields.get("finished_on", repair.finished_on) is None):
        raise AssetRefused(
            _("This is not corrected of a repair: {names}").format(names=", ".join(unknown) or "finished_on"),
            do=_("Finish the repair, or correct other facts."),
        )
    _check_cost(fields.get("cost_satang", 0))
    today = bangkok_today(store.clock)
    for name in ("reported_on", "approved_on", "finished_on"):
        check_day(fields.get(name), today)
    told = {name: tidy(value) if name in _WORDS else value for name, value in fields.items()}
    with store.transaction(why) as tx:
        card = card_in_register(tx, repair.asset_id)
        return _saved(tx, tx.update(repair, **told), card)


def repairs_of(shelf: Shelf, asset_id: str) -> list[Repair]:
    """The history of repairs in its order."""
    return sorted(shelf.find(Repair, asset_id=asset_id), key=lambda each: each.ordinal)


def open_repair(shelf: Shelf, asset_id: str) -> Repair | None:
    """The repair that is not finished; None where there is none."""
    return next((each for each in repairs_of(shelf, asset_id) if each.finished_on is None), None)


def totals_of(card: Asset, repairs: list[Repair]) -> RepairTotals:
    """What was spent on repairs of an asset against its price; an open one has cost nothing yet."""
    finished = (each.cost_satang for each in repairs if each.finished_on is not None)
    return repair_totals(card.cost_satang or 0, finished)


def _insert(tx: Transaction, repair: Repair) -> Repair:
    """The repair as the next of its asset."""
    words: dict[str, Any] = {name: tidy(getattr(repair, name)) for name in _WORDS}
    ordinal = max((each.ordinal for each in tx.find(Repair, asset_id=repair.asset_id)), default=0) + 1
    return tx.insert(dataclasses.replace(repair, ordinal=ordinal, **words))


@dataclass(frozen=True)
class _Told:
    """What the timeline tells of a repair."""

    kind: AssetEventKind
    on: date
    status: AssetStatus | None
    detail: str


def _event(store: Store, tx: Transaction, card: Asset, repair: Repair, told: _Told) -> Asset:
    return record_event(
        tx,
        card,
        told.kind,
        on=told.on,
        by_name=store.user,
        status=told.status,
        document_no=repair.approval_no,
        detail=told.detail,
        refers_to=repair.id,
    )


def _saved(tx: Transaction, repair: Repair, card: Asset) -> RepairSaved:
    reported = repair.reported_on or repair.finished_on
    held = reported is not None and under_warranty(card.warranty_until, reported)
    return RepairSaved(repair, card, totals_of(card, repairs_of(tx, card.id)), held, tx.changes)


def _refuse_finished(repair: Repair) -> None:
    if repair.finished_on is not None:
        raise AssetRefused(
            _("The repair was finished on {day}.").format(day=thai_date(repair.finished_on)),
            do=_("Report a new fault, or correct this repair."),
        )


def _check_cost(cost_satang: int) -> None:
    if cost_satang < 0:
        raise AssetFactWrong(_("The price is below nothing."), do=_("Write what was paid."))
