"""Reads the allowance law from ``resources/law/``: every row checked, every series whole, or the row is named.

`shipped_allowance_law()` is what the program brings; an office with rows of its own calls
`load_allowance_law(overlay)`.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import TypeVar

from sai_thong.ground import resources
from sai_thong.ground.language import _
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
    RateStep,
    RegistrationStartRule,
    SchemeRule,
    StepTimingRule,
    WindowPeriod,
)
from sai_thong.registers.law.allowances import AllowanceLaw
from sai_thong.registers.law.rows import (
    Row,
    Tables,
    in_sequence,
    law_fault,
    lay_over,
    parse_tables,
    read_table,
)
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

RATES_FILE = "allowance-rates.toml"
RULES_FILE = "allowance-rules.toml"

SchemeRuleType = TypeVar("SchemeRuleType", bound=SchemeRule)

EVERY_SCHEME = frozenset(Scheme)


@cache
def shipped_allowance_law() -> AllowanceLaw:
    """The law as shipped, read once."""
    return load_allowance_law()


def load_allowance_law(overlay: Tables | None = None) -> AllowanceLaw:
    """The shipped allowance law with an office's own rows laid over it (see `rows.lay_over`).

    Args:
        overlay: Table name → rows, for example
            ``{"rates": [{"id": "old-age-ladder-2555", "effective_to": "2027-09-30"}, {"id": …, …}]}``.

    Raises:
        LawDataError: A row is malformed, two periods overlap, or a period is missing; the row is named.
    """
    return read_allowance_law(shipped_tables(), overlay)


def shipped_tables() -> dict[str, Tables]:
    """The shipped law files as plain tables, by file name."""
    return {name: parse_tables(resources.read_text(f"law/{name}"), name) for name in (RATES_FILE, RULES_FILE)}


def read_allowance_law(files: Mapping[str, Tables], overlay: Tables | None = None) -> AllowanceLaw:
    """The law from plain tables by file name; see `load_allowance_law`."""
    overlay = overlay or {}
    unknown = set(overlay) - {table for tables in files.values() for table in tables}
    if unknown:
        raise law_fault(sorted(unknown)[0], _("there is no such table"))
    rates = lay_over(files[RATES_FILE], {name: rows for name, rows in overlay.items() if name in files[RATES_FILE]})
    rules = lay_over(files[RULES_FILE], {name: rows for name, rows in overlay.items() if name in files[RULES_FILE]})
    law = AllowanceLaw(
        rates=_rate_series(rates, RateKind.BASE, Payer.OFFICE),
        supplements=_rate_series(rates, RateKind.SUPPLEMENT, Payer.OFFICE),
        paid_elsewhere=_rate_series(rates, RateKind.SUPPLEMENT, Payer.WELFARE_CARD),
        entitlement_age=_scheme_series(rules, "entitlement_age", _entitlement_age),
        entry_timing=_scheme_series(rules, "entry_timing", _entry_timing),
        step_timing=_scheme_series(rules, "step_timing", _step_timing, EVERY_SCHEME),
        windows=_scheme_series(rules, "confirmation_window", _confirmation_window),
        registration_start=_scheme_series(rules, "registration_start", _registration_start),
        moves=_scheme_series(rules, "move", _move, EVERY_SCHEME),
        death_tests=_scheme_series(rules, "death_test", _death_test, EVERY_SCHEME),
        exclusions=_scheme_series(rules, "exclusion", _exclusion, EVERY_SCHEME),
        card_expiry=_scheme_series(rules, "card_expiry", _card_expiry),
        pay_sources=_scheme_series(rules, "pay_source", _pay_source, EVERY_SCHEME),
        pay_days=in_sequence(read_table(rules, RULES_FILE, "pay_day", _pay_day)),
        card_reminders=in_sequence(read_table(rules, RULES_FILE, "card_reminder", _card_reminder)),
        letter_deadlines=_letter_series(rules),
        digest=_digest(rates, rules),
    )
    _check_ways_in(law)
    return law


def _check_ways_in(law: AllowanceLaw) -> None:
    """A scheme by age needs windows and an entry timing; any other needs a start after registration."""
    for scheme in Scheme:
        needed: Mapping[str, Mapping[Scheme, object]] = (
            {"entry_timing": law.entry_timing, "confirmation_window": law.windows}
            if law.is_by_age(scheme)
            else {"registration_start": law.registration_start}
        )
        for table, series in needed.items():
            if scheme not in series:
                raise law_fault(f"{RULES_FILE} › {table}", _("no row for the scheme “{scheme}”").format(scheme=scheme))


def _rate_series(tables: Tables, kind: RateKind, payer: Payer) -> dict[Scheme, tuple[RatePeriod, ...]]:
    by_scheme: dict[Scheme, list[tuple[RatePeriod, str]]] = defaultdict(list)
    for rate, place in read_table(tables, RATES_FILE, "rates", _rate_period):
        if rate.kind is kind and rate.payer is payer:
            by_scheme[rate.scheme].append((rate, place))
    base = kind is RateKind.BASE
    if base:
        _refuse_missing(f"{RATES_FILE} › rates", by_scheme, EVERY_SCHEME)
    return {scheme: in_sequence(rows, gaps_allowed=not base) for scheme, rows in by_scheme.items()}


def _scheme_series(
    tables: Tables,
    table: str,
    read: Callable[[Row], SchemeRuleType],
    required: frozenset[Scheme] = frozenset(),
) -> dict[Scheme, tuple[SchemeRuleType, ...]]:
    by_scheme: dict[Scheme, list[tuple[SchemeRuleType, str]]] = defaultdict(list)
    for rule, place in read_table(tables, RULES_FILE, table, read):
        by_scheme[rule.scheme].append((rule, place))
    _refuse_missing(f"{RULES_FILE} › {table}", by_scheme, required)
    return {scheme: in_sequence(rows) for scheme, rows in by_scheme.items()}


def _letter_series(tables: Tables) -> dict[Letter, tuple[LetterDeadlineRule, ...]]:
    by_letter: dict[Letter, list[tuple[LetterDeadlineRule, str]]] = defaultdict(list)
    for rule, place in read_table(tables, RULES_FILE, "letter_deadline", _letter_deadline):
        by_letter[rule.letter].append((rule, place))
    missing = sorted(set(Letter) - set(by_letter))
    if missing:
        place = f"{RULES_FILE} › letter_deadline"
        raise law_fault(place, _("no row for the letter “{letter}”").format(letter=missing[0]))
    return {letter: in_sequence(rows) for letter, rows in by_letter.items()}


def _refuse_missing(place: str, found: Iterable[Scheme], required: frozenset[Scheme]) -> None:
    for scheme in sorted(required - set(found)):
        raise law_fault(place, _("no row for the scheme “{scheme}”").format(scheme=scheme))


def _digest(*tables: Tables) -> str:
    """12 hexadecimal characters over the canonical text of the rows; an overlay's ISO dates count as dates."""
    text = json.dumps(tables, sort_keys=True, ensure_ascii=False, default=lambda value: value.isoformat())
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _scheme(row: Row) -> Scheme:
    return row.choice("scheme", Scheme)


