"""What a closed fiscal year keeps: a line an asset, their totals, and a digest that tells a later change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sai_thong.registers.assets.rules.closing import BookRow


class YearLine(NamedTuple):
    """An asset in a year about to be closed.

    Attributes:
        asset_id: Which.
        parts: How many months (or days) of the year count.
        amount_satang: Written off in it, corrections included.
        correction_satang: How much of that mends closed years.
        accumulated_satang: Written off until its end.
        cost_satang: Cost at its end.
    """

    asset_id: str
    parts: int
    amount_satang: int
    correction_satang: int
    accumulated_satang: int
    cost_satang: int


@dataclass(frozen=True, slots=True)
class YearTotals:
    """What the closing names."""

    assets: int
    amount_satang: int
    accumulated_satang: int
    cost_satang: int
    digest: str


def year_lines(books: Mapping[str, Sequence[BookRow]], fiscal_year_be: int) -> tuple[YearLine, ...]:
    """The lines of a year, in the order of the assets' ids, from the rows of each; an asset without one has no line."""
    return tuple(
        YearLine(
            asset_id,
            each.row.parts,
            each.row.amount_satang,
            each.correction_satang,
            each.row.accumulated_satang,
            each.row.cost_satang,
        )
        for asset_id, rows in sorted(books.items())
        for each in rows
        if each.row.fiscal_year_be == fiscal_year_be
    )


def year_totals(lines: Iterable[YearLine]) -> YearTotals:
    """The totals of a year and the digest of its lines, whatever order they come in."""
    ordered = sorted(lines)
    return YearTotals(
        assets=len(ordered),
        amount_satang=sum(line.amount_satang for line in ordered),
        accumulated_satang=sum(line.accumulated_satang for line in ordered),
        cost_satang=sum(line.cost_satang for line in ordered),
        digest=_digest(ordered),
    )


def _digest(lines: Sequence[YearLine]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()
