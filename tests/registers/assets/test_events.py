"""Events in the store: the card always stands as its timeline tells, in whatever order it was written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sai_thong.db.refusals import StaleRecord
from sai_thong.db.store import Store
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.events import events_of, record_event, standing_of
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.assets.refusals import AssetFactWrong, CardStruckOff, StateNotReached
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus

TODAY = date(2026, 11, 21)
CHAIR = Asset(name="เก้าอี้", class_code="401", acquired_on=date(2025, 1, 9), division="กองคลัง", custodian="ก")


def card_in(store: Store, registered: date = TODAY) -> Asset:
    """A card whose timeline begins on a day."""
    store.clock.moment = datetime.combine(registered, datetime.min.time(), UTC)
    (card,) = add_assets(store, NewAssets(CHAIR)).cards
    store.clock.moment = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
    return card


def note(store: Store, card: Asset, on: date, **told: object) -> Asset:
    with store.transaction() as tx:
        return record_event(tx, tx.get(Asset, card.id), AssetEventKind.NOTE, on=on, by_name="พัสดุ", **told)


def test_an_event_stands_on_the_card_and_in_the_timeline(store: Store) -> None:
    card = card_in(store)
    now = note(store, card, TODAY, status=AssetStatus.BROKEN, room_id="r1", custodian="", document_no=" กค 12/2569 ")
    assert (now.status, now.room_id, now.division, now.custodian) == (AssetStatus.BROKEN, "r1", "กองคลัง", "")
    assert store.get(Asset, card.id) == now
    told = events_of(store, card.id)[-1]
    assert (told.document_no, told.division, told.entered_at) == ("กค 12/2569", None, store.clock.now())


def test_an_event_of_the_past_leaves_what_came_after_it(store: Store) -> None:
    card = card_in(store, date(2026, 9, 1))
    note(store, card, date(2026, 11, 1), status=AssetStatus.BROKEN, division="กองช่าง")
    now = note(store, card, date(2026, 10, 1), status=AssetStatus.WORN, division="กองการศึกษา", room_id="r1")
    assert (now.status, now.division, now.room_id) == (AssetStatus.BROKEN, "กองช่าง", "r1")
    assert standing_of(store, card.id, date(2026, 10, 15)).division == "กองการศึกษา"


def test_of_two_events_of_one_day_the_one_entered_later_stands(store: Store) -> None:
    card = card_in(store)
    note(store, card, TODAY, division="ก")
    assert note(store, card, TODAY, division="ข").division == "ข"


def test_state_and_place_are_not_told_of_days_before_the_card_or_to_come(store: Store) -> None:
    card = card_in(store, date(2026, 9, 1))
    for on in (date(2026, 8, 31), date(2026, 11, 22)):
        with pytest.raises(AssetFactWrong):
            note(store, card, on, room_id="r1")
    head = store.head()
    assert note(store, card, date(2020, 1, 1), detail="ทาสีใหม่").room_id == ""
    assert store.head() != head


def test_a_state_fits_between_its_neighbours_in_time(store: Store) -> None:
    card = card_in(store, date(2026, 9, 1))
    note(store, card, date(2026, 11, 1), status=AssetStatus.LENT)
    head = store.head()
    for on, status in ((TODAY, AssetStatus.AT_REPAIR), (date(2026, 10, 1), AssetStatus.LOST)):
        with pytest.raises(StateNotReached):
            note(store, card, on, status=status)
    assert store.head() == head


def test_nothing_follows_striking_off(store: Store) -> None:
    card = card_in(store)
    with pytest.raises(StateNotReached):
        note(store, card, TODAY, status=AssetStatus.STRUCK_OFF)
    note(store, card, TODAY, status=AssetStatus.AWAITING_DISPOSAL)
    gone = note(store, card, TODAY, status=AssetStatus.STRUCK_OFF, document_no="ที่ 5/2570")
    assert (gone.struck_off_on, gone.struck_off_document) == (TODAY, "ที่ 5/2570")
    head = store.head()
    with pytest.raises(CardStruckOff):
        note(store, card, TODAY, detail="x")
    assert store.head() == head


def test_a_card_changed_meanwhile_is_not_written_over(store: Store) -> None:
    card = card_in(store)
    note(store, card, TODAY, division="ข")
    head = store.head()
    with pytest.raises(StaleRecord), store.transaction() as tx:
        record_event(tx, card, AssetEventKind.MOVED, on=TODAY, by_name="พัสดุ", division="ค")
    assert store.head() == head


@pytest.fixture(scope="module")
def long_store(tmp_path_factory: pytest.TempPathFactory, fresh_store: Callable[[Path], Store]) -> Store:
    return fresh_store(tmp_path_factory.mktemp("events"))


EVENT = st.fixed_dictionaries(
    {"on": st.dates(date(2026, 9, 1), TODAY)},
    optional={
        "status": st.sampled_from([each for each in AssetStatus if each is not AssetStatus.STRUCK_OFF]),
        "room_id": st.sampled_from(["", "r1", "r2"]),
        "division": st.sampled_from(["", "กองคลัง", "กองช่าง"]),
        "custodian": st.sampled_from(["", "ก", "ข"]),
    },
)


@given(st.lists(EVENT, max_size=8))
@settings(max_examples=40, deadline=None)
def test_the_card_always_is_what_its_events_tell(long_store: Store, events: list[dict[str, object]]) -> None:
    card = card_in(long_store, date(2026, 9, 1))
    taken = [{"on": date(2026, 9, 1), "status": AssetStatus.IN_USE, "division": "กองคลัง", "custodian": "ก"}]
    for told in events:
        try:
            note(long_store, card, **told)
        except StateNotReached:
            continue
        taken.append(told)
    now = long_store.get(Asset, card.id)
    stands = standing_of(long_store, card.id)
    assert (now.status, now.room_id, now.division, now.custodian) == (
        stands.status,
        stands.room,
        stands.division,
        stands.custodian,
    )
    # Told apart from the rules' own reading: the last of each by day, and within a day by entry.
    latest = sorted(enumerate(taken), key=lambda each: (each[1]["on"], each[0]))
    for name, told in (("room_id", now.room_id), ("division", now.division), ("custodian", now.custodian)):
        assert told == ([each[name] for _place, each in latest if name in each] or [""])[-1]
