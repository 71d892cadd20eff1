"""``backup``: checked copies of the office by plan or by hand, and their way back."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from sai_thong.commands import damage
from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.db import backup
from sai_thong.db.backup import Manifest
from sai_thong.db.backup_copies import Copy
from sai_thong.db.backup_plan import BackupPlan, PlaceOutcome, PlaceState, back_up, keep_plan, plan_of
from sai_thong.db.backup_standing import BackupStanding, PlaceStanding, backup_standing
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.errors import BadInput, EnvironmentTrouble
from sai_thong.ground.language import _, ngettext
from sai_thong.thai.calendar import thai_date_short


class NoCopyMade(EnvironmentTrouble):
    """A backup by plan came to nothing in a place, or found none."""


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "backup", _("backups of the office's file"))
    make = action(actions, "make", _make, _("write a checked backup; a window may be open meanwhile"))
    told = _("where; beside the office's file if not said")
    make.add_argument("-o", "--output", dest="file", type=Path, metavar=_("FILE"), help=told)
    action(actions, "run", _run, _("back up into every place of the plan that is there, and let old copies go"))
    places = action(actions, "places", _places, _("where this machine backs up, and how old the copies are"))
    places.add_argument("--add", type=Path, metavar=_("FOLDER"), help=_("one more folder, such as on a stick"))
    places.add_argument("--remove", type=Path, metavar=_("FOLDER"), help=_("no more copies into this folder"))
    told = _("whether the window backs up when it closes")
    places.add_argument("--on-closing", choices=("yes", "no"), help=told)
    verify = action(actions, "verify", _verify, _("read a whole backup and check it"))
    restore = action(actions, "restore", _restore, _("put a backup where --store says; nothing is overwritten"))
    damage.add_to(actions)
    for command in (verify, restore):
        command.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup"))


def _make(session: Session, arguments: argparse.Namespace) -> None:
    beside = session.store_path.with_name(backup.backup_name(session.store_path, session.clock.now()))
    destination = arguments.file or beside
    with session.store(write=False) as store:
        manifest = backup.make(session.store_path, store.keys, destination, session.clock)
    _tell(session, manifest, destination, _("The backup was made and checked: {file}"))


def _run(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        outcomes = back_up(store, plan_of(session.store_path))
    document = [_outcome_document(each) for each in outcomes]
    session.output.result(document, [f"{each.place}: {_outcome_words(each)}" for each in outcomes])
    if not any(each.copy for each in outcomes) or any(each.state is PlaceState.FAILED for each in outcomes):
        raise NoCopyMade(
            _("Not every place got its backup."),
            kept=_("The office's file is as it was."),
            do=_("Plug in the stick or choose another place, then back up again."),
        )


def _outcome_document(outcome: PlaceOutcome) -> dict[str, Any]:
    return {
        "place": str(outcome.place),
        "state": outcome.state.value,
        "file": str(outcome.copy.path) if outcome.copy else None,
        "let_go": outcome.let_go,
        "trouble": str(outcome.error) if outcome.error else None,
    }


def _outcome_words(outcome: PlaceOutcome) -> str:
    """What came of one place, for a person."""
    if outcome.error is not None:
        return str(outcome.error)
    if outcome.state is PlaceState.ABSENT or outcome.copy is None:
        return _("The folder is not there now.")
    name = outcome.copy.path.name
    if outcome.state is PlaceState.HELD:
        return _("{name} holds everything already.").format(name=name)
    return _("{name} was made and read back.").format(name=name)


def _places(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        plan = _changed(plan_of(session.store_path), arguments)
        standing = backup_standing(store, plan)
    if plan != plan_of(session.store_path):
        keep_plan(session.store_path, plan)
    document = {
        "on_closing": plan.on_closing,
        "entries_since": standing.entries_since,
        "overdue": standing.overdue,
        "places": [_place_document(each) for each in standing.places],
    }
    session.output.result(document, _standing_lines(standing))


def _changed(plan: BackupPlan, arguments: argparse.Namespace) -> BackupPlan:
    """The plan as the options say.

    Raises:
        BadInput: A folder that is to be added is not there.
    """
    if arguments.add is not None:
        if not arguments.add.is_dir():
            raise BadInput(
                _("There is no folder {folder}.").format(folder=arguments.add),
                kept=_("Nothing was changed."),
                do=_("Make the folder, or plug in the stick, then add it."),
            )
        plan = plan.with_place(arguments.add)
    if arguments.remove is not None:
        plan = plan.without_place(arguments.remove)
    if arguments.on_closing is not None:
        plan = replace(plan, on_closing=arguments.on_closing == "yes")
    return plan


def _place_document(standing: PlaceStanding) -> dict[str, Any]:
    newest = standing.newest
    return {
        "place": str(standing.place),
        "is_there": standing.is_there,
        "same_disk": standing.same_disk,
        "copies": standing.copies,
        "newest": _copy_document(newest) if newest else None,
        "trouble": str(standing.trouble) if standing.trouble else None,
    }


def _copy_document(copy: Copy) -> dict[str, Any]:
    made = copy.manifest
    return {
        "file": copy.path.name,
        "created": made.created.isoformat(),
        "journal_head": f"{made.file_id}.{made.counter}",
    }


def _standing_lines(standing: BackupStanding) -> list[str]:
    """How the places stand, for a person."""
    lines = [f"{each.place}: {_place_words(each)}" for each in standing.places]
    entries = standing.entries_since
    words = ngettext("{count} change stands in no backup.", "{count} changes stand in no backup.", entries).format(
        count=f"{entries:,}"
    )
    return [*lines, words]


def _place_words(standing: PlaceStanding) -> str:
    if standing.trouble is not None:
        return str(standing.trouble)
    if not standing.is_there:
        return _("The folder is not there now.")
    if standing.newest is None:
        return _("No copy lies there yet.")
    made = standing.newest.manifest.created.astimezone(BANGKOK)
    words = ngettext("{count} copy, the newest of {day}", "{count} copies, the newest of {day}", standing.copies)
    return words.format(count=standing.copies, day=f"{thai_date_short(made.date())} {made:%H:%M}")


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
