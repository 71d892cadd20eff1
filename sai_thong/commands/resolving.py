"""``sync resolve``: one of the values that wait stands, or another that is put together by hand."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.types import amount_satang, known_day, month_be, thai_day
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.records import FieldDeclaration, Kind, declaration_of
from sai_thong.records.encoding import Plain, encode
from sai_thong.registers.catalogue import RECORD_TYPES

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.sync.conflicts import Conflict, Side, Values

_YES, _NO = "yes", "no"


def add_to(actions: Actions) -> None:
    """Declare the command among those of ``sync``."""
    resolve = action(actions, "resolve", _resolve, _("say which value stands"))
    resolve.add_argument("record", metavar=_("RECORD"), help=_("id of the record"))
    resolve.add_argument("--field", default="", help=_("the field; left out where whole records meet"))
    value = resolve.add_mutually_exclusive_group(required=True)
    value.add_argument("--take", metavar="VERSION", help=_("the version whose value shall stand"))
    value.add_argument(
        "--combine",
        nargs="+",
        type=_pair,
        metavar=_("FIELD=VALUE"),
        help=_("a value put together by hand; of a yes or no, yes or no"),
    )
    resolve.add_argument("--note", default="", help=_("why; stands in the history"))
    resolve.add_argument("--send-back", action="store_true", help=_("send the others back with the note"))


def _resolve(session: Session, arguments: argparse.Namespace) -> None:
    from sai_thong.sync.closes import settle_with, waiting_things
    from sai_thong.sync.conflicts import NotReadableHere, settle

    with session.store(write=True) as store:
        named = (arguments.record, arguments.field)
        for conflict in waiting_things(store, RECORD_TYPES):
            if (conflict.subject_id, conflict.field_name) != named:
                continue
            if conflict.standing is None:
                raise NotReadableHere
            word = {"note": arguments.note, "sent_back": arguments.send_back}
            if arguments.combine is None:
                side = _side(conflict, arguments.take)
                settle_with(store, RECORD_TYPES, conflict, side, **word)
                chosen = side.values
            else:
                chosen = _combined(store, conflict, arguments.combine)
                settle(store, RECORD_TYPES, conflict, chosen, **word)
            document = {"record": arguments.record, "field": arguments.field, "values": dict(chosen)}
            session.output.result(document, [_("It is settled. What stands goes out with the next round.")])
            return
    raise _nothing_waits()


def _side(conflict: Conflict, version: str) -> Side:
    """The side whose value shall stand."""
    assert conflict.standing is not None
    for each in (conflict.standing, *conflict.waiting):
        if each.version == version:
            return each
    raise _nothing_waits()


def _combined(store: Store, conflict: Conflict, typed: Sequence[tuple[str, str]]) -> Values:
    """The values that were put together, as they are kept."""
    from sai_thong.sync.closes import is_of_a_month
    from sai_thong.sync.conflicts import contended_record

    assert conflict.standing is not None
    record = contended_record(store, RECORD_TYPES, conflict)
    declared, values = declaration_of(type(record)), dict(typed)
    if is_of_a_month(record) or not set(values) <= set(conflict.standing.values):
        raise _nothing_waits()
    return {name: _read(declared.field(name), text) for name, text in values.items()}


def _nothing_waits() -> BadInput:
    return BadInput(
        _("Nothing waits under this record, field and version."), do=_("See sync conflicts for what waits.")
    )


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise argparse.ArgumentTypeError(text)
    return name, value


def _read(field: FieldDeclaration, text: str) -> Plain:
    """What was typed for a field, as it is kept; nothing behind the sign empties it."""
    if not text.strip():
        return None if field.optional else ""
    read: Callable[[str], Any] = field.python_type if field.kind is Kind.CHOICE else _READERS.get(field.kind, _never)
    try:
        return encode(field, read(text))
    except (argparse.ArgumentTypeError, ValueError) as error:
        words = _("{value} cannot be read as {field}.").format(value=text, field=_(field.label))
        raise BadInput(words, do=_("See sync conflicts for what waits.")) from error


def _yes_or_no(text: str) -> bool:
    if text not in (_YES, _NO):
        raise ValueError(text)
    return text == _YES


def _never(text: str) -> object:
    """Times and lists are chosen, never typed."""
    raise ValueError(text)


_READERS: Final[Mapping[Kind, Callable[[str], Any]]] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.BOOLEAN: _yes_or_no,
    Kind.MONEY: amount_satang,
    Kind.DATE: thai_day,
    Kind.PARTIAL_DATE: known_day,
    Kind.MONTH: month_be,
}
"""How a kind of value is typed; a choice by its own word."""
