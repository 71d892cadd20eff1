"""The clocks of cases as they now run: from the records of a case to what the rules ask, and back into the case.

The next clock of an open case stands in its record, so that lists and Today are looked up and not computed; it is set
anew by every operation, and for all open cases at once when holidays or the law have changed (`recompute_open`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sai_thong.db.changes import ChangeSet
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.law.petition_clocks import shipped_clock_tables
from sai_thong.registers.law.service_terms import OpinionStep, TermUnit
from sai_thong.registers.law.services import Service, shipped_service_tables
from sai_thong.registers.office.own_law import law_row_of
from sai_thong.registers.office.records import Holiday, Post, Setting, Signer
from sai_thong.registers.office.signing import signer_on
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law
from sai_thong.registers.petitions.records import DefectNote, Notice, Opinion, Petition, PetitionEvent, Point
from sai_thong.registers.petitions.refusals import NotPossible
from sai_thong.registers.petitions.rules.chain import chain_in
from sai_thong.registers.petitions.rules.clocks import (
    answer_deadline,
    answered_in_time,
    deadlines,
    end_of_day,
    next_deadline,
    term_end,
)
from sai_thong.registers.petitions.rules.course import Step, allowed, obvious_next
from sai_thong.registers.petitions.rules.facts import CaseFacts, Deadline, Pause, Told
from sai_thong.registers.petitions.shelves import is_complained_of, open_shelves, writer_of
from sai_thong.registers.petitions.terms import (
    ENDED_STATES,
    Channel,
    ClockKind,
    Decision,
    EventKind,
    Naming,
    NoticeKind,
    PetitionState,
)

_OPEN_STATES: Final = tuple(state for state in PetitionState if state not in ENDED_STATES)
_POST_OF: Final = {OpinionStep.CLERK: Post.CLERK, OpinionStep.MAYOR: Post.MAYOR}
ANSWER_CLOCKS: Final = frozenset({ClockKind.ANSWER, ClockKind.PROGRESS, ClockKind.DELAY_NOTICE})
"""Those that run until the petitioner is answered."""
_MOVING_CLOCKS: Final = frozenset({NoticeKind.PROGRESS, NoticeKind.DELAY})
_TELLING_RECEIPT: Final = frozenset(NoticeKind) - {NoticeKind.FORWARD}


@dataclass(frozen=True)
class CaseCourse:
    """Where a case stands and what comes.

    Attributes:
        facts: What the rules were asked.
        deadlines: Every clock, met or not, the earliest first.
        next_deadline: What is due next; None when the case has ended.
        next_step: The one obvious next action; None when there is nothing to do for the office.
        steps: Every step that can be taken now.
    """

    facts: CaseFacts
    deadlines: tuple[Deadline, ...]
    next_deadline: Deadline | None
    next_step: Step | None
    steps: tuple[Step, ...]


@dataclass
class _Known:
    """The records of one case that bear on its clocks."""

    defects: DefectNote | None = None
    notices: list[Notice] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    reopened: list[PetitionEvent] = field(default_factory=list)
    assigned: bool = False
    open_points: int = 0


def course_of(store: Store, law: PetitionLaw, shelf: Shelf, petition: Petition) -> CaseCourse:
    """Where a case stands, what is due on it and what comes next."""
    now = store.clock.now()
    service = law.service_of(petition)
    left_out = left_out_of(store.find(Signer), petition, service, now.astimezone(BANGKOK).date())
    facts = facts_of(law, shelf, petition, left_out=left_out)
    return CaseCourse(
        facts=facts,
        deadlines=deadlines(facts, law.holidays),
        next_deadline=next_deadline(facts, law.holidays),
        next_step=obvious_next(facts, law.holidays, now),
        steps=allowed(facts),
    )


def facts_of(
    law: PetitionLaw, shelf: Shelf, petition: Petition, *, left_out: Collection[OpinionStep] = ()
) -> CaseFacts:
    """What the rules ask about a case."""
    known = _Known(
        defects=next(iter(shelf.find(DefectNote, petition_id=petition.id)), None),
        notices=shelf.find(Notice, petition_id=petition.id),
        opinions=shelf.find(Opinion, petition_id=petition.id),
        reopened=shelf.find(PetitionEvent, petition_id=petition.id, kind=EventKind.REOPENED),
        assigned=bool(shelf.find(PetitionEvent, petition_id=petition.id, kind=EventKind.ASSIGNED)),
        open_points=len(shelf.find(Point, petition_id=petition.id, closed_on=None)),
    )
    return _facts(law, petition, known, left_out)


def clock_values(law: PetitionLaw, shelf: Shelf, petition: Petition) -> dict[str, Any]:
    """What the case says of its clocks, by field: the next one, and whether the answer was in time."""
    return _values(law, facts_of(law, shelf, petition))


def promised_on(law: PetitionLaw, petition: Petition) -> datetime:
    """By when the answer may be expected as the case was taken: what the slip prints."""
    return answer_deadline(_facts(law, petition, _Known(), ()), law.holidays).due_at


def mend_by_default(law: PetitionLaw, petition: Petition, noted_on: date) -> date:
    """The last day to mend papers that are noted as missing on a day."""
    term = law.profile_of(petition).mending
    start = datetime.combine(noted_on, datetime.min.time(), BANGKOK)
    return term_end(start, term.amount, term.unit, law.holidays).astimezone(BANGKOK).date()


def left_out_of(
    signers: Sequence[Signer], petition: Petition, service: Service | None, on: date
) -> frozenset[OpinionStep]:
    """The posts passed over in the chain of a case: vacant ones, and those of who is complained of.

    An office that has not entered who signs has no vacant posts.
    """
    left_out: set[OpinionStep] = set()
    for step in service.chain if service else ():
        if step is OpinionStep.HEAD and petition.accused_division and petition.accused_division == petition.division:
            left_out.add(step)
        post = _POST_OF.get(step)
        if post is None or not signers:
            continue
        holder = signer_on(signers, post, on)
        if holder is None or is_complained_of(petition, holder.name):
            left_out.add(step)
    return frozenset(left_out)


@dataclass(frozen=True)
class Recomputed:
    """What `recompute_open` did.

    Attributes:
        looked_at: How many open cases.
        moved: How many of them have another next clock now.
        changes: Everything that changed.
    """

    looked_at: int
    moved: int
    changes: ChangeSet


def recompute_open(store: Store, *, why: str = "") -> Recomputed:
    """Set the clocks of every open case anew: holidays or the law have changed.

    Confidential cases are done where this user holds their key; others when somebody who does opens the window.
    """
    with store.transaction(why) as tx:
        return _recompute(store, tx)


def follow_law_and_holidays(store: Store, tx: Transaction) -> None:
    """Set the clocks of open cases anew within a transaction that changed a holiday, a service or a clock profile.

    Raises:
        NotPossible: A service of the office's own was taken away, under which petitions were taken.
    """
    changed = [law_row_of(tx.get(Setting, each)) for each in tx.changes.ids.get(declaration_of(Setting).table, ())]
    rows = [row_id for table, row_id in changed if table in {**shipped_service_tables(), **shipped_clock_tables()}]
    for row_id in rows:
        _refuse_to_lose(store, tx, row_id)
    if rows or tx.changes.touches(Holiday):
        _recompute(store, tx)


def _refuse_to_lose(store: Store, tx: Transaction, service: str) -> None:
    """What an old case is about must still be told after years: its service may end, but not vanish."""
    if service in petition_law(tx).services.rows:
        return
    for confidential, _shelf in open_shelves(store):
        if writer_of(tx, confidential=confidential).find(Petition, service=service):
            raise NotPossible(
                _("Petitions were taken under this service."), do=_("Let it end on a day, so that it is given no more.")
            )


def _recompute(store: Store, tx: Transaction) -> Recomputed:
    looked_at = moved = 0
    law = petition_law(tx)
    for confidential, _shelf in open_shelves(store):
        writer = writer_of(tx, confidential=confidential)
        petitions = writer.find(Petition, state=_OPEN_STATES)
        known = _known_of(writer, [petition.id for petition in petitions])
        for petition in petitions:
            values = _values(law, _facts(law, petition, known[petition.id], ()))
            looked_at += 1
            if any(getattr(petition, name) != value for name, value in values.items()):
                writer.update(petition, **values)
                moved += 1
    return Recomputed(looked_at, moved, tx.changes)


def answers_overdue(law: PetitionLaw, shelf: Shelf, petitions: Sequence[Petition], now: datetime) -> set[str]:
    """Ids of the cases whose answer is overdue, also where another clock, overdue for longer, stands in the case."""
    known = _known_of(shelf, [petition.id for petition in petitions])
    return {
        petition.id
        for petition in petitions
        for each in deadlines(_facts(law, petition, known[petition.id], ()), law.holidays)
        if each.kind in ANSWER_CLOCKS and each.open and not each.paused and each.due_at < now
    }


@dataclass(frozen=True)
class AnswerDue:
    """By when a case was to be answered, ended or not.

    Attributes:
        due_at: By when, as is known by now.
        pauses: When the term stood still.
    """

    due_at: datetime
    pauses: tuple[Pause, ...]

    def is_late_on(self, day: date) -> bool:
        """Whether the answer, not given by then, was overdue when a day ended."""
        stands_still = any(
            pause.from_day <= day and (pause.to_day is None or pause.to_day > day) for pause in self.pauses
        )
        return self.due_at < end_of_day(day) and not stands_still


def answers_due(law: PetitionLaw, shelf: Shelf, petitions: Sequence[Petition]) -> Mapping[str, AnswerDue]:
    """By when each case was to be answered, by its id, also of those that ended without an answer."""
    known = _known_of(shelf, [petition.id for petition in petitions])
    found = {}
    for petition in petitions:
        facts = _facts(law, petition, known[petition.id], ())
        found[petition.id] = AnswerDue(answer_deadline(facts, law.holidays).due_at, facts.pauses)
    return found


def _values(law: PetitionLaw, facts: CaseFacts) -> dict[str, Any]:
    due = next_deadline(facts, law.holidays)
    return {
        "next_clock": due.kind if due else None,
        "next_due_at": due.due_at if due else None,
        "in_time": answered_in_time(facts, law.holidays),
    }


def _facts(law: PetitionLaw, petition: Petition, known: _Known, left_out: Collection[OpinionStep]) -> CaseFacts:
    service = law.service_of(petition)
    reopened_at = max((event.happened_at for event in known.reopened), default=None)
    since = reopened_at or petition.received_at
    results = [each for each in known.notices if each.kind is NoticeKind.RESULT and each.told_at >= since]
    profile = law.profile_of(petition)
    return CaseFacts(
        received_at=petition.received_at,
        state=petition.state,
        profile=profile,
        electronic=law.electronic_receipt_of(petition) is not None,
        promise_amount=petition.promise_amount,
        promise_unit=TermUnit(petition.promise_unit) if petition.promise_unit else None,
        can_be_told=can_be_told(petition),
        acknowledged_at=_acknowledged_at(petition, known.notices),
        pauses=(_pause(petition, known.defects, reopened_at),) if known.defects else (),
        mend_by=known.defects.mend_by if known.defects else None,
        decided_on=petition.decided_on,
        answered_at=petition.answered_at,
        to_be_done=petition.decision is Decision.APPROVED and not profile.decision_meets_answer,
        appealable=petition.decision is Decision.REFUSED or any(each.appeal_days for each in results),
        notices=tuple(
            Told(each.kind, each.told_at, each.expected_on) for each in known.notices if each.kind in _MOVING_CLOCKS
        ),
        appealed_on=petition.appealed_on,
        appeal_decided_on=petition.appeal_decided_on,
        reopened_at=reopened_at,
        ended_on=petition.closed_on,
        assigned=known.assigned or bool(petition.officer),
        chain=chain_in(service.chain if service else tuple(OpinionStep), left_out),
        opinions=frozenset(each.step for each in known.opinions if reopened_at is None or each.given_at >= reopened_at),
        open_points=known.open_points,
    )


def _pause(petition: Petition, note: DefectNote, reopened_at: datetime | None) -> Pause:
    """The time the petitioner mends the papers; of a case that ended meanwhile, over since it was opened again."""
    over = note.mended_on or note.returned_on
    if over is None and reopened_at is not None and petition.state is not PetitionState.AWAITING_PAPERS:
        over = max(reopened_at.astimezone(BANGKOK).date(), note.noted_on)
    return Pause(note.noted_on, over)


def can_be_told(petition: Petition) -> bool:
    """Whether anybody is known who could be told: nobody is of an anonymous letter or a call without a name."""
    return petition.naming is Naming.WITHHELD or bool(petition.petitioner_name)


def _acknowledged_at(petition: Petition, notices: Iterable[Notice]) -> datetime | None:
    """When receipt was told: by the slip handed over at the counter, else by the first thing told."""
    if petition.channel is Channel.IN_PERSON:
        return petition.received_at
    return min((notice.told_at for notice in notices if notice.kind in _TELLING_RECEIPT), default=None)


def _known_of(shelf: Shelf, case_ids: Sequence[str]) -> Mapping[str, _Known]:
    """The records that bear on the clocks of many cases, read together. Opinions move no clock and are left out."""
    known: dict[str, _Known] = defaultdict(_Known)
    wanted = tuple(case_ids)
    if not wanted:
        return known
    for note in shelf.find(DefectNote, petition_id=wanted):
        known[note.petition_id].defects = note
    for notice in shelf.find(Notice, petition_id=wanted):
        known[notice.petition_id].notices.append(notice)
    for event in shelf.find(PetitionEvent, petition_id=wanted, kind=EventKind.REOPENED):
        known[event.petition_id].reopened.append(event)
    for point in shelf.find(Point, petition_id=wanted, closed_on=None):
        known[point.petition_id].open_points += 1
    return known
