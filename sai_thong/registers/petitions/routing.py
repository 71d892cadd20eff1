"""Where a case goes and what is said to it: division and officer, the opinions of the chain, the decision.

Anything may be done on paper first and entered later with the paper's date: each operation takes the time it happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.office.records import Capacity, Signer
from sai_thong.registers.petitions.case_in_hand import CaseInHand, in_hand
from sai_thong.registers.petitions.outcome import Recorded, Stepped
from sai_thong.registers.petitions.records import Opinion
from sai_thong.registers.petitions.refusals import Incomplete, NotPossible, need_words
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.shelves import is_complained_of, may_see
from sai_thong.registers.petitions.terms import DECISION_LABELS, Decision, EventKind, Stance


@dataclass(frozen=True)
class OpinionGiven:
    """What one of the chain says.

    Attributes:
        step: Whose turn it is.
        text: The words.
        name: Who says it, prefix included.
        stance: For or against what is asked.
        position: As printed under the name.
        capacity: In which capacity.
        given_at: When; now when not given, the paper's own time where it was written there first.
        from_paper: Whether it was written and signed on the paper first.
    """

    step: OpinionStep
    text: str
    name: str
    stance: Stance = Stance.NOTED
    position: str = ""
    capacity: Capacity = Capacity.HOLDS
    given_at: datetime | None = None
    from_paper: bool = False


def opinion_by(signer: Signer, step: OpinionStep, text: str, stance: Stance = Stance.NOTED) -> OpinionGiven:
    """An opinion of somebody the office has entered as a signer, with their position and capacity."""
    return OpinionGiven(step, text, signer.name, stance=stance, position=signer.position, capacity=signer.capacity)


def assign(
    store: Store, case_id: str, division: str, *, officer: str = "", at: datetime | None = None, why: str = ""
) -> Stepped:
    """Send a case to a division and its officer; a case laid before the executive or in work may change hands too.

    Raises:
        NotPossible: There is no such division, or it or the officer is complained of.
        StepNotAllowed: The case waits for papers, or is decided.
    """
    with in_hand(store, case_id, why) as case:
        known = case.law.services.division(division)
        if known is None:
            raise NotPossible(
                _("The office has no division “{division}”.").format(division=division),
                do=_("Choose a division of the list."),
            )
        refuse_accused_division(case, division)
        refuse_accused_officer(case, officer)
        case.take(Step.ASSIGN, division=division, officer=officer.strip())
        case.tell(EventKind.ASSIGNED, at, detail=" · ".join(filter(None, (known.name, officer.strip()))))
    return case.stepped()


def give_opinion(store: Store, case_id: str, given: OpinionGiven, *, why: str = "") -> Recorded[Opinion]:
    """Record what one of the chain says, with name, position and time; a later one of the same step stands instead.

    Raises:
        Incomplete: No words, or nobody who says them.
        NotPossible: It is said by an official complained of, or its time lies ahead.
        StepNotAllowed: The case is past the opinions.
    """
    text = need_words(given.text, _("The opinion says nothing."))
    name = need_words(given.name, _("Nobody is named who gives the opinion."))
    with in_hand(store, case_id, why) as case:
        case.need_step(Step.GIVE_OPINION)
        refuse_accused(case, name)
        opinion = case.record(
            Opinion(
                petition_id=case.petition.id,
                step=given.step,
                text=text,
                stance=given.stance,
                name=name,
                position=given.position.strip(),
                capacity=given.capacity,
                given_at=case.moment(given.given_at),
                from_paper=given.from_paper,
            )
        )
        case.tell(EventKind.OPINION, opinion.given_at, detail=text, refers_to=opinion.id, by=name)
    return case.recorded(opinion)


def propose(store: Store, case_id: str, *, at: datetime | None = None, note: str = "", why: str = "") -> Stepped:
    """Lay a case before ปลัด and นายก.

    Raises:
        StepNotAllowed: It waits for papers, or is decided.
    """
    with in_hand(store, case_id, why) as case:
        case.take(Step.PROPOSE)
        case.tell(EventKind.PROPOSED, at, detail=note)
    return case.stepped()


def decide(
    store: Store,
    case_id: str,
    decision: Decision,
    *,
    reason: str = "",
    law: str = "",
    decided_by: str = "",
    decided_on: date | None = None,
    why: str = "",
) -> Stepped:
    """Record the decision, with the day on the paper.

    A refusal is an order of the administration: it holds its reasons and the law it rests on (พ.ร.บ. วิธีปฏิบัติราชการ
    ทางปกครอง พ.ศ. 2539 ม.37).

    Raises:
        Incomplete: A refusal without its reasons or its law.
        NotPossible: It is decided by an official complained of, or the day lies ahead.
        StepNotAllowed: The case waits for papers, or was answered.
    """
    if decision is Decision.REFUSED and not (reason.strip() and law.strip()):
        raise Incomplete(_("A refusal needs its reasons and the law it rests on."), do=_("Fill in what is empty."))
    with in_hand(store, case_id, why) as case:
        refuse_accused(case, decided_by)
        day = decided_on or case.today
        at = case.time_on(day)
        case.take(
            Step.DECIDE,
            decision=decision,
            decided_on=day,
            decision_reason=reason.strip(),
            decision_law=law.strip(),
        )
        words = _(DECISION_LABELS[decision])
        case.tell(EventKind.DECIDED, at, detail=": ".join(filter(None, (words, reason.strip()))), by=decided_by)
    return case.stepped()


def refuse_accused(case: CaseInHand, name: str) -> None:
    """Raise `NotPossible` when somebody complained of would speak on their own case."""
    if is_complained_of(case.petition, name):
        raise NotPossible(
            _("{name} is complained of in this case.").format(name=name),
            do=_("Let somebody else decide, or hand the case over to the district."),
        )


def refuse_accused_officer(case: CaseInHand, officer: str) -> None:
    """Raise `NotPossible` when a complaint would be given to somebody who may not even see it."""
    if officer.strip() and not may_see(case.petition, officer):
        raise NotPossible(
            _("{name} is complained of in this case.").format(name=officer), do=_("Choose another officer.")
        )


def refuse_accused_division(case: CaseInHand, division: str) -> None:
    """Raise `NotPossible` when the division complained of would look into the complaint."""
    if division and division == case.petition.accused_division:
        raise NotPossible(
            _("The division complained of does not look into the complaint."), do=_("Choose another division.")
        )
