"""A village head's list: made monthly, keyed back as evidence, acted on by a person; never of the sealed set."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import life_events, village_checks
from sai_thong.registers.allowances.month_view import month_view
from sai_thong.registers.allowances.records import VillageAnswer, VillageCheck, VillageReply
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible
from sai_thong.registers.allowances.village_checks import VillageEntry
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.office.operations import save_village
from sai_thong.registers.office.records import Village
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

NOV = Month(2026, 11)


@pytest.fixture
def people(office):
    save_village(office.store, Village(moo=3, headman="นายใหญ่ บ้านสาม"))
    found = [office.person(moo=moo) for moo in (3, 3, 5)]
    for person in found:
        office.accepted(person)
    return found


def check_of(office, moo=3):
    checks = village_checks.make_village_checks(office.store, NOV, printed_on=date(2026, 11, 1)).records
    return next(check for check in checks if check.moo == moo)


@pytest.mark.usefixtures("people")
def test_one_list_a_village_with_its_head(office):
    checks = village_checks.make_village_checks(office.store, NOV).records
    assert [(check.moo, check.headman, len(check.person_ids)) for check in checks] == [
        (3, "นายใหญ่ บ้านสาม", 2),
        (5, "", 1),
    ]


def test_the_sealed_set_stands_on_no_list(office):
    office.accepted(office.person(), Scheme.HIV)
    assert village_checks.make_village_checks(office.store, NOV).records == ()


def test_the_dead_the_moved_and_the_unplaced_stand_on_no_list(office, people):
    life_events.record_death(office.store, people[0], None, source="เพื่อนบ้าน")
    life_events.record_move_out(office.store, people[1], date(2026, 10, 1))
    office.accepted(office.person(moo=None))
    assert [check.moo for check in village_checks.make_village_checks(office.store, NOV).records] == [5]


@pytest.mark.usefixtures("people")
def test_making_it_again_renews_only_what_is_still_out(office):
    first = check_of(office)
    village_checks.record_answers(office.store, first, [], returned_on=date(2026, 11, 5))
    office.accepted(office.person(moo=3))
    office.accepted(office.person(moo=5))
    renewed = village_checks.make_village_checks(office.store, NOV).records
    assert [(check.moo, len(check.person_ids)) for check in renewed] == [(5, 2)]
    still_out = office.store.find(VillageCheck, month=NOV, returned_on=None)
    assert [check.moo for check in still_out] == [5]


def test_answers_are_exceptions_and_change_nobody_yet(office, people):
    check = check_of(office)
    entries = [
        VillageEntry(people[0].id, VillageAnswer.DIED, PartialDate(2569, 10, 20)),
        VillageEntry(people[1].id, VillageAnswer.AWAY, note="ไปทำงานกรุงเทพ"),
    ]
    kept = village_checks.record_answers(office.store, check, entries, returned_on=date(2026, 11, 5)).record
    view = village_checks.village_view(office.store, kept)
    assert {person.id for person in view.people} == {people[0].id, people[1].id}
    assert view.replies[people[0].id].event_on == PartialDate(2569, 10, 20)
    assert not office.citizen(people[0]).deceased
    assert [finding.code for finding in village_checks.village_findings(office.store, NOV)] == ["village-says-died"]


def test_the_finding_stands_on_the_month_until_it_is_recorded(office, people):
    check = check_of(office)
    told = [VillageEntry(people[0].id, VillageAnswer.DIED, PartialDate(2569, 10, 20))]
    village_checks.record_answers(office.store, check, told, returned_on=date(2026, 11, 5))

    def codes():
        return {finding.code for finding in month_view(office.store, SchemeSet.ORDINARY, NOV).findings}

    assert "village-says-died" in codes()
    (reply,) = office.store.find(VillageReply)
    office.on(date(2026, 11, 6))
    village_checks.accept_answer(office.store, reply)
    assert "village-says-died" not in codes()
    dead = office.citizen(people[0])
    assert dead.death == PartialDate(2569, 10, 20)
    assert "หมู่ที่ 3" in dead.death_source
    assert "นายใหญ่ บ้านสาม" in dead.death_source
    assert "5 พฤศจิกายน 2569" in dead.death_source


def test_a_move_needs_its_day_before_it_is_recorded(office, people):
    check = check_of(office)
    told = [VillageEntry(people[0].id, VillageAnswer.MOVED, note="ย้ายไปอุดร")]
    village_checks.record_answers(office.store, check, told, returned_on=date(2026, 11, 5))
    (reply,) = office.store.find(VillageReply)
    with pytest.raises(Incomplete):
        village_checks.accept_answer(office.store, reply)
    village_checks.accept_answer(office.store, reply, event_on=PartialDate(2569, 10, 1))
    moved = office.citizen(people[0])
    assert (moved.moved_out_on, moved.moved_out_to) == (date(2026, 10, 1), "ย้ายไปอุดร")
    assert village_checks.village_findings(office.store, NOV) == []


@pytest.mark.parametrize("answer", [VillageAnswer.DIED, VillageAnswer.MOVED])
def test_a_death_or_a_move_says_something(office, people, answer):
    with pytest.raises(Incomplete):
        village_checks.record_answers(
            office.store, check_of(office), [VillageEntry(people[0].id, answer)], returned_on=date(2026, 11, 5)
        )


def test_nobody_is_keyed_who_is_not_on_the_list(office, people):
    with pytest.raises(NotPossible):
        village_checks.record_answers(
            office.store,
            check_of(office),
            [VillageEntry(people[2].id, VillageAnswer.AWAY)],
            returned_on=date(2026, 11, 5),
        )


def test_still_there_is_nothing_to_record(office, people):
    check = check_of(office)
    village_checks.record_answers(
        office.store, check, [VillageEntry(people[0].id, VillageAnswer.ALIVE)], returned_on=date(2026, 11, 5)
    )
    (reply,) = office.store.find(VillageReply)
    with pytest.raises(IllegalStep):
        village_checks.accept_answer(office.store, reply)


def test_what_was_said_of_a_merged_record_is_recorded_on_the_one_kept(office, people):
    check, keep = check_of(office), office.person(citizen_id=None)
    life_events.merge_people(office.store, keep, office.citizen(people[0]), why="คนเดียวกัน")
    told = [VillageEntry(people[0].id, VillageAnswer.DIED, PartialDate(2569, 10, 1))]
    village_checks.record_answers(office.store, check, told, returned_on=date(2026, 11, 5))
    assert [each.person_id for each in village_checks.village_findings(office.store, NOV)] == [keep.id]
    (reply,) = office.store.find(VillageReply)
    village_checks.accept_answer(office.store, reply)
    assert office.citizen(keep).deceased
