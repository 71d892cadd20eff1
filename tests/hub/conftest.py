"""A province's database in a SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sai_thong.server.database import add_office, open_database
from tests.hub.by_stick import Office
from tests.sync.real_stations import OFFICE


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'province.sqlite'}")
    yield opened
    opened.dispose()


@pytest.fixture
def office_by_stick(sqlite_engine: Engine, tmp_path: Path) -> Iterator[Office]:
    """Enrolled with the province, one of them to become the hub."""
    add_office(sqlite_engine, OFFICE, "ทรายทอง", epoch="first")
    made = Office(tmp_path, sqlite_engine)
    yield made
    for side in (made.hub, made.other):
        side.store.close()
