"""A real store for the tests of citizens, with cheap key costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made, _sheets = Store.create(
        tmp_path / "office.saithong",
        office="ทดสอบ",
        user="ผู้ดูแล",
        password="ทดสอบ-saithong",
        clock=FixedClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC)),
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with made:
        yield made
