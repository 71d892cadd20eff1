"""The disability card: renewed, or paid in spite of its expiry by a recorded decision."""

from __future__ import annotations

from datetime import date

from sai_thong.db.shelf import ShelfWriter
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.central_system import ToKey, next_month_to_send, queue_task
from sai_thong.registers.allowances.claims import open_claim_of
from sai_thong.registers.allowances.consequences import follow_person
from sai_thong.registers.allowances.records import CardExpiry, CentralChange, DisabilityCard
from sai_thong.registers.allowances.refusals import Incomplete, NotPossible, need_reason
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import Month, thai_date


def enter_card(store: Store, card: DisabilityCard, *, why: str = "") -> Saved[DisabilityCard]:
    """Enter a first or a renewed card; the older ones stay in the record. The central system must learn of it.

    Raises:
        Incomplete: A card that ends on a date, without the date.
        NotPossible: It ends before it was issued.
    """
    if card.expiry is CardExpiry.DATE and card.expires_on is None:
        raise Incomplete(_("The card's last day is missing."), do=_("Write it, or choose “for life” or “not known”."))
    if card.expires_on is not None and card.issued_on is not None and card.expires_on < card.issued_on:
        raise NotPossible(_("The card ends before it was issued."), do=_("Correct one of the two days."))
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        kept = tx.insert(card)
        _tell_central(tx, kept, today)
        follow_person(tx, card.person_id, today)
        return Saved(kept, tx.changes)


def newest_card(store: Store, person_id: str) -> DisabilityCard | None:
    """The card that counts, whichever record of the person it was put to."""
    records = tuple(each.id for each in with_joined(store, store.get(Citizen, person_id)))
    return next(reversed(store.find(DisabilityCard, person_id=records)), None)


def pay_despite_expiry(store: Store, card: DisabilityCard, *, until: Month, reason: str) -> Saved[DisabilityCard]:
    """Go on paying with an expired card up to a month, by a decision with its reason.

    Raises:
        Incomplete: No reason.
        NotPossible: The card does not end.
    """
    need_reason(reason)
    if card.expiry is not CardExpiry.DATE:
        raise NotPossible(_("This card has no last day that could block payment."), do=_("Nothing needs to be done."))
    with store.transaction(reason) as tx:
        kept = tx.update(card, pay_despite_until=until, pay_despite_reason=reason.strip())
        return Saved(kept, tx.changes)


def _tell_central(tx: ShelfWriter, card: DisabilityCard, today: date) -> None:
    claim = open_claim_of(tx, card.person_id, Scheme.DISABILITY)
    if claim is None:
        return
    ends = thai_date(card.expires_on) if card.expires_on else ""
    lifelong = "ตลอดชีพ" if card.expiry is CardExpiry.LIFELONG else ""
    detail = " ".join(part for part in (card.card_no, ends or lifelong) if part)
    month = next_month_to_send(tx) or Month.of(today)
    queue_task(tx, claim, ToKey(CentralChange.CARD, month, detail), today)
