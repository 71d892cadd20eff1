"""A village head's list has everyone once, with masked ids and room for the four answers, and a letter of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.entitled_notice import NeverPosted
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.village_check_papers import (
    VillageSheet,
    gather_village_sheets,
    village_check,
    village_letters,
)
from sai_thong.forms.kit import PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances.village_checks import make_village_checks
from sai_thong.thai.citizen_id import formatted, masked
from tests.forms.allowances.filled import VILLAGE_SHEETS
from tests.forms.allowances.invented import MAYOR, NOVEMBER, SPECIAL, TODAY, invented_id
from tests.forms.reading import READERS, by_pdfium, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")
(VILLAGE,) = VILLAGE_SHEETS.villages
ReadPage = Callable[[bytes, int], str]


def pages_of(pdf: bytes, count: int, read: ReadPage = by_pdfium) -> str:
    return "".join("".join(read(pdf, number).split()) for number in range(1, count + 1))


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_everyone_stands_on_the_list_once_with_a_masked_id(read: ReadPage, clock: FixedClock) -> None:
    paper = village_check(VILLAGE_SHEETS, ARABIC, clock)
    text = pages_of(paper.pdf(), len(paper.pages), read)
    for number, person in enumerate(VILLAGE.people, 1):
        shown = f"{number}{person.name}{masked(person.citizen_id)}{person.house_no}{person.age}"
        assert text.count("".join(shown.split())) == 1
        assert formatted(person.citizen_id) not in text
        assert person.citizen_id not in text


def test_the_four_answers_and_the_signature_have_their_room(clock: FixedClock) -> None:
    pdf = village_check(VILLAGE_SHEETS, ARABIC, clock).pdf()
    columns = [place_of(pdf, words) for words in ("ยังอยู่", "เสียชีวิต", "ย้ายออก", "ไม่อยู่ใน", "หมายเหตุ")]
    assert [each.x for each in columns] == sorted(each.x for each in columns)
    assert columns[2].x - columns[1].x > 20
    assert columns[3].x - columns[2].x > 20
    text = pages_of(pdf, 1)
    assert "(นางบัวระวงปู่ทวดทอง)" in text
    assert "ผู้ใหญ่บ้านหมู่ที่3บ้านโนนปู่ทวด" in text


def test_the_list_lies_on_a_landscape_sheet_within_its_margins(clock: FixedClock) -> None:
    paper = village_check(VILLAGE_SHEETS, ARABIC, clock)
    assert (paper.pages[0].width, paper.pages[0].height) == (297, 210)
    assert place_of(paper.pdf(), "หมายเหตุ").right < 297 - 15


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "กส 99901/ร่าง",
        "เรียน ผู้ใหญ่บ้าน หมู่ที่ 3 บ้านโนนปู่ทวด",
        "ประจำเดือนพฤศจิกายน 2569",
        "จำนวน 14 ราย",
        "ยังอยู่ เสียชีวิต ย้าย หรือไม่อยู่ในพื้นที่",
        f"({MAYOR})",
    ],
)
def test_the_letter_asks_one_village_head(words: str, read: ReadPage, clock: FixedClock) -> None:
    text = pages_of(village_letters(VILLAGE_SHEETS, ARABIC, clock).pdf(), 1, read)
    assert "".join(words.split()) in text
    assert not [person.name for person in VILLAGE.people if person.name in text]


def test_the_lists_that_were_made_are_printed(office: Store) -> None:
    make_village_checks(office, NOVEMBER)
    data = gather_village_sheets(office, PaperRequest(month=NOVEMBER))
    names = {sheet.moo: [person.name for person in sheet.people] for sheet in data.villages}
    assert names == {
        1: ["นางครบรอบ หกสิบ", "นายทองดี ฤทธิ์ณรงค์", "นางบุญมี ศรีสุข"],
        3: ["นางสาวคำ ญาติดี", "นายปิ่นทอง ผู้ใหญ่ดี", "เด็กหญิงใหม่ น้ำฝน"],
    }
    assert (data.day, data.villages[1].headman) == (TODAY, "นางบัวระวง ปู่ทวดทอง")


def test_without_lists_those_who_are_paid_are_printed(office: Store) -> None:
    (sheet,) = gather_village_sheets(office, PaperRequest(month=NOVEMBER, moo=1)).villages
    assert isinstance(sheet, VillageSheet)
    assert {person.citizen_id for person in sheet.people} == {invented_id(0), invented_id(1), invented_id(5)}


def test_a_village_without_anyone_is_refused(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_village_sheets(office, PaperRequest(month=NOVEMBER, moo=9))


def test_the_sensitive_set_never_leaves_on_a_list(office: Store) -> None:
    with pytest.raises(NeverPosted):
        gather_village_sheets(office, PaperRequest(month=NOVEMBER, scheme_set=SPECIAL))
    make_village_checks(office, NOVEMBER)
    names = [
        person.name
        for sheet in gather_village_sheets(office, PaperRequest(month=NOVEMBER)).villages
        for person in sheet.people
    ]
    assert not {"นายเงียบ สงบสุข", "นางสาวนิ่ง สงัดดี"} & set(names)
