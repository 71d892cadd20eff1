"""The reports of the asset register as tables: อปท.-สท. with what must be checked, พ.ด.3, depreciation of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sai_thong.db.store import Store
from sai_thong.exchange.assets.survey_wording import (
    CLASS_TITLE,
    GROUPS,
    LISTED_TITLE,
    MUST_CHECK_TITLE,
    NO_CLASS,
    SORT_REASONS,
    SURVEY_TITLE,
    TOTALS_TITLE,
    WITHOUT_NUMBER,
    YEAR_TITLE,
)
from sai_thong.exchange.export import thai_date_text
from sai_thong.exchange.workbooks import Value
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.assets.book import YearPosition, book_cards
from sai_thong.registers.assets.class_book import class_lines
from sai_thong.registers.assets.closing_years import year_book
from sai_thong.registers.assets.rules.capitalisation import rate_percent
from sai_thong.registers.assets.survey_reports import SurveyReports, SurveyRow, survey_reports
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.registers.office.operations import current_office, signers
from sai_thong.registers.office.records import Office, Post
from sai_thong.registers.office.signing import signatures_on
from sai_thong.thai.calendar import fiscal_year_months, thai_date


class RegisterReport(StrEnum):
    """Which report."""

    TOTALS = "st1"
    """อปท.-สท.1"""
    VALUED = "st2"
    LISTED = "st3"
    MUST_CHECK = "must-check"
    CLASSES = "pd3"
    """แบบ พ.ด.3"""
    DEPRECIATION = "depreciation"
    """รายละเอียดค่าเสื่อมราคา"""


@dataclass(frozen=True)
class ReportColumn:
    """A column of a report.

    Attributes:
        key: Its name for programs.
        heading: Its heading, in Thai.
        money: Whether it holds satang.
        summed: Whether a sum stands below it.
    """

    key: str
    heading: str
    money: bool = False
    summed: bool = False


@dataclass(frozen=True)
class ReportTable:
    """A report as a table.

    Attributes:
        report: Which.
        sheet: The name of its sheet in a workbook.
        titles: The lines above it.
        columns: Its columns.
        rows: Its rows.
        closed: Whether its fiscal year is closed, so that it stands as it was; None of what is of no year.
    """

    report: RegisterReport
    sheet: str
    titles: tuple[str, ...]
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    closed: bool | None = None

    def sum_of(self, place: int) -> int:
        """What stands below a column: satang of money, else a count."""
        return sum(value for value in (row[place] for row in self.rows) if isinstance(value, int))


def _sum(key: str, heading: str) -> ReportColumn:
    return ReportColumn(key, heading, money=True, summed=True)


_PLACE = ReportColumn("place", "ลำดับ")
_ASSET_NO = ReportColumn("asset_no", "รหัสสินทรัพย์")
_NAME = ReportColumn("name", "รายการ")
_UNIT = ReportColumn("unit", "หน่วยนับ")
_ACQUIRED = ReportColumn("acquired", "วันที่ได้มา")
_COST = _sum("cost_satang", "ราคาทุน")


def report_tables(store: Store, report: RegisterReport, fiscal_year_be: int) -> tuple[ReportTable, ...]:
    """The tables of a report's workbook: one of อปท.-สท. stands there with the other three."""
    if report is RegisterReport.CLASSES:
        return (_classes(store),)
    if report is RegisterReport.DEPRECIATION:
        return (_depreciation(store, fiscal_year_be),)
    reports, head = survey_reports(store, fiscal_year_be), _head(store, _year_end(fiscal_year_be))
    return (_totals(reports, head), _valued(reports, head), _listed(reports, head), _must_check(reports, head))


def report_table(store: Store, report: RegisterReport, fiscal_year_be: int) -> ReportTable:
    """One report as a table."""
    return next(each for each in report_tables(store, report, fiscal_year_be) if each.report is report)


