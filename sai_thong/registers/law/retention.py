"""How long documents are kept and when those past their time are surveyed, as dated data (ระเบียบฯ งานสารบรรณ)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from sai_thong.ground import resources
from sai_thong.ground.language import N_, _
from sai_thong.registers.law.rows import (
    DatedRule,
    Row,
    Tables,
    in_force,
    in_force_or_first,
    in_sequence,
    lay_over,
    parse_tables,
    read_table,
)

RETENTION_FILE: Final = "retention.toml"
NORMAL: Final = "normal"
"""The class of a document of which nothing else is said."""


class Keep(StrEnum):
    """How it is settled when a document may go."""

    YEARS = "years"
    FOREVER = "forever"
    BY_LAW = "by-law"
    """Until what it serves is finished; somebody sets the day."""


KEEP_LABELS: Final = {
    Keep.YEARS: N_("for some years"),
    Keep.FOREVER: N_("forever"),
    Keep.BY_LAW: N_("until what it serves is finished"),
}
"""English message ids, worded for the middle of a sentence; show them through `_`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionClass(DatedRule):
    """A class of documents, from a day on.

    Attributes:
        key: The class, whatever row of it is in force; what a document keeps.
        name: In Thai, as printed.
        keep: How it is settled when a document may go.
        years: How long, counted from 31 December of the document's year; only of `Keep.YEARS`.
    """

    key: str
    name: str
    keep: Keep
    years: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyRule(DatedRule):
    """Within how many days of the end of a calendar year the documents past their time are surveyed."""

    days: int


@dataclass(frozen=True)
class RetentionLaw:
    """The classes and the survey, the dated rows of each in order."""

    classes: Mapping[str, tuple[RetentionClass, ...]]
    survey: tuple[SurveyRule, ...]

    def retention_class(self, key: str, on: date) -> RetentionClass | None:
        """The class as it is on `on`; None where it is not known then."""
        return in_force(self.classes.get(key, ()), on)

    def in_force(self, on: date) -> tuple[RetentionClass, ...]:
        """Every class on `on`, in the order of the file."""
        found = (self.retention_class(key, on) for key in self.classes)
        return tuple(each for each in found if each is not None)

    def survey_days(self, on: date) -> int:
        """Within how many days of the end of the year the survey is due, as of `on`."""
        return in_force_or_first(self.survey, on).days


@cache
def shipped_retention() -> RetentionLaw:
    """The classes as shipped, read once."""
    return load_retention()


def load_retention(overlay: Tables | None = None) -> RetentionLaw:
    """The classes with an office's own rows laid over.

    Raises:
        LawDataError: A row is malformed, or contradicts another; it is named.
    """
    return read_retention(lay_over(shipped_retention_tables(), overlay))


@cache
def shipped_retention_tables() -> Tables:
    """The shipped file as plain data: what an overlay goes over."""
    return parse_tables(resources.read_text(f"law/{RETENTION_FILE}"), RETENTION_FILE)


def read_retention(tables: Tables) -> RetentionLaw:
    """The classes from plain tables.

    Raises:
        LawDataError: As `load_retention`.
    """
    by_key: dict[str, list[tuple[RetentionClass, str]]] = defaultdict(list)
    for rule, place in read_table(tables, RETENTION_FILE, "retention_classes", _retention_class):
        by_key[rule.key].append((rule, place))
    survey = in_sequence(read_table(tables, RETENTION_FILE, "destruction_survey", _survey))
    return RetentionLaw({key: in_sequence(rows, gaps_allowed=True) for key, rows in by_key.items()}, survey)


def _retention_class(row: Row) -> RetentionClass:
    keep = row.choice("keep", Keep)
    if row.has("years") != (keep is Keep.YEARS):
        raise row.fault(_("a class kept for some years, and no other, says how many"))
    return RetentionClass(
        key=row.text("class"),
        name=row.text("name"),
        keep=keep,
        years=row.whole("years", 1, 100) if keep is Keep.YEARS else None,
        **row.dated_fields(),
    )


def _survey(row: Row) -> SurveyRule:
    return SurveyRule(days=row.whole("days", 1, 366), **row.dated_fields())
