"""The budget estimate: persons × months by step, with known steps and turn-sixties, retro apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sai_thong.registers.allowances.rules.entitlement import Entitled, entitlement
from sai_thong.registers.allowances.rules.estimate import estimate
from sai_thong.registers.allowances.rules.facts import (
    ClaimFacts,
    DisabilityCardFacts,
    Move,
    MoveDirection,
    PersonFacts,
    Scheme,
    SuspensionSpan,
)
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, fiscal_year_months

OLD_AGE = ClaimFacts(Scheme.OLD_AGE, brought_over=True)


def lines(found):
    return [(line.scheme, line.step, line.amount_satang // 100, line.persons, line.person_months) for line in found]


def test_known_steps_and_sixties_are_counted_by_month(law, pay_dates):
    claims = [
        (PersonFacts(PartialDate(2500, 1, 1)), OLD_AGE),
        (PersonFacts(PartialDate(2500, 3, 15)), OLD_AGE),
        (PersonFacts(PartialDate(2520)), ClaimFacts(Scheme.DISABILITY, brought_over=True)),
    ]
    found = estimate(2570, claims, [PersonFacts(PartialDate(2510, 6, 30))], law, pay_dates, retro_satang=1_200_00)
    assert lines(found.lines) == [
        (Scheme.OLD_AGE, "60–69", 600, 3, 3 + 6 + 3),
        (Scheme.OLD_AGE, "70–79", 700, 2, 9 + 6),
        (Scheme.DISABILITY, "18+", 800, 1, 12),
    ]
    assert found.newly_of_age == 1
    assert found.total_satang == (12 * 600 + 15 * 700 + 12 * 800) * 100
    assert found.retro_satang == 1_200_00


def test_moves_and_deaths_known_now_are_not_asked_for(law, pay_dates):
    gone = PersonFacts(PartialDate(2490), moves=(Move(date(2026, 3, 1), MoveDirection.OUT),))
    dead = PersonFacts(PartialDate(2490), died_on=PartialDate(2569, 12, 20))
    found = estimate(2570, [(gone, OLD_AGE), (dead, OLD_AGE)], [], law, pay_dates)
    assert lines(found.lines) == [
        (Scheme.OLD_AGE, "70–79", 700, 1, 3),
    ]


def test_cards_are_taken_as_renewed(law, pay_dates):
    claim = ClaimFacts(Scheme.DISABILITY, brought_over=True, card=DisabilityCardFacts(date(2026, 12, 1)))
    (line,) = estimate(2570, [(PersonFacts(PartialDate(2520)), claim)], [], law, pay_dates).lines
    assert line.person_months == 12


def test_the_estimate_is_the_sum_of_the_twelve_runs(law, pay_dates):
    claims = [(PersonFacts(PartialDate(year, 1 + year % 12, 1 + year % 28)), OLD_AGE) for year in range(2465, 2512)]
    decisions = [
        entitlement(person, claim, month, law, pay_dates(month))
        for person, claim in claims
        for month in fiscal_year_months(2571)
    ]
    paid = sum(decision.amount_satang for decision in decisions if isinstance(decision, Entitled))
    assert estimate(2571, claims, [], law, pay_dates).total_satang == paid


def test_what_begins_and_ends_within_the_year_counts_though_both_ends_are_alike(law, pay_dates):
    stopped = SuspensionSpan(Month(2027, 1), Month(2027, 2))
    claim = replace(OLD_AGE, suspensions=(stopped,))
    found = estimate(2570, [(PersonFacts(PartialDate(2490, 1, 1)), claim)], [], law, pay_dates)
    assert sum(line.person_months for line in found.lines) < 12


def test_an_addition_for_some_months_of_the_year_counts(law, pay_dates):
    old_age = law.rates[Scheme.OLD_AGE]
    before, within, after = (
        replace(old_age[-1], id=str(number), effective_from=begins, effective_to=ends)
        for number, begins, ends in (
            (1, old_age[-1].effective_from, date(2026, 12, 31)),
            (2, date(2027, 1, 1), date(2027, 3, 31)),
            (3, date(2027, 4, 1), None),
        )
    )
    within = replace(
        within, steps=tuple(replace(step, amount_satang=step.amount_satang + 100_00) for step in within.steps)
    )
    for_a_time = replace(law, rates={**law.rates, Scheme.OLD_AGE: (*old_age[:-1], before, within, after)})
    person = PersonFacts(PartialDate(2490, 1, 1))
    plain = estimate(2570, [(person, OLD_AGE)], [], law, pay_dates).total_satang
    assert estimate(2570, [(person, OLD_AGE)], [], for_a_time, pay_dates).total_satang == plain + 3 * 100_00


def test_nobody_costs_nothing(law, pay_dates):
    assert estimate(2570, [], [], law, pay_dates).total_satang == 0
