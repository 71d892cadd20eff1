"""The data of an application form, blank or filled, and the blocks that the forms for old age and disability share.

Items and wording of แบบคำขอ (domain notes 1.8 A and B). No official form number is known, so none is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sai_thong.forms.allowances.form_sheet import FormSheet
from sai_thong.forms.allowances.person_on_paper import PersonOnPaper
from sai_thong.forms.kit import Blank, Part, Signer, Tick, tick
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper
from sai_thong.registers.allowances.records import OfficerOpinion
from sai_thong.registers.allowances.rules.facts import Channel
from sai_thong.registers.law.terms import Scheme
from sai_thong.thai.calendar import MONTHS, Month, be_year
from sai_thong.thai.citizen_id import formatted
from sai_thong.thai.money import baht

FORM_SIZE = 14.0


@dataclass(frozen=True)
class ProxyOnForm:
    """Who applies for the person; empty when nobody does."""

    relation: str = ""
    name: str = ""
    citizen_id: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Decisions:
    """What was decided on page 2; everything empty until it is.

    Attributes:
        opinion: What the officer says.
        opinion_reason: Why not.
        opinion_on: When.
        committee_agrees: What the committee says.
        committee_reason: Why not.
        committee_on: When it met.
        accepted: The executive's order.
        order_reason: Why not, or what else was ordered.
        ordered_on: When.
    """

    opinion: OfficerOpinion | None = None
    opinion_reason: str = ""
    opinion_on: date | None = None
    committee_agrees: bool | None = None
    committee_reason: str = ""
    committee_on: date | None = None
    accepted: bool | None = None
    order_reason: str = ""
    ordered_on: date | None = None


@dataclass(frozen=True)
class Application:
    """An application form.

    Attributes:
        office: The office.
        scheme: Which form.
        person: Who applies; empty on a blank form.
        register_no: ทะเบียนเลขที่.
        register_year: ปี พ.ศ. of the register.
        applied_on: The day of the application.
        marital_status: In the words of the form.
        occupation: อาชีพ.
        income_satang: A month.
        receives: Other schemes the person receives already.
        receives_none: Whether it is known that there are none.
        moved_in_on: When the person moved in, if they did.
        channel: How they want to be paid.
        bank: The bank's name.
        account_no: Account number.
        account_name: Account name.
        documents: Papers handed in, in the words of the form.
        proxy: Who applies for them.
        kinds: Kinds of disability.
        reference_name: บุคคลอ้างอิง.
        reference_phone: Their telephone.
        answers: Answers that only one form asks, by its own keys.
        declared: Whether the declarations were made.
        decisions: Page 2.
        officer: Who took it.
        committee: The members of the qualification committee.
        mayor: Who orders.
        first_month: The first payable month.
    """

    office: OfficeOnPaper
    scheme: Scheme
    person: PersonOnPaper = field(default_factory=PersonOnPaper)
    register_no: str = ""
    register_year: str = ""
    applied_on: date | None = None
    marital_status: str = ""
    occupation: str = ""
    income_satang: int | None = None
    receives: frozenset[Scheme] = frozenset()
    receives_none: bool = False
    moved_in_on: date | None = None
    channel: Channel | None = None
    bank: str = ""
    account_no: str = ""
    account_name: str = ""
    documents: tuple[str, ...] = ()
    proxy: ProxyOnForm = field(default_factory=ProxyOnForm)
    kinds: tuple[str, ...] = ()
    reference_name: str = ""
    reference_phone: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    declared: bool = False
    decisions: Decisions = field(default_factory=Decisions)
    officer: Signer = field(default_factory=Signer)
    committee: tuple[Signer, ...] = ()
    mayor: Signer = field(default_factory=Signer)
    first_month: Month | None = None


def day_parts(day: date | None) -> tuple[Part, ...]:
    """``วันที่ … เดือน … พ.ศ. …``."""
    return (
        "วันที่",
        Blank(str(day.day) if day else "", 0.5),
        "เดือน",
        Blank(MONTHS[day.month - 1] if day else ""),
        "พ.ศ.",
        Blank(str(be_year(day.year)) if day else "", 0.7),
    )


def head(sheet: FormSheet, data: Application, *titles: str) -> None:
    """The register number at the right, and the title."""
    sheet.right_line("ทะเบียนเลขที่", Blank(data.register_no), "/ ปี พ.ศ.", Blank(data.register_year), share=0.45)
    sheet.title(*titles)


def person_block(sheet: FormSheet, data: Application, id_label: str) -> None:
    """Who applies: place and day, name, birth, registered address, telephone, citizen id."""
    person = data.person
    sheet.right_line("เขียนที่", Blank(data.office.place if data.applied_on else ""), share=0.62)
    sheet.right_line(*day_parts(data.applied_on), share=0.62)
    name_parts: tuple[Part, ...] = (
        "ข้าพเจ้า (คำนำหน้า)",
        Blank(person.prefix, 0.6),
        "ชื่อ",
        Blank(f"{person.first_name} {person.monastic_name}".strip(), 1.3),
        "นามสกุล",
        Blank(person.last_name, 1.4),
    )
    sheet.line(*name_parts, indent=15)
    sheet.line(
        "เกิดวันที่",
        Blank(person.birth_day, 0.5),
        "เดือน",
        Blank(person.birth_month, 1.2),
        "พ.ศ.",
        Blank(person.birth_year, 0.7),
        "อายุ",
        Blank(person.age_text, 0.5),
        "ปี  สัญชาติ",
        Blank(person.nationality, 0.8),
    )
    house, moo, community = Blank(person.house_no), Blank(person.moo_text, 0.6), Blank(person.community, 1.6)
    sheet.line("มีชื่ออยู่ในสำเนาทะเบียนบ้านเลขที่", house, "หมู่ที่", moo, "ชุมชน", community)
    place = Blank(person.subdistrict), "อำเภอ", Blank(person.district)
    sheet.line("ตรอก/ซอย", Blank(person.soi), "ถนน", Blank(person.road), "ตำบล", *place)
    postcode, phone = Blank(person.postcode, 0.8), Blank(person.phone, 1.2)
    sheet.line("จังหวัด", Blank(person.province, 1.3), "รหัสไปรษณีย์", postcode, "โทรศัพท์", phone)
    sheet.id_line(id_label, person.citizen_id)


def proxy_box(sheet: FormSheet, proxy: ProxyOnForm, title: str, relations: tuple[str, ...] = ()) -> None:
    """The box for who applies in the person's place; `relations` are offered as ticks."""
    top = sheet.y - 5.5
    sheet.left, sheet.width = sheet.left + 2, sheet.width - 4
    sheet.heading(title)
    if relations:
        ticks: list[Part] = [Tick(words, checked=proxy.relation == words) for words in relations]
        sheet.line("เกี่ยวข้องเป็น", *ticks)
    sheet.line(
        *(() if relations else ("เกี่ยวข้องเป็น", Blank(proxy.relation, 0.8))),
        "ชื่อ – สกุล (ผู้รับมอบอำนาจ)",
        Blank(proxy.name, 2),
    )
    shown_id = formatted(proxy.citizen_id) if len(proxy.citizen_id) == 13 else proxy.citizen_id
    sheet.line("เลขประจำตัวประชาชนผู้รับมอบอำนาจ", Blank(shown_id), "โทรศัพท์", Blank(proxy.phone, 0.8))
    sheet.line("ที่อยู่", Blank(proxy.address))
    sheet.left, sheet.width = sheet.left - 2, sheet.width + 4
    sheet.page.box(sheet.left, top, sheet.width, sheet.y - top - 3.6)
    sheet.gap(2.6)


