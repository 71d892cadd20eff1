"""A breach goes through its steps by its hours; what the law asks for is never skipped, and late is told why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.office.settings import BREACH_HOURS, change_setting
from sai_thong.registers.trust.incidents import (
    Known,
    assess_incident,
    close_incident,
    correct_incident,
    enter_incident,
    open_incidents,
    standing_of,
    tell_office,
    tell_persons,
)
from sai_thong.registers.trust.records import Incident
from sai_thong.registers.trust.refusing import TrustRefused
from sai_thong.registers.trust.requests import receive_request
from sai_thong.registers.trust.rules.breach import countdown
from sai_thong.registers.trust.terms import IncidentKind, IncidentStep, Right, Risk
from sai_thong.registers.trust.today import trust_today
from tests.registers.trust.staffed_office import FIRST, signed_in

AWARE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
KNOWN = Known(title="โน้ตบุ๊กหาย", kinds=(IncidentKind.AVAILABILITY, IncidentKind.CONFIDENTIALITY), aware_at=AWARE)


def incident(**fields: object) -> Incident:
    return Incident(**{"title": "โน้ตบุ๊กหาย", "aware_at": AWARE} | fields)  # type: ignore[arg-type]


@pytest.fixture
def store(office: Path) -> Iterator[Store]:
    with signed_in(office, FIRST) as opened:
        yield opened


def at(store: Store, hours: float) -> None:
    """Let so many hours have passed since the office knew."""
    assert isinstance(store.clock, FixedClock)
    store.clock.moment = AWARE + timedelta(hours=hours)


TOLD = {"told_office_at": AWARE}


@pytest.mark.parametrize(
    ("fields", "step", "runs"),
    [
        ({}, IncidentStep.ASSESS, True),
        ({"risk": Risk.NONE}, IncidentStep.CLOSE, False),
        ({"risk": Risk.RISK}, IncidentStep.TELL_OFFICE, True),
        ({"risk": Risk.RISK, **TOLD}, IncidentStep.CLOSE, False),
        ({"risk": Risk.HIGH, **TOLD}, IncidentStep.TELL_PERSONS, False),
        ({"risk": Risk.HIGH, "told_persons_on": date(2026, 11, 20)}, IncidentStep.TELL_OFFICE, True),
        ({"risk": Risk.HIGH, "told_persons_on": date(2026, 11, 20), **TOLD}, IncidentStep.CLOSE, False),
        ({"risk": Risk.NONE, "closed_on": date(2026, 11, 21)}, IncidentStep.CLOSED, False),
    ],
)
def test_what_is_next_follows_from_the_risk_and_who_was_told(
    fields: dict[str, object], step: IncidentStep, runs: bool
) -> None:
    standing = countdown(incident(**fields), AWARE + timedelta(hours=1), 72)
    assert standing.step is step
    assert (standing.left is not None) is runs


def test_the_hours_run_from_when_the_office_knew_to_the_minute() -> None:
    on_time, late = (countdown(incident(), AWARE + timedelta(hours=72, minutes=more), 72) for more in (0, 1))
    assert on_time.left == timedelta(0)
    assert not on_time.overdue
    assert late.overdue


def test_an_incident_goes_from_its_entry_to_its_close(store: Store) -> None:
    at(store, 1)
    known = enter_incident(store, KNOWN).record
    assert known.kinds == ("confidentiality", "availability"), "always in one order"
    with pytest.raises(TrustRefused):
        close_incident(store, known, conclusion="ล็อกตู้")
    with pytest.raises(TrustRefused):
        tell_office(store, known, at=store.clock.now(), how="หนังสือ")
    with pytest.raises(TrustRefused):
        assess_incident(store, known, Risk.HIGH, why=" ")
    known = assess_incident(store, known, Risk.HIGH, why="รหัสผ่านอาจเดาได้", measures="ถอนชื่อเครื่อง").record
    known = tell_office(store, known, at=store.clock.now(), how="กส 1/2").record
    with pytest.raises(TrustRefused):
        close_incident(store, known, conclusion="ล็อกตู้")
    known = tell_persons(store, known, on=date(2026, 11, 20), how="หนังสือ").record
    with pytest.raises(TrustRefused):
        close_incident(store, known, conclusion="")
    known = close_incident(store, known, conclusion="ล็อกตู้").record
    assert standing_of(store, known).step is IncidentStep.CLOSED
    assert not open_incidents(store)
    with pytest.raises(TrustRefused):
        correct_incident(store, known, KNOWN, why="ผิด")


def test_late_is_told_only_with_its_reason_and_on_time_keeps_none(store: Store) -> None:
    at(store, 80)
    known = assess_incident(store, enter_incident(store, KNOWN).record, Risk.RISK, why="ข้อมูลบัญชี").record
    with pytest.raises(TrustRefused):
        tell_office(store, known, at=store.clock.now(), how="กส 1/2")
    late = tell_office(store, known, at=store.clock.now(), how="กส 1/2", late_reason="ไม่มีไฟฟ้า").record
    assert late.late_reason == "ไม่มีไฟฟ้า"
    on_time = tell_office(store, late, at=AWARE + timedelta(hours=70), how="กส 1/2", late_reason="ไม่มีไฟฟ้า").record
    assert on_time.late_reason == ""


@pytest.mark.parametrize(
    "known",
    [
        Known(title=" ", kinds=KNOWN.kinds, aware_at=AWARE),
        Known(title="หาย", aware_at=AWARE),
        Known(title="หาย", kinds=KNOWN.kinds, aware_at=AWARE + timedelta(days=9)),
        Known(title="หาย", kinds=KNOWN.kinds, aware_at=AWARE, happened_at=AWARE + timedelta(hours=1)),
    ],
    ids=["no title", "no kind", "ahead", "known before it happened"],
)
def test_what_cannot_be_is_not_entered(store: Store, known: Known) -> None:
    with pytest.raises(TrustRefused):
        enter_incident(store, known)
    assert not store.find(Incident)


def test_today_names_the_hours_left_and_requests_whose_days_end(store: Store) -> None:
    at(store, 62)
    enter_incident(store, KNOWN)
    change_setting(store, BREACH_HOURS, "72")
    receive_request(store, Right.ACCESS, asked_by="นางทองใบ ทรายคำ", received_on=date(2026, 10, 28))
    receive_request(store, Right.ACCESS, asked_by="นายใหม่", received_on=date(2026, 11, 20))
    breach, request = trust_today(store)
    assert (breach.section, breach.urgent) == ("incidents", True)
    assert "เหลือ 10 ชั่วโมง" in breach.text
    assert (request.section, request.urgent) == ("requests", False)
    assert "27 พ.ย. 69" in request.text
    assert "ทองใบ" not in request.text, "a list that colleagues pass names nobody"
    at(store, 75)
    assert "เกินกำหนดแล้ว 3 ชั่วโมง" in trust_today(store)[0].text


def test_who_may_not_see_the_register_is_told_nothing_of_it(office: Path) -> None:
    with signed_in(office, FIRST) as store:
        enter_incident(store, KNOWN)
    with signed_in(office, "ธุรการ") as store:
        assert trust_today(store) == ()
