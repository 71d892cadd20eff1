"""What may follow what in a case, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Final

from sai_thong.ground.errors import Refused
from sai_thong.ground.language import N_, _
from sai_thong.registers.petitions.rules.chain import decider, executive_in, next_opinion
from sai_thong.registers.petitions.rules.clocks import bangkok_day, deadlines
from sai_thong.registers.petitions.rules.facts import OFFICE_HOURS, CaseFacts, OfficeHours
from sai_thong.registers.petitions.terms import STATE_LABELS, ClockKind, NoticeKind, PetitionState
from sai_thong.registers.workdays import HolidayTable


class Step(StrEnum):
    """What somebody does with a case."""

    ACKNOWLEDGE = "acknowledge"
    NOTE_DEFECTS = "note-defects"
    PAPERS_MENDED = "papers-mended"
    RETURN = "return"
    ASSIGN = "assign"
    GIVE_OPINION = "give-opinion"
    PROPOSE = "propose"
    DECIDE = "decide"
    BEGIN_WORK = "begin-work"
    REPORT_PROGRESS = "report-progress"
    TELL_DELAY = "tell-delay"
    TELL_RESULT = "tell-result"
    CLOSE_POINT = "close-point"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    FORWARD = "forward"
    MERGE = "merge"
    APPEAL = "appeal"
    DECIDE_APPEAL = "decide-appeal"
    REOPEN = "reopen"


STEP_LABELS: Final = {
    Step.ACKNOWLEDGE: N_("Tell that it was received"),
    Step.NOTE_DEFECTS: N_("Note missing papers"),
    Step.PAPERS_MENDED: N_("Record the mended papers"),
    Step.RETURN: N_("Return the petition with reasons"),
    Step.ASSIGN: N_("Assign to a division"),
    Step.GIVE_OPINION: N_("Record an opinion"),
    Step.PROPOSE: N_("Lay before the executive"),
    Step.DECIDE: N_("Record the decision"),
    Step.BEGIN_WORK: N_("Begin the work"),
    Step.REPORT_PROGRESS: N_("Report progress to the petitioner"),
    Step.TELL_DELAY: N_("Tell the reason of the delay"),
    Step.TELL_RESULT: N_("Tell the petitioner the result"),
    Step.CLOSE_POINT: N_("Close a point"),
    Step.CLOSE: N_("Close the petition"),
    Step.WITHDRAW: N_("Record the withdrawal"),
    Step.FORWARD: N_("Hand over to another agency"),
    Step.MERGE: N_("Merge into another case"),
    Step.APPEAL: N_("Record an appeal"),
    Step.DECIDE_APPEAL: N_("Record the decision on the appeal"),
    Step.REOPEN: N_("Open the case again"),
}
"""English message ids; show them through `_`."""

_NOTICES: Final = (Step.ACKNOWLEDGE, Step.REPORT_PROGRESS, Step.TELL_DELAY)
_WAYS_OUT: Final = (Step.FORWARD, Step.WITHDRAW, Step.MERGE)

_STEPS_FROM: Final[dict[PetitionState, tuple[Step, ...]]] = {
    PetitionState.RECEIVED: (
        Step.NOTE_DEFECTS,
        Step.ASSIGN,
        Step.GIVE_OPINION,
        Step.PROPOSE,
        Step.DECIDE,
        Step.BEGIN_WORK,
        Step.TELL_RESULT,
        Step.CLOSE_POINT,
        *_NOTICES,
        *_WAYS_OUT,
    ),
    PetitionState.AWAITING_PAPERS: (Step.PAPERS_MENDED, Step.RETURN, Step.ACKNOWLEDGE, *_WAYS_OUT),
    PetitionState.ASSIGNED: (
        Step.NOTE_DEFECTS,
        Step.ASSIGN,
        Step.GIVE_OPINION,
        Step.PROPOSE,
        Step.DECIDE,
        Step.BEGIN_WORK,
        Step.TELL_RESULT,
        Step.CLOSE_POINT,
        *_NOTICES,
        *_WAYS_OUT,
    ),
    PetitionState.PROPOSED: (
        Step.ASSIGN,
        Step.GIVE_OPINION,
        Step.DECIDE,
        Step.CLOSE_POINT,
        *_NOTICES,
        *_WAYS_OUT,
    ),
    PetitionState.DECIDED: (Step.BEGIN_WORK, Step.TELL_RESULT, Step.CLOSE_POINT, Step.CLOSE, *_NOTICES, *_WAYS_OUT),
    PetitionState.IN_WORK: (
        Step.PROPOSE,
        Step.DECIDE,
        Step.TELL_RESULT,
        Step.CLOSE_POINT,
        Step.CLOSE,
        *_NOTICES,
        *_WAYS_OUT,
    ),
    PetitionState.ANSWERED: (Step.CLOSE_POINT, Step.CLOSE, Step.APPEAL, Step.DECIDE_APPEAL, Step.MERGE, Step.REOPEN),
    PetitionState.CLOSED: (Step.APPEAL, Step.REOPEN),
    PetitionState.RETURNED: (Step.REOPEN,),
    PetitionState.WITHDRAWN: (Step.REOPEN,),
    PetitionState.FORWARDED: (Step.REOPEN,),
    PetitionState.MERGED: (Step.REOPEN,),
}

_LEADS_TO: Final[dict[Step, PetitionState]] = {
    Step.NOTE_DEFECTS: PetitionState.AWAITING_PAPERS,
    Step.RETURN: PetitionState.RETURNED,
    Step.ASSIGN: PetitionState.ASSIGNED,
    Step.PROPOSE: PetitionState.PROPOSED,
    Step.DECIDE: PetitionState.DECIDED,
    Step.BEGIN_WORK: PetitionState.IN_WORK,
    Step.TELL_RESULT: PetitionState.ANSWERED,
    Step.CLOSE: PetitionState.CLOSED,
    Step.WITHDRAW: PetitionState.WITHDRAWN,
    Step.FORWARD: PetitionState.FORWARDED,
    Step.MERGE: PetitionState.MERGED,
    Step.APPEAL: PetitionState.ANSWERED,
}
"""Where a step leads; what is not here leaves the case where it stands, or depends on who has it."""


class StepNotAllowed(Refused):
    """The step does not fit where the case stands.

    Attributes:
        step: The step.
        state: Where the case stands.
    """

    def __init__(self, step: Step, state: PetitionState, do: str) -> None:
        super().__init__(
            _("“{step}” is not possible: the case stands at “{state}”.").format(
                step=_(STEP_LABELS[step]), state=_(STATE_LABELS[state])
            ),
            kept=_("The case was not changed."),
            do=do,
        )
        self.step = step
        self.state = state


def allowed(facts: CaseFacts) -> tuple[Step, ...]:
    """The steps that may be taken now."""
    return tuple(step for step in _STEPS_FROM[facts.state] if _obstacle(step, facts) is None)


def check(step: Step, facts: CaseFacts) -> None:
    """Refuse a step that may not be taken.

    Raises:
        StepNotAllowed: It does not fit where the case stands; the message says what to do first.
    """
    obstacle = _obstacle(step, facts)
    if obstacle is not None:
        raise StepNotAllowed(step, facts.state, _(obstacle))
    if step not in _STEPS_FROM[facts.state]:
        raise StepNotAllowed(step, facts.state, _("Choose one of the steps that the case offers."))


def after(step: Step, facts: CaseFacts) -> PetitionState:
    """Where the case stands after a step.

    On `Step.REOPEN` the caller takes decision, answer, appeal and end off the case; its timeline keeps them.

    Raises:
        StepNotAllowed: As `check`.
    """
    check(step, facts)
    if step in (Step.PAPERS_MENDED, Step.REOPEN):
        return PetitionState.ASSIGNED if facts.assigned else PetitionState.RECEIVED
    return _LEADS_TO.get(step, facts.state)


def obvious_next(
    facts: CaseFacts, holidays: HolidayTable, now: datetime, hours: OfficeHours = OFFICE_HOURS
) -> Step | None:
    """The one thing the office does next.

    None when there is nothing for the office to do: the case has ended, or only the term to appeal runs.
    """
    if facts.ended:
        return None
    due = {each.kind: each.due_at for each in deadlines(facts, holidays, hours) if each.open}
    if facts.state is PetitionState.AWAITING_PAPERS:
        return Step.RETURN if now > due.get(ClockKind.PAPERS, now) else Step.PAPERS_MENDED
    if facts.appeal_pending:
        return Step.DECIDE_APPEAL
    if facts.answered_at is not None:
        if facts.open_points:
            return Step.CLOSE_POINT
        return Step.CLOSE if now > due.get(ClockKind.APPEAL, facts.answered_at) or not facts.appeal_open else None
    onward = _onward(facts)
    ready_to_tell = onward is Step.TELL_RESULT and facts.state is PetitionState.DECIDED
    return onward if ready_to_tell else _owed_notice(facts, due, now) or onward


def _owed_notice(facts: CaseFacts, due: dict[ClockKind, datetime], now: datetime) -> Step | None:
    """What is to be told although the matter goes on, once its day has come."""
    today = bangkok_day(now)
    may = allowed(facts)
    late = ClockKind.ANSWER in due and now > due[ClockKind.ANSWER]
    told_since = any(n.kind is NoticeKind.DELAY and n.told_at >= facts.begins_at for n in facts.notices)
    delay_due = due.get(ClockKind.DELAY_NOTICE)
    if Step.TELL_DELAY in may and delay_due and late and (not told_since or today >= bangkok_day(delay_due)):
        return Step.TELL_DELAY
    answer_or_progress = due.get(ClockKind.PROGRESS) or due.get(ClockKind.ANSWER)
    term_is_up = answer_or_progress is not None and today >= bangkok_day(answer_or_progress)
    if Step.REPORT_PROGRESS in may and facts.profile.progress and term_is_up:
        return Step.REPORT_PROGRESS
    acknowledge = due.get(ClockKind.ACKNOWLEDGE)
    return Step.ACKNOWLEDGE if acknowledge and today >= bangkok_day(acknowledge) else None


def _onward(facts: CaseFacts) -> Step:
    """The step that brings an unanswered case on."""
    if facts.state in (PetitionState.DECIDED, PetitionState.IN_WORK) and facts.decided_on is not None:
        return _after_decision(facts)
    if facts.state is PetitionState.IN_WORK:
        return Step.TELL_RESULT if Step.TELL_RESULT in allowed(facts) else Step.DECIDE
    if facts.state is PetitionState.RECEIVED and len(facts.chain) > 1 and not facts.assigned:
        return Step.ASSIGN
    turn = next_opinion(facts.chain, facts.opinions)
    if turn is None:
        settled_at_counter = not facts.chain and Step.TELL_RESULT in allowed(facts)
        return Step.TELL_RESULT if settled_at_counter else Step.DECIDE
    if facts.state is not PetitionState.PROPOSED and turn in executive_in(facts.chain):
        return Step.PROPOSE
    return Step.DECIDE if turn is decider(facts.chain) else Step.GIVE_OPINION


def _after_decision(facts: CaseFacts) -> Step:
    if facts.to_be_done and facts.state is PetitionState.DECIDED:
        return Step.BEGIN_WORK
    if facts.can_be_told:
        return Step.TELL_RESULT
    return Step.CLOSE_POINT if facts.open_points else Step.CLOSE


def _obstacle(step: Step, facts: CaseFacts) -> str | None:
    """What stands in the way of a step beyond the state, as the English message id of what to do; None for nothing."""
    found = (words for steps, stands, words in _OBSTACLES if step in steps and stands(facts))
    return next(found, None)


_OBSTACLES: Final[tuple[tuple[tuple[Step, ...], Callable[[CaseFacts], bool], str], ...]] = (
    (
        (Step.NOTE_DEFECTS,),
        lambda facts: bool(facts.pauses),
        N_("Missing papers may be asked for once only. Decide by the papers that are there."),
    ),
    (
        (Step.TELL_RESULT,),
        lambda facts: facts.profile.decision_meets_answer and facts.decided_on is None,
        N_("Record the decision first."),
    ),
    (
        (Step.TELL_RESULT, Step.ACKNOWLEDGE, Step.REPORT_PROGRESS, Step.TELL_DELAY),
        lambda facts: not facts.can_be_told,
        N_("Nobody is known who could be told. Close the case when the matter is settled."),
    ),
    (
        (Step.ACKNOWLEDGE,),
        lambda facts: facts.acknowledged_at is not None,
        N_("Receipt was told already."),
    ),
    (
        (Step.CLOSE, Step.REOPEN, Step.MERGE),
        lambda facts: facts.appeal_pending,
        N_("Record the decision on the appeal first."),
    ),
    (
        (Step.CLOSE,),
        lambda facts: facts.open_points > 0,
        N_("Close every point first."),
    ),
    (
        (Step.CLOSE,),
        lambda facts: facts.can_be_told and facts.answered_at is None,
        N_("Tell the petitioner the result first."),
    ),
    (
        (Step.CLOSE_POINT,),
        lambda facts: facts.open_points == 0,
        N_("No point of the case is open."),
    ),
    (
        (Step.APPEAL,),
        lambda facts: not facts.appeal_open,
        N_("There is nothing that could be appealed, or an appeal was received already."),
    ),
    (
        (Step.DECIDE_APPEAL,),
        lambda facts: not facts.appeal_pending,
        N_("No appeal waits for a decision."),
    ),
)
"""What stands in the way beyond the state: of which steps, when, and what to do (English message ids)."""
