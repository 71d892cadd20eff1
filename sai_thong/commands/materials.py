"""``materials``: stock cards, deliveries, counts, and requisition slips."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from sai_thong.commands import requisition_steps
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_why, amount_satang, one_of, year_be
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.assets import materials, stock
from sai_thong.registers.assets.materials import StockFilter, StockLine, find_material, stock_list
from sai_thong.registers.assets.records import Material
from sai_thong.registers.assets.rules.materials import quantity_text, read_quantity
from sai_thong.registers.assets.stock import CardEntry, Moved, Received, card_entries
from sai_thong.registers.assets.terms import MaterialNature
from sai_thong.registers.labels import label_of
from sai_thong.thai.money import baht, parse_baht

_TEXTS: Final = ("code", "size", "kept_at", "material_class")
_BROUGHT_FORWARD: Final = "brought-forward"


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "materials", _("stock cards of materials and requisitions"))
    listing = action(actions, "list", _list, _("what is in stock, with its value"))
    listing.add_argument("--text", default="", help=_("any part of a code or a name"))
    listing.add_argument("--class", dest="material_class", default="", help=_("one class of materials"))
    listing.add_argument("--nature", help=_("one kind of material"), **one_of(MaterialNature))
    listing.add_argument("--below-minimum", action="store_true", help=_("only what is to be filled up"))
    listing.add_argument("--in-stock", action="store_true", help=_("only what is there"))
    listing.add_argument("--ended", action="store_true", help=_("the ended cards too"))
    add_day(listing, words=_("what was there at the end of this day; now if not said"))
    show = action(actions, "show", _show, _("a stock card with its lines"))
    _add_card(show)
    show.add_argument("--fiscal-year", dest="year", type=year_be, metavar="2570", help=_("one fiscal year"))
    _add_heads(actions)
    _add_moves(actions)
    requisition_steps.add_actions(actions)


def _add_card(command: CommandParser) -> None:
    command.add_argument("card", metavar=_("CARD"), help=_("code or name of the stock card, or id"))


def _add_heads(actions: Actions) -> None:
    adding = action(actions, "add", _add, _("begin a stock card"))
    adding.add_argument("--name", required=True, help=_("what it is"))
    adding.add_argument("--unit", required=True, help=_("what it is counted in"))
    changing = action(actions, "change", _change, _("change the head of a stock card"))
    _add_card(changing)
    changing.add_argument("--name", help=_("what it is"))
    changing.add_argument("--unit", help=_("what it is counted in"))
    for command in (adding, changing):
        command.add_argument("--code", help=_("its code"))
        command.add_argument("--class", dest="material_class", help=_("its class of materials"))
        command.add_argument("--nature", help=_("kind of material"), **one_of(MaterialNature))
        command.add_argument("--size", help=_("size or description"))
        command.add_argument("--kept-at", help=_("where it is kept"))
        command.add_argument("--most", help=_("highest stock"))
        command.add_argument("--least", help=_("lowest stock; below it the card is to be filled up"))
        add_why(command)
    ending = action(actions, "end", _end, _("end a stock card of which nothing is left"))
    _add_card(ending)
    add_why(ending)


def _add_moves(actions: Actions) -> None:
    told = _("card, quantity and what all of it cost in baht, such as A4=10=1,200; repeatable")
    receiving = action(actions, "receive", _receive, _("take a delivery into stock"))
    receiving.add_argument("--from", dest="from_whom", required=True, help=_("who delivered it"))
    forward = action(actions, "bring-forward", _bring_forward, _("take over what the old cards had"))
    for command in (receiving, forward):
        command.add_argument("--line", action="append", required=True, metavar=_("CARD=QUANTITY=BAHT"), help=told)
        command.add_argument("--document", default="", help=_("delivery note or report"))
        add_why(command)
    add_day(receiving)
    add_day(forward, required=True)
    counting = action(actions, "count", _count, _("let a card have what was counted"))
    _add_card(counting)
    counting.add_argument("quantity", metavar=_("QUANTITY"), help=_("what is really there"))
    counting.add_argument("--value", type=amount_satang, help=_("what the more is worth, in baht"))
    counting.add_argument("--document", default="", help=_("delivery note or report"))
    add_day(counting)
    add_why(counting, required=True)
    reversing = action(actions, "reverse", _reverse, _("take a movement back by another one"))
    reversing.add_argument("record_id", metavar="ID", help=_("as “materials show” shows it"))
    add_day(reversing)
    add_why(reversing, required=True)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    chosen = StockFilter(
        arguments.material_class, arguments.nature, arguments.below_minimum, arguments.in_stock, arguments.ended
    )
    with session.store(write=False) as store:
        found = stock_list(store, arguments.text, chosen, on=arguments.on)
    headings = (_("code"), _("material"), _("in stock"), _("unit"), _("value"), _("to be filled up"))
    rows = (
        (
            line.material.code,
            line.material.name,
            quantity_text(line.quantity),
            line.material.unit,
            baht(line.value_satang),
            line.below_minimum,
        )
        for line in found
    )
    session.output.result([_line_document(line) for line in found], table(headings, rows))


def _line_document(line: StockLine) -> dict[str, Any]:
    told = plain(line.material)
    assert isinstance(told, dict)
    return {
        **told,
        "quantity": quantity_text(line.quantity),
        "value_satang": line.value_satang,
        "below_minimum": line.below_minimum,
        "last_moved_on": line.last_moved_on.isoformat() if line.last_moved_on else None,
    }


def _show(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        material = find_material(store, arguments.card)
        entries = card_entries(store, material.id, arguments.year)
    headings = (*(_("date"), _("kind"), _("paper"), _("in"), _("out"), _("value"), _("left"), _("worth"), "id"),)
    document = {"material": plain(material), "lines": [_entry_document(entry) for entry in entries]}
    session.output.result(document, table(headings, (_entry_words(entry) for entry in entries)))


def _entry_document(entry: CardEntry) -> dict[str, Any]:
    line, move = entry.line, entry.move
    return {
        "id": move.id if move else None,
        "on": line.on.isoformat(),
        "kind": move.kind.value if move else _BROUGHT_FORWARD,
        "other_party": move.other_party if move else "",
        "document_no": move.document_no if move else "",
        "came_in": quantity_text(line.came_in) if move else "0",
        "went_out": quantity_text(line.went_out),
        "value_satang": line.value_satang,
        "balance": quantity_text(line.balance),
        "balance_satang": line.balance_satang,
        "reversed": entry.reversed_by is not None,
    }


def _entry_words(entry: CardEntry) -> tuple[object, ...]:
    line, move = entry.line, entry.move
    if move is None:
        brought = _("Brought forward")
        return (line.on, brought, "", "", "", "", quantity_text(line.balance), baht(line.balance_satang), "")
    told = label_of(move.kind)
    came_in = quantity_text(line.came_in) if line.came_in else ""
    went_out = quantity_text(line.went_out) if line.went_out else ""
    balance = (quantity_text(line.balance), baht(line.balance_satang))
    return (line.on, told, move.document_no, came_in, went_out, baht(line.value_satang), *balance, move.id)


def _add(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = materials.add_material(store, _told(Material(), arguments), why=arguments.why)
    session.output.record(kept.record, _("The stock card is begun."))


def _change(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        material = find_material(store, arguments.card)
        kept = materials.change_material(store, _told(material, arguments), why=arguments.why)
    session.output.record(kept.record, _("The stock card is changed."))


def _end(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = materials.end_material(store, find_material(store, arguments.card).id, why=arguments.why)
    session.output.record(kept.record, _("The stock card is ended."))


def _told(material: Material, arguments: argparse.Namespace) -> Material:
    """A card with what was said of it."""
    said = {name: getattr(arguments, name) for name in ("name", "unit", "nature", *_TEXTS)}
    limits = {name: getattr(arguments, name) for name in ("most", "least")}
    said |= {name: read_quantity(text) for name, text in limits.items() if text}
    return replace(material, **{name: value for name, value in said.items() if value is not None})


def _receive(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        moved = stock.receive(
            store,
            list(_received(store, arguments)),
            on=arguments.on,
            from_whom=arguments.from_whom,
            document_no=arguments.document,
            why=arguments.why,
        )
    tell_moved(session, moved)


def _bring_forward(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        lines = list(_received(store, arguments))
        moved = stock.bring_forward(store, lines, on=arguments.on, document_no=arguments.document, why=arguments.why)
    tell_moved(session, moved)


def _received(store: Store, arguments: argparse.Namespace) -> Iterator[Received]:
    for written in arguments.line:
        card, _first, rest = written.partition("=")
        quantity, equals, value = rest.partition("=")
        if not equals:
            arguments.usage_error(_("“{text}” is not of the shape card=quantity=baht.").format(text=written))
        try:
            satang = parse_baht(value)
        except BadInput as error:
            arguments.usage_error(str(error))
        yield Received(find_material(store, card).id, read_quantity(quantity), satang)


def _count(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        moved = stock.adjust(
            store,
            find_material(store, arguments.card).id,
            counted=read_quantity(arguments.quantity),
            why=arguments.why,
            on=arguments.on,
            value_satang=arguments.value,
            document_no=arguments.document,
        )
    tell_moved(session, moved)


def _reverse(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        moved = stock.reverse(store, arguments.record_id, why=arguments.why, on=arguments.on)
    tell_moved(session, moved)


def tell_moved(session: Session, moved: Moved) -> None:
    """What moved, and what is to be filled up now."""
    lines = [f"{move.id}\t{label_of(move.kind)}\t{quantity_text(abs(move.quantity))}" for move in moved.moves]
    if not moved.moves:
        lines = [_("The card has what was counted; nothing was changed.")]
    lines += [_("To be filled up: {material}").format(material=each.name) for each in moved.below_minimum]
    document = {"moves": plain(moved.moves), "below_minimum": [each.name for each in moved.below_minimum]}
    session.output.result(document, lines)
