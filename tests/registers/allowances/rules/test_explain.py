"""Every reason in Thai and English: the sentence of the issue, its sources, and no reason left wordless."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sai_thong.ground import language
from sai_thong.registers.allowances.rules.entitlement import Entitled, entitlement
from sai_thong.registers.allowances.rules.explain import SENTENCES, explain, reason_text, sentence
from sai_thong.registers.allowances.rules.facts import (
    ClaimFacts,
    DisabilityCardFacts,
    EndReason,
    IncomeKind,
    IncomeSpan,
    Move,
    MoveDirection,
    PersonFacts,
    Scheme,
    SuspensionSpan,
)
from sai_thong.registers.allowances.rules.reasons import ReasonCode
from sai_thong.registers.law import shipped_allowance_law
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.workdays import pay_date
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month

CATALOGUE = Path(__file__).parents[4] / "i18n/th/LC_MESSAGES/allowances.po"
NOV = Month.parse_be("2569-11")
BROUGHT = ClaimFacts(Scheme.OLD_AGE, brought_over=True, confirmed_on=date(2005, 11, 1))
ELDER = PersonFacts(PartialDate(2489, 10, 14))


def thai() -> gettext.GNUTranslations:
    compiled = BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="th"))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@pytest.fixture(autouse=True)
def room_catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both languages from the sources: Thai as the room's catalogue says, English as the program does."""
    monkeypatch.setattr(language, "_loaded", {"th": thai(), "en": gettext.NullTranslations()})
    with language.speaking("th"):
        yield


def decide(person, claim, month=NOV):
    return entitlement(person, claim, month, shipped_allowance_law(), pay_date(month, shipped_holidays()))


def test_the_sentence_of_the_issue_cites_rate_and_step():
    decision = decide(ELDER, BROUGHT)
    assert isinstance(decision, Entitled)
    assert reason_text(decision.reason) == (
        "วันเกิดครบ 80 ปี 14 ต.ค. 2569 จึงได้อัตรา 800 บาท ตั้งแต่เดือน พ.ย. 2569 (เดือนถัดจากเดือนที่อายุครบ) "
        "อัตราตามมติคณะรัฐมนตรี ใช้ตั้งแต่ปีงบประมาณ 2555 "
        "การนับเดือนตามหลักเกณฑ์ปรับอัตราในเดือนถัดไป ตั้งแต่ปีงบประมาณ 2567"
    )


def test_a_kept_reason_stays_thai_whatever_the_window_shows():
    decision = decide(ELDER, BROUGHT)
    with language.speaking("en"):
        assert reason_text(decision.reason, "th").startswith("วันเกิดครบ 80 ปี 14 ต.ค. 2569")
        assert reason_text(decision.reason).startswith(
            "Turned 80 on 14 Oct 2569, so the rate is 800 baht from Nov 2569"
        )


def test_a_step_of_the_old_rule_says_fiscal_year():
    text = explain(decide(PersonFacts(PartialDate(2495, 3, 15)), BROUGHT))
    assert "วันเกิดครบ 70 ปี 15 มี.ค. 2565 จึงได้อัตรา 700 บาท ตั้งแต่เดือน ต.ค. 2565" in text
    assert "ปีงบประมาณถัดจากวันที่อายุครบ" in text
    assert "ถึงปีงบประมาณ 2566" in text


def test_born_on_the_first_says_why_it_is_the_same_month():
    text = explain(decide(PersonFacts(PartialDate(2489, 11, 1)), BROUGHT))
    assert "ตั้งแต่เดือน พ.ย. 2569 (เดือนเกิด เพราะเกิดวันที่ 1)" in text


def test_a_late_confirmation_says_which_fiscal_year_it_serves():
    claim = ClaimFacts(Scheme.OLD_AGE, confirmed_on=date(2025, 11, 5), accepted=True)
    text = explain(decide(PersonFacts(PartialDate(2507, 2, 3)), claim))
    assert "ช่วงอายุ 60–69 ปี อัตรา 600 บาท ตั้งแต่เดือน ต.ค. 2569" in text
    assert "ยืนยันสิทธิเมื่อ 5 พ.ย. 2568 ใช้กับปีงบประมาณ 2570" in text


