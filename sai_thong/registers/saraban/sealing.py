"""Documents of a confidential case, those that came and those that leave.

Such a document stands in its register with its number, its days and the word ลับ; what it is about, from whom and to
whom lies sealed, under the same id, in the case's own set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.language import _
from sai_thong.records import Record, declaration_of
from sai_thong.registers.attachments.moving import MOVED_ON, move_files
from sai_thong.registers.attachments.operations import Subject
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.refusals import DocumentRefused
from sai_thong.registers.saraban.terms import Secrecy

D = TypeVar("D", bound=IncomingDocument | OutgoingDocument)

SECRET_WORD: Final = "ลับ"
"""What stands in the register in the place of a confidential subject."""
_OF_BOTH: Final = ("addressee", "subject", "action", "note", "subject_table", "subject_id")
_OF_INCOMING: Final = ("sender", "their_number", "enclosures", "division")
_HIDDEN: Final[Mapping[type[Record], Mapping[str, Any]]] = {
    OutgoingDocument: {**dict.fromkeys(_OF_BOTH, ""), "subject": SECRET_WORD},
    IncomingDocument: {
        **dict.fromkeys((*_OF_BOTH, *_OF_INCOMING), ""),
        "sender": SECRET_WORD,
        "subject": SECRET_WORD,
        # Without any action the document would be among those that nobody has yet, for ever.
        "action": SECRET_WORD,
    },
}
"""The fields that are sealed, and what stands in the register in their place."""


def tells_nothing(document: IncomingDocument | OutgoingDocument) -> bool:
    """Whether the register holds no more of a document than its line and number: the rest lies sealed with its case.

    Of an incoming one it takes both words: many a secret letter is received under the subject ลับ alone.
    """
    if isinstance(document, IncomingDocument) and document.sender != SECRET_WORD:
        return False
    return document.subject == SECRET_WORD


def refuse_sealed(document: IncomingDocument | OutgoingDocument) -> None:
    """Raise `DocumentRefused` for a document whose content is not in the register."""
    if tells_nothing(document):
        raise DocumentRefused(
            _("This letter belongs to a confidential case."), do=_("Its content is kept with the case.")
        )


def full_document(store: Store, document: D) -> D:
    """A document with what is sealed of it, where this user holds the key of its set; else as the register has it."""
    for set_name in store.keys.set_keys:
        for sealed in store.sealed_set(set_name).find(type(document), id=document.id):
            told: dict[str, Any] = {name: getattr(sealed, name) for name in _HIDDEN[type(document)]}
            return replace(document, **told)
    return document


def subject_of_letter(document: IncomingDocument | OutgoingDocument) -> Subject:
    """The document as the attachments know it."""
    return Subject(declaration_of(type(document)).table, document.id)


def set_of(store: Store, record_id: str) -> str:
    """The sensitive set in which a record lies; empty for an ordinary record, and for none."""
    found = store.query("SELECT set_name FROM sealed_records WHERE id = ?", (record_id,))
    return str(found[0]["set_name"]) if found else ""


def enter_sealed(tx: Transaction, whole: D, set_name: str) -> D:
    """Enter a document of a confidential case.

    Returns:
        The document as the register has it.

    Raises:
        SetClosed: This user does not hold the key of the set.
    """
    secrecy = _kept_secret(whole.secrecy)
    shown = tx.insert(replace(whole, **_HIDDEN[type(whole)], secrecy=secrecy))
    tx.on(set_name).insert(replace(whole, secrecy=secrecy), record_id=shown.id)
    return shown


def seal(tx: Transaction, document: D, belongs_to: Subject, *, on_day: date) -> D:
    """Take what a document says out of the register, with its files, since what it belongs to lies behind a key.

    It keeps its id, number and line. What was sealed before stays as it is. The reason of the transaction, which may
    tell of the case, is not written beside it.

    Args:
        tx: The transaction in which the record moves, or the document comes to belong to it.
        document: The document.
        belongs_to: The record in a sensitive set.
        on_day: The day.

    Raises:
        SetClosed: This user does not hold the key of the set.
        ContentMissing, ContentDamaged: The bytes of a file are not there as they were put.
    """
    if tells_nothing(document):
        return document
    secrecy = _kept_secret(document.secrecy)
    twin = replace(
        document,
        id="",
        version="",
        subject_table=belongs_to.table,
        subject_id=belongs_to.record_id,
        secrecy=secrecy,
    )
    # Whoever keeps the case need not be one who writes in the register of letters.
    with tx.what_follows():
        tx.on(belongs_to.set_name).insert(twin, record_id=document.id)
        hidden = tx.update(document, **_HIDDEN[type(document)], secrecy=secrecy, why=MOVED_ON)
        move_files(tx, subject_of_letter(document), belongs_to, on_day=on_day)
    return hidden


def _kept_secret(secrecy: Secrecy) -> Secrecy:
    return Secrecy.SECRET if secrecy is Secrecy.OPEN else secrecy
