"""The chest of an office's keys: opens by a password alone, tells an authority nothing, and merges without losing."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sai_thong.db import key_chest, slot_file, slots
from sai_thong.db.errors import DamagedKeys, KeysRefused, WrongPassword
from sai_thong.db.key_chest import Chest, ChestBroken, chest_of, merged, office_key_by, open_chest, taken_in, to_bytes
from sai_thong.db.keys import DATA, Kdf, KeyRing
from sai_thong.db.office_box import GenerationMissing, new_generation, newest_number, open_in_office, seal_in_office
from sai_thong.db.slot_file import SlotKind, Slots
from sai_thong.db.slot_keys import keys_of
from sai_thong.ground.clock import FixedClock

CHEAP = Kdf(memory_kib=8, time_cost=1)
OFFICE = "TT-01"
NOW = FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC))


class Machine:
    """A keys file of an office, and who has it open."""

    def __init__(self, path: Path, ring: KeyRing, opener: str) -> None:
        self.path, self.ring, self.opener = path, ring, opener

    @property
    def chest(self) -> Chest:
        return chest_of(slot_file.read(self.path))

    def take(self, chest: Chest) -> Chest:
        before = slot_file.read(self.path)
        after = taken_in(before, merged(chest_of(before), chest), self.ring, self.opener)
        slot_file.write(self.path, after, forget_previous=key_chest.passwords_ended(before, after))
        return self.chest

    def opens(self, user: str, password: str) -> KeyRing | None:
        try:
            return slots.unlock(self.path, user, password).ring
        except WrongPassword:
            return None

    def add(self, name: str, password: str, sets: tuple[str, ...] = ()) -> None:
        slots.add_user(self.path, self.ring, name, password, sets)


@pytest.fixture
def first(tmp_path: Path, clock: FixedClock) -> Machine:
    path = tmp_path / "first.saithong"
    ring, _sheets = slots.create(
        path, office="อบต.ทดสอบ", user="สมหญิง", password="เปิดที", clock=clock, sets=("s1", "s2"), kdf=CHEAP
    )
    return Machine(path, ring, "สมหญิง")


@pytest.fixture
def second(tmp_path: Path, first: Machine) -> Machine:
    """Another computer of the office, made of the chest alone."""
    path, ring = tmp_path / "second.saithong", first.ring.for_another_machine()
    slot_file.write(path, taken_in(Slots("b" * 32, ()), first.chest, ring, "สมหญิง"))
    return Machine(path, ring, "สมหญิง")


def exchange(*machines: Machine) -> None:
    """Everybody hears everybody, as by one authority."""
    for _round in range(2):
        for machine in machines:
            for other in machines:
                machine.take(other.chest)
    assert len({machine.chest.fingerprint for machine in machines}) == 1


def test_every_user_opens_every_computer_with_the_own_password_and_that_machines_data_key(first, second):
    first.add("สมชาย", "สอง", ("s1",))
    exchange(first, second)
    for machine in (first, second):
        for user, password, sets in (("สมหญิง", "เปิดที", {"s1", "s2"}), ("สมชาย", "สอง", {"s1"})):
            ring = machine.opens(user, password)
            assert (ring.data_key, ring.office_key) == (machine.ring.data_key, first.ring.office_key)
            assert set(ring.set_keys) == sets
    assert first.ring.data_key != second.ring.data_key


def test_a_changed_password_ends_everywhere_and_one_that_came_late_does_not_return(first, second):
    early = first.chest
    slots.change_password(first.path, "สมหญิง", "เปิดที", "ใหม่")
    exchange(first, second)
    for machine in (first, second):
        machine.take(early)
        assert machine.opens("สมหญิง", "เปิดที") is None
        assert machine.opens("สมหญิง", "ใหม่").data_key == machine.ring.data_key
        previous = slot_file.from_bytes(slot_file.previous_path(machine.path).read_bytes(), machine.path)
        assert keys_of(previous.find(SlotKind.USER, "สมหญิง"), "เปิดที", machine.path) is None


def test_a_removed_user_is_removed_everywhere_and_may_be_added_again_with_less(first, second):
    first.add("สมชาย", "สอง", ("s1", "s2"))
    exchange(first, second)
    old = second.chest
    slots.remove_user(second.path, "สมชาย")
    exchange(first, second)
    assert "สมชาย" not in slots.users(first.path)
    first.take(old)
    assert "สมชาย" not in slots.users(first.path)
    first.add("สมชาย", "สาม")
    exchange(first, second)
    second.take(old)
    assert second.opens("สมชาย", "สอง") is None
    assert second.opens("สมชาย", "สาม").set_keys == {}


def test_what_was_granted_while_the_password_changed_elsewhere_is_handed_again(first, second):
    first.add("สมชาย", "สอง")
    exchange(first, second)
    slots.change_password(first.path, "สมชาย", "สอง", "สาม")
    slots.grant_set(second.path, second.ring, "สมชาย", "s1")
    exchange(first, second)
    for machine in (first, second):
        assert machine.opens("สมชาย", "สาม").set_keys == {"s1": first.ring.set_keys["s1"]}


def test_the_recovery_sheet_gives_no_set_back_by_way_of_another_computer(tmp_path, clock):
    path = tmp_path / "third.saithong"
    ring, sheets = slots.create(
        path, office="อบต.ทดสอบ", user="สมหญิง", password="เปิดที", clock=clock, sets=("s1",), kdf=CHEAP
    )
    third = Machine(path, ring, "สมหญิง")
    third.add("สมชาย", "สอง", ("s1",))
    other = Machine(tmp_path / "fourth.saithong", ring.for_another_machine(), "สมหญิง")
    slot_file.write(other.path, taken_in(Slots("d" * 32, ()), third.chest, other.ring, "สมหญิง"))
    slots.reset_password(path, sheets[0].code, "สมชาย", "สาม")
    exchange(third, other)
    assert other.opens("สมชาย", "สาม").set_keys == {}
    assert slots.unlock_by_recovery(other.path, sheets[0].code).ring.data_key == other.ring.data_key


def test_two_computers_that_remove_the_last_two_users_leave_somebody(first, second):
    first.add("สมชาย", "สอง", ("s1", "s2"))
    exchange(first, second)
    second.opener = "สมชาย"
    slots.remove_user(first.path, "สมชาย")
    slots.remove_user(second.path, "สมหญิง")
    for _round in range(3):
        second.take(first.chest)
        first.take(second.chest)
    assert slots.users(first.path)
    assert slots.users(first.path) == slots.users(second.path)


def test_the_authority_learns_no_name_and_no_data_key_and_can_slip_nothing_in(first):
    first.add("สมชาย", "สอง")
    data = to_bytes(first.chest, first.ring.office_key, OFFICE)
    for name in ("สมชาย", "สมหญิง"):
        assert name.encode() not in data
        assert json.dumps(name)[1:-1].encode() not in data
    assert all(DATA not in {**each.wrapped, **each.handed} for each in first.chest.slots)
    assert open_chest(data, first.ring.office_key, OFFICE) == first.chest
    document = json.loads(data)
    forged = [
        {**document, "sealed": document["sealed"][:-8] + "AAAAAAA="},
        {**document, "version": 2},
        json.loads(to_bytes(Chest(), bytes(32), OFFICE)),
    ]
    for each in forged:
        with pytest.raises(ChestBroken):
            open_chest(json.dumps(each).encode(), first.ring.office_key, OFFICE)
    with pytest.raises(ChestBroken):
        open_chest(data, first.ring.office_key, "TT-02")


def test_a_password_alone_opens_the_chest_and_another_does_not(first):
    first.add("สมชาย", "สอง")
    data = to_bytes(first.chest, first.ring.office_key, OFFICE)
    assert office_key_by(data, SlotKind.USER, "สมชาย", "สอง") == first.ring.office_key
    for name, password in (("สมชาย", "เปิดที"), ("สมศรี", "สอง"), ("", "สอง")):
        assert office_key_by(data, SlotKind.USER, name, password) is None
    with pytest.raises(ChestBroken):
        office_key_by(b"{}", SlotKind.USER, "สมชาย", "สอง")


def test_a_changed_voucher_is_noticed_before_a_set_is_handed(first):
    first.add("สมชาย", "สอง")
    kept = slot_file.read(first.path)
    slot = kept.find(SlotKind.USER, "สมชาย")
    slot_file.write(first.path, kept.putting(replace(slot, vouched="x" * 22)))
    with pytest.raises(DamagedKeys):
        slots.grant_set(first.path, first.ring, "สมชาย", "s1")


def test_a_later_generation_reaches_everybody_and_what_was_sealed_before_stays_open(first, second):
    before = seal_in_office(first.ring, b"before", b"here")
    name, key = new_generation(first.ring)
    lacking = first.ring
    first.ring = first.ring.with_generation(name, key)
    box = seal_in_office(first.ring, b"after", b"here")
    exchange(first, second)
    ring = second.opens("สมหญิง", "เปิดที")
    assert (newest_number(lacking), newest_number(ring)) == (1, 2)
    assert [open_in_office(ring, each, b"here") for each in (before, box)] == [b"before", b"after"]
    with pytest.raises(GenerationMissing):
        open_in_office(lacking, box, b"here")


PEOPLE = ("สมหญิง", "สมชาย", "สมศรี")
SCHEDULES, STEPS = 8, 25


def test_whatever_three_computers_do_apart_they_end_alike_and_everybody_left_opens_all(tmp_path, capsys):
    """Passwords here are numbers of steps: one that a later step changed opens nothing any more."""
    reached: Counter[str] = Counter()
    for seed in range(SCHEDULES):
        machines = _three(tmp_path / str(seed))
        ended = _work_apart(machines, random.Random(seed), reached)
        exchange(*machines)
        exchange(*machines)
        left = slots.users(machines[0].path)
        assert left, seed
        for name in left:
            (word,) = {_password_of(machine, name) for machine in machines}
            assert word not in ended[name], seed
    with capsys.disabled():
        sys.stdout.write(f"\n[chests: {SCHEDULES} schedules, {dict(reached)}] ")
    assert min(reached[what] for what in ("add", "remove", "password", "grant", "meet")) >= 5


def _three(folder: Path) -> list[Machine]:
    """Three computers of an office with three users, each with the password 0."""
    folder.mkdir()
    ring, _sheets = slots.create(
        folder / "0.saithong", office="ก", user=PEOPLE[0], password="0", clock=NOW, sets=("s1",), kdf=CHEAP
    )
    machines = [Machine(folder / "0.saithong", ring, PEOPLE[0])]
    for name in PEOPLE[1:]:
        machines[0].add(name, "0")
    for number in (1, 2):
        machine = Machine(folder / f"{number}.saithong", ring.for_another_machine(), PEOPLE[0])
        slot_file.write(machine.path, taken_in(Slots(str(number) * 32, ()), machines[0].chest, machine.ring, PEOPLE[0]))
        machines.append(machine)
    return machines


def _work_apart(machines: list[Machine], choose: random.Random, reached: Counter[str]) -> dict[str, set[str]]:
    """Change users at random; gives the passwords that were changed by whoever knew them."""
    ended: dict[str, set[str]] = {name: set() for name in PEOPLE}
    for number in range(1, STEPS + 1):
        machine, name = choose.choice(machines), choose.choice(PEOPLE)
        what = choose.choice(("add", "add", "remove", "remove", "password", "grant", "meet"))
        word = _password_of(machine, name)
        try:
            if what == "add":
                machine.add(name, str(number))
            elif what == "remove":
                slots.remove_user(machine.path, name)
            elif what == "password":
                slots.change_password(machine.path, name, word, str(number))
                ended[name].add(word)
            elif what == "grant":
                slots.grant_set(machine.path, machine.ring, name, "s1")
            else:
                machine.take(choose.choice(machines).chest)
            reached[what] += 1
        except (KeysRefused, WrongPassword):
            reached["refused"] += 1
    return ended


def _password_of(machine: Machine, name: str) -> str:
    """The password that opens a user's slot with this machine's data key; empty where there is no slot."""
    for number in range(STEPS + 1):
        ring = machine.opens(name, str(number))
        if ring is not None:
            assert ring.data_key == machine.ring.data_key
            return str(number)
    assert name not in slots.users(machine.path)
    return ""
