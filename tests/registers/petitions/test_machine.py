"""The work of some months on any case in any order, with several stations' numbers, on both shelves.

Hypothesis plays the office: petitions come in with the next number, by hand or blank; every step is tried at every
state, also where it must be refused; time passes. What it reached is printed.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sai_thong.db.leasing import account, end_lease, lease
from sai_thong.db.numbering import NumberLease, OfficialNumber
from sai_thong.ground.errors import Refused
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.petitions import (
    correct,
    endings,
    links,
    notices,
    numbers,
    papers_handed_in,
    routing,
    work,
)
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.clocks_in_force import can_be_told, facts_of, recompute_open
from sai_thong.registers.petitions.law_in_force import petition_law
from sai_thong.registers.petitions.listing import Scope, View, petitions
from sai_thong.registers.petitions.notices import NoticeGiven
from sai_thong.registers.petitions.numbers import BLANK, NumberChoice, NumberMode
from sai_thong.registers.petitions.petitioners import PersonGiven
from sai_thong.registers.petitions.records import Party, Petition, PetitionEvent, Point
from sai_thong.registers.petitions.rules.course import Step, allowed
from sai_thong.registers.petitions.shelves import shelf_of, writer_of
from sai_thong.registers.petitions.terms import (
    ENDED_STATES,
    Channel,
    Decision,
    EventKind,
    Naming,
    NoticeKind,
    PetitionState,
    Role,
    Way,
)
from sai_thong.thai.calendar import be_year
from tests.registers.petitions.small_desk import FRIDAY, POINTS, Desk, make_store

_IN_MEMORY = Path("/dev/shm")
REACHED: Counter[str] = Counter()
"""What the machine did, over all its examples."""

LEAST = {
    "taken": 30,
    "by hand": 3,
    "left blank": 3,
    "numbered later": 1,
    "from another letter": 3,
    "from a lease": 1,
    "lease ended": 1,
    "made void": 5,
    "refused": 30,
    "new year": 2,
    "recomputed": 5,
}
"""What it must have done at least, or it proves nothing."""
LEAST_STEPS = len(Step) * 3 // 4
"""How many of the steps a case can take it must have taken; the seldom ones are tried one by one elsewhere."""

SERVICES = ("street-light", "water-support", "building-permit", "certificate", "complaint", "old-age-registration")
PICK = st.sampled_from(range(24))
LETTERS = ("", "ก")
SEEDS = st.integers(0, 2**32)


class CounterOfAnOffice(RuleBasedStateMachine):
    """A counter over some months, on one shelf."""

    confidential: bool

    def __init__(self) -> None:
        super().__init__()
        # In memory where the system has it: what is proved here does not hang on the disk.
        self._folder = tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None)
        self.store, clock = make_store(Path(self._folder.name))
        self.desk = Desk(self.store, clock, confidential=self.confidential)
        self.day = FRIDAY
        self.given: dict[str, str] = {}
        self.ended: dict[str, Petition] = {}
        self.timelines: dict[str, list[PetitionEvent]] = {}
        numbers.open_numbers(self.store, 2569, next_number=10, confidential=self.confidential)
        numbers.open_numbers(self.store, 2569, letter="ก", confidential=self.confidential)

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()

    @property
    def shelf(self):
        return shelf_of(self.store, confidential=self.confidential)

    @property
    def has_numbers(self) -> bool:
        """Whether this station gives numbers this year."""
        year = be_year(self.day.year)
        return bool(numbers.series_here(self.store, year, confidential=self.confidential))

    @property
    def cases(self) -> list[Petition]:
        return self.shelf.find(Petition)

    def pick(self, pick: int) -> str:
        """A case, the latest most often."""
        cases = self.cases
        return cases[-1 - pick % min(len(cases), 6)].id

    @property
    def near_at_hand(self) -> list[Petition]:
        """The latest cases, and those that wait for papers, however long ago they came."""
        return [*self.cases[-5:], *self.shelf.find(Petition, state=PetitionState.AWAITING_PAPERS)]

    @contextmanager
    def may_be_refused(self) -> Iterator[None]:
        """A refusal is an answer too, and leaves no trace."""
        before = self.store.head()
        try:
            yield
        except Refused:
            REACHED["refused"] += 1
            assert self.store.head() == before

    @rule(seed=SEEDS)
    def take(self, seed):
        """A petition of any kind, by one, several or nobody, now or days ago, with a number of any source."""
        drawn = Random(seed + len(self.cases))
        choice = drawn.choice(
            [
                numbers.NEXT_NUMBER,
                BLANK,
                NumberChoice(letter="ก"),
                NumberChoice(NumberMode.BY_HAND, drawn.randint(1, 30)),
            ]
        )
        who = drawn.choice(["one", "several", "several", "nobody"])
        people = (
            PersonGiven(Role.REPRESENTATIVE, name="นายตัวแทน"),
            PersonGiven(Role.CO_PETITIONER, name="นางร่วม"),
        )
        with self.may_be_refused():
            self.desk.taken(
                drawn.choice(SERVICES),
                channel=drawn.choice([Channel.IN_PERSON, Channel.PHONE]),
                number=choice,
                naming=Naming.ANONYMOUS if who == "nobody" else Naming.NAMED,
                people={"one": people[:1], "several": people, "nobody": ()}[who],
                points=POINTS if who == "several" else (),
                received_at=max(self.desk.clock.now() - timedelta(days=drawn.randint(0, 20)), self.first),
            )
            REACHED["taken"] += 1
            REACHED["by hand"] += choice.mode is NumberMode.BY_HAND
            REACHED["left blank"] += choice is BLANK
            REACHED["from another letter"] += choice.letter == "ก"
            if choice is not BLANK and drawn.random() < 0.3:
                self.whole_way(self.cases[-1].id, appealed=drawn.random() < 0.5)

    def whole_way(self, case, *, appealed):
        """From the counter to the end, as most cases go; some are refused, appealed, and decided again."""
        way = [Step.ASSIGN, Step.PROPOSE]
        for step in way:
            self.steps()[step](case)
        routing.decide(self.store, case, Decision.REFUSED if appealed else Decision.APPROVED, reason="เหตุ", law="ม.1")
        if not can_be_told(self.shelf.get(Petition, case)):
            return
        way += [Step.TELL_RESULT, *([Step.APPEAL, Step.DECIDE_APPEAL] if appealed else [])]
        way += [Step.CLOSE_POINT] * len(self.shelf.find(Point, petition_id=case, closed_on=None)) + [Step.CLOSE]
        for step in way[2:]:
            self.steps()[step](case)
        REACHED.update(f"step {step}" for step in (*way, Step.DECIDE))

    @property
    def first(self):
        """The first moment of the office; nothing came before."""
        return Desk.on(Desk(self.store, type(self.desk.clock)(self.desk.clock.moment)), FRIDAY, 8)

    @rule(days=st.sampled_from([0, 1, 5, 20, 45]), hours=st.sampled_from([0, 3, 9]))
    def time_passes(self, days, hours):
        before = be_year(self.day.year)
        self.day += timedelta(days=days)
        self.desk.on(self.day, 8 + hours)
        if self.desk.clock.moment < self.first:
            self.desk.on(self.day, 9)
        REACHED["new year"] += be_year(self.day.year) > before

    @rule(seed=SEEDS)
    def numbers_are_seen_to(self, seed):
        """A number is made void, a block lent, used or given back, a blank number keyed."""
        drawn = Random(seed + len(self.shelf.find(OfficialNumber)))
        waits = ["blank"] * 6 if self.shelf.find(Petition, number="") else []
        match drawn.choice(["void", "lend", "lease", "lease", *waits]):
            case "void":
                self.make_void(drawn.randint(1, 40), drawn.choice(LETTERS))
            case "lend":
                self.lend_a_block(drawn.randint(1, 3), here=drawn.random() < 0.5)
            case "lease":
                self.use_or_end_a_lease(drawn.random() < 0.6)
            case _:
                self.number_it(drawn.choice([0, 0, 3, 11]))

    def make_void(self, number, letter):
        year = be_year(self.day.year)
        with self.may_be_refused():
            numbers.void_number(self.store, number, year, letter=letter, confidential=self.confidential, why="เขียนเสีย")
            REACHED["made void"] += 1

    def lend_a_block(self, size, *, here):
        """Of a third series that another station holds, a block is lent to this one or to a village head."""
        year = be_year(self.day.year)
        with self.store.transaction("ยืมเลข") as tx:
            writer = writer_of(tx, confidential=self.confidential)
            if not self.has_numbers:
                return
            name = numbers.series_name("ก")
            try:
                lease(
                    writer,
                    name,
                    year,
                    size,
                    station=self.store.file_id,
                    given_to=self.store.file_id if here else "ผู้ใหญ่บ้าน หมู่ 3",
                    on_day=self.day,
                )
            except Refused:
                REACHED["refused"] += 1

    def use_or_end_a_lease(self, use):
        leases = self.shelf.find(NumberLease, ended_on=None)
        if not leases:
            return
        chosen = leases[-1]
        if use and chosen.year_be == be_year(self.day.year):
            with self.may_be_refused():
                self.desk.taken(number=NumberChoice(NumberMode.BY_HAND, chosen.first, "ก"))
                REACHED["from a lease"] += 1
        else:
            with self.store.transaction("คืนเลข") as tx:
                end_lease(writer_of(tx, confidential=self.confidential), chosen, reason="คืนเล่ม", on_day=self.day)
            REACHED["lease ended"] += 1

    def number_it(self, by_hand):
        blank = self.shelf.find(Petition, number="")
        if not blank:
            return
        choice = NumberChoice(NumberMode.BY_HAND, by_hand) if by_hand else numbers.NEXT_NUMBER
        with self.may_be_refused():
            numbers.number_case(self.store, blank[0].id, choice)
            REACHED["numbered later"] += 1

    def steps(self) -> dict[Step, Callable[[str], object]]:
        """How each step is taken, on a case."""
        store, later = self.store, self.day + timedelta(days=7)
        told = NoticeGiven(NoticeKind.APPEAL_RESULT, Way.LETTER)

        def tell(kind: NoticeKind) -> Callable[[str], object]:
            given = NoticeGiven(kind, Way.PHONE, text="แจ้ง", reasons="รอของ", expected_on=later)
            return lambda case: notices.tell(store, case, given)

        return {
            Step.ACKNOWLEDGE: tell(NoticeKind.ACKNOWLEDGEMENT),
            Step.NOTE_DEFECTS: lambda case: papers_handed_in.note_defects(store, case, items=("สำเนา",)),
            Step.PAPERS_MENDED: lambda case: papers_handed_in.papers_mended(store, case),
            Step.RETURN: self.return_it,
            Step.ASSIGN: lambda case: routing.assign(store, case, "works"),
            Step.GIVE_OPINION: lambda case: routing.give_opinion(
                store, case, routing.OpinionGiven(OpinionStep.OFFICER, "ทราบ", "นายผู้ให้ความเห็น")
            ),
            Step.PROPOSE: lambda case: routing.propose(store, case),
            Step.DECIDE: self.decide,
            Step.BEGIN_WORK: lambda case: work.begin_work(store, case),
            Step.REPORT_PROGRESS: tell(NoticeKind.PROGRESS),
            Step.TELL_DELAY: tell(NoticeKind.DELAY),
            Step.TELL_RESULT: lambda case: notices.tell(store, case, NoticeGiven(NoticeKind.RESULT, Way.LETTER)),
            Step.CLOSE_POINT: self.close_a_point,
            Step.CLOSE: lambda case: endings.close(store, case),
            Step.WITHDRAW: self.withdraw,
            Step.FORWARD: lambda case: endings.forward(store, case, "การไฟฟ้า", reason="ของเขา"),
            Step.MERGE: lambda case: links.merge(store, case, self.cases[0].id, why="ซ้ำ"),
            Step.APPEAL: lambda case: endings.appeal(store, case, grounds="ไม่เห็นด้วย"),
            Step.DECIDE_APPEAL: lambda case: endings.decide_appeal(
                store, case, granted=len(case) % 2 == 0, reason="เหตุ", told=told
            ),
            Step.REOPEN: lambda case: endings.reopen(store, case, why="ยังไม่เรียบร้อย"),
        }

    def decide(self, case: str) -> None:
        """Refused as often as not, so that there is something to appeal."""
        refused = len(self.shelf.find(PetitionEvent)) % 2
        routing.decide(self.store, case, Decision.REFUSED if refused else Decision.APPROVED, reason="เหตุผล", law="ม.1")

    def return_it(self, case: str) -> None:
        """After the day to mend the papers by."""
        self.day += timedelta(days=40)
        self.desk.on(self.day)
        papers_handed_in.return_petition(self.store, case, reason="ไม่แก้ไข")

    def close_a_point(self, case: str) -> None:
        """The first open one; where there is none, one of nobody."""
        points = self.shelf.find(Point, petition_id=case, closed_on=None)
        work.close_point(self.store, case, points[0].id if points else "x.1", outcome="เสร็จ")

    def withdraw(self, case: str) -> None:
        """One of several petitioners alone, else the case."""
        parties = self.shelf.find(Party, petition_id=case, withdrawn_on=None)
        if len(parties) > 1:
            endings.withdraw_party(self.store, case, parties[0].id, reason="ย้าย")
            REACHED["party withdrew"] += 1
        else:
            endings.withdraw(self.store, case, reason="พอใจแล้ว")

    @precondition(lambda self: self.cases)
    @rule(seed=SEEDS)
    def a_morning_of_work(self, seed):
        """The obvious step on some case, or any step on a case that offers it: rare steps as often as common ones."""
        drawn = Random(seed + len(self.shelf.find(PetitionEvent)))
        for _each in range(4):
            law = petition_law(self.store)
            offers = {case.id: allowed(facts_of(law, self.shelf, case)) for case in self.near_at_hand}
            case = drawn.choice(list(offers))
            step = case_view(self.store, case).next_step
            if step is None or drawn.random() < 0.6:
                step = drawn.choice(sorted({each for steps in offers.values() for each in steps}))
                case = drawn.choice([each for each, steps in offers.items() if step in steps])
            with self.may_be_refused():  # still: a case without a number does not end
                self.steps()[step](case)
                REACHED[f"step {step}"] += 1

    @precondition(lambda self: self.cases)
    @rule(pick=PICK, step=st.sampled_from(list(Step)))
    def try_any_step(self, pick, step):
        case = self.pick(pick)
        offered = allowed(facts_of(petition_law(self.store), self.shelf, self.shelf.get(Petition, case)))
        several = len(self.shelf.find(Party, petition_id=case, withdrawn_on=None)) > 1
        with self.may_be_refused():
            self.steps()[step](case)
            # One of several petitioners may take back their part of an answered case, which takes no step by that.
            assert step in offered or (several and step is Step.WITHDRAW)
            REACHED[f"step {step}"] += 1

    @precondition(lambda self: self.cases)
    @rule(pick=PICK, service=st.sampled_from(SERVICES))
    def put_under_another_service(self, pick, service):
        with self.may_be_refused():
            correct.reclassify(self.store, self.pick(pick), service, why="เลือกผิด")
        assert recompute_open(self.store).moved == 0
        REACHED["recomputed"] += 1

    @invariant()
    def no_number_twice_and_none_changed(self):
        held = [case.number for case in self.cases if case.number]
        assert len(held) == len(set(held)), held
        now = {case.id: case.number for case in self.cases if case.number}
        assert self.given.items() <= now.items()
        self.given = now

    @invariant()
    def every_number_is_issued_void_or_lent(self):
        bearers = {each.given_to for each in self.shelf.find(OfficialNumber) if each.given_to}
        assert bearers == {case.id for case in self.cases if case.number}
        for letter in LETTERS:
            for year in {each.year_be for each in self.shelf.find(OfficialNumber)}:
                found = account(self.shelf, numbers.series_name(letter), year)
                known = {*found.issued, *found.by_hand, *found.void}
                assert len(known) == len(found.issued) + len(found.by_hand) + len(found.void)

    @invariant()
    def no_open_case_without_a_next_clock(self):
        for case in self.cases:
            REACHED[case.state.value] += 1
            assert (case.next_clock is None) == (case.state in ENDED_STATES), case
            assert (case.next_due_at is None) == (case.next_clock is None)
            assert (case.closed_on is None) == (case.state not in ENDED_STATES), case
            if case.state in ENDED_STATES:
                assert case.number

    @invariant()
    def timelines_only_grow_and_ended_cases_stay_until_opened_again(self):
        now: dict[str, list[PetitionEvent]] = defaultdict(list)
        for event in self.shelf.find(PetitionEvent):
            now[event.petition_id].append(event)
        for case_id, before in self.timelines.items():
            assert now[case_id][: len(before)] == before
        cases = {case.id: case for case in self.cases}
        for case_id, before in self.ended.items():
            if cases[case_id] != before:
                kinds = {event.kind for event in now[case_id][len(self.timelines[case_id]) :]}
                assert kinds & {EventKind.REOPENED, EventKind.APPEALED}, (before, kinds)
        self.timelines = now
        self.ended = {case.id: case for case in cases.values() if case.state in ENDED_STATES}

    @invariant()
    def lists_and_view_agree_with_the_records(self):
        confidential = self.confidential
        shown = {row.id for row in petitions(self.store, View(confidential=confidential), limit=1_000)}
        assert shown == {case.id for case in self.cases if case.state not in ENDED_STATES}
        ended = petitions(self.store, View(Scope.ENDED, confidential=confidential), limit=1_000)
        assert {row.id for row in ended} == {case.id for case in self.cases} - shown
        for case in self.cases[-1:]:
            view = case_view(self.store, case.id)
            due = view.next_deadline
            assert (due.due_at if due else None) == case.next_due_at
            assert view.next_step is None or view.next_step in view.steps, (view.next_step, case.state)

    @invariant()
    def the_shelves_stay_apart(self):
        if self.confidential:
            assert self.store.find(Petition) == []


class OrdinaryCounter(CounterOfAnOffice):
    confidential = False


class SealedCounter(CounterOfAnOffice):
    confidential = True


EFFORT = settings(
    max_examples=26,
    stateful_step_count=30,
    derandomize=True,  # what it reaches is then the same every time, and can be held to a minimum
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@pytest.mark.parametrize("machine", [OrdinaryCounter, SealedCounter])
def test_the_invariants_hold_and_the_machine_reached_enough(machine, capsys):
    from hypothesis.stateful import run_state_machine_as_test

    REACHED.clear()
    run_state_machine_as_test(machine, settings=EFFORT)
    with capsys.disabled():
        print(f"\n{machine.__name__} reached: {dict(sorted(REACHED.items()))}")  # noqa: T201 - so that a reader sees what was tried
    missing = {name: (REACHED[name], least) for name, least in LEAST.items() if REACHED[name] < least}
    assert not missing, f"reached too little of (got, least): {missing}"
    taken = {step for step in Step if REACHED[f"step {step.value}"]}
    assert len(taken) >= LEAST_STEPS, f"never taken: {set(Step) - taken}"
