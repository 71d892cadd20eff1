"""Reasons in words, in the language in use: why this amount, from when, under which rule; why nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sai_thong.ground.language import N_, _, current, speaking
from sai_thong.registers.allowances.rules.entitlement import Entitled, NotEntitled
from sai_thong.registers.allowances.rules.reasons import Fact, Reason, ReasonCode
from sai_thong.registers.law.terms import INCOME_LABELS, Certainty, EntryTiming, IncomeKind, StepTiming
from sai_thong.thai.calendar import MONTHS_SHORT, Month, be_year, fiscal_year_be
from sai_thong.thai.money import baht

ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

END_REASON_WORDS: Mapping[str, str] = {
    "died": N_("death"),
    "moved": N_("move of domicile"),
    "unqualified": N_("no longer qualified"),
    "waived": N_("right waived in writing"),
    "duplicate": N_("second claim of the same person"),
}

SENTENCES: Mapping[ReasonCode, str] = {
    ReasonCode.AMOUNT_BY_STEP: N_("Turned {age} on {birthday}, so the rate is {satang} baht from {since} ({timing})."),
    ReasonCode.AMOUNT_BY_FIRST_MONTH: N_("The rate at {step} is {satang} baht, from {since}."),
    ReasonCode.AMOUNT_UNDER_AGE: N_("Under {age} (turns {age} on {birthday}), so the rate is {satang} baht."),
    ReasonCode.AMOUNT_FLAT: N_("The rate is {satang} baht at every age."),
    ReasonCode.AGE_REACHED: N_("Payable from {month}, when age {age} counts (birthday {birthday})."),
    ReasonCode.CONFIRMED: N_("Payable from {month}: the confirmation of {confirmed_on} serves {fiscal_year}."),
    ReasonCode.REGISTERED: N_("Payable from {month}: registered on {registered_on}; see {rule_ref}."),
    ReasonCode.ACCEPTED: N_("Payable from {month}: accepted on {accepted_on}; see {rule_ref}."),
    ReasonCode.BROUGHT_OVER: N_("Brought over from the earlier list; counted as registered and accepted in time."),
    ReasonCode.PREVIOUS_OFFICE_PAID: N_("Payable from {month}: the previous office paid until {last_month}."),
    ReasonCode.DIED: N_("Died {died}, before {test_day}, the day on which one must be alive; see {rule_ref}."),
    ReasonCode.DEATH_DATE_INCOMPLETE: N_("Died, and the day of death is not known well enough to pay this month."),
    ReasonCode.REFUSED: N_("The claim was refused. {why}"),
    ReasonCode.ENDED: N_("The right ended on {ended_on}. {why}"),
    ReasonCode.NOT_ACCEPTED: N_("The executive has not ordered the registration yet."),
    ReasonCode.NO_RATE: N_("No rate is known for {month}."),
    ReasonCode.BIRTH_UNKNOWN: N_("The birth date is not known, so no age can be reckoned."),
    ReasonCode.NOT_CONFIRMED: N_("The right has not been confirmed; the day of confirmation is missing."),
    ReasonCode.BEFORE_FIRST_MONTH: N_("The first payable month is {first_month}."),
    ReasonCode.MOVED_AWAY: N_("Moved away on {moved_on}; this office paid until {last_month}; see {rule_ref}."),
    ReasonCode.NOT_YET_MOVED_IN: N_("Moved in on {moved_on}; this office pays from {first_month}; see {rule_ref}."),
    ReasonCode.NOT_THAI: N_("Not of Thai nationality; see {rule_ref}."),
    ReasonCode.INCOME: N_("Has {kind} since {from_day}; see {rule_ref}."),
    ReasonCode.INCOME_REVIEW: N_("Had {kind} until {to_day}; its end has not been looked into yet; see {rule_ref}."),
    ReasonCode.SUSPENDED: N_("Payment is suspended from {from_month}. {why}"),
    ReasonCode.CARD_EXPIRED: N_("The disability card expired on {expired_on}; see {rule_ref}."),
    ReasonCode.BIRTH_INCOMPLETE: N_("The birth date is known only as {known} and counts as {counted_as}."),
    ReasonCode.CARD_UNKNOWN: N_("The expiry of the disability card is not known."),
    ReasonCode.CARD_OVERRIDDEN: N_(
        "The disability card expired on {expired_on}; paid until {until} by a recorded decision."
    ),
    ReasonCode.REVIEW_BROUGHT_OVER: N_(
        "Brought over from the earlier list without a day of confirmation: to be reviewed."
    ),
}

TIMING_WORDS: Mapping[str, str] = {
    StepTiming.NEXT_MONTH: N_("the month after the birthday"),
    StepTiming.NEXT_FISCAL_YEAR: N_("the fiscal year after the birthday"),
    EntryTiming.MONTH_AGE_COUNTS: N_("the month after the birthday"),
    EntryTiming.FISCAL_YEAR_AFTER_BIRTHDAY: N_("the fiscal year after the birthday"),
}
BIRTHDAY_ON_THE_FIRST = N_("the month of the birthday, which is its first day")


def explain(decision: Entitled | NotEntitled) -> str:
    """The whole decision: amount, rate and step rule with their sources, first month, and what to know besides."""
    if isinstance(decision, NotEntitled):
        return " ".join(sentence(reason) for reason in decision.reasons)
    parts = [reason_text(decision.reason), *_first_month(decision), *(sentence(note) for note in decision.notes)]
    return " ".join(part for part in parts if part)


def reason_text(reason: Reason, language: str | None = None) -> str:
    """A reason in words: for an amount its step, rate and their sources (what a payment line keeps), else `sentence`.

    `language` (``th`` or ``en``) is for what is kept in one language; without it, the language in use.
    """
    if language is not None:
        with speaking(language):
            return reason_text(reason)
    facts = reason.facts
    if "rate_ref" not in facts:
        return sentence(reason)
    parts = [sentence(reason), _rate_source(facts)]
    if "step_ref" in facts:
        parts.append(
            _("Step: {reference}{doubt}.").format(
                reference=_text(facts["step_ref"]), doubt=_doubt(facts["step_certainty"])
            )
        )
    if "supplement_satang" in facts:
        parts.append(
            _("With a supplement of {amount} baht ({reference}).").format(
                amount=_baht(facts["supplement_satang"]), reference=_text(facts["supplement_ref"])
            )
        )
    return " ".join(parts)


def sentence(reason: Reason) -> str:
    """One reason as a sentence in the language in use."""
    words = {name: _text(value) for name, value in reason.facts.items()}
    if "rule_ref" in reason.facts:
        words["rule_ref"] += _doubt(reason.facts["certainty"])
    if "satang" in reason.facts:
        words["satang"] = _baht(reason.facts["satang"])
    if "step" in reason.facts:
        words["step"] = _step(str(reason.facts["step"]))
    if isinstance(reason.facts.get("died_on"), date):
        words["died"] = words["died_on"]
    if "kind" in reason.facts:
        words["kind"] = _(INCOME_LABELS[IncomeKind(str(reason.facts["kind"]))])
    if "timing" in reason.facts:
        words["timing"] = _timing(reason.facts)
    if "fiscal_year_be" in reason.facts:
        words["fiscal_year"] = _fiscal_year(reason.facts["fiscal_year_be"])
    if reason.code is ReasonCode.ENDED:
        words["why"] = _(END_REASON_WORDS.get(str(reason.facts["why"]), ""))
    return _(SENTENCES[reason.code]).format(**words).strip()


def day_text(day: date) -> str:
    """``14 ต.ค. 2569``; in English ``14 Oct 2569``. The year is Buddhist in both."""
    return f"{day.day} {month_text(Month.of(day))}"


def month_text(month: Month) -> str:
    """``พ.ย. 2569``; in English ``Nov 2569``. The year is Buddhist in both."""
    names = MONTHS_SHORT if current() == "th" else ENGLISH_MONTHS
    return f"{names[month.month - 1]} {month.year_be}"


def _first_month(decision: Entitled) -> list[str]:
    """The sentence on the first month, unless another sentence says it: that of the amount, or a note."""
    first = decision.first_month
    by_age = decision.reason.code is ReasonCode.AMOUNT_BY_STEP and first.reason.code is ReasonCode.AGE_REACHED
    noted = {note.code for note in decision.notes}
    brought_over = first.reason.code is ReasonCode.BROUGHT_OVER and ReasonCode.REVIEW_BROUGHT_OVER in noted
    if by_age or brought_over:
        return []
    return [sentence(Reason(first.reason.code, {**first.reason.facts, "month": first.month}))]


def _step(label: str) -> str:
    """A step's label in words: ``60–69 ปี``, ``90 ปีขึ้นไป``."""
    if label.endswith("+"):
        return _("{age} years and over").format(age=label[:-1])
    return _("{ages} years").format(ages=label)


