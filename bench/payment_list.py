"""Payment list of 5,000 people, first print: against ReportLab's canvas unshaped, and against its shaped paragraphs.

The product draws its own list, gathering aside: heads, rules, sums and signatures included. The floors draw the same
strings of the same rows and nothing else, 25 rows a page. Each runs once in a process of its own: a first print.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bench import Figure, in_a_fresh_process

PEOPLE = 5_000
VILLAGES = 12
PARAGRAPH_PEOPLE = 500
"""Shaped paragraphs take minutes for 5,000 rows; pages a second hardly depend on how many there are."""
SEED = 2569
LEAST_OF_UNSHAPED, LEAST_OF_PARAGRAPHS = 0.5, 10.0


def people(count: int) -> list[tuple[str, str, str, int, str, str, str]]:
    """Name, citizen id, house, satang, bank, account and account name of invented people."""
    from sai_thong.demo.names import FEMALE_FIRST_NAMES, MALE_FIRST_NAMES, SURNAMES
    from sai_thong.thai.citizen_id import check_digit

    chance = random.Random(SEED)
    found = []
    for number in range(count):
        prefix, names = chance.choice((("นาย", MALE_FIRST_NAMES), ("นาง", FEMALE_FIRST_NAMES)))
        name = f"{prefix}{chance.choice(names)} {chance.choice(SURNAMES)}"
        first_twelve = f"39999{number:07}"
        amount = chance.choice((60_000, 70_000, 80_000, 100_000))
        account = f"{chance.randrange(10**11):012}"
        house = f"{chance.randint(1, 250)}/{chance.randint(1, 9)}"
        found.append((name, first_twelve + check_digit(first_twelve), house, amount, "ออมสิน", account, name))
    return found


def product() -> tuple[float, int]:
    """Seconds and pages of the product's own list of transfers."""
    from sai_thong.forms.allowances.payment_list import PayeeRow, PaymentList, VillageList, payment_list
    from sai_thong.forms.kit import PaperSettings
    from sai_thong.forms.office.office_on_paper import OfficeOnPaper
    from sai_thong.ground.clock import FixedClock
    from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet
    from sai_thong.registers.office.records import Office
    from sai_thong.thai.calendar import Month

    rows = [
        PayeeRow(name, citizen_id, house, 1, satang, bank, account, holder)
        for name, citizen_id, house, satang, bank, account, holder in people(PEOPLE)
    ]
    share = -(-PEOPLE // VILLAGES)
    villages = tuple(
        VillageList(
            Scheme.OLD_AGE,
            False,
            PaySource.CGD,
            f"หมู่ที่ {moo} บ้านทรายทอง",
            "ที่ทำการ",
            tuple(rows[start : start + share]),
        )
        for moo, start in enumerate(range(0, PEOPLE, share), 1)
    )
    office = OfficeOnPaper(Office(name="ทรายทอง", code="99460101", district="โนนทรายคำ", province="กาฬสินธุ์"))
    data = PaymentList(office, SchemeSet.ORDINARY, Month(2026, 11), date(2026, 11, 10), villages, draft=False)
    clock = FixedClock(datetime(2026, 11, 3, 2, 0, tzinfo=UTC))
    started = time.perf_counter()
    paper = payment_list(data, PaperSettings(font="bundled"), clock)
    paper.pdf()
    return time.perf_counter() - started, len(paper.pages)


def unshaped() -> tuple[float, int]:
    """Seconds and pages of the same strings, drawn without shaping."""
    from bench.floors import payment_list_floor as floor

    rows, widths, font = _floor_input(PEOPLE)
    started = time.perf_counter()
    pdf = floor.unshaped(rows, widths, font)
    return time.perf_counter() - started, _pages(pdf)


def paragraphs() -> tuple[float, int]:
    """Seconds and pages of the same strings as ReportLab's shaped paragraphs in its table."""
    from bench.floors import payment_list_floor as floor

    rows, widths, font = _floor_input(PARAGRAPH_PEOPLE)
    started = time.perf_counter()
    pdf = floor.shaped_paragraphs(rows, widths, font)
    return time.perf_counter() - started, _pages(pdf)


def measure() -> list[Figure]:
    """Pages a second of the three; the ratios by people a second, since our pages have heads and hold fewer of them."""
    ours, plain, shaped = (in_a_fresh_process(each) for each in (product, unshaped, paragraphs))
    speed, floor, obvious = (pages / seconds for seconds, pages in (ours, plain, shaped))
    to_floor = plain[0] / ours[0]
    to_obvious = (PEOPLE / ours[0]) / (PARAGRAPH_PEOPLE / shaped[0])
    return [
        Figure("our list, first print", speed, "pages/s"),
        Figure("the same strings unshaped", floor, "pages/s"),
        Figure("the same strings as shaped paragraphs", obvious, "pages/s"),
        Figure("ours against unshaped, by people", to_floor, "×", least=LEAST_OF_UNSHAPED),
        Figure("ours against shaped paragraphs, by people", to_obvious, "×", least=LEAST_OF_PARAGRAPHS),
    ]


def _floor_input(count: int) -> tuple[list[tuple[str, ...]], list[float], Path]:
    """Rows of strings, widths in millimetres and the font, as both floors take them."""
    from sai_thong.forms.allowances.payment_list import TRANSFER_COLUMNS
    from sai_thong.forms.text.fonts import bundled
    from sai_thong.thai.citizen_id import formatted
    from sai_thong.thai.digits import to_thai
    from sai_thong.thai.money import baht

    rows = [
        (
            to_thai(str(number)),
            name,
            to_thai(formatted(citizen_id)),
            to_thai(house),
            to_thai(baht(satang)),
            bank,
            account,
            holder,
            "",
        )
        for number, (name, citizen_id, house, satang, bank, account, holder) in enumerate(people(count), 1)
    ]
    return rows, [column.width for column in TRANSFER_COLUMNS], bundled().regular


def _pages(pdf: bytes) -> int:
    from sai_thong.forms.render import page_count

    return page_count(pdf)
