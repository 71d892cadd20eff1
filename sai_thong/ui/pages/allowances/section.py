"""What a section of the allowances page is: a scheme set, and the month shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.ui import sectioned_page

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage


class Section(sectioned_page.Section):
    """The base of every section; it reads through `read`, for a month is computed whole."""

    page: AllowancesPage

    @property
    def scheme_set(self) -> SchemeSet:
        """Which schemes the page shows."""
        return self.page.scheme_set

    @property
    def month(self) -> Month:
        """The month the page shows."""
        return self.page.month

    def choose_first(self) -> None:
        """Choose the first row, where the section has a list."""
