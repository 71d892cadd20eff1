"""The workbooks of the made-up office, as messy as clerks keep them, and the truth beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from sai_thong.demo.citizen_ids import mistyped
from sai_thong.demo.elder_book import BookRow, ElderLayout, elder_sheets
from sai_thong.demo.habits import Habits
from sai_thong.demo.people import ENTITLED_AGE, Person, Population
from sai_thong.demo.place import OFFICE
from sai_thong.demo.sheets import PlannedSheet, write_text, write_workbook
from sai_thong.demo.truth import Rejected, Truth
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import MONTHS, Month, be_year, thai_date
from sai_thong.thai.citizen_id import formatted

WINDOWS_THAI: Final = "cp874"
UTF_8_OF_EXCEL: Final = "utf-8-sig"

_STEPS: Final = ((90, 1000), (80, 800), (70, 700))
"""Baht a month by age, from the oldest; 600 below. The book of 2569 was made by these (domain notes 1.2)."""


@dataclass(frozen=True)
class WrittenBooks:
    """The files of `write_workbooks`, by what they are, and the truth about them."""

    elders: Path
    disabled: Path
    registrar: Path
    assistance: Path
    pensions: Path
    central: Path
    truth_file: Path
    truth: Truth


def write_workbooks(
    folder: Path, population: Population, layout: ElderLayout = ElderLayout.VILLAGE_SHEETS
) -> WrittenBooks:
    """Write every book of the office into `folder`, and ``truth.json`` beside them.

    Neither file names nor titles of the sealed book name what the assistance is for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    elders, rejects, differing = _write_elders(folder, population, layout)
    disabled, assistance = folder / "disabled.csv", folder / "assistance.xlsx"
    write_text(disabled, disabled_sheet(population, Habits(_chance(population, "disabled"), typed=False)), WINDOWS_THAI)
    write_workbook(assistance, [assistance_sheet(population, Habits(_chance(population, "assistance")))])
    registrar = folder / "registrar.xlsx"
    write_workbook(registrar, [registrar_sheet(population)])
    pensioners = [each for each in population.elders if each.pensioner]
    pensions = folder / "pensions.xlsx"
    write_workbook(pensions, [pensions_sheet(pensioners, Habits(_chance(population, "pensions")))])
    central_rows, missing, wrong = _central_rows(population, _chance(population, "central"))
    central = folder / "central.csv"
    write_text(central, central_sheet(central_rows), UTF_8_OF_EXCEL)
    truth = Truth(
        on=population.on,
        elders=tuple(population.elders),
        rejects=tuple(rejects),
        differing_amounts=tuple(differing),
        disabled=tuple(population.disabled),
        assisted=tuple(population.assisted),
        registered=tuple(population.registered),
        pensioners=tuple(pensioners),
        missing_in_central=tuple(missing),
        differing_in_central=tuple(wrong),
    )
    truth_file = folder / "truth.json"
    truth_file.write_text(truth.to_json(), encoding="utf-8")
    return WrittenBooks(elders, disabled, registrar, assistance, pensions, central, truth_file, truth)


def list_day(population: Population) -> date:
    """The day of the registrar's list: the day before the population's."""
    return population.on - timedelta(days=1)


def monthly_baht(birth: PartialDate, month: Month) -> int:
    """What an entitled elder gets in `month`, by the steps of the book."""
    return next((baht for age, baht in _STEPS if birth.first_month_of_age(age) <= month), 600)


def _chance(population: Population, book: str) -> Random:
    """A stream of chance for each book, so that one never changes another."""
    return Random(f"sai-thong:{book}:{population.seed}")


