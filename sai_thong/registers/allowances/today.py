"""What is due today in the allowances, read by counting and never by computing a run, so that it opens at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sai_thong.db.refusals import SetClosed
from sai_thong.db.shelf import Shelf, condition
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_, ngettext
from sai_thong.records import Record, declaration_of
from sai_thong.registers.allowances import reminders
from sai_thong.registers.allowances.closing_checks import months_made_apart
from sai_thong.registers.allowances.records import (
    CashDay,
    CentralTask,
    Claim,
    ClaimState,
    DuplicateElsewhere,
    MonthState,
    Overpayment,
    OverpaymentState,
    PaymentMonth,
    ProofOfLife,
    RetroOrder,
    UrgentStop,
    VillageCheck,
)
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.contended import contended_records
from sai_thong.registers.law.terms import PaySource, SchemeSet
from sai_thong.registers.office.settings import CUT_OFF_DAY, office_settings
from sai_thong.thai.calendar import Month, fiscal_year_be, months

MOVERS_FROM: Final = 8
"""Unconfirmed movers stand on Today from 1 August: by 30 September they must have confirmed at the new office."""

CHART_MONTHS: Final = 12


class MonthStep(StrEnum):
    """What is next for a month."""

    SEND = "send"
    MARK_PAID = "mark-paid"
    RECORD_RESULTS = "record-results"
    CLOSE = "close"


MONTH_STEP_LABELS: Final[Mapping[MonthStep, str]] = {
    MonthStep.SEND: N_("Check and send"),
    MonthStep.MARK_PAID: N_("Mark as paid"),
    MonthStep.RECORD_RESULTS: N_("Record the results"),
    MonthStep.CLOSE: N_("Close the month"),
}
"""English message ids; show them through `_`."""

_STEP_AFTER: Final = {
    MonthState.PREPARING: MonthStep.SEND,
    MonthState.SENT: MonthStep.MARK_PAID,
    MonthState.PAID: MonthStep.RECORD_RESULTS,
    MonthState.RESULTS: MonthStep.CLOSE,
}


class DutyKind(StrEnum):
    """One kind of thing that is due."""

    STOPS = "stops"
    MADE_APART = "made-apart"
    TO_KEY = "to-key"
    VILLAGES = "villages"
    OPINIONS = "opinions"
    COMMITTEE = "committee"
    ORDERS = "orders"
    BROUGHT_OVER = "brought-over"
    OVERPAYMENTS = "overpayments"
    RETRO = "retro"
    CASH_DAYS = "cash-days"
    PROOFS_OF_LIFE = "proofs-of-life"
    DUPLICATES = "duplicates"
    INCOMES = "incomes"
    CARDS_ENDED = "cards-ended"
    CARDS_ENDING = "cards-ending"
    AUTHORITIES = "authorities"
    COMING_OF_AGE = "coming-of-age"
    OF_AGE = "of-age"
    ARRIVALS = "arrivals"
    MOVERS = "movers"


def _duty_text(kind: DutyKind, count: int) -> str:
    sentences = {
        DutyKind.STOPS: ngettext("{count} payment must be stopped", "{count} payments must be stopped", count),
        DutyKind.MADE_APART: ngettext(
            "{count} month was sent or closed on two computers: choose which stands",
            "{count} months were sent or closed on two computers: choose which stand",
            count,
        ),
        DutyKind.TO_KEY: ngettext(
            "{count} change to key into the central system", "{count} changes to key into the central system", count
        ),
        DutyKind.VILLAGES: ngettext(
            "{count} village has not returned its list", "{count} villages have not returned their lists", count
        ),
        DutyKind.OPINIONS: ngettext("{count} claim to check", "{count} claims to check", count),
        DutyKind.COMMITTEE: ngettext("{count} claim for the committee", "{count} claims for the committee", count),
        DutyKind.ORDERS: ngettext("{count} claim for the executive", "{count} claims for the executive", count),
        DutyKind.BROUGHT_OVER: ngettext(
            "{count} claim brought over, to be reviewed", "{count} claims brought over, to be reviewed", count
        ),
        DutyKind.OVERPAYMENTS: ngettext("{count} open overpayment", "{count} open overpayments", count),
        DutyKind.RETRO: ngettext("{count} month ordered as retro pay", "{count} months ordered as retro pay", count),
        DutyKind.CASH_DAYS: ngettext("{count} cash day to settle", "{count} cash days to settle", count),
        DutyKind.PROOFS_OF_LIFE: ngettext("{count} proof of life to get", "{count} proofs of life to get", count),
        DutyKind.DUPLICATES: ngettext(
            "{count} person found on another list", "{count} people found on another list", count
        ),
        DutyKind.INCOMES: ngettext("{count} ended income to look into", "{count} ended incomes to look into", count),
        DutyKind.CARDS_ENDED: ngettext(
            "{count} disability card has expired", "{count} disability cards have expired", count
        ),
        DutyKind.CARDS_ENDING: ngettext(
            "{count} disability card expires soon", "{count} disability cards expire soon", count
        ),
        DutyKind.AUTHORITIES: ngettext(
            "{count} authority of a proxy ends", "{count} authorities of proxies end", count
        ),
        DutyKind.COMING_OF_AGE: ngettext(
            "{count} person comes of age and has not confirmed",
            "{count} people come of age and have not confirmed",
            count,
        ),
        DutyKind.OF_AGE: ngettext(
            "{count} person is of age without a claim", "{count} people are of age without a claim", count
        ),
        DutyKind.ARRIVALS: ngettext(
            "{count} person moved in and has not confirmed", "{count} people moved in and have not confirmed", count
        ),
        DutyKind.MOVERS: ngettext(
            "{count} person moved away and has not confirmed at the new office",
            "{count} people moved away and have not confirmed at the new office",
            count,
        ),
    }
    return sentences[kind].format(count=count)


@dataclass(frozen=True)
class Duty:
    """One thing that is due, with how many.

    Attributes:
        kind: What; the window opens the page that does it.
        count: How many; never zero.
        urgent: Whether it cannot wait for another day.
    """

    kind: DutyKind
    count: int
    urgent: bool = False

    @property
    def text(self) -> str:
        """The duty in the language in use, with its count."""
        return _duty_text(self.kind, self.count)


@dataclass(frozen=True)
class MonthDue:
    """A month that is not closed, or comes next.

    Attributes:
        month: The month.
        source: Its pay source; None while nothing is sent.
        state: Where it stands.
        step: What is next.
        pay_on: Its pay date.
        cut_off_on: The cut-off of the central system: as typed, or the office's usual day as a guess.
        line_count: Payments, once sent.
        total_satang: Their sum, once sent.
    """

    month: Month
    source: PaySource | None
    state: MonthState
    step: MonthStep
    pay_on: date
    cut_off_on: date | None
    line_count: int
    total_satang: int


@dataclass(frozen=True)
class MonthTotal:
    """What was sent for a month, for the chart; nothing where the office has no record."""

    month: Month
    line_count: int
    total_satang: int


@dataclass(frozen=True)
class Today:
    """What is due in one scheme set.

    Attributes:
        day: The day in Bangkok.
        fiscal_year_to_confirm_be: The fiscal year (BE) whose people confirm now.
        registry_list_missing: No registrar's list of this window was received, so nobody knows who comes of age.
        months: Months not closed yet, in order, and the current one.
        duties: What is due, the urgent first.
        chart: The last twelve months up to the current one.
    """

    day: date
    scheme_set: SchemeSet
    fiscal_year_to_confirm_be: int
    registry_list_missing: bool
    months: tuple[MonthDue, ...]
    duties: tuple[Duty, ...]
    chart: tuple[MonthTotal, ...]


def today(store: Store, scheme_set: SchemeSet = SchemeSet.ORDINARY) -> Today:
    """What is due in a scheme set.

    Raises:
        SetClosed: The set is sensitive and this user does not hold its key.
    """
    day = bangkok_today(store.clock)
    shelf = shelf_of(store, scheme_set)
    served = fiscal_year_be(day) + 1
    ordinary = not scheme_set.sealed
    sent = shelf.find(PaymentMonth)
    duties = [duty for duty in _duties(store, shelf, scheme_set, day) if duty.count]
    # An office that pays nobody under the sensitive set has no month of it to prepare.
    pays = ordinary or bool(sent) or bool(shelf.find(Claim))
    return Today(
        day=day,
        scheme_set=scheme_set,
        fiscal_year_to_confirm_be=served,
        registry_list_missing=ordinary and not reminders.has_list_of_window(store, served),
        months=tuple(_months_due(store, scheme_set, sent, day)) if pays else (),
        duties=tuple(sorted(duties, key=lambda duty: not duty.urgent)),
        chart=tuple(_chart(sent, Month.of(day))),
    )


def todays(store: Store) -> list[Today]:
    """What is due in every set that this user may open."""
    found = []
    for scheme_set in SchemeSet:
        try:
            found.append(today(store, scheme_set))
        except SetClosed:
            continue
    return found


def _months_due(store: Store, scheme_set: SchemeSet, sent: list[PaymentMonth], day: date) -> Iterator[MonthDue]:
    book = RuleBook.of(store, scheme_set)
    usual_day = office_settings(store).number(CUT_OFF_DAY)
    current = Month.of(day)
    for each in sorted(sent, key=lambda each: (each.month, each.source)):
        if each.state is not MonthState.CLOSED:
            yield MonthDue(
                month=each.month,
                source=each.source,
                state=each.state,
                step=_STEP_AFTER[each.state],
                pay_on=each.pay_on or book.pay_on(each.month),
                cut_off_on=each.cut_off_on,
                line_count=each.line_count,
                total_satang=each.total_satang,
            )
    known = {each.month for each in sent}
    latest = max(known, default=current.previous())
    # Months between the last sent one and the current, and the next as soon as the current one is paid.
    due = list(months(latest.next(), current)) or ([current.next()] if latest == current else [])
    for month in due:
        guess = month.first_day.replace(day=usual_day) if usual_day else None
        state = MonthState.PREPARING
        yield MonthDue(month, None, state, _STEP_AFTER[state], book.pay_on(month), guess, 0, 0)


def _chart(sent: list[PaymentMonth], current: Month) -> Iterator[MonthTotal]:
    for month in months(current.plus(1 - CHART_MONTHS), current):
        of_month = [each for each in sent if each.month == month]
        yield MonthTotal(month, sum(each.line_count for each in of_month), sum(each.total_satang for each in of_month))


def _duties(store: Store, shelf: Shelf, scheme_set: SchemeSet, day: date) -> Iterator[Duty]:
    counted = _Counter(store, shelf, scheme_set)
    yield Duty(DutyKind.STOPS, counted.count(UrgentStop, settled=False), urgent=True)
    yield Duty(DutyKind.MADE_APART, len(months_made_apart(shelf, contended_records(store))), urgent=True)
    yield Duty(DutyKind.TO_KEY, counted.count(CentralTask, keyed_on=None, withdrawn_on=None))
    yield Duty(DutyKind.OPINIONS, counted.count(Claim, state=ClaimState.SUBMITTED))
    yield Duty(DutyKind.COMMITTEE, counted.count(Claim, state=ClaimState.CHECKING))
    spoken = (ClaimState.COMMITTEE_APPROVES, ClaimState.COMMITTEE_REJECTS)
    yield Duty(DutyKind.ORDERS, counted.count(Claim, state=spoken))
    yield Duty(DutyKind.BROUGHT_OVER, counted.count(Claim, state=ClaimState.ACCEPTED, needs_review=True))
    still_open = tuple(state for state in OverpaymentState if state is not OverpaymentState.CLOSED)
    yield Duty(DutyKind.OVERPAYMENTS, counted.count(Overpayment, state=still_open))
    yield Duty(DutyKind.RETRO, counted.count(RetroOrder, line_id="", cancelled_on=None))
    yield Duty(DutyKind.CASH_DAYS, counted.count(CashDay, settled=False))
    yield Duty(DutyKind.PROOFS_OF_LIFE, counted.count(ProofOfLife, seen_on=None))
    yield Duty(DutyKind.AUTHORITIES, len(reminders.authorities_ending(store, scheme_set)))
    if day.month >= MOVERS_FROM:
        yield Duty(DutyKind.MOVERS, len(reminders.movers_unconfirmed(store, scheme_set)))
    if not scheme_set.sealed:
        yield from _of_people(store, counted, day)


def _of_people(store: Store, counted: _Counter, day: date) -> Iterator[Duty]:
    """Duties that hang on citizens and villages, which the sensitive set leaves no trace on."""
    yield Duty(DutyKind.VILLAGES, counted.count(VillageCheck, returned_on=None))
    yield Duty(DutyKind.DUPLICATES, counted.count(DuplicateElsewhere, settled_on=None))
    yield Duty(DutyKind.INCOMES, len(reminders.incomes_ended(store)))
    cards = reminders.cards_ending(store)
    yield Duty(DutyKind.CARDS_ENDED, sum(card.days_left < 0 for card in cards))
    yield Duty(DutyKind.CARDS_ENDING, sum(card.days_left >= 0 for card in cards))
    yield Duty(DutyKind.COMING_OF_AGE, reminders.count_coming_of_age(store, fiscal_year_be(day) + 1))
    yield Duty(DutyKind.OF_AGE, reminders.count_of_age_without_claim(store, Month.of(day)))
    yield Duty(DutyKind.ARRIVALS, len(reminders.arrivals_without_claim(store)))


@dataclass(frozen=True)
class _Counter:
    """Counts records: in the file for the ordinary tables, in memory for what is sealed."""

    store: Store
    shelf: Shelf
    scheme_set: SchemeSet

    def count(self, record_class: type[Record], **equals: Any) -> int:  # noqa: ANN401 - as `Shelf.find`
        """How many records `Shelf.find` would give."""
        if self.scheme_set.sealed:
            return len(self.shelf.find(record_class, **equals))
        where, parameters = condition(record_class, equals)
        table = declaration_of(record_class).table
        return int(self.store.query(f"SELECT count(*) AS n FROM {table} WHERE {where}", parameters)[0]["n"])
