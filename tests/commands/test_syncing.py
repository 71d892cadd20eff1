"""Two computers of an office and a real server process on loopback: enrolled, exchanged, settled by commands alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sai_thong import cli
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Wanted
from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import SystemClock
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from tests.commands.conftest import CommandLine

PASSWORD = "ทดสอบ-saithong"
NAMES = ("ธุรการ", "ปลัด")


@dataclass
class Computer(CommandLine):
    """The command line of one computer, as its own user."""

    user: str

    def run(self, *words):
        return super().run("--user", self.user, *words)


@pytest.fixture
def computers(tmp_path, monkeypatch, capsys):
    """The stores of two computers that hold the same office's keys."""
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))
    ring, lines = None, []
    for name in NAMES:
        folder = tmp_path / name
        folder.mkdir()
        store, _sheets = Store.create(
            folder / "office.saithong",
            office="ทรายทอง",
            user=name,
            password=PASSWORD,
            clock=SystemClock(),
            sets=SENSITIVE_SETS,
            kdf=Kdf(memory_kib=8, time_cost=1),
            ring=ring,
        )
        ring = store.keys.for_another_machine()
        store.close()
        lines.append(Computer(folder, SystemClock(), capsys, name))
    return lines


def write(computer, work):
    with (
        Store.open(computer.store, user=computer.user, password=PASSWORD, clock=SystemClock()) as store,
        store.transaction() as tx,
    ):
        return work(tx)


def moo(computer, person):
    with Store.open(computer.store, user=computer.user, password=PASSWORD, clock=SystemClock(), write=False) as store:
        return store.get(Citizen, person.id).moo


def test_two_computers_exchange_and_settle_by_commands(server, computers):
    first, second = computers
    for computer in computers:
        code = server.code()
        told = computer("sync", "enrol", code, "--server", server.address)
        assert told == {"office": server.office, "name": "ทรายทอง", "server": server.address}
    person = write(first, lambda tx: tx.insert(Citizen(first_name="สมหญิง", moo=3)))
    assert first("sync", "status")["waiting"] == {"citizens": 1}
    sent = first("sync", "--once")
    keys = {"sent", "received", "pending", "conflicts", "bytes_up", "bytes_down", "round_trips"}
    assert set(sent) == keys
    assert (sent["sent"], sent["pending"]) == (1, 0)
    assert second("sync", "--once")["received"] == 1
    write(first, lambda tx: tx.update(tx.get(Citizen, person.id), moo=4))
    write(second, lambda tx: tx.update(tx.get(Citizen, person.id), moo=5))
    for computer in (first, second, first):
        computer("sync", "--once")
    (conflict,) = first("sync", "conflicts")
    assert [(each["user"], each["values"], each["stands"]) for each in conflict["sides"]] == [
        ("ธุรการ", {"moo": 4}, True),
        ("ปลัด", {"moo": 5}, False),
    ]
    assert "moo=5" in first.run("sync", "conflicts").out
    chosen = conflict["sides"][1]["version"]
    assert first.run("sync", "resolve", person.id, "--field", "moo", "--take", "none.1").code == cli.REFUSED
    first("sync", "resolve", person.id, "--field", "moo", "--take", chosen, "--note", "ถามแล้ว")
    for computer in computers:
        computer("sync", "--once")
    assert (moo(first, person), moo(second, person)) == (5, 5)
    assert (first("sync", "conflicts"), second("sync", "conflicts")) == ([], [])
    status = second("sync", "status")
    assert (status["waiting"], status["last"]["stage"], status["server"]) == ({}, "done", server.address)


def test_values_of_a_sensitive_set_are_told_once_it_stands_in_the_access_log(computers):
    first, _second = computers
    person = write(first, lambda tx: tx.on("special").insert(Citizen(first_name="ปกปิด", moo=1)))
    changed = write(first, lambda tx: tx.on("special").update(person, moo=2))
    opened = {"user": first.user, "password": PASSWORD, "clock": SystemClock()}
    with Store.open(first.store, **opened) as store, store.replaying() as replaying:
        replaying.let_wait("special", person.id, "", changed.version)
    (conflict,) = first("sync", "conflicts")
    assert conflict["readable"]
    with Store.open(first.store, **opened) as store:
        access_log.take_in(store)
        (seen,) = access_log.accesses(store, Wanted(kinds=frozenset({Access.VIEW_SEALED})))
    assert (seen.user, seen.record_id, seen.detail) == (first.user, person.id, "sync conflicts")


