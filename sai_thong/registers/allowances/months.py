"""The month: เตรียม → ส่งยอด → จ่ายแล้ว → บันทึกผล → ปิดเดือน, by scheme set and pay source.

A draft is recomputed until it is sent. Sending freezes the lines; closing seals their count, total and digest. A
closed month never changes: what is learned later becomes a retro line or an overpayment.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.records import to_row
from sai_thong.registers.allowances.case_files import load_case_files
from sai_thong.registers.allowances.central_totals import central_findings
from sai_thong.registers.allowances.closing_checks import checks_before_closing
from sai_thong.registers.allowances.consequences import follow_claims
from sai_thong.registers.allowances.duplicates import elsewhere_findings
from sai_thong.registers.allowances.findings import Finding, FindingCode, check_run, told_by_joined_records
from sai_thong.registers.allowances.payment_choices import dead_proxies
from sai_thong.registers.allowances.records import (
    LineKind,
    MonthState,
    PaymentLine,
    PaymentMonth,
    SharedUseCheck,
    UrgentStop,
)
from sai_thong.registers.allowances.run import PaymentRun, draft_run, open_orders
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.contended import contended_records
from sai_thong.registers.law.terms import PaySource, SchemeSet
from sai_thong.registers.office.settings import SHARED_FROM, office_settings
from sai_thong.thai.calendar import Month


class MonthRefused(Refused):
    """A month cannot be sent, paid or closed as asked."""


class NotTheHolder(MonthRefused):
    """Another station holds this month."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            _("{month} is held by another machine of the office.").format(month=month.name),
            kept=_("Nothing was changed."),
            do=_("Close it there, or take it over with a reason."),
        )


class WouldPayTwice(MonthRefused):
    """A month cannot be sent: two records of one person, made on two machines, would both be paid."""

    def __init__(self, month: Month, findings: Sequence[Finding]) -> None:
        super().__init__(
            _("{month} cannot be sent: {what}").format(month=month.name, what=findings[0].message),
            kept=_("Nothing was changed."),
            do=_("Open the person, and merge the two records of them into one."),
        )


class MonthBlocked(MonthRefused):
    """Findings stand in the way of closing.

    Attributes:
        findings: The blocking ones.
    """

    def __init__(self, month: Month, findings: Sequence[Finding]) -> None:
        super().__init__(
            _("{month} cannot be closed yet: {count} things must be settled first.").format(
                month=month.name, count=len(findings)
            ),
            kept=_("Nothing was closed."),
            do=" ".join(finding.message for finding in findings[:3]),
        )
        self.findings = tuple(findings)


@dataclass(frozen=True)
class MonthChanged:
    """What an operation on a month did: the months by source, and the change set."""

    months: tuple[PaymentMonth, ...]
    changes: ChangeSet


def months_of(shelf: Shelf, month: Month) -> list[PaymentMonth]:
    """The payment months of one calendar month, one a pay source."""
    return shelf.find(PaymentMonth, month=month)


def findings_of(store: Store, run: PaymentRun) -> list[Finding]:
    """The findings of a draft, by this office's settings and what was looked into before, the blocking ones first."""
    shelf = shelf_of(store, run.scheme_set)
    found = check_run(
        run,
        shared_from=office_settings(store).number(SHARED_FROM) or 3,
        checked=shelf.find(SharedUseCheck),
        dead_proxies=dead_proxies(store, run),
    )
    return [*found, *elsewhere_findings(store, run), *central_findings(shelf, run)]


def send(store: Store, scheme_set: SchemeSet, month: Month, *, cut_off_on: date | None = None) -> MonthChanged:
    """ส่งยอด: freeze the lines of every source that is not sent yet.

    Args:
        store: The office's store.
        scheme_set: Which schemes.
        month: The month.
        cut_off_on: The cut-off day of the central system for this month, as the office typed it.

    Raises:
        MonthRefused: Nothing is left to send.
        WouldPayTwice: Two records of one person would both be paid.
    """
    with store.transaction() as tx:
        months = _send(store, tx, scheme_set, month, cut_off_on)
        return MonthChanged(tuple(months), tx.changes)


