"""An office whose machine is the central saraban station, on a working day of 2569."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.office.operations import set_office
from sai_thong.registers.office.records import Office
from sai_thong.registers.saraban.incoming import Receipt
from sai_thong.registers.saraban.outgoing import Draft
from sai_thong.registers.saraban.series import INCOMING_SERIES, open_register, series_of
from sai_thong.registers.saraban.terms import Register
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

PASSWORD = "ทดสอบ-saithong"
CHEAP = Kdf(memory_kib=8, time_cost=1)
YEAR = 2569
TODAY = date(2026, 11, 3)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 3, 2, 0, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock):
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))
    made, _sheets = Store.create(
        tmp_path / "office.saithong",
        office="ทรายทอง",
        user="ธุรการ",
        password=PASSWORD,
        clock=clock,
        sets=SENSITIVE_SETS,
        kdf=CHEAP,
    )
    with made:
        set_office(made, Office(name="ทรายทอง", code="46990101", letter_code="กส 99901"))
        yield made


@pytest.fixture
def central(store: Store) -> Store:
    """The store of the central station: every register is open here from 1."""
    for series in (INCOMING_SERIES, *(series_of(store, each) for each in Register)):
        open_register(store, series, YEAR, next_number=1)
    return store


def a_receipt(**said: object) -> Receipt:
    return Receipt(**{"sender": "อำเภอโนนทรายคำ", "subject": "ขอเชิญประชุม", **said})  # type: ignore[arg-type]


def a_draft(**said: object) -> Draft:
    return Draft(**{"subject": "แจ้งผลการพิจารณา", "dated_on": TODAY, **said})  # type: ignore[arg-type]
