"""แฟ้มตรวจประจำปีงบประมาณ: the movements of a year by month and step, and each month beside what stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.scheme_words import SHORT, secrecy_of
from sai_thong.forms.kit import Column, Paper, PaperSettings
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.forms.trust.sheets import SIZE, heading, sheet, sign, table
from sai_thong.ground.clock import Clock
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.trust.fiscal_file import Approvals, FiscalFile, MonthProof, Movement, fiscal_file
from sai_thong.thai.money import baht

_MOVEMENTS: Final = (
    Column("เดือน", 22, "center"),
    Column("ประเภท", 58),
    Column("อัตรา\n(บาท)", 22, "right"),
    Column("ยกมา\n(ราย)", 20, "right"),
    Column("เพิ่ม", 18, "right"),
    Column("ในจำนวนนี้\nย้ายขั้นเข้า", 24, "right"),
    Column("ลด", 18, "right"),
    Column("ในจำนวนนี้\nย้ายขั้นออก", 24, "right"),
    Column("คงเหลือ\n(ราย)", 22, "right"),
    Column("คงเหลือ\n(บาท)", 34, "right"),
)
_PROOFS: Final = (
    Column("เดือน", 22, "center"),
    Column("ประเภท", 50),
    Column("จ่ายปกติ\n(ราย)", 20, "right"),
    Column("จ่ายปกติ\n(บาท)", 32, "right"),
    Column("ตกเบิก\n(บาท)", 26, "right"),
    Column("เงินคืน\n(บาท)", 26, "right"),
    Column("ระบบกลาง\n(บาท)", 32, "right"),
    Column("ผล", 20, "center"),
    Column("ฎีกา / สัญญายืม", 34),
)


@dataclass(frozen=True)
class FiscalSheets:
    """The file of a year as printed."""

    office: OfficeOnPaper
    file: FiscalFile
    scheme_set: SchemeSet

    @property
    def confidential(self) -> bool:
        """Of the sealed set a print job does not even tell which paper it is."""
        return self.scheme_set.sealed


def gather_fiscal_file(store: Store, request: PaperRequest) -> FiscalSheets:
    """The file of the fiscal year asked for."""
    assert request.fiscal_year_be is not None
    found = fiscal_file(store, request.scheme_set, request.fiscal_year_be)
    return FiscalSheets(gather_office(store), found, request.scheme_set)


def fiscal_paper(data: FiscalSheets, settings: PaperSettings, clock: Clock) -> Paper:
    """Draw it, lying, on as many pages as it needs."""
    title = f"แฟ้มตรวจการจ่ายเงิน ปีงบประมาณ พ.ศ. {data.file.fiscal_year_be}"
    secrecy = secrecy_of(data.scheme_set)
    paper, flow = sheet(data.office, title, [data.office.name], settings, clock, landscape=True, secrecy=secrecy)
    heading(flow, "1. ยกมา + เพิ่ม − ลด = คงเหลือ รายเดือน ตามขั้น")
    nothing = "ไม่มีการจ่ายในปีนี้"
    table(flow, _MOVEMENTS, [_movement(each) for each in data.file.movements], nothing)
    heading(flow, "2. เทียบกับระบบกลางและฎีกา")
    table(flow, _PROOFS, [_proof(each) for each in data.file.months], nothing)
    heading(flow, "3. การอนุมัติ")
    flow.paragraph(_approvals(data.file.approvals), size=SIZE, indent=0, left=flow.left + 4, spread=False)
    anchors = dict.fromkeys(anchor for each in data.file.months for anchor in each.anchors)
    if anchors:
        heading(flow, "4. หัวสมุดรายวันของเดือนที่ปิดแล้ว")
        for anchor in anchors:
            flow.need(7)
            flow.page.text(flow.left + 4, flow.baseline(SIZE), anchor, size=SIZE - 1, verbatim=True)
            flow.y += 6
    sign(flow, "ผู้จัดทำ", "ผู้ตรวจสอบ")
    paper.number_pages_of_total()
    return paper


def _approvals(kept: Approvals) -> str:
    on_paper = "อนุมัติบนกระดาษ ผู้มีสิทธิแก้ไขเป็นผู้บันทึกเลขที่ วันที่ และผู้ลงนาม โปรแกรมไม่ได้จำกัดว่าผู้ใดอนุมัติ"
    on_screen = "อนุมัติบนหน้าจอโดยผู้มีสิทธิอนุมัติเท่านั้น"
    own = "ผู้บันทึกอนุมัติรายการของตนเองไม่ได้" if kept.others_only else "และไม่ได้ห้ามผู้บันทึกอนุมัติรายการของตนเอง"
    return f"ตามการตั้งค่าในวันที่จัดทำ: {on_screen if kept.on_screen else on_paper} {own}"


def _movement(each: Movement) -> tuple[str, ...]:
    counts = (each.brought, each.added, each.moved_in, each.ended, each.moved_out, each.standing)
    return (
        each.month.short_name,
        SHORT[each.scheme],
        baht(each.amount_satang),
        *(f"{count:,}" for count in counts),
        baht(each.standing * each.amount_satang),
    )


def _proof(each: MonthProof) -> tuple[str, ...]:
    told = {None: "ยังไม่บันทึก", True: "ตรงกัน", False: "ไม่ตรง"}
    return (
        each.month.short_name,
        SHORT[each.scheme],
        f"{each.people:,}",
        baht(each.satang),
        baht(each.retro_satang),
        baht(each.returned_satang),
        baht(each.central[1]) if each.central else "–",
        told[each.agrees] if each.closed else f"{told[each.agrees]} (ยังไม่ปิด)",
        ", ".join(each.dika),
    )
