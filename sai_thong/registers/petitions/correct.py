"""Correcting what was entered of a case, with a reason: the journal keeps both values, the timeline tells of it.

Numbers never change, nor does what a slip promised; what steps set is changed by steps. A case that has ended is opened
again first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from sai_thong.db.refusals import StaleRecord
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.last_change import LastChange, NothingToUndo, last_change
from sai_thong.registers.petitions.answers import checked_answers
from sai_thong.registers.petitions.case_in_hand import CaseInHand, in_hand
from sai_thong.registers.petitions.law_in_force import received_on
from sai_thong.registers.petitions.letters import seal_letters
from sai_thong.registers.petitions.outcome import Recorded, Stepped
from sai_thong.registers.petitions.petitioners import PersonGiven, check_naming, known_by, ready_to_keep
from sai_thong.registers.petitions.places import read_coordinates
from sai_thong.registers.petitions.records import Party, Petition, PetitionEvent
from sai_thong.registers.petitions.refusals import NotPossible, need_reason, need_words
from sai_thong.registers.petitions.rules.clocks import bangkok_day
from sai_thong.registers.petitions.terms import EventKind, Role
from sai_thong.thai import citizen_id as citizen_ids
from sai_thong.thai.calendar import be_year
from sai_thong.thai.text import clean, tidy

OF_THE_FORM: Final = frozenset(
    {
        "subject", "detail", "answers", "moo", "place", "coordinates", "incoming_no", "channel", "naming", "called_at",
        "taken_by", "received_at", "note",
    }
)  # fmt: skip
"""What stands on the form, and may be corrected."""

_FOLLOWS: Final = frozenset({"petitioner_name", "person_id", "next_clock", "next_due_at", "in_time"})
"""What follows from the form by itself."""

OF_A_PERSON: Final = frozenset({"role", "name", "citizen_id", "address", "moo", "phone", "relation"})


def correct(store: Store, petition: Petition, values: Mapping[str, Any], *, why: str) -> Stepped:
    """Correct fields, by name, of what stands on the form of a case as it was read.

    Raises:
        TypeError: The field is set by a step, not by hand.
        Incomplete: No reason, or no subject is left.
        StaleRecord: Somebody changed the case meanwhile.
        NotPossible: The time of receipt would lie ahead, in another year than the number, or after what was done since.
        CaseEnded: The case has ended.
    """
    need_reason(why)
    if not OF_THE_FORM.issuperset(values):
        raise TypeError("this field is set by a step of the case")
    with in_hand(store, petition.id, why) as case:
        if case.petition.version != petition.version:
            raise StaleRecord(declaration_of(Petition).table, petition.id)
        case.change(**_checked(case, values))
        if "naming" in values:
            _show_petitioner(case)
        if case.confidential and "incoming_no" in values:
            seal_letters(case.tx, case.petition, case.petition, on_day=case.today)
        case.tell(EventKind.CORRECTED, detail=_labels(Petition, values))
    return case.stepped()


def last_correction(store: Store, petition: Petition) -> LastChange | None:
    """The last correction of the form; None where a step of the case changed it since, or nothing did."""
    return last_change(store, petition, OF_THE_FORM, follow=_FOLLOWS)


def take_back(store: Store, petition: Petition, *, why: str) -> Stepped:
    """Take the last correction of the form back, by a correction of its own.

    Raises:
        NothingToUndo: The last change of the case was no correction.
        Incomplete: No reason.
        StaleRecord: Somebody changed the case meanwhile.
        CaseEnded: The case has ended.
    """
    last = last_correction(store, petition)
    if last is None:
        raise NothingToUndo
    return correct(store, petition, last.before, why=why)


def reclassify(store: Store, case_id: str, service: str, *, why: str) -> Stepped:
    """Put a case under another service, with its clocks from the day of receipt; what the slip promised stays.

    Raises:
        Incomplete: No reason.
        NotPossible: The service is not given, or is one of confidential cases.
        CaseEnded: The case has ended.
    """
    need_reason(why)
    with in_hand(store, case_id, why) as case:
        chosen = case.law.service_given(service, received_on(case.petition))
        if chosen.confidential and not case.confidential:
            raise NotPossible(
                _("A complaint against officials is kept confidential."),
                do=_("Move it to the confidential cases first."),
            )
        values: dict[str, Any] = {"service": chosen.key, "profile": chosen.profile.value, "answers": None}
        if case.petition.promise_amount is None:
            values |= {"promise_amount": chosen.amount, "promise_unit": chosen.unit.value if chosen.unit else ""}
        case.change(**values)
        case.tell(EventKind.CORRECTED, detail=chosen.name)
    return case.stepped()


def add_person(store: Store, case_id: str, given: PersonGiven, *, why: str = "") -> Recorded[Party]:
    """One more person of a case: another joint petitioner, who is in need.

    Raises:
        NotPossible: The case is an anonymous letter and the person would bring it.
        Incomplete: There is no name.
        CaseEnded: The case has ended.
    """
    with in_hand(store, case_id, why) as case:
        check_naming([given], case.petition.naming)
        person = ready_to_keep(case.tx, given, confidential=case.confidential)
        party = case.record(replace(person, petition_id=case.petition.id))
        _show_petitioner(case)
        case.tell(EventKind.NOTE, detail=party.name, refers_to=party.id)
    return case.recorded(party)


def correct_person(
    store: Store, case_id: str, party_id: str, values: Mapping[str, Any], *, why: str
) -> Recorded[Party]:
    """Correct fields, by name, of a person of a case.

    Raises:
        TypeError: The field is not set by hand.
        Incomplete: No reason, or no name is left.
        BadCitizenId: The citizen id is none.
        CaseEnded: The case has ended.
    """
    need_reason(why)
    if not OF_A_PERSON.issuperset(values):
        raise TypeError("this field of a person is not set by hand")
    tidied = {name: tidy(value) if type(value) is str else value for name, value in values.items()}
    if "name" in tidied:
        need_words(tidied["name"], _("A person of the case has no name."))
    if tidied.get("citizen_id"):
        tidied["citizen_id"] = citizen_ids.read(tidied["citizen_id"])
    with in_hand(store, case_id, why) as case:
        if "role" in tidied:
            check_naming([PersonGiven(role=Role(tidied["role"]))], case.petition.naming)
        party = case.writer.update(case.own(Party, party_id), **tidied)
        _show_petitioner(case)
        case.tell(EventKind.CORRECTED, detail=_labels(Party, values), refers_to=party.id)
    return case.recorded(party)


def _checked(case: CaseInHand, values: Mapping[str, Any]) -> dict[str, Any]:
    """The new values as they are kept."""
    checked = dict(values)
    for name in {"subject", "place"} & values.keys():
        checked[name] = clean(values[name])
    for name in {"incoming_no", "taken_by"} & values.keys():
        checked[name] = tidy(values[name])
    if "subject" in checked:
        need_words(checked["subject"], _("The petition has no subject."))
    if "coordinates" in values:
        place = read_coordinates(values["coordinates"])
        checked["coordinates"] = place.text if place else ""
    if values.get("answers"):
        day = received_on(case.petition)
        service = case.law.service_given(case.petition.service, day)
        checked["answers"] = checked_answers(service, values["answers"], day) or None
    if "received_at" in values:
        _refuse_time(case, values)
    return checked


def _refuse_time(case: CaseInHand, values: Mapping[str, Any]) -> None:
    if values["received_at"] > case.now:
        raise NotPossible(_("This time lies in the future."), do=_("Look at the date and type it again."))
    if be_year(bangkok_day(values["received_at"]).year) != case.petition.year_be:
        raise NotPossible(
            _("The number of the case is of the year {year}.").format(year=case.petition.year_be),
            do=_("Choose a day of that year."),
        )
    done = [
        event.happened_at
        for event in case.writer.find(PetitionEvent, petition_id=case.petition.id)
        if event.kind is not EventKind.RECEIVED
    ]
    if done and values["received_at"] > min(done):
        raise NotPossible(
            _("Something was done in this case before that time."),
            do=_("Look at the timeline, and type the time again."),
        )


def _show_petitioner(case: CaseInHand) -> None:
    """Let lists show who brings the case, as its people and its naming now are."""
    parties = case.writer.find(Party, petition_id=case.petition.id)
    check_naming([PersonGiven(role=each.role) for each in parties], case.petition.naming)
    shown = known_by(parties, case.petition.naming)
    case.change(petitioner_name=shown.name if shown else "", person_id=shown.person_id if shown else None)


def _labels(record_class: type[Petition] | type[Party], values: Mapping[str, Any]) -> str:
    declared = declaration_of(record_class)
    return ", ".join(_(declared.field(name).label) for name in values)
