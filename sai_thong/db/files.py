"""The ids under which this file writes: one from its birth, a new one when it was restored or moved.

Ids, versions and journal entries are (file id, counter). Two copies of one file that both went on writing would give
the same id twice; a marker outside the file tells such a copy, which then continues under a new id, and opens no
number series until the clerk has confirmed the last number on paper for each.
"""

from __future__ import annotations

import secrets

from sai_thong.db import journal
from sai_thong.db.dbapi import Connection
from sai_thong.db.station import Standing, Station
from sai_thong.ground.clock import Clock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32: no letter that is read as a digit."""

WRITTEN_HERE = (
    "journal.counter <= coalesce((SELECT later.after_counter FROM files AS later"
    " WHERE later.after_file_id = journal.file_id), 1 << 62)"
)
"""Condition on entries of this file's own ids: what it wrote itself. What it had written behind the point it was
restored or moved at comes back from others, and is theirs."""


def new_file_id() -> str:
    """A random file id of eight characters (40 bits)."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))


def moment_text(clock: Clock) -> str:
    """The present as it stands in the file: UTC to the millisecond."""
    return clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


def fact(connection: Connection, name: str) -> str:
    """One of the store's own facts."""
    return str(connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()[0])


def begin(connection: Connection, clock: Clock, station: Station, *, office: str, sort_key_version: int) -> None:
    """Give a new store its facts and its first file id."""
    file_id = new_file_id()
    facts = {
        "store_id": new_file_id(),
        "file_id": file_id,
        "office_name": office,
        "sort_key_version": str(sort_key_version),
    }
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO facts (name, value) VALUES (?, ?)", list(facts.items()))
    _insert_file(connection, clock, file_id, after=None)
    connection.execute("COMMIT")
    station.remember(journal.read_head(connection, file_id), durable=True)


def recognise(connection: Connection, clock: Clock, station: Station) -> Standing:
    """Tell how this file stands to this machine; a restored or moved one gets a new file id.

    Number series belong to the file id that opened them, so none is open under the new one.
    """
    file_id = fact(connection, "file_id")
    head = journal.read_head(connection, file_id)
    standing = station.check(head, lambda counter: journal.hash_at(connection, file_id, counter))
    if standing in (Standing.RESTORED, Standing.MOVED):
        renewed = new_file_id()
        connection.execute("BEGIN IMMEDIATE")
        _insert_file(connection, clock, renewed, after=head)
        connection.execute("UPDATE facts SET value = ? WHERE name = 'file_id'", (renewed,))
        connection.execute("COMMIT")
        head = journal.read_head(connection, renewed)
    station.remember(head, durable=True)
    return standing


def earlier_ids(connection: Connection, file_id: str) -> tuple[str, ...]:
    """The ids under which this very file wrote before it was restored or moved, the latest first."""
    after = dict(connection.execute("SELECT file_id, after_file_id FROM files").fetchall())
    found: list[str] = []
    before = after.get(file_id, "")
    while before and before not in found:
        found.append(before)
        before = after.get(before, "")
    return tuple(found)


def _insert_file(connection: Connection, clock: Clock, file_id: str, *, after: journal.Head | None) -> None:
    connection.execute(
        "INSERT INTO files (file_id, started_at, after_file_id, after_counter, genesis) VALUES (?, ?, ?, ?, ?)",
        (
            file_id,
            moment_text(clock),
            after.file_id if after else "",
            after.counter if after else 0,
            journal.genesis(file_id, after.hash if after else b""),
        ),
    )
