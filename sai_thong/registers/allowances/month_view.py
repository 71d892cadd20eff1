"""What the page of a month shows: its people with their states, what changed since last month, what must be settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.chips import Chip, ChipKind, LineStanding, chip_of_line, chip_of_refusal
from sai_thong.registers.allowances.claims import OVER
from sai_thong.registers.allowances.closing_checks import checks_before_closing
from sai_thong.registers.allowances.findings import Action, Finding, FindingCode
from sai_thong.registers.allowances.month_changes import MonthChange, changes_between, regular_lines
from sai_thong.registers.allowances.months import findings_of, months_of
from sai_thong.registers.allowances.payments import LEFT, latest_results
from sai_thong.registers.allowances.records import (
    LineKind,
    MonthState,
    PaymentLine,
    PaymentMonth,
    PaymentResult,
    UrgentStop,
)
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.entitlement import Entitled, NotEntitled
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.rules.reasons import ReasonCode
from sai_thong.registers.allowances.run import PaymentRun, Totals, draft_run, frozen_lines, totals
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.allowances.village_checks import village_findings
from sai_thong.registers.contended import contended_records
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.thai.calendar import Month

_LONG_GONE = frozenset({ReasonCode.DIED, ReasonCode.ENDED, ReasonCode.REFUSED, ReasonCode.MOVED_AWAY})
"""Reasons with which somebody stands on the page only in the first month without pay."""


@dataclass(frozen=True)
class MonthRow:
    """One line of the month's list: a payment, or somebody who is not paid and why.

    Attributes:
        line_id: The frozen or drafted payment line; empty for who is not paid.
        amount_satang: What is paid; nothing for who is not.
    """

    person_id: str
    claim_id: str
    line_id: str
    name: str
    citizen_id: str
    house_no: str
    moo: int | None
    scheme: Scheme
    amount_satang: int
    paid_for: Month
    channel: Channel | None
    source: PaySource | None
    chip: Chip


@dataclass(frozen=True)
class MonthView:
    """The page of one month of one scheme set.

    Attributes:
        scheme_set: Which schemes.
        month: The month.
        pay_on: Its pay date.
        payment_months: What was sent of it, one a pay source; empty while it is a draft.
        state: The state that is furthest behind among its sources.
        rows: Payments by village and name, then who is not paid.
        lines: The frozen lines, and drafted ones of sources not sent yet.
        totals: Counts and sums of `lines`.
        changes: Since the month before.
        findings: What must be settled (blocking first) or is worth a look.
    """

    scheme_set: SchemeSet
    month: Month
    pay_on: date
    payment_months: tuple[PaymentMonth, ...]
    state: MonthState
    rows: tuple[MonthRow, ...]
    lines: tuple[PaymentLine, ...]
    totals: Totals
    changes: tuple[MonthChange, ...]
    findings: tuple[Finding, ...]

    @property
    def people(self) -> int:
        """How many people are paid."""
        return len({line.person_id for line in self.lines})

    @property
    def cut_off_on(self) -> date | None:
        """The cut-off of the central system, as the office typed it."""
        return next((each.cut_off_on for each in self.payment_months if each.cut_off_on), None)

    @property
    def blocking(self) -> int:
        """How many findings stop the month from being closed."""
        return sum(finding.blocking for finding in self.findings)

    @property
    def chips(self) -> Counter[ChipKind]:
        """How many rows stand at each state."""
        return Counter(row.chip.kind for row in self.rows)


def month_view(store: Store, scheme_set: SchemeSet, month: Month) -> MonthView:
    """Everything the page of a month needs. It computes a whole draft: do it off the window's thread."""
    return _Builder(store, scheme_set, month).view()


