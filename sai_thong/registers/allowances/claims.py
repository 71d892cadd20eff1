"""A claim's way from the application to the register: applied, opinion, committee, executive's order.

ยื่นคำขอ → ความเห็นเจ้าหน้าที่ → คณะกรรมการ → คำสั่งนายก (domain notes 1.3). How a right ends is in `claim_endings`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.labels import CLAIM_STATE_LABELS
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.payment_choices import ChannelChoice, put_channel
from sai_thong.registers.allowances.records import Claim, ClaimState, OfficerOpinion, Origin
from sai_thong.registers.allowances.refusals import (
    IllegalStep,
    Incomplete,
    NotPossible,
    OpenClaimExists,
    need_reason,
)
from sai_thong.registers.allowances.register_numbers import number_claims
from sai_thong.registers.allowances.rules.windows import confirmation_counts_from, fiscal_year_served
from sai_thong.registers.allowances.saved import Saved, SavedMany
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.citizens.joined import with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law import AllowanceLaw
from sai_thong.registers.law.terms import Scheme, SchemeSet, scheme_set_of
from sai_thong.thai.calendar import Month, fiscal_year_be, thai_date

OVER: Final = frozenset({ClaimState.REFUSED, ClaimState.ENDED})
"""States of a claim that is not open any more; a person may claim anew."""

BEFORE_DECISION: Final = frozenset(
    {
        ClaimState.DRAFT,
        ClaimState.SUBMITTED,
        ClaimState.CHECKING,
        ClaimState.COMMITTEE_APPROVES,
        ClaimState.COMMITTEE_REJECTS,
    }
)
"""States before the executive's order, in which the form may still be corrected."""

_SET_BY_STEPS: Final = frozenset(
    {
        "person_id", "scheme", "origin", "state", "register_no", "register_year_be", "confirmed_on",
        "serves_fiscal_year_be", "needs_review", "officer_opinion", "officer_on", "committee_on", "committee_report",
        "order_no", "ordered_on", "ordered_by", "refusal_reason", "ended_on", "end_reason",
    }
)  # fmt: skip
"""Fields that only the steps of a claim change."""


@dataclass(frozen=True)
class Applied:
    """A claim as taken.

    Attributes:
        claim: As stored.
        counts_from: The day the confirmation counts from: the day itself, or the opening of the next window.
        kept_for_next_window: Whether it was handed in outside the windows and is kept for the next.
        changes: Everything that changed.
    """

    claim: Claim
    counts_from: date | None
    kept_for_next_window: bool
    changes: ChangeSet


@dataclass(frozen=True)
class Ordered:
    """Claims after the executive's order.

    Attributes:
        claims: As they now stand.
        unnumbered: Ids of accepted claims without a register number: the year's series is not open on this station.
        changes: Everything that changed.
    """

    claims: tuple[Claim, ...]
    unnumbered: tuple[str, ...]
    changes: ChangeSet


def open_claim_of(shelf: Shelf, person_id: str, scheme: Scheme) -> Claim | None:
    """The person's open claim to a scheme, of which there is at most one."""
    found = shelf.find(Claim, person_id=person_id, scheme=scheme)
    return next((claim for claim in found if claim.state not in OVER), None)


def apply(
    store: Store, claim: Claim, *, channel: ChannelChoice | None = None, as_draft: bool = False, why: str = ""
) -> Applied:
    """Take an application (ยืนยันสิทธิ, or ลงทะเบียน where a scheme has no windows).

    Args:
        store: The office's store.
        claim: The form: person, scheme, origin, answers, proxy. `applied_on` is today when not given; the window
            served is computed, states and decisions are not taken from here.
        channel: How the person chose to be paid, from the month of the application on.
        as_draft: Keep it as a draft; `submit` hands it in.
        why: For the journal.

    Raises:
        OpenClaimExists: The person has an open claim to this scheme.
        NotPossible: The person has died, is not of Thai nationality, or the day lies in the future.
        SetClosed: The scheme is sensitive and this user does not hold its key.
    """
    with store.transaction(why) as tx:
        today = bangkok_today(store.clock)
        applied_on = claim.applied_on or today
        writer = writer_of(tx, scheme_set_of(claim.scheme))
        _refuse_applicant(tx, writer, claim)
        refuse_future(applied_on, today)
        form = _form_values(claim)
        taken = writer.insert(
            Claim(
                **form | {"applied_on": applied_on},
                person_id=claim.person_id,
                scheme=claim.scheme,
                origin=Origin.MOVED_IN if claim.origin is Origin.MOVED_IN else Origin.CONFIRMED,
            )
        )
        if channel is not None:
            put_channel(tx, writer, taken, channel, Month.of(applied_on))
        if as_draft:
            return Applied(taken, None, False, tx.changes)
        return _submitted(tx, writer, taken, applied_on)


