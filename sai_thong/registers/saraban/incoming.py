"""Receiving documents: numbered by the central station, or keyed afterwards; corrected, passed on, void.

What a letter of a confidential case says is not in the register: see `sealing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from sai_thong.db import numbering as numbers
from sai_thong.db.shelf import ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import BANGKOK, Clock, bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.attachments.operations import Subject
from sai_thong.registers.law.retention import NORMAL
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.saraban.records import IncomingDocument
from sai_thong.registers.saraban.refusals import DocumentIncomplete, DocumentRefused, need_reason, refuse_ended
from sai_thong.registers.saraban.retention_in_force import known_class
from sai_thong.registers.saraban.rules.retention import retain_until
from sai_thong.registers.saraban.sealing import enter_sealed, refuse_sealed, seal, set_of
from sai_thong.registers.saraban.series import INCOMING_SERIES, Numbering, series_to_use
from sai_thong.registers.saraban.terms import Secrecy, Urgency
from sai_thong.thai.calendar import be_year
from sai_thong.thai.text import clean


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A document as it came; of all this only sender and subject are compulsory.

    Attributes:
        sender: From whom.
        subject: What about.
        received_at: When, where it was stamped earlier; now when not given.
        their_number: ที่ of the document.
        dated_on: ลงวันที่ of the document.
        addressee: To whom it is written.
        urgency: ชั้นความเร็ว.
        secrecy: ชั้นความลับ.
        enclosures: What lies in it.
        division: To whom it is passed.
        action: การปฏิบัติ.
        note: หมายเหตุ.
        subject_table: The register of the record it belongs to, such as ``petitions``.
        subject_id: That record; of one in a sensitive set the document is entered sealed.
        retention_class: How long it is kept.
    """

    sender: str
    subject: str
    received_at: datetime | None = None
    their_number: str = ""
    dated_on: date | None = None
    addressee: str = ""
    urgency: Urgency = Urgency.ORDINARY
    secrecy: Secrecy = Secrecy.OPEN
    enclosures: str = ""
    division: str = ""
    action: str = ""
    note: str = ""
    subject_table: str = ""
    subject_id: str = ""
    retention_class: str = NORMAL


CORRECTABLE: Final = frozenset(each.name for each in fields(Receipt)) - {"retention_class", "received_at"}
"""What `correct` may change; how long a document is kept is `keeping`'s."""


def receive(
    store: Store,
    receipt: Receipt,
    *,
    numbering: Numbering = Numbering.NEXT,
    number: int | None = None,
    why: str = "",
) -> Saved[IncomingDocument]:
    """Enter a document into the register of incoming documents.

    Args:
        store: The office's store.
        receipt: The document as it came.
        numbering: Where its number comes from.
        number: The number, where it is written already.
        why: A reason worth keeping.

    Raises:
        DocumentIncomplete: Sender or subject is empty, or the number written by hand is missing.
        DocumentRefused: It is dated after its receipt, received in the future, or of no known retention class.
        SetClosed: It belongs to a confidential case whose key this user does not hold.
        NotCentral: A next number was asked for on a station that does not give them.
        NumberRefused: The number written by hand is used.
    """
    with store.transaction(why) as tx:
        kept = receive_with(
            tx,
            receipt,
            clock=store.clock,
            station=store.file_id,
            numbering=numbering,
            number=number,
            set_name=set_of(store, receipt.subject_id),
        )
        return Saved(kept, tx.changes)


def receive_with(
    tx: Transaction,
    receipt: Receipt,
    *,
    clock: Clock,
    station: str,
    numbering: Numbering = Numbering.NEXT,
    number: int | None = None,
    set_name: str = "",
) -> IncomingDocument:
    """As `receive`, inside a transaction; `set_name` is the sensitive set of what it belongs to."""
    received_at = receipt.received_at or clock.now()
    received_on = received_at.astimezone(BANGKOK).date()
    texts = _cleaned({each.name: getattr(receipt, each.name) for each in fields(receipt)})
    if not texts["sender"] or not texts["subject"]:
        raise DocumentIncomplete(_("A document needs at least from whom it is and what it is about."))
    if received_at > clock.now():
        raise DocumentRefused(_("The time of receipt lies in the future."), do=_("Correct the day or the time."))
    _check_dates(receipt.dated_on, received_on)
    year_be = be_year(received_on.year)
    kept_until = retain_until(known_class(tx, receipt.retention_class, received_on), year_be)
    whole = IncomingDocument(**{**texts, "received_at": received_at}, year_be=year_be, retain_until=kept_until)
    made = enter_sealed(tx, whole, set_name) if set_name else tx.insert(whole)
    return _numbered(tx, made, numbering, number, station=station)


