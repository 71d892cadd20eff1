"""What was told, how, to whom and when, moves the clocks; a result answers the case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.letters import LetterGiven, letters_of_case
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.refusals import Incomplete, NotPossible
from sai_thong.registers.petitions.rules.course import StepNotAllowed
from sai_thong.registers.petitions.terms import (
    Channel,
    ClockKind,
    Decision,
    EventKind,
    NoticeKind,
    PetitionState,
    Way,
)
from sai_thong.registers.saraban.outgoing import bind_number
from sai_thong.registers.saraban.records import OutgoingDocument
from tests.registers.petitions.small_desk import FRIDAY


def told(kind, way=Way.PHONE, **more):
    return NoticeGiven(kind, way, **more)


def test_an_acknowledgement_meets_its_clock_and_is_given_once(any_desk):
    case = any_desk.case(channel=Channel.LINE)
    assert any_desk.again(case).next_clock is ClockKind.ACKNOWLEDGE
    done = tell(any_desk.store, case, told(NoticeKind.ACKNOWLEDGEMENT, Way.LINE))
    assert done.record.told_to == "นายสมชาย ใจดี"
    assert done.petition.next_clock is ClockKind.ANSWER
    with pytest.raises(StepNotAllowed):
        tell(any_desk.store, case, told(NoticeKind.ACKNOWLEDGEMENT))


def test_the_slip_at_the_counter_acknowledges(desk):
    assert desk.taken().petition.next_clock is ClockKind.ANSWER


def test_progress_is_reported_again_by_the_day_it_promised(desk):
    case = desk.case()
    done = tell(desk.store, case, told(NoticeKind.PROGRESS, text="สั่งของแล้ว", expected_on=date(2026, 11, 27)))
    assert done.petition.next_clock is ClockKind.PROGRESS
    assert done.petition.answered_at is None
    assert case_view(desk.store, case).next_deadline.due_at.date() == date(2026, 11, 27)
    with pytest.raises(Incomplete):
        tell(desk.store, case, told(NoticeKind.PROGRESS))
    with pytest.raises(NotPossible):
        tell(desk.store, case, told(NoticeKind.PROGRESS, text="x", expected_on=FRIDAY - timedelta(days=1)))


def test_delay_notices_are_numbered_and_tell_reason_and_day(any_desk):
    case = any_desk.case("building-permit")
    any_desk.on(date(2026, 12, 10))
    assert any_desk.again(case).next_clock is ClockKind.ANSWER
    for more in ({"reasons": "รอแบบ"}, {"expected_on": date(2026, 12, 20)}):
        with pytest.raises(Incomplete):
            tell(any_desk.store, case, told(NoticeKind.DELAY, Way.LETTER, **more))
    for number, day in ((1, 10), (2, 17)):
        any_desk.on(date(2026, 12, day))
        given = told(NoticeKind.DELAY, Way.LETTER, reasons="รอแบบ", expected_on=date(2026, 12, 30))
        assert tell(any_desk.store, case, given).record.sequence == number


def test_a_result_settled_at_the_counter_answers_the_case(any_desk):
    case = any_desk.case("water-support")
    any_desk.clock.advance(hours=2)
    done = tell(any_desk.store, case, told(NoticeKind.RESULT, Way.IN_PERSON))
    assert (done.petition.state, done.petition.decision, done.petition.decided_on, done.petition.in_time) == (
        PetitionState.ANSWERED,
        Decision.INFORMED,
        FRIDAY,
        True,
    )
    assert done.petition.next_clock is ClockKind.CLOSING


def test_an_answer_after_its_term_is_late(any_desk):
    case = any_desk.case("water-support")
    any_desk.clock.advance(hours=4)
    assert tell(any_desk.store, case, told(NoticeKind.RESULT)).petition.in_time is False


def test_a_refusal_tells_reasons_law_and_the_term_to_appeal(any_desk):
    case = any_desk.case()
    any_desk.decided(case, Decision.REFUSED)
    notice = tell(any_desk.store, case, told(NoticeKind.RESULT, Way.LETTER)).record
    assert (notice.reasons, notice.law, notice.appeal_days) == ("ตามระเบียบ", "ม.50", 15)
    assert ClockKind.APPEAL in {each.kind for each in case_view(any_desk.store, case).deadlines}


def test_a_refusal_at_the_counter_needs_reasons_and_law_too(desk):
    with pytest.raises(Incomplete):
        tell(desk.store, desk.case(), told(NoticeKind.RESULT, decision=Decision.REFUSED, reasons="ไม่มี"))


def test_nothing_else_is_told_than_was_decided(desk):
    case = desk.case()
    desk.decided(case)
    with pytest.raises(NotPossible):
        tell(desk.store, case, told(NoticeKind.RESULT, decision=Decision.REFUSED, reasons="ก", law="ข"))
    with pytest.raises(NotPossible):
        tell(desk.store, case, told(NoticeKind.RESULT, told_at=desk.clock.now() - timedelta(days=1)))


def test_through_whom_is_said(desk):
    case = desk.case()
    with pytest.raises(Incomplete):
        tell(desk.store, case, told(NoticeKind.RESULT, Way.THROUGH))
    assert tell(desk.store, case, told(NoticeKind.RESULT, Way.THROUGH, told_to="ผู้ใหญ่บ้าน")).record.told_to == "ผู้ใหญ่บ้าน"


@pytest.mark.parametrize("kind", [NoticeKind.DEFECTS, NoticeKind.RETURN, NoticeKind.FORWARD, NoticeKind.APPEAL_RESULT])
def test_what_belongs_to_a_step_is_not_told_by_itself(desk, kind):
    with pytest.raises(NotPossible):
        tell(desk.store, desk.case(), told(kind))


def test_an_appointment_may_be_told_at_any_time(desk):
    case = desk.case()
    tell(desk.store, case, told(NoticeKind.APPOINTMENT, text="พรุ่งนี้"))
    assert case_view(desk.store, case).timeline[-1].kind is EventKind.NOTICE


def test_a_letter_is_entered_without_a_number_and_shown_with_it_once_keyed(any_desk):
    store, case = any_desk.store, any_desk.case()
    any_desk.decided(case)
    notice = tell(store, case, told(NoticeKind.RESULT, Way.LETTER, letter=LetterGiven())).record
    (letter,) = letters_of_case(store, case)
    assert (letter.id, letter.number, letter.addressee) == (notice.letter_id, None, "นายสมชาย ใจดี")
    assert letter.subject == "แจ้งผลการพิจารณา ไฟถนนดับ"
    bind_number(store, store.get(OutgoingDocument, letter.id), number=123)
    assert "123" in case_view(store, case).letter_number(notice)
    shown = store.get(OutgoingDocument, letter.id)
    assert (shown.addressee == "") is any_desk.confidential
    assert ("ไฟถนนดับ" in shown.subject) is not any_desk.confidential
