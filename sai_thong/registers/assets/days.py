"""The days that papers bear: none lies in the future, and none before what must come first."""

from __future__ import annotations

from datetime import date

from sai_thong.ground.language import _
from sai_thong.registers.assets.refusals import AssetFactWrong
from sai_thong.thai.calendar import thai_date


def check_day(day: date | None, today: date, *, earliest: date | None = None) -> None:
    """Raise where something cannot have happened on a day; None passes.

    Args:
        day: When it happened, as its paper has it.
        today: The day in Bangkok.
        earliest: What comes first; None where nothing does.

    Raises:
        AssetFactWrong: The day lies in the future, or before what comes first.
    """
    if day is None:
        return
    again = _("Look at the date and type it again.")
    if day > today:
        raise AssetFactWrong(_("{day} lies in the future.").format(day=thai_date(day)), do=again)
    if earliest is not None and day < earliest:
        words = _("{day} lies before {earliest}.").format(day=thai_date(day), earliest=thai_date(earliest))
        raise AssetFactWrong(words, do=again)
