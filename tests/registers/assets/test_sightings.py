"""Sightings: what a scan or a tick is, that they are only added, and that several machines come to the same end."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sai_thong.db.station import Station
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets import sightings
from sai_thong.registers.assets.inspection_view import lines_of, result
from sai_thong.registers.assets.records import Asset, InspectionLine, InspectionRound, InspectionSighting
from sai_thong.registers.assets.refusals import AssetFactWrong, ScanAmbiguous
from sai_thong.registers.assets.rules.inspection import FindingKind
from sai_thong.registers.assets.sightings import WrittenSighting, see, take_in, tick, written_sightings
from sai_thong.registers.assets.terms import AssetStatus
from tests.registers.assets.conftest import NOW
from tests.registers.assets.conftest import _new_store as make_store
from tests.registers.assets.small_rounds import CHAIR, add_cards, add_rooms, become, begun, line_of

BROKEN, WORN, LOST = AssetStatus.BROKEN, AssetStatus.WORN, AssetStatus.LOST
HALL, OFFICE = "ห้องประชุม", "สำนักปลัด"
THAI_KEYS = str.maketrans("0123456789-", "จๅ/_ภถุึคตข")
"""What a scanner's keys give under a Thai layout."""


def walked(store: Store, quantity: int = 3) -> tuple[InspectionRound, list[Asset]]:
    hall, _office = add_rooms(store, HALL, OFFICE)
    cards = add_cards(store, quantity, room=hall)
    return begun(store), cards


def test_a_scan_is_found_misplaced_seen_before_or_unknown_and_always_kept(store: Store) -> None:
    found, (first, second, _third) = walked(store)
    assert see(store, found.id, first.token, room=HALL).kind is FindingKind.FOUND
    stray = see(store, found.id, second.number, room=OFFICE)
    assert (stray.kind, stray.line.found_room if stray.line else "") == (FindingKind.WRONG_ROOM, OFFICE)
    again = see(store, found.id, first.number, room=OFFICE, condition=BROKEN)
    assert again.kind is FindingKind.DUPLICATE
    assert again.first is not None and again.first.tag == first.token
    assert again.line is not None and (again.line.found_room, again.line.condition) == (HALL, AssetStatus.IN_USE)
    for _time in range(2):
        unknown = see(store, found.id, "ZZ-1", room=HALL)
    assert (unknown.kind, unknown.line, unknown.card) == (FindingKind.DUPLICATE, None, None)
    assert len(store.find(InspectionSighting)) == 5


def test_a_number_is_read_under_a_thai_layout_too(store: Store) -> None:
    found, (card, *_more) = walked(store)
    seen = see(store, found.id, card.number.translate(THAI_KEYS))
    assert (seen.kind, seen.sighting.tag) == (FindingKind.FOUND, card.number)


def test_a_tick_settles_anew_and_keeps_where_it_was_found(store: Store) -> None:
    found, (card, other, _third) = walked(store)
    line = line_of(store, found, card)
    see(store, found.id, card.token, room=OFFICE)
    ticked = tick(store, line.id, condition=BROKEN, defect="ขาหัก").line
    assert ticked is not None
    assert (ticked.found, ticked.found_room, ticked.condition, ticked.defect) == (True, OFFICE, BROKEN, "ขาหัก")
    gone = tick(store, line.id, found=False).line
    assert gone is not None and (gone.found, gone.found_room, gone.condition, gone.defect) == (False, "", LOST, "")
    back = see(store, found.id, card.token, room=HALL)
    assert back.kind is FindingKind.FOUND, "what was not there may be found later"
    assert back.line is not None and back.line.condition is AssetStatus.IN_USE
    lost = tick(store, line_of(store, found, other).id, condition=LOST).line
    assert lost is not None and lost.found is False
    kinds = [each.kind for each in sightings.compared(lines_of(store, found.id), _in_order(store)).findings]
    assert kinds.count(FindingKind.SUPERSEDED) == 3


@pytest.mark.parametrize("state", [AssetStatus.LENT, AssetStatus.STRUCK_OFF, AssetStatus.AWAITING_DISPOSAL])
def test_only_what_an_inspector_ticks_is_taken(store: Store, state: AssetStatus) -> None:
    found, (card, *_more) = walked(store)
    with pytest.raises(AssetFactWrong):
        see(store, found.id, card.token, condition=state)
    with pytest.raises(AssetFactWrong):
        tick(store, line_of(store, found, card).id, condition=state)
    with pytest.raises(AssetFactWrong):
        see(store, found.id, "   ")
    assert store.find(InspectionSighting) == []


def test_of_things_with_one_serial_number_the_expected_one_is_meant(store: Store) -> None:
    twins = add_cards(store, 2, replace(CHAIR, serial_no="SN-7"))
    become(store, twins[1], BROKEN)
    become(store, twins[1], AssetStatus.AWAITING_DISPOSAL)
    become(store, twins[1], AssetStatus.STRUCK_OFF)
    (other,) = add_cards(store, card=replace(CHAIR, serial_no="SN-8"))
    add_cards(store, card=replace(CHAIR, serial_no="SN-8"))
    found = begun(store)
    seen = see(store, found.id, "SN-7")
    assert seen.card is not None and seen.card.id == twins[0].id
    with pytest.raises(ScanAmbiguous):
        see(store, found.id, "SN-8")
    taken = take_in(store, found.id, [WrittenSighting("SN-8", NOW), WrittenSighting(other.number, NOW)])
    assert (taken.new, taken.unknown_tags) == (2, ("SN-8",))


