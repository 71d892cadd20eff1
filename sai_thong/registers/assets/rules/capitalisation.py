"""Whether an asset is carried by its value, and over how many years: thresholds, published lives, ranges."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sai_thong.registers.law.assets import AssetRules, AssetType

_SATANG = 100
APPRAISED_AT_LEAST = _SATANG
"""What a gift without a price stands at in the book until a committee appraises it: one baht (satang)."""


class Treatment(StrEnum):
    """How the book treats an asset."""

    DEPRECIATED = "depreciated"
    NOT_DEPRECIATED = "not-depreciated"
    """Carried at its cost: land, and what was acquired before depreciation began."""
    BELOW_THRESHOLD = "below-threshold"
    """Has a number and a card, and is not capitalised."""


@dataclass(frozen=True, slots=True)
class LifeInForce:
    """A useful life that the office published (ประกาศอายุการใช้งานและอัตราค่าเสื่อมราคา).

    Attributes:
        type_key: The type of assets it is for.
        years: How long.
        effective_from: Assets acquired from this day have it.
        announcement_id: Of the announcement, or empty.
    """

    type_key: str
    years: int
    effective_from: date
    announcement_id: str = ""


class LifeWarning(StrEnum):
    """Why a useful life is not what the table of lives has."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    NOT_DEPRECIATED = "not-depreciated"
    """A life was given to what is never depreciated."""


def treatment(asset_type: AssetType, unit_cost_satang: int, acquired_on: date, rules: AssetRules) -> Treatment:
    """How an asset is treated, by the price of one unit and the line of the day it was acquired."""
    rule = rules.depreciation_rule(acquired_on)
    if not asset_type.depreciates:
        return Treatment.NOT_DEPRECIATED
    least = rules.threshold(rule.thresholds, acquired_on).least_satang
    if least is None:
        return Treatment.NOT_DEPRECIATED
    return Treatment.DEPRECIATED if unit_cost_satang >= least else Treatment.BELOW_THRESHOLD


def life_in_force(published: Collection[LifeInForce], type_key: str, acquired_on: date) -> LifeInForce | None:
    """The life published for assets of a type acquired on a day.

    An announcement holds for what is acquired from its day on; the first one also for what was there before. None
    where the office published none.
    """
    of_type = sorted((each for each in published if each.type_key == type_key), key=lambda each: each.effective_from)
    begun = [each for each in of_type if each.effective_from <= acquired_on]
    return begun[-1] if begun else of_type[0] if of_type else None


def life_warning(asset_type: AssetType, years: int) -> LifeWarning | None:
    """Why a life lies outside the range of its type; None where it does not."""
    if asset_type.least_years is None or asset_type.most_years is None:
        return LifeWarning.NOT_DEPRECIATED
    if years < asset_type.least_years:
        return LifeWarning.TOO_SHORT
    return LifeWarning.TOO_LONG if years > asset_type.most_years else None


def rate_percent(life_years: int) -> Decimal:
    """The yearly rate of a life: 100 ÷ years, to two decimals; computed, never kept."""
    return (Decimal(100) / life_years).quantize(Decimal("0.01"))


def cost_of_gift(appraised_satang: int | None) -> int:
    """The cost at which a gift enters the book: as a committee appraised it, else one baht (satang)."""
    return appraised_satang or APPRAISED_AT_LEAST
