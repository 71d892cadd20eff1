"""``access``: who looked at, unmasked, printed, exported or searched for what, and who signed in or was refused."""

from __future__ import annotations

import argparse
from datetime import datetime, time, timedelta

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.types import add_day, one_of
from sai_thong.commands.whom import person
from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look, Wanted
from sai_thong.ground.clock import BANGKOK
from sai_thong.ground.language import _
from sai_thong.registers.trust.access_words import access_words, ids_of_person


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "access", _("who saw, printed and exported what"))
    listing = action(actions, "list", _list, _("the access log, oldest first"))
    listing.add_argument("--who", metavar=_("WHO"), help=_("only of one person: citizen ID, or the id that lists show"))
    listing.add_argument("--by", default="", metavar=_("NAME"), help=_("only what one user did"))
    listing.add_argument(
        "--kind", action="append", default=[], help=_("only one kind; may be repeated"), **one_of(Access)
    )
    add_day(listing, "--from", words=_("from a day on, such as 1/10/2569"))
    add_day(listing, "--to", words=_("until a day, such as 30/9/2570"))


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        wanted = _wanted(arguments)
        if arguments.who:
            of_person = access_log.seen(store, ids_of_person(store, person(store, arguments.who)))
            found = [each for each in of_person if wanted.has(each)]
        else:
            found = access_log.accesses(store, wanted)
        access_log.note(store, Look(Access.VIEW, "access", "access list"))
    documents = [
        {
            "at": each.at.isoformat(),
            "user": each.user,
            "kind": each.kind.value if each.kind else "",
            "record": each.record_id,
            "detail": each.detail,
            "why": each.why,
            "entry": each.entry,
        }
        for each in found
    ]
    columns = (_("when"), _("who"), _("what"), _("record"), _("details"), _("why"))
    rows = (
        (
            f"{each.at.astimezone(BANGKOK):%Y-%m-%d %H:%M}",
            each.user,
            access_words(each),
            each.record_id,
            each.detail,
            each.why,
        )
        for each in found
    )
    session.output.result(documents, table(columns, rows))


def _wanted(arguments: argparse.Namespace) -> Wanted:
    first, last = getattr(arguments, "from"), arguments.to
    return Wanted(
        since=datetime.combine(first, time(), BANGKOK) if first else None,
        until=datetime.combine(last + timedelta(days=1), time(), BANGKOK) if last else None,
        user=arguments.by,
        kinds=frozenset(arguments.kind),
    )
