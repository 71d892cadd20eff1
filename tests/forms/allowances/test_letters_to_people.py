"""Letters to those turning 60, to movers and to who was paid without right say the right days, sums and rights."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.move_letters import gather_move_out, move_letter_to_office, move_letter_to_person
from sai_thong.forms.allowances.overpayment_letters import (
    NotDecided,
    demand_letter,
    facts_letter,
    gather_demand_letter,
    gather_facts_letter,
)
from sai_thong.forms.allowances.sixty_letter import gather_sixty_letters, sixty_letters
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances import overpayments
from sai_thong.registers.allowances.consequences import catch_up
from sai_thong.registers.allowances.records import Overpayment
from sai_thong.registers.allowances.rules.facts import EndReason
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.forms.allowances import filled
from tests.forms.allowances.invented import MAYOR, ORDINARY, invented_id
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")


def words_of(paper: Paper, read: Callable[[bytes, int], str] = by_pdfium) -> str:
    """Without blanks, since the lines of a paragraph break anywhere."""
    pdf = paper.pdf()
    return "".join("".join(read(pdf, number).split()) for number in range(1, len(paper.pages) + 1))


def missing(text: str, words: tuple[str, ...]) -> list[str]:
    return [each for each in words if each.replace(" ", "") not in text]


# Those turning 60 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_the_letter_before_sixty(read: Callable[[bytes, int], str], clock: FixedClock) -> None:
    text = words_of(sixty_letters(filled.SIXTY, ARABIC, clock), read)
    assert (
        missing(
            text,
            (
                "ที่ กส 99901/123",
                "2 กุมภาพันธ์ 2569",
                "เรียน นางบุญมี ศรีสุข",
                "เกิดวันที่ 9 ตุลาคม 2509 จะมีอายุครบ 60 ปีบริบูรณ์",
                "ระหว่างวันที่ 1 ตุลาคม 2568 ถึงวันที่ 30 พฤศจิกายน 2568 และ ระหว่างวันที่ 1 มกราคม 2569 ถึงวันที่ 30 กันยายน 2569",
                "ได้รับเงินตั้งแต่เดือนพฤศจิกายน 2569",
                MAYOR,
                "office@saithong.example",
            ),
        )
        == []
    )


def test_each_letter_is_numbered_for_itself(clock: FixedClock) -> None:
    paper = sixty_letters(filled.SIXTY, PaperSettings(font="bundled"), clock)
    assert len(paper.pages) == 2
    assert "- ๒ -" not in by_pdfium(paper.pdf(), 2)


def test_letters_go_to_those_who_turn_sixty_and_have_no_claim(office: Store) -> None:
    with office.transaction() as tx:
        for number, (name, birth, moo) in enumerate(
            (("ก่อน", (2510, 9, 1), 1), ("หลัง", (2510, 9, 2), 1), ("อื่น", (2510, 3, 3), 3)), 50
        ):
            tx.insert(
                Citizen(
                    citizen_id=invented_id(number),
                    prefix="นาย",
                    first_name=name,
                    last_name="ทดสอบดี",
                    birth=PartialDate(*birth),
                    thai_national=True,
                    house_no="1",
                    moo=moo,
                )
            )
    found = gather_sixty_letters(office, PaperRequest(fiscal_year_be=2570))
    assert {each.person.first_name: each.first_month for each in found.letters} == {
        "อื่น": Month(2027, 4),
        "ก่อน": Month(2027, 9),
    }
    assert {each.age for each in found.letters} == {60}
    one = gather_sixty_letters(office, PaperRequest(fiscal_year_be=2570, moo=3))
    assert [each.person.first_name for each in one.letters] == ["อื่น"]


def test_no_letter_where_nobody_turns_sixty(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_sixty_letters(office, PaperRequest(fiscal_year_be=2590))


# Moves -----------------------------------------------------------------------------------------------------------


def test_a_mover_learns_until_when_and_what_to_do(clock: FixedClock) -> None:
    text = words_of(move_letter_to_person(filled.MOVE, ARABIC, clock))
    assert (
        missing(
            text,
            (
                "12 ตุลาคม 2569",
                "จ่ายเงินให้ท่านถึงเดือนกันยายน 2570",
                "ภายในเดือนกันยายน 2570",
                "ตั้งแต่เดือนตุลาคม 2570 เป็นต้นไป",
                "องค์การบริหารส่วนตำบลบ้านใหม่",
            ),
        )
        == []
    )


def test_the_new_office_learns_who_comes_and_what_was_paid(clock: FixedClock) -> None:
    text = words_of(move_letter_to_office(filled.MOVE, ARABIC, clock))
    said = ("นางบุญมี ศรีสุข", "3-9999-00000-01-", "เดือนละ 600.00 บาท (หกร้อยบาทถ้วน)", "ถึงเดือนกันยายน 2570")
    assert missing(text, said) == []


def test_a_move_of_the_register_gives_the_last_month(office: Store) -> None:
    (person,) = office.find(Citizen, first_name="ทองดี")
    with pytest.raises(NothingToPrint):
        gather_move_out(office, PaperRequest(record_id=person.id))
    with office.transaction() as tx:
        tx.update(person, moved_out_on=date(2026, 10, 28), moved_out_to="ตำบลอื่น")
    data = gather_move_out(office, PaperRequest(record_id=person.id))
    assert (data.moved_on, data.moved_to, data.last_month) == (date(2026, 10, 28), "ตำบลอื่น", Month(2027, 9))


# Paid without right ----------------------------------------------------------------------------------------------

THREATS = ("ดอกเบี้ย", "ดำเนินคดี", "ฟ้อง", "อาญา", "แจ้งความ")


def test_the_facts_come_first_and_ask_for_no_money(clock: FixedClock) -> None:
    text = words_of(facts_letter(filled.OVERPAID, ARABIC, clock))
    said = (
        "เรียน นายป้อม ศรีสุข (บุตร)",
        "ถึงแก่ความตาย เมื่อวันที่ 30 สิงหาคม 2569",
        "กันยายน 2569 600.00",
        "ตุลาคม 2569 600.00",
        "หนึ่งพันสองร้อยบาทถ้วน",
        "ขอให้ท่านชี้แจงข้อเท็จจริง",
        "ยังไม่เป็นการเรียกให้คืนเงิน",
    )
    assert missing(text, said) == []
    assert [word for word in (*THREATS, "ให้ท่านคืนเงิน") if word in text] == []


def test_the_demand_names_the_decision_what_is_left_and_the_right_to_object(clock: FixedClock) -> None:
    text = words_of(demand_letter(filled.OVERPAID, ARABIC, clock))
    said = (
        "อ้างถึง",
        "ลงวันที่ 20 ตุลาคม 2569",
        "บันทึกข้อความ ที่ กส 99901/55 ลงวันที่ 2 พฤศจิกายน 2569",
        "ส่วนที่เหลือ จำนวน 1,000.00 บาท (หนึ่งพันบาทถ้วน)",
        "ได้รับคืนแล้ว 200.00 บาท",
        "ได้รับเงินไว้โดยสุจริตและใช้จ่ายไปหมดแล้ว",
        "มีสิทธิชี้แจงหรือโต้แย้ง",
        "ผ่อนชำระ",
    )
    assert missing(text, said) == []
    assert [word for word in THREATS if word in text] == []


def test_the_sensitive_set_s_letters_say_assistance(clock: FixedClock) -> None:
    sealed = dataclasses.replace(filled.OVERPAID, scheme=Scheme.HIV)
    assert "เงินสงเคราะห์" in words_of(facts_letter(sealed, ARABIC, clock))


@pytest.fixture
def case(office: Store) -> Overpayment:
    """A death before October's pay date, learned after the month was closed."""
    (dead,) = office.find(Citizen, first_name="ที่จากไป")
    with office.transaction("แก้วันตาย") as tx:
        tx.update(dead, death=PartialDate(2569, 9, 30))
    catch_up(office, ORDINARY)
    (found,) = office.find(Overpayment)
    return found


