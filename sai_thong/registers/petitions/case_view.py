"""Everything one case shows: its timeline, what is due, the one obvious next step, its people, papers and links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from sai_thong.db.refusals import RecordMissing
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.attachments.operations import attachments_of
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.citizens.joined import stands_for
from sai_thong.registers.law.service_terms import OpinionStep
from sai_thong.registers.law.services import Service
from sai_thong.registers.petitions.clocks_in_force import course_of
from sai_thong.registers.petitions.files import subject_of
from sai_thong.registers.petitions.intake import is_missing
from sai_thong.registers.petitions.law_in_force import PetitionLaw, petition_law
from sai_thong.registers.petitions.letters import letters_in
from sai_thong.registers.petitions.links import merged_into
from sai_thong.registers.petitions.records import (
    CaseLink,
    CasePaper,
    DefectNote,
    Notice,
    Opinion,
    Party,
    Petition,
    PetitionEvent,
    Point,
    Task,
)
from sai_thong.registers.petitions.rules.clocks import answer_deadline, counted_receipt
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.rules.facts import CaseFacts, Deadline
from sai_thong.registers.petitions.shelves import Place, locate
from sai_thong.registers.petitions.terms import (
    EVENT_LABELS,
    NOTICE_LABELS,
    OPINION_STEP_LABELS,
    EventKind,
    LinkKind,
)
from sai_thong.registers.saraban.records import OutgoingDocument

_TO_CASES: Final = frozenset({LinkKind.SAME_MATTER, LinkKind.SAME_PLACE})


class TimelineLine(NamedTuple):
    """One line of the timeline.

    Attributes:
        at: When it happened, in UTC.
        kind: What kind of thing.
        what: In words of the language in use.
        detail: What more is known.
        by: Who.
        refers_to: Id of the opinion, notice, task, point or file it tells of.
        case_number: Number of the other case, where it happened in one that was merged into this.
        event_id: The event's id.
    """

    at: datetime
    kind: EventKind
    what: str
    detail: str
    by: str
    refers_to: str
    case_number: str
    event_id: str


@dataclass(frozen=True)
class LinkedCase:
    """A link as it is shown.

    Attributes:
        link: The record.
        name: What it leads to, in words: number and subject of a case, a citizen's name, an asset's code.
        opens: Id of the case or citizen to open; empty when there is none, or none for this user.
    """

    link: CaseLink
    name: str
    opens: str


@dataclass(frozen=True)
class ChainLink:
    """One step of the chain of opinions that the form prints.

    Attributes:
        step: Whose turn.
        opinions: What was said at this step, the last one standing.
    """

    step: OpinionStep
    opinions: tuple[Opinion, ...]

    @property
    def standing(self) -> Opinion | None:
        """The opinion that counts; None while nothing was said."""
        return self.opinions[-1] if self.opinions else None


@dataclass(frozen=True)
class CaseView:
    """A case as it is shown.

    Attributes:
        petition: The case.
        confidential: Whether it lies in the sealed set.
        service: Its service as it was when the case came; None when the catalogue no longer knows it.
        service_name: What it is called.
        division_name: What its division is called.
        parties: Its people.
        points: Its points, by number.
        papers: The checklist.
        missing: Papers that must be there and are not.
        defects: The note of missing papers, if one was given.
        chain: The opinions by the steps the form prints, the empty ones included.
        tasks: Work, visits and appointments, open ones first, by time.
        notices: What was told, in order.
        files: What is attached, removed files left out.
        letters: Its letters as they stand in the register of outgoing documents.
        links: What it has to do with, ended links left out.
        merged_from: Cases that were merged into this one.
        timeline: What happened, the oldest first, merged cases included.
        counted_from: From when it counts as received, where it came electronically outside office hours.
        deadlines: Every clock, met or not.
        answer_due: By when the petitioner is to be answered, pauses counted; ended cases have such a day too.
        next_deadline: What is due next; None when the case has ended.
        next_step: The one obvious next action.
        steps: Every step that can be taken now.
    """

    petition: Petition
    confidential: bool
    service: Service | None
    service_name: str
    division_name: str
    parties: tuple[Party, ...]
    points: tuple[Point, ...]
    papers: tuple[CasePaper, ...]
    missing: tuple[CasePaper, ...]
    defects: DefectNote | None
    chain: tuple[ChainLink, ...]
    tasks: tuple[Task, ...]
    notices: tuple[Notice, ...]
    files: tuple[Attachment, ...]
    letters: tuple[OutgoingDocument, ...]
    links: tuple[LinkedCase, ...]
    merged_from: tuple[Petition, ...]
    timeline: tuple[TimelineLine, ...]
    counted_from: datetime | None
    deadlines: tuple[Deadline, ...]
    answer_due: datetime
    next_deadline: Deadline | None
    next_step: Step | None
    steps: tuple[Step, ...]

    @property
    def open_points(self) -> tuple[Point, ...]:
        """The points that are not closed yet."""
        return tuple(point for point in self.points if point.closed_on is None)

    def letter_number(self, notice: Notice) -> str:
        """The number of a notice's letter as printed, also where it was keyed afterwards; empty while there is none."""
        keyed = next((letter.printed_number for letter in self.letters if letter.id == notice.letter_id), "")
        return keyed or notice.letter_no


