"""Contents: photographs, scans and other bytes, kept once under an address that follows from the bytes themselves.

Bytes fixed here, for ever:

- ordinary content: address = SHA-256 of the bytes, 64 hex digits; its parts are the bytes, cut.
- content of a sensitive set: address = ``<set name>.<tag>``, the tag keyed by the set's key over that SHA-256, so that
  nobody without the key can tell whether the file holds a certain picture; each part is sealed for its address and
  place.

A part has 256 KiB: a slow machine reads none longer at once, and none holds up the pages of the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final

from sai_thong.db import content_places
from sai_thong.db.dbapi import Connection
from sai_thong.db.errors import SealBroken
from sai_thong.db.sealing import seal, tag, unseal
from sai_thong.ground.errors import EnvironmentTrouble, Refused
from sai_thong.ground.language import _

PART_BYTES: Final = 256 * 1024
LARGEST_CONTENT: Final = 64 * 1024 * 1024
"""Bytes. Registers set lower limits of their own; above this a content would not fit a slow machine's memory."""


class ContentTooLarge(Refused):
    """More bytes than the store keeps as one content."""

    def __init__(self, size: int) -> None:
        super().__init__(
            _("A file of {megabytes} MB is too large to be kept.").format(megabytes=-(-size // 1_000_000)),
            kept=_("Nothing was changed."),
            do=_("Make it smaller, or split it, and add it again."),
        )
        self.size = size


class ContentMissing(EnvironmentTrouble):
    """The bytes of an address are not in this file."""

    def __init__(self, address: str) -> None:
        super().__init__(
            _("An attached file is not in this office's file."),
            kept=_("The record it belongs to is whole."),
            do=_("Check the file with “verify”, or attach it again from its paper."),
        )
        self.address = address


class ContentNotHereYet(ContentMissing):
    """The bytes of an address are on another computer of the office, and have not come."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.what = _("This attached file has not arrived on this computer yet.")
        self.do = _("It comes by itself when the computers of the office exchange their work; look again later.")


class ContentDamaged(EnvironmentTrouble):
    """The bytes of an address are not those that were put there."""

    def __init__(self, address: str) -> None:
        super().__init__(
            _("An attached file is damaged: it is not what was put there."),
            kept=_("It is not shown, and the record it belongs to is whole."),
            do=_("Take it from a backup, or attach it again from its paper."),
        )
        self.address = address


class Contents:
    """The contents of the ordinary tables, through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, data: bytes) -> str:
        """Keep bytes and give their address; the same bytes are kept once. Only inside a transaction.

        Raises:
            ContentTooLarge: They are more than `LARGEST_CONTENT`.
        """
        if len(data) > LARGEST_CONTENT:
            raise ContentTooLarge(len(data))
        address = self._address(data)
        if self._connection.execute("SELECT 1 FROM contents WHERE address = ?", (address,)).fetchone() is None:
            self._connection.executemany(
                "INSERT INTO contents (address, part, bytes) VALUES (?, ?, ?)",
                ((address, number, self._closed(address, number, part)) for number, part in enumerate(_parts(data))),
            )
        return address

    def get(self, address: str) -> bytes:
        """The bytes of an address, checked against it.

        Raises:
            ContentNotHereYet: They have not come from another computer of the office.
            ContentMissing: They are no more.
            ContentDamaged: They are others.
        """
        rows = self._connection.execute("SELECT part, bytes FROM contents WHERE address = ? ORDER BY part", (address,))
        parts = [self._opened(address, number, part) for number, part in rows]
        if not parts:
            raise ContentNotHereYet(address) if is_on_its_way(self._connection, address) else ContentMissing(address)
        data = b"".join(parts)
        if self._address(data) != address:
            raise ContentDamaged(address)
        return data

    def destroy(self, address: str) -> None:
        """Take the bytes of an address out of the file for ever, as a lawful destruction asks. Inside a transaction."""
        self._connection.execute("DELETE FROM contents WHERE address = ?", (address,))

    def _address(self, data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()

    def _closed(self, _address: str, _number: int, part: bytes) -> bytes:
        return part

    def _opened(self, _address: str, _number: int, kept: bytes) -> bytes:
        return kept


class SealedContents(Contents):
    """The contents of a sensitive set: every part is sealed before it touches the file."""

    def __init__(self, connection: Connection, set_name: str, key: bytes) -> None:
        super().__init__(connection)
        self._set_name = set_name
        self._key = key

    def _address(self, data: bytes) -> str:
        return f"{self._set_name}.{tag(self._key, 'content', super()._address(data))}"

    def _closed(self, address: str, number: int, part: bytes) -> bytes:
        return seal(self._key, part, _context(address, number))

    def _opened(self, address: str, number: int, kept: bytes) -> bytes:
        try:
            return unseal(self._key, kept, _context(address, number))
        except SealBroken as error:
            raise ContentDamaged(address) from error


def is_on_its_way(connection: Connection, address: str) -> bool:
    """Whether a content that is not here may come from another computer of the office: it never was here."""
    shared = connection.execute("SELECT 1 FROM outcomes LIMIT 1").fetchone() is not None
    return shared and not content_places.was_here(connection, address)


def damaged_addresses(connection: Connection, set_keys: Mapping[str, bytes]) -> Iterator[str]:
    """The addresses whose bytes are not what was put there; of sealed ones those whose key is held."""
    for (address,) in connection.execute("SELECT DISTINCT address FROM contents").fetchall():
        set_name, dot, _tag = str(address).partition(".")
        if dot and set_name not in set_keys:
            continue
        kept = SealedContents(connection, set_name, set_keys[set_name]) if dot else Contents(connection)
        try:
            kept.get(address)
        except ContentDamaged:
            yield address


def _parts(data: bytes) -> Iterator[bytes]:
    """The bytes cut into parts; no bytes at all are one empty part."""
    for start in range(0, max(len(data), 1), PART_BYTES):
        yield data[start : start + PART_BYTES]


def _context(address: str, number: int) -> bytes:
    """What a sealed part is bound to, so that none can be put in another's place."""
    return f"{address}\0{number}".encode()
