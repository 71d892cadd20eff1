"""Every paper with invented data: what `dev.py shots` renders and the tests of all papers go over."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime

from sai_thong.forms.allowances.application import Application
from sai_thong.forms.allowances.application_assistance import application_assistance
from sai_thong.forms.allowances.application_disability import DOCUMENTS, application_disability
from sai_thong.forms.allowances.application_old_age import application_old_age
from sai_thong.forms.allowances.cash_day_papers import cash_day_order, cash_return
from sai_thong.forms.allowances.committee_papers import committee_order, committee_report
from sai_thong.forms.allowances.confirmation_notice import confirmation_paper
from sai_thong.forms.allowances.disbursement_memo import disbursement_memo
from sai_thong.forms.allowances.entitled_notice import entitled_notice
from sai_thong.forms.allowances.life_certificate import LifeCertificate, life_certificate
from sai_thong.forms.allowances.month_cover import month_cover
from sai_thong.forms.allowances.month_memo import StepRow
from sai_thong.forms.allowances.month_report import month_report
from sai_thong.forms.allowances.move_letters import move_letter_to_office, move_letter_to_person
from sai_thong.forms.allowances.overpayment_letters import demand_letter, facts_letter
from sai_thong.forms.allowances.payment_list import payment_list
from sai_thong.forms.allowances.power_of_attorney import PowerOfAttorney, power_of_attorney
from sai_thong.forms.allowances.receipt import receipts
from sai_thong.forms.allowances.sixty_letter import sixty_letters
from sai_thong.forms.allowances.suspension_papers import fact_check_memo, suspension_order
from sai_thong.forms.allowances.urgent_stop import urgent_stop_note
from sai_thong.forms.allowances.village_check_papers import village_check, village_letters
from sai_thong.forms.allowances.waiver import Waiver, waiver
from sai_thong.forms.kit import Paper, PaperSettings, offset_sheet
from sai_thong.forms.saraban.destruction_papers import destruction_list_paper
from sai_thong.forms.saraban.receiving_stamp import stamp_label, stamp_sheet
from sai_thong.forms.saraban.register_papers import document_register
from sai_thong.ground.clock import Clock, FixedClock
from sai_thong.registers.law.terms import PaySource, Scheme
from tests.forms.allowances import filled, test_urgent_stop
from tests.forms.allowances.invented import ON_PAPER, SPECIAL
from tests.forms.assets.gallery import ASSET_DRAWINGS
from tests.forms.office import test_lost_computer, test_recovery_sheet
from tests.forms.petitions.gallery import CONFIDENTIAL_DRAWINGS, PETITION_DRAWINGS
from tests.forms.saraban import documents_on_paper
from tests.forms.trust import test_certificate
from tests.forms.trust.gallery import PRIVACY_DRAWINGS

Drawing = Callable[[PaperSettings, Clock], Paper]


def _of(draw: Callable[..., Paper], data: object) -> Drawing:
    return lambda settings, clock: draw(data, settings, clock)


_DISABILITY = dataclasses.replace(
    filled.APPLICATION,
    scheme=Scheme.DISABILITY,
    receives=frozenset({Scheme.OLD_AGE}),
    documents=DOCUMENTS[:2],
)
_ASSISTANCE = dataclasses.replace(filled.APPLICATION, scheme=Scheme.HIV, answers=filled.ANSWERS)
_LIST = filled.listed(
    filled.village(30), filled.village(40, cash=False), filled.village(3, cash=False, name="หมู่ที่ 3 บ้านโนนปู่ทวด")
)
_SEALED_MEMO = dataclasses.replace(
    filled.MEMO,
    scheme_set=SPECIAL,
    source=PaySource.LAO,
    schemes=(Scheme.HIV,),
    steps=(StepRow(Scheme.HIV, "", 50_000, 6),),
    seal=filled.SEAL,
)

DRAWINGS: dict[str, Drawing] = {
    "payment-list": _of(payment_list, _LIST),
    "payment-list-cash": _of(payment_list, filled.listed(filled.village(30))),
    "payment-list-transfer": _of(payment_list, filled.listed(filled.village(40, cash=False), draft=True)),
    "month-report": _of(month_report, dataclasses.replace(filled.MEMO, seal=filled.SEAL)),
    "disbursement-memo": _of(disbursement_memo, dataclasses.replace(filled.MEMO, source=PaySource.LAO)),
    "month-cover": _of(month_cover, filled.COVER),
    "receipt": _of(receipts, filled.RECEIPTS),
    "entitled-notice": _of(entitled_notice, filled.NOTICE),
    "village-check": _of(village_check, filled.VILLAGE_SHEETS),
    "village-check-letter": _of(village_letters, filled.VILLAGE_SHEETS),
    "cash-day-order": _of(cash_day_order, filled.CASH_DAY),
    "cash-return": _of(cash_return, filled.CASH_DAY),
    "urgent-stop": test_urgent_stop.example,
    "application-old-age": _of(application_old_age, filled.APPLICATION),
    "application-old-age-blank": _of(application_old_age, Application(ON_PAPER, Scheme.OLD_AGE)),
    "application-disability": _of(application_disability, _DISABILITY),
    "application-disability-blank": _of(application_disability, Application(ON_PAPER, Scheme.DISABILITY)),
    "application-assistance": _of(application_assistance, _ASSISTANCE),
    "application-assistance-blank": _of(application_assistance, Application(ON_PAPER, Scheme.HIV)),
    "power-of-attorney": _of(power_of_attorney, filled.POWER),
    "power-of-attorney-blank": _of(power_of_attorney, PowerOfAttorney(ON_PAPER)),
    "committee-order": _of(committee_order, filled.COMMITTEE_ORDER),
    "committee-report": _of(committee_report, filled.COMMITTEE_REPORT),
    "fact-check": _of(fact_check_memo, dataclasses.replace(filled.SUSPENSION, number="31")),
    "suspension-order": _of(suspension_order, filled.SUSPENSION),
    "waiver": _of(waiver, filled.WAIVER),
    "waiver-blank": _of(waiver, Waiver(ON_PAPER)),
    "life-certificate": _of(life_certificate, filled.LIFE),
    "life-certificate-blank": _of(life_certificate, LifeCertificate(ON_PAPER)),
    "move-letter-person": _of(move_letter_to_person, filled.MOVE),
    "move-letter-office": _of(move_letter_to_office, filled.MOVE),
    "overpayment-facts": _of(facts_letter, filled.OVERPAID),
    "overpayment-demand": _of(demand_letter, filled.OVERPAID),
    "confirmation-notice": _of(confirmation_paper, filled.CONFIRMATION),
    "sixty-letter": _of(sixty_letters, filled.SIXTY),
    "incoming-register": _of(document_register, documents_on_paper.INCOMING),
    "outgoing-register": _of(document_register, documents_on_paper.OUTGOING),
    "receiving-stamp": _of(stamp_sheet, documents_on_paper.STAMP),
    "receiving-label": _of(stamp_label, documents_on_paper.STAMP),
    "destruction-list": _of(destruction_list_paper, documents_on_paper.DESTRUCTION),
    **ASSET_DRAWINGS,
    **PETITION_DRAWINGS,
    **PRIVACY_DRAWINGS,
    "petition-register-confidential": CONFIDENTIAL_DRAWINGS["petition-register-confidential"],
    "lost-computer": test_lost_computer.example,
    "verification-certificate": test_certificate.certificate_example,
    "fiscal-file": test_certificate.fiscal_example,
    "offset-sheet": offset_sheet,
    "recovery-sheets": test_recovery_sheet.example,
}
"""The papers of the ordinary set and of the office."""

SEALED_DRAWINGS: dict[str, Drawing] = {
    "special-payment-list": _of(payment_list, filled.SEALED_LIST),
    "special-disbursement-memo": _of(disbursement_memo, _SEALED_MEMO),
    "special-month-cover": _of(
        month_cover,
        dataclasses.replace(
            filled.COVER,
            scheme_set=SPECIAL,
            rows=(dataclasses.replace(filled.COVER.rows[0], scheme=Scheme.HIV, source=PaySource.LAO),),
        ),
    ),
    "special-receipt": _of(
        receipts,
        dataclasses.replace(
            filled.RECEIPTS,
            receipts=(dataclasses.replace(filled.RECEIPT, items=(("เงินสงเคราะห์ ประจำเดือนพฤศจิกายน 2569", 50_000),)),),
        ),
    ),
    "special-cash-day-order": _of(
        cash_day_order, dataclasses.replace(filled.CASH_DAY, scheme_set=SPECIAL, schemes=(Scheme.HIV,))
    ),
    "special-cash-return": _of(
        cash_return, dataclasses.replace(filled.CASH_DAY, scheme_set=SPECIAL, schemes=(Scheme.HIV,))
    ),
    "special-urgent-stop": _of(urgent_stop_note, dataclasses.replace(filled.STOP, scheme=Scheme.HIV)),
    "special-committee-report": _of(
        committee_report,
        dataclasses.replace(
            filled.COMMITTEE_REPORT,
            scheme_set=SPECIAL,
            claims=(dataclasses.replace(filled.COMMITTEE_REPORT.claims[0], scheme=Scheme.HIV),),
        ),
    ),
    "special-fact-check": _of(fact_check_memo, dataclasses.replace(filled.SUSPENSION, scheme=Scheme.HIV)),
    "special-suspension-order": _of(suspension_order, dataclasses.replace(filled.SUSPENSION, scheme=Scheme.HIV)),
    "special-move-letter-person": _of(move_letter_to_person, dataclasses.replace(filled.MOVE, scheme=Scheme.HIV)),
    "special-overpayment-facts": _of(facts_letter, dataclasses.replace(filled.OVERPAID, scheme=Scheme.HIV)),
    "special-overpayment-demand": _of(demand_letter, dataclasses.replace(filled.OVERPAID, scheme=Scheme.HIV)),
}
"""The papers of the sensitive set, save its own form: none may name the illness."""

GALLERY: dict[str, Drawing] = {**DRAWINGS, **SEALED_DRAWINGS, **CONFIDENTIAL_DRAWINGS}
"""All of them."""

CLOCK = FixedClock(datetime(2026, 11, 21, 3, 0, tzinfo=UTC))


def papers(settings: PaperSettings | None = None) -> list[tuple[str, Callable[[], bytes]]]:
    """Every paper by name, with what makes its PDF; set in the bundled face unless told otherwise."""
    chosen = settings or PaperSettings(font="bundled")

    def maker(drawing: Drawing) -> Callable[[], bytes]:
        return lambda: drawing(chosen, CLOCK).pdf()

    return [(name, maker(drawing)) for name, drawing in GALLERY.items()]
