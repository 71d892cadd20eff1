"""Any course a case may take: it always waits for something or has ended, and what is offered can be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.law.petition_clocks import shipped_petition_clocks
from sai_thong.registers.law.service_terms import OpinionStep, ProfileKey, TermUnit
from sai_thong.registers.petitions.rules.clocks import (
    answered_in_time,
    bangkok_day,
    deadlines,
    next_deadline,
    start_of_day,
)
from sai_thong.registers.petitions.rules.course import Step, StepNotAllowed, after, allowed, obvious_next
from sai_thong.registers.petitions.rules.facts import CaseFacts, Pause, Told
from sai_thong.registers.petitions.terms import ENDED_STATES, NoticeKind, PetitionState

HOLIDAYS = shipped_holidays()
PROMISES = st.none() | st.tuples(st.integers(1, 40), st.sampled_from(TermUnit))
_ENDINGS = (Step.CLOSE, Step.RETURN, Step.WITHDRAW, Step.FORWARD, Step.MERGE)
_EMPTIED = ("decided_on", "answered_at", "appealed_on", "appeal_decided_on", "ended_on")


class CaseMachine(RuleBasedStateMachine):
    """An office that takes any step it may, at any time, in any order."""

    facts: CaseFacts
    now: datetime

    @initialize(
        received=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
        profile=st.sampled_from(ProfileKey),
        promise=PROMISES,
        told=st.booleans(),
        form=st.tuples(st.sets(st.sampled_from(OpinionStep)), st.integers(0, 2)),
    )
    def receive(self, received, profile, promise, told, form):
        chain, points = form
        self.now = received
        amount, unit = promise or (None, None)
        self.facts = CaseFacts(
            received_at=received,
            state=PetitionState.RECEIVED,
            profile=shipped_petition_clocks().profile_in_force(profile, bangkok_day(received)),
            promise_amount=amount,
            promise_unit=unit,
            can_be_told=told,
            chain=tuple(step for step in OpinionStep if step in chain),
            open_points=points,
        )

    @rule(hours=st.integers(1, 24 * 20))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(data=st.data())
    def take_a_step(self, data):
        self._take(data.draw(st.sampled_from(allowed(self.facts))), data.draw(st.booleans()))

    @rule(choice=st.booleans())
    def take_the_obvious_step(self, choice):
        step = obvious_next(self.facts, HOLIDAYS, self.now)
        if step is not None:
            self._take(step, choice)

    @rule(step=st.sampled_from(Step))
    def what_is_not_offered_is_refused(self, step):
        if step not in allowed(self.facts):
            with pytest.raises(StepNotAllowed):
                after(step, self.facts)

    @invariant()
    def it_waits_for_something_or_has_ended(self):
        waits_for = next_deadline(self.facts, HOLIDAYS)
        assert (waits_for is None) == (self.facts.state in ENDED_STATES)

    @invariant()
    def nothing_is_due_before_it_began(self):
        first = start_of_day(bangkok_day(self.facts.received_at))
        assert all(each.due_at >= first for each in deadlines(self.facts, HOLIDAYS))
        assert all(each.due_at >= self.facts.received_at for each in deadlines(self.facts, HOLIDAYS) if each.open)

    @invariant()
    def what_is_obvious_may_be_done(self):
        step = obvious_next(self.facts, HOLIDAYS, self.now)
        assert step is None or step in allowed(self.facts)
        if step is None:
            assert self.facts.ended or self.facts.appeal_open

    @invariant()
    def in_time_is_known_of_answered_cases_only(self):
        assert (answered_in_time(self.facts, HOLIDAYS) is None) == (self.facts.answered_at is None)

    @invariant()
    def mending_moves_no_deadline_of_the_answer_forward(self):
        unpaused = {each.kind: each.due_at for each in deadlines(replace(self.facts, pauses=()), HOLIDAYS)}
        for each in deadlines(self.facts, HOLIDAYS):
            assert each.due_at >= unpaused.get(each.kind, each.due_at)

    def _take(self, step: Step, choice: bool) -> None:
        state = after(step, self.facts)
        today = bangkok_day(self.now)
        self.facts = replace(self.facts, state=state, **self._consequences(step, today, choice))
        self.now += timedelta(minutes=1)

    def _consequences(self, step: Step, today: date, choice: bool) -> dict[str, object]:
        """What an office writes down with the step."""
        facts = self.facts
        left = [each for each in facts.chain if each not in facts.opinions]
        expected = today + timedelta(days=10) if choice else None
        mended = tuple(Pause(each.from_day, each.to_day or today) for each in facts.pauses)
        written: dict[Step, dict[str, object]] = {
            Step.NOTE_DEFECTS: {"pauses": (Pause(today, None),), "mend_by": today + timedelta(days=7)},
            Step.PAPERS_MENDED: {"pauses": mended},
            Step.ASSIGN: {"assigned": True},
            Step.GIVE_OPINION: {"opinions": facts.opinions | set(left[:1])},
            Step.DECIDE: {"decided_on": today, "to_be_done": choice},
            Step.ACKNOWLEDGE: {"acknowledged_at": self.now},
            Step.REPORT_PROGRESS: {"notices": (*facts.notices, Told(NoticeKind.PROGRESS, self.now, expected))},
            Step.TELL_DELAY: {"notices": (*facts.notices, Told(NoticeKind.DELAY, self.now, expected))},
            Step.TELL_RESULT: {"answered_at": self.now, "appealable": choice},
            Step.CLOSE_POINT: {"open_points": facts.open_points - 1},
            Step.APPEAL: {"appealed_on": today, "ended_on": None},
            Step.DECIDE_APPEAL: {"appeal_decided_on": today},
            Step.REOPEN: dict.fromkeys(_EMPTIED) | {"reopened_at": self.now, "appealable": False, "pauses": mended},
        }
        return written.get(step, {"ended_on": today} if step in _ENDINGS else {})


TestCaseMachine = CaseMachine.TestCase
