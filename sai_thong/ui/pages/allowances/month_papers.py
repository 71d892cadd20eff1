"""Which papers of a month can be printed now, and for what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sai_thong.registers.allowances.month_view import MonthView
from sai_thong.registers.law.terms import PaySource

if TYPE_CHECKING:
    from sai_thong.forms.paper_kinds import PaperKind, PaperRequest

_OF_SOURCE = {"month-report": PaySource.CGD, "disbursement-memo": PaySource.LAO}
"""Memos that tell of one pay source alone."""


def month_papers(view: MonthView, *, moo: int | None = None) -> Iterator[tuple[PaperKind, PaperRequest]]:
    """The papers of a month in the order of the catalogue; lists are of the village that is chosen."""
    from sai_thong.forms.paper_kinds import Choice, Need, PaperRequest
    from sai_thong.forms.papers import PAPERS

    sources = {line.source for line in view.lines}
    ways = {line.channel.is_cash for line in view.lines}
    for kind in PAPERS:
        source = _OF_SOURCE.get(kind.key)
        if kind.needs != {Need.MONTH} or view.scheme_set not in kind.sets or (source and source not in sources):
            continue
        if kind.key in ("payment-list-cash", "payment-list-transfer") and len(ways) < 2:
            continue  # one list holds everyone
        of_village = moo if Choice.MOO in kind.choices else None
        yield kind, PaperRequest(month=view.month, scheme_set=view.scheme_set, moo=of_village)