def mark_paid(store: Store, scheme_set: SchemeSet, month: Month, *, paid_on: date | None = None) -> MonthChanged:
    """จ่ายแล้ว: the money has gone out on the pay date, or on `paid_on`."""
    with store.transaction() as tx:
        writer = writer_of(tx, scheme_set)
        changed = [
            writer.update(each, state=MonthState.PAID, paid_on=paid_on or each.pay_on)
            for each in _held(store, writer, month, MonthState.SENT)
        ]
        _follow_missed_stops(store, tx, scheme_set, month)
        return MonthChanged(tuple(changed), tx.changes)


def finish_results(store: Store, scheme_set: SchemeSet, month: Month) -> MonthChanged:
    """บันทึกผล: every exception is recorded; lines without one were paid as planned."""
    with store.transaction() as tx:
        writer = writer_of(tx, scheme_set)
        today = bangkok_today(store.clock)
        changed = [
            writer.update(each, state=MonthState.RESULTS, results_on=today)
            for each in _held(store, writer, month, MonthState.PAID)
        ]
        return MonthChanged(tuple(changed), tx.changes)


def close(store: Store, scheme_set: SchemeSet, month: Month) -> MonthChanged:
    """ปิดเดือน: seal every source of the month, passing through the states it has not reached yet.

    Raises:
        MonthBlocked: Blocking findings, an earlier month that is not closed, cash that does not balance.
        NotTheHolder: Another station holds the month.
        MonthRefused: It is closed already, or there is nothing to pay.
    """
    with store.transaction() as tx:
        writer = writer_of(tx, scheme_set)
        existing = months_of(writer, month)
        if existing and all(each.state is MonthState.CLOSED for each in existing):
            raise MonthRefused(
                _("{month} is closed already.").format(month=month.name),
                kept=_("The closed month stands as it was."),
                do=_("What was learned later is settled by retro pay or as an overpayment."),
            )
        if not existing:
            _refuse_blocking(month, findings_of(store, draft_run(tx, scheme_set, month)))
            _send(store, tx, scheme_set, month, None)
        else:
            _refuse_blocking(month, list(told_by_joined_records(load_case_files(tx, scheme_set))))
        _refuse_blocking(month, checks_before_closing(writer, tx, month, contended_records(store)))
        closed = [_close_one(store, tx, scheme_set, each) for each in months_of(writer, month)]
        _follow_missed_stops(store, tx, scheme_set, month)
        return MonthChanged(tuple(closed), tx.changes)


def take_over(store: Store, scheme_set: SchemeSet, month: Month, *, why: str) -> MonthChanged:
    """Hold a month here that another station held: a recorded hand-over, with its reason."""
    return hand_over(store, scheme_set, month, store.file_id, why=why)


def hand_over(store: Store, scheme_set: SchemeSet, month: Month, station: str, *, why: str) -> MonthChanged:
    """Let a station, by its file id, hold what is open of a month: a recorded hand-over, with its reason."""
    if not why.strip():
        raise MonthRefused(_("A month is taken over only with a reason."))
    with store.transaction(why) as tx:
        writer = writer_of(tx, scheme_set)
        changed = [
            writer.update(each, holder=station)
            for each in months_of(writer, month)
            if each.state is not MonthState.CLOSED
        ]
        return MonthChanged(tuple(changed), tx.changes)


def lines_digest(lines: Iterable[PaymentLine]) -> str:
    """SHA-256 over the lines in the order of their ids: what a closed month keeps of them, on every machine alike."""
    return digest_as_given(sorted(lines, key=lambda line: line.id))


