"""Who may open a store, and a keys file that is whole after any crash and refused after any flipped bit."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sai_thong.db import recovery, slot_file, slots
from sai_thong.db.errors import (
    BadRecoveryCode,
    DamagedKeys,
    KeysMissing,
    KeysRefused,
    NewerFile,
    StoreExists,
    StoreMissing,
    WhichUser,
    WrongPassword,
    WrongRecoveryCode,
)
from sai_thong.db.keys import Kdf, KeyRing
from sai_thong.db.recovery import RecoverySheet
from sai_thong.db.slot_keys import CODE_KDF
from sai_thong.ground.clock import FixedClock

CHEAP = Kdf(memory_kib=8, time_cost=1)
DYING = Path(__file__).with_name("dying_process.py")
FEWEST_STEPS = 6
"""A rewriting of the keys has at least this many places to die at; fewer means the harness watches nothing."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.saithong"


@pytest.fixture
def made(path: Path, clock: FixedClock) -> tuple[KeyRing, list[RecoverySheet]]:
    return slots.create(
        path, office="อบต. ทดสอบ", user="สมหญิง", password="เปิดที", clock=clock, sets=("s1", "s2"), kdf=CHEAP
    )


@pytest.fixture
def ring(made: tuple[KeyRing, list[RecoverySheet]]) -> KeyRing:
    return made[0]


@pytest.fixture
def sheets(made: tuple[KeyRing, list[RecoverySheet]]) -> list[RecoverySheet]:
    return made[1]


def opens(path: Path, user: str, password: str) -> bool:
    try:
        slots.unlock(path, user, password)
    except WrongPassword:
        return False
    return True


def test_the_first_user_holds_every_key(path: Path, ring: KeyRing) -> None:
    unlocked = slots.unlock(path, None, "เปิดที")
    assert unlocked.user == "สมหญิง"
    assert unlocked.ring == ring
    assert set(unlocked.ring.set_keys) == {"s1", "s2"}
    assert not unlocked.from_previous


def test_no_key_and_no_code_stands_in_the_files(path: Path, ring: KeyRing, sheets: list[RecoverySheet]) -> None:
    for file in path.parent.iterdir():
        text = file.read_bytes() if file.is_file() else b""
        for key in ring.named().values():
            assert key not in text
            assert slot_file._text(key).encode() not in text
        assert all(sheet.code.encode() not in text for sheet in sheets)


@pytest.mark.parametrize(("user", "password"), [("สมหญิง", "เปิดท"), ("สมหญิง", ""), ("ไม่มี", "เปิดที"), ("", "")])
@pytest.mark.usefixtures("ring")
def test_a_wrong_user_or_password_is_refused_alike(path: Path, user: str, password: str) -> None:
    with pytest.raises(WrongPassword):
        slots.unlock(path, user, password)


