"""The record types of งานสารบรรณ: documents that came, documents that leave, and the yearly destruction lists.

Columns follow ทะเบียนหนังสือรับ (แบบที่ 13) and ทะเบียนหนังสือส่ง (แบบที่ 14) of ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. 2526.
"""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type
from sai_thong.registers.law.retention import NORMAL
from sai_thong.registers.saraban.terms import DestructionState, ItemDecision, Register, Secrecy, Urgency


@record_type("saraban", schema=1, label=N_("Incoming document"), table="incoming_documents")
class IncomingDocument(Record):
    """A document the office received (หนังสือรับ), in the order of its number."""

    number: int | None = field(N_("Incoming number"), indexed=True)
    """เลขทะเบียนรับ; None until the central station gives one."""
    year_be: int = field(N_("Year"), required=True, indexed=True)
    """Calendar year (BE) in Bangkok of the receipt."""
    received_at: datetime = field(N_("Received at"), required=True, indexed=True)
    their_number: str = field(N_("Number on the document"), searchable=True)
    """ที่, as the sender wrote it."""
    dated_on: date | None = field(N_("Dated"))
    sender: str = field(N_("From whom"), required=True, searchable=True, personal=True)
    addressee: str = field(N_("To whom"), searchable=True, personal=True)
    subject: str = field(N_("Subject"), required=True, searchable=True, personal=True)
    urgency: Urgency = field(N_("Speed"), default=Urgency.ORDINARY)
    secrecy: Secrecy = field(N_("Secrecy"), default=Secrecy.OPEN)
    enclosures: str = field(N_("Enclosures"))
    division: str = field(N_("Division"), indexed=True)
    """To whom it was passed."""
    action: str = field(N_("Action taken"), searchable=True, personal=True, merge=Merge.BOTH)
    """การปฏิบัติ"""
    note: str = field(N_("Note"), personal=True, merge=Merge.BOTH)
    subject_table: str = field(N_("Register it belongs to"))
    subject_id: str = field(N_("Record it belongs to"), indexed=True)
    """Such as the petition that came in by this document."""
    voided_on: date | None = field(N_("Void since"))
    void_reason: str = field(N_("Reason it is void"))
    retention_class: str = field(N_("Retention class"), default=NORMAL, indexed=True)
    retain_until: date | None = field(N_("Kept until"), indexed=True)
    """None where it is kept for ever, or until somebody sets the day."""
    hold: str = field(N_("Held back because"))
    """While it says something the document is in no destruction list."""
    destroyed_on: date | None = field(N_("Destroyed on"))


@record_type("saraban", schema=1, label=N_("Outgoing document"), table="outgoing_documents")
class OutgoingDocument(Record):
    """A document of the office (หนังสือส่ง, คำสั่ง, ประกาศ, บันทึก), with its number or still without."""

    register: Register = field(N_("Which register"), required=True, indexed=True)
    number: int | None = field(N_("Number"), indexed=True)
    """None while it is a draft: the paper says ร่าง or leaves the place empty."""
    sub_number: int | None = field(N_("Inserted number"))
    """เลขแทรก: 1 of ``123.1``; given only with a reason."""
    series: str = field(N_("Series"))
    """The series its number is of: circulars may share that of the letters, as the office chose then."""
    year_be: int = field(N_("Year"), required=True, indexed=True)
    """Calendar year (BE) of its day; the year its number counts in."""
    code: str = field(N_("Letter code"))
    """Before the number, such as ``กส 71801``; of the office, or of the unit that writes."""
    printed_number: str = field(N_("Number as printed"), searchable=True)
    """``กส 71801/123``, ``กส 71801/ว 5``, ``123/2569``; empty while it has none."""
    dated_on: date = field(N_("Dated"), required=True, indexed=True)
    sender: str = field(N_("From whom"), searchable=True)
    """The unit that writes."""
    addressee: str = field(N_("To whom"), searchable=True, personal=True)
    subject: str = field(N_("Subject"), required=True, searchable=True, personal=True)
    urgency: Urgency = field(N_("Speed"), default=Urgency.ORDINARY)
    secrecy: Secrecy = field(N_("Secrecy"), default=Secrecy.OPEN)
    action: str = field(N_("Action taken"), searchable=True, personal=True, merge=Merge.BOTH)
    note: str = field(N_("Note"), personal=True, merge=Merge.BOTH)
    answers: str = field(N_("Answers the incoming document"), indexed=True)
    """Id of the incoming document it answers."""
    paper: str = field(N_("Paper"))
    """Which paper of the program it is, such as ``move-letter``; empty for one written elsewhere."""
    subject_table: str = field(N_("Register it belongs to"))
    subject_id: str = field(N_("Record it belongs to"), indexed=True)
    voided_on: date | None = field(N_("Void since"))
    void_reason: str = field(N_("Reason it is void"))
    retention_class: str = field(N_("Retention class"), default=NORMAL, indexed=True)
    retain_until: date | None = field(N_("Kept until"), indexed=True)
    hold: str = field(N_("Held back because"))
    destroyed_on: date | None = field(N_("Destroyed on"))


@record_type("saraban", schema=1, label=N_("Destruction list"), table="destruction_lists")
class DestructionList(Record):
    """บัญชีหนังสือขอทำลาย of one survey, and what became of it (ข้อ 66–70)."""

    year_be: int = field(N_("Year surveyed"), required=True, unique=True)
    """The calendar year (BE) by whose end the documents were past their time."""
    made_on: date = field(N_("Surveyed on"), required=True)
    state: DestructionState = field(N_("State"), default=DestructionState.PREPARED)
    committee: tuple[str, ...] = field(N_("Committee"))
    """The chair first; ข้อ 67 asks for a chair and at least two members."""
    order_no: str = field(N_("Order number"))
    considered_on: date | None = field(N_("Considered on"))
    to_archives_on: date | None = field(N_("Sent to the National Archives on"))
    archives_letter_no: str = field(N_("Letter to the National Archives"))
    archives_answer: str = field(N_("Answer of the National Archives"))
    destroyed_on: date | None = field(N_("Destroyed on"))
    way: str = field(N_("How it was destroyed"))
    """Such as เผา or ย่อย (ข้อ 70)."""


@record_type("saraban", schema=1, label=N_("Document of a destruction list"), table="destruction_items")
class DestructionItem(Record):
    """One document of a destruction list and what was decided on it."""

    list_id: str = field(N_("Destruction list"), required=True, indexed=True)
    number: int = field(N_("No."), required=True)
    document_table: str = field(N_("Register it belongs to"), required=True)
    document_id: str = field(N_("Document"), required=True, indexed=True)
    decision: ItemDecision = field(N_("Decision of the committee"), default=ItemDecision.UNDECIDED)
    keep_until: date | None = field(N_("Kept until"))
    note: str = field(N_("Note"))


RECORD_TYPES: tuple[type[Record], ...] = (IncomingDocument, OutgoingDocument, DestructionList, DestructionItem)
