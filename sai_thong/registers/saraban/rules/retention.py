"""How long a document is kept: whole years from 31 December of its year (ระเบียบฯ งานสารบรรณ ข้อ 57, 66)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sai_thong.registers.law.retention import Keep, RetentionClass
from sai_thong.thai.calendar import be_year, ce_year


@dataclass(frozen=True)
class KeptDocument:
    """What the rules need to know of a document.

    Attributes:
        retain_until: The last day it must be kept; None while it is kept for ever or nobody set a day.
        held: Whether something holds it back, such as a court case or an audit.
        gone: Whether it was destroyed before.
    """

    retain_until: date | None
    held: bool = False
    gone: bool = False


def retain_until(of_class: RetentionClass, year_be: int) -> date | None:
    """The last day a document of a calendar year (BE) must be kept; None where no number of years says so."""
    if of_class.keep is not Keep.YEARS or of_class.years is None:
        return None
    return date(ce_year(year_be) + of_class.years, 12, 31)


def past_its_time(document: KeptDocument, year_be: int) -> bool:
    """Whether a document stands in the destruction list of the survey after the end of a calendar year (BE)."""
    if document.held or document.gone or document.retain_until is None:
        return False
    return document.retain_until <= date(ce_year(year_be), 12, 31)


def survey_due(year_be: int, days: int) -> date:
    """The last day for the survey after a calendar year (BE): within `days` of its end (ข้อ 66)."""
    return date(ce_year(year_be), 12, 31) + timedelta(days=days)


def year_to_survey(today: date) -> int:
    """The calendar year (BE) that ended last."""
    return be_year(today.year) - 1
