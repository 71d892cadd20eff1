"""Rounding of money: half a satang up, in whole numbers."""

from __future__ import annotations


def divide_half_up(amount: int, by: int) -> int:
    """`amount` ÷ `by`, rounded half up; neither is negative, and `by` is not zero."""
    return (2 * amount + by) // (2 * by)
