"""A real store for the tests of the exchange room, with cheap key costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

PASSWORD = "ทดสอบ-saithong"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    made, _sheets = Store.create(
        tmp_path / "office.saithong",
        office="ทดสอบ",
        user="ผู้ดูแล",
        password=PASSWORD,
        clock=clock,
        sets=SENSITIVE_SETS,
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with made:
        yield made
