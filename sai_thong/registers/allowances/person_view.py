"""A person's page: what they get and why, since when, what changes next, and everything that happened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sai_thong.db.refusals import SetClosed
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.records import Record
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.chips import Chip, ChipKind, chip_of_refusal, last_month_before_leaving
from sai_thong.registers.allowances.payments import ledger
from sai_thong.registers.allowances.records import (
    DisabilityCard,
    IncomeFact,
    MonthState,
    Overpayment,
    PaymentChannel,
    PaymentLine,
    PaymentResult,
    ProofOfLife,
    RetroOrder,
    Suspension,
    UrgentStop,
)
from sai_thong.registers.allowances.retro import RetroCandidate, retro_candidates
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.changes import coming_changes, explain_change
from sai_thong.registers.allowances.rules.entitlement import Entitled, NotEntitled
from sai_thong.registers.allowances.rules.explain import explain, sentence
from sai_thong.registers.allowances.rules.first_month import FirstMonth, first_payable_month
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.joined import stands_for, with_joined
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.record_history import RecordChange, history_of
from sai_thong.thai.calendar import Month, months


@dataclass(frozen=True)
class AmountStep:
    """A month from which the amount was another.

    Attributes:
        month: The first month with the new amount.
        before_satang: Nothing for the first.
        after_satang: The new amount.
        why: In a sentence.
    """

    month: Month
    before_satang: int
    after_satang: int
    why: str


@dataclass(frozen=True)
class PaymentOfPerson:
    """One payment with what became of it."""

    line: PaymentLine
    result: PaymentResult | None
    state: MonthState


@dataclass(frozen=True)
class PersonAllowance:
    """One claim of a person, explained.

    Attributes:
        file: The claim with its person and facts.
        month: The month it is explained for.
        decision: What is due for that month.
        chip: Its state.
        explanation: Why this amount or nothing, from when, under which rules.
        coming: What changes next, a sentence each, in order of time.
        amounts: The amounts by the rules since the beginning, the newest first.
        channel: How it is paid in that month; None is cash in person.
        payments: What was sent, the newest first.
        retro: Months that could be made good.
        overpayments: Cases, open and closed.
        stops: Urgent stops.
    """

    file: CaseFile
    month: Month
    decision: Entitled | NotEntitled
    chip: Chip
    explanation: str
    coming: tuple[str, ...]
    amounts: tuple[AmountStep, ...]
    channel: PaymentChannel | None
    payments: tuple[PaymentOfPerson, ...]
    retro: tuple[RetroCandidate, ...]
    overpayments: tuple[Overpayment, ...]
    stops: tuple[UrgentStop, ...]

    @property
    def amount_satang(self) -> int:
        """What is due for the month; nothing when nothing is."""
        return self.decision.amount_satang if isinstance(self.decision, Entitled) else 0


@dataclass(frozen=True)
class PersonView:
    """A person's page.

    Attributes:
        citizen: Who.
        allowances: Their claims, by scheme set asked for.
        history: What happened, the newest first.
    """

    citizen: Citizen
    allowances: tuple[PersonAllowance, ...]
    history: tuple[RecordChange, ...]


def person_view(
    store: Store,
    person_id: str,
    month: Month | None = None,
    *,
    sets: Collection[SchemeSet] = (SchemeSet.ORDINARY,),
) -> PersonView:
    """Everything the page of a person shows for a month (this one when None).

    Ask for the sensitive set only on its own page; what this user may not open is left out without a word.
    """
    month = month or Month.of(bangkok_today(store.clock))
    citizen = stands_for(store, person_id)
    allowances: list[PersonAllowance] = []
    records = tuple(each.id for each in with_joined(store, citizen))
    spoken_of: list[Record] = [citizen, *store.find(IncomeFact, person_id=records)]
    for scheme_set in sets:
        try:
            shelf = shelf_of(store, scheme_set)
        except SetClosed:
            continue
        files = load_case_files(store, scheme_set, person_id=person_id)
        if files:
            allowances += _allowances(store, scheme_set, shelf, files, month)
            spoken_of += _records(shelf, files)
    if any(each.file.card for each in allowances):
        spoken_of += store.find(DisabilityCard, person_id=records)
    return PersonView(citizen, tuple(allowances), tuple(history_of(store, spoken_of)))


def amounts_by_rule(file: CaseFile, book: RuleBook, until: Month) -> list[AmountStep]:
    """From which months the amount changed by the rules, the newest first; months without pay are passed over."""
    first = first_payable_month(file.person_facts, file.claim_facts, book.law)
    if not isinstance(first, FirstMonth):
        return []
    found: list[AmountStep] = []
    amount = 0
    for month in months(first.month, until):
        decision = book.decide(file, month)
        if isinstance(decision, Entitled) and decision.amount_satang != amount:
            found.append(AmountStep(month, amount, decision.amount_satang, sentence(decision.reason)))
            amount = decision.amount_satang
    return found[::-1]


def _allowances(
    store: Store, scheme_set: SchemeSet, shelf: Shelf, files: Sequence[CaseFile], month: Month
) -> Iterator[PersonAllowance]:
    book = RuleBook.of(store, scheme_set)
    entries = ledger(shelf, [file.claim.id for file in files])
    candidates = retro_candidates(store, scheme_set, person_id=files[0].citizen.id)
    for file in files:
        claim = file.claim
        decision = book.decide(file, month)
        coming = coming_changes(file.person_facts, file.claim_facts, month, book.law)
        lines = entries.of([claim.id])
        yield PersonAllowance(
            file=file,
            month=month,
            decision=decision,
            chip=_chip(file, decision, book, month),
            explanation=explain(decision),
            coming=tuple(explain_change(change) for change in coming),
            amounts=tuple(amounts_by_rule(file, book, month)),
            channel=file.channel_in(month),
            payments=tuple(
                PaymentOfPerson(line, entries.results.get(line.id), entries.months[line.payment_month_id].state)
                for line in sorted(lines, key=lambda line: (line.paid_in, line.paid_for), reverse=True)
            ),
            retro=tuple(each for each in candidates if each.claim_id == claim.id),
            overpayments=tuple(shelf.find(Overpayment, claim_id=claim.id)),
            stops=tuple(shelf.find(UrgentStop, line_id=tuple(line.id for line in lines))) if lines else (),
        )


def _chip(file: CaseFile, decision: Entitled | NotEntitled, book: RuleBook, month: Month) -> Chip:
    """The chip on the person's page, where no run is looked at."""
    if isinstance(decision, NotEntitled):
        return chip_of_refusal(decision)
    if decision.first_month.month == month:
        return Chip(ChipKind.NEW)
    if decision.step.since == month and decision.step.step.from_age:
        return Chip(ChipKind.STEP, {"age": decision.step.step.from_age})
    last = last_month_before_leaving(file, month, book.law)
    return Chip(ChipKind.LEAVING, {"month": last.short_name}) if last else Chip(ChipKind.READY)


def _records(shelf: Shelf, files: Sequence[CaseFile]) -> Iterator[Record]:
    """The records whose history belongs on the page."""
    claim_ids = tuple(file.claim.id for file in files)
    person_id = files[0].citizen.id
    yield from (file.claim for file in files)
    for record_class in (PaymentChannel, Suspension, RetroOrder, Overpayment):
        yield from shelf.find(record_class, claim_id=claim_ids)
    yield from shelf.find(UrgentStop, person_id=person_id)
    yield from shelf.find(ProofOfLife, person_id=person_id)
