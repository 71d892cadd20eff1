"""Results are keyed by exception, only when they can be, with everything an auditor asks for."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import cash_days, life_checks, months, results, retro
from sai_thong.registers.allowances.payment_choices import Proxy, set_proxy
from sai_thong.registers.allowances.records import MonthState, Outcome, PaymentMonth, PaymentResult, ProofOfLife
from sai_thong.registers.allowances.refusals import (
    IllegalStep,
    Incomplete,
    NotPossible,
    PaidAlready,
    WrongMonthState,
)
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import BadCitizenId
from tests.registers.allowances.small_office import CASH, invented_id

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)


def bring_back(office, in_set, line):
    """The cash of who did not come went back to the treasury, as it must before the month is closed."""
    store, month = office.store, line.paid_in
    payment_month = shelf_of(store, in_set).get(PaymentMonth, line.payment_month_id)
    order = {"on_day": month.first_day, "order_no": "1", "ordered_on": month.first_day, "committee": ("ก", "ข")}
    day = cash_days.order_cash_day(store, in_set, payment_month, pay_point=line.pay_point, **order).record
    day = cash_days.draw_money(store, in_set, day, drawn_satang=line.amount_satang, drawn_by="ฎ.1").record
    returned = {"returned_satang": line.amount_satang, "returned_on": month.last_day, "receipt": "1/1"}
    cash_days.settle_cash_day(store, in_set, day, **returned)


def cash_line(office, scheme, in_set, month=OCT):
    person = office.person()
    office.accepted(person, scheme, channel=CASH)
    office.paid(month, in_set)
    return office.line_of(person, month, in_set)


def bank_line(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    office.paid(OCT, in_set)
    return office.line_of(person, OCT, in_set)


def failed(line, **values):
    return ResultEntry(line.id, Outcome.TRANSFER_FAILED, reason="บัญชีปิด", **values)


def test_a_failed_transfer_with_the_banks_reason(office, scheme, in_set):
    line = bank_line(office, scheme, in_set)
    with pytest.raises(Incomplete):
        results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.TRANSFER_FAILED)])
    saved = results.record_results(office.store, in_set, [failed(line)], why="รายงานธนาคาร")
    assert saved.changes
    assert results.results_of(office.store, in_set, OCT)[line.id].reason == "บัญชีปิด"


def test_the_latest_result_counts_and_both_stay(office, scheme, in_set):
    line = bank_line(office, scheme, in_set)
    results.record_results(office.store, in_set, [failed(line)])
    results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.TRANSFERRED)])
    assert results.results_of(office.store, in_set, OCT)[line.id].outcome is Outcome.TRANSFERRED
    assert len(shelf_of(office.store, in_set).find(PaymentResult)) == 2


@pytest.mark.parametrize("state", [MonthState.SENT, MonthState.CLOSED])
def test_results_only_between_paying_and_closing(office, scheme, in_set, state):
    person = office.person()
    office.accepted(person, scheme, channel=CASH)
    office.send(OCT, in_set)
    if state is MonthState.CLOSED:
        months.close(office.store, in_set, OCT)
    line = office.line_of(person, OCT, in_set)
    with pytest.raises(WrongMonthState):
        results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.NOT_CLAIMED)])


def test_a_transfer_the_bank_returned_after_closing_changes_the_month_no_more(office, scheme, in_set):
    line = bank_line(office, scheme, in_set)
    (closed,) = months.close(office.store, in_set, OCT).months
    (late,) = results.record_results(office.store, in_set, [failed(line)]).records
    assert late.after_closing
    assert results.counted_results(shelf_of(office.store, in_set), closed) == {}
    assert [each.month for each in retro.retro_candidates(office.store, in_set)] == [OCT]
    with pytest.raises(WrongMonthState):
        results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.TRANSFERRED)])


@pytest.mark.parametrize("outcome", [Outcome.PAID_SELF, Outcome.NOT_CLAIMED, Outcome.STOPPED])
def test_a_transfer_takes_no_result_of_cash(office, scheme, in_set, outcome):
    line = bank_line(office, scheme, in_set)
    with pytest.raises(NotPossible):
        results.record_results(office.store, in_set, [ResultEntry(line.id, outcome)])


@pytest.mark.parametrize("outcome", [Outcome.TRANSFERRED, Outcome.TRANSFER_FAILED, Outcome.STOPPED])
def test_cash_takes_no_result_of_a_transfer(office, scheme, in_set, outcome):
    line = cash_line(office, scheme, in_set)
    with pytest.raises(NotPossible):
        results.record_results(office.store, in_set, [ResultEntry(line.id, outcome, reason="x")])


PROXY = {"received_by": "นางลูก ทดสอบ", "received_card": invented_id(77), "authority": "หนังสือมอบอำนาจ 1 ต.ค. 69"}


@pytest.mark.parametrize("missing", list(PROXY))
def test_a_proxy_shows_card_and_authority(office, scheme, in_set, missing):
    line = cash_line(office, scheme, in_set)
    with pytest.raises(Incomplete):
        results.record_results(
            office.store, in_set, [ResultEntry(line.id, Outcome.PAID_PROXY, **{**PROXY, missing: " "})]
        )
    with pytest.raises(BadCitizenId):
        wrong = {**PROXY, "received_card": "1100000000000"}
        results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.PAID_PROXY, **wrong)])
    (kept,) = results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.PAID_PROXY, **PROXY)]).records
    assert kept.authority == PROXY["authority"]


@pytest.mark.parametrize("witnesses", [(), ("นายหนึ่ง",), ("นายหนึ่ง", " "), ("นายหนึ่ง", "นายหนึ่ง")])
def test_a_thumb_print_needs_two_witnesses(office, scheme, in_set, witnesses):
    line = cash_line(office, scheme, in_set)
    with pytest.raises(Incomplete):
        results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.PAID_THUMB, witnesses=witnesses)])
    two = ResultEntry(line.id, Outcome.PAID_THUMB, witnesses=("นายหนึ่ง", "นายสอง"))
    assert results.record_results(office.store, in_set, [two]).records[0].witnesses == ("นายหนึ่ง", "นายสอง")


def test_paid_at_home_on_its_day(office, scheme, in_set):
    line = cash_line(office, scheme, in_set)
    entry = ResultEntry(line.id, Outcome.PAID_HOME, on_day=date(2026, 10, 12))
    assert results.record_results(office.store, in_set, [entry]).records[0].on_day == date(2026, 10, 12)


def test_a_batch_with_one_wrong_entry_leaves_nothing(office, scheme, in_set):
    line = bank_line(office, scheme, in_set)
    before = office.store.head()
    with pytest.raises(Incomplete):
        results.record_results(office.store, in_set, [failed(line), ResultEntry(line.id, Outcome.TRANSFER_FAILED)])
    assert office.store.head() == before


def test_what_is_ordered_again_cannot_have_arrived(office, scheme, in_set):
    line = bank_line(office, scheme, in_set)
    results.record_results(office.store, in_set, [failed(line)])
    order = retro.order_retro(office.store, in_set, line.claim_id, OCT, pay_in=NOV, reason="บัญชีปิด").record
    with pytest.raises(PaidAlready):
        results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.TRANSFERRED)])
    retro.cancel_retro(office.store, in_set, order, why="ธนาคารโอนสำเร็จ")
    results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.TRANSFERRED)])
    assert retro.retro_candidates(office.store, in_set) == []


def test_a_settled_cash_day_takes_no_result(office, scheme, in_set):
    line = cash_line(office, scheme, in_set)
    (payment_month,) = months.months_of(shelf_of(office.store, in_set), OCT)
    day = cash_days.order_cash_day(
        office.store,
        in_set,
        payment_month,
        pay_point="",
        on_day=date(2026, 10, 9),
        order_no="1",
        ordered_on=date(2026, 10, 1),
        committee=("ก", "ข"),
    ).record
    day = cash_days.draw_money(office.store, in_set, day, drawn_satang=line.amount_satang, drawn_by="ฎ.1").record
    cash_days.settle_cash_day(office.store, in_set, day, returned_satang=0)
    with pytest.raises(IllegalStep):
        results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.NOT_CLAIMED)])


def test_two_unclaimed_months_ask_for_a_proof_of_life_once(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme, channel=CASH)
    asked = []
    for month in (OCT, NOV, DEC):
        office.paid(month, in_set)
        line = office.line_of(person, month, in_set)
        results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.NOT_CLAIMED)])
        bring_back(office, in_set, line)
        months.close(office.store, in_set, month)
        asked.append(len(shelf_of(office.store, in_set).find(ProofOfLife)))
    assert asked == [0, 1, 1]
    proof = life_checks.open_proof(shelf_of(office.store, in_set), person.id)
    with pytest.raises(Incomplete):
        life_checks.record_seen_alive(office.store, in_set, proof, seen_on=DEC.first_day, certified_by="")
    life_checks.record_seen_alive(office.store, in_set, proof, seen_on=DEC.first_day, certified_by="ผู้ใหญ่บ้าน")
    assert life_checks.open_proof(shelf_of(office.store, in_set), person.id) is None


def test_unclaimed_months_with_one_between_ask_for_nothing(office):
    person = office.person()
    office.accepted(person, channel=CASH)
    for month, outcome in ((OCT, Outcome.NOT_CLAIMED), (NOV, Outcome.PAID_SELF), (DEC, Outcome.NOT_CLAIMED)):
        office.paid(month)
        line = office.line_of(person, month)
        results.record_results(office.store, SchemeSet.ORDINARY, [ResultEntry(line.id, outcome)])
        if outcome is Outcome.NOT_CLAIMED:
            bring_back(office, SchemeSet.ORDINARY, line)
        months.close(office.store, SchemeSet.ORDINARY, month)
    assert office.store.find(ProofOfLife) == []


def test_a_proof_of_life_may_be_asked_for_another_reason_but_once(office, scheme, in_set):
    person = office.person()
    claim = office.accepted(person, scheme, channel=CASH)
    set_proxy(office.store, claim, Proxy("นางลูก ทดสอบ"))
    life_checks.ask(office.store, in_set, person.id, on_day=OCT.first_day)
    with pytest.raises(IllegalStep):
        life_checks.ask(office.store, in_set, person.id, on_day=OCT.first_day)


def test_every_outcome_belongs_to_transfer_cash_or_a_stop():
    assert results.OF_CASH | results.OF_TRANSFER | {Outcome.STOPPED} == set(Outcome)
