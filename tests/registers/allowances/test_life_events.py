"""A death, a move or a merge is recorded with everything that follows from it, in one transaction."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from sai_thong.ground.errors import Refused
from sai_thong.registers.allowances import claims, life_events, overpayments
from sai_thong.registers.allowances.records import (
    CardExpiry,
    Claim,
    ClaimState,
    DisabilityCard,
    IncomeFact,
    Origin,
    ProofOfLife,
)
from sai_thong.registers.allowances.refusals import OpenClaimExists
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import IncomeKind, Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month, months

OCT, NOV = Month(2026, 10), Month(2026, 11)


def test_a_death_with_its_day_ends_every_claim_this_user_may_open(office):
    person = office.person("2540-01-01")
    held = [office.accepted(person, scheme) for scheme in (Scheme.DISABILITY, Scheme.HIV)]
    life_events.record_death(office.store, person, PartialDate(2569, 9, 30), source="มรณบัตร", why="ญาติแจ้ง")
    for claim in map(office.claim, held):
        assert (claim.state, claim.end_reason, claim.ended_on) == (
            ClaimState.ENDED,
            EndReason.DIED,
            date(2026, 9, 30),
        )


def test_a_death_without_its_day_ends_nothing_but_pays_nothing(office, scheme, in_set):
    person = office.person()
    claim = office.accepted(person, scheme)
    life_events.record_death(office.store, person, PartialDate(2569), source="เพื่อนบ้าน")
    assert office.claim(claim).state is ClaimState.ACCEPTED
    assert draft_run(office.store, in_set, NOV).lines == ()


def test_a_corrected_day_moves_the_end_and_a_withdrawn_death_takes_it_back(office, scheme, in_set):
    person = office.person()
    claim = office.accepted(person, scheme)
    life_events.record_death(office.store, person, PartialDate(2569, 9, 30), source="เพื่อนบ้าน")
    life_events.record_death(office.store, office.citizen(person), PartialDate(2569, 9, 20), source="มรณบัตร")
    assert office.claim(claim).ended_on == date(2026, 9, 20)
    life_events.withdraw_death(office.store, office.citizen(person), why="คนละคน")
    assert office.claim(claim).state is ClaimState.ACCEPTED
    assert draft_run(office.store, in_set, NOV).lines


def test_a_pending_claim_is_not_ended_by_a_death(office):
    person = office.person()
    form = Claim(person_id=person.id, scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED, applied_on=date(2026, 9, 1))
    claim = claims.apply(office.store, form).claim
    life_events.record_death(office.store, person, PartialDate(2569, 9, 20), source="มรณบัตร")
    assert office.claim(claim).state is ClaimState.SUBMITTED


def test_a_refused_event_changes_nothing_anywhere(office):
    person = office.person()
    office.accepted(person)
    before = office.store.head()
    with pytest.raises(Refused):
        life_events.record_death(office.store, person, PartialDate(2570, 1, 1), source="พิมพ์ผิด")
    assert office.store.head() == before


def test_a_move_and_a_return_within_the_year_leave_no_gap(office):
    person = office.person()
    office.accepted(person)
    life_events.record_move_out(office.store, person, date(2026, 10, 2), to="อบต. อื่น")
    assert draft_run(office.store, SchemeSet.ORDINARY, Month(2027, 9)).lines
    assert not draft_run(office.store, SchemeSet.ORDINARY, Month(2027, 10)).lines
    office.on(date(2026, 12, 1))
    life_events.record_move_in(office.store, office.citizen(person), date(2026, 12, 1))
    for month in (Month(2026, 12), Month(2027, 9), Month(2027, 10)):
        assert draft_run(office.store, SchemeSet.ORDINARY, month).lines
    office.on(date(2027, 2, 1))
    life_events.record_move_out(office.store, office.citizen(person), date(2027, 2, 1))
    assert draft_run(office.store, SchemeSet.ORDINARY, Month(2027, 9)).lines
    assert not draft_run(office.store, SchemeSet.ORDINARY, Month(2027, 10)).lines


def test_a_return_in_another_year_is_paid_from_the_next_october(office):
    person = office.person()
    office.accepted(person)
    life_events.record_move_out(office.store, person, date(2026, 9, 2))
    life_events.record_move_in(office.store, office.citizen(person), date(2026, 12, 1))
    paid = {
        month: bool(draft_run(office.store, SchemeSet.ORDINARY, month).lines) for month in months(OCT, Month(2027, 10))
    }
    assert [month for month, is_paid in paid.items() if is_paid] == [Month(2027, 10)]


def test_a_corrected_birth_date_is_followed(office):
    person = office.person()
    office.accepted(person)
    office.closed(OCT)
    life_events.amend(office.store, person, {"birth": PartialDate(2520, 1, 1)}, why="พิมพ์ผิด")
    assert draft_run(office.store, SchemeSet.ORDINARY, NOV).lines == ()


@pytest.fixture
def doubled(office):
    """One person registered twice, with an open claim under each record, both paid for October."""
    keep, merge = office.person(), office.person(citizen_id=None)
    held = (office.accepted(keep), office.accepted(merge))
    life_events.amend(office.store, merge, {"note": "ทะเบียนซ้ำ"})
    office.on(OCT.first_day)
    office.send(OCT)
    office.on(date(2026, 10, 12))
    with office.store.transaction() as tx:
        from sai_thong.registers.allowances.records import MonthState, PaymentMonth

        (sent,) = tx.find(PaymentMonth)
        tx.update(sent, state=MonthState.PAID)
    return office.citizen(keep), office.citizen(merge), held


def test_merging_keeps_one_open_claim_and_finds_what_was_paid_twice(office, doubled):
    keep, merge, (kept, other) = doubled
    life_events.merge_people(office.store, keep, merge, why="คนเดียวกัน")
    assert office.claim(kept).state is ClaimState.ACCEPTED
    moved = office.claim(other)
    assert (moved.person_id, moved.state, moved.end_reason) == (keep.id, ClaimState.ENDED, EndReason.DUPLICATE)
    (view,) = overpayments.overpayment_list(office.store, SchemeSet.ORDINARY)
    assert (view.case.cause, view.case.claim_id, view.case.amount_satang) == (EndReason.DUPLICATE, other.id, 80000)
    assert [line.claim_id for line in draft_run(office.store, SchemeSet.ORDINARY, NOV).lines] == [kept.id]


def test_a_case_of_a_duplicate_is_not_withdrawn_by_what_follows_later(office, doubled):
    keep, merge, _held = doubled
    life_events.merge_people(office.store, keep, merge, why="คนเดียวกัน")
    life_events.amend(office.store, office.citizen(keep), {"phone": "080"})
    assert len(overpayments.overpayment_list(office.store, SchemeSet.ORDINARY)) == 1


def test_merging_brings_claims_and_facts_along(office, scheme):
    keep, merge = office.person(), office.person(citizen_id=None)
    claim = office.accepted(merge, scheme)
    with office.store.transaction() as tx:
        income = tx.insert(IncomeFact(person_id=merge.id, kind=IncomeKind.POST, from_day=date(2020, 1, 1)))
    life_events.merge_people(office.store, keep, merge, why="คนเดียวกัน")
    assert office.claim(claim).person_id == keep.id
    assert office.claim(claim).state is ClaimState.ACCEPTED
    assert office.again(income).person_id == keep.id


def test_a_merged_person_is_not_paid_again_for_a_sent_month(office, scheme, in_set):
    keep, merge = office.person(), office.person(citizen_id=None)
    office.accepted(merge, scheme)
    office.send(NOV, in_set)
    life_events.merge_people(office.store, keep, merge, why="คนเดียวกัน")
    assert draft_run(office.store, in_set, NOV).lines == ()
    assert shelf_of(office.store, in_set).find(Claim, person_id=keep.id)


def test_merging_brings_the_card_and_open_follow_ups_along(office):
    keep, merge = office.person("2540-01-01"), office.person("2540-01-01", citizen_id=None)
    office.accepted(merge, Scheme.DISABILITY)
    with office.store.transaction() as tx:
        card = tx.insert(DisabilityCard(person_id=merge.id, expiry=CardExpiry.LIFELONG))
        proof = tx.insert(ProofOfLife(person_id=merge.id, asked_on=date(2026, 11, 1)))
    before = [line.amount_satang for line in draft_run(office.store, SchemeSet.ORDINARY, NOV).lines]
    assert before
    life_events.merge_people(office.store, keep, merge, why="คนเดียวกัน")
    assert {office.again(each).person_id for each in (card, proof)} == {keep.id}
    run = draft_run(office.store, SchemeSet.ORDINARY, NOV)
    assert [line.amount_satang for line in run.lines] == before
    assert [file.card for file in run.files.values()] == [office.again(card)]


def merged_without_the_key(office, monkeypatch, keep, merge):
    """Two records made one by somebody who may not open the sealed set."""
    with monkeypatch.context() as without_key:
        without_key.setattr(office.store, "keys", dataclasses.replace(office.store.keys, set_keys={}))
        life_events.merge_people(office.store, keep, office.citizen(merge), why="คนเดียวกัน")


def test_who_died_is_paid_no_more_by_a_claim_that_names_the_merged_record(office, monkeypatch):
    keep, merge = office.person(), office.person(citizen_id=None)
    claim = office.accepted(merge, Scheme.HIV)
    merged_without_the_key(office, monkeypatch, keep, merge)
    assert [line.person_id for line in draft_run(office.store, SchemeSet.SPECIAL, NOV).lines] == [keep.id]
    life_events.record_death(office.store, office.citizen(keep), PartialDate(2569, 9, 30), source="มรณบัตร")
    assert draft_run(office.store, SchemeSet.SPECIAL, NOV).lines == ()
    assert office.claim(claim).end_reason is EndReason.DIED


def test_nobody_is_paid_twice_by_claims_to_both_records_of_one_person(office, monkeypatch):
    keep, merge = office.person(), office.person(citizen_id=None)
    kept, other = office.accepted(keep, Scheme.HIV), office.accepted(merge, Scheme.HIV)
    merged_without_the_key(office, monkeypatch, keep, merge)
    assert len(draft_run(office.store, SchemeSet.SPECIAL, NOV).lines) == 1
    assert life_events.catch_up(office.store, SchemeSet.SPECIAL)
    assert (office.claim(kept).state, office.claim(other).end_reason) == (ClaimState.ACCEPTED, EndReason.DUPLICATE)
    assert not life_events.catch_up(office.store, SchemeSet.SPECIAL), "nothing is written when nothing was left to do"


def test_nobody_claims_anew_what_a_merged_record_still_claims(office, monkeypatch):
    keep, merge = office.person(), office.person(citizen_id=None)
    office.accepted(merge, Scheme.HIV)
    merged_without_the_key(office, monkeypatch, keep, merge)
    with pytest.raises(OpenClaimExists):
        office.accepted(office.citizen(keep), Scheme.HIV)