def key_number(
    store: Store, document: IncomingDocument, *, number: int | None = None, why: str = ""
) -> Saved[IncomingDocument]:
    """Give a number to a document that was received without: the one written on it, or the next.

    Raises:
        DocumentRefused: It has a number, or is void or destroyed.
        NotCentral: The next one was asked for on a station that does not give them.
        NumberRefused: The number is used.
    """
    refuse_ended(document.voided_on is not None, document.destroyed_on is not None)
    if document.number is not None:
        raise DocumentRefused(_("This document has its number already."), do=_("A number is never given anew."))
    with store.transaction(why) as tx:
        mode = Numbering.NEXT if number is None else Numbering.BY_HAND
        return Saved(_numbered(tx, document, mode, number, station=store.file_id), tx.changes)


def correct(
    store: Store, document: IncomingDocument, corrected: Mapping[str, Any], *, why: str
) -> Saved[IncomingDocument]:
    """Put right what was entered wrongly; the number and the time of receipt stay.

    Raises:
        DocumentRefused: No reason, void or destroyed, dated after its receipt, or of a confidential case.
        DocumentIncomplete: Sender or subject would be empty.
        TypeError: A field that is not corrected this way.
    """
    reason = need_reason(why)
    return _changed(store, document, corrected, reason)


def note_action(
    store: Store, document: IncomingDocument, *, action: str, division: str | None = None, why: str = ""
) -> Saved[IncomingDocument]:
    """Say what was done with a document, and to whom it was passed.

    Raises:
        DocumentRefused: It is void or destroyed, or belongs to a confidential case.
    """
    changed: dict[str, Any] = {"action": action}
    if division is not None:
        changed["division"] = division
    return _changed(store, document, changed, why)


def make_void(store: Store, document: IncomingDocument, *, why: str) -> Saved[IncomingDocument]:
    """Make an entry void that should not be; its number is void with it and never given again.

    Raises:
        DocumentRefused: No reason, or it is void or destroyed.
    """
    reason = need_reason(why)
    refuse_ended(document.voided_on is not None, document.destroyed_on is not None)
    today = bangkok_today(store.clock)
    with store.transaction(reason) as tx:
        if document.number is not None:
            numbers.make_void(tx, INCOMING_SERIES, document.year_be, document.number, reason=reason, on_day=today)
        return Saved(tx.update(document, voided_on=today, void_reason=reason), tx.changes)


def _numbered(
    tx: ShelfWriter, document: IncomingDocument, numbering: Numbering, number: int | None, *, station: str
) -> IncomingDocument:
    if numbering is Numbering.BLANK:
        return document
    received_on = document.received_at.astimezone(BANGKOK).date()
    year_be = document.year_be
    if numbering is Numbering.BY_HAND:
        if number is None or number < 1:
            raise DocumentIncomplete(_("The number written by hand is missing."))
        given = numbers.take_by_hand(tx, INCOMING_SERIES, year_be, number, given_to=document.id, on_day=received_on)
    else:
        series_to_use(tx, INCOMING_SERIES, year_be, station=station)
        given = numbers.issue(tx, INCOMING_SERIES, year_be, station=station, given_to=document.id, on_day=received_on)
    return tx.update(document, number=given.number)


def _changed(store: Store, document: IncomingDocument, changed: Mapping[str, Any], why: str) -> Saved[IncomingDocument]:
    refuse_ended(document.voided_on is not None, document.destroyed_on is not None)
    refuse_sealed(document)
    unknown = set(changed) - CORRECTABLE
    if unknown:
        raise TypeError(f"not corrected this way: {', '.join(sorted(unknown))}")
    texts = _cleaned(changed)
    if not texts.get("sender", document.sender) or not texts.get("subject", document.subject):
        raise DocumentIncomplete(_("A document needs at least from whom it is and what it is about."))
    _check_dates(texts.get("dated_on", document.dated_on), document.received_at.astimezone(BANGKOK).date())
    with store.transaction(why) as tx:
        kept = tx.update(document, **texts)
        set_name = set_of(store, kept.subject_id)
        if set_name:
            belongs_to = Subject(kept.subject_table, kept.subject_id, set_name)
            kept = seal(tx, kept, belongs_to, on_day=bangkok_today(store.clock))
        return Saved(kept, tx.changes)


def _check_dates(dated_on: date | None, received_on: date) -> None:
    if dated_on is not None and dated_on > received_on:
        raise DocumentRefused(
            _("The document is dated after it was received."), do=_("Correct the date of the document or the receipt.")
        )


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: clean(value) if type(value) is str else value for name, value in values.items()}
