"""Days and times as a sentence says them, in the language in use; the year is Buddhist in both."""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import current
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import ENGLISH_MONTHS, MONTHS_SHORT


def day_words(day: date | PartialDate) -> str:
    """A day for running text, its year always with four digits: ``14 ต.ค. 2569``, ``ต.ค. 2489``, ``พ.ศ. 2489``."""
    partial = day if isinstance(day, PartialDate) else PartialDate.from_date(day)
    if partial.month is None:
        return partial.full_text if current() == "th" else str(partial.year_be)
    month = MONTHS_SHORT[partial.month - 1] if current() == "th" else ENGLISH_MONTHS[partial.month - 1][:3]
    words = f"{month} {partial.year_be}"
    return words if partial.day is None else f"{partial.day} {words}"


def moment_words(moment: datetime) -> str:
    """A moment in Bangkok, by the minute: ``14 ต.ค. 2569 09:30``."""
    local = moment.astimezone(BANGKOK)
    return f"{day_words(local.date())} {local:%H:%M}"
