"""The rows of the law tables in words, for the window and the command line: what each says, and in which table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import singledispatch
from typing import Any, Final

from sai_thong.ground.language import N_, _, current
from sai_thong.registers.allowances.labels import PAY_SOURCE_LABELS
from sai_thong.registers.allowances.rules.explain import ENGLISH_MONTHS
from sai_thong.registers.assets.terms import (
    DISPOSAL_MONTH_LABELS,
    FIRST_MONTH_LABELS,
    GROUP_LABELS,
    LOAN_APPROVER_LABELS,
    THRESHOLD_POLICY_LABELS,
)
from sai_thong.registers.law.allowance_rules import (
    CardExpiryRule,
    CardReminderRule,
    ConfirmationWindow,
    DeathTestRule,
    EntitlementAge,
    EntryTimingRule,
    ExclusionRule,
    LetterDeadlineRule,
    MoveRule,
    PayDayRule,
    PaySourceRule,
    RatePeriod,
    RegistrationStartRule,
    StepTimingRule,
)
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.registers.law.rows import DatedRule
from sai_thong.registers.law.service_terms import ELECTRONIC_LABELS, PROFILE_LABELS, UNIT_LABELS
from sai_thong.registers.law.terms import (
    CERTAINTY_LABELS,
    INCOME_LABELS,
    LETTER_LABELS,
    SCHEME_LABELS,
    DeathTest,
    EntryTiming,
    Letter,
    NewOfficeFrom,
    OldOfficeUntil,
    RegistrationStart,
    Scheme,
    StepTiming,
)
from sai_thong.registers.petitions.terms import OPINION_STEP_LABELS
from sai_thong.thai.calendar import MONTHS, be_year
from sai_thong.thai.money import baht

TOPICS: Final[Mapping[str, str]] = {
    "rates": N_("Monthly rate"),
    "supplements": N_("Addition for a time"),
    "paid_elsewhere": N_("Paid by others"),
    "entitlement_age": N_("Age of entitlement"),
    "entry_timing": N_("First month by age"),
    "step_timing": N_("Month of a step"),
    "windows": N_("Confirmation window"),
    "registration_start": N_("First month after registering"),
    "moves": N_("Moves"),
    "death_tests": N_("Death test"),
    "exclusions": N_("What excludes"),
    "card_expiry": N_("Disability card"),
    "pay_sources": N_("Pay source"),
    "pay_days": N_("Pay day"),
    "card_reminders": N_("Card reminder"),
    "letter_deadlines": N_("Days to answer"),
}
"""Attributes of `AllowanceLaw` with the English message ids of what they are about, in the order listed."""

TABLES: Final[Mapping[str, str]] = {
    "rates": "rates",
    "supplements": "rates",
    "paid_elsewhere": "rates",
    "entitlement_age": "entitlement_age",
    "entry_timing": "entry_timing",
    "step_timing": "step_timing",
    "windows": "confirmation_window",
    "registration_start": "registration_start",
    "moves": "move",
    "death_tests": "death_test",
    "exclusions": "exclusion",
    "card_expiry": "card_expiry",
    "pay_sources": "pay_source",
    "pay_days": "pay_day",
    "card_reminders": "card_reminder",
    "letter_deadlines": "letter_deadline",
}
"""The table of the law files in which the rows of a topic stand."""

_TIMINGS: Final[Mapping[str, str]] = {
    EntryTiming.FISCAL_YEAR_AFTER_BIRTHDAY: N_("From the October after the birthday"),
    EntryTiming.MONTH_AGE_COUNTS: N_("From the month in which the age counts"),
    StepTiming.NEXT_FISCAL_YEAR: N_("From the first October in which the age counts"),
    StepTiming.NEXT_MONTH: N_("From the month after the one in which the age is reached"),
    RegistrationStart.MONTH_AFTER_REGISTRATION: N_("From the month after the registration"),
    RegistrationStart.MONTH_AFTER_APPROVAL: N_("From the month after the approval"),
}
_OLD_OFFICE: Final = {
    OldOfficeUntil.END_OF_FISCAL_YEAR: N_("The old office pays to the end of the fiscal year."),
    OldOfficeUntil.MONTH_OF_MOVE: N_("The old office pays to the month of the move."),
}
_NEW_OFFICE: Final = {
    NewOfficeFrom.NEXT_FISCAL_YEAR: N_("The new office pays from the next fiscal year."),
    NewOfficeFrom.REGISTRATION: N_("The new office pays after the registration there."),
}
_DEATH_TESTS: Final = {
    DeathTest.ALIVE_ON_PAY_DATE: N_("Paid to who is alive on the pay date"),
    DeathTest.ALIVE_ON_FIRST_DAY: N_("Paid to who is alive on the first of the month"),
}


_CHOICE_LABELS: Final[tuple[Mapping[Any, str], ...]] = (
    _TIMINGS,
    _OLD_OFFICE,
    _NEW_OFFICE,
    _DEATH_TESTS,
    INCOME_LABELS,
    CERTAINTY_LABELS,
    UNIT_LABELS,
    PROFILE_LABELS,
    ELECTRONIC_LABELS,
    OPINION_STEP_LABELS,
    GROUP_LABELS,
    FIRST_MONTH_LABELS,
    DISPOSAL_MONTH_LABELS,
    THRESHOLD_POLICY_LABELS,
    LOAN_APPROVER_LABELS,
)


@dataclass(frozen=True)
class LawRow:
    """One row of the law tables.

    Attributes:
        topic: A key of `TOPICS`.
        scheme: Whose; None for what all schemes share.
        rule: The row itself.
        words: What it says.
    """

    topic: str
    scheme: Scheme | None
    rule: DatedRule
    words: str

    @property
    def table(self) -> str:
        """The table of the law files in which it stands."""
        return TABLES[self.topic]


def law_rows(law: AllowanceLaw) -> list[LawRow]:
    """Every row by topic and scheme, the latest first."""
    return [
        LawRow(topic, scheme, rule, says(rule))
        for topic in TOPICS
        for scheme, series in _series(getattr(law, topic))
        for rule in reversed(series)
    ]


def choice_words(choice: StrEnum) -> str:
    """A value that a law row can have, in words."""
    for labels in _CHOICE_LABELS:
        for known, words in labels.items():
            if known is choice:
                return _(words)
    raise KeyError(choice)


def scheme_words(scheme: Scheme | None) -> str:
    """The scheme of a row, or that it is for all."""
    return _(SCHEME_LABELS[scheme]) if scheme else _("All schemes")


_Held = Mapping[Scheme | Letter, Sequence[DatedRule]] | Sequence[DatedRule]


def _series(held: _Held) -> Iterator[tuple[Scheme | None, Sequence[DatedRule]]]:
    if isinstance(held, Mapping):
        for whose, series in held.items():
            yield whose if isinstance(whose, Scheme) else None, series
    else:
        yield None, held


@singledispatch
def says(rule: DatedRule) -> str:
    """What a row says, in words."""
    raise TypeError(f"no words for {type(rule).__name__}")


@says.register
def _rate(rule: RatePeriod) -> str:
    def amount(satang: int) -> str:
        return baht(satang).removesuffix(".00")

    if len(rule.steps) == 1:
        return _("{amount} baht a month").format(amount=amount(rule.steps[0].amount_satang))
    steps = " · ".join(
        _("{age} years {amount}").format(age=step.from_age, amount=amount(step.amount_satang)) for step in rule.steps
    )
    return _("From {steps} baht").format(steps=steps)


@says.register
def _age(rule: EntitlementAge) -> str:
    return _("From {years} years of age").format(years=rule.years)


@says.register(EntryTimingRule)
@says.register(StepTimingRule)
def _timing(rule: EntryTimingRule | StepTimingRule) -> str:
    return _(_TIMINGS[rule.timing])


@says.register
def _registration(rule: RegistrationStartRule) -> str:
    return _(_TIMINGS[rule.start])


@says.register
def _window(rule: ConfirmationWindow) -> str:
    year = be_year(rule.effective_from.year) + 1
    return "; ".join(
        _("{months} {year} for fiscal year {fiscal_year}").format(
            months=_span(period.from_month, period.to_month), year=year, fiscal_year=year + period.years_ahead
        )
        for period in rule.periods
    )


@says.register
def _move(rule: MoveRule) -> str:
    sentences = [_(_OLD_OFFICE[rule.old_office_until]), _(_NEW_OFFICE[rule.new_office_from])]
    if rule.confirm_by_month:
        month = _month(rule.confirm_by_month)
        sentences.append(_("To be confirmed there by the end of {month}.").format(month=month))
    return " ".join(sentences)


@says.register
def _death(rule: DeathTestRule) -> str:
    return _(_DEATH_TESTS[rule.test])


@says.register
def _exclusion(rule: ExclusionRule) -> str:
    parts = [_listed(_(INCOME_LABELS[kind]) for kind in INCOME_LABELS if kind in rule.facts)]
    if rule.nationality_required:
        parts.append(_("not of Thai nationality"))
    return _listed(part for part in parts if part) or _("Nothing excludes")


@says.register
def _card(rule: CardExpiryRule) -> str:
    return _("An expired card stops the payment") if rule.blocks_payment else _("An expired card stops nothing")


@says.register
def _source(rule: PaySourceRule) -> str:
    return _(PAY_SOURCE_LABELS[rule.source])


@says.register
def _pay_day(rule: PayDayRule) -> str:
    return _("Day {day} of the month, or the working day before").format(day=rule.day)


@says.register
def _reminder(rule: CardReminderRule) -> str:
    days = _listed(str(days) for days in rule.days_before)
    return _("{days} days before the card ends").format(days=days)


@says.register
def _letter(rule: LetterDeadlineRule) -> str:
    return _("{letter}: {days}").format(letter=_(LETTER_LABELS[rule.letter]), days=rule.days)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _month(number: int) -> str:
    return MONTHS[number - 1] if current() == "th" else ENGLISH_MONTHS[number - 1]


def _span(first: int, last: int) -> str:
    return _month(first) if first == last else f"{_month(first)}–{_month(last)}"
