"""The order for a cash day names who pays; the return slip balances: drawn is paid and returned."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from sai_thong.db.store import Store
from sai_thong.forms.allowances.cash_day_papers import CashDayPaper, cash_day_order, cash_return, gather_cash_day
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.allowances import cash_days, months, results
from sai_thong.registers.allowances.records import CashDay, Outcome, PaymentLine
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.law.terms import Scheme
from tests.forms.allowances.filled import CASH_DAY, PAY_DAY
from tests.forms.allowances.invented import FINANCE, MAYOR, NOVEMBER, ORDINARY, clock_of
from tests.forms.reading import READERS, by_pdfium, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")
COMMITTEE = ("นางหนึ่ง ใจดี", "นายสอง ใจงาม")
POINT = "ศาลากลางบ้านทรายทอง"
ReadPage = Callable[[bytes, int], str]


def said(paper: Paper, read: ReadPage = by_pdfium) -> str:
    """The words of page one, without the white space that readers place as they like."""
    return "".join(read(paper.pdf(), 1).split())


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "คำสั่งองค์การบริหารส่วนตำบลทรายทอง",
        "ที่ 77/2569",
        "ประจำเดือนพฤศจิกายน 2569",
        "ในวันที่ 10 พฤศจิกายน 2569 ณ ศาลากลางบ้านทรายทอง",
        "จำนวน 20 ราย เป็นเงิน 12,800.00 บาท (หนึ่งหมื่นสองพันแปดร้อยบาทถ้วน)",
        "1. นายหนึ่ง ใจดี ประธานกรรมการ",
        "2. นายสอง ใจงาม กรรมการ",
        "3. นางสาม มาดี กรรมการ",
        "สั่ง ณ วันที่ 5 พฤศจิกายน พ.ศ. 2569",
        f"({MAYOR})",
    ],
)
def test_the_order_says_who_pays_whom_where_and_when(words: str, read: ReadPage, clock: FixedClock) -> None:
    assert "".join(words.split()) in said(cash_day_order(CASH_DAY, ARABIC, clock), read)


def test_an_order_without_a_number_is_a_draft(clock: FixedClock) -> None:
    assert "ที่ร่าง" in said(cash_day_order(dataclasses.replace(CASH_DAY, order_no=""), ARABIC, clock))


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "words",
    [
        "12,800.00",
        "หนึ่งหมื่นสองพันแปดร้อยบาทถ้วน",
        "11,500.00",
        "หนึ่งหมื่นหนึ่งพันห้าร้อยบาทถ้วน",
        "1,300.00",
        "สัญญายืม 5/2570",
        "นางบุญมี ศรีสุข 600.00",
        "นายทองดี ฤทธิ์ณรงค์ 700.00",
        "รวมทั้งสิ้น (หนึ่งพันสามร้อยบาทถ้วน) 1,300.00",
        "RC 12/5",
        FINANCE,
    ],
)
def test_the_return_slip_says_what_was_counted(words: str, read: ReadPage, clock: FixedClock) -> None:
    assert "".join(words.split()) in said(cash_return(CASH_DAY, ARABIC, clock), read)


def test_money_drawn_above_the_list_stands_in_the_table_too(clock: FixedClock) -> None:
    more = dataclasses.replace(CASH_DAY, drawn_satang=1_300_000, returned_satang=150_000)
    text = said(cash_return(more, ARABIC, clock))
    assert "เงินที่เบิกไว้เกินหรือระงับการจ่าย200.00" in text
    assert "รวมทั้งสิ้น(หนึ่งพันห้าร้อยบาทถ้วน)1,500.00" in text


def test_nothing_returned_needs_no_table(clock: FixedClock) -> None:
    all_paid = dataclasses.replace(CASH_DAY, paid_satang=1_280_000, returned_satang=0, unclaimed=())
    text = said(cash_return(all_paid, ARABIC, clock))
    assert "ผู้ไม่มารับเงิน" not in text
    assert "คงเหลือนำส่งคืน0.00บาท" in text


def test_the_lines_of_the_slip_are_even(clock: FixedClock) -> None:
    pdf = cash_return(CASH_DAY, ARABIC, clock).pdf()
    drawn, paid, back = (place_of(pdf, words).y for words in ("จำนวนเงินที่รับไป", "จ่ายแล้วเป็นเงิน", "คงเหลือนำส่งคืน"))
    assert paid - drawn == pytest.approx(back - paid, abs=0.01) == pytest.approx(7.48, abs=0.05)


def test_a_long_list_goes_on_overleaf_and_is_signed_once(clock: FixedClock) -> None:
    many = tuple((f"นางสาวคนที่ {number} ทดสอบ", 60_000) for number in range(60))
    data = dataclasses.replace(CASH_DAY, unclaimed=many, returned_satang=3_600_000, drawn_satang=4_750_000)
    paper = cash_return(data, ARABIC, clock)
    pdf = paper.pdf()
    pages = [by_pdfium(pdf, number) for number in range(1, len(paper.pages) + 1)]
    assert len(pages) > 1
    assert [text.count("ผู้นำส่งเงิน") for text in pages] == [0] * (len(pages) - 1) + [1]


def test_a_recorded_cash_day_is_gathered_with_who_did_not_come(office: Store) -> None:
    (sent,) = months.send(office, ORDINARY, NOVEMBER).months
    day = cash_days.order_cash_day(
        office,
        ORDINARY,
        sent,
        pay_point=POINT,
        on_day=PAY_DAY,
        order_no="77/2569",
        ordered_on=date(2026, 11, 3),
        committee=COMMITTEE,
    ).record
    cash_days.draw_money(office, ORDINARY, day, drawn_satang=130_000, drawn_by="ฎีกา 12/2570")
    office.clock.moment = clock_of(PAY_DAY).moment
    months.mark_paid(office, ORDINARY, NOVEMBER)
    lines = office.find(PaymentLine, payment_month_id=sent.id, first_name="บุญมี")
    results.record_results(
        office, ORDINARY, [ResultEntry(line.id, Outcome.NOT_CLAIMED, reason="ไปต่างจังหวัด") for line in lines]
    )
    kept = office.get(CashDay, day.id)
    cash_days.settle_cash_day(office, ORDINARY, kept, returned_satang=70_000, returned_on=PAY_DAY, receipt="RC 1/9")
    data = gather_cash_day(office, PaperRequest(record_id=day.id))
    assert data == CashDayPaper(
        office=data.office,
        scheme_set=ORDINARY,
        schemes=(Scheme.OLD_AGE,),
        month=NOVEMBER,
        pay_point=POINT,
        on_day=PAY_DAY,
        count=2,
        total_satang=130_000,
        order_no="77/2569",
        ordered_on=date(2026, 11, 3),
        committee=COMMITTEE,
        drawn_satang=130_000,
        drawn_by="ฎีกา 12/2570",
        paid_satang=60_000,
        returned_satang=70_000,
        returned_on=PAY_DAY,
        return_receipt="RC 1/9",
        unclaimed=(("นางบุญมี ศรีสุข", 70_000),),
    )


def test_an_unknown_cash_day_is_refused(office: Store) -> None:
    with pytest.raises(NothingToPrint):
        gather_cash_day(office, PaperRequest(record_id="none"))