def test_a_late_death_gives_the_letter_its_months(office: Store, case: Overpayment) -> None:
    data = gather_facts_letter(office, PaperRequest(record_id=case.id))
    assert data.payments == ((Month(2026, 10), 70_000),)
    assert (data.cause, data.cause_on) == (EndReason.DIED, date(2026, 9, 30))
    assert data.addressee == "ทายาทของ นายที่จากไป แล้วหนอ"


def test_nothing_is_asked_back_before_a_decision(office: Store, case: Overpayment) -> None:
    request = PaperRequest(record_id=case.id)
    with pytest.raises(NotDecided):
        gather_demand_letter(office, request)
    asked = overpayments.ask_explanation(
        office, case, on_day=date(2026, 11, 3), addressee="นายลูก แล้วหนอ", address="บ้านเลขที่ 4"
    ).record
    with pytest.raises(NotDecided):
        gather_demand_letter(office, request)
    overpayments.decide(office, asked, decision="ให้คืน", decision_no="12/2569", decided_on=date(2026, 11, 20))
    data = gather_demand_letter(office, request)
    assert (data.addressee, data.decision_no, data.asked_on) == ("นายลูก แล้วหนอ", "12/2569", date(2026, 11, 3))


def test_no_letter_without_a_case(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_facts_letter(office, PaperRequest(record_id="nix.1"))
