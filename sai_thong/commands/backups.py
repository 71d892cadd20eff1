"""``backup``: a checked copy of the office in one file, and its way back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.db import backup
from sai_thong.db.backup import Manifest
from sai_thong.ground.language import _


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "backup", _("backups of the office's file"))
    make = action(actions, "make", _make, _("write a checked backup; a window may be open meanwhile"))
    told = _("where; beside the office's file if not said")
    make.add_argument("-o", "--output", dest="file", type=Path, metavar=_("FILE"), help=told)
    verify = action(actions, "verify", _verify, _("read a whole backup and check it"))
    restore = action(actions, "restore", _restore, _("put a backup where --store says; nothing is overwritten"))
    for command in (verify, restore):
        command.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup"))


def _make(session: Session, arguments: argparse.Namespace) -> None:
    beside = session.store_path.with_name(backup.backup_name(session.store_path, session.clock.now()))
    destination = arguments.file or beside
    with session.store(write=False) as store:
        manifest = backup.make(session.store_path, store.keys, destination, session.clock)
    _tell(session, manifest, destination, _("The backup was made and checked: {file}"))


def _verify(session: Session, arguments: argparse.Namespace) -> None:
    _tell(session, backup.verify(arguments.file), arguments.file, _("The backup is whole: {file}"))


def _restore(session: Session, arguments: argparse.Namespace) -> None:
    manifest = backup.restore(arguments.file, session.store_path)
    _tell(session, manifest, session.store_path, _("The backup was restored: {file}"))


def _tell(session: Session, manifest: Manifest, file: Path, sentence: str) -> None:
    document: dict[str, Any] = {
        "file": str(file),
        "office": manifest.office,
        "journal_head": f"{manifest.file_id}.{manifest.counter}",
        "created": manifest.created.isoformat(),
        "bytes": manifest.store.size,
    }
    session.output.result(document, [sentence.format(file=file), f"{manifest.office}\t{document['journal_head']}"])
