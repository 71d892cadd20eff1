"""The next clock stands in the case, follows every step, and is set anew for all when holidays or the law change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sai_thong.registers.office.holidays import set_holiday
from sai_thong.registers.office.own_law import correct_row
from sai_thong.registers.petitions import endings
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.clocks_in_force import promised_on, recompute_open
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.numbers import BLANK
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.rules.clocks import bangkok_day
from sai_thong.registers.petitions.terms import Channel, ClockKind, Naming, NoticeKind, Way
from tests.registers.petitions.small_desk import FRIDAY


def due(desk, case):
    return bangkok_day(desk.again(case).next_due_at)


def test_a_new_holiday_moves_the_open_cases_and_no_ended_one(any_desk):
    store = any_desk.store
    case, ended = any_desk.case("certificate"), any_desk.case("certificate")
    endings.withdraw(store, ended, reason="x")
    before = any_desk.again(ended)
    set_holiday(store, date(2026, 11, 23), "วันหยุดพิเศษ", reason="ประกาศ")
    assert due(any_desk, case) == date(2026, 11, 23)
    done = recompute_open(store, why="วันหยุด")
    assert (done.looked_at, done.moved) == (1, 1)
    assert due(any_desk, case) == date(2026, 11, 24)
    assert any_desk.again(ended) == before
    assert recompute_open(store).moved == 0


def test_without_the_key_only_ordinary_cases_are_set_anew(desk):
    sealed, ordinary = desk.case("corruption"), desk.case("road")
    assert sealed != ordinary
    desk.as_user("พนักงาน")
    assert recompute_open(desk.store).looked_at == 1


def test_a_law_said_otherwise_by_the_office_runs_the_clocks(desk):
    rows = {service.key: service.id for service in petition_law(desk.store).services.in_force(FRIDAY)}
    correct_row(desk.store, "services", rows["street-light"], {"amount": 3, "unit": "working-days"}, why="ประกาศใหม่")
    case = desk.case("street-light")
    assert due(desk, case) == date(2026, 11, 25)


def test_what_the_slip_promised_stays_when_the_catalogue_changes(desk):
    case = desk.case("certificate")
    rows = {service.key: service.id for service in petition_law(desk.store).services.in_force(FRIDAY)}
    correct_row(desk.store, "services", rows["certificate"], {"amount": 9}, why="ประกาศใหม่")
    recompute_open(desk.store)
    assert due(desk, case) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("naming", "people", "first"),
    [
        (Naming.NAMED, (PersonGiven(name="นายสมชาย"),), ClockKind.ACKNOWLEDGE),
        (Naming.WITHHELD, (), ClockKind.ACKNOWLEDGE),
        (Naming.NAMED, (), ClockKind.ANSWER),
        (Naming.ANONYMOUS, (), ClockKind.ANSWER),
    ],
)
def test_who_can_be_told_is_told_that_it_came(desk, naming, people, first):
    assert desk.taken(naming=naming, people=people, channel=Channel.POST).petition.next_clock is first


def test_the_clock_shown_is_the_one_computed(any_desk):
    case = any_desk.case("building-permit")
    tell(any_desk.store, case, NoticeGiven(NoticeKind.PROGRESS, Way.PHONE, text="กำลังตรวจ"))
    view = case_view(any_desk.store, case)
    assert (view.next_deadline.kind, view.next_deadline.due_at) == (
        view.petition.next_clock,
        view.petition.next_due_at,
    )


def test_an_answer_after_opening_again_is_timed_from_then(any_desk):
    case = any_desk.case("water-support")
    tell(any_desk.store, case, NoticeGiven(NoticeKind.RESULT, Way.PHONE))
    any_desk.clock.moment = datetime(2026, 12, 14, 3, tzinfo=UTC)
    opened = endings.reopen(any_desk.store, case, why="น้ำไม่มา").petition
    assert opened.next_due_at == any_desk.clock.now() + timedelta(hours=3)
    any_desk.clock.advance(hours=1)
    assert tell(any_desk.store, case, NoticeGiven(NoticeKind.RESULT, Way.PHONE)).petition.in_time is True


@pytest.mark.parametrize(
    ("channel", "day"),
    [
        (Channel.LINE, date(2026, 11, 24)),
        (Channel.WEB, date(2026, 11, 24)),
        (Channel.EMAIL, date(2026, 11, 24)),
        (Channel.TRAFFY, date(2026, 11, 24)),
        (Channel.PHONE, date(2026, 11, 23)),
        (Channel.HEADMAN, date(2026, 11, 23)),
    ],
)
def test_only_what_came_electronically_on_a_saturday_counts_from_monday(any_desk, channel, day):
    any_desk.on(date(2026, 11, 21), 10)
    case = any_desk.case("certificate", channel=channel)
    assert bangkok_day(promised_on(petition_law(any_desk.store), any_desk.again(case))) == day
    counted = case_view(any_desk.store, case).counted_from
    assert (counted is not None) == (day == date(2026, 11, 24))


def test_before_the_act_a_saturday_counted(any_desk):
    any_desk.on(date(2022, 11, 19), 10)
    case = any_desk.case("certificate", channel=Channel.WEB, number=BLANK)
    assert bangkok_day(promised_on(petition_law(any_desk.store), any_desk.again(case))) == date(2022, 11, 21)
