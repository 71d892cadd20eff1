"""An office's file made before the program knew a sensitive set gets the set's key later, with its own sheet."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from sai_thong.db import slots
from sai_thong.db.errors import KeysRefused, WrongRecoveryCode
from sai_thong.db.recovery import RecoverySheet
from sai_thong.db.refusals import ReadOnlyStore, SetClosed
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from tests.db.conftest import CHEAP, PASSWORD, SPECIAL
from tests.db.test_slots import run_dying

NEW = "set-2"


def test_a_set_added_later_is_open_at_once_and_at_every_later_opening(
    store: Store, store_path: Path, clock: FixedClock
) -> None:
    with pytest.raises(SetClosed):
        store.sealed_set(NEW)
    store.add_set(NEW)
    with store.transaction() as tx:
        kept = tx.on(NEW).insert(Citizen(first_name="สมมติ"))
    store.close()
    with Store.open(store_path, password=PASSWORD, clock=clock) as again:
        assert again.sealed_set(NEW).get(Citizen, kept.id).first_name == "สมมติ"
        assert set(again.keys.set_keys) == {SPECIAL, NEW} == again.known_sets()


def test_the_sheet_of_an_added_set_opens_that_set_alone(store: Store, store_path: Path, clock: FixedClock) -> None:
    sheet = store.add_set(NEW)
    assert sheet == RecoverySheet("ทดสอบ", clock.now(), sheet.code, NEW)
    assert slots.recover_set(store_path, NEW, sheet.code) == store.keys.set_keys[NEW]
    for other in ("", SPECIAL):
        with pytest.raises(WrongRecoveryCode):
            slots.recover_set(store_path, other, sheet.code)
    with pytest.raises(WrongRecoveryCode):
        slots.unlock_by_recovery(store_path, sheet.code)


def test_other_users_get_an_added_set_only_when_it_is_granted(store: Store, store_path: Path) -> None:
    slots.add_user(store_path, store.keys, "สมชาย", "อีกคน")
    store.add_set(NEW)
    assert NEW not in slots.unlock(store_path, "สมชาย", "อีกคน").ring.set_keys
    slots.grant_set(store_path, store.keys, "สมชาย", NEW)
    assert slots.unlock(store_path, "สมชาย", "อีกคน").ring.set_keys == {NEW: store.keys.set_keys[NEW]}


def test_a_key_that_is_there_is_never_replaced(store: Store, store_path: Path, clock: FixedClock) -> None:
    """A second key would leave what is sealed under the first unreadable for ever."""
    slots.add_user(store_path, store.keys, "สมชาย", "อีกคน")
    key = store.keys.set_keys[SPECIAL]
    store.close()
    with Store.open(store_path, user="สมชาย", password="อีกคน", clock=clock) as other, pytest.raises(KeysRefused):
        other.add_set(SPECIAL)
    assert slots.unlock(store_path, "ผู้ดูแล", PASSWORD).ring.set_keys[SPECIAL] == key


def test_a_file_opened_for_reading_gets_no_set(store: Store, store_path: Path, clock: FixedClock) -> None:
    with Store.open(store_path, password=PASSWORD, clock=clock, write=False) as beside, pytest.raises(ReadOnlyStore):
        beside.add_set(NEW)
    assert store.known_sets() == {SPECIAL}


def test_a_process_killed_at_any_step_leaves_the_set_with_its_sheet_or_no_set(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "office.saithong"
    slots.create(path, office="ทดสอบ", user="ก", password="ข", clock=clock, kdf=CHEAP)
    with_set = without = 0
    for step in itertools.count(1):
        name = f"set-{step}"
        lived, _output = run_dying(step, "add_set", str(path), "ข", name)
        ring = slots.unlock(path, None, "ข").ring
        has_sheet = any(slot.name == name for slot in slots.read(path).slots)
        assert (name in ring.set_keys) == has_sheet
        with_set, without = with_set + has_sheet, without + (not has_sheet)
        if lived:
            assert has_sheet
            break
    assert with_set > 1
    assert without


def test_no_set_is_added_for_a_user_who_is_not_there(store: Store, store_path: Path) -> None:
    with pytest.raises(KeysRefused):
        slots.add_set(store_path, store.keys, "ไม่มี", NEW, office="x", clock=store.clock)
    assert store.known_sets() == {SPECIAL}