def _write_elders(folder: Path, population: Population, layout: ElderLayout) -> tuple[Path, list[Rejected], list[str]]:
    """The book of elders, and where its faults are."""
    habits = Habits(_chance(population, "handwriting"), typed=layout is not ElderLayout.SEPARATED_TEXT)
    rows = _book_rows(population, _chance(population, "elders"))
    sheets, places = elder_sheets(rows, layout, habits, population.on)
    path = folder / ("elders.csv" if layout is ElderLayout.SEPARATED_TEXT else "elders.xlsx")
    if layout is ElderLayout.SEPARATED_TEXT:
        write_text(path, sheets[0], UTF_8_OF_EXCEL)
    else:
        write_workbook(path, sheets)
    rejects = [
        Rejected(path.stem if layout is ElderLayout.SEPARATED_TEXT else sheet, number, row.written_id)
        for sheet, number, row in places
        if row.written_id != row.person.citizen_id
    ]
    amounts = layout is ElderLayout.AMOUNTS
    differing = [row.person.citizen_id for _sheet, _number, row in places if amounts and row.wrong_amount]
    return path, sorted(rejects, key=lambda each: (each.sheet, each.row)), sorted(set(differing))


def _book_rows(population: Population, rng: Random) -> list[BookRow]:
    """The rows of the book by village: everyone once, some twice, and those whose id was typed wrong."""
    month = Month.of(population.on)
    rows = [BookRow(each, each.citizen_id, monthly_baht(each.birth, month)) for each in population.elders]
    for row in rng.sample(rows, max(3, len(rows) // 60)):
        rows.insert(rng.randrange(len(rows)), row)
    unclaimed = [each for each in population.people if _of_age_without_claim(each, population.on)]
    for person in rng.sample(unclaimed, min(len(unclaimed), max(3, len(rows) // 120))):
        wrong = mistyped(person.citizen_id, rng)
        rows.insert(rng.randrange(len(rows)), BookRow(person, wrong, monthly_baht(person.birth, month)))
    for number in rng.sample(range(len(rows)), max(2, len(rows) // 150)):
        row = rows[number]
        if rows.count(row) == 1 and row.written_id == row.person.citizen_id:
            rows[number] = BookRow(row.person, row.written_id, row.baht + 100, wrong_amount=True)
    return sorted(rows, key=lambda row: row.person.moo)


def _of_age_without_claim(person: Person, on: date) -> bool:
    claims = person.receives_old_age or person.receives_assistance or person.disability is not None
    return not claims and person.birth.age_on(on) >= ENTITLED_AGE


def disabled_sheet(population: Population, habits: Habits) -> PlannedSheet:
    """The book of disabled people: one sheet without titles."""
    header = ("ลำดับ", "เลขประจำตัวประชาชน", "ชื่อ-สกุล", "วันเดือนปีเกิด", "ประเภทความพิการ", "บัตรหมดอายุ", "บ้านเลขที่", "หมู่ที่")
    rows = []
    for number, person in enumerate(population.disabled, 1):
        card = person.disability
        if card is None:
            continue
        unknown = habits.rng.choice(("", "-", "ไม่ทราบ"))
        expiry = habits.day(card.expires_on) if card.expires_on else "ตลอดชีพ" if card.lifelong else unknown
        rows.append(
            (
                number,
                formatted(person.citizen_id),
                habits.name(person),
                _whole(person.birth),
                card.written,
                expiry,
                person.house_no,
                person.moo,
            )
        )
    return PlannedSheet("คนพิการ", (), (header,), tuple(rows))


def assistance_sheet(population: Population, habits: Habits) -> PlannedSheet:
    """The sealed book, in words that tell nothing."""
    header = ("ที่", "ชื่อ", "นามสกุล", "เลขบัตรประชาชน", "วัน/เดือน/ปีเกิด", "บ้านเลขที่", "หมู่ที่", "หมายเหตุ")
    rows = tuple(
        (
            number,
            f"{habits.prefix(each)}{each.first_name}",
            each.last_name,
            habits.citizen_id(each.citizen_id),
            _whole(each.birth),
            each.house_no,
            each.moo,
            "",
        )
        for number, each in enumerate(population.assisted, 1)
    )
    titles = ("บัญชีผู้รับเงินสงเคราะห์เพื่อการยังชีพ", f"{OFFICE.kind}{OFFICE.name}")
    return PlannedSheet("บัญชี", titles, (header,), rows, ("รวม", len(rows), "ราย"))


def registrar_sheet(population: Population) -> PlannedSheet:
    """The registrar's list: tidy, one row a person, with deaths and moves in columns of their own."""
    header = (
        *("เลขประจำตัวประชาชน", "คำนำหน้านาม", "ชื่อตัว", "ชื่อสกุล", "วันเดือนปีเกิด", "บ้านเลขที่", "หมู่ที่", "ตำบล", "อำเภอ", "จังหวัด"),
        *("วันที่ตาย", "วันที่ย้ายออก", "วันที่ย้ายเข้า"),
    )
    rows = tuple(
        (
            *(each.citizen_id, each.prefix, each.first_name, each.last_name, _register_date(each.birth)),
            *(each.house_no, each.moo, OFFICE.name, OFFICE.district, OFFICE.province),
            *(_register_date(each.death), _register_date(each.moved_out_on), _register_date(each.moved_in_on)),
        )
        for each in population.registered
    )
    titles = (
        f"รายชื่อบุคคลในทะเบียนบ้าน อายุ 55 ปีขึ้นไป ตำบล{OFFICE.name}",
        f"ข้อมูล ณ วันที่ {thai_date(list_day(population))}",
    )
    return PlannedSheet("ทะเบียนราษฎร", titles, (header,), rows)


def pensions_sheet(pensioners: list[Person], habits: Habits) -> PlannedSheet:
    """A list of elders found drawing a special pension elsewhere."""
    header = ("ลำดับ", "ชื่อ - สกุล", "เลขประจำตัวประชาชน", "ประเภท", "เริ่มรับ")
    rows = tuple(
        (number, habits.name(each), habits.citizen_id(each.citizen_id), "บำนาญพิเศษ", "1 ต.ค. 2568")
        for number, each in enumerate(pensioners, 1)
    )
    titles = ("รายชื่อผู้รับเงินซ้ำซ้อนกับสวัสดิการอื่นของรัฐ",)
    return PlannedSheet("รายชื่อ", titles, (header,), rows)


CentralRow = tuple[Person, int]


def central_sheet(rows: list[CentralRow]) -> PlannedSheet:
    """The central system's list of paid elders."""
    header = ("เลขประจำตัวประชาชน", "ชื่อ-นามสกุล", "จำนวนเงิน", "เลขที่บัญชี")
    lines = tuple(
        (each.citizen_id, f"{each.prefix}{each.first_name} {each.last_name}", baht, each.account_no)
        for each, baht in rows
    )
    return PlannedSheet("เบี้ยยังชีพผู้สูงอายุ", (), (header,), lines)


def _central_rows(population: Population, rng: Random) -> tuple[list[CentralRow], list[str], list[str]]:
    """The rows of the central list for the month, who is missing there, and whose amount differs."""
    month = Month.of(population.on)
    paid = [each for each in population.elders if each.alive and each.moved_out_on is None]
    odd = rng.sample([each.citizen_id for each in paid], 5)
    missing, wrong = sorted(odd[:3]), sorted(odd[3:])
    rows = [
        (each, monthly_baht(each.birth, month) - (100 if each.citizen_id in wrong else 0))
        for each in paid
        if each.citizen_id not in missing
    ]
    return rows, missing, wrong


def _whole(birth: PartialDate) -> str:
    """A birth date with four digits of the year, for lists whose people are of any age."""
    if birth.month is None:
        return f"-/-/{birth.year_be}"
    if birth.day is None:
        return f"{MONTHS[birth.month - 1]} {birth.year_be}"
    return f"{birth.day}/{birth.month}/{birth.year_be}"


def _register_date(day: PartialDate | date | None) -> str:
    """As the registrar prints it: ``01/09/2507``, with zeros for what is not known."""
    if day is None:
        return ""
    if isinstance(day, date):
        return f"{day.day:02}/{day.month:02}/{be_year(day.year)}"
    return f"{day.day or 0:02}/{day.month or 0:02}/{day.year_be}"
