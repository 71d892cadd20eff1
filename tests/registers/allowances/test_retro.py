"""A month that was due and not paid is found, ordered by a person with a reason, paid later, and never twice."""

from __future__ import annotations

import pytest

from sai_thong.registers.allowances import claim_endings, life_events, months, results, retro
from sai_thong.registers.allowances.findings import check_run
from sai_thong.registers.allowances.payments import ledger
from sai_thong.registers.allowances.records import LineKind, Outcome, RetroOrder
from sai_thong.registers.allowances.refusals import (
    IllegalStep,
    Incomplete,
    NotPossible,
    PaidAlready,
    WrongMonthState,
)
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.allowances.retro import RetroCause
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)


def order(office, in_set, claim_id, *, month=OCT, pay_in=NOV, reason="โอนไม่ผ่าน"):
    return retro.order_retro(office.store, in_set, claim_id, month, pay_in=pay_in, reason=reason).record


@pytest.fixture
def returned(office, scheme, in_set):
    """A claim whose October came back from the bank, closed."""
    person = office.person()
    claim = office.accepted(person, scheme)
    office.paid(OCT, in_set)
    line = office.line_of(person, OCT, in_set)
    results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.TRANSFER_FAILED, reason="บัญชีปิด")])
    months.close(office.store, in_set, OCT)
    return claim


def test_a_returned_month_is_a_candidate_with_the_banks_reason(office, in_set, returned):
    (candidate,) = retro.retro_candidates(office.store, in_set)
    assert (candidate.claim_id, candidate.month, candidate.cause) == (returned.id, OCT, RetroCause.RETURNED)
    assert candidate.reason == "บัญชีปิด"
    assert candidate.amount_satang == office.lines(OCT, in_set)[0].amount_satang


def test_a_month_missed_because_the_claim_came_after_sending(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    office.closed(OCT, in_set)
    late = office.accepted(office.person(), scheme)
    (candidate,) = retro.retro_candidates(office.store, in_set)
    assert (candidate.claim_id, candidate.cause) == (late.id, RetroCause.MISSED)


def test_nothing_is_said_of_months_before_the_offices_own_records(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    assert retro.retro_candidates(office.store, in_set) == []
    office.closed(NOV, in_set)
    assert retro.retro_candidates(office.store, in_set) == []


def test_a_month_not_due_is_no_candidate(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    office.closed(OCT, in_set)
    dead = office.person()
    office.accepted(dead, scheme)
    life_events.record_death(office.store, dead, PartialDate(2569, 10, 1), source="มรณบัตร")
    assert retro.retro_candidates(office.store, in_set) == []


def test_an_order_is_paid_once_and_then_is_a_candidate_no_more(office, in_set, returned):
    ordered = order(office, in_set, returned.id)
    assert retro.retro_candidates(office.store, in_set)[0].ordered == ordered
    office.closed(NOV, in_set)
    paid = [(line.kind, line.paid_for, line.amount_satang) for line in office.lines(NOV, in_set)]
    amount = office.lines(OCT, in_set)[0].amount_satang
    assert sorted(paid, key=lambda each: each[1]) == [(LineKind.RETRO, OCT, amount), (LineKind.REGULAR, NOV, amount)]
    assert retro.retro_candidates(office.store, in_set) == []
    assert office.again(ordered).line_id
    office.closed(DEC, in_set)
    assert [line.kind for line in office.lines(DEC, in_set)] == [LineKind.REGULAR]


def test_a_second_order_for_the_same_month_is_refused(office, in_set, returned):
    order(office, in_set, returned.id)
    with pytest.raises(PaidAlready):
        order(office, in_set, returned.id, pay_in=DEC)


def test_a_paid_month_is_not_ordered(office, scheme, in_set):
    claim = office.accepted(office.person(), scheme)
    office.closed(OCT, in_set)
    with pytest.raises(PaidAlready):
        order(office, in_set, claim.id)


def test_a_month_not_due_is_not_ordered(office, in_set, returned):
    with pytest.raises(NotPossible):
        order(office, in_set, returned.id, month=OCT.previous())


def test_an_order_needs_a_reason_and_a_later_unsent_month(office, in_set, returned):
    with pytest.raises(Incomplete):
        order(office, in_set, returned.id, reason=" ")
    with pytest.raises(NotPossible):
        order(office, in_set, returned.id, pay_in=OCT)
    office.on(NOV.first_day)
    office.send(NOV, in_set)
    with pytest.raises(WrongMonthState):
        order(office, in_set, returned.id, pay_in=NOV)
    order(office, in_set, returned.id, pay_in=retro.first_unsent_month(shelf_of(office.store, in_set), NOV))


def test_a_cancelled_order_pays_nothing_and_may_be_given_anew(office, in_set, returned):
    first = order(office, in_set, returned.id)
    with pytest.raises(Incomplete):
        retro.cancel_retro(office.store, in_set, first, why="")
    retro.cancel_retro(office.store, in_set, first, why="รอเลขบัญชีใหม่")
    with pytest.raises(IllegalStep):
        retro.cancel_retro(office.store, in_set, office.again(first), why="อีก")
    office.closed(NOV, in_set)
    assert [line.kind for line in office.lines(NOV, in_set)] == [LineKind.REGULAR]
    order(office, in_set, returned.id, pay_in=DEC)
    office.closed(DEC, in_set)
    assert {line.paid_for for line in office.lines(DEC, in_set)} == {OCT, DEC}


def test_an_order_whose_month_was_sent_without_it_goes_with_the_next(office, in_set, returned):
    with office.store.transaction() as tx:
        months.writer_of(tx, in_set).insert(
            RetroOrder(claim_id=returned.id, paid_for=OCT, pay_in=NOV.previous(), reason="ค้าง")
        )
    assert LineKind.RETRO in [line.kind for line in draft_run(office.store, in_set, NOV).lines]


def test_a_retro_line_that_came_back_is_a_candidate_again(office, in_set, returned):
    order(office, in_set, returned.id)
    office.paid(NOV, in_set)
    (line,) = [line for line in office.lines(NOV, in_set) if line.kind is LineKind.RETRO]
    results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.TRANSFER_FAILED, reason="ชื่อไม่ตรง")])
    (candidate,) = retro.retro_candidates(office.store, in_set)
    assert (candidate.month, candidate.failed_line_id) == (OCT, line.id)
    order(office, in_set, returned.id, pay_in=DEC)


