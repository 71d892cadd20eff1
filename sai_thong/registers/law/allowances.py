"""The allowance law: rates and rules of each scheme in order of time, and what is in force in a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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
from sai_thong.registers.law.rows import in_force, in_force_or_first
from sai_thong.registers.law.terms import Letter, PaySource, Scheme
from sai_thong.thai.calendar import Month


@dataclass(frozen=True, slots=True)
class SchemeMonth:
    """The law of one scheme as it stands in one month; what a month's run asks for each person.

    Attributes:
        scheme: The scheme.
        month: The month paid for.
        rate: The base amounts in force.
        supplements: Additions in force, paid by the office.
        exclusion: What excludes.
        death_test: On which day one must be alive.
        card_expiry: Whether an expired card blocks; None for schemes without a card.
    """

    scheme: Scheme
    month: Month
    rate: RatePeriod
    supplements: tuple[RatePeriod, ...]
    exclusion: ExclusionRule
    death_test: DeathTestRule
    card_expiry: CardExpiryRule | None


@dataclass(frozen=True)
class AllowanceLaw:
    """Everything the law tables say about allowances, each series in order of time.

    Attributes:
        rates: Base amounts.
        supplements: Additions for a time, paid by the office.
        paid_elsewhere: Amounts another payer pays; never counted, only explained.
        entitlement_age: Only for schemes by age.
        entry_timing: Only for schemes by age.
        windows: Only for schemes with confirmation windows.
        registration_start: Only for schemes one may register for on any day.
        digest: 12 hexadecimal characters that change when any row changes; a closed month keeps it.
    """

    rates: Mapping[Scheme, tuple[RatePeriod, ...]]
    supplements: Mapping[Scheme, tuple[RatePeriod, ...]]
    paid_elsewhere: Mapping[Scheme, tuple[RatePeriod, ...]]
    entitlement_age: Mapping[Scheme, tuple[EntitlementAge, ...]]
    entry_timing: Mapping[Scheme, tuple[EntryTimingRule, ...]]
    step_timing: Mapping[Scheme, tuple[StepTimingRule, ...]]
    windows: Mapping[Scheme, tuple[ConfirmationWindow, ...]]
    registration_start: Mapping[Scheme, tuple[RegistrationStartRule, ...]]
    moves: Mapping[Scheme, tuple[MoveRule, ...]]
    death_tests: Mapping[Scheme, tuple[DeathTestRule, ...]]
    exclusions: Mapping[Scheme, tuple[ExclusionRule, ...]]
    card_expiry: Mapping[Scheme, tuple[CardExpiryRule, ...]]
    pay_sources: Mapping[Scheme, tuple[PaySourceRule, ...]]
    pay_days: tuple[PayDayRule, ...]
    card_reminders: tuple[CardReminderRule, ...]
    letter_deadlines: Mapping[Letter, tuple[LetterDeadlineRule, ...]]
    digest: str
    _months: dict[tuple[Scheme, Month], SchemeMonth | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def for_month(self, scheme: Scheme, month: Month) -> SchemeMonth | None:
        """The law of `scheme` in `month`; None when no rate is in force then. Reckoned once a month, then kept."""
        key = (scheme, month)
        if key not in self._months:
            self._months[key] = self._reckon(scheme, month)
        return self._months[key]

    def is_by_age(self, scheme: Scheme) -> bool:
        """Whether the scheme is paid from an age on (old age), and so has confirmation windows."""
        return scheme in self.entitlement_age

    def pay_day(self, month: Month) -> PayDayRule:
        """The pay day rule of `month`."""
        return in_force_or_first(self.pay_days, month.first_day)

    def pay_source(self, scheme: Scheme, month: Month) -> PaySource:
        """Who moves the money of `scheme` in `month`."""
        return in_force_or_first(self.pay_sources[scheme], month.first_day).source

    def move_rule(self, scheme: Scheme, moved_on: date) -> MoveRule:
        """The rule for a move on `moved_on`."""
        return in_force_or_first(self.moves[scheme], moved_on)

    def card_reminder_days(self, day: date) -> tuple[int, ...]:
        """How many days before a card ends to remind, as of `day`."""
        return in_force_or_first(self.card_reminders, day).days_before

    def days_to_answer(self, letter: Letter, day: date) -> int:
        """Within how many days of its receipt a `letter` of `day` asks for the answer."""
        return in_force_or_first(self.letter_deadlines[letter], day).days

    def first_month(self, scheme: Scheme) -> Month:
        """The first month for which a rate of `scheme` is known."""
        return Month.of(self.rates[scheme][0].effective_from)

    def _reckon(self, scheme: Scheme, month: Month) -> SchemeMonth | None:
        day = month.first_day
        rate = in_force(self.rates[scheme], day)
        if rate is None:
            return None
        cards = self.card_expiry.get(scheme)
        return SchemeMonth(
            scheme=scheme,
            month=month,
            rate=rate,
            supplements=tuple(extra for extra in self.supplements.get(scheme, ()) if extra.holds_on(day)),
            exclusion=in_force_or_first(self.exclusions[scheme], day),
            death_test=in_force_or_first(self.death_tests[scheme], day),
            card_expiry=in_force_or_first(cards, day) if cards else None,
        )
