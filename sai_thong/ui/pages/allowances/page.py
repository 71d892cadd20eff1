"""The allowances page: its sections, the month they share, and the switch to the sealed list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sai_thong.db.refusals import SetClosed
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import N_
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.ui.page import Desk
from sai_thong.ui.pages.allowances.sections import SECTIONS
from sai_thong.ui.sectioned_page import SealedWords, SectionedPage


class AllowancesPage(SectionedPage):
    """Everything about allowances.

    Attributes:
        month: The month that the sections share.
    """

    sections = SECTIONS
    sealed_set = SchemeSet.SPECIAL.value
    sealed_words = SealedWords(
        switch=N_("Sealed list"),
        shown=N_("Sealed list: only who holds its key sees it."),
        back=N_("Back to the ordinary list"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.month = Month.of(bangkok_today(desk.clock))
        self.open_tabs()

    def holds_sealed_key(self) -> bool:
        """Whether this person may open the sealed list."""
        try:
            shelf_of(self.desk.store, SchemeSet.SPECIAL)
        except SetClosed:
            return False
        return True

    # what the sections share

    @property
    def scheme_set(self) -> SchemeSet:
        """The schemes shown: the ordinary ones, or the sealed set."""
        return SchemeSet.SPECIAL if self.sealed else SchemeSet.ORDINARY

    def show_month(self, month: Month) -> None:
        """Show another month in every section."""
        self.month = month
        self.refresh()

    # the page

    def state(self) -> dict[str, Any]:
        """The month, the section and what is chosen in it; never that the sealed list was open."""
        return {"month": self.month.iso, **super().state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a month, a section and what is chosen in it; ``sealed`` opens the sealed list."""
        if state.get("sealed"):
            self.show_sealed(True)
        if "month" in state:
            month = Month.from_iso(str(state["month"]))
            if month != self.month:
                self.show_month(month)
        super().restore(state)
