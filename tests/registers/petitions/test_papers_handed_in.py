"""Missing papers are asked for once, the clocks stand still meanwhile, and what is not mended in time goes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sai_thong.registers.petitions import endings, papers_handed_in
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.records import DefectNote
from sai_thong.registers.petitions.refusals import AskedAlready, Incomplete, NotPossible
from sai_thong.registers.petitions.rules.clocks import bangkok_day
from sai_thong.registers.petitions.rules.course import StepNotAllowed
from sai_thong.registers.petitions.shelves import shelf_of
from sai_thong.registers.petitions.terms import ClockKind, EventKind, NoticeKind, PetitionState
from tests.registers.petitions.small_desk import FRIDAY

PERMIT = "building-permit"


def answer_due(desk, case):
    return next(each for each in case_view(desk.store, case).deadlines if each.kind is ClockKind.ANSWER)


def test_the_note_holds_what_is_missing_and_its_day(any_desk):
    case = any_desk.case(PERMIT, papers_received=("ทะเบียนบ้าน",))
    done = papers_handed_in.note_defects(any_desk.store, case)
    assert "บัตรประจำตัวประชาชน" in done.record.items
    assert "ทะเบียนบ้าน" not in done.record.items
    assert "หนังสือยินยอมของเจ้าของที่ดิน" not in done.record.items  # need not be there
    assert done.record.mend_by > FRIDAY
    assert done.petition.state is PetitionState.AWAITING_PAPERS
    assert done.petition.next_clock is ClockKind.PAPERS


def test_a_second_note_is_refused_with_the_law(any_desk):
    case = any_desk.case(PERMIT)
    papers_handed_in.note_defects(any_desk.store, case)
    for mended in (False, True):
        if mended:
            papers_handed_in.papers_mended(any_desk.store, case)
        with pytest.raises(AskedAlready, match="มาตรา 8"):
            papers_handed_in.note_defects(any_desk.store, case, items=("อีกใบ",))
    shelf = shelf_of(any_desk.store, confidential=any_desk.confidential)
    assert len(shelf.find(DefectNote)) == 1


def test_the_clocks_stand_still_while_the_papers_are_mended(any_desk):
    case = any_desk.case(PERMIT)
    assert bangkok_day(answer_due(any_desk, case).due_at) == date(2026, 12, 8)  # the 5th, past a long weekend
    papers_handed_in.note_defects(any_desk.store, case)
    assert answer_due(any_desk, case).paused
    any_desk.on(FRIDAY + timedelta(days=10))
    papers_handed_in.papers_mended(any_desk.store, case)
    later = answer_due(any_desk, case)
    assert not later.paused
    assert bangkok_day(later.due_at) == date(2026, 12, 15)  # the 5th and the ten days of mending


def test_the_last_missing_paper_lets_the_case_go_on(any_desk):
    case = any_desk.case("child-centre")
    papers_handed_in.note_defects(any_desk.store, case)
    half = papers_handed_in.receive_papers(any_desk.store, case, ["สูติบัตรเด็ก"])
    assert half.petition.state is PetitionState.AWAITING_PAPERS
    papers = {paper.name: paper for paper in case_view(any_desk.store, case).papers}
    whole = papers_handed_in.waive_paper(any_desk.store, case, papers["ทะเบียนบ้าน"].id, why="ราชการมีอยู่แล้ว")
    assert whole.petition.state is PetitionState.RECEIVED
    kinds = [line.kind for line in case_view(any_desk.store, case).timeline]
    assert kinds.count(EventKind.PAPERS_MENDED) == 1


def test_a_paper_nobody_asked_for_is_kept_beside_the_list(desk):
    case = desk.case("child-centre")
    papers_handed_in.receive_papers(desk.store, case, ["รูปถ่าย", "รูปถ่าย"], on_day=FRIDAY)
    assert [paper.name for paper in case_view(desk.store, case).papers].count("รูปถ่าย") == 1
    with pytest.raises(Incomplete):
        papers_handed_in.receive_papers(desk.store, case, [" "])
    with pytest.raises(NotPossible):
        papers_handed_in.receive_papers(desk.store, case, ["x"], on_day=FRIDAY + timedelta(days=1))


def test_nothing_is_returned_before_its_day_is_over(any_desk):
    case = any_desk.case(PERMIT)
    note = papers_handed_in.note_defects(any_desk.store, case, mend_by=date(2026, 11, 27)).record
    for day in (date(2026, 11, 26), note.mend_by):
        any_desk.on(day)
        with pytest.raises(NotPossible):
            papers_handed_in.return_petition(any_desk.store, case, reason="ไม่แก้ไข")
    any_desk.on(date(2026, 11, 28))
    with pytest.raises(Incomplete):
        papers_handed_in.return_petition(any_desk.store, case, reason=" ")
    done = papers_handed_in.return_petition(any_desk.store, case, reason="ไม่แก้ไขภายในกำหนด")
    assert done.petition.state is PetitionState.RETURNED
    assert done.petition.next_due_at is None
    assert (done.record.kind, done.record.law[-7:]) == (NoticeKind.RETURN, "มาตรา 9")


def test_a_returned_petition_opened_again_does_not_stand_still_for_ever(any_desk):
    case = any_desk.case(PERMIT)
    papers_handed_in.note_defects(any_desk.store, case, mend_by=date(2026, 11, 27))
    any_desk.on(date(2026, 11, 30))
    papers_handed_in.return_petition(any_desk.store, case, reason="ไม่แก้ไข")
    opened = endings.reopen(any_desk.store, case, why="นำเอกสารมาครบ").petition
    assert opened.state is PetitionState.RECEIVED
    assert not answer_due(any_desk, case).paused
    assert opened.next_clock is not ClockKind.PAPERS


def test_a_note_is_signed_and_its_day_is_possible(desk):
    case = desk.case(PERMIT)
    with pytest.raises(NotPossible):
        papers_handed_in.note_defects(desk.store, case, mend_by=FRIDAY - timedelta(days=1))
    with pytest.raises(NotPossible):
        papers_handed_in.sign_defects(desk.store, case, signed_by="นายสมชาย")
    papers_handed_in.note_defects(desk.store, case)
    assert papers_handed_in.sign_defects(desk.store, case, signed_by=" นายสมชาย ").record.signed_by == "นายสมชาย"


def test_where_nothing_is_missing_nothing_is_noted(desk):
    case = desk.case("street-light")
    with pytest.raises(Incomplete):
        papers_handed_in.note_defects(desk.store, case)
    desk.decided(case)
    with pytest.raises(StepNotAllowed):
        papers_handed_in.note_defects(desk.store, case, items=("แผนที่",))
