"""``updates take|list``: the updates of the program that this server mirrors for its offices."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sai_thong.ground.language import _
from sai_thong.server.commands.session import Session, command
from sai_thong.updates.installation import PLATFORMS
from sai_thong.updates.mirror import offered, take_over
from sai_thong.updates.refusals import NoneFound
from sai_thong.updates.release import Release
from sai_thong.updates.sources import FolderSource

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions


def add_to(commands: Actions) -> None:
    """Declare the command."""
    updates = commands.add_parser("updates", help=_("Updates of the program that are mirrored here."))
    actions = updates.add_subparsers(required=True, metavar=_("ACTION"))
    take = command(actions, "take", _take, _("Check what the publisher gave out, and offer it to the offices."))
    take.add_argument("source", type=Path, metavar=_("FOLDER"), help=_("the folder the publisher's files lie in"))
    shown = command(actions, "list", _list, _("What is offered to the offices."))
    for each in (take, shown):
        each.add_argument("--mirror", type=Path, required=True, metavar=_("FOLDER"), help=_("as for serve --updates"))


def _take(session: Session, chosen: argparse.Namespace) -> int:
    source, taken = FolderSource(chosen.source), []
    for platform in PLATFORMS:
        with suppress(NoneFound):
            taken.append(take_over(source, chosen.mirror, platform))
    if not taken:
        raise NoneFound
    _told(session, taken)
    return 0


def _list(session: Session, chosen: argparse.Namespace) -> int:
    _told(session, [found for each in PLATFORMS if (found := offered(chosen.mirror, each))])
    return 0


def _told(session: Session, releases: list[Release]) -> None:
    lines = [_("{platform}: version {version}").format(platform=r.platform, version=r.version) for r in releases]
    session.told([_document(each) for each in releases], lines or [_("Nothing is offered.")])


def _document(release: Release) -> dict[str, Any]:
    return {"platform": release.platform, "version": str(release.version), "released": release.released.isoformat()}
