"""Taking a petition: who, what, where and the papers handed in; its number, its promise and where it goes.

Only the subject and the channel are compulsory (domain notes 2.2). What came on paper days ago is taken with the
paper's own date, from which its clocks run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.ground.clock import BANGKOK, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.law.services import Service
from sai_thong.registers.petitions.answers import checked_answers, unanswered
from sai_thong.registers.petitions.clocks_in_force import clock_values, promised_on
from sai_thong.registers.petitions.law_in_force import petition_law, received_on
from sai_thong.registers.petitions.letters import seal_letters
from sai_thong.registers.petitions.numbers import NEXT_NUMBER, NumberChoice, give_number
from sai_thong.registers.petitions.petitioners import PersonGiven, check_naming, known_by, ready_to_keep
from sai_thong.registers.petitions.places import read_coordinates
from sai_thong.registers.petitions.records import CasePaper, Party, Petition, PetitionEvent, Point
from sai_thong.registers.petitions.refusals import NotPossible, need_words
from sai_thong.registers.petitions.shelves import may_see, users_named, writer_of
from sai_thong.registers.petitions.terms import Channel, EventKind, Naming
from sai_thong.thai.calendar import be_year, thai_date
from sai_thong.thai.text import clean, tidy


@dataclass(frozen=True)
class PointGiven:
    """One of several points of a paper."""

    matter: str
    place: str = ""
    asset_code: str = ""


@dataclass(frozen=True)
class Intake:
    """A petition as it is handed in.

    Attributes:
        service: Key of the catalogue.
        subject: เรื่อง.
        channel: How it came.
        received_at: When; now when not given. The paper's own time where it is entered later.
        people: Who brings it and who is in need; may be nobody.
        naming: Whether a name is given, and may be told.
        detail: The body of the petition.
        answers: What only this service's form asks, by field.
        moo: The village it is about.
        place: Where, in words.
        coordinates: ``latitude,longitude`` as pasted from a map.
        points: Its points, where the paper holds several.
        papers_received: Names of papers handed in; others than the service asks for are kept too.
        papers_waived: Papers that are not needed, with why, such as that the state already holds them.
        incoming_no: เลขรับหนังสือ, where it also went through the register of incoming letters; of a confidential case
            that letter is sealed.
        called_at: When the call came, of one by phone.
        taken_by: Who took it; this user when not given.
        division: Where it goes, other than the service says.
        officer: Who is in charge, where that is known at once.
        confidential: Whether it goes to the sealed set; the service says when not given.
        accused: The officials complained of; makes it confidential.
        shut_out: Names of users who may not see it, the accused's own.
        accused_division: The division complained of, which is not given the case.
        number: Which number it gets.
        note: For the office.
    """

    service: str
    subject: str
    channel: Channel
    received_at: datetime | None = None
    people: tuple[PersonGiven, ...] = ()
    naming: Naming = Naming.NAMED
    detail: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    moo: int | None = None
    place: str = ""
    coordinates: str = ""
    points: tuple[PointGiven, ...] = ()
    papers_received: tuple[str, ...] = ()
    papers_waived: Mapping[str, str] = field(default_factory=dict)
    incoming_no: str = ""
    called_at: datetime | None = None
    taken_by: str = ""
    division: str = ""
    officer: str = ""
    confidential: bool | None = None
    accused: tuple[str, ...] = ()
    shut_out: tuple[str, ...] = ()
    accused_division: str = ""
    number: NumberChoice = NEXT_NUMBER
    note: str = ""


@dataclass(frozen=True)
class Taken:
    """A petition as taken: what the slip prints.

    Attributes:
        petition: As stored.
        confidential: Whether it lies in the sealed set.
        parties: Its people.
        papers: The checklist, what is missing included.
        points: Its points.
        missing: Papers that must be there and are not.
        unanswered: Fields of the form that must be filled in and are not.
        promised_on: When the answer may be expected, by the promise or the law.
        changes: Everything that changed.
    """

    petition: Petition
    confidential: bool
    parties: tuple[Party, ...]
    papers: tuple[CasePaper, ...]
    points: tuple[Point, ...]
    missing: tuple[str, ...]
    unanswered: tuple[str, ...]
    promised_on: datetime
    changes: ChangeSet


def take(store: Store, given: Intake, *, why: str = "") -> Taken:
    """Take a petition, give it its number and send it to its division.

    Raises:
        Incomplete: No subject, or a person or point without a name.
        NotPossible: The service is not given on that day, the time lies ahead, or an anonymous letter has a name.
        NumberRefused: No series is open here, or the number is used.
        SetClosed: The case is confidential and this user does not hold the key.
        BadInput: A citizen id, a place or an answer is none.
    """
    now = store.clock.now()
    received_at = given.received_at or now
    _refuse_ahead(received_at, now)
    check_naming(given.people, given.naming)
    with store.transaction(why) as tx:
        law = petition_law(tx)
        day = received_at.astimezone(BANGKOK).date()
        service = law.service_given(given.service, day)
        confidential = _is_confidential(given, service)
        writer = writer_of(tx, confidential=confidential)
        people = [ready_to_keep(tx, person, confidential=confidential) for person in given.people]
        case = _case(given, service, people, received_at, taken_by=given.taken_by.strip() or store.user)
        case = writer.insert(_kept_from(case, users_named(tx, case.accused)))
        parties = writer.insert_many(replace(person, petition_id=case.id) for person in people)
        points = writer.insert_many(_points(given, case))
        papers = writer.insert_many(_checklist(given, case, service))
        writer.insert(
            PetitionEvent(petition_id=case.id, kind=EventKind.RECEIVED, happened_at=received_at, by_name=case.taken_by)
        )
        number = give_number(
            writer, case.id, given.number, station=store.file_id, on_day=day, confidential=confidential
        )
        case = writer.update(case, number=number, **clock_values(law, writer, case))
        if confidential:
            seal_letters(tx, case, case, on_day=bangkok_today(store.clock))
        return Taken(
            petition=case,
            confidential=confidential,
            parties=tuple(parties),
            papers=tuple(papers),
            points=tuple(points),
            missing=tuple(paper.name for paper in papers if is_missing(paper)),
            unanswered=unanswered(service, case.answers or {}, has_points=bool(points)),
            promised_on=promised_on(law, case),
            changes=tx.changes,
        )


def is_missing(paper: CasePaper) -> bool:
    """Whether a paper must be there and is neither handed in nor waived."""
    return paper.required and paper.received_on is None and not paper.waived


def _refuse_ahead(moment: datetime, now: datetime) -> None:
    if moment > now:
        raise NotPossible(
            _("{day} lies in the future.").format(day=thai_date(moment.astimezone(BANGKOK).date())),
            do=_("Look at the date and type it again."),
        )


def _is_confidential(given: Intake, service: Service) -> bool:
    """Whether the case belongs in the sealed set.

    Raises:
        NotPossible: It names officials or users to be shut out, and is to lie where everybody reads.
    """
    names_officials = bool(given.accused or given.shut_out or given.accused_division)
    if given.confidential is None:
        return service.confidential or names_officials
    if not given.confidential and (service.confidential or names_officials):
        raise NotPossible(
            _("A complaint against officials is kept confidential."),
            do=_("Take it as a confidential case."),
        )
    return given.confidential


def _case(
    given: Intake, service: Service, people: Sequence[Party], received_at: datetime, *, taken_by: str
) -> Petition:
    shown = known_by(people, given.naming)
    place = read_coordinates(given.coordinates)
    day = received_at.astimezone(BANGKOK).date()
    division = given.division or service.division
    return Petition(
        year_be=be_year(day.year),
        incoming_no=tidy(given.incoming_no),
        received_at=received_at,
        channel=given.channel,
        naming=given.naming,
        service=service.key,
        subject=need_words(clean(given.subject), _("The petition has no subject.")),
        detail=given.detail.strip(),
        answers=checked_answers(service, given.answers, day) or None,
        moo=given.moo,
        place=clean(given.place),
        coordinates=place.text if place else "",
        petitioner_name=shown.name if shown else "",
        person_id=shown.person_id if shown else None,
        taken_by=taken_by,
        called_at=given.called_at,
        profile=service.profile.value,
        promise_amount=service.amount,
        promise_unit=service.unit.value if service.unit else "",
        # Who is complained of does not look into it.
        division="" if division == given.accused_division else division,
        officer=given.officer.strip(),
        accused=_names(given.accused),
        shut_out=_names(given.shut_out),
        accused_division=given.accused_division,
        note=given.note.strip(),
    )


def _kept_from(case: Petition, users: Iterable[str]) -> Petition:
    """A complaint that those complained of do not see and are not in charge of, by whatever name they sign in."""
    case = replace(case, shut_out=_names((*case.shut_out, *users)))
    return case if may_see(case, case.officer) else replace(case, officer="")


def _names(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy(name) for name in written if name.strip()))


def _points(given: Intake, case: Petition) -> Iterator[Point]:
    for number, point in enumerate(given.points, 1):
        matter = need_words(clean(point.matter), _("Point {number} says nothing.").format(number=number))
        yield Point(
            petition_id=case.id,
            number=number,
            matter=matter,
            place=clean(point.place),
            asset_code=tidy(point.asset_code),
        )


def _checklist(given: Intake, case: Petition, service: Service) -> Iterator[CasePaper]:
    """The papers the service asks for, as they stand, then others that were handed in."""
    day = received_on(case)
    handed_in = {clean(name): None for name in given.papers_received if name.strip()}
    waived = {clean(name): why.strip() for name, why in given.papers_waived.items()}
    asked_for = {clean(paper.name): paper for paper in service.papers}
    for name, paper in asked_for.items():
        yield CasePaper(
            petition_id=case.id,
            name=paper.name,
            required=paper.required,
            received_on=day if name in handed_in else None,
            waived=waived.get(name, ""),
        )
    for name in handed_in:
        if name not in asked_for:
            yield CasePaper(petition_id=case.id, name=name, received_on=day)
