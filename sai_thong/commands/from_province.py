"""``down list|accept|decline``: what the province sent down, and what the office decides on it."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.db.store import Store
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.from_province.contents import kind_words
from sai_thong.registers.from_province.operations import accept, decline, item_numbered, province_items, what_changes
from sai_thong.registers.from_province.records import ProvinceItem
from sai_thong.thai.calendar import thai_date_short


def add_to(commands: Actions) -> None:
    """Declare the command."""
    command = commands.add_parser("down", help=_("what the province sends down to the office"))
    actions = command.add_subparsers(required=True, metavar=_("ACTION"))
    action(actions, "list", _list, _("what was sent down, and what was decided on it"))
    taken = action(actions, "accept", _accept, _("let a proposal take effect, or know an announcement as read"))
    taken.add_argument("number", type=int, metavar=_("NUMBER"), help=_("number of the province"))
    refused = action(actions, "decline", _decline, _("keep the office's own ways"))
    refused.add_argument("number", type=int, metavar=_("NUMBER"), help=_("number of the province"))
    refused.add_argument("--why", required=True, help=_("why; stands in the history"))


def _list(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = province_items(store)
        documents = [_document(store, each) for each in found]
    lines = [f"{each.number}  {kind_words(each.kind)}  {each.title}  {standing_of(each)}" for each in found]
    session.output.result(documents, lines or [_("The province sent nothing down.")])


def standing_of(item: ProvinceItem) -> str:
    """What became of a thing sent down, in words."""
    if item.accepted_on:
        return _("accepted {day} by {name}").format(day=thai_date_short(item.accepted_on), name=item.decided_by)
    if item.declined_on:
        return _("declined {day} by {name}: {why}").format(
            day=thai_date_short(item.declined_on), name=item.decided_by, why=item.reason
        )
    return _("withdrawn by the province") if item.withdrawn else _("waits")


def _accept(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        item = accept(store, item_numbered(store, arguments.number)).record
        document = _document(store, item)
    session.output.result(document, [f"{item.title}: {standing_of(item)}"])


def _decline(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        item = decline(store, item_numbered(store, arguments.number), why=arguments.why).record
        document = _document(store, item)
    session.output.result(document, [f"{item.title}: {standing_of(item)}"])


def _document(store: Store, item: ProvinceItem) -> dict[str, object]:
    return {
        "number": item.number,
        "kind": item.kind,
        "title": item.title,
        "content": item.content,
        "changes": _changes(store, item),
        "waits": item.waits,
        "withdrawn": item.withdrawn,
    }


def _changes(store: Store, item: ProvinceItem) -> list[str]:
    """What a proposal says, line by line; nothing of one that this program cannot read."""
    try:
        return [": ".join(each) for each in what_changes(store, item)]
    except BadInput:
        return []
