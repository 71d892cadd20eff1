"""What follows from holidays and law rows is written with them, whoever changes them, and caught up when it was not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.ground.errors import BadInput
from sai_thong.registers import consequences
from sai_thong.registers.law.petition_clocks import shipped_petition_clocks
from sai_thong.registers.office.holidays import set_holiday
from sai_thong.registers.office.own_law import add_row, correct_row, own_row, reset_row
from sai_thong.registers.office.settings import PETITION_SLIP, SLIP_ROLL, change_setting
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.refusals import NotPossible
from sai_thong.registers.petitions.rules.clocks import bangkok_day
from sai_thong.registers.petitions.shelves import locate
from sai_thong.registers.petitions.terms import Channel
from tests.registers.petitions.small_desk import Desk, make_store, open_series

MONDAY = date(2026, 11, 23)


@pytest.fixture(params=[False, True], ids=["ordinary", "sealed"])
def attached(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A counter whose store was opened as the window and the command line open it."""
    store, clock = make_store(tmp_path)
    with store:
        open_series(store)
        consequences.attach(store)
        yield Desk(store, clock, confidential=request.param)


def due(desk: Desk, case: str) -> date | None:
    moment = desk.again(case).next_due_at
    return bangkok_day(moment) if moment else None


def test_a_holiday_moves_the_clocks_in_its_own_transaction(attached: Desk) -> None:
    case = attached.case("certificate")
    assert due(attached, case) == MONDAY
    saved = set_holiday(attached.store, MONDAY, "วันหยุดพิเศษ", reason="มติ ครม.")
    assert due(attached, case) == date(2026, 11, 24)
    assert attached.confidential or saved.changes.touches(Petition), "pages that show cases are told"
    set_holiday(attached.store, MONDAY, is_holiday=False)
    assert due(attached, case) == MONDAY


def test_a_clock_of_the_law_moves_them_and_back(attached: Desk) -> None:
    store = attached.store
    case = attached.case("road", channel=Channel.PHONE)
    before = due(attached, case)
    (profile,) = (row.id for row in shipped_petition_clocks().rows["complaint"])
    correct_row(store, "clock_profiles", profile, {"acknowledge": 3}, why="ประกาศใหม่")
    assert before is not None
    assert due(attached, case) == MONDAY < before
    reset_row(store, "clock_profiles", profile, why="ยกเลิกประกาศ")
    assert due(attached, case) == before


def test_what_is_refused_moves_nothing(attached: Desk) -> None:
    case = attached.case("certificate")
    with pytest.raises(BadInput):
        set_holiday(attached.store, MONDAY, "")
    assert due(attached, case) == MONDAY


def test_another_setting_and_an_allowance_row_leave_the_cases_alone(
    attached: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("sai_thong.registers.petitions.clocks_in_force._recompute", lambda *given: asked.append(given))
    change_setting(attached.store, PETITION_SLIP, SLIP_ROLL)
    correct_row(attached.store, "pay_day", "pay-day-2563", {"day": 8}, why="ทดลอง")
    assert asked == []


def test_what_was_changed_without_it_is_caught_up_when_the_office_is_opened(tmp_path: Path) -> None:
    store, clock = make_store(tmp_path)
    with store:
        open_series(store)
        desk = Desk(store, clock)
        case = desk.case("certificate")
        set_holiday(store, MONDAY, "วันหยุดพิเศษ")
        assert due(desk, case) == MONDAY
        assert consequences.catch_up(store).touches(Petition)
        assert due(desk, case) == date(2026, 11, 24)
        assert not consequences.catch_up(store), "nothing is written when nothing was left to do"


def test_a_key_holder_catches_up_what_another_could_not(tmp_path: Path) -> None:
    store, clock = make_store(tmp_path)
    with store:
        open_series(store)
        desk = Desk(store, clock, confidential=True)
        case = desk.case("certificate")
        keys = store.keys
        desk.as_user("พนักงาน")
        consequences.attach(desk.store)
        set_holiday(desk.store, MONDAY, "วันหยุดพิเศษ")
        desk.store.keys = keys
        assert bangkok_day(locate(desk.store, case).petition.next_due_at or clock.now()) == MONDAY
        consequences.catch_up(desk.store)
        assert due(desk, case) == date(2026, 11, 24)
        desk.store.close()


def test_a_service_under_which_petitions_were_taken_ends_but_does_not_vanish(attached: Desk) -> None:
    store = attached.store
    add_row(store, "services", {"name": "ขอยืมเต็นท์", "division": "works"}, row_id="tent", why="ประกาศ")
    attached.case("tent")
    with pytest.raises(NotPossible):
        reset_row(store, "services", "tent", why="เพิ่มผิด")
    assert own_row(store, "services", "tent")
    correct_row(store, "services", "tent", {"effective_to": "2026-11-20"}, why="เลิกให้บริการ")
    add_row(store, "services", {"name": "ขอยืมเก้าอี้", "division": "works"}, row_id="chair", why="ประกาศ")
    reset_row(store, "services", "chair", why="เพิ่มผิด")
    assert own_row(store, "services", "chair") is None
