"""A person's page explains the amount, its past and its future, and tells in words everything that happened."""

from __future__ import annotations

import dataclasses
from datetime import date

from sai_thong.db.histories import readable_history
from sai_thong.ground.language import use
from sai_thong.registers.allowances import cards, claims, life_events, payment_choices, results
from sai_thong.registers.allowances.chips import ChipKind
from sai_thong.registers.allowances.person_view import person_view
from sai_thong.registers.allowances.records import CardExpiry, DisabilityCard, MonthState, Outcome
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import CASH

OCT, NOV = Month(2026, 10), Month(2026, 11)
EVERY_SET = tuple(SchemeSet)


def test_why_this_amount_from_when_and_what_comes_next(office):
    person = office.person("2489-10-14")
    office.accepted(person)
    (allowance,) = person_view(office.store, person.id, NOV).allowances
    assert (allowance.amount_satang, allowance.chip.kind) == (80000, ChipKind.STEP)
    assert "14 ต.ค. 2569" in allowance.explanation
    assert "พ.ย. 2569" in allowance.explanation
    assert "มติคณะรัฐมนตรี" in allowance.explanation
    assert "90" in allowance.coming[0]
    assert [(step.month, step.before_satang, step.after_satang) for step in allowance.amounts] == [
        (NOV, 70000, 80000),
        (Month(2025, 10), 0, 70000),
    ]


def test_why_nothing(office):
    person = office.person()
    office.accepted(person)
    life_events.record_death(office.store, person, PartialDate(2569, 9, 1), source="มรณบัตร")
    (allowance,) = person_view(office.store, person.id, NOV).allowances
    assert (allowance.amount_satang, allowance.chip.kind) == (0, ChipKind.DIED)
    assert "1 ก.ย. 2569" in allowance.explanation
    assert allowance.coming == ()


def test_payments_with_what_became_of_them_the_newest_first(office, scheme, in_set):
    person = office.person()
    office.accepted(person, scheme)
    office.paid(OCT, in_set)
    line = office.line_of(person, OCT, in_set)
    failed = ResultEntry(line.id, Outcome.TRANSFER_FAILED, reason="บัญชีปิด")
    results.record_results(office.store, in_set, [failed])
    office.on(NOV.first_day)
    office.send(NOV, in_set)
    (allowance,) = person_view(office.store, person.id, NOV, sets=EVERY_SET).allowances
    assert [(each.line.paid_in, each.state) for each in allowance.payments] == [
        (NOV, MonthState.SENT),
        (OCT, MonthState.PAID),
    ]
    assert allowance.payments[1].result.reason == "บัญชีปิด"
    assert [each.month for each in allowance.retro] == [OCT]
    assert allowance.channel.account_no == "1230456789"


def test_the_sensitive_set_shows_only_where_it_is_asked_for_and_may_be_opened(office, monkeypatch):
    person = office.person()
    office.accepted(person)
    office.accepted(person, Scheme.HIV)
    shown = person_view(office.store, person.id)
    assert [each.file.claim.scheme for each in shown.allowances] == [Scheme.OLD_AGE]
    asked = person_view(office.store, person.id, sets=EVERY_SET)
    assert [each.file.claim.scheme for each in asked.allowances] == [Scheme.OLD_AGE, Scheme.HIV]
    assert len(asked.history) > len(shown.history)
    monkeypatch.setattr(office.store, "keys", dataclasses.replace(office.store.keys, set_keys={}))
    assert person_view(office.store, person.id, sets=EVERY_SET) == shown


def test_history_in_words_the_newest_first(office, scheme):
    person = office.person()
    claim = office.accepted(person, scheme, channel=CASH)
    claims.amend(office.store, claim, {"occupation": "ทำนา"}, why="แจ้งเพิ่ม")
    history = person_view(office.store, person.id, sets=EVERY_SET).history
    newest = history[0]
    assert (newest.user, newest.why) == ("ผู้ดูแล", "แจ้งเพิ่ม")
    assert [field.words for field in newest.fields] == ["อาชีพ: – → ทำนา"]
    told = [change.title for change in history]
    assert "สิทธิ: รับลงทะเบียนแล้ว" in told
    assert told.index("สิทธิ: รับลงทะเบียนแล้ว") < told.index("สิทธิ: ยื่นคำขอแล้ว")
    assert any("เงินสดด้วยตนเอง" in field.after for change in history for field in change.fields)
    assert all("None" not in field.words and "_id" not in field.words for change in history for field in change.fields)


def test_history_of_cards_stops_and_debts(office):
    person = office.person("2540-01-01")
    office.accepted(person, Scheme.DISABILITY)
    card = DisabilityCard(person_id=person.id, expiry=CardExpiry.DATE, expires_on=date(2027, 5, 1))
    cards.enter_card(office.store, card)
    office.closed(OCT)
    office.on(NOV.first_day)
    office.send(NOV)
    life_events.record_death(office.store, person, PartialDate(2569, 10, 1), source="มรณบัตร")
    history = person_view(office.store, person.id).history
    told = " ".join(f"{change.title} {' '.join(field.words for field in change.fields)}" for change in history)
    for words in ("1 พ.ค. 2570", "แจ้งระงับด่วน", "เงินจ่ายเกิน", "มรณบัตร", "สิ้นสุด"):
        assert words in told


def test_history_speaks_the_language_in_use(office):
    person = office.person()
    office.accepted(person)
    use("en")
    assert "Claim: Accepted" in [change.title for change in person_view(office.store, person.id).history]


def test_what_is_sealed_stays_sealed_without_the_key(office, monkeypatch):
    claim = office.accepted(office.person(), Scheme.HIV)
    opened = readable_history(office.store, claim.id)
    assert opened[0].subject.record_type == "allowance_claims"
    assert opened[0].changes["scheme"] == (None, "hiv")
    monkeypatch.setattr(office.store, "keys", dataclasses.replace(office.store.keys, set_keys={}))
    assert [entry.changes for entry in readable_history(office.store, claim.id)] == [None] * len(opened)


def test_a_person_without_any_claim_has_a_page(office):
    person = office.person()
    shown = person_view(office.store, person.id)
    assert shown.allowances == ()
    assert len(shown.history) == 1


def test_the_channel_is_that_of_the_month(office):
    claim = office.accepted(office.person(), channel=CASH)
    payment_choices.set_channel(office.store, claim, payment_choices.ChannelChoice(CASH.channel, pay_point="วัด"), NOV)
    points = [person_view(office.store, claim.person_id, month).allowances[0].channel.pay_point for month in (OCT, NOV)]
    assert points == ["", "วัด"]
