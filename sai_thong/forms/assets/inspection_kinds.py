"""The papers of a yearly inspection in the catalogue: the seven of ข้อ 213, and the list to walk round with."""

from __future__ import annotations

from sai_thong.forms.assets import (
    inspection_appointment,
    inspection_defects,
    inspection_equipment,
    inspection_letters,
    inspection_materials,
    inspection_report,
    inspection_tick_list,
)
from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind

_RECORD = frozenset({Need.RECORD})
_DAY = frozenset({Choice.DAY})
_NUMBERED = frozenset({Choice.DAY, Choice.NUMBER})

OF_AN_INSPECTION: tuple[PaperKind, ...] = (
    PaperKind(
        key="inspection-memo",
        name="บันทึกขอแต่งตั้งผู้ตรวจสอบพัสดุประจำปี",
        needs=_RECORD,
        choices=_NUMBERED,
        about=About.INSPECTION,
        gather=inspection_appointment.gather_appointment,
        draw=inspection_appointment.appointment_memo,
    ),
    PaperKind(
        key="inspection-order",
        name="คำสั่งแต่งตั้งผู้ตรวจสอบพัสดุประจำปี",
        needs=_RECORD,
        choices=_NUMBERED,
        about=About.INSPECTION,
        gather=inspection_appointment.gather_appointment,
        draw=inspection_appointment.appointment_order,
    ),
    PaperKind(
        key="inspection-tick-list",
        name="แบบตรวจนับครุภัณฑ์รายห้อง",
        needs=_RECORD,
        choices=frozenset({Choice.ROOM}),
        about=About.INSPECTION,
        gather=inspection_tick_list.gather_tick_list,
        draw=inspection_tick_list.tick_list,
    ),
    PaperKind(
        key="inspection-report",
        name="บันทึกรายงานผลการตรวจสอบพัสดุประจำปี",
        needs=_RECORD,
        choices=_NUMBERED,
        about=About.INSPECTION,
        gather=inspection_report.gather_inspection_report,
        draw=inspection_report.inspection_report,
    ),
    PaperKind(
        key="inspection-materials",
        name="บัญชีวัสดุคงเหลือ",
        needs=_RECORD,
        choices=_DAY,
        about=About.INSPECTION,
        gather=inspection_materials.gather_materials_left,
        draw=inspection_materials.materials_left,
    ),
    PaperKind(
        key="inspection-equipment",
        name="บัญชีครุภัณฑ์คงเหลือ",
        needs=_RECORD,
        choices=_DAY,
        about=About.INSPECTION,
        gather=inspection_equipment.gather_equipment_left,
        draw=inspection_equipment.equipment_left,
    ),
    PaperKind(
        key="inspection-defects",
        name="บัญชีพัสดุชำรุด เสื่อมสภาพ สูญไป หรือไม่จำเป็นต้องใช้",
        needs=_RECORD,
        choices=_DAY,
        about=About.INSPECTION,
        gather=inspection_defects.gather_defects,
        draw=inspection_defects.defects_list,
    ),
    PaperKind(
        key="inspection-letter-auditor",
        name="หนังสือนำส่งรายงานผลการตรวจสอบพัสดุ (สตง.)",
        needs=_RECORD,
        choices=_NUMBERED,
        about=About.INSPECTION,
        gather=inspection_letters.gather_inspection_letter,
        draw=inspection_letters.letter_to_auditor,
    ),
    PaperKind(
        key="inspection-letter-district",
        name="หนังสือนำส่งรายงานผลการตรวจสอบพัสดุ (อำเภอ)",
        needs=_RECORD,
        choices=_NUMBERED,
        about=About.INSPECTION,
        gather=inspection_letters.gather_inspection_letter,
        draw=inspection_letters.letter_to_district,
    ),
)
"""In the order in which an office needs them."""
