"""รายงาน อปท.-สท.1, สท.2 and สท.3 (domain notes 1.6), and the list of what must be checked before it stands in them.

สท.1 is the sum of สท.2. What stands in none of them is told below each, never left out in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.exchange.assets.survey_wording import (
    GROUPS,
    LISTED_TITLE,
    MUST_CHECK_TITLE,
    SORT_REASONS,
    SURVEY_TITLE,
    TOTALS_TITLE,
    WITHOUT_NUMBER,
)
from sai_thong.forms.assets.asset_on_paper import year_end
from sai_thong.forms.assets.list_sheets import BOTTOM, MARGIN, list_flow, list_paper
from sai_thong.forms.assets.report_sheets import SIGNATURES, SummedRow, draw_grouped, sign_report
from sai_thong.forms.assets.wording import money, short_day
from sai_thong.forms.kit import (
    Blank,
    Column,
    ColumnSum,
    Flow,
    Page,
    Paper,
    PaperSettings,
    Part,
    Totals,
    draw_table,
    form_line,
)
from sai_thong.forms.kit.rule import pitch_mm
from sai_thong.forms.office.office_on_paper import OfficeOnPaper, gather_office
from sai_thong.forms.paper_kinds import PaperRequest
from sai_thong.ground.clock import Clock
from sai_thong.registers.assets.survey_reports import SurveyReports, SurveyRow, survey_reports
from sai_thong.registers.law.asset_terms import AssetGroup
from sai_thong.registers.office.records import Post
from sai_thong.thai.calendar import thai_date, thai_date_short

_SIZE: Final = 15.0
_NOTE: Final = 8.0
"""Millimetres of the line below a list that tells what it leaves out."""
_TOTALS: Final = (
    Column("ลำดับ", 14, "center"),
    Column("ประเภทสินทรัพย์", 68),
    Column("ราคาทุน", 34, "right"),
    Column("ค่าเสื่อมราคาสะสม", 34, "right"),
    Column("มูลค่าสุทธิ", 34, "right"),
)
_LISTED: Final = (
    Column("ลำดับ", 14, "center"),
    Column("รายการ", 119),
    Column("หน่วยนับ", 24, "center"),
    Column("รหัสสินทรัพย์", 46, "center", verbatim=True),
    Column("วันที่ได้มา", 30, "center"),
    Column("ราคาทุน", 38, "right"),
)
_MUST_CHECK: Final = (
    Column("ลำดับ", 14, "center"),
    Column("รหัสสินทรัพย์", 42, "center", verbatim=True),
    Column("รายการ", 88),
    Column("วันที่ได้มา", 26, "center"),
    Column("ราคาทุน", 32, "right"),
    Column("เหตุที่ต้องตรวจสอบ", 69),
)
_VALUED_SUMS, _VALUED_ITEM = (7, 8), 2
_LISTED_SUMS, _LISTED_ITEM = (5,), 1


@dataclass(frozen=True)
class SurveyOnPaper:
    """The reports of a fiscal year.

    Attributes:
        office: Whose.
        reports: What they tell.
    """

    office: OfficeOnPaper
    reports: SurveyReports

    @property
    def position(self) -> str:
        """``ณ วันที่ 30 กันยายน 2569``."""
        return f"ณ วันที่ {thai_date(year_end(self.reports.fiscal_year_be))}"


def gather_survey(store: Store, request: PaperRequest) -> SurveyOnPaper:
    """The reports of the fiscal year asked for, as frozen where it is closed."""
    assert request.fiscal_year_be is not None
    return SurveyOnPaper(gather_office(store), survey_reports(store, request.fiscal_year_be))


def survey_totals(data: SurveyOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """อปท.-สท.1: the eight groups."""
    paper = list_paper(data.office, f"อปท.-สท.1 {TOTALS_TITLE}", settings, clock)
    flow = _flow(paper, data, "อปท.-สท.1", TOTALS_TITLE)
    totals = data.reports.totals
    rows = [
        (
            str(number),
            GROUPS[each.group],
            money(each.cost_satang),
            money(each.accumulated_satang),
            money(each.net_satang),
        )
        for number, each in enumerate(totals, 1)
    ]
    sums = Totals(
        [each.cost_satang for each in totals],
        2,
        words=False,
        besides=(
            ColumnSum([each.accumulated_satang for each in totals], 3),
            ColumnSum([each.net_satang for each in totals], 4),
        ),
    )
    draw_table(flow, _TOTALS, rows, totals=sums, row_height=8.4, followed_by=SIGNATURES + _NOTE)
    return _finished(paper, flow, data)


def survey_valued(data: SurveyOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """อปท.-สท.2: every asset in the accounts, by group; a group's sum is its line of สท.1."""
    paper = list_paper(data.office, f"อปท.-สท.2 {SURVEY_TITLE}", settings, clock, landscape=True)
    flow = _flow(paper, data, "อปท.-สท.2", SURVEY_TITLE)
    ends_on = thai_date_short(year_end(data.reports.fiscal_year_be))
    columns = (
        Column("ลำดับ", 12, "center"),
        Column("ประเภท", 44),
        Column("รายการ", 74),
        Column("หน่วย\nนับ", 16, "center"),
        Column("รหัสสินทรัพย์", 32, "center", verbatim=True),
        Column("วันที่ได้มา", 20, "center"),
        Column("อายุการ\nใช้งาน (ปี)", 15, "center"),
        Column("ราคาทุน", 28, "right"),
        Column(f"ค่าเสื่อมราคาสะสม\nถึงวันที่ {ends_on}", 30, "right"),
    )
    draw_grouped(flow, columns, _by_group(data.reports.valued), _VALUED_SUMS, named_in=_VALUED_ITEM, below=_NOTE)
    return _finished(paper, flow, data)


