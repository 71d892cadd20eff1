"""Months and years are counted when they are closed, petitions when their month has ended, and anew when corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.registers import consequences
from sai_thong.registers.allowances import months, results
from sai_thong.registers.allowances.records import Outcome
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import close_year
from sai_thong.registers.assets.records import Asset
from sai_thong.registers.law.terms import Scheme, SchemeSet
from sai_thong.registers.petitions.correct import reclassify
from sai_thong.registers.petitions.notices import NoticeGiven, tell
from sai_thong.registers.petitions.terms import Channel, NoticeKind, Way
from sai_thong.registers.statistics import counting
from sai_thong.registers.statistics.records import StatisticsFigure
from sai_thong.registers.statistics.terms import IN_TIME, LATE, TOLD, FigureName, StatisticsKind
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import SmallOffice, make_office
from tests.registers.petitions.small_desk import Desk, make_store, open_series

NOVEMBER = Month(2026, 11)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    store, clock = make_office(tmp_path)
    with store:
        consequences.attach(store)
        yield SmallOffice(store, clock)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store, clock = make_store(tmp_path)
    with store:
        open_series(store)
        yield Desk(store, clock)


def told(store: Store, figure: FigureName, period: str = NOVEMBER.iso) -> dict[str, object]:
    """What the office tells of a figure, by the one key that tells its parts apart."""
    return {
        each.step or each.service or each.state or each.asset_class: "withheld" if each.withheld else each.count
        for each in store.find(StatisticsFigure, figure=figure, period=period)
    }


def test_a_closed_month_is_counted_in_its_transaction_and_the_sealed_set_never(office: SmallOffice) -> None:
    for _each in range(6):
        office.accepted(office.person("2500-01-12"))
    for _each in range(7):
        office.accepted(office.person("2490-01-12"))
    sealed = office.person("2500-05-05")
    office.accepted(sealed, Scheme.HIV)
    for scheme_set in SchemeSet:
        office.closed(NOVEMBER, scheme_set)
    figures = office.store.find(StatisticsFigure, scheme="old-age", figure=FigureName.PAID)
    assert {each.step: (each.count, each.amount_satang) for each in figures} == {
        "": (13, 6 * 60000 + 7 * 70000),
        "60000": (6, 360000),
        "70000": (7, 490000),
    }
    assert {each.scheme for each in office.store.find(StatisticsFigure)} == {"old-age", "disability"}


def test_few_people_are_told_neither_by_count_nor_by_money(office: SmallOffice) -> None:
    for _each in range(6):
        office.accepted(office.person("2500-01-12"))
    office.accepted(office.person("2490-01-12"))
    office.closed(NOVEMBER)
    figures = office.store.find(StatisticsFigure, scheme="old-age", figure=FigureName.PAID)
    assert {each.step: (each.count, each.amount_satang, each.amount_withheld) for each in figures} == {
        "": (7, None, True),
        "60000": (None, None, True),
        "70000": (None, None, True),
    }
    written = [str(entry.changes) for each in figures for entry in office.store.history(each.id)]
    assert not any("'count': (None, 6)" in entry for entry in written), "nor does the journal that travels"


def test_what_came_back_before_the_closing_was_not_paid(office: SmallOffice) -> None:
    people = [office.person("2500-01-12") for _each in range(8)]
    for each in people:
        office.accepted(each)
    office.paid(NOVEMBER)
    failed = ResultEntry(office.line_of(people[0], NOVEMBER).id, Outcome.TRANSFER_FAILED, reason="บัญชีปิด")
    results.record_results(office.store, SchemeSet.ORDINARY, [failed])
    assert told(office.store, FigureName.PAID) == {}, "the month is not closed"
    months.close(office.store, SchemeSet.ORDINARY, NOVEMBER)
    (total,) = office.store.find(StatisticsFigure, figure=FigureName.PAID, scheme="old-age", step="")
    assert (total.count, total.amount_satang) == (7, 7 * 60000)


def test_months_closed_by_an_older_program_are_counted_once(tmp_path: Path) -> None:
    store, clock = make_office(tmp_path)
    with store:
        office = SmallOffice(store, clock)
        for _each in range(6):
            office.accepted(office.person("2500-01-12"))
        office.closed(NOVEMBER)
        assert told(store, FigureName.PAID) == {}
        assert counting.catch_up(store).touches(StatisticsFigure)
        assert told(store, FigureName.PAID)["60000"] == 6
        assert not counting.catch_up(store)


def test_a_closed_year_tells_the_value_of_assets_by_class(tmp_path: Path) -> None:
    store, _clock = make_store(tmp_path)
    with store:
        consequences.attach(store)
        land = Asset(name="ที่ดิน", class_code="101", cost_satang=50000000, acquired_on=date(2000, 1, 5), type_key="land")
        add_assets(store, NewAssets(land))
        close_year(store, 2569)
        figures = store.find(StatisticsFigure, kind=StatisticsKind.ASSET_YEAR, period="2569", figure=FigureName.NET)
        assert {each.asset_class: (each.count, each.amount_satang, each.withheld) for each in figures} == {
            "": (1, 50000000, False),
            "land": (1, 50000000, False),
        }


def test_petitions_of_a_month_are_counted_when_it_has_ended(desk: Desk) -> None:
    cases = [desk.case("water-support", channel=Channel.PHONE) for _each in range(12)]
    for case in cases[:6]:
        tell(desk.store, case, NoticeGiven(NoticeKind.RESULT, Way.PHONE))
    desk.case("corruption")
    assert not counting.catch_up(desk.store)
    desk.on(date(2026, 12, 1))
    assert counting.catch_up(desk.store).touches(StatisticsFigure)
    assert told(desk.store, FigureName.RECEIVED) == {"": 12, "water-support": 12}, "and the confidential one is not"
    assert told(desk.store, FigureName.ANSWERED) == {"": 6, IN_TIME: 6}
    assert told(desk.store, FigureName.OPEN) == {"": 12, TOLD: 6, LATE: 6}
    assert not counting.catch_up(desk.store), "nothing has changed"


def test_few_petitions_of_a_service_are_not_told(desk: Desk) -> None:
    for service, times in (("water-support", 9), ("street-light", 2)):
        for _each in range(times):
            desk.case(service)
    desk.on(date(2026, 12, 1))
    counting.catch_up(desk.store)
    assert told(desk.store, FigureName.RECEIVED) == {"": 11, "water-support": "withheld", "street-light": "withheld"}


def test_a_correction_counts_the_month_anew_with_its_reason(desk: Desk) -> None:
    cases = [desk.case("street-light") for _each in range(7)]
    desk.on(date(2026, 12, 1))
    counting.catch_up(desk.store)
    reclassify(desk.store, cases[0], "water-support", why="เลือกผิด")
    assert counting.catch_up(desk.store).touches(StatisticsFigure)
    assert told(desk.store, FigureName.RECEIVED) == {"": 7, "street-light": "withheld", "water-support": "withheld"}
    (figure,) = desk.store.find(StatisticsFigure, figure=FigureName.RECEIVED, service="street-light")
    last = desk.store.history(figure.id)[-1]
    assert last.changes["count"] == (7, None)
    assert last.reason


def test_what_is_no_petition_counts_nothing_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.case()
    desk.on(date(2026, 12, 1))
    counting.catch_up(desk.store)
    add_assets(desk.store, NewAssets(Asset(name="โต๊ะ", class_code="400", cost_satang=100, type_key="office")))
    monkeypatch.setattr("sai_thong.registers.statistics.petitions.count_months", pytest.fail)
    assert not counting.catch_up(desk.store)
