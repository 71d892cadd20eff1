"""One line of the list of citizens: what stands in its cells, and the chip that tells what became of the person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sai_thong.ground.language import _
from sai_thong.registers.citizens.listing import CitizenLine
from sai_thong.registers.citizens.records import Citizen
from sai_thong.ui.kit import ChipText, Column, Row, Tone
from sai_thong.ui.kit.columns import short_date


def columns() -> list[Column]:
    """The columns of the list."""
    return [
        Column("name", _("Name"), strong=True),
        Column("citizen_id", _("Citizen ID"), 146, kind="id", muted=True, spare=True),
        Column("house_no", _("House no."), 88, spare=True),
        Column("moo", _("Moo"), 52, kind="number"),
        Column("age", _("Age"), 52, kind="number", spare=True),
        Column("state", _("State"), 160, kind="chip"),
    ]


def rows_of(lines: Iterable[CitizenLine], today: date) -> list[Row]:
    """The lines as rows of the list."""
    return [_row(line, today) for line in lines]


def _row(line: CitizenLine, today: date) -> Row:
    born = line.born
    moved = date.fromisoformat(line.away_since) if line.away_since else None
    return {
        "id": line.id,
        "name": line.full_name,
        "citizen_id": line.citizen_id,
        "house_no": line.house_no,
        "moo": line.moo,
        "age": born.age_on(today) if born and not line.deceased else None,
        "state": state_chip(deceased=bool(line.deceased), moved_out_on=moved, today=today),
    }


def state_chip(*, deceased: bool, moved_out_on: date | None, today: date) -> ChipText | None:
    """What became of a person; None for who simply lives here."""
    if deceased:
        return ChipText(_("Died"), Tone.PLAIN)
    if moved_out_on is None:
        return None
    words = _("Moved away {day}") if moved_out_on <= today else _("Moves away {day}")
    return ChipText(words.format(day=short_date(moved_out_on)), Tone.WARNING)


def chip_of(citizen: Citizen, today: date) -> ChipText | None:
    """The chip of a whole record."""
    return state_chip(deceased=citizen.deceased, moved_out_on=citizen.away_since, today=today)
