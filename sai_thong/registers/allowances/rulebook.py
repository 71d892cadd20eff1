"""The rules as this office applies them: its law, its holidays and its pay sources, read once and asked many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.registers.allowances.case_files import CaseFile
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.pay_sources import pay_source
from sai_thong.registers.allowances.records import SchemePaySource
from sai_thong.registers.allowances.rules.entitlement import Entitled, NotEntitled, entitlement
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law import AllowanceLaw
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.registers.office.holidays import holiday_table
from sai_thong.registers.workdays import HolidayTable, pay_date
from sai_thong.thai.calendar import Month


@dataclass(frozen=True)
class RuleBook:
    """What decides about a claim besides its own facts.

    Attributes:
        law: The law tables with the office's choices.
        holidays: The holidays the office goes by.
        recorded_sources: Pay sources that the office recorded.
    """

    law: AllowanceLaw
    holidays: HolidayTable
    recorded_sources: Sequence[SchemePaySource]
    _pay_dates: dict[Month, date] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, store: Store | Transaction, scheme_set: SchemeSet) -> Self:
        """The rules of this office for one scheme set."""
        recorded = shelf_of(store, scheme_set).find(SchemePaySource)
        return cls(office_law(store), holiday_table(store), recorded)

    def pay_on(self, month: Month) -> date:
        """The day on which `month` is paid."""
        if month not in self._pay_dates:
            self._pay_dates[month] = pay_date(month, self.holidays, self.law)
        return self._pay_dates[month]

    def decide(self, file: CaseFile, month: Month) -> Entitled | NotEntitled:
        """What the claim of `file` is due for `month`, by what is known now."""
        return entitlement(file.person_facts, file.claim_facts, month, self.law, self.pay_on(month))

    def source(self, scheme: Scheme, month: Month) -> PaySource:
        """Who moves the money of `scheme` in `month`."""
        return pay_source(self.recorded_sources, scheme, month, self.law)
