"""The estimate for the budget request: persons × months by step for a fiscal year, retro pay apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sai_thong.registers.allowances.rules.entitlement import Entitled, entitlement
from sai_thong.registers.allowances.rules.facts import ClaimFacts, DisabilityCardFacts, PersonFacts, Scheme
from sai_thong.registers.allowances.rules.paid_months import PayDates
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.thai.calendar import Month, fiscal_year_months

CARD_RENEWED = DisabilityCardFacts(lifelong=True)


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """One step of one scheme in the estimate.

    Attributes:
        scheme: The scheme.
        step: Its label, such as ``60–69``; empty where every age has one amount.
        amount_satang: A month.
        persons: How many people are on it in at least one month.
        person_months: Persons × months.
    """

    scheme: Scheme
    step: str
    amount_satang: int
    persons: int
    person_months: int

    @property
    def total_satang(self) -> int:
        """What the line costs in the year."""
        return self.amount_satang * self.person_months


@dataclass(frozen=True, slots=True)
class BudgetEstimate:
    """The estimate of one fiscal year.

    Attributes:
        fiscal_year_be: The year (BE).
        lines: By scheme and step.
        newly_of_age: How many people without a claim were counted from the month they reach the age.
        retro_satang: Missed months known now; asked for apart from the regular lines.
    """

    fiscal_year_be: int
    lines: tuple[EstimateLine, ...]
    newly_of_age: int
    retro_satang: int

    @property
    def total_satang(self) -> int:
        """The regular lines together, retro not included."""
        return sum(line.total_satang for line in self.lines)


def estimate(
    fiscal_year_be: int,
    claims: Iterable[tuple[PersonFacts, ClaimFacts]],
    coming_of_age: Iterable[PersonFacts],
    law: AllowanceLaw,
    pay_dates: PayDates,
    *,
    retro_satang: int = 0,
) -> BudgetEstimate:
    """What the regular months of a fiscal year will cost, by what is known now.

    Every month is decided as the run will decide it, so known steps, deaths, moves and suspensions count. Two things
    are assumed in the people's favour: disability cards are renewed, and `coming_of_age` (people without a claim who
    reach the age by then) confirm in time.
    """
    newcomers = [(person, ClaimFacts(Scheme.OLD_AGE, brought_over=True)) for person in coming_of_age]
    person_months: Counter[tuple[Scheme, str, int]] = Counter()
    persons: dict[tuple[Scheme, str, int], set[int]] = defaultdict(set)
    counted_newcomers: set[int] = set()
    months = [(month, pay_dates(month)) for month in fiscal_year_months(fiscal_year_be)]
    steady = {scheme: _law_stands_still(scheme, months, law) for scheme in Scheme}
    everyone = [*((person, _card_renewed(claim)) for person, claim in claims), *newcomers]
    first_newcomer = len(everyone) - len(newcomers)
    for number, (person, claim) in enumerate(everyone):
        by_age_alone = steady[claim.scheme] and _only_age_counts(person, claim)
        for decision in _decided(person, claim, months, law, by_age_alone=by_age_alone):
            line = (claim.scheme, *_line(decision))
            person_months[line] += 1
            persons[line].add(number)
            if number >= first_newcomer:
                counted_newcomers.add(number)
    lines = tuple(
        EstimateLine(scheme, step, satang, len(persons[scheme, step, satang]), count)
        for (scheme, step, satang), count in sorted(person_months.items(), key=lambda item: _in_order(item[0]))
    )
    return BudgetEstimate(fiscal_year_be, lines, len(counted_newcomers), retro_satang)


def _decided(
    person: PersonFacts,
    claim: ClaimFacts,
    months: Sequence[tuple[Month, date]],
    law: AllowanceLaw,
    *,
    by_age_alone: bool,
) -> list[Entitled]:
    """What is due in those of `months` in which anything is; they are consecutive.

    Where nothing but age can change, who gets in the last month what they get in the first gets it in between: steps
    are only ever climbed. That is most people, and saves ten decisions of twelve.
    """
    if by_age_alone:
        first, last = (entitlement(person, claim, month, law, paid_on) for month, paid_on in (months[0], months[-1]))
        if isinstance(first, Entitled) and isinstance(last, Entitled) and _line(first) == _line(last):
            return [first] * len(months)
    decisions = (entitlement(person, claim, month, law, paid_on) for month, paid_on in months)
    return [decision for decision in decisions if isinstance(decision, Entitled)]


def _line(decision: Entitled) -> tuple[str, int]:
    return decision.step.label, decision.amount_satang


def _only_age_counts(person: PersonFacts, claim: ClaimFacts) -> bool:
    """Whether no dated fact may begin or end a payment within a year."""
    lives_here = not person.moves and not person.is_dead
    dated = (*claim.suspensions, *claim.incomes, claim.ended_on, claim.end_reason, claim.paid_elsewhere_until)
    return lives_here and claim.card in (None, CARD_RENEWED) and not any(dated)


def _law_stands_still(scheme: Scheme, months: Sequence[tuple[Month, date]], law: AllowanceLaw) -> bool:
    """Whether one law holds in all of `months`: no rate changes, and no addition for a time comes or goes."""
    first = months[0][0]
    laws = [law.for_month(scheme, month) for month, _paid_on in months]
    return all(each is not None and replace(each, month=first) == laws[0] for each in laws)


def _card_renewed(claim: ClaimFacts) -> ClaimFacts:
    return claim if claim.card is None else replace(claim, card=CARD_RENEWED)


def _in_order(line: tuple[Scheme, str, int]) -> tuple[int, int, str]:
    scheme, step, satang = line
    return list(Scheme).index(scheme), satang, step
