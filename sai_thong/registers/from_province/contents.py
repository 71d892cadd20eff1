"""What may be sent down, as text: an announcement as it is, proposals as TOML; read alike where sent and where taken.

holidays                             law, list
[[holiday]]                          [[row]]
day = 2027-05-04                     table = "pay_day"
name = "วันหยุดพิเศษ"                  row = "pay-day-2563"
is_holiday = true                    from = 2027-01-01      # law: a row that follows; without it a correction
[row.fields]
day = 8
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import N_, _

MOST_BYTES: Final = 200_000
"""So long may what is sent be, as UTF-8."""


class DownKind(StrEnum):
    """What is sent down."""

    ANNOUNCEMENT = "announcement"
    """Words for everybody of the office."""
    HOLIDAYS = "holidays"
    """Days on which offices are closed, or open after all."""
    LAW = "law"
    """Rows of the law tables: a correction, or one that follows from a day on."""
    LIST = "list"
    """Rows of a reference list of the catalogue: services and divisions."""


DOWN_KIND_LABELS: Final[dict[DownKind, str]] = {
    DownKind.ANNOUNCEMENT: N_("Announcement"),
    DownKind.HOLIDAYS: N_("Holidays"),
    DownKind.LAW: N_("Law tables"),
    DownKind.LIST: N_("Reference list"),
}
"""English message ids; show them through `_`."""


def known_kind(told: str) -> DownKind | None:
    """The kind of that name; None where a newer program of the province made it up since."""
    return DownKind(told) if told in set(DownKind) else None


def kind_words(told: str) -> str:
    """What a kind is called, one that this program does not know too."""
    kind = known_kind(told)
    return _("Of a newer program") if kind is None else _(DOWN_KIND_LABELS[kind])


@dataclass(frozen=True)
class ProposedDay:
    """A day that shall be a holiday, or no longer one."""

    day: date
    name: str
    is_holiday: bool = True


@dataclass(frozen=True)
class ProposedRow:
    """A row of a table that shall say something.

    Attributes:
        table: The table.
        row: The row it corrects or follows; of a reference list its own name.
        fields: Plain values by field.
        from_day: From when on a row follows; None for a correction and in a reference list.
    """

    table: str
    row: str
    fields: Mapping[str, Any]
    from_day: date | None = None


def read_days(content: str) -> list[ProposedDay]:
    """The days of what was sent as holidays.

    Raises:
        BadInput: It cannot be read.
    """
    found = []
    for told in _tables(content, "holiday"):
        day, name = told.get("day"), told.get("name", "")
        if not isinstance(day, date) or not isinstance(name, str) or not (name or not told.get("is_holiday", True)):
            raise _unreadable(_("Every day has a date and a name."))
        found.append(ProposedDay(day, name, told.get("is_holiday", True) is True))
    return found


def read_rows(content: str) -> list[ProposedRow]:
    """The rows of what was sent as law or as a reference list.

    Raises:
        BadInput: It cannot be read.
    """
    found = []
    for told in _tables(content, "row"):
        table, row, fields, from_day = (told.get(name) for name in ("table", "row", "fields", "from"))
        if not isinstance(table, str) or not isinstance(row, str) or not isinstance(fields, dict) or not fields:
            raise _unreadable(_("Every row names its table, itself and the fields it says."))
        if from_day is not None and not isinstance(from_day, date):
            raise _unreadable(_("A row follows from a date on."))
        plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}
        found.append(ProposedRow(table, row, plain, from_day))
    return found


def refuse_unreadable(kind: DownKind, content: str) -> None:
    """Let pass what an office can read.

    Raises:
        BadInput: It is empty, too long, or none of its kind.
    """
    if not content.strip():
        raise _unreadable(_("There is nothing in it."))
    if len(content.encode()) > MOST_BYTES:
        raise _unreadable(_("It is too long."))
    if kind is DownKind.HOLIDAYS:
        read_days(content)
    elif kind is not DownKind.ANNOUNCEMENT:
        read_rows(content)


def _tables(content: str, name: str) -> list[dict[str, Any]]:
    try:
        found = tomllib.loads(content).get(name)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(str(error)) from error
    if not isinstance(found, list) or not found or not all(isinstance(each, dict) for each in found):
        raise _unreadable(_("It has no [[{name}]].").format(name=name))
    return found


def _unreadable(what: str) -> BadInput:
    return BadInput(
        _("What is to be sent cannot be read: {what}").format(what=what),
        kept=_("Nothing was sent or accepted."),
        do=_("Write it as the manual of the server shows."),
    )
