"""What the office does with personal data and why, and when a request may be refused, as dated data (มาตรา 30–39)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from sai_thong.ground import resources
from sai_thong.registers.law.rows import DatedRule, Row, Tables, lay_over, parse_tables, read_table

PRIVACY_FILE: Final = "processing.toml"


class Right(StrEnum):
    """What a person may ask for about their own data."""

    WITHDRAW = "withdraw"
    """มาตรา 19 วรรคห้า."""
    ACCESS = "access"
    """มาตรา 30."""
    PORTABILITY = "portability"
    """มาตรา 31."""
    OBJECTION = "objection"
    """มาตรา 32."""
    ERASURE = "erasure"
    """มาตรา 33."""
    RESTRICTION = "restriction"
    """มาตรา 34."""
    RECTIFICATION = "rectification"
    """มาตรา 35, 36."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessingActivity(DatedRule):
    """One thing the office does with personal data. All words are Thai, as printed.

    Attributes:
        key: Which activity, whatever row of it is in force.
        name: What it is called.
        tables: The record types whose declared fields it collects.
        sealed_set: The set under whose key its data are kept: all of them count as sensitive. Empty for the others.
        subjects: Whose data.
        purpose: What for.
        basis: On which ground of มาตรา 24.
        sensitive_basis: On which ground of มาตรา 26, where it has such data.
        source: From whom the data come.
        recipients: To whom they are disclosed.
        access: Who may see them.
        retention: Their class in the table of retention classes.
    """

    key: str
    name: str
    tables: tuple[str, ...]
    sealed_set: str
    subjects: str
    purpose: str
    basis: str
    sensitive_basis: str
    source: str
    recipients: str
    access: str
    retention: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusalGround(DatedRule):
    """Why a request may be refused.

    Attributes:
        name: In Thai, as printed.
        rights: Of which rights.
    """

    name: str
    rights: tuple[Right, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SecurityMeasure(DatedRule):
    """What protects the data (มาตรา 37 (1)): its name as printed."""

    name: str


@dataclass(frozen=True)
class PrivacyLaw:
    """The tables, each in the order of the file."""

    activities: tuple[ProcessingActivity, ...]
    grounds: tuple[RefusalGround, ...]
    measures: tuple[SecurityMeasure, ...]

    def activities_on(self, day: date) -> tuple[ProcessingActivity, ...]:
        """What the office does on a day."""
        return tuple(each for each in self.activities if each.holds_on(day))

    def grounds_for(self, right: Right, day: date) -> tuple[RefusalGround, ...]:
        """On which grounds a right may be refused on a day."""
        return tuple(each for each in self.grounds if right in each.rights and each.holds_on(day))

    def measures_on(self, day: date) -> tuple[SecurityMeasure, ...]:
        """What protects the data on a day."""
        return tuple(each for each in self.measures if each.holds_on(day))


def load_privacy_law(overlay: Tables | None = None) -> PrivacyLaw:
    """The tables with an office's own rows laid over.

    Raises:
        LawDataError: A row is malformed; it is named.
    """
    tables = lay_over(shipped_privacy_tables(), overlay)
    return PrivacyLaw(
        tuple(rule for rule, _ in read_table(tables, PRIVACY_FILE, "processing_activities", _activity)),
        tuple(rule for rule, _ in read_table(tables, PRIVACY_FILE, "refusal_grounds", _ground)),
        tuple(rule for rule, _ in read_table(tables, PRIVACY_FILE, "security_measures", _measure)),
    )


@cache
def shipped_privacy_tables() -> Tables:
    """The shipped file as plain data: what an overlay goes over."""
    return parse_tables(resources.read_text(f"law/{PRIVACY_FILE}"), PRIVACY_FILE)


def _activity(row: Row) -> ProcessingActivity:
    return ProcessingActivity(
        key=row.text("activity"),
        name=row.text("name"),
        tables=tuple(str(each) for each in row.list_of("tables")),
        sealed_set=row.text("sealed_set", ""),
        subjects=row.text("subjects"),
        purpose=row.text("purpose"),
        basis=row.text("basis"),
        sensitive_basis=row.text("sensitive_basis", ""),
        source=row.text("source"),
        recipients=row.text("recipients"),
        access=row.text("access"),
        retention=row.text("retention"),
        **row.dated_fields(),
    )


def _ground(row: Row) -> RefusalGround:
    rights = tuple(Right(str(each)) for each in row.list_of("rights"))
    return RefusalGround(name=row.text("name"), rights=rights, **row.dated_fields())


def _measure(row: Row) -> SecurityMeasure:
    return SecurityMeasure(name=row.text("name"), **row.dated_fields())
