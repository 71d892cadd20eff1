"""Taking a petition keeps who, what, where and what was handed in, and says what is missing and by when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sai_thong.db.refusals import SetClosed
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import BadInput
from sai_thong.registers.citizens.operations import register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.intake import Intake, PointGiven, take
from sai_thong.registers.petitions.numbers import BLANK
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.records import Party, Petition, PetitionEvent
from sai_thong.registers.petitions.refusals import Incomplete, NotPossible
from sai_thong.registers.petitions.shelves import shelf_of
from sai_thong.registers.petitions.terms import Channel, ClockKind, EventKind, Naming, PetitionState, Role
from tests.registers.petitions.small_desk import FRIDAY, POINTS


def bangkok(moment: datetime) -> str:
    return f"{moment.astimezone(BANGKOK):%Y-%m-%d %H:%M:%S}"


def test_only_subject_and_channel_are_compulsory(desk):
    taken = take(desk.store, Intake(service="other", subject="ขอทราบเรื่อง", channel=Channel.PHONE))
    assert taken.petition.number == "1/2569"
    assert taken.petition.state is PetitionState.RECEIVED
    assert taken.parties == ()
    with pytest.raises(Incomplete):
        take(desk.store, Intake(service="other", subject="  ", channel=Channel.PHONE))


@pytest.mark.parametrize(
    ("service", "promised"),
    [
        ("street-light", "2026-12-08 23:59:59"),  # 15 days and a holiday chain: 5 Dec Saturday, 7 substitution
        ("water-support", "2026-11-20 12:00:00"),  # three hours
        ("old-age-registration", "2026-11-20 09:30:00"),  # thirty minutes
        ("certificate", "2026-11-23 23:59:59"),  # one working day, over a weekend
    ],
)
def test_the_slip_promises_by_the_service_or_the_law(desk, service, promised):
    assert bangkok(desk.taken(service).promised_on) == promised


def test_it_goes_to_the_division_of_the_service_under_its_clocks(desk):
    case = desk.taken("water-support").petition
    assert (case.division, case.profile, case.promise_amount, case.promise_unit) == (
        "prevention",
        "service",
        3,
        "hours",
    )
    assert case.next_clock is ClockKind.ANSWER


def test_missing_papers_and_answers_are_told(desk):
    taken = desk.taken(
        "building-certificate",
        papers_received=("บัตรประจำตัวประชาชน", "รูปวาด"),
        papers_waived={"สำเนาโฉนดหรือเอกสารสิทธิในที่ดิน": "ราชการมีอยู่แล้ว"},
    )
    assert taken.missing == ()
    assert taken.unanswered == ("สิ่งปลูกสร้าง",)
    received = {paper.name: paper.received_on for paper in taken.papers}
    assert received["รูปวาด"] == FRIDAY
    assert received["ภาพถ่ายสถานที่"] is None
    assert desk.taken("building-certificate").missing == ("บัตรประจำตัวประชาชน", "สำเนาโฉนดหรือเอกสารสิทธิในที่ดิน")


def test_answers_are_checked_against_the_form(desk):
    answers = {"use": "อุปโภค", "purpose": "งานบุญ", "litres": "๖,๐๐๐", "deliver_on": "25 พ.ย. 2569", "deliver_to": "วัด"}
    taken = desk.taken("water-support", answers=answers)
    assert taken.unanswered == ()
    assert taken.petition.answers["litres"] == "6000"
    assert taken.petition.answers["deliver_on"] == "2026-11-25"
    for wrong in ({"litres": "มาก"}, {"use": "ดื่ม"}, {"none": "x"}, {"litres": "-1"}):
        with pytest.raises(BadInput):
            desk.taken("water-support", answers=wrong)


def test_a_citizen_is_taken_over_with_address_and_a_merged_one_by_the_other(desk):
    known = register_citizen(
        desk.store, Citizen(prefix="นาง", first_name="สุดา", last_name="ทอง", house_no="12/3", moo=4, phone="0820000000")
    ).citizen
    double = register_citizen(desk.store, Citizen(prefix="นาง", first_name="สุดา", last_name="ทอง")).citizen
    with desk.store.transaction("ซ้ำ") as tx:
        tx.update(double, merged_into=known.id)
    (party,) = desk.taken(people=(PersonGiven(person_id=double.id),)).parties
    assert (party.person_id, party.name, party.address, party.moo, party.phone) == (
        known.id,
        "นางสุดา ทอง",
        "12/3",
        4,
        "0820000000",
    )


def test_somebody_typed_once_is_entered_among_the_citizens(desk):
    typed = PersonGiven(name="นางสาวปราณี ศรีสุข", moo=2, keep_as_citizen=True)
    (party,) = desk.taken(people=(typed,)).parties
    assert desk.store.get(Citizen, party.person_id).full_name == "นางสาวปราณี ศรีสุข"


def test_one_paper_holds_many_petitioners_and_points(any_desk):
    people = (
        PersonGiven(Role.REPRESENTATIVE, name="นายตัวแทน หนึ่ง"),
        *(PersonGiven(Role.CO_PETITIONER, name=f"นายร่วม คนที่{n}") for n in range(1, 6)),
    )
    taken = any_desk.taken(people=people, points=POINTS)
    assert taken.petition.petitioner_name == "นายตัวแทน หนึ่ง"
    assert len(taken.parties) == 6
    assert [(point.number, point.matter) for point in taken.points] == [(1, "จุดหน้าวัด"), (2, "จุดปากซอย")]


def test_the_informant_need_not_be_in_need(desk):
    people = (
        PersonGiven(Role.IN_NEED, name="นางเดือดร้อน มาก"),
        PersonGiven(Role.INFORMANT, name="นายแจ้ง แทน", relation="เพื่อนบ้าน"),
    )
    taken = desk.taken(people=people, channel=Channel.PHONE)
    assert taken.petition.petitioner_name == "นายแจ้ง แทน"


def test_a_name_not_to_be_told_stands_in_no_list(desk):
    taken = desk.taken(naming=Naming.WITHHELD)
    assert taken.petition.petitioner_name == ""
    assert taken.petition.person_id is None
    assert desk.store.find(Party, petition_id=taken.petition.id)[0].name == "นายสมชาย ใจดี"


def test_an_anonymous_letter_has_no_petitioner(desk):
    with pytest.raises(NotPossible):
        desk.taken(naming=Naming.ANONYMOUS)
    taken = desk.taken(naming=Naming.ANONYMOUS, people=(PersonGiven(Role.IN_NEED, name="ชาวบ้าน"),))
    assert taken.petition.petitioner_name == ""


def test_a_person_without_a_name_or_a_false_id_is_refused(desk):
    before = desk.store.head()
    for person in (PersonGiven(), PersonGiven(name="นาย ก", citizen_id="1234567890123")):
        with pytest.raises((Incomplete, BadInput)):
            desk.taken(people=(person,))
    with pytest.raises(Incomplete):
        desk.taken(points=(PointGiven(" "),))
    assert desk.store.head() == before


def test_what_came_on_paper_is_taken_with_the_papers_own_time(any_desk):
    at = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
    taken = any_desk.taken(received_at=at)
    (event,) = shelf_of(any_desk.store, confidential=any_desk.confidential).find(
        PetitionEvent, petition_id=taken.petition.id
    )
    assert (event.kind, event.happened_at) == (EventKind.RECEIVED, at)
    assert bangkok(taken.petition.next_due_at).startswith("2026-12-01")


def test_what_lies_ahead_is_refused(desk):
    with pytest.raises(NotPossible):
        desk.taken(received_at=desk.clock.now() + timedelta(minutes=1))


def test_the_year_is_the_one_in_bangkok(desk):
    desk.on(date(2027, 1, 1), 1)  # still 31 December in UTC
    assert desk.taken().petition.number == "1/2570"
    at = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past eleven at night in Bangkok
    assert desk.taken(received_at=at).petition.number == "1/2569"


def test_a_service_that_is_not_given_is_refused(desk):
    with pytest.raises(NotPossible):
        desk.taken("no-such-service")


def test_a_complaint_against_officials_lies_sealed_with_all_that_belongs_to_it(desk):
    taken = desk.taken(
        "corruption", subject="เรียกรับเงิน", accused=("นายช่าง ก",), accused_division="works", points=POINTS
    )
    assert taken.confidential
    assert taken.petition.number == "ลับ1/2569"
    for record_class in (Petition, Party, PetitionEvent):
        assert desk.store.find(record_class) == []
    assert shelf_of(desk.store, confidential=True).get(Petition, taken.petition.id).accused == ("นายช่าง ก",)


def test_naming_an_official_makes_any_case_confidential(desk):
    assert desk.taken("road", accused=("นายช่าง ก",)).confidential
    with pytest.raises(NotPossible):
        desk.taken("road", accused=("นายช่าง ก",), confidential=False)


def test_the_division_complained_of_does_not_get_the_case(desk):
    assert desk.taken("road", accused_division="works").petition.division == ""


def test_nobody_is_entered_among_citizens_through_a_confidential_case(desk):
    with pytest.raises(NotPossible):
        desk.taken("corruption", people=(PersonGiven(name="นางร้อง เรียน", keep_as_citizen=True),))
    assert desk.store.find(Citizen) == []


def test_without_the_key_no_complaint_is_taken(desk):
    desk.as_user("พนักงานใหม่")
    with pytest.raises(SetClosed):
        desk.taken("corruption", number=BLANK)


def test_a_place_is_kept_as_coordinates_or_refused(desk):
    assert desk.taken(coordinates="(๑๖.๔๓๒๑, 103.5060)").petition.coordinates == "16.432100,103.506000"
    for wrong in ("103.5,16.4", "วัด", "16.4"):
        with pytest.raises(BadInput):
            desk.taken(coordinates=wrong)
