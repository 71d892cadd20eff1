"""The law of assets as dated data: what kinds there are, their lives, and the numbers of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sai_thong.registers.law.asset_terms import (
    AssetGroup,
    DisposalMonth,
    DisposalStepKey,
    FirstMonth,
    LoanApprover,
    LoanCase,
    ThresholdPolicy,
)
from sai_thong.registers.law.rows import DatedRule, in_force, in_force_or_first


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedChoice(DatedRule):
    """A choice of a list that offices share: a budget category, a procurement method, a class of materials.

    Attributes:
        name: In Thai, as printed.
    """

    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TitleDocument(NamedChoice):
    """A kind of title to land.

    Attributes:
        code: Its code in the land tax map (LTAX).
    """

    code: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AssetType(DatedRule):
    """A type of the table of useful lives (ตารางที่ ๑), from a day on.

    Attributes:
        key: The type, whatever row of it is in force; what an asset keeps.
        name: In Thai, as printed.
        group: The row of อปท.-สท.1 it is counted in.
        least_years: The shortest life an office may publish; None of what is never depreciated (land).
        most_years: The longest.
        categories: Keys of the budget categories it is bought under; none for land and structures.
    """

    key: str
    name: str
    group: AssetGroup
    least_years: int | None
    most_years: int | None
    categories: tuple[str, ...]

    @property
    def depreciates(self) -> bool:
        """Whether it loses value by the book at all."""
        return self.least_years is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class CapitalThreshold(DatedRule):
    """From which price of one unit an asset acquired in the period is capitalised, under a policy.

    Attributes:
        policy: Whose line it is.
        least_satang: The price from which; None where nothing acquired in the period is depreciated.
    """

    policy: ThresholdPolicy
    least_satang: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DepreciationRule(DatedRule):
    """How an asset acquired in the period is depreciated: always in a straight line.

    Attributes:
        first_month: From when.
        last_counting_day: The last day of a month on which acquiring counts that month; only of `FirstMonth.MID_MONTH`.
        kept_satang: What stays on the book until disposal.
        disposal_month: Whether the month of disposal counts.
        thresholds: By which line it is capitalised.
    """

    first_month: FirstMonth
    last_counting_day: int
    kept_satang: int
    disposal_month: DisposalMonth
    thresholds: ThresholdPolicy


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyRule(DatedRule):
    """Which of อปท.-สท.2 and สท.3 an asset is reported in.

    Attributes:
        low_value_satang: Below it, สท.3.
        equipment_from_year_be: Equipment acquired before this fiscal year is reported in สท.3; None: no such gate.
    """

    low_value_satang: int
    equipment_from_year_be: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class InspectionRule(DatedRule):
    """When the yearly inspection is ordered, begins, and is reported (ข้อ 213).

    Attributes:
        appoint_month: The month (1–12) in which the committee is appointed.
        start_month: The month on whose first working day it begins.
        report_working_days: Within how many working days it reports.
        start_day_counts: Whether the day it begins is the first of them.
    """

    appoint_month: int
    start_month: int
    report_working_days: int
    start_day_counts: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LoanApproval(DatedRule):
    """Who allows a loan of a case."""

    case: LoanCase
    approver: LoanApprover


@dataclass(frozen=True, kw_only=True, slots=True)
class LoanRule(DatedRule):
    """Within how many days after the due day what was lent is demanded back (ข้อ 211)."""

    demand_days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalRule(DatedRule):
    """The lines and terms of a disposal (ข้อ 215–218).

    Attributes:
        finish_days: Within how many days of the order it is finished.
        direct_sale_satang: Up to this total price of acquisition a sale need not be an auction.
        write_off_satang: Up to this total price of acquisition the head of the agency writes off.
        audit_report_days: Within how many days of striking off the auditor is told.
    """

    finish_days: int
    direct_sale_satang: int
    write_off_satang: int
    audit_report_days: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DisposalStep(DatedRule):
    """A stage of a disposal and its papers.

    Attributes:
        step: Which.
        name: In Thai, as printed.
        documents: The papers, in Thai, in order.
    """

    step: DisposalStepKey
    name: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class AssetChoices:
    """The lists of asset-types.toml, in the order of the file."""

    types: Mapping[str, tuple[AssetType, ...]]
    budget_categories: tuple[NamedChoice, ...]
    title_documents: tuple[TitleDocument, ...]
    procurement_methods: tuple[NamedChoice, ...]
    material_classes: tuple[NamedChoice, ...]

    def type_on(self, key: str, on: date) -> AssetType | None:
        """The type as it is on `on`, the first row for days before it; None where the key is not known."""
        rows = self.types.get(key)
        return in_force_or_first(rows, on) if rows else None

    def types_on(self, on: date) -> tuple[AssetType, ...]:
        """Every type in force on `on`, in the order of the file."""
        found = (in_force(rows, on) for rows in self.types.values())
        return tuple(each for each in found if each is not None)


@dataclass(frozen=True)
class AssetRules:
    """The numbers of asset-rules.toml; each series in order of time."""

    thresholds: Mapping[ThresholdPolicy, tuple[CapitalThreshold, ...]]
    depreciation: tuple[DepreciationRule, ...]
    survey: tuple[SurveyRule, ...]
    inspection: tuple[InspectionRule, ...]
    loan_approvals: Mapping[LoanCase, tuple[LoanApproval, ...]]
    loans: tuple[LoanRule, ...]
    disposal: tuple[DisposalRule, ...]
    disposal_steps: Mapping[DisposalStepKey, tuple[DisposalStep, ...]]

    def threshold(self, policy: ThresholdPolicy, acquired_on: date) -> CapitalThreshold:
        """The line for what was acquired on a day."""
        return in_force_or_first(self.thresholds[policy], acquired_on)

    def depreciation_rule(self, acquired_on: date) -> DepreciationRule:
        """How what was acquired on a day is depreciated."""
        return in_force_or_first(self.depreciation, acquired_on)

    def survey_rule(self, on: date) -> SurveyRule:
        """How the reports of position `on` (30 September) are sorted."""
        return in_force_or_first(self.survey, on)

    def inspection_rule(self, on: date) -> InspectionRule:
        """The terms of an inspection that begins on a day."""
        return in_force_or_first(self.inspection, on)

    def approver(self, case: LoanCase, on: date) -> LoanApproval:
        """Who allows a loan on a day."""
        return in_force_or_first(self.loan_approvals[case], on)

    def loan_rule(self, on: date) -> LoanRule:
        """The terms of a loan that is due on a day."""
        return in_force_or_first(self.loans, on)

    def disposal_rule(self, on: date) -> DisposalRule:
        """The lines and terms of a disposal ordered on a day."""
        return in_force_or_first(self.disposal, on)

    def documents(self, steps: Sequence[DisposalStepKey], on: date) -> tuple[DisposalStep, ...]:
        """The stages of a disposal with their papers, as they are on a day."""
        return tuple(in_force_or_first(self.disposal_steps[step], on) for step in steps)


@dataclass(frozen=True)
class AssetLaw:
    """Everything the asset register goes by: lists to choose from, and rules."""

    choices: AssetChoices
    rules: AssetRules
