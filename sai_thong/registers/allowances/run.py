"""A month's run: who is paid what and why, recomputed from scratch from the facts as they stand.

A draft writes nothing. Sending the month freezes its lines (see `months`).
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Required, TypedDict

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.pay_sources import pay_source
from sai_thong.registers.allowances.records import (
    ClaimState,
    LineKind,
    PaymentLine,
    PaymentMonth,
    RetroOrder,
    SchemePaySource,
)
from sai_thong.registers.allowances.rules.entitlement import Entitled, NotEntitled, entitlement
from sai_thong.registers.allowances.rules.explain import reason_text
from sai_thong.registers.allowances.rules.facts import Channel, Scheme
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law import AllowanceLaw
from sai_thong.registers.law.terms import PaySource, SchemeSet
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.office.records import Village
from sai_thong.registers.workdays import HolidayTable, pay_date
from sai_thong.thai.calendar import Month


@dataclass(frozen=True)
class Unpaid:
    """A claim that gets nothing this month, and every reason why."""

    file: CaseFile
    decision: NotEntitled


@dataclass(frozen=True)
class PaymentRun:
    """The draft of one month of one scheme set.

    Attributes:
        scheme_set: Which schemes.
        month: The month paid for.
        pay_on: The day it is paid.
        lines: The lines to pay, by village then first name; retro lines after the regular line of the same person.
        unpaid: Claims that get nothing.
        files: Every case file looked at, by claim id.
        decisions: What the rules decided for each line's claim, by claim id.
        rule_version: Digest of the law tables applied.
    """

    scheme_set: SchemeSet
    month: Month
    pay_on: date
    lines: tuple[PaymentLine, ...]
    unpaid: tuple[Unpaid, ...]
    files: dict[str, CaseFile] = field(repr=False)
    decisions: dict[str, Entitled] = field(repr=False)
    rule_version: str

    @property
    def total_satang(self) -> int:
        """The sum of all lines."""
        return sum(line.amount_satang for line in self.lines)

    def of_source(self, source: PaySource) -> tuple[PaymentLine, ...]:
        """The lines that one source pays."""
        return tuple(line for line in self.lines if line.source is source)


@dataclass(frozen=True)
class Totals:
    """Counts and sums of some lines.

    Attributes:
        count: Lines.
        satang: Their sum.
        by_scheme: Scheme to (lines, satang).
        by_step: (scheme, amount in satang) to lines, for the table of the memo.
    """

    count: int
    satang: int
    by_scheme: dict[Scheme, tuple[int, int]]
    by_step: dict[tuple[Scheme, int], int]


def totals(lines: Iterable[PaymentLine]) -> Totals:
    """Counts and sums of `lines`."""
    count, satang = 0, 0
    by_scheme: dict[Scheme, tuple[int, int]] = {}
    by_step: Counter[tuple[Scheme, int]] = Counter()
    for line in lines:
        count += 1
        satang += line.amount_satang
        lines_before, satang_before = by_scheme.get(line.scheme, (0, 0))
        by_scheme[line.scheme] = (lines_before + 1, satang_before + line.amount_satang)
        by_step[line.scheme, line.amount_satang] += 1
    return Totals(count, satang, by_scheme, dict(sorted(by_step.items())))


def draft_run(store: Store | Transaction, scheme_set: SchemeSet, month: Month) -> PaymentRun:
    """Compute a month from the facts as they stand. Any month may be drafted; nothing is written."""
    law, holidays = office_law(store), holiday_table(store)
    shelf = shelf_of(store, scheme_set)
    drafter = _Drafter(shelf, month, holidays, law, shelf.find(SchemePaySource), _pay_points(store))
    files = load_case_files(store, scheme_set)
    settled = _Settled.of(shelf, files, month)
    lines: list[PaymentLine] = []
    unpaid: list[Unpaid] = []
    decisions: dict[str, Entitled] = {}
    for file in _open_claims_first(files):
        decision = entitlement(file.person_facts, file.claim_facts, month, law, drafter.pay_on)
        if isinstance(decision, NotEntitled):
            unpaid.append(Unpaid(file, decision))
        else:
            decisions[file.claim.id] = decision
            if settled.take(file):
                lines.append(drafter.regular_line(file, decision))
        lines += [drafter.retro_line(file, order) for order in settled.orders.get(file.claim.id, ())]
    position = {file.claim.id: number for number, file in enumerate(files)}
    lines.sort(key=lambda line: (position[line.claim_id], line.kind is LineKind.RETRO, line.paid_for))
    return PaymentRun(
        scheme_set=scheme_set,
        month=month,
        pay_on=drafter.pay_on,
        lines=tuple(lines),
        unpaid=tuple(unpaid),
        files={file.claim.id: file for file in files},
        decisions=decisions,
        rule_version=law.digest,
    )


def frozen_lines(shelf: Shelf, months: Sequence[PaymentMonth]) -> list[PaymentLine]:
    """The lines of months that were sent, in their frozen order."""
    return [line for month in months for line in shelf.find(PaymentLine, payment_month_id=month.id)]


def open_orders(shelf: Shelf, month: Month) -> list[RetroOrder]:
    """Retro orders that the run of `month` pays: ordered for it, or for an earlier month that was sent without them."""
    return [each for each in shelf.find(RetroOrder, line_id="") if each.pay_in <= month and each.cancelled_on is None]


def _open_claims_first(files: Sequence[CaseFile]) -> list[CaseFile]:
    """Where a person has an ended claim and a new one to the same scheme, the new one is paid."""
    return sorted(files, key=lambda file: file.claim.state is ClaimState.ENDED)


def _pay_points(shelf: Shelf) -> dict[int, str]:
    return {village.moo: village.pay_point for village in shelf.find(Village) if village.pay_point}


@dataclass
class _Settled:
    """What is paid for a month already, or ordered to be, so that no one is paid twice.

    Attributes:
        orders: Retro orders that this run pays, by claim id.
        people: Who is settled for the month itself, by the id of the record, with the scheme.
        paid: Whom a line pays already, by the citizen id, where two records of one person were made apart.
    """

    orders: dict[str, list[RetroOrder]]
    people: set[tuple[str, Scheme]]
    paid: set[tuple[str, Scheme]]

    @classmethod
    def of(cls, shelf: Shelf, files: Sequence[CaseFile], month: Month) -> _Settled:
        """By every line for `month`, whatever became of it (a failed one is paid again only by order), and orders."""
        holders = {file.claim.id: (file.citizen.id, file.claim.scheme) for file in files}
        orders: dict[str, list[RetroOrder]] = {}
        for order in open_orders(shelf, month):
            orders.setdefault(order.claim_id, []).append(order)
        lines = shelf.find(PaymentLine, paid_for=month)
        people = {holders[line.claim_id] for line in lines}
        waiting = shelf.find(RetroOrder, paid_for=month, line_id="", cancelled_on=None)
        paid = {(line.citizen_id, line.scheme) for line in lines if line.citizen_id}
        return cls(orders, people | {holders[order.claim_id] for order in waiting}, paid)

    def take(self, file: CaseFile) -> bool:
        """Whether this file may have the month's regular line; from then on nobody else of it may."""
        holder = (file.citizen.id, file.claim.scheme)
        if holder in self.people or (file.citizen.citizen_id, file.claim.scheme) in self.paid:
            return False
        self.people.add(holder)
        return True


