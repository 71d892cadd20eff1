"""What a closed fiscal year keeps: a line an asset, their totals, and a digest that tells a later change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class YearLine(NamedTuple):
    """An asset in a year that is closed, or about to be.

    Attributes:
        asset_id: Which.
        parts: How many months (or days) of the year count.
        amount_satang: Written off in it, corrections included.
        correction_satang: How much of that mends closed years.
        accumulated_satang: Written off until its end.
        cost_satang: Cost at its end.
        capitalised: Whether the accounts carry it.
        left: Whether it left the register in the year.
    """

    asset_id: str
    parts: int
    amount_satang: int
    correction_satang: int
    accumulated_satang: int
    cost_satang: int
    capitalised: bool = True
    left: bool = False

    @property
    def carried(self) -> bool:
        """Whether its cost and what is written off stand in the accounts at the end of the year."""
        return self.capitalised and not self.left


@dataclass(frozen=True, slots=True)
class YearTotals:
    """What the closing names.

    Attributes:
        assets: How many the accounts carry at the end of the year.
        amount_satang: Written off in the year, also of what left within it.
        accumulated_satang: Written off until the end of the year, of those carried.
        cost_satang: Their cost.
        digest: Fingerprint of every line.
    """

    assets: int
    amount_satang: int
    accumulated_satang: int
    cost_satang: int
    digest: str


def year_totals(lines: Iterable[YearLine]) -> YearTotals:
    """The totals of a year and the digest of its lines, whatever order they come in."""
    ordered = sorted(lines)
    carried = [line for line in ordered if line.carried]
    return YearTotals(
        assets=len(carried),
        amount_satang=sum(line.amount_satang for line in ordered),
        accumulated_satang=sum(line.accumulated_satang for line in carried),
        cost_satang=sum(line.cost_satang for line in carried),
        digest=_digest(ordered),
    )


def _digest(lines: Sequence[YearLine]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()
