"""The papers of the catalogue, in the order the window lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sai_thong.db.store import Store
from sai_thong.forms.allowances import (
    application,
    application_assistance,
    application_disability,
    application_gathering,
    application_old_age,
    cash_day_papers,
    committee_papers,
    confirmation_notice,
    disbursement_memo,
    entitled_notice,
    life_certificate,
    month_cover,
    month_memo,
    month_report,
    move_letters,
    overpayment_letters,
    payment_list,
    power_of_attorney,
    receipt,
    sixty_letter,
    suspension_papers,
    urgent_stop,
    village_check_papers,
    waiver,
)
from sai_thong.forms.assets.asset_kinds import OF_ASSETS
from sai_thong.forms.assets.labels import OF_LABELS
from sai_thong.forms.kit import Paper, PaperSettings, offset_sheet
from sai_thong.forms.paper_kinds import About, Choice, Need, PaperKind, PaperRequest, Preprinted
from sai_thong.forms.petitions.petition_kinds import OF_PETITIONS
from sai_thong.forms.saraban import destruction_papers, receiving_stamp, register_papers
from sai_thong.forms.trust.trust_kinds import OF_PRIVACY
from sai_thong.ground.clock import Clock
from sai_thong.registers.law.terms import PaySource, Scheme, SchemeSet

Gather = Callable[[Store, PaperRequest], Any]

_ORDINARY = (SchemeSet.ORDINARY,)
_ANY = tuple(SchemeSet)
_MONTH, _RECORD, _YEAR = frozenset({Need.MONTH}), frozenset({Need.RECORD}), frozenset({Need.FISCAL_YEAR})
_LIST = frozenset({Choice.SOURCE, Choice.SCHEME_SET, Choice.SCHEME, Choice.MOO})
_LETTER = frozenset({Choice.DAY, Choice.NUMBER})
_OF_SET = frozenset({Choice.SCHEME_SET})
_BLANK_OR_FILLED = frozenset({Choice.RECORD, Choice.DAY})


def _payment_list(cash: bool | None) -> Gather:
    def gather(store: Store, request: PaperRequest) -> payment_list.PaymentList:
        assert request.month is not None
        return payment_list.gather_payment_list(
            store,
            request.scheme_set,
            request.month,
            source=request.source,
            moo=request.moo,
            scheme=request.scheme,
            cash=cash,
        )

    return gather


def _month_memo(source: PaySource) -> Gather:
    def gather(store: Store, request: PaperRequest) -> month_memo.MonthMemo:
        assert request.month is not None
        return month_memo.gather_month_memo(
            store, request.scheme_set, request.month, source, day=request.day, number=request.number
        )

    return gather


def _application(scheme: Scheme) -> Gather:
    def gather(store: Store, request: PaperRequest) -> application.Application:
        return application_gathering.gather_application(store, scheme, request.record_id)

    return gather


def _nothing(_store: Store, _request: PaperRequest) -> None:
    return None


def _offset_sheet(_data: None, settings: PaperSettings, clock: Clock) -> Paper:
    return offset_sheet(settings, clock)


OF_THE_MONTH = (
    PaperKind(
        key="payment-list",
        name="บัญชีรายชื่อผู้รับเงิน",
        needs=_MONTH,
        choices=_LIST,
        sets=_ANY,
        gather=_payment_list(None),
        draw=payment_list.payment_list,
    ),
    PaperKind(
        key="payment-list-cash",
        name="บัญชีรายชื่อผู้รับเงิน (เงินสด)",
        needs=_MONTH,
        choices=_LIST,
        sets=_ORDINARY,
        gather=_payment_list(cash=True),
        draw=payment_list.payment_list,
    ),
    PaperKind(
        key="payment-list-transfer",
        name="บัญชีรายชื่อผู้รับเงิน (โอนเข้าบัญชี)",
        needs=_MONTH,
        choices=_LIST,
        sets=_ORDINARY,
        gather=_payment_list(cash=False),
        draw=payment_list.payment_list,
    ),
    PaperKind(
        key="month-report",
        name="บันทึกรายงานผลการตรวจสอบและการจ่าย",
        needs=_MONTH,
        choices=_LETTER | _OF_SET,
        sets=_ANY,
        gather=_month_memo(PaySource.CGD),
        draw=month_report.month_report,
    ),
    PaperKind(
        key="disbursement-memo",
        name="บันทึกขออนุมัติเบิกจ่าย",
        needs=_MONTH,
        choices=_LETTER | _OF_SET,
        sets=_ANY,
        gather=_month_memo(PaySource.LAO),
        draw=disbursement_memo.disbursement_memo,
    ),
    PaperKind(
        key="month-cover",
        name="ใบปะหน้าเอกสารการจ่ายเงิน",
        needs=_MONTH,
        choices=_OF_SET | {Choice.SOURCE},
        sets=_ANY,
        gather=month_cover.gather_month_cover,
        draw=month_cover.month_cover,
    ),
    PaperKind(
        key="receipt",
        name="ใบสำคัญรับเงิน",
        preprinted=Preprinted.AS_WISHED,
        needs=_MONTH,
        choices=_LIST | {Choice.RECORD},
        sets=_ANY,
        about=About.PERSON,
        gather=receipt.gather_receipts,
        draw=receipt.receipts,
    ),
    PaperKind(
        key="entitled-notice",
        name="ประกาศรายชื่อผู้มีสิทธิ",
        needs=_MONTH,
        choices=frozenset({Choice.SCHEME, Choice.MOO, Choice.DAY}),
        sets=_ORDINARY,
        gather=entitled_notice.gather_entitled_notice,
        draw=entitled_notice.entitled_notice,
    ),
    PaperKind(
        key="village-check",
        name="แบบตรวจสอบรายชื่อผู้มีสิทธิ",
        needs=_MONTH,
        choices=frozenset({Choice.MOO, Choice.DAY}),
        sets=_ORDINARY,
        gather=village_check_papers.gather_village_sheets,
        draw=village_check_papers.village_check,
    ),
    PaperKind(
        key="village-check-letter",
        name="หนังสือนำส่งแบบตรวจสอบรายชื่อ",
        needs=_MONTH,
        choices=_LETTER | {Choice.MOO},
        sets=_ORDINARY,
        gather=village_check_papers.gather_village_sheets,
        draw=village_check_papers.village_letters,
    ),
    PaperKind(
        key="cash-day-order",
        name="คำสั่งแต่งตั้งกรรมการจ่ายเงิน",
        needs=_RECORD,
        choices=_OF_SET,
        sets=_ANY,
        about=About.CASH_DAY,
        gather=cash_day_papers.gather_cash_day,
        draw=cash_day_papers.cash_day_order,
    ),
    PaperKind(
        key="cash-return",
        name="ใบนำส่งเงินเหลือจ่าย",
        needs=_RECORD,
        choices=_OF_SET,
        sets=_ANY,
        about=About.CASH_DAY,
        gather=cash_day_papers.gather_cash_day,
        draw=cash_day_papers.cash_return,
    ),
    PaperKind(
        key="urgent-stop",
        name="แจ้งระงับการจ่ายเงินด่วน",
        needs=_RECORD,
        choices=_LETTER | _OF_SET,
        sets=_ANY,
        about=About.URGENT_STOP,
        gather=urgent_stop.gather_urgent_stop,
        draw=urgent_stop.urgent_stop_note,
    ),
)
OF_A_CLAIM = (
    PaperKind(
        key="application-old-age",
        name="แบบคำขอยืนยันสิทธิรับเงินเบี้ยยังชีพผู้สูงอายุ",
        preprinted=Preprinted.AS_WISHED,
        choices=_BLANK_OR_FILLED,
        sets=_ORDINARY,
        about=About.CLAIM,
        gather=_application(Scheme.OLD_AGE),
        draw=application_old_age.application_old_age,
    ),
    PaperKind(
        key="application-disability",
        name="แบบคำขอลงทะเบียนรับเงินเบี้ยความพิการ",
        preprinted=Preprinted.AS_WISHED,
        choices=_BLANK_OR_FILLED,
        sets=_ORDINARY,
        about=About.CLAIM,
        gather=_application(Scheme.DISABILITY),
        draw=application_disability.application_disability,
    ),
    PaperKind(
        key="application-assistance",
        name="แบบคำขอรับการสงเคราะห์",
        preprinted=Preprinted.AS_WISHED,
        choices=_BLANK_OR_FILLED,
        sets=(SchemeSet.SPECIAL,),
        about=About.CLAIM,
        gather=_application(Scheme.HIV),
        draw=application_assistance.application_assistance,
    ),
    PaperKind(
        key="power-of-attorney",
        name="หนังสือมอบอำนาจ",
        preprinted=Preprinted.AS_WISHED,
        choices=_BLANK_OR_FILLED | _OF_SET | {Choice.SCHEME},
        sets=_ANY,
        about=About.CLAIM,
        gather=power_of_attorney.gather_power_of_attorney,
        draw=power_of_attorney.power_of_attorney,
    ),
    PaperKind(
        key="committee-order",
        name="คำสั่งแต่งตั้งคณะกรรมการตรวจสอบคุณสมบัติ",
        choices=_LETTER | {Choice.SCHEME},
        sets=_ORDINARY,
        gather=committee_papers.gather_committee_order,
        draw=committee_papers.committee_order,
    ),
    PaperKind(
        key="committee-report",
        name="รายงานผลการตรวจสอบคุณสมบัติ",
        choices=_LETTER | _OF_SET,
        sets=_ANY,
        gather=committee_papers.gather_committee_report,
        draw=committee_papers.committee_report,
    ),
    PaperKind(
        key="fact-check",
        name="บันทึกตรวจสอบข้อเท็จจริง",
        needs=_RECORD,
        choices=_LETTER | _OF_SET | {Choice.SCHEME},
        sets=_ANY,
        about=About.CLAIM,
        gather=suspension_papers.gather_fact_check,
        draw=suspension_papers.fact_check_memo,
    ),
    PaperKind(
        key="suspension-order",
        name="คำสั่งระงับการจ่าย",
        needs=_RECORD,
        choices=_LETTER | _OF_SET | {Choice.SCHEME},
        sets=_ANY,
        about=About.CLAIM,
        gather=suspension_papers.gather_suspension_order,
        draw=suspension_papers.suspension_order,
    ),
    PaperKind(
        key="waiver",
        name="หนังสือสละสิทธิ",
        preprinted=Preprinted.AS_WISHED,
        choices=_BLANK_OR_FILLED | _OF_SET | {Choice.SCHEME},
        sets=_ANY,
        about=About.CLAIM,
        gather=waiver.gather_waiver,
        draw=waiver.waiver,
    ),
    PaperKind(
        key="life-certificate",
        name="แบบยืนยันการมีชีวิตอยู่",
        preprinted=Preprinted.AS_WISHED,
        choices=_BLANK_OR_FILLED,
        about=About.PERSON,
        gather=life_certificate.gather_life_certificate,
        draw=life_certificate.life_certificate,
    ),
    PaperKind(
        key="move-letter-person",
        name="หนังสือแจ้งผู้ย้ายภูมิลำเนา",
        needs=_RECORD,
        choices=_LETTER | _OF_SET | {Choice.SCHEME},
        sets=_ANY,
        about=About.CLAIM,
        gather=move_letters.gather_letter_to_person,
        draw=move_letters.move_letter_to_person,
    ),
    PaperKind(
        key="move-letter-office",
        name="หนังสือแจ้งองค์กรปกครองส่วนท้องถิ่นแห่งใหม่",
        needs=_RECORD,
        choices=_LETTER | {Choice.SCHEME},
        sets=_ORDINARY,
        about=About.CLAIM,
        gather=move_letters.gather_letter_to_office,
        draw=move_letters.move_letter_to_office,
    ),
    PaperKind(
        key="overpayment-facts",
        name="หนังสือแจ้งข้อเท็จจริงและขอให้ชี้แจง",
        needs=_RECORD,
        choices=_LETTER | _OF_SET,
        sets=_ANY,
        about=About.OVERPAYMENT,
        gather=overpayment_letters.gather_facts_letter,
        draw=overpayment_letters.facts_letter,
    ),
    PaperKind(
        key="overpayment-demand",
        name="หนังสือแจ้งให้คืนเงิน",
        needs=_RECORD,
        choices=_LETTER | _OF_SET,
        sets=_ANY,
        about=About.OVERPAYMENT,
        gather=overpayment_letters.gather_demand_letter,
        draw=overpayment_letters.demand_letter,
    ),
)
OF_THE_YEAR = (
    PaperKind(
        key="confirmation-notice",
        name="ประกาศรับยืนยันสิทธิ",
        needs=_YEAR,
        choices=frozenset({Choice.DAY}),
        sets=_ORDINARY,
        gather=confirmation_notice.gather_confirmation,
        draw=confirmation_notice.confirmation_paper,
    ),
    PaperKind(
        key="sixty-letter",
        name="หนังสือแจ้งสิทธิผู้มีอายุครบ 60 ปี",
        needs=_YEAR,
        choices=_LETTER | {Choice.MOO, Choice.RECORD},
        sets=_ORDINARY,
        about=About.PERSON,
        gather=sixty_letter.gather_sixty_letters,
        draw=sixty_letter.sixty_letters,
    ),
)
_OF_DAYS = frozenset({Choice.DAY, Choice.LAST_DAY})
OF_THE_DOCUMENTS = (
    PaperKind(
        key="incoming-register",
        name="ทะเบียนหนังสือรับ",
        choices=_OF_DAYS,
        gather=register_papers.gather_incoming_register,
        draw=register_papers.document_register,
    ),
    PaperKind(
        key="outgoing-register",
        name="ทะเบียนหนังสือส่ง",
        choices=_OF_DAYS | {Choice.REGISTER},
        gather=register_papers.gather_outgoing_register,
        draw=register_papers.document_register,
    ),
    PaperKind(
        key="receiving-stamp",
        name="ตรารับหนังสือ (พิมพ์ลงบนหนังสือ)",
        needs=_RECORD,
        about=About.INCOMING,
        gather=receiving_stamp.gather_stamp,
        draw=receiving_stamp.stamp_sheet,
    ),
    PaperKind(
        key="receiving-label",
        name="ตรารับหนังสือ (ฉลาก)",
        needs=_RECORD,
        about=About.INCOMING,
        gather=receiving_stamp.gather_stamp,
        draw=receiving_stamp.stamp_label,
    ),
    PaperKind(
        key="destruction-list",
        name="บัญชีหนังสือขอทำลาย",
        needs=_RECORD,
        about=About.DESTRUCTION_LIST,
        gather=destruction_papers.gather_destruction_list,
        draw=destruction_papers.destruction_list_paper,
    ),
)
OFFSET_SHEET = PaperKind(
    key="offset-sheet",
    name="แผ่นทดสอบระยะพิมพ์",
    preprinted=Preprinted.ALWAYS,
    gather=_nothing,
    draw=_offset_sheet,
)
OF_THE_OFFICE = (OFFSET_SHEET,)

PAPERS: tuple[PaperKind, ...] = (
    *OF_THE_MONTH,
    *OF_A_CLAIM,
    *OF_THE_YEAR,
    *OF_PETITIONS,
    *OF_THE_DOCUMENTS,
    *OF_ASSETS,
    *OF_LABELS,
    *OF_PRIVACY,
    *OF_THE_OFFICE,
)
"""Every paper that is made from the store. The recovery sheets are not: only who makes a code can print it."""
