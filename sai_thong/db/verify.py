"""Verification: what an auditor may ask of the file, answered from its own bytes.

The chain tells what was changed or taken out in the middle; replaying the journal tells rows that were changed beside
it; an anchor kept on paper or elsewhere tells entries missing from the end; a content tells by its own address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlcipher3.dbapi2 import DatabaseError

from sai_thong.db import journal
from sai_thong.db.contents import damaged_addresses
from sai_thong.db.dbapi import Connection
from sai_thong.db.sealed import SealedWriter
from sai_thong.db.transaction import ACCESS
from sai_thong.ground.language import _
from sai_thong.records import Record, declaration_of
from sai_thong.records.encoding import Plain


class Check(StrEnum):
    """What was looked at."""

    FILE = "file"
    CHAIN = "chain"
    ROWS = "rows"
    REFERENCES = "references"
    ANCHOR = "anchor"
    CONTENTS = "contents"
    NUMBERS = "numbers"
    REGISTER = "register"


@dataclass(frozen=True)
class Fault:
    """Something wrong, and where: `message` in the user's language; `where` an id, a table or an entry."""

    check: Check
    where: str
    message: str


def verify_file(connection: Connection) -> Iterator[Fault]:
    """The bytes of the file itself: SQLCipher's page authentication, SQLite's structure, foreign keys.

    Where this finds something, what stands in the file may not be readable: the other checks raise then.
    """
    for (problem,) in connection.execute("PRAGMA cipher_integrity_check"):
        yield Fault(Check.FILE, "pages", _("A page of the file was changed: {problem}").format(problem=problem))
    try:
        problems = [problem for (problem,) in connection.execute("PRAGMA integrity_check") if problem != "ok"]
        dangling = [f"{table} {row}" for table, row, *_rest in connection.execute("PRAGMA foreign_key_check")]
    except DatabaseError as error:  # a page that cannot be read ends the pragma that meets it
        problems, dangling = [str(error)], []
    for problem in problems:
        yield Fault(Check.FILE, "structure", _("The file's structure is damaged: {problem}").format(problem=problem))
    for where in dangling:
        yield Fault(Check.REFERENCES, where, _("A row refers to something that is not there."))


def verify_chain(connection: Connection) -> Iterator[Fault]:
    """Every file id's entries: no gap, each hash as it must be, each content as it was digested."""
    for file_id, genesis in connection.execute("SELECT file_id, genesis FROM files ORDER BY started_at").fetchall():
        yield from _verify_one_chain(connection, file_id, genesis)


def _verify_one_chain(connection: Connection, file_id: str, genesis: bytes) -> Iterator[Fault]:
    expected_counter, previous = 1, genesis
    rows = connection.execute(
        "SELECT counter, at, user, register, record_type, schema, record_id, base_version, content, salt, digest, hash"
        " FROM journal WHERE file_id = ? ORDER BY counter",
        (file_id,),
    )
    for counter, *header, content, salt, digest, stored_hash in rows:
        wrong = []
        if counter != expected_counter:
            wrong.append(_("Entries are missing before this one."))
        if content is not None and journal.content_digest(salt, content) != digest:
            wrong.append(_("The content of this entry was changed."))
        if journal.entry_hash(previous, (file_id, counter, *header), digest) != stored_hash:
            wrong.append(_("This entry, or the one before it, was changed or taken out."))
        if wrong:
            where = journal.version_text(file_id, counter)
            yield from (Fault(Check.CHAIN, where, message) for message in wrong)
        expected_counter, previous = counter + 1, stored_hash


def verify_anchor(connection: Connection, anchor: journal.Head) -> Iterator[Fault]:
    """Whether all that stood before an anchor still stands: finds entries missing from the end."""
    found = journal.hash_at(connection, anchor.file_id, anchor.counter)  # of a file moved just now, what it begins with
    where = journal.version_text(anchor.file_id, anchor.counter)
    if found is None:
        yield Fault(Check.ANCHOR, where, _("The journal ends before the entry that was anchored."))
    elif not found.hex().startswith(anchor.hash.hex()):
        yield Fault(Check.ANCHOR, where, _("The anchored entry is not the one that was there."))


Told = dict[tuple[str, str], tuple[str, dict[str, Plain]]]
"""(table, id) of a record → its version and its values."""


def verify_rows(
    connection: Connection, record_classes: Iterable[type[Record]], told_by: Told | None = None
) -> Iterator[Fault]:
    """Every row against the journal: replaying its entries must give what the row holds.

    Args:
        connection: A connection for reading.
        record_classes: Every record type of the program.
        told_by: What the journal tells, where several stations wrote and somebody else merged; by default the entries
            replayed one after the other.
    """
    replayed = _replay(connection) if told_by is None else dict(told_by)
    for record_class in record_classes:
        declared = declaration_of(record_class)
        names = [each.name for each in declared.fields]
        rows = connection.execute(f"SELECT id, version, {', '.join(names)} FROM {declared.table}")
        for record_id, version, *values in rows:
            told = replayed.pop((declared.table, record_id), None)
            if told is None:
                yield Fault(Check.ROWS, record_id, _("This record has no entry in the journal."))
            elif (told[0], _said(told[1])) != (version, _said(dict(zip(names, values, strict=True)))):
                yield Fault(Check.ROWS, record_id, _("This record is not what the journal says of it."))
    for _table, record_id in replayed:
        yield Fault(Check.ROWS, record_id, _("The journal tells of a record that is not there."))


def _replay(connection: Connection) -> Told:
    """(table, id) → (version, values) as the journal tells them; sealed and access entries have no ordinary row."""
    state: Told = {}
    kept = f"register NOT IN ('{ACCESS}', '{SealedWriter.REGISTER}') AND content IS NOT NULL"
    for entry in journal.entries(connection, kept):
        key = (entry.subject.record_type, entry.subject.record_id)
        values = dict(state[key][1]) if key in state else {}
        values.update({name: new for name, (_base, new) in (entry.changes or {}).items()})
        state[key] = (entry.version, values)
    return state


def _said(values: dict[str, Plain]) -> dict[str, Plain]:
    """Only what says something: an empty field and one that was never written are the same."""
    return {name: value for name, value in values.items() if value is not None and value != ""}


def verify_contents(connection: Connection, set_keys: Mapping[str, bytes]) -> Iterator[Fault]:
    """Every attached file against its address; those of a sensitive set where its key is at hand."""
    for address in damaged_addresses(connection, set_keys):
        yield Fault(Check.CONTENTS, address, _("The bytes of this attached file were changed."))