def test_a_sent_month_without_this_source_is_not_paid_as_regular_after_retro(office, scheme, in_set):
    """Somebody accepted late is paid October as retro; October sent afterwards must not pay it again."""
    office.accepted(office.person(), scheme)
    office.closed(NOV, in_set)
    late = office.accepted(office.person(), scheme)
    order(office, in_set, late.id, month=NOV, pay_in=DEC)
    assert late.id not in {line.claim_id for line in draft_run(office.store, in_set, NOV).lines}
    office.closed(DEC, in_set)
    assert draft_run(office.store, in_set, NOV).lines == ()


def test_retro_for_who_has_died_since_is_paid_and_pointed_out(office, in_set, returned):
    order(office, in_set, returned.id)
    citizen = retro.retro_candidates(office.store, in_set)[0].citizen
    office.on(NOV.first_day)
    life_events.record_death(office.store, citizen, PartialDate(2569, 10, 25), source="มรณบัตร")
    run = draft_run(office.store, in_set, NOV)
    assert [(line.kind, line.amount_satang > 0) for line in run.lines] == [(LineKind.RETRO, True)]
    assert "retro-after-death" in [finding.code for finding in check_run(run)]


def test_an_order_for_what_is_no_longer_due_blocks_the_month(office, in_set, returned):
    order(office, in_set, returned.id)
    citizen = retro.retro_candidates(office.store, in_set)[0].citizen
    life_events.record_death(office.store, citizen, PartialDate(2569, 9, 1), source="มรณบัตร")
    blocking = [finding.code for finding in check_run(draft_run(office.store, in_set, NOV)) if finding.blocking]
    assert blocking == ["nothing-due"]


def test_a_resumed_suspension_leaves_its_months_to_be_made_good(office):
    person = office.person()
    claim = office.accepted(person)
    suspension = claim_endings.suspend(
        office.store,
        claim,
        from_month=OCT,
        reason="สงสัยว่ารับซ้ำ",
        facts="สอบถามคลังแล้ว",
        facts_checked_on=OCT.first_day,
        order_no="5/2569",
        ordered_on=OCT.first_day,
    ).record
    office.accepted(office.person())
    office.closed(OCT)
    claim_endings.resume(
        office.store, claim, suspension, last_month=OCT.previous(), resumed_on=NOV.first_day, reason="ไม่ซ้ำ"
    )
    assert [(each.citizen.id, each.month) for each in retro.retro_candidates(office.store, SchemeSet.ORDINARY)] == [
        (person.id, OCT)
    ]


def test_the_ledger_counts_a_month_paid_while_any_line_of_it_stands(office, in_set, returned):
    order(office, in_set, returned.id)
    office.closed(NOV, in_set)
    entries = ledger(shelf_of(office.store, in_set), [returned.id])
    assert entries.paid_months([returned.id]) == {OCT, NOV}
    assert len(entries.of([returned.id])) == 3
    assert len(entries.standing([returned.id])) == 2
    assert ledger(shelf_of(office.store, in_set), []).lines == {}


def test_a_mistaken_result_of_retro_pay_is_corrected(office, in_set, returned):
    """The order that made a line does not stand against it."""
    order(office, in_set, returned.id)
    office.paid(NOV, in_set)
    (line,) = [each for each in office.lines(NOV, in_set) if each.kind is LineKind.RETRO]
    results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.TRANSFER_FAILED, reason="พิมพ์ผิด")])
    results.record_results(office.store, in_set, [ResultEntry(line.id, Outcome.TRANSFERRED)])
    assert retro.retro_candidates(office.store, in_set) == []
