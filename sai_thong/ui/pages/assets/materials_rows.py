"""Stock cards, their movements and requisition slips as rows, and as the record beside the list."""

from __future__ import annotations

from typing import Final

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.assets.materials import StockLine
from sai_thong.registers.assets.records import Material
from sai_thong.registers.assets.requisitions import REQUISITION_STATE_LABELS, RequisitionState, SlipView
from sai_thong.registers.assets.rules.materials import quantity_text
from sai_thong.registers.assets.stock import CardEntry
from sai_thong.registers.assets.terms import MATERIAL_NATURE_LABELS, STOCK_MOVE_LABELS
from sai_thong.thai.calendar import thai_date, thai_date_short
from sai_thong.thai.money import baht
from sai_thong.ui.kit import ChipText, Column, HistoryLine, RecordView, Row, Tone, thai_order

_SLIP_TONES: Final = {
    RequisitionState.WAITING: Tone.WARNING,
    RequisitionState.ISSUED: Tone.OK,
    RequisitionState.CANCELLED: Tone.PLAIN,
}


def card_columns() -> list[Column]:
    """The columns of the stock cards."""
    return [
        Column("code", _("Material code"), 98, sort_value=lambda row: row["code"]),
        Column("name", _("Name of the material"), least=170, strong=True, sort_value=thai_order("name")),
        Column("held", _("In stock"), 110, align="right", sort_value=lambda row: row["quantity"]),
        Column("value_satang", _("Worth"), 110, kind="money", spare=True, sort_value=lambda row: row["value_satang"]),
        Column("moved", _("Last moved"), 96, kind="date", spare=True),
        Column("state", _("State"), 116, kind="chip"),
    ]


def card_row(line: StockLine) -> Row:
    """A line of the stock cards."""
    card = line.material
    return {
        "id": card.id,
        "code": card.code,
        "name": " ".join(filter(None, (card.name, card.size))),
        "quantity": line.quantity,
        "held": with_unit(line.quantity, card.unit),
        "value_satang": line.value_satang,
        "moved": line.last_moved_on,
        "state": card_chip(line),
    }


def card_chip(line: StockLine) -> ChipText:
    """Whether a card is to be filled up."""
    if line.material.ended_on is not None:
        return ChipText(_("card ended"))
    if line.quantity < 0:
        return ChipText(_("below nothing"), Tone.BAD)
    if not line.quantity:
        return ChipText(_("used up"), Tone.BAD)
    if line.below_minimum:
        return ChipText(_("running low"), Tone.WARNING)
    return ChipText(_("enough"), Tone.OK)


def card_record(line: StockLine, class_name: str, entries: list[CardEntry]) -> RecordView:
    """Everything the panel tells of a card."""
    card = line.material
    facts = [
        (_("Worth"), _("{amount} baht").format(amount=baht(line.value_satang))),
        (_("Lowest stock"), "" if card.least is None else with_unit(card.least, card.unit)),
        (_("Highest stock"), "" if card.most is None else with_unit(card.most, card.unit)),
        (_("Class of material"), class_name),
        (_("Nature of material"), _(MATERIAL_NATURE_LABELS[card.nature])),
        (_("Size or description"), card.size),
        (_("Kept at"), card.kept_at),
    ]
    sentences = [_low_words(line)] if line.below_minimum else []
    return RecordView(
        name=card.name,
        line=card.code,
        figure=with_unit(line.quantity, card.unit),
        figure_tone=Tone.WARNING if line.below_minimum else Tone.PLAIN,
        chips=(card_chip(line),),
        sentences=tuple(sentences),
        facts=tuple(each for each in facts if each[1]),
        history=tuple(_moved(entry, card) for entry in reversed(entries[-6:])),
        history_title=_("Last movements"),
    )


def _low_words(line: StockLine) -> str:
    if line.quantity < 0:
        return _("More went out than was there, as two computers wrote it: count what is there and adjust the card.")
    return _("Less is there than the lowest stock: order some.")


def _moved(entry: CardEntry, card: Material) -> HistoryLine:
    line = entry.line
    sign = f"+{quantity_text(line.came_in)}" if line.came_in else f"−{quantity_text(line.went_out)}"
    told = f"{sign} {card.unit}  {entry_words(entry)}"
    return HistoryLine(thai_date_short(line.on), told)


