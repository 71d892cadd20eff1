"""Photographs, scans and documents of a case: attached, read and taken off through it, sealed where it is sealed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sai_thong.db.refusals import RecordMissing
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.records import declaration_of
from sai_thong.registers.attachments.operations import (
    Subject,
    attach_with,
    attachments_of,
    content_of,
    thumbnails_here,
)
from sai_thong.registers.attachments.preparing import PreparedFile
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.office.settings import office_settings
from sai_thong.registers.petitions.case_in_hand import in_hand
from sai_thong.registers.petitions.outcome import Recorded
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.refusals import IllegalStep, need_reason
from sai_thong.registers.petitions.shelves import locate
from sai_thong.registers.petitions.terms import EventKind
from sai_thong.registers.sensitive_sets import COMPLAINTS

TABLE: Final = declaration_of(Petition).table


def subject_of(case_id: str, *, confidential: bool) -> Subject:
    """The case as the attachments know it."""
    return Subject(TABLE, case_id, COMPLAINTS if confidential else "")


def attach_file(
    store: Store, case_id: str, file: PreparedFile, *, note: str = "", why: str = ""
) -> Recorded[Attachment]:
    """Attach a prepared file to an open case.

    Raises:
        AttachmentRefused: It is too large, one too many, or there already.
        CaseEnded: The case has ended.
    """
    with in_hand(store, case_id, why) as case:
        attachment = attach_with(
            case.writer,
            subject_of(case.petition.id, confidential=case.confidential),
            file,
            settings=office_settings(store),
            on_day=case.today,
            note=note,
        )
        case.tell(EventKind.ATTACHED, detail=" ".join(filter(None, (file.name, note.strip()))), refers_to=attachment.id)
    return case.recorded(attachment)


def remove_file(store: Store, case_id: str, attachment_id: str, *, why: str) -> Recorded[Attachment]:
    """Take a file off an open case; it stays in the office's file with the reason.

    Raises:
        Incomplete: No reason.
        IllegalStep: It was removed before.
        CaseEnded: The case has ended.
    """
    need_reason(why)
    with in_hand(store, case_id, why) as case:
        attachment = _of_case(case.writer, case.petition, attachment_id)
        if attachment.removed_on is not None:
            raise IllegalStep(_("This file was removed before."), do=_("Look at the files that are there."))
        gone = case.writer.update(attachment, removed_on=case.today, removed_why=why.strip())
        case.tell(EventKind.NOTE, detail=f"{attachment.name}: {why.strip()}", refers_to=attachment.id)
    return case.recorded(gone)


def files_of(store: Store, case_id: str, *, removed: bool = False) -> list[Attachment]:
    """The files of a case, in the order they were attached.

    Raises:
        RecordMissing: There is no such case, or none for this user.
    """
    place = locate(store, case_id)
    return attachments_of(place.shelf, subject_of(case_id, confidential=place.confidential), removed=removed)


def case_thumbnails(store: Store, case_id: str, files: Iterable[Attachment]) -> dict[str, bytes]:
    """The small pictures of files of a case by the file's id, of those that have one which has arrived.

    Raises:
        RecordMissing: There is no such case, or none for this user.
    """
    return thumbnails_here(locate(store, case_id).shelf, files)


def file_content(store: Store, case_id: str, attachment_id: str) -> bytes:
    """The bytes of a file of a case.

    Raises:
        RecordMissing: There is no such case or file, or none for this user.
        ContentMissing, ContentDamaged: The bytes are not there as they were put.
    """
    place = locate(store, case_id)
    attachment = _of_case(place.shelf, place.petition, attachment_id)
    return content_of(place.shelf, attachment)


def _of_case(shelf: Shelf, petition: Petition, attachment_id: str) -> Attachment:
    attachment = shelf.get(Attachment, attachment_id)
    if (attachment.subject_table, attachment.subject_id) != (TABLE, petition.id):
        raise RecordMissing(declaration_of(Attachment).table, attachment_id)
    return attachment
