"""Tables run over pages with their heads, and their sums are right on every one."""

import re

import pytest

from sai_thong.forms.kit import Column, ColumnSum, Flow, Page, Paper, PaperSettings, Totals, draw_table
from sai_thong.ground.clock import FixedClock
from tests.forms.reading import by_pdfium, place_of

COLUMNS = [Column("ที่", 12, "center"), Column("ชื่อ - สกุล", 70), Column("จำนวนเงิน\n(บาท)", 40, "right")]


def rows(count: int) -> list[tuple[str, str, str]]:
    return [(str(number + 1), f"นายคนที่ {number + 1}", "600.00") for number in range(count)]


def table(
    clock: FixedClock, count: int, *, totals: bool = True, digits: str = "arabic", words: bool = True
) -> tuple[Paper, bytes]:
    paper = Paper("บัญชี", clock=clock, settings=PaperSettings(font="bundled", digits=digits))

    def head(page: Page) -> float:
        page.text(105, 20, "บัญชีรายชื่อ", bold=True, align="center")
        return 26

    sums = Totals([60_000] * count, 2, words=words) if totals else None
    draw_table(Flow(paper, head=head), COLUMNS, rows(count), totals=sums)
    paper.number_pages_of_total()
    return paper, paper.pdf()


def amount_after(text: str, label: str) -> str:
    line = next(line for line in text.splitlines() if line.startswith(label))
    return line.split()[-1]


def test_a_short_table_has_one_sum_in_figures_and_words(clock: FixedClock) -> None:
    _, pdf = table(clock, 3)
    text = by_pdfium(pdf)
    assert "รวมทั้งสิ้น (หนึ่งพันแปดร้อยบาทถ้วน) 1,800.00" in text
    assert "รวมหน้านี้" not in text
    assert "ยอดยกมา" not in text


def test_every_page_repeats_the_heads_and_carries_the_sum(clock: FixedClock) -> None:
    paper, pdf = table(clock, 100)
    pages = [by_pdfium(pdf, number) for number in range(1, len(paper.pages) + 1)]
    assert len(pages) == 4
    so_far = 0
    seen = []
    for number, text in enumerate(pages, 1):
        assert "บัญชีรายชื่อ" in text
        assert "จำนวนเงิน" in text
        assert f"หน้า {number}/4" in text
        people = [line for line in text.splitlines() if "นายคนที่" in line]
        seen += people
        if number > 1:
            assert amount_after(text, "ยอดยกมา") == f"{so_far:,}.00"
        so_far += 600 * len(people)
        assert amount_after(text, "รวมหน้านี้") == f"{600 * len(people):,}.00"
        last = "รวมทั้งสิ้น" if number == 4 else "รวมยอดยกไป"
        assert amount_after(text, last) == f"{so_far:,}.00"
    assert len(seen) == 100
    assert so_far == 60_000


@pytest.mark.parametrize("count", range(29, 36))
def test_sums_never_stand_alone_on_a_page_or_below_its_end(clock: FixedClock, count: int) -> None:
    paper, pdf = table(clock, count)
    last = len(paper.pages)
    assert "นายคนที่" in by_pdfium(pdf, last)
    assert place_of(pdf, "รวมทั้งสิ้น", last).y < 297 - 20


def test_amounts_stand_right_in_their_column(clock: FixedClock) -> None:
    _, pdf = table(clock, 2)
    assert place_of(pdf, "600.00").right == pytest.approx(30 + 12 + 70 + 40 - 1, abs=0.3)


def test_a_table_without_sums_ends_with_its_last_row(clock: FixedClock) -> None:
    _, pdf = table(clock, 3, totals=False)
    assert "รวม" not in by_pdfium(pdf)


def test_figures_follow_the_digits_of_the_paper(clock: FixedClock) -> None:
    _, pdf = table(clock, 3, digits="thai", words=False)
    assert "รวมทั้งสิ้น ๑,๘๐๐.๐๐" in by_pdfium(pdf)


def test_a_wide_cell_takes_more_lines_and_pushes_the_next_row_down(clock: FixedClock) -> None:
    paper = Paper("", clock=clock, settings=PaperSettings(font="bundled"))
    long = "ย้ายภูมิลำเนาไปอยู่ที่อื่นแล้วและยังไม่ได้ยื่นคำขอยืนยันสิทธิต่อองค์กรปกครองส่วนท้องถิ่นแห่งใหม่"
    draw_table(Flow(paper), [Column("ก", 20), Column("หมายเหตุ", 50)], [("หนึ่ง", long), ("สอง", "ข")])
    pdf = paper.pdf()
    text = by_pdfium(pdf)
    assert long in text.replace("\n", "").replace("สองข", "")
    assert place_of(pdf, "สอง").y - place_of(pdf, "หนึ่ง").y > 10


def test_one_amount_a_row_is_demanded(clock: FixedClock) -> None:
    flow = Flow(Paper("", clock=clock, settings=PaperSettings(font="bundled")))
    with pytest.raises(ValueError, match="2 rows but 1 amounts"):
        draw_table(flow, COLUMNS, rows(2), totals=Totals([1], 2))


def test_an_empty_table_shows_its_heads(clock: FixedClock) -> None:
    _, pdf = table(clock, 0)
    assert "ชื่อ - สกุล" in by_pdfium(pdf)
    assert "รวมทั้งสิ้น" in by_pdfium(pdf)


