"""Cases that may be one matter are shown; merged ones keep both histories; links lead to what is there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sai_thong.registers.citizens.operations import register_citizen
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions import endings, links, work
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.intake import PointGiven
from sai_thong.registers.petitions.links import Alike, alike_to
from sai_thong.registers.petitions.listing import petitions_of_person
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.places import Coordinates, metres_between
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.refusals import CaseEnded, IllegalStep, Incomplete, NotPossible
from sai_thong.registers.petitions.terms import LinkKind, PetitionState, TaskKind


def other(name="นางอื่น คนไกล"):
    return (PersonGiven(name=name),)


HERE = "16.432100,103.506000"
CASES = [
    ({"moo": 3, "place": "หน้าวัด"}, {"moo": 3, "place": " หน้าวัด"}, {Alike.SAME_PLACE}),
    ({"moo": 3, "place": "หน้าวัด"}, {"moo": 4, "place": "หน้าวัด"}, None),
    ({"moo": 3}, {"moo": 3}, None),
    ({"coordinates": HERE}, {"coordinates": "16.433800,103.506000"}, {Alike.NEARBY}),  # 189 m
    ({"coordinates": HERE}, {"coordinates": "16.434000,103.506000"}, None),  # 211 m
    (
        {"points": (PointGiven("ก", asset_code="L1"),)},
        {"points": (PointGiven("ข", asset_code="L1"),)},
        {Alike.SAME_THING},
    ),
    ({"points": (PointGiven("ก", asset_code="L1"),)}, {"points": (PointGiven("ก", asset_code="L2"),)}, None),
    ({"service": "road", "moo": 3, "place": "หน้าวัด"}, {"moo": 3, "place": "หน้าวัด"}, None),
]


@pytest.mark.parametrize(("one", "two", "alike"), CASES)
def test_doubles_are_found_by_service_and_place(any_desk, one, two, alike):
    first = any_desk.case(**one)
    second = any_desk.case(**two, people=other(), subject="อีกเรื่อง")
    found = alike_to(any_desk.store, second)
    assert [(each.petition.id, set(each.alike)) for each in found] == ([(first, alike)] if alike else [])


def test_one_person_with_one_subject_is_a_double_whatever_the_service(any_desk):
    citizen = register_citizen(any_desk.store, Citizen(first_name="สุดา", last_name="ทอง")).citizen
    person = (PersonGiven(person_id=citizen.id),)
    first = any_desk.case("road", people=person)
    second = any_desk.case("trees", people=person)
    any_desk.case("trees", people=other())
    any_desk.case("road", people=person, subject="อีกเรื่อง")
    found = alike_to(any_desk.store, second)
    assert [(each.petition.id, set(each.alike)) for each in found] == [(first, {Alike.SAME_PERSON})]


def test_ended_cases_are_no_doubles(desk):
    first = desk.case()
    second = desk.case()
    assert [each.petition.id for each in alike_to(desk.store, second)] == [first]
    endings.withdraw(desk.store, first, reason="ซ้ำ")
    assert alike_to(desk.store, second) == []


def test_two_places_are_as_far_as_they_are():
    bangkok, chiang_mai = Coordinates(13.7563, 100.5018), Coordinates(18.7883, 98.9853)
    assert round(metres_between(bangkok, chiang_mai) / 1000) == 582
    assert metres_between(bangkok, bangkok) == 0


def test_merged_cases_keep_both_histories(any_desk):
    kept, double, third = (any_desk.case(subject=subject) for subject in ("แรก", "ซ้ำ", "สาม"))
    work.note(any_desk.store, double, "ของเรื่องซ้ำ")
    any_desk.clock.advance(minutes=5)
    merged = links.merge(any_desk.store, double, kept, why="เรื่องเดียวกัน").petition
    assert (merged.state, merged.merged_into, merged.next_due_at) == (PetitionState.MERGED, kept, None)
    assert merged.number
    links.merge(any_desk.store, kept, third, why="เรื่องเดียวกัน")
    view = case_view(any_desk.store, third)
    assert {each.id for each in view.merged_from} == {kept, double}
    assert [(line.detail, line.case_number) for line in view.timeline if "ของเรื่อง" in line.detail] == [
        ("ของเรื่องซ้ำ", merged.number)
    ]


def test_only_two_open_cases_of_one_shelf_become_one(desk):
    case, ended = desk.case(), desk.case()
    endings.withdraw(desk.store, ended, reason="พอแล้ว")
    sealed = desk.case("corruption")
    with pytest.raises(Incomplete):
        links.merge(desk.store, case, ended, why=" ")
    with pytest.raises(CaseEnded):
        links.merge(desk.store, case, ended, why="ซ้ำ")
    for into in (case, sealed):
        with pytest.raises(NotPossible):
            links.merge(desk.store, case, into, why="ซ้ำ")


def test_a_merged_case_opened_again_stands_by_itself(desk):
    kept, double = desk.case(), desk.case()
    links.merge(desk.store, double, kept, why="ซ้ำ")
    endings.reopen(desk.store, double, why="คนละจุด")
    assert case_view(desk.store, kept).merged_from == ()
    assert desk.again(double).next_due_at is not None


def test_links_lead_to_what_is_there(any_desk):
    citizen = register_citizen(any_desk.store, Citizen(first_name="สุดา", last_name="ทอง")).citizen
    one, two = any_desk.case(), any_desk.case(subject="อีกเรื่อง")
    made = links.link(any_desk.store, one, LinkKind.SAME_PLACE, other_id=two).record
    links.link(any_desk.store, one, LinkKind.CITIZEN, other_id=citizen.id)
    links.link(any_desk.store, one, LinkKind.ASSET, code="416-55-0001")
    with pytest.raises(IllegalStep):
        links.link(any_desk.store, one, LinkKind.ASSET, code="416-55-0001")
    shown = {each.link.kind: (each.name, each.opens) for each in case_view(any_desk.store, one).links}
    assert shown[LinkKind.SAME_PLACE][1] == two
    assert shown[LinkKind.CITIZEN] == ("สุดา ทอง", citizen.id)
    assert shown[LinkKind.ASSET] == ("416-55-0001", "")
    assert [each.opens for each in case_view(any_desk.store, two).links] == [one]
    links.unlink(any_desk.store, one, made.id, why="คนละที่")
    assert case_view(any_desk.store, two).links == ()


def test_no_case_is_linked_with_itself_with_nothing_or_across_the_shelves(desk):
    case, sealed = desk.case(), desk.case("corruption")
    for values in ({"other_id": case}, {"other_id": sealed}, {}):
        with pytest.raises(NotPossible):
            links.link(desk.store, case, LinkKind.SAME_MATTER, **values)


def test_petitions_follow_a_citizen_who_became_one_with_another(desk):
    kept = register_citizen(desk.store, Citizen(first_name="สุดา", last_name="ทอง")).citizen
    double = register_citizen(desk.store, Citizen(first_name="สุดา", last_name="ทอง")).citizen
    cases = {desk.case(people=(PersonGiven(person_id=each.id),)) for each in (kept, double)}
    with desk.store.transaction("คนเดียวกัน") as tx:
        tx.update(double, merged_into=kept.id)
    assert {row.id for row in petitions_of_person(desk.store, kept.id)} == cases


def test_a_case_with_planned_work_is_not_merged_away(any_desk):
    case, other = any_desk.case(), any_desk.case()
    begins = any_desk.clock.now() + timedelta(days=2)
    task = work.plan(any_desk.store, case, work.TaskGiven("พบผู้ยื่น", TaskKind.APPOINTMENT, begins_at=begins)).record
    with pytest.raises(IllegalStep):
        links.merge(any_desk.store, case, other, why="เรื่องเดียวกัน")
    work.drop(any_desk.store, case, task.id, why="นัดในเรื่องหลักแทน")
    assert links.merge(any_desk.store, case, other, why="เรื่องเดียวกัน").petition.merged_into == other


def test_cases_that_two_computers_merged_each_into_the_other_are_read_to_an_end(desk):
    case, other = desk.case(), desk.case()
    with desk.store.transaction("รวมสลับกัน") as tx:
        for one, into in ((case, other), (other, case)):
            tx.update(tx.get(Petition, one), merged_into=into)
    assert [each.id for each in links.merged_into(desk.store, case)] == [other]
