"""What became of payment lines: whose money reached them, whose came back, and which months count as paid.

A line says what was sent; its latest result says what became of it. A line without a result was paid as planned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sai_thong.db.shelf import Shelf
from sai_thong.registers.allowances.records import MonthState, Outcome, PaymentLine, PaymentMonth, PaymentResult
from sai_thong.thai.calendar import Month

CAME_BACK = frozenset({Outcome.TRANSFER_FAILED, Outcome.NOT_CLAIMED, Outcome.STOPPED})
"""Results after which the money is not with the person."""

LEFT = frozenset({MonthState.PAID, MonthState.RESULTS, MonthState.CLOSED})
"""States of a month whose money has gone out."""


def latest_results(results: Iterable[PaymentResult]) -> dict[str, PaymentResult]:
    """The result that counts of each line; give results in the order they were made, as `Shelf.find` does."""
    return {result.line_id: result for result in results}


def came_back(line: PaymentLine, results: Mapping[str, PaymentResult]) -> bool:
    """Whether the money of `line` is known not to have reached its person."""
    result = results.get(line.id)
    return result is not None and result.outcome in CAME_BACK


@dataclass(frozen=True)
class Ledger:
    """Every line of some claims with its latest result.

    Attributes:
        lines: By claim id, in the order they were sent.
        results: The latest result by line id.
        months: The payment months by id.
    """

    lines: Mapping[str, tuple[PaymentLine, ...]]
    results: Mapping[str, PaymentResult]
    months: Mapping[str, PaymentMonth]

    def of(self, claim_ids: Collection[str]) -> list[PaymentLine]:
        """The lines of some claims together; give every claim that a person has or had to one scheme."""
        return [line for claim_id in claim_ids for line in self.lines.get(claim_id, ())]

    def standing(self, claim_ids: Collection[str]) -> list[PaymentLine]:
        """The lines whose money did not come back."""
        return [line for line in self.of(claim_ids) if not came_back(line, self.results)]

    def paid_months(self, claim_ids: Collection[str]) -> set[Month]:
        """The months that count as paid, or are on their way."""
        return {line.paid_for for line in self.standing(claim_ids)}

    def has_left(self, line: PaymentLine) -> bool:
        """Whether the money of `line` has gone out."""
        return self.months[line.payment_month_id].state in LEFT


def ledger(shelf: Shelf, claim_ids: Collection[str] | None = None) -> Ledger:
    """The ledger of the given claims, or of all."""
    asked = {} if claim_ids is None else {"claim_id": tuple(claim_ids)}
    found = shelf.find(PaymentLine, **asked) if claim_ids is None or claim_ids else []
    by_claim: dict[str, list[PaymentLine]] = defaultdict(list)
    for line in found:
        by_claim[line.claim_id].append(line)
    return Ledger(
        {claim_id: tuple(lines) for claim_id, lines in by_claim.items()},
        latest_results(shelf.find(PaymentResult)),
        {month.id: month for month in shelf.find(PaymentMonth)},
    )
