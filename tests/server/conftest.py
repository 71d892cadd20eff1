"""A database for the authority: a SQLite file, or a real PostgreSQL started for these tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bench.made.databases import empty_database, postgresql
from sai_thong.server.database import open_database

_DEBIANS = Path("/usr/lib/postgresql/15/bin")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a running PostgreSQL."""
    with postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def another_postgres() -> Iterator[str]:
    """The URL of a second one."""
    with postgresql() as url:
        yield url


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


@pytest.fixture
def three_postgres_urls(postgres: str, another_postgres: str, debian_postgres: str) -> tuple[sa.URL, ...]:
    """An empty database on each of three servers."""
    return tuple(map(empty_database, (postgres, another_postgres, debian_postgres)))


@pytest.fixture
def postgres_url(postgres: str) -> sa.URL:
    """An empty database on PostgreSQL."""
    return empty_database(postgres)


@pytest.fixture(params=["postgres", "debian_postgres"])
def any_postgres_url(request: pytest.FixtureRequest) -> sa.URL:
    """An empty database on the newest and on the oldest PostgreSQL we serve."""
    return empty_database(request.getfixturevalue(request.param))


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
