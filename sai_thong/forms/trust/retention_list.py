"""บัญชีอายุการเก็บข้อมูลส่วนบุคคล: how long each activity keeps its data, how much is past its time, and which scans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.kit import Column, Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.sheets import SIZE, heading, sheet, sign, table
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.trust.retention import RetentionStanding, retention_standing
from sai_thong.thai.calendar import thai_date

_COLUMNS: Final = (
    Column("ลำดับ", 12, "center"),
    Column("กิจกรรม", 62),
    Column("อายุการเก็บ", 72),
    Column("ทั้งหมด", 24, "right"),
    Column("เสร็จสิ้นแล้ว", 24, "right"),
    Column("ปีที่เก่าที่สุด", 24, "center"),
    Column("พ้นอายุ", 24, "right"),
    Column("ข้อพิจารณา", 25),
)
_FILE_COLUMNS: Final = (
    Column("ลำดับ", 12, "center"),
    Column("กิจกรรม", 62),
    Column("เรื่อง", 86),
    Column("สิ้นสุดปี", 20, "center"),
    Column("ไฟล์แนบ", 62),
    Column("ข้อพิจารณา", 25),
)


@dataclass(frozen=True)
class RetentionSheets:
    """The list as printed: whose it is, its day, and how it stands."""

    office: OfficeOnPaper
    day: date
    standing: RetentionStanding


def gather_retention_list(store: Store, request: PaperRequest) -> RetentionSheets:
    """The list as it stands.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    day = request.day or bangkok_today(store.clock)
    return RetentionSheets(gather_office(store), day, retention_standing(store))


def retention_list(data: RetentionSheets, settings: PaperSettings, clock: Clock) -> Paper:
    """The list on a lying sheet."""
    standing = data.standing
    told = [f"{data.office.name} ณ วันที่ {thai_date(data.day)} สำรวจถึงสิ้นปี {standing.year_be}"]
    paper, flow = sheet(data.office, "บัญชีอายุการเก็บข้อมูลส่วนบุคคล", told, settings, clock, landscape=True)
    rows = [
        (
            str(number),
            each.name,
            each.kept,
            f"{each.count:,}",
            f"{each.ended:,}",
            str(each.oldest_year_be or "–"),
            f"{each.past:,}",
            "",
        )
        for number, each in enumerate(standing.activities, 1)
    ]
    table(flow, _COLUMNS, rows, "ไม่มีกิจกรรม")
    heading(flow, "ไฟล์แนบของเรื่องที่พ้นอายุ")
    names = {each.activity: each.name for each in standing.activities}
    files = [
        (
            str(number),
            names[each.activity],
            each.matter,
            str(each.ended_year_be),
            f"{each.name} (นำออกจากเรื่องแล้ว)" if each.removed else each.name,
            "",
        )
        for number, each in enumerate(standing.files, 1)
    ]
    table(flow, _FILE_COLUMNS, files, "ไม่มีไฟล์แนบของเรื่องที่พ้นอายุ")
    flow.gap(4)
    words = (
        "หนังสือในทะเบียนรับและส่งพร้อมไฟล์แนบอยู่ในบัญชีหนังสือขอทำลายของปี (ระเบียบฯ งานสารบรรณ ข้อ 66–70) "
        "รายการในทะเบียนคงอยู่เป็นหลักฐาน ข้อมูลส่วนที่มีกุญแจแยกนับโดยผู้ถือกุญแจ"
    )
    flow.paragraph(words, size=SIZE, indent=0, spread=False)
    sign(flow, "ผู้จัดทำ", "ผู้ตรวจสอบ")
    paper.number_pages_of_total()
    return paper
