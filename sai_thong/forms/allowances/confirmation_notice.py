"""ประกาศรับยืนยันสิทธิ: who may come when for a fiscal year. The dates are computed, since notices often slip in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.application_old_age import DOCUMENTS
from sai_thong.forms.allowances.scheme_words import REGULATION
from sai_thong.forms.allowances.sixty_letter import windows_words
from sai_thong.forms.kit import Block, Order, Paper, PaperSettings, draw_order
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated, gather_office, given_on
from sai_thong.forms.office.outgoing import office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.rules.windows import ConfirmationNotice, confirmation_notice
from sai_thong.registers.law.terms import Scheme
from sai_thong.registers.office.records import Post


@dataclass(frozen=True)
class ConfirmationPaper:
    """The notice of one fiscal year.

    Attributes:
        office: Who announces.
        day: The day of the notice.
        notice: The computed dates.
    """

    office: OfficeOnPaper
    day: date
    notice: ConfirmationNotice


def confirmation_paper(data: ConfirmationPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """The announcement."""
    notice = data.notice
    paper = office_paper(data.office, "ประกาศรับยืนยันสิทธิ", settings, clock)
    order = Order(
        kind="ประกาศ",
        office=data.office.name,
        subject=f"การรับยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ ประจำปีงบประมาณ พ.ศ. {notice.fiscal_year_be}",
        body=_body(data.office, notice),
        given=given_on(data.day),
        signer=data.office.signer(Post.MAYOR, data.day),
    )
    draw_order(paper, order)
    return paper


def _body(office: OfficeOnPaper, notice: ConfirmationNotice) -> list[Block]:
    october = f"เดือนตุลาคม {notice.fiscal_year_be - 1}"
    return [
        f"ตาม{REGULATION[Scheme.OLD_AGE]} {office.name}จึงประกาศรับยืนยันสิทธิ ดังนี้",
        f"1. ผู้มีสิทธิ ได้แก่ ผู้มีสัญชาติไทย มีชื่ออยู่ในทะเบียนบ้านในเขต{office.name} และมีอายุ {notice.age} ปีบริบูรณ์ขึ้นไป "
        f"โดยนับอายุถึงวันที่ {dated(notice.age_counted_to)} (เกิดก่อนวันที่ {dated(notice.born_before)}) "
        "ที่ยังไม่เคยยืนยันสิทธิ หรือย้ายภูมิลำเนาเข้ามาใหม่ และมีคุณสมบัติตามที่ระเบียบกำหนด "
        "กรณีทะเบียนราษฎรไม่ปรากฏวันที่และเดือนเกิด ให้ถือว่าเกิดวันที่ 1 มกราคมของปีนั้น",
        f"2. วัน เวลา และสถานที่ {windows_words(notice.windows)} ในวันและเวลาราชการ ณ {office.place}",
        "3. เอกสารที่ต้องนำมา",
        *(f"({number}) {document}" for number, document in enumerate(DOCUMENTS, 1)),
        f"4. การรับเงิน ผู้ยืนยันสิทธิภายในกำหนดและผ่านการตรวจสอบคุณสมบัติ จะได้รับเงินตั้งแต่{october} เป็นต้นไป "
        f"หรือตั้งแต่เดือนถัดจากเดือนที่มีอายุครบ {notice.age} ปีบริบูรณ์ สำหรับผู้ที่มีอายุครบภายหลัง "
        "(ผู้เกิดวันที่ 1 ได้รับตั้งแต่เดือนเกิด) ผู้ที่เคยยืนยันสิทธิไว้แล้วไม่ต้องยืนยันสิทธิอีก",
        "จึงประกาศให้ทราบโดยทั่วกัน",
    ]


def gather_confirmation(store: Store, request: PaperRequest) -> ConfirmationPaper:
    """The notice of a fiscal year, by the law tables of this office."""
    assert request.fiscal_year_be is not None
    day = request.day or bangkok_today(store.clock)
    return ConfirmationPaper(gather_office(store), day, confirmation_notice(request.fiscal_year_be, office_law(store)))
