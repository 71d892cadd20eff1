"""``roles``: what the posts of the office may do, register by register."""

from __future__ import annotations

import argparse

from sai_thong.commands.opening import Session
from sai_thong.commands.parser import Actions, action, group
from sai_thong.db.permits import ACTION_LABELS, Action
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.trust import roles


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "roles", _("what the posts of the office may do"))
    action(actions, "list", _list, _("every role and what it allows"))
    save = action(actions, "save", _save, _("make a role, or make one over"))
    save.add_argument("key", metavar=_("KEY"))
    save.add_argument("--title", required=True, help=_("what the office calls it"))
    told = _("what it allows, such as petitions:edit; once for each")
    save.add_argument("--allow", dest="grants", action="append", default=[], metavar="REGISTER:ACTION", help=told)
    end = action(actions, "end", _end, _("offer a role no more"))
    end.add_argument("key", metavar=_("KEY"))
    end.add_argument("--why", required=True, help=_("reason, for the journal"))


def _list(session: Session, _arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = list(roles.roles_of(store).values())
    documents = [
        {
            "key": each.key,
            "title": each.title,
            "ready_made": each.ready_made,
            "changed": each.changed,
            "allows": {area: sorted(actions) for area, actions in each.allowed.items() if actions},
        }
        for each in found
    ]
    session.output.result(documents, [line for each in found for line in _lines(each)])


def _lines(role: roles.RoleView) -> list[str]:
    told = [f"{role.key}\t{role.title}"]
    for area, actions in role.allowed.items():
        words = ", ".join(_(label) for each, label in ACTION_LABELS.items() if each in actions)
        if words:
            told.append(f"\t{_(roles.AREAS[area])}: {words}")
    return told


def _save(session: Session, arguments: argparse.Namespace) -> None:
    allowed: dict[str, list[Action]] = {}
    for grant in arguments.grants:
        area, _colon, what = grant.partition(":")
        if what not in {each.value for each in Action}:
            raise BadInput(
                _("“{grant}” is nothing that a role allows.").format(grant=grant),
                do=_("Choose one of: {choices}.").format(choices=", ".join(Action)),
            )
        allowed.setdefault(area, []).append(Action(what))
    with session.store(write=True) as store:
        done = roles.save_role(store, arguments.key, arguments.title, allowed)
    session.output.record(done.record)


def _end(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        done = roles.end_role(store, arguments.key, why=arguments.why)
    session.output.record(done.record)
