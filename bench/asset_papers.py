"""Papers of assets: สท.2 of 5,000 rows against ReportLab's canvas unshaped, and 1,000 labels against its own codes.

The product draws its whole paper, gathering aside: heads, groups, carried sums and signatures; on labels also bars and
modules on whole dots and names shortened to fit. The floors draw the same strings and nothing else. Each runs once in a
process of its own: a first print.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bench import Figure, in_a_fresh_process

if TYPE_CHECKING:
    from sai_thong.forms.assets.labels import Labels
    from sai_thong.registers.assets.survey_reports import SurveyRow

ROWS: Final = 5_000
LABELS: Final = 1_000
SEED: Final = 4
YEAR_BE: Final = 2569
LEAST_OF_UNSHAPED: Final = 0.5
MOST_LABELS_S: Final = 5
WIDTHS: Final = (12.0, 44.0, 74.0, 16.0, 32.0, 20.0, 15.0, 28.0, 30.0)
NAMES: Final = (
    "เก้าอี้สำนักงาน",
    "โต๊ะทำงานระดับ 3-6",
    "ตู้เหล็กเก็บเอกสาร 4 ลิ้นชัก",
    "เครื่องคอมพิวเตอร์ สำหรับงานประมวลผล แบบที่ 1 (จอแสดงภาพขนาดไม่น้อยกว่า 19 นิ้ว)",
    "เครื่องปรับอากาศ แบบแยกส่วน ชนิดแขวน ขนาด 36,000 บีทียู",
)


def survey_rows() -> list[SurveyRow]:
    """Rows of สท.2 of invented assets."""
    from sai_thong.registers.assets.records import Asset
    from sai_thong.registers.assets.rules.survey import Sorted
    from sai_thong.registers.assets.survey_reports import SurveyRow
    from sai_thong.registers.assets.terms import Report, SortReason
    from sai_thong.registers.law.asset_terms import AssetGroup

    chance = random.Random(SEED)
    made = []
    for number in range(ROWS):
        acquired, cost = date(2017, 10, 1) + timedelta(days=chance.randrange(3_200)), chance.randrange(10_000, 900_000)
        card = Asset(
            id=str(number),
            number=f"{400 + number % 30}-{60 + number % 10}-{number:04}",
            name=NAMES[number % len(NAMES)],
            unit="เครื่อง",
            acquired_on=acquired,
            cost_satang=cost * 100,
        )
        place = Sorted(card.id, Report.VALUED, SortReason.IN_USE, AssetGroup.EQUIPMENT, cost * 100, cost * 37)
        made.append(SurveyRow(card, "ครุภัณฑ์สำนักงาน", place, acquired, 8))
    return made


def survey() -> tuple[float, int]:
    """Seconds and pages of the product's own สท.2."""
    from sai_thong.forms.assets.survey_papers import SurveyOnPaper, survey_valued
    from sai_thong.forms.kit import PaperSettings
    from sai_thong.forms.office.office_on_paper import OfficeOnPaper
    from sai_thong.ground.clock import FixedClock
    from sai_thong.registers.assets.survey_reports import SurveyReports
    from sai_thong.registers.office.records import Office

    office = OfficeOnPaper(Office(name="ทรายทอง", code="99460101", district="โนนทรายคำ", province="กาฬสินธุ์"))
    data = SurveyOnPaper(office, SurveyReports(YEAR_BE, False, tuple(survey_rows())))
    clock = FixedClock(datetime(2026, 11, 3, 2, 0, tzinfo=UTC))
    started = time.perf_counter()
    paper = survey_valued(data, PaperSettings(font="bundled"), clock)
    paper.pdf()
    return time.perf_counter() - started, len(paper.pages)


def survey_unshaped() -> tuple[float, int]:
    """Seconds and pages of the same strings, drawn without shaping."""
    from bench.floors import payment_list_floor as floor
    from sai_thong.forms.render import page_count
    from sai_thong.forms.text.fonts import bundled
    from sai_thong.thai.calendar import thai_date_short
    from sai_thong.thai.digits import to_thai
    from sai_thong.thai.money import baht

    rows = [
        (
            *(to_thai(str(number)), row.type_name, to_thai(row.card.name), row.card.unit, row.card.number),
            *(to_thai(thai_date_short(row.acquired_on)) if row.acquired_on else "", to_thai(str(row.life_years))),
            *(to_thai(baht(row.place.cost_satang)), to_thai(baht(row.place.accumulated_satang))),
        )
        for number, row in enumerate(survey_rows(), 1)
    ]
    started = time.perf_counter()
    pdf = floor.unshaped(rows, WIDTHS, bundled().regular)
    return time.perf_counter() - started, page_count(pdf)


def label_data() -> Labels:
    """Labels of invented assets."""
    from sai_thong.forms.assets.labels import Labels, label_of_card
    from sai_thong.registers.assets.records import Asset
    from sai_thong.registers.assets.rules.label_stock import USUAL
    from sai_thong.registers.assets.rules.label_tokens import new_token

    chance = random.Random(SEED)
    cards = (
        Asset(
            number=f"{400 + number % 30}-{50 + number % 20}-{number:04}",
            name=f"{NAMES[number % len(NAMES)]} ชุดที่ {number}",
            token=new_token(chance.randrange),
            acquired_on=date(2007 + number % 20, 1, 9),
        )
        for number in range(LABELS)
    )
    return Labels("องค์การบริหารส่วนตำบลทรายทอง", USUAL, 1, tuple(label_of_card(card, "อบต.ทรายทอง") for card in cards))


def labels() -> tuple[float, int]:
    """Seconds and pages of the product's own labels."""
    from sai_thong.forms.assets.labels import labels as draw
    from sai_thong.forms.kit import PaperSettings
    from sai_thong.ground.clock import FixedClock

    data = label_data()
    started = time.perf_counter()
    paper = draw(data, PaperSettings(font="bundled"), FixedClock(datetime(2026, 11, 3, 2, 0, tzinfo=UTC)))
    paper.pdf()
    return time.perf_counter() - started, len(paper.pages)


def plain_labels() -> tuple[float, int]:
    """Seconds and pages of ReportLab's own codes with the same strings unshaped."""
    from bench.floors import label_floor as floor
    from sai_thong.forms.render import page_count
    from sai_thong.forms.text.fonts import bundled

    rows = [(each.token, each.number, each.name, f"{each.owner} {each.year_short}") for each in label_data().labels]
    started = time.perf_counter()
    pdf = floor.labels(rows, bundled().regular)
    return time.perf_counter() - started, page_count(pdf)


def measure() -> list[Figure]:
    """Rows a second and labels a second, each against its floor."""
    ours, plain, stickers, bare = map(in_a_fresh_process, (survey, survey_unshaped, labels, plain_labels))
    return [
        Figure("สท.2 of 5,000 rows, first print", ours[0], "s"),
        Figure("  floor: the same strings unshaped", plain[0], "s"),
        Figure("  ours against unshaped, by rows", plain[0] / ours[0], "×", least=LEAST_OF_UNSHAPED),
        Figure("1,000 labels", stickers[0], "s", most=MOST_LABELS_S),
        Figure("  floor: ReportLab's own codes, unshaped", bare[0], "s"),
        Figure("  ours against them", bare[0] / stickers[0], "×"),
    ]
