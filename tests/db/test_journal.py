"""The journal: every change has its entry, the chain binds them, and lawful destruction leaves it whole."""

from __future__ import annotations

import pytest

from sai_thong.db import journal
from sai_thong.db.refusals import RecordMissing, StaleRecord
from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen
from tests.db.conftest import SPECIAL


def test_a_change_is_told_with_its_base_value_its_reason_and_its_user(store: Store) -> None:
    with store.transaction("รับแจ้งที่เคาน์เตอร์") as tx:
        person = tx.insert(Citizen(first_name="น้ำอ้อย", last_name="กั้วพิทักษ์", phone="0800000000"))
    with store.transaction() as tx:
        changed = tx.update(person, phone="0811111111", why="เปลี่ยนเบอร์")
    made, moved = store.history(person.id)
    assert made.changes is not None
    assert made.changes["first_name"] == (None, "น้ำอ้อย")
    assert made.reason == "รับแจ้งที่เคาน์เตอร์"
    assert made.version == person.version == person.id
    assert moved.changes == {"phone": ("0800000000", "0811111111")}
    assert (moved.user, moved.reason) == ("ผู้ดูแล", "เปลี่ยนเบอร์")
    assert moved.subject.base_version == person.version
    assert changed.version == moved.version


def test_entries_are_counted_without_gaps_across_transactions(store: Store) -> None:
    for name in ("ก", "ข", "ค"):
        with store.transaction() as tx:
            tx.insert_many([Citizen(first_name=name), Citizen(first_name=name)])
    counters = [row["counter"] for row in store.query("SELECT counter FROM journal ORDER BY counter")]
    assert counters == list(range(1, 7))
    assert store.head().counter == 6


def test_every_entry_has_a_salt_of_its_own(store: Store) -> None:
    with store.transaction() as tx:
        tx.insert_many([Citizen(first_name="ทองใบ") for _each in range(600)])
    salts = [row["salt"] for row in store.query("SELECT salt FROM journal")]
    assert len(set(salts)) == len(salts) >= 600
    assert {len(salt) for salt in salts} == {16}


def test_a_change_that_changes_nothing_leaves_no_entry(store: Store) -> None:
    with store.transaction() as tx:
        person = tx.insert(Citizen(first_name="ก"))
        assert tx.update(person, first_name="ก") == person
    assert store.head().counter == 1


def test_a_failed_transaction_leaves_neither_row_nor_entry(store: Store) -> None:
    before = store.head()
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:
        tx.insert(Citizen(first_name="ก"))
        raise ZeroDivisionError
    assert store.head() == before
    assert store.find(Citizen) == []


def test_the_later_of_two_edits_of_one_version_is_refused(store: Store) -> None:
    with store.transaction() as tx:
        person = tx.insert(Citizen(first_name="ก", phone="1"))
    with store.transaction() as tx:
        tx.update(person, phone="2")
    with pytest.raises(StaleRecord), store.transaction() as tx:
        tx.update(person, phone="3")
    assert store.get(Citizen, person.id).phone == "2"


def test_a_missing_record_is_told_as_missing(store: Store) -> None:
    with pytest.raises(RecordMissing):
        store.get(Citizen, "nowhere.1")


def test_an_operation_reads_what_it_has_just_written(store: Store) -> None:
    with store.transaction() as tx:
        person = tx.insert(Citizen(first_name="ก"))
        assert store.get(Citizen, person.id) == person
        assert tx.find(Citizen, first_name="ก") == [person]


def test_looking_and_printing_stand_in_the_chain(store: Store) -> None:
    with store.transaction() as tx:
        tx.note_access("reprint", "2026-11", detail="payment-list", why="กระดาษติด")
    (entry,) = store.history("2026-11")
    assert entry.subject.record_type == "access"
    assert entry.changes == {"action": (None, "reprint"), "detail": (None, "payment-list")}


def test_a_sealed_change_is_readable_only_with_the_sets_key(store: Store) -> None:
    with store.transaction("เหตุผลลับ") as tx:
        tx.on(SPECIAL).insert(Citizen(first_name="ผู้รับการสงเคราะห์"))
    (entry,) = list(journal.entries(store.connection_for_reading()))
    assert entry.changes is not None
    assert set(entry.changes) == {"sealed"}
    assert entry.reason == ""
    assert [each.first_name for each in store.sealed_set(SPECIAL).find(Citizen)] == ["ผู้รับการสงเคราะห์"]
    everything = " ".join(
        str(value)
        for table in ("journal", "sealed_records")
        for row in store.query(f"SELECT * FROM {table}")
        for value in row.values()
    )
    assert "สงเคราะห์" not in everything
    assert "citizens" not in everything


def test_a_sealed_record_is_updated_and_found_again(store: Store) -> None:
    with store.transaction() as tx:
        person = tx.on(SPECIAL).insert(Citizen(first_name="ก", moo=3))
        changed = tx.on(SPECIAL).update(person, moo=4)
        with pytest.raises(StaleRecord):
            tx.on(SPECIAL).update(person, moo=5)
    assert store.sealed_set(SPECIAL).get(Citizen, person.id) == changed
    assert store.sealed_set(SPECIAL).find(Citizen, moo=(4, 5)) == [changed]
    with pytest.raises(RecordMissing):
        store.sealed_set(SPECIAL).get(Citizen, "no.1")


def test_natural_ids_of_a_sealed_set_cannot_be_guessed_with_the_office_key(store: Store) -> None:
    parts = ("1111111111119", "hiv", "2026-11")
    assert store.natural_id(*parts) == store.natural_id(*parts)
    assert store.sealed_set(SPECIAL).natural_id(*parts) != store.natural_id(*parts)


def test_the_printed_head_is_sixteen_characters_of_its_hash(store: Store) -> None:
    head = store.head()
    assert head.printed.replace("-", "") == head.hash.hex()[:16]