def test_another_value_is_put_together_by_hand(server, computers):
    first, second = computers
    for computer in computers:
        computer("sync", "enrol", server.code(), "--server", server.address)
    person = write(first, lambda tx: tx.insert(Citizen(first_name="สมหญิง", moo=3)))
    first("sync", "--once")
    second("sync", "--once")
    write(first, lambda tx: tx.update(tx.get(Citizen, person.id), moo=4))
    write(second, lambda tx: tx.update(tx.get(Citizen, person.id), moo=5))
    for computer in (first, second, first):
        computer("sync", "--once")
    asked = ("sync", "resolve", person.id, "--field", "moo")
    assert first.run(*asked).code == 2
    assert "หมู่ที่" in first.run(*asked, "--combine", "moo=หก").err
    assert first.run(*asked, "--combine", "house_no=6").code == cli.REFUSED
    assert first(*asked, "--combine", "moo=6", "--note", "ตามทะเบียนบ้าน")["values"] == {"moo": 6}
    for computer in computers:
        computer("sync", "--once")
    assert (moo(first, person), moo(second, person), first("sync", "conflicts")) == (6, 6, [])


def test_a_code_is_good_once_and_a_computer_without_one_is_told_so(server, computers):
    first, second = computers
    assert "ลงทะเบียน" in first.run("sync", "--once").err
    code = server.code()
    first("sync", "enrol", code, "--server", server.address)
    assert second.run("sync", "enrol", code, "--server", server.address).code == cli.REFUSED
    assert second.run("sync", "enrol", "ABC", "--server", server.address).code == cli.REFUSED
    for words in ((code, "--server", "stick"), (code,)):
        assert first.run("sync", "enrol", *words).code == cli.REFUSED
    first("sync", "enrol", f"{server.address} {code}")
    assert first("sync", "--once")["pending"] == 0
    assert first.run("sync").code == 2


def test_a_revoked_computer_is_told_and_keeps_its_work(server, computers):
    first, _second = computers
    first("sync", "enrol", server.code(), "--server", server.address)
    write(first, lambda tx: tx.insert(Citizen(first_name="สมหญิง", moo=3)))
    server.revoke(first("sync", "status")["device"])
    assert "ยกเลิก" in first.run("sync", "--once").err
    assert first("sync", "status")["waiting"] == {"citizens": 1}
    first("sync", "enrol", server.code(), "--server", server.address)
    assert first("sync", "--once")["sent"] == 1


def test_two_computers_exchange_by_stick_alone(server, computers, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    first, second = computers
    for computer in computers:
        computer("sync", "enrol", server.code(), "--server", server.address)

    def carry(computer):
        written = computer("sync", "export", str(stick))
        answered = server("stick", "take", written["file"], "--answer", str(stick))
        return written, answered, computer("sync", "import", answered["answer"])

    person = write(first, lambda tx: tx.insert(Citizen(first_name="สมหญิง", moo=3)))
    written, answered, taken = carry(first)
    assert (written["entries"], written["left"], answered["entries"], answered["refused"]) == (1, 0, 1, 0)
    assert (taken["sent"], taken["received"], taken["pending"], taken["older"]) == (1, 0, 0, False)
    assert carry(second)[2]["received"] == 1
    assert moo(second, person) == 3
    assert sorted(path.suffix for path in stick.iterdir()) == [".saithong-batch"] * 4
    assert first.run("sync", "import", answered["answer"]).code == 0
    assert second.run("sync", "import", answered["answer"]).code == cli.REFUSED
    assert first.run("sync", "import", str(tmp_path)).code != 0
    assert server.office in first.run("sync", "export", str(stick)).out


def test_an_office_without_any_line_is_enrolled_and_its_hub_brings_its_order_by_stick(server, computers, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    first, second = computers

    def answered(written):
        return server("stick", "take", written["file"], "--answer", str(stick))

    asked = first("sync", "enrol", server.code(), "--stick", str(stick), "--name", "ธุรการ")
    assert first("sync", "status")["device"] is None
    enrolled = answered(asked)
    assert enrolled["enrolled"] == "ธุรการ"
    assert first("sync", "import", enrolled["answer"])["office"] == server.office
    assert "แฟลชไดรฟ์" in first.run("sync", "status").out
    assert first.run("sync", "--once").code != 0, "nobody knows where a line would lead"

    first("hub", "take-over", "--why", "ไม่มีเครือข่าย")
    write(first, lambda tx: tx.insert(Citizen(first_name="สมหญิง", moo=3)))
    taken = first("sync", "import", answered(first("sync", "export", str(stick)))["answer"])
    assert (taken["pending"], taken["older"]) == (0, False)
    assert taken["sent"] == 2, "the person, and the term of the hub"

    fork = tmp_path / "fork"
    fork.mkdir()
    refused = second.run("sync", "import", second("sync", "enrol", server.code(), "--stick", str(fork))["file"])
    assert refused.code == cli.REFUSED, "no hub answers here"


def test_the_day_s_limit_for_attached_files_is_set_and_told(computers):
    first, _second = computers
    told = first("sync", "files")
    assert (told["to_send"], told["to_come"], told["daily_bytes"], told["no_room"]) == (0, 0, None, False)
    assert first("sync", "files", "--daily-megabytes", "50")["daily_bytes"] == 50_000_000
    assert "50.0" in first.run("sync", "files").out
    assert first("sync", "files", "--no-limit")["daily_bytes"] is None
