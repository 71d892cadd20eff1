"""Which payments must be stopped: sent, not yet paid, and the right is gone by what is known now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sai_thong.db.shelf import ShelfWriter
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.payments import Ledger
from sai_thong.registers.allowances.records import LineKind, MonthState, PaymentLine, UrgentStop
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.entitlement import NotEntitled
from sai_thong.registers.allowances.rules.explain import reason_text
from sai_thong.registers.allowances.rules.reasons import Reason, ReasonCode

STOPPING = frozenset(
    {
        ReasonCode.DIED,
        ReasonCode.DEATH_DATE_INCOMPLETE,
        ReasonCode.MOVED_AWAY,
        ReasonCode.ENDED,
        ReasonCode.INCOME,
        ReasonCode.SUSPENDED,
    }
)
"""Reasons, known after sending, for which the payment is stopped at once. A death of unknown day is one of them: the
money can still be paid later, but hardly be fetched back."""


def follow_stops(writer: ShelfWriter, files: Iterable[CaseFile], book: RuleBook, ledger: Ledger, today: date) -> None:
    """Open the stops that the facts ask for by now, and withdraw those whose reason is gone and nobody was told of."""
    for file in files:
        for line in _on_the_way(ledger, file.claim.id, today):
            reason = _why_stop(book, file, line)
            known = [stop for stop in writer.find(UrgentStop, line_id=line.id) if not _withdrawn(stop)]
            if reason is not None and not known:
                writer.insert(
                    UrgentStop(
                        line_id=line.id, person_id=file.citizen.id, month=line.paid_in, reason=reason_text(reason, "th")
                    )
                )
            for stop in known if reason is None else ():
                if not stop.settled and stop.told_at is None:
                    writer.update(stop, settled=True)


def _on_the_way(ledger: Ledger, claim_id: str, today: date) -> Iterator[PaymentLine]:
    """Regular lines that were sent and whose pay date has not passed. A retro line pays a month that was due."""
    for line in ledger.of([claim_id]):
        month = ledger.months[line.payment_month_id]
        waits = month.state is MonthState.SENT and (month.pay_on is None or today <= month.pay_on)
        if waits and line.kind is LineKind.REGULAR:
            yield line


def _why_stop(book: RuleBook, file: CaseFile, line: PaymentLine) -> Reason | None:
    decision = book.decide(file, line.paid_for)
    reasons = decision.reasons if isinstance(decision, NotEntitled) else ()
    return next((reason for reason in reasons if reason.code in STOPPING), None)


def _withdrawn(stop: UrgentStop) -> bool:
    return stop.settled and stop.stopped is None
