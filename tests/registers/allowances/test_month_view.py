"""The month's page: each person's state in the office's words, what changed since last month, what must be settled."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.ground.language import speaking
from sai_thong.registers.allowances import (
    cards,
    claim_endings,
    claims,
    life_events,
    months,
    payment_choices,
    results,
    retro,
    stops,
)
from sai_thong.registers.allowances.chips import Chip, ChipKind, Weight, kind_label
from sai_thong.registers.allowances.month_changes import MonthChangeKind
from sai_thong.registers.allowances.month_view import month_view
from sai_thong.registers.allowances.payment_choices import ChannelChoice
from sai_thong.registers.allowances.records import (
    CardExpiry,
    Claim,
    DisabilityCard,
    MonthState,
    Origin,
    Outcome,
)
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import CASH

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)
ORDINARY = SchemeSet.ORDINARY


def view(office, month=NOV, scheme_set=ORDINARY):
    return month_view(office.store, scheme_set, month)


def chip_of(office, person, month=NOV, scheme_set=ORDINARY):
    (row,) = [row for row in view(office, month, scheme_set).rows if row.person_id == person.id]
    return row.chip


def test_a_draft_is_ready_and_a_paid_month_is_paid(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    assert chip_of(office, person, NOV, in_set).kind is ChipKind.READY
    assert view(office, NOV, in_set).state is MonthState.PREPARING
    office.paid(NOV, in_set)
    assert chip_of(office, person, NOV, in_set).kind is ChipKind.PAID
    shown = view(office, NOV, in_set)
    assert (shown.state, shown.people, shown.totals.count) == (MonthState.PAID, 1, 1)


def test_the_words_of_the_office():
    with speaking("th"):
        words = {
            Chip(ChipKind.READY): "พร้อมจ่าย",
            Chip(ChipKind.NEW): "รายใหม่",
            Chip(ChipKind.STEP, {"age": 80}): "ปรับอัตรา (ครบ 80 ปี)",
            Chip(ChipKind.CARD_EXPIRED): "บัตรคนพิการหมดอายุ",
            Chip(ChipKind.TRANSFER_FAILED, {"reason": "บัญชีปิด"}): "โอนไม่ผ่าน (บัญชีปิด)",
            Chip(ChipKind.LEAVING, {"month": "ก.ย. 70"}): "ย้ายออก จ่ายถึง ก.ย. 70",
        }
        assert {chip: chip.text for chip in words} == words
        assert kind_label(ChipKind.TRANSFER_FAILED) == "โอนไม่ผ่าน"
        assert all(kind_label(kind) for kind in ChipKind)


def test_a_new_step_shows_in_its_first_month_only(office):
    person = office.person("2489-10-14")  # 80 on 14 ต.ค. 2569
    office.accepted(person)
    assert chip_of(office, person, NOV) == Chip(ChipKind.STEP, {"age": 80})
    assert chip_of(office, person, DEC).kind is ChipKind.READY


def test_who_is_new(office):
    first_time = office.person("2509-10-14")
    office.accepted(first_time)
    assert chip_of(office, first_time, NOV).kind is ChipKind.NEW, "60 on 14 ต.ค. 2569"
    office.accepted(office.person())
    office.closed(NOV)
    late = office.person()
    office.accepted(late)
    assert chip_of(office, late, DEC).kind is ChipKind.NEW


def test_who_moved_away_is_paid_until_september(office):
    person = office.person()
    office.accepted(person)
    life_events.record_move_out(office.store, person, date(2026, 10, 20))
    chip = chip_of(office, person)
    assert (chip.kind, chip.facts["month"], chip.weight) == (ChipKind.LEAVING, "ก.ย. 70", Weight.LOOK)


def test_results_show_on_the_person(office, scheme, in_set):
    failed, absent = office.person(), office.person()
    office.accepted(failed, scheme)
    office.accepted(absent, scheme, channel=CASH)
    office.paid(NOV, in_set)
    entries = [
        ResultEntry(office.line_of(failed, NOV, in_set).id, Outcome.TRANSFER_FAILED, reason="บัญชีปิด"),
        ResultEntry(office.line_of(absent, NOV, in_set).id, Outcome.NOT_CLAIMED),
    ]
    results.record_results(office.store, in_set, entries)
    assert chip_of(office, failed, NOV, in_set) == Chip(ChipKind.TRANSFER_FAILED, {"reason": "บัญชีปิด"})
    assert chip_of(office, absent, NOV, in_set).kind is ChipKind.NOT_CLAIMED


def test_a_stop_shows_until_it_is_settled(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    office.on(date(2026, 11, 3))
    office.send(NOV, in_set)
    life_events.record_death(office.store, person, PartialDate(2569, 11, 1), source="มรณบัตร")
    assert chip_of(office, person, NOV, in_set).kind is ChipKind.STOP_NOW
    stop = stops.stops_of(office.store, in_set)[0].stop
    told = stops.tell(office.store, in_set, stop, whom="คลัง", how="โทร", at=office.clock.now()).record
    stops.settle(office.store, in_set, told, stopped=True)
    assert chip_of(office, person, NOV, in_set).kind is ChipKind.STOPPED


def test_who_is_not_paid_stands_below_with_the_reason(office):
    expired = office.person("2540-01-01")
    office.accepted(expired, Scheme.DISABILITY)
    card = DisabilityCard(person_id=expired.id, expiry=CardExpiry.DATE, expires_on=date(2026, 10, 1))
    cards.enter_card(office.store, card)
    waits = office.person()
    form = Claim(person_id=waits.id, scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED, applied_on=date(2024, 11, 4))
    claims.apply(office.store, form)
    young = office.person("2510-03-10")
    office.accepted(young)
    paid = office.person()
    office.accepted(paid)
    rows = view(office).rows
    assert rows[0].person_id == paid.id
    found = {row.person_id: row.chip.kind for row in rows}
    assert found[expired.id] is ChipKind.CARD_EXPIRED
    assert found[waits.id] is ChipKind.NOT_ACCEPTED
    assert found[young.id] is ChipKind.WAITING
    assert chip_of(office, young).facts["month"] == "เม.ย. 70"
    assert all((row.amount_satang == 0) == (row.line_id == "") for row in rows)


def test_the_long_dead_stand_on_no_page(office):
    person = office.person()
    office.accepted(person)
    office.closed(OCT)
    office.on(date(2026, 10, 25))
    life_events.record_death(office.store, person, PartialDate(2569, 10, 20), source="มรณบัตร")
    office.accepted(office.person())
    assert chip_of(office, person, NOV).kind is ChipKind.DIED
    office.closed(NOV)
    assert person.id not in {row.person_id for row in view(office, DEC).rows}


def test_who_came_after_sending_waits_for_retro_pay(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    office.send(NOV, in_set)
    late = office.person()
    claim = office.accepted(late, scheme)
    assert chip_of(office, late, NOV, in_set).kind is ChipKind.LATE
    assert "changed-after-sending" in {finding.code for finding in view(office, NOV, in_set).findings}
    months.close(office.store, in_set, NOV)
    retro.order_retro(office.store, in_set, claim.id, NOV, pay_in=DEC, reason="เข้าหลังส่งยอด")
    chips = [row.chip for row in view(office, DEC, in_set).rows if row.person_id == late.id]
    assert [chip.kind for chip in chips] == [ChipKind.NEW, ChipKind.RETRO]
    assert chips[1].facts["month"] == "พ.ย. 69"


def test_changes_since_last_month_say_why(office, scheme, in_set):
    died, stays, account = (office.person() for _ in range(3))
    held = {person.id: office.accepted(person, scheme) for person in (died, stays, account)}
    office.closed(OCT, in_set)
    office.on(date(2026, 10, 25))
    life_events.record_death(office.store, died, PartialDate(2569, 10, 20), source="มรณบัตร")
    new = office.person()
    office.accepted(new, scheme)
    choice = ChannelChoice(Channel.BANK_SELF, "034", "999")
    payment_choices.set_channel(office.store, held[account.id], choice, NOV)
    changes = {change.person_id: change for change in view(office, NOV, in_set).changes}
    assert {person_id: change.kind for person_id, change in changes.items()} == {
        died.id: MonthChangeKind.GONE,
        new.id: MonthChangeKind.ADDED,
        account.id: MonthChangeKind.ACCOUNT,
    }
    assert "20 ต.ค. 2569" in changes[died.id].why
    assert changes[died.id].after_satang == 0 < changes[died.id].before_satang
    assert changes[new.id].before_satang == 0 < changes[new.id].after_satang
    assert all(change.why for change in changes.values())


def test_a_changed_amount_cites_the_birthday(office):
    office.accepted(office.person("2499-10-20"))
    office.closed(OCT)
    (change,) = view(office).changes
    assert (change.kind, change.before_satang, change.after_satang) == (MonthChangeKind.AMOUNT, 60000, 70000)
    assert "70" in change.why
    assert "20 ต.ค. 2569" in change.why


def test_the_first_month_of_the_records_has_no_changes(office):
    office.accepted(office.person())
    assert view(office).changes == ()


def test_a_suspension_and_its_end_are_changes_with_their_reason(office):
    claim = office.accepted(office.person())
    office.accepted(office.person())
    office.closed(OCT)
    suspension = claim_endings.suspend(
        office.store,
        claim,
        from_month=NOV,
        reason="สงสัยว่ารับซ้ำ",
        facts="ตรวจแล้ว",
        facts_checked_on=date(2026, 10, 20),
        order_no="1",
        ordered_on=date(2026, 10, 20),
    ).record
    (gone,) = view(office).changes
    assert "สงสัยว่ารับซ้ำ" in gone.why
    office.closed(NOV)
    claim_endings.resume(office.store, claim, suspension, last_month=NOV, resumed_on=date(2026, 11, 20), reason="ไม่ซ้ำ")
    (added,) = view(office, DEC).changes
    assert "สงสัยว่ารับซ้ำ" in added.why


def test_a_closed_month_shows_what_was_closed_and_finds_nothing_more(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    closed = office.closed(OCT, in_set)
    life_events.record_death(office.store, person, PartialDate(2569, 10, 1), source="มรณบัตร")
    shown = view(office, OCT, in_set)
    assert shown.findings == ()
    assert (shown.totals.count, shown.totals.satang) == (closed.line_count, closed.total_satang)
    assert shown.chips[ChipKind.PAID] == 1


@pytest.mark.parametrize("scheme_set", list(SchemeSet))
def test_an_empty_month(office, scheme_set):
    shown = view(office, NOV, scheme_set)
    assert (shown.rows, shown.people, shown.state) == ((), 0, MonthState.PREPARING)
    assert (shown.cut_off_on, shown.blocking) == (None, 0)


def test_the_typed_cut_off_stands_on_the_page(office):
    office.accepted(office.person())
    months.send(office.store, ORDINARY, NOV, cut_off_on=date(2026, 11, 3))
    assert view(office).cut_off_on == date(2026, 11, 3)
