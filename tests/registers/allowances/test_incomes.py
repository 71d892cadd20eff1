"""An excluding income suspends from day to day and waits for review; people on other lists become cases, once."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import incomes
from sai_thong.registers.allowances.incomes import ListedElsewhere
from sai_thong.registers.allowances.records import DuplicateElsewhere, IncomeFact
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.law.terms import IncomeKind, SchemeSet
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import invented_id

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)


def is_paid(office, month):
    return bool(draft_run(office.store, SchemeSet.ORDINARY, month).lines)


def test_an_income_suspends_until_its_end_was_looked_into(office):
    person = office.person()
    office.accepted(person)
    fact = IncomeFact(person_id=person.id, kind=IncomeKind.POST, from_day=date(2026, 11, 1))
    fact = incomes.add_income(office.store, fact, why="ได้รับเลือกเป็นผู้ใหญ่บ้าน").record
    assert [is_paid(office, month) for month in (OCT, NOV, DEC)] == [True, False, False]
    with pytest.raises(IllegalStep):
        incomes.review_income(office.store, fact, reviewed_on=OCT.first_day)
    fact = incomes.end_income(office.store, fact, date(2026, 11, 30)).record
    assert not is_paid(office, DEC)
    incomes.review_income(office.store, fact, reviewed_on=date(2026, 12, 1))
    assert [is_paid(office, month) for month in (OCT, NOV, DEC)] == [True, False, True]


def test_an_income_does_not_run_backwards(office):
    person = office.person()
    backwards = IncomeFact(
        person_id=person.id, kind=IncomeKind.SALARY, from_day=date(2026, 11, 1), to_day=date(2026, 10, 31)
    )
    with pytest.raises(NotPossible):
        incomes.add_income(office.store, backwards)


def test_a_list_opens_one_case_a_registered_person_and_names_the_strangers(office):
    people = [office.person() for _ in range(2)]
    rows = [
        ListedElsewhere(f"{people[0].citizen_id[0]}-{people[0].citizen_id[1:]}", "รับบำนาญพิเศษ"),
        ListedElsewhere(people[1].citizen_id),
        ListedElsewhere(invented_id(500)),
        ListedElsewhere("ไม่ทราบ"),
    ]
    listed = {"list_name": "กรมบัญชีกลาง 1/70", "listed_on": date(2026, 9, 30)}
    opened = incomes.open_duplicate_cases(office.store, rows, **listed)
    assert [(case.person_id, case.detail) for case in opened.cases] == [
        (people[0].id, "รับบำนาญพิเศษ"),
        (people[1].id, ""),
    ]
    assert opened.unknown == (invented_id(500), "ไม่ทราบ")
    again = incomes.open_duplicate_cases(office.store, rows, **listed)
    assert (again.cases, again.known) == ((), 2)
    assert len(office.store.find(DuplicateElsewhere)) == 2
    with pytest.raises(Incomplete):
        incomes.open_duplicate_cases(office.store, rows, list_name=" ", listed_on=None)


def test_a_case_is_settled_once_with_what_was_found(office):
    person = office.person()
    (case,) = incomes.open_duplicate_cases(
        office.store, [ListedElsewhere(person.citizen_id)], list_name="รายชื่อ", listed_on=None
    ).cases
    with pytest.raises(Incomplete):
        incomes.settle_duplicate(office.store, case, conclusion="", settled_on=OCT.first_day)
    settled = incomes.settle_duplicate(office.store, case, conclusion="ไม่ซ้ำ", settled_on=OCT.first_day).record
    with pytest.raises(IllegalStep):
        incomes.settle_duplicate(office.store, settled, conclusion="ซ้ำ", settled_on=OCT.first_day)
