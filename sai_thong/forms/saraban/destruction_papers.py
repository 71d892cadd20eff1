"""บัญชีหนังสือขอทำลาย (แบบที่ 25): the list a committee considers, signed by its members."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.kit import Column, Flow, Page, Paper, PaperSettings, draw_table, signature_line
from sai_thong.forms.kit import Signer as PrintedSigner
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.registers.saraban.destruction import ListedDocument, lines_of
from sai_thong.registers.saraban.finding import find_destruction_list
from sai_thong.registers.saraban.records import IncomingDocument
from sai_thong.registers.saraban.terms import ItemDecision
from sai_thong.thai.calendar import thai_date, thai_date_short

_MARGIN = 13.0
_COLUMNS = (
    Column("ลำดับ\nที่", 13, "center"),
    Column("รหัสแฟ้ม", 24, "center"),
    Column("ที่", 46),
    Column("ลงวันที่", 26, "center"),
    Column("เลขทะเบียน\nรับ", 22, "center"),
    Column("เรื่อง", 78),
    Column("การพิจารณา", 34),
    Column("หมายเหตุ", 28),
)
_DECISIONS = {
    ItemDecision.UNDECIDED: "",
    ItemDecision.DESTROY: "ทำลาย",
    ItemDecision.TO_ARCHIVES: "ส่งหอจดหมายเหตุแห่งชาติ",
}
_SIGNATURE_ROOM = 14.0
_SIGNATURE_WIDTH = 46.0


@dataclass(frozen=True)
class DestructionSheets:
    """A destruction list as printed.

    Attributes:
        office: Whose it is.
        year_be: The year by whose end the documents were past their time.
        made_on: The day of the survey.
        rows: The eight columns of each document.
        committee: The chair first; empty while none is appointed.
        order_no: The order that appoints them.
    """

    office: OfficeOnPaper
    year_be: int
    made_on: date
    rows: tuple[tuple[str, ...], ...]
    committee: tuple[str, ...]
    order_no: str


def gather_destruction_list(store: Store, request: PaperRequest) -> DestructionSheets:
    """The list of an id or of a surveyed year.

    Raises:
        RecordMissing: There is no such list.
    """
    found = find_destruction_list(store, request.record_id)
    rows = tuple(_row(line) for line in lines_of(store, found))
    return DestructionSheets(gather_office(store), found.year_be, found.made_on, rows, found.committee, found.order_no)


def destruction_list_paper(data: DestructionSheets, settings: PaperSettings, clock: Clock) -> Paper:
    """The list on lying sheets, the committee's signatures under its last line."""
    paper = Paper(
        f"บัญชีหนังสือขอทำลาย ประจำปี {data.year_be}",
        clock=clock,
        settings=settings,
        author=data.office.name,
        landscape=True,
        keep=data.office.names_kept_whole,
    )
    flow = Flow(paper, head=_head(data), left=_MARGIN, right_margin=_MARGIN, bottom_margin=13)
    draw_table(flow, _COLUMNS, data.rows, row_height=7.2)
    _sign(flow, data)
    paper.number_pages_of_total(y=10)
    return paper


def _head(data: DestructionSheets) -> Callable[[Page], float]:
    def draw(page: Page) -> float:
        middle = page.width / 2
        page.text(middle, 17, f"บัญชีหนังสือขอทำลาย ประจำปี {data.year_be}", size=20, bold=True, align="center")
        survey = f"{data.office.name} วันที่สำรวจ {thai_date(data.made_on)} จำนวน {len(data.rows):,} รายการ"
        page.text(middle, 24, survey, size=15, align="center")
        return 29

    return draw


def _sign(flow: Flow, data: DestructionSheets) -> None:
    names = data.committee or ("", "", "")
    roles = ("ประธานกรรมการ", *["กรรมการ"] * (len(names) - 1))
    rows = -(-len(names) // 3)
    flow.need(8 + rows * (_SIGNATURE_ROOM + 14))
    flow.y += 4
    if data.order_no:
        flow.line(f"คณะกรรมการทำลายหนังสือ ตามคำสั่งที่ {data.order_no}", size=15)
    third = flow.width / 3
    for number, (name, role) in enumerate(zip(names, roles, strict=True)):
        x = flow.left + third * (number % 3) + third / 2
        y = flow.y + _SIGNATURE_ROOM + (number // 3) * (_SIGNATURE_ROOM + 14)
        signature_line(flow.page, x, y, role, PrintedSigner(name, ()), width=_SIGNATURE_WIDTH)
    flow.y += rows * (_SIGNATURE_ROOM + 14)


def _row(line: ListedDocument) -> tuple[str, ...]:
    document, item = line.document, line.item
    if isinstance(document, IncomingDocument):
        own_number, received_as = document.their_number, f"{document.number}/{document.year_be}"
    else:
        own_number, received_as = document.printed_number, ""
    dated_on = document.dated_on
    decision = _DECISIONS.get(item.decision, "")
    if item.decision is ItemDecision.KEEP_LONGER and item.keep_until is not None:
        decision = f"เก็บต่อถึง {thai_date_short(item.keep_until)}"
    return (
        str(item.number),
        "",
        own_number,
        thai_date_short(dated_on) if dated_on else "",
        received_as,
        document.subject,
        decision,
        item.note,
    )
