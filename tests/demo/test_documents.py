"""The made-up office's registers of documents: in order, on working days, and the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sai_thong.db import leasing
from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.counter import Counter
from sai_thong.demo.documents import plan_documents
from sai_thong.demo.office import MadeUpOffice, make_office
from sai_thong.demo.place import DEMO_DAY, demo_clock
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.saraban.listing import received_day
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.series import INCOMING_SERIES, all_series


def made_with_letters(folder: Path) -> MadeUpOffice:
    made = make_office(folder, seed=3, elders=20, kdf=Kdf(memory_kib=8, time_cost=1))
    clock = FixedClock(demo_clock().now())
    with Store.open(made.store, password=made.password, clock=clock) as store:
        counter = Counter(store, clock, seed=3)
        counter.open_registers(2569)
        plan_documents(counter)
        counter.until(demo_clock().now())
    return made


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MadeUpOffice:
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))
    return made_with_letters(tmp_path / "office")


def test_the_letters_follow_each_other_by_number_and_day(office: MadeUpOffice) -> None:
    with Store.open(office.store, password=office.password, clock=demo_clock(), write=False) as store:
        came = store.find(IncomingDocument)
        assert [each.number for each in came] == list(range(656, 656 + len(came)))
        assert len(came) > 20
        days = [received_day(each) for each in came]
        assert days == sorted(days)
        assert days[-1] == DEMO_DAY
        assert all(day.weekday() < 5 for day in days)
        left = store.find(OutgoingDocument)
        assert [each.number is None for each in left].count(True) == 1
        assert len(left) > 6
        assert all(leasing.account(store, series, 2569).whole for series in all_series())
        assert leasing.account(store, INCOMING_SERIES, 2569).issued


def test_the_same_seed_gives_the_same_letters(office: MadeUpOffice, tmp_path: Path) -> None:
    again = made_with_letters(tmp_path / "again")
    told = []
    for made in (office, again):
        with Store.open(made.store, password=made.password, clock=demo_clock(), write=False) as store:
            told.append([(each.number, each.sender, each.subject) for each in store.find(IncomingDocument)])
    assert told[0] == told[1]
