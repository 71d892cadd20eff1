"""Letters of a case: those that leave, entered with what they tell, and the one it came by.

Numbers come from the central saraban station alone; on another the letter is entered without, printed with the place
blank, and its number keyed afterwards in the register, from where the case shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from sai_thong.db.refusals import RecordMissing
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.records import declaration_of
from sai_thong.registers.attachments.operations import Subject
from sai_thong.registers.petitions.case_in_hand import CaseInHand
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.shelves import Place, locate
from sai_thong.registers.petitions.terms import NoticeKind
from sai_thong.registers.saraban.finding import incoming_numbered
from sai_thong.registers.saraban.outgoing import Draft, issue_letter, letters_of
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.sealing import full_document, seal
from sai_thong.registers.saraban.terms import Urgency
from sai_thong.registers.sensitive_sets import COMPLAINTS

D = TypeVar("D", bound=IncomingDocument | OutgoingDocument)
TABLE: Final = declaration_of(Petition).table

_SUBJECTS: Final = {
    NoticeKind.ACKNOWLEDGEMENT: "แจ้งรับเรื่อง",
    NoticeKind.DEFECTS: "แจ้งให้แก้ไขเพิ่มเติมเอกสาร",
    NoticeKind.RETURN: "คืนคำขอ",
    NoticeKind.APPOINTMENT: "นัดหมาย",
    NoticeKind.PROGRESS: "แจ้งความคืบหน้า",
    NoticeKind.DELAY: "แจ้งเหตุแห่งความล่าช้า",
    NoticeKind.RESULT: "แจ้งผลการพิจารณา",
    NoticeKind.FORWARD: "ส่งเรื่องให้พิจารณาดำเนินการ",
    NoticeKind.APPEAL_RESULT: "แจ้งผลการพิจารณาอุทธรณ์",
}
"""What the letter of a notice is about, as written on it before the subject of the case."""


@dataclass(frozen=True)
class LetterGiven:
    """A letter to be entered in the register.

    Attributes:
        addressee: To whom; whom the notice is told, when not given.
        subject: What about; by the notice and the case when not given.
        dated_on: Its day; that of the notice when not given.
        code: The letter code of the unit; the office's when not given.
        urgency: ชั้นความเร็ว.
        paper: Which paper of the program it is.
    """

    addressee: str = ""
    subject: str = ""
    dated_on: date | None = None
    code: str = ""
    urgency: Urgency = Urgency.ORDINARY
    paper: str = ""


def letter_subject(kind: NoticeKind, petition: Petition) -> str:
    """What the letter of a notice is about, such as ``แจ้งผลการพิจารณา ขอสนับสนุนน้ำ``."""
    return f"{_SUBJECTS[kind]} {petition.subject}"


def enter_letter(
    case: CaseInHand, letter: LetterGiven, kind: NoticeKind, *, addressee: str, on_day: date
) -> OutgoingDocument:
    """Enter the letter of a notice in the register, within the operation that tells it.

    A letter of a confidential case stands in the register with its number alone; the rest lies sealed with the case.
    """
    draft = Draft(
        subject=letter.subject or letter_subject(kind, case.petition),
        dated_on=letter.dated_on or on_day,
        addressee=letter.addressee or addressee,
        code=letter.code,
        urgency=letter.urgency,
        paper=letter.paper,
        subject_table=TABLE,
        subject_id=case.petition.id,
    )
    return issue_letter(case.tx, draft, station=case.store.file_id, set_name=COMPLAINTS if case.confidential else "")


def letters_of_case(store: Store, case_id: str) -> list[OutgoingDocument]:
    """The letters of a case as they stand in the register, in the order they were entered.

    Raises:
        RecordMissing: There is no such case, or none for this user.
    """
    return letters_in(store, locate(store, case_id))


def letters_in(store: Store, place: Place) -> list[OutgoingDocument]:
    """As `letters_of_case`, of a case that was found."""
    found = letters_of(place.shelf, TABLE, place.petition.id)
    if not place.confidential:
        return found
    # The sealed twin knows what it is about, the register which number it got.
    return [full_document(store, store.get(OutgoingDocument, sealed.id)) for sealed in found]


def letters_that_came(shelf: Shelf, case: Petition) -> list[IncomingDocument]:
    """The incoming letters of a case: those linked to it, and the one whose number was written on it at the intake."""
    linked = shelf.find(IncomingDocument, subject_id=case.id, subject_table=TABLE)
    numbered = incoming_numbered(shelf, case.incoming_no, case.year_be)
    return list({each.id: each for each in (*linked, *numbered)}.values())


def seal_letters(tx: Transaction, ordinary: Petition, confidential: Petition, *, on_day: date) -> None:
    """Take what the letters of a case say out of the registers, since the case lies behind the key.

    Args:
        tx: The transaction in which it is taken, corrected or moved there.
        ordinary: The case as the registers of letters know it: as it stood before it moved.
        confidential: The case in the sealed set; the same where it never lay elsewhere.
        on_day: The day.

    Raises:
        ContentMissing, ContentDamaged: The bytes of a file of a letter are not there as they were put.
    """
    belongs_to = Subject(TABLE, confidential.id, COMPLAINTS)
    for left in letters_of(tx, TABLE, ordinary.id):
        seal(tx, left, belongs_to, on_day=on_day)
    for came in letters_that_came(tx, ordinary):
        seal(tx, came, belongs_to, on_day=on_day)


def letter_as_seen(store: Store, document: D) -> D:
    """A document of the register as this user may read it: whole, unless it belongs to a case that is not for them."""
    whole = full_document(store, document)
    if whole.subject_table == TABLE and whole != document:
        try:
            locate(store, whole.subject_id)
        except RecordMissing:
            return document
    return whole
