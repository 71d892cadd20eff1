"""The work of some months in any order, in both sets: nobody paid twice, nobody dropped, closed months as they were.

Hypothesis plays the office: people claim, die (known late, by year only, to the day), move, come back; months are
sent, paid, recorded, closed; transfers fail, cash is not claimed; retro pay is ordered. What it reached is printed.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, precondition, rule

from sai_thong.ground.errors import Refused
from sai_thong.registers.allowances import (
    cash_days,
    claim_endings,
    life_events,
    months,
    overpayments,
    results,
    retro,
    stops,
)
from sai_thong.registers.allowances.closed_months import verify_closed_months
from sai_thong.registers.allowances.closing_checks import checks_before_closing
from sai_thong.registers.allowances.payments import came_back, ledger
from sai_thong.registers.allowances.records import (
    CashDay,
    Claim,
    ClaimState,
    LineKind,
    MonthState,
    Outcome,
    Overpayment,
    OverpaymentState,
    PaymentLine,
    PaymentMonth,
    RetroOrder,
    UrgentStop,
)
from sai_thong.registers.allowances.results import ResultEntry
from sai_thong.registers.allowances.rulebook import RuleBook
from sai_thong.registers.allowances.rules.entitlement import Entitled
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.allowances.shelves import shelf_of
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme, SchemeSet, scheme_set_of
from sai_thong.thai.birth import PartialDate
from sai_thong.thai.calendar import Month
from tests.registers.allowances.small_office import BANK, CASH, SmallOffice, make_office

FIRST = Month(2026, 10)
DAYS = st.integers(0, 40)
_IN_MEMORY = Path("/dev/shm")
REACHED: Counter[str] = Counter()
"""What the machine did, over all its examples."""

LEAST = {
    "sent": 20,
    "paid": 8,
    "closed": 10,
    "failed transfer": 3,
    "unclaimed cash": 1,
    "death to the day": 3,
    "death by year": 3,
    "death withdrawn": 1,
    "move": 3,
    "return": 1,
    "waiver": 2,
    "urgent stop": 2,
    "stopped in time": 1,
    "not stopped": 1,
    "overpayment": 3,
    "retro ordered": 3,
    "retro paid": 1,
    "cash day settled": 1,
    "refused": 10,
}
"""What it must have done at least, or it proves nothing."""


class MonthsOfWork(RuleBasedStateMachine):
    """An office over some months of one scheme."""

    scheme: Scheme
    people = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        # In memory where the system has it: what is proved here does not hang on the disk.
        self._folder = tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None)
        store, clock = make_office(Path(self._folder.name))
        self.office = SmallOffice(store, clock)
        self.store = store
        self.in_set = scheme_set_of(self.scheme)
        self.day = FIRST.first_day
        self.closed: dict[str, str] = {}

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()

    @property
    def shelf(self):
        return shelf_of(self.store, self.in_set)

    @contextmanager
    def may_be_refused(self) -> Iterator[None]:
        """A refusal is an answer too, and leaves no trace."""
        before = self.store.head()
        try:
            yield
        except Refused:
            REACHED["refused"] += 1
            assert self.store.head() == before

    @initialize(target=people)
    def first_people(self):
        return multiple(self._enter(cash=False), self._enter(cash=True))

    @rule(target=people, cash=st.booleans())
    def another_person(self, cash):
        return self._enter(cash=cash)

    def _enter(self, *, cash: bool) -> tuple[str, str]:
        person = self.office.person("2489-01-12")
        claim = self.office.accepted(person, self.scheme, channel=CASH if cash else BANK)
        return person.id, claim.id

    @rule(days=DAYS)
    def time_passes(self, days):
        self.day += timedelta(days=days)
        self.office.on(self.day)

    def _next_month(self) -> Month:
        sent = [each.month for each in self.shelf.find(PaymentMonth)]
        return max(sent).next() if sent else FIRST

    @rule()
    def send(self):
        with self.may_be_refused():
            months.send(self.store, self.in_set, self._next_month())
            REACHED["sent"] += 1

    @rule(back=st.integers(0, 3))
    def send_an_older_month_again(self, back):
        """Who came late must not slip into a month that has gone out."""
        month = self._next_month().plus(-1 - back)
        before = {line.id for line in self.shelf.find(PaymentLine)}
        with self.may_be_refused():
            months.send(self.store, self.in_set, month)
        assert month < FIRST or {line.id for line in self.shelf.find(PaymentLine)} == before

    def _at(self, *states: MonthState) -> list[PaymentMonth]:
        """The months at one of `states`, the oldest first."""
        return sorted(self.shelf.find(PaymentMonth, state=states), key=lambda each: each.month)

    @precondition(lambda self: self._at(MonthState.SENT))
    @rule()
    def mark_paid(self):
        for each in self._at(MonthState.SENT)[:1]:
            self.day = max(self.day, each.pay_on)
            self.office.on(self.day)
            with self.may_be_refused():
                months.mark_paid(self.store, self.in_set, each.month)
                REACHED["paid"] += 1

    @precondition(lambda self: self._at(MonthState.SENT, MonthState.PAID))
    @rule()
    def close(self):
        """Close the oldest month that is sent, if nothing blocks."""
        for each in self._at(MonthState.SENT, MonthState.PAID)[:1]:
            blocking = [
                finding for finding in checks_before_closing(self.shelf, self.store, each.month) if finding.blocking
            ]
            with self.may_be_refused():
                months.close(self.store, self.in_set, each.month)
                assert not blocking
                REACHED["closed"] += 1

    @rule(failing=st.sets(st.integers(0, 3), max_size=2), who=people, dies=st.sampled_from([None, None, True, False]))
    def a_whole_month(self, failing, who, dies):
        """Send, stop who dies on the way (in time or not), pay in cash and by bank, record what came back, close."""
        month = self._next_month()
        self.day = max(self.day, month.first_day)
        self.office.on(self.day)
        with self.may_be_refused():
            sent = months.send(self.store, self.in_set, month).months
            REACHED["sent"] += 1
            if dies is not None and self.day <= sent[0].pay_on:
                self.die_between_sending_and_paying(who, dies)
            self.a_cash_day(0)
            self.day = max(self.day, sent[0].pay_on)
            self.office.on(self.day)
            months.mark_paid(self.store, self.in_set, month)
            REACHED["paid"] += 1
            lines = self.shelf.find(PaymentLine, paid_in=month)
            for line in [lines[number] for number in sorted(failing) if number < len(lines)]:
                self._back(line)
            self.a_cash_day(0)
        self.close()

    def _back(self, line: PaymentLine) -> None:
        outcome = Outcome.NOT_CLAIMED if line.channel.is_cash else Outcome.TRANSFER_FAILED
        entry = ResultEntry(line.id, outcome, reason="บัญชีปิด")
        results.record_results(self.store, self.in_set, [entry])
        REACHED["failed transfer"] += outcome is Outcome.TRANSFER_FAILED
        REACHED["unclaimed cash"] += outcome is Outcome.NOT_CLAIMED

    @precondition(lambda self: self._at(MonthState.PAID, MonthState.CLOSED))
    @rule(pick=st.integers(0, 30), works=st.booleans(), any_outcome=st.sampled_from(list(Outcome)))
    def a_result(self, pick, works, any_outcome):
        """Mostly that the money came back; sometimes anything, which must fit or be refused."""
        lines = self.shelf.find(PaymentLine)
        line = lines[-1 - pick % len(lines)]
        back = Outcome.NOT_CLAIMED if line.channel.is_cash else Outcome.TRANSFER_FAILED
        outcome = back if works else any_outcome
        entry = ResultEntry(
            line.id,
            outcome,
            reason="บัญชีปิด",
            received_by="นางลูก",
            received_card="1000000000017",
            authority="ม.1",
            witnesses=("ก", "ข"),
        )
        with self.may_be_refused():
            results.record_results(self.store, self.in_set, [entry])
            REACHED["failed transfer"] += outcome is Outcome.TRANSFER_FAILED
            REACHED["unclaimed cash"] += outcome is Outcome.NOT_CLAIMED

    @rule(who=people, ago=st.integers(0, 70), known=st.sampled_from(["day", "day", "month", "year"]))
    def die(self, who, ago, known):
        died = self.day - timedelta(days=ago)
        exact = PartialDate.from_date(died)
        told = {
            "day": exact,
            "month": PartialDate(exact.year_be, exact.month),
            "year": PartialDate(exact.year_be),
        }[known]
        with self.may_be_refused():
            life_events.record_death(self.store, self._citizen(who), told, source="ญาติ")
            REACHED["death to the day" if known == "day" else "death by year"] += 1

    @precondition(lambda self: any(self.day <= each.pay_on for each in self._at(MonthState.SENT)))
    @rule(who=people, stopped=st.sampled_from([True, True, False]))
    def die_between_sending_and_paying(self, who, stopped):
        with self.may_be_refused():
            life_events.record_death(self.store, self._citizen(who), PartialDate.from_date(self.day), source="ญาติ")
        self.settle_a_stop(stopped)

    @precondition(lambda self: self.store.find(Citizen, deceased=True))
    @rule(who=people)
    def come_alive(self, who):
        citizen = self._citizen(who)
        if citizen.deceased:
            life_events.withdraw_death(self.store, citizen, why="คนละคน")
            REACHED["death withdrawn"] += 1

    @rule(who=people, ago=st.integers(0, 40))
    def move_out(self, who, ago):
        with self.may_be_refused():
            life_events.record_move_out(self.store, self._citizen(who), self.day - timedelta(days=ago))
            REACHED["move"] += 1

    @rule(who=people)
    def move_back(self, who):
        citizen = self._citizen(who)
        if citizen.away_since is not None and citizen.away_since <= self.day:
            life_events.record_move_in(self.store, citizen, self.day)
            REACHED["return"] += 1

    @rule(who=people)
    def waive(self, who):
        (claim,) = self.shelf.find(Claim, id=who[1])
        with self.may_be_refused():
            claim_endings.waive(self.store, claim, letter_on=self.day, why="สละสิทธิ")
            REACHED["waiver"] += 1

    @precondition(lambda self: self.shelf.find(UrgentStop, settled=False))
    @rule(stopped=st.booleans())
    def settle_a_stop(self, stopped):
        for view in stops.stops_of(self.store, self.in_set)[:1]:
            told = stops.tell(self.store, self.in_set, view.stop, whom="คลัง", how="โทร", at=self.office.clock.now())
            stops.settle(self.store, self.in_set, told.record, stopped=stopped)
            REACHED["stopped in time" if stopped else "not stopped"] += 1

    @precondition(lambda self: retro.retro_candidates(self.store, self.in_set))
    @rule(pick=st.integers(0, 10), later=st.integers(0, 2))
    def order_retro(self, pick, later):
        candidates = retro.retro_candidates(self.store, self.in_set)
        candidate = candidates[pick % len(candidates)]
        pay_in = self._next_month().plus(later)
        with self.may_be_refused():
            retro.order_retro(
                self.store, self.in_set, candidate.claim_id, candidate.month, pay_in=pay_in, reason="ค้างจ่าย"
            )
            REACHED["retro ordered"] += 1

    @precondition(lambda self: self.shelf.find(RetroOrder))
    @rule(pick=st.integers(0, 10))
    def cancel_retro(self, pick):
        orders = self.shelf.find(RetroOrder)
        with self.may_be_refused():
            retro.cancel_retro(self.store, self.in_set, orders[pick % len(orders)], why="ผิด")

    @precondition(lambda self: self._at(MonthState.SENT, MonthState.PAID))
    @rule(extra=st.integers(0, 1))
    def a_cash_day(self, extra):
        for each in self.shelf.find(PaymentMonth):
            if each.state is MonthState.CLOSED:
                continue
            for point in cash_days.cash_points(self.store, self.in_set, each):
                if point.day is None:
                    self._order_and_draw(point, extra)
                elif not point.day.settled:
                    self._settle(point)

    def _order_and_draw(self, point: cash_days.CashPoint, extra: int) -> None:
        day = cash_days.order_cash_day(
            self.store,
            self.in_set,
            point.payment_month,
            pay_point=point.pay_point,
            on_day=self.day,
            order_no="1",
            ordered_on=self.day,
            committee=("ก", "ข"),
        ).record
        with self.may_be_refused():
            drawn = point.total_satang + extra * 100
            cash_days.draw_money(self.store, self.in_set, day, drawn_satang=drawn, drawn_by="ฎ.1")

    def _settle(self, point: cash_days.CashPoint) -> None:
        assert point.day is not None
        back = point.day.drawn_satang - point.paid_satang
        with self.may_be_refused():
            cash_days.settle_cash_day(
                self.store, self.in_set, point.day, returned_satang=back, returned_on=self.day, receipt="1"
            )
            REACHED["cash day settled"] += 1

    @precondition(lambda self: overpayments.overpayment_list(self.store, self.in_set))
    @rule(share=st.integers(1, 3))
    def repay(self, share):
        for view in overpayments.overpayment_list(self.store, self.in_set)[:1]:
            overpayments.repay(
                self.store,
                view.case,
                on_day=self.day,
                amount_satang=max(1, view.outstanding_satang // share),
                receipt_no="1",
            )

    def _citizen(self, who: tuple[str, str]) -> Citizen:
        return self.store.get(Citizen, who[0])

    @invariant()
    def nobody_is_paid_twice_for_a_month(self):
        entries = ledger(self.shelf)
        for claim_id, lines in entries.lines.items():
            standing = [line.paid_for for line in lines if not came_back(line, entries.results)]
            assert len(standing) == len(set(standing)), (claim_id, standing)
        REACHED["retro paid"] += any(line.kind is LineKind.RETRO for lines in entries.lines.values() for line in lines)

    @invariant()
    def nobody_entitled_is_dropped(self):
        """Every month of the records that is due is paid, on its way, a candidate, or in the next draft."""
        sent = sorted({each.month for each in self.shelf.find(PaymentMonth)})
        if not sent:
            return
        book = RuleBook.of(self.store, self.in_set)
        entries = ledger(self.shelf)
        candidates = {(each.claim_id, each.month) for each in retro.retro_candidates(self.store, self.in_set)}
        run = draft_run(self.store, self.in_set, sent[-1].next())
        drafted = {line.claim_id for line in run.lines if line.kind is LineKind.REGULAR}
        for file in run.files.values():
            for month in (*sent, sent[-1].next()):
                if not isinstance(book.decide(file, month), Entitled):
                    continue
                settled = month in entries.paid_months([file.claim.id])
                asked = (file.claim.id, month) in candidates
                assert settled or asked or (month > sent[-1] and file.claim.id in drafted), (file.claim.id, month)

    @invariant()
    def closed_months_stay_as_they_were(self):
        assert list(verify_closed_months(self.store)) == []
        digests = {each.id: each.lines_digest for each in self.shelf.find(PaymentMonth, state=MonthState.CLOSED)}
        assert self.closed.items() <= digests.items()
        self.closed = digests

    @invariant()
    def settled_cash_balances(self):
        for day in self.shelf.find(CashDay, settled=True):
            assert day.drawn_satang == day.paid_satang + day.returned_satang

    @invariant()
    def money_without_right_is_stopped_or_a_case(self):
        """What was paid to somebody dead by then, known to the day, stands in a case or in a stop not settled yet."""
        entries = ledger(self.shelf)
        cased = {line_id for case in self.shelf.find(Overpayment) for line_id in case.line_ids}
        REACHED["overpayment"] += bool(cased)
        REACHED["urgent stop"] += bool(self.shelf.find(UrgentStop))
        asked = {stop.line_id for stop in self.shelf.find(UrgentStop, settled=False)}
        for claim in self.shelf.find(Claim, state=ClaimState.ENDED):
            citizen = self.store.get(Citizen, claim.person_id)
            if citizen.death is None or not citizen.death.exact:
                continue
            for line in entries.standing([claim.id]):
                pay_on = RuleBook.of(self.store, self.in_set).pay_on(line.paid_for)
                if entries.has_left(line) and citizen.death.effective < pay_on:
                    assert line.id in cased or line.id in asked, line

    @invariant()
    def cases_hold_frozen_amounts(self):
        for case in self.shelf.find(Overpayment):
            if case.state is not OverpaymentState.CLOSED:
                amounts = [line.amount_satang for line in self.shelf.find(PaymentLine, id=case.line_ids)]
                assert case.amount_satang == sum(amounts)

    @invariant()
    def the_sets_stay_apart(self):
        other = SchemeSet.SPECIAL if self.in_set is SchemeSet.ORDINARY else SchemeSet.ORDINARY
        assert not shelf_of(self.store, other).find(PaymentLine)


class OrdinaryMonths(MonthsOfWork):
    scheme = Scheme.OLD_AGE


class SealedMonths(MonthsOfWork):
    scheme = Scheme.HIV


EFFORT = settings(
    max_examples=40,
    stateful_step_count=30,
    derandomize=True,  # what it reaches is then the same every time, and can be held to a minimum
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("machine", [OrdinaryMonths, SealedMonths])
def test_the_invariants_hold_and_the_machine_reached_enough(machine, capsys):
    from hypothesis.stateful import run_state_machine_as_test

    REACHED.clear()
    run_state_machine_as_test(machine, settings=EFFORT)
    with capsys.disabled():
        print(f"\n{machine.__name__} reached: {dict(sorted(REACHED.items()))}")  # noqa: T201 - so that a reader sees what was tried
    missing = {name: (REACHED[name], least) for name, least in LEAST.items() if REACHED[name] < least}
    assert not missing, f"reached too little of (got, least): {missing}"
