"""Complaints against officials: who is complained of and shut out, moving behind the key, the way to the district.

A case is confidential from intake on where its service says so or an official is named (`intake.take`). It lies whole
in the sealed set; who is shut out does not find it, holder of the key or not (`shelves.locate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sai_thong.db.shelf import ShelfWriter
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.records import Record
from sai_thong.registers.attachments.moving import MOVED_ON, move_files
from sai_thong.registers.office.operations import current_office
from sai_thong.registers.petitions.case_in_hand import in_hand
from sai_thong.registers.petitions.clocks_in_force import clock_values
from sai_thong.registers.petitions.endings import forward
from sai_thong.registers.petitions.files import subject_of
from sai_thong.registers.petitions.law_in_force import received_on
from sai_thong.registers.petitions.letters import LetterGiven, seal_letters
from sai_thong.registers.petitions.links import merged_into
from sai_thong.registers.petitions.numbers import NEXT_NUMBER, NumberChoice, give_number
from sai_thong.registers.petitions.outcome import Recorded, Stepped
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
from sai_thong.registers.petitions.refusals import Incomplete, NotPossible, need_reason
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.shelves import locate, may_see, users_named, writer_of
from sai_thong.registers.petitions.terms import EventKind, Naming, Way
from sai_thong.thai.text import tidy

_BLANKS: Final[Mapping[type[Record], Mapping[str, Any]]] = {
    Party: {"name": "", "person_id": None, "citizen_id": "", "address": "", "moo": None, "phone": "", "relation": ""},
    Point: {"matter": "–", "place": "", "asset_code": "", "outcome": ""},
    CasePaper: {"name": "–", "waived": ""},
    Opinion: {"text": "–"},
    Task: {"what": "–", "place": "", "bring": (), "outcome": "", "dropped": "–"},
    DefectNote: {"items": ("–",), "signed_by": "", "return_reason": ""},
    Notice: {"told_to": "", "text": "", "reasons": "", "law": "", "agency": ""},
    PetitionEvent: {"detail": ""},
}
"""What is taken out of the records of a case that moves behind the key. The journal keeps what stood there before."""

_KEPT_OF_THE_CASE: Final = {
    "subject": MOVED_ON,
    "detail": "",
    "answers": None,
    "naming": Naming.WITHHELD,
    "petitioner_name": "",
    "person_id": None,
    "moo": None,
    "place": "",
    "coordinates": "",
    "incoming_no": "",
    "officer": "",
    "decision_reason": "",
    "decision_law": "",
    "appeal_grounds": "",
    "note": "",
}


def name_accused(
    store: Store,
    case_id: str,
    *,
    accused: Iterable[str],
    shut_out: Iterable[str] = (),
    division: str = "",
    why: str,
) -> Stepped:
    """Say who is complained of and which users may not see the case. Whoever shuts out themselves sees it no more.

    Raises:
        Incomplete: No reason, or nobody named.
        NotPossible: The case lies where everybody reads; move it behind the key first.
    """
    need_reason(why)
    named = _names(accused)
    if not named and not division:
        raise Incomplete(_("Nobody is named who is complained of."), do=_("Name the official or the division."))
    with in_hand(store, case_id, why) as case:
        if not case.confidential:
            raise NotPossible(
                _("This case is not kept confidential."), do=_("Move it to the confidential cases first.")
            )
        kept_from = _names((*shut_out, *users_named(case.tx, named)))
        values: dict[str, Any] = {"accused": named, "shut_out": kept_from, "accused_division": division}
        if division and case.petition.division == division:
            values |= {"division": "", "officer": ""}
        case.change(**values)
        if not may_see(case.petition, case.petition.officer):
            case.change(officer="")
        case.tell(EventKind.CORRECTED)
    return case.stepped()


def hand_to_district(
    store: Store,
    case_id: str,
    *,
    reason: str,
    at: datetime | None = None,
    letter: LetterGiven | None = None,
    letter_id: str = "",
    letter_no: str = "",
    told_way: Way | None = Way.LETTER,
    told_to: str = "",
    why: str = "",
) -> Recorded[Notice]:
    """Hand a case over to the นายอำเภอ, who oversees the office: where its head is complained of, nobody here decides.

    Raises:
        Incomplete: The office has not said in which district it lies; and as `endings.forward`.
    """
    office = current_office(store)
    if office is None or not office.district:
        raise Incomplete(
            _("The office has not said in which district it lies."), do=_("Fill in the district in the settings.")
        )
    return forward(
        store,
        case_id,
        f"นายอำเภอ{office.district.removeprefix('อำเภอ')}",
        reason=reason,
        at=at,
        letter=letter,
        letter_id=letter_id,
        letter_no=letter_no,
        told_way=told_way,
        told_to=told_to,
        why=why,
    )


def make_confidential(
    store: Store,
    case_id: str,
    *,
    accused: Iterable[str],
    shut_out: Iterable[str] = (),
    division: str = "",
    number: NumberChoice = NEXT_NUMBER,
    why: str,
) -> Stepped:
    """Move a case that was taken as an ordinary one behind the key, with everything that belongs to it.

    It goes on under a number of the confidential series. The ordinary case keeps its number, ends, and says nothing of
    the matter any more; its letters, the one it came by too, keep only their line and number in the registers. What
    stood there before stays in the journal of this file; the bytes of the files do not stay outside the sealed set.

    Raises:
        Incomplete: No reason, or nobody named.
        NotPossible: It is confidential already.
        CaseEnded: It has ended.
        NumberRefused: No confidential series is open here.
        SetClosed: This user does not hold the key.
    """
    need_reason(why)
    named = _names(accused)
    if not named and not division:
        raise Incomplete(_("Nobody is named who is complained of."), do=_("Name the official or the division."))
    if locate(store, case_id).confidential:
        raise NotPossible(_("This case is confidential already."), do=_("Name there who is complained of."))
    with in_hand(store, case_id) as case:
        case.need_step(Step.MERGE)
        case.need_number()
        if merged_into(case.writer, case.petition.id):
            raise NotPossible(
                _("Other cases were merged into this one."), do=_("Open them again and move each by itself.")
            )
        sealed = writer_of(case.tx, confidential=True)
        old, kept_from = case.petition, _names((*shut_out, *users_named(case.tx, named)))
        moved = sealed.insert(_as_complaint(old, named, kept_from, division), why=why)
        kept = give_number(sealed, moved.id, number, station=store.file_id, on_day=received_on(old), confidential=True)
        moved = sealed.update(moved, number=kept, why=why)
        here, there = subject_of(old.id, confidential=False), subject_of(moved.id, confidential=True)
        move_files(case.tx, here, there, on_day=case.today)
        seal_letters(case.tx, old, moved, on_day=case.today)
        _move_records(case.writer, sealed, old.id, moved.id, case.today)
        sealed.insert(
            PetitionEvent(
                petition_id=moved.id,
                kind=EventKind.NOTE,
                happened_at=case.now,
                by_name=store.user,
                detail=f"{old.number}: {why.strip()}",
            )
        )
        moved = sealed.update(moved, **clock_values(case.law, sealed, moved))
        case.take(Step.MERGE, closed_on=case.today, end_reason=MOVED_ON, **_KEPT_OF_THE_CASE)
        case.tell(EventKind.MERGED)
    return Stepped(moved, case.tx.changes)


def _as_complaint(case: Petition, accused: tuple[str, ...], shut_out: tuple[str, ...], division: str) -> Petition:
    """The case as it goes on behind the key: not yet numbered, and with nobody in charge whom it is about."""
    moved = replace(
        case,
        id="",
        version="",
        number="",
        accused=accused,
        shut_out=shut_out,
        accused_division=division,
        division="" if division == case.division else case.division,
    )
    return moved if may_see(moved, moved.officer) else replace(moved, officer="")


def _move_records(ordinary: ShelfWriter, sealed: ShelfWriter, old_id: str, new_id: str, on_day: date) -> None:
    """Copy what belongs to the case, its events last, since they refer to the others; then blank it."""
    new_ids: dict[str, str] = {}
    for record_class, blank in _BLANKS.items():
        for record in ordinary.find(record_class, petition_id=old_id):
            values: dict[str, Any] = {"id": "", "version": "", "petition_id": new_id}
            if isinstance(record, PetitionEvent):
                values["refers_to"] = new_ids.get(record.refers_to, "")
            new_ids[record.id] = sealed.insert(replace(record, **values)).id
            ordinary.update(record, **blank)
    for link in ordinary.find(CaseLink, petition_id=old_id, ended_on=None):
        ordinary.update(link, other_id="", code="", why="", ended_on=on_day)


def _names(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tidy(name) for name in written if name.strip()))
