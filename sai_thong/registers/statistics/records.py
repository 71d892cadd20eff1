"""What an office tells its province in numbers. Every field is plain: whoever keeps the server may read it."""

from __future__ import annotations

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.statistics.terms import FigureName, StatisticsKind


@record_type("statistics", schema=1, label=N_("Statistics figure"), table="statistics_figures")
class StatisticsFigure(Record):
    """One figure. Its id follows from its keys (every field up to `figure`); an empty key is a total over it.

    Of two stations that counted differently the later stands until one of them has everything and counts anew.
    """

    kind: StatisticsKind = field(N_("Kind"), required=True, indexed=True)
    period: str = field(N_("Period"), required=True, indexed=True)
    """An ISO month, ``2026-11``; of a year its fiscal year (BE), ``2569``."""
    scheme: str = field(N_("Scheme"))
    step: str = field(N_("Step"))
    """The monthly rate in satang, as text."""
    service: str = field(N_("Service"))
    """Key of the service catalogue."""
    state: str = field(N_("State"))
    """``in-time``, ``late`` or ``told`` (`terms.STATE_LABELS`)."""
    asset_class: str = field(N_("Asset class"))
    """A class of the accounts (`assets.accounts.account_classes`)."""
    figure: FigureName = field(N_("Figure"), required=True)
    count: int | None = field(N_("Count"), merge=Merge.LATEST)
    """People, cases or assets; None where it is withheld."""
    amount_satang: int | None = field(N_("Amount"), merge=Merge.LATEST)
    """None where the figure is of no money, or the amount is withheld."""
    withheld: bool = field(N_("Withheld"), merge=Merge.LATEST)
    """Whether the count was kept back, being under five or giving another one away."""
    amount_withheld: bool = field(N_("Amount withheld"), merge=Merge.LATEST)
    """Whether the amount was kept back; with a count shown where the amount would give a count away."""


RECORD_TYPES: tuple[type[Record], ...] = (StatisticsFigure,)
KEYS: tuple[str, ...] = ("kind", "period", "scheme", "step", "service", "state", "asset_class", "figure")
"""What says which figure it is, in this order."""
