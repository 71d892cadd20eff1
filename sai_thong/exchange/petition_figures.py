"""The figures of petitions as workbooks: of any time, and the two statistics of the integrity assessment (ITA).

The assessment asks every local office to publish สถิติการให้บริการ and สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบของ
เจ้าหน้าที่ of the first six months and of the whole fiscal year; where there was no complaint the workbook says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.store import Store
from sai_thong.exchange.export import Exported
from sai_thong.exchange.workbooks import Value
from sai_thong.exchange.xlsx import new_workbook, write_table
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import current_office
from sai_thong.registers.petitions.figures import FEW_COMPLAINTS, Figures, Half, Tally
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.terms import CHANNEL_LABELS
from sai_thong.thai.calendar import thai_date

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

SERVICE_TITLE: Final = "สถิติการให้บริการ"
CORRUPTION_TITLE: Final = "สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบของเจ้าหน้าที่"
NO_COMPLAINT: Final = "ไม่มีเรื่องร้องเรียน"

_COUNTED: Final = (
    "รับเรื่อง",
    "แจ้งผลแล้ว",
    "ทันกำหนด",
    "เกินกำหนดแล้วแจ้งผล",
    "เกินกำหนดยังไม่แจ้งผล",
    "คืนคำขอ",
    "ผู้ยื่นยกเลิก",
    "ส่งต่อหน่วยงานอื่น",
    "ยังไม่สิ้นสุด",
    "ร้อยละที่ทันกำหนด",
)
_COMPLAINTS: Final = ("เดือน", "จำนวนเรื่องร้องเรียน", "ดำเนินการแล้วเสร็จ", "อยู่ระหว่างดำเนินการ")
_TOTAL: Final = "รวม"
_NO_VILLAGE: Final = "ไม่ระบุหมู่"
_NO_DIVISION: Final = "ไม่ระบุกอง"


@dataclass(frozen=True)
class ReportTime:
    """The part of a fiscal year that a report is of.

    Attributes:
        fiscal_year_be: The fiscal year (BE).
        half: Its first six months, or the whole.
    """

    fiscal_year_be: int
    half: Half

    @property
    def text(self) -> str:
        """As the report is headed."""
        months = "รอบ 6 เดือน (ตุลาคม – มีนาคม)" if self.half is Half.FIRST else "รอบ 12 เดือน (ตุลาคม – กันยายน)"
        return f"ประจำปีงบประมาณ พ.ศ. {self.fiscal_year_be} {months}"


def export_figures(store: Store, figures: Figures, path: Path, *, time: ReportTime | None = None) -> Exported:
    """Write figures to an XLSX file: of ordinary cases by service, village, division, channel and month.

    Args:
        store: The office's store, for its name and the names of divisions.
        figures: The figures; of confidential cases they become the statistics of complaints against officials.
        path: Where.
        time: The part of the fiscal year that a report of the assessment is of; any other time by its days.

    Raises:
        NotWritten: The file cannot be written.
    """
    titles = _titles(store, figures, time)
    first, last = figures.period
    access_log.note(store, Look(Access.EXPORT, "petitions", f"figures {first} {last}", register="petitions"))
    with new_workbook(path) as workbook:
        write = _write_complaints if figures.confidential else _write_services
        rows = write(workbook, store, figures, titles)
    return Exported(rows, path)


def _titles(store: Store, figures: Figures, time: ReportTime | None) -> list[str]:
    office = current_office(store)
    first, last = figures.period
    return [
        CORRUPTION_TITLE if figures.confidential else SERVICE_TITLE,
        *([f"{office.kind}{office.name}"] if office else []),
        time.text if time else f"ตั้งแต่ {thai_date(first)} ถึง {thai_date(last)}",
        f"ข้อมูล ณ วันที่ {thai_date(bangkok_today(store.clock))}",
    ]


def _write_services(workbook: Workbook, store: Store, figures: Figures, titles: Sequence[str]) -> int:
    law = petition_law(store)
    names = figures.service_names
    tables: tuple[tuple[str, str, list[tuple[str, Tally]]], ...] = (
        ("ตามงานบริการ", "งานบริการ", [(names[key], tally) for key, tally in figures.by_service.items()]),
        ("ตามประเภท", "ประเภท", list(figures.by_category.items())),
        ("ตามหมู่บ้าน", "หมู่ที่", [(_village(moo), tally) for moo, tally in figures.by_village.items()]),
        (
            "ตามกอง",
            "กอง/สำนัก",
            [(law.division_name(key) if key else _NO_DIVISION, tally) for key, tally in figures.by_division.items()],
        ),
        ("ตามช่องทาง", "ช่องทาง", [(_(CHANNEL_LABELS[key]), tally) for key, tally in figures.by_channel.items()]),
        ("ตามเดือน", "เดือน", [(month.name, tally) for month, tally in figures.by_month.items()]),
    )
    written = 0
    for sheet, first, counted in tables:
        rows = [_row(name, tally) for name, tally in [*counted, (_TOTAL, figures.total)]]
        write_table(workbook, sheet, [first, *_COUNTED], rows, titles=titles)
        written += len(counted)
    return written


def _village(moo: int | None) -> str:
    return _NO_VILLAGE if moo is None else f"หมู่ที่ {moo}"


def _row(name: str, tally: Tally) -> list[Value]:
    share = tally.in_time_share
    return [
        name,
        tally.received,
        tally.answered,
        tally.in_time,
        tally.late,
        tally.overdue,
        tally.returned,
        tally.withdrawn,
        tally.forwarded,
        tally.open,
        None if share is None else round(share * 100, 1),
    ]


def _write_complaints(workbook: Workbook, _store: Store, figures: Figures, titles: Sequence[str]) -> int:
    none = figures.total.received == 0
    rows: Iterable[list[Value]] = [[NO_COMPLAINT]] if none else list(_months(figures))
    write_table(workbook, "เรื่องร้องเรียนการทุจริต", _COMPLAINTS, rows, titles=titles)
    return figures.total.received


def _months(figures: Figures) -> Iterable[list[Value]]:
    """Month by month and together; together alone where a month might tell whose complaint was counted."""
    told_apart = figures.by_month if figures.total.received >= FEW_COMPLAINTS else {}
    for name, tally in [*((month.name, tally) for month, tally in told_apart.items()), (_TOTAL, figures.total)]:
        yield [name, tally.received, tally.ended, tally.open]