def _rate_period(row: Row) -> RatePeriod:
    rate = RatePeriod(
        scheme=_scheme(row),
        kind=row.choice("kind", RateKind),
        payer=row.choice("payer", Payer),
        steps=tuple(_rate_step(step) for step in row.rows_of("steps")),
        **row.dated_fields(),
    )
    if any(after.from_age <= before.from_age for before, after in pairwise(rate.steps)):
        raise row.fault(_("the steps must rise by age"))
    return rate


def _rate_step(row: Row) -> RateStep:
    step = RateStep(from_age=row.whole("from_age", 0, 130), amount_satang=row.whole("baht", 1, 1_000_000) * 100)
    row.finish()
    return step


def _entitlement_age(row: Row) -> EntitlementAge:
    return EntitlementAge(scheme=_scheme(row), years=row.whole("years", 1, 130), **row.dated_fields())


def _entry_timing(row: Row) -> EntryTimingRule:
    return EntryTimingRule(scheme=_scheme(row), timing=row.choice("timing", EntryTiming), **row.dated_fields())


def _step_timing(row: Row) -> StepTimingRule:
    return StepTimingRule(scheme=_scheme(row), timing=row.choice("timing", StepTiming), **row.dated_fields())


def _confirmation_window(row: Row) -> ConfirmationWindow:
    periods = tuple(_window_period(period) for period in row.rows_of("periods"))
    if any(after.from_month <= before.to_month for before, after in pairwise(periods)):
        raise row.fault(_("the windows must follow each other within the year"))
    return ConfirmationWindow(scheme=_scheme(row), periods=periods, **row.dated_fields())


def _window_period(row: Row) -> WindowPeriod:
    period = WindowPeriod(
        from_month=row.whole("from_month", 1, 12),
        to_month=row.whole("to_month", 1, 12),
        years_ahead=row.whole("years_ahead", 0, 3),
    )
    row.finish()
    if period.to_month < period.from_month:
        raise row.fault(_("it ends before it begins"))
    return period


def _registration_start(row: Row) -> RegistrationStartRule:
    return RegistrationStartRule(
        scheme=_scheme(row), start=row.choice("start", RegistrationStart), **row.dated_fields()
    )


def _move(row: Row) -> MoveRule:
    return MoveRule(
        scheme=_scheme(row),
        old_office_until=row.choice("old_office_until", OldOfficeUntil),
        new_office_from=row.choice("new_office_from", NewOfficeFrom),
        confirm_by_month=row.whole("confirm_by_month", 1, 12) if row.has("confirm_by_month") else None,
        **row.dated_fields(),
    )


def _death_test(row: Row) -> DeathTestRule:
    return DeathTestRule(scheme=_scheme(row), test=row.choice("test", DeathTest), **row.dated_fields())


def _exclusion(row: Row) -> ExclusionRule:
    facts = row.list_of("facts")
    unknown = [str(fact) for fact in facts if fact not in set(IncomeKind)]
    if unknown:
        raise row.fault(_("unknown kind of fact “{fact}”").format(fact=unknown[0]))
    return ExclusionRule(
        scheme=_scheme(row),
        facts=frozenset(IncomeKind(fact) for fact in facts),
        nationality_required=row.truth("nationality_required"),
        **row.dated_fields(),
    )


def _card_expiry(row: Row) -> CardExpiryRule:
    return CardExpiryRule(scheme=_scheme(row), blocks_payment=row.truth("blocks_payment"), **row.dated_fields())


def _pay_source(row: Row) -> PaySourceRule:
    return PaySourceRule(scheme=_scheme(row), source=row.choice("source", PaySource), **row.dated_fields())


def _pay_day(row: Row) -> PayDayRule:
    return PayDayRule(day=row.whole("day", 1, 28), **row.dated_fields())


def _card_reminder(row: Row) -> CardReminderRule:
    days = tuple(row.list_of("days_before"))
    if not days or any(not isinstance(day, int) or isinstance(day, bool) or day < 0 for day in days):
        raise row.fault(_("“{field}” must be a list of whole numbers of days").format(field="days_before"))
    return CardReminderRule(days_before=tuple(sorted(days, reverse=True)), **row.dated_fields())


def _letter_deadline(row: Row) -> LetterDeadlineRule:
    return LetterDeadlineRule(letter=row.choice("letter", Letter), days=row.whole("days", 1, 365), **row.dated_fields())
