"""The services, clocks and classes of keeping: what the notes say, bad rows refused, an office's own rows laid over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sai_thong.registers.law import LawDataError
from sai_thong.registers.law.petition_clocks import load_petition_clocks, shipped_petition_clocks
from sai_thong.registers.law.retention import Keep, load_retention, shipped_retention
from sai_thong.registers.law.service_terms import FieldKind, OpinionStep, ProfileKey, TermUnit
from sai_thong.registers.law.services import load_services, shipped_services
from sai_thong.registers.law.terms import Certainty

TODAY = date(2026, 11, 21)

CATEGORIES_OF_THE_NOTES = (
    "ถนน/ทางสาธารณะ",
    "ไฟฟ้าสาธารณะ",
    "ขยะ/ความสะอาด",
    "น้ำประปา",
    "น้ำท่วม/ระบายน้ำ",
    "ต้นไม้",
    "เหตุรำคาญ (เสียง)",
    "ท่อระบายน้ำ/ฝาท่อ",
    "น้ำเสีย",
    "ดูดสิ่งปฏิกูล",
    "ลอกคลอง",
    "ตรวจสอบอาคาร",
    "พ่นยุง/ควบคุมโรค",
    "กลิ่น/ควัน/มลพิษ",
    "สุนัขจรจัด",
    "สนับสนุนน้ำอุปโภค",
    "ยืมพัสดุ",
    "ร้องทุกข์/ร้องเรียน",
    "แจ้งการทุจริต",
    "ภาษีและค่าธรรมเนียม",
    "อื่นๆ",
    "หนังสือรับรอง",
    "ขอความช่วยเหลือสาธารณภัย",
    "ขอใช้สถานที่/หอกระจายข่าว",
    "ขอข้อมูลข่าวสาร",
)


def service(key: str, on: date = TODAY, overlay: Any = None):
    found = load_services(overlay).service(key, on)
    assert found is not None
    return found


def test_every_category_of_the_notes_has_a_service():
    assert set(CATEGORIES_OF_THE_NOTES) <= set(shipped_services().categories(TODAY))


@pytest.mark.parametrize(
    ("key", "division", "amount", "unit"),
    [
        ("water-support", "prevention", 3, TermUnit.HOURS),
        ("disaster", "prevention", 5, TermUnit.HOURS),
        ("old-age-registration", "welfare", 30, TermUnit.MINUTES),
        ("disability-registration", "welfare", 30, TermUnit.MINUTES),
        ("commercial-registration", "finance", 60, TermUnit.MINUTES),
        ("house-number", "works", 3, TermUnit.CALENDAR_DAYS),
        ("building-permit", "works", 15, TermUnit.CALENDAR_DAYS),
        ("health-hazard", "health", 20, TermUnit.CALENDAR_DAYS),
        ("sign-tax", "finance", 5, TermUnit.MINUTES),
        ("street-light", "works", None, None),
        ("corruption", "office", None, None),
        ("child-centre", "education", 1, TermUnit.WORKING_DAYS),
    ],
)
def test_routing_and_promises_of_the_notes(key, division, amount, unit):
    found = service(key)
    assert (found.division, found.amount, found.unit) == (division, amount, unit)


def test_what_was_read_at_other_offices_is_not_called_confirmed():
    assert all(each.certainty is Certainty.UNVERIFIED and each.note for each in shipped_services().in_force(TODAY))


def test_only_complaints_about_officials_are_confidential():
    assert [each.key for each in shipped_services().in_force(TODAY) if each.confidential] == ["corruption"]


def test_the_forms_of_their_own_ask_what_the_notes_say():
    light, water = service("street-light"), service("water-support")
    assert [each.kind for each in light.fields if each.required] == [FieldKind.POINTS]
    assert {each.key: each.unit for each in water.fields}["litres"] == "ลิตร"
    assert {each.kind for each in water.fields} >= {FieldKind.CHOICE, FieldKind.DATE, FieldKind.PLACE}
    assert (light.form, water.form) == ("street-light", "water-support")


def test_the_whole_chain_is_asked_unless_the_row_says_less():
    assert service("road").chain == tuple(OpinionStep)
    assert service("sign-tax").chain == ()
    assert service("commercial-registration").chain == (OpinionStep.OFFICER,)


def test_an_office_changes_its_promise_and_keeps_the_rest():
    changed = service("road", overlay={"services": [{"id": "road", "amount": 5, "unit": "working-days"}]})
    assert (changed.amount, changed.unit, changed.division) == (5, TermUnit.WORKING_DAYS, "works")


def test_an_office_takes_a_promise_and_a_service_away():
    overlay = {"services": [{"id": "water-support", "amount": None, "unit": None}, {"id": "canal", "removed": True}]}
    assert service("water-support", overlay=overlay).amount is None
    assert load_services(overlay).service("canal", TODAY) is None


def test_a_new_act_moves_a_service_to_another_profile_by_a_dated_row():
    raw = {"service": "water-support", "name": "ขอสนับสนุนน้ำ", "category": "สนับสนุนน้ำอุปโภค", "division": "prevention"}
    moved = raw | {"id": "water-2570", "profile": "permit", "amount": 1, "unit": "working-days"}
    moved |= {"effective_from": "2027-01-01", "legal_ref": "พ.ร.บ. ฉบับใหม่", "certainty": "unverified"}
    overlay = {"services": [{"id": "water-support", "effective_to": "2026-12-31"}, moved]}
    assert service("water-support", date(2026, 12, 31), overlay).profile is ProfileKey.SERVICE
    assert service("water-support", date(2027, 1, 1), overlay).profile is ProfileKey.PERMIT


def test_an_ended_service_is_still_called_by_its_name():
    ended = load_services({"services": [{"id": "canal", "effective_to": "2025-12-31"}]})
    assert ended.service("canal", TODAY) is None
    assert ended.named("canal", TODAY).name == "ขอให้ลอกคลอง กำจัดวัชพืช"
    assert ended.named("nobody-knows-it", TODAY) is None


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ({"id": "road", "division": "moon"}, "moon"),
        ({"id": "road", "unit": "working-days"}, "amount"),
        ({"id": "road", "amount": 0, "unit": "hours"}, "amount"),
        ({"id": "road", "chain": ["janitor"]}, "chain"),
        ({"id": "road", "promise": 3}, "promise"),
        ({"id": "road", "profile": "wish"}, "profile"),
        ({"id": "road", "fields": [{"key": "a", "label": "ก", "kind": "choice", "required": True}]}, "fields 1|road"),
        ({"id": "road", "fields": [{"key": "a", "label": "ก", "kind": "text", "required": True}] * 2}, "road"),
        ({"id": "road", "papers": [{"name": "สำเนาบัตร"}]}, "required"),
    ],
)
def test_a_bad_row_is_refused_by_name(row, named):
    with pytest.raises(LawDataError, match=named):
        load_services({"services": [row]})


def test_each_profile_says_its_articles():
    permit = shipped_petition_clocks().profile_in_force("permit", TODAY)
    complaint = shipped_petition_clocks().profile_in_force("complaint", TODAY)
    assert (permit.result_notice.amount, permit.delay_notice.amount, permit.delay_copy_to) == (7, 7, "ก.พ.ร.")
    assert "พ.ศ. 2558" in permit.legal_ref
    assert (complaint.answer.amount, complaint.acknowledge.amount) == (15, 7)
    assert "มาตรา 38" in complaint.answer.legal_ref
    assert (permit.appeal.amount, permit.appeal.unit) == (15, TermUnit.CALENDAR_DAYS)


def test_every_service_has_a_profile_that_holds():
    for each in shipped_services().in_force(TODAY):
        assert shipped_petition_clocks().profile_in_force(each.profile, TODAY).answer.amount > 0


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ({"id": "permit-2558", "result_notice": None, "result_notice_ref": None}, "permit-2558"),
        ({"id": "permit-2558", "answer": None}, "answer"),
        ({"id": "permit-2558", "appeal_unit": "moons"}, "appeal_unit"),
        ({"id": "complaint-2546", "profile": "permit"}, "complaint|permit"),
    ],
)
def test_a_bad_profile_is_refused_by_name(row, named):
    with pytest.raises(LawDataError, match=named):
        load_petition_clocks({"clock_profiles": [row]})


def test_documents_are_kept_as_the_regulation_says():
    classes = {each.key: each for each in shipped_retention().in_force(TODAY)}
    years = {key: each.years for key, each in classes.items() if each.keep is Keep.YEARS}
    assert years == {"normal": 10, "copy": 5, "routine": 1, "financial": 5}
    assert classes["historical"].keep is Keep.FOREVER
    assert shipped_retention().survey_days(TODAY) == 60


@pytest.mark.parametrize("row", [{"id": "historical", "years": 10}, {"id": "normal", "years": None}])
def test_a_class_says_how_many_years_exactly_when_it_is_kept_for_years(row):
    with pytest.raises(LawDataError, match=row["id"]):
        load_retention({"retention_classes": [row]})
