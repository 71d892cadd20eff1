"""The history of any record tells who changed what, from what to what and why, parts included; secrets stay secret."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.records import Record, declaration_of
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.operations import amend
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.office import own_law
from sai_thong.registers.office.records import Setting
from sai_thong.registers.office.settings import IDLE_MINUTES, change_setting
from sai_thong.registers.petitions import correct
from sai_thong.registers.petitions.records import Party
from sai_thong.registers.petitions.shelves import locate
from sai_thong.registers.record_history import PARTS, ChangeKind, RecordChange, history_of, whole_history
from sai_thong.registers.record_words import value_words
from tests.registers.petitions.small_desk import Desk, counter, make_store

OTHERS = {
    "AssetEvent", "CaseLink", "CashDay", "DisposalLine", "FrozenDepreciation", "InspectionLine", "InspectionSighting",
    "LoanLine", "MaterialMove", "PaymentLine", "PaymentResult", "RequisitionLine", "SurveyLine", "CentralTask",
}  # fmt: skip
"""Records that name two others and are told with one of them, or are so many that they have lists of their own."""


@pytest.fixture(params=[False, True], ids=["ordinary", "sealed"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with counter(tmp_path, confidential=request.param) as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made, _clock = make_store(tmp_path)
    with made:
        yield made


def told(store: Store, record: Record, shelf: Shelf | None = None) -> list[RecordChange]:
    return whole_history(store, shelf or store, record)


def test_a_correction_is_told_from_what_to_what_by_whom_and_why_with_what_it_made_in_the_case(desk: Desk) -> None:
    petition = desk.taken().petition
    desk.on(date(2026, 11, 23), 14, 5)
    correct.correct(desk.store, petition, {"subject": "ถนนทรุด", "moo": 4}, why="ฟังผิด")
    place = locate(desk.store, petition.id)
    newest = [each for each in told(desk.store, place.petition, place.shelf) if each.why == "ฟังผิด"]
    change = next(each for each in newest if each.record == "คำร้อง" and len(each.fields) == 2)
    assert [each.words for each in change.fields] == ["เรื่อง: ไฟถนนดับ → ถนนทรุด", "หมู่ที่: – → 4"]
    assert (change.user, change.file_id) == (desk.store.user, desk.store.file_id)
    assert change.at == datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
    assert any(each.kind is ChangeKind.ENTERED and each.record.startswith("เหตุการณ์ของเรื่อง") for each in newest)


def test_a_part_is_told_by_its_name_and_its_citizen_id_is_masked(desk: Desk) -> None:
    petition = desk.taken().petition
    place = locate(desk.store, petition.id)
    (party,) = place.shelf.find(Party, petition_id=petition.id)
    correct.correct_person(desk.store, petition.id, party.id, {"citizen_id": "1101700230708"}, why="ดูบัตร")
    change = next(each for each in told(desk.store, petition, place.shelf) if "นายสมชาย" in each.record)
    assert change.title == "บุคคลในเรื่อง “นายสมชาย ใจดี”: แก้ไข"
    assert [each.words for each in change.fields] == ["เลขประจำตัวประชาชน: – → x-xxxx-xxxxx-70-8"]


def test_without_the_key_nothing_of_a_sealed_record_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with counter(tmp_path, confidential=True) as desk:
        store = desk.store
        place = locate(store, desk.case())
        assert told(store, place.petition, place.shelf)
        monkeypatch.setattr(store, "keys", dataclasses.replace(store.keys, set_keys={}))
        assert history_of(store, [place.petition]) == []


def test_what_was_printed_or_shown_whole_is_told_and_everyday_looking_is_not(store: Store) -> None:
    with store.transaction() as tx:
        person = tx.insert(Citizen(first_name="ทองใบ", citizen_id="1101700230708"))
    looks = [Look(kind, person.id, register="citizens") for kind in (Access.VIEW, Access.UNMASK, Access.PRINT)]
    access_log.note(store, *looks)
    assert [each.title for each in told(store, person)] == ["พิมพ์", "เปิดดูเลขบัตรเต็ม", "ประชาชน: บันทึกใหม่"]


def test_an_account_is_masked_unless_the_whole_is_asked_for(store: Store) -> None:
    with store.transaction() as tx:
        person = tx.insert(Citizen(first_name="ทองใบ"))
    amend(store, person, {"account_no": "9876543210"}, why="แจ้งใหม่")
    masked, whole = (history_of(store, [person], whole=each)[0].fields[0].after for each in (False, True))
    assert (masked, whole) == ("x-3210", "9876543210")


def test_a_setting_is_told_by_its_own_words_and_a_law_row_field_by_field(store: Store) -> None:
    change_setting(store, IDLE_MINUTES, "5", reason="โต๊ะหน้าเคาน์เตอร์")
    (setting,) = store.find(Setting, key=IDLE_MINUTES)
    (change,) = told(store, setting)
    assert ([each.after for each in change.fields], change.why) == (["5"], "โต๊ะหน้าเคาน์เตอร์")
    own_law.correct_row(store, "loan_rules", "loan-2560", {"demand_days": 9}, why="ตามระเบียบ")
    own = own_law.own_row(store, "loan_rules", "loan-2560")
    assert own is not None
    own_law.correct_row(store, "loan_rules", "loan-2560", {"demand_days": 12}, why="แก้ไข")
    assert [each.words.rpartition(": ")[2] for each in told(store, own.setting)[0].fields] == ["9 → 12"]


def test_whatever_belongs_to_a_record_is_told_with_it() -> None:
    """A new type that holds the id of a record with parts must be told with it, or be named above."""
    holders = {declaration_of(each).table: each for each in PARTS}
    for parts in PARTS.values():
        for part, field_name in parts:
            assert field_name in {each.name for each in declaration_of(part).fields}
    names = {name for parts in PARTS.values() for _part, name in parts} - {"subject_id"}
    found = {part.__name__ for parts in PARTS.values() for part, _name in parts}
    for record_class in RECORD_TYPES:
        held = {each.name for each in declaration_of(record_class).fields} & names
        assert not held or record_class.__name__ in found | OTHERS, (record_class, held, holders)


def test_a_field_that_only_a_newer_program_knows_is_shown_as_written(store: Store) -> None:
    assert value_words(store, Citizen, "blood_group", "AB") == "AB"
