"""ทะเบียนหนังสือรับ (แบบที่ 13) and ทะเบียนหนังสือส่ง (แบบที่ 14): a table under the head of each day, void lines included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sai_thong.db.store import Store
from sai_thong.forms.kit import Column, Flow, Page, Paper, PaperSettings, draw_table
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office, given_on
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.registers.saraban.listing import incoming_of_days, outgoing_of_days, received_day
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.terms import Register
from sai_thong.thai.calendar import thai_date, thai_date_short

_MARGIN = 13.0
_HEAD_OF_DAY = 15.0
"""Points of the line that heads a day."""
_WIDTHS = (18.0, 36.0, 24.0, 47.0, 43.0, 58.0, 25.0, 20.0)
_TITLES = ("ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")

REGISTER_TITLES = {
    Register.LETTERS: "ทะเบียนหนังสือส่ง",
    Register.CIRCULARS: "ทะเบียนหนังสือส่ง (หนังสือเวียน)",
    Register.MEMOS: "ทะเบียนบันทึกข้อความ",
    Register.ORDERS: "ทะเบียนคำสั่ง",
    Register.ANNOUNCEMENTS: "ทะเบียนประกาศ",
    Register.CERTIFICATES: "ทะเบียนหนังสือรับรอง",
}


class NoDocuments(Refused):
    """The register has nothing of those days."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(
            _("The register has no document from {first} to {last}.").format(
                first=thai_date(first), last=thai_date(last)
            ),
            kept=_("Nothing was printed."),
            do=_("Choose other days."),
        )


@dataclass(frozen=True)
class RegisterLine:
    """One line of a register.

    Attributes:
        day: The day it stands under.
        cells: Its eight columns.
    """

    day: date
    cells: tuple[str, str, str, str, str, str, str, str]


@dataclass(frozen=True)
class RegisterSheets:
    """A register of some days.

    Attributes:
        office: Whose register.
        title: What it is called.
        number_title: The heading of its first column.
        first: The first day.
        last: The last day.
        lines: In the order of the numbers.
    """

    office: OfficeOnPaper
    title: str
    number_title: str
    first: date
    last: date
    lines: tuple[RegisterLine, ...]


def gather_incoming_register(store: Store, request: PaperRequest) -> RegisterSheets:
    """ทะเบียนหนังสือรับ of the days asked for; of today when none is.

    Raises:
        NoDocuments: Nothing came on those days.
    """
    first, last = _days(store, request)
    found = incoming_of_days(store, first, last)
    lines = tuple(RegisterLine(received_day(each), _incoming_cells(each)) for each in found)
    return _sheets(store, "ทะเบียนหนังสือรับ", "เลขทะเบียน\nรับ", (first, last), lines)


def gather_outgoing_register(store: Store, request: PaperRequest) -> RegisterSheets:
    """A register of outgoing documents of the days asked for; of today when none is.

    Raises:
        NoDocuments: None has a day among those.
    """
    first, last = _days(store, request)
    register = Register(request.register) if request.register else Register.LETTERS
    found = outgoing_of_days(store, register, first, last)
    lines = tuple(RegisterLine(each.dated_on, _outgoing_cells(each)) for each in found)
    return _sheets(store, REGISTER_TITLES[register], "เลขทะเบียน\nส่ง", (first, last), lines)


def document_register(data: RegisterSheets, settings: PaperSettings, clock: Clock) -> Paper:
    """The register on lying sheets."""
    paper = Paper(
        data.title,
        clock=clock,
        settings=settings,
        author=data.office.name,
        landscape=True,
        keep=data.office.names_kept_whole,
    )
    columns = [
        Column(title, width, "center" if number in (0, 2) else "left")
        for number, (title, width) in enumerate(zip((data.number_title, *_TITLES), _WIDTHS, strict=True))
    ]
    flow = Flow(paper, head=_head(data), left=_MARGIN, right_margin=_MARGIN, bottom_margin=13)
    for day, lines in groupby(data.lines, key=lambda line: line.day):
        # A day's head never stands alone at the foot of a page.
        flow.need(pitch_mm(_HEAD_OF_DAY) + 30)
        flow.line(given_on(day), size=_HEAD_OF_DAY, bold=True, align="right")
        draw_table(flow, columns, [line.cells for line in lines], row_height=7.2)
        flow.y += 4
    paper.number_pages_of_total(y=10)
    return paper


def _head(data: RegisterSheets) -> Callable[[Page], float]:
    days = thai_date(data.first) if data.first == data.last else f"{thai_date(data.first)} ถึง {thai_date(data.last)}"

    def draw(page: Page) -> float:
        page.text(page.width / 2, 17, data.title, size=20, bold=True, align="center")
        page.text(page.width / 2, 24, f"{data.office.name} วันที่ {days}", size=15, align="center")
        return 28

    return draw


def _days(store: Store, request: PaperRequest) -> tuple[date, date]:
    first = request.day or bangkok_today(store.clock)
    last = request.last_day or first
    if last < first:
        raise BadInput(_("The last day lies before the first."), do=_("Correct one of the two days."))
    return first, last


def _sheets(
    store: Store, title: str, number_title: str, days: tuple[date, date], lines: Sequence[RegisterLine]
) -> RegisterSheets:
    if not lines:
        raise NoDocuments(*days)
    return RegisterSheets(gather_office(store), title, number_title, *days, tuple(lines))


def _incoming_cells(document: IncomingDocument) -> tuple[str, str, str, str, str, str, str, str]:
    return (
        str(document.number),
        document.their_number,
        thai_date_short(document.dated_on) if document.dated_on else "",
        document.sender,
        document.addressee,
        document.subject,
        document.action,
        _note(document),
    )


def _outgoing_cells(document: OutgoingDocument) -> tuple[str, str, str, str, str, str, str, str]:
    running = f"{document.number}.{document.sub_number}" if document.sub_number else str(document.number)
    return (
        running,
        document.printed_number,
        thai_date_short(document.dated_on),
        document.sender,
        document.addressee,
        document.subject,
        document.action,
        _note(document),
    )


def _note(document: IncomingDocument | OutgoingDocument) -> str:
    void = f"ยกเลิก: {document.void_reason}" if document.voided_on else ""
    destroyed = f"ทำลายแล้ว {thai_date_short(document.destroyed_on)}" if document.destroyed_on else ""
    return " ".join(part for part in (void, destroyed, document.note) if part)
