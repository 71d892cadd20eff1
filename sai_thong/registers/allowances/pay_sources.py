"""Who moves the money of a scheme in a month: what the office recorded, else what the law tables say."""

from __future__ import annotations

from collections.abc import Iterable

from sai_thong.registers.allowances.records import SchemePaySource
from sai_thong.registers.law import AllowanceLaw
from sai_thong.registers.law.terms import PaySource, Scheme
from sai_thong.thai.calendar import Month


def pay_source(recorded: Iterable[SchemePaySource], scheme: Scheme, month: Month, law: AllowanceLaw) -> PaySource:
    """The pay source of `scheme` in `month`."""
    begun = [each for each in recorded if each.scheme is scheme and each.from_month <= month]
    return max(begun, key=lambda each: each.from_month).source if begun else law.pay_source(scheme, month)