class _Builder:
    """Assembles a month's page from the draft and what is frozen."""

    def __init__(self, store: Store, scheme_set: SchemeSet, month: Month) -> None:
        self.store = store
        self.month = month
        self.shelf: Shelf = shelf_of(store, scheme_set)
        self.run: PaymentRun = draft_run(store, scheme_set, month)
        self.book = RuleBook.of(store, scheme_set)
        self.months = months_of(self.shelf, month)
        self.by_id: Mapping[str, PaymentMonth] = {each.id: each for each in self.months}
        self.frozen = frozen_lines(self.shelf, self.months)
        sent = {each.source for each in self.months}
        self.drafted = [line for line in self.run.lines if line.source not in sent]
        self.late = [line for line in self.run.lines if line.source in sent]
        self.results: Mapping[str, PaymentResult] = self._results()
        stops = self.shelf.find(UrgentStop, month=month, settled=False) if self.months else []
        self.stops = {stop.line_id for stop in stops}
        self.before = self._before()

    def view(self) -> MonthView:
        """The page."""
        lines = (*self.frozen, *self.drafted)
        after = regular_lines(lines)
        before = self.before or {}
        changes: Sequence[MonthChange] = ()
        if self.before is not None:
            changes = tuple(changes_between(before, after, self.run.files, self.book, self.month))
        return MonthView(
            scheme_set=self.run.scheme_set,
            month=self.month,
            pay_on=self.run.pay_on,
            payment_months=tuple(self.months),
            state=self._state(),
            rows=(*self._paid_rows(lines), *self._late_rows(), *self._unpaid_rows(before)),
            lines=lines,
            totals=totals(lines),
            changes=tuple(changes),
            findings=tuple(self._findings()),
        )

    def _state(self) -> MonthState:
        order = list(MonthState)
        states = [each.state for each in self.months] + ([MonthState.PREPARING] if self.drafted else [])
        return min(states, key=order.index, default=MonthState.PREPARING)

    def _results(self) -> Mapping[str, PaymentResult]:
        if not self.months:
            return {}
        return latest_results(self.shelf.find(PaymentResult, payment_month_id=tuple(self.by_id)))

    def _before(self) -> dict[str, PaymentLine] | None:
        """The regular lines of the month before; None when the office's records do not reach back so far."""
        months = months_of(self.shelf, self.month.previous())
        return regular_lines(frozen_lines(self.shelf, months)) if months else None

    def _paid_rows(self, lines: Sequence[PaymentLine]) -> Iterator[MonthRow]:
        for line in lines:
            file = self.run.files[line.claim_id]
            payment_month = self.by_id.get(line.payment_month_id)
            standing = LineStanding(
                result=self.results.get(line.id),
                must_stop=line.id in self.stops,
                money_left=payment_month is not None and payment_month.state in LEFT,
                was_paid_before=None if self.before is None else line.claim_id in self.before,
            )
            chip = chip_of_line(line, standing, file, self.run.decisions.get(line.claim_id), self.book.law)
            yield _row_of_line(line, chip)

    def _late_rows(self) -> Iterator[MonthRow]:
        """Who became entitled after the month was sent: not in it any more, and a candidate for retro pay."""
        for line in self.late:
            file = self.run.files[line.claim_id]
            if line.kind is LineKind.REGULAR:
                yield _row_of_file(file, self.month, Chip(ChipKind.LATE))

    def _unpaid_rows(self, before: Mapping[str, PaymentLine]) -> Iterator[MonthRow]:
        paid = {line.claim_id for line in self.frozen}
        for each in self.run.unpaid:
            claim = each.file.claim
            gone = each.decision.reason.code in _LONG_GONE or claim.state in OVER
            if claim.id not in paid and (not gone or claim.id in before):
                yield _row_of_file(each.file, self.month, chip_of_refusal(each.decision))

    def _findings(self) -> Iterator[Finding]:
        if self._state() is MonthState.CLOSED:
            return
        yield from findings_of(self.store, self.run)
        if not self.run.scheme_set.sealed:
            yield from village_findings(self.store, self.month)
        if self.months:
            yield from checks_before_closing(self.shelf, self.store, self.month, contended_records(self.store))
        differing = self._differing()
        if differing:
            facts = {"count": len(differing)}
            action = Action.REVIEW_CLAIM
            yield Finding(FindingCode.CHANGED_AFTER_SENDING, False, action, facts=facts, claim_ids=differing)

    def _differing(self) -> tuple[str, ...]:
        """The claims whose payments on their way would be another if the month were sent today."""
        if not any(each.state is MonthState.SENT for each in self.months):
            return ()
        sent = regular_lines(self.frozen)
        changed = (
            claim_id
            for claim_id, line in sent.items()
            if not isinstance(decision := self._decision(claim_id), Entitled)
            or decision.amount_satang != line.amount_satang
        )
        return (*changed, *(line.claim_id for line in self.late if line.kind is LineKind.REGULAR))

    def _decision(self, claim_id: str) -> Entitled | NotEntitled | None:
        return self.run.decisions.get(claim_id)


def _row_of_line(line: PaymentLine, chip: Chip) -> MonthRow:
    return MonthRow(
        person_id=line.person_id,
        claim_id=line.claim_id,
        line_id=line.id,
        name=f"{line.prefix}{line.first_name} {line.last_name}".strip(),
        citizen_id=line.citizen_id,
        house_no=line.house_no,
        moo=line.moo,
        scheme=line.scheme,
        amount_satang=line.amount_satang,
        paid_for=line.paid_for,
        channel=line.channel,
        source=line.source,
        chip=chip,
    )


def _row_of_file(file: CaseFile, month: Month, chip: Chip) -> MonthRow:
    person = file.citizen
    return MonthRow(
        person_id=person.id,
        claim_id=file.claim.id,
        line_id="",
        name=person.full_name,
        citizen_id=person.citizen_id or "",
        house_no=person.house_no,
        moo=person.moo,
        scheme=file.claim.scheme,
        amount_satang=0,
        paid_for=month,
        channel=None,
        source=None,
        chip=chip,
    )
