"""What is due on a case, by when by which law: each profile, pauses, notices, appeals; in time or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.law.service_terms import TermUnit
from sai_thong.registers.law.terms import Certainty
from sai_thong.registers.petitions.rules.clocks import (
    answered_in_time,
    bangkok_day,
    counted_receipt,
    deadlines,
    next_deadline,
)
from sai_thong.registers.petitions.rules.facts import Deadline, Pause, Told
from sai_thong.registers.petitions.terms import ClockKind, NoticeKind, PetitionState
from sai_thong.registers.workdays import Holiday, HolidayKind

HOLIDAYS = shipped_holidays()


def at(text: str) -> datetime:
    """A moment in Bangkok."""
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def day(text: str) -> date:
    return date.fromisoformat(text)


def due_days(facts, *, met=False) -> dict[str, str]:
    """The days on which what is open (or `met`) is due, by clock."""
    found = [each for each in deadlines(facts, HOLIDAYS) if (each.met_at is not None) == met]
    return {each.kind.value: bangkok_day(each.due_at).isoformat() for each in found}


def next_of(facts) -> Deadline:
    found = next_deadline(facts, HOLIDAYS)
    assert found is not None
    return found


def test_a_complaint_is_acknowledged_within_seven_days_and_answered_within_fifteen(case):
    facts = case("complaint")
    assert due_days(facts) == {"acknowledge": "2026-11-09", "answer": "2026-11-17"}
    assert next_of(facts).kind is ClockKind.ACKNOWLEDGE
    assert "มาตรา 38" in next_deadline(replace(facts, acknowledged_at=facts.received_at), HOLIDAYS).legal_ref


def test_the_slip_handed_over_leaves_the_answer_as_next(case):
    facts = case("complaint", acknowledged_at=at("2026-11-02 09:01"))
    assert next_of(facts).kind is ClockKind.ANSWER
    assert due_days(facts, met=True) == {"acknowledge": "2026-11-09"}


def test_an_anonymous_letter_has_nobody_to_tell_but_is_dealt_with(case):
    facts = case("complaint", can_be_told=False)
    assert due_days(facts) == {"answer": "2026-11-17"}
    assert due_days(replace(facts, state=PetitionState.DECIDED, decided_on=day("2026-11-04"))) == {
        "answer": "2026-11-17"
    }


@pytest.mark.parametrize(
    ("profile", "amount", "unit", "answer"),
    [
        pytest.param("service", 3, TermUnit.HOURS, "2026-11-02", id="water within three hours"),
        pytest.param("service", 30, TermUnit.CALENDAR_DAYS, "2026-12-02", id="a service may promise longer"),
        pytest.param("permit", 30, TermUnit.CALENDAR_DAYS, "2026-12-02", id="the manual's time is the term"),
        pytest.param("complaint", 30, TermUnit.CALENDAR_DAYS, "2026-11-17", id="a promise cannot lengthen the decree"),
        pytest.param("complaint", 3, TermUnit.WORKING_DAYS, "2026-11-05", id="but it can shorten it"),
    ],
)
def test_the_promise_and_the_law(case, profile, amount, unit, answer):
    facts = case(profile, promise_amount=amount, promise_unit=unit)
    assert due_days(facts)["answer"] == answer


def test_three_hours_come_before_seven_days(case):
    facts = case("service", "2026-11-02 15:00", promise_amount=3, promise_unit=TermUnit.HOURS)
    assert next_of(facts).due_at == at("2026-11-03 10:00")


def test_while_papers_are_mended_only_the_papers_are_due(case):
    facts = case(
        "permit",
        state=PetitionState.AWAITING_PAPERS,
        acknowledged_at=at("2026-11-02 09:00"),
        pauses=(Pause(day("2026-11-04"), None),),
        mend_by=day("2026-11-11"),
    )
    found = next_of(facts)
    assert (found.kind, bangkok_day(found.due_at)) == (ClockKind.PAPERS, day("2026-11-11"))
    standing = {each.kind: each for each in deadlines(facts, HOLIDAYS)}[ClockKind.ANSWER]
    assert standing.paused
    assert bangkok_day(standing.due_at) == day("2026-11-24")


def test_after_the_mending_the_answer_runs_on_by_as_many_days(case):
    facts = case("permit", pauses=(Pause(day("2026-11-04"), day("2026-11-11")),))
    assert due_days(facts)["answer"] == "2026-11-24"


def test_a_profile_that_does_not_pause_runs_on(case):
    facts = case("permit", pauses=(Pause(day("2026-11-04"), None),), mend_by=day("2026-11-11"))
    running = replace(facts, profile=replace(facts.profile, mending_pauses=False))
    assert due_days(running)["answer"] == "2026-11-17"
    assert not any(each.paused for each in deadlines(running, HOLIDAYS))


def test_a_permit_decided_is_told_within_seven_days(case):
    facts = case("permit", state=PetitionState.DECIDED, decided_on=day("2026-11-13"))
    assert due_days(facts) == {"acknowledge": "2026-11-09", "result-notice": "2026-11-20"}
    assert due_days(facts, met=True) == {"answer": "2026-11-17"}
    assert "มาตรา 10" in next_deadline(replace(facts, acknowledged_at=facts.received_at), HOLIDAYS).legal_ref


def test_the_result_of_a_decision_at_the_end_of_the_year_is_told_after_new_year(case):
    facts = case("permit", "2026-12-10 10:00", state=PetitionState.DECIDED, decided_on=day("2026-12-24"))
    assert due_days(facts)["result-notice"] == "2027-01-04"


def delay(on: str) -> Told:
    return Told(NoticeKind.DELAY, at(f"{on} 10:00"))


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ([], "2026-11-24"),
        ([delay("2026-11-18")], "2026-11-25"),
        ([delay("2026-11-18"), delay("2026-11-25")], "2026-12-02"),
        # The seventh day is a Sunday, and the Monday after it a day in lieu.
        ([delay("2026-11-29")], "2026-12-08"),
        # Told before the term was up: the seven days run from when it is.
        ([delay("2026-11-10")], "2026-11-24"),
    ],
)
def test_a_late_permit_owes_a_delay_notice_every_seven_days(case, told, due):
    facts = case("permit", state=PetitionState.ASSIGNED, notices=tuple(told))
    assert due_days(facts)["delay-notice"] == due


def test_no_delay_notice_is_owed_once_it_was_decided(case):
    facts = case("permit", state=PetitionState.DECIDED, decided_on=day("2026-12-01"), notices=(delay("2026-11-20"),))
    assert "delay-notice" not in due_days(facts)


def test_a_delay_notice_does_not_make_a_late_permit_timely(case):
    facts = case("permit", state=PetitionState.ASSIGNED, notices=(delay("2026-11-18"),))
    assert next_of(facts).kind is ClockKind.ANSWER


def progress(on: str, expected: str | None = None) -> Told:
    return Told(NoticeKind.PROGRESS, at(f"{on} 10:00"), day(expected) if expected else None)


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ([progress("2026-11-16")], "2026-12-01"),
        ([progress("2026-11-16", "2026-11-25")], "2026-11-25"),
        ([progress("2026-11-16", "2027-03-01")], "2026-12-01"),
        ([progress("2026-11-16", "2026-11-10")], "2026-11-16"),
        ([progress("2026-11-16"), progress("2026-11-30")], "2026-12-15"),
    ],
)
def test_a_report_of_progress_does_for_the_answer_and_asks_for_the_next(case, told, due):
    facts = case("complaint", state=PetitionState.IN_WORK, notices=tuple(told))
    assert due_days(facts) == {"progress": due}
    assert "answer" in due_days(facts, met=True)


def test_progress_does_not_do_for_the_answer_of_a_permit(case):
    facts = case("permit", state=PetitionState.ASSIGNED, notices=(progress("2026-11-16"),))
    assert due_days(facts)["answer"] == "2026-11-17"
    assert "progress" not in due_days(facts)


def test_a_complaint_in_work_is_told_when_the_work_is_done(case):
    facts = case("complaint", state=PetitionState.IN_WORK, decided_on=day("2026-11-04"))
    assert "result-notice" not in due_days(facts)
    assert due_days(replace(facts, state=PetitionState.DECIDED))["result-notice"] == "2026-11-11"


def test_a_refusal_can_be_appealed_for_fifteen_days_and_is_closed_after(case):
    facts = case("permit", state=PetitionState.ANSWERED, decided_on=day("2026-11-05"))
    facts = replace(facts, answered_at=at("2026-11-06 10:00"), appealable=True)
    assert due_days(facts) == {"appeal": "2026-11-23", "closing": "2026-12-02"}
    assert next_of(facts).kind is ClockKind.CLOSING


def test_an_answer_nobody_can_appeal_is_closed_within_seven_working_days(case):
    facts = case("complaint", state=PetitionState.ANSWERED, answered_at=at("2026-11-06 10:00"))
    assert due_days(facts) == {"closing": "2026-11-17"}


def test_an_appeal_is_decided_within_thirty_days_then_closed(case):
    facts = case("permit", state=PetitionState.ANSWERED, decided_on=day("2026-11-05"), appealable=True)
    facts = replace(facts, answered_at=at("2026-11-06 10:00"), appealed_on=day("2026-11-20"))
    assert due_days(facts) == {"appeal-decision": "2026-12-21"}
    decided = replace(facts, appeal_decided_on=day("2026-12-18"))
    assert due_days(decided) == {"closing": "2026-12-29"}


def test_an_ended_case_waits_for_nothing_and_tells_what_was_done(case):
    facts = case(
        "complaint", state=PetitionState.CLOSED, answered_at=at("2026-11-06 10:00"), ended_on=day("2026-11-09")
    )
    assert next_deadline(facts, HOLIDAYS) is None
    assert due_days(facts) == {}
    assert set(due_days(facts, met=True)) == {"acknowledge", "answer", "closing"}


def test_a_case_opened_again_runs_anew_and_forgets_what_was_told_before(case):
    facts = case("complaint", state=PetitionState.ASSIGNED, notices=(progress("2026-11-16"),))
    reopened = replace(facts, reopened_at=at("2026-12-17 09:00"))
    assert due_days(reopened) == {"answer": "2027-01-04"}


def test_a_holiday_announced_afterwards_moves_what_ends_on_it(case):
    facts = case("complaint")
    special = Holiday(day("2026-11-17"), "วันหยุดพิเศษ", HolidayKind.SPECIAL, Certainty.VERIFIED, "มติคณะรัฐมนตรี")
    found = {each.kind: each.due_at for each in deadlines(facts, HOLIDAYS.with_changes([special]))}
    assert bangkok_day(found[ClockKind.ANSWER]) == day("2026-11-18")


@pytest.mark.parametrize(
    ("profile", "told", "days", "expected"),
    [
        pytest.param("complaint", [], (None, "2026-11-17 16:00"), True, id="on the last day"),
        pytest.param("complaint", [], (None, "2026-11-17 23:59"), True, id="on its last minute"),
        pytest.param("complaint", [], (None, "2026-11-18 08:30"), False, id="the day after"),
        pytest.param("complaint", [progress("2026-11-16")], (None, "2026-12-01 09:00"), True, id="reported meanwhile"),
        pytest.param("complaint", [progress("2026-11-18")], (None, "2026-11-20 09:00"), False, id="reported too late"),
        pytest.param("complaint", [progress("2026-11-16")], (None, "2026-12-02 09:00"), False, id="the report ran out"),
        pytest.param("service", [progress("2026-11-16")], (None, "2026-11-20 09:00"), False, id="it was promised"),
        pytest.param("permit", [], ("2026-11-17", "2026-11-24 16:00"), True, id="decided and told in time"),
        pytest.param("permit", [], ("2026-11-17", "2026-11-25 09:00"), False, id="told on the eighth day"),
        pytest.param("permit", [delay("2026-11-18")], ("2026-11-18", "2026-11-18 09:00"), False, id="decided late"),
        pytest.param("complaint", [], (None, None), None, id="not answered"),
    ],
)
def test_answered_in_time(case, profile, told, days, expected):
    decided, answered = days
    facts = case(
        profile,
        state=PetitionState.ANSWERED if answered else PetitionState.ASSIGNED,
        notices=tuple(told),
        decided_on=day(decided) if decided else None,
        answered_at=at(answered) if answered else None,
    )
    assert answered_in_time(facts, HOLIDAYS) is expected


def test_a_permit_promised_in_minutes_and_told_at_once_is_in_time_to_the_minute(case):
    facts = case("permit", "2026-11-02 09:00", promise_amount=60, promise_unit=TermUnit.MINUTES)
    facts = replace(facts, state=PetitionState.ANSWERED, decided_on=day("2026-11-02"))
    assert answered_in_time(replace(facts, answered_at=at("2026-11-02 10:00")), HOLIDAYS) is True
    assert answered_in_time(replace(facts, answered_at=at("2026-11-02 10:01")), HOLIDAYS) is False


def test_mending_in_time_keeps_the_answer_in_time(case):
    mended = (Pause(day("2026-11-04"), day("2026-11-11")),)
    facts = case("permit", pauses=mended, state=PetitionState.ANSWERED, decided_on=day("2026-11-24"))
    assert answered_in_time(replace(facts, answered_at=at("2026-11-24 15:00")), HOLIDAYS) is True
    assert answered_in_time(replace(facts, answered_at=at("2026-11-24 15:00"), pauses=()), HOLIDAYS) is False


def test_many_open_cases_are_reckoned_alike_whatever_hour_they_came(case):
    days = {
        due_days(case("complaint", f"2026-11-02 {hour:02}:{minute:02}"))["answer"]
        for hour in range(24)
        for minute in (0, 59)
    }
    assert days == {"2026-11-17"}


@pytest.mark.parametrize(
    ("came", "counted", "acknowledge"),
    [
        pytest.param("2026-11-20 16:30", "2026-11-20 16:30", "2026-11-27", id="the last minute of the day"),
        pytest.param("2026-11-20 16:31", "2026-11-23 08:30", "2026-11-30", id="after it, on a Friday"),
        pytest.param("2026-11-21 10:00", "2026-11-23 08:30", "2026-11-30", id="on a Saturday"),
        pytest.param("2026-11-23 06:00", "2026-11-23 08:30", "2026-11-30", id="before the counter opens"),
        pytest.param("2026-11-23 09:00", "2026-11-23 09:00", "2026-11-30", id="within hours"),
        pytest.param("2026-12-04 20:00", "2026-12-08 08:30", "2026-12-15", id="over a long weekend"),
        pytest.param("2026-12-31 23:59", "2027-01-04 08:30", "2027-01-11", id="over the turn of the year"),
    ],
)
def test_what_comes_electronically_out_of_hours_counts_from_the_next_working_day(case, came, counted, acknowledge):
    assert counted_receipt(at(came), HOLIDAYS) == at(counted)
    facts = case("complaint", came, electronic=True)
    assert due_days(facts)["acknowledge"] == acknowledge


def test_a_promise_in_working_days_counts_from_the_receipt_that_counts(case):
    sent = {"promise_amount": 1, "promise_unit": TermUnit.WORKING_DAYS}
    assert due_days(case("service", "2026-11-21 10:00", **sent))["answer"] == "2026-11-23"
    assert due_days(case("service", "2026-11-21 10:00", electronic=True, **sent))["answer"] == "2026-11-24"


def test_who_is_told_on_the_weekend_itself_was_told(case):
    facts = case("complaint", "2026-11-21 10:00", electronic=True, acknowledged_at=at("2026-11-21 11:00"))
    assert due_days(facts, met=True) == {"acknowledge": "2026-11-30"}
