"""The twelve-column register and the totals of พ.ด.3."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sai_thong.registers.assets.rules.depreciation import BookFacts, ImprovementFact, OpeningBalance, schedule
from sai_thong.registers.assets.rules.register_lines import Change, ClassTotal, LineKind, class_totals, register_lines
from sai_thong.registers.law.asset_tables import shipped_asset_law

RULE = shipped_asset_law().rules.depreciation_rule(date(2026, 10, 1))
CAR = BookFacts(cost_satang=4500000, acquired_on=date(2024, 10, 9), life_years=5, rule=RULE)


def lines(facts: BookFacts, **more):
    return register_lines(facts, schedule(facts), document="ใบส่งของ 12/2567", text="เครื่องสูบน้ำ", **more)


def test_acquisition_comes_first_then_each_thirtieth_of_september():
    found = lines(CAR)
    assert (found[0].kind, found[0].total_satang, found[0].rate) == (LineKind.ACQUIRED, 4500000, Decimal("20.00"))
    assert [line.on for line in found[1:]] == [date(year, 9, 30) for year in range(2025, 2030)]
    assert (found[-1].depreciation_satang, found[-1].accumulated_satang, found[-1].net_satang) == (899900, 4499900, 100)


def test_an_improvement_stands_at_its_day_and_raises_the_net_value():
    facts = replace(CAR, improvements=(ImprovementFact(date(2026, 1, 5), 1000000),))
    found = lines(facts, improvements=[Change(date(2026, 1, 5), "สัญญา 3/2569", "เปลี่ยนใบพัด", 1000000)])
    assert [line.kind for line in found[:4]] == [
        LineKind.ACQUIRED,
        LineKind.YEAR_END,
        LineKind.IMPROVED,
        LineKind.YEAR_END,
    ]
    assert found[-1].net_satang == 100
    assert found[-1].accumulated_satang == 5499900


def test_the_last_line_is_the_disposal_and_nothing_is_left():
    facts = replace(CAR, struck_off_on=date(2026, 3, 20))
    found = lines(facts, struck_off=Change(date(2026, 3, 20), "ที่ 55/2569", "จำหน่าย"))
    assert [line.kind for line in found] == [LineKind.ACQUIRED, LineKind.YEAR_END, LineKind.STRUCK_OFF]
    assert (found[-1].depreciation_satang, found[-1].accumulated_satang, found[-1].net_satang) == (450000, 1350000, 0)


def test_what_an_old_book_wrote_off_is_brought_forward():
    found = lines(replace(CAR, opening=OpeningBalance(1800000, 2569)))
    assert (found[1].kind, found[1].on, found[1].net_satang) == (LineKind.BROUGHT_FORWARD, date(2026, 9, 30), 2700000)
    assert found[2].on == date(2027, 9, 30)


def test_the_totals_of_a_class_count_cards_and_cost():
    cards = [("416-62-0001", 100), ("๔๑๖/๖๓/๐๐๐๒", 250), ("401-61-0001", 5), ("ไม่มีเลข", 7)]
    assert class_totals(cards) == (ClassTotal("", 1, 7), ClassTotal("401", 1, 5), ClassTotal("416", 2, 350))
