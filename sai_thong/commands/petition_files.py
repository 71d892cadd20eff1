"""``petitions attach``: photographs, scans and documents of a case, sealed where the case is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from sai_thong.commands.cases import add_case, case_of
from sai_thong.commands.files import read_file
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action
from sai_thong.commands.plain import plain
from sai_thong.commands.types import add_output, add_why
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.ground.language import _
from sai_thong.ground.whole_file import write_whole
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.petitions.files import attach_file, file_content, files_of, remove_file

_COLUMNS: Final = ("name", "media_type", "size", "added_on", "note", "removed_on", "removed_why")


def add_actions(actions: Actions) -> None:
    """Declare the actions."""
    attach = action(actions, "attach", _attach, _("attach photographs, scans or documents to a case"))
    files = action(actions, "files", _files, _("the files of a case"))
    get = action(actions, "file", _get, _("write a file of a case out"))
    detach = action(actions, "detach", _detach, _("take a file off the case; it stays with the reason"))
    for command in (attach, files, get, detach):
        add_case(command)
    attach.add_argument("files", nargs="+", type=Path, metavar=_("FILE"), help=_("pictures or PDF"))
    attach.add_argument("--note", default="", help=_("what it shows"))
    files.add_argument("--removed", action="store_true", help=_("those that were removed too"))
    for command in (get, detach):
        command.add_argument("attachment", metavar="ID", help=_("the id that the list shows"))
    add_output(get)
    for command in (attach, get, detach):
        add_why(command, required=command is detach)


def _attach(session: Session, arguments: argparse.Namespace) -> None:
    # The picture library is loaded only where a file is attached.
    from sai_thong.registers.attachments.preparing import prepared

    given = [prepared(read_file(file), file.name) for file in arguments.files]
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        kept = [attach_file(store, case.id, file, note=arguments.note, why=arguments.why).record for file in given]
    session.output.records(Attachment, kept, _COLUMNS)


def _files(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = files_of(store, case_of(store, arguments).id, removed=arguments.removed)
    session.output.records(Attachment, found, _COLUMNS)


def _get(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        case = case_of(store, arguments)
        content = file_content(store, case.id, arguments.attachment)
        found = next(each for each in files_of(store, case.id, removed=True) if each.id == arguments.attachment)
        access_log.note(store, Look(Access.EXPORT, found.id, "attachment", arguments.why, "petitions"))
    write_whole(arguments.file, content)
    told = _("{name} was written to {file}.").format(name=found.name, file=arguments.file)
    session.output.result({"file": str(arguments.file), "attachment": plain(found)}, [told])


def _detach(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        gone = remove_file(store, case_of(store, arguments).id, arguments.attachment, why=arguments.why).record
    session.output.record(gone, _("The file was removed from the record."))