def submit(store: Store, claim: Claim, *, on_day: date | None = None, why: str = "") -> Applied:
    """Hand in a draft: from this day it counts as confirmed."""
    with store.transaction(why) as tx:
        _need_state(claim, ClaimState.DRAFT)
        today = bangkok_today(store.clock)
        handed_in = on_day or claim.applied_on or today
        refuse_future(handed_in, today)
        return _submitted(tx, writer_of(tx, scheme_set_of(claim.scheme)), claim, handed_in)


def amend(store: Store, claim: Claim, values: Mapping[str, Any], *, why: str = "") -> Saved[Claim]:
    """Correct fields, by name, of what stands on the form: answers, documents, occupation, previous office, notes.

    Raises:
        TypeError: The field is set by a step, not by hand.
        IllegalStep: The claim has ended or was refused.
    """
    if not _SET_BY_STEPS.isdisjoint(values):
        raise TypeError("this field is set by a step of the claim")
    if claim.state in OVER:
        raise _illegal(claim)
    with store.transaction(why) as tx:
        return Saved(writer_of(tx, scheme_set_of(claim.scheme)).update(claim, **values), tx.changes)


def give_opinion(
    store: Store, claim: Claim, opinion: OfficerOpinion, *, on_day: date, reason: str = "", why: str = ""
) -> Saved[Claim]:
    """ความเห็นเจ้าหน้าที่: SUBMITTED → CHECKING; the committee is next.

    Raises:
        IllegalStep: The claim is not at this step.
        Incomplete: "Not qualified" without a reason.
    """
    _need_state(claim, ClaimState.SUBMITTED, ClaimState.CHECKING)
    if opinion is OfficerOpinion.UNQUALIFIED:
        _need_words(reason)
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set_of(claim.scheme))
        kept = writer.update(
            claim, state=ClaimState.CHECKING, officer_opinion=opinion, officer_reason=reason, officer_on=on_day
        )
        return Saved(kept, tx.changes)


def committee_decides(
    store: Store,
    claims: Sequence[Claim],
    *,
    approve: bool,
    report_no: str,
    on_day: date,
    reason: str = "",
    why: str = "",
) -> SavedMany[Claim]:
    """ความเห็นคณะกรรมการ, a batch under one report: สมควร or ไม่สมควรรับยืนยันสิทธิ.

    Raises:
        IllegalStep: A claim waits for no committee.
        Incomplete: No report number, or a rejection without its reason.
    """
    _need_words(report_no)
    if not approve:
        _need_words(reason)
    state = ClaimState.COMMITTEE_APPROVES if approve else ClaimState.COMMITTEE_REJECTS
    with store.transaction(why) as tx:
        decided = []
        for claim in claims:
            _need_state(claim, ClaimState.CHECKING)
            writer = writer_of(tx, scheme_set_of(claim.scheme))
            decided.append(
                writer.update(
                    claim, state=state, committee_on=on_day, committee_report=report_no, committee_reason=reason
                )
            )
        return SavedMany(tuple(decided), tx.changes)


def executive_orders(
    store: Store,
    claims: Sequence[Claim],
    *,
    accept: bool,
    ordered_on: date,
    ordered_by: str,
    order_no: str = "",
    reason: str = "",
    why: str = "",
) -> Ordered:
    """คำสั่งนายก: รับลงทะเบียน or ไม่รับลงทะเบียน, after the committee; what it advised does not bind.

    Accepted claims get their ทะเบียนเลขที่ of the scheme and fiscal year they serve, where that series is open here.

    Raises:
        IllegalStep: The committee has not spoken.
        Incomplete: A refusal without its reason, or nobody who ordered.
    """
    _need_words(ordered_by)
    if not accept:
        _need_words(reason)
    with store.transaction(why) as tx:
        refuse_future(ordered_on, bangkok_today(store.clock))
        ordered: list[Claim] = []
        for claim in claims:
            _need_state(claim, ClaimState.COMMITTEE_APPROVES, ClaimState.COMMITTEE_REJECTS)
            writer = writer_of(tx, scheme_set_of(claim.scheme))
            ordered.append(
                writer.update(
                    claim,
                    state=ClaimState.ACCEPTED if accept else ClaimState.REFUSED,
                    order_no=order_no,
                    ordered_on=ordered_on,
                    ordered_by=ordered_by,
                    refusal_reason="" if accept else reason,
                )
            )
        if accept:
            ordered = _numbered(tx, store, ordered, ordered_on)
        unnumbered = tuple(claim.id for claim in ordered if accept and claim.register_no is None)
        return Ordered(tuple(ordered), unnumbered, tx.changes)


