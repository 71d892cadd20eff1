"""Everything that may stand between a claim and a month's money, each as a reason with its facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sai_thong.registers.allowances.rules.facts import ClaimFacts, EndReason, MoveDirection, PersonFacts
from sai_thong.registers.allowances.rules.first_month import FirstMonth
from sai_thong.registers.allowances.rules.moves import months_elsewhere, moves_of
from sai_thong.registers.allowances.rules.reasons import Fact, Reason, ReasonCode, cited
from sai_thong.registers.law.allowances import AllowanceLaw, SchemeMonth
from sai_thong.registers.law.terms import DeathTest
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month


@dataclass(frozen=True, slots=True)
class Case:
    """One claim in one month, with the law of that month.

    Attributes:
        person: The person, as known now.
        claim: The claim, as known now.
        in_month: The scheme's law in the month paid for.
        law: The whole law, for rules dated otherwise than by the month.
        pay_date: The day on which the month is paid.
        first: The first payable month, or why there is none.
    """

    person: PersonFacts
    claim: ClaimFacts
    in_month: SchemeMonth
    law: AllowanceLaw
    pay_date: date
    first: FirstMonth | Reason

    @property
    def month(self) -> Month:
        """The month paid for."""
        return self.in_month.month


def obstacles(case: Case) -> Iterator[Reason]:
    """Every reason why nothing is due, the weightiest first."""
    if case.person.is_dead:
        yield from _death(case)
    yield from _decision(case)
    if isinstance(case.first, Reason):
        yield case.first
    elif case.month < case.first.month:
        yield Reason(ReasonCode.BEFORE_FIRST_MONTH, {"first_month": case.first.month})
    yield from _moves(case)
    if case.in_month.exclusion.nationality_required and case.person.thai_nationality is False:
        yield Reason(ReasonCode.NOT_THAI, cited(case.in_month.exclusion))
    if case.claim.incomes:
        yield from _incomes(case)
    for suspension in case.claim.suspensions:
        if suspension.covers(case.month):
            yield Reason(
                ReasonCode.SUSPENDED,
                {"from_month": suspension.from_month, "to_month": suspension.to_month, "why": suspension.reason},
            )
    if card_expired(case) and not _card_overridden(case):
        yield Reason(ReasonCode.CARD_EXPIRED, _card_facts(case))


def last_possible_day(known: PartialDate) -> date:
    """The last day that a partly known date may stand for."""
    if known.exact:
        return known.effective
    return Month(known.effective.year, known.month or 12).last_day


def card_expired(case: Case) -> bool:
    """Whether the law asks for a valid card on the pay date and the known card is not."""
    rule, card = case.in_month.card_expiry, case.claim.card
    if rule is None or card is None or card.lifelong or card.expires_on is None:
        return False
    return rule.blocks_payment and card.expires_on < case.pay_date


def _death(case: Case) -> Iterator[Reason]:
    """Dead before the test day; or dead on a date too incomplete to tell, which pays nothing either."""
    died_on = case.person.died_on
    if died_on is None:
        yield Reason(ReasonCode.DEATH_DATE_INCOMPLETE)
        return
    rule = case.in_month.death_test
    test_day = case.pay_date if rule.test is DeathTest.ALIVE_ON_PAY_DATE else case.month.first_day
    if died_on.effective >= test_day:
        return
    surely = last_possible_day(died_on) < test_day
    yield Reason(
        ReasonCode.DIED if surely else ReasonCode.DEATH_DATE_INCOMPLETE,
        {"died": died_on.full_text, "died_on": case.person.death_day, "test_day": test_day, **cited(rule)},
    )


def _decision(case: Case) -> Iterator[Reason]:
    claim = case.claim
    if claim.refused:
        yield Reason(ReasonCode.REFUSED, {"why": claim.refusal_reason})
    elif not claim.counts_as_accepted:
        yield Reason(ReasonCode.NOT_ACCEPTED)
    # A right that ended by a move ends when the rule for moves says, not on the day of the move.
    ended_by_move = claim.end_reason is EndReason.MOVED and claim.ended_on is not None
    ended = claim.end_reason is not None or claim.ended_on is not None
    if ended and not ended_by_move and (claim.ended_on is None or claim.ended_on < case.pay_date):
        yield Reason(ReasonCode.ENDED, {"ended_on": claim.ended_on, "why": claim.end_reason})


def _moves(case: Case) -> Iterator[Reason]:
    moves = moves_of(case.person, case.claim)
    if not moves:
        return
    scheme = case.claim.scheme
    for span in months_elsewhere(moves, scheme, case.law):
        if not span.covers(case.month):
            continue
        facts: dict[str, Fact] = {
            "moved_on": span.move.on,
            **cited(case.law.move_rule(scheme, span.move.on)),
        }
        if span.move.direction is MoveDirection.OUT and span.first is not None:
            yield Reason(ReasonCode.MOVED_AWAY, facts | {"last_month": span.first.previous()})
        elif span.last is not None:
            yield Reason(ReasonCode.NOT_YET_MOVED_IN, facts | {"first_month": span.last.next()})


def _incomes(case: Case) -> Iterator[Reason]:
    """Incomes that exclude: while they last, and after their end until somebody has looked into it."""
    exclusion = case.in_month.exclusion
    for income in case.claim.incomes:
        if income.kind not in exclusion.facts:
            continue
        facts: dict[str, Fact] = {
            "kind": income.kind.value,
            "from_day": income.from_day,
            "to_day": income.to_day,
            **cited(exclusion),
        }
        if income.holds_on(case.pay_date):
            yield Reason(ReasonCode.INCOME, facts)
        elif income.awaits_review_on(case.pay_date):
            yield Reason(ReasonCode.INCOME_REVIEW, facts)


def _card_overridden(case: Case) -> bool:
    until = case.claim.card.pay_despite_until if case.claim.card else None
    return until is not None and case.month <= until


def _card_facts(case: Case) -> dict[str, Fact]:
    rule, card = case.in_month.card_expiry, case.claim.card
    return {
        "expired_on": card.expires_on if card else None,
        "until": card.pay_despite_until if card else None,
        **(cited(rule) if rule else {}),
    }


def notes(case: Case) -> Iterator[Reason]:
    """What to know although money is due."""
    birth, claim = case.person.birth, case.claim
    if birth is not None and not birth.exact:
        yield Reason(ReasonCode.BIRTH_INCOMPLETE, {"known": birth.full_text, "counted_as": birth.effective})
    if claim.brought_over and claim.confirmed_on is None:
        yield Reason(ReasonCode.REVIEW_BROUGHT_OVER)
    if case.in_month.card_expiry is None:
        return
    if claim.card is None or claim.card.expiry_unknown:
        yield Reason(ReasonCode.CARD_UNKNOWN)
    elif card_expired(case):
        yield Reason(ReasonCode.CARD_OVERRIDDEN, _card_facts(case))
