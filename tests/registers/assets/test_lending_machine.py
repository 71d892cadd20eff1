"""A lending counter over some months: whatever is asked, fetched and brought back, nothing is promised or out twice.

Hypothesis plays the office: loans of cards and of things by the count are tried in every state and for every day, also
where they must be refused; things break, pools shrink, time passes. Who has what on which day is counted here anew,
day by day, and compared. What it reached is printed.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.db.verify import verify_rows
from sai_thong.ground.clock import FixedClock
from sai_thong.ground.errors import SaiThongError
from sai_thong.registers.assets import loan_returns, loans, pools
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.events import events_of
from sai_thong.registers.assets.lending_calendar import free_on_all_days, thing_calendar
from sai_thong.registers.assets.loan_list import due_loans, loan_list
from sai_thong.registers.assets.records import Asset, Loan, LoanLine, LoanReturn, Pool
from sai_thong.registers.assets.refusals import NotFree
from sai_thong.registers.assets.rules.loans import LoanStanding
from sai_thong.registers.assets.terms import AssetEventKind, AssetStatus, LoanState, ReturnCondition
from sai_thong.registers.catalogue import RECORD_TYPES

_IN_MEMORY = Path("/dev/shm")
FIRST = date(2026, 9, 1)
SEEDS = st.integers(0, 2**32)
REACHED: Counter[str] = Counter()
"""What the machine did, over all its examples."""

LEAST = {
    "asked": 150,
    "approved": 100,
    "fetched": 60,
    "came back": 80,
    "came back in parts": 15,
    "wholly back": 60,
    "lasts longer": 20,
    "demanded": 8,
    "return withdrawn": 10,
    "refused by the approver": 8,
    "cancelled": 8,
    "not free": 80,
    "refused": 250,
    "pool changed": 20,
    "short told": 2,
    "overdue seen": 50,
    "new fiscal year": 8,
}
"""What it must have done at least, or it proves nothing."""


class LendingCounter(RuleBasedStateMachine):
    """An office with two pools and three single things."""

    def __init__(self) -> None:
        super().__init__()
        # In memory where the system has it: what is proved here does not hang on the disk.
        self._folder = tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None)
        self.clock = FixedClock(datetime.combine(FIRST, time(2), UTC))
        self.store, _sheets = Store.create(
            Path(self._folder.name) / "office.saithong",
            office="ทดสอบ",
            user="พัสดุ",
            password="ทดสอบ-saithong",
            clock=self.clock,
            kdf=Kdf(memory_kib=8, time_cost=1),
        )
        cards = add_assets(self.store, NewAssets(Asset(name="เครื่องเสียง", class_code="405"), 3)).cards
        self.assets = [card.id for card in cards[:2]]
        self.pooled = cards[2].id
        tents = Pool(name="เต็นท์", unit="หลัง", owned=6, asset_ids=(self.pooled,))
        self.pools = [
            pools.add_pool(self.store, tents).pool.id,
            pools.add_pool(self.store, Pool(name="เก้าอี้", unit="ตัว", owned=3)).pool.id,
        ]
        self.today = FIRST

    def teardown(self) -> None:
        assert list(verify_rows(self.store.connection_for_reading(), RECORD_TYPES)) == []
        self.store.close()
        self._folder.cleanup()

    @contextmanager
    def may_be_refused(self) -> Iterator[None]:
        """A refusal is an answer too, and leaves no trace."""
        before = self.store.head()
        try:
            yield
        except SaiThongError as refused:
            REACHED["refused"] += 1
            REACHED["not free"] += isinstance(refused, NotFree)
            assert self.store.head() == before
        else:
            assert self.store.head() != before

    def drawn(self, seed: int) -> Random:
        return Random(f"{seed} {self.store.head().counter} {self.today}")

    @rule(seeds=st.lists(SEEDS, min_size=6, max_size=6))
    def work(self, seeds: list[int]) -> None:
        """Some of a day's work, in any order; what is done most often is tried most often."""
        for seed in seeds:
            works = (self.ask, self.approve, self.fetch, self.bring_back, self.change_the_end, self.time_passes)
            seldom = (self.demand, self.withdraw, self.recount)
            chances = (*(6, 3, 6, 6, 2, 4), *(1, 1, 1))
            self.drawn(seed + 1).choices((*works, *seldom), chances)[0](seed)

    def ask(self, seed: int) -> None:
        drawn = self.drawn(seed)
        things = [
            loans.ThingWanted(asset_id=drawn.choice([*self.assets, *self.assets, *self.assets, self.pooled])),
            loans.ThingWanted(drawn.randint(1, 4), pool_id=self.pools[0]),
            loans.ThingWanted(drawn.randint(1, 3), pool_id=self.pools[1]),
        ]
        begins_on = self.today + timedelta(days=drawn.randint(-2, 6))
        new = loans.NewLoan(
            borrower="ผู้ยืม",
            purpose="งานประเพณี",
            asked_on=min(begins_on, self.today),
            begins_on=begins_on,
            due_on=begins_on + timedelta(days=drawn.randint(0, 5)),
            things=tuple(drawn.sample(things, drawn.randint(1, 2))),
            agency=drawn.choice(["", "โรงเรียนบ้านทราย"]),
            used_outside=drawn.random() < 0.7,
        )
        asked: loans.LoanKept | None = None
        with self.may_be_refused():
            asked = loans.ask_loan(self.store, new, why="ขอยืม")
            REACHED["asked"] += 1
            self.nothing_twice(asked.loan)
        if asked is not None and drawn.random() < 0.6:
            with self.may_be_refused():
                loans.approve_loan(self.store, asked.loan.id, approved_by="นายก", on=new.asked_on)
                REACHED["approved"] += 1
                self.nothing_twice(asked.loan)

    def approve(self, seed: int) -> None:
        loan = self.picked(seed, LoanState.ASKED)
        if loan is None:
            return
        drawn = self.drawn(seed)
        with self.may_be_refused():
            match drawn.choice(["approve", "approve", "approve", "refuse", "cancel"]):
                case "approve":
                    loans.approve_loan(self.store, loan.id, approved_by="นายก")
                    REACHED["approved"] += 1
                    self.nothing_twice(loan)
                case "refuse":
                    loans.refuse_loan(self.store, loan.id, refused_why="ใช้ในราชการ", refused_by="นายก")
                    REACHED["refused by the approver"] += 1
                case _:
                    loans.cancel_loan(self.store, loan.id, why="ไม่ใช้แล้ว")
                    REACHED["cancelled"] += 1

    def fetch(self, seed: int) -> None:
        loan = self.picked(seed, LoanState.APPROVED)
        if loan is None:
            return
        on = self.drawn(seed).choice([None, None, loan.begins_on])
        with self.may_be_refused():
            out = loans.hand_over(self.store, loan.id, handed_over_by="พัสดุ", received_by="ผู้ยืม", on=on).loan
            REACHED["fetched"] += 1
            self.nothing_twice(out)

    def bring_back(self, seed: int) -> None:
        loan = self.picked(seed, LoanState.OUT)
        if loan is None:
            return
        drawn = self.drawn(seed)
        left = self.left_of(loan)
        lines = drawn.sample(sorted(left), drawn.randint(1, len(left)))
        things = [
            loan_returns.ThingBack(
                line,
                drawn.choice([left[line], left[line], drawn.randint(1, left[line] + 1)]),
                drawn.choice([ReturnCondition.USABLE] * 5 + list(ReturnCondition)),
            )
            for line in lines
            if left[line]
        ]
        with self.may_be_refused():
            back = loan_returns.take_back(self.store, loan.id, things, returned_by="ผู้ยืม", received_by="พัสดุ")
            REACHED["came back"] += 1
            REACHED["wholly back"] += back.loan.state is LoanState.RETURNED
            REACHED["came back in parts"] += back.loan.state is LoanState.OUT
            REACHED["short told"] += bool(back.short)
            assert (back.loan.state is LoanState.RETURNED) == (not any(self.left_of(loan).values()))

    def change_the_end(self, seed: int) -> None:
        drawn = self.drawn(seed)
        loan = self.picked(seed, drawn.choice([LoanState.APPROVED, LoanState.OUT, LoanState.ASKED]))
        if loan is None:
            return
        with self.may_be_refused():
            due_on = loan.due_on + timedelta(days=drawn.choice([-2, 1, 2, 6]))
            changed = loans.change_due_day(self.store, loan.id, due_on, why="งานเลื่อน").loan
            REACHED["lasts longer"] += changed.due_on > loan.due_on
            if changed.due_on > loan.due_on and loan.state is not LoanState.ASKED:
                self.nothing_twice(changed, from_day=loan.due_on + timedelta(days=1))

    def demand(self, seed: int) -> None:
        loan = self.picked(seed, LoanState.OUT)
        if loan is None:
            return
        with self.may_be_refused():
            loans.demand_back(self.store, loan.id, letter_no=f"ทส 71001/{self.store.head().counter}")
            REACHED["demanded"] += 1
            view = next(view for view in due_loans(self.store, self.today) if view.loan.id == loan.id)
            assert view.standing is LoanStanding.DEMANDED

    def withdraw(self, seed: int) -> None:
        returns = self.store.find(LoanReturn)
        if not returns:
            return
        back = returns[-1 - seed % min(4, len(returns))]
        with self.may_be_refused():
            loan = loan_returns.withdraw_return(self.store, back.id, why="ลงผิดใบ").loan
            REACHED["return withdrawn"] += 1
            assert loan.state is LoanState.OUT
            self.nothing_twice(loan, from_day=back.returned_on)

    def recount(self, seed: int) -> None:
        drawn = self.drawn(seed)
        pool_id = drawn.choice(self.pools)
        owned = drawn.choice([*range(2, 9)])
        if owned == self.store.get(Pool, pool_id).owned:
            return
        with self.may_be_refused():
            kept = pools.change_pool(self.store, pool_id, owned=owned, why="ตรวจนับ")
            REACHED["pool changed"] += 1
            REACHED["short told"] += bool(kept.short)
            assert bool(kept.short) == any(count < 0 for count in self.promised_free(pool_id).values())

    def time_passes(self, seed: int) -> None:
        days = self.drawn(seed).choice([1, 1, 1, 2, 5, 12])
        before = self.today
        self.today += timedelta(days=days)
        self.clock.moment = datetime.combine(self.today, time(2), UTC)
        REACHED["new fiscal year"] += before < date(2026, 10, 1) <= self.today

    def picked(self, seed: int, state: LoanState) -> Loan | None:
        """A loan of a state; now and then any, to be refused."""
        found = self.store.find(Loan, state=state) if seed % 7 else self.store.find(Loan)
        return found[-1 - seed % min(5, len(found))] if found else None

    def left_of(self, loan: Loan) -> dict[str, int]:
        """What is out of each line, counted here."""
        left = {line.id: line.quantity for line in self.store.find(LoanLine, loan_id=loan.id)}
        for back in self.store.find(LoanReturn, loan_id=loan.id):
            left[back.line_id] -= 0 if back.withdrawn_why else back.quantity
        return left

    def owned(self, thing: str) -> int:
        return self.store.get(Pool, thing).owned if thing in self.pools else 1

    def having(self, thing: str) -> dict[str, dict[date, int]]:
        """How many each loan has or is promised of a thing on each day, counted day by day."""
        found: dict[str, dict[date, int]] = {}
        for line in [*self.store.find(LoanLine, asset_id=thing), *self.store.find(LoanLine, pool_id=thing)]:
            loan = self.store.get(Loan, line.loan_id)
            days: dict[date, int] = defaultdict(int)
            last = max(self.today, loan.due_on) + timedelta(days=20)
            if loan.state is LoanState.APPROVED and loan.due_on >= self.today:
                for day in _days(loan.begins_on, loan.due_on):
                    days[day] += line.quantity
            elif loan.state in (LoanState.OUT, LoanState.RETURNED):
                assert loan.handed_over_on is not None
                out = line.quantity
                for back in self.store.find(LoanReturn, line_id=line.id):
                    if not back.withdrawn_why:
                        out -= back.quantity
                        for day in _days(loan.handed_over_on, back.returned_on - timedelta(days=1)):
                            days[day] += back.quantity
                for day in _days(loan.handed_over_on, last if self.today > loan.due_on else loan.due_on):
                    days[day] += out
            found[loan.id] = days
        return found

    def promised_free(self, thing: str) -> dict[date, int]:
        """How many are free on the days from today on of each promise."""
        having = self.having(thing)
        promised = [loan for loan in self.store.find(Loan, state=LoanState.APPROVED) if loan.id in having]
        days = {
            day
            for loan in promised
            if loan.due_on >= self.today
            for day in _days(max(loan.begins_on, self.today), loan.due_on)
        }
        return {day: self.owned(thing) - sum(each[day] for each in having.values()) for day in days}

    def nothing_twice(self, loan: Loan, *, from_day: date | None = None) -> None:
        """After a step that gives a loan its things: on none of its days are more given than there are."""
        loan = self.store.get(Loan, loan.id)
        left = self.left_of(loan)
        for line in self.store.find(LoanLine, loan_id=loan.id):
            if not left[line.id]:
                continue  # it is back: what happens to the rest gives it to nobody
            thing = line.asset_id or line.pool_id
            having = self.having(thing)
            own = Counter(
                dict.fromkeys(_days(loan.begins_on, loan.due_on), line.quantity)
                if loan.state is LoanState.ASKED
                else {}
            )
            for day in _days(from_day or loan.handed_over_on or loan.begins_on, loan.due_on):
                given = sum(each[day] for each in having.values()) + own[day]
                assert given <= self.owned(thing), (thing, day)

    @invariant()
    def what_is_out_is_there(self) -> None:
        """No more of anything is with borrowers than there is; a card is out once, and says so."""
        out: Counter[str] = Counter()
        for loan in self.store.find(Loan, state=LoanState.OUT):
            left = self.left_of(loan)
            assert any(left.values())
            for line in self.store.find(LoanLine, loan_id=loan.id):
                assert 0 <= left[line.id] <= line.quantity
                out[line.asset_id or line.pool_id] += left[line.id]
        for thing in (*self.assets, *self.pools):
            assert out[thing] <= self.owned(thing)
        for asset_id in self.assets:
            assert (self.store.get(Asset, asset_id).status is AssetStatus.LENT) == (out[asset_id] == 1)
        assert out[self.pooled] == 0

    @invariant()
    def every_step_is_on_the_timeline(self) -> None:
        """A card's timeline tells of each time it left and came back."""
        for asset_id in self.assets:
            told = Counter(event.kind for event in events_of(self.store, asset_id))
            lines = {line.id for line in self.store.find(LoanLine, asset_id=asset_id)}
            returns = [back for back in self.store.find(LoanReturn) if back.line_id in lines]
            fetched = [
                line for line in lines if self.store.get(Loan, self.store.get(LoanLine, line).loan_id).handed_over_on
            ]
            withdrawn = sum(bool(back.withdrawn_why) for back in returns)
            assert told[AssetEventKind.RETURNED] == len(returns)
            assert told[AssetEventKind.LENT] == len(fetched) + withdrawn

    @invariant()
    def the_calendar_tells_the_same(self) -> None:
        """What the calendar and the list say is what was counted here."""
        first, last = self.today - timedelta(days=3), self.today + timedelta(days=12)
        for thing in (*self.assets, *self.pools):
            having = self.having(thing)
            calendar = thing_calendar(self.store, thing, first, last, self.today)
            counted = {
                day: self.owned(thing) - sum(each[day] for each in having.values()) for day in _days(first, last)
            }
            assert calendar.free == counted
            least = max(0, min(counted[day] for day in _days(self.today, last)))
            assert free_on_all_days(self.store, thing, self.today, last, self.today) == least
        overdue = {view.loan.id for view in loan_list(self.store, self.today) if view.overdue}
        REACHED["overdue seen"] += len(overdue)
        out = self.store.find(Loan, state=LoanState.OUT)
        assert overdue == {loan.id for loan in out if loan.due_on < self.today}
        assert {view.loan.id for view in due_loans(self.store, self.today)} == {
            loan.id for loan in out if loan.due_on <= self.today
        }

    @invariant()
    def numbers_are_given_once(self) -> None:
        numbers = [loan.number for loan in self.store.find(Loan)]
        assert "" not in numbers
        assert len(set(numbers)) == len(numbers)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


EFFORT = settings(
    max_examples=30,
    stateful_step_count=12,
    phases=[Phase.generate],  # to look for a shorter way to a failure would play all these months again and again
    derandomize=True,  # what it reaches is then the same every time, and can be held to a minimum
    suppress_health_check=list(HealthCheck),
)


def test_nothing_is_promised_or_out_twice_and_the_machine_reached_enough(capsys: pytest.CaptureFixture[str]) -> None:
    REACHED.clear()
    run_state_machine_as_test(LendingCounter, settings=EFFORT)
    with capsys.disabled():
        print(f"\nLendingCounter reached: {dict(sorted(REACHED.items()))}")  # noqa: T201 - so that a reader sees what was tried
    missing = {name: (REACHED[name], least) for name, least in LEAST.items() if REACHED[name] < least}
    assert not missing, f"reached too little of (got, least): {missing}"
