"""Whoever reaches the age is told when to come and from when they are paid, by the dates the rules give."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.allowances.sixty_letter import gather_sixty_letters, sixty_letters
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.forms.allowances.filled import SIXTY
from tests.forms.allowances.invented import MAYOR, invented_id
from tests.forms.reading import READERS, by_pdfium

ARABIC = PaperSettings(font="bundled", digits="arabic")
ReadPage = Callable[[bytes, int], str]


def said(paper: Paper, read: ReadPage = by_pdfium) -> str:
    return "".join(read(paper.pdf(), 1).split())


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "กส 99901/123",
        "2 กุมภาพันธ์ 2569",
        "เรียน นางบุญมี ศรีสุข",
        "เกิดวันที่ 9 ตุลาคม 2509 จะมีอายุครบ 60 ปีบริบูรณ์",
        "นับเป็นผู้มีสิทธิตั้งแต่เดือนพฤศจิกายน 2569",
        "ระหว่างวันที่ 1 มกราคม 2569 ถึงวันที่ 30 กันยายน 2569",
        "โดยไม่มีการจ่ายย้อนหลัง",
        f"({MAYOR})",
        "office@saithong.example",
    ],
)
def test_the_letter_says_when_to_come_and_from_when_one_is_paid(words: str, read: ReadPage, clock: FixedClock) -> None:
    assert "".join(words.split()) in said(sixty_letters(SIXTY, ARABIC, clock), read)


def test_a_window_that_has_passed_is_not_offered(clock: FixedClock) -> None:
    assert "พฤศจิกายน2568" not in said(sixty_letters(SIXTY, ARABIC, clock))
    early = said(sixty_letters(dataclasses.replace(SIXTY, day=date(2025, 10, 6)), ARABIC, clock))
    assert "ระหว่างวันที่1ตุลาคม2568ถึงวันที่30พฤศจิกายน2568และระหว่างวันที่1มกราคม2569" in early


def test_who_comes_after_all_windows_is_promised_no_month(clock: FixedClock) -> None:
    late = said(sixty_letters(dataclasses.replace(SIXTY, day=date(2026, 10, 12)), ARABIC, clock))
    assert "โดยเร็ว" in late
    assert "ท่านจะได้รับเงินตั้งแต่เดือนพฤศจิกายน" not in late
    assert "มีอายุครบ60ปีบริบูรณ์" in late
    assert "จะมีอายุครบ" not in late


def test_everyone_gets_a_first_page_of_their_own(clock: FixedClock) -> None:
    paper = sixty_letters(SIXTY, ARABIC, clock)
    pdf = paper.pdf()
    pages = [by_pdfium(pdf, number) for number in range(1, len(paper.pages) + 1)]
    assert sum("กส 99901/123" in text for text in pages) == len(SIXTY.letters) == 2


def test_each_letter_is_numbered_for_itself(clock: FixedClock) -> None:
    pdf = sixty_letters(SIXTY, PaperSettings(font="bundled"), clock).pdf()
    assert "- ๒ -" not in by_pdfium(pdf, 2)


def test_those_without_a_claim_are_gathered_to_the_day_of_the_cut_off(office: Store) -> None:
    register(office, {"วันแรก": (1, (2510, 9, 1)), "วันหลัง": (1, (2510, 9, 2)), "อื่น": (3, (2510, 3, 3))})
    found = gather_sixty_letters(office, PaperRequest(fiscal_year_be=2570)).letters
    assert {each.person.first_name: (each.age, each.first_month) for each in found} == {
        "อื่น": (60, Month(2027, 4)),
        "วันแรก": (60, Month(2027, 9)),
    }


def test_letters_are_gathered_for_one_village_or_one_person(office: Store) -> None:
    register(office, {"หนึ่ง": (1, (2511, 1, 20)), "สาม": (3, (2511, 6, 1))})
    (one,) = gather_sixty_letters(office, PaperRequest(fiscal_year_be=2571, moo=3)).letters
    assert one.person.first_name == "สาม"
    chosen = one.person.citizen_id
    (again,) = gather_sixty_letters(office, PaperRequest(fiscal_year_be=2571, record_id=chosen)).letters
    assert (again.person.first_name, again.windows[0].first_day) == ("สาม", date(2026, 10, 1))


def test_nobody_is_said_to_be_nobody(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_sixty_letters(office, PaperRequest(fiscal_year_be=2571))


def register(store: Store, people: dict[str, tuple[int, tuple[int, int, int]]]) -> None:
    """People without a claim: first name, village and birth in BE."""
    with store.transaction() as tx:
        for number, (name, (moo, birth)) in enumerate(people.items(), 70):
            tx.insert(
                Citizen(
                    citizen_id=invented_id(number),
                    prefix="นาย",
                    first_name=name,
                    last_name="ทดสอบ",
                    birth=PartialDate(*birth),
                    thai_national=True,
                    moo=moo,
                )
            )
