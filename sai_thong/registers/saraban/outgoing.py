"""Outgoing documents: drafted by any station, numbered by the central one, void with a reason.

What a letter of a confidential case is about and to whom it goes is not in the register: see `sealing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from sai_thong.db import numbering as numbers
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import _
from sai_thong.registers.law.retention import NORMAL
from sai_thong.registers.office.operations import Saved, current_office
from sai_thong.registers.saraban.records import OutgoingDocument
from sai_thong.registers.saraban.refusals import DocumentIncomplete, DocumentRefused, need_reason, refuse_ended
from sai_thong.registers.saraban.retention_in_force import known_class
from sai_thong.registers.saraban.rules.printed_numbers import printed_number
from sai_thong.registers.saraban.rules.retention import retain_until
from sai_thong.registers.saraban.sealing import enter_sealed, refuse_sealed
from sai_thong.registers.saraban.series import Numbering, gives_numbers, series_of, series_to_use
from sai_thong.registers.saraban.terms import Register, Secrecy, Urgency
from sai_thong.thai.calendar import be_year, thai_date
from sai_thong.thai.text import clean


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A document that leaves the office, before it has its number.

    Attributes:
        subject: What about.
        dated_on: Its day; its calendar year (BE) is the year of its number.
        addressee: To whom; empty for an order or an announcement to everybody.
        register: Which register it belongs to.
        sender: The unit that writes; the office itself when empty.
        code: The letter code of the unit; the office's when empty.
        urgency: ชั้นความเร็ว.
        secrecy: ชั้นความลับ.
        action: การปฏิบัติ.
        note: หมายเหตุ.
        answers: Id of the incoming document it answers.
        paper: Which paper of the program it is; empty for one written elsewhere.
        subject_table: The register of the record it belongs to, such as ``petitions``.
        subject_id: That record.
        retention_class: How long it is kept.
    """

    subject: str
    dated_on: date
    addressee: str = ""
    register: Register = Register.LETTERS
    sender: str = ""
    code: str = ""
    urgency: Urgency = Urgency.ORDINARY
    secrecy: Secrecy = Secrecy.OPEN
    action: str = ""
    note: str = ""
    answers: str = ""
    paper: str = ""
    subject_table: str = ""
    subject_id: str = ""
    retention_class: str = NORMAL


CORRECTABLE: Final = frozenset(each.name for each in fields(Draft)) - {
    "register",
    "dated_on",
    "retention_class",
    "code",
}


def draft_outgoing(store: Store, draft: Draft, *, set_name: str = "", why: str = "") -> Saved[OutgoingDocument]:
    """Keep a document without a number.

    Args:
        store: The office's store.
        draft: The document.
        set_name: The sensitive set of the confidential case it belongs to; empty for an ordinary document.
        why: A reason worth keeping.

    Raises:
        DocumentIncomplete: It has no subject.
        DocumentRefused: Of no known retention class, or dated far ahead.
        SetClosed: It belongs to a set whose key this user does not hold.
    """
    _refuse_far_ahead(store, draft)
    with store.transaction(why) as tx:
        return Saved(_drafted(tx, draft, set_name), tx.changes)


def issue_letter(tx: Transaction, draft: Draft, *, station: str, set_name: str = "") -> OutgoingDocument:
    """Enter a document into its register inside another operation's transaction.

    Returns:
        The document with its next number where this station gives them; else without, to be keyed afterwards.

    Raises:
        DocumentIncomplete, DocumentRefused, SetClosed: As `draft_outgoing`.
    """
    made = _drafted(tx, draft, set_name)
    if not gives_numbers(tx, series_of(tx, made.register), made.year_be, station=station):
        return made
    return _numbered(tx, made, Numbering.NEXT, None, station=station)


def issue_document(store: Store, draft: Draft, *, set_name: str = "", why: str = "") -> Saved[OutgoingDocument]:
    """As `issue_letter`, in a transaction of its own.

    Raises:
        DocumentRefused: Also when it is dated far ahead, which would begin the numbers of another year.
    """
    _refuse_far_ahead(store, draft)
    with store.transaction(why) as tx:
        return Saved(issue_letter(tx, draft, station=store.file_id, set_name=set_name), tx.changes)


def enter_document(store: Store, draft: Draft, *, number: int | None, why: str = "") -> Saved[OutgoingDocument]:
    """Enter a document with the number that is written on it already, or without one.

    Raises:
        DocumentIncomplete, DocumentRefused: As `draft_outgoing`.
        NumberRefused: The number is used.
    """
    _refuse_far_ahead(store, draft)
    with store.transaction(why) as tx:
        made = _drafted(tx, draft, "")
        if number is not None:
            made = _numbered(tx, made, Numbering.BY_HAND, number, station=store.file_id)
        return Saved(made, tx.changes)


def bind_number(
    store: Store, document: OutgoingDocument, *, number: int | None = None, why: str = ""
) -> Saved[OutgoingDocument]:
    """Give a draft its number: the next one of the register, or the one the central station told.

    Raises:
        DocumentRefused: It has a number, or is void or destroyed.
        NotCentral: The next one was asked for on a station that does not give them.
        NumberRefused: The number is used.
    """
    _refuse_numbered(document)
    mode = Numbering.NEXT if number is None else Numbering.BY_HAND
    with store.transaction(why) as tx:
        return Saved(_numbered(tx, document, mode, number, station=store.file_id), tx.changes)


