"""Two papers for the integrity and transparency assessment (ITA), of a fiscal year or its first half.

สถิติการให้บริการ counts the ordinary cases; สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ every complaint against officials,
and prints ไม่มีเรื่องร้องเรียน where there is none. Both are published, so the second is never broken down where so few
cases were counted that a month might tell whose it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.kit import Column, Flow, Paper, PaperSettings, Signer, draw_table, sign
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.petitions.wording import CHANNELS
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.office.records import Post
from sai_thong.registers.petitions.figures import (
    FEW_COMPLAINTS,
    Figures,
    Half,
    Tally,
    corruption_figures,
    service_figures,
)
from sai_thong.thai.calendar import thai_date

NONE: Final = "ไม่มีเรื่องร้องเรียน"

_SERVICES: Final = "สถิติการให้บริการ"
_CORRUPTION: Final = "สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"
_SIZE: Final = 14.0
_NUMBERS: Final = (
    Column("จำนวน\n(เรื่อง)", 17, "center"),
    Column("แจ้งผล\nแล้ว", 16, "center"),
    Column("ภายใน\nกำหนด", 16, "center"),
    Column("เกิน\nกำหนด", 16, "center"),
    Column("ระหว่าง\nดำเนินการ", 19, "center"),
    Column("ร้อยละ\nตามกำหนด", 19, "center"),
)
_HEAD_HEIGHT: Final = 28.0
_END_HEIGHT: Final = 60.0
"""Millimetres of a table's heading, and of the last lines with the signature."""
_NAME_WIDTH: Final = 57.0


@dataclass(frozen=True)
class ItaReport:
    """A report.

    Attributes:
        office: Whose.
        fiscal_year_be: The fiscal year.
        half: Its first half, or the whole.
        as_of: The day the figures are of.
        figures: The figures.
        signers: Who signs, the maker of the report first.
    """

    office: OfficeOnPaper
    fiscal_year_be: int
    half: Half
    as_of: date
    figures: Figures
    signers: tuple[Signer, ...]

    @property
    def time(self) -> str:
        """The time in words."""
        period = self.figures.period
        name = "รอบ 6 เดือน" if self.half is Half.FIRST else "รอบ 12 เดือน"
        return (
            f"ประจำปีงบประมาณ พ.ศ. {self.fiscal_year_be} {name} ({thai_date(period.first)} – {thai_date(period.last)})"
        )


def gather_ita(*, corruption: bool) -> Callable[[Store, PaperRequest], ItaReport]:
    """What reads one of the two reports.

    Args:
        corruption: Which; the complaints raise `SetClosed` for who does not hold their key.
    """

    def gather(store: Store, request: PaperRequest) -> ItaReport:
        assert request.fiscal_year_be is not None
        half = request.half or Half.WHOLE
        count = corruption_figures if corruption else service_figures
        office, day = gather_office(store), request.day or bangkok_today(store.clock)
        return ItaReport(
            office=office,
            fiscal_year_be=request.fiscal_year_be,
            half=half,
            as_of=day,
            figures=count(store, request.fiscal_year_be, half),
            signers=(office.signer(Post.CLERK, day),),
        )

    return gather


def service_report(data: ItaReport, settings: PaperSettings, clock: Clock) -> Paper:
    """สถิติการให้บริการ."""
    paper, flow = _begin(data, _SERVICES, settings, clock)
    figures = data.figures
    _table(flow, "1. จำแนกตามงานบริการ", "งานบริการ", _named(figures.by_service, figures.service_names), figures.total)
    channels = {CHANNELS[channel]: tally for channel, tally in figures.by_channel.items()}
    _table(flow, "2. จำแนกตามช่องทาง", "ช่องทาง", channels, figures.total)
    months = {month.name: tally for month, tally in figures.by_month.items() if month.first_day <= data.as_of}
    # The signature does not stand alone on a page: the last table goes with it.
    flow.need(min(_HEAD_HEIGHT + (len(months) + 1) * 7 + _END_HEIGHT, flow.bottom - 30))
    _table(flow, "3. จำแนกตามเดือน", "เดือน", months, figures.total)
    if figures.merged:
        flow.gap(6)
        flow.paragraph(f"หมายเหตุ: มีเรื่องซ้ำที่รวมกับเรื่องอื่นแล้วอีก {figures.merged:,} เรื่อง ซึ่งไม่นับในตาราง", size=_SIZE)
    _end(flow, data)
    return paper


def corruption_report(data: ItaReport, settings: PaperSettings, clock: Clock) -> Paper:
    """สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ."""
    paper, flow = _begin(data, _CORRUPTION, settings, clock)
    total = data.figures.total
    if not total.received:
        flow.gap(12)
        flow.line(NONE, size=24, bold=True, align="center")
        flow.gap(6)
        flow.paragraph(f"ในช่วงเวลาดังกล่าว {data.office.name}ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบของเจ้าหน้าที่")
        _end(flow, data)
        return paper
    months = {month.name: tally for month, tally in data.figures.by_month.items() if month.first_day <= data.as_of}
    shown = months if total.received >= FEW_COMPLAINTS else {}
    _table(flow, "จำนวนเรื่องร้องเรียน", "เดือน" if shown else "รายการ", shown, total)
    if not shown:
        flow.gap(6)
        flow.paragraph("หมายเหตุ: ไม่แสดงจำนวนเป็นรายเดือน เพื่อมิให้ทราบถึงตัวบุคคลผู้ร้องเรียนหรือผู้ถูกร้องเรียน", size=_SIZE)
    _end(flow, data)
    return paper


def _begin(data: ItaReport, title: str, settings: PaperSettings, clock: Clock) -> tuple[Paper, Flow]:
    paper = office_paper(data.office, title, settings, clock)
    flow = Flow(paper)
    flow.line(title, size=20, bold=True, align="center")
    flow.line(data.office.name, size=18, bold=True, align="center")
    flow.line(data.time, align="center")
    flow.gap(3)
    return paper, flow


def _named(tallies: Mapping[str, Tally], names: Mapping[str, str]) -> dict[str, Tally]:
    return {names.get(key, key): tally for key, tally in tallies.items()}


def _table(flow: Flow, heading: str, first: str, tallies: Mapping[str, Tally], total: Tally) -> None:
    flow.need(40)
    flow.gap(8)
    flow.line(heading, bold=True)
    rows = [(name, *_cells(tally)) for name, tally in tallies.items()]
    draw_table(flow, (Column(first, _NAME_WIDTH), *_NUMBERS), [*rows, ("รวมทั้งสิ้น", *_cells(total))], size=_SIZE)


def _cells(tally: Tally) -> tuple[str, ...]:
    share = tally.in_time_share
    late = tally.late + tally.overdue
    counts = (tally.received, tally.answered, tally.in_time, late, tally.open)
    return (*(f"{count:,}" if count else "-" for count in counts), f"{share * 100:.1f}" if share is not None else "-")


def _end(flow: Flow, data: ItaReport) -> None:
    """The day of the figures, and who signs."""
    flow.need(48)
    flow.gap(6)
    flow.line(f"ข้อมูล ณ วันที่ {thai_date(data.as_of)}")
    for signer in data.signers:
        sign(flow, signer)
    flow.paper.number_pages()