def entry_words(entry: CardEntry) -> str:
    """What a movement is and who it was from or to."""
    if entry.move is None:
        return _("Brought forward")
    kind = _(STOCK_MOVE_LABELS[entry.move.kind])
    return "  ".join(filter(None, (kind, entry.move.other_party or entry.move.note)))


def move_columns() -> list[Column]:
    """The columns of บัญชีวัสดุ."""
    return [
        Column("on", _("Date"), 94, kind="date"),
        Column("what", _("Received from or issued to"), least=170, strong=True),
        Column("document", _("Paper"), 92, muted=True),
        Column("came_in", _("In"), 78, align="right"),
        Column("went_out", _("Out"), 78, align="right"),
        Column("value", _("Amount of money"), 100, kind="money", spare=True),
        Column("balance", _("Left"), 84, align="right"),
        Column("worth", _("Worth"), 106, kind="money"),
        Column("state", _("State"), 104, kind="chip", spare=True),
    ]


def move_row(entry: CardEntry, place: int) -> Row:
    """A line of บัญชีวัสดุ."""
    line, move = entry.line, entry.move
    return {
        "id": move.id if move else f"forward {place}",
        "on": line.on,
        "what": entry_words(entry),
        "document": move.document_no if move else "",
        "came_in": quantity_text(line.came_in) if line.came_in else "",
        "went_out": quantity_text(line.went_out) if line.went_out else "",
        "value": line.value_satang,
        "balance": quantity_text(line.balance),
        "worth": line.balance_satang,
        "state": ChipText(_("reversed"), Tone.WARNING) if entry.reversed_by else None,
    }


def slip_columns() -> list[Column]:
    """The columns of the requisitions."""
    return [
        Column("number", _("Slip number"), 92, sort_value=lambda row: row["number"]),
        Column("asked_on", _("Date"), 96, kind="date", sort_value=lambda row: row["asked_on"]),
        Column("asked_by", _("Requested by"), 170, strong=True),
        Column("told", _("What is asked for"), least=150),
        Column("state", _("State"), 132, kind="chip"),
    ]


def slip_row(view: SlipView) -> Row:
    """A line of the requisitions."""
    return {
        "id": view.slip.id,
        "number": view.slip.number or "–",
        "asked_on": view.slip.asked_on,
        "asked_by": view.slip.asked_by,
        "told": ", ".join(
            f"{each.material.name} {with_unit(each.line.asked, each.material.unit)}" for each in view.lines
        ),
        "state": slip_chip(view),
    }


def slip_chip(view: SlipView) -> ChipText:
    """Where a slip stands."""
    return ChipText(_(REQUISITION_STATE_LABELS[view.state]), _SLIP_TONES[view.state])


def slip_record(view: SlipView) -> RecordView:
    """Everything the panel tells of a slip."""
    slip = view.slip
    facts = [(each.material.name, _line_told(each.line.asked, each.line.issued, each.material)) for each in view.lines]
    facts += [
        (_("Division"), slip.division),
        (_("Used for"), slip.purpose),
        (_("Requested by"), slip.asked_by),
        (_("Issue ordered by"), slip.allowed_by),
        (_("Issued by"), slip.issued_by),
        (_("Goods received by"), slip.received_by),
        (_("Issued from stock on"), thai_date(slip.issued_on) if slip.issued_on else ""),
        (_("Cancelled because"), slip.cancelled_why),
    ]
    waiting = view.state is RequisitionState.WAITING
    return RecordView(
        name=_("Requisition {number}").format(number=slip.number or "–"),
        line=thai_date(slip.asked_on),
        chips=(slip_chip(view),),
        sentences=(_("It waits for the issue to be ordered and the things to be issued."),) if waiting else (),
        facts=tuple(each for each in facts if each[1]),
    )


def _line_told(asked: int, issued: int | None, card: Material) -> str:
    if issued is None or issued == asked:
        return with_unit(asked, card.unit)
    return _("{issued} of {asked}").format(issued=quantity_text(issued), asked=with_unit(asked, card.unit))


def with_unit(quantity: int, unit: str) -> str:
    """A quantity in thousandths with its unit."""
    return f"{quantity_text(quantity)} {unit}".strip()


def counted_cards(count: int, low: int) -> str:
    """How many cards the list shows, for the header."""
    words = ngettext("{count} stock card", "{count} stock cards", count).format(count=f"{count:,}")
    return words if not low else _("{cards}, {low} running low").format(cards=words, low=low)
