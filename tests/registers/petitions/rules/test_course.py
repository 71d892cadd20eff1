"""What may follow what in a case, why not, and the one thing to do next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from sai_thong.ground.clock import BANGKOK
from sai_thong.registers.law.holidays import shipped_holidays
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.petitions.rules.chain import chain_in, decider, next_opinion
from sai_thong.registers.petitions.rules.course import Step, StepNotAllowed, after, allowed, check, obvious_next
from sai_thong.registers.petitions.rules.facts import Pause, Told
from sai_thong.registers.petitions.terms import ENDED_STATES, NoticeKind, PetitionState

HOLIDAYS = shipped_holidays()
WHOLE_CHAIN = tuple(OpinionStep)


def at(text: str) -> datetime:
    """A moment in Bangkok."""
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def day(text: str) -> date:
    return date.fromisoformat(text)


def next_step(facts, now="2026-11-03 09:00"):
    return obvious_next(facts, HOLIDAYS, at(now))


def test_a_case_goes_from_the_counter_to_its_end(case):
    facts = case("permit", chain=WHOLE_CHAIN)
    course = [Step.ASSIGN, Step.PROPOSE, Step.DECIDE, Step.TELL_RESULT, Step.CLOSE]
    stations = []
    for step in course:
        state = after(step, facts)
        facts = replace(facts, state=state, assigned=True)
        if step is Step.DECIDE:
            facts = replace(facts, decided_on=day("2026-11-05"))
        if step is Step.TELL_RESULT:
            facts = replace(facts, answered_at=at("2026-11-06 09:00"))
        stations.append(state)
    assert stations == [
        PetitionState.ASSIGNED,
        PetitionState.PROPOSED,
        PetitionState.DECIDED,
        PetitionState.ANSWERED,
        PetitionState.CLOSED,
    ]


def test_papers_are_asked_for_once(case):
    facts = case("permit", pauses=(Pause(day("2026-11-02"), day("2026-11-04")),))
    assert Step.NOTE_DEFECTS not in allowed(facts)
    with pytest.raises(StepNotAllowed, match=r"once|ครั้งเดียว"):
        check(Step.NOTE_DEFECTS, facts)


@pytest.mark.parametrize(("assigned", "back"), [(True, PetitionState.ASSIGNED), (False, PetitionState.RECEIVED)])
def test_mended_papers_bring_a_case_back_to_who_had_it(case, assigned, back):
    facts = case("permit", state=PetitionState.AWAITING_PAPERS, assigned=assigned)
    assert after(Step.PAPERS_MENDED, facts) is back


@pytest.mark.parametrize(
    ("step", "facts"),
    [
        pytest.param(Step.TELL_RESULT, {"profile": "permit"}, id="no permit is told before it is decided"),
        pytest.param(Step.TELL_RESULT, {"can_be_told": False}, id="nobody to tell"),
        pytest.param(Step.CLOSE, {"state": PetitionState.DECIDED}, id="nothing told yet"),
        pytest.param(
            Step.CLOSE,
            {"state": PetitionState.ANSWERED, "answered_at": at("2026-11-06 09:00"), "open_points": 1},
            id="a point is open",
        ),
        pytest.param(
            Step.CLOSE,
            {"state": PetitionState.ANSWERED, "answered_at": at("2026-11-06 09:00"), "appealed_on": day("2026-11-09")},
            id="an appeal waits",
        ),
        pytest.param(Step.RETURN, {}, id="returned without having been asked for"),
        pytest.param(Step.DECIDE, {"state": PetitionState.AWAITING_PAPERS}, id="decided while papers are waited for"),
        pytest.param(Step.ASSIGN, {"state": PetitionState.CLOSED}, id="closed is closed"),
        pytest.param(
            Step.APPEAL,
            {"state": PetitionState.ANSWERED, "answered_at": at("2026-11-06 09:00")},
            id="nothing to appeal",
        ),
    ],
)
def test_a_step_out_of_order_is_refused_with_what_to_do(case, step, facts):
    facts = case(**{"profile": "complaint"} | facts)
    assert step not in allowed(facts)
    with pytest.raises(StepNotAllowed) as refused:
        after(step, facts)
    assert refused.value.do
    assert (refused.value.step, refused.value.state) == (step, facts.state)


@pytest.mark.parametrize("state", sorted(ENDED_STATES))
def test_from_every_end_a_case_can_be_opened_again(case, state):
    facts = case("complaint", state=state)
    assert allowed(facts) == (Step.REOPEN,)
    assert after(Step.REOPEN, facts) is PetitionState.RECEIVED


def test_an_appeal_that_comes_after_the_case_was_closed_is_received(case):
    facts = case("permit", state=PetitionState.CLOSED, answered_at=at("2026-11-06 09:00"), appealable=True)
    assert after(Step.APPEAL, facts) is PetitionState.ANSWERED


@pytest.mark.parametrize(
    ("given", "state", "step"),
    [
        ([], PetitionState.ASSIGNED, Step.GIVE_OPINION),
        (["officer"], PetitionState.ASSIGNED, Step.GIVE_OPINION),
        (["officer", "head"], PetitionState.ASSIGNED, Step.PROPOSE),
        (["officer", "head"], PetitionState.PROPOSED, Step.GIVE_OPINION),
        (["officer", "head", "clerk"], PetitionState.PROPOSED, Step.DECIDE),
    ],
)
def test_the_chain_of_opinions_is_followed(case, given, state, step):
    facts = case("complaint", state=state, assigned=True, chain=WHOLE_CHAIN, acknowledged_at=at("2026-11-02 09:00"))
    assert next_step(replace(facts, opinions=frozenset(map(OpinionStep, given)))) is step


def test_a_counter_service_is_told_at_once(case):
    assert next_step(case("service", acknowledged_at=at("2026-11-02 09:00"))) is Step.TELL_RESULT


@pytest.mark.parametrize(("to_be_done", "step"), [(True, Step.BEGIN_WORK), (False, Step.TELL_RESULT)])
def test_after_the_decision_comes_the_work_or_the_result(case, to_be_done, step):
    facts = case("complaint", state=PetitionState.DECIDED, decided_on=day("2026-11-03"), to_be_done=to_be_done)
    assert next_step(facts) is step


@pytest.mark.parametrize(
    ("now", "step"),
    [
        ("2026-11-11 16:00", Step.PAPERS_MENDED),
        ("2026-11-12 08:30", Step.RETURN),
    ],
)
def test_papers_not_mended_in_time_send_the_case_back(case, now, step):
    facts = case(
        "permit",
        state=PetitionState.AWAITING_PAPERS,
        pauses=(Pause(day("2026-11-04"), None),),
        mend_by=day("2026-11-11"),
    )
    assert next_step(facts, now) is step


@pytest.mark.parametrize(
    ("told", "now", "step"),
    [
        pytest.param([], "2026-11-17 16:00", Step.GIVE_OPINION, id="not late yet"),
        pytest.param([], "2026-11-18 08:30", Step.TELL_DELAY, id="late: the first notice"),
        pytest.param(["2026-11-18"], "2026-11-19 08:30", Step.GIVE_OPINION, id="told: the matter goes on"),
        pytest.param(["2026-11-18"], "2026-11-25 08:30", Step.TELL_DELAY, id="the seventh day"),
    ],
)
def test_a_late_permit_asks_for_the_delay_notice_on_its_days(case, told, now, step):
    notices = tuple(Told(NoticeKind.DELAY, at(f"{each} 10:00")) for each in told)
    facts = case("permit", state=PetitionState.ASSIGNED, assigned=True, chain=WHOLE_CHAIN, notices=notices)
    assert next_step(replace(facts, acknowledged_at=facts.received_at), now) is step


@pytest.mark.parametrize(
    ("now", "step"), [("2026-11-16 10:00", Step.TELL_RESULT), ("2026-11-17 08:30", Step.REPORT_PROGRESS)]
)
def test_work_that_goes_on_is_reported_on_the_last_day(case, now, step):
    facts = case("complaint", state=PetitionState.IN_WORK, acknowledged_at=at("2026-11-02 09:00"))
    assert next_step(facts, now) is step


@pytest.mark.parametrize(("now", "step"), [("2026-11-23 16:00", None), ("2026-11-24 08:30", Step.CLOSE)])
def test_a_refusal_is_closed_when_the_term_to_appeal_is_over(case, now, step):
    facts = case("permit", state=PetitionState.ANSWERED, decided_on=day("2026-11-05"), appealable=True)
    assert next_step(replace(facts, answered_at=at("2026-11-06 10:00")), now) is step


def test_receipt_is_told_on_its_last_day_if_it_was_not(case):
    facts = case("complaint", state=PetitionState.ASSIGNED, assigned=True, chain=WHOLE_CHAIN)
    assert next_step(facts, "2026-11-06 09:00") is Step.GIVE_OPINION
    assert next_step(facts, "2026-11-09 09:00") is Step.ACKNOWLEDGE


def test_an_ended_case_asks_for_nothing(case):
    assert next_step(case("complaint", state=PetitionState.WITHDRAWN)) is None


def test_vacant_posts_and_the_accused_are_left_out_of_the_chain():
    chain = chain_in(WHOLE_CHAIN, {OpinionStep.HEAD, OpinionStep.MAYOR})
    assert chain == (OpinionStep.OFFICER, OpinionStep.CLERK)
    assert next_opinion(chain, {OpinionStep.OFFICER}) is OpinionStep.CLERK
    assert decider(chain) is OpinionStep.CLERK


def test_nobody_below_is_asked_again_once_somebody_above_has_written():
    assert next_opinion(WHOLE_CHAIN, {OpinionStep.HEAD}) is OpinionStep.CLERK
    assert next_opinion(WHOLE_CHAIN, {OpinionStep.MAYOR}) is None
    assert next_opinion(WHOLE_CHAIN, set()) is OpinionStep.OFFICER
    assert decider(()) is None
