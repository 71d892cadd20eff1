"""The kit's pages look as they did when someone last looked at them and said yes."""

import pytest

from sai_thong.forms.kit import (
    Blank,
    Column,
    Flow,
    Paper,
    PaperSettings,
    Signer,
    Tick,
    Totals,
    draw_letter,
    draw_memo,
    draw_order,
    draw_table,
    form_line,
    id_boxes,
    offset_sheet,
    signature_line,
    tick,
)
from sai_thong.forms.render import page_images
from sai_thong.ground.clock import FixedClock
from tests.forms.golden import DPI, compare
from tests.forms.kit.test_letters import LETTER, MEMO, ORDER

pytestmark = pytest.mark.golden


def check(name: str, paper: Paper, page: int = 1) -> None:
    (image,) = page_images(paper.pdf(), dpi=DPI, pages=[page])
    compare(name, image.png())


def test_letter(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("หนังสือ", clock=clock, settings=bundled, keep=("ทรายทอง",))
    draw_letter(paper, LETTER)
    check("letter", paper)


def test_memo(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("บันทึก", clock=clock, settings=bundled, secrecy="ลับ", keep=("ทรายทอง",))
    draw_memo(paper, MEMO)
    check("memo", paper)


def test_order(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("คำสั่ง", clock=clock, settings=bundled, keep=("ทรายทอง",))
    draw_order(paper, ORDER)
    check("order", paper)


def test_form(bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("แบบ", clock=clock, settings=bundled)
    page = paper.page()
    page.watermark("ร่าง")
    page.text(105, 30, "แบบคำขอยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ", size=20, bold=True, align="center")
    y = form_line(page, 30, 45, 160, ["เขียนที่", Blank("ที่ทำการ อบต.ทรายทอง", 2), "วันที่", Blank("21 พฤศจิกายน 2569")])
    y = form_line(page, 30, y, 160, ["ข้าพเจ้า", Blank("นางบุญมี ศรีสุข", 3), "อายุ", Blank("72", 0.5), "ปี"])
    page.text(30, y, "เลขประจำตัวประชาชน")
    id_boxes(page, 75, y, "1234567890121")
    y = form_line(page, 30, y + 8, 160, ["สถานภาพ", Tick("โสด"), Tick("สมรส", checked=True), Tick("อื่นๆ"), Blank()])
    tick(page, 55, y, "รับเงินสดด้วยตนเอง", checked=True)
    signature_line(page, 130, y + 20, "ผู้ยื่นคำขอ", Signer("นางบุญมี ศรีสุข"))
    signature_line(page, 130, y + 42, "เจ้าหน้าที่")
    check("form", paper)


@pytest.mark.parametrize("page", [1, 2])
def test_list(page: int, bundled: PaperSettings, clock: FixedClock) -> None:
    paper = Paper("บัญชี", clock=clock, settings=bundled, landscape=True)

    def head(leaf):
        leaf.text(leaf.width / 2, 18, "บัญชีรายชื่อผู้มีสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ", bold=True, align="center")
        return 24

    columns = [
        Column("ที่", 12, "center"),
        Column("ชื่อ - สกุล", 60),
        Column("เลขประจำตัว\nประชาชน", 42, "center"),
        Column("จำนวนเงิน\n(บาท)", 28, "right"),
        Column("ลายมือชื่อผู้รับเงิน", 60),
        Column("หมายเหตุ", 65),
    ]
    note = "ปรับอัตราเพราะอายุครบ 80 ปีบริบูรณ์ตั้งแต่เดือนตุลาคม 2569 เป็นต้นไป"
    rows = [(str(n + 1), "นายสมชาย ใจดี", "1-2345-67890-12-1", "600.00", "", note if n == 4 else "") for n in range(40)]
    flow = Flow(paper, head=head, left=15, right_margin=15, bottom_margin=12)
    draw_table(flow, columns, rows, totals=Totals([60_000] * 40, 3))
    paper.number_pages_of_total()
    check(f"list-{page}", paper, page)


def test_offset_sheet(bundled: PaperSettings, clock: FixedClock) -> None:
    check("offset-sheet", offset_sheet(bundled, clock))
