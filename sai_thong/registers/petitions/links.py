"""Cases that may be one matter, and what else a case has to do with: found, linked, merged.

Of two cases merged into one nothing is lost: the merged one keeps its number, people and timeline, ends, and points to
the other, whose timeline shows both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.petitions.case_in_hand import in_hand
from sai_thong.registers.petitions.outcome import Recorded, Stepped
from sai_thong.registers.petitions.places import metres_between, read_coordinates
from sai_thong.registers.petitions.records import CaseLink, Petition, PetitionEvent, Point
from sai_thong.registers.petitions.refusals import CaseEnded, IllegalStep, NotPossible, need_reason
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.shelves import locate, may_see, shelf_of
from sai_thong.registers.petitions.terms import ENDED_STATES, EventKind, LinkKind, PetitionState
from sai_thong.thai.text import search_form

NEAR_M: Final = 200
"""Cases of one service within this many metres may be one matter."""
_OPEN: Final = tuple(state for state in PetitionState if state not in ENDED_STATES)


class Alike(StrEnum):
    """In what two cases are alike."""

    SAME_PLACE = "same-place"
    """One service, one village, one place in words."""
    NEARBY = "nearby"
    """One service, and not far by coordinates."""
    SAME_THING = "same-thing"
    """One service, and a point names the same asset."""
    SAME_PERSON = "same-person"
    """One petitioner and one subject."""


@dataclass(frozen=True)
class Sought:
    """What is compared with the open cases: a case, or one that is being taken.

    Attributes:
        service: Key of the service.
        subject: What it is about.
        moo: Its village.
        place: Where, in words.
        coordinates: ``latitude,longitude``, or empty.
        person_id: Who brings it, if a citizen.
        petitioner_name: Who brings it, in words.
        asset_codes: The assets its points name.
        case_id: The case itself, which is not like itself.
    """

    service: str
    subject: str = ""
    moo: int | None = None
    place: str = ""
    coordinates: str = ""
    person_id: str | None = None
    petitioner_name: str = ""
    asset_codes: frozenset[str] = frozenset()
    case_id: str = ""


@dataclass(frozen=True)
class AlikeCase:
    """An open case that may be the same matter.

    Attributes:
        petition: The case.
        alike: In what.
        metres: How far, where both have coordinates.
    """

    petition: Petition
    alike: frozenset[Alike]
    metres: int | None


def alike_cases(store: Store, sought: Sought, *, confidential: bool = False) -> list[AlikeCase]:
    """The open cases that may be the same matter, those alike in more first, then the nearest.

    Raises:
        SetClosed: Confidential cases are asked for and this user does not hold their key.
    """
    shelf = shelf_of(store, confidential=confidential)
    codes = _codes(shelf) if sought.asset_codes else {}
    found = [
        alike
        for petition in _candidates(shelf, sought)
        if petition.id != sought.case_id and may_see(petition, store.user)
        if (alike := _compared(sought, petition, codes.get(petition.id, frozenset()))) is not None
    ]
    return sorted(found, key=lambda each: (-len(each.alike), each.metres or 0, each.petition.received_at))


def alike_to(store: Store, case_id: str) -> list[AlikeCase]:
    """The open cases that may be the same matter as a case.

    Raises:
        RecordMissing: There is no such case, or none for this user.
    """
    place = locate(store, case_id)
    petition = place.petition
    points = place.shelf.find(Point, petition_id=petition.id)
    sought = Sought(
        service=petition.service,
        subject=petition.subject,
        moo=petition.moo,
        place=petition.place,
        coordinates=petition.coordinates,
        person_id=petition.person_id,
        petitioner_name=petition.petitioner_name,
        asset_codes=frozenset(point.asset_code for point in points if point.asset_code),
        case_id=petition.id,
    )
    return alike_cases(store, sought, confidential=place.confidential)


def merge(store: Store, case_id: str, into_id: str, *, why: str) -> Stepped:
    """รวมเรื่องซ้ำ: a case goes on in another, of which it is a double.

    Raises:
        Incomplete: No reason.
        NotPossible: They are one case, or one is confidential and the other not.
        CaseEnded: Either has ended.
        StepNotAllowed: An appeal waits.
        IllegalStep: The case has no number, or work is planned in it that is neither done nor dropped.
    """
    need_reason(why)
    with in_hand(store, case_id, why) as case:
        into = locate(store, into_id)
        if into.petition.id == case.petition.id or into.confidential != case.confidential:
            raise NotPossible(_("These two cases cannot become one."), do=_("Choose another case."))
        if into.petition.state in ENDED_STATES:
            raise CaseEnded(into.petition.number)
        case.need_number()
        case.need_no_open_work()
        case.take(Step.MERGE, merged_into=into.petition.id, closed_on=case.today, end_reason=why.strip())
        case.tell(EventKind.MERGED, detail=f"→ {into.petition.number} {into.petition.subject}")
        case.record(
            PetitionEvent(
                petition_id=into.petition.id,
                kind=EventKind.MERGED,
                happened_at=case.now,
                by_name=store.user,
                detail=f"← {case.petition.number} {case.petition.subject}",
                refers_to=case.petition.id,
            )
        )
    return case.stepped()


def merged_into(shelf: Shelf, case_id: str) -> list[Petition]:
    """Every case that was merged into a case, also by way of another."""
    found: list[Petition] = []
    ids = [case_id]
    for known in ids:  # grows while it is read
        # Computers apart may merge two cases each into the other.
        direct = [each for each in shelf.find(Petition, merged_into=known) if each.id not in ids]
        found += direct
        ids += [petition.id for petition in direct]
    return found


def link(
    store: Store, case_id: str, kind: LinkKind, *, other_id: str = "", code: str = "", note: str = "", why: str = ""
) -> Recorded[CaseLink]:
    """Say what else a case has to do with: another case, a citizen, an asset by its code, an allowance.

    Raises:
        NotPossible: What is linked is not there, or a confidential case is linked with one that is not.
        IllegalStep: It is linked already.
    """
    with in_hand(store, case_id, why) as case:
        if not other_id and not code.strip():
            raise NotPossible(_("It is not said what the case is linked with."), do=_("Choose it, or type its code."))
        if kind in (LinkKind.SAME_MATTER, LinkKind.SAME_PLACE):
            other = locate(store, other_id)
            if other.petition.id == case.petition.id or other.confidential != case.confidential:
                raise NotPossible(_("These two cases cannot be linked."), do=_("Choose another case."))
        if kind is LinkKind.CITIZEN:
            store.get(Citizen, other_id)
        same = case.writer.find(
            CaseLink, petition_id=case.petition.id, kind=kind, other_id=other_id, code=code.strip(), ended_on=None
        )
        if same:
            raise IllegalStep(_("This is linked with the case already."), do=_("Look among the links of the case."))
        made = case.record(
            CaseLink(petition_id=case.petition.id, kind=kind, other_id=other_id, code=code.strip(), why=note.strip())
        )
        case.tell(EventKind.LINKED, detail=" ".join(filter(None, (code.strip(), note.strip()))), refers_to=made.id)
    return case.recorded(made)


def unlink(store: Store, case_id: str, link_id: str, *, why: str) -> Recorded[CaseLink]:
    """End a link that was made by mistake; the history keeps it.

    Raises:
        Incomplete: No reason.
        RecordMissing: The case has no such link.
    """
    need_reason(why)
    with in_hand(store, case_id, why) as case:
        ended = case.writer.update(case.own(CaseLink, link_id), ended_on=case.today, why=why.strip())
    return case.recorded(ended)


def _candidates(shelf: Shelf, sought: Sought) -> Iterator[Petition]:
    seen: set[str] = set()
    of_service = shelf.find(Petition, service=sought.service, state=_OPEN)
    of_person = shelf.find(Petition, person_id=sought.person_id, state=_OPEN) if sought.person_id else []
    for petition in (*of_service, *of_person):
        if petition.id not in seen:
            seen.add(petition.id)
            yield petition


def _compared(sought: Sought, petition: Petition, codes: frozenset[str]) -> AlikeCase | None:
    alike: set[Alike] = set()
    metres = _metres(sought, petition)
    if petition.service == sought.service:
        place = search_form(sought.place)
        if place and petition.moo == sought.moo and search_form(petition.place) == place:
            alike.add(Alike.SAME_PLACE)
        if metres is not None and metres <= NEAR_M:
            alike.add(Alike.NEARBY)
        if not sought.asset_codes.isdisjoint(codes):
            alike.add(Alike.SAME_THING)
    if _same_person(sought, petition) and search_form(petition.subject) == search_form(sought.subject):
        alike.add(Alike.SAME_PERSON)
    return AlikeCase(petition, frozenset(alike), metres) if alike else None


def _same_person(sought: Sought, petition: Petition) -> bool:
    if sought.person_id and petition.person_id:
        return sought.person_id == petition.person_id
    name = search_form(sought.petitioner_name)
    return bool(name) and search_form(petition.petitioner_name) == name


def _metres(sought: Sought, petition: Petition) -> int | None:
    here = read_coordinates(sought.coordinates)
    there = read_coordinates(petition.coordinates)
    return round(metres_between(here, there)) if here and there else None


def _codes(shelf: Shelf) -> dict[str, frozenset[str]]:
    """The assets that the open points of cases name."""
    codes: dict[str, frozenset[str]] = {}
    for point in shelf.find(Point, closed_on=None):
        if point.asset_code:
            codes[point.petition_id] = codes.get(point.petition_id, frozenset()) | {point.asset_code}
    return codes