def test_what_was_taken_in_before_is_left_alone(store: Store) -> None:
    found, (card, other, _third) = walked(store)
    see(store, found.id, card.token, room=HALL)
    kept = written_sightings(store, found.id)
    head = store.head()
    again = take_in(store, found.id, kept)
    assert (again.new, again.known) == (0, 1)
    assert store.head() == head
    more = take_in(store, found.id, [*kept, WrittenSighting(other.number, NOW, "ข", OFFICE, WORN, "สนิม")])
    assert (more.new, more.known, dict(more.kinds)) == (1, 1, {FindingKind.WRONG_ROOM: 1})
    line = line_of(store, found, other)
    assert (line.found, line.found_room, line.condition, line.defect, line.inspected_by) == (
        True,
        OFFICE,
        WORN,
        "สนิม",
        "ข",
    )


def test_a_clock_that_goes_ahead_is_told_and_nothing_is_taken(store: Store) -> None:
    found, (card, other, _third) = walked(store)
    ahead = WrittenSighting(card.number, NOW + timedelta(hours=1, seconds=1))
    with pytest.raises(AssetFactWrong):
        take_in(store, found.id, [WrittenSighting(other.number, NOW), ahead])
    assert store.find(InspectionSighting) == []


def test_an_earlier_scan_that_arrives_later_is_the_one_that_stands(store: Store) -> None:
    found, (card, *_more) = walked(store)
    see(store, found.id, card.token, room=HALL)
    early = WrittenSighting(card.number, datetime(2026, 10, 5, 3, 0, tzinfo=UTC), "ข", OFFICE, BROKEN)
    assert dict(take_in(store, found.id, [early]).kinds) == {FindingKind.WRONG_ROOM: 1}
    line = line_of(store, found, card)
    assert (line.found_room, line.condition) == (OFFICE, BROKEN)
    assert len(result(store, found.id).duplicates) == 1


@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_two_machines_come_to_the_same_end_in_whatever_order(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A copy of the store walks too; each takes the other's sightings in, in pieces, twice and shuffled."""
    chance, folder = Random(seed), tmp_path_factory.mktemp("machines")
    (folder / "here").mkdir()
    with make_store(folder / "here" / "office.saithong") as made:
        found, cards = walked(made, 5)
    shutil.copytree(folder / "here", folder / "there")
    machines = [
        Store.open(
            folder / name / "office.saithong",
            password="ทดสอบ-saithong",
            clock=FixedClock(NOW),
            station=Station(folder / f"home-{name}", name),
        )
        for name in ("here", "there")
    ]
    assert machines[0].file_id != machines[1].file_id
    for _step in range(chance.randrange(4, 16)):
        machine, card = chance.choice(machines), chance.choice(cards)
        machine.clock.moment += timedelta(minutes=chance.randrange(3))
        if chance.random() < 0.4:
            line = line_of(machine, found, card)
            tick(machine, line.id, found=chance.random() < 0.7, condition=chance.choice([None, BROKEN, WORN]))
        else:
            tag = chance.choice([card.token, card.number, "ZZ-1"])
            see(machine, found.id, tag, room=chance.choice(["", HALL, OFFICE]), condition=chance.choice([None, BROKEN]))
    told = [written_sightings(machine, found.id) for machine in machines]
    for machine, others in zip(machines, reversed(told), strict=True):
        pieces = [*others, *chance.sample(others, len(others) // 2)]
        chance.shuffle(pieces)
        half = len(pieces) // 2
        take_in(machine, found.id, pieces[:half])
        take_in(machine, found.id, pieces[half:])
    ends = [
        [(line.asset_id, line.found, line.found_room, line.condition, line.defect) for line in lines_of(each, found.id)]
        for each in machines
    ]
    assert ends[0] == ends[1]
    assert [each.id for each in _in_order(machines[0])] == [each.id for each in _in_order(machines[1])]
    assert result(machines[0], found.id).by_condition == result(machines[1], found.id).by_condition
    for machine in machines:
        machine.close()


def _in_order(store: Store) -> list[InspectionSighting]:
    (found,) = store.find(InspectionRound)
    return sightings.sightings_in_order(store, round_id=found.id)


def test_the_lines_say_what_the_sightings_say(store: Store) -> None:
    """What a line bears is never anything but what the rule makes of the sightings."""
    found, cards = walked(store, 4)
    for card, state in zip(cards, (None, BROKEN, WORN), strict=False):
        see(store, found.id, card.token, condition=state)
    told = result(store, found.id)
    for line in store.find(InspectionLine, round_id=found.id):
        assert line.condition in (None, told.conditions[line.asset_id])
        assert (line.found is None) is (line.asset_id in {each.asset_id for each in told.missing})
