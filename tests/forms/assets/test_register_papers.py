"""Lists and reports of the whole register: every row from its record, sums that run from page to page, signatures."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sai_thong.exchange.assets.survey_wording import GROUPS
from sai_thong.forms.assets.asset_on_paper import AssetsOnPaper
from sai_thong.forms.assets.depreciation_of_year import YearOnPaper, depreciation_of_year
from sai_thong.forms.assets.register_lists import asset_list_paper, class_totals_paper
from sai_thong.forms.assets.survey_papers import (
    SurveyOnPaper,
    survey_listed,
    survey_must_check,
    survey_totals,
    survey_valued,
)
from sai_thong.forms.assets.transfer_memo import Place, TransferOnPaper, transfer_memo
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.terms import Report
from sai_thong.thai.calendar import thai_date_short
from sai_thong.thai.money import baht
from tests.forms.allowances.invented import CLERK, FINANCE
from tests.forms.assets import invented_assets as invented
from tests.forms.gallery import CLOCK
from tests.forms.reading import READERS, by_pdfium, place_of

ARABIC = PaperSettings(font="bundled", digits="arabic")
ReadPage = Callable[[bytes, int], str]


def squeezed(text: str) -> str:
    return "".join(text.split())


def pages(paper: Paper, read: ReadPage = by_pdfium) -> list[str]:
    pdf, count = paper.pdf(), len(paper.pages)
    return [squeezed(read(pdf, number)) for number in range(1, count + 1)]


def sums_told(told: Iterable[str], label: str, columns: int) -> list[tuple[int, ...]]:
    """The sums that stand after a label, page by page, in satang."""
    found = []
    for page in told:
        if label in page:
            after, amounts = page.split(label)[-1], []
            for _column in range(columns):
                whole, _dot, rest = after.partition(".")
                amounts.append(int(whole.replace(",", "")) * 100 + int(rest[:2]))
                after = rest[2:]
            found.append(tuple(amounts))
    return found


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_every_row_of_the_second_survey_report_is_its_card(read: ReadPage) -> None:
    told = pages(survey_valued(invented.SURVEY, ARABIC, CLOCK), read)
    text = "".join(told)
    rows = invented.SURVEY.reports.valued
    assert len(rows) == 45
    for row in rows:
        money = baht(row.place.cost_satang), baht(row.place.accumulated_satang)
        day = thai_date_short(row.acquired_on) if row.acquired_on else ""
        cells = (row.type_name, row.card.name, row.card.unit, row.card.number, day, str(row.life_years or "-"), *money)
        assert squeezed("".join(cells)) in text


def test_the_first_survey_report_is_the_sum_of_the_second() -> None:
    first = pages(survey_totals(invented.SURVEY, ARABIC, CLOCK))[0]
    second = "".join(pages(survey_valued(invented.SURVEY, ARABIC, CLOCK)))
    for total in invented.SURVEY.reports.totals:
        figures = baht(total.cost_satang), baht(total.accumulated_satang)
        assert squeezed(GROUPS[total.group] + "".join(figures) + baht(total.net_satang)) in first
        if total.count:
            assert squeezed(f"รวม{GROUPS[total.group]}{''.join(figures)}") in second
    whole = sums_told([first], "รวมทั้งสิ้น", 3)[0]
    assert sums_told([second], "รวมทั้งสิ้น", 2)[0] == whole[:2]
    assert whole[2] == whole[0] - whole[1]


def test_sums_of_the_second_survey_report_run_from_page_to_page() -> None:
    told = pages(survey_valued(invented.SURVEY, ARABIC, CLOCK))
    assert len(told) == 3
    of_pages = sums_told(told, "รวมหน้านี้", 2)
    carried, brought = sums_told(told, "รวมยอดยกไป", 2), sums_told(told, "ยอดยกมา", 2)
    assert brought == carried
    running = list(itertools.accumulate(of_pages, lambda left, right: (left[0] + right[0], left[1] + right[1])))
    assert running == [*carried, sums_told(told, "รวมทั้งสิ้น", 2)[0]]
    rows = invented.SURVEY.reports.valued
    assert running[-1] == (
        sum(row.place.cost_satang for row in rows),
        sum(row.place.accumulated_satang for row in rows),
    )


def test_the_third_survey_report_lists_what_is_kept_alone() -> None:
    told = pages(survey_listed(invented.SURVEY, ARABIC, CLOCK))
    rows = invented.SURVEY.reports.listed
    assert len(rows) == 20
    for number, row in enumerate(rows, 1):
        day = thai_date_short(row.acquired_on) if row.acquired_on else ""
        cells = (str(number), row.card.name, row.card.unit, row.card.number, day, baht(row.place.cost_satang))
        assert squeezed("".join(cells)) in "".join(told)
    assert all("สินทรัพย์หมดอายุการให้ประโยชน์อย่างมีประสิทธิภาพแล้ว" in page for page in told)


def test_what_must_be_checked_is_told_below_every_report_and_listed_with_its_reason() -> None:
    for draw in (survey_totals, survey_valued, survey_listed):
        assert "จึงยังไม่รวมในรายงาน2รายการ" in pages(draw(invented.SURVEY, ARABIC, CLOCK))[-1]
    (page,) = pages(survey_must_check(invented.SURVEY, ARABIC, CLOCK))
    assert "1รอเลขตู้เหล็กเก็บเอกสาร2บานไม่ทราบที่มายังไม่มีราคาทุน" in page
    assert "2480-66-0002เครื่องพิมพ์เลเซอร์5ม.ค.6614,900.00สำนักงานยังไม่ได้ประกาศอายุการใช้งานของประเภทนี้" in page
    rows = tuple(row for row in invented.SURVEY.reports.rows if row.place.report is not Report.MUST_CHECK)
    whole = replace(invented.SURVEY, reports=replace(invented.SURVEY.reports, rows=rows))
    assert "ต้องตรวจสอบ" not in pages(survey_totals(whole, ARABIC, CLOCK))[-1]
    assert "ไม่มีสินทรัพย์ที่ต้องตรวจสอบ" in pages(survey_must_check(whole, ARABIC, CLOCK))[0]


@pytest.mark.parametrize("draw", [survey_totals, survey_valued, survey_listed])
def test_who_reports_and_whom_to_ask_stand_on_the_first_page(draw: Callable[..., Paper]) -> None:
    # Domain notes 1.6: the header block.
    first, *others = pages(draw(invented.SURVEY, ARABIC, CLOCK))
    for words in (
        "หน่วยงานองค์การบริหารส่วนตำบลทรายทอง",
        "อำเภอโนนทรายคำ",
        "จังหวัดกาฬสินธุ์",
        "รหัสไปรษณีย์46999",
        f"ชื่อเจ้าหน้าที่ประสานงาน{squeezed(invented.SUPPLY)}",
        "ตำแหน่งเจ้าพนักงานพัสดุ",
        "โทรศัพท์079990001",
        "โทรสาร",
        "ณวันที่30กันยายน2569",
    ):
        assert words in first
    assert not any("รหัสไปรษณีย์" in page for page in others)


@pytest.mark.parametrize("count", range(14, 24))
def test_signatures_never_stand_on_a_page_without_rows(count: int) -> None:
    data = AssetsOnPaper(invented.ON_PAPER, invented.TODAY, invented.CHAIRS[:count])
    last = pages(asset_list_paper(data, ARABIC, CLOCK))[-1]
    for words in ("ผู้จัดทำ", "ผู้ตรวจสอบ", "ผู้รับรอง", squeezed(invented.SUPPLY), squeezed(FINANCE), squeezed(CLERK)):
        assert words in last
    assert sum(squeezed(each.number) in last for each in data.assets) >= 2


def test_the_list_tells_where_each_thing_is_and_with_whom() -> None:
    told = "".join(pages(asset_list_paper(invented.LONG_LIST, ARABIC, CLOCK)))
    row = "65416-67-0001เครื่องคอมพิวเตอร์สำหรับงานประมวลผลแบบที่1ดาวเหนือDN-5500G916มี.ค.67ห้องกองคลังกองคลังนางเรไรวรรณกุดน้ำใส"
    assert f"{row}1เครื่อง32,000.00ใช้งานได้" in told
    assert sums_told([told], "รวมทั้งสิ้น", 1) == [(882_400_000,)]


def test_the_totals_of_classes_count_cards_and_cost() -> None:
    (page,) = pages(class_totals_paper(invented.CLASS_TOTALS, ARABIC, CLOCK))
    assert "1001รถยนต์1850,000.00" in page
    # Forty chairs at 14,500 and twenty at 2,850.
    assert "5401เก้าอี้60637,000.00" in page
    assert "รวมทั้งสิ้น658,824,000.00" in page


def test_the_year_of_each_asset_leads_from_what_was_brought_to_what_is_carried() -> None:
    told = "".join(pages(depreciation_of_year(invented.YEAR, ARABIC, CLOCK)))
    # Domain notes 1.7: the third vector in its third year, the sixth in its fourth.
    assert "16มี.ค.6732,000.00333.331216,000.0110,666.6726,666.685,333.32" in told
    assert "1ก.พ.66850,000.00812.512283,333.33106,250.00389,583.33460,416.67" in told
    assert "7พ.ค.45125,000.00---0.000.000.00125,000.00" in told


def test_what_was_sold_in_the_year_wrote_something_off_and_is_not_carried() -> None:
    told = "".join(pages(depreciation_of_year(invented.YEAR, ARABIC, CLOCK)))
    assert "10ม.ค.620.001010924,300.002,430.000.000.00จำหน่าย" in told
    cost, brought, amount, accumulated, net = sums_told([told], "รวมทั้งสิ้น", 5)[0]
    carried = [line.position for line in invented.YEAR.lines if line.position.carried]
    assert (cost, accumulated, net) == (
        sum(each.cost_satang for each in carried),
        sum(each.accumulated_satang for each in carried),
        sum(each.net_satang for each in carried),
    )
    # What the sold one had written off left the book with it.
    assert brought + amount - 2_673_000 == accumulated


def test_an_open_year_says_so_and_a_closed_one_does_not() -> None:
    assert "(ยังไม่ปิดปีบัญชี)" in pages(depreciation_of_year(invented.YEAR, ARABIC, CLOCK))[0]
    closed = replace(invented.YEAR, closed=True, unchecked=3)
    told = pages(depreciation_of_year(closed, ARABIC, CLOCK))
    assert "ยังไม่ปิดปีบัญชี" not in told[0]
    assert "ต้องตรวจสอบก่อนจึงคำนวณได้3รายการ" in told[-1]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 500_000_000), min_size=1, max_size=60))
def test_sums_of_a_year_run_from_page_to_page_whatever_the_amounts(costs: list[int]) -> None:
    line = invented.YEAR.lines[-1]
    lines = tuple(replace(line, position=replace(line.position, cost_satang=cost, left=False)) for cost in costs)
    told = pages(depreciation_of_year(YearOnPaper(invented.ON_PAPER, 2569, lines), ARABIC, CLOCK))
    assert sums_told(told, "ยอดยกมา", 1) == sums_told(told, "รวมยอดยกไป", 1)
    assert sums_told(told, "รวมทั้งสิ้น", 1) == [(sum(costs),)]


def test_three_hundred_rows_and_long_names_keep_their_sums_together() -> None:
    name = "เครื่องสูบน้ำแบบหอยโข่ง ชนิดเครื่องยนต์ดีเซล ขนาดท่อส่ง 6 นิ้ว พร้อมอุปกรณ์ครบชุดและรถเข็นลากจูง " * 3
    rows = [
        replace(row, card=replace(row.card, name=name if place % 7 == 0 else row.card.name))
        for place, row in enumerate(invented.SURVEY.reports.valued * 7)
    ]
    data = SurveyOnPaper(invented.ON_PAPER, replace(invented.SURVEY.reports, rows=tuple(rows)))
    paper = survey_valued(data, ARABIC, CLOCK)
    pdf, told = paper.pdf(), pages(paper)
    assert sums_told(told, "ยอดยกมา", 2) == sums_told(told, "รวมยอดยกไป", 2)
    assert "".join(told).count(squeezed(name)) == 45
    for number in range(1, len(told)):
        assert place_of(pdf, "รวมยอดยกไป", number).y < 210 - 10


def test_the_memo_of_a_move_tells_what_goes_where_and_both_sign(clock: FixedClock) -> None:
    told = "".join(pages(transfer_memo(invented.TRANSFER, ARABIC, clock)))
    assert "ที่กส99901/417วันที่21พฤศจิกายน2569" in told
    assert "จำนวน5รายการไปยังห้องศูนย์พัฒนาเด็กเล็กกองการศึกษา(นางสาวปิ่นมณีแสงเดือนเพ็ญ)" in told
    assert "1416-67-0001เครื่องคอมพิวเตอร์สำหรับงานประมวลผลแบบที่11เครื่องห้องกองคลังกองคลัง(นางเรไรวรรณกุดน้ำใส)" in told
    assert "(นางสาวปิ่นมณีแสงเดือนเพ็ญ)ผู้รับมอบ" in told.replace("ลงชื่อ", "")
    assert "ผู้ส่งมอบ" in told
    for words in ("ความเห็นของผู้อำนวยการกองคลัง", "อนุมัติ", "ไม่อนุมัติเนื่องจาก"):
        assert words in told


def test_a_move_to_a_place_nobody_said_leaves_room_for_a_pen(clock: FixedClock) -> None:
    lines = tuple(replace(each, then=Place()) for each in invented.TRANSFER.lines)
    data = TransferOnPaper(invented.ON_PAPER, invented.TODAY, lines)
    assert "ไปยัง......" in "".join(pages(transfer_memo(data, ARABIC, clock)))


def test_moves_to_different_places_have_a_column_for_them(clock: FixedClock) -> None:
    first, *others = invented.TRANSFER.lines
    lines = (replace(first, then=Place("ห้องเก็บของ")), *others)
    told = "".join(pages(transfer_memo(replace(invented.TRANSFER, lines=lines), ARABIC, clock)))
    assert "รายการจำนวนจากไปยัง" in told
    assert "(นางเรไรวรรณกุดน้ำใส)ห้องเก็บของ" in told