def _head(store: Store, ends_on: date) -> tuple[str, ...]:
    """The lines every report of อปท.-สท. has above it: position, who reports, whom to ask."""
    position, office = f"ณ วันที่ {thai_date(ends_on)}", current_office(store)
    if office is None:
        return (position,)
    told = (
        f"หน่วยงาน {_office_name(office)}",
        f"อำเภอ {office.district}",
        f"จังหวัด {office.province}",
        f"รหัสไปรษณีย์ {office.postcode}",
    )
    found = signatures_on(signers(store), [Post.SUPPLY_OFFICER], ends_on, office)
    name, post = (found[0].name, found[0].position) if found else ("", "")
    asked = (f"ชื่อเจ้าหน้าที่ประสานงาน {name}", f"ตำแหน่ง {post}", f"โทรศัพท์ {office.phone}", "โทรสาร")
    return position, "  ".join(told), "  ".join(asked)


def _totals(reports: SurveyReports, head: tuple[str, ...]) -> ReportTable:
    rows = tuple(
        (number, GROUPS[each.group], each.cost_satang, each.accumulated_satang, each.net_satang)
        for number, each in enumerate(reports.totals, 1)
    )
    columns = (
        _PLACE,
        ReportColumn("group", "ประเภทสินทรัพย์"),
        _COST,
        _sum("accumulated_satang", "ค่าเสื่อมราคาสะสม"),
        _sum("net_satang", "มูลค่าสุทธิ"),
    )
    titles = (TOTALS_TITLE, *head)
    return ReportTable(RegisterReport.TOTALS, "อปท.-สท.1", titles, columns, rows, reports.closed)


def _valued(reports: SurveyReports, head: tuple[str, ...]) -> ReportTable:
    order = list(AssetGroup)
    known = sorted(reports.valued, key=lambda row: order.index(row.place.group) if row.place.group else len(order))
    rows = tuple(
        (
            *(number, each.type_name, each.card.name, each.card.unit, _number(each), _day(each.acquired_on)),
            *(each.life_years, each.place.cost_satang, each.place.accumulated_satang),
        )
        for number, each in enumerate(known, 1)
    )
    until = f"ค่าเสื่อมราคาสะสมถึงวันที่ {thai_date_text(_year_end(reports.fiscal_year_be))}"
    columns = (
        *(_PLACE, ReportColumn("type", "ประเภท"), _NAME, _UNIT, _ASSET_NO, _ACQUIRED),
        *(ReportColumn("life_years", "อายุการใช้งาน (ปี)"), _COST, _sum("accumulated_satang", until)),
    )
    titles = (SURVEY_TITLE, *head)
    return ReportTable(RegisterReport.VALUED, "อปท.-สท.2", titles, columns, rows, reports.closed)


def _listed(reports: SurveyReports, head: tuple[str, ...]) -> ReportTable:
    rows = tuple(
        (number, each.card.name, each.card.unit, _number(each), _day(each.acquired_on), each.place.cost_satang)
        for number, each in enumerate(reports.listed, 1)
    )
    columns = (_PLACE, _NAME, _UNIT, _ASSET_NO, _ACQUIRED, _COST)
    titles = (SURVEY_TITLE, LISTED_TITLE, *head)
    return ReportTable(RegisterReport.LISTED, "อปท.-สท.3", titles, columns, rows, reports.closed)


def _must_check(reports: SurveyReports, head: tuple[str, ...]) -> ReportTable:
    rows = tuple(
        (
            *(number, _number(each), each.card.name, _day(each.acquired_on), each.card.cost_satang),
            SORT_REASONS[each.place.reason],
        )
        for number, each in enumerate(reports.must_check, 1)
    )
    price = ReportColumn("cost_satang", "ราคาทุน", money=True)
    columns = (_PLACE, _ASSET_NO, _NAME, _ACQUIRED, price, ReportColumn("reason", "เหตุที่ต้องตรวจสอบ"))
    titles = (MUST_CHECK_TITLE, *head)
    return ReportTable(RegisterReport.MUST_CHECK, "ต้องตรวจสอบ", titles, columns, rows, reports.closed)


