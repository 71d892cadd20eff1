"""A small office store for the tests of the asset register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def _new_store(path: Path, now: datetime = NOW) -> Store:
    made, _sheets = Store.create(
        path,
        office="ทดสอบ",
        user="พัสดุ",
        password="ทดสอบ-saithong",
        clock=FixedClock(now),
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with _new_store(tmp_path / "office.saithong") as made:
        yield made


@pytest.fixture(scope="module")
def fresh_store() -> Iterator[Callable[[Path], Store]]:
    """Makes a store in a folder, for tests whose examples share one."""
    with ExitStack() as opened:
        yield lambda folder: opened.enter_context(_new_store(folder / "office.saithong"))
