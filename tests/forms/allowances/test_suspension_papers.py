"""The facts are checked and written down before a payment is suspended; the order names check, rule and appeal."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.person_on_paper import find_citizen
from sai_thong.forms.allowances.suspension_papers import (
    fact_check_memo,
    gather_fact_check,
    gather_suspension_order,
    suspension_order,
)
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances.claim_endings import suspend
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import Month
from tests.forms.allowances.filled import SUSPENSION
from tests.forms.allowances.invented import CLERK, DEVELOPER, MAYOR, NOVEMBER, TODAY, invented_id
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")
ReadPage = Callable[[bytes, int], str]


def said(paper: Paper, read: ReadPage = by_pdfium) -> str:
    pdf = paper.pdf()
    return "".join("".join(read(pdf, number).split()) for number in range(1, len(paper.pages) + 1))


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "วันที่ 30 ตุลาคม 2569",
        "นางบุญมี ศรีสุข",
        "มีเหตุที่ต้องตรวจสอบข้อเท็จจริง เนื่องจากได้รับบำนาญ",
        "ได้รับบำนาญจากกรมบัญชีกลางตั้งแต่วันที่ 1 ตุลาคม 2569",
        "ข้อ 14",
        f"({DEVELOPER})",
        f"({CLERK})",
        f"({MAYOR})",
    ],
)
def test_the_memo_says_what_was_found(words: str, read: ReadPage, clock: FixedClock) -> None:
    assert "".join(words.split()) in said(fact_check_memo(SUSPENSION, ARABIC, clock), read)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "ที่ 15/2569",
        "ระงับการจ่ายเงินเบี้ยยังชีพผู้สูงอายุ",
        "ตรวจสอบข้อเท็จจริงเมื่อวันที่ 30 ตุลาคม 2569",
        "อาศัยอำนาจตามระเบียบกระทรวงมหาดไทย",
        "พ.ศ. 2566 ข้อ 14",
        "ตั้งแต่เดือนพฤศจิกายน 2569 จนกว่าจะมีคำสั่งเปลี่ยนแปลง",
        "อุทธรณ์",
        "ภายใน 15 วัน",
        f"({MAYOR})",
    ],
)
def test_the_order_names_check_rule_months_and_appeal(words: str, read: ReadPage, clock: FixedClock) -> None:
    assert "".join(words.split()) in said(suspension_order(SUSPENSION, ARABIC, clock), read)


def test_an_order_for_some_months_says_until_when(clock: FixedClock) -> None:
    text = said(suspension_order(dataclasses.replace(SUSPENSION, to_month=Month(2027, 2)), ARABIC, clock))
    assert "ตั้งแต่เดือนพฤศจิกายน2569ถึงเดือนกุมภาพันธ์2570" in text


def test_article_14_belongs_to_the_rule_of_old_age_alone(clock: FixedClock) -> None:
    text = said(suspension_order(dataclasses.replace(SUSPENSION, scheme=Scheme.DISABILITY), ARABIC, clock))
    assert "พ.ศ.2553" in text
    assert "ข้อ14" not in text


def test_a_recorded_suspension_is_gathered(office: Store) -> None:
    (claim,) = office.find(Claim, person_id=find_citizen(office, invented_id(1)).id)
    suspend(
        office,
        claim,
        from_month=NOVEMBER,
        reason="ได้รับบำนาญ",
        facts="ตรวจพบในทะเบียนผู้รับบำนาญ",
        facts_checked_on=date(2026, 10, 30),
        order_no="15/2569",
        ordered_on=date(2026, 11, 2),
    )
    data = gather_suspension_order(office, PaperRequest(record_id=claim.id))
    assert (data.number, data.day, data.checked_on) == ("15/2569", date(2026, 11, 2), date(2026, 10, 30))
    assert (data.reason, data.facts) == ("ได้รับบำนาญ", "ตรวจพบในทะเบียนผู้รับบำนาญ")
    assert (data.person.citizen_id, data.from_month, data.to_month) == (invented_id(1), NOVEMBER, None)


def test_a_check_before_any_order_leaves_the_facts_to_the_pen(office: Store, clock: FixedClock) -> None:
    data = gather_fact_check(office, PaperRequest(record_id=invented_id(1)))
    assert (data.reason, data.facts, data.day) == ("", "", TODAY)
    assert "เนื่องจาก" not in said(fact_check_memo(data, ARABIC, clock))


def test_nothing_is_ordered_that_was_not_recorded(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_suspension_order(office, PaperRequest(record_id=invented_id(1)))
