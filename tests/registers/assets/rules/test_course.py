"""Where an asset stands follows from its events, and some states never follow others."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sai_thong.registers.assets.rules.course import AssetEventFact, Standing, may_become, standing
from sai_thong.registers.assets.terms import AssetStatus

EVENTS = [
    AssetEventFact(
        on=date(2025, 1, 5), order=1, status=AssetStatus.IN_USE, room="r1", division="กองคลัง", custodian="ก"
    ),
    AssetEventFact(on=date(2025, 6, 1), order=2, status=AssetStatus.BROKEN),
    AssetEventFact(on=date(2025, 6, 1), order=3, status=AssetStatus.AT_REPAIR),
    AssetEventFact(on=date(2025, 7, 1), order=4, room="r2", custodian=""),
]


def test_the_last_event_of_each_thing_stands():
    assert standing(EVENTS) == Standing(AssetStatus.AT_REPAIR, date(2025, 6, 1), "r2", "กองคลัง", "")


def test_a_day_in_the_past_is_told_as_it_was():
    assert standing(EVENTS, date(2025, 5, 31)) == Standing(AssetStatus.IN_USE, date(2025, 1, 5), "r1", "กองคลัง", "ก")
    assert standing(EVENTS, date(2024, 1, 1)) == Standing()


@given(st.permutations(EVENTS))
def test_the_order_they_are_read_in_does_not_matter(events):
    assert standing(events) == standing(EVENTS)


def test_nothing_follows_being_struck_off_and_only_a_disposal_leads_there():
    assert not any(may_become(AssetStatus.STRUCK_OFF, then) for then in AssetStatus)
    assert [each for each in AssetStatus if may_become(each, AssetStatus.STRUCK_OFF)] == [AssetStatus.AWAITING_DISPOSAL]


@pytest.mark.parametrize(
    ("status", "then", "may"),
    [
        (AssetStatus.IN_USE, AssetStatus.LENT, True),
        (AssetStatus.LENT, AssetStatus.IN_USE, True),
        (AssetStatus.LENT, AssetStatus.LOST, True),
        (AssetStatus.LENT, AssetStatus.LENT, False),
        (AssetStatus.LENT, AssetStatus.AWAITING_DISPOSAL, False),
        (AssetStatus.LOST, AssetStatus.LENT, False),
        (AssetStatus.LOST, AssetStatus.AWAITING_DISPOSAL, True),
        (AssetStatus.AT_REPAIR, AssetStatus.NOT_NEEDED, True),
        (AssetStatus.BROKEN, AssetStatus.AT_REPAIR, True),
        (AssetStatus.AWAITING_DISPOSAL, AssetStatus.WORN, True),
    ],
)
def test_which_state_may_follow(status, then, may):
    assert may_become(status, then) is may
