"""Figures count each case once, in its month in Bangkok, by what became of it."""

from __future__ import annotations

from datetime import date

from sai_thong.registers.petitions import endings, links
from sai_thong.registers.petitions.figures import (
    Half,
    Period,
    corruption_figures,
    figures,
    figures_so_far,
    fiscal_period,
    service_figures,
)
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.terms import Channel, ClockKind, NoticeKind, Way
from sai_thong.thai.calendar import Month
from tests.registers.petitions.small_desk import FRIDAY, Desk

RESULT = NoticeGiven(NoticeKind.RESULT, Way.PHONE)


def busy_month(desk: Desk) -> None:
    """Three of water: in time, late, and overdue without an answer; a light withdrawn, one handed over, one merged."""
    water = [desk.case("water-support", moo=moo, channel=Channel.PHONE) for moo in (1, 2, 2)]
    tell(desk.store, water[0], RESULT)
    desk.on(FRIDAY, 15)
    tell(desk.store, water[1], RESULT)
    lights = [desk.case("street-light", moo=3) for _each in range(3)]
    endings.withdraw(desk.store, lights[0], reason="พอแล้ว")
    endings.forward(desk.store, lights[1], "การไฟฟ้า", reason="ของเขา")
    links.merge(desk.store, lights[2], water[2], why="ซ้ำ")


def test_what_became_of_the_cases_is_counted(any_desk):
    busy_month(any_desk)
    made = figures(any_desk.store, Period(FRIDAY, FRIDAY), confidential=any_desk.confidential)
    total = made.total
    assert (total.received, total.open, total.answered, total.in_time, total.late, total.overdue) == (5, 3, 3, 2, 1, 1)
    assert (total.withdrawn, total.forwarded, total.returned, made.merged) == (1, 1, 0, 1)
    assert total.in_time_share == 0.5
    assert {key: tally.received for key, tally in made.by_service.items()} == {"street-light": 2, "water-support": 3}
    assert {moo: tally.received for moo, tally in made.by_village.items()} == {1: 1, 2: 2, 3: 2}
    assert {key: tally.received for key, tally in made.by_division.items()} == {"works": 2, "prevention": 3}
    assert made.by_channel[Channel.PHONE].received == 3
    assert made.by_category["ไฟฟ้าสาธารณะ"].received == 2
    assert made.service_names["street-light"] == "แจ้งซ่อมไฟฟ้าสาธารณะ"


def test_every_table_sums_to_the_total(desk):
    busy_month(desk)
    made = figures(desk.store, Period(FRIDAY, FRIDAY))
    for table in (
        made.by_service,
        made.by_category,
        made.by_village,
        made.by_division,
        made.by_channel,
        made.by_month,
    ):
        for name in ("received", "ended", "answered", "in_time", "late", "overdue"):
            assert sum(getattr(tally, name) for tally in table.values()) == getattr(made.total, name)


def test_a_month_is_one_in_bangkok(any_desk):
    for day, hour in ((date(2026, 11, 30), 23), (date(2026, 12, 1), 1)):
        any_desk.on(day, hour)
        any_desk.case()
    period = fiscal_period(2570, Half.FIRST)
    by_month = figures(any_desk.store, period, confidential=any_desk.confidential).by_month
    counted = {month.be_text: tally.received for month, tally in by_month.items()}
    assert counted == {"2569-10": 0, "2569-11": 1, "2569-12": 1, "2570-01": 0, "2570-02": 0, "2570-03": 0}


def test_the_two_reports_cover_half_and_whole_of_a_fiscal_year():
    assert fiscal_period(2570, Half.FIRST) == Period(date(2026, 10, 1), date(2027, 3, 31))
    assert fiscal_period(2570, Half.WHOLE) == Period(date(2026, 10, 1), date(2027, 9, 30))


def test_corruption_is_reported_apart_and_none_is_none(desk):
    assert corruption_figures(desk.store, 2570, Half.WHOLE).total.received == 0
    desk.case()
    desk.case("corruption")
    assert corruption_figures(desk.store, 2570, Half.FIRST).total.received == 1
    assert service_figures(desk.store, 2570, Half.FIRST).total.received == 1
    assert corruption_figures(desk.store, 2569, Half.WHOLE).total.received == 0


def test_the_page_shows_the_year_so_far(desk):
    desk.case()
    assert figures_so_far(desk.store, 2570).period == Period(date(2026, 10, 1), FRIDAY)
    assert list(figures_so_far(desk.store, 2570).by_month) == [Month(2026, 10), Month(2026, 11)]
    assert figures_so_far(desk.store, 2571).period.first == date(2027, 10, 1)


def test_an_answer_is_overdue_also_where_the_receipt_was_never_told(any_desk):
    store = any_desk.store
    any_desk.on(date(2026, 10, 1))
    case = any_desk.case("noise", channel=Channel.PHONE)
    any_desk.on(date(2026, 10, 10))
    early = figures(store, Period(date(2026, 10, 1), FRIDAY), confidential=any_desk.confidential).total
    any_desk.on(FRIDAY)
    assert any_desk.again(case).next_clock is ClockKind.ACKNOWLEDGE, "overdue for longer than the answer"
    late = figures(store, Period(date(2026, 10, 1), FRIDAY), confidential=any_desk.confidential).total
    assert (early.overdue, late.overdue, late.in_time_share) == (0, 1, 0.0)
