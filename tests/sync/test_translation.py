"""What travels comes back to the bytes its chain covers, and shows nothing of a person to whoever merges."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sai_thong.db.journal import hash_at
from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.records import Merge, to_row
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.sync.columns import pack_entries, pack_secrets, unpack_entries, unpack_secrets
from sai_thong.sync.entries import WHOLE, Mark
from sai_thong.sync.translation import Declared, JournalRow, chained, from_travel, marker, to_travel

DECLARED = Declared(RECORD_TYPES)
PLANTED = ("สมหญิงลับ", "นามสกุลลับ", "เหตุผลลับ", "0899999999", "เจ้าหน้าที่ลับ", "ที่อยู่ลับ")


@pytest.fixture
def store(tmp_path):
    made, _sheets = Store.create(
        tmp_path / "office.saithong",
        office="ทรายทอง",
        user="เจ้าหน้าที่ลับ",
        password="ทดสอบ-saithong",
        clock=FixedClock(datetime(2026, 11, 21, 3, tzinfo=UTC)),
        sets=SENSITIVE_SETS,
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with made:
        with made.transaction() as tx:
            person = tx.insert(
                Citizen(first_name="สมหญิงลับ", last_name="นามสกุลลับ", phone="0811111111", moo=3, house_no="ที่อยู่ลับ")
            )
            person = tx.update(person, phone="0899999999", moo=4, why="เหตุผลลับ")
            tx.insert(Citizen(first_name="สมหญิงลับ"), record_id="natural-id")
            secret = tx.on("special").insert(Citizen(first_name="สมหญิงลับ"))
            tx.on("special").update(secret, moo=9, why="เหตุผลลับ")
            tx.note_access("print", person.id, detail="payment-list", why="เหตุผลลับ")
        yield made


def journal_of(store):
    columns = ", ".join(JournalRow._fields)
    return [JournalRow(*row.values()) for row in store.query(f"SELECT {columns} FROM journal ORDER BY counter")]


def travelled(rows, key):
    pairs = [to_travel(row, DECLARED, marker(key)) for row in rows]
    open_side, secrets = pack_entries([entry for entry, _ in pairs]), pack_secrets([secret for _, secret in pairs])
    return unpack_entries(open_side), unpack_secrets(secrets), open_side


def test_every_entry_comes_back_to_its_bytes_and_its_hash(store):
    rows = journal_of(store)
    entries, secrets, _open_side = travelled(rows, store.keys.office_key)
    back = [from_travel(entry, secret) for entry, secret in zip(entries, secrets, strict=True)]
    assert back == rows
    connection = store.connection_for_reading()
    hashes = [hash_at(connection, store.file_id, row.counter) for row in rows]
    assert chained(hash_at(connection, store.file_id, 0), back) == hashes


def test_an_entry_whose_content_was_destroyed_comes_back_with_its_digest(store):
    destroyed = journal_of(store)[0]._replace(content=None, salt=None)
    ((entry,), (secret,), _open_side) = travelled([destroyed], store.keys.office_key)
    assert from_travel(entry, secret) == destroyed
    assert entry.changes == {}


def test_nothing_of_a_person_shows_to_whoever_merges(store):
    entries, _secrets, _open_side = travelled(journal_of(store), store.keys.office_key)
    shown = repr(entries)
    assert [word for word in PLANTED if word in shown] == []
    assert shown.count("Mark(") > 0


def test_equal_values_of_one_field_share_their_mark_and_no_others_do(store):
    mark = marker(store.keys.office_key)
    assert mark("r", "phone", "1") == mark("r", "phone", "1")
    others = [mark("r", "phone", "2"), mark("r", "name", "1"), mark("s", "phone", "1"), mark("r", "phone", None)]
    others += [mark("r", "phone", 1), marker(bytes(32))("r", "phone", "1")]
    assert mark("r", "phone", "1") not in others


def test_a_new_record_shows_no_mark_unless_its_id_says_what_it_is(store):
    new, _changed, natural, *_rest = travelled(journal_of(store), store.keys.office_key)[0]
    assert not any(isinstance(value, Mark) for change in new.changes.values() for value in change)
    assert isinstance(natural.changes[WHOLE][1], Mark)


def test_of_a_sensitive_set_only_shows_which_version_was_made_on_which(store):
    sealed = [each for each in travelled(journal_of(store), store.keys.office_key)[0] if each.register == "sealed"]
    made, changed = sealed
    assert made.changes == {WHOLE: (None, made.id.text)}
    assert changed.changes == {WHOLE: (made.id.text, changed.id.text)}


def test_a_field_nobody_here_declared_is_sealed_and_waits_for_a_person():
    row = JournalRow("f", 1, "2026-11-21T03:00:00.000Z", "u", "assets", "assets", 9, "f.1", "", None, b"", b"")
    row = row._replace(content='{"f":{"of_a_newer_program":[null,"ลับ"],"life_years":[null,5]}}', salt=bytes(16))
    entry, secret = to_travel(row, DECLARED, marker(bytes(32)))
    assert (secret.values, list(entry.changes)) == ({"of_a_newer_program": (None, "ลับ")}, ["life_years"])
    assert DECLARED.policy("assets", "of_a_newer_program") is Merge.PERSON
    assert from_travel(entry, secret).content == row.content


def test_plain_records_are_what_the_journal_tells(store):
    (person,) = store.find(Citizen, moo=4)
    entries, secrets, _open_side = travelled(journal_of(store)[:2], store.keys.office_key)
    told = {}
    for entry, secret in zip(entries, secrets, strict=True):
        opened = {name: change for name, change in entry.changes.items() if name not in secret.values}
        told |= {name: wanted for name, (_found, wanted) in {**opened, **secret.values}.items()}
    assert {name: value for name, value in to_row(person).items() if value not in (None, "")} == told


def test_neither_words_nor_personal_numbers_and_days_stand_open():
    assert DECLARED.is_open("payment_lines", "amount_satang")
    assert DECLARED.is_open("statistics_figures", "scheme"), "which the province reads"
    for sealed in ("moo", "birth", "citizen_id", "step", "payment_month_id"):
        assert not DECLARED.is_open("payment_lines", sealed)
