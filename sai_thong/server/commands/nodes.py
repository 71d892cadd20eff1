"""``node add``, ``node list``, ``office move``: further databases, and which offices live on them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sai_thong.ground.language import _
from sai_thong.server.commands.session import Session, command, needs_office, office_code
from sai_thong.server.database import offices
from sai_thong.server.moving import move, undo

if TYPE_CHECKING:
    from sai_thong.server.commands.session import Actions


def add_to(commands: Actions) -> None:
    """Declare the commands about nodes."""
    node = commands.add_parser("node", help=_("Further databases that offices live on."))
    actions = node.add_subparsers(required=True, metavar=_("ACTION"))
    add = command(actions, "add", _add_node, _("Let offices live on one more database."))
    add.add_argument("node", type=office_code, metavar="NAME", help=_("what the node is called"))
    add.add_argument("--url", required=True, help=_("address of the database"))
    command(actions, "list", _list_nodes, _("Tell the nodes, and how many offices live on each."))


def add_move_to(actions: Actions) -> None:
    """Declare ``office move``."""
    moving = command(actions, "move", _move, _("Let an office live on another node; what was broken off is finished."))
    needs_office(moving, "--code")
    where = moving.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", metavar="NODE", help=_("the node it shall live on"))
    where.add_argument("--undo", action="store_true", help=_("let it live where it was; only before it has arrived"))


def _add_node(session: Session, chosen: argparse.Namespace) -> int:
    session.directory().add_node(chosen.node, chosen.url)
    session.told({"node": chosen.node}, [_("Offices may live on the node {node} now.").format(node=chosen.node)])
    return 0


def _list_nodes(session: Session, _chosen: argparse.Namespace) -> int:
    directory = session.directory()
    found = [
        {"node": node, "url": engine.url.render_as_string(hide_password=True), "offices": len(offices(engine))}
        for node, engine in directory.engines().items()
    ]
    lines = [_("{node}: {offices} offices, {url}").format(**each) for each in found]
    session.told({"nodes": found}, lines)
    return 0


def _move(session: Session, chosen: argparse.Namespace) -> int:
    directory = session.directory()
    if chosen.undo:
        undone = undo(directory, chosen.office)
        said = _("The office lives where it was.") if undone else _("The office was not on its way.")
        session.told({"office": chosen.office, "undone": undone}, [said])
        return 0
    copied = move(directory, chosen.office, chosen.to)
    rows = sum(copied.values())
    told = _("The office {code} lives on the node {node}; {rows} rows came along.")
    session.told(
        {"office": chosen.office, "node": chosen.to, "rows": copied},
        [told.format(code=chosen.office, node=chosen.to, rows=rows)],
    )
    return 0
