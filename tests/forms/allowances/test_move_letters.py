"""Who moves away is told until when this office pays and what to do; the new office is told who comes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.move_letters import (
    gather_letter_to_office,
    gather_letter_to_person,
    head_of,
    move_letter_to_office,
    move_letter_to_person,
)
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances.letters import LetterMark, mark_move_letters
from sai_thong.registers.allowances.life_events import record_move_out
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import Month
from tests.forms.allowances.filled import MOVE
from tests.forms.allowances.invented import MAYOR, invented_id
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")
ReadPage = Callable[[bytes, int], str]


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "กส 99901/12",
        "เรียน นางบุญมี ศรีสุข",
        "เมื่อวันที่ 12 ตุลาคม 2569",
        "จะจ่ายเงินให้ท่านถึงเดือนกันยายน 2570",
        "ภายในเดือนกันยายน 2570",
        "ตั้งแต่เดือนตุลาคม 2570 เป็นต้นไป",
        f"({MAYOR})",
    ],
)
def test_the_person_is_told_until_when_and_what_to_do(words: str, read: ReadPage, clock: FixedClock) -> None:
    text = read(move_letter_to_person(MOVE, ARABIC, clock).pdf(), 1)
    assert "".join(words.split()) in "".join(text.split())


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "เรียน นายกองค์การบริหารส่วนตำบลบ้านใหม่ อำเภอเมือง จังหวัดขอนแก่น",
        "เลขประจำตัวประชาชน 3-9999-00000-01-0",
        "บ้านเลขที่ 12/1 หมู่ที่ 1 ตำบลทรายทอง",
        "อัตราเดือนละ 600.00 บาท (หกร้อยบาทถ้วน)",
        "ถึงเดือนกันยายน 2570",
        "ต่อเนื่องตั้งแต่เดือนตุลาคม 2570",
    ],
)
def test_the_new_office_is_told_who_comes(words: str, read: ReadPage, clock: FixedClock) -> None:
    text = read(move_letter_to_office(MOVE, ARABIC, clock).pdf(), 1)
    assert "".join(words.split()) in "".join(text.split())


@pytest.mark.parametrize(
    ("moved_to", "head"),
    [
        ("องค์การบริหารส่วนตำบลบ้านใหม่", "นายกองค์การบริหารส่วนตำบลบ้านใหม่"),
        ("อบต.บ้านใหม่", "นายกองค์การบริหารส่วนตำบลบ้านใหม่"),
        ("เทศบาลตำบลบ้านใหม่", "นายกเทศมนตรีตำบลบ้านใหม่"),
        ("เทศบาลเมืองบ้านใหม่", "นายกเทศมนตรีเมืองบ้านใหม่"),
        ("ตำบลบ้านใหม่ อำเภอเมือง", "ผู้บริหารองค์กรปกครองส่วนท้องถิ่น ตำบลบ้านใหม่ อำเภอเมือง"),
        ("", "ผู้บริหารองค์กรปกครองส่วนท้องถิ่น"),
    ],
)
def test_an_office_is_addressed_by_the_title_of_its_head(moved_to: str, head: str) -> None:
    assert head_of(moved_to) == head


def test_another_scheme_has_no_window_to_come_in(clock: FixedClock) -> None:
    data = dataclasses.replace(MOVE, scheme=Scheme.DISABILITY, last_month=Month(2026, 10))
    text = "".join(by_pdfium(move_letter_to_person(data, ARABIC, clock).pdf()).split())
    assert "ถึงเดือนตุลาคม2569" in text
    assert "ยืนยันสิทธิ" not in text
    assert "โดยเร็ว" in text


def test_a_recorded_move_is_paid_to_the_end_of_its_fiscal_year(office: Store) -> None:
    (person,) = office.find(Citizen, citizen_id=invented_id(0))
    record_move_out(office, person, date(2026, 10, 28), to="อบต.บ้านใหม่")
    data = gather_letter_to_person(office, PaperRequest(record_id=invented_id(0), number="12"))
    assert (data.moved_on, data.moved_to, data.last_month) == (date(2026, 10, 28), "อบต.บ้านใหม่", Month(2027, 9))
    assert (data.person.name, data.scheme, data.number) == ("นางบุญมี ศรีสุข", Scheme.OLD_AGE, "12")
    assert data.amount_satang == 70_000


def test_each_letter_bears_the_number_and_day_that_were_recorded_of_it(office: Store) -> None:
    (person,) = office.find(Citizen, citizen_id=invented_id(0))
    record_move_out(office, person, date(2026, 10, 28), to="อบต.บ้านใหม่")
    request = PaperRequest(record_id=invented_id(0))
    assert gather_letter_to_person(office, request).number == ""
    (claim,) = office.find(Claim, person_id=person.id)
    mark_move_letters(
        office, claim, to_person=LetterMark("21", date(2026, 11, 1)), to_office=LetterMark("22", date(2026, 11, 2))
    )
    written = [gather(office, request) for gather in (gather_letter_to_person, gather_letter_to_office)]
    assert [(each.number, each.day) for each in written] == [("21", date(2026, 11, 1)), ("22", date(2026, 11, 2))]


def test_who_has_not_moved_gets_no_letter(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_letter_to_person(office, PaperRequest(record_id=invented_id(0)))
