"""``epoch new``: after a backup was restored, let the computers send again what it lacks."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.server.book import OfficeUnknown
from sai_thong.server.commands.session import Session, command, office_code, unknown_office
from sai_thong.server.epochs import new_epoch

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions


def add_to(commands: Actions) -> None:
    """Declare the command."""
    words = _("The epochs of the order: one more after each backup that was restored.")
    epoch = commands.add_parser("epoch", help=words).add_subparsers(required=True, metavar=_("ACTION"))
    begin = command(epoch, "new", _new, _("Let the computers send again what a restored backup lacks."))
    whose = begin.add_mutually_exclusive_group(required=True)
    whose.add_argument("--office", type=office_code, help=_("this office only"))
    whose.add_argument("--every-office", action="store_true", help=_("every office of this database"))


def _new(session: Session, chosen: argparse.Namespace) -> int:
    homes = session.homes(chosen.office)
    try:
        begun = [new_epoch(engine, office) for office, engine in homes.items()]
    except OfficeUnknown as error:
        raise unknown_office(chosen.office) from error
    documents = [
        {
            "office": each.office,
            "epoch": each.lineage.epoch,
            "begins_after": each.lineage.begins_after,
            "may_talk": list(each.may_talk),
        }
        for each in begun
    ]
    lines = [
        _("{office}: a new epoch begins after {seq}; these computers may talk: {devices}").format(
            office=each.office, seq=each.lineage.begins_after, devices=", ".join(each.may_talk)
        )
        for each in begun
    ]
    session.told(
        {"offices": documents}, [*lines, _("Revoke again what was revoked after the backup, and give out new codes.")]
    )
    return 0
