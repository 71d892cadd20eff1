"""Money paid without right becomes a case: facts, explanation, decision, demand, repayments; by frozen lines."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import claim_endings, incomes, life_events, overpayments, results
from sai_thong.registers.allowances.records import (
    Claim,
    IncomeFact,
    Outcome,
    Overpayment,
    OverpaymentOutcome,
    OverpaymentState,
)
from sai_thong.registers.allowances.refusals import IllegalStep, Incomplete, NotPossible
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import IncomeKind, Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)
ORDINARY = SchemeSet.ORDINARY


@pytest.fixture
def paid(office, scheme, in_set):
    """Somebody paid for October, November and December."""
    person = office.person(contact_address="บ้านเลขที่ 1")
    office.accepted(person, scheme)
    for month in (OCT, NOV, DEC):
        office.closed(month, in_set)
    office.on(date(2027, 1, 5))
    return person


def only(office, in_set):
    (view,) = overpayments.overpayment_list(office.store, in_set)
    return view


def by_cents(office, in_set):
    """The amount of a month."""
    return office.lines(OCT, in_set)[0].amount_satang


def test_a_death_known_late_opens_a_case_by_the_frozen_lines(office, in_set, paid):
    life_events.record_death(office.store, paid, PartialDate(2569, 11, 9), source="มรณบัตร")
    view = only(office, in_set)
    assert [line.paid_for for line in view.lines] == [NOV, DEC], "9 Nov is before the pay date of November"
    assert view.case.amount_satang == 2 * by_cents(office, in_set) == view.outstanding_satang
    assert (view.case.cause, view.case.discovered_on) == (EndReason.DIED, date(2027, 1, 5))
    assert view.case.addressee == "", "the heirs are to be found"


def test_a_withdrawn_case_does_not_hide_the_same_payments_from_a_new_one(office, in_set, paid):
    died = PartialDate(2569, 11, 9)
    life_events.record_death(office.store, paid, died, source="เพื่อนบ้าน")
    life_events.withdraw_death(office.store, office.citizen(paid), why="คนละคน")
    assert overpayments.overpayment_list(office.store, in_set) == []
    life_events.record_death(office.store, office.citizen(paid), died, source="มรณบัตร")
    assert [line.paid_for for line in only(office, in_set).lines] == [NOV, DEC]


def test_alive_on_the_pay_date_is_enough(office, in_set, paid):
    life_events.record_death(office.store, paid, PartialDate(2569, 12, 9), source="มรณบัตร")
    assert overpayments.overpayment_list(office.store, in_set) == []


@pytest.mark.parametrize("died", [None, PartialDate(2569), PartialDate(2569, 11)])
def test_no_case_opens_while_the_day_of_death_is_unknown_and_one_opens_with_it(office, in_set, paid, died):
    life_events.record_death(office.store, paid, died, source="เพื่อนบ้าน")
    assert overpayments.overpayment_list(office.store, in_set) == []
    life_events.record_death(office.store, office.citizen(paid), PartialDate(2569, 11, 2), source="มรณบัตร")
    assert len(only(office, in_set).lines) == 2


def test_a_death_corrected_backwards_extends_the_case_nobody_was_told_of(office, in_set, paid):
    life_events.record_death(office.store, paid, PartialDate(2569, 12, 1), source="เพื่อนบ้าน")
    assert [line.paid_for for line in only(office, in_set).lines] == [DEC]
    life_events.record_death(office.store, office.citizen(paid), PartialDate(2569, 11, 1), source="มรณบัตร")
    view = only(office, in_set)
    assert sorted(line.paid_for for line in view.lines) == [NOV, DEC]
    assert view.case.amount_satang == 2 * by_cents(office, in_set)


def test_a_death_corrected_forwards_takes_months_out_and_taken_back_withdraws_the_case(office, in_set, paid):
    life_events.record_death(office.store, paid, PartialDate(2569, 11, 1), source="เพื่อนบ้าน")
    life_events.record_death(office.store, office.citizen(paid), PartialDate(2569, 12, 1), source="มรณบัตร")
    assert [line.paid_for for line in only(office, in_set).lines] == [DEC]
    life_events.withdraw_death(office.store, office.citizen(paid), why="คนละคน")
    assert overpayments.overpayment_list(office.store, in_set) == []
    (closed,) = overpayments.overpayment_list(office.store, in_set, open_only=False)
    assert closed.case.outcome is OverpaymentOutcome.WITHDRAWN


def test_a_case_already_told_of_is_not_changed_by_itself(office, in_set, paid):
    life_events.record_death(office.store, paid, PartialDate(2569, 12, 1), source="เพื่อนบ้าน")
    case = only(office, in_set).case
    overpayments.ask_explanation(office.store, case, on_day=date(2027, 1, 6), addressee="ทายาท", address="ที่เดิม")
    life_events.record_death(office.store, office.citizen(paid), PartialDate(2569, 11, 1), source="มรณบัตร")
    views = overpayments.overpayment_list(office.store, in_set)
    assert [[line.paid_for for line in view.lines] for view in views] == [[DEC], [NOV]]


def test_money_that_came_back_is_owed_by_nobody(office, in_set, scheme):
    person = office.person()
    office.accepted(person, scheme)
    office.paid(OCT, in_set)
    failed = ResultEntry(office.line_of(person, OCT, in_set).id, Outcome.TRANSFER_FAILED, reason="บัญชีปิด")
    results.record_results(office.store, in_set, [failed])
    life_events.record_death(office.store, person, PartialDate(2569, 10, 1), source="มรณบัตร")
    assert overpayments.overpayment_list(office.store, in_set) == []


def test_money_that_comes_back_later_leaves_the_case(office, in_set, scheme):
    person = office.person()
    office.accepted(person, scheme)
    office.paid(OCT, in_set)
    life_events.record_death(office.store, person, PartialDate(2569, 10, 1), source="มรณบัตร")
    assert len(overpayments.overpayment_list(office.store, in_set)) == 1
    failed = ResultEntry(office.line_of(person, OCT, in_set).id, Outcome.TRANSFER_FAILED, reason="บัญชีปิด")
    results.record_results(office.store, in_set, [failed])
    assert overpayments.overpayment_list(office.store, in_set) == []


def test_an_ended_claim_known_late(office, in_set, paid):
    (claim,) = shelf_of(office.store, in_set).find(Claim, person_id=paid.id)
    claim_endings.end_claim(office.store, claim, EndReason.UNQUALIFIED, ended_on=date(2026, 11, 30), why="ตรวจพบ")
    view = only(office, in_set)
    assert [line.paid_for for line in view.lines] == [DEC]
    assert view.case.addressee == paid.full_name


def test_an_excluding_income_known_late(office):
    person = office.person()
    office.accepted(person)
    office.closed(OCT)
    office.closed(NOV)
    fact = IncomeFact(
        person_id=person.id, kind=IncomeKind.SPECIAL_PENSION, from_day=date(2026, 11, 1), source="กรมบัญชีกลาง"
    )
    incomes.add_income(office.store, fact)
    view = only(office, ORDINARY)
    assert [line.paid_for for line in view.lines] == [NOV]
    assert view.case.cause is EndReason.UNQUALIFIED


def test_a_disability_move_known_late(office):
    person = office.person("2540-01-01")
    office.accepted(person, Scheme.DISABILITY)
    office.closed(OCT)
    office.closed(NOV)
    life_events.record_move_out(office.store, person, date(2026, 10, 5))
    assert [line.paid_for for line in only(office, ORDINARY).lines] == [NOV]


@pytest.fixture
def case(office):
    """An open case of 1,600 baht."""
    person = office.person()
    office.accepted(person)
    office.closed(OCT)
    office.closed(NOV)
    life_events.record_death(office.store, person, PartialDate(2569, 10, 1), source="มรณบัตร")
    return only(office, ORDINARY).case


DAY = date(2026, 11, 20)


def asked(office, case):
    return overpayments.ask_explanation(office.store, case, on_day=DAY, addressee="นางทายาท", address="ม.3").record


def decided(office, case):
    told = overpayments.record_explanation(office.store, asked(office, case), "ไม่ทราบ", on_day=DAY).record
    return overpayments.decide(office.store, told, decision="เรียกคืน", decision_no="12/2569", decided_on=DAY).record


def demanded(office, case):
    return overpayments.demand(office.store, decided(office, case), on_day=DAY).record


def test_no_demand_without_the_facts_letter_and_a_decision(office, case):
    for step in (
        lambda: overpayments.demand(office.store, case, on_day=DAY),
        lambda: overpayments.decide(office.store, case, decision="คืน", decision_no="1", decided_on=DAY),
        lambda: overpayments.record_explanation(office.store, case, "x", on_day=DAY),
        lambda: overpayments.conclude(office.store, case, OverpaymentOutcome.LAWSUIT, on_day=DAY, decision_no="1"),
    ):
        with pytest.raises(IllegalStep):
            step()
    with pytest.raises(IllegalStep):
        overpayments.demand(office.store, asked(office, case), on_day=DAY)


def test_the_way_to_the_demand(office, case):
    stood = demanded(office, case)
    assert stood.state is OverpaymentState.DEMANDED
    assert (stood.addressee, stood.explanation, stood.decision_no) == ("นางทายาท", "ไม่ทราบ", "12/2569")


def test_letters_and_decisions_need_their_words(office, case):
    with pytest.raises(Incomplete):
        overpayments.ask_explanation(office.store, case, on_day=DAY, addressee=" ", address="")
    stood = asked(office, case)
    with pytest.raises(Incomplete):
        overpayments.decide(office.store, stood, decision="คืน", decision_no="", decided_on=DAY)


@pytest.mark.parametrize("outcome", [OverpaymentOutcome.GOOD_FAITH, OverpaymentOutcome.WRITTEN_OFF])
def test_an_order_may_end_the_case_without_asking_back(office, case, outcome):
    closed = overpayments.decide(
        office.store,
        asked(office, case),
        decision="รับโดยสุจริตและใช้หมดแล้ว",
        decision_no="13/2569",
        decided_on=DAY,
        not_asked_back=outcome,
    ).record
    assert (closed.state, closed.outcome, closed.closed_on) == (OverpaymentState.CLOSED, outcome, DAY)
    assert overpayments.overpayment_list(office.store, ORDINARY) == []


def test_instalments_close_the_case_with_the_last_satang(office, case):
    stood = overpayments.agree_instalments(
        office.store, demanded(office, case), instalment_satang=60000, from_month=DEC
    ).record
    for amount, left in ((60000, 100000), (60000, 40000)):
        stood = overpayments.repay(office.store, stood, on_day=DAY, amount_satang=amount, receipt_no="1").record
        assert only(office, ORDINARY).outstanding_satang == left
    with pytest.raises(NotPossible):
        overpayments.repay(office.store, stood, on_day=DAY, amount_satang=40001, receipt_no="2")
    done = overpayments.repay(office.store, stood, on_day=DAY, amount_satang=40000, receipt_no="3").record
    assert (done.state, done.outcome) == (OverpaymentState.CLOSED, OverpaymentOutcome.REPAID)
    with pytest.raises(IllegalStep):
        overpayments.repay(office.store, done, on_day=DAY, amount_satang=1, receipt_no="4")


def test_heirs_may_bring_the_money_before_anyone_asks(office, case):
    done = overpayments.repay(office.store, case, on_day=DAY, amount_satang=case.amount_satang, receipt_no="9").record
    assert done.outcome is OverpaymentOutcome.REPAID


@pytest.mark.parametrize("amount", [0, -1])
def test_no_repayment_of_nothing(office, case, amount):
    with pytest.raises(NotPossible):
        overpayments.repay(office.store, case, on_day=DAY, amount_satang=amount, receipt_no="1")
    with pytest.raises(Incomplete):
        overpayments.repay(office.store, case, on_day=DAY, amount_satang=1, receipt_no="")


@pytest.mark.parametrize("satang", [0, 160001])
def test_instalments_lie_within_the_debt(office, case, satang):
    with pytest.raises(NotPossible):
        overpayments.agree_instalments(office.store, demanded(office, case), instalment_satang=satang, from_month=DEC)


def test_a_lawsuit_ends_the_case_by_an_order(office, case):
    stood = demanded(office, case)
    with pytest.raises(NotPossible):
        overpayments.conclude(office.store, stood, OverpaymentOutcome.REPAID, on_day=DAY, decision_no="1")
    with pytest.raises(Incomplete):
        overpayments.conclude(office.store, stood, OverpaymentOutcome.LAWSUIT, on_day=DAY, decision_no="")
    closed = overpayments.conclude(
        office.store, stood, OverpaymentOutcome.LAWSUIT, on_day=DAY, decision_no="14/2569"
    ).record
    assert closed.state is OverpaymentState.CLOSED


def test_sealed_cases_stand_in_no_ordinary_table(office):
    person = office.person()
    office.accepted(person, Scheme.HIV)
    office.closed(OCT, SchemeSet.SPECIAL)
    life_events.record_death(office.store, person, PartialDate(2569, 10, 1), source="มรณบัตร")
    assert len(overpayments.overpayment_list(office.store, SchemeSet.SPECIAL)) == 1
    assert office.store.find(Overpayment) == []
