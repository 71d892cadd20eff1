"""``assets``: what happens to cards: moved, their state told, corrected, noted, numbered, withdrawn; and the rooms."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from sai_thong.commands.asset_facts import add_fields, add_number, card_of, cards_of, fields_given, room_named
from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain
from sai_thong.commands.record_history import tell_history
from sai_thong.commands.types import add_day, add_why, one_of
from sai_thong.ground.language import _
from sai_thong.registers.assets import corrections, custody, properties
from sai_thong.registers.assets.records import Asset, PropertyDetails, Room
from sai_thong.registers.assets.terms import INSPECTED_CONDITIONS, AssetStatus
from sai_thong.registers.assets.today import assets_today, waiting_for_number
from sai_thong.registers.assets.waiting_numbers import give_number
from sai_thong.registers.labels import label_of

_DETAILS = (
    "place", "moo", "coordinates", "title_kind", "title_no", "area_wa100", "description", "building_no", "width_cm",
    "length_cm", "thickness_cm", "shoulder_cm", "lanes", "area_cm2",
)  # fmt: skip


def add_to(actions: Actions) -> None:
    """Declare the actions."""
    action(actions, "today", _today, _("what is due on assets"))
    _add_custody(actions)
    _add_facts(actions)
    _add_rooms(actions)


def _add_custody(actions: Actions) -> None:
    move = action(actions, "move", _move, _("hand things to another room, division or custodian"))
    move.add_argument("--room", help=_("name of the room; empty for none"))
    move.add_argument("--division", help=_("division in charge; empty for none"))
    move.add_argument("--custodian", help=_("who keeps them; empty for nobody"))
    state = action(actions, "state", _state, _("tell in what state things are"))
    chosen = ", ".join(each.value for each in INSPECTED_CONDITIONS)
    state.add_argument("--to", dest="status", required=True, help=chosen, **one_of(AssetStatus))
    note = action(actions, "note", _note, _("note something in the timeline of a thing"))
    add_number(note)
    note.add_argument("text", metavar=_("TEXT"))
    for command in (move, state):
        add_number(command, several=True)
        command.add_argument("--detail", default="", help=_("in words"))
    for command in (move, state, note):
        add_day(command)
        command.add_argument("--document", default="", help=_("number of the paper"))
        add_why(command)


def _add_facts(actions: Actions) -> None:
    correct = action(actions, "correct", _correct, _("say facts of a card anew; the number never changes"))
    add_number(correct)
    add_fields(correct, Asset, corrections.CORRECTABLE)
    undo = action(actions, "undo", _undo, _("take back the last correction of a card, by a correction"))
    add_number(undo)
    withdraw = action(actions, "withdraw", _withdraw, _("take back a slip on the day it was entered"))
    add_number(withdraw)
    add_number(action(actions, "history", _history, _("who changed what of a card, when, and on which computer")))
    for command in (correct, undo, withdraw):
        add_why(command, required=True)
    details = action(actions, "property", _property, _("title, area and build of land or a structure (พ.ด.1)"))
    add_number(details)
    add_fields(details, PropertyDetails, _DETAILS)
    action(actions, "waiting", _waiting, _("cards that wait for a number"))
    number = action(actions, "number", _number, _("give cards that wait for one their numbers"))
    number.add_argument("ids", nargs="+", metavar="ID", help=_("ids that “assets waiting” lists"))
    way = number.add_mutually_exclusive_group(required=True)
    way.add_argument("--class", dest="class_code", default="", metavar="416", help=_("gives the next numbers of it"))
    way.add_argument("--number", action="append", default=[], help=_("the number on the thing; once a thing"))
    for command in (details, number):
        add_why(command)


def _add_rooms(actions: Actions) -> None:
    listed = action(actions, "rooms", _rooms, _("the rooms where things are kept"))
    listed.add_argument("--all", action="store_true", help=_("those no longer used too"))
    add = action(actions, "add-room", _add_room, _("a room where things are kept"))
    change = action(actions, "change-room", _change_room, _("say a room's name, division or keeper anew"))
    change.add_argument("--rename", metavar=_("NAME"))
    end = action(actions, "end-room", _end_room, _("a room is not used any more"))
    for command in (add, change, end):
        command.add_argument("name", metavar=_("NAME"))
    for command in (add, change):
        command.add_argument("--division", help=_("division in charge"))
        command.add_argument("--keeper", help=_("who keeps the room"))
    add_day(end)
    for command in (add, change, end):
        add_why(command)


def _today(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        told = assets_today(store)
    document = {
        "day": told.day.isoformat(),
        "duties": [plain(each) for each in told.duties],
        "dates": [
            {
                "asset_no": each.card.number,
                "name": each.card.name,
                "kind": each.reminder.duty.kind.value,
                "due_on": each.reminder.duty.due_on.isoformat(),
                "days_left": each.reminder.days_left,
            }
            for each in told.dates
        ],
        "year_to_close": told.year_to_close,
    }
    dates = (
        f"{each.card.number}\t{each.card.name}\t{label_of(each.reminder.duty.kind)}\t{each.reminder.duty.due_on}"
        for each in told.dates
    )
    session.output.result(document, (*(each.text for each in told.duties), *dates))


def _move(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        room = arguments.room and room_named(store, arguments.room).id
        done = custody.move(
            store,
            [card.id for card in cards_of(store, arguments.numbers)],
            on=arguments.on or session.today,
            room_id=room,
            division=arguments.division,
            custodian=arguments.custodian,
            document_no=arguments.document,
            detail=arguments.detail,
            why=arguments.why,
        )
    _tell(session, done.cards, _("Handed over: {numbers}"))


def _state(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = custody.change_status(
            store,
            [card.id for card in cards_of(store, arguments.numbers)],
            arguments.status,
            on=arguments.on or session.today,
            document_no=arguments.document,
            detail=arguments.detail,
            why=arguments.why,
        )
    _tell(session, done.cards, _("The state was told: {numbers}"))


def _note(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        card = card_of(store, arguments.number)
        on, paper = arguments.on or session.today, arguments.document
        done = custody.add_note(store, card.id, arguments.text, on=on, document_no=paper, why=arguments.why)
    _tell(session, done.cards, _("Noted: {numbers}"))


def _correct(session: Session, arguments: argparse.Namespace) -> None:
    told = fields_given(arguments)
    with session.store(write=True) as store:
        done = corrections.correct_card(store, card_of(store, arguments.number), told, why=arguments.why)
    _tell_corrected(session, done)


def _undo(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = corrections.take_correction_back(store, card_of(store, arguments.number), why=arguments.why)
    _tell_corrected(session, done)


def _tell_corrected(session: Session, done: corrections.CardCorrected) -> None:
    document = {"asset": plain(done.card), "corrected": plain(done.corrected)}
    said = _("Corrected: {number}").format(number=done.card.number or done.card.name)
    session.output.result(document, filter(None, (said, done.corrected.text)))


def _history(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        tell_history(session, store, store, card_of(store, arguments.number))


def _withdraw(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = corrections.withdraw_card(store, card_of(store, arguments.number), why=arguments.why)
    _tell(session, done.cards, _("The card was withdrawn: {numbers}"))


def _property(session: Session, arguments: argparse.Namespace) -> None:
    told = fields_given(arguments)
    with session.store(write=True) as store:
        card = card_of(store, arguments.number)
        known = properties.details_of(store, card.id)
        before = {name: getattr(known, name) for name in _DETAILS} if known else {}
        saved = properties.save_details(
            store, PropertyDetails(asset_id=card.id, **{**before, **told}), why=arguments.why
        )
    session.output.record(saved.record)


def _waiting(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        session.output.records(Asset, waiting_for_number(store), ("name", "brand", "acquired_on", "cost_satang"))


def _number(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = give_number(
            store,
            [card.id for card in cards_of(store, arguments.ids)],
            class_code=arguments.class_code,
            numbers=arguments.number,
            why=arguments.why,
        )
    _tell(session, done.cards, _("Numbers given: {numbers}"))


def _rooms(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = custody.rooms(store, ended=arguments.all)
        counts = {room.id: sum(card.status.counted for card in store.find(Asset, room_id=room.id)) for room in found}
    document = [{**_plain_room(room), "assets": counts[room.id]} for room in found]
    rows = ((room.name, room.division, room.keeper, counts[room.id], room.ended_on or "") for room in found)
    columns = (_("room"), _("division"), _("keeper"), _("assets"), _("ended"))
    session.output.result(document, table(columns, rows))


def _plain_room(room: Room) -> dict[str, object]:
    told = plain(room)
    assert isinstance(told, dict)
    return dict(told)


def _add_room(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        saved = custody.add_room(
            store,
            arguments.name,
            division=arguments.division or "",
            keeper=arguments.keeper or "",
            why=arguments.why,
        )
    session.output.record(saved.record)


def _change_room(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        saved = custody.change_room(
            store,
            room_named(store, arguments.name),
            name=arguments.rename,
            division=arguments.division,
            keeper=arguments.keeper,
            why=arguments.why,
        )
    session.output.record(saved.record)


def _end_room(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        room = room_named(store, arguments.name)
        saved = custody.end_room(store, room, on=arguments.on or session.today, why=arguments.why)
    session.output.record(saved.record)


def _tell(session: Session, cards: Iterable[Asset], words: str) -> None:
    told = list(cards)
    numbers = ", ".join(card.number or card.name for card in told)
    session.output.result([plain(card) for card in told], [words.format(numbers=numbers)])
