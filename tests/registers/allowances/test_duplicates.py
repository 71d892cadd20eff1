"""People found on other lists: a case each, a warning while they are paid, settled once with what was found."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import duplicates, life_events
from sai_thong.registers.allowances.duplicates import ListedElsewhere
from sai_thong.registers.allowances.findings import Action, FindingCode
from sai_thong.registers.allowances.months import findings_of
from sai_thong.registers.allowances.records import DuplicateElsewhere
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import invented_id

OCT = Month(2026, 10)


def test_a_list_opens_one_case_a_registered_person_and_names_the_strangers(office):
    people = [office.person() for _ in range(2)]
    rows = [
        ListedElsewhere(f"{people[0].citizen_id[0]}-{people[0].citizen_id[1:]}", "รับบำนาญพิเศษ"),
        ListedElsewhere(people[1].citizen_id),
        ListedElsewhere(invented_id(500)),
        ListedElsewhere("ไม่ทราบ"),
    ]
    listed = {"list_name": "กรมบัญชีกลาง 1/70", "listed_on": date(2026, 9, 30)}
    opened = duplicates.open_duplicate_cases(office.store, rows, **listed)
    assert [(case.person_id, case.detail) for case in opened.cases] == [
        (people[0].id, "รับบำนาญพิเศษ"),
        (people[1].id, ""),
    ]
    assert opened.unknown == (invented_id(500), "ไม่ทราบ")
    again = duplicates.open_duplicate_cases(office.store, rows, **listed)
    assert (again.cases, again.known) == ((), 2)
    assert len(office.store.find(DuplicateElsewhere)) == 2
    with pytest.raises(Incomplete):
        duplicates.open_duplicate_cases(office.store, rows, list_name=" ", listed_on=None)


def test_a_case_is_settled_once_with_what_was_found(office):
    person = office.person()
    (case,) = duplicates.open_duplicate_cases(
        office.store, [ListedElsewhere(person.citizen_id)], list_name="รายชื่อ", listed_on=None
    ).cases
    with pytest.raises(Incomplete):
        duplicates.settle_duplicate(office.store, case, conclusion="", settled_on=OCT.first_day)
    settled = duplicates.settle_duplicate(office.store, case, conclusion="ไม่ซ้ำ", settled_on=OCT.first_day).record
    with pytest.raises(IllegalStep):
        duplicates.settle_duplicate(office.store, settled, conclusion="ซ้ำ", settled_on=OCT.first_day)


def found_elsewhere(office, person):
    (case,) = duplicates.open_duplicate_cases(
        office.store, [ListedElsewhere(person.citizen_id)], list_name="กรมบัญชีกลาง 1/70", listed_on=None
    ).cases
    return case


def warned(office):
    findings = findings_of(office.store, draft_run(office.store, SchemeSet.ORDINARY, OCT))
    return [(each.claim_id, each.action, each.blocking) for each in findings if each.code is FindingCode.ON_OTHER_LIST]


def test_an_open_case_of_somebody_who_is_paid_is_a_warning_until_it_is_settled(office):
    paid, unpaid = office.person(), office.person()
    claim = office.accepted(paid)
    case = found_elsewhere(office, paid)
    found_elsewhere(office, unpaid)
    assert warned(office) == [(claim.id, Action.SETTLE_DUPLICATE, False)]
    duplicates.settle_duplicate(office.store, case, conclusion="คนละคน", settled_on=OCT.first_day)
    assert warned(office) == []


def test_the_sensitive_set_is_compared_with_no_list(office):
    person = office.person()
    office.accepted(person, Scheme.HIV)
    found_elsewhere(office, person)
    run = draft_run(office.store, SchemeSet.SPECIAL, OCT)
    assert run.lines
    assert not [each for each in findings_of(office.store, run) if each.code is FindingCode.ON_OTHER_LIST]


def test_a_case_is_opened_of_the_record_that_is_kept_of_a_person(office):
    keep, merge = office.person(citizen_id=None), office.person()
    life_events.merge_people(office.store, keep, merge, why="คนเดียวกัน")
    rows = [ListedElsewhere(merge.citizen_id)]
    opened = duplicates.open_duplicate_cases(office.store, rows, list_name="กรมบัญชีกลาง", listed_on=None)
    assert [case.person_id for case in opened.cases] == [keep.id]
