"""Lines of an inspection as rows: what the register has, what was found, and where that differs."""

from __future__ import annotations

from typing import Final

from sai_thong.ground.language import N_, _
from sai_thong.registers.assets.inspection_view import RoomProgress, UnknownTag
from sai_thong.registers.assets.records import InspectionLine
from sai_thong.registers.assets.rules.inspection import AWAY, FindingKind
from sai_thong.ui.kit import ChipText, Column, Row, Tone
from sai_thong.ui.pages.assets.asset_words import state_chip

_FINDINGS: Final = {
    FindingKind.FOUND: (N_("Found here"), Tone.OK),
    FindingKind.WRONG_ROOM: (N_("Wrong room"), Tone.WARNING),
    FindingKind.NOT_FOUND: (N_("Not found"), Tone.BAD),
    FindingKind.DUPLICATE: (N_("Scanned before"), Tone.ACCENT),
    FindingKind.SUPERSEDED: (N_("Settled by hand later"), Tone.PLAIN),
    FindingKind.UNKNOWN: (N_("Not in the register"), Tone.BAD),
}
"""Green is as the register has it, orange stands in another room, red is on no card."""


def finding_chip(kind: FindingKind) -> ChipText:
    """What a scan was."""
    words, tone = _FINDINGS[kind]
    return ChipText(_(words), tone)


def line_columns() -> list[Column]:
    """The columns of the tick list."""
    return [
        Column("found", _("Found"), 66, kind="tick"),
        Column("number", _("Asset number"), 132),
        Column("name", _("Item"), least=170, strong=True),
        Column("custodian", _("Custodian"), 140, muted=True, spare=True),
        Column("state", _("As found"), 236, kind="chip"),
        Column("defect", _("In what way broken"), 168, spare=True),
    ]


def line_row(line: InspectionLine) -> Row:
    """A line of the tick list."""
    return {
        "id": line.id,
        "found": bool(line.found),
        "number": line.number,
        "name": " ".join(filter(None, (line.name, line.brand))),
        "custodian": line.custodian,
        "state": line_chips(line),
        "defect": line.defect,
    }


def line_chips(line: InspectionLine) -> tuple[ChipText, ...]:
    """What was found of a line."""
    if line.found is None:
        if line.book_status in AWAY:
            return (state_chip(line.book_status),)
        return (ChipText(_("Not looked at yet")),)
    if not line.found:
        return (ChipText(_("Not found"), Tone.BAD),)
    chips = [state_chip(line.condition or line.book_status)]
    if in_wrong_room(line):
        chips.append(ChipText(_("wrong room"), Tone.WARNING))
    return tuple(chips)


def in_wrong_room(line: InspectionLine) -> bool:
    """Whether it was found in another room than the register has it in."""
    return bool(line.found and line.found_room and line.book_room and line.found_room != line.book_room)


def room_words(room: str) -> str:
    """The name of a room, or that the register names none."""
    return room or _("No room in the register")


def found_columns() -> list[Column]:
    """The columns of what was not as it should be."""
    return [
        Column("number", _("Asset number"), 128),
        Column("name", _("Item"), least=150, strong=True),
        Column("room", _("Room in the register"), 150, spare=True),
        Column("found_room", _("Found in"), 140),
        Column("state", _("As found"), 150, kind="chip"),
    ]


def found_row(line: InspectionLine) -> Row:
    """A thing that was not as it should be."""
    return {
        "id": line.id,
        "asset_id": line.asset_id,
        "number": line.number,
        "name": " ".join(filter(None, (line.name, line.brand))),
        "room": room_words(line.book_room),
        "found_room": line.found_room,
        "state": line_chips(line)[0],
    }


def unknown_row(tag: UnknownTag) -> Row:
    """Something that was seen and is not expected."""
    card = tag.card
    words = _("Disposed of or newer than the year") if card else _("On no card")
    return {
        "id": tag.sighting.id,
        "asset_id": card.id if card else "",
        "number": card.number if card else tag.sighting.tag,
        "name": card.name if card else "–",
        "room": "",
        "found_room": tag.sighting.room,
        "state": ChipText(words, Tone.WARNING if card else Tone.BAD),
    }


def room_row(room: RoomProgress) -> Row:
    """How far a room is."""
    return {
        "id": f"room {room.room}",
        "room_name": room.room,
        "room": room_words(room.room),
        "looked_at": f"{room.looked_at:,} / {room.lines:,}",
        "not_found": room.not_found or None,
        "strays": room.strays or None,
        "state": _room_chip(room),
    }


def _room_chip(room: RoomProgress) -> ChipText:
    if not room.left:
        return ChipText(_("done"), Tone.OK)
    if not room.looked_at:
        return ChipText(_("not begun"))
    return ChipText(_("{count} left").format(count=f"{room.left:,}"), Tone.WARNING)
