"""``chest forget``: where the chest of an office's keys cannot be opened by the office any more."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.server.chests import forget_chest
from sai_thong.server.commands.session import Session, command, needs_office, unknown_office

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions


def add_to(commands: Actions) -> None:
    """Declare the command."""
    chest = commands.add_parser("chest", help=_("The keys of an office, as its computers seal them for each other."))
    words = _("Forget what the office cannot open; its computers bring it again.")
    forget = command(chest.add_subparsers(required=True, metavar=_("ACTION")), "forget", _forget, words)
    needs_office(forget, "--office")


def _forget(session: Session, chosen: argparse.Namespace) -> int:
    if not forget_chest(session.directory().home(chosen.office), chosen.office):
        raise unknown_office(chosen.office)
    said = _("Forgotten. The next computer of the office that synchronises brings its keys again.")
    session.told({"office": chosen.office}, [said])
    return 0
