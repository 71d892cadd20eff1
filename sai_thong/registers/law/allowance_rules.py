"""The typed rows of the allowance law tables. Amounts are satang a month; ages are completed years."""

from __future__ import annotations

from dataclasses import dataclass

from sai_thong.registers.law.rows import DatedRule
from sai_thong.registers.law.terms import (
    DeathTest,
    EntryTiming,
    IncomeKind,
    Letter,
    NewOfficeFrom,
    OldOfficeUntil,
    Payer,
    PaySource,
    RateKind,
    RegistrationStart,
    Scheme,
    StepTiming,
)


@dataclass(frozen=True, slots=True)
class RateStep:
    """An amount from an age on, until the next step's age.

    Attributes:
        from_age: Completed years.
        amount_satang: A month.
    """

    from_age: int
    amount_satang: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RatePeriod(DatedRule):
    """The amounts of one scheme for a time, by age; `steps` rise by age."""

    scheme: Scheme
    kind: RateKind
    payer: Payer
    steps: tuple[RateStep, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemeRule(DatedRule):
    """A dated rule of one scheme."""

    scheme: Scheme


@dataclass(frozen=True, kw_only=True, slots=True)
class EntitlementAge(SchemeRule):
    """The age in completed years from which a scheme by age is paid."""

    years: int


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryTimingRule(SchemeRule):
    """From which month the first entitlement by age begins; the rule in force on the birthday decides."""

    timing: EntryTiming


@dataclass(frozen=True, kw_only=True, slots=True)
class StepTimingRule(SchemeRule):
    """From which month a later step begins."""

    timing: StepTiming


@dataclass(frozen=True, slots=True)
class WindowPeriod:
    """Months of a calendar year in which a confirmation serves one fiscal year.

    Attributes:
        from_month: First month, 1–12, from its first day.
        to_month: Last month, to its last day.
        years_ahead: Fiscal year served (BE) less the calendar year (BE) of the confirmation.
    """

    from_month: int
    to_month: int
    years_ahead: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmationWindow(SchemeRule):
    """When in the year the right can be confirmed, and for which fiscal year; dated by the day of confirmation."""

    periods: tuple[WindowPeriod, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RegistrationStartRule(SchemeRule):
    """The first month of a scheme that one may register for on any day."""

    start: RegistrationStart


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveRule(SchemeRule):
    """Who pays when a person moves to another office's area; dated by the day of the move.

    Attributes:
        old_office_until: How long the old office goes on.
        new_office_from: When the new office begins.
        confirm_by_month: Last month (1–12) in which to confirm at the new office and lose nothing, where known.
    """

    old_office_until: OldOfficeUntil
    new_office_from: NewOfficeFrom
    confirm_by_month: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DeathTestRule(SchemeRule):
    """On which day a person must be alive for the month to be paid."""

    test: DeathTest


@dataclass(frozen=True, kw_only=True, slots=True)
class ExclusionRule(SchemeRule):
    """Which incomes and kinds of care exclude, and whether Thai nationality is required."""

    facts: frozenset[IncomeKind]
    nationality_required: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CardExpiryRule(SchemeRule):
    """Whether an expired disability card blocks payment."""

    blocks_payment: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PaySourceRule(SchemeRule):
    """Who moves the money of a scheme."""

    source: PaySource


@dataclass(frozen=True, kw_only=True, slots=True)
class PayDayRule(DatedRule):
    """The day of the month on which money is paid, or the working day before."""

    day: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CardReminderRule(DatedRule):
    """How many days before a card ends to remind, farthest first."""

    days_before: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterDeadlineRule(DatedRule):
    """How many days from its receipt a letter gives for the answer; dated by the day of the letter."""

    letter: Letter
    days: int
