"""Who is due what in a month, and why: the complete decision for one claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.registers.allowances.rules.facts import ClaimFacts, PersonFacts
from sai_thong.registers.allowances.rules.first_month import FirstMonth, first_payable_month
from sai_thong.registers.allowances.rules.obstacles import Case, notes, obstacles
from sai_thong.registers.allowances.rules.reasons import Fact, Reason, ReasonCode
from sai_thong.registers.allowances.rules.steps import StepHeld, month_age_counts, step_held
from sai_thong.registers.law.allowance_rules import EntryTimingRule, StepTimingRule
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.registers.law.rows import in_force_or_first
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month


@dataclass(frozen=True, slots=True)
class Entitled:
    """Money is due.

    Attributes:
        amount_satang: Base and supplement together, for the month.
        base_satang: The regular amount.
        supplement_satang: Additions in force in that month.
        step: The step of the ladder: its age, amount and month of beginning.
        first_month: The first payable month, and what decided it.
        reason: Why this amount.
        notes: What to know although money is due, such as a birth date without day.
        rule_ids: The rows of the law tables that were applied, for the frozen line.
    """

    amount_satang: int
    base_satang: int
    supplement_satang: int
    step: StepHeld
    first_month: FirstMonth
    reason: Reason
    notes: tuple[Reason, ...]
    rule_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotEntitled:
    """Nothing is due.

    Attributes:
        reasons: Every reason that stands in the way, the weightiest first; never empty.
    """

    reasons: tuple[Reason, ...]

    @property
    def reason(self) -> Reason:
        """The weightiest reason."""
        return self.reasons[0]


def entitlement(
    person: PersonFacts, claim: ClaimFacts, month: Month, law: AllowanceLaw, pay_date: date
) -> Entitled | NotEntitled:
    """What the claim is due for `month`.

    Args:
        person: The person, as known now.
        claim: The claim, as known now.
        month: The month paid for.
        law: The law tables.
        pay_date: The day on which that month is paid (`workdays.pay_date`); conditions are tested on it.
    """
    in_month = law.for_month(claim.scheme, month)
    if in_month is None:
        return NotEntitled((Reason(ReasonCode.NO_RATE, {"month": month}),))
    first = first_payable_month(person, claim, law)
    case = Case(person, claim, in_month, law, pay_date, first)
    found = tuple(obstacles(case))
    if found:
        return NotEntitled(found)
    held = step_held(person.birth, in_month.rate, month, law.step_timing[claim.scheme])
    if held is None or isinstance(first, Reason):
        return NotEntitled((Reason(ReasonCode.BIRTH_UNKNOWN),))
    return _entitled(case, first, held)


def _entitled(case: Case, first: FirstMonth, held: StepHeld) -> Entitled:
    supplement_satang, supplement_ids = 0, []
    for extra in case.in_month.supplements:
        extra_held = step_held(case.person.birth, extra, case.month, case.law.step_timing[case.claim.scheme])
        if extra_held is not None:
            supplement_satang += extra_held.step.amount_satang
            supplement_ids.append(extra.id)
    timing = _timing_applied(case, held)
    return Entitled(
        amount_satang=held.step.amount_satang + supplement_satang,
        base_satang=held.step.amount_satang,
        supplement_satang=supplement_satang,
        step=held,
        first_month=first,
        reason=_amount_reason(case, first, held, timing, supplement_satang),
        notes=tuple(notes(case)),
        rule_ids=(case.in_month.rate.id, timing.id, *supplement_ids),
    )


def _timing_applied(case: Case, held: StepHeld) -> EntryTimingRule | StepTimingRule:
    """The rule that put the beginning of this step where it is: the one in force when the age began to count."""
    birth, scheme = case.person.birth, case.claim.scheme
    if birth is None:
        return case.law.step_timing[scheme][-1]
    if case.law.is_by_age(scheme) and held.step is case.in_month.rate.steps[0]:
        return in_force_or_first(case.law.entry_timing[scheme], birth.birthday(held.step.from_age))
    counted = month_age_counts(birth, held.step.from_age)
    return in_force_or_first(case.law.step_timing[scheme], counted.first_day)


def _amount_reason(
    case: Case,
    first: FirstMonth,
    held: StepHeld,
    timing: EntryTimingRule | StepTimingRule,
    supplement_satang: int,
) -> Reason:
    rate = case.in_month.rate
    facts: dict[str, Fact] = {
        "satang": held.step.amount_satang,
        "since": max(held.since, first.month, Month.of(rate.effective_from)),
        "step": held.label,
        "rate_ref": rate.legal_ref,
        "rate_from": rate.effective_from,
        "rate_certainty": rate.certainty.value,
    }
    if supplement_satang:
        facts["supplement_satang"] = supplement_satang
        facts["supplement_ref"] = " ".join(extra.legal_ref for extra in case.in_month.supplements)
    if held.step.from_age or held.next_age is not None:
        facts |= {
            "timing": timing.timing.value,
            "step_ref": timing.legal_ref,
            "step_certainty": timing.certainty.value,
        }
    return Reason(_amount_code(first, held), facts | _age_facts(case.person.birth, held))


def _amount_code(first: FirstMonth, held: StepHeld) -> ReasonCode:
    if held.step.from_age:
        by_step = first.reason.code is ReasonCode.AGE_REACHED or held.since > first.month
        return ReasonCode.AMOUNT_BY_STEP if by_step else ReasonCode.AMOUNT_BY_FIRST_MONTH
    return ReasonCode.AMOUNT_FLAT if held.next_age is None else ReasonCode.AMOUNT_UNDER_AGE


def _age_facts(birth: PartialDate | None, held: StepHeld) -> dict[str, Fact]:
    """The age of the step and its birthday; for who is under the next step, that age and birthday."""
    age = held.step.from_age or held.next_age
    return {"age": age, "birthday": birth.birthday(age)} if birth is not None and age else {}