def review_brought_over(
    store: Store, claims: Sequence[Claim], *, confirmed_on: date | None = None, why: str
) -> SavedMany[Claim]:
    """ตรวจทานยอดยกมา: somebody looked at the papers behind opening claims; the day of confirmation where it was found.

    Raises:
        Incomplete: No reason: say what was looked at.
        IllegalStep: A claim is not brought over, or was reviewed before.
    """
    need_reason(why)
    with store.transaction(why) as tx:
        reviewed = []
        for claim in claims:
            if claim.origin is not Origin.BROUGHT_OVER or not claim.needs_review:
                raise _illegal(claim)
            writer = writer_of(tx, scheme_set_of(claim.scheme))
            reviewed.append(writer.update(claim, needs_review=False, confirmed_on=confirmed_on or claim.confirmed_on))
        return SavedMany(tuple(reviewed), tx.changes)


def confirm_elsewhere(store: Store, claim: Claim, on_day: date, *, why: str = "") -> Saved[Claim]:
    """Who moved away has confirmed at the new office, so that October is not lost (domain notes 1.4)."""
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set_of(claim.scheme))
        return Saved(writer.update(claim, confirmed_elsewhere_on=on_day), tx.changes)


def claims_in(store: Store, scheme_set: SchemeSet, states: Collection[ClaimState]) -> list[Claim]:
    """The claims of a set that stand at one of `states`, in the order they came."""
    return shelf_of(store, scheme_set).find(Claim, state=tuple(states)) if states else []


def serves(confirmed_on: date, scheme: Scheme, law: AllowanceLaw) -> tuple[date, int | None]:
    """From which day a confirmation counts, and which fiscal year (BE) it serves; none where there are no windows."""
    if not law.is_by_age(scheme):
        return confirmed_on, None
    counts_from = confirmation_counts_from(confirmed_on, law, scheme)
    return counts_from, fiscal_year_served(counts_from, law, scheme)


def refuse_future(day: date, today: date) -> None:
    """Raise `NotPossible` when `day` lies ahead."""
    if day > today:
        raise NotPossible(
            _("{day} lies in the future.").format(day=thai_date(day)), do=_("Look at the date and type it again.")
        )


def _submitted(tx: Transaction, writer: ShelfWriter, claim: Claim, on_day: date) -> Applied:
    counts_from, year_be = serves(on_day, claim.scheme, office_law(tx))
    kept = writer.update(
        claim,
        state=ClaimState.SUBMITTED,
        applied_on=claim.applied_on or on_day,
        confirmed_on=on_day,
        serves_fiscal_year_be=year_be,
    )
    return Applied(kept, counts_from, counts_from != on_day, tx.changes)


def _numbered(tx: Transaction, store: Store, claims: Iterable[Claim], ordered_on: date) -> list[Claim]:
    numbered: list[Claim] = []
    for claim in claims:
        year_be = claim.serves_fiscal_year_be or fiscal_year_be(ordered_on)
        writer = writer_of(tx, scheme_set_of(claim.scheme))
        numbered += number_claims(writer, [claim], year_be, station=store.file_id, on_day=ordered_on) or [claim]
    return numbered


def _refuse_applicant(tx: Transaction, writer: ShelfWriter, claim: Claim) -> None:
    person = tx.get(Citizen, claim.person_id)
    if person.merged_into:
        raise NotPossible(
            _("This record of {name} was joined to another.").format(name=person.full_name),
            do=_("Open the record it was joined to."),
        )
    if person.deceased:
        raise NotPossible(
            _("{name} has died, so there is nothing to claim.").format(name=person.full_name),
            do=_("If the death was noted by mistake, take it back with its reason first."),
        )
    if person.thai_national is False:
        raise NotPossible(
            _("{name} is not of Thai nationality, which every scheme requires.").format(name=person.full_name),
            do=_("Correct the nationality if it is wrong."),
        )
    for record in with_joined(tx, person):
        existing = open_claim_of(writer, record.id, claim.scheme)
        if existing is not None:
            raise OpenClaimExists(person.full_name, existing.id)


def _form_values(claim: Claim) -> dict[str, Any]:
    """What stands on the form: every field that no step sets."""
    names = (each.name for each in declaration_of(Claim).fields)
    return {name: getattr(claim, name) for name in names if name not in _SET_BY_STEPS}


def _need_state(claim: Claim, *states: ClaimState) -> None:
    if claim.state not in states:
        raise _illegal(claim)


def _illegal(claim: Claim) -> IllegalStep:
    return IllegalStep(
        _("The claim stands at “{state}”, from where this step does not follow.").format(
            state=_(CLAIM_STATE_LABELS[claim.state])
        ),
        do=_("Look at the claim's history, and take the step that is next."),
    )


def _need_words(text: str) -> None:
    if not text.strip():
        raise Incomplete(
            _("A number, a name or a reason that the papers need is missing."), do=_("Fill in what is empty.")
        )
