"""A draft pays each entitled person once, by the facts as they stand, and writes nothing."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from sai_thong.registers.allowances import claim_endings, claims, life_events, months, payment_choices, retro
from sai_thong.registers.allowances.payment_choices import ChannelChoice, Proxy
from sai_thong.registers.allowances.records import Claim, LineKind, Origin, SchemePaySource
from sai_thong.registers.allowances.rules.facts import Channel, EndReason
from sai_thong.registers.allowances.run import draft_run, totals
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
from sai_thong.registers.office.operations import save_village
from sai_thong.registers.office.records import Village
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import BANK, CASH, invented_id

NOV = Month(2026, 11)


def test_a_draft_writes_nothing(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    before = office.store.head()
    assert draft_run(office.store, in_set, NOV).lines
    assert office.store.head() == before


def test_neither_set_contains_nor_counts_the_other(office):
    person = office.person()
    office.accepted(person, Scheme.OLD_AGE)
    office.accepted(person, Scheme.HIV)
    ordinary = draft_run(office.store, SchemeSet.ORDINARY, NOV)
    special = draft_run(office.store, SchemeSet.SPECIAL, NOV)
    assert [line.scheme for line in ordinary.lines] == [Scheme.OLD_AGE]
    assert [line.scheme for line in special.lines] == [Scheme.HIV]


def test_lines_stand_by_village_and_thai_name(office):
    names = [(5, "อ"), (3, "เก่ง"), (3, "กุ้ง"), (None, "ก"), (3, "เขียว")]
    for moo, name in names:
        person = office.person(moo=moo)
        from sai_thong.registers.citizens.operations import amend

        amend(office.store, person, {"first_name": name})
        office.accepted(person)
    run = draft_run(office.store, SchemeSet.ORDINARY, NOV)
    assert [line.first_name for line in run.lines] == ["กุ้ง", "เก่ง", "เขียว", "อ", "ก"]


def test_the_way_of_pay_is_the_one_in_force(office):
    person = office.person(bank_code="034", account_no="0200", account_name="เจ้าตัว")
    claim = office.accepted(person, channel=ChannelChoice(Channel.BANK_SELF))
    payment_choices.set_channel(office.store, claim, CASH, NOV.next())
    before, after = (draft_run(office.store, SchemeSet.ORDINARY, month).lines[0] for month in (NOV, NOV.next()))
    assert (before.channel, before.bank_code, before.account_no) == (Channel.BANK_SELF, "034", "0200")
    assert (after.channel, after.account_no) == (Channel.CASH_SELF, "")


def test_of_two_channels_from_one_month_the_later_entered_counts(office):
    claim = office.accepted(office.person())
    for choice in (CASH, ChannelChoice(Channel.BANK_SELF, account_no="999")):
        payment_choices.set_channel(office.store, claim, choice, NOV)
    assert draft_run(office.store, SchemeSet.ORDINARY, NOV).lines[0].account_no == "999"


def test_cash_is_paid_at_the_villages_point_unless_another_was_chosen(office):
    save_village(office.store, Village(moo=3, pay_point="ศาลาหมู่ 3"))
    office.accepted(office.person(), channel=CASH)
    elsewhere = ChannelChoice(Channel.CASH_SELF, pay_point="ที่ทำการ")
    office.accepted(office.person(), channel=elsewhere)
    office.accepted(office.person(), channel=BANK)
    points = [line.pay_point for line in draft_run(office.store, SchemeSet.ORDINARY, NOV).lines]
    assert points == ["ศาลาหมู่ 3", "ที่ทำการ", ""]


def test_a_proxy_is_named_on_the_line(office):
    person = office.person()
    claim = office.accepted(person, channel=CASH)
    claim = payment_choices.set_proxy(office.store, claim, Proxy("นางลูก ทดสอบ")).record
    payment_choices.set_channel(office.store, claim, ChannelChoice(Channel.CASH_PROXY), NOV)
    assert draft_run(office.store, SchemeSet.ORDINARY, NOV).lines[0].payee_name == "นางลูก ทดสอบ"


def test_the_recorded_pay_source_counts_from_its_month(office):
    office.accepted(office.person())
    with office.store.transaction() as tx:
        tx.insert(SchemePaySource(scheme=Scheme.OLD_AGE, from_month=NOV.next(), source=PaySource.LAO))
    sources = [draft_run(office.store, SchemeSet.ORDINARY, month).lines[0].source for month in (NOV, NOV.next())]
    assert sources == [PaySource.CGD, PaySource.LAO]


def test_a_person_with_an_old_and_a_new_claim_is_paid_once(office, scheme, in_set):
    person = office.person()
    old = office.accepted(person, scheme)
    # Moved away and back: both claims give September 2570 by the rule of moves.
    claim_endings.end_claim(office.store, old, EndReason.MOVED, ended_on=date(2026, 9, 30), why="ย้าย")
    new = office.accepted(person, scheme)
    run = draft_run(office.store, in_set, NOV)
    assert [line.claim_id for line in run.lines] == [new.id]


def test_a_sent_month_gives_no_second_line_even_after_the_id_was_corrected(office):
    person = office.person()
    office.accepted(person)
    office.send(NOV)
    from sai_thong.registers.citizens.operations import amend

    amend(office.store, office.citizen(person), {"citizen_id": invented_id(99)})
    assert draft_run(office.store, SchemeSet.ORDINARY, NOV).lines == ()


def test_a_retro_order_adds_its_line_after_the_persons_own(office, scheme, in_set):
    person = office.person()
    office.accepted(office.person(), scheme)
    office.closed(Month(2026, 10), in_set)
    late = office.accepted(person, scheme)
    retro.order_retro(office.store, in_set, late.id, Month(2026, 10), pay_in=NOV, reason="เข้าหลังส่งยอด")
    run = draft_run(office.store, in_set, NOV)
    lines = [(line.kind, line.paid_for) for line in run.lines if line.person_id == person.id]
    assert lines == [(LineKind.REGULAR, NOV), (LineKind.RETRO, Month(2026, 10))]


def test_totals_add_up(office):
    for birth in ("2489-01-12", "2489-01-12", "2505-01-12"):
        office.accepted(office.person(birth))
    run = draft_run(office.store, SchemeSet.ORDINARY, NOV)
    summed = totals(run.lines)
    assert (summed.count, summed.satang) == (3, 80000 + 80000 + 60000) == (3, run.total_satang)
    assert summed.by_scheme == {Scheme.OLD_AGE: (3, 220000)}
    assert summed.by_step == {(Scheme.OLD_AGE, 60000): 1, (Scheme.OLD_AGE, 80000): 2}


def test_an_undecided_claim_is_not_paid_and_says_so(office):
    person = office.person()
    form = Claim(person_id=person.id, scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED, applied_on=date(2024, 11, 4))
    claims.apply(office.store, form)
    run = draft_run(office.store, SchemeSet.ORDINARY, NOV)
    assert run.lines == ()
    assert run.unpaid[0].decision.reason.code == "not-accepted"


def test_two_records_of_one_person_made_apart_are_never_both_paid(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    with office.store.transaction() as tx:  # as it stands after two machines that both registered them were synced
        twin = tx.insert(dataclasses.replace(person, id="", version=""))
    office.accepted(twin, scheme)
    before = office.store.head()
    with pytest.raises(months.WouldPayTwice, match=person.last_name):
        months.send(office.store, in_set, NOV)
    assert office.store.head() == before
    life_events.merge_people(office.store, person, twin, why="คนเดียวกัน")
    assert months.send(office.store, in_set, NOV).months[0].line_count == 1


def test_who_was_paid_under_one_record_is_not_paid_again_under_another(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    office.send(NOV, in_set)
    with office.store.transaction() as tx:
        twin = tx.insert(dataclasses.replace(person, id="", version=""))
    office.accepted(twin, scheme)
    assert draft_run(office.store, in_set, NOV).lines == ()
