"""Assets in few words: state chips, rows of the list, and the columns they stand in."""

from __future__ import annotations

from typing import Final

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.listing import AssetLine
from sai_thong.registers.assets.terms import STATUS_LABELS, AssetStatus
from sai_thong.ui.kit import ChipText, Column, Row, Tone, thai_order

_TONES: Final = {
    AssetStatus.IN_USE: Tone.OK,
    AssetStatus.LENT: Tone.ACCENT,
    AssetStatus.AT_REPAIR: Tone.ACCENT,
    AssetStatus.BROKEN: Tone.WARNING,
    AssetStatus.WORN: Tone.WARNING,
    AssetStatus.AWAITING_DISPOSAL: Tone.WARNING,
    AssetStatus.LOST: Tone.BAD,
}
"""Green can be used, blue is away for a while, amber wants a decision, red wants one now."""


def state_chip(status: AssetStatus) -> ChipText:
    """The state an asset is in."""
    return ChipText(_(STATUS_LABELS[status]), _TONES.get(status, Tone.PLAIN))


def number_words(number: str) -> str:
    """The number, or that the card waits for one."""
    return number or _("waits for a number")


def counted(count: int) -> str:
    """How many cards, for a header."""
    return ngettext("{count} item", "{count} items", count).format(count=f"{count:,}")


def asset_columns() -> list[Column]:
    """The columns of the register, as far as a screen has room for them."""
    return [
        Column("ticked", "", 40, kind="tick"),
        Column("number", _("Asset number"), 108, sort_value=lambda row: str(row["number"])),
        Column("name", _("Item"), least=150, strong=True, sort_value=thai_order("name")),
        Column(
            "acquired_on",
            _("Accepted on"),
            116,
            kind="date",
            spare=True,
            sort_value=lambda row: str(row["acquired_on"] or ""),
        ),
        Column("cost_satang", _("Price"), 120, kind="money", sort_value=lambda row: row["cost_satang"] or 0),
        Column("place", _("Room or division"), 130, muted=True, spare=True, sort_value=thai_order("place")),
        Column("custodian", _("Custodian"), 120, muted=True, spare=True),
        Column("state", _("State"), 104, kind="chip"),
    ]


def asset_row(line: AssetLine, ticked: bool = False) -> Row:
    """One line of the register."""
    return {
        "id": line.id,
        "ticked": ticked,
        "number": line.number or "–",
        "name": " ".join(filter(None, (line.name, line.brand))),
        "acquired_on": line.acquired,
        "cost_satang": line.cost_satang,
        "place": line.room or line.division,
        "custodian": line.custodian,
        "state": state_chip(line.state),
    }
