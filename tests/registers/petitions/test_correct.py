"""What was entered wrongly is corrected with a reason; numbers and what the slip promised stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sai_thong.db.refusals import StaleRecord
from sai_thong.ground.errors import BadInput
from sai_thong.registers.last_change import NothingToUndo
from sai_thong.registers.petitions import correct
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.listing import Scope, View, petitions
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.refusals import Incomplete, NotPossible
from sai_thong.registers.petitions.terms import EventKind, Naming, NoticeKind, Role, Way
from tests.registers.petitions.small_desk import FRIDAY


def test_fields_of_the_form_are_corrected_and_the_timeline_tells(any_desk):
    petition = any_desk.taken().petition
    new = {"subject": " ไฟทางดับ ", "moo": 4, "coordinates": "16.4,103.5"}
    done = correct.correct(any_desk.store, petition, new, why="พิมพ์ผิด").petition
    assert (done.subject, done.moo, done.coordinates) == ("ไฟทางดับ", 4, "16.400000,103.500000")
    line = case_view(any_desk.store, done.id).timeline[-1]
    assert (line.kind, line.detail) == (EventKind.CORRECTED, "เรื่อง, หมู่ที่, พิกัด")


def test_a_corrected_word_is_found_and_the_wrong_one_no_more(desk):
    petition = desk.taken().petition
    correct.correct(desk.store, petition, {"subject": "ถนนทรุด"}, why="ผิดเรื่อง")
    found = [len(petitions(desk.store, View(Scope.ALL), word)) for word in ("ทรุด", "ไฟถนน")]
    assert found == [1, 0]


@pytest.mark.parametrize("name", ["number", "state", "next_due_at", "decision", "profile", "shut_out", "year_be"])
def test_what_a_step_sets_is_not_corrected_by_hand(desk, name):
    with pytest.raises(TypeError):
        correct.correct(desk.store, desk.taken().petition, {name: None}, why="x")


def test_no_correction_without_reason_or_of_a_stale_record(desk):
    petition = desk.taken().petition
    with pytest.raises(Incomplete):
        correct.correct(desk.store, petition, {"subject": "x"}, why=" ")
    with pytest.raises(Incomplete):
        correct.correct(desk.store, petition, {"subject": " "}, why="x")
    correct.correct(desk.store, petition, {"subject": "ใหม่"}, why="x")
    with pytest.raises(StaleRecord):
        correct.correct(desk.store, petition, {"subject": "เก่า"}, why="x")


def test_the_time_of_receipt_moves_the_clocks_within_the_year_of_the_number(any_desk):
    petition = any_desk.taken().petition
    earlier = datetime(2026, 11, 16, 2, tzinfo=UTC)
    done = correct.correct(any_desk.store, petition, {"received_at": earlier}, why="ตามตรารับ").petition
    assert done.next_due_at < petition.next_due_at
    for wrong in (datetime(2025, 12, 30, tzinfo=UTC), any_desk.clock.now() + timedelta(days=1)):
        with pytest.raises(NotPossible):
            correct.correct(any_desk.store, done, {"received_at": wrong}, why="x")


def test_another_service_runs_other_clocks_and_keeps_the_promise(any_desk):
    case = any_desk.case("water-support")
    done = correct.reclassify(any_desk.store, case, "street-light", why="เลือกผิด").petition
    assert (done.service, done.profile, done.promise_amount, done.promise_unit) == (
        "street-light",
        "complaint",
        3,
        "hours",
    )
    if not any_desk.confidential:
        with pytest.raises(NotPossible):
            correct.reclassify(any_desk.store, case, "corruption", why="x")


def test_withholding_the_name_takes_it_out_of_lists_and_search(desk):
    petition = desk.taken().petition
    done = correct.correct(desk.store, petition, {"naming": Naming.WITHHELD}, why="ขอปิดชื่อ").petition
    assert done.petitioner_name == ""
    back = correct.correct(desk.store, done, {"naming": Naming.NAMED}, why="ยินยอม").petition
    assert back.petitioner_name == "นายสมชาย ใจดี"
    with pytest.raises(NotPossible):
        correct.correct(desk.store, back, {"naming": Naming.ANONYMOUS}, why="x")


def test_people_are_added_and_corrected(any_desk):
    taken = any_desk.taken()
    case = taken.petition.id
    correct.add_person(any_desk.store, case, PersonGiven(Role.REPRESENTATIVE, name="นายตัวแทน"))
    assert any_desk.again(case).petitioner_name == "นายตัวแทน"
    (first,) = taken.parties
    new = {"name": "นายสมชัย ใจดี", "role": Role.IN_NEED}
    done = correct.correct_person(any_desk.store, case, first.id, new, why="ชื่อผิด")
    assert (done.record.name, done.record.role) == ("นายสมชัย ใจดี", Role.IN_NEED)
    for wrong, error in (
        ({"name": " "}, Incomplete),
        ({"citizen_id": "123"}, BadInput),
        ({"person_id": "x"}, TypeError),
    ):
        with pytest.raises(error):
            correct.correct_person(any_desk.store, case, first.id, wrong, why="x")


def test_a_case_is_not_received_after_what_was_done_in_it(any_desk):
    case = any_desk.case()
    any_desk.on(FRIDAY + timedelta(days=3))
    told_at = any_desk.clock.now()
    tell(any_desk.store, case, NoticeGiven(NoticeKind.RESULT, Way.PHONE, text="ซ่อมแล้ว"))
    any_desk.on(FRIDAY + timedelta(days=5))
    with pytest.raises(NotPossible):
        correct.correct(any_desk.store, any_desk.again(case), {"received_at": told_at + timedelta(hours=1)}, why="x")
    before = told_at - timedelta(hours=1)
    kept = correct.correct(any_desk.store, any_desk.again(case), {"received_at": before}, why="x").petition
    assert kept.received_at == before


def test_the_last_correction_is_taken_back_by_another_and_a_step_is_not(any_desk):
    petition = any_desk.taken(moo=3).petition
    assert correct.last_correction(any_desk.store, petition) is None
    done = correct.correct(any_desk.store, petition, {"subject": "ถนนทรุด", "moo": None}, why="ฟังผิด").petition
    with pytest.raises(Incomplete):
        correct.take_back(any_desk.store, done, why=" ")
    back = correct.take_back(any_desk.store, done, why="ถูกแล้ว").petition
    assert (back.subject, back.moo, back.number) == ("ไฟถนนดับ", 3, petition.number)
    stale = done
    with pytest.raises(StaleRecord):
        correct.take_back(any_desk.store, stale, why="x")
    answers = {"use": "อุปโภค", "purpose": "งานบุญ", "litres": "6000", "deliver_on": "25 พ.ย. 2569", "deliver_to": "วัด"}
    water = any_desk.taken("water-support", answers=answers).petition
    reclassified = correct.reclassify(any_desk.store, water.id, "road", why="เลือกผิด").petition
    assert reclassified.answers is None
    assert correct.last_correction(any_desk.store, reclassified) is None
    with pytest.raises(NothingToUndo):
        correct.take_back(any_desk.store, reclassified, why="x")
