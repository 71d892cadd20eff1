"""Attaching files to records, reading them back, and removing them with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sai_thong.db.changes import ChangeSet
from sai_thong.db.contents import ContentMissing, is_on_its_way
from sai_thong.db.shelf import Shelf, ShelfWriter
from sai_thong.db.store import Store
from sai_thong.db.verify import Check, Fault
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.attachments.preparing import PreparedFile
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.office.settings import ATTACHMENT_COUNT, ATTACHMENT_MEGABYTES, OfficeSettings, office_settings
from sai_thong.thai.text import clean

MEGABYTE = 1_000_000


class AttachmentRefused(Refused):
    """A file is too large, one too many, there already, or removed without a reason."""

    def __init__(self, what: str, *, do: str) -> None:
        super().__init__(what, kept=_("Nothing was changed."), do=do)


@dataclass(frozen=True)
class Subject:
    """The record a file belongs to.

    Attributes:
        table: Its table, such as ``petitions``.
        record_id: Its id.
        set_name: The sensitive set it is kept in; empty for an ordinary record. The file then lies sealed beside it.
    """

    table: str
    record_id: str
    set_name: str = ""

    def shelf(self, store: Store) -> Shelf:
        """Where its files are read; `SetClosed` or `NotPermitted` where this user may not see the record."""
        store.permits.require_read(self.table)
        return store.sealed_set(self.set_name) if self.set_name else store


@dataclass(frozen=True)
class Attached:
    """An attached file as it now stands, and everything that changed."""

    attachment: Attachment
    changes: ChangeSet


def attach(store: Store, subject: Subject, file: PreparedFile, *, note: str = "", why: str = "") -> Attached:
    """Attach a prepared file to a record.

    Raises:
        AttachmentRefused: It is larger than the office lets, one too many, or attached to this record already.
        SetClosed: The record is in a sensitive set and this user does not hold its key.
    """
    settings = office_settings(store)
    with store.transaction(why) as tx:
        writer = tx.on(subject.set_name) if subject.set_name else tx
        made = attach_with(writer, subject, file, settings=settings, on_day=bangkok_today(store.clock), note=note)
        return Attached(made, tx.changes)


def attach_with(
    writer: ShelfWriter,
    subject: Subject,
    file: PreparedFile,
    *,
    settings: OfficeSettings,
    on_day: date,
    note: str = "",
) -> Attachment:
    """As `attach`, inside the transaction of another operation."""
    present = attachments_of(writer, subject)
    _check_limits(file, present, settings)
    address = writer.put_content(file.data)
    if any(each.address == address for each in present):
        raise AttachmentRefused(
            _("The file {name} is attached to this record already.").format(name=file.name),
            do=_("Look at the files that are there."),
        )
    return writer.insert(
        Attachment(
            subject_table=subject.table,
            subject_id=subject.record_id,
            name=file.name,
            media_type=file.media_type,
            size=len(file.data),
            address=address,
            thumbnail=writer.put_content(file.thumbnail) if file.thumbnail else "",
            added_on=on_day,
            note=clean(note),
        )
    )


def _check_limits(file: PreparedFile, present: list[Attachment], settings: OfficeSettings) -> None:
    megabytes, count = settings.number(ATTACHMENT_MEGABYTES), settings.number(ATTACHMENT_COUNT)
    if megabytes is not None and len(file.data) > megabytes * MEGABYTE:
        raise AttachmentRefused(
            _("The file {name} has {size} MB; the office keeps files up to {megabytes} MB.").format(
                name=file.name, size=-(-len(file.data) // MEGABYTE), megabytes=megabytes
            ),
            do=_("Scan it with fewer dots an inch, or change the limit in the settings."),
        )
    if count is not None and len(present) >= count:
        raise AttachmentRefused(
            _("This record has {count} files already, as many as the office lets.").format(count=len(present)),
            do=_("Remove one that is not needed, or change the limit in the settings."),
        )


def attachments_of(shelf: Shelf, subject: Subject, *, removed: bool = False) -> list[Attachment]:
    """The files of a record in the order they were attached; those removed only when asked for."""
    found = shelf.find(Attachment, subject_id=subject.record_id, subject_table=subject.table)
    return [each for each in found if removed or each.removed_on is None]


def change_note(store: Store, subject: Subject, attachment: Attachment, note: str, *, why: str = "") -> Attached:
    """Say what a file shows."""
    with store.transaction(why) as tx:
        writer = tx.on(subject.set_name) if subject.set_name else tx
        return Attached(writer.update(attachment, note=clean(note)), tx.changes)


def remove(store: Store, subject: Subject, attachment: Attachment, *, why: str) -> Attached:
    """Take a file off the record; it stays in the office's file with the reason.

    Raises:
        AttachmentRefused: No reason is given, or it was removed before.
    """
    if not why.strip():
        raise AttachmentRefused(_("A file is removed only with a reason."), do=_("Write the reason."))
    if attachment.removed_on is not None:
        raise AttachmentRefused(_("This file was removed before."), do=_("Look at the files that are there."))
    with store.transaction(why) as tx:
        writer = tx.on(subject.set_name) if subject.set_name else tx
        gone = writer.update(attachment, removed_on=bangkok_today(store.clock), removed_why=why.strip())
        return Attached(gone, tx.changes)


def destroy_contents(writer: ShelfWriter, subject: Subject, *, why: str, on_day: date) -> list[Attachment]:
    """Destroy the bytes of every file of a record that is destroyed lawfully; what is known of each file stays.

    Bytes that a file of another record also has stay for that one.
    """
    gone = []
    for attachment in attachments_of(writer, subject, removed=True):
        if attachment.destroyed_on is not None:
            continue
        removed_on, removed_why = attachment.removed_on or on_day, attachment.removed_why or why
        gone.append(
            writer.update(attachment, destroyed_on=on_day, removed_on=removed_on, removed_why=removed_why, why=why)
        )
    needed = {
        address
        for each in (writer.find(Attachment, destroyed_on=None) if gone else [])
        for address in (each.address, each.thumbnail)
    }
    for address in {address for each in gone for address in (each.address, each.thumbnail) if address} - needed:
        writer.destroy_content(address)
    return gone


def content_of(shelf: Shelf, attachment: Attachment) -> bytes:
    """The bytes of an attached file, checked.

    Raises:
        ContentMissing, ContentDamaged: They are not there as they were put.
    """
    return shelf.content(attachment.address)


def thumbnail_of(shelf: Shelf, attachment: Attachment) -> bytes:
    """The small JPEG of a file; empty where it has none."""
    return shelf.content(attachment.thumbnail) if attachment.thumbnail else b""


def thumbnails_here(shelf: Shelf, attachments: Iterable[Attachment]) -> dict[str, bytes]:
    """The small pictures of files by the file's id, of those that have one which has arrived."""
    found: dict[str, bytes] = {}
    for each in attachments:
        with suppress(ContentMissing):
            found[each.id] = thumbnail_of(shelf, each)
    return {file_id: picture for file_id, picture in found.items() if picture}


def verify_attachments(store: Store) -> Iterator[Fault]:
    """Every attached file whose bytes are gone from the store; of sensitive sets those this user may open.

    One that has not come yet from another computer of the office is none.

    That the bytes are what was put there is `db.verify.verify_contents`.
    """
    shelves: list[Shelf] = [store, *(store.sealed_set(name) for name in store.keys.set_keys)]
    there = {row["address"] for row in store.query("SELECT DISTINCT address FROM contents")}
    for shelf in shelves:
        for attachment in shelf.find(Attachment, destroyed_on=None):
            missing = {attachment.address, attachment.thumbnail or attachment.address} - there
            if not all(is_on_its_way(store.connection_for_reading(), each) for each in missing):
                yield Fault(Check.REGISTER, attachment.id, ContentMissing(attachment.address).what)