def test_an_incomplete_birth_date_and_a_balance_brought_forward_are_told():
    text = explain(decide(PersonFacts(PartialDate(2489)), ClaimFacts(Scheme.OLD_AGE, brought_over=True)))
    assert "ทราบวันเกิดเพียง พ.ศ. 2489 ถือเป็นวันที่ 1 ม.ค. 2489" in text
    assert "วันยืนยันสิทธิไม่ปรากฏ" in text


def test_an_unconfirmed_rule_is_marked_so():
    child = PersonFacts(PartialDate(2551, 11, 15))
    assert "(ยังไม่ยืนยัน)" in explain(decide(child, ClaimFacts(Scheme.DISABILITY, brought_over=True)))
    mover = PersonFacts(PartialDate(2520), moves=(Move(date(2026, 8, 1), MoveDirection.OUT),))
    text = explain(decide(mover, ClaimFacts(Scheme.DISABILITY, brought_over=True)))
    assert "จ่ายถึงเดือน ส.ค. 2569" in text
    assert "(ยังไม่ยืนยัน)" in text


def test_the_supplement_is_told_with_its_source():
    text = explain(decide(PersonFacts(PartialDate(2489, 10, 14)), BROUGHT, Month.parse_be("2565-06")))
    assert "รวมเงินเพิ่ม 150 บาท (มติคณะรัฐมนตรี 26 เมษายน 2565" in text


@pytest.mark.parametrize(
    ("person", "claim", "expected"),
    [
        (replace(ELDER, died_on=PartialDate(2569, 10, 20)), BROUGHT, "เสียชีวิต 20 ต.ค. 2569"),
        (replace(ELDER, deceased=True), BROUGHT, "ยังไม่ทราบวันที่เสียชีวิต"),
        (replace(ELDER, moves=(Move(date(2026, 3, 1), MoveDirection.OUT),)), BROUGHT, "จ่ายถึงเดือน ก.ย. 2569"),
        (
            ELDER,
            replace(BROUGHT, incomes=(IncomeSpan(IncomeKind.HEIR_PENSION, date(2026, 1, 1)),)),
            "บำนาญพิเศษในฐานะทายาท ตั้งแต่ 1 ม.ค. 2569",
        ),
        (ELDER, replace(BROUGHT, suspensions=(SuspensionSpan(NOV, reason="ตรวจสอบข้อเท็จจริง"),)), "ตรวจสอบข้อเท็จจริง"),
        (ELDER, replace(BROUGHT, ended_on=date(2026, 10, 1), end_reason=EndReason.WAIVED), "สละสิทธิเป็นหนังสือ"),
        (ELDER, ClaimFacts(Scheme.OLD_AGE, refused=True, refusal_reason="มีบำนาญ"), "ไม่รับลงทะเบียน มีบำนาญ"),
        (
            ELDER,
            ClaimFacts(Scheme.DISABILITY, brought_over=True, card=DisabilityCardFacts(date(2026, 11, 1))),
            "บัตรประจำตัวคนพิการหมดอายุ 1 พ.ย. 2569",
        ),
    ],
)
def test_why_nothing_is_due(person, claim, expected):
    assert expected in explain(decide(person, claim))


def test_every_reason_has_a_sentence_and_every_sentence_its_thai():
    assert set(SENTENCES) == set(ReasonCode)
    translations = thai()
    for text in SENTENCES.values():
        assert translations.gettext(text) != text


def test_every_translation_keeps_its_placeholders():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="th")
    for message in catalogue:
        if not message.id:
            continue
        singular = message.id if isinstance(message.id, str) else message.id[0]
        assert message.string, singular
        for field in [part.split("}")[0] for part in singular.split("{")[1:]]:
            text = message.string if isinstance(message.string, str) else message.string[0]
            assert f"{{{field}}}" in text, singular


def test_a_reason_of_flat_rate_needs_no_age():
    decision = decide(PersonFacts(None), ClaimFacts(Scheme.HIV, brought_over=True))
    assert sentence(decision.reason) == "อัตรา 500 บาท เท่ากันทุกอายุ"
    assert "การนับเดือน" not in explain(decision)
