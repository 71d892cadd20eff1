"""``attachments``: photographs, scans and documents attached to a record of any register."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_output, add_why
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.db.refusals import RecordMissing
from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.ground.usage import CommandParser
from sai_thong.ground.whole_file import write_whole
from sai_thong.records import declaration_of
from sai_thong.registers.attachments import operations
from sai_thong.registers.attachments.operations import Subject
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.refusals import CaseEnded
from sai_thong.registers.petitions.shelves import may_see
from sai_thong.registers.petitions.terms import ENDED_STATES
from sai_thong.registers.saraban.records import IncomingDocument, OutgoingDocument
from sai_thong.registers.saraban.sealing import refuse_sealed
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

_COLUMNS: Final = ("name", "media_type", "size", "added_on", "note", "removed_on", "removed_why")
_LETTERS: Final[tuple[type[IncomingDocument] | type[OutgoingDocument], ...]] = (IncomingDocument, OutgoingDocument)


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "attachments", _("files attached to records"))
    listing = action(actions, "list", _list, _("the files of a record"))
    listing.add_argument("--removed", action="store_true", help=_("those that were removed too"))
    add = action(actions, "add", _add, _("attach files to a record"))
    get = action(actions, "get", _get, _("write an attached file out"))
    note = action(actions, "note", _note, _("say what a file shows"))
    remove = action(actions, "remove", _remove, _("take a file off the record; it stays with the reason"))
    for command in (listing, add, get, note, remove):
        _add_subject(command)
    add.add_argument("files", nargs="+", type=Path, metavar=_("FILE"), help=_("pictures or PDF"))
    for command in (add, note):
        command.add_argument("--note", default="", required=command is note, help=_("what it shows"))
    for command in (get, note, remove):
        command.add_argument("attachment", metavar="ID", help=_("the id that the list shows"))
    add_output(get)
    for command in (add, note, remove, get):
        add_why(command, required=command is remove)


def _add_subject(command: CommandParser) -> None:
    command.add_argument("table", metavar=_("TABLE"), help=_("such as petitions or incoming_documents"))
    command.add_argument("record", metavar=_("RECORD"), help=_("the id of the record"))
    command.add_argument("--in-set", choices=SENSITIVE_SETS, default="", help=_("the part with its own key"))


def _subject(arguments: argparse.Namespace) -> Subject:
    return Subject(arguments.table, arguments.record, arguments.in_set)


def _refuse_case(store: Store, subject: Subject, *, changes: bool = False) -> None:
    """Refuse the files of a case that is hidden from this user, and a change to those of one that has ended.

    Raises:
        RecordMissing: The user is shut out of the case by name: to them there is none.
        CaseEnded: The case has ended, and its files change no more.
    """
    if subject.table != declaration_of(Petition).table:
        return
    for case in subject.shelf(store).find(Petition, id=subject.record_id):
        if not may_see(case, store.user):
            raise RecordMissing(subject.table, subject.record_id)
        if changes and case.state in ENDED_STATES:
            raise CaseEnded(case.number)


def _refuse_sealed_letter(store: Store, subject: Subject) -> None:
    """Refuse a file for the line of a letter whose content lies sealed: the file would lie in the open.

    Raises:
        DocumentRefused: The letter belongs to a confidential case, to which its files are attached.
    """
    for record_class in _LETTERS:
        if subject.table == declaration_of(record_class).table and not subject.set_name:
            for letter in store.find(record_class, id=subject.record_id):
                refuse_sealed(letter)


def _list(session: Session, arguments: argparse.Namespace) -> None:
    subject = _subject(arguments)
    with session.store(write=False) as store:
        _refuse_case(store, subject)
        found = operations.attachments_of(subject.shelf(store), subject, removed=arguments.removed)
    session.output.records(Attachment, found, _COLUMNS)


def _add(session: Session, arguments: argparse.Namespace) -> None:
    # The picture library is loaded only where a file is attached.
    from sai_thong.registers.attachments.preparing import prepared_file

    files = [prepared_file(file) for file in arguments.files]
    subject = _subject(arguments)
    with session.store(write=True) as store:
        _refuse_case(store, subject, changes=True)
        _refuse_sealed_letter(store, subject)
        kept = [
            operations.attach(store, subject, file, note=arguments.note, why=arguments.why).attachment for file in files
        ]
    session.output.records(Attachment, kept, _COLUMNS)


def _get(session: Session, arguments: argparse.Namespace) -> None:
    subject = _subject(arguments)
    with session.store(write=True) as store:
        found = _chosen(store, subject, arguments.attachment)
        content = operations.content_of(subject.shelf(store), found)
        register = store.permits.register_of(subject.table)
        access_log.note(store, Look(Access.EXPORT, found.id, "attachment", arguments.why, register))
    write_whole(arguments.file, content)
    told = _("{name} was written to {file}.").format(name=found.name, file=arguments.file)
    session.output.result({"file": str(arguments.file), "attachment": plain(found)}, [told])


def _note(session: Session, arguments: argparse.Namespace) -> None:
    subject = _subject(arguments)
    with session.store(write=True) as store:
        _refuse_case(store, subject, changes=True)
        found = _chosen(store, subject, arguments.attachment)
        kept = operations.change_note(store, subject, found, arguments.note, why=arguments.why)
    session.output.record(kept.attachment)


def _remove(session: Session, arguments: argparse.Namespace) -> None:
    subject = _subject(arguments)
    with session.store(write=True) as store:
        _refuse_case(store, subject, changes=True)
        found = _chosen(store, subject, arguments.attachment)
        kept = operations.remove(store, subject, found, why=arguments.why)
    session.output.record(kept.attachment, _("The file was removed from the record."))


def _chosen(store: Store, subject: Subject, attachment_id: str) -> Attachment:
    _refuse_case(store, subject)
    found = subject.shelf(store).get(Attachment, attachment_id)
    if (found.subject_table, found.subject_id) != (subject.table, subject.record_id):
        raise RecordMissing(declaration_of(Attachment).table, attachment_id)
    return found