def bind_inserted_number(store: Store, document: OutgoingDocument, *, after: int, why: str) -> Saved[OutgoingDocument]:
    """Give a draft an inserted number (เลขแทรก) such as ``123.1``, where one must stand between two that are given.

    Raises:
        DocumentRefused: No reason; the document has a number, is void or destroyed; or `after` was never given.
    """
    reason = need_reason(why)
    _refuse_numbered(document)
    series = series_of(store, document.register)
    with store.transaction(reason) as tx:
        if after not in numbers.used_numbers(tx, series, document.year_be):
            raise DocumentRefused(
                _("Number {number} of this register was never given.").format(number=after),
                do=_("An inserted number follows one that was given."),
            )
        others = tx.find(OutgoingDocument, series=series, year_be=document.year_be, number=after)
        following = max((each.sub_number or 0 for each in others), default=0) + 1
        return Saved(_bound(tx, document, series, after, following), tx.changes)


def correct(
    store: Store, document: OutgoingDocument, corrected: Mapping[str, Any], *, why: str
) -> Saved[OutgoingDocument]:
    """Put right what was entered wrongly; the register, the number and the day it counts in stay.

    Raises:
        DocumentRefused: No reason, void, destroyed, or a confidential one, whose content is not in the register.
        DocumentIncomplete: It would have no subject.
        TypeError: A field that is not corrected this way.
    """
    reason = need_reason(why)
    unknown = set(corrected) - CORRECTABLE
    if unknown:
        raise TypeError(f"not corrected this way: {', '.join(sorted(unknown))}")
    refuse_ended(document.voided_on is not None, document.destroyed_on is not None)
    refuse_sealed(document)
    texts = {name: clean(value) if type(value) is str else value for name, value in corrected.items()}
    if not texts.get("subject", document.subject):
        raise DocumentIncomplete(_("A document needs at least what it is about."))
    with store.transaction(reason) as tx:
        return Saved(tx.update(document, **texts), tx.changes)


def make_void(store: Store, document: OutgoingDocument, *, why: str) -> Saved[OutgoingDocument]:
    """Make a document void; its number is void with it and never given again.

    Raises:
        DocumentRefused: No reason, or it is void or destroyed.
    """
    reason = need_reason(why)
    refuse_ended(document.voided_on is not None, document.destroyed_on is not None)
    today = bangkok_today(store.clock)
    with store.transaction(reason) as tx:
        if document.number is not None and document.sub_number is None:
            numbers.make_void(tx, document.series, document.year_be, document.number, reason=reason, on_day=today)
        return Saved(tx.update(document, voided_on=today, void_reason=reason), tx.changes)


def letters_of(shelf: Shelf, subject_table: str, subject_id: str) -> list[OutgoingDocument]:
    """The documents that belong to a record, in the order they were drafted."""
    return shelf.find(OutgoingDocument, subject_id=subject_id, subject_table=subject_table)


def _refuse_far_ahead(store: Store, draft: Draft) -> None:
    """Raise `DocumentRefused` for a day past the coming year: a slip, which would begin the numbers of that year."""
    if draft.dated_on.year > bangkok_today(store.clock).year + 1:
        raise DocumentRefused(
            _("{day} lies too far in the future.").format(day=thai_date(draft.dated_on)),
            do=_("Look at the date and type it again."),
        )


def _drafted(tx: Transaction, draft: Draft, set_name: str) -> OutgoingDocument:
    said = {each.name: getattr(draft, each.name) for each in fields(draft)}
    texts: dict[str, Any] = {name: clean(value) if type(value) is str else value for name, value in said.items()}
    if not texts["subject"]:
        raise DocumentIncomplete(_("A document needs at least what it is about."))
    year_be = be_year(draft.dated_on.year)
    kept_until = retain_until(known_class(tx, draft.retention_class, draft.dated_on), year_be)
    office = current_office(tx)
    texts["sender"] = texts["sender"] or (f"{office.kind}{office.name}" if office else "")
    texts["code"] = texts["code"] or (office.letter_code if office else "")
    whole = OutgoingDocument(**texts, year_be=year_be, retain_until=kept_until)
    return enter_sealed(tx, whole, set_name) if set_name else tx.insert(whole)


def _refuse_numbered(document: OutgoingDocument) -> None:
    refuse_ended(document.voided_on is not None, document.destroyed_on is not None)
    if document.number is not None:
        raise DocumentRefused(_("This document has its number already."), do=_("A number is never given anew."))


def _numbered(
    tx: ShelfWriter, document: OutgoingDocument, mode: Numbering, number: int | None, *, station: str
) -> OutgoingDocument:
    series, year_be, day = series_of(tx, document.register), document.year_be, document.dated_on
    if mode is Numbering.BY_HAND:
        if number is None or number < 1:
            raise DocumentIncomplete(_("The number written by hand is missing."))
        given = numbers.take_by_hand(tx, series, year_be, number, given_to=document.id, on_day=day)
    else:
        series_to_use(tx, series, year_be, station=station)
        given = numbers.issue(tx, series, year_be, station=station, given_to=document.id, on_day=day)
    return _bound(tx, document, series, given.number, None)


def _bound(
    tx: ShelfWriter, document: OutgoingDocument, series: str, number: int, sub_number: int | None
) -> OutgoingDocument:
    printed = printed_number(document.register, number, document.year_be, code=document.code, sub_number=sub_number)
    return tx.update(document, series=series, number=number, sub_number=sub_number, printed_number=printed)
