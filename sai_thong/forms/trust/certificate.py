"""หนังสือรับรองผลการตรวจสอบแฟ้มข้อมูล: the state of the file as it was verified, on one page, to be signed on paper.

Once signed it is an anchor that nobody with the file's key can write anew: what it names must stand in the file for
ever, and `verify --anchor` asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.kit import Flow, Paper, PaperSettings
from sai_thong.forms.kit.qr_code import qr_png
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.office.preferences import paper_settings
from sai_thong.forms.trust.sheets import SIZE, facts, heading, moment, sheet, sign
from sai_thong.ground.clock import Clock
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.registers.trust.proof import Verification
from sai_thong.thai.calendar import Month
from sai_thong.thai.money import baht

_TITLE: Final = "ใบรับรองผลการตรวจสอบแฟ้มข้อมูล"
_QR_SIDE: Final = 32.0
_MONTHS_NAMED: Final = 3
_SIGNATURES: Final = 62.0
_CHECKED: Final = (
    "หน้าข้อมูลทุกหน้าและความเชื่อมโยงระหว่างตาราง",
    "สมุดรายวันและบันทึกการเข้าถึงต่อเนื่องครบทุกรายการ",
    "ทุกระเบียนตรงกับที่สมุดรายวันบันทึก",
    "เลขทะเบียนทุกชุดไม่มีเลขที่ไม่ทราบที่มา",
    "เดือนเบี้ยยังชีพและปีบัญชีทรัพย์สินที่ปิดแล้วตรงกับรายการเมื่อปิด",
    "ไฟล์แนบทุกไฟล์ตรงกับรหัสเนื้อหา",
    "ตรงกับจุดยึดที่เก็บไว้นอกแฟ้ม (เครื่องนี้ สำเนาสำรอง และกระดาษที่ระบุ)",
)


@dataclass(frozen=True)
class Certificate:
    """What is certified.

    Attributes:
        office: Whose file it is.
        found: What the verification found: nothing wrong.
    """

    office: OfficeOnPaper
    found: Verification


def certificate_pdf(store: Store, found: Verification) -> bytes:
    """The certificate of a verification that found nothing wrong, as the bytes of a PDF."""
    return certificate(Certificate(gather_office(store), found), paper_settings(store), store.clock).pdf()


def certificate(data: Certificate, settings: PaperSettings, clock: Clock) -> Paper:
    """Draw it; one page, whatever the file holds."""
    found = data.found
    lines = [data.office.name, f"ตรวจสอบเมื่อ {moment(found.moment)} โดย {found.user or '–'}"]
    paper, flow = sheet(data.office, _TITLE, lines, settings, clock)
    heading(flow, "1. ผลการตรวจสอบ")
    flow.paragraph("ไม่พบสิ่งผิดปกติ สิ่งที่ตรวจมีดังนี้", size=SIZE, indent=0)
    for each in _CHECKED:
        flow.paragraph(f"– {each}", size=SIZE, indent=0, left=flow.left + 4)
    heading(flow, "2. ปริมาณที่ตรวจ")
    facts(flow, list(_amounts(found)))
    heading(flow, "3. สถานะของแฟ้มที่รับรอง")
    _state(flow, found)
    flow.need(_SIGNATURES)
    flow.gap(4)
    flow.paragraph(
        "ใบนี้เมื่อลงนามแล้วเป็นจุดยึดนอกแฟ้ม: ทุกรายการจนถึงหัวสมุดรายวันข้างต้นต้องอยู่ในแฟ้มตลอดไป ตรวจซ้ำได้ด้วยคำสั่ง "
        "verify --anchor ตามด้วยหัวสมุดรายวัน รายการที่บันทึกหลังจากนี้ยังไม่อยู่ในคำรับรอง",
        size=SIZE,
        indent=0,
    )
    sign(flow, "ผู้ตรวจสอบ", "ผู้รับรอง")
    return paper


def _amounts(found: Verification) -> Iterator[tuple[str, str]]:
    counts = found.counts
    yield "สมุดรายวัน", f"{counts.entries:,} รายการ ในจำนวนนี้เป็นบันทึกการเข้าถึง {counts.accesses:,} รายการ"
    yield "ระเบียน", f"{counts.records:,} ระเบียน และระเบียนที่ปิดผนึก {counts.sealed:,} ระเบียน"
    yield "ไฟล์แนบ", f"{counts.contents:,} ไฟล์   ชุดเลขทะเบียน {counts.series:,} ชุด   จุดยึดนอกแฟ้ม {counts.anchors:,} จุด"
    # Of a sealed set not even how many months it has stands on a paper that lies about.
    ordinary = [each for each in found.closed if each[0] == SchemeSet.ORDINARY]
    told = [f"{Month.from_iso(each[1]).short_name} {each[2]:,} ราย {baht(each[3])} บาท" for each in ordinary]
    shown = "   ".join(told[-_MONTHS_NAMED:])
    yield "เดือนที่ปิดแล้ว", f"{len(ordinary):,} รายการ" + (f" ล่าสุด {shown}" if shown else "")


def _state(flow: Flow, found: Verification) -> None:
    assert found.head is not None
    top = flow.y
    flow.page.image(qr_png(found.head.text), flow.right - _QR_SIDE, top + 2, _QR_SIDE, _QR_SIDE)
    half = len(found.digest) // 2
    for label, told in (
        ("หัวสมุดรายวันของเครื่องนี้", found.head.text),
        ("รหัสสถานะของแฟ้ม", found.digest[:half]),
        ("", found.digest[half:]),
        ("ชื่อแฟ้มของสำนักงาน", found.store_id),
        ("เครื่องที่มีรายการในแฟ้ม", f"{sum(1 for each in found.chains if each.counter):,}"),
    ):
        if label:
            flow.line(label, size=SIZE)
        flow.page.text(flow.left + 6, flow.baseline(SIZE), told, size=SIZE, verbatim=True)
        flow.y += pitch_mm(SIZE)
    flow.y = max(flow.y, top + _QR_SIDE + 4)
