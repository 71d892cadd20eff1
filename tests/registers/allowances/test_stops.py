"""Who dies or moves between sending and paying is stopped at once: whom we told, how and when, and whether in time."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from sai_thong.registers.allowances import claim_endings, life_events, months, overpayments, stops
from sai_thong.registers.allowances.months import MonthBlocked
from sai_thong.registers.allowances.records import Outcome, PaymentResult
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete
from sai_thong.registers.allowances.retro import retro_candidates
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

NOV = Month(2026, 11)  # pay date 10 November
DIED = PartialDate(2569, 11, 5)


@pytest.fixture
def sent(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    office.on(date(2026, 11, 2))
    office.send(NOV, in_set)
    return person


def stop_of(office, in_set):
    (view,) = stops.stops_of(office.store, in_set)
    return view.stop


def told(office, in_set):
    stops.tell(office.store, in_set, stop_of(office, in_set), whom="คลังจังหวัด", how="โทรศัพท์", at=office.clock.now())
    return stop_of(office, in_set)


def test_a_death_before_the_pay_date_opens_a_stop(office, in_set, sent):
    office.on(date(2026, 11, 6))
    life_events.record_death(office.store, sent, DIED, source="บุตร")
    stop = stop_of(office, in_set)
    assert (stop.person_id, stop.month, stop.told_at) == (sent.id, NOV, None)
    assert "5 พ.ย. 2569" in stop.reason


@pytest.mark.parametrize("died", [None, PartialDate(2569), PartialDate(2569, 11)])
def test_a_death_of_unknown_day_is_stopped_as_well(office, in_set, sent, died):
    life_events.record_death(office.store, sent, died, source="บุตร")
    assert stop_of(office, in_set).person_id == sent.id


def test_a_death_on_the_pay_date_or_after_stops_nothing(office, in_set, sent):
    office.on(date(2026, 11, 11))
    life_events.record_death(office.store, sent, PartialDate(2569, 11, 10), source="บุตร")
    assert stops.stops_of(office.store, in_set) == []


def test_an_old_age_move_stops_nothing_before_october(office):
    person = office.person()
    office.accepted(person)
    office.send(NOV)
    life_events.record_move_out(office.store, person, date(2026, 11, 3))
    assert stops.stops_of(office.store, SchemeSet.ORDINARY) == []


def test_a_disability_move_of_last_month_stops_this_one(office):
    person = office.person("2540-01-01")
    office.accepted(person, Scheme.DISABILITY)
    office.send(NOV)
    life_events.record_move_out(office.store, person, date(2026, 10, 20))
    assert stop_of(office, SchemeSet.ORDINARY).person_id == person.id


def test_a_waiver_before_the_pay_date_opens_a_stop(office, scheme, in_set):
    claim = office.accepted(office.person(), scheme)
    office.on(date(2026, 11, 2))
    office.send(NOV, in_set)
    claim_endings.waive(office.store, claim, letter_on=date(2026, 11, 2), why="ขอสละสิทธิ")
    assert stop_of(office, in_set).month == NOV


def test_the_same_death_recorded_again_opens_no_second_stop(office, in_set, sent):
    life_events.record_death(office.store, sent, PartialDate(2569, 11), source="บุตร")
    office.on(date(2026, 11, 6))
    life_events.record_death(office.store, office.citizen(sent), DIED, source="มรณบัตร")
    stop_of(office, in_set)


def test_a_death_taken_back_withdraws_a_stop_nobody_was_told_of(office, in_set, sent):
    life_events.record_death(office.store, sent, PartialDate(2569), source="บุตร")
    life_events.withdraw_death(office.store, office.citizen(sent), why="คนละคน")
    assert stops.stops_of(office.store, in_set) == []
    assert stops.stops_of(office.store, in_set, unsettled=False)[0].stop.stopped is None


def test_a_told_stop_is_not_withdrawn_by_itself(office, in_set, sent):
    life_events.record_death(office.store, sent, PartialDate(2569), source="บุตร")
    told(office, in_set)
    life_events.withdraw_death(office.store, office.citizen(sent), why="คนละคน")
    assert stop_of(office, in_set).told_whom == "คลังจังหวัด"


def test_whom_how_and_when_are_kept(office, in_set, sent):
    office.on(date(2026, 11, 6))
    life_events.record_death(office.store, sent, DIED, source="บุตร")
    stop = stop_of(office, in_set)
    for whom, how in ((" ", "โทร"), ("คลัง", "")):
        with pytest.raises(Incomplete):
            stops.tell(office.store, in_set, stop, whom=whom, how=how, at=office.clock.now())
    kept = told(office, in_set)
    assert (kept.told_whom, kept.told_how, kept.told_at) == ("คลังจังหวัด", "โทรศัพท์", office.clock.now())


def test_stopped_in_time_is_a_result_and_no_debt(office, in_set, sent):
    office.on(date(2026, 11, 6))
    life_events.record_death(office.store, sent, DIED, source="บุตร")
    with pytest.raises(IllegalStep):
        stops.settle(office.store, in_set, stop_of(office, in_set), stopped=True)
    stops.settle(office.store, in_set, told(office, in_set), stopped=True)
    (result,) = shelf_of(office.store, in_set).find(PaymentResult)
    assert result.outcome is Outcome.STOPPED
    office.on(date(2026, 11, 12))
    months.close(office.store, in_set, NOV)
    assert overpayments.overpayment_list(office.store, in_set) == []
    assert retro_candidates(office.store, in_set) == [], "nothing was due"


@pytest.mark.parametrize("when", ["settled before paying", "settled after paying"])
def test_not_stopped_in_time_becomes_a_debt_when_it_is_paid(office, in_set, sent, when):
    office.on(date(2026, 11, 6))
    life_events.record_death(office.store, sent, DIED, source="บุตร")
    stop = told(office, in_set)
    if when == "settled before paying":
        stops.settle(office.store, in_set, stop, stopped=False)
        assert overpayments.overpayment_list(office.store, in_set) == [], "the money has not left yet"
    office.on(date(2026, 11, 10))
    months.mark_paid(office.store, in_set, NOV)
    if when == "settled after paying":
        stops.settle(office.store, in_set, stop, stopped=False)
    (case,) = overpayments.overpayment_list(office.store, in_set)
    assert case.case.cause is EndReason.DIED
    assert [line.paid_for for line in case.lines] == [NOV]


def test_an_unsettled_stop_blocks_the_close(office, in_set, sent):
    office.on(date(2026, 11, 6))
    life_events.record_death(office.store, sent, DIED, source="บุตร")
    stop = told(office, in_set)
    with pytest.raises(MonthBlocked) as blocked:
        months.close(office.store, in_set, NOV)
    assert [finding.code for finding in blocked.value.findings] == ["stop-not-settled"]
    stops.settle(office.store, in_set, stop, stopped=True)
    months.close(office.store, in_set, NOV)


def test_a_wrongly_stopped_person_is_a_candidate_for_retro_pay(office, in_set, sent):
    life_events.record_death(office.store, sent, PartialDate(2569), source="บุตร")
    stops.settle(office.store, in_set, told(office, in_set), stopped=True)
    life_events.withdraw_death(office.store, office.citizen(sent), why="คนละคน")
    (candidate,) = retro_candidates(office.store, in_set)
    assert (candidate.citizen.id, candidate.month) == (sent.id, NOV)


def test_who_may_not_open_the_set_changes_nothing_in_it_and_a_holder_catches_up(office, monkeypatch):
    person = office.person()
    office.accepted(person, Scheme.HIV)
    office.send(NOV, SchemeSet.SPECIAL)
    with monkeypatch.context() as without_key:
        without_key.setattr(office.store, "keys", dataclasses.replace(office.store.keys, set_keys={}))
        life_events.record_death(office.store, person, PartialDate(2569), source="บุตร")
    assert stops.stops_of(office.store, SchemeSet.SPECIAL) == []
    life_events.catch_up(office.store, SchemeSet.SPECIAL)
    assert stop_of(office, SchemeSet.SPECIAL).person_id == person.id
