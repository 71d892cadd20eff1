"""``rebuild``, ``verify``: whether what is kept is what came."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from sai_thong.ground.language import _
from sai_thong.server.book import OfficeUnknown
from sai_thong.server.commands.session import Session, command, office_code, unknown_office
from sai_thong.server.rebuilding import Compared, rebuild, verify

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions


def add_to(commands: Actions) -> None:
    """Declare the commands."""
    for name, run, words in (
        ("rebuild", _rebuild, _("Derive what is known of every record anew from the order, and compare.")),
        ("verify", _verify, _("Compare what is kept with what was received; nothing is changed.")),
    ):
        checking = command(commands, name, run, words)
        checking.add_argument("--office", type=office_code, help=_("this office only"))


def _rebuild(session: Session, chosen: argparse.Namespace) -> int:
    return _checked(session, chosen, rebuild)


def _verify(session: Session, chosen: argparse.Namespace) -> int:
    return _checked(session, chosen, verify)


def _checked(session: Session, chosen: argparse.Namespace, check: Callable[[Engine, str], Compared]) -> int:
    homes = session.homes(chosen.office)
    try:
        found = [check(engine, office) for office, engine in homes.items()]
    except OfficeUnknown as error:
        raise unknown_office(chosen.office) from error
    documents = [
        {
            "office": each.office,
            "outcomes": each.outcomes,
            "records": each.records,
            "differing": [list(key) for key in each.differing],
            "faults": list(each.faults),
        }
        for each in found
    ]
    session.told({"offices": documents, "sound": all(each.is_sound for each in found)}, _lines(found))
    return 0 if all(each.is_sound for each in found) else 1


def _lines(found: Iterable[Compared]) -> Iterable[str]:
    for each in found:
        yield _("{office}: {outcomes} outcomes, {records} records, {differing} differ").format(
            office=each.office, outcomes=each.outcomes, records=each.records, differing=len(each.differing)
        )
        yield from (f"  {record_type} {record_id}" for record_type, record_id in each.differing)
        yield from (f"  {fault}" for fault in each.faults)
