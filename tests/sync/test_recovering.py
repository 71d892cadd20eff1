"""A damaged file and its newest backup make the office again: what the pages hold comes back, the rest is told."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sai_thong.db import backup, slot_file, slots, verify
from sai_thong.db.errors import DamagedFile, StoreExists, WrongPassword
from sai_thong.db.guessing import FREE, TooSoon
from sai_thong.db.keys import Kdf
from sai_thong.db.salvage import DamagedStore, Reading
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.sync.recovering import AnotherOffice, Recovered, recover
from sai_thong.sync.retelling import told_by_journal
from sai_thong.sync.translation import Declared

CHEAP = Kdf(memory_kib=8, time_cost=1)
CLOCK = FixedClock(datetime(2026, 11, 3, 2, 0, tzinfo=UTC))
PASSWORD, USER, SPECIAL = "ทดสอบ-saithong", "ผู้ดูแล", "set-1"
PAGE = 4096


@dataclass
class Office:
    """A file with a backup, and what was written after it.

    Attributes:
        folder: Where it lies.
        names: First name → note of every citizen, as confirmed at the end.
        secret: Names in the sensitive set.
        address: Of an attached file that came after the backup.
    """

    folder: Path
    names: dict[str, str]
    secret: list[str]
    address: str

    @property
    def store(self) -> Path:
        return self.folder / "office.saithong"

    @property
    def backup(self) -> Path:
        return self.folder / "office.saithong-backup"

    @property
    def again(self) -> Path:
        return self.folder / "again.saithong"

    def recover(self, **changed: str | None) -> Recovered:
        given = {"user": USER, "password": PASSWORD} | changed
        return recover(self.store, self.backup, self.again, clock=CLOCK, record_types=RECORD_TYPES, **given)  # type: ignore[arg-type]

    def opened(self) -> Store:
        return Store.open(self.again, user=USER, password=PASSWORD, clock=CLOCK)

    def damage(self, *pages: int) -> None:
        data = bytearray(self.store.read_bytes())
        for page in pages:
            data[page * PAGE + 100] ^= 1
        self.store.write_bytes(data)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("damaged")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        office = Office(folder, {}, [], "")
        store, _sheets = Store.create(
            office.store, office="ทดสอบ", user=USER, password=PASSWORD, clock=CLOCK, sets=(SPECIAL,), kdf=CHEAP
        )
        with store:
            slots.add_user(office.store, store.keys, "ธุรการ", PASSWORD)
            with store.transaction() as tx:
                before = tx.insert_many([Citizen(first_name=f"ก่อน{number}") for number in range(120)])
            backup.make(office.store, store.keys, office.backup, CLOCK)
            with store.transaction("หลังสำรอง") as tx:
                tx.insert_many([Citizen(first_name=f"หลัง{number}") for number in range(120)])
                tx.on(SPECIAL).insert(Citizen(first_name="ลับ"))
                for each in before[:40]:
                    tx.update(each, last_name="แก้แล้ว")
                tx.note_access("print", before[0].id, detail="card")
                office.address = tx.put_content(b"picture" * 9000)
            office.names = {each.first_name: each.last_name for each in store.find(Citizen)}
            office.secret = [each.first_name for each in store.sealed_set(SPECIAL).find(Citizen)]
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    """A copy on the machine that made it."""
    for each in made.folder.iterdir():
        copy = shutil.copytree if each.is_dir() else shutil.copyfile
        copy(each, tmp_path / each.name)
    return Office(tmp_path, made.names, made.secret, made.address)


def faults(store: Store) -> list[verify.Fault]:
    connection = store.connection_for_reading()
    told = told_by_journal(connection, Declared(RECORD_TYPES), (store.file_id, *store.earlier_file_ids()))
    return [
        *verify.verify_file(connection),
        *verify.verify_chain(connection),
        *verify.verify_rows(connection, RECORD_TYPES, told),
        *verify.verify_contents(connection, store.keys.set_keys),
    ]


def names_in(store: Store) -> dict[str, str]:
    return {each.first_name: each.last_name for each in store.find(Citizen)}


def damage_in(office: Office, sql: str) -> int:
    """Damage a page that holds rows of this query and that the query meets; gives its number."""
    key = slots.unlock(office.store, USER, PASSWORD).ring.data_key
    whole = office.store.read_bytes()
    for page in random.Random(2569).sample(range(4, len(whole) // PAGE), len(whole) // PAGE - 4):
        office.damage(page)
        with suppress(DamagedFile), DamagedStore(office.store, key) as source:
            if source.value(sql, ()) is None:
                return page
        office.store.write_bytes(whole)
    raise AssertionError("no page holds that")


def test_whole_pages_give_everything_as_it_was_written(office: Office) -> None:
    told = office.recover()
    assert told.complete
    assert (told.put_back, told.taken_over, told.contents) == (162, 0, 1)
    with office.opened() as store:
        assert names_in(store) == office.names
        assert [each.first_name for each in store.sealed_set(SPECIAL).find(Citizen)] == office.secret
        assert store.content(office.address) == b"picture" * 9000
        assert store.file_id == told.manifest.file_id  # the very file goes on, no id was lost
        assert store.search(Citizen, "หลัง119")
        assert faults(store) == []
    before = set(office.folder.iterdir())
    assert office.store in before


def test_a_damaged_table_loses_nothing_that_the_journal_holds(office: Office) -> None:
    page = damage_in(office, "SELECT sum(length(first_name || last_name || id)) FROM citizens NOT INDEXED")
    assert page
    told = office.recover()
    assert told.complete
    with office.opened() as store:
        assert names_in(store) == office.names
        assert faults(store) == []


def test_a_gap_in_the_journal_is_filled_from_the_rows_and_told(office: Office) -> None:
    damage_in(office, "SELECT sum(length(content)) FROM journal WHERE counter BETWEEN 150 AND 200")
    told = office.recover()
    assert not told.complete
    assert told.unreadable
    assert told.unreadable[0][0] == "journal"
    assert told.lost == []
    assert told.taken_over
    with office.opened() as store:
        assert names_in(store) == office.names
        assert [each.first_name for each in store.sealed_set(SPECIAL).find(Citizen)] == office.secret
        assert store.file_id != told.manifest.file_id
        assert faults(store) == []
        reasons = {entry.reason or "" for each in store.find(Citizen) for entry in store.history(each.id)}
        assert any("แฟ้มที่เสียหาย" in reason for reason in reasons)


def test_who_cannot_open_a_sensitive_set_brings_it_back_sealed_as_it_is(office: Office) -> None:
    told = office.recover(user="ธุรการ")
    assert told.complete
    with office.opened() as store:
        assert [each.first_name for each in store.sealed_set(SPECIAL).find(Citizen)] == office.secret


def test_a_cut_log_gives_what_was_written_before_the_cut(office: Office) -> None:
    """The power failed while the log was written, and the file was copied with a torn log."""
    with Store.open(office.store, user=USER, password=PASSWORD, clock=CLOCK) as store:
        for name in ("แรก", "สอง"):
            with store.transaction() as tx:
                tx.insert(Citizen(first_name=name))
            if name == "แรก":
                kept = office.store.with_name("office.saithong-wal").stat().st_size
        torn = office.folder / "torn"
        torn.mkdir()
        for suffix in ("", "-wal", ".keys"):
            shutil.copyfile(f"{office.store}{suffix}", torn / f"office.saithong{suffix}")
    log = torn / "office.saithong-wal"
    log.write_bytes(log.read_bytes()[: kept + PAGE // 2])
    shutil.copyfile(office.backup, torn / office.backup.name)
    cut = Office(torn, office.names, office.secret, office.address)
    assert cut.recover().complete
    with cut.opened() as store:
        assert names_in(store) == office.names | {"แรก": ""}


def test_pages_that_never_reached_the_disk_are_read_around(office: Office) -> None:
    """Zeroes where pages should be: a power cut on a disk that lied."""
    data = bytearray(office.store.read_bytes())
    for page in (9, 40, len(data) // PAGE - 2):
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    office.store.write_bytes(data)
    told = office.recover()
    with office.opened() as store:
        assert faults(store) == []
        assert set(names_in(store)) >= {name for name in office.names if name.startswith("ก่อน")}
        missing = set(office.names) - set(names_in(store))
        assert not missing or not told.complete


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_damaged_nothing_of_the_backup_goes_and_nothing_is_lost_unsaid(office: Office, seed: int) -> None:
    pages = office.store.stat().st_size // PAGE
    office.damage(*random.Random(seed).sample(range(2, pages), 12))
    told = office.recover()
    with office.opened() as store:
        assert faults(store) == []
        if told.complete:
            assert names_in(store) == office.names
        assert {name for name in office.names if name.startswith("ก่อน")} <= set(names_in(store))


def test_where_nothing_can_be_read_the_backup_stands_and_that_is_said(office: Office) -> None:
    office.damage(0)
    told = office.recover()
    assert told.unreadable == [("journal", told.manifest.counter + 1, None)]
    with office.opened() as store:
        assert set(names_in(store)) == {name for name in office.names if name.startswith("ก่อน")}
        assert faults(store) == []


def test_the_damaged_file_is_left_as_it_was_and_nothing_is_overwritten(office: Office) -> None:
    damage_in(office, "SELECT sum(length(content)) FROM journal WHERE counter BETWEEN 150 AND 200")
    before = office.store.read_bytes()
    office.recover()
    assert office.store.read_bytes() == before
    with pytest.raises(StoreExists):
        office.recover()


def test_wrong_passwords_and_other_offices_are_refused_before_anything_is_written(
    office: Office, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassword):
        office.recover(password="ผิด")
    other, _sheets = Store.create(
        tmp_path / "other.saithong", office="อื่น", user=USER, password=PASSWORD, clock=CLOCK, kdf=CHEAP
    )
    with other:
        office.backup.unlink()
        backup.make(other.path, other.keys, office.backup, CLOCK)
    with pytest.raises(AnotherOffice):
        office.recover()
    assert not office.again.exists()


def test_a_password_that_was_changed_after_the_backup_opens_nothing_any_more(office: Office) -> None:
    slots.change_password(office.store, USER, PASSWORD, "ใหม่")
    office.recover(password="ใหม่")
    slot_file.keys_path(office.again).unlink()  # then the keys file before it counts
    with pytest.raises(WrongPassword):
        slots.unlock(office.again, USER, PASSWORD)
    assert slots.unlock(office.again, USER, "ใหม่").user == USER


def test_guessing_is_slowed_here_too(office: Office) -> None:
    for _guess in range(FREE + 1):
        with pytest.raises(WrongPassword):
            office.recover(password="ผิด")
    with pytest.raises(TooSoon):
        office.recover()
    assert not office.again.exists()


def test_the_keys_of_the_backup_do_where_those_of_the_file_are_gone(office: Office) -> None:
    for each in office.folder.glob("office.saithong.keys*"):
        each.unlink()
    assert office.recover().complete
    with office.opened() as store:
        assert names_in(store) == office.names


def test_reading_skips_only_what_is_damaged(office: Office) -> None:
    damage_in(office, "SELECT sum(length(first_name || last_name || id)) FROM citizens NOT INDEXED")
    key = slots.unlock(office.store, USER, PASSWORD).ring.data_key
    reading = Reading("citizens")
    with DamagedStore(office.store, key) as source:
        read = [row[0] for row in source.rows(reading, ["first_name"], number="row")]
    ((first, last),) = reading.gaps
    assert last is not None
    assert read == [number for number in range(1, 241) if not first <= number <= last]
    assert reading.rows == len(read) >= 150
