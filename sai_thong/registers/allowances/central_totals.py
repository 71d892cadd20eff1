"""The totals that the central system shows for a month, typed by scheme, beside those of the month itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.findings import Action, Finding, FindingCode
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.records import CentralTotal, PaymentLine, PaymentMonth
from sai_thong.registers.allowances.refusals import NotPossible
from sai_thong.registers.allowances.run import PaymentRun, draft_run, frozen_lines, totals
from sai_thong.registers.allowances.saved import SavedMany
from sai_thong.registers.allowances.shelves import shelf_of, writer_of
from sai_thong.registers.law.terms import SCHEMES_OF, Scheme, SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht

CountAndAmount = tuple[int, int]
"""How many payments, and their sum in satang."""


@dataclass(frozen=True)
class TotalsBeside:
    """One scheme of a month here and in the central system.

    Attributes:
        scheme: Which scheme.
        ours: What the month pays: frozen, or drafted while it is not sent.
        theirs: What somebody read in the central system; None when nobody typed it yet.
    """

    scheme: Scheme
    ours: CountAndAmount
    theirs: CountAndAmount | None

    @property
    def more_there(self) -> CountAndAmount:
        """How many payments and how much the central system has more than we; negative for less."""
        if self.theirs is None:
            return 0, 0
        return self.theirs[0] - self.ours[0], self.theirs[1] - self.ours[1]

    @property
    def differ(self) -> bool:
        """Whether both are known and are not the same."""
        return self.more_there != (0, 0)


def record_central_totals(
    store: Store, scheme_set: SchemeSet, month: Month, shown: Mapping[Scheme, CountAndAmount]
) -> SavedMany[CentralTotal]:
    """Keep what the central system shows for some schemes of a month; what was typed before is corrected.

    Raises:
        NotPossible: A count or an amount below nothing, or a scheme of the other set.
    """
    for scheme, figures in shown.items():
        if min(figures) < 0 or scheme not in SCHEMES_OF[scheme_set]:
            raise NotPossible(
                _("The central system shows no such count or amount."), do=_("Type both as they stand there.")
            )
    today = bangkok_today(store.clock)
    with store.transaction() as tx:
        writer = writer_of(tx, scheme_set)
        kept = []
        for scheme, (count, satang) in shown.items():
            total_id = writer.natural_id("central-total", month.iso, scheme.value)
            known = writer.find(CentralTotal, id=total_id)
            if known:
                kept.append(writer.update(known[0], line_count=count, total_satang=satang, noted_on=today))
            else:
                made = CentralTotal(month=month, scheme=scheme, line_count=count, total_satang=satang, noted_on=today)
                kept.append(writer.insert(made, record_id=total_id))
        return SavedMany(tuple(kept), tx.changes)


def central_totals(shelf: Shelf, month: Month) -> dict[Scheme, CountAndAmount]:
    """What was typed of a month, by scheme."""
    return {each.scheme: (each.line_count, each.total_satang) for each in shelf.find(CentralTotal, month=month)}


def totals_beside(store: Store, scheme_set: SchemeSet, month: Month) -> tuple[TotalsBeside, ...]:
    """Every scheme of a set in a month, here and there. It computes a draft: do it off the window's thread."""
    shelf = shelf_of(store, scheme_set)
    lines = lines_of_month(shelf, draft_run(store, scheme_set, month))
    return tuple(_beside(SCHEMES_OF[scheme_set], lines, central_totals(shelf, month)))


def central_findings(shelf: Shelf, run: PaymentRun) -> Iterator[Finding]:
    """A warning for each scheme the typed totals of which are not those of the month."""
    shown = central_totals(shelf, run.month)
    if not shown:
        return
    for each in _beside(SCHEMES_OF[run.scheme_set], lines_of_month(shelf, run), shown):
        if each.differ and each.theirs is not None:
            facts = {
                "scheme": label_of(each.scheme),
                "their_count": f"{each.theirs[0]:,}",
                "their_amount": baht(each.theirs[1], zero="0.00"),
                "count": f"{each.ours[0]:,}",
                "amount": baht(each.ours[1], zero="0.00"),
            }
            yield Finding(FindingCode.CENTRAL_DIFFERS, False, Action.COMPARE_CENTRAL, facts=facts)


def lines_of_month(shelf: Shelf, run: PaymentRun) -> list[PaymentLine]:
    """What a month pays: the frozen lines of what was sent, and the drafted ones of sources that were not."""
    months = shelf.find(PaymentMonth, month=run.month)
    sent = {each.source for each in months}
    return [*frozen_lines(shelf, months), *(line for line in run.lines if line.source not in sent)]


def _beside(
    schemes: Sequence[Scheme], lines: Iterable[PaymentLine], shown: Mapping[Scheme, CountAndAmount]
) -> Iterator[TotalsBeside]:
    ours = totals(lines).by_scheme
    for scheme in schemes:
        yield TotalsBeside(scheme, ours.get(scheme, (0, 0)), shown.get(scheme))
