"""The floor of the schedules: the same lives written off in a straight line, in whole satang. Imports nothing of ours.

Only what every schedule needs: twelve months a fiscal year, half up, one baht kept. No rules by date, no opening
balances, no improvements, no disposal.
"""

from __future__ import annotations

from collections.abc import Sequence


def straight_lines(assets: Sequence[tuple[int, int, int]]) -> int:
    """Write off each asset (satang, years of life, months that count in its first fiscal year); the rows made."""
    made = 0
    for cost, life, first_months in assets:
        annual = (2 * cost + life) // (2 * life)
        most, left, accumulated, months = cost - 100, 12 * life, 0, first_months
        rows = []
        while left:
            months = min(months, left)
            left -= months
            amount = (annual * months * 2 + 12) // 24
            if not left or accumulated + amount > most:
                amount = most - accumulated
            accumulated += amount
            rows.append((months, amount, accumulated))
            months = 12
        made += len(rows)
    return made
