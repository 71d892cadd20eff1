"""``law``: the law tables as the office has them, what it says otherwise, and back to what the program ships."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_day, add_why, thai_day
from sai_thong.ground.language import _
from sai_thong.registers.allowances.law_words import TABLES, TOPICS, LawRow, law_rows, scheme_words
from sai_thong.registers.law import LawDataError, shipped_allowance_law
from sai_thong.registers.law.row_fields import TABLE_FIELDS, Written, read_value, row_field, value_in, written_value
from sai_thong.registers.law.terms import CERTAINTY_LABELS, Certainty
from sai_thong.registers.office.own_law import (
    TABLES_ADDED_TO,
    OwnRow,
    add_row,
    correct_row,
    follow_row,
    law_of,
    own_rows,
    reset_row,
    tables_in_use,
)


def add_to(commands: Actions) -> None:
    """Declare the commands."""
    actions = group(commands, "law", _("the rates and rules in the law tables"))
    listing = action(actions, "list", _list, _("the rows in force today, with what the office says otherwise"))
    listing.add_argument("--all", action="store_true", help=_("rows of every time"))
    listing.add_argument("--table", choices=sorted(TABLE_FIELDS), metavar=_("TABLE"), help=", ".join(TABLE_FIELDS))
    change = action(actions, "set", _set, _("say a row otherwise, or let a new one follow it from a day on"))
    change.add_argument("table", choices=sorted(TABLE_FIELDS), metavar=_("TABLE"), help=", ".join(TABLE_FIELDS))
    change.add_argument("row", metavar=_("ROW"), help=_("the row that the list shows"))
    told = _("what it says, such as day=8 or “steps=60 = 600, 70 = 700”; days in the Buddhist era")
    change.add_argument("fields", nargs="+", metavar=_("FIELD=VALUE"), help=told)
    add_day(change, "--from", words=_("first day of a new row; without it the row itself is corrected"))
    new = action(actions, "add", _add, _("add a row of the office's own, such as a service that only it gives"))
    new.add_argument("table", choices=TABLES_ADDED_TO, metavar=_("TABLE"), help=", ".join(TABLES_ADDED_TO))
    new.add_argument("fields", nargs="+", metavar=_("FIELD=VALUE"), help=told)
    new.add_argument("--row", default="", metavar=_("ROW"), help=_("its key; made from its name when not given"))
    back = action(actions, "reset", _reset, _("back to what the program ships"))
    back.add_argument("table", choices=sorted(TABLE_FIELDS), metavar=_("TABLE"), help=", ".join(TABLE_FIELDS))
    back.add_argument("row", metavar=_("ROW"), help=_("the row that the list shows"))
    for command in (change, new, back):
        add_why(command, required=True)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    fault = ""
    with session.store(write=False) as store:
        own = {(each.table, each.row_id): each for each in own_rows(store)}
        tables = tables_in_use(store)
        try:
            law = law_of(store)
        except LawDataError as error:
            law, fault = shipped_allowance_law(), str(error)
    found = [
        each
        for each in law_rows(law)
        if (arguments.all or each.rule.holds_on(session.today)) and arguments.table in (None, each.table)
    ]
    others = [
        (name, row)
        for name in TABLE_FIELDS
        if name not in TABLES.values() and arguments.table in (None, name)
        for row in tables[name]
        if arguments.all or _holds_on(row, session.today)
    ]
    documents = [_document(each, own.get((each.table, each.rule.id))) for each in found]
    documents += [_plain_document(name, row, own.get((name, row["id"]))) for name, row in others]
    marked = (_("of the office") if (each.table, each.rule.id) in own else "" for each in found)
    rows = (
        (each.table, each.rule.id, _(TOPICS[each.topic]), scheme_words(each.scheme), each.words, *_since(each), mark)
        for each, mark in zip(found, marked, strict=True)
    )
    plain_rows = (
        (name, row["id"], "", "", _plain_words(name, row), row["effective_from"], row.get("effective_to"),
         _(CERTAINTY_LABELS[Certainty(row["certainty"])]), _("of the office") if (name, row["id"]) in own else "")
        for name, row in others
    )  # fmt: skip
    columns = (
        _("table"), _("row"), _("rule"), _("allowance"), _("what it says"), _("from"), _("to"), _("certainty"),
        _("whose"),
    )  # fmt: skip
    session.output.result(documents, [*([f"! {fault}"] if fault else []), *table(columns, (*rows, *plain_rows))])


def _holds_on(row: Mapping[str, Any], day: date) -> bool:
    return str(row["effective_from"]) <= day.isoformat() <= str(row.get("effective_to") or date.max)


def _plain_words(name: str, row: Mapping[str, Any]) -> str:
    """What a row of the other tables says, field by field."""
    said = ((field, value_in(row, field)) for field in TABLE_FIELDS[name])
    return "; ".join(f"{_(field.label)}: {written_value(value)}" for field, value in said if value is not None)


def _plain_document(name: str, row: Mapping[str, Any], own: OwnRow | None) -> dict[str, Any]:
    return {
        "table": name,
        "row": row["id"],
        "scheme": None,
        "words": _plain_words(name, row),
        "effective_from": str(row["effective_from"]),
        "effective_to": str(row["effective_to"]) if row.get("effective_to") else None,
        "legal_ref": row["legal_ref"],
        "certainty": row["certainty"],
        "note": row.get("note", ""),
        **_said_otherwise(own),
    }


def _said_otherwise(own: OwnRow | None) -> dict[str, Any]:
    return {
        "of_the_office": {name: written_value(value) for name, value in own.fields.items()} if own else None,
        "follows": own.follows if own else "",
    }


def _since(row: LawRow) -> tuple[object, ...]:
    return row.rule.effective_from, row.rule.effective_to, _(CERTAINTY_LABELS[row.rule.certainty])


def _document(row: LawRow, own: OwnRow | None) -> dict[str, Any]:
    rule = row.rule
    return {
        "table": row.table,
        "row": rule.id,
        "scheme": plain(row.scheme),
        "words": row.words,
        "effective_from": plain(rule.effective_from),
        "effective_to": plain(rule.effective_to),
        "legal_ref": rule.legal_ref,
        "certainty": rule.certainty.value,
        "note": rule.note,
        **_said_otherwise(own),
    }


def _set(session: Session, arguments: argparse.Namespace) -> None:
    fields = dict(_field(arguments, written) for written in arguments.fields)
    first = getattr(arguments, "from")
    with session.store(write=True) as store:
        if first is None:
            kept = correct_row(store, arguments.table, arguments.row, fields, why=arguments.why)
        else:
            kept = follow_row(store, arguments.table, arguments.row, first, fields, why=arguments.why)
    told = _("The row is used from now on. Months that were sent keep what was sent.")
    session.output.result(plain(kept.record), [told])


def _add(session: Session, arguments: argparse.Namespace) -> None:
    fields = dict(_field(arguments, written) for written in arguments.fields)
    with session.store(write=True) as store:
        kept = add_row(store, arguments.table, fields, row_id=arguments.row, why=arguments.why)
    session.output.result(plain(kept.record), [_("The row was added, and is used from its first day on.")])


def _field(arguments: argparse.Namespace, written: str) -> tuple[str, object]:
    name, equals, text = written.partition("=")
    if not equals:
        arguments.usage_error(_("“{text}” is not of the shape field=value.").format(text=written))
    field = row_field(arguments.table, name.strip())
    if field.written is Written.DAY and text.strip():
        try:
            return field.name, thai_day(text).isoformat()
        except argparse.ArgumentTypeError as error:
            arguments.usage_error(str(error))
    return field.name, read_value(field, text)


def _reset(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        kept = reset_row(store, arguments.table, arguments.row, why=arguments.why)
    session.output.result(plain(kept.record), [_("What the program ships holds again.")])
