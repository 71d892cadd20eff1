"""Papers of a case: handed in, not needed, missing and asked for once, mended, or the petition given back.

พ.ร.บ. การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 ม.8 และ ม.9: what is missing is noted once, with a day,
signed by both; more may not be asked for later; what is not mended in time is returned with the reasons in writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.petitions.case_in_hand import CaseInHand, in_hand
from sai_thong.registers.petitions.clocks_in_force import mend_by_default
from sai_thong.registers.petitions.intake import is_missing
from sai_thong.registers.petitions.letters import LetterGiven
from sai_thong.registers.petitions.notices import NoticeGiven, keep_notice
from sai_thong.registers.petitions.outcome import Recorded, Stepped
from sai_thong.registers.petitions.records import CasePaper, DefectNote, Notice
from sai_thong.registers.petitions.refusals import AskedAlready, Incomplete, NotPossible, need_reason
from sai_thong.registers.petitions.rules.course import Step
from sai_thong.registers.petitions.terms import EventKind, NoticeKind, PetitionState, Way
from sai_thong.thai.calendar import thai_date
from sai_thong.thai.text import clean

ASKED_ONCE: Final = "พ.ร.บ. การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 มาตรา 8"
"""The law by which missing papers are asked for once only."""
RETURNED_BY: Final = "พ.ร.บ. การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 มาตรา 9"
"""The law by which what is not mended in time is given back."""


def receive_papers(
    store: Store, case_id: str, names: Sequence[str], *, on_day: date | None = None, why: str = ""
) -> Stepped:
    """Papers came in: those of the checklist by their name, and others, which are kept beside it.

    A case that waits for its papers goes on when nothing that must be there is missing any more.

    Raises:
        Incomplete: No paper is named.
        NotPossible: The day lies ahead, or before the case.
    """
    wanted = list(dict.fromkeys(clean(name) for name in names if name.strip()))
    if not wanted:
        raise Incomplete(_("No paper is named."), do=_("Choose what was handed in."))
    with in_hand(store, case_id, why) as case:
        day = _day(case, on_day)
        known = {clean(paper.name): paper for paper in _papers(case)}
        for name in wanted:
            if name in known:
                case.writer.update(known[name], received_on=known[name].received_on or day)
            else:
                case.record(CasePaper(petition_id=case.petition.id, name=name, received_on=day))
        case.tell(EventKind.NOTE, case.time_on(day), detail=", ".join(wanted))
        if case.petition.state is PetitionState.AWAITING_PAPERS and not any(map(is_missing, _papers(case))):
            _mended(case, day)
    return case.stepped()


def waive_paper(store: Store, case_id: str, paper_id: str, *, why: str) -> Recorded[CasePaper]:
    """A paper is not needed, such as one the state already holds.

    Raises:
        Incomplete: No reason.
        RecordMissing: The case has no such paper.
    """
    need_reason(why)
    with in_hand(store, case_id, why) as case:
        paper = case.own(CasePaper, paper_id)
        kept = case.writer.update(paper, waived=why.strip())
        case.tell(EventKind.NOTE, detail=f"{paper.name}: {why.strip()}")
        if case.petition.state is PetitionState.AWAITING_PAPERS and not any(map(is_missing, _papers(case))):
            _mended(case, bangkok_today(store.clock))
    return case.recorded(kept)


def note_defects(
    store: Store,
    case_id: str,
    *,
    items: Iterable[str] = (),
    noted_on: date | None = None,
    mend_by: date | None = None,
    signed_by: str = "",
    why: str = "",
) -> Recorded[DefectNote]:
    """บันทึกความบกพร่อง: say once what is missing and by when; the clocks stand still meanwhile.

    Args:
        store: The office's store.
        case_id: The case.
        items: What is missing or wrong; the missing papers of the checklist when not given.
        noted_on: The day on the note; today when not given.
        mend_by: By when; the term of the clock profile when not given.
        signed_by: Who signed for the petitioner, once they did.
        why: For the journal.

    Raises:
        AskedAlready: The office asked before; the law lets it ask once.
        Incomplete: Nothing is missing.
        NotPossible: The day to mend by lies before the note.
        IllegalStep: The case is past the checking of papers.
    """
    with in_hand(store, case_id, why) as case:
        if case.writer.find(DefectNote, petition_id=case.petition.id):
            raise AskedAlready(
                _(
                    "Missing papers were asked for once already; the law does not let the office ask again ({law})."
                ).format(law=ASKED_ONCE),
                do=_(
                    "Go on with what is there, or return the petition with its reasons if the papers were not mended."
                ),
            )
        case.need_step(Step.NOTE_DEFECTS)
        missing = tuple(clean(item) for item in items if item.strip())
        missing = missing or tuple(paper.name for paper in _papers(case) if is_missing(paper))
        if not missing:
            raise Incomplete(_("Nothing is missing in this petition."), do=_("Write what is missing or wrong."))
        day = _day(case, noted_on)
        last = mend_by or mend_by_default(case.law, case.petition, day)
        if last < day:
            raise NotPossible(
                _("The day to mend the papers by lies before the note."), do=_("Correct one of the two days.")
            )
        case.take(Step.NOTE_DEFECTS)
        note = case.record(
            DefectNote(
                petition_id=case.petition.id, items=missing, noted_on=day, mend_by=last, signed_by=signed_by.strip()
            )
        )
        case.tell(EventKind.DEFECTS_NOTED, case.time_on(day), detail=", ".join(missing), refers_to=note.id)
    return case.recorded(note)


def sign_defects(store: Store, case_id: str, *, signed_by: str, why: str = "") -> Recorded[DefectNote]:
    """The petitioner signed the note of missing papers.

    Raises:
        Incomplete: Nobody is named.
        NotPossible: There is no such note.
    """
    if not signed_by.strip():
        raise Incomplete(_("Nobody is named."), do=_("Write who signed."))
    with in_hand(store, case_id, why) as case:
        note = case.writer.update(_note_of(case), signed_by=signed_by.strip())
    return case.recorded(note)


def papers_mended(store: Store, case_id: str, *, on_day: date | None = None, why: str = "") -> Stepped:
    """The papers are in order, and the clocks run on.

    Raises:
        IllegalStep: The case does not wait for papers.
    """
    with in_hand(store, case_id, why) as case:
        case.need_step(Step.PAPERS_MENDED)
        _mended(case, _day(case, on_day))
    return case.stepped()


def return_petition(
    store: Store,
    case_id: str,
    *,
    reason: str,
    on_day: date | None = None,
    way: Way = Way.LETTER,
    told_to: str = "",
    letter: LetterGiven | None = None,
    letter_id: str = "",
    letter_no: str = "",
    why: str = "",
) -> Recorded[Notice]:
    """คืนคำขอ: the papers were not mended in time, and the petition is given back with the reasons in writing (ม.9).

    Raises:
        Incomplete: No reasons.
        NotPossible: The day to mend them by is not over.
        IllegalStep: The case does not wait for papers.
    """
    need_reason(reason)
    with in_hand(store, case_id, why or reason) as case:
        case.need_step(Step.RETURN)
        case.need_number()
        day = _day(case, on_day)
        note = _note_of(case)
        if day <= note.mend_by:
            raise NotPossible(
                _("The petitioner may mend the papers until {day}.").format(day=thai_date(note.mend_by)),
                do=_("Wait until that day is over."),
            )
        case.take(Step.RETURN, closed_on=day, end_reason=reason.strip())
        case.writer.update(note, returned_on=day, return_reason=reason.strip())
        given = NoticeGiven(
            NoticeKind.RETURN,
            way,
            told_to=told_to,
            reasons=reason,
            law=RETURNED_BY,
            letter=letter,
            letter_id=letter_id,
            letter_no=letter_no,
        )
        told = keep_notice(case, given, case.time_on(day))
        case.tell(EventKind.RETURNED, told.told_at, detail=reason, refers_to=told.id)
    return case.recorded(told)


def _papers(case: CaseInHand) -> list[CasePaper]:
    return case.writer.find(CasePaper, petition_id=case.petition.id)


def _note_of(case: CaseInHand) -> DefectNote:
    notes = case.writer.find(DefectNote, petition_id=case.petition.id)
    if not notes:
        raise NotPossible(_("No missing papers were noted in this case."), do=_("Note what is missing first."))
    return notes[0]


def _mended(case: CaseInHand, day: date) -> None:
    note = _note_of(case)
    if day < note.noted_on:
        raise NotPossible(_("The papers came before they were asked for."), do=_("Correct one of the two days."))
    case.take(Step.PAPERS_MENDED)
    case.writer.update(note, mended_on=day)
    case.tell(EventKind.PAPERS_MENDED, case.time_on(day), refers_to=note.id)


def _day(case: CaseInHand, on_day: date | None) -> date:
    day = on_day or bangkok_today(case.store.clock)
    case.refuse_day(day)
    return day
