"""A case goes to its division, the chain says its word, and what is decided is kept with its day and reasons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.operations import appoint
from sai_thong.registers.office.records import Post, Signer
from sai_thong.registers.petitions import routing
from sai_thong.registers.petitions.case_view import case_view
from sai_thong.registers.petitions.refusals import Incomplete, NotPossible
from sai_thong.registers.petitions.routing import OpinionGiven
from sai_thong.registers.petitions.rules.course import Step, StepNotAllowed
from sai_thong.registers.petitions.terms import Decision, EventKind, PetitionState, Stance
from tests.registers.petitions.small_desk import FRIDAY, USER


def test_a_case_is_assigned_and_changes_hands(any_desk):
    case = any_desk.case()
    assert routing.assign(any_desk.store, case, "works", officer=USER).petition.state is PetitionState.ASSIGNED
    again = routing.assign(any_desk.store, case, "office", officer="นายช่าง").petition
    assert (again.division, again.officer) == ("office", "นายช่าง")
    lines = [line for line in case_view(any_desk.store, case).timeline if line.kind is EventKind.ASSIGNED]
    assert [line.detail for line in lines] == [f"กองช่าง · {USER}", "สำนักปลัด · นายช่าง"]


def test_no_case_goes_to_a_division_that_is_not_there(desk):
    with pytest.raises(NotPossible):
        routing.assign(desk.store, desk.case(), "none")


def test_opinions_written_on_paper_first_keep_their_own_time(any_desk):
    case = any_desk.case(received_at=datetime(2026, 11, 16, 2, tzinfo=UTC))
    at = datetime(2026, 11, 18, 7, 30, tzinfo=UTC)
    given = OpinionGiven(
        OpinionStep.OFFICER, "เห็นควรซ่อม", "นายช่าง หนึ่ง", Stance.FOR, position="นายช่างไฟฟ้า", given_at=at, from_paper=True
    )
    done = routing.give_opinion(any_desk.store, case, given)
    assert (done.record.given_at, done.record.from_paper) == (at, True)
    later = routing.give_opinion(any_desk.store, case, OpinionGiven(OpinionStep.HEAD, "ทราบ", "นายหัวหน้า"))
    lines = [line for line in case_view(any_desk.store, case).timeline if line.kind is EventKind.OPINION]
    assert [(line.at, line.by, line.refers_to) for line in lines] == [
        (at, "นายช่าง หนึ่ง", done.record.id),
        (any_desk.clock.now(), "นายหัวหน้า", later.record.id),
    ]


def test_the_later_opinion_of_a_step_stands(desk):
    case = desk.case()
    for text in ("แรก", "หลัง"):
        desk.clock.advance(minutes=1)
        routing.give_opinion(desk.store, case, OpinionGiven(OpinionStep.OFFICER, text, "นายช่าง"))
    officer, *rest = case_view(desk.store, case).chain
    assert officer.standing.text == "หลัง"
    assert [each.step for each in rest] == [OpinionStep.HEAD, OpinionStep.CLERK, OpinionStep.MAYOR]
    assert all(each.standing is None for each in rest)


def test_an_opinion_has_words_and_a_name_and_lies_within_the_case(desk):
    case = desk.case()
    for text, name in ((" ", "นายช่าง"), ("ทราบ", " ")):
        with pytest.raises(Incomplete):
            routing.give_opinion(desk.store, case, OpinionGiven(OpinionStep.OFFICER, text, name))
    for at in (desk.clock.now() + timedelta(hours=1), desk.clock.now() - timedelta(days=1)):
        with pytest.raises(NotPossible):
            routing.give_opinion(desk.store, case, OpinionGiven(OpinionStep.OFFICER, "ก", "ข", given_at=at))


def test_the_decision_keeps_the_day_on_the_paper(any_desk):
    case = any_desk.case()
    routing.propose(any_desk.store, case)
    any_desk.on(date(2026, 11, 25))
    done = routing.decide(any_desk.store, case, Decision.APPROVED, decided_by="นายก", decided_on=date(2026, 11, 23))
    assert (done.petition.state, done.petition.decided_on) == (PetitionState.DECIDED, date(2026, 11, 23))
    assert case_view(any_desk.store, case).timeline[-1].at == datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.mark.parametrize(("reason", "law"), [("", "ม.1"), ("ไม่มีงบ", ""), (" ", " ")])
def test_a_refusal_needs_reasons_and_law(desk, reason, law):
    case = desk.case()
    with pytest.raises(Incomplete):
        routing.decide(desk.store, case, Decision.REFUSED, reason=reason, law=law)
    assert desk.again(case).decision is None


def test_a_case_decided_is_not_decided_again(desk):
    case = desk.case()
    desk.decided(case)
    with pytest.raises(StepNotAllowed):
        routing.decide(desk.store, case, Decision.REFUSED, reason="ก", law="ข")
    with pytest.raises(StepNotAllowed):
        routing.give_opinion(desk.store, case, OpinionGiven(OpinionStep.OFFICER, "ก", "ข"))


def test_the_next_step_skips_a_vacant_post(desk):
    appoint(desk.store, Signer(post=Post.MAYOR, name="นายก หนึ่ง", from_day=FRIDAY))
    case = desk.case("corruption")  # ปลัด, then นายก
    routing.assign(desk.store, case, "office")
    routing.propose(desk.store, case)
    assert case_view(desk.store, case).next_step is Step.DECIDE
    appoint(desk.store, Signer(post=Post.CLERK, name="นายปลัด สอง", from_day=FRIDAY))
    assert case_view(desk.store, case).next_step is Step.GIVE_OPINION
