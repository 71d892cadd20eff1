"""บันทึกขอแต่งตั้งผู้ตรวจสอบพัสดุประจำปี, and the order (คำสั่ง) that appoints them (ข้อ 213)."""

from __future__ import annotations

from datetime import timedelta

from sai_thong.forms.assets.committee_on_paper import alone, seats_list
from sai_thong.forms.assets.inspection_round import InspectionOnPaper, gather_inspection
from sai_thong.forms.assets.supply_unit import supply_memo, supply_officer
from sai_thong.forms.kit import Block, Order, Paper, PaperSettings, Words, draw_memo, draw_order
from sai_thong.forms.office.office_on_paper import DRAFT, dated, given_on
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.ground.clock import Clock
from sai_thong.registers.office.records import Post

gather_appointment = gather_inspection(lambda found: found.ordered_on)


def appointment_memo(data: InspectionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The memo that proposes who inspects."""
    paper = office_paper(data.office, "บันทึกขอแต่งตั้งผู้ตรวจสอบพัสดุประจำปี", settings, clock)
    memo = supply_memo(
        data.office,
        day=data.day,
        number=data.letter_number,
        subject=f"ขอแต่งตั้ง{data.inspectors}{data.of_the_year}",
        body=_memo_body(data),
        signer=supply_officer(data.office, data.day),
        choices=("เห็นชอบ ลงนามในคำสั่งแล้ว", "อื่น ๆ"),
    )
    draw_memo(paper, memo)
    return paper


def _memo_body(data: InspectionOnPaper) -> list[Block]:
    return [
        Words("1. เรื่องเดิม", bold=True),
        f"ปีงบประมาณ พ.ศ. {data.fiscal_year_be} สิ้นสุดในวันที่ {dated(data.last_day)} {data.office.name}"
        f"ต้องตรวจสอบการรับจ่ายพัสดุในรอบปีที่ผ่านมา และพัสดุคงเหลือ ณ วันดังกล่าว",
        Words("2. ข้อกฎหมาย/ระเบียบ", bold=True),
        f"{data.rule.legal_ref} กำหนดให้หัวหน้าหน่วยงานของรัฐแต่งตั้งผู้รับผิดชอบในการตรวจสอบพัสดุซึ่งมิใช่เจ้าหน้าที่พัสดุ "
        "ภายในเดือนสุดท้ายก่อนสิ้นปีงบประมาณ โดยให้เริ่มตรวจสอบในวันทำการแรกของเดือนตุลาคม "
        f"และรายงานผลต่อผู้แต่งตั้งภายใน {data.rule.report_working_days} วันทำการ นับแต่วันเริ่มดำเนินการตรวจสอบ",
        Words("3. ข้อพิจารณา/ข้อเสนอ", bold=True),
        f"เห็นควรแต่งตั้ง{data.inspectors} ประกอบด้วยผู้มีรายชื่อ ดังนี้",
        seats_list(data.seats),
        _term(data),
        "จึงเรียนมาเพื่อโปรดพิจารณา หากเห็นชอบโปรดลงนามในคำสั่งที่เสนอมาพร้อมนี้",
    ]


def _term(data: InspectionOnPaper) -> str:
    begins = f"เริ่มตรวจสอบตั้งแต่วันที่ {dated(data.begins_on)}" if data.begins_on else "เริ่มตรวจสอบตั้งแต่วันทำการแรกของเดือนตุลาคม"
    until = f" ภายในวันที่ {dated(data.round.report_by)}" if data.round.report_by else ""
    return f"โดยให้{begins} และรายงานผลการตรวจสอบ{until}"


def appointment_order(data: InspectionOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The order with the duties."""
    paper = office_paper(data.office, "คำสั่งแต่งตั้งผู้ตรวจสอบพัสดุประจำปี", settings, clock)
    one = alone(data.seats)
    order = Order(
        kind="คำสั่ง",
        office=data.office.name,
        number=data.number or data.round.order_no or DRAFT,
        subject=f"แต่งตั้ง{data.inspectors}{data.of_the_year}",
        body=[
            f"เพื่อให้การตรวจสอบพัสดุ{data.of_the_year} ของ{data.office.name}เป็นไปด้วยความเรียบร้อย "
            f"อาศัยอำนาจตามความใน{data.rule.legal_ref} จึงแต่งตั้ง{data.inspectors} ประกอบด้วย",
            seats_list(data.seats),
            f"ให้{'ผู้ได้รับแต่งตั้ง' if one else 'คณะกรรมการ'}มีหน้าที่ ดังนี้",
            *(Words(f"{number}. {duty}") for number, duty in enumerate(_duties(data), 1)),
            # The year that is inspected is over on that day, whatever day the committee begins on.
            f"ทั้งนี้ ตั้งแต่วันที่ {dated(data.last_day + timedelta(days=1))} เป็นต้นไป",
        ],
        given=given_on(data.day),
        signer=data.office.signer(Post.MAYOR, data.day),
    )
    draw_order(paper, order)
    return paper


def _duties(data: InspectionOnPaper) -> tuple[str, ...]:
    until = f" (ภายในวันที่ {dated(data.round.report_by)})" if data.round.report_by else ""
    return (
        f"ตรวจสอบการรับจ่ายพัสดุตั้งแต่วันที่ {dated(data.first_day)} ถึงวันที่ {dated(data.last_day)} ว่าถูกต้องหรือไม่",
        f"ตรวจนับพัสดุคงเหลือ ณ วันที่ {dated(data.last_day)} ว่ามีตัวอยู่ตรงตามบัญชีหรือทะเบียนหรือไม่",
        "ตรวจสอบว่ามีพัสดุใดชำรุด เสื่อมสภาพ หรือสูญไปเพราะเหตุใด หรือไม่จำเป็นต้องใช้ในราชการต่อไป",
        f"รายงานผลการตรวจสอบต่อ{data.office.mayor_title} ภายใน {data.rule.report_working_days} วันทำการ "
        f"นับแต่วันเริ่มดำเนินการตรวจสอบ{until}",
    )
