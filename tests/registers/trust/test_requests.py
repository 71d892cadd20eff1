"""A request about personal data is answered in time; a refusal has a ground of the law for that right and is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.privacy import Right, load_privacy_law
from sai_thong.registers.office.own_law import correct_row
from sai_thong.registers.office.settings import PRIVACY_ANSWER_DAYS, change_setting
from sai_thong.registers.trust.notices import give_notice, given_notices, notice_of
from sai_thong.registers.trust.processing import processing_record
from sai_thong.registers.trust.refusing import TrustRefused
from sai_thong.registers.trust.requests import (
    answer_request,
    receive_request,
    refused_requests,
    waiting_requests,
)
from sai_thong.registers.trust.terms import Answer
from tests.registers.trust.personal_tables import tables_with_personal_data
from tests.registers.trust.staffed_office import FIRST, signed_in

LAW = load_privacy_law()
TODAY = date(2026, 11, 23)


@pytest.fixture
def store(office: Path) -> Iterator[Store]:
    with signed_in(office, FIRST) as opened:
        yield opened


def test_the_days_run_from_the_receipt_as_the_office_set_them(store: Store) -> None:
    asked = receive_request(store, Right.ACCESS, asked_by="นางทองใบ", received_on=date(2026, 11, 2)).record
    assert asked.due_on == date(2026, 12, 2)
    change_setting(store, PRIVACY_ANSWER_DAYS, "15")
    other = receive_request(store, Right.ACCESS, asked_by="นายใหม่", received_on=date(2026, 11, 2)).record
    assert [each.id for each in waiting_requests(store)] == [other.id, asked.id]
    with pytest.raises(TrustRefused):
        receive_request(store, Right.ACCESS, asked_by="นายใหม่", received_on=date(2026, 11, 24))


def test_a_refusal_needs_a_ground_for_that_right_and_keeps_its_words(store: Store) -> None:
    asked = receive_request(store, Right.ERASURE, asked_by="นางทองใบ", received_on=date(2026, 11, 2)).record
    for ground in ("", "correct-as-it-is"):
        with pytest.raises(TrustRefused):
            answer_request(store, asked, Answer.REFUSED, why="ต้องเก็บ", ground=ground)
    with pytest.raises(TrustRefused):
        answer_request(store, asked, Answer.REFUSED, why="", ground="statutory-record")
    assert refused_requests(store) == []
    done = answer_request(store, asked, Answer.REFUSED, why="ต้องเก็บ", ground="statutory-record").record
    assert done.ground_words.endswith("(มาตรา 33 วรรคสอง)")
    assert done.answered_by == FIRST
    assert [each.id for each in refused_requests(store)] == [asked.id]
    with pytest.raises(TrustRefused):
        answer_request(store, done, Answer.GRANTED, why="เปลี่ยนใจ")


def test_what_is_granted_is_in_no_register_of_refusals(store: Store) -> None:
    asked = receive_request(store, Right.ACCESS, asked_by="นางทองใบ", received_on=date(2026, 11, 2)).record
    done = answer_request(store, asked, Answer.GRANTED, why="ส่งสำเนาแล้ว", ground="statutory-record").record
    assert (done.ground, done.ground_words) == ("", "")
    assert refused_requests(store) == []


def test_every_right_can_be_refused_on_some_ground() -> None:
    assert all(LAW.grounds_for(right, TODAY) for right in Right)


def test_every_record_type_with_personal_data_belongs_to_an_activity() -> None:
    named = {table for each in LAW.activities for table in each.tables}
    assert tables_with_personal_data() <= named, "name the new record types in resources/law/processing.toml"


def test_the_record_of_processing_tells_the_declared_fields_in_thai(store: Store) -> None:
    record = processing_record(store)
    cards = next(each for each in record.activities if each.activity.key == "old-age")
    card = next(each for each in cards.collected if each.record == "บัตรประจำตัวคนพิการ")
    assert "ประเภทความพิการ" in card.sensitive
    sealed = next(each for each in record.activities if each.activity.sealed_set)
    assert not any(each.personal for each in sealed.collected), "all of it is sensitive"
    said = " ".join(label for each in record.activities for one in each.collected for label in one.personal)
    assert not [word for word in said.split() if word.isascii() and word.isalpha()]
    assert "เอดส์" not in str(record)


def test_what_the_office_says_otherwise_stands_in_record_and_notice(store: Store) -> None:
    before = notice_of(store, "old-age").edition
    correct_row(store, "processing_activities", "old-age", {"retention": "financial"}, why="คำสั่ง")
    notice = notice_of(store, "old-age")
    assert notice.told.kept.startswith("5 ปี")
    assert notice.edition != before
    citizen = store.find(Citizen)[0]
    give_notice(store, citizen, "old-age")
    assert [each.edition for each in given_notices(store, citizen)] == [notice.edition]
