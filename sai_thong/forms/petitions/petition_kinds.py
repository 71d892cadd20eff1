"""The papers of petitions in the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sai_thong.db.store import Store
from sai_thong.forms.kit import Paper, PaperSettings
from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind, PaperRequest, Preprinted
from sai_thong.forms.petitions import (
    acknowledgement_letter,
    appeal_letter,
    appointment_slip,
    certificate,
    defect_note,
    delay_letter,
    forward_letters,
    general_petition,
    ita_reports,
    petition_memo,
    petition_register,
    petition_sheet,
    progress_letter,
    result_letter,
    return_letter,
    slip,
    street_light,
    water_support,
)
from sai_thong.forms.petitions.case_letters import gather_letter
from sai_thong.ground.clock import Clock
from sai_thong.registers.petitions.terms import NoticeKind

_RECORD, _YEAR = frozenset({Need.RECORD}), frozenset({Need.FISCAL_YEAR})
_DAY = frozenset({Choice.DAY})
_OF_TIME = frozenset({Choice.MONTH, Choice.CALENDAR_YEAR, Choice.DAY, Choice.LAST_DAY})
_ITA = frozenset({Choice.HALF, Choice.DAY})

_Gather = Callable[[Store, PaperRequest], Any]
_Draw = Callable[[Any, PaperSettings, Clock], Paper]


def _form(key: str, name: str, draw: _Draw) -> PaperKind:
    """A form that may be blank."""
    return PaperKind(
        key=key,
        name=name,
        preprinted=Preprinted.AS_WISHED,
        choices=frozenset({Choice.RECORD}),
        about=About.PETITION,
        gather=petition_sheet.gather_petition_form,
        draw=draw,
    )


def _slip(key: str, name: str, draw: _Draw) -> PaperKind:
    return PaperKind(
        key=key,
        name=name,
        preprinted=Preprinted.AS_WISHED,
        needs=_RECORD,
        about=About.PETITION,
        gather=slip.gather_slip,
        draw=draw,
    )


def _of_case(key: str, name: str, gather: _Gather, draw: _Draw) -> PaperKind:
    """A paper of one case; its number comes with the step of the case that enters it in the register of documents."""
    return PaperKind(key=key, name=name, needs=_RECORD, choices=_DAY, about=About.PETITION, gather=gather, draw=draw)


OF_A_PETITION = (
    _form("general-petition", "คำร้องทั่วไป", general_petition.general_petition),
    _form("street-light", "แบบแจ้งซ่อมไฟฟ้าสาธารณะ", street_light.street_light),
    _form("water-support", "แบบขอสนับสนุนน้ำอุปโภค-บริโภค", water_support.water_support),
    _slip("petition-slip", "ใบรับคำร้อง", slip.slip),
    _slip("petition-slip-roll", "ใบรับคำร้อง (ม้วน 80 มม.)", slip.roll_slip),
    _of_case("defect-note", "บันทึกความบกพร่อง", defect_note.gather_defect_note, defect_note.defect_note),
    _of_case("return-letter", "หนังสือคืนคำขอ", return_letter.gather_return_letter, return_letter.return_letter),
    _of_case("appointment-slip", "ใบนัดหมาย", appointment_slip.gather_appointment, appointment_slip.appointment_slip),
    _of_case(
        "acknowledgement-letter",
        "หนังสือแจ้งรับเรื่อง",
        gather_letter(NoticeKind.ACKNOWLEDGEMENT),
        acknowledgement_letter.acknowledgement_letter,
    ),
    _of_case(
        "progress-letter",
        "หนังสือแจ้งความคืบหน้า",
        gather_letter(NoticeKind.PROGRESS),
        progress_letter.progress_letter,
    ),
    _of_case("delay-letter", "หนังสือแจ้งเหตุแห่งความล่าช้า", gather_letter(NoticeKind.DELAY), delay_letter.delay_letter),
    _of_case("petition-memo", "บันทึกเสนอคำร้อง", petition_memo.gather_petition_memo, petition_memo.petition_memo),
    _of_case("result-letter", "หนังสือแจ้งผลการพิจารณา", result_letter.gather_result_letter, result_letter.result_letter),
    _of_case(
        "forward-letter", "หนังสือส่งต่อหน่วยงาน", forward_letters.gather_forward_letter, forward_letters.forward_letter
    ),
    _of_case(
        "forward-notice",
        "หนังสือแจ้งการส่งต่อแก่ผู้ยื่น",
        forward_letters.gather_forward_notice,
        forward_letters.forward_notice,
    ),
    _of_case(
        "appeal-letter", "หนังสือแจ้งผลการพิจารณาอุทธรณ์", appeal_letter.gather_appeal_letter, appeal_letter.appeal_letter
    ),
    _of_case("certificate", "หนังสือรับรอง", certificate.gather_certificate, certificate.certificate),
)
"""Papers of one case, in the order of its course."""

OF_ALL_PETITIONS = (
    PaperKind(
        key="petition-register",
        name="ทะเบียนรับคำร้อง",
        choices=_OF_TIME,
        gather=petition_register.gather_register(confidential=False),
        draw=petition_register.petition_register,
    ),
    PaperKind(
        key="petition-register-confidential",
        name="ทะเบียนรับคำร้อง (ลับ)",
        choices=_OF_TIME,
        gather=petition_register.gather_register(confidential=True),
        draw=petition_register.petition_register,
    ),
    PaperKind(
        key="ita-services",
        name="สถิติการให้บริการ (ITA)",
        needs=_YEAR,
        choices=_ITA,
        gather=ita_reports.gather_ita(corruption=False),
        draw=ita_reports.service_report,
    ),
    PaperKind(
        key="ita-corruption",
        name="สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ (ITA)",
        needs=_YEAR,
        choices=_ITA,
        gather=ita_reports.gather_ita(corruption=True),
        draw=ita_reports.corruption_report,
    ),
)
"""Registers and reports."""

OF_PETITIONS = (*OF_A_PETITION, *OF_ALL_PETITIONS)
