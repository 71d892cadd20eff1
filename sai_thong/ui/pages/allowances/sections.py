"""The sections of the allowances page in the order of their tabs; each is loaded when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from sai_thong.ground.language import N_

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage
    from sai_thong.ui.pages.allowances.section import Section


class SectionSpec(NamedTuple):
    """A section: its key, English msgid of its title, ``module:class``, and whether the sealed set has it too."""

    key: str
    title: str
    factory: str
    in_sealed_set: bool

    def make(self, page: AllowancesPage) -> Section:
        """The section's widget."""
        module, _colon, name = self.factory.partition(":")
        section: Section = getattr(import_module(f"sai_thong.ui.pages.allowances.{module}"), name)(page)
        return section


SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec("month", N_("Month"), "month:MonthSection", True),
    SectionSpec("people", N_("People"), "people:PeopleSection", True),
    SectionSpec("changes", N_("Changes"), "changes:ChangesSection", True),
    SectionSpec("central", N_("To key"), "central:CentralSection", True),
    SectionSpec("overpayments", N_("Overpayments"), "overpayments:OverpaymentsSection", True),
    SectionSpec("elsewhere", N_("Other lists"), "elsewhere:ElsewhereSection", False),
    SectionSpec("villages", N_("Villages"), "villages:VillagesSection", False),
    SectionSpec("cash", N_("Cash"), "cash:CashSection", True),
    SectionSpec("year", N_("Fiscal year"), "year:YearSection", True),
)

SECTION_KEYS: frozenset[str] = frozenset(each.key for each in SECTIONS)
