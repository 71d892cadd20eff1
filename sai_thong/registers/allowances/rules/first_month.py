"""The first payable month of a claim, and which fact decided it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sai_thong.registers.allowances.rules.facts import ClaimFacts, PersonFacts
from sai_thong.registers.allowances.rules.reasons import Reason, ReasonCode, cited
from sai_thong.registers.allowances.rules.steps import october_of
from sai_thong.registers.allowances.rules.windows import (
    confirmation_counts_from,
    entitlement_age,
    entry_month,
    fiscal_year_served,
)
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.registers.law.rows import in_force_or_first
from sai_thong.registers.law.terms import RegistrationStart
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month


@dataclass(frozen=True, slots=True)
class FirstMonth:
    """The first payable month.

    Attributes:
        month: The month.
        reason: The fact that decided it: the latest of all that must be met.
    """

    month: Month
    reason: Reason


def first_payable_month(person: PersonFacts, claim: ClaimFacts, law: AllowanceLaw) -> FirstMonth | Reason:
    """The first month the rules give a claim, or the reason why there is none yet.

    Old age: the later of M(60) and October of the fiscal year that the confirmation serves; never paid backwards for
    a late confirmation. Disability: the month after registration. HIV assistance: as the law table says (unverified).
    A claim brought over counts as confirmed in time, so its age alone decides.
    """
    found: FirstMonth | None = None
    for condition in _conditions(person, claim, law):
        if isinstance(condition, Reason):
            return condition
        if found is None or condition.month > found.month:
            found = condition
    assert found is not None, "every scheme has at least one condition"
    return found


def _conditions(person: PersonFacts, claim: ClaimFacts, law: AllowanceLaw) -> Iterator[FirstMonth | Reason]:
    if law.is_by_age(claim.scheme):
        yield _age_condition(person.birth, claim, law)
        if not claim.brought_over:
            yield _confirmation_condition(claim, law)
    elif claim.brought_over:
        yield _brought_over_condition(person.birth, claim, law)
    else:
        yield _registration_condition(claim, law)
    if claim.paid_elsewhere_until is not None:
        yield FirstMonth(
            claim.paid_elsewhere_until.next(),
            Reason(ReasonCode.PREVIOUS_OFFICE_PAID, {"last_month": claim.paid_elsewhere_until}),
        )


def _age_condition(birth: PartialDate | None, claim: ClaimFacts, law: AllowanceLaw) -> FirstMonth | Reason:
    if birth is None:
        return Reason(ReasonCode.BIRTH_UNKNOWN)
    age = entitlement_age(birth, law, claim.scheme)
    return FirstMonth(
        entry_month(birth, law, claim.scheme),
        Reason(ReasonCode.AGE_REACHED, {"age": age, "birthday": birth.birthday(age)}),
    )


def _confirmation_condition(claim: ClaimFacts, law: AllowanceLaw) -> FirstMonth | Reason:
    year_be = claim.serves_fiscal_year_be or _year_served(claim.confirmed_on, claim, law)
    if year_be is None:
        return Reason(ReasonCode.NOT_CONFIRMED)
    return FirstMonth(
        october_of(year_be),
        Reason(ReasonCode.CONFIRMED, {"confirmed_on": claim.confirmed_on, "fiscal_year_be": year_be}),
    )


def _year_served(confirmed_on: date | None, claim: ClaimFacts, law: AllowanceLaw) -> int | None:
    if confirmed_on is None:
        return None
    return fiscal_year_served(confirmation_counts_from(confirmed_on, law, claim.scheme), law, claim.scheme)


def _brought_over_condition(birth: PartialDate | None, claim: ClaimFacts, law: AllowanceLaw) -> FirstMonth:
    first = law.first_month(claim.scheme)
    if birth is not None:
        first = max(first, birth.first_month_of_age(0))
    return FirstMonth(first, Reason(ReasonCode.BROUGHT_OVER))


def _registration_condition(claim: ClaimFacts, law: AllowanceLaw) -> FirstMonth | Reason:
    registered = claim.confirmed_on or claim.accepted_on
    if registered is None:
        return Reason(ReasonCode.NOT_CONFIRMED)
    rule = in_force_or_first(law.registration_start[claim.scheme], registered)
    if rule.start is RegistrationStart.MONTH_AFTER_APPROVAL:
        if claim.accepted_on is None:
            return Reason(ReasonCode.NOT_ACCEPTED)
        return FirstMonth(
            Month.of(claim.accepted_on).next(),
            Reason(ReasonCode.ACCEPTED, {"accepted_on": claim.accepted_on, **cited(rule)}),
        )
    return FirstMonth(
        Month.of(registered).next(),
        Reason(ReasonCode.REGISTERED, {"registered_on": registered, **cited(rule)}),
    )
