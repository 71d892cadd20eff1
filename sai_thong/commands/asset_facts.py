"""Facts of records written as ``field=value`` on the command line, read by what each field holds."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from sai_thong.commands.types import amount_satang, thai_day
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.records import Kind, Record, declaration_of
from sai_thong.registers.assets.records import Asset, Room
from sai_thong.registers.assets.refusals import AssetFactWrong
from sai_thong.registers.assets.scan import one_asset
from sai_thong.thai.digits import to_arabic

_TRUTHS = {"yes": True, "no": False}


def add_number(command: CommandParser, *, several: bool = False) -> None:
    """``NUMBER``, in any writing, as scanned, or the id; ``NUMBERS`` of several."""
    told = _("asset number in any writing, code of the label, or id")
    if several:
        command.add_argument("numbers", nargs="+", metavar=_("NUMBER"), help=told)
    else:
        command.add_argument("number", metavar=_("NUMBER"), help=told)


def card_of(store: Store, number: str) -> Asset:
    """The card of a number; `AssetMissing` when there is none."""
    return one_asset(store, number)


def cards_of(store: Store, numbers: Sequence[str]) -> list[Asset]:
    """The cards of several numbers, in their order."""
    return [card_of(store, number) for number in numbers]


def room_named(store: Store, name: str) -> Room:
    """The room in use of a name.

    Raises:
        AssetFactWrong: There is none.
    """
    found = [room for room in store.find(Room, name=name.strip()) if room.ended_on is None]
    if not found:
        raise AssetFactWrong(
            _("There is no room called {name}.").format(name=name),
            do=_("Add it with “assets add-room”, or look at “assets rooms”."),
        )
    return found[0]


def add_fields(command: CommandParser, record_class: type[Record], names: Iterable[str]) -> None:
    """``FIELD=VALUE``, one or more; nothing behind the sign empties the field."""
    told = _("fields: {choices}").format(choices=", ".join(names))
    command.add_argument("fields", nargs="+", metavar=_("FIELD=VALUE"), help=told)
    command.set_defaults(fields_of=record_class)


def fields_given(arguments: argparse.Namespace) -> dict[str, Any]:
    """What was written of the fields, as the record holds it; ends with a usage error where it cannot be read."""
    return dict(_read(arguments, written) for written in arguments.fields)


def _read(arguments: argparse.Namespace, written: str) -> tuple[str, Any]:
    name, equals, text = written.partition("=")
    name, declared = name.strip().replace("-", "_"), declaration_of(arguments.fields_of)
    known = {each.name: each for each in declared.fields} | {
        each.name.removesuffix("_satang"): each for each in declared.fields
    }
    if not equals or name not in known:
        arguments.usage_error(_("“{text}” is not of the shape field=value").format(text=written))
    each = known[name]
    try:
        return each.name, _value(each.kind, each.python_type, text.strip())
    except (ValueError, KeyError, argparse.ArgumentTypeError) as trouble:
        told = str(trouble) if isinstance(trouble, argparse.ArgumentTypeError) else written
        arguments.usage_error(_("“{text}” cannot be read").format(text=told))
        raise


def _value(kind: Kind, python_type: type, text: str) -> str | int | bool | date | StrEnum | None:
    if kind is Kind.TEXT or not text:
        return text if kind is Kind.TEXT else None
    readers: Mapping[Kind, Callable[[str], str | int | bool | date | StrEnum]] = {
        Kind.MONEY: amount_satang,
        Kind.INTEGER: lambda written: int(to_arabic(written).replace(",", "")),
        Kind.BOOLEAN: lambda written: _TRUTHS[written.lower()],
        Kind.DATE: thai_day,
        Kind.CHOICE: python_type,
    }
    return readers[kind](text)