def test_several_columns_are_summed_and_carried_each_by_itself(clock: FixedClock) -> None:
    columns = [*COLUMNS, Column("สะสม", 30, "right"), Column("ชิ้น", 15, "right")]
    amounts, written_off, things = [100] * 70, list(range(70)), [2] * 70
    filled = [(*row, f"{off / 100:.2f}", "2") for row, off in zip(rows(70), written_off, strict=True)]
    besides = (ColumnSum(written_off, 3), ColumnSum(things, 4, str))
    paper = Paper("บัญชี", clock=clock, settings=PaperSettings(font="bundled", digits="arabic"))
    draw_table(Flow(paper), columns, filled, totals=Totals(amounts, 2, words=False, besides=besides))
    pdf = paper.pdf()
    so_far = 0
    for number in range(1, len(paper.pages) + 1):
        text = by_pdfium(pdf, number)
        if number > 1:
            assert f"ยอดยกมา {so_far}.00 {sum(range(so_far)) / 100:.2f} {2 * so_far}" in text
        so_far += sum("นายคนที่" in line for line in text.splitlines())
        last = "รวมทั้งสิ้น" if number == len(paper.pages) else "รวมยอดยกไป"
        assert f"{last} {so_far}.00 {sum(range(so_far)) / 100:.2f} {2 * so_far}" in text
    assert so_far == 70
    with pytest.raises(ValueError, match="70 rows but 1 amounts"):
        draw_table(Flow(paper), columns, filled, totals=Totals(amounts, 2, besides=(ColumnSum([1], 3),)))


def test_a_strong_row_is_set_in_bold(clock: FixedClock) -> None:
    def drawn(strong: tuple[int, ...]) -> bytes:
        paper = Paper("", clock=clock, settings=PaperSettings(font="bundled"))
        draw_table(Flow(paper), COLUMNS, rows(2), strong=strong)
        return paper.pdf()

    light, bold = (place_of(drawn(strong), "นายคนที่ ๒") for strong in ((), (1,)))
    assert bold.right - bold.x > light.right - light.x
    assert place_of(drawn((1,)), "นายคนที่ ๑").right == place_of(drawn(()), "นายคนที่ ๑").right


def test_a_heading_over_several_columns_stands_in_their_middle_with_theirs_below(clock: FixedClock) -> None:
    columns = [
        Column("ที่", 12, "center"),
        Column("รับ", 30, "center", group="จำนวนหน่วย"),
        Column("จ่าย", 30, "center", group="จำนวนหน่วย"),
        Column("คงเหลือ", 30, "center"),
    ]
    paper = Paper("บัญชี", clock=clock, settings=PaperSettings(font="bundled", digits="arabic"))
    flow = Flow(paper)
    left, top = flow.left, flow.y
    draw_table(flow, columns, [("1", "5", "2", "3")] * 80)
    pdf = paper.pdf()
    for page in range(1, len(paper.pages) + 1):
        above, below = place_of(pdf, "จำนวนหน่วย", page), place_of(pdf, "รับ", page)
        assert (above.x + above.right) / 2 == pytest.approx(left + 12 + 30, abs=0.3)
        assert (below.x + below.right) / 2 == pytest.approx(left + 12 + 15, abs=0.3)
        assert below.y > above.y + 3
    between = [
        (y1, y2)
        for x1, y1, x2, y2 in _lines(paper.pages[0])
        if x1 == pytest.approx(x2) == pytest.approx(left + 12 + 30, abs=0.01)
    ]
    assert min(min(each) for each in between) > top + 4, "the rule between them begins below their heading"


def _lines(page: Page) -> list[tuple[float, float, float, float]]:
    """The straight lines of a page, in millimetres from its upper left corner."""
    found = []
    for shape in page.shapes:
        for x1, y1, x2, y2 in re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l", shape):
            x, y, right, low = (float(each) * 25.4 / 72 for each in (x1, y1, x2, y2))
            found.append((x, page.height - y, right, page.height - low))
    return found


def test_a_list_after_an_upright_letter_may_lie(clock: FixedClock) -> None:
    paper = Paper("บันทึก", clock=clock, settings=PaperSettings(font="bundled"))
    Flow(paper).line("บันทึก")
    lying = Flow(paper, landscape=True)
    draw_table(lying, COLUMNS, rows(60))
    assert [page.width > page.height for page in paper.pages] == [False, True, True, True]
    assert lying.right == lying.page.width - 20


def test_a_row_taller_than_a_page_goes_on_over_pages_and_counts_once(clock: FixedClock) -> None:
    paper = Paper("บัญชี", clock=clock, settings=PaperSettings(font="bundled", digits="arabic"))
    note = "ชำรุดมาก " * 400
    written = [("1", "ก่อน", "600.00"), ("2", note, "600.00"), ("3", "หลัง", "600.00")]
    draw_table(Flow(paper), COLUMNS, written, totals=Totals([60_000] * 3, 2))
    pdf = paper.pdf()
    pages = [by_pdfium(pdf, number) for number in range(1, len(paper.pages) + 1)]
    assert len(pages) == 3
    assert "".join(pages).count("ชำรุดมาก") == 400
    assert [amount_after(page, "รวมหน้านี้") for page in pages] == ["1,200.00", "0.00", "600.00"]
    assert amount_after(pages[-1], "รวมทั้งสิ้น") == "1,800.00"
    ends = [place_of(pdf, "ชำรุดมาก", number, nth=text.count("ชำรุดมาก")) for number, text in enumerate(pages, start=1)]
    assert all(end.y < 297 - 20 for end in ends)


def test_the_heads_stand_on_the_page_of_their_first_row(clock: FixedClock) -> None:
    paper = Paper("บัญชี", clock=clock, settings=PaperSettings(font="bundled"))
    flow = Flow(paper)
    flow.y = flow.bottom - 35
    draw_table(flow, COLUMNS, [("1", "ชำรุดมาก " * 40, "600.00")])
    assert "ชื่อ - สกุล" not in by_pdfium(paper.pdf(), 1)
    assert len(paper.pages) == 2
