"""Nobody is forgotten: who comes of age, who has no claim, who moved, whose card, income or authority ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.allowances import cards, claims, incomes, life_events, payment_choices, reminders
from sai_thong.registers.allowances.payment_choices import Proxy
from sai_thong.registers.allowances.records import CardExpiry, DisabilityCard, IncomeFact
from sai_thong.registers.citizens.records import Citizen, RegistryList
from sai_thong.registers.law.terms import IncomeKind, Scheme
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

TODAY = date(2026, 10, 1)


def listed(office, day):
    with office.store.transaction() as tx:
        tx.insert(RegistryList(listed_on=day, digest=day.isoformat()))


@pytest.mark.parametrize(
    ("birth", "first_month"),
    [
        ("2510-09-01", Month(2027, 9)),
        ("2509-09-02", Month(2026, 10)),
        ("2510-09-02", None),
        ("2509-09-01", None),
        ("2510-00-00", Month(2027, 1)),
        ("2510-03-00", Month(2027, 3)),
    ],
)
def test_who_comes_of_age_for_a_fiscal_year(office, birth, first_month):
    office.person(birth)
    found = reminders.coming_of_age(office.store, 2570).people
    assert [each.first_month for each in found] == ([] if first_month is None else [first_month])


def test_who_is_left_out(office):
    office.accepted(office.person("2510-01-12"))
    office.person("2510-01-12", deceased=True)
    office.person("2510-01-12", moved_out_on=date(2026, 1, 1))
    office.person("2510-01-12", thai_national=False)
    assert reminders.coming_of_age(office.store, 2570).people == ()
    assert reminders.count_coming_of_age(office.store, 2570) == 0


def test_without_a_registrars_list_of_the_window_nobody_is_not_said(office):
    assert reminders.coming_of_age(office.store, 2571).registry_list is None
    listed(office, date(2026, 9, 30))
    assert not reminders.has_list_of_window(office.store, 2571), "a list of the window before"
    listed(office, date(2026, 10, 15))
    assert reminders.has_list_of_window(office.store, 2571)
    assert reminders.coming_of_age(office.store, 2571).registry_list.listed_on == date(2026, 10, 15)


def test_who_is_of_age_without_a_claim(office):
    forgotten = office.person("2500-01-01")
    office.person("2515-01-01")
    office.accepted(office.person("2500-01-01"))
    pending = office.person("2500-01-01")
    office.brought_over(pending)
    assert [each.id for each in reminders.of_age_without_claim(office.store)] == [forgotten.id]


births = st.builds(
    lambda year, month, day: PartialDate(year, month or None, (day or None) if month else None),
    st.integers(2507, 2512),
    st.integers(0, 12),
    st.integers(0, 28),
)


@given(st.lists(st.tuples(births, st.booleans(), st.booleans()), max_size=12))
def test_counting_agrees_with_the_rules(office_for_examples, people):
    office = office_for_examples
    with office.store.transaction() as tx:
        for citizen in tx.find(Citizen, merged_into=None):
            tx.update(citizen, merged_into="gone")
        for birth, left, came_back in people:
            tx.insert(
                Citizen(
                    first_name="ก",
                    birth=birth,
                    moved_out_on=date(2026, 5, 1) if left else None,
                    moved_in_on=date(2026, 6, 1) if left and came_back else None,
                )
            )
    for year_be in (2569, 2570, 2571):
        counted = reminders.count_coming_of_age(office.store, year_be)
        assert counted == len(reminders.coming_of_age(office.store, year_be).people)
    for month in (Month(2026, 9), Month(2026, 10), Month(2027, 2)):
        counted = reminders.count_of_age_without_claim(office.store, month)
        assert counted == len(reminders.of_age_without_claim(office.store, month))


def test_arrivals_who_have_not_confirmed(office):
    arrived = office.person("2500-01-01", moved_in_on=date(2026, 8, 1))
    office.person("2500-01-01")
    office.person("2540-01-01", moved_in_on=date(2026, 8, 1))
    assert [each.id for each in reminders.arrivals_without_claim(office.store)] == [arrived.id]


def test_movers_stand_until_they_confirmed_or_came_back(office, scheme, in_set):
    confirmed, back, waits = (office.person() for _ in range(3))
    held = {person.id: office.accepted(person, scheme) for person in (confirmed, back, waits)}
    for person in (confirmed, back, waits):
        life_events.record_move_out(office.store, person, date(2026, 9, 15))
    claims.confirm_elsewhere(office.store, office.claim(held[confirmed.id]), date(2026, 9, 20))
    life_events.record_move_in(office.store, office.citizen(back), date(2026, 9, 25))
    found = reminders.movers_unconfirmed(office.store, in_set)
    assert [mover.citizen.id for mover in found] == [waits.id]


@pytest.mark.parametrize(
    ("days", "within"), [(-1, 0), (0, 30), (30, 30), (31, 60), (60, 60), (61, 90), (90, 90), (91, None)]
)
def test_cards_within_ninety_sixty_and_thirty_days(office, days, within):
    person = office.person("2540-01-01")
    office.accepted(person, Scheme.DISABILITY)
    card = DisabilityCard(person_id=person.id, expiry=CardExpiry.DATE, expires_on=TODAY + timedelta(days=days))
    cards.enter_card(office.store, card)
    found = [(each.within, each.days_left) for each in reminders.cards_ending(office.store)]
    assert found == ([] if within is None else [(within, days)])


def test_only_the_newest_card_of_who_claims_counts(office):
    renewed, stranger = office.person("2540-01-01"), office.person("2540-01-01")
    office.accepted(renewed, Scheme.DISABILITY)
    for person in (renewed, stranger):
        card = DisabilityCard(person_id=person.id, expiry=CardExpiry.DATE, expires_on=TODAY)
        cards.enter_card(office.store, card)
    cards.enter_card(office.store, DisabilityCard(person_id=renewed.id, expiry=CardExpiry.LIFELONG))
    assert reminders.cards_ending(office.store) == []


def test_an_ended_income_waits_until_it_was_looked_into(office):
    person = office.person()
    fact = IncomeFact(person_id=person.id, kind=IncomeKind.POST, from_day=date(2020, 1, 1), to_day=TODAY)
    fact = incomes.add_income(office.store, fact).record
    assert reminders.incomes_ended(office.store) == [], "its last day is today"
    office.on(TODAY + timedelta(days=1))
    assert [each.income.id for each in reminders.incomes_ended(office.store)] == [fact.id]
    incomes.review_income(office.store, fact, reviewed_on=TODAY)
    assert reminders.incomes_ended(office.store) == []


def test_authorities_that_ended_or_end_soon(office, scheme, in_set):
    ends = [TODAY - timedelta(days=1), TODAY + timedelta(days=60), TODAY + timedelta(days=61), None]
    for number, day in enumerate(ends):
        claim = office.accepted(office.person(), scheme)
        payment_choices.set_proxy(office.store, claim, Proxy(f"คนที่ {number}", authority_until=day))
    found = reminders.authorities_ending(office.store, in_set)
    assert [each.ends_on for each in found] == ends[:2]