def survey_listed(data: SurveyOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """อปท.-สท.3: what is kept in the register alone."""
    paper = list_paper(data.office, f"อปท.-สท.3 {SURVEY_TITLE}", settings, clock, landscape=True)
    flow = _flow(paper, data, "อปท.-สท.3", SURVEY_TITLE, LISTED_TITLE)
    rows = [_listed_row(number, each) for number, each in enumerate(data.reports.listed, 1)]
    draw_grouped(flow, _LISTED, {"": rows}, _LISTED_SUMS, named_in=_LISTED_ITEM, below=_NOTE)
    return _finished(paper, flow, data)


def survey_must_check(data: SurveyOnPaper, settings: PaperSettings, clock: Clock) -> Paper:
    """What stands in none of the reports until somebody looks, and why."""
    paper = list_paper(data.office, MUST_CHECK_TITLE, settings, clock, landscape=True)
    flow = list_flow(paper, MUST_CHECK_TITLE, data.office.name, data.position)
    rows = [
        (
            str(number),
            each.card.number or WITHOUT_NUMBER,
            each.card.name,
            short_day(each.acquired_on),
            money(each.card.cost_satang),
            SORT_REASONS[each.place.reason],
        )
        for number, each in enumerate(data.reports.must_check, 1)
    ]
    draw_table(flow, _MUST_CHECK, rows, size=13, row_height=6.6, followed_by=SIGNATURES)
    if not rows:
        flow.gap(6)
        flow.line("ไม่มีสินทรัพย์ที่ต้องตรวจสอบ", size=_SIZE, align="center")
    sign_report(flow, data.office, year_end(data.reports.fiscal_year_be))
    paper.number_pages_of_total()
    return paper


def _by_group(rows: Iterable[SurveyRow]) -> dict[str, list[SummedRow]]:
    """The rows of สท.2 by their group in the order of สท.1, numbered through all of them."""
    order = list(AssetGroup)
    known = [(each.place.group, each) for each in rows if each.place.group is not None]
    groups: dict[str, list[SummedRow]] = {}
    for number, (group, row) in enumerate(sorted(known, key=lambda pair: order.index(pair[0])), 1):
        groups.setdefault(GROUPS[group], []).append(_valued_row(number, row))
    return groups


def _valued_row(number: int, row: SurveyRow) -> SummedRow:
    card, place = row.card, row.place
    cells = (
        *(str(number), row.type_name, card.name, card.unit, card.number or WITHOUT_NUMBER),
        *(short_day(row.acquired_on), str(row.life_years or "-")),
        *(money(place.cost_satang), money(place.accumulated_satang)),
    )
    return SummedRow(cells, (place.cost_satang, place.accumulated_satang))


def _listed_row(number: int, row: SurveyRow) -> SummedRow:
    card = row.card
    cells = (
        *(str(number), card.name, card.unit, card.number or WITHOUT_NUMBER),
        *(short_day(row.acquired_on), money(row.place.cost_satang)),
    )
    return SummedRow(cells, (row.place.cost_satang,))


# The head of a report, as the forms have it ---------------------------------------------------------------------------


def _flow(paper: Paper, data: SurveyOnPaper, form: str, *titles: str) -> Flow:
    head = _head(data, form, titles)
    return Flow(paper, head=head, left=MARGIN, right_margin=MARGIN, bottom_margin=BOTTOM)


def _head(data: SurveyOnPaper, form: str, titles: tuple[str, ...]) -> Callable[[Page], float]:
    """Titles on every page; who reports, and whom to ask, on the first."""

    def draw(page: Page) -> float:
        room = page.width - 2 * MARGIN
        y = 18.0
        page.text(page.width - MARGIN, y, form, size=_SIZE, bold=True, align="right")
        for title in (*titles, data.position):
            y += pitch_mm(_SIZE)
            page.text(page.width / 2, y, title, size=_SIZE, bold=True, align="center", fit=room)
        if page.number > 1:
            return y + 4
        y += pitch_mm(_SIZE) + 1
        for parts in _who(data, lying=page.width > page.height):
            y = form_line(page, MARGIN, y, room, parts, size=_SIZE)
        return y - 2

    return draw


def _who(data: SurveyOnPaper, *, lying: bool) -> tuple[tuple[Part, ...], ...]:
    """Who reports, and whom to ask: two lines on a lying sheet, three on an upright one."""
    office = data.office.office
    officer = data.office.signer(Post.SUPPLY_OFFICER, year_end(data.reports.fiscal_year_be))
    own: tuple[Part, ...] = ("หน่วยงาน", _left(data.office.name, 2), "อำเภอ", _left(office.district))
    where: tuple[Part, ...] = ("จังหวัด", _left(office.province), "รหัสไปรษณีย์", _left(office.postcode, 0.6))
    asked: tuple[Part, ...] = (
        "ชื่อเจ้าหน้าที่ประสานงาน",
        _left(officer.name, 1.5),
        "ตำแหน่ง",
        _left(" ".join(officer.posts), 1.3),
    )
    by: tuple[Part, ...] = ("โทรศัพท์", _left(office.phone, 0.9), "โทรสาร", _left("", 0.8))
    return ((*own, *where), (*asked, *by)) if lying else (own, asked, (*where, *by))


def _left(value: str, share: float = 1.0) -> Blank:
    return Blank(value, share, center=False)


def _finished(paper: Paper, flow: Flow, data: SurveyOnPaper) -> Paper:
    """Under the list: what it leaves out, and who signs."""
    left_out = len(data.reports.must_check)
    if left_out:
        flow.gap(4)
        told = f"หมายเหตุ มีสินทรัพย์ที่ต้องตรวจสอบก่อน จึงยังไม่รวมในรายงาน {left_out} รายการ ตามบัญชีสินทรัพย์ที่ต้องตรวจสอบ"
        flow.line(told, size=13)
    sign_report(flow, data.office, year_end(data.reports.fiscal_year_be))
    paper.number_pages_of_total()
    return paper
