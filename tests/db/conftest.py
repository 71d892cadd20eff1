"""A real encrypted store in a fresh folder, with cheap key costs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock

CHEAP = Kdf(memory_kib=8, time_cost=1)
PASSWORD = "ทดสอบ-saithong"
SPECIAL = "set-1"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is its own machine: the marker outside the file lies in its own folder."""
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 3, 2, 0, tzinfo=UTC))


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "อบต ทดสอบ" / "office.saithong"


@pytest.fixture
def store(store_path: Path, clock: FixedClock):
    store_path.parent.mkdir()
    made, _sheets = Store.create(
        store_path, office="ทดสอบ", user="ผู้ดูแล", password=PASSWORD, clock=clock, sets=(SPECIAL,), kdf=CHEAP
    )
    with made:
        yield made
