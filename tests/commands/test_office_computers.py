"""A new computer of an office by a password or the recovery sheet alone; codes, the list of computers, revocation."""

from __future__ import annotations

from datetime import date

import pytest
import zxingcpp
from PIL import Image

from sai_thong import cli
from sai_thong.db import numbering, slots
from sai_thong.db.keys import Kdf
from sai_thong.db.office_box import GenerationMissing, open_in_office, seal_in_office
from sai_thong.db.store import Store
from sai_thong.ground.clock import SystemClock
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office.records import Office
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.sync import joining, rotation
from sai_thong.sync.authority import ChainHead
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.joining import ByPassword, JoinStep
from sai_thong.sync.refusals import NoLink
from sai_thong.sync.talk import Talk
from sai_thong.sync.transports.http import line_to
from tests.commands.conftest import CommandLine

PASSWORD = "ทดสอบ-saithong"
OTHER = "ของอีกคน"


@pytest.fixture
def office(tmp_path, monkeypatch, capsys, server):
    """The first computer of an office with two users and a few people, synchronised; and its recovery code."""
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    monkeypatch.setenv("SAI_THONG_HOME", str(tmp_path / "home"))
    folder = tmp_path / "first"
    folder.mkdir()
    store, sheets = Store.create(
        folder / "office.saithong",
        office="ทรายทอง",
        user="ธุรการ",
        password=PASSWORD,
        clock=SystemClock(),
        sets=SENSITIVE_SETS,
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with store, store.transaction() as tx:
        tx.insert_many([Citizen(first_name=f"สมหญิง{number}", moo=3) for number in range(5)])
        slots.add_user(store.path, store.keys, "ปลัด", OTHER)
    first = CommandLine(folder, SystemClock(), capsys)
    first("--user", "ธุรการ", "sync", "enrol", f"{server.address} {server.code()}")
    first("--user", "ธุรการ", "sync", "--once")
    first.recovery = sheets[0].code
    return first


@pytest.fixture
def second(tmp_path, office):
    folder = tmp_path / "second"
    folder.mkdir()
    return CommandLine(folder, SystemClock(), office.capsys)


def add(computer, name):
    """Register one more person at a computer."""
    opened = Store.open(computer.store, user="ธุรการ", password=PASSWORD, clock=SystemClock())
    with opened as store, store.transaction() as tx:
        tx.insert(Citizen(first_name=name, moo=4))


def told_only(computer):
    """Let a computer begin to talk, and end before anything of its work went."""
    with Store.open(computer.store, user="ธุรการ", password=PASSWORD, clock=SystemClock()) as store:
        device, authority = own_device(store), pinned_authority(store)
        head = store.head()
        with line_to(authority) as line:
            talk = Talk(device, authority, line, lambda _seconds: None, lambda: False)
            talk.begin({head.file_id: ChainHead(head.counter, head.hash)})


def people(computer, user="ธุรการ", password=PASSWORD):
    with Store.open(computer.store, user=user, password=password, clock=SystemClock(), write=False) as store:
        return sorted(each.first_name for each in store.find(Citizen))


def test_a_new_computer_joins_by_a_users_own_password_and_everybody_signs_in_there(server, office, second):
    told = second("office", "join", server.code(), "--server", server.address, "--user", "ธุรการ", "--name", "คลัง")
    assert (told["office"], told["name"], told["complete"], set(told["users"])) == (
        server.office,
        "ทรายทอง",
        True,
        {"ธุรการ", "ปลัด"},
    )
    assert people(second) == people(office)
    assert people(second, "ปลัด", OTHER) == people(office)
    assert list(second.folder.glob("*.joining")) == []
    with Store.open(second.store, user="ธุรการ", password=PASSWORD, clock=SystemClock(), write=False) as store:
        assert set(store.keys.set_keys) == set(SENSITIVE_SETS)
        assert store.query("SELECT * FROM number_series WHERE station = ?", (store.file_id,)) == []
    add(second, "ใหม่")
    second("--user", "ธุรการ", "sync", "--once")
    office("--user", "ธุรการ", "sync", "--once")
    assert "ใหม่" in people(office)


def test_a_new_computer_joins_without_any_line(server, office, second, tmp_path):
    code, stick = server.code(), tmp_path / "stick"
    stick.mkdir()
    asked = second("office", "join", code, "--stick", stick, "--name", "คลัง")["file"]
    answered = server("stick", "take", asked, "--answer", str(stick))
    assert answered["enrolled"] == "คลัง"
    told = second("office", "join", code, "--answer", answered["answer"], "--user", "ธุรการ")
    assert (told["office"], told["complete"]) == (server.office, True)
    assert people(second) == people(office)
    add(second, "ใหม่")
    written = second("--user", "ธุรการ", "sync", "export", stick)["file"]
    answer = server("stick", "take", written, "--answer", str(stick))["answer"]
    assert second("--user", "ธุรการ", "sync", "import", answer)["pending"] == 0
    office("--user", "ธุรการ", "sync", "--once")
    assert "ใหม่" in people(office)


def test_the_recovery_sheet_joins_too_and_opens_no_sensitive_set(server, office, second, monkeypatch):
    monkeypatch.setenv("SAI_THONG_RECOVERY_CODE", office.recovery.lower())
    second("office", "join", f"{server.address} {server.code()}", "--recovery")
    assert people(second, "ปลัด", OTHER) == people(office)
    with Store.open(second.store, password=office.recovery, clock=SystemClock(), write=False, by_sheet=True) as store:
        assert store.keys.set_keys == {}


def test_a_wrong_password_makes_nothing_and_the_code_stays_good(server, second, monkeypatch):
    code = server.code()
    assert second.run("office", "join", code, "--server", server.address).code == 2
    monkeypatch.setenv("SAI_THONG_PASSWORD", "ผิด")
    for _again in range(2):
        refused = second.run("office", "join", code, "--server", server.address, "--user", "ธุรการ")
        assert (refused.code, second.store.exists()) == (cli.REFUSED, False)
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    assert second("office", "join", code, "--server", server.address, "--user", "ธุรการ")["complete"]
    again = second("office", "join", code, "--server", server.address, "--user", "ธุรการ")
    assert (again["complete"], again["received"]) == (True, 0)


def test_joining_goes_on_wherever_it_was_interrupted(server, office, second, monkeypatch):
    """Killed after each thing it does; the same call then brings it to its end."""
    code, steps = server.code(), []

    class Killed(Exception):
        pass

    def joined():
        return joining.join(
            second.store,
            code,
            server.address,
            ByPassword("ธุรการ", PASSWORD),
            name="คลัง",
            clock=SystemClock(),
            progress=lambda step, done, most: steps.append((step, done, most)),
        )

    def killed(*_arguments, **_named):
        raise Killed

    for owner, name in (
        (joining, "ask_to_enrol"),
        (joining, "_chest_held"),
        (joining.Store, "create_from_chest"),
        (joining, "become"),
        (Round, "_pull"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, killed)
            with pytest.raises(Killed):
                joined()
    told = joined()
    assert (told.complete, told.office_name, people(second)) == (True, "ทรายทอง", people(office))
    assert steps[0] == (JoinStep.ENROL, 0, 0)
    assert steps[-1] == (JoinStep.RECORDS, steps[-1][2], steps[-1][2])
    assert len([each for each in office("--user", "ธุรการ", "sync", "devices") if not each["revoked_at"]]) == 2


def test_an_office_whose_keys_are_not_there_yet_is_told_to_synchronise(server, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    lonely = CommandLine(tmp_path, SystemClock(), capsys)
    refused = lonely.run("office", "join", server.code(), "--server", server.address, "--user", "ธุรการ")
    assert (refused.code, "แลกเปลี่ยน" in refused.err) == (cli.REFUSED, True)


def test_a_computer_of_the_office_gives_out_a_code_as_a_line_and_a_qr(server, office, second, tmp_path):
    picture = tmp_path / "code.png"
    offered = office("--user", "ธุรการ", "sync", "code", "--qr", picture)
    assert offered["line"] == f"{server.address} {offered['code']}"
    (read,) = zxingcpp.read_barcodes(Image.open(picture))
    assert read.text == offered["line"]
    assert second("office", "join", read.text, "--user", "ธุรการ")["complete"]
    assert second.run("office", "join", "nonsense", "--user", "ธุรการ").code == cli.REFUSED


def test_a_computer_is_struck_off_from_another_one_and_keeps_working_alone(server, office, second):
    second("office", "join", server.code(), "--server", server.address, "--user", "ธุรการ", "--name", "คลัง")
    # Both may have been enrolled within one second.
    here, other = sorted(office("--user", "ธุรการ", "sync", "devices"), key=lambda each: each["name"] == "คลัง")
    assert (other["name"], bool(other["last_contact"]), other["revoked_at"]) == ("คลัง", True, "")
    assert office.run("--user", "ธุรการ", "sync", "revoke", here["device"]).code == cli.REFUSED
    assert office.run("--user", "ธุรการ", "sync", "revoke", "ffffffff").code == cli.REFUSED
    left = second("--user", "ธุรการ", "sync", "code")["line"]
    told = office("--user", "ธุรการ", "sync", "revoke", other["device"])
    third = CommandLine(second.folder.parent, SystemClock(), second.capsys)
    assert third.run("office", "join", left, "--user", "ธุรการ").code == cli.REFUSED
    assert [each["device"] for each in told if each["revoked_at"]] == [other["device"]]
    refused = second.run("--user", "ธุรการ", "sync", "--once")
    assert (refused.code, "เครื่อง" in refused.err) == (cli.REFUSED, True)
    assert people(second) == people(office)


def test_a_lost_computer_is_reported_and_its_numbers_go_on_here(server, office, second, tmp_path):
    second("office", "join", server.code(), "--server", server.address, "--user", "ธุรการ", "--name", "โต๊ะรับคำร้อง")
    with Store.open(second.store, user="ธุรการ", password=PASSWORD, clock=SystemClock()) as store:
        station = store.file_id
        with store.transaction("เปิดชุดเลข") as tx:
            numbering.open_series(tx, "petitions", 2569, station=station, next_number=40)
            numbering.issue(tx, "petitions", 2569, station=station, given_to="x.1", on_day=date(2026, 11, 20))
            tx.insert(Office(name="ทรายทอง", code="99710101"))
    second("--user", "ธุรการ", "sync", "--once")
    with (
        Store.open(second.store, user="ธุรการ", password=PASSWORD, clock=SystemClock()) as store,
        store.transaction() as tx,
    ):
        tx.insert_many([Citizen(first_name="ไม่มาถึง", moo=1) for _each in range(3)])
    # It tells how much it has, and the line breaks before any of it went.
    told_only(second)
    office("--user", "ธุรการ", "sync", "--once")
    lost = next(each["device"] for each in office("--user", "ธุรการ", "sync", "devices") if each["name"] == "โต๊ะรับคำร้อง")
    office("--user", "ธุรการ", "sync", "revoke", lost)
    paper = tmp_path / "lost.pdf"
    report = office("--user", "ธุรการ", "lost", "report", lost, "--pdf", paper)
    (file,) = report["files"]
    assert (file["file_id"], file["never_arrived"], len(file["printed_head"])) == (station, 3, 19)
    assert [(each["key"], each["last_known"]) for each in report["series"]] == [("petitions/2569", 40)]
    assert bool(report["revoked_at"])
    assert not report["keys_changed"]
    assert paper.read_bytes().startswith(b"%PDF")
    over = ("--user", "ธุรการ", "lost", "take-over", lost, "--why", "เครื่องหาย")
    assert office(*over)["left"] == ["petitions/2569"]
    assert office.run(*over, "--next", "letters/2569=3").code == cli.REFUSED
    assert office.run(*over, "--next", "petitions").code == 2
    assert office(*over, "--next", "petitions/2569=43")["series"] == ["petitions/2569"]
    assert office.run("--user", "ธุรการ", "lost", "report", "ffffffff").code == cli.REFUSED
    with Store.open(office.store, user="ธุรการ", password=PASSWORD, clock=SystemClock()) as store:
        with store.transaction() as tx:
            given = numbering.issue(
                tx, "petitions", 2569, station=store.file_id, given_to="y.1", on_day=date(2026, 11, 21)
            )
        assert (given.number, numbering.unaccounted(store, "petitions", 2569)) == (43, [41, 42])
    assert office("--user", "ธุรการ", "lost", "report", lost)["taken_over"][0][1] == 43


def test_a_computer_goes_on_under_new_keys_even_where_the_answer_was_lost(server, office, second, monkeypatch):
    second("office", "join", server.code(), "--server", server.address, "--user", "ธุรการ", "--name", "คลัง")
    before = office("--user", "ธุรการ", "sync", "status")["device"]
    asked = rotation.Talk.ask

    def lost(talk, path, *arguments):
        asked(talk, path, *arguments)
        raise NoLink

    with monkeypatch.context() as patch:
        patch.setattr(rotation.Talk, "ask", lost)
        assert office.run("--user", "ธุรการ", "sync", "rotate").code == cli.REFUSED
    add(office, "ใหม่")
    assert office("--user", "ธุรการ", "sync", "--once")["sent"] >= 1
    now = office("--user", "ธุรการ", "sync", "status")["device"]
    assert now != before
    again = office("--user", "ธุรการ", "sync", "rotate")["device"]
    assert again not in (now, before)
    second("--user", "ธุรการ", "sync", "--once")
    assert "ใหม่" in people(second)
    chain = {each["device"]: each["replaced_by"] for each in office("--user", "ธุรการ", "sync", "devices")}
    assert (chain[before], chain[now], chain[again]) == (now, again, "")
    assert second("--user", "ธุรการ", "lost", "report", again)["files"][0]["entries"] > 0


def test_after_a_loss_the_office_seals_with_a_key_that_the_lost_computer_never_gets(server, office, second, tmp_path):
    third = CommandLine(tmp_path / "third", SystemClock(), office.capsys)
    third.folder.mkdir()
    for computer, name in ((second, "คลัง"), (third, "เครื่องที่หาย")):
        computer("office", "join", server.code(), "--server", server.address, "--user", "ธุรการ", "--name", name)
    office("--user", "ธุรการ", "sync", "--once")
    lost = third("--user", "ธุรการ", "sync", "status")["device"]
    second("--user", "ธุรการ", "sync", "revoke", lost)
    assert second("--user", "ธุรการ", "sync", "rotate", "--office") == {"generation": 2}
    office("--user", "ธุรการ", "sync", "--once")
    add(office, "หลังหาย")
    with Store.open(office.store, user="ธุรการ", password=PASSWORD, clock=SystemClock(), write=False) as store:
        keys = store.keys
    office("--user", "ธุรการ", "sync", "--once")
    second("--user", "ธุรการ", "sync", "--once")
    assert "หลังหาย" in people(second)
    assert second("--user", "ธุรการ", "lost", "report", lost)["keys_changed"]
    with Store.open(third.store, user="ธุรการ", password=PASSWORD, clock=SystemClock(), write=False) as store:
        box = seal_in_office(keys, b"later", b"")
        with pytest.raises(GenerationMissing):
            open_in_office(store.keys, box, b"")
    fourth = CommandLine(tmp_path / "fourth", SystemClock(), office.capsys)
    fourth.folder.mkdir()
    assert fourth("office", "join", server.code(), "--server", server.address, "--user", "ธุรการ")["complete"]
    assert people(fourth) == people(office)


def test_a_restored_backup_rejoins_and_nothing_is_lost_or_doubled(server, office, second, tmp_path):
    second("office", "join", server.code(), "--server", server.address, "--user", "ธุรการ")
    backup = tmp_path / "office.saithong-backup"
    office("--user", "ธุรการ", "backup", "make", "-o", backup)
    add(office, "หลังสำรอง")
    office("--user", "ธุรการ", "sync", "--once")
    add(office, "ไม่ได้ส่ง")
    for file in office.folder.glob("office.saithong*"):
        file.unlink()
    office("--user", "ธุรการ", "backup", "restore", backup)
    assert "หลังสำรอง" not in people(office)
    add(office, "หลังกู้คืน")
    for computer in (office, second, office):
        computer("--user", "ธุรการ", "sync", "--once")
    assert people(office) == people(second)
    assert [people(office).count(name) for name in ("หลังสำรอง", "หลังกู้คืน", "ไม่ได้ส่ง")] == [1, 1, 0]
    assert office.run("--user", "ธุรการ", "verify").code == 0
