"""The file of a fiscal year: each month begins where the one before stood, and a day's list is told by the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.journal import Head
from sai_thong.registers.allowances import life_events
from sai_thong.registers.allowances.central_totals import record_central_totals
from sai_thong.registers.allowances.records import ClaimState
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.trust.fiscal_file import Movement, evidence_of, fiscal_file, list_on
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import SmallOffice, make_office

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """Three people; in November one of them died, in December one comes of 70 and one is new."""
    folder: Path = tmp_path_factory.mktemp("year")
    with pytest.MonkeyPatch.context() as own:
        own.setenv("SAI_THONG_HOME", str(folder / "home"))
        store, clock = make_office(folder)
        with store:
            small = SmallOffice(store, clock)
            people = [small.person(birth) for birth in ("2489-01-12", "2489-02-12", "2499-11-20")]
            for person in people:
                small.accepted(person)
            small.closed(OCT)
            small.on(date(2026, 10, 20))
            life_events.record_death(store, small.citizen(people[1]), PartialDate(2569, 10, 19), source="มรณบัตร")
            small.closed(NOV)
            small.on(date(2026, 11, 25))
            small.accepted(small.person("2490-05-01"))
            small.closed(DEC)
            yield small


def test_every_month_begins_where_the_one_before_stood(office: SmallOffice) -> None:
    found = fiscal_file(office.store, SchemeSet.ORDINARY, 2570)
    by_rate: dict[tuple[Month, int], Movement] = {(each.month, each.amount_satang): each for each in found.movements}
    assert {each.month for each in found.movements} == {OCT, NOV, DEC}
    for each in found.movements:
        before = by_rate.get((each.month.previous(), each.amount_satang))
        assert each.brought == (before.standing if before else 0)
    people: dict[Month, int] = defaultdict(int)
    for each in found.movements:
        people[each.month] += each.standing
        assert each.brought + each.added - each.ended == each.standing
    assert people == {each.month: each.people for each in found.months}
    assert people == {OCT: 3, NOV: 2, DEC: 3}


def test_who_goes_to_another_step_leaves_the_one_and_comes_to_the_other(office: SmallOffice) -> None:
    found = fiscal_file(office.store, SchemeSet.ORDINARY, 2570)
    moved = [(each.month, each.amount_satang, each.moved_in, each.moved_out) for each in found.movements]
    assert [each for each in moved if each[2] or each[3]] == [(DEC, 60_000, 0, 1), (DEC, 70_000, 1, 0)]


def test_a_month_is_told_beside_the_central_system(office: SmallOffice) -> None:
    first = fiscal_file(office.store, SchemeSet.ORDINARY, 2570).months[0]
    assert (first.people, first.agrees, first.closed) == (3, None, True)
    assert Head.of_text(first.anchors[0]).file_id == office.store.file_id
    record_central_totals(office.store, SchemeSet.ORDINARY, OCT, {Scheme.OLD_AGE: first.paid})
    record_central_totals(office.store, SchemeSet.ORDINARY, NOV, {Scheme.OLD_AGE: (9, 1)})
    shown = [each.agrees for each in fiscal_file(office.store, SchemeSet.ORDINARY, 2570).months]
    assert shown == [True, False, None]


def test_the_list_of_a_day_is_what_the_journal_says_of_it(office: SmallOffice) -> None:
    def states(day: date) -> list[ClaimState]:
        return [each.state for each in list_on(office.store, SchemeSet.ORDINARY, day)]

    assert states(date(2020, 1, 1)) == []
    assert states(date(2026, 10, 19)) == [ClaimState.ACCEPTED] * 3
    later = states(date(2026, 12, 31))
    assert len(later) == 4
    assert later.count(ClaimState.ACCEPTED) == 3
    assert {each.person_id for each in list_on(office.store, SchemeSet.SPECIAL, date(2026, 12, 31))} == set()


def test_the_evidence_of_a_person_names_every_entry_in_its_order(office: SmallOffice) -> None:
    line = office.lines(DEC)[0]
    person = next(each for each in office.store.find(type(office.person())) if each.id == line.person_id)
    told = evidence_of(office.store, person, SchemeSet.ORDINARY)
    kinds = [each.record_type for each in told]
    assert kinds.count("payment_lines") == 3
    assert {"citizens", "allowance_claims"} <= set(kinds)
    assert [each.at for each in told] == sorted(each.at for each in told)
    assert all(office.store.history(each.record_id) for each in told)
