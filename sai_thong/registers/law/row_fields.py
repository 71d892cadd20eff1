"""Which fields of a law row an office may say otherwise, and how each is written by a person and read back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import N_, _
from sai_thong.registers.law.asset_terms import (
    AssetGroup,
    DisposalMonth,
    FirstMonth,
    LoanApprover,
    ThresholdPolicy,
)
from sai_thong.registers.law.field_lines import read_fields, written_fields
from sai_thong.registers.law.service_terms import ElectronicChannel, OpinionStep, ProfileKey, TermUnit
from sai_thong.registers.law.terms import (
    Certainty,
    DeathTest,
    EntryTiming,
    IncomeKind,
    NewOfficeFrom,
    OldOfficeUntil,
    PaySource,
    RegistrationStart,
    StepTiming,
)
from sai_thong.thai.digits import to_arabic


class Written(StrEnum):
    """How a field is written."""

    WHOLE = "whole"
    TRUTH = "truth"
    CHOICE = "choice"
    CHOICES = "choices"
    """Several of an enumeration, with commas between."""
    WHOLES = "wholes"
    """Whole numbers with commas between."""
    STEPS = "steps"
    """Ages with their amounts: ``60 = 600, 70 = 700``."""
    PERIODS = "periods"
    """Months with the years ahead they serve: ``1-9 = 1, 10-11 = 2``."""
    PAPERS = "papers"
    """Names of papers with semicolons between, a star behind each that must be there: ``สำเนาบัตร *; แผนที่``."""
    NAMES = "names"
    """Several names in Thai with commas between: ``ใบเสนอราคา, รายงานผลการขาย``."""
    FIELDS = "fields"
    """What a form asks besides, as `field_lines` tells: ``ความยาว: number: เมตร *; จุดสังเกต``."""
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True)
class RowField:
    """A field of a law row.

    Attributes:
        name: As in the law file.
        written: How it is written.
        label: English message id of what it is called.
        choices: The enumeration of a choice.
        needed: Whether it may not be empty.
        unsaid: What holds where a row says nothing of it, if that is not the same as an empty value.
    """

    name: str
    written: Written
    label: str
    choices: type[StrEnum] | None = None
    needed: bool = True
    unsaid: tuple[str, ...] = ()


_STEPS = RowField("steps", Written.STEPS, N_("Baht a month by age"))
_AGE = RowField("years", Written.WHOLE, N_("Age in years"))
_TIMING = N_("From which month")

_NAME = RowField("name", Written.TEXT, N_("Name"))

_TERMS: Final = (
    ("acknowledge", N_("Receipt told within")),
    ("answer", N_("Answer within")),
    ("progress", N_("Progress told within")),
    ("result_notice", N_("Result told within")),
    ("delay_notice", N_("Delay told every")),
    ("mending", N_("Papers mended within")),
    ("appeal", N_("Appeal within")),
    ("appeal_decision", N_("Appeal decided within")),
    ("closing", N_("Case closed within")),
)
"""The terms of a clock profile, each kept as its amount, unit and source."""


def _term_fields(name: str, label: str) -> tuple[RowField, ...]:
    return (
        RowField(name, Written.WHOLE, label, needed=False),
        RowField(f"{name}_unit", Written.CHOICE, N_("Unit of time"), TermUnit, needed=False),
        RowField(f"{name}_ref", Written.TEXT, N_("Source"), needed=False),
    )


TABLE_FIELDS: Final[Mapping[str, tuple[RowField, ...]]] = {
    "rates": (_STEPS,),
    "entitlement_age": (_AGE,),
    "entry_timing": (RowField("timing", Written.CHOICE, _TIMING, EntryTiming),),
    "step_timing": (RowField("timing", Written.CHOICE, _TIMING, StepTiming),),
    "confirmation_window": (RowField("periods", Written.PERIODS, N_("Months and the fiscal years ahead they serve")),),
    "registration_start": (RowField("start", Written.CHOICE, _TIMING, RegistrationStart),),
    "move": (
        RowField("old_office_until", Written.CHOICE, N_("The old office pays until"), OldOfficeUntil),
        RowField("new_office_from", Written.CHOICE, N_("The new office pays from"), NewOfficeFrom),
        RowField("confirm_by_month", Written.WHOLE, N_("Last month to confirm there (1–12)"), needed=False),
    ),
    "death_test": (RowField("test", Written.CHOICE, N_("Who is paid in the month of death"), DeathTest),),
    "exclusion": (
        RowField("facts", Written.CHOICES, N_("What excludes"), IncomeKind, needed=False),
        RowField("nationality_required", Written.TRUTH, N_("Only those of Thai nationality")),
    ),
    "card_expiry": (RowField("blocks_payment", Written.TRUTH, N_("An expired card stops the payment")),),
    "pay_source": (RowField("source", Written.CHOICE, N_("Pay source"), PaySource),),
    "pay_day": (RowField("day", Written.WHOLE, N_("Day of the month")),),
    "card_reminder": (RowField("days_before", Written.WHOLES, N_("Days before the card ends")),),
    "letter_deadline": (RowField("days", Written.WHOLE, N_("Days to answer")),),
    "divisions": (
        RowField("name", Written.TEXT, N_("Division")),
        RowField("stands_in", Written.TEXT, N_("Done by this division where it is missing"), needed=False),
    ),
    "services": (
        RowField("name", Written.TEXT, N_("Service")),
        RowField("category", Written.TEXT, N_("Category")),
        RowField("division", Written.TEXT, N_("Division")),
        RowField("profile", Written.CHOICE, N_("Clocks"), ProfileKey),
        RowField("amount", Written.WHOLE, N_("Promised within"), needed=False),
        RowField("unit", Written.CHOICE, N_("Unit of time"), TermUnit, needed=False),
        RowField("papers", Written.PAPERS, N_("Papers asked for"), needed=False),
        RowField("fields", Written.FIELDS, N_("Asked on the form"), needed=False),
        RowField("chain", Written.CHOICES, N_("Opinions"), OpinionStep, needed=False, unsaid=tuple(OpinionStep)),
        RowField("fee_note", Written.TEXT, N_("Fee"), needed=False),
        RowField("confidential", Written.TRUTH, N_("Confidential"), needed=False),
    ),
    "clock_profiles": (
        *(field for name, label in _TERMS for field in _term_fields(name, label)),
        RowField("promise_replaces_answer", Written.TRUTH, N_("The promise stands in place of the answer's term")),
        RowField("decision_meets_answer", Written.TRUTH, N_("Deciding ends the answer's term")),
        RowField("mending_pauses", Written.TRUTH, N_("The term stands still while papers are mended")),
        RowField("delay_copy_to", Written.TEXT, N_("Copy of a delay notice goes to"), needed=False),
    ),
    "electronic_receipt": (
        RowField("channels", Written.CHOICES, N_("Electronic channels"), ElectronicChannel, needed=False),
    ),
    "asset_types": (
        _NAME,
        RowField("group", Written.CHOICE, N_("Kind of asset"), AssetGroup),
        RowField("least_years", Written.WHOLE, N_("Shortest useful life in years"), needed=False),
        RowField("most_years", Written.WHOLE, N_("Longest useful life in years"), needed=False),
        RowField("categories", Written.NAMES, N_("Budget categories"), needed=False),
    ),
    "budget_categories": (_NAME,),
    "title_documents": (_NAME, RowField("code", Written.WHOLE, N_("Code in the land tax map"))),
    "procurement_methods": (_NAME,),
    "material_classes": (_NAME,),
    "capital_thresholds": (
        RowField("least_baht", Written.WHOLE, N_("Capitalised from this price of one, in baht"), needed=False),
    ),
    "depreciation_rules": (
        RowField("first_month", Written.CHOICE, N_("Depreciated from"), FirstMonth),
        RowField("last_counting_day", Written.WHOLE, N_("Last day on which the month of acquisition counts")),
        RowField("kept_baht", Written.WHOLE, N_("Baht kept on the book until disposal")),
        RowField("disposal_month", Written.CHOICE, N_("Month of the disposal"), DisposalMonth),
        RowField("thresholds", Written.CHOICE, N_("By which line it is capitalised"), ThresholdPolicy),
    ),
    "survey_rules": (
        RowField("low_value_baht", Written.WHOLE, N_("Only listed below this price, in baht")),
        RowField(
            "equipment_from_year_be",
            Written.WHOLE,
            N_("Equipment valued when acquired from this fiscal year"),
            needed=False,
        ),
    ),
    "inspection_rules": (
        RowField("appoint_month", Written.WHOLE, N_("Month of the appointment (1–12)")),
        RowField("start_month", Written.WHOLE, N_("Month of the beginning (1–12)")),
        RowField("report_working_days", Written.WHOLE, N_("Working days until the report")),
        RowField("start_day_counts", Written.TRUTH, N_("The first day counts among them")),
    ),
    "loan_approvals": (RowField("approver", Written.CHOICE, N_("Who allows the loan"), LoanApprover),),
    "loan_rules": (RowField("demand_days", Written.WHOLE, N_("Days after the due day to demand it back")),),
    "disposal_rules": (
        RowField("finish_days", Written.WHOLE, N_("Days from the order until it is finished")),
        RowField("direct_sale_baht", Written.WHOLE, N_("Direct sale up to this price of acquisition, in baht")),
        RowField("write_off_baht", Written.WHOLE, N_("Written off here up to this price of acquisition, in baht")),
        RowField("audit_report_days", Written.WHOLE, N_("Days until the auditor is told")),
    ),
    "processing_activities": (
        _NAME,
        RowField("subjects", Written.TEXT, N_("Whose data")),
        RowField("purpose", Written.TEXT, N_("Purpose")),
        RowField("basis", Written.TEXT, N_("Ground of the law")),
        RowField("sensitive_basis", Written.TEXT, N_("Ground for sensitive data"), needed=False),
        RowField("source", Written.TEXT, N_("Where the data come from")),
        RowField("recipients", Written.TEXT, N_("To whom they are disclosed")),
        RowField("access", Written.TEXT, N_("Who may see them")),
        RowField("retention", Written.TEXT, N_("Retention class")),
    ),
    "refusal_grounds": (_NAME,),
    "security_measures": (_NAME,),
    "disposal_steps": (_NAME, RowField("documents", Written.NAMES, N_("Papers of the stage"))),
}
"""What an office may say otherwise, by table; whose row it is (scheme, kind, payer, letter) stays."""

COMMON_FIELDS: Final = (
    RowField("effective_from", Written.DAY, N_("From")),
    RowField("effective_to", Written.DAY, N_("To"), needed=False),
    RowField("legal_ref", Written.TEXT, N_("Source")),
    RowField("certainty", Written.CHOICE, N_("Certainty"), Certainty),
    RowField("note", Written.TEXT, N_("Note"), needed=False),
)
"""What every row has besides."""

_PAIR: Final = re.compile(r"(?P<what>[\d\s–-]+)[=:](?P<number>[\d\s]+)")
_SPAN: Final = re.compile(r"(?P<first>\d{1,2})(?:\s*[-–]\s*(?P<last>\d{1,2}))?")
_TRUTHS: Final = {"yes": True, "true": True, "no": False, "false": False}


def row_field(table: str, name: str) -> RowField:
    """The field of a table by its name.

    Raises:
        BadInput: There is no such table, or it has no such field.
    """
    if table not in TABLE_FIELDS:
        raise BadInput(
            _("There is no law table “{table}”.").format(table=table),
            do=_("Choose one of: {choices}.").format(choices=", ".join(TABLE_FIELDS)),
        )
    fields = {each.name: each for each in (*TABLE_FIELDS[table], *COMMON_FIELDS)}
    if name not in fields:
        raise BadInput(
            _("The law table “{table}” has no field “{name}”.").format(table=table, name=name),
            do=_("Choose one of: {choices}.").format(choices=", ".join(fields)),
        )
    return fields[name]


def value_in(row: Mapping[str, object], field: RowField) -> object:
    """What a row says of a field, or what holds where it says nothing."""
    value = row.get(field.name)
    return list(field.unsaid) if value is None and field.unsaid else value


def written_value(value: object) -> str:
    """A field's plain value as a person writes it; dates ISO in the Common Era."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        if value and isinstance(value[0], Mapping) and "label" in value[0]:
            return written_fields(value)
        if value and isinstance(value[0], Mapping) and "required" in value[0]:
            return "; ".join(f"{each['name']} *" if each["required"] else str(each["name"]) for each in value)
        return ", ".join(_written_item(each) for each in value)
    return str(value)


