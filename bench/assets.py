"""Assets: 5,000 of them: every year of every schedule, and the reports of the survey.

Each asset has a life of twenty years, so that a hundred thousand rows are reckoned. The floor writes the same lives off
by the bare formula.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from bench import Figure
from bench.floors.schedule_floor import straight_lines
from sai_thong.registers.assets.rules.depreciation import BookFacts, schedule
from sai_thong.registers.assets.rules.survey import Sorted, SurveyFacts, group_totals, sort_asset
from sai_thong.registers.assets.terms import Report
from sai_thong.registers.law.asset_tables import shipped_asset_law
from sai_thong.registers.law.assets import SurveyRule

ASSETS: Final = 5_000
LIFE_YEARS: Final = 20
TIMES: Final = 5
YEAR_BE: Final = 2569
MOST_SCHEDULE_S: Final = 1
TODAY: Final = date(2026, 11, 21)


def measure() -> list[Figure]:
    """Reckon; nothing is stored."""
    law, chance = shipped_asset_law(), random.Random(4)
    rule, vehicle = law.rules.depreciation_rule(TODAY), law.choices.type_on("vehicle", TODAY)
    books = [
        BookFacts(
            cost_satang=chance.randrange(10_000_00, 900_000_00),
            acquired_on=date(2006, 10, 1) + timedelta(days=chance.randrange(6_900)),
            life_years=LIFE_YEARS,
            rule=rule,
        )
        for _number in range(ASSETS)
    ]
    facts = [
        SurveyFacts(
            asset_id=str(number),
            asset_type=vehicle,
            cost_satang=book.cost_satang,
            acquired_on=book.acquired_on,
            book=book,
        )
        for number, book in enumerate(books)
    ]
    survey = law.rules.survey_rule(TODAY)
    rows = sum(len(schedule(book)) for book in books)
    bare = [(book.cost_satang, LIFE_YEARS, schedule(book)[0].parts) for book in books]
    return [
        Figure("rows of all schedules", rows, "rows", least=ASSETS * LIFE_YEARS),
        Figure("all schedules", _seconds(lambda: [schedule(book) for book in books]), "s", most=MOST_SCHEDULE_S),
        Figure("  floor: the bare formula", _seconds(lambda: straight_lines(bare)), "s"),
        Figure(
            "สท.1 and สท.2",
            _seconds(lambda: group_totals(_valued(facts, survey))),
            "s",
        ),
    ]


def _valued(facts: Sequence[SurveyFacts], survey: SurveyRule) -> list[Sorted]:
    """สท.2."""
    found = (sort_asset(each, YEAR_BE, survey) for each in facts)
    return [each for each in found if each.report is Report.VALUED]


def _seconds(work: Callable[[], object]) -> float:
    """The median of several times."""
    times = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)
