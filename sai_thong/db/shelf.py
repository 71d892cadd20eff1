"""A shelf of records: the ordinary tables, or a sensitive set whose records are sealed before they touch the file.

The rules and operations of a register are written once against these two protocols and work on either.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from sai_thong.db.sealing import unseal
from sai_thong.records import Record, declaration_of, from_row
from sai_thong.records.encoding import encode

R = TypeVar("R", bound=Record)


class Shelf(Protocol):
    """Where records are read from."""

    def get(self, record_class: type[R], record_id: str) -> R:
        """The record with this id; `RecordMissing` when there is none."""
        ...

    def find(self, record_class: type[R], **equals: object) -> list[R]:
        """The records whose fields equal the given values; a tuple means any of them. In the order they were made."""
        ...

    def natural_id(self, *parts: str) -> str:
        """An id derived from what a fact is: the same fact has the same id on every station."""
        ...

    def content(self, address: str) -> bytes:
        """The bytes kept under an address, checked against it; see `contents`."""
        ...


class ShelfWriter(Shelf, Protocol):
    """Where records are written to, inside one transaction."""

    def insert(self, record: R, *, record_id: str = "", why: str = "") -> R:
        """Store a new record and return it with its id and version."""
        ...

    def insert_many(self, records: Iterable[R], *, why: str = "") -> list[R]:
        """Store many new records of one type; a record that already carries an id keeps it."""
        ...

    def update(self, record: R, *, why: str = "", **new_values: Any) -> R:
        """Change fields of a stored record; `StaleRecord` when someone changed it since it was read."""
        ...

    def put_content(self, data: bytes) -> str:
        """Keep bytes, sealed where this shelf is, and give their address; the same bytes are kept once."""
        ...

    def destroy_content(self, address: str) -> None:
        """Take bytes out for ever, which only a lawful destruction may do; the caller writes it into the journal."""
        ...


def condition(record_class: type[Record], equals: dict[str, object]) -> tuple[str, list[Any]]:
    """An SQL condition and its parameters for `Shelf.find`."""
    declared = declaration_of(record_class)
    parts: list[str] = []
    parameters: list[Any] = []
    for name, value in equals.items():
        each = None if name in ("id", "version") else declared.field(name)
        plain = [item if each is None else encode(each, item) for item in _as_tuple(value)]
        if plain == [None]:
            parts.append(f"{name} IS NULL")
        elif len(plain) == 1:
            parts.append(f"{name} = ?")
            parameters += plain
        else:
            parts.append(f"{name} IN ({','.join('?' * len(plain))})")
            parameters += plain
    return " AND ".join(parts), parameters


def matches(record: Record, equals: dict[str, object]) -> bool:
    """Whether a record in memory meets the condition of `Shelf.find`."""
    return all(getattr(record, name) in _as_tuple(value) for name, value in equals.items())


def read_sealed(key: bytes, set_name: str, record_id: str, version: str, sealed: bytes) -> tuple[str, dict[str, Any]]:
    """The table name and plain row of a sealed record."""
    body = json.loads(unseal(key, sealed, sealed_context(set_name, record_id)))
    return body["t"], {**body["r"], "id": record_id, "version": version}


def sealed_body(record_class: type[Record], row: dict[str, Any]) -> bytes:
    """What is sealed for a record: its table's name and its plain row."""
    return json.dumps(
        {"t": declaration_of(record_class).table, "r": row}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def sealed_context(set_name: str, record_id: str) -> bytes:
    """What a sealed record is bound to, so that none can be put in another's place."""
    return f"{set_name}\0{record_id}".encode()


def opened(record_class: type[R], rows: Iterable[tuple[str, dict[str, Any]]]) -> list[R]:
    """The records of one type among opened rows."""
    table = declaration_of(record_class).table
    return [from_row(record_class, row) for name, row in rows if name == table]


def _as_tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
