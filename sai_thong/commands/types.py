"""What a command's arguments may look like; a wrong one is wrong usage (exit code 2), not a refusal."""

from __future__ import annotations

import argparse
import re
from datetime import date

from sai_thong.db.journal import Head
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.calendar import Month, ce_year
from sai_thong.thai.digits import to_arabic


def month_be(text: str) -> Month:
    """A month in the Buddhist era, such as ``2569-11``."""
    try:
        return Month.parse_be(text)
    except BadInput as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def anchor(text: str) -> Head:
    """A journal head as a memo prints it: ``ab12cd34.512 0123-4567-89ab-cdef``."""
    place, _space, printed = text.strip().partition(" ")
    file_id, _dot, counter = place.partition(".")
    try:
        return Head(file_id, int(counter), bytes.fromhex(printed.replace("-", "")))
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is no journal head.").format(text=text)) from error


def thai_day(text: str) -> date:
    """A day in the Buddhist era, such as ``1/11/2569`` or ``2569-11-01``."""
    numbers = [int(part) for part in re.findall(r"\d+", to_arabic(text))]
    if len(numbers) == 3 and numbers[0] > 31:
        numbers.reverse()
    try:
        day, month, year_be = numbers
        return date(ce_year(year_be), month, day)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is no day.").format(text=text)) from error
