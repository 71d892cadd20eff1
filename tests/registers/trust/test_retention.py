"""What is past its time is counted by activity and its scans are listed one by one; documents go by their own lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.records import Claim, ClaimState, Origin
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.registers.saraban.records import IncomingDocument
from sai_thong.registers.trust.retention import retention_standing
from sai_thong.thai.birth import PartialDate
from tests.registers.trust.staffed_office import FIRST, signed_in

LONG_AGO, LATELY = date(2015, 6, 30), date(2024, 6, 30)


@pytest.fixture
def store(office: Path) -> Iterator[Store]:
    with signed_in(office, FIRST) as opened:
        yield opened


def attached(table: str, record_id: str, name: str, **more: object) -> Attachment:
    told = {"media_type": "application/pdf", "size": 1, "address": name, "added_on": LONG_AGO}
    return Attachment(subject_table=table, subject_id=record_id, name=name, **told, **more)


def test_time_runs_from_the_end_of_the_year_in_which_a_matter_ended(store: Store) -> None:
    with store.transaction() as tx:
        for moved in (date(2015, 1, 5), date(2015, 12, 31), date(2016, 1, 1), None):
            tx.insert(Citizen(first_name="ย้าย", last_name="ออก", moved_out_on=moved))
        tx.insert(Citizen(first_name="เสีย", last_name="ชีวิต", deceased=True, death=PartialDate(2558, 3, None)))
        died_elsewhere = PartialDate(2565, None, None)
        tx.insert(Citizen(first_name="ย้าย", deceased=True, death=died_elsewhere, moved_out_on=date(2014, 2, 1)))
    found = {each.activity: each for each in retention_standing(store).activities}
    kept = found["citizens"]
    assert (kept.count, kept.ended, kept.oldest_year_be) == (7, 5, 2557)
    assert kept.past == 4, "2558 and ten years: past by the end of 2568, the last whole year"
    assert "assistance" not in found, "its holders count it themselves"


def test_each_scan_of_a_matter_past_its_time_is_listed_and_nothing_else(store: Store) -> None:
    claims, documents = declaration_of(Claim).table, declaration_of(IncomingDocument).table
    with store.transaction() as tx:
        (person,) = tx.find(Citizen)
        facts = {"person_id": person.id, "scheme": Scheme.OLD_AGE, "origin": Origin.CONFIRMED}
        old, later = (tx.insert(Claim(**facts, state=ClaimState.ENDED, ended_on=each)) for each in (LONG_AGO, LATELY))
        running = tx.insert(Claim(**facts))
        tx.insert_many(
            [
                attached(claims, old.id, "แบบคำขอ.pdf"),
                attached(claims, old.id, "ใบมรณบัตร.jpg", removed_on=LATELY, removed_why="สแกนใหม่"),
                attached(claims, old.id, "ทำลายแล้ว.pdf", destroyed_on=LATELY),
                attached(claims, later.id, "ยังไม่ครบ.pdf"),
                attached(claims, running.id, "ยังรับอยู่.pdf"),
                attached(documents, old.id, "หนังสือ.pdf"),
            ]
        )
    standing = retention_standing(store)
    told = [(each.activity, each.matter, each.ended_year_be, each.name, each.removed) for each in standing.files]
    matter = "เบี้ยยังชีพผู้สูงอายุ สมใจ ทดสอบ"
    assert told == [
        ("old-age", matter, 2558, "แบบคำขอ.pdf", False),
        ("old-age", matter, 2558, "ใบมรณบัตร.jpg", True),
    ]
