"""Disposal (ข้อ 214–218): which way by which amount, by when, with which papers, and what it brought or lost."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sai_thong.registers.assets.terms import DisposalMethod, SaleReason
from sai_thong.registers.law.asset_terms import DisposalStepKey
from sai_thong.registers.law.assets import AssetRules, DisposalRule


class WriteOffApprover(StrEnum):
    """Who writes off (ข้อ 217)."""

    HEAD = "head"
    HIGHER_AUTHORITY = "higher-authority"
    """Above the line; who that is for a local office is not confirmed."""


@dataclass(frozen=True, slots=True)
class DisposalDays:
    """The last days of a disposal; None before what they follow from.

    Attributes:
        finish_by: Of carrying it out, from the order.
        report_by: Of telling the auditor, from striking off.
    """

    finish_by: date | None
    report_by: date | None


_STEP_OF: Final = {
    DisposalMethod.AUCTION: DisposalStepKey.AUCTION,
    DisposalMethod.DIRECT_SALE: DisposalStepKey.DIRECT_SALE,
    DisposalMethod.EXCHANGE: DisposalStepKey.EXCHANGE,
    DisposalMethod.TRANSFER: DisposalStepKey.TRANSFER,
    DisposalMethod.DESTRUCTION: DisposalStepKey.DESTROY,
    DisposalMethod.WRITE_OFF: DisposalStepKey.WRITE_OFF,
}


def way_of_sale(
    acquisition_prices_satang: Collection[int],
    rule: DisposalRule,
    *,
    to_state_or_charity: bool = False,
    officials_device: bool = False,
) -> tuple[DisposalMethod, SaleReason]:
    """How things sold together are sold: by auction first, unless an exception holds.

    Args:
        acquisition_prices_satang: What each of them cost the office.
        rule: The lines in force on the day of the order.
        to_state_or_charity: Whether the buyer is such a body.
        officials_device: Whether they are electronic devices sold to the official who uses them.
    """
    if to_state_or_charity:
        return DisposalMethod.DIRECT_SALE, SaleReason.STATE_OR_CHARITY
    if officials_device:
        return DisposalMethod.DIRECT_SALE, SaleReason.OFFICIALS_DEVICE
    if sum(acquisition_prices_satang) <= rule.direct_sale_satang:
        return DisposalMethod.DIRECT_SALE, SaleReason.SMALL_TOTAL
    return DisposalMethod.AUCTION, SaleReason.AUCTION_FIRST


def write_off_approver(acquisition_prices_satang: Collection[int], rule: DisposalRule) -> WriteOffApprover:
    """Who writes off things that are lost or cannot be disposed of otherwise, by their total price of acquisition."""
    within = sum(acquisition_prices_satang) <= rule.write_off_satang
    return WriteOffApprover.HEAD if within else WriteOffApprover.HIGHER_AUTHORITY


def disposal_days(ordered_on: date | None, struck_off_on: date | None, rule: DisposalRule) -> DisposalDays:
    """By when a disposal is carried out, and told to the auditor."""
    return DisposalDays(
        finish_by=ordered_on + timedelta(days=rule.finish_days) if ordered_on else None,
        report_by=struck_off_on + timedelta(days=rule.audit_report_days) if struck_off_on else None,
    )


def steps_of(methods: Sequence[DisposalMethod], *, facts_needed: bool = True) -> tuple[DisposalStepKey, ...]:
    """The stages of a disposal in order.

    Args:
        methods: How its items leave; one round may use several.
        facts_needed: Whether facts are found first; the head may order at once where wear or loss by normal use is
            plain (ข้อ 214).
    """
    facts = (DisposalStepKey.FACTS,) if facts_needed else ()
    ways = tuple(dict.fromkeys(_STEP_OF[method] for method in methods))
    return (*facts, DisposalStepKey.ORDER, *ways, DisposalStepKey.CLOSE)


def documents_due(
    steps: Sequence[DisposalStepKey], done: Collection[tuple[DisposalStepKey, str]], rules: AssetRules, on: date
) -> tuple[tuple[DisposalStepKey, str], ...]:
    """The papers of a disposal that are not there yet, in order, each with its stage."""
    return tuple(
        (step.step, document)
        for step in rules.documents(steps, on)
        for document in step.documents
        if (step.step, document) not in done
    )


def profit_or_loss(proceeds_satang: int, cost_satang: int, accumulated_satang: int) -> int:
    """What striking off brings above the book value, in satang; negative is a loss (พ.ด.2: กำไร/ขาดทุน)."""
    return proceeds_satang - (cost_satang - accumulated_satang)


def share_proceeds(total_satang: int, appraised_satang: Sequence[int]) -> tuple[int, ...]:
    """What each of several things sold for one sum brought, by their appraised prices; adds up to the sum exactly.

    Raises:
        ValueError: There is nothing to share among.
    """
    if not appraised_satang:
        raise ValueError("no items to share the proceeds among")
    weights = list(appraised_satang) if sum(appraised_satang) > 0 else [1] * len(appraised_satang)
    whole, shares, before = sum(weights), [], 0
    for weight in weights:
        # By what stands between two running totals, no satang is lost or made in rounding.
        shares.append((before + weight) * total_satang // whole - before * total_satang // whole)
        before += weight
    return tuple(shares)