def choices(sheet: FormSheet, title: str, ticks: tuple[Part, ...], *, a_line: int) -> None:
    """A heading and boxes to tick, `a_line` of them side by side at even distances."""
    if title:
        sheet.heading(title)
    step = (sheet.width - 6) / a_line
    for number, part in enumerate(ticks):
        if isinstance(part, Tick):
            x = sheet.left + 6 + step * (number % a_line)
            tick(sheet.page, x, sheet.y, part.label, checked=part.checked, size=sheet.size)
        if number % a_line == a_line - 1 or number == len(ticks) - 1:
            sheet.y += pitch_mm(sheet.size)


def payment_block(sheet: FormSheet, data: Application, agent: str) -> None:
    """How to be paid (one of four), and the account; `agent` says whose account or hand it may be besides."""
    labels = {
        Channel.CASH_SELF: "1. รับเงินสดด้วยตนเอง",
        Channel.CASH_PROXY: f"2. รับเงินสดโดย{agent}",
        Channel.BANK_SELF: "3. โอนเข้าบัญชีเงินฝากธนาคารในนามผู้มีสิทธิ",
        Channel.BANK_PROXY: f"4. โอนเข้าบัญชีเงินฝากธนาคารในนาม{agent}",
    }
    sheet.heading("โดยขอรับเงินด้วยวิธีต่อไปนี้ (เลือก 1 วิธี)")
    for channel, label in labels.items():
        sheet.tick(label, checked=data.channel is channel, indent=6)
    sheet.line(
        "บัญชีเงินฝากธนาคาร",
        Blank(data.bank, 1.2),
        "บัญชีเลขที่",
        Blank(data.account_no, verbatim=True),
        "ชื่อบัญชี",
        Blank(data.account_name, 1.4),
    )


def documents_block(sheet: FormSheet, data: Application, documents: tuple[str, ...]) -> None:
    """The papers that come with it."""
    choices(
        sheet,
        "พร้อมแนบเอกสาร ดังนี้",
        tuple(Tick(words, checked=words in data.documents) for words in documents),
        a_line=1,
    )


def economy_line(sheet: FormSheet, data: Application) -> None:
    """Income and occupation."""
    income = baht(data.income_satang) if data.income_satang is not None else ""
    sheet.line("รายได้ต่อเดือน", Blank(income), "บาท  อาชีพ", Blank(data.occupation, 1.4))


def marital_block(sheet: FormSheet, data: Application) -> None:
    """สถานภาพสมรส, one of six."""
    known = ("โสด", "สมรส", "หม้าย", "หย่าร้าง", "แยกกันอยู่")
    other = bool(data.marital_status) and data.marital_status not in known
    ticks: list[Part] = [Tick(words, checked=data.marital_status == words) for words in known]
    sheet.line("สถานภาพสมรส", *ticks, Tick("อื่น ๆ", checked=other), Blank(data.marital_status if other else ""))