def digest_as_given(lines: Iterable[PaymentLine]) -> str:
    """SHA-256 over the lines in the order given; until ids gave the order, months were closed with that of the list."""
    digest = hashlib.sha256()
    for line in lines:
        row = {"id": line.id, **to_row(line)}
        digest.update(json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def lines_of(shelf: Shelf, payment_month: PaymentMonth) -> list[PaymentLine]:
    """The frozen lines of a month, in their order."""
    return shelf.find(PaymentLine, payment_month_id=payment_month.id)


def _send(
    store: Store, tx: Transaction, scheme_set: SchemeSet, month: Month, cut_off_on: date | None
) -> list[PaymentMonth]:
    writer = writer_of(tx, scheme_set)
    run = draft_run(tx, scheme_set, month)
    sent_already = {each.source for each in months_of(writer, month)}
    sources = [source for source in PaySource if source not in sent_already and run.of_source(source)]
    if not sources:
        raise MonthRefused(
            _("There is nothing to pay in {month}.").format(month=month.name),
            kept=_("Nothing was changed."),
            do=_("Look at who is not paid and why, on the month's page."),
        )
    twice = [each for each in check_run(run) if each.code is FindingCode.PAID_TWICE]
    if twice:
        raise WouldPayTwice(month, twice)
    return [_send_one(store, writer, run, source, cut_off_on) for source in sources]


def _send_one(
    store: Store, writer: ShelfWriter, run: PaymentRun, source: PaySource, cut_off_on: date | None
) -> PaymentMonth:
    lines = run.of_source(source)
    made = writer.insert(
        PaymentMonth(
            month=run.month,
            source=source,
            state=MonthState.SENT,
            holder=store.file_id,
            pay_on=run.pay_on,
            cut_off_on=cut_off_on,
            sent_on=bangkok_today(store.clock),
            line_count=len(lines),
            total_satang=sum(line.amount_satang for line in lines),
        ),
        # The same month sent on two stations apart is one month, of which two records meet: a person chooses.
        record_id=writer.natural_id("payment-month", run.month.iso, source.value),
    )
    writer.insert_many([dataclasses.replace(line, payment_month_id=made.id) for line in lines])
    _mark_orders_paid(writer, run.month, lines)
    return made


def _mark_orders_paid(writer: ShelfWriter, month: Month, lines: Sequence[PaymentLine]) -> None:
    """Bind each retro order of this month to the line that pays it, so that no later month pays it again."""
    retro = {(line.claim_id, line.paid_for): line.id for line in lines if line.kind is LineKind.RETRO}
    for order in open_orders(writer, month) if retro else ():
        line_id = retro.get((order.claim_id, order.paid_for))
        if line_id:
            writer.update(order, line_id=line_id)


def _follow_missed_stops(store: Store, tx: Transaction, scheme_set: SchemeSet, month: Month) -> None:
    """What could not be stopped in time has now been paid without right."""
    writer = writer_of(tx, scheme_set)
    missed = [stop for stop in writer.find(UrgentStop, month=month) if stop.settled and stop.stopped is False]
    if missed:
        claim_ids = [writer.get(PaymentLine, stop.line_id).claim_id for stop in missed]
        follow_claims(tx, scheme_set, claim_ids, bangkok_today(store.clock))


def _close_one(store: Store, tx: Transaction, scheme_set: SchemeSet, payment_month: PaymentMonth) -> PaymentMonth:
    _refuse_other_holder(store, payment_month)
    if payment_month.state is MonthState.CLOSED:
        return payment_month
    writer = writer_of(tx, scheme_set)
    lines = lines_of(writer, payment_month)
    today = bangkok_today(store.clock)
    return writer.update(
        payment_month,
        state=MonthState.CLOSED,
        paid_on=payment_month.paid_on or payment_month.pay_on,
        results_on=payment_month.results_on or today,
        closed_at=store.clock.now(),
        closed_by=store.user,
        line_count=len(lines),
        total_satang=sum(line.amount_satang for line in lines),
        lines_digest=lines_digest(lines),
        # The head of the chain that holds every line: printed on the memo, it anchors them outside the file.
        anchor=f"{tx.head.file_id}.{tx.head.counter} {tx.head.printed}",
    )


def _held(store: Store, shelf: Shelf, month: Month, state: MonthState) -> list[PaymentMonth]:
    """The months in `state`, which this station must hold."""
    found = [each for each in months_of(shelf, month) if each.state is state]
    if not found:
        raise MonthRefused(_("{month} is not at this step.").format(month=month.name), kept=_("Nothing was changed."))
    for each in found:
        _refuse_other_holder(store, each)
    return found


def _refuse_other_holder(store: Store, payment_month: PaymentMonth) -> None:
    if payment_month.holder != store.file_id:
        raise NotTheHolder(payment_month.month)


def _refuse_blocking(month: Month, findings: Sequence[Finding]) -> None:
    blocking = [each for each in findings if each.blocking]
    if blocking:
        raise MonthBlocked(month, blocking)
