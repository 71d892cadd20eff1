"""A disability card: entered with what is known of its end, the newest counts, a decision may pay in spite of it."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import cards
from sai_thong.registers.allowances.records import CardExpiry, DisabilityCard
from sai_thong.registers.allowances.refusals import Incomplete, NotPossible
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.calendar import Month

NOV, DEC = Month(2026, 11), Month(2026, 12)


@pytest.fixture
def person(office):
    disabled = office.person("2540-01-01")
    office.accepted(disabled, Scheme.DISABILITY)
    return disabled


def ending(person, day, **values):
    return DisabilityCard(person_id=person.id, expiry=CardExpiry.DATE, expires_on=day, **values)


def is_paid(office, month):
    return bool(draft_run(office.store, SchemeSet.ORDINARY, month).lines)


@pytest.mark.parametrize(
    ("last_day", "paid"), [(date(2026, 11, 9), False), (date(2026, 11, 10), True), (date(2026, 12, 31), True)]
)
def test_a_card_that_has_ended_on_the_pay_date_blocks_until_it_is_renewed(office, person, last_day, paid):
    cards.enter_card(office.store, ending(person, last_day))
    assert is_paid(office, NOV) == paid
    cards.enter_card(office.store, ending(person, date(2574, 1, 1)))
    assert is_paid(office, NOV)
    assert cards.newest_card(office.store, person.id).expires_on == date(2574, 1, 1)


@pytest.mark.parametrize("expiry", [CardExpiry.LIFELONG, CardExpiry.UNKNOWN])
def test_a_card_for_life_and_one_of_unknown_end_do_not_block(office, person, expiry):
    cards.enter_card(office.store, DisabilityCard(person_id=person.id, expiry=expiry))
    assert is_paid(office, NOV)


def test_a_recorded_decision_pays_in_spite_of_the_end_up_to_a_month(office, person):
    card = cards.enter_card(office.store, ending(person, date(2026, 10, 1))).record
    with pytest.raises(Incomplete):
        cards.pay_despite_expiry(office.store, card, until=NOV, reason=" ")
    cards.pay_despite_expiry(office.store, card, until=NOV, reason="นัดต่อบัตรแล้ว")
    assert (is_paid(office, NOV), is_paid(office, DEC)) == (True, False)


def test_cards_that_make_no_sense_are_refused(office, person):
    with pytest.raises(Incomplete):
        cards.enter_card(office.store, DisabilityCard(person_id=person.id, expiry=CardExpiry.DATE))
    with pytest.raises(NotPossible):
        cards.enter_card(office.store, ending(person, date(2020, 1, 1), issued_on=date(2021, 1, 1)))
    lifelong = cards.enter_card(office.store, DisabilityCard(person_id=person.id, expiry=CardExpiry.LIFELONG)).record
    with pytest.raises(NotPossible):
        cards.pay_despite_expiry(office.store, lifelong, until=NOV, reason="x")


def test_nobody_has_a_card_before_one_is_entered(office, person):
    assert cards.newest_card(office.store, person.id) is None