def _rate_source(facts: Mapping[str, Fact]) -> str:
    return _("Rate: {reference}, in use since {since}{doubt}.").format(
        reference=_text(facts["rate_ref"]), since=_since(facts["rate_from"]), doubt=_doubt(facts["rate_certainty"])
    )


def _since(value: Fact) -> str:
    if isinstance(value, date) and (value.month, value.day) == (10, 1):
        return _fiscal_year(fiscal_year_be(value))
    if isinstance(value, date) and (value.month, value.day) == (1, 1):
        return _("the year {year}").format(year=be_year(value.year))
    return _text(value)


def _fiscal_year(year_be: Fact) -> str:
    return _("fiscal year {year}").format(year=year_be)


def _timing(facts: Mapping[str, Fact]) -> str:
    birthday, since, timing = facts.get("birthday"), facts.get("since"), str(facts["timing"])
    if isinstance(birthday, date) and isinstance(since, Month) and birthday == since.first_day:
        return _(BIRTHDAY_ON_THE_FIRST)
    return _(TIMING_WORDS[timing])


def _doubt(certainty: Fact) -> str:
    """A mark behind a reference that an office should confirm."""
    return _(" (not yet confirmed)") if certainty == Certainty.UNVERIFIED else ""


def _baht(satang: Fact) -> str:
    """Whole baht without decimals, as people say an allowance; with them where there are any."""
    text = baht(int(str(satang)))
    return text.removesuffix(".00")


def _text(value: Fact) -> str:
    if value is None:
        return "–"
    if isinstance(value, Month):
        return month_text(value)
    if isinstance(value, date):
        return day_text(value)
    return str(value)
