"""One person's claim in sentences: why this amount, from when, under which rule, what changes next; and its past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.payments import CAME_BACK, latest_results
from sai_thong.registers.allowances.records import (
    Claim,
    ClaimState,
    LineKind,
    Origin,
    PaymentLine,
    PaymentResult,
)
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.changes import explain_change, next_change
from sai_thong.registers.allowances.rules.entitlement import Entitled
from sai_thong.registers.allowances.rules.explain import day_text, explain
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.banks import bank_name
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import masked
from sai_thong.thai.money import baht
from sai_thong.ui.kit import ChipText, HistoryLine, RecordView
from sai_thong.ui.pages.allowances.month_board import scheme_words


@dataclass(frozen=True)
class PersonClaim:
    """What the record panel and the claim's page tell.

    Attributes:
        file: The claim with everything that bears on it.
        decided: Why this amount, or why nothing, in words.
        amount_satang: What is due in the month; None for nothing.
        next: What changes next, in words, or empty.
        history: Newest first.
    """

    file: CaseFile
    decided: str
    amount_satang: int | None
    next: str
    history: tuple[HistoryLine, ...]


def read_person_claim(store: Store, scheme_set: SchemeSet, claim_id: str, month: Month) -> PersonClaim:
    """Read one claim; quick enough for the window's thread."""
    shelf = shelf_of(store, scheme_set)
    file = load_case_files(store, scheme_set, claim_ids=[claim_id])[0]
    book = RuleBook.of(store, scheme_set)
    decision = book.decide(file, month)
    change = next_change(file.person_facts, file.claim_facts, month, book.law)
    return PersonClaim(
        file=file,
        decided=explain(decision),
        amount_satang=decision.amount_satang if isinstance(decision, Entitled) else None,
        next=explain_change(change) if change else "",
        history=tuple(_history(shelf, file)),
    )


def record_view(person: PersonClaim, line: PaymentLine | None, chips: Sequence[ChipText], today: date) -> RecordView:
    """The panel of a person; `line` is what is paid, in whose frozen words the amount is explained."""
    amount = line.amount_satang if line is not None else person.amount_satang
    decided = person.decided
    if line is not None and line.payment_month_id and line.amount_satang != person.amount_satang:
        decided = line.step_reason
    return RecordView(
        name=person.file.citizen.full_name,
        line=who_line(person.file.citizen, today),
        figure=_("{amount} baht").format(amount=baht(amount).removesuffix(".00")) if amount is not None else "",
        chips=tuple(chips),
        sentences=tuple(each for each in (decided, person.next) if each),
        facts=tuple(_facts(person.file, line)),
        history=person.history,
        history_title=_("History"),
    )


def who_line(citizen: Citizen, today: date) -> str:
    """Masked id, house, village and age in one line."""
    parts = [masked(citizen.citizen_id)] if citizen.citizen_id else [_("no citizen ID")]
    if citizen.house_no:
        parts.append(_("house {number}").format(number=citizen.house_no))
    if citizen.moo is not None:
        parts.append(_("village {number}").format(number=citizen.moo))
    if citizen.birth is not None and citizen.alive:
        parts.append(_("{age} years old").format(age=citizen.birth.age_on(today)))
    return "  ·  ".join(parts)


def account_words(bank_code: str, account_no: str) -> str:
    """Bank and the last four digits of an account."""
    if not account_no:
        return ""
    return f"{bank_name(bank_code)} x-{account_no[-4:]}".strip()


def _facts(file: CaseFile, line: PaymentLine | None) -> Iterator[tuple[str, str]]:
    claim = file.claim
    yield _("Scheme"), scheme_words(claim.scheme)
    if line is not None:
        way = label_of(line.channel)
        account = account_words(line.bank_code, line.account_no)
        yield _("Paid by"), f"{way} {account}".strip()
        if line.payee_name:
            yield _("Paid to"), line.payee_name
    if claim.register_no is not None:
        yield _("Register number"), f"{claim.register_no}/{claim.register_year_be}"
    if claim.proxy_name:
        yield _("Proxy"), claim.proxy_name


def _history(shelf: Shelf, file: CaseFile) -> list[HistoryLine]:
    """Payments that differ from the one before, what came back, and the steps of the claim; newest first."""
    told = [*_paid(shelf, file.claim), *_channels(file), *_suspensions(file), *_steps(file.claim)]
    return [HistoryLine(when, what) for _day, when, what in sorted(told, key=lambda each: each[0], reverse=True)]


_Told = tuple[date, str, str]
"""The day it sorts by, when in words, what."""


def _paid(shelf: Shelf, claim: Claim) -> Iterator[_Told]:
    lines = sorted(shelf.find(PaymentLine, claim_id=claim.id), key=lambda line: (line.paid_in, line.paid_for))
    ids = tuple(line.id for line in lines)
    results = latest_results(shelf.find(PaymentResult, line_id=ids)) if ids else {}
    before: PaymentLine | None = None
    for line in lines:
        when = line.paid_in.short_name
        result = results.get(line.id)
        if result is not None and result.outcome in CAME_BACK:
            words = label_of(result.outcome)
            yield line.paid_in.last_day, when, f"{words} ({result.reason})" if result.reason else words
        if line.kind is LineKind.RETRO:
            yield (
                line.paid_in.first_day,
                when,
                _("Retro pay for {month}, {amount} baht").format(
                    month=line.paid_for.short_name, amount=_baht(line.amount_satang)
                ),
            )
            continue
        if before is None:
            words = _("First payment in this program, {amount} baht").format(amount=_baht(line.amount_satang))
            yield line.paid_in.first_day, when, words
        elif before.amount_satang != line.amount_satang:
            words = _("New rate {before} → {after} baht").format(
                before=_baht(before.amount_satang), after=_baht(line.amount_satang)
            )
            yield line.paid_in.first_day, when, words
        before = line


def _channels(file: CaseFile) -> Iterator[_Told]:
    for each in file.channels[1:]:
        way = f"{label_of(each.channel)} {account_words(each.bank_code, each.account_no)}".strip()
        yield each.from_month.first_day, each.from_month.short_name, _("Paid otherwise: {way}").format(way=way)


def _suspensions(file: CaseFile) -> Iterator[_Told]:
    for each in file.suspensions:
        first = each.from_month
        yield first.first_day, first.short_name, _("Suspended: {reason}").format(reason=each.reason)
        if each.resumed_on is not None:
            words = _("Resumed: {reason}").format(reason=each.resume_reason)
            yield each.resumed_on, Month.of(each.resumed_on).short_name, words


def _steps(claim: Claim) -> Iterator[_Told]:
    if claim.applied_on:
        yield claim.applied_on, Month.of(claim.applied_on).short_name, _("Applied")
    if claim.ordered_on and claim.state in (ClaimState.ACCEPTED, ClaimState.ENDED):
        yield claim.ordered_on, Month.of(claim.ordered_on).short_name, _("Registration ordered")
    if claim.ordered_on and claim.state is ClaimState.REFUSED:
        yield claim.ordered_on, Month.of(claim.ordered_on).short_name, _("Registration refused")
    if claim.ended_on and claim.end_reason:
        words = _("Right ended on {day}: {reason}").format(
            day=day_text(claim.ended_on), reason=label_of(claim.end_reason)
        )
        yield claim.ended_on, Month.of(claim.ended_on).short_name, words
    if claim.origin is Origin.BROUGHT_OVER:
        yield date.min, _("before"), _("Brought over from the earlier list")


def _baht(satang: int) -> str:
    return baht(satang).removesuffix(".00")
