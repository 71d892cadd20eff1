"""Saved views hold what they say, in order, page by page, and a search finds every part of a name and a number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.registers.office.settings import PETITION_DUE_SOON, change_setting
from sai_thong.registers.petitions import endings, routing
from sai_thong.registers.petitions.board import board
from sai_thong.registers.petitions.listing import (
    Scope,
    View,
    count_by_village,
    count_petitions,
    petitions,
)
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.numbers import BLANK
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.terms import Channel, ClockKind, NoticeKind, PetitionState, Role, Way
from tests.registers.petitions.small_desk import FRIDAY, USER


def shown(desk, *, text="", limit=100, after=None, **view):
    values = {"scope": Scope.OPEN, "confidential": desk.confidential} | view
    return petitions(desk.store, View(**values), text, limit=limit, after=after)


def ids(rows):
    return [row.id for row in rows]


def test_open_cases_stand_by_what_is_due_first(any_desk):
    slow = any_desk.case("street-light")
    fast = any_desk.case("water-support")
    assert ids(shown(any_desk)) == [fast, slow]
    assert ids(shown(any_desk, scope=Scope.ALL)) == [fast, slow]
    row = shown(any_desk)[0]
    assert (row.clock, row.stands_at, row.came_by, row.petitioner_name) == (
        ClockKind.ANSWER,
        PetitionState.RECEIVED,
        Channel.IN_PERSON,
        "นายสมชาย ใจดี",
    )


def test_views_hold_what_they_say(any_desk):
    mine = any_desk.case("street-light", officer=USER)
    others = any_desk.case("street-light", officer="นายช่าง", moo=3)
    blank = any_desk.case("street-light", number=BLANK, moo=3)
    ended = any_desk.case("road", moo=3, channel=Channel.PHONE)
    endings.withdraw(any_desk.store, ended, reason="พอแล้ว")
    views = [
        ({"scope": Scope.MINE}, {mine}),
        ({"scope": Scope.OPEN}, {mine, others, blank}),
        ({"scope": Scope.OPEN, "moo": 3}, {others, blank}),
        ({"scope": Scope.ALL, "moo": 3}, {others, blank, ended}),
        ({"scope": Scope.ENDED}, {ended}),
        ({"scope": Scope.UNNUMBERED}, {blank}),
        ({"scope": Scope.ALL, "state": PetitionState.WITHDRAWN}, {ended}),
        ({"scope": Scope.ALL, "state": PetitionState.CLOSED}, set()),
        ({"scope": Scope.ALL, "service": "road"}, {ended}),
        ({"scope": Scope.ALL, "division": "works"}, {mine, others, blank, ended}),
        ({"scope": Scope.ALL, "officer": "นายช่าง"}, {others}),
        ({"scope": Scope.ALL, "channel": Channel.PHONE}, {ended}),
        ({"scope": Scope.ALL, "to_day": FRIDAY - timedelta(days=1)}, set()),
        ({"scope": Scope.ALL, "from_day": FRIDAY, "to_day": FRIDAY}, {mine, others, blank, ended}),
    ]
    for view, expected in views:
        assert set(ids(shown(any_desk, **view))) == expected, view
        whole = View(**{"confidential": any_desk.confidential} | view)
        assert count_petitions(any_desk.store, whole) == len(expected), view


def test_due_soon_and_overdue_go_by_the_clock(any_desk):
    soon = any_desk.case("certificate")  # due on Monday
    later = any_desk.case("street-light")
    late = any_desk.case("water-support")  # due at noon
    any_desk.on(FRIDAY, 13)
    assert ids(shown(any_desk, scope=Scope.OVERDUE)) == [late]
    assert ids(shown(any_desk, scope=Scope.SOON)) == [soon]
    assert ids(shown(any_desk, scope=Scope.DUE)) == [late, soon]
    now = any_desk.clock.now()
    assert [row.overdue(now) for row in shown(any_desk)] == [True, False, False]
    assert later in ids(shown(any_desk))


def test_the_office_says_what_is_due_soon(any_desk):
    later = any_desk.case("street-light")
    assert not shown(any_desk, scope=Scope.SOON)
    change_setting(any_desk.store, PETITION_DUE_SOON, "20")
    assert ids(shown(any_desk, scope=Scope.SOON)) == [later]


@pytest.mark.parametrize("scope", [Scope.OPEN, Scope.ALL])
@pytest.mark.parametrize("text", ["", "ไฟถนน"])
def test_pages_hold_every_case_once(any_desk, scope, text):
    made = {any_desk.case(moo=number % 3) for number in range(7)}
    seen, after = [], None
    while page := shown(any_desk, scope=scope, limit=2, after=after, text=text):
        seen += ids(page)
        after = page[-1]
    assert (len(seen), set(seen)) == (7, made)


@pytest.mark.parametrize(
    "text", ["สมชาย", "มชา", "ใจดี สมชาย", "1/2569", "๑/๒๕๖๙", "หน้าวัด", "ไฟถนน", "ที่ 77", "สม", "นางร่วม"]
)
@pytest.mark.parametrize("scope", [Scope.ALL, Scope.OPEN, Scope.MINE])
def test_a_search_finds_any_part_of_number_subject_place_and_people(any_desk, text, scope):
    people = (PersonGiven(name="นายสมชาย ใจดี"), PersonGiven(Role.CO_PETITIONER, name="นางร่วม ด้วยกัน"))
    case = any_desk.case(people=people, place="หน้าวัด", incoming_no="ที่ 77", officer=USER)
    any_desk.case("trees", subject="ตัดกิ่งไม้", people=(PersonGiven(name="นางอื่น"),), officer="นายช่าง")
    assert ids(shown(any_desk, text=text, scope=scope)) == [case]


def test_a_search_stays_within_its_view(desk):
    ended = desk.case()
    endings.withdraw(desk.store, ended, reason="พอแล้ว")
    open_case = desk.case()
    assert ids(shown(desk, text="สมชาย")) == [open_case]
    assert ids(shown(desk, text="สมชาย", scope=Scope.ALL)) == [open_case, ended]
    assert shown(desk, text="ไม่มีใคร") == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_under_any_view_a_search_is_the_list_narrowed(desk, data):
    """What is found with words and a limit is what the whole view holds of them, the latest first."""
    name = data.draw(st.sampled_from(["นายสีแดง", "นางสีดำ", "นายแสงสีดำ"]))
    officer = data.draw(st.sampled_from([USER, "นายช่าง"]))
    case = desk.case(people=(PersonGiven(name=name),), officer=officer, moo=data.draw(st.integers(1, 2)))
    if data.draw(st.booleans()):
        endings.withdraw(desk.store, case, reason="x")
    view = View(
        data.draw(st.sampled_from(list(Scope))),
        moo=data.draw(st.sampled_from([None, 1])),
        officer=data.draw(st.sampled_from(["", USER])),
    )
    word = data.draw(st.sampled_from(["สีแดง", "สีดำ", "แสง", "นาย"]))
    limit = data.draw(st.integers(1, 5))
    whole = [row for row in petitions(desk.store, view, limit=10_000) if word in row.petitioner_name]
    whole.sort(key=lambda row: (row.received_at, row.row), reverse=True)
    assert ids(petitions(desk.store, view, word, limit=limit)) == ids(whole[:limit])


def test_a_word_inside_a_name_counts_as_much_as_one_that_begins_it(desk):
    desk.case(people=(PersonGiven(name="นางสีดำ"),))
    latest = desk.case(people=(PersonGiven(name="นายแสงสีดำ"),))
    assert ids(petitions(desk.store, View(), "สีดำ", limit=1)) == [latest]


def test_who_joins_a_case_is_found_among_many_of_the_same_name(desk):
    for _ in range(3):
        desk.case()
    people = (PersonGiven(name="นางอื่น"), PersonGiven(Role.CO_PETITIONER, name="นายสมชาย ใจดี"))
    joined = desk.case(people=people)
    assert ids(petitions(desk.store, View(), "สมชาย", limit=1)) == [joined]


def test_a_case_opened_again_is_found_among_the_open_ones(desk):
    first, second = desk.case(subject="ถนนทรุด"), desk.case(subject="ถนนขาด")
    endings.withdraw(desk.store, first, reason="ตกลงกันได้")
    assert [row.id for row in petitions(desk.store, View(), "ถนน")] == [second]
    endings.reopen(desk.store, first, why="ยังไม่จบ")
    assert {row.id for row in petitions(desk.store, View(), "ถนน")} == {first, second}


def test_the_board_has_a_column_for_each_state(any_desk):
    received, assigned = any_desk.case(), any_desk.case()
    routing.assign(any_desk.store, assigned, "works")
    answered = any_desk.case()
    tell(any_desk.store, answered, NoticeGiven(NoticeKind.RESULT, Way.PHONE))
    columns = board(any_desk.store, View(confidential=any_desk.confidential), limit=1)
    held = {column.state: ids(column.rows) for column in columns if column.count}
    assert held == {
        PetitionState.RECEIVED: [received],
        PetitionState.ASSIGNED: [assigned],
        PetitionState.ANSWERED: [answered],
    }
    assert len(columns) == 7


def test_open_cases_are_counted_by_village(desk):
    for moo in (3, 3, 5, None):
        desk.case(moo=moo)
    endings.withdraw(desk.store, desk.case(moo=3), reason="x")
    assert count_by_village(desk.store) == {None: 1, 3: 2, 5: 1}


def test_a_day_begins_at_midnight_in_bangkok(desk):
    desk.on(date(2026, 11, 21), 0, 30)  # the 20th in UTC
    case = desk.case()
    assert ids(shown(desk, scope=Scope.ALL, from_day=date(2026, 11, 21))) == [case]
    assert shown(desk, scope=Scope.ALL, to_day=date(2026, 11, 20)) == []
