"""The journal: every change of every record, chained by hash, written in the transaction of the change itself.

It is the audit trail, the history view and the outbox of the sync at once. The chain covers the salted digest of an
entry's content, not the content, so that lawful destruction can blank content and salt and leave the chain whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sai_thong.db.dbapi import Connection
from sai_thong.records.encoding import Plain

Deltas = Mapping[str, tuple[Plain, Plain]]
"""Field name → (base value, new value), in plain form."""

INSERT_ENTRY = (
    "INSERT INTO journal (file_id, counter, at, user, register, record_type, schema, record_id, base_version,"
    " content, salt, digest, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_SALT_BYTES = 16
_SALTS_A_DRAW = 256


@dataclass(frozen=True)
class Head:
    """The end of a chain: the last entry's counter and hash. Printed and sent, it anchors all that stands before."""

    file_id: str
    counter: int
    hash: bytes

    @property
    def printed(self) -> str:
        """The sixteen characters printed on a closed month's memo."""
        digest = self.hash.hex()[:16]
        return "-".join(digest[i : i + 4] for i in range(0, 16, 4))

    @property
    def text(self) -> str:
        """The head as paper names it: ``ab12cd34.512 0123-4567-89ab-cdef``."""
        return f"{version_text(self.file_id, self.counter)} {self.printed}"

    @classmethod
    def of_text(cls, text: str) -> Head:
        """A head as paper names it, with as much of its hash as stands there; `ValueError` where it is none."""
        place, _space, printed = text.strip().partition(" ")
        file_id, _dot, counter = place.partition(".")
        return cls(file_id, int(counter), bytes.fromhex(printed.replace("-", "")))


@dataclass(frozen=True)
class Subject:
    """What an entry is about: which record of which register, in which version of its declaration."""

    register: str
    record_type: str
    schema: int
    record_id: str
    base_version: str


@dataclass(frozen=True)
class JournalEntry:
    """One entry as read back. `changes` and `reason` are ``None`` when the content was lawfully destroyed."""

    file_id: str
    counter: int
    at: str
    user: str
    subject: Subject
    changes: dict[str, tuple[Plain, Plain]] | None
    reason: str | None

    @property
    def version(self) -> str:
        """The version this entry gave its record."""
        return version_text(self.file_id, self.counter)


def version_text(file_id: str, counter: int) -> str:
    """The text of an id or a version: ``<file id>.<counter>``."""
    return f"{file_id}.{counter}"


def genesis(file_id: str, after: bytes = b"") -> bytes:
    """What the first entry of a file's chain is chained to; `after` is the head of the file it continues."""
    return hashlib.sha256(b"sai-thong journal 1\0" + file_id.encode() + b"\0" + after).digest()


_COMPACT_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def content_text(changes: Deltas, reason: str) -> str:
    """The content of an entry as it is stored and digested."""
    body: dict[str, Any] = {"f": changes}
    if reason:
        body["why"] = reason
    return _COMPACT_JSON(body)


def read_content(text: str | None) -> tuple[dict[str, tuple[Plain, Plain]] | None, str | None]:
    """The changes and the reason of a stored content."""
    if text is None:
        return None, None
    body = json.loads(text)
    return {name: (base, new) for name, (base, new) in body.get("f", {}).items()}, body.get("why", "")


def content_digest(salt: bytes, content: str) -> bytes:
    """The salted digest that the chain covers in place of the content."""
    return hashlib.sha256(salt + content.encode()).digest()


def entry_hash(previous: bytes, header: tuple[str | int, ...], digest: bytes) -> bytes:
    """The hash of an entry: over the previous hash, all its columns but the content, and the content's digest."""
    packed = _COMPACT_JSON(header).encode()
    return hashlib.sha256(previous + packed + digest).digest()


class Chain:
    """Makes the next entries of one file's chain. The caller writes the rows it returns, in order."""

    def __init__(self, head: Head, *, at: str, user: str) -> None:
        self._file_id = head.file_id
        self._counter = head.counter
        self._hash = head.hash
        self._at = at
        self._user = user
        self._salts = b""

    @property
    def head(self) -> Head:
        """Where the chain stands after the entries made so far."""
        return Head(self._file_id, self._counter, self._hash)

    @property
    def at(self) -> str:
        """The time that its entries bear, as `files.moment_text` writes it."""
        return self._at

    @property
    def user(self) -> str:
        """Who writes its entries."""
        return self._user

    @property
    def next_version(self) -> str:
        """The version the next entry will give."""
        return version_text(self._file_id, self._counter + 1)

    def entry(self, subject: Subject, content: str) -> tuple[Any, ...]:
        """The next entry as a row for `INSERT_ENTRY`."""
        self._counter += 1
        header = (
            self._file_id,
            self._counter,
            self._at,
            self._user,
            subject.register,
            subject.record_type,
            subject.schema,
            subject.record_id,
            subject.base_version,
        )
        salt = self._salt()
        digest = content_digest(salt, content)
        self._hash = entry_hash(self._hash, header, digest)
        return (*header, content, salt, digest, self._hash)

    def _salt(self) -> bytes:
        """The next random salt, drawn for many entries at once.

        Each draw lets the interpreter lock go for a moment; one an entry starves the window's thread (see `sealing`).
        """
        if not self._salts:
            self._salts = os.urandom(_SALT_BYTES * _SALTS_A_DRAW)
        salt, self._salts = self._salts[:_SALT_BYTES], self._salts[_SALT_BYTES:]
        return salt


def read_head(connection: Connection, file_id: str) -> Head:
    """The head of a file's chain as stored."""
    found = connection.execute(
        "SELECT counter, hash FROM journal WHERE file_id = ? ORDER BY counter DESC LIMIT 1", (file_id,)
    ).fetchone()
    if found:
        return Head(file_id, found[0], found[1])
    (genesis_hash,) = connection.execute("SELECT genesis FROM files WHERE file_id = ?", (file_id,)).fetchone()
    return Head(file_id, 0, genesis_hash)


def hash_at(connection: Connection, file_id: str, counter: int) -> bytes | None:
    """The hash of one entry of a file's chain, 0 being what the first is chained to; None when there is none."""
    if counter == 0:
        found = connection.execute("SELECT genesis FROM files WHERE file_id = ?", (file_id,)).fetchone()
    else:
        found = connection.execute(
            "SELECT hash FROM journal WHERE file_id = ? AND counter = ?", (file_id, counter)
        ).fetchone()
    return found[0] if found else None


def entries(connection: Connection, where: str = "", parameters: tuple[Any, ...] = ()) -> Iterator[JournalEntry]:
    """Stored entries, limited by an SQL condition on the journal's columns.

    In the order of the files' chains, then of the counter: never of the clock, which may be wrong.
    """
    sql = (
        "SELECT file_id, counter, at, user, register, record_type, schema, record_id, base_version, content"
        f" FROM journal JOIN files USING (file_id) {'WHERE ' + where if where else ''} ORDER BY files.rowid, counter"
    )
    for row in connection.execute(sql, parameters):
        changes, reason = read_content(row[9])
        yield JournalEntry(row[0], row[1], row[2], row[3], Subject(*row[4:9]), changes, reason)
