"""``contents``: the attached files of an office, and how much room they may take."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.server.book import OfficeUnknown, SqlBook
from sai_thong.server.commands.session import Session, command, needs_office, unknown_office

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions

_GIGABYTE = 1_000_000_000


def add_to(commands: Actions) -> None:
    """Declare the command."""
    contents = command(commands, "contents", _contents, _("How much room the attached files of an office take."))
    needs_office(contents, "--office")
    contents.add_argument("--gigabytes", type=int, metavar="N", help=_("let them take so much from now on"))


def _contents(session: Session, chosen: argparse.Namespace) -> int:
    from sai_thong.server.contents import room_of, set_room
    from sai_thong.server.database import of_office

    with of_office(session.directory().home(chosen.office), chosen.office) as connection:
        try:
            SqlBook(connection, chosen.office)
        except OfficeUnknown as error:
            raise unknown_office(chosen.office) from error
        if chosen.gigabytes is not None:
            set_room(connection, chosen.office, max(0, chosen.gigabytes) * _GIGABYTE)
        room = room_of(connection, chosen.office)
    document = {"office": chosen.office, "files": room.count, "bytes": room.used, "most_bytes": room.most}
    said = _("{count} files take {used} of {most} GB.").format(
        count=room.count, used=f"{room.used / _GIGABYTE:.1f}", most=f"{room.most / _GIGABYTE:.1f}"
    )
    session.told(document, [said])
    return 0
