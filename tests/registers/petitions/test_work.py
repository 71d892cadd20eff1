"""Work is planned, put off, done or dropped, each with what came of it; points are closed alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sai_thong.db.refusals import RecordMissing
from sai_thong.registers.petitions import endings, work
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.refusals import IllegalStep, Incomplete, NotPossible
from sai_thong.registers.petitions.rules.course import StepNotAllowed
from sai_thong.registers.petitions.terms import EventKind, NoticeKind, PetitionState, TaskKind, Way
from sai_thong.registers.petitions.work import TaskGiven
from tests.registers.petitions.small_desk import FRIDAY, POINTS


def test_work_goes_its_way(any_desk):
    store, case = any_desk.store, any_desk.case()
    begins = any_desk.clock.now() + timedelta(days=3)
    visit = TaskGiven("ดูสายไฟ", TaskKind.VISIT, who="นายช่าง", place="หน้าวัด", begins_at=begins, bring=("แผนที่", " "))
    task = work.plan(store, case, visit).record
    assert task.bring == ("แผนที่",)
    later = begins + timedelta(days=1)
    assert work.put_off(store, case, task.id, later, why="ฝนตก").record.begins_at == later
    any_desk.on(FRIDAY + timedelta(days=5))
    assert work.finish(store, case, task.id, outcome="เปลี่ยนหลอด").record.done_on == FRIDAY + timedelta(days=5)
    for again in (
        lambda: work.finish(store, case, task.id, outcome="อีก"),
        lambda: work.drop(store, case, task.id, why="x"),
        lambda: work.put_off(store, case, task.id, later, why="x"),
    ):
        with pytest.raises(IllegalStep):
            again()
    kinds = [line.kind for line in case_view(store, case).timeline]
    assert kinds == [EventKind.RECEIVED, EventKind.TASK_ADDED, EventKind.NOTE, EventKind.TASK_DONE]


@pytest.mark.parametrize("kind", [TaskKind.VISIT, TaskKind.APPOINTMENT])
def test_a_visit_and_an_appointment_have_a_time(desk, kind):
    with pytest.raises(Incomplete):
        work.plan(desk.store, desk.case(), TaskGiven("ดู", kind))
    assert work.plan(desk.store, desk.case(), TaskGiven("ดู")).record.begins_at is None


def test_work_of_another_case_is_not_touched(desk):
    task = work.plan(desk.store, desk.case(), TaskGiven("ดู")).record
    with pytest.raises(RecordMissing):
        work.finish(desk.store, desk.case(), task.id, outcome="ดี")


def test_what_is_dropped_or_done_says_why(desk):
    case = desk.case()
    task = work.plan(desk.store, case, TaskGiven("ดู")).record
    with pytest.raises(Incomplete):
        work.finish(desk.store, case, task.id, outcome=" ")
    with pytest.raises(Incomplete):
        work.drop(desk.store, case, task.id, why=" ")
    with pytest.raises(NotPossible):
        work.finish(desk.store, case, task.id, outcome="ดี", done_on=FRIDAY + timedelta(days=1))


def test_points_are_closed_alone_and_all_before_the_case(any_desk):
    store, case = any_desk.store, any_desk.case(points=POINTS)
    first, second = case_view(store, case).points
    work.close_point(store, case, first.id, outcome="ซ่อมแล้ว")
    with pytest.raises(IllegalStep):
        work.close_point(store, case, first.id, outcome="อีก")
    assert case_view(store, case).open_points == (second,)
    tell(store, case, NoticeGiven(NoticeKind.RESULT, Way.PHONE))
    with pytest.raises(StepNotAllowed):
        endings.close(store, case)
    work.close_point(store, case, second.id, outcome="รองบ")
    assert endings.close(store, case).petition.state is PetitionState.CLOSED


def test_a_point_found_later_is_added_until_the_answer(desk):
    case = desk.case(points=POINTS)
    assert work.add_point(desk.store, case, "จุดหน้าโรงเรียน").record.number == 3
    tell(desk.store, case, NoticeGiven(NoticeKind.RESULT, Way.PHONE))
    with pytest.raises(IllegalStep):
        work.add_point(desk.store, case, "อีกจุด")


def test_work_begun_and_notes_stand_on_the_timeline(desk):
    case = desk.case()
    desk.decided(case)
    assert work.begin_work(desk.store, case).petition.state is PetitionState.IN_WORK
    work.note(desk.store, case, "รออะไหล่")
    assert [line.detail for line in case_view(desk.store, case).timeline][-1] == "รออะไหล่"
    with pytest.raises(Incomplete):
        work.note(desk.store, case, " ")
