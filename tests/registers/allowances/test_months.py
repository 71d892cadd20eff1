"""A month goes เตรียม → ส่งยอด → จ่ายแล้ว → บันทึกผล → ปิดเดือน, in order, and a closed month never changes."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import life_events, months
from sai_thong.registers.allowances.closed_months import verify_closed_months
from sai_thong.registers.allowances.findings import FindingCode
from sai_thong.registers.allowances.months import MonthBlocked, MonthRefused, NotTheHolder
from sai_thong.registers.allowances.records import MonthState, PaymentMonth
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.operations import amend
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import invented_id

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)


def test_the_states_follow_each_other_and_no_step_is_done_twice(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    with pytest.raises(MonthRefused):
        months.mark_paid(office.store, in_set, NOV)
    sent = office.send(NOV, in_set)
    assert (sent.state, sent.sent_on, sent.line_count) == (MonthState.SENT, date(2026, 10, 1), 1)
    with pytest.raises(MonthRefused):
        months.send(office.store, in_set, NOV)
    with pytest.raises(MonthRefused):
        months.finish_results(office.store, in_set, NOV)
    (paid,) = months.mark_paid(office.store, in_set, NOV).months
    assert (paid.state, paid.paid_on) == (MonthState.PAID, date(2026, 11, 10))
    (results,) = months.finish_results(office.store, in_set, NOV).months
    assert results.state is MonthState.RESULTS
    (closed,) = months.close(office.store, in_set, NOV).months
    assert closed.state is MonthState.CLOSED
    assert closed.lines_digest == months.lines_digest(office.lines(NOV, in_set))
    with pytest.raises(MonthRefused):
        months.close(office.store, in_set, NOV)


def test_closing_passes_through_every_state_at_once(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    (closed,) = months.close(office.store, in_set, NOV).months
    assert closed.state is MonthState.CLOSED
    assert closed.paid_on == date(2026, 11, 10)
    assert (closed.line_count, closed.total_satang) == (1, 80000 if scheme is Scheme.OLD_AGE else 50000)
    assert closed.anchor.startswith(f"{office.store.file_id}.")


def test_sending_freezes_what_is_corrected_later(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    office.send(NOV, in_set)
    amend(office.store, person, {"first_name": "ชื่อใหม่", "birth": PartialDate(2479, 1, 1)})
    (line,) = office.lines(NOV, in_set)
    assert line.first_name == person.first_name
    assert line.birth == person.birth


def test_there_must_be_something_to_send(office, in_set):
    with pytest.raises(MonthRefused) as refused:
        months.send(office.store, in_set, NOV)
    assert refused.value.do


def test_a_month_before_a_closed_one_can_no_longer_be_closed(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    months.close(office.store, in_set, DEC)
    with pytest.raises(MonthBlocked) as refused:
        months.close(office.store, in_set, NOV)
    assert [each.code for each in refused.value.findings] == [FindingCode.LATER_CLOSED]
    assert office.lines(NOV, in_set) == []


def test_months_are_closed_in_order(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    office.send(OCT, in_set)
    with pytest.raises(MonthBlocked) as blocked:
        months.close(office.store, in_set, NOV)
    assert [finding.code for finding in blocked.value.findings] == ["previous-not-closed"]
    months.close(office.store, in_set, OCT)
    months.close(office.store, in_set, NOV)


def test_no_month_is_passed_over(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    months.close(office.store, in_set, OCT)
    with pytest.raises(MonthBlocked):
        months.close(office.store, in_set, DEC)
    assert not office.lines(DEC, in_set), "a refused close leaves nothing behind"


def test_a_blocked_close_leaves_no_trace(office):
    person = office.person()
    office.accepted(person)
    office.send(NOV)
    life_events.record_death(office.store, person, PartialDate(2569, 10, 1), source="บุตร")
    before = office.store.head()
    with pytest.raises(MonthBlocked) as blocked:
        months.close(office.store, SchemeSet.ORDINARY, NOV)
    assert [finding.code for finding in blocked.value.findings] == ["stop-not-told"]
    assert office.store.head() == before


def test_only_the_holder_closes_until_it_is_taken_over_with_a_reason(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    sent = office.send(NOV, in_set)
    with office.store.transaction() as tx:
        months.writer_of(tx, in_set).update(sent, holder="another")
    for step in (months.mark_paid, months.close):
        with pytest.raises(NotTheHolder):
            step(office.store, in_set, NOV)
    with pytest.raises(MonthRefused):
        months.take_over(office.store, in_set, NOV, why=" ")
    months.take_over(office.store, in_set, NOV, why="เครื่องเดิมเสีย")
    months.close(office.store, in_set, NOV)
    assert "เครื่องเดิมเสีย" in [entry.reason for entry in office.store.history(sent.id)] or in_set.sealed


def test_a_month_sent_without_an_id_waits_for_it(office, scheme, in_set):
    person = office.person(citizen_id=None)
    office.accepted(person, scheme)
    office.send(NOV, in_set)
    with pytest.raises(MonthBlocked) as blocked:
        months.close(office.store, in_set, NOV)
    assert [finding.code for finding in blocked.value.findings] == ["no-citizen-id"]
    amend(office.store, person, {"citizen_id": invented_id(99)})
    months.close(office.store, in_set, NOV)


def test_the_sets_close_apart(office):
    person = office.person()
    office.accepted(person, Scheme.OLD_AGE)
    office.accepted(person, Scheme.HIV)
    months.close(office.store, SchemeSet.ORDINARY, NOV)
    assert not shelf_of(office.store, SchemeSet.SPECIAL).find(PaymentMonth)
    months.close(office.store, SchemeSet.SPECIAL, NOV)
    assert len(office.store.find(PaymentMonth)) == 1, "the sealed month stands in no ordinary table"


def test_a_line_changed_behind_our_back_is_found(office):
    office.accepted(office.person())
    office.closed(OCT)
    assert list(verify_closed_months(office.store)) == []
    with office.store.transaction() as tx:
        (line,) = tx.find(type(office.lines(OCT)[0]), paid_in=OCT)
        tx.update(line, first_name="คนอื่น")
    (fault,) = verify_closed_months(office.store)
    assert "changed after closing" in fault.message or "หลังปิดเดือน" in fault.message


def test_any_month_may_be_drafted_whatever_is_closed(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    office.closed(OCT, in_set)
    for month in (OCT.previous(), NOV, DEC.plus(12)):
        assert draft_run(office.store, in_set, month).lines
