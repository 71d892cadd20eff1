"""A month's run: who is paid what and why, recomputed from scratch from the facts as they stand.

A draft writes nothing. Sending the month freezes its lines (see `months`).
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.registers.allowances.case_files import CaseFile, load_case_files
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.pay_sources import pay_source
from sai_thong.registers.allowances.records import (
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
from sai_thong.registers.workdays import pay_date
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
    law = office_law(store)
    pay_on = pay_date(month, holiday_table(store), law)
    shelf = shelf_of(store, scheme_set)
    drafter = _Drafter(shelf, month, pay_on, law, shelf.find(SchemePaySource))
    paid_already = {line.id for line in shelf.find(PaymentLine, paid_for=month)}
    files = load_case_files(store, scheme_set)
    orders = _open_orders(shelf, month)
    lines: list[PaymentLine] = []
    unpaid: list[Unpaid] = []
    decisions: dict[str, Entitled] = {}
    for file in files:
        decision = entitlement(file.person_facts, file.claim_facts, month, law, pay_on)
        if isinstance(decision, NotEntitled):
            unpaid.append(Unpaid(file, decision))
        else:
            decisions[file.claim.id] = decision
            line = drafter.regular_line(file, decision)
            if line.id not in paid_already:
                lines.append(line)
        lines += [drafter.retro_line(file, order) for order in orders.get(file.claim.id, ())]
    return PaymentRun(
        scheme_set=scheme_set,
        month=month,
        pay_on=pay_on,
        lines=tuple(lines),
        unpaid=tuple(unpaid),
        files={file.claim.id: file for file in files},
        decisions=decisions,
        rule_version=law.digest,
    )


def frozen_lines(shelf: Shelf, months: Sequence[PaymentMonth]) -> list[PaymentLine]:
    """The lines of months that were sent, in their frozen order."""
    return [line for month in months for line in shelf.find(PaymentLine, payment_month_id=month.id)]


def _open_orders(shelf: Shelf, month: Month) -> dict[str, list[RetroOrder]]:
    """Retro orders to be paid in `month` that no sent line has paid yet, by claim."""
    orders: dict[str, list[RetroOrder]] = {}
    for order in shelf.find(RetroOrder, pay_in=month):
        if not order.line_id:
            orders.setdefault(order.claim_id, []).append(order)
    return orders


@dataclass(frozen=True)
class _Drafter:
    """Makes the lines of one month."""

    shelf: Shelf
    month: Month
    pay_on: date
    law: AllowanceLaw
    recorded_sources: Sequence[SchemePaySource]

    def regular_line(self, file: CaseFile, decision: Entitled) -> PaymentLine:
        """The line for this month, under the id that the same fact has on every station."""
        scheme = file.claim.scheme
        who = file.citizen.citizen_id or file.citizen.id
        line_id = self.shelf.natural_id("payment-line", who, scheme.value, self.month.iso)
        return self._line(file, self.month, decision, line_id, LineKind.REGULAR)

    def retro_line(self, file: CaseFile, order: RetroOrder) -> PaymentLine:
        """The line that pays a missed month now. Entitlement is asked anew for the month it pays for."""
        pay_on = self.pay_on
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
            **_way_of_pay(file, self.month),
        )
        return dataclasses.replace(line, id=line_id)


def _way_of_pay(file: CaseFile, month: Month) -> dict[str, str | Channel]:
    """How the money goes: the channel in force, or cash in person while none was chosen."""
    chosen = file.channel_in(month)
    person = file.citizen
    if chosen is None:
        return {"channel": Channel.CASH_SELF}
    own = chosen.channel is Channel.BANK_SELF
    return {
        "channel": chosen.channel,
        "bank_code": chosen.bank_code or (person.bank_code if own else ""),
        "account_no": chosen.account_no or (person.account_no if own else ""),
        "account_name": chosen.account_name or (person.account_name if own else ""),
        "payee_name": chosen.payee_name or (file.claim.proxy_name if chosen.channel.needs_proxy else ""),
        "pay_point": chosen.pay_point,
    }