@pytest.mark.usefixtures("ring")
def test_a_guess_costs_the_same_whether_or_not_the_user_exists(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paid: list[Kdf] = []
    honest = slots.SaltedKdf.key

    def counting(self: slots.SaltedKdf, secret: str) -> bytes:
        paid.append(self.cost)
        return honest(self, secret)

    monkeypatch.setattr(slots.SaltedKdf, "key", counting)
    for user in ("สมหญิง", "ไม่มี"):
        with pytest.raises(WrongPassword):
            slots.unlock(path, user, "ผิด")
    assert paid == [CHEAP, CHEAP]


def test_with_several_users_the_one_opening_must_be_named(path: Path, ring: KeyRing) -> None:
    slots.add_user(path, ring, "สมชาย", "อีกคน")
    with pytest.raises(WhichUser) as raised:
        slots.unlock(path, None, "เปิดที")
    assert raised.value.users == ("สมหญิง", "สมชาย") == slots.users(path)
    assert opens(path, " สมชาย ", "อีกคน")


def test_an_added_user_holds_the_sets_given_and_no_other(path: Path, ring: KeyRing) -> None:
    slots.add_user(path, ring, "สมชาย", "อีกคน", sets=("s2",))
    held = slots.unlock(path, "สมชาย", "อีกคน").ring
    assert dict(held.set_keys) == {"s2": ring.set_keys["s2"]}
    assert (held.data_key, held.office_key, held.office_private) == (
        ring.data_key,
        ring.office_key,
        ring.office_private,
    )
    with pytest.raises(KeysRefused):
        slots.add_user(path, held, "สมศรี", "คนที่สาม", sets=("s1",))


def test_a_set_can_be_given_to_a_user_who_is_not_there(path: Path, ring: KeyRing) -> None:
    slots.add_user(path, ring, "สมชาย", "อีกคน")
    slots.grant_set(path, ring, "สมชาย", "s1")
    held = slots.unlock(path, "สมชาย", "อีกคน").ring
    assert dict(held.set_keys) == {"s1": ring.set_keys["s1"]}
    slots.change_password(path, "สมชาย", "อีกคน", "ใหม่")
    assert dict(slots.unlock(path, "สมชาย", "ใหม่").ring.set_keys) == {"s1": ring.set_keys["s1"]}
    with pytest.raises(KeysRefused):
        slots.grant_set(path, held, "สมชาย", "s2")
    with pytest.raises(KeysRefused):
        slots.grant_set(path, ring, "ไม่มี", "s1")


def test_no_set_is_given_to_a_public_key_slipped_into_the_file(path: Path, ring: KeyRing) -> None:
    slots.add_user(path, ring, "สมชาย", "อีกคน")
    forged = slot_file.read(path)
    slot = forged.find(slot_file.SlotKind.USER, "สมชาย")
    assert slot is not None
    slot_file.write(path, forged.putting(slot_file.replace(slot, public_key=KeyRing.new().office_public)))
    with pytest.raises(DamagedKeys):
        slots.grant_set(path, ring, "สมชาย", "s1")


def test_a_changed_password_closes_the_old_one_in_the_previous_file_too(path: Path, ring: KeyRing) -> None:
    slots.change_password(path, "สมหญิง", "เปิดที", "ใหม่กว่า")
    assert slots.unlock(path, None, "ใหม่กว่า").ring == ring
    assert not opens(path, "สมหญิง", "เปิดที")
    slot_file.keys_path(path).unlink()
    assert slots.unlock(path, None, "ใหม่กว่า").from_previous
    assert not opens(path, "สมหญิง", "เปิดที")


@pytest.mark.usefixtures("ring")
def test_a_password_changes_only_for_who_knows_it(path: Path) -> None:
    before = slot_file.keys_path(path).read_bytes()
    with pytest.raises(WrongPassword):
        slots.change_password(path, "สมหญิง", "ผิด", "ใหม่")
    with pytest.raises(KeysRefused):
        slots.change_password(path, "สมหญิง", "เปิดที", "")
    assert slot_file.keys_path(path).read_bytes() == before


@pytest.mark.parametrize(("name", "password"), [("", "x"), ("  ", "x"), ("สมหญิง", "x"), ("ใหม่", "")])
def test_a_nameless_double_or_open_user_is_refused(path: Path, ring: KeyRing, name: str, password: str) -> None:
    with pytest.raises(KeysRefused):
        slots.add_user(path, ring, name, password)


def test_a_removed_user_opens_nothing(path: Path, ring: KeyRing) -> None:
    slots.add_user(path, ring, "สมชาย", "อีกคน")
    slots.remove_user(path, "สมชาย")
    assert slots.users(path) == ("สมหญิง",)
    assert not opens(path, "สมชาย", "อีกคน")
    slot_file.keys_path(path).unlink()
    assert not opens(path, "สมชาย", "อีกคน")


def test_the_last_user_and_the_last_holder_of_a_set_stay(path: Path, ring: KeyRing) -> None:
    with pytest.raises(KeysRefused):
        slots.remove_user(path, "สมหญิง")
    slots.add_user(path, ring, "สมชาย", "อีกคน", sets=("s1",))
    with pytest.raises(KeysRefused):
        slots.remove_user(path, "สมหญิง")
    slots.grant_set(path, ring, "สมชาย", "s2")
    slots.remove_user(path, "สมหญิง")
    assert slots.unlock(path, None, "อีกคน").ring == ring


def test_passwords_cost_what_the_machine_was_calibrated_to_whoever_was_removed(
    path: Path, ring: KeyRing, clock: FixedClock
) -> None:
    slots.add_user(path, ring, "สมชาย", "อีกคน", sets=("s1", "s2"))
    slots.remove_user(path, "สมหญิง")
    slots.add_user(path, ring, "สมศรี", "คนที่สาม")
    slots.renew_recovery(path, ring, office="อบต. ทดสอบ", clock=clock)
    kinds = {(slot.kind, slot.kdf.cost) for slot in slot_file.read(path).slots}
    assert {cost for kind, cost in kinds if kind is slot_file.SlotKind.USER} == {CHEAP}
    assert {cost for kind, cost in kinds if kind is not slot_file.SlotKind.USER} == {CODE_KDF} != {CHEAP}


def test_the_office_sheet_opens_everything_but_the_sets(
    path: Path, ring: KeyRing, sheets: list[RecoverySheet], clock: FixedClock
) -> None:
    assert [sheet.for_set for sheet in sheets] == [None, "s1", "s2"]
    assert {(sheet.office, sheet.created) for sheet in sheets} == {("อบต. ทดสอบ", clock.now())}
    unlocked = slots.unlock_by_recovery(path, sheets[0].code.lower())
    assert unlocked.ring == KeyRing.from_named(ring.named(()))
    for sheet in sheets[1:]:
        with pytest.raises(WrongRecoveryCode):
            slots.unlock_by_recovery(path, sheet.code)


def test_the_sheet_of_a_set_opens_that_set_alone(path: Path, ring: KeyRing, sheets: list[RecoverySheet]) -> None:
    assert slots.recover_set(path, "s1", sheets[1].code) == ring.set_keys["s1"]
    assert slots.recover_set(path, "s2", sheets[2].code) == ring.set_keys["s2"]
    for set_name, sheet in (("s1", sheets[0]), ("s1", sheets[2]), ("s9", sheets[1])):
        with pytest.raises(WrongRecoveryCode):
            slots.recover_set(path, set_name, sheet.code)


def test_a_forgotten_password_is_set_anew_by_the_sheets(path: Path, ring: KeyRing, sheets: list[RecoverySheet]) -> None:
    slots.reset_password(path, sheets[0].code, "สมหญิง", "จำได้แล้ว")
    assert not opens(path, "สมหญิง", "เปิดที")
    reset = slots.unlock(path, None, "จำได้แล้ว").ring
    assert reset == KeyRing.from_named(ring.named(()))
    slots.grant_set(path, reset.with_set("s1", slots.recover_set(path, "s1", sheets[1].code)), "สมหญิง", "s1")
    assert dict(slots.unlock(path, None, "จำได้แล้ว").ring.set_keys) == {"s1": ring.set_keys["s1"]}


def test_a_reset_needs_the_right_code_and_an_existing_user(path: Path, sheets: list[RecoverySheet]) -> None:
    with pytest.raises(WrongRecoveryCode):
        slots.reset_password(path, recovery.new_code(), "สมหญิง", "x")
    with pytest.raises(BadRecoveryCode):
        slots.reset_password(path, sheets[0].code[:-1], "สมหญิง", "x")
    with pytest.raises(KeysRefused):
        slots.reset_password(path, sheets[0].code, "ไม่มี", "x")
    with pytest.raises(KeysRefused):
        slots.reset_password(path, sheets[0].code, "สมหญิง", "")
    assert opens(path, "สมหญิง", "เปิดที")


def test_a_new_sheet_closes_the_lost_one(
    path: Path, ring: KeyRing, sheets: list[RecoverySheet], clock: FixedClock
) -> None:
    fresh = slots.renew_recovery(path, ring, office="อบต. ทดสอบ", clock=clock)
    assert slots.unlock_by_recovery(path, fresh.code).ring.data_key == ring.data_key
    for_set = slots.renew_recovery(path, ring, office="อบต. ทดสอบ", clock=clock, for_set="s1")
    assert slots.recover_set(path, "s1", for_set.code) == ring.set_keys["s1"]
    slot_file.keys_path(path).unlink()
    with pytest.raises(WrongRecoveryCode):
        slots.unlock_by_recovery(path, sheets[0].code)
    with pytest.raises(WrongRecoveryCode):
        slots.recover_set(path, "s1", sheets[1].code)
    with pytest.raises(KeysRefused):
        slots.renew_recovery(path, KeyRing.new(), office="อบต. ทดสอบ", clock=clock, for_set="s1")


def test_another_machine_of_the_office_takes_over_its_keys(tmp_path: Path, ring: KeyRing, clock: FixedClock) -> None:
    own = KeyRing(KeyRing.new().data_key, ring.office_key, ring.office_private, ring.set_keys)
    second = tmp_path / "second.saithong"
    slots.create(second, office="อบต. ทดสอบ", user="สมชาย", password="x", clock=clock, kdf=CHEAP, ring=own)
    assert slots.unlock(second, None, "x").ring == own


@pytest.mark.parametrize("suffix", ["", "-wal", "-journal", ".keys", ".keys.previous"])
def test_nothing_is_made_where_any_file_of_a_store_lies(path: Path, clock: FixedClock, suffix: str) -> None:
    path.with_name(path.name + suffix).write_bytes(b"precious")
    with pytest.raises(StoreExists):
        slots.create(path, office="x", user="x", password="x", clock=clock, kdf=CHEAP)
    assert [file.name for file in path.parent.iterdir()] == [path.name + suffix]


@pytest.mark.parametrize(("user", "password"), [("", "x"), (" ", "x"), ("x", "")])
def test_a_store_needs_a_named_user_with_a_password(path: Path, clock: FixedClock, user: str, password: str) -> None:
    with pytest.raises(KeysRefused):
        slots.create(path, office="x", user=user, password=password, clock=clock, kdf=CHEAP)
    assert not slot_file.keys_path(path).exists()


# ---- the file


@pytest.mark.usefixtures("ring")
def test_the_keys_file_is_for_its_owner_only(path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows keeps access in the folder, not in mode bits")
    for file in (slot_file.keys_path(path), slot_file.previous_path(path)):
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("ring")
def test_every_flipped_bit_of_the_keys_file_is_refused(path: Path) -> None:
    file = slot_file.keys_path(path)
    data = file.read_bytes()
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 1 << at % 8
        with pytest.raises(DamagedKeys):
            slot_file.from_bytes(bytes(changed), file)


@pytest.mark.parametrize("length", [0, 1, 100, -2, -1])
def test_a_torn_keys_file_falls_back_to_the_previous_one(path: Path, ring: KeyRing, length: int) -> None:
    slots.add_user(path, ring, "สมชาย", "อีกคน")
    file = slot_file.keys_path(path)
    file.write_bytes(file.read_bytes()[:length])
    unlocked = slots.unlock(path, None, "เปิดที")
    assert unlocked.from_previous
    assert unlocked.ring == ring
    assert slots.users(path) == ("สมหญิง",)
    slots.mend(path)
    mended = slots.unlock(path, None, "เปิดที")
    assert (mended.ring, mended.from_previous) == (ring, False)


def test_a_torn_file_never_takes_the_place_of_the_whole_previous_one(path: Path, ring: KeyRing) -> None:
    slots.add_user(path, ring, "สมชาย", "อีกคน")
    slot_file.keys_path(path).write_bytes(b"{")
    slots.add_user(path, ring, "สมศรี", "คนที่สาม")
    assert slots.users(path) == ("สมหญิง", "สมศรี")
    slot_file.keys_path(path).unlink()
    assert slots.users(path) == ("สมหญิง",)


@pytest.mark.usefixtures("ring")
def test_both_files_torn_or_gone_are_told_apart(path: Path) -> None:
    files = (slot_file.keys_path(path), slot_file.previous_path(path))
    for file in files:
        file.write_bytes(b"\xff\xfe")
    with pytest.raises(DamagedKeys):
        slots.unlock(path, None, "เปิดที")
    for file in files:
        file.unlink()
    with pytest.raises(StoreMissing):
        slots.unlock(path, None, "เปิดที")
    path.touch()
    with pytest.raises(KeysMissing):
        slots.unlock(path, None, "เปิดที")


@pytest.mark.usefixtures("ring")
def test_keys_of_a_newer_program_are_refused_and_left_alone(path: Path) -> None:
    file = slot_file.keys_path(path)
    document = json.loads(file.read_bytes()) | {"version": 3, "something": "new"}
    newer = slot_file._canonical(slot_file._checked(document))
    file.write_bytes(newer)
    with pytest.raises(NewerFile) as raised:
        slots.unlock(path, None, "เปิดที")
    assert (raised.value.found, raised.value.known) == (3, 2)
    assert file.read_bytes() == newer


@pytest.mark.parametrize(
    "change",
    [
        {"slots": [{}]},
        {"slots": []},
        {"slots": None},
        {"format": "other"},
        {"version": "1"},
        {"generation": "x"},
    ],
)
@pytest.mark.usefixtures("ring")
def test_a_whole_file_of_another_shape_is_damaged(path: Path, change: dict[str, object]) -> None:
    file = slot_file.keys_path(path)
    document = json.loads(file.read_bytes()) | change
    with pytest.raises(DamagedKeys):
        slot_file.from_bytes(slot_file._canonical(slot_file._checked(document)), file)


@pytest.mark.parametrize("cost", [{"memory_kib": 2**40}, {"time_cost": 10**6}, {"name": "md5"}])
@pytest.mark.usefixtures("ring")
def test_a_slot_that_asks_for_an_absurd_cost_is_damaged(path: Path, cost: dict[str, object]) -> None:
    file = slot_file.keys_path(path)
    document = json.loads(file.read_bytes())
    document["slots"][0]["kdf"] |= cost
    with pytest.raises(DamagedKeys):
        slot_file.from_bytes(slot_file._canonical(slot_file._checked(document)), file)


def test_a_slot_put_under_another_name_or_with_a_foreign_key_does_not_open(path: Path, ring: KeyRing) -> None:
    """Somebody who may write the file, digest included, but knows no password gains nothing by moving parts about."""
    slots.add_user(path, ring, "สมชาย", "อีกคน")
    whole = slot_file.read(path)
    first, second = (whole.find(slot_file.SlotKind.USER, name) for name in whole.users())
    assert first is not None
    assert second is not None
    slot_file.write(path, whole.putting(slot_file.replace(second, name="สมหญิง")))
    assert not opens(path, "สมหญิง", "อีกคน")
    mixed = {**first.wrapped, "data": second.wrapped["data"]}
    slot_file.write(path, whole.putting(slot_file.replace(first, wrapped=mixed)))
    with pytest.raises(DamagedKeys):
        slots.unlock(path, "สมหญิง", "เปิดที")
    slot_file.write(path, whole.putting(slot_file.replace(first, handed={"data": first.wrapped["data"]})))
    with pytest.raises(DamagedKeys):
        slots.unlock(path, "สมหญิง", "เปิดที")


# ---- a process killed at every step of rewriting


def run_dying(step: int, operation: str, *arguments: str) -> tuple[bool, str]:
    """Run the operation in a process of its own that dies at `step`; whether it lived, and what it printed."""
    done = subprocess.run(
        [sys.executable, str(DYING), str(step), operation, *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.returncode == 0, done.stdout


def test_a_process_killed_at_any_step_of_a_password_change_leaves_one_of_both_passwords(
    path: Path, ring: KeyRing, capsys: pytest.CaptureFixture[str]
) -> None:
    passwords = itertools.count()
    current = "เปิดที"
    kept_old = took_new = 0
    for step in itertools.count(1):
        following = f"รหัส{next(passwords)}"
        lived, _output = run_dying(step, "change_password", str(path), "สมหญิง", current, following)
        old, new = opens(path, "สมหญิง", current), opens(path, "สมหญิง", following)
        assert old != new, f"killed at step {step}: old opens {old}, new opens {new}"
        if lived:
            assert new
            break
        kept_old, took_new = kept_old + old, took_new + new
        current = following if new else current
        assert slots.unlock(path, None, current).ring == ring
    with capsys.disabled():
        sys.stdout.write(f"\n[keys killed at {kept_old + took_new} steps: old kept {kept_old}, new {took_new}] ")
    assert kept_old + took_new >= FEWEST_STEPS
    assert kept_old
    assert took_new


def test_a_process_killed_at_any_step_of_the_first_writing_leaves_no_keys_or_whole_ones(tmp_path: Path) -> None:
    for step in itertools.count(1):
        path = tmp_path / f"office-{step}.saithong"
        lived, _output = run_dying(step, "create", str(path), "สมหญิง", "เปิดที")
        if lived:
            assert opens(path, "สมหญิง", "เปิดที")
            break
        try:
            assert opens(path, "สมหญิง", "เปิดที")
        except StoreMissing:
            assert not slot_file.keys_path(path).exists()
    assert step > 3
