"""Today and the calendar show what is due, planned and waiting, each with its count, and nothing of ended cases."""

from __future__ import annotations

from datetime import date, timedelta

from sai_thong.registers.petitions import endings, routing, work
from sai_thong.registers.petitions.calendar import appointments, calendar
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.numbers import BLANK
from sai_thong.registers.petitions.terms import Channel, ClockKind, Decision, NoticeKind, TaskKind, Way
from sai_thong.registers.petitions.today import CaseDuty, cases_today, cases_todays, delay_letters_due
from sai_thong.registers.petitions.work import TaskGiven
from tests.registers.petitions.small_desk import FRIDAY


def counts(desk):
    return {duty.kind: duty.count for duty in cases_today(desk.store, confidential=desk.confidential).duties}


def visit(desk, hours):
    return TaskGiven("ดูไฟ", TaskKind.VISIT, who="นายช่าง", begins_at=desk.clock.now() + timedelta(hours=hours))


def test_every_kind_of_duty_is_counted(any_desk):
    store = any_desk.store
    assert counts(any_desk) == {}
    late, soon = any_desk.case("water-support"), any_desk.case("certificate", number=BLANK)
    proposed = any_desk.case()
    routing.propose(store, proposed)
    decided = any_desk.case()
    routing.decide(store, decided, Decision.APPROVED)
    for hours in (5, 29, 53):
        work.plan(store, proposed, visit(any_desk, hours))
    any_desk.on(FRIDAY, 13)
    today = cases_today(store, confidential=any_desk.confidential)
    assert counts(any_desk) == {
        CaseDuty.OVERDUE: 1,
        CaseDuty.DUE_SOON: 1,
        CaseDuty.TO_SIGN: 1,
        CaseDuty.TO_TELL: 1,
        CaseDuty.UNNUMBERED: 1,
        CaseDuty.APPOINTMENTS: 1,
    }
    assert [row.id for row in today.overdue] == [late]
    assert [row.id for row in today.due_soon] == [soon]
    assert [row.id for row in today.to_sign] == [proposed]
    assert len(today.appointments) == 2  # of today and tomorrow
    assert [duty.urgent for duty in today.duties].count(True) == 1
    assert today.duties[0].text == "คำร้องเกินกำหนด 1 เรื่อง"


def test_the_two_shelves_stand_apart(desk):
    desk.case("water-support")
    desk.case("corruption")
    desk.clock.advance(days=40)
    assert [len(each.overdue) for each in cases_todays(desk.store)] == [1, 1]
    assert [each.confidential for each in cases_todays(desk.store)] == [False, True]


def test_the_calendar_holds_clocks_and_planned_work_on_their_days(any_desk):
    store = any_desk.store
    case = any_desk.case()
    task = work.plan(store, case, visit(any_desk, 24)).record
    done = work.plan(store, case, visit(any_desk, 24)).record
    work.finish(store, case, done.id, outcome="ดี")
    days = {
        day.day: ([row.id for row in day.due], [each.task_id for each in day.appointments])
        for day in calendar(store, FRIDAY, date(2026, 12, 31), confidential=any_desk.confidential)
    }
    assert days == {date(2026, 11, 21): ([], [task.id]), date(2026, 12, 8): ([case], [])}


def test_work_late_in_the_evening_falls_on_its_day_in_bangkok(desk):
    case = desk.case()
    desk.on(FRIDAY, 9)
    work.plan(desk.store, case, visit(desk, 14.5))  # half past eleven at night
    work.plan(desk.store, case, visit(desk, 15.5))  # half past midnight
    assert [each.day for each in appointments(desk.store, FRIDAY, FRIDAY)] == [FRIDAY]
    tomorrow = FRIDAY + timedelta(days=1)
    assert [each.day for each in appointments(desk.store, tomorrow, tomorrow)] == [tomorrow]


def test_nothing_of_an_ended_case_is_due_or_planned(any_desk):
    case = any_desk.case("water-support")
    work.plan(any_desk.store, case, visit(any_desk, 4))
    endings.withdraw(any_desk.store, case, reason="ไม่ต้องแล้ว")
    assert calendar(any_desk.store, FRIDAY, date(2026, 12, 31), confidential=any_desk.confidential) == []
    any_desk.on(FRIDAY, 15)
    assert counts(any_desk) == {}


def test_a_late_permit_asks_for_its_delay_letter_until_one_was_sent(any_desk):
    case = any_desk.case("building-permit")
    light = any_desk.case("street-light")
    any_desk.on(FRIDAY + timedelta(days=120))
    late = delay_letters_due(any_desk.store, confidential=any_desk.confidential)
    assert [row.id for row in late] == [case]
    assert light not in [row.id for row in late], "no law asks for a delay letter there"
    expected = any_desk.clock.moment.date() + timedelta(days=10)
    tell(any_desk.store, case, NoticeGiven(NoticeKind.DELAY, Way.LETTER, reasons="รอผลตรวจ", expected_on=expected))
    assert not delay_letters_due(any_desk.store, confidential=any_desk.confidential)
    any_desk.on(FRIDAY + timedelta(days=127))
    assert [row.id for row in delay_letters_due(any_desk.store, confidential=any_desk.confidential)] == [case]


def test_a_late_permit_of_which_even_the_receipt_was_never_told_asks_for_its_delay_letter(any_desk):
    case = any_desk.case("building-permit", channel=Channel.POST)
    any_desk.on(FRIDAY + timedelta(days=60))
    assert any_desk.again(case).next_clock is ClockKind.ACKNOWLEDGE
    assert [row.id for row in delay_letters_due(any_desk.store, confidential=any_desk.confidential)] == [case]