@dataclass(frozen=True)
class _Drafter:
    """Makes the lines of one month."""

    shelf: Shelf
    month: Month
    holidays: HolidayTable
    law: AllowanceLaw
    recorded_sources: Sequence[SchemePaySource]
    pay_points: Mapping[int, str]

    @cached_property
    def pay_on(self) -> date:
        """The day on which this month is paid."""
        return pay_date(self.month, self.holidays, self.law)

    def regular_line(self, file: CaseFile, decision: Entitled) -> PaymentLine:
        """The line for this month, under the id that the same fact has on every station."""
        scheme = file.claim.scheme
        who = file.citizen.citizen_id or file.citizen.id
        line_id = self.shelf.natural_id("payment-line", who, scheme.value, self.month.iso)
        return self._line(file, self.month, decision, line_id, LineKind.REGULAR)

    def retro_line(self, file: CaseFile, order: RetroOrder) -> PaymentLine:
        """The line that pays a missed month now: what was due on that month's own pay date, by what is known now."""
        pay_on = pay_date(order.paid_for, self.holidays, self.law)
        decision = entitlement(file.person_facts, file.claim_facts, order.paid_for, self.law, pay_on)
        who = file.citizen.citizen_id or file.citizen.id
        line_id = self.shelf.natural_id(
            "retro-line", who, file.claim.scheme.value, order.paid_for.iso, self.month.iso, order.id
        )
        return self._line(file, order.paid_for, decision, line_id, LineKind.RETRO)

    def _line(
        self, file: CaseFile, paid_for: Month, decision: Entitled | NotEntitled, line_id: str, kind: LineKind
    ) -> PaymentLine:
        person, claim = file.citizen, file.claim
        entitled = decision if isinstance(decision, Entitled) else None
        line = PaymentLine(
            payment_month_id="",
            paid_in=self.month,
            paid_for=paid_for,
            kind=kind,
            scheme=claim.scheme,
            claim_id=claim.id,
            person_id=person.id,
            citizen_id=person.citizen_id or "",
            prefix=person.prefix,
            first_name=person.first_name,
            last_name=person.last_name,
            birth=person.birth,
            house_no=person.house_no,
            moo=person.moo,
            amount_satang=entitled.amount_satang if entitled else 0,
            step=entitled.step.label if entitled else "",
            step_reason=reason_text(decision.reason, "th"),
            rule_version=self.law.digest,
            source=pay_source(self.recorded_sources, claim.scheme, self.month, self.law),
            **_way_of_pay(file, self.month, self.pay_points),
        )
        return dataclasses.replace(line, id=line_id)


class _WayOfPay(TypedDict, total=False):
    channel: Required[Channel]
    bank_code: str
    account_no: str
    account_name: str
    payee_name: str
    pay_point: str


def _way_of_pay(file: CaseFile, month: Month, pay_points: Mapping[int, str]) -> _WayOfPay:
    """How the money goes: the channel in force, or cash in person while none was chosen."""
    chosen = file.channel_in(month)
    person = file.citizen
    pay_point = pay_points.get(person.moo or 0, "")
    if chosen is None:
        return {"channel": Channel.CASH_SELF, "pay_point": pay_point}
    # An account is taken whole: a number of one book with the bank of another would reach nobody, or somebody else.
    on_record = chosen.channel is Channel.BANK_SELF and not chosen.account_no
    account = person if on_record else chosen
    return {
        "channel": chosen.channel,
        "bank_code": account.bank_code,
        "account_no": account.account_no,
        "account_name": account.account_name,
        "payee_name": chosen.payee_name or (file.claim.proxy_name if chosen.channel.needs_proxy else ""),
        "pay_point": chosen.pay_point or (pay_point if chosen.channel.is_cash else ""),
    }
