"""What must be keyed into the central system, noted once and ticked; and how its list differs from ours, by person."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.registers.allowances import cards, central_system, claim_endings, life_events, payment_choices
from sai_thong.registers.allowances.central_system import CentralDifferenceKind, CentralRow
from sai_thong.registers.allowances.payment_choices import ChannelChoice
from sai_thong.registers.allowances.records import CardExpiry, CentralChange, CentralTask, DisabilityCard
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

OCT, NOV, DEC = Month(2026, 10), Month(2026, 11), Month(2026, 12)
ORDINARY = SchemeSet.ORDINARY


def tasks_to_key(office, in_set, **asked):
    return shelf_of(office.store, in_set).find(CentralTask, keyed_on=None, withdrawn_on=None, **asked)


def queue(office, in_set, month=NOV):
    central_system.refresh_queue(office.store, in_set, month)
    return [(task.person_id, task.change) for task in tasks_to_key(office, in_set, for_month=month)]


def suspended(office, claim, month=NOV):
    return claim_endings.suspend(
        office.store,
        claim,
        from_month=month,
        reason="สงสัย",
        facts="ตรวจแล้ว",
        facts_checked_on=date(2026, 10, 20),
        order_no="1",
        ordered_on=date(2026, 10, 21),
    ).record


def test_every_kind_of_change_since_last_month(office, scheme, in_set):
    died, stopped, account, stays = (office.person() for _ in range(4))
    held = {person.id: office.accepted(person, scheme) for person in (died, stopped, account, stays)}
    office.closed(OCT, in_set)
    office.on(date(2026, 10, 25))
    new = office.person()
    office.accepted(new, scheme)
    life_events.record_death(office.store, died, PartialDate(2569, 10, 20), source="มรณบัตร")
    suspended(office, held[stopped.id])
    choice = ChannelChoice(Channel.BANK_SELF, "034", "999")
    payment_choices.set_channel(office.store, office.claim(held[account.id]), choice, NOV)
    assert set(queue(office, in_set)) == {
        (new.id, CentralChange.NEW),
        (died.id, CentralChange.DIED),
        (stopped.id, CentralChange.SUSPENDED),
        (account.id, CentralChange.ACCOUNT),
    }
    (task,) = [each for each in tasks_to_key(office, in_set) if each.person_id == account.id]
    assert "034 999" in task.detail


def test_a_new_step_is_a_changed_amount(office):
    person = office.person("2499-10-20")  # 70 on 20 October 2569, so 700 from November
    office.accepted(person)
    office.closed(OCT)
    assert queue(office, ORDINARY) == [(person.id, CentralChange.AMOUNT)]
    assert tasks_to_key(office, ORDINARY)[0].detail == "600.00 → 700.00"


def test_a_move_and_a_return_after_a_suspension(office):
    moved = office.person("2540-01-01")
    back = office.person()
    office.accepted(moved, Scheme.DISABILITY)
    claim = office.accepted(back)
    suspension = suspended(office, claim, OCT)
    office.accepted(office.person())
    office.closed(OCT)
    life_events.record_move_out(office.store, moved, date(2026, 10, 15))
    claim_endings.resume(office.store, claim, suspension, last_month=OCT, resumed_on=NOV.first_day, reason="ครบ")
    assert set(queue(office, ORDINARY)) == {(moved.id, CentralChange.MOVED_OUT), (back.id, CentralChange.NEW)}
    office.closed(NOV)
    second = suspended(office, office.claim(claim), DEC)
    office.closed(DEC)
    claim_endings.resume(office.store, claim, second, last_month=DEC, resumed_on=DEC.last_day, reason="ครบ")
    assert (back.id, CentralChange.RESUMED) in queue(office, ORDINARY, DEC.next())


def test_refreshing_again_notes_nothing_twice_and_keeps_ticks(office, scheme, in_set):
    office.accepted(office.person(), scheme)
    office.closed(OCT, in_set)
    office.accepted(office.person(), scheme)
    assert len(queue(office, in_set)) == 1
    tasks = tasks_to_key(office, in_set)
    (ticked,) = central_system.tick(office.store, in_set, tasks).records
    assert (ticked.keyed_on, ticked.keyed_by) == (date(2026, 10, 9), "ผู้ดูแล")
    assert queue(office, in_set) == []
    central_system.tick(office.store, in_set, [ticked], keyed=False)
    assert len(queue(office, in_set)) == 1


def test_what_did_not_come_about_is_withdrawn_and_comes_back_when_it_does(office):
    person = office.person()
    office.accepted(person)
    office.closed(OCT)
    office.on(date(2026, 10, 25))
    life_events.record_death(office.store, person, PartialDate(2569, 10, 20), source="เพื่อนบ้าน")
    assert queue(office, ORDINARY) == [(person.id, CentralChange.DIED)]
    life_events.withdraw_death(office.store, office.citizen(person), why="คนละคน")
    assert queue(office, ORDINARY) == []
    life_events.record_death(office.store, office.citizen(person), PartialDate(2569, 10, 21), source="มรณบัตร")
    assert queue(office, ORDINARY) == [(person.id, CentralChange.DIED)]
    assert len(office.store.find(CentralTask)) == 1


def test_the_first_month_of_the_records_has_no_queue(office):
    office.accepted(office.person())
    assert queue(office, ORDINARY) == []


def test_a_renewed_card_is_noted_at_once_and_survives_a_refresh(office):
    person = office.person("2540-01-01")
    office.accepted(person, Scheme.DISABILITY)
    office.closed(OCT)
    card = DisabilityCard(person_id=person.id, expiry=CardExpiry.DATE, expires_on=date(2574, 1, 31))
    cards.enter_card(office.store, card)
    assert queue(office, ORDINARY) == [(person.id, CentralChange.CARD)]


def test_the_sealed_queue_leaves_no_trace(office):
    office.accepted(office.person(), Scheme.HIV)
    office.closed(OCT, SchemeSet.SPECIAL)
    office.accepted(office.person(), Scheme.HIV)
    assert len(queue(office, SchemeSet.SPECIAL)) == 1
    assert office.store.find(CentralTask) == []


@pytest.fixture
def listed(office):
    """Three people on our list of November."""
    people = [office.person() for _ in range(3)]
    for person in people:
        office.accepted(person)
    office.send(NOV)
    return people


def row(person, **changed):
    values = {"amount_satang": 80000, "account_no": "1230456789", "scheme": Scheme.OLD_AGE} | changed
    return CentralRow(person.citizen_id, person.full_name, **values)


def test_two_equal_lists_differ_in_nothing(office, listed):
    comparison = central_system.compare_with_central(office.store, ORDINARY, NOV, [row(each) for each in listed])
    assert comparison.differences == ()
    assert comparison.ours == comparison.theirs == (3, 240000)


def test_who_came_after_the_month_was_sent_is_missed_in_neither_list(office, listed):
    office.accepted(office.person())
    comparison = central_system.compare_with_central(office.store, ORDINARY, NOV, [row(each) for each in listed])
    assert (comparison.differences, comparison.ours) == ((), (3, 240000))


def test_differences_by_person(office, listed):
    first, second, _third = listed
    stranger = CentralRow("1100700000015", "นางคนอื่น", Scheme.OLD_AGE, 60000)
    rows = [row(first, amount_satang=70000), row(second, account_no="777"), stranger]
    found = central_system.compare_with_central(office.store, ORDINARY, NOV, rows).differences
    assert [(each.kind, each.citizen_id, each.ours, each.theirs) for each in found] == [
        (CentralDifferenceKind.MISSING_THERE, _third.citizen_id, "800.00", ""),
        (CentralDifferenceKind.EXTRA_THERE, stranger.citizen_id, "", "600.00"),
        (CentralDifferenceKind.AMOUNT, first.citizen_id, "800.00", "700.00"),
        (CentralDifferenceKind.ACCOUNT, second.citizen_id, "1230456789", "777"),
    ]


def test_a_list_without_schemes_is_compared_by_person_with_both_summed(office):
    person = office.person("2489-01-12")
    office.accepted(person)
    office.accepted(person, Scheme.DISABILITY)
    both = [row(person, scheme=None, amount_satang=160000)]
    assert central_system.compare_with_central(office.store, ORDINARY, NOV, both).differences == ()
    less = [row(person, scheme=None, amount_satang=80000)]
    (difference,) = central_system.compare_with_central(office.store, ORDINARY, NOV, less).differences
    assert difference.kind is CentralDifferenceKind.AMOUNT


def test_a_list_without_amounts_and_accounts_compares_people_only(office, listed):
    rows = [row(each, amount_satang=None, account_no="") for each in listed]
    comparison = central_system.compare_with_central(office.store, ORDINARY, NOV, rows)
    assert comparison.differences == ()
    assert comparison.theirs == (3, None)
