"""``update``: newer versions of the program; looked for, fetched, installed and left again, never by itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _, current
from sai_thong.ground.places import home
from sai_thong.ground.usage import CommandParser
from sai_thong.registers.office.settings import UPDATES_UP_TO, office_settings
from sai_thong.thai.calendar import thai_date
from sai_thong.updates.sources import FolderSource, Source
from sai_thong.updates.updater import Offer, Updater


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "update", _("newer versions of the program"))
    _from(action(actions, "look", _look, _("what the province, a folder or a stick has")))
    _from(action(actions, "get", _get, _("fetch a newer version and lay it out beside this one; nothing changes yet")))
    _from(action(actions, "install", _install, _("let a newer version be started from now on, fetching it if need be")))
    action(actions, "back", _back, _("let the former version be started again"))


def _from(declared: CommandParser) -> None:
    declared.add_argument(
        "--from",
        dest="folder",
        type=Path,
        metavar=_("FOLDER"),
        help=_("a folder or a stick; the province where not said"),
    )


def _look(session: Session, arguments: argparse.Namespace) -> None:
    updater = Updater.of_this_program(home(), session.clock)
    with _offered(session, arguments, updater) as (_source, offer):
        _tell(session, updater, offer)


def _get(session: Session, arguments: argparse.Namespace) -> None:
    updater = Updater.of_this_program(home(), session.clock)
    with _offered(session, arguments, updater) as (source, offer):
        _make_ready(updater, source, offer)
        _tell(session, updater, offer)


def _install(session: Session, arguments: argparse.Namespace) -> None:
    updater = Updater.of_this_program(home(), session.clock)
    with _offered(session, arguments, updater) as (source, offer):
        _make_ready(updater, source, offer)
        updater.installation.switch_to(offer.release.version)
        version = str(offer.release.version)
        said = _("Version {version} is started from the next time on.").format(version=version)
        session.output.result({"version": version, "running": str(updater.running)}, [said])


def _back(session: Session, _arguments: argparse.Namespace) -> None:
    version = str(Updater.of_this_program(home(), session.clock).installation.go_back())
    said = _("Version {version} is started from the next time on.").format(version=version)
    session.output.result({"version": version}, [said])


@contextmanager
def _offered(session: Session, arguments: argparse.Namespace, updater: Updater) -> Iterator[tuple[Source, Offer]]:
    """The place that was named, and what it has."""
    with session.store(write=False) as store:
        up_to = office_settings(store).version(UPDATES_UP_TO)
        if arguments.folder:
            source: Source = FolderSource(arguments.folder)
            yield source, updater.look(source, up_to)
            return
        from sai_thong.hub.updates_line import mirrored_updates

        with mirrored_updates(store) as mirror:
            yield mirror, updater.look(mirror, up_to)


def _make_ready(updater: Updater, source: Source, offer: Offer) -> None:
    offer.refuse_unless_wanted(updater.running)
    if not updater.is_ready(offer):
        updater.make_ready(source, offer, fetched=_quietly, laid_out=_quietly)


def _quietly(_done: int, _in_all: int) -> None:
    """Nobody watches."""


def _tell(session: Session, updater: Updater, offer: Offer) -> None:
    release = offer.release
    day = release.released.astimezone(BANGKOK).date()
    document: dict[str, Any] = {
        "running": str(updater.running),
        "version": str(release.version),
        "newer": offer.newer,
        "released": day.isoformat(),
        "bytes": offer.size_for(updater.running),
        "ready": updater.is_ready(offer),
        "held_back_at": str(offer.held_back) if offer.held_back else None,
        "given_up": offer.given_up,
        "expired": offer.expired,
        "newer_seen": str(offer.newer_seen) if offer.newer_seen else None,
        "notes": dict(release.notes),
    }
    said = _("In use: {running}. There: {version} of {day}.").format(
        running=updater.running, version=release.version, day=thai_date(day)
    )
    session.output.result(document, [said, *release.notes.get(current(), "").splitlines(), *offer.warnings()])
