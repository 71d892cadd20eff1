"""What changes next for a claim: the next step, a birthday, a card that ends, the last month after a move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sai_thong.ground.language import _
from sai_thong.registers.allowances.rules.explain import day_text, month_text
from sai_thong.registers.allowances.rules.facts import ClaimFacts, MoveDirection, PersonFacts
from sai_thong.registers.allowances.rules.first_month import FirstMonth, first_payable_month
from sai_thong.registers.allowances.rules.moves import months_elsewhere, moves_of
from sai_thong.registers.allowances.rules.steps import step_held, step_month
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht


class ChangeKind(StrEnum):
    """What will change."""

    BEGINS = "begins"
    STEP = "step"
    RATE = "rate"
    LAST_MONTH = "last-month"
    RETURNS = "returns"
    CARD_EXPIRES = "card-expires"
    INCOME_ENDS = "income-ends"
    SUSPENSION_ENDS = "suspension-ends"


@dataclass(frozen=True, slots=True)
class Change:
    """One coming change.

    Attributes:
        kind: What changes.
        month: The month in which it shows: the first with the new state; for `LAST_MONTH` the last one paid.
        on: The day behind it, where there is one: the birthday, the last day of the card.
        age: The age reached, for a step.
        amount_satang: The new base amount, where it changes.
    """

    kind: ChangeKind
    month: Month
    on: date | None = None
    age: int | None = None
    amount_satang: int | None = None


def next_change(person: PersonFacts, claim: ClaimFacts, after_month: Month, law: AllowanceLaw) -> Change | None:
    """The first change after `after_month`, or None when none is known (also for the dead and for ended claims)."""
    return next(iter(coming_changes(person, claim, after_month, law)), None)


def coming_changes(person: PersonFacts, claim: ClaimFacts, after_month: Month, law: AllowanceLaw) -> tuple[Change, ...]:
    """Every change after `after_month` that can be known now, in order of time."""
    if person.is_dead or claim.refused or (claim.end_reason is not None and claim.ended_on is None):
        return ()
    found = [
        *_beginning(person, claim, law),
        *_amounts(person.birth, claim, after_month, law),
        *_moves(person, claim, law),
        *_spans(claim),
    ]
    return tuple(sorted((change for change in found if change.month > after_month), key=lambda each: each.month))


def explain_change(change: Change) -> str:
    """The change as a sentence in the language in use."""
    words = {
        "month": month_text(change.month),
        "on": day_text(change.on) if change.on else "–",
        "age": change.age,
        "amount": baht(change.amount_satang or 0).removesuffix(".00"),
    }
    sentences = {
        ChangeKind.BEGINS: _("Payable from {month}."),
        ChangeKind.STEP: _("Turns {age} on {on}: {amount} baht from {month}."),
        ChangeKind.RATE: _("The rate becomes {amount} baht from {month}."),
        ChangeKind.LAST_MONTH: _("Moved away: paid here until {month}."),
        ChangeKind.RETURNS: _("Moved in: paid here from {month}."),
        ChangeKind.CARD_EXPIRES: _("The disability card ends on {on}."),
        ChangeKind.INCOME_ENDS: _("The excluding income ends on {on}: look into it."),
        ChangeKind.SUSPENSION_ENDS: _("The suspension ends: payable again from {month}."),
    }
    return sentences[change.kind].format(**words)


def _beginning(person: PersonFacts, claim: ClaimFacts, law: AllowanceLaw) -> Iterator[Change]:
    first = first_payable_month(person, claim, law)
    if isinstance(first, FirstMonth):
        yield Change(ChangeKind.BEGINS, first.month)


def _amounts(birth: PartialDate | None, claim: ClaimFacts, after: Month, law: AllowanceLaw) -> Iterator[Change]:
    """Months after `after` from which the base amount differs from the month before."""
    timings = law.step_timing[claim.scheme]
    ages: dict[Month, int] = {}
    candidates: set[Month] = set()
    for rate in law.rates[claim.scheme]:
        candidates.add(Month.of(rate.effective_from))
        for step in rate.steps[1:] if birth is not None else ():
            month = step_month(birth, step.from_age, timings) if birth is not None else after
            ages[month] = step.from_age
            candidates.add(month)
    for month in sorted(candidates):
        if month <= after:
            continue
        before, now = (_base(birth, claim, each, law) for each in (month.previous(), month))
        if now is None or before is None or now == before:
            continue
        age = ages.get(month)
        if age is not None and birth is not None:
            yield Change(ChangeKind.STEP, month, birth.birthday(age), age, now)
        else:
            yield Change(ChangeKind.RATE, month, amount_satang=now)


def _base(birth: PartialDate | None, claim: ClaimFacts, month: Month, law: AllowanceLaw) -> int | None:
    in_month = law.for_month(claim.scheme, month)
    held = step_held(birth, in_month.rate, month, law.step_timing[claim.scheme]) if in_month else None
    return held.step.amount_satang if held else None


def _moves(person: PersonFacts, claim: ClaimFacts, law: AllowanceLaw) -> Iterator[Change]:
    for span in months_elsewhere(moves_of(person, claim), claim.scheme, law):
        if span.first is not None and span.move.direction is MoveDirection.OUT:
            yield Change(ChangeKind.LAST_MONTH, span.first.previous(), span.move.on)
        if span.last is not None:
            yield Change(ChangeKind.RETURNS, span.last.next(), span.move.on)


def _spans(claim: ClaimFacts) -> Iterator[Change]:
    if claim.card is not None and claim.card.expires_on is not None and not claim.card.lifelong:
        yield Change(ChangeKind.CARD_EXPIRES, Month.of(claim.card.expires_on), claim.card.expires_on)
    for income in claim.incomes:
        if income.to_day is not None and income.reviewed_on is None:
            yield Change(ChangeKind.INCOME_ENDS, Month.of(income.to_day), income.to_day)
    for suspension in claim.suspensions:
        if suspension.to_month is not None:
            yield Change(ChangeKind.SUSPENSION_ENDS, suspension.to_month.next())
