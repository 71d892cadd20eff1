"""A case ends with its reason, does not change afterwards, and goes on only by an appeal or by being opened again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sai_thong.registers.attachments.preparing import PreparedFile
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.petitions import correct, endings, files, links, papers_handed_in, routing, work
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.refusals import CaseEnded, IllegalStep, Incomplete, NotPossible
from sai_thong.registers.petitions.routing import OpinionGiven
from sai_thong.registers.petitions.rules.course import StepNotAllowed
from sai_thong.registers.petitions.terms import (
    ClockKind,
    Decision,
    EventKind,
    LinkKind,
    Naming,
    NoticeKind,
    PetitionState,
    Role,
    Way,
)
from tests.registers.petitions.small_desk import FRIDAY, POINTS

RESULT = NoticeGiven(NoticeKind.RESULT, Way.PHONE)


def closed(desk, **given):
    case = desk.case(**given)
    tell(desk.store, case, RESULT)
    endings.close(desk.store, case)
    return case


def refused(desk):
    case = desk.case()
    desk.decided(case, Decision.REFUSED)
    tell(desk.store, case, RESULT)
    return case


def test_a_closed_case_waits_for_nothing(any_desk):
    case = closed(any_desk)
    petition = any_desk.again(case)
    assert (petition.state, petition.closed_on, petition.next_due_at) == (PetitionState.CLOSED, FRIDAY, None)


def everything(store, case, point):
    """Every way to change a case but an appeal and opening it again."""
    other = "x.1"
    yield lambda: work.note(store, case, "x")
    yield lambda: work.plan(store, case, work.TaskGiven("x"))
    yield lambda: work.add_point(store, case, "x")
    yield lambda: work.close_point(store, case, point, outcome="x")
    yield lambda: work.begin_work(store, case)
    yield lambda: routing.assign(store, case, "works")
    yield lambda: routing.give_opinion(store, case, OpinionGiven(OpinionStep.OFFICER, "x", "y"))
    yield lambda: routing.propose(store, case)
    yield lambda: routing.decide(store, case, Decision.APPROVED)
    yield lambda: tell(store, case, RESULT)
    yield lambda: papers_handed_in.receive_papers(store, case, ["x"])
    yield lambda: papers_handed_in.note_defects(store, case, items=("x",))
    yield lambda: papers_handed_in.papers_mended(store, case)
    yield lambda: papers_handed_in.return_petition(store, case, reason="x")
    yield lambda: endings.close(store, case)
    yield lambda: endings.withdraw(store, case, reason="x")
    yield lambda: endings.forward(store, case, "อำเภอ", reason="x")
    yield lambda: links.merge(store, case, other, why="x")
    yield lambda: links.link(store, case, LinkKind.ASSET, code="x")
    yield lambda: correct.reclassify(store, case, "road", why="x")
    yield lambda: correct.add_person(store, case, PersonGiven(name="x"))
    yield lambda: files.attach_file(store, case, PreparedFile("x.txt", "text/plain", b"x", b""))


def test_an_ended_case_changes_by_nothing(any_desk):
    case = any_desk.case(points=POINTS[:1])
    (point,) = case_view(any_desk.store, case).points
    work.close_point(any_desk.store, case, point.id, outcome="ดี")
    tell(any_desk.store, case, RESULT)
    petition = endings.close(any_desk.store, case).petition
    before = any_desk.store.head()
    tried = [*everything(any_desk.store, case, point.id)]
    tried.append(lambda: correct.correct(any_desk.store, petition, {"subject": "x"}, why="x"))
    for each in tried:
        with pytest.raises(CaseEnded):
            each()
    assert any_desk.store.head() == before


def test_a_case_is_opened_again_with_a_reason_and_its_timeline_stays(any_desk):
    case = closed(any_desk)
    with pytest.raises(Incomplete):
        endings.reopen(any_desk.store, case, why=" ")
    any_desk.on(FRIDAY + timedelta(days=20))
    opened = endings.reopen(any_desk.store, case, why="ยังไม่ดับจริง").petition
    assert (opened.state, opened.answered_at, opened.decision, opened.closed_on) == (
        PetitionState.RECEIVED,
        None,
        None,
        None,
    )
    assert opened.next_clock is ClockKind.ANSWER
    assert opened.next_due_at > any_desk.clock.now()
    kinds = [line.kind for line in case_view(any_desk.store, case).timeline]
    assert kinds[-2:] == [EventKind.CLOSED, EventKind.REOPENED]
    tell(any_desk.store, case, RESULT)
    endings.close(any_desk.store, case)


def test_a_case_is_not_closed_before_the_petitioner_was_told(any_desk):
    case = any_desk.case()
    any_desk.decided(case)
    with pytest.raises(StepNotAllowed):
        endings.close(any_desk.store, case)


def test_nobody_can_be_told_of_an_anonymous_letter(any_desk):
    case = any_desk.case(naming=Naming.ANONYMOUS, people=())
    any_desk.decided(case, Decision.INFORMED)
    with pytest.raises(StepNotAllowed):
        tell(any_desk.store, case, RESULT)
    assert endings.close(any_desk.store, case).petition.in_time is None


def test_planned_work_is_settled_before_closing(any_desk):
    case = any_desk.case()
    task = work.plan(any_desk.store, case, work.TaskGiven("ดูไฟ")).record
    tell(any_desk.store, case, RESULT)
    with pytest.raises(IllegalStep):
        endings.close(any_desk.store, case)
    work.drop(any_desk.store, case, task.id, why="ไม่ต้องแล้ว")
    endings.close(any_desk.store, case)


def test_who_brought_a_case_takes_it_back_with_a_reason(any_desk):
    case = any_desk.case()
    with pytest.raises(Incomplete):
        endings.withdraw(any_desk.store, case, reason=" ")
    done = endings.withdraw(any_desk.store, case, reason="ซ่อมเองแล้ว", on_day=FRIDAY).petition
    assert (done.state, done.end_reason, done.in_time) == (PetitionState.WITHDRAWN, "ซ่อมเองแล้ว", None)


def test_joint_petitioners_withdraw_alone_and_the_last_ends_the_case(any_desk):
    people = (
        PersonGiven(Role.REPRESENTATIVE, name="นายตัวแทน"),
        PersonGiven(Role.CO_PETITIONER, name="นางร่วม"),
        PersonGiven(Role.IN_NEED, name="นายเดือดร้อน"),
    )
    taken = any_desk.taken(people=people)
    case, (first, second, in_need) = taken.petition.id, taken.parties
    with pytest.raises(NotPossible):
        endings.withdraw_party(any_desk.store, case, in_need.id, reason="ไม่เอา")
    after = endings.withdraw_party(any_desk.store, case, first.id, reason="ย้าย")
    assert (after.petition.state, after.petition.petitioner_name) == (PetitionState.RECEIVED, "นางร่วม")
    with pytest.raises(NotPossible):
        endings.withdraw_party(any_desk.store, case, first.id, reason="ย้าย")
    last = endings.withdraw_party(any_desk.store, case, second.id, reason="พอใจแล้ว")
    assert last.petition.state is PetitionState.WITHDRAWN


def test_a_case_handed_over_tells_the_petitioner(any_desk):
    case = any_desk.case()
    for agency, reason in ((" ", "x"), ("การไฟฟ้า", " ")):
        with pytest.raises(Incomplete):
            endings.forward(any_desk.store, case, agency, reason=reason)
    with pytest.raises(Incomplete):
        endings.forward(any_desk.store, case, "การไฟฟ้า", reason="สายแรงสูง", told_way=None)
    done = endings.forward(any_desk.store, case, "การไฟฟ้าส่วนภูมิภาค", reason="สายแรงสูง", letter_no="ที่ 5")
    assert done.petition.state is PetitionState.FORWARDED
    assert (done.petition.decision, done.petition.in_time) == (Decision.FORWARDED, True)
    to_agency, to_petitioner = case_view(any_desk.store, case).notices
    assert (to_agency.agency, to_agency.letter_no) == ("การไฟฟ้าส่วนภูมิภาค", "ที่ 5")
    assert to_petitioner.told_to == "นายสมชาย ใจดี"


def test_an_appeal_waits_for_its_decision(any_desk):
    case = refused(any_desk)
    with pytest.raises(Incomplete):
        endings.appeal(any_desk.store, case, grounds=" ")
    any_desk.on(FRIDAY + timedelta(days=10))
    appealed = endings.appeal(any_desk.store, case, grounds="ข้อเท็จจริงผิด").petition
    assert appealed.next_clock is ClockKind.APPEAL_DECISION
    with pytest.raises(StepNotAllowed):
        endings.close(any_desk.store, case)
    with pytest.raises(StepNotAllowed):
        endings.appeal(any_desk.store, case, grounds="อีกครั้ง")
    with pytest.raises(NotPossible):
        endings.decide_appeal(any_desk.store, case, granted=True, reason="จริง", decided_on=FRIDAY, told=RESULT)
    done = endings.decide_appeal(any_desk.store, case, granted=True, reason="จริง", told=RESULT)
    assert (done.record.kind, done.petition.decision) == (NoticeKind.APPEAL_RESULT, Decision.APPROVED)
    assert done.petition.next_clock is ClockKind.CLOSING
    endings.close(any_desk.store, case)


def test_an_appeal_opens_a_case_that_was_closed_too_early(any_desk):
    case = refused(any_desk)
    endings.close(any_desk.store, case)
    appealed = endings.appeal(any_desk.store, case, grounds="ไม่เห็นด้วย", appealed_on=FRIDAY).petition
    assert (appealed.state, appealed.closed_on) == (PetitionState.ANSWERED, None)


def test_there_is_no_appeal_against_what_was_granted(desk):
    case = desk.case()
    desk.decided(case)
    tell(desk.store, case, RESULT)
    with pytest.raises(StepNotAllowed):
        endings.appeal(desk.store, case, grounds="ไม่เห็นด้วย")


def test_a_case_closed_on_paper_days_ago_keeps_the_papers_day(desk):
    case = desk.case()
    tell(desk.store, case, RESULT)
    desk.on(date(2026, 11, 25))
    assert endings.close(desk.store, case, on_day=date(2026, 11, 23)).petition.closed_on == date(2026, 11, 23)
    with pytest.raises(CaseEnded):
        endings.close(desk.store, case)
