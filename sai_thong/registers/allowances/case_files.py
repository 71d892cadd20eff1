"""A case file: one claim with its person, card, channels and facts, as the rules and the papers need them."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.records import Record
from sai_thong.registers.allowances.records import (
    CardExpiry,
    Claim,
    ClaimState,
    DisabilityCard,
    IncomeFact,
    Origin,
    PaymentChannel,
    Suspension,
)
from sai_thong.registers.allowances.rules.facts import (
    ClaimFacts,
    DisabilityCardFacts,
    IncomeSpan,
    Move,
    MoveDirection,
    PersonFacts,
    Scheme,
    SuspensionSpan,
)
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.joined import joined_to, stands_for, told_by_joined, with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.sorting import sort_key

R = TypeVar("R", bound=Record)

_CHUNK = 10_000
"""Ids asked for in one query; SQLite takes 32,766 parameters."""
_FEW = 200
"""Up to this many claims their facts are looked up one by one; above, whole tables are read faster."""


@dataclass(frozen=True)
class CaseFile:
    """One claim and everything that bears on it.

    Attributes:
        citizen: The person as now kept, also where the claim still names a record that was merged into theirs; with
            a death or leaving of which only a merged record tells.
        claim: The claim.
        card: The newest disability card, for the disability allowance.
        channels: How it is paid, by the month each begins.
        incomes: The person's disqualifying incomes.
        suspensions: Orders to suspend this claim.
        told_by_joined: The values of `citizen` that stand on a merged record only, by the name of the field.
    """

    citizen: Citizen
    claim: Claim
    card: DisabilityCard | None
    channels: tuple[PaymentChannel, ...]
    incomes: tuple[IncomeFact, ...]
    suspensions: tuple[Suspension, ...]
    told_by_joined: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def person_facts(self) -> PersonFacts:
        """What the rules ask about the person."""
        return person_facts(self.citizen)

    @property
    def claim_facts(self) -> ClaimFacts:
        """What the rules ask about the claim."""
        claim = self.claim
        return ClaimFacts(
            scheme=claim.scheme,
            brought_over=claim.origin is Origin.BROUGHT_OVER,
            confirmed_on=claim.confirmed_on,
            serves_fiscal_year_be=claim.serves_fiscal_year_be,
            # A claim may also end before the executive ordered anything: then it never gave a right.
            accepted=claim.state is ClaimState.ACCEPTED
            or (claim.state is ClaimState.ENDED and claim.ordered_on is not None),
            accepted_on=claim.ordered_on,
            refused=claim.state is ClaimState.REFUSED,
            refusal_reason=claim.refusal_reason,
            suspensions=tuple(SuspensionSpan(each.from_month, each.to_month, each.reason) for each in self.suspensions),
            incomes=tuple(IncomeSpan(each.kind, each.from_day, each.to_day, each.reviewed_on) for each in self.incomes),
            card=_card_facts(self.card) if claim.scheme is Scheme.DISABILITY else None,
            ended_on=claim.ended_on,
            end_reason=claim.end_reason,
            paid_elsewhere_until=claim.last_month_paid_there,
        )

    def channel_in(self, month: Month) -> PaymentChannel | None:
        """The channel in force in `month`; None when none was chosen."""
        return _last([each for each in self.channels if each.from_month <= month])

    @property
    def last_channel(self) -> PaymentChannel | None:
        """The channel that stays in force as far as is known, though it may only begin later; None without any."""
        return _last(self.channels)


def _last(channels: Sequence[PaymentChannel]) -> PaymentChannel | None:
    """The one that begins last; of two with one first month the later entered, which corrects the other."""
    return max(reversed(channels), key=lambda each: each.from_month, default=None)


def person_facts(citizen: Citizen) -> PersonFacts:
    """What the rules ask about a citizen."""
    moves = []
    if citizen.moved_in_on:
        moves.append(Move(citizen.moved_in_on, MoveDirection.IN))
    if citizen.moved_out_on:
        moves.append(Move(citizen.moved_out_on, MoveDirection.OUT))
    return PersonFacts(
        birth=citizen.birth,
        deceased=citizen.deceased,
        died_on=citizen.death,
        moves=tuple(sorted(moves, key=lambda move: move.on)),
        thai_nationality=citizen.thai_national,
    )


def load_case_files(
    store: Store | Transaction, scheme_set: SchemeSet, *, claim_ids: Sequence[str] = (), person_id: str = ""
) -> list[CaseFile]:
    """The case files of a scheme set, by village, then first name: all, or of the given claims, or of one person."""
    shelf = shelf_of(store, scheme_set)
    if person_id:
        records = tuple(each.id for each in with_joined(store, stands_for(store, person_id)))
        return _assemble(store, shelf, shelf.find(Claim, person_id=records), few=True)
    if claim_ids:
        return _assemble(store, shelf, _by_ids(shelf, Claim, claim_ids), few=len(claim_ids) <= _FEW)
    return _assemble(store, shelf, shelf.find(Claim), few=False)


def _assemble(store: Store | Transaction, shelf: Shelf, claims: Sequence[Claim], *, few: bool) -> list[CaseFile]:
    """The files of `claims`; with `few` the facts are looked up for them alone, else read whole."""
    if not claims:
        return []
    people = _who_they_are(store, {claim.person_id for claim in claims})
    of_claims = {"claim_id": tuple(claim.id for claim in claims)} if few else {}
    channels = _grouped(shelf.find(PaymentChannel, **of_claims), "claim_id")
    suspensions = _grouped(shelf.find(Suspension, **of_claims), "claim_id")
    joined = joined_to(store, {person.id for person in people.values()})
    kept = {known: person.id for known, person in people.items()}
    kept |= {person.id: person.id for person in people.values()}
    kept |= {each.id: person_id for person_id, others in joined.items() for each in others}
    # Cards and incomes are facts of the person, whatever set the claim is kept in, whichever record they were put to.
    of_people = {"person_id": tuple(kept)} if few else {}
    cards = {kept.get(each.person_id): each for each in store.find(DisabilityCard, **of_people)}
    incomes: dict[str | None, list[IncomeFact]] = defaultdict(list)
    for income in store.find(IncomeFact, **of_people):
        incomes[kept.get(income.person_id)].append(income)
    files = []
    for claim in claims:
        person = people[claim.person_id]
        told = told_by_joined(person, joined.get(person.id, ()))
        files.append(
            CaseFile(
                citizen=dataclasses.replace(person, **told),
                claim=claim,
                card=cards.get(person.id),
                channels=tuple(channels[claim.id]),
                incomes=tuple(incomes[person.id]),
                suspensions=tuple(suspensions[claim.id]),
                told_by_joined=told,
            )
        )
    return sorted(files, key=_village_order)


def _who_they_are(store: Shelf, person_ids: Collection[str]) -> dict[str, Citizen]:
    """The citizens of these ids; of a record that was merged into another, the other.

    Claims move when two records are merged, but not those of a sealed set that the user cannot open, nor those that
    another computer adds meanwhile. They are still this person's: who has died is dead, and nobody is paid twice.
    """
    people = {each.id: each for each in _by_ids(store, Citizen, person_ids)}
    return {known: stands_for(store, known) if each.merged_into else each for known, each in people.items()}


def _by_ids(shelf: Shelf, record_class: type[R], ids: Iterable[str]) -> list[R]:
    wanted = tuple(ids)
    chunks = (wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK))
    return [each for chunk in chunks for each in shelf.find(record_class, id=chunk)]


def _grouped(records: Iterable[R], name: str) -> dict[str, list[R]]:
    groups: dict[str, list[R]] = defaultdict(list)
    for each in records:
        groups[getattr(each, name)].append(each)
    return groups


def _village_order(file: CaseFile) -> tuple[int, str, str, str]:
    person = file.citizen
    moo = person.moo if person.moo is not None else 10**6
    return moo, sort_key(person.first_name), sort_key(person.last_name), file.claim.id


def _card_facts(card: DisabilityCard | None) -> DisabilityCardFacts:
    if card is None:
        return DisabilityCardFacts()
    return DisabilityCardFacts(
        expires_on=card.expires_on if card.expiry is CardExpiry.DATE else None,
        lifelong=card.expiry is CardExpiry.LIFELONG,
        pay_despite_until=card.pay_despite_until,
    )
