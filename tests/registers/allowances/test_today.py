"""Today tells what is due in each set, with counts, the next step of every month, and a year of totals."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from sai_thong.db.refusals import SetClosed
from sai_thong.registers.allowances import (
    cash_days,
    claims,
    duplicates,
    life_events,
    retro,
    stops,
    village_checks,
)
from sai_thong.registers.allowances.duplicates import ListedElsewhere
from sai_thong.registers.allowances.records import (
    Claim,
    MonthState,
    OfficerOpinion,
    Origin,
)
from sai_thong.registers.allowances.today import Duty, DutyKind, MonthStep, today, todays
from sai_thong.registers.citizens.records import RegistryList
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.office.settings import CUT_OFF_DAY, change_setting
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import CASH

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)
ORDINARY = SchemeSet.ORDINARY


def duties(office, scheme_set=ORDINARY):
    return {duty.kind: duty.count for duty in today(office.store, scheme_set).duties}


def test_a_new_office_has_its_first_month_and_no_registrars_list(office):
    shown = today(office.store)
    assert shown.duties == ()
    assert [(due.month, due.step, due.pay_on) for due in shown.months] == [(OCT, MonthStep.SEND, date(2026, 10, 9))]
    assert shown.registry_list_missing
    assert shown.fiscal_year_to_confirm_be == 2571
    assert len(shown.chart) == 12
    assert shown.chart[-1].month == OCT
    with office.store.transaction() as tx:
        tx.insert(RegistryList(listed_on=date(2026, 10, 1), digest="x"))
    assert not today(office.store).registry_list_missing


def test_every_month_that_is_not_closed_names_its_next_step(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    office.closed(OCT, in_set)
    office.paid(NOV, in_set)
    office.on(date(2026, 12, 2))
    shown = today(office.store, in_set)
    assert [(due.month, due.state, due.step) for due in shown.months] == [
        (NOV, MonthState.PAID, MonthStep.RECORD_RESULTS),
        (DEC, MonthState.PREPARING, MonthStep.SEND),
    ]
    assert [(total.month, total.line_count) for total in shown.chart][-3:] == [(OCT, 1), (NOV, 1), (DEC, 0)]
    assert shown.chart[-2].total_satang == office.lines(NOV, in_set)[0].amount_satang


def test_the_next_month_comes_up_once_the_current_one_is_sent(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    office.send(OCT, in_set)
    assert [due.month for due in today(office.store, in_set).months] == [OCT, NOV]


def test_the_usual_cut_off_day_is_a_first_guess(office):
    change_setting(office.store, CUT_OFF_DAY, "3")
    assert today(office.store).months[0].cut_off_on == date(2026, 10, 3)


def test_claims_wait_at_their_step(office):
    def take(person):
        form = Claim(person_id=person.id, scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED)
        return claims.apply(office.store, form).claim

    take(office.person())
    checking = take(office.person())
    claims.give_opinion(office.store, checking, OfficerOpinion.QUALIFIED, on_day=OCT.first_day)
    decided = claims.give_opinion(
        office.store, take(office.person()), OfficerOpinion.QUALIFIED, on_day=OCT.first_day
    ).record
    claims.committee_decides(office.store, [decided], approve=True, report_no="1", on_day=OCT.first_day)
    office.brought_over(office.person())
    assert duties(office) == {
        DutyKind.OPINIONS: 1,
        DutyKind.COMMITTEE: 1,
        DutyKind.ORDERS: 1,
        DutyKind.BROUGHT_OVER: 1,
    }


def test_stops_overpayments_retro_and_cash_of_each_set(office, scheme, in_set):
    died, late_known, cash = (office.person() for _ in range(3))
    for person in (died, late_known):
        office.accepted(person, scheme)
    office.accepted(cash, scheme, channel=CASH)
    office.closed(OCT, in_set)
    newcomer = office.accepted(office.person(), scheme)
    retro.order_retro(office.store, in_set, newcomer.id, OCT, pay_in=DEC, reason="เข้าช้า")
    office.on(date(2026, 11, 3))
    sent = office.send(NOV, in_set)
    cash_days.order_cash_day(
        office.store,
        in_set,
        sent,
        pay_point="",
        on_day=date(2026, 11, 10),
        order_no="1",
        ordered_on=date(2026, 11, 3),
        committee=("ก", "ข"),
    )
    life_events.record_death(office.store, died, PartialDate(2569, 11, 1), source="มรณบัตร")
    life_events.record_death(office.store, late_known, PartialDate(2569, 10, 2), source="มรณบัตร")
    found = today(office.store, in_set)
    counts = {duty.kind: duty.count for duty in found.duties}
    assert counts[DutyKind.STOPS] == 2
    assert counts[DutyKind.OVERPAYMENTS] == 1
    assert counts[DutyKind.RETRO] == 1
    assert counts[DutyKind.CASH_DAYS] == 1
    assert found.duties[0].kind is DutyKind.STOPS, "what is urgent stands first"
    assert found.duties[0].urgent
    stop = stops.stops_of(office.store, in_set)[0].stop
    stops.settle(office.store, in_set, stop, stopped=False)
    assert duties(office, in_set)[DutyKind.STOPS] == 1


def test_people_villages_and_lists(office):
    office.person("2500-01-01")
    office.person("2511-05-01")
    office.accepted(office.person())
    village_checks.make_village_checks(office.store, OCT)
    person = office.person("2540-01-01")
    duplicates.open_duplicate_cases(
        office.store, [ListedElsewhere(person.citizen_id)], list_name="รายชื่อ", listed_on=None
    )
    assert duties(office) == {
        DutyKind.VILLAGES: 1,
        DutyKind.DUPLICATES: 1,
        DutyKind.OF_AGE: 1,
        DutyKind.COMING_OF_AGE: 1,
    }


@pytest.mark.parametrize(("day", "shown"), [(date(2027, 7, 31), False), (date(2027, 8, 1), True)])
def test_unconfirmed_movers_stand_there_from_august(office, scheme, in_set, day, shown):
    person = office.person()
    office.accepted(person, scheme)
    life_events.record_move_out(office.store, person, date(2026, 10, 20))
    office.on(day)
    assert (DutyKind.MOVERS in duties(office, in_set)) == shown


def test_a_sealed_set_that_pays_nobody_has_no_month_to_prepare(office):
    assert today(office.store, SchemeSet.SPECIAL).months == ()
    office.accepted(office.person(), Scheme.HIV)
    assert [due.month for due in today(office.store, SchemeSet.SPECIAL).months] == [OCT]


def test_the_ordinary_today_counts_nothing_of_the_sealed_set(office):
    office.brought_over(office.person(), Scheme.HIV)
    office.closed(OCT, SchemeSet.SPECIAL)
    shown = today(office.store)
    assert DutyKind.BROUGHT_OVER not in {duty.kind for duty in shown.duties}
    assert all(total.line_count == 0 for total in shown.chart)
    assert duties(office, SchemeSet.SPECIAL)[DutyKind.BROUGHT_OVER] == 1


def test_who_holds_no_key_sees_the_ordinary_set_only(office, monkeypatch):
    monkeypatch.setattr(office.store, "keys", dataclasses.replace(office.store.keys, set_keys={}))
    assert [shown.scheme_set for shown in todays(office.store)] == [ORDINARY]
    with pytest.raises(SetClosed):
        today(office.store, SchemeSet.SPECIAL)


def test_every_duty_has_words_with_its_count():
    for kind in DutyKind:
        assert "7" in Duty(kind, 7).text
