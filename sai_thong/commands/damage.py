"""``backup salvage``, ``backup recover``: what a damaged file still holds, and the office back from it and a backup."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sai_thong.commands.opening import Session, password
from sai_thong.commands.parser import Actions, action
from sai_thong.db.salvage import DamagedStore, Reading
from sai_thong.db.store import unlock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _, ngettext
from sai_thong.records import declaration_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.sync.recovering import Recovered, recover


class NotAllRecovered(Refused):
    """Something between could not be read."""


def add_to(actions: Actions) -> None:
    """Declare the actions of ``backup`` that are about damage."""
    action(actions, "salvage", _salvage, _("what of a damaged file can still be read; the file is left as it is"))
    told = _("put the office where --store says, from a backup and what a damaged file still holds")
    back = action(actions, "recover", _recover, told)
    back.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup, best the newest"))
    back.add_argument("--damaged", type=Path, required=True, metavar=_("FILE"), help=_("the damaged file"))


def _salvage(session: Session, _arguments: argparse.Namespace) -> None:
    key = unlock(session.store_path, session.user, password(), session.clock).ring.data_key
    readings: list[tuple[str, Reading]] = []
    with DamagedStore(session.store_path, key) as source:
        for declared in map(declaration_of, RECORD_TYPES):
            if declared.table in source.tables:
                names = [each.name for each in declared.fields]
                readings.append((_(declared.label), _read_through(source, declared.table, names, "row")))
        sealed = _read_through(source, "sealed_records", ["sealed"], "row")
        readings.append((_("records with a key of their own"), sealed))
        readings.append((_("attached files"), _read_through(source, "contents", ["bytes"], "rowid")))
        journal = Reading("journal")
        for (file_id,) in _file_ids(source):
            for _row in source.rows(journal, ["content"], number="counter", of=[("file_id", file_id)]):
                pass
        readings.append((_("journal"), journal))
    document = {
        "whole": all(each.whole for _label, each in readings),
        "tables": [
            {"table": each.table, "rows": each.rows, "unreadable": [list(gap) for gap in each.gaps]}
            for _label, each in readings
        ],
    }
    lines = [_reading_line(label, each) for label, each in readings if each.rows or not each.whole]
    session.output.result(document, lines)


def _file_ids(source: DamagedStore) -> list[tuple[str]]:
    return [(file_id,) for _number, file_id in source.rows(Reading("files"), ["file_id"])]


def _read_through(source: DamagedStore, table: str, columns: list[str], number: str) -> Reading:
    reading = Reading(table)
    for _row in source.rows(reading, columns, number=number):
        pass
    return reading


def _reading_line(label: str, reading: Reading) -> str:
    rows = ngettext("{count} row can be read", "{count} rows can be read", reading.rows).format(
        count=f"{reading.rows:,}"
    )
    if reading.whole:
        return f"{label}: {rows}"
    gaps = ", ".join(_gap_words(first, last) for first, last in reading.gaps)
    return f"{label}: {rows} · " + _("cannot be read: {gaps}").format(gaps=gaps)


def _gap_words(first: int, last: int | None) -> str:
    return _("from no. {first} on").format(first=first) if last is None else f"{first}–{last}"


def _recover(session: Session, arguments: argparse.Namespace) -> None:
    told = recover(
        arguments.damaged,
        arguments.file,
        session.store_path,
        user=session.user,
        password=password(),
        clock=session.clock,
        record_types=RECORD_TYPES,
    )
    session.output.result(_document(told), _lines(session, told))
    if not told.complete:
        raise NotAllRecovered(
            _("Some of what stood behind the backup could not be read."),
            kept=_("Everything that could be read is in the new file; the damaged one was left as it was."),
            do=_("Compare the last days with the papers, and keep the damaged file."),
        )


def _document(told: Recovered) -> dict[str, Any]:
    return {
        "complete": told.complete,
        "backup": told.manifest.created.isoformat(),
        "put_back": told.put_back,
        "taken_over": told.taken_over,
        "contents": told.contents,
        "unreadable": [list(each) for each in told.unreadable],
        "lost": [list(each) for each in told.lost],
    }


def _lines(session: Session, told: Recovered) -> list[str]:
    lines = [
        _("The office is back: {file}").format(file=session.store_path),
        _("{count} changes behind the backup were put back as they were written").format(count=f"{told.put_back:,}"),
    ]
    if told.taken_over:
        lines.append(_("{count} records were taken over as changes of now").format(count=f"{told.taken_over:,}"))
    if told.contents:
        lines.append(_("{count} attached files were taken over").format(count=f"{told.contents:,}"))
    for table, first, last in told.unreadable:
        lines.append(f"{table}: " + _("cannot be read: {gaps}").format(gaps=_gap_words(first, last)))
    return [*lines, *(_("lost: {what}").format(what=f"{table} {record_id}") for table, record_id in told.lost)]
