"""แบบตรวจสอบรายชื่อผู้มีสิทธิ for a village head, and the letter that goes with it. Ids are masked; never a sealed set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sai_thong.db.store import Store
from sai_thong.forms.allowances.entitled_notice import NeverPosted
from sai_thong.forms.allowances.month_lines import NothingToPrint, gather_month_lines
from sai_thong.forms.kit import Block, Column, Flow, Page, Paper, PaperSettings, draw_letter, draw_table, signature_line
from sai_thong.forms.kit import Signer as PrintedSigner
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.office.outgoing import office_letter, office_paper
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.allowances.law_in_force import office_law
from sai_thong.registers.allowances.records import VillageCheck
from sai_thong.registers.allowances.village_checks import village_view
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Letter, SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.citizen_id import masked

_COLUMNS = (
    Column("ลำดับ\nที่", 12, "center"),
    Column("ชื่อ – สกุล", 56),
    Column("เลขประจำตัว\nประชาชน", 38, "center"),
    Column("บ้าน\nเลขที่", 18, "center"),
    Column("อายุ\n(ปี)", 12, "center"),
    Column("ยังอยู่\n(กา X)", 16),
    Column("เสียชีวิต\nวันที่", 28),
    Column("ย้ายออก\nวันที่ / ไปที่", 38),
    Column("ไม่อยู่ใน\nพื้นที่", 18),
    Column("หมายเหตุ", 31),
)


@dataclass(frozen=True)
class VillagePerson:
    """One person on the list."""

    name: str
    citizen_id: str
    house_no: str
    age: int | None


@dataclass(frozen=True)
class VillageSheet:
    """One village's list.

    Attributes:
        moo: The village.
        headman: Its head, or empty.
        people: Who is on it.
    """

    moo: int
    headman: str
    people: tuple[VillagePerson, ...]


@dataclass(frozen=True)
class VillageSheets:
    """The lists of a month.

    Attributes:
        office: Who asks.
        month: The month.
        day: The day of the papers.
        number: The letters' number, or empty.
        villages: One or all.
        days_to_return: Days from its receipt within which the letter asks for the list back.
    """

    office: OfficeOnPaper
    month: Month
    day: date
    number: str
    villages: tuple[VillageSheet, ...]
    days_to_return: int


def village_check(data: VillageSheets, settings: PaperSettings, clock: Clock) -> Paper:
    """The lists, each village on pages of its own, to be signed by its head."""
    paper = Paper(
        f"แบบตรวจสอบรายชื่อผู้มีสิทธิ {data.month.name}",
        clock=clock,
        settings=settings,
        author=data.office.name,
        landscape=True,
        keep=data.office.names_kept_whole,
    )
    for village in data.villages:
        flow = Flow(paper, head=_head(data, village), left=15, right_margin=15, bottom_margin=14)
        rows = [_row(number, person) for number, person in enumerate(village.people, 1)]
        draw_table(flow, _COLUMNS, rows, row_height=7.4)
        _sign(flow, data, village)
    paper.number_pages_of_total(y=12)
    return paper


def village_letters(data: VillageSheets, settings: PaperSettings, clock: Clock) -> Paper:
    """The covering letters, one to each village head."""
    paper = office_paper(data.office, "หนังสือนำส่งแบบตรวจสอบรายชื่อ", settings, clock)
    for village in data.villages:
        where = data.office.village(village.moo)
        letter = office_letter(
            data.office,
            day=data.day,
            number=data.number,
            subject=f"ขอความอนุเคราะห์ตรวจสอบรายชื่อผู้มีสิทธิรับเงิน ประจำเดือน{data.month.name}",
            to=f"ผู้ใหญ่บ้าน {where}",
            body=_letter_body(data, village),
            enclosures=(f"แบบตรวจสอบรายชื่อผู้มีสิทธิ {where} จำนวน 1 ชุด",),
        )
        draw_letter(paper, letter)
    return paper


def _letter_body(data: VillageSheets, village: VillageSheet) -> list[Block]:
    return [
        f"ด้วย{data.office.name}จะจ่ายเงินให้แก่ผู้มีสิทธิ ประจำเดือน{data.month.name} "
        "เพื่อให้การจ่ายเงินเป็นไปอย่างถูกต้อง ตรงตามตัวผู้มีสิทธิ และไม่เกิดการจ่ายเงินให้แก่ผู้ที่เสียชีวิตหรือย้ายภูมิลำเนาแล้ว",
        f"จึงขอความอนุเคราะห์ท่านตรวจสอบรายชื่อผู้มีสิทธิใน{data.office.village(village.moo)} จำนวน {len(village.people):,} ราย "
        "ตามแบบที่ส่งมาพร้อมนี้ โดยระบุว่ายังอยู่ เสียชีวิต ย้าย หรือไม่อยู่ในพื้นที่ พร้อมวันที่ ลงลายมือชื่อ "
        f"แล้วส่งคืนภายใน {data.days_to_return} วันนับแต่วันที่ได้รับหนังสือนี้ และโปรดเก็บรักษารายชื่อดังกล่าวไว้เป็นความลับ "
        "ไม่เปิดเผยหรือทำสำเนาเพื่อการอื่น",
        f"{data.office.name}หวังเป็นอย่างยิ่งว่าจะได้รับความอนุเคราะห์จากท่านด้วยดี และขอขอบคุณมา ณ โอกาสนี้",
    ]


def _head(data: VillageSheets, village: VillageSheet) -> Callable[[Page], float]:
    def draw(page: Page) -> float:
        lines = (
            f"{data.office.village(village.moo)}  ประจำเดือน{data.month.name}  จำนวน {len(village.people):,} ราย",
            f"{data.office.name} {data.office.district_and_province}",
        )
        page.text(page.width / 2, 18, "แบบตรวจสอบรายชื่อผู้มีสิทธิรับเงิน", size=18, bold=True, align="center")
        for number, line in enumerate(lines, 1):
            page.text(page.width / 2, 18 + 6.6 * number, line, size=15, align="center")
        return 35

    return draw


def _row(number: int, person: VillagePerson) -> tuple[str, ...]:
    shown_id = masked(person.citizen_id) if person.citizen_id else ""
    age = "" if person.age is None else str(person.age)
    return str(number), person.name, shown_id, person.house_no, age, "", "", "", "", ""


def _sign(flow: Flow, data: VillageSheets, village: VillageSheet) -> None:
    flow.need(30)
    page, y = flow.page, flow.y + 8
    said = "ข้าพเจ้าได้ตรวจสอบรายชื่อข้างต้นแล้ว ขอรับรองว่าถูกต้องตามความเป็นจริง"
    page.text(flow.left, y, said, size=15)
    role = f"ผู้ใหญ่บ้าน {data.office.village(village.moo)}"
    signature_line(page, page.width - 95, y + 9, "ผู้ใหญ่บ้าน", PrintedSigner(village.headman, (role,)), size=15)
    x = page.text(flow.left, y + 9, "ตรวจสอบเมื่อวันที่", size=15)
    page.dots(x + 1, x + 60, y + 9.9)


def gather_village_sheets(store: Store, request: PaperRequest) -> VillageSheets:
    """The month's lists as they were made, or, where none was made yet, of those who are paid.

    Raises:
        NeverPosted: A sealed set was asked for.
        NothingToPrint: Nobody is on a list.
    """
    assert request.month is not None
    if request.scheme_set.sealed:
        raise NeverPosted
    office, day = gather_office(store), request.day or bangkok_today(store.clock)
    wanted = {} if request.moo is None else {"moo": request.moo}
    checks = store.find(VillageCheck, month=request.month, **wanted)
    if checks:
        made = [(check.moo, check.headman, village_view(store, check).people) for check in checks]
    else:
        made = [(moo, office.headman(moo), people) for moo, people in _paid_by_village(store, request).items()]
    villages = tuple(
        VillageSheet(moo, headman, tuple(_person(each, day) for each in people))
        for moo, headman, people in sorted(made, key=lambda each: each[0])
        if people
    )
    if not villages:
        raise NothingToPrint(_("Nobody is paid so in {month}.").format(month=request.month.name))
    days = office_law(store).days_to_answer(Letter.VILLAGE_CHECK, day)
    return VillageSheets(office, request.month, day, request.number, villages, days)


def _paid_by_village(store: Store, request: PaperRequest) -> dict[int, tuple[Citizen, ...]]:
    """Who is paid in the month, once each, by village."""
    assert request.month is not None
    months = gather_month_lines(store, SchemeSet.ORDINARY, request.month)
    ids: dict[int, dict[str, None]] = {}
    for line in (line for month in months for line in month.lines):
        if line.moo is not None and request.moo in (None, line.moo):
            ids.setdefault(line.moo, {})[line.person_id] = None
    people = {each.id: each for each in store.find(Citizen)}
    return {moo: tuple(people[each] for each in found) for moo, found in ids.items()}


def _person(citizen: Citizen, day: date) -> VillagePerson:
    age = citizen.birth.age_on(day) if citizen.birth else None
    return VillagePerson(citizen.full_name, citizen.citizen_id or "", citizen.house_no, age)
