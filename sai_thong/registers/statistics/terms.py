"""The words of statistics: what a figure counts, and of which time."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sai_thong.ground.language import N_


class StatisticsKind(StrEnum):
    """What a table of figures is about, and whether its period is a month or a fiscal year."""

    ALLOWANCE_MONTH = "allowance_month"
    """Allowances paid for a month, by scheme and step. Period: ISO month, ``2026-11``."""
    PETITIONS_MONTH = "petitions_month"
    """Petitions of a month, by service and by state. Period: ISO month."""
    ASSET_YEAR = "asset_year"
    """Assets at the end of a fiscal year, by class of the accounts. Period: fiscal year (BE), ``2569``."""


class FigureName(StrEnum):
    """What one figure counts."""

    PAID = "paid"
    """ALLOWANCE_MONTH: people paid for the month and the money, by scheme (the total), and by scheme and step."""
    RETRO = "retro"
    """ALLOWANCE_MONTH: months made good in it (ตกเบิก) and the money, by scheme."""
    RECEIVED = "received"
    """PETITIONS_MONTH: taken within the month; the total, and by service."""
    ANSWERED = "answered"
    """PETITIONS_MONTH: answered within the month; the total, and by lateness (`IN_TIME`, `LATE` as the state)."""
    OPEN = "open"
    """PETITIONS_MONTH: open when the month ended; the total, and by what is waited for (`IN_TIME`, `LATE`, `TOLD`)."""
    COST = "cost"
    """ASSET_YEAR: assets carried and their cost; the total, and by class."""
    ACCUMULATED = "accumulated"
    """ASSET_YEAR: what was written off of them; the total, and by class."""
    NET = "net"
    """ASSET_YEAR: มูลค่าสุทธิ; the total, and by class."""


IN_TIME: Final = "in-time"
LATE: Final = "late"
TOLD: Final = "told"
"""How ANSWERED and OPEN are told apart, in the field `state`: of open ones, TOLD were answered and are to be closed.

How many ended is not told: with those received and open of two months it would give small counts away.
"""

STATE_LABELS: Final[dict[str, str]] = {IN_TIME: N_("In time"), LATE: N_("Late"), TOLD: N_("Answered, not closed")}
"""English message ids; show them through `_`."""

KIND_LABELS: Final[dict[StatisticsKind, str]] = {
    StatisticsKind.ALLOWANCE_MONTH: N_("Allowances paid for a month"),
    StatisticsKind.PETITIONS_MONTH: N_("Petitions of a month"),
    StatisticsKind.ASSET_YEAR: N_("Assets of a fiscal year"),
}
"""English message ids; show them through `_`."""

FIGURE_LABELS: Final[dict[FigureName, str]] = {
    FigureName.PAID: N_("Paid"),
    FigureName.RETRO: N_("Retro pay"),
    FigureName.RECEIVED: N_("Received"),
    FigureName.ANSWERED: N_("Answered"),
    FigureName.OPEN: N_("Open at the end"),
    FigureName.COST: N_("Cost"),
    FigureName.ACCUMULATED: N_("Accumulated depreciation"),
    FigureName.NET: N_("Net value"),
}
"""English message ids; show them through `_`."""
