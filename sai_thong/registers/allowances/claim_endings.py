"""How a right ends and begins again: waived, moved, unqualified; suspended by order and resumed (ข้อ 14)."""

from __future__ import annotations

from datetime import date

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.claims import OVER, open_claim_of, refuse_future
from sai_thong.registers.allowances.consequences import follow_claims
from sai_thong.registers.allowances.records import Claim, ClaimState, Origin, Suspension
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible, OpenClaimExists, need_reason
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.saved import Saved
from sai_thong.registers.allowances.shelves import writer_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import scheme_set_of
from sai_thong.thai.calendar import Month, thai_date


def end_claim(store: Store, claim: Claim, reason: EndReason, *, ended_on: date, why: str) -> Saved[Claim]:
    """End a right with its reason. What was sent but not paid is stopped, what was paid after it becomes a case.

    Args:
        store: The office's store.
        claim: As read.
        reason: Why it ends. A death is noted on the citizen, and ends the right by itself.
        ended_on: The last day of the right; of a move, the day before the first day elsewhere.
        why: In words; required.

    Raises:
        IllegalStep: It has ended or was refused.
        NotPossible: The reason is a death, which belongs on the citizen's record.
        Incomplete: No reason in words.
    """
    need_reason(why)
    if claim.state in OVER:
        raise IllegalStep(_("This claim has ended already."), do=_("Look at its history for when and why."))
    if reason is EndReason.DIED:
        raise NotPossible(
            _("A death is noted on the person's own record, for every allowance at once."),
            do=_("Record the death there; the right ends with it."),
        )
    today = bangkok_today(store.clock)
    scheme_set = scheme_set_of(claim.scheme)
    with store.transaction(why) as tx:
        kept = writer_of(tx, scheme_set).update(claim, state=ClaimState.ENDED, ended_on=ended_on, end_reason=reason)
        follow_claims(tx, scheme_set, [claim.id], today)
        return Saved(kept, tx.changes)


def waive(store: Store, claim: Claim, *, letter_on: date, why: str) -> Saved[Claim]:
    """หนังสือสละสิทธิ: the right ends with the day of the written waiver (ข้อ 14 (3))."""
    refuse_future(letter_on, bangkok_today(store.clock))
    return end_claim(store, claim, EndReason.WAIVED, ended_on=letter_on, why=why)


def reopen(store: Store, claim: Claim, *, why: str) -> Saved[Claim]:
    """Take back an ending that was a mistake, or that a return within the fiscal year made void.

    Raises:
        IllegalStep: The claim has not ended, or never was accepted.
        OpenClaimExists: The person has claimed anew.
        Incomplete: No reason.
    """
    need_reason(why)
    if claim.state is not ClaimState.ENDED:
        raise IllegalStep(_("Only an ended claim can be opened again."), do=_("Look at the state it stands at."))
    if claim.ordered_on is None and claim.origin is not Origin.BROUGHT_OVER:
        raise IllegalStep(_("This claim ended before the executive ordered anything."), do=_("Take a new application."))
    scheme_set = scheme_set_of(claim.scheme)
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        other = open_claim_of(writer, claim.person_id, claim.scheme)
        if other is not None:
            raise OpenClaimExists(tx.get(Citizen, claim.person_id).full_name, other.id)
        kept = writer.update(claim, state=ClaimState.ACCEPTED, ended_on=None, end_reason=None)
        follow_claims(tx, scheme_set, [claim.id], bangkok_today(store.clock))
        return Saved(writer.get(Claim, kept.id), tx.changes)


def suspend(
    store: Store,
    claim: Claim,
    *,
    from_month: Month,
    reason: str,
    facts: str,
    facts_checked_on: date,
    order_no: str,
    ordered_on: date,
    to_month: Month | None = None,
    why: str = "",
) -> Saved[Suspension]:
    """คำสั่งระงับการจ่าย, only after the facts were checked (ข้อ 14 วรรคสอง).

    Raises:
        IllegalStep: The claim is not one that is paid, or is suspended already.
        Incomplete: Reason, facts or order number are missing.
        NotPossible: The order comes before the facts were checked, or the months are in no order.
    """
    if claim.state is not ClaimState.ACCEPTED:
        raise IllegalStep(_("Only an accepted claim can be suspended."), do=_("Look at the state it stands at."))
    if not (reason.strip() and facts.strip() and order_no.strip()):
        raise Incomplete(
            _("A suspension needs its reason, the facts that were found, and the order's number."),
            do=_("Fill in what is empty."),
        )
    if ordered_on < facts_checked_on:
        raise NotPossible(
            _("The facts were checked on {checked}, after the order of {ordered}.").format(
                checked=thai_date(facts_checked_on), ordered=thai_date(ordered_on)
            ),
            do=_("The facts come first (ข้อ 14); correct the days."),
        )
    if to_month is not None and to_month < from_month:
        raise NotPossible(_("The last month lies before the first."), do=_("Correct one of the two months."))
    scheme_set = scheme_set_of(claim.scheme)
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        if any(each.to_month is None for each in writer.find(Suspension, claim_id=claim.id)):
            raise IllegalStep(_("This claim is suspended already."), do=_("Resume it first, or leave it as it is."))
        kept = writer.insert(
            Suspension(
                claim_id=claim.id,
                from_month=from_month,
                to_month=to_month,
                reason=reason.strip(),
                facts=facts.strip(),
                facts_checked_on=facts_checked_on,
                order_no=order_no.strip(),
                ordered_on=ordered_on,
            )
        )
        follow_claims(tx, scheme_set, [claim.id], bangkok_today(store.clock))
        return Saved(kept, tx.changes)


def resume(
    store: Store,
    claim: Claim,
    suspension: Suspension,
    *,
    last_month: Month,
    resumed_on: date,
    reason: str,
    why: str = "",
) -> Saved[Suspension]:
    """Pay again after `last_month`, the last month that stays suspended. Months to be made good are retro pay.

    `last_month` may lie before the first suspended month: then none was rightly suspended.

    Raises:
        Incomplete: No reason.
        IllegalStep: The suspension is over.
    """
    need_reason(reason)
    if suspension.resumed_on is not None:
        raise IllegalStep(_("This suspension is over already."), do=_("Look at the claim's history."))
    scheme_set = scheme_set_of(claim.scheme)
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        kept = writer.update(suspension, to_month=last_month, resumed_on=resumed_on, resume_reason=reason.strip())
        follow_claims(tx, scheme_set, [claim.id], bangkok_today(store.clock))
        return Saved(kept, tx.changes)
