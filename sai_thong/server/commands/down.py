"""``down add|list|withdraw``: what the province sends down to its offices."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.from_province.contents import DOWN_KIND_LABELS, DownKind
from sai_thong.server.commands.session import Session, command
from sai_thong.server.database import authority_key, reading
from sai_thong.server.down import SentItem, send_down, sent_down, withdraw

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions


def add_to(commands: Actions) -> None:
    """Declare the command."""
    down = commands.add_parser("down", help=_("What is sent down to the offices."))
    actions = down.add_subparsers(required=True, metavar=_("ACTION"))
    add = command(actions, "add", _add, _("Send something down, signed."))
    add.add_argument(
        "--kind", required=True, choices=[each.value for each in DownKind], help=_("what kind of thing is sent")
    )
    add.add_argument("--title", required=True, help=_("what it is about, in a line"))
    whom = add.add_mutually_exclusive_group()
    whom.add_argument("--office", default="", metavar="CODE", help=_("only for this office"))
    whom.add_argument("--district", default="", help=_("only for the offices of this district"))
    add.add_argument("file", type=Path, metavar=_("FILE"), help=_("words of an announcement, or TOML"))
    command(actions, "list", _list, _("What was sent down."))
    gone = command(actions, "withdraw", _withdraw, _("Let something be meant no longer."))
    gone.add_argument("number", type=int, metavar=_("NUMBER"), help=_("its number"))


def _add(session: Session, chosen: argparse.Namespace) -> int:
    try:
        content = chosen.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            _("The file {name} cannot be read.").format(name=chosen.file), do=_("Save it as text in UTF-8.")
        ) from error
    directory = session.directory()
    number = send_down(
        directory.engines().values(),
        authority_key(directory.first),
        session.clock,
        kind=DownKind(chosen.kind),
        title=chosen.title,
        content=content,
        office=chosen.office,
        district=chosen.district,
    )
    session.told({"number": number}, [_("Sent down as no. {number}.").format(number=number)])
    return 0


def _list(session: Session, _chosen: argparse.Namespace) -> int:
    with reading(session.directory().first) as connection:
        found = sent_down(connection)
    lines = [
        "  ".join((str(each.number), each.sent_at, _(DOWN_KIND_LABELS[each.kind]), each.title, _whom(each)))
        for each in found
    ]
    session.told([asdict(each) for each in found], lines or [_("Nothing was sent down.")])
    return 0


def _whom(item: SentItem) -> str:
    told = item.office or item.district or _("everybody")
    return _("{told} (withdrawn)").format(told=told) if item.withdrawn_at else told


def _withdraw(session: Session, chosen: argparse.Namespace) -> int:
    directory = session.directory()
    withdraw(directory.engines().values(), authority_key(directory.first), session.clock, chosen.number)
    session.told({"number": chosen.number}, [_("No. {number} is withdrawn.").format(number=chosen.number)])
    return 0
