"""Undoing a change makes a new one: every field gets back what it had, and the history keeps both."""

from __future__ import annotations

from datetime import date

import pytest

from sai_thong.db.refusals import StaleRecord
from sai_thong.db.store import Store
from sai_thong.registers.citizens.operations import amend
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.citizens.undoing import last_change_of_citizen, values_before
from sai_thong.registers.last_change import NothingToUndo
from sai_thong.thai.birth import PartialDate


@pytest.fixture
def person(store: Store) -> Citizen:
    with store.transaction() as tx:
        return tx.insert(Citizen(first_name="ทองใบ", birth=PartialDate(2489, 1, 12), moo=3))


def test_the_values_before_stand_again_and_the_history_keeps_both(store: Store, person: Citizen) -> None:
    values = {"birth": PartialDate(2489, 2, None), "moo": None, "moved_in_on": date(2026, 11, 3), "phone": "0800000000"}
    changed = amend(store, person, values, why="ตามบัตร").citizen
    undone = amend(store, changed, values_before(store, changed), why="ดูบัตรผิดคน").citizen
    for name in values:
        assert getattr(undone, name) == getattr(person, name)
    assert [each.reason for each in store.history(person.id)] == ["", "ตามบัตร", "ดูบัตรผิดคน"]
    again = amend(store, undone, values_before(store, undone)).citizen
    assert {name: getattr(again, name) for name in values} == values


def test_what_was_only_entered_or_made_one_with_another_is_not_undone_so(store: Store, person: Citizen) -> None:
    assert last_change_of_citizen(store, person) is None
    with pytest.raises(NothingToUndo):
        values_before(store, person)
    with store.transaction() as tx:
        joined = tx.update(person, merged_into="other.1")
    assert last_change_of_citizen(store, joined) is None


def test_a_change_that_came_between_is_told_and_not_overwritten(store: Store, person: Citizen) -> None:
    changed = amend(store, person, {"moo": 5}).citizen
    amend(store, changed, {"phone": "0811111111"})
    assert last_change_of_citizen(store, changed) is not None
    with pytest.raises(StaleRecord):
        amend(store, changed, values_before(store, changed))
