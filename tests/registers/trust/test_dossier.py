"""A person's dossier: every register is looked through, other persons stay out, and it is never compiled unseen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sai_thong.db import access_log
from sai_thong.db.access_log import Access
from sai_thong.db.permits import NotPermitted
from sai_thong.db.store import Store
from sai_thong.records import declaration_of
from sai_thong.registers.allowances.records import Claim, Origin, Overpayment, Repayment, VillageCheck
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.petitions.records import Party, Petition
from sai_thong.registers.petitions.terms import Channel, Role
from sai_thong.registers.saraban.records import IncomingDocument
from sai_thong.registers.sensitive_sets import COMPLAINTS
from sai_thong.registers.trust.dossier import Dossier, compile_dossier
from sai_thong.registers.trust.held import ABOUT_ANY, BY_CITIZEN_ID, OF_NO_CITIZEN, OF_PERSONS, OF_SEVERAL, THROUGH
from sai_thong.registers.trust.refusing import TrustRefused
from sai_thong.thai.calendar import Month
from tests.registers.trust.personal_tables import tables_with_personal_data
from tests.registers.trust.staffed_office import FIRST, signed_in

PERSON = "1101700230708"
SECRET = SchemeSet.SPECIAL.value


@pytest.fixture
def store(office: Path) -> Iterator[Store]:
    with signed_in(office, FIRST) as opened:
        yield opened


@pytest.fixture
def citizen(store: Store) -> Citizen:
    """A person with a claim, a twin that was merged in, and a place in somebody else's claim."""
    (person,) = store.find(Citizen, citizen_id=PERSON)
    with store.transaction() as tx:
        twin = tx.insert(Citizen(first_name="สมจัย", last_name="ทดสอบ", phone="0810000001", merged_into=person.id))
        other = tx.insert(Citizen(first_name="คนอื่น", last_name="ผู้มีสิทธิ"))
        tx.insert(Claim(person_id=twin.id, scheme=Scheme.OLD_AGE, origin=Origin.CONFIRMED, occupation="ทำนา"))
        tx.insert(
            Claim(
                person_id=other.id,
                scheme=Scheme.OLD_AGE,
                origin=Origin.CONFIRMED,
                occupation="ค้าขาย",
                proxy_citizen_id=PERSON,
                proxy_name="สมใจ ทดสอบ",
            )
        )
        tx.insert(VillageCheck(month=Month(2026, 11), moo=1, person_ids=(other.id, person.id)))
        tx.insert(
            IncomingDocument(
                year_be=2569, received_at=tx.moment, sender="อำเภอ", subject="เรื่องของนางสมใจ ทดสอบ", note="ด่วน"
            )
        )
        tx.on(SECRET).insert(Claim(person_id=person.id, scheme=Scheme.HIV, origin=Origin.CONFIRMED, occupation="รับจ้าง"))
    return person


def told(dossier: Dossier, part: str = "records") -> str:
    return " ".join(f"{each.label}={each.words}" for record in getattr(dossier, part) for each in record.fields)


def test_every_record_type_with_personal_data_is_looked_through() -> None:
    looked = (*OF_PERSONS, *OF_SEVERAL, *THROUGH, *ABOUT_ANY, *(each[0] for each in BY_CITIZEN_ID), Citizen)
    found = {declaration_of(each).table for each in looked}
    assert tables_with_personal_data() - found - set(OF_NO_CITIZEN) == set(), "say in held.py how it is found"
    assert not found & set(OF_NO_CITIZEN)


def test_all_of_the_person_is_found_and_nothing_of_another(store: Store, citizen: Citizen) -> None:
    dossier = compile_dossier(store, citizen, why="คำขอ 1/2569")
    words = told(dossier)
    assert "ทำนา" in words, "of a record merged into the person"
    assert "0810000001" in words
    assert "1-1017-00230-70-8" in words
    assert "ค้าขาย" not in words and "คนอื่น" not in words
    partly = [each for each in dossier.records if each.of_another]
    assert [[one.name for one in each.fields] for each in partly] == [["proxy_name", "proxy_citizen_id"]]
    lists = [each for each in dossier.records if each.table == "village_checks"]
    assert lists and not any(one.name == "person_ids" for each in lists for one in each.fields)


def test_what_the_name_alone_finds_stands_apart_with_that_text_alone(store: Store, citizen: Citizen) -> None:
    dossier = compile_dossier(store, citizen, why="คำขอ")
    (letter,) = [each for each in dossier.by_name if each.table == "incoming_documents"]
    assert [each.name for each in letter.fields] == ["subject"]
    assert letter.record_id not in {each.record_id for each in dossier.records}


