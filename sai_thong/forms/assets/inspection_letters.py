"""หนังสือนำส่งรายงานผลการตรวจสอบพัสดุประจำปี: to the provincial audit office and to the district (ข้อ 213)."""

from __future__ import annotations

from sai_thong.db.store import Store
from sai_thong.forms.allowances.month_lines import NothingToPrint
from sai_thong.forms.assets.inspection_report import numbers_of
from sai_thong.forms.assets.inspection_round import InspectionOnPaper, gather_inspection
from sai_thong.forms.assets.supply_unit import supply_letter
from sai_thong.forms.kit import Block, Paper, PaperSettings, draw_letter
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _

_gather = gather_inspection(lambda found: found.sent_to_auditor_on, lines=True)


def gather_inspection_letter(store: Store, request: PaperRequest) -> InspectionOnPaper:
    """A round that was reported.

    Raises:
        RoundMissing: There is no such round.
        NothingToPrint: It was not reported yet.
    """
    data = _gather(store, request)
    if data.open:
        raise NothingToPrint(_("The inspection is not reported yet."), do=_("Enter its report first."))
    return data


def letter_to_auditor(data: InspectionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to สตง. of the province; with the number that was keyed for it, where none is given."""
    kept = data.round.auditor_letter_no
    number = kept if kept and not data.number else data.letter_number
    return _letter(data, auditor(data.office), number, settings, clock)


def letter_to_district(data: InspectionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter to the district officer."""
    return _letter(data, f"นายอำเภอ{data.office.office.district}", data.letter_number, settings, clock)


def auditor(office: OfficeOnPaper) -> str:
    """Whom letters to the audit office of the province address."""
    return f"ผู้อำนวยการสำนักงานการตรวจเงินแผ่นดินจังหวัด{office.office.province}"


def _letter(data: InspectionOnPaper, to: str, number: str, settings: PaperSettings, clock: Clock) -> Paper:
    paper = office_paper(data.office, "หนังสือนำส่งรายงานผลการตรวจสอบพัสดุประจำปี", settings, clock)
    letter = supply_letter(
        data.office,
        day=data.day,
        number=number,
        subject=f"รายงานผลการตรวจสอบพัสดุ{data.of_the_year}",
        to=to,
        enclosures=_enclosures(data),
        body=_body(data),
    )
    draw_letter(paper, letter)
    return paper


def _enclosures(data: InspectionOnPaper) -> list[str]:
    number = f" ที่ {data.round.order_no}" if data.round.order_no else ""
    lists = ["บัญชีวัสดุคงเหลือและบัญชีครุภัณฑ์คงเหลือ"]
    if data.found.not_in_order:
        lists.append("บัญชีพัสดุชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้")
    return [
        f"1. สำเนาคำสั่ง{data.office.name}{number}  จำนวน 1 ฉบับ",
        "2. สำเนาบันทึกรายงานผลการตรวจสอบพัสดุประจำปี  จำนวน 1 ฉบับ",
        *(f"{number}. {each}  จำนวน 1 ชุด" for number, each in enumerate(lists, 3)),
    ]


def _body(data: InspectionOnPaper) -> list[Block]:
    total = len(data.found.not_in_order)
    found = (
        f"ปรากฏว่ามีครุภัณฑ์ชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้ จำนวน {total:,} รายการ คือ {numbers_of(data.found)}"
        if total
        else "ปรากฏว่าไม่มีครุภัณฑ์ชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้"
    )
    ordered = f" ลงวันที่ {dated(data.round.ordered_on)}" if data.round.ordered_on else ""
    return [
        f"ด้วย{data.office.name}ได้แต่งตั้ง{data.inspectors}{data.of_the_year} "
        f"ตามคำสั่งที่ส่งมาด้วย 1{ordered} เพื่อตรวจสอบการรับจ่ายพัสดุในรอบปี และพัสดุคงเหลือ ณ วันที่ {dated(data.last_day)}",
        f"บัดนี้ {data.inspectors}ได้รายงานผลการตรวจสอบเสร็จเรียบร้อยแล้ว {found} "
        f"จึงขอส่งรายงานผลการตรวจสอบตาม{data.rule.legal_ref} รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย",
        "จึงเรียนมาเพื่อโปรดทราบ",
    ]
