"""``crash-reports``: the mistakes of the program that an office reported."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.server.book import OfficeUnknown, SqlBook
from sai_thong.server.commands.session import Session, command, needs_office, unknown_office

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions


def add_to(commands: Actions) -> None:
    """Declare the command."""
    words = _("The mistakes of the program that an office reported, the newest first.")
    needs_office(command(commands, "crash-reports", _crash_reports, words), "--office")


def _crash_reports(session: Session, chosen: argparse.Namespace) -> int:
    from sai_thong.server.crash_reports import reports_of
    from sai_thong.server.database import of_office

    with of_office(session.directory().home(chosen.office), chosen.office) as connection:
        try:
            SqlBook(connection, chosen.office)
        except OfficeUnknown as error:
            raise unknown_office(chosen.office) from error
        found = reports_of(connection, chosen.office)
    lines = [line for each in found for line in (f"— {each.device}  {each.came_at}", each.text)]
    session.told([asdict(each) for each in found], lines or [_("Nothing was reported.")])
    return 0