def case_view(store: Store, case_id: str) -> CaseView:
    """Everything a case shows.

    Raises:
        RecordMissing: There is no such case, or none for this user.
    """
    place = locate(store, case_id)
    shelf, petition = place.shelf, place.petition
    law = petition_law(store)
    course = course_of(store, law, shelf, petition)
    papers = tuple(shelf.find(CasePaper, petition_id=petition.id))
    notices = tuple(sorted(shelf.find(Notice, petition_id=petition.id), key=lambda each: each.told_at))
    opinions = shelf.find(Opinion, petition_id=petition.id)
    merged = tuple(merged_into(shelf, petition.id))
    service = law.service_of(petition)
    return CaseView(
        petition=petition,
        confidential=place.confidential,
        service=service,
        service_name=law.service_name(petition),
        division_name=law.division_name(petition.division),
        parties=tuple(shelf.find(Party, petition_id=petition.id)),
        points=tuple(sorted(shelf.find(Point, petition_id=petition.id), key=lambda point: point.number)),
        papers=papers,
        missing=tuple(paper for paper in papers if is_missing(paper)),
        defects=next(iter(shelf.find(DefectNote, petition_id=petition.id)), None),
        chain=chain_of(service, opinions),
        tasks=tuple(sorted(shelf.find(Task, petition_id=petition.id), key=_open_first)),
        notices=notices,
        files=tuple(attachments_of(shelf, subject_of(petition.id, confidential=place.confidential))),
        letters=tuple(letters_in(store, place)),
        links=tuple(_links(store, place)),
        merged_from=merged,
        timeline=timeline(shelf, petition, merged, notices, opinions),
        counted_from=_counted_from(course.facts, law),
        deadlines=course.deadlines,
        answer_due=answer_deadline(course.facts, law.holidays).due_at,
        next_deadline=course.next_deadline,
        next_step=course.next_step,
        steps=course.steps,
    )


def _counted_from(facts: CaseFacts, law: PetitionLaw) -> datetime | None:
    counted = counted_receipt(facts.received_at, law.holidays) if facts.electronic else facts.received_at
    return counted if counted != facts.received_at else None


def chain_of(service: Service | None, opinions: Iterable[Opinion]) -> tuple[ChainLink, ...]:
    """The opinions by the steps of the service's chain; steps outside it that somebody spoke at come too, in order."""
    said = sorted(opinions, key=lambda each: each.given_at)
    expected = set(service.chain if service else OpinionStep) | {each.step for each in said}
    return tuple(
        ChainLink(step, tuple(each for each in said if each.step is step)) for step in OpinionStep if step in expected
    )


def timeline(
    shelf: Shelf,
    petition: Petition,
    merged: Sequence[Petition],
    notices: Iterable[Notice],
    opinions: Iterable[Opinion],
) -> tuple[TimelineLine, ...]:
    """What happened to a case and to those merged into it, in the order it happened."""
    notice_of = {notice.id: notice for notice in notices}
    opinion_of = {opinion.id: opinion for opinion in opinions}
    numbers = {petition.id: "", **{other.id: other.number for other in merged}}
    events = shelf.find(PetitionEvent, petition_id=tuple(numbers))
    lines = [
        TimelineLine(
            event.happened_at,
            event.kind,
            _words(event, notice_of, opinion_of),
            event.detail,
            event.by_name,
            event.refers_to,
            numbers[event.petition_id],
            event.id,
        )
        for event in events
    ]
    # Entered in one minute, or with a paper's day only: the order of entering then tells.
    return tuple(sorted(lines, key=lambda line: line.at))


def _words(event: PetitionEvent, notices: dict[str, Notice], opinions: dict[str, Opinion]) -> str:
    words = _(EVENT_LABELS[event.kind])
    notice, opinion = notices.get(event.refers_to), opinions.get(event.refers_to)
    if event.kind is EventKind.NOTICE and notice is not None:
        return f"{words}: {_(NOTICE_LABELS[notice.kind])}"
    if opinion is not None:
        return f"{words}: {_(OPINION_STEP_LABELS[opinion.step])}"
    return words


def _open_first(task: Task) -> tuple[bool, datetime, str]:
    far = datetime.max.replace(tzinfo=None)
    begins = task.begins_at.replace(tzinfo=None) if task.begins_at else far
    return task.done_on is not None or bool(task.dropped), begins, task.id


def _links(store: Store, place: Place) -> list[LinkedCase]:
    own = place.shelf.find(CaseLink, petition_id=place.petition.id, ended_on=None)
    found = [_shown(store, link, link.other_id) for link in own]
    to_here = place.shelf.find(CaseLink, other_id=place.petition.id, ended_on=None)
    found += [_shown(store, link, link.petition_id) for link in to_here if link.kind in _TO_CASES]
    return found


def _shown(store: Store, link: CaseLink, other_id: str) -> LinkedCase:
    """A link in words. What this user may not see is told by nothing but that it is there."""
    try:
        if link.kind in _TO_CASES:
            other = locate(store, other_id).petition
            return LinkedCase(link, f"{other.number or '–'} {other.subject}", other.id)
        if link.kind is LinkKind.CITIZEN:
            citizen = stands_for(store, other_id)
            return LinkedCase(link, citizen.full_name, citizen.id)
    except RecordMissing:
        return LinkedCase(link, "–", "")
    return LinkedCase(link, link.code, "")
