"""Whoever takes the whole database of a server finds no name, number, account or telephone of anybody in it."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sai_thong.records import FieldDeclaration, Kind, Record, declaration_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.server.api import application
from sai_thong.server.database import add_office
from sai_thong.server.schema import BATCHES, METADATA, STATES
from sai_thong.sync.batches import read_batch
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.server.test_stations import CLOCK, Pc
from tests.sync.real_stations import OFFICE, make_station

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx serves as well as what starlette would rather have
    from starlette.testclient import TestClient

NAME, CITIZEN_ID, TELEPHONE, ACCOUNT = "สมหญิงผู้มีความลับ", "1999900000017", "0899999917", "9876543217"
PLANTED = f"{NAME} {CITIZEN_ID} {TELEPHONE} {ACCOUNT}"
_OPEN_REGISTERS = {"sync", "statistics"}
"""What the authority reads itself. No clerk writes any word of it."""
_VALUES: dict[Kind, Any] = {
    Kind.INTEGER: 2569,
    Kind.MONEY: 60000,
    Kind.BOOLEAN: False,
    Kind.DATE: date(2026, 11, 1),
    Kind.TIME: datetime(2026, 11, 1, 2, tzinfo=UTC),
    Kind.MONTH: Month(2026, 11),
    Kind.PARTIAL_DATE: PartialDate.parse_stored("2489-01-12"),
    Kind.TEXT: PLANTED,
}


def planted(record_class: type[Record]) -> Record:
    """A record with the same person named in every word of it."""
    return record_class(**{each.name: _value(each) for each in declaration_of(record_class).fields})


def _value(each: FieldDeclaration) -> object:
    if each.kind is Kind.CHOICE:
        return next(iter(each.python_type))  # type: ignore[call-overload]
    if each.kind is Kind.JSON:
        return (PLANTED,) if each.python_type is tuple else {"ความลับ": PLANTED}
    return _VALUES[each.kind]


def everything(engine: sa.Engine) -> bytes:
    """All that the database holds, as it lies there."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        path = Path(str(engine.url.database))
        return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))
    found = []
    with engine.connect() as connection, connection.connection.cursor() as cursor:
        for table in METADATA.sorted_tables:
            with cursor.copy(f"COPY {table.name} TO STDOUT") as copy:  # type: ignore[attr-defined]
                found += [bytes(row) for row in copy]
    return b"".join(found)


@pytest.fixture
def dumped(engine: sa.Engine, tmp_path: Path) -> tuple[bytes, str]:
    """An office with somebody named in every register has synced: the database, and what its packed batches show."""
    add_office(engine, OFFICE, "ทรายทอง", epoch="first")
    side = make_station(tmp_path, NAME)
    types = [each for each in RECORD_TYPES if declaration_of(each).register not in _OPEN_REGISTERS]
    with side.store, TestClient(application(engine, CLOCK)) as client:
        pc = Pc(engine, client, side)
        with side.store.transaction(PLANTED) as tx:
            for each in types:
                made = tx.insert(planted(each))
                named = {one.name: f"{PLANTED} อีก" for one in declaration_of(each).fields if one.kind is Kind.TEXT}
                tx.update(made, **named)
                tx.on(SchemeSet.SPECIAL.value).insert(planted(each))
            tx.note_access("view", made.id, detail="เบี้ยยังชีพ")
        assert pc.sync().pending == 0
    with engine.connect() as connection:
        batches = [read_batch(packed).entries() for packed in connection.execute(sa.select(BATCHES.c.bytes)).scalars()]
        kept = set(connection.execute(sa.select(STATES.c.record_type)).scalars())
    assert {declaration_of(each).table for each in types} <= kept
    return everything(engine), repr(batches)


def test_a_dump_of_the_database_names_nobody(dumped: tuple[bytes, str]) -> None:
    raw, batches = dumped
    for what in (NAME, CITIZEN_ID, TELEPHONE, ACCOUNT):
        escaped, in_hex = ascii(what)[1:-1].encode(), what.encode().hex().encode()
        for written in (what.encode(), what.encode("utf-16-le"), escaped, in_hex):
            assert written not in raw
        assert what not in batches
    assert b"payment_lines" in raw, "but the dump is of this office"