def test_the_parts_with_their_own_keys_come_only_when_asked_for_and_held(
    store: Store, citizen: Citizen, office: Path
) -> None:
    assert compile_dossier(store, citizen, why="คำขอ").sealed == ()
    opened = compile_dossier(store, citizen, why="คำขอ", sealed=True)
    assert "รับจ้าง" in told(opened, "sealed")
    assert "รับจ้าง" not in told(opened)
    store.close()
    with signed_in(office, "ผู้ดูแล") as other:
        assert compile_dossier(other, citizen, why="คำขอ", sealed=True).sealed == ()


def test_who_is_complained_of_learns_nothing_of_the_case(store: Store, citizen: Citizen) -> None:
    case = Petition(
        year_be=2569,
        received_at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC),
        channel=Channel.IN_PERSON,
        service="complaint",
        subject="เรื่องลับ",
        person_id=citizen.id,
        shut_out=(FIRST,),
    )
    with store.transaction() as tx:
        writer = tx.on(COMPLAINTS)
        hidden = writer.insert(case)
        seen = writer.insert(dataclasses.replace(case, subject="เรื่องที่เห็นได้", shut_out=()))
        for each in (hidden, seen):
            writer.insert(Party(petition_id=each.id, role=Role.PETITIONER, citizen_id=PERSON, address=each.subject))
    words = told(compile_dossier(store, citizen, why="คำขอ", sealed=True), "sealed")
    assert words.count("เรื่องที่เห็นได้") == 2
    assert "เรื่องลับ" not in words


def test_a_record_that_was_merged_leads_to_the_person_kept(store: Store, citizen: Citizen) -> None:
    (twin,) = store.find(Citizen, merged_into=citizen.id)
    with store.transaction() as tx:
        tx.insert(Citizen(citizen_id=PERSON, first_name="สมใจ", last_name="ทดสอบ", phone="0890000002"))
    dossier = compile_dossier(store, twin, why="คำขอ")
    assert dossier.name == citizen.full_name
    assert "0890000002" in told(dossier), "entered twice and not made one yet"


def test_compiling_stands_in_the_log_before_anything_is_given(store: Store, citizen: Citizen) -> None:
    with pytest.raises(TrustRefused):
        compile_dossier(store, citizen, why=" ")
    assert access_log.seen(store, [citizen.id]) == []
    dossier = compile_dossier(store, citizen, why="คำขอ 1/2569")
    (noted,) = access_log.seen(store, [citizen.id])
    assert (noted.kind, noted.user, noted.why) == (Access.EXPORT_WHOLE, FIRST, "คำขอ 1/2569")
    assert dossier.seen == (noted,), "the person is told of this very look, too"


def test_who_may_not_export_gets_nothing_and_leaves_no_note(store: Store, citizen: Citizen, office: Path) -> None:
    store.close()
    # This clerk may export from other registers.
    with signed_in(office, "ธุรการ") as other, pytest.raises(NotPermitted):
        compile_dossier(other, citizen, why="อยากรู้")
    with signed_in(office, FIRST) as again:
        assert access_log.seen(again, [citizen.id]) == []


def test_a_repayment_is_found_through_its_overpayment(store: Store, citizen: Citizen) -> None:
    with store.transaction() as tx:
        paid = tx.insert(
            Overpayment(
                person_id=citizen.id,
                scheme=Scheme.OLD_AGE,
                cause=EndReason.DIED,
                amount_satang=120_000,
                discovered_on=date(2026, 11, 1),
            )
        )
        tx.insert(Repayment(overpayment_id=paid.id, on_day=date(2026, 11, 3), amount_satang=60_000))
    assert "600.00 บาท" in told(compile_dossier(store, citizen, why="คำขอ"))


def test_a_case_is_told_in_the_words_of_the_office_and_without_its_keys(store: Store) -> None:
    with store.transaction() as tx:
        who = tx.insert(Citizen(first_name="สมศรี", last_name="ทดสอบ"))
        tx.insert(
            Petition(
                person_id=who.id,
                petitioner_name="สมใจ ทดสอบ",
                year_be=2569,
                service="street-light",
                division="works",
                profile="complaint",
                subject="ไฟดับ",
                channel=Channel.IN_PERSON,
                received_at=store.clock.now(),
                answers={"purpose": "งานบุญ"},
            )
        )
    told = compile_dossier(store, who, why="คำขอ 1/2569")
    (case,) = [each for each in told.records if each.table == "petitions"]
    words = {each.name: each.words for each in case.fields}
    assert words["service"] == "แจ้งซ่อมไฟฟ้าสาธารณะ"
    assert words["division"] == "กองช่าง"
    assert words["answers"] == "งานบุญ"
    assert "profile" not in words