def _classes(store: Store) -> ReportTable:
    today = bangkok_today(store.clock)
    rows = tuple(
        (
            number,
            each.total.class_code,
            each.name if each.total.class_code else NO_CLASS,
            each.total.cards,
            each.total.cost_satang,
        )
        for number, each in enumerate(class_lines(store, today), 1)
    )
    columns = (
        *(_PLACE, ReportColumn("class_code", "เลขรหัสพัสดุ"), ReportColumn("name", "ชื่อประเภท")),
        *(ReportColumn("cards", "จำนวนบัตร", summed=True), _sum("cost_satang", "ราคาทุนรวม")),
    )
    titles = (CLASS_TITLE, _office_name(current_office(store)), f"ณ วันที่ {thai_date(today)}")
    return ReportTable(RegisterReport.CLASSES, "พ.ด.3", titles, columns, rows)


def _depreciation(store: Store, fiscal_year_be: int) -> ReportTable:
    book, order = year_book(store, fiscal_year_be), list(AssetGroup)
    lives = {each.asset.id: each.life_years for each in book_cards(store, [each.asset for each in book.positions])}
    known = sorted(book.positions, key=lambda each: order.index(each.asset.accounting_group))
    rows = tuple(_year_row(number, each, lives[each.asset.id]) for number, each in enumerate(known, 1))
    columns = (
        *(_PLACE, ReportColumn("group", "หมวด"), _ASSET_NO, _NAME, _ACQUIRED, _COST),
        *(ReportColumn("life_years", "อายุ (ปี)"), ReportColumn("rate_percent", "อัตรา (%)")),
        *(ReportColumn("parts", "จำนวนเดือนหรือวัน"), _sum("brought_forward_satang", "ค่าเสื่อมราคาสะสมยกมา")),
        *(_sum("amount_satang", "ค่าเสื่อมราคาปีนี้"), _sum("accumulated_satang", "ค่าเสื่อมราคาสะสมยกไป")),
        *(_sum("net_satang", "มูลค่าสุทธิ"), ReportColumn("note", "หมายเหตุ")),
    )
    standing = "" if book.closing else " (ยังไม่ปิดปีบัญชี)"
    time = f"ประจำปีงบประมาณ พ.ศ. {fiscal_year_be} สิ้นสุดวันที่ {thai_date(_year_end(fiscal_year_be))}{standing}"
    titles, closed = (YEAR_TITLE, _office_name(current_office(store)), time), book.closing is not None
    return ReportTable(RegisterReport.DEPRECIATION, "ค่าเสื่อมราคา", titles, columns, rows, closed)


def _year_row(number: int, position: YearPosition, life: int | None) -> tuple[Value, ...]:
    """As on paper: what left within the year wrote something off in it, and nothing of it is carried on."""
    card, brought = position.asset, position.accumulated_satang - position.amount_satang
    cost, accumulated, net = 0, 0, 0
    if position.carried:
        cost, accumulated, net = position.cost_satang, position.accumulated_satang, position.net_satang
    note = "จำหน่าย" if position.left else "รวมปรับปรุงปีก่อน" if position.correction_satang else ""
    return (
        *(number, GROUPS[card.accounting_group], card.number or WITHOUT_NUMBER, card.name, _day(card.acquired_on)),
        *(cost, life, float(rate_percent(life)) if life else None, position.parts if life else None),
        *(brought, position.amount_satang, accumulated, net, note),
    )


def _year_end(fiscal_year_be: int) -> date:
    return fiscal_year_months(fiscal_year_be)[-1].last_day


def _office_name(office: Office | None) -> str:
    return f"{office.kind}{office.name}" if office else ""


def _number(row: SurveyRow) -> str:
    return row.card.number or WITHOUT_NUMBER


def _day(day: date | None) -> str:
    return thai_date_text(day) if day else ""
