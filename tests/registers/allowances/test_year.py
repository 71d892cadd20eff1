"""The year: its notice, October's register with numbers, the estimate, and a close that lists what stands open."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db.numbering import unaccounted
from sai_thong.registers.allowances import life_events, months, results, year
from sai_thong.registers.allowances.records import Outcome
from sai_thong.registers.allowances.refusals import IllegalStep
from sai_thong.registers.allowances.register_numbers import open_register, register_series
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

ORDINARY = SchemeSet.ORDINARY
AUG, SEP, OCT = Month(2026, 8), Month(2026, 9), Month(2026, 10)


def test_the_notice_says_its_dates_right(office):
    notice = year.notice(office.store, 2570)
    assert notice.born_before == date(1967, 9, 2), "เกิดก่อนวันที่ 2 กันยายน 2510"
    assert notice.age_counted_to == date(2027, 9, 1)
    assert [(window.first_day, window.last_day) for window in notice.windows] == [
        (date(2025, 10, 1), date(2025, 11, 30)),
        (date(2026, 1, 1), date(2026, 9, 30)),
    ]


def test_october_numbers_everyone_due_in_the_year_by_village_and_name(office, scheme, in_set):
    far, near = office.person(moo=9), office.person(moo=1)
    for person in (far, near):
        office.accepted(person, scheme)
    gone = office.person()
    office.accepted(gone, scheme)
    life_events.record_death(office.store, gone, PartialDate(2569, 9, 1), source="มรณบัตร")
    made = year.new_register(office.store, in_set, 2570)
    assert made.numbered == 2
    listed = year.register_of_year(office.store, in_set, 2570)
    assert [(claim.register_no, claim.person_id) for claim in listed] == [(1, near.id), (2, far.id)]
    assert unaccounted(shelf_of(office.store, in_set), register_series(scheme), 2570) == []


def test_making_the_register_again_numbers_only_newcomers(office, scheme, in_set):
    office.accepted(office.person(moo=9), scheme)
    year.new_register(office.store, in_set, 2570)
    late = office.person(moo=1)
    office.accepted(late, scheme)
    assert year.new_register(office.store, in_set, 2570).numbered == 1
    assert [claim.register_no for claim in year.register_of_year(office.store, in_set, 2570)] == [1, 2]
    assert year.new_register(office.store, in_set, 2570).numbered == 0


def test_an_open_series_goes_on_from_its_number(office):
    open_register(office.store, Scheme.OLD_AGE, 2570, next_number=101)
    office.accepted(office.person())
    year.new_register(office.store, ORDINARY, 2570)
    assert year.register_of_year(office.store, ORDINARY, 2570)[0].register_no == 101


def test_each_scheme_has_its_own_numbers(office):
    person = office.person()
    office.accepted(person)
    office.accepted(person, Scheme.DISABILITY)
    year.new_register(office.store, ORDINARY, 2570)
    listed = year.register_of_year(office.store, ORDINARY, 2570)
    assert [(claim.scheme, claim.register_no) for claim in listed] == [(Scheme.DISABILITY, 1), (Scheme.OLD_AGE, 1)]


def test_the_estimate_counts_claims_newcomers_and_retro_apart(office):
    office.accepted(office.person("2489-01-12"))  # 800 all year
    office.person("2510-04-15")  # turns 60 on 15 เม.ย. 2570: May to September
    office.closed(OCT)
    late = office.person()
    office.accepted(late)  # October missed
    estimate = year.budget_estimate(office.store, ORDINARY, 2570)
    assert {(line.amount_satang, line.person_months) for line in estimate.lines} == {(80000, 24), (60000, 5)}
    assert estimate.newly_of_age == 1
    assert estimate.retro_satang == 80000
    assert estimate.total_satang == 24 * 80000 + 5 * 60000


def test_the_sealed_estimate_counts_its_own_people_only(office):
    office.accepted(office.person(), Scheme.HIV)
    office.accepted(office.person())
    estimate = year.budget_estimate(office.store, SchemeSet.SPECIAL, 2570)
    assert estimate.total_satang == 12 * 50000


def test_the_close_lists_what_stands_open_and_leaves_it_open(office, scheme, in_set):
    people = [office.person() for _ in range(3)]
    for person in people:
        office.accepted(person, scheme)
    office.closed(AUG, in_set)
    office.paid(SEP, in_set)
    line = office.line_of(people[0], SEP, in_set)
    entry = ResultEntry(line.id, Outcome.TRANSFER_FAILED, reason="บัญชีปิด")
    results.record_results(office.store, in_set, [entry])
    with pytest.raises(IllegalStep):
        year.close_year(office.store, in_set, 2569)
    months.close(office.store, in_set, SEP)
    office.on(date(2026, 9, 30))
    life_events.record_death(office.store, people[1], PartialDate(2569, 8, 20), source="มรณบัตร")
    life_events.record_move_out(office.store, people[2], date(2026, 9, 20))
    standing = year.year_standing(office.store, in_set, 2569)
    assert [each.month for each in standing.retro] == [SEP]
    assert [each.id for each in standing.returned] == [line.id]
    assert [mover.citizen.id for mover in standing.movers] == [people[2].id]
    closed = year.close_year(office.store, in_set, 2569).record
    assert (closed.retro_count, closed.returned_count, closed.unconfirmed_movers) == (1, 1, 1)
    assert closed.open_debt_satang == line.amount_satang == standing.open_debt_satang
    with pytest.raises(IllegalStep):
        year.close_year(office.store, in_set, 2569)
    assert len(year.year_standing(office.store, in_set, 2569).debts) == 1


def test_the_sets_close_their_years_apart(office):
    office.accepted(office.person())
    office.closed(SEP)
    year.close_year(office.store, ORDINARY, 2569)
    assert year.year_standing(office.store, SchemeSet.SPECIAL, 2569).closed is None
