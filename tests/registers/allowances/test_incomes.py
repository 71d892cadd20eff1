"""Disqualifying incomes as dated facts."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import incomes
from sai_thong.registers.allowances.records import IncomeFact
from sai_thong.registers.allowances.refusals import IllegalStep, NotPossible
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.law.terms import IncomeKind, SchemeSet
from sai_thong.thai.calendar import Month

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
