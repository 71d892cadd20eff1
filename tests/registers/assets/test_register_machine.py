"""Years of a register in any order: closed years never change, สท.1 is สท.2, cards stand as their events tell.

Hypothesis plays the office: things are entered, corrected, improved, moved, broken, repaired, struck off and taken
back; lives are published and rules said otherwise; years pass and are closed. What it reached is counted, so that the
machine must have been where it is dangerous.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import SaiThongError
from sai_thong.registers.assets import corrections, custody, improvements, repairs
from sai_thong.registers.assets.book import book_cards, booked
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import altered_years, close_year, closings, first_open_year, year_book
from sai_thong.registers.assets.events import record_event
from sai_thong.registers.assets.records import Asset, AssetEvent, Improvement
from sai_thong.registers.assets.rules.depreciation import schedule
from sai_thong.registers.assets.settled import publish_life
from sai_thong.registers.assets.survey_reports import survey_reports
from sai_thong.registers.assets.terms import INSPECTED_CONDITIONS, AssetEventKind, AssetStatus, RepairOutcome, Report
from sai_thong.registers.office.own_law import correct_row

_IN_MEMORY = Path("/dev/shm")
BEGIN = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
TYPES = ("office", "computer", "vehicle", "land", "building-permanent")
REACHED: Counter[str] = Counter()
LEAST = {"closed": 10, "corrected a closed year": 3, "struck off": 3, "improved": 5, "withdrawn": 1, "refused": 10}

large = st.integers(20_000_00, 300_000_00)
prices = st.one_of(large, large, st.none(), st.sampled_from([9_999_99, 10_000_00, 5_000_00, 100]))
recent = st.dates(date(2021, 10, 1), date(2026, 9, 30))
days = st.one_of(recent, recent, st.none(), st.dates(date(2014, 10, 1), date(2026, 10, 5)))
years_of_life = st.one_of(st.none(), st.integers(1, 8))


@pytest.fixture(scope="module", autouse=True)
def _danger_was_reached() -> Iterator[None]:
    """The machine must have been where it is dangerous."""
    yield
    if REACHED["entered"]:
        assert {what: REACHED[what] for what, least in LEAST.items() if REACHED[what] < least} == {}


@contextmanager
def refused_or_done() -> Iterator[None]:
    """An operation that is refused leaves everything as it was, which the invariants see."""
    try:
        yield
    except SaiThongError:
        REACHED["refused"] += 1


class Register(RuleBasedStateMachine):
    """One office and what its closed years said when they were closed."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None)
        self.clock = FixedClock(BEGIN)
        self.store, _sheets = Store.create(
            Path(self.folder.name) / "office.saithong",
            office="ทดสอบ",
            user="พัสดุ",
            password="ทดสอบ-saithong",
            clock=self.clock,
            kdf=Kdf(memory_kib=8, time_cost=1),
        )
        self.closed: dict[int, Any] = {}

    @initialize(
        years=st.integers(3, 8), entered=st.lists(st.tuples(large, recent), min_size=2, max_size=4), close=st.booleans()
    )
    def begin(self, years: int, entered: list[tuple[int, date]], close: bool) -> None:
        """The office published lives, has a few things, and mostly closed a year already."""
        for kind in ("office", "computer", "vehicle"):
            publish_life(self.store, kind, years, effective_from=date(2010, 10, 1), outside_range_why="มติ")
        for place, (price, day) in enumerate(entered):
            card = Asset(name="ของ", class_code="400", cost_satang=price, acquired_on=day, type_key=TYPES[place % 3])
            add_assets(self.store, NewAssets(card))
            REACHED["entered"] += 1
        if close:
            self.close(2568, unchecked=True)

    def teardown(self) -> None:
        """Close the office."""
        self.store.close()
        self.folder.cleanup()

    @property
    def today(self) -> date:
        return self.clock.now().date()

    def card(self, chance: int) -> Asset | None:
        """One of the cards."""
        cards = self.store.find(Asset)
        return cards[chance % len(cards)] if cards else None

    @rule(price=prices, day=days, kind=st.sampled_from(("", *TYPES)), life=years_of_life, opened=st.booleans())
    def enter(self, price: int | None, day: date | None, kind: str, life: int | None, opened: bool) -> None:
        """A thing is entered, sometimes with what an old book wrote off."""
        card = Asset(name="ของ", class_code="400", cost_satang=price, acquired_on=day, type_key=kind, life_years=life)
        opening = {"opening_accumulated_satang": (price or 0) // 3, "opening_year_be": 2568} if opened else {}
        with refused_or_done():
            add_assets(self.store, NewAssets(Asset(**{**_facts(card), **opening})))
            REACHED["entered"] += 1

    @rule(chance=st.integers(0, 99), price=prices, day=days, kind=st.sampled_from(TYPES), life=years_of_life)
    def correct(self, chance: int, price: int | None, day: date | None, kind: str, life: int | None) -> None:
        """What its value is reckoned from is corrected."""
        card = self.card(chance)
        if card is None:
            return
        told = {"cost_satang": price, "acquired_on": day, "type_key": kind, "life_years": life}
        names = Random(chance).sample(sorted(told), 1 + chance % 2)
        with refused_or_done():
            done = corrections.correct_card(self.store, card, {name: told[name] for name in names}, why="แก้")
            REACHED["corrected a closed year"] += bool(done.corrected.fiscal_year_be and done.corrected.satang)

    @rule(chance=st.integers(0, 99), cost=st.integers(1, 100_000_00), back=st.integers(0, 900), life=years_of_life)
    def improve(self, chance: int, cost: int, back: int, life: int | None) -> None:
        """Something is added to a thing, often told late."""
        card = self.card(chance)
        if card is None:
            return
        told = Improvement(
            asset_id=card.id,
            accepted_on=self.today - timedelta(days=back),
            cost_satang=cost,
            what="ต่อเติม",
            life_years=life,
            life_why="มติ" if life else "",
        )
        with refused_or_done():
            done = improvements.add_improvement(self.store, told)
            REACHED["corrected a closed year"] += bool(done.corrected.fiscal_year_be and done.corrected.satang)
            REACHED["improved"] += 1

    @rule(chance=st.integers(0, 99))
    def withdraw_improvement(self, chance: int) -> None:
        """An improvement was wrong."""
        found = self.store.find(Improvement, withdrawn_why="")
        if found:
            with refused_or_done():
                improvements.withdraw_improvement(self.store, found[chance % len(found)], why="ผิดใบ")

    @rule(chance=st.integers(0, 99), back=st.integers(0, 40), place=st.sampled_from(["กองคลัง", "กองช่าง", ""]))
    def move(self, chance: int, back: int, place: str) -> None:
        """A thing goes to another division, also as of a day of the past."""
        card = self.card(chance)
        if card is not None:
            with refused_or_done():
                custody.move(self.store, [card.id], on=self.today - timedelta(days=back), division=place)

    @rule(chance=st.integers(0, 99), status=st.sampled_from(INSPECTED_CONDITIONS), back=st.integers(0, 40))
    def tell_state(self, chance: int, status: AssetStatus, back: int) -> None:
        """Somebody says in what state it is."""
        card = self.card(chance)
        if card is not None:
            with refused_or_done():
                custody.change_status(self.store, [card.id], status, on=self.today - timedelta(days=back))

    @rule(chance=st.integers(0, 99), outcome=st.sampled_from(RepairOutcome))
    def repair(self, chance: int, outcome: RepairOutcome) -> None:
        """A repair goes its next step."""
        card = self.card(chance)
        if card is None:
            return
        with refused_or_done():
            going_on = repairs.open_repair(self.store, card.id)
            if going_on is None:
                repairs.report_fault(self.store, card.id, symptom="ชำรุด", on=self.today)
            elif card.status is AssetStatus.AT_REPAIR:
                repairs.finish_repair(self.store, going_on, on=self.today, outcome=outcome, cost_satang=100)
            else:
                repairs.send_to_repair(self.store, going_on, on=self.today)

    @rule(chance=st.integers(0, 99), back=st.integers(0, 500))
    def strike_off(self, chance: int, back: int) -> None:
        """A thing leaves the register, sometimes as of a year that is closed."""
        card = self.card(chance)
        if card is None or not booked(card):
            return
        on = max(self.today - timedelta(days=back), card.acquired_on or date.min)
        with refused_or_done(), self.store.transaction() as tx:
            kinds = AssetEventKind.DISPOSAL_BEGUN, AssetEventKind.STRUCK_OFF
            for kind, status in zip(kinds, (AssetStatus.AWAITING_DISPOSAL, AssetStatus.STRUCK_OFF), strict=True):
                card = record_event(tx, card, kind, on=self.today, by_name="พัสดุ", status=status)
            tx.update(card, struck_off_on=on)
            REACHED["struck off"] += 1

    @rule(chance=st.integers(0, 99))
    def withdraw(self, chance: int) -> None:
        """A slip is taken back."""
        card = self.card(chance)
        if card is not None:
            with refused_or_done():
                corrections.withdraw_card(self.store, card, why="คีย์ซ้ำ")
                REACHED["withdrawn"] += 1

    @rule(kind=st.sampled_from(TYPES), years=st.integers(1, 40), back=st.integers(0, 3000))
    def publish(self, kind: str, years: int, back: int) -> None:
        """The office publishes a useful life."""
        with refused_or_done():
            on = self.today - timedelta(days=back)
            publish_life(self.store, kind, years, effective_from=on, outside_range_why="มติ")

    @rule(day=st.integers(1, 31))
    def say_otherwise(self, day: int) -> None:
        """The office counts the month of acquisition otherwise."""
        with suppress(SaiThongError):
            correct_row(self.store, "depreciation_rules", "straight-line", {"last_counting_day": day}, why="ประกาศ")

    @rule(passed=st.sampled_from([1, 30, 200]))
    def time_passes(self, passed: int) -> None:
        """Days go by."""
        self.clock.advance(days=passed)

    @rule(year=st.sampled_from([2568, 2569, 2570]), unchecked=st.booleans())
    def close_a_year(self, year: int, unchecked: bool) -> None:
        """The next year is closed, the first time one of several."""
        self.close(year, unchecked=unchecked)

    def close(self, year: int, *, unchecked: bool) -> None:
        """Close the year, or the one after the last closed."""
        asked = first_open_year(self.store, self.today) if self.closed else year
        with refused_or_done():
            close_year(self.store, asked, leave_unchecked=unchecked)
            self.closed[asked] = self.told(asked)
            REACHED["closed"] += 1

    def told(self, year: int) -> Any:
        """Everything a year tells."""
        book, survey = year_book(self.store, year), survey_reports(self.store, year)
        places = [(row.place, row.acquired_on, row.life_years) for row in survey.rows]
        return book.lines, book.totals, places, survey.totals

    @invariant()
    def closed_years_stand(self) -> None:
        """No closed year ever tells anything else."""
        assert [each.fiscal_year_be for each in closings(self.store)] == sorted(self.closed)
        assert altered_years(self.store) == []
        for year, told in self.closed.items():
            assert self.told(year) == told

    @invariant()
    def the_survey_adds_up(self) -> None:
        """สท.1 is the sum of สท.2, and every asset in the register stands in one report."""
        for year in (2569, first_open_year(self.store, self.today)):
            survey = survey_reports(self.store, year)
            ids = [row.card.id for row in survey.rows]
            assert len(ids) == len(set(ids))
            assert len(ids) == len(survey.valued) + len(survey.listed) + len(survey.must_check)
            for total in survey.totals:
                rows = [row.place for row in survey.valued if row.place.group is total.group]
                assert total.count == len(rows)
                assert total.cost_satang == sum(row.cost_satang for row in rows)
                assert total.accumulated_satang == sum(row.accumulated_satang for row in rows)
            assert all(row.place.report is Report.VALUED for row in survey.valued)

    @invariant()
    def the_open_year_makes_up_for_the_closed_ones(self) -> None:
        """Whatever the closed years had, the open one ends where the rules would have ended."""
        year = first_open_year(self.store, self.today)
        for card in book_cards(self.store, self.store.find(Asset)):
            position = card.position(year)
            if position is None or card.facts is None or (position.parts == 0 and card.facts.opening is not None):
                continue
            rows = [row for row in schedule(card.facts, through_year_be=year) if row.fiscal_year_be == year]
            assert position.accumulated_satang == rows[0].accumulated_satang
            last = card.closed.rows.get(year - 1)
            if last is not None:
                assert position.amount_satang == position.accumulated_satang - last.accumulated_satang

    @invariant()
    def cards_stand_as_their_events_tell(self) -> None:
        """Told apart from the rules' own reading: the last of each by day, and within a day by entry."""
        events: dict[str, list[AssetEvent]] = {}
        for event in self.store.find(AssetEvent):
            events.setdefault(event.asset_id, []).append(event)
        for card in self.store.find(Asset):
            ordered = sorted(events[card.id], key=lambda each: each.happened_on)
            for name in ("status", "room_id", "division", "custodian"):
                told = [getattr(each, name) for each in ordered if getattr(each, name) is not None]
                assert getattr(card, name) == told[-1]


def _facts(card: Asset) -> dict[str, Any]:
    return {
        name: getattr(card, name)
        for name in ("name", "class_code", "cost_satang", "acquired_on", "type_key", "life_years")
    }


TestRegister = Register.TestCase
TestRegister.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
