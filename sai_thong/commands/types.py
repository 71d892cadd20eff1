"""What a command's arguments may look like; a wrong one is wrong usage (exit code 2), not a refusal."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock_time
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from sai_thong.db.journal import Head
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from sai_thong.thai.digits import to_arabic
from sai_thong.thai.money import parse_baht

E = TypeVar("E", bound=StrEnum)

_BE_YEARS: Final = range(2400, 2700)
"""Years that cannot be meant in the Common Era."""

_DAY: Final = re.compile(r"(?:(?:(?P<day>\d{1,2}|-)/)?(?P<month>\d{1,2}|-)/)?(?P<year>\d{4})")
_TIME: Final = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})")
_ISO_DAY: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?")


def month_be(text: str) -> Month:
    """A month in the Buddhist era, such as ``2569-11``, in either digits."""
    try:
        return Month.parse_be(text)
    except BadInput as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def year_be(text: str) -> int:
    """A year in the Buddhist era, such as ``2570``, in either digits."""
    written = to_arabic(text).strip()
    if written.isdigit() and int(written) in _BE_YEARS:
        return int(written)
    raise argparse.ArgumentTypeError(_("“{text}” is no Buddhist year, such as 2570.").format(text=text))


def thai_day(text: str) -> date:
    """A day in the Buddhist era, such as ``1/11/2569`` or ``2569-11-01``."""
    known = known_day(text)
    if not known.exact:
        raise argparse.ArgumentTypeError(_no_day(text))
    return known.effective


def thai_moment(text: str) -> datetime:
    """A day and time in Thailand, such as ``21/11/2569 09:30``; midnight where no time is said."""
    day, _space, time = text.strip().partition(" ")
    found = _TIME.fullmatch(to_arabic(time).strip()) if time.strip() else _TIME.fullmatch("0:00")
    if found is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise argparse.ArgumentTypeError(_("“{text}” is no time, such as 09:30.").format(text=text))
    return datetime.combine(thai_day(day), clock_time(int(found["hour"]), int(found["minute"])), BANGKOK)


def known_day(text: str) -> PartialDate:
    """A day as far as it is known: ``1/11/2569``, ``11/2569``, ``2569``, ``-/11/2569``; years in the Buddhist era."""
    written = to_arabic(text).strip()
    found = _DAY.fullmatch(written) or _ISO_DAY.fullmatch(written)
    if not found or int(found["year"]) not in _BE_YEARS:
        raise argparse.ArgumentTypeError(_no_day(text))
    day, month = (int(part) if (part := found[name] or "-") != "-" else None for name in ("day", "month"))
    try:
        return PartialDate(int(found["year"]), month, day)
    except BadInput as error:
        raise argparse.ArgumentTypeError(_no_day(text)) from error


def amount_satang(text: str) -> int:
    """An amount in baht, such as ``600`` or ``1,250.50``, in satang."""
    try:
        return parse_baht(text)
    except BadInput as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def anchor(text: str) -> Head:
    """A journal head as a memo prints it: ``ab12cd34.512 0123-4567-89ab-cdef``."""
    try:
        return Head.of_text(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{text}” is no journal head.").format(text=text)) from error


def one_of(kind: type[E]) -> dict[str, Any]:
    """The ``type`` and ``metavar`` of an argument that is one of the values of `kind`."""
    return {"type": _choice(kind), "metavar": "{" + ",".join(each.value for each in kind) + "}"}


def add_month(command: argparse.ArgumentParser, *, required: bool = True) -> None:
    """``--month``, in the Buddhist era."""
    told = _("month, such as 2569-11")
    command.add_argument("--month", type=month_be, required=required, metavar="2569-11", help=told)


def add_set(command: argparse.ArgumentParser) -> None:
    """``--set``, the schemes that are run together."""
    command.add_argument(
        "--set",
        dest="scheme_set",
        default=SchemeSet.ORDINARY,
        help=_("which schemes are run together"),
        **one_of(SchemeSet),
    )


def add_scheme(command: argparse.ArgumentParser) -> None:
    """``--scheme``, the old-age allowance where nothing is said."""
    command.add_argument("--scheme", default=Scheme.OLD_AGE, help=_("which allowance"), **one_of(Scheme))


def add_who(command: argparse.ArgumentParser) -> None:
    """``WHO``: a citizen ID, or the id of a record."""
    command.add_argument("who", metavar=_("WHO"), help=_("citizen ID, or the id that lists show"))


def add_why(command: argparse.ArgumentParser, *, required: bool = False) -> None:
    """``--why``, for the journal."""
    command.add_argument("--why", default="", required=required, help=_("reason, kept in the journal"))


def add_day(
    command: argparse._ActionsContainer, option: str = "--on", *, words: str = "", required: bool = False
) -> None:
    """A day in the Buddhist era; today where nothing is said and it is not required."""
    told = words or _("day, such as 21/11/2569; today if not said")
    command.add_argument(option, type=thai_day, required=required, metavar="21/11/2569", help=told)


def add_output(command: argparse.ArgumentParser, *, required: bool = True) -> None:
    """``-o FILE``."""
    command.add_argument(
        "-o", "--output", dest="file", type=Path, required=required, metavar=_("FILE"), help=_("the file to write")
    )


def _choice(kind: type[E]) -> Callable[[str], E]:
    def chosen(text: str) -> E:
        try:
            return kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(
                _("“{text}” is none of: {choices}").format(text=text, choices=", ".join(each.value for each in kind))
            ) from None

    return chosen


def _no_day(text: str) -> str:
    return _("“{text}” is no day of a Buddhist year, such as 21/11/2569.").format(text=text)