def read_value(field: RowField, text: str) -> object:
    """What a person wrote, as plain data for the law tables; days ISO in the Common Era.

    The shape alone is read here: whether the law tables take the value, their own reader says.

    Raises:
        BadInput: The text has not the shape of the field.
    """
    text = text.strip()
    if not text:
        return [] if field.written is Written.CHOICES else None
    plain = to_arabic(text)
    try:
        return _READERS[field.written](text if field.written in _IN_WORDS else plain)
    except (ValueError, KeyError):
        raise BadInput(
            _("“{text}” cannot be read as “{field}”.").format(text=text, field=_(field.label)),
            do=_(_EXAMPLES[field.written]),
        ) from None


def _written_item(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    if "from_age" in item:
        return f"{item['from_age']} = {item['baht']}"
    if "from_month" not in item:
        return json.dumps(item, ensure_ascii=False)
    first, last = item["from_month"], item["to_month"]
    span = first if first == last else f"{first}-{last}"
    return f"{span} = {item['years_ahead']}"


def _pairs(text: str) -> list[tuple[str, int]]:
    """``60 = 600, 70 = 700`` as its pairs; a comma within a number is not one between pairs."""
    found = [_PAIR.fullmatch(part.strip()) for part in text.split(",") if part.strip()]
    if not found or None in found:
        raise ValueError(text)
    return [(each["what"].strip(), int(each["number"])) for each in found if each]


def _steps(text: str) -> list[dict[str, int]]:
    return [{"from_age": int(age), "baht": baht} for age, baht in _pairs(text)]


def _periods(text: str) -> list[dict[str, int]]:
    periods = []
    for months, years_ahead in _pairs(text):
        span = _SPAN.fullmatch(months)
        if span is None:
            raise ValueError(months)
        first = int(span["first"])
        periods.append({"from_month": first, "to_month": int(span["last"] or first), "years_ahead": years_ahead})
    return periods


def _papers(text: str) -> list[dict[str, object]]:
    named = [part.strip() for part in text.split(";") if part.strip()]
    found: list[dict[str, object]] = [{"name": part.rstrip("* "), "required": part.endswith("*")} for part in named]
    if not all(each["name"] for each in found):
        raise ValueError(text)
    return found


def _parts(text: str) -> Sequence[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


_READERS: Final[Mapping[Written, Callable[[str], object]]] = {
    Written.WHOLE: int,
    Written.TRUTH: lambda text: _TRUTHS[text.lower()],
    Written.CHOICE: str,
    Written.CHOICES: _parts,
    Written.WHOLES: lambda text: [int(part) for part in _parts(text)],
    Written.STEPS: _steps,
    Written.PERIODS: _periods,
    Written.PAPERS: _papers,
    Written.NAMES: _parts,
    Written.FIELDS: read_fields,
    Written.DAY: lambda text: date.fromisoformat(text).isoformat(),
    Written.TEXT: str,
}
_IN_WORDS: Final = (Written.TEXT, Written.PAPERS, Written.NAMES, Written.FIELDS)
"""Thai digits stay in them as they were written."""
_EXAMPLES: Final = {
    Written.WHOLE: N_("Write a whole number."),
    Written.TRUTH: N_("Write yes or no."),
    Written.CHOICE: N_("Write one of its values."),
    Written.CHOICES: N_("Write its values with commas between."),
    Written.WHOLES: N_("Write whole numbers with commas between, such as 90, 60, 30."),
    Written.STEPS: N_("Write each age with its baht, such as 60 = 600, 70 = 700."),
    Written.PERIODS: N_("Write each span of months with the years ahead, such as 1-9 = 1, 10-11 = 2."),
    Written.PAPERS: N_("Write the papers with semicolons between, and a star behind each that must be there."),
    Written.NAMES: N_("Write the names with commas between."),
    Written.FIELDS: N_("Write each field as label: kind: unit or choices, such as Length: number: metres."),
    Written.DAY: N_("Write a day of the Common Era, such as 2026-10-01."),
    Written.TEXT: N_("Write a text."),
}
