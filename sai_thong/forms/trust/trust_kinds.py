"""The papers of the data protection act in the catalogue. A person's dossier is none: it is compiled with a reason."""

from __future__ import annotations

from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind
from sai_thong.forms.trust import (
    breach_letters,
    fiscal_paper,
    handing_over,
    privacy_notice,
    processing_record,
    registers,
    request_answer,
    retention_list,
)
from sai_thong.registers.law.terms import SchemeSet

_RECORD, _LETTER, _DAY = frozenset({Need.RECORD}), frozenset({Choice.DAY, Choice.NUMBER}), frozenset({Choice.DAY})

OF_PRIVACY = (
    PaperKind(
        key="processing-record",
        name="บันทึกรายการประมวลผลข้อมูลส่วนบุคคล (ม.39)",
        choices=_DAY,
        gather=processing_record.gather_processing_record,
        draw=processing_record.processing_paper,
    ),
    PaperKind(
        key="privacy-notice",
        name="แจ้งการประมวลผลข้อมูลส่วนบุคคล (ม.23)",
        needs=_RECORD,
        about=About.ACTIVITY,
        gather=privacy_notice.gather_privacy_notice,
        draw=privacy_notice.privacy_notice,
    ),
    PaperKind(
        key="breach-register",
        name="ทะเบียนเหตุละเมิดข้อมูลส่วนบุคคล",
        choices=_DAY,
        gather=registers.gather_incident_register,
        draw=registers.incident_register,
    ),
    PaperKind(
        key="breach-notice",
        name="หนังสือแจ้งเหตุละเมิดต่อ สคส.",
        needs=_RECORD,
        choices=_LETTER,
        about=About.INCIDENT,
        gather=breach_letters.gather_breach_letter,
        draw=breach_letters.breach_notice,
    ),
    PaperKind(
        key="breach-to-persons",
        name="หนังสือแจ้งเหตุละเมิดต่อเจ้าของข้อมูล",
        needs=_RECORD,
        choices=_LETTER,
        about=About.INCIDENT,
        gather=breach_letters.gather_breach_letter,
        draw=breach_letters.breach_to_persons,
    ),
    PaperKind(
        key="request-answer",
        name="หนังสือแจ้งผลคำขอใช้สิทธิ",
        needs=_RECORD,
        choices=_LETTER,
        about=About.PRIVACY_REQUEST,
        gather=request_answer.gather_request_answer,
        draw=request_answer.request_answer,
    ),
    PaperKind(
        key="refusal-register",
        name="บันทึกการปฏิเสธคำขอหรือการคัดค้าน",
        choices=_DAY,
        gather=registers.gather_refusal_register,
        draw=registers.refusal_register,
    ),
    PaperKind(
        key="fiscal-file",
        name="แฟ้มตรวจการจ่ายเงินประจำปีงบประมาณ",
        needs=frozenset({Need.FISCAL_YEAR}),
        choices=frozenset({Choice.SCHEME_SET}),
        sets=tuple(SchemeSet),
        gather=fiscal_paper.gather_fiscal_file,
        draw=fiscal_paper.fiscal_paper,
    ),
    PaperKind(
        key="handing-over",
        name="บัญชีส่งมอบงาน",
        needs=_RECORD,
        choices=frozenset({Choice.DAY, Choice.CUSTODIAN}),
        about=About.USER,
        gather=handing_over.gather_handing_over,
        draw=handing_over.handing_over,
    ),
    PaperKind(
        key="retention-list",
        name="บัญชีอายุการเก็บข้อมูลส่วนบุคคล",
        choices=_DAY,
        gather=retention_list.gather_retention_list,
        draw=retention_list.retention_list,
    ),
)
