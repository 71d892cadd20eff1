"""Reads the law of assets from ``resources/law/asset-types.toml`` and ``asset-rules.toml``, row by row and strictly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeVar

from sai_thong.ground import resources
from sai_thong.ground.language import _
from sai_thong.registers.law.asset_terms import (
    AssetGroup,
    DisposalMonth,
    DisposalStepKey,
    FirstMonth,
    LoanApprover,
    LoanCase,
    ThresholdPolicy,
)
from sai_thong.registers.law.assets import (
    AssetChoices,
    AssetLaw,
    AssetRules,
    AssetType,
    CapitalThreshold,
    DepreciationRule,
    DisposalRule,
    DisposalStep,
    InspectionRule,
    LoanApproval,
    LoanRule,
    NamedChoice,
    SurveyRule,
    TitleDocument,
)
from sai_thong.registers.law.rows import (
    DatedRule,
    Row,
    Tables,
    in_sequence,
    law_fault,
    lay_over,
    parse_tables,
    read_table,
)

TYPES_FILE: Final = "asset-types.toml"
RULES_FILE: Final = "asset-rules.toml"
LONGEST_LIFE_YEARS: Final = 200
_MOST_BAHT: Final = 1_000_000_000
_SATANG: Final = 100

RuleType = TypeVar("RuleType", bound=DatedRule)
KeyType = TypeVar("KeyType", bound=StrEnum)


@cache
def shipped_asset_law() -> AssetLaw:
    """The law as shipped, read once."""
    return load_asset_law()


def load_asset_law(types_overlay: Tables | None = None, rules_overlay: Tables | None = None) -> AssetLaw:
    """The law with an office's own rows laid over.

    Raises:
        LawDataError: A row is malformed, contradicts another, or names what is not there; it is named.
    """
    return AssetLaw(
        read_asset_choices(lay_over(shipped_asset_types(), types_overlay)),
        read_asset_rules(lay_over(shipped_asset_rules(), rules_overlay)),
    )


@cache
def shipped_asset_types() -> Tables:
    """The shipped lists as plain data: what an overlay goes over."""
    return parse_tables(resources.read_text(f"law/{TYPES_FILE}"), TYPES_FILE)


@cache
def shipped_asset_rules() -> Tables:
    """The shipped rules as plain data: what an overlay goes over."""
    return parse_tables(resources.read_text(f"law/{RULES_FILE}"), RULES_FILE)


def read_asset_choices(tables: Tables) -> AssetChoices:
    """The lists from plain tables.

    Raises:
        LawDataError: As `load_asset_law`.
    """
    categories = _named(tables, "budget_categories")
    known = {category.id for category in categories}
    by_key: dict[str, list[tuple[AssetType, str]]] = defaultdict(list)
    for rule, place in read_table(tables, TYPES_FILE, "asset_types", _asset_type):
        missing = [category for category in rule.categories if category not in known]
        if missing:
            raise law_fault(place, _("there is no budget category “{category}”").format(category=missing[0]))
        by_key[rule.key].append((rule, place))
    return AssetChoices(
        types={key: in_sequence(rows) for key, rows in by_key.items()},
        budget_categories=categories,
        title_documents=tuple(rule for rule, _place in read_table(tables, TYPES_FILE, "title_documents", _title)),
        procurement_methods=_named(tables, "procurement_methods"),
        material_classes=_named(tables, "material_classes"),
    )


def read_asset_rules(tables: Tables) -> AssetRules:
    """The rules from plain tables.

    Raises:
        LawDataError: As `load_asset_law`.
    """
    thresholds = read_table(tables, RULES_FILE, "capital_thresholds", _threshold)
    approvals = read_table(tables, RULES_FILE, "loan_approvals", _approval)
    steps = read_table(tables, RULES_FILE, "disposal_steps", _step)
    return AssetRules(
        thresholds=_each_of(ThresholdPolicy, "capital_thresholds", ((r.policy, r, place) for r, place in thresholds)),
        depreciation=in_sequence(read_table(tables, RULES_FILE, "depreciation_rules", _depreciation)),
        survey=in_sequence(read_table(tables, RULES_FILE, "survey_rules", _survey)),
        inspection=in_sequence(read_table(tables, RULES_FILE, "inspection_rules", _inspection)),
        loan_approvals=_each_of(LoanCase, "loan_approvals", ((r.case, r, place) for r, place in approvals)),
        loans=in_sequence(read_table(tables, RULES_FILE, "loan_rules", _loan)),
        disposal=in_sequence(read_table(tables, RULES_FILE, "disposal_rules", _disposal)),
        disposal_steps=_each_of(DisposalStepKey, "disposal_steps", ((r.step, r, place) for r, place in steps)),
    )


def _each_of(
    kinds: type[KeyType], table: str, rows: Iterable[tuple[KeyType, RuleType, str]]
) -> Mapping[KeyType, tuple[RuleType, ...]]:
    """The rows of each key in order of time; every key has one."""
    by_key: dict[KeyType, list[tuple[RuleType, str]]] = defaultdict(list)
    for key, rule, place in rows:
        by_key[key].append((rule, place))
    missing = sorted(set(kinds) - set(by_key))
    if missing:
        raise law_fault(f"{RULES_FILE} › {table}", _("no row for “{profile}”").format(profile=missing[0]))
    return {key: in_sequence(found) for key, found in by_key.items()}


def _named(tables: Tables, table: str) -> tuple[NamedChoice, ...]:
    def read(row: Row) -> NamedChoice:
        return NamedChoice(name=row.text("name"), **row.dated_fields())

    return tuple(rule for rule, _place in read_table(tables, TYPES_FILE, table, read))


def _title(row: Row) -> TitleDocument:
    return TitleDocument(name=row.text("name"), code=row.whole("code", 1, 99), **row.dated_fields())


def _asset_type(row: Row) -> AssetType:
    group = row.choice("group", AssetGroup)
    if row.has("least_years") != row.has("most_years"):
        raise row.fault(_("a range of useful lives has both its ends"))
    if group is AssetGroup.LAND and row.has("least_years"):
        raise row.fault(_("land is never depreciated"))
    least = row.whole("least_years", 1, LONGEST_LIFE_YEARS) if row.has("least_years") else None
    return AssetType(
        key=row.text("type"),
        name=row.text("name"),
        group=group,
        least_years=least,
        most_years=row.whole("most_years", least, LONGEST_LIFE_YEARS) if least else None,
        categories=tuple(map(str, row.list_of("categories"))) if row.has("categories") else (),
        **row.dated_fields(),
    )


def _threshold(row: Row) -> CapitalThreshold:
    return CapitalThreshold(
        policy=row.choice("policy", ThresholdPolicy),
        least_satang=_satang(row, "least_baht") if row.has("least_baht") else None,
        **row.dated_fields(),
    )


def _depreciation(row: Row) -> DepreciationRule:
    return DepreciationRule(
        first_month=row.choice("first_month", FirstMonth),
        last_counting_day=row.whole("last_counting_day", 1, 31),
        kept_satang=_satang(row, "kept_baht"),
        disposal_month=row.choice("disposal_month", DisposalMonth),
        thresholds=row.choice("thresholds", ThresholdPolicy),
        **row.dated_fields(),
    )


def _survey(row: Row) -> SurveyRule:
    gate: dict[str, Any] = {"equipment_from_year_be": None}
    if row.has("equipment_from_year_be"):
        gate["equipment_from_year_be"] = row.whole("equipment_from_year_be", 2400, 2700)
    return SurveyRule(low_value_satang=_satang(row, "low_value_baht"), **gate, **row.dated_fields())


def _inspection(row: Row) -> InspectionRule:
    return InspectionRule(
        appoint_month=row.whole("appoint_month", 1, 12),
        start_month=row.whole("start_month", 1, 12),
        report_working_days=row.whole("report_working_days", 1, 366),
        start_day_counts=row.truth("start_day_counts"),
        **row.dated_fields(),
    )


def _approval(row: Row) -> LoanApproval:
    return LoanApproval(
        case=row.choice("case", LoanCase), approver=row.choice("approver", LoanApprover), **row.dated_fields()
    )


def _loan(row: Row) -> LoanRule:
    return LoanRule(demand_days=row.whole("demand_days", 1, 366), **row.dated_fields())


def _disposal(row: Row) -> DisposalRule:
    return DisposalRule(
        finish_days=row.whole("finish_days", 1, 3650),
        direct_sale_satang=_satang(row, "direct_sale_baht"),
        write_off_satang=_satang(row, "write_off_baht"),
        audit_report_days=row.whole("audit_report_days", 1, 3650),
        **row.dated_fields(),
    )


def _step(row: Row) -> DisposalStep:
    return DisposalStep(
        step=row.choice("step", DisposalStepKey),
        name=row.text("name"),
        documents=tuple(map(str, row.list_of("documents"))),
        **row.dated_fields(),
    )


def _satang(row: Row, name: str) -> int:
    """An amount that the file gives in whole baht."""
    return row.whole(name, 0, _MOST_BAHT) * _SATANG
