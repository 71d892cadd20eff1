"""หนังสือมอบอำนาจ: to apply, to receive cash, or to receive into the agent's account (domain notes 1.8 D)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.forms.allowances.application import ProxyOnForm, day_parts
from sai_thong.forms.allowances.claim_on_paper import find_case_file
from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper, person_on_paper
from sai_thong.forms.allowances.scheme_words import MONEY
from sai_thong.forms.kit import Blank, Paper, PaperSettings, Signer, Tick
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, dated, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import formatted

LIABILITY: Final = "ข้าพเจ้าขอรับผิดชอบในการที่ผู้รับมอบอำนาจได้กระทำไปตามหนังสือมอบอำนาจนี้ เสมือนข้าพเจ้าได้กระทำด้วยตนเอง"
_PAYING: Final = {Channel.CASH_PROXY: "cash", Channel.BANK_PROXY: "bank"}


@dataclass(frozen=True)
class PowerOfAttorney:
    """A letter of authority; every part may be empty.

    Attributes:
        office: Where it is used.
        money: ``เงินเบี้ยยังชีพผู้สูงอายุ``, or empty.
        principal: Who gives it.
        agent: Who receives it.
        scopes: Of ``apply``, ``cash`` and ``bank``.
        made_on: Its day.
        valid_until: Its last day.
    """

    office: OfficeOnPaper
    money: str = ""
    principal: PersonOnPaper = field(default_factory=PersonOnPaper)
    agent: ProxyOnForm = field(default_factory=ProxyOnForm)
    scopes: frozenset[str] = frozenset()
    made_on: date | None = None
    valid_until: date | None = None


def power_of_attorney(data: PowerOfAttorney, settings: PaperSettings, clock: Clock) -> Paper:
    """The letter on one page, signed by both and two witnesses."""
    paper = Paper("หนังสือมอบอำนาจ", clock=clock, settings=settings, author=data.office.name)
    sheet = FormSheet(paper, top=25)
    sheet.title("หนังสือมอบอำนาจ", size=22)
    sheet.gap(2)
    sheet.right_line("เขียนที่", Blank(data.office.place if data.made_on else ""), share=0.62)
    sheet.right_line(*day_parts(data.made_on), share=0.62)
    sheet.gap(2)
    _principal(sheet, data.principal)
    _agent(sheet, data.agent)
    _scope(sheet, data)
    sheet.paragraph(LIABILITY)
    sheet.paragraph("เพื่อเป็นหลักฐาน ข้าพเจ้าได้ลงลายมือชื่อหรือพิมพ์ลายนิ้วมือไว้เป็นสำคัญต่อหน้าพยาน")
    sheet.gap(11)
    sheet.signatures([("ผู้มอบอำนาจ", Signer(data.principal.name)), ("ผู้รับมอบอำนาจ", Signer(data.agent.name))], width=40)
    sheet.gap(9)
    sheet.signatures([("พยาน", Signer()), ("พยาน", Signer())], width=40)
    sheet.gap(4)
    note = "หมายเหตุ  กรณีพิมพ์ลายนิ้วมือ ต้องมีพยานลงลายมือชื่อรับรองสองคน และแนบสำเนาบัตรประจำตัวประชาชนของทั้งสองฝ่าย"
    sheet.page.paragraph(sheet.left, sheet.y, sheet.width, note, size=13)
    return paper


def _principal(sheet: FormSheet, person: PersonOnPaper) -> None:
    sheet.line("ข้าพเจ้า", Blank(person.name, 2), "อายุ", Blank(person.age_text, 0.4), "ปี", indent=15)
    sheet.line("เลขประจำตัวประชาชน", Blank(person.shown_id), "โทรศัพท์", Blank(person.phone, 0.7))
    sheet.line("ที่อยู่", Blank(person.address))


def _agent(sheet: FormSheet, agent: ProxyOnForm) -> None:
    sheet.line("ขอมอบอำนาจให้", Blank(agent.name, 2), "อายุ", Blank("", 0.4), "ปี", indent=15)
    shown_id = formatted(agent.citizen_id) if len(agent.citizen_id) == 13 else agent.citizen_id
    sheet.line("เลขประจำตัวประชาชน", Blank(shown_id), "โทรศัพท์", Blank(agent.phone, 0.7))
    sheet.line("ที่อยู่", Blank(agent.address))
    sheet.line("ซึ่งเกี่ยวข้องเป็น", Blank(agent.relation), "ของผู้มอบอำนาจ")


def _scope(sheet: FormSheet, data: PowerOfAttorney) -> None:
    sheet.line("เป็นผู้มีอำนาจกระทำการแทนข้าพเจ้าเกี่ยวกับ", Blank(data.money), "ดังนี้", indent=15)
    for key, label in (
        ("apply", "ยื่นคำขอ"),
        ("cash", "รับเงินสด"),
        ("bank", "รับเงินโดยโอนเข้าบัญชีเงินฝากธนาคารในนามผู้รับมอบอำนาจ"),
    ):
        sheet.line(Tick(label, checked=key in data.scopes), indent=20)
    sheet.line("หนังสือนี้ใช้ได้ถึงวันที่", Blank(dated(data.valid_until)))


def gather_power_of_attorney(store: Store, request: PaperRequest) -> PowerOfAttorney:
    """The letter for a claim's proxy; without a record, the blank letter.

    Raises:
        NothingToPrint: There is no such claim.
    """
    office = gather_office(store)
    if not request.record_id:
        return PowerOfAttorney(office)
    file = find_case_file(store, request.record_id, request.scheme_set, request.scheme)
    claim, day = file.claim, request.day or bangkok_today(store.clock)
    channel = file.channel_in(Month.of(day))
    scope = _PAYING.get(channel.channel) if channel else None
    agent = ProxyOnForm(
        claim.proxy_relation, claim.proxy_name, claim.proxy_citizen_id, claim.proxy_address, claim.proxy_phone
    )
    return PowerOfAttorney(
        office=office,
        money=MONEY[claim.scheme],
        principal=person_on_paper(file.citizen, office, day),
        agent=agent,
        scopes=frozenset([scope] if scope else ["apply"]),
        made_on=request.day,
        valid_until=claim.proxy_authority_until,
    )
