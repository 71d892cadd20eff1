"""Who pays a scheme from a month on: recorded with a reason, never for a month that was sent."""

from __future__ import annotations

import pytest

from sai_thong.registers.allowances.pay_sources import (
    first_month_to_change,
    pay_source_periods,
    set_pay_source,
)
from sai_thong.registers.allowances.records import PaymentLine, SchemePaySource
from sai_thong.registers.allowances.refusals import Incomplete, NotPossible, WrongMonthState
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.registers.office.own_law import correct_row
from sai_thong.thai.calendar import Month

NOV, DEC = Month(2026, 11), Month(2026, 12)
OTHER = {Scheme.OLD_AGE: PaySource.LAO, Scheme.HIV: PaySource.CGD}


def source_in(office, in_set, month):
    (line,) = draft_run(office.store, in_set, month).lines
    return line.source


def test_the_other_source_pays_from_its_month_on(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    before = source_in(office, in_set, NOV)
    saved = set_pay_source(office.store, scheme, OTHER[scheme], DEC, why="หนังสือแจ้ง")
    assert (source_in(office, in_set, NOV), source_in(office, in_set, DEC)) == (before, OTHER[scheme])
    assert saved.changes.ids


def test_a_month_that_was_sent_keeps_who_pays_it(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    sent = office.send(NOV, in_set)
    with pytest.raises(WrongMonthState) as refused:
        set_pay_source(office.store, scheme, OTHER[scheme], NOV, why="หนังสือแจ้ง")
    assert DEC.name in refused.value.do
    with pytest.raises(WrongMonthState):
        set_pay_source(office.store, scheme, OTHER[scheme], NOV.previous(), why="หนังสือแจ้ง")
    assert first_month_to_change(office.store, in_set, NOV) == DEC
    set_pay_source(office.store, scheme, OTHER[scheme], DEC, why="หนังสือแจ้ง")
    (line,) = shelf_of(office.store, in_set).find(PaymentLine, payment_month_id=sent.id)
    assert line.source is not OTHER[scheme]


def test_a_month_of_one_set_does_not_hold_the_other(office):
    office.accepted(office.person())
    office.send(NOV)
    assert set_pay_source(office.store, Scheme.HIV, PaySource.CGD, NOV, why="นำร่อง").record.from_month == NOV


def test_a_reason_and_a_change_are_needed(office):
    with pytest.raises(Incomplete):
        set_pay_source(office.store, Scheme.OLD_AGE, PaySource.LAO, DEC, why=" ")
    with pytest.raises(NotPossible):
        set_pay_source(office.store, Scheme.OLD_AGE, PaySource.CGD, DEC, why="ก")
    assert office.store.find(SchemePaySource) == []


def test_a_source_not_begun_is_corrected_in_its_place(office):
    set_pay_source(office.store, Scheme.OLD_AGE, PaySource.LAO, DEC, why="ก")
    set_pay_source(office.store, Scheme.OLD_AGE, PaySource.CGD, DEC, why="เข้าใจผิด")
    (kept,) = office.store.find(SchemePaySource)
    assert kept.source is PaySource.CGD
    assert [entry.reason for entry in office.store.history(kept.id)] == ["ก", "เข้าใจผิด"]


def test_periods_tell_the_law_then_the_office(office):
    set_pay_source(office.store, Scheme.OLD_AGE, PaySource.LAO, DEC, why="ก")
    told = [
        (each.source, each.from_month, each.to_month, each.recorded is not None)
        for each in pay_source_periods(office.store)
        if each.scheme is Scheme.OLD_AGE
    ]
    assert told == [
        (PaySource.LAO, DEC, None, True),
        (PaySource.CGD, Month(2020, 1), NOV, False),
        (PaySource.LAO, Month(2009, 1), Month(2019, 12), False),
    ]


def test_law_said_otherwise_counts_in_drafts_and_leaves_a_sent_month_as_it_was(office):
    office.accepted(office.person())
    sent = office.send(NOV)
    frozen = office.store.find(PaymentLine, payment_month_id=sent.id)
    correct_row(
        office.store, "rates", "old-age-ladder-2555", {"steps": [{"from_age": 60, "baht": 1000}]}, why="มติ ครม."
    )
    assert office.store.find(PaymentLine, payment_month_id=sent.id) == frozen
    (line,) = draft_run(office.store, SchemeSet.ORDINARY, DEC).lines
    assert line.amount_satang == 100_000
    assert line.rule_version != frozen[0].rule_version
