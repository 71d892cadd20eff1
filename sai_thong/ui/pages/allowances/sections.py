"""The sections of the allowances page in the order of their tabs.

Village heads and the registrar never see the sealed list, so what is for them is not in that set.
"""

from __future__ import annotations

from sai_thong.ground.language import N_
from sai_thong.ui.sectioned_page import SectionSpec

SECTIONS: tuple[SectionSpec, ...] = (
    SectionSpec("month", N_("Month"), "allowances.month:MonthSection"),
    SectionSpec("people", N_("People"), "allowances.people:PeopleSection"),
    SectionSpec("changes", N_("Changes"), "allowances.changes:ChangesSection"),
    SectionSpec("central", N_("To key"), "allowances.central:CentralSection"),
    SectionSpec("overpayments", N_("Overpayments"), "allowances.overpayments:OverpaymentsSection"),
    SectionSpec("elsewhere", N_("Other lists"), "allowances.elsewhere:ElsewhereSection", in_sealed_set=False),
    SectionSpec("villages", N_("Villages"), "allowances.villages:VillagesSection", in_sealed_set=False),
    SectionSpec("cash", N_("Cash"), "allowances.cash:CashSection"),
    SectionSpec("year", N_("Fiscal year"), "allowances.year:YearSection"),
)

SECTION_KEYS: frozenset[str] = frozenset(each.key for each in SECTIONS)
