"""Money paid without right: first the facts and the right to explain, then, once decided, a request with no threat."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.overpayment_letters import (
    NotDecided,
    demand_letter,
    facts_letter,
    gather_demand_letter,
    gather_facts_letter,
)
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances import life_events, overpayments
from sai_thong.registers.allowances.records import Overpayment
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.birth import PartialDate
from tests.forms.allowances.filled import OVERPAID
from tests.forms.allowances.invented import MAYOR, OCTOBER, TODAY, invented_id
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")
THREATS = ("ดอกเบี้ย", "ฟ้อง", "ดำเนินคดี", "อาญา", "บังคับคดี", "ยึดทรัพย์", "มิฉะนั้น")
ReadPage = Callable[[bytes, int], str]


def said(paper: Paper, read: ReadPage = by_pdfium) -> str:
    pdf = paper.pdf()
    return "".join("".join(read(pdf, number).split()) for number in range(1, len(paper.pages) + 1))


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "กส 99901/ร่าง",
        "เรียน นายป้อม ศรีสุข (บุตร)",
        "นางบุญมี ศรีสุข ภายหลังจากที่ผู้มีสิทธิได้ถึงแก่ความตาย เมื่อวันที่ 30 สิงหาคม 2569",
        "1 กันยายน 2569 600.00",
        "2 ตุลาคม 2569 600.00",
        "รวมทั้งสิ้น (หนึ่งพันสองร้อยบาทถ้วน) 1,200.00",
        "ภายใน 15 วันนับแต่วันที่ได้รับหนังสือนี้",
        "ยังไม่เป็นการเรียกให้คืนเงิน",
        f"({MAYOR})",
    ],
)
def test_the_first_letter_gives_the_facts_and_asks_to_explain(words: str, read: ReadPage, clock: FixedClock) -> None:
    assert "".join(words.split()) in said(facts_letter(OVERPAID, ARABIC, clock), read)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "อ้างถึง หนังสือองค์การบริหารส่วนตำบลทรายทอง ลงวันที่ 20 ตุลาคม 2569",
        "บันทึกข้อความ ที่ กส 99901/55 ลงวันที่ 2 พฤศจิกายน 2569",
        "คืนเงินส่วนที่เหลือ จำนวน 1,000.00 บาท (หนึ่งพันบาทถ้วน)",
        "ได้รับคืนแล้ว 200.00 บาท",
        "ผ่อนชำระ",
        "ได้รับเงินไว้โดยสุจริตและใช้จ่ายไปหมดแล้ว",
        "มีสิทธิชี้แจงหรือโต้แย้ง",
    ],
)
def test_the_second_letter_names_the_decision_and_the_right_to_object(
    words: str, read: ReadPage, clock: FixedClock
) -> None:
    assert "".join(words.split()) in said(demand_letter(OVERPAID, ARABIC, clock), read)


def test_the_first_letter_asks_for_no_money(clock: FixedClock) -> None:
    assert "ให้ท่านคืนเงิน" not in said(facts_letter(OVERPAID, ARABIC, clock))


def test_the_sensitive_set_s_letters_say_assistance_and_are_stamped(clock: FixedClock) -> None:
    text = said(facts_letter(dataclasses.replace(OVERPAID, scheme=Scheme.HIV), ARABIC, clock))
    assert "เงินสงเคราะห์" in text
    assert text.count("ลับ") == 2


def test_nothing_repaid_asks_for_the_whole(clock: FixedClock) -> None:
    text = said(demand_letter(dataclasses.replace(OVERPAID, repaid_satang=0), ARABIC, clock))
    assert "คืนเงินจำนวน1,200.00บาท(หนึ่งพันสองร้อยบาทถ้วน)" in text
    assert "ส่วนที่เหลือ" not in text


@pytest.mark.parametrize("draw", [facts_letter, demand_letter])
@pytest.mark.parametrize("cause", EndReason)
def test_no_letter_threatens_or_asks_for_interest(
    draw: Callable[..., Paper], cause: EndReason, clock: FixedClock
) -> None:
    text = said(draw(dataclasses.replace(OVERPAID, cause=cause), ARABIC, clock))
    assert not [word for word in THREATS if word in text]


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (EndReason.DIED, "ภายหลังจากที่ผู้มีสิทธิได้ถึงแก่ความตาย"),
        (EndReason.MOVED, "ภายหลังจากที่ผู้มีสิทธิได้ย้ายภูมิลำเนาออกจากพื้นที่"),
        (EndReason.UNQUALIFIED, "ภายหลังจากที่ผู้มีสิทธิขาดคุณสมบัติตามระเบียบ"),
        (EndReason.WAIVED, "ภายหลังจากที่ผู้มีสิทธิได้แจ้งสละสิทธิเป็นหนังสือ"),
        (EndReason.DUPLICATE, "ซ้ำกับเงินที่จ่ายไปแล้วสำหรับเดือนเดียวกัน"),
    ],
)
def test_every_cause_of_a_case_has_its_words(cause: EndReason, words: str, clock: FixedClock) -> None:
    assert words in said(facts_letter(dataclasses.replace(OVERPAID, cause=cause), ARABIC, clock))


def test_a_demand_before_a_decision_is_refused(office: Store) -> None:
    case = late_death(office)
    with pytest.raises(NotDecided):
        gather_demand_letter(office, PaperRequest(record_id=case.id))
    asked = overpayments.ask_explanation(office, case, on_day=TODAY, addressee="นายป้อม แล้วหนอ", address="").record
    with pytest.raises(NotDecided):
        gather_demand_letter(office, PaperRequest(record_id=asked.id))


def test_a_decided_case_is_gathered_with_what_came_back(office: Store) -> None:
    case = late_death(office)
    asked = overpayments.ask_explanation(office, case, on_day=TODAY, addressee="นายป้อม แล้วหนอ", address="").record
    decided = overpayments.decide(
        office, asked, decision="ให้เรียกคืน", decision_no="บันทึกที่ 5/2569", decided_on=date(2026, 11, 20)
    ).record
    overpayments.repay(office, decided, on_day=date(2026, 11, 21), amount_satang=10_000, receipt_no="RC 1/1")
    data = gather_demand_letter(office, PaperRequest(record_id=case.id, day=date(2026, 11, 23), number="99"))
    assert (data.addressee, data.person, data.cause) == ("นายป้อม แล้วหนอ", "นายที่จากไป แล้วหนอ", EndReason.DIED)
    assert (data.cause_on, data.payments) == (date(2026, 10, 5), ((OCTOBER, 70_000),))
    assert (data.outstanding_satang, data.asked_on, data.decision_no) == (60_000, TODAY, "บันทึกที่ 5/2569")


def test_each_letter_bears_its_recorded_number_and_day_and_a_later_one_names_the_first(
    office: Store, clock: FixedClock
) -> None:
    case = late_death(office)
    unnumbered = facts_letter(gather_facts_letter(office, PaperRequest(record_id=case.id)), ARABIC, clock)
    assert "กส99901/ร่าง" in said(unnumbered)
    asked = overpayments.ask_explanation(
        office, case, on_day=TODAY, addressee="นายป้อม แล้วหนอ", address="", letter_no="88"
    ).record
    facts = said(facts_letter(gather_facts_letter(office, PaperRequest(record_id=case.id)), ARABIC, clock))
    assert "กส99901/88" in facts
    assert "3พฤศจิกายน2569" in facts
    assert "ร่าง" not in facts
    decided = overpayments.decide(
        office, asked, decision="ให้เรียกคืน", decision_no="บันทึกที่ 5/2569", decided_on=date(2026, 11, 20)
    ).record
    overpayments.demand(office, decided, on_day=date(2026, 11, 23), letter_no="99")
    demand = said(demand_letter(gather_demand_letter(office, PaperRequest(record_id=case.id)), ARABIC, clock))
    assert "กส99901/99" in demand
    assert "ที่กส99901/88ลงวันที่3พฤศจิกายน2569" in demand
    assert "ร่าง" not in demand


def test_a_demand_printed_again_counts_what_had_come_back_by_its_day(office: Store) -> None:
    case = late_death(office)
    asked = overpayments.ask_explanation(office, case, on_day=TODAY, addressee="นายป้อม แล้วหนอ", address="").record
    decided = overpayments.decide(
        office, asked, decision="ให้เรียกคืน", decision_no="บันทึกที่ 5/2569", decided_on=date(2026, 11, 20)
    ).record
    demanded = overpayments.demand(office, decided, on_day=date(2026, 11, 23)).record
    overpayments.repay(office, demanded, on_day=date(2026, 11, 24), amount_satang=70_000, receipt_no="RC 1/2")
    assert gather_demand_letter(office, PaperRequest(record_id=case.id)).outstanding_satang == 70_000


def test_without_an_addressee_the_facts_go_to_the_heirs(office: Store) -> None:
    data = gather_facts_letter(office, PaperRequest(record_id=late_death(office).id))
    assert data.addressee == "ทายาทของ นายที่จากไป แล้วหนอ"


def test_an_unknown_case_is_refused(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_facts_letter(office, PaperRequest(record_id="none"))


def late_death(store: Store) -> Overpayment:
    """October was paid, and now a death before its pay date becomes known."""
    (person,) = store.find(Citizen, citizen_id=invented_id(4))
    life_events.withdraw_death(store, person, why="วันที่ตายคลาดเคลื่อน")
    person = store.get(Citizen, person.id)
    life_events.record_death(store, person, PartialDate(2569, 10, 5), source="มรณบัตร")
    (case,) = store.find(Overpayment, person_id=person.id)
    return case
