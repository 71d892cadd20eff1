"""The columns of a list: what they show and how each kind of value is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sai_thong.thai import calendar, citizen_id
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.money import baht
from sai_thong.ui.kit.chip import ChipText

Row = Mapping[str, Any]
"""A plain row: values by column key, with a unique ``id``."""

Kind = Literal["text", "number", "money", "date", "month", "chip", "id", "tick"]

_RIGHT: frozenset[str] = frozenset({"number", "money"})


@dataclass(frozen=True)
class Column:
    """One column of a list.

    Attributes:
        key: The key of its value in a row.
        title: Its heading, translated.
        width: Pixels at 100 %; 0 takes what is left (shared by all such columns).
        least: Pixels at 100 % that a column which takes what is left keeps; the list scrolls sideways below that.
        align: ``left``, ``right`` or ``center``; empty follows the kind (numbers and money right).
        kind: ``text``; ``number`` (int, thousands separated); ``money`` (int satang, shown in baht); ``date``
            (date or PartialDate, short Buddhist form); ``month`` (Month); ``chip`` (ChipText or a tuple of them);
            ``id`` (citizen id, masked); ``tick`` (bool, changed with the space bar or a click).
        strong: Semibold, for the one column that names the row.
        muted: The quiet colour, for what is only looked up.
        spare: Left out where the list is too narrow for all of its columns.
        sort_value: From a row to what it sorts by; without it the heading does not sort. `thai_order` makes one for
            names.
    """

    key: str
    title: str
    width: int = 0
    least: int = 180
    align: Literal["", "left", "right", "center"] = ""
    kind: Kind = "text"
    strong: bool = False
    muted: bool = False
    spare: bool = False
    sort_value: Callable[[Row], Any] | None = None

    @property
    def alignment(self) -> Literal["left", "right", "center"]:
        """Where values and heading stand."""
        if self.align:
            return self.align
        return "right" if self.kind in _RIGHT else "left"


def thai_order(key: str) -> Callable[[Row], str]:
    """Sorts a text column as a Thai dictionary does."""
    from sai_thong.thai.sorting import sort_key

    return lambda row: sort_key(str(row.get(key) or ""))


def chips_of(value: object) -> tuple[ChipText, ...]:
    """The chips of a cell: one, several or none."""
    if isinstance(value, ChipText):
        return (value,)
    return tuple(value) if isinstance(value, tuple) else ()


def short_date(value: date | PartialDate) -> str:
    """A date for a list: ``14 ต.ค. 69``; a partial one says only what is known, with all four digits of the year."""
    if isinstance(value, PartialDate):
        return value.full_text
    return calendar.thai_date_short(value)


def cell_text(column: Column, row: Row) -> str:
    """What a cell says, also to a screen reader; an unknown value is an empty cell."""
    value = row.get(column.key)
    if value is None or value == "":
        return ""
    return _WORDS.get(column.kind, _plain)(value)


def _plain(value: object) -> str:
    return str(value).replace("\n", " ")


_WORDS: dict[str, Callable[[Any], str]] = {
    "number": lambda value: f"{value:,}",
    "money": baht,
    "date": short_date,
    "month": lambda value: value.short_name,
    "chip": lambda value: " · ".join(chip.text for chip in chips_of(value)),
    "id": citizen_id.masked,
    "tick": lambda _value: "",
}
