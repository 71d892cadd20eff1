"""Reasons as data: a code and its facts. `explain` turns them into sentences; nothing else depends on their wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sai_thong.registers.law.rows import DatedRule
from sai_thong.thai.calendar import Month

Fact = str | int | date | Month | None


class ReasonCode(StrEnum):
    """What a reason says. The groups are those of `Entitled`, `NotEntitled` and `FirstMonth`."""

    # Why this amount.
    AMOUNT_BY_STEP = "amount-by-step"
    AMOUNT_BY_FIRST_MONTH = "amount-by-first-month"
    AMOUNT_UNDER_AGE = "amount-under-age"
    AMOUNT_FLAT = "amount-flat"

    # Why from that month.
    AGE_REACHED = "age-reached"
    CONFIRMED = "confirmed"
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    BROUGHT_OVER = "brought-over"
    PREVIOUS_OFFICE_PAID = "previous-office-paid"

    # Why nothing.
    DIED = "died"
    DEATH_DATE_INCOMPLETE = "death-date-incomplete"
    REFUSED = "refused"
    ENDED = "ended"
    NOT_ACCEPTED = "not-accepted"
    NO_RATE = "no-rate"
    BIRTH_UNKNOWN = "birth-unknown"
    NOT_CONFIRMED = "not-confirmed"
    BEFORE_FIRST_MONTH = "before-first-month"
    MOVED_AWAY = "moved-away"
    NOT_YET_MOVED_IN = "not-yet-moved-in"
    NOT_THAI = "not-thai"
    INCOME = "income"
    INCOME_REVIEW = "income-review"
    SUSPENDED = "suspended"
    CARD_EXPIRED = "card-expired"

    # What to know although money is due.
    BIRTH_INCOMPLETE = "birth-incomplete"
    CARD_UNKNOWN = "card-unknown"
    CARD_OVERRIDDEN = "card-overridden"
    REVIEW_BROUGHT_OVER = "review-brought-over"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        code: What it says.
        facts: What it says it of: days, months, ages, satang, references, by the names `explain` uses.
    """

    code: ReasonCode
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)


def cited(rule: DatedRule) -> dict[str, Fact]:
    """The facts that name a rule of law and say how sure it is."""
    return {"rule_ref": rule.legal_ref, "certainty": rule.certainty.value}
