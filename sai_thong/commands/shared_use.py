"""``shared-use``: accounts, telephones and proxies of several people, and that somebody looked into them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sai_thong.commands.opening import Session
from sai_thong.commands.output import table
from sai_thong.commands.parser import Actions, action, group
from sai_thong.commands.types import add_day, add_month, add_set, one_of
from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.months import findings_of
from sai_thong.registers.allowances.records import SharedKind
from sai_thong.registers.allowances.run import draft_run
from sai_thong.registers.allowances.shared_use import SharedUse, confirm_legitimate
from sai_thong.registers.citizens.records import Citizen


class NobodyShares(Refused):
    """Nothing of this kind ends so."""

    def __init__(self) -> None:
        super().__init__(
            _("Nobody shares this, or it was looked into already."),
            kept=_("Nothing was changed."),
            do=_("Look at the list, and say the end of the number, or the proxy's name, as it stands there."),
        )


def add_to(commands: Actions) -> None:
    """Declare the command."""
    actions = group(commands, "shared-use", _("one account, telephone or proxy for several people"))
    listing = action(actions, "list", _list, _("what nobody looked into yet"))
    confirm = action(actions, "confirm", _confirm, _("somebody looked into it, and it is in order"))
    confirm.add_argument("--kind", required=True, help=_("what is shared"), **one_of(SharedKind))
    confirm.add_argument("--ending", required=True, help=_("the end of the number, or the proxy's name"))
    confirm.add_argument("--reason", required=True, help=_("why it is in order"))
    add_day(confirm)
    for command in (listing, confirm):
        add_month(command)
        add_set(command)


def _open(store: Store, arguments: argparse.Namespace) -> list[SharedUse]:
    found = findings_of(store, draft_run(store, arguments.scheme_set, arguments.month))
    return [each.shared for each in found if each.shared is not None]


def _list(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=False) as store:
        found = _open(store, arguments)
        names = [_names(store, each.person_ids) for each in found]
    document = [
        {"kind": each.kind.value, "ending": _ending(each), "people": people}
        for each, people in zip(found, names, strict=True)
    ]
    rows = ((label_of(each.kind), _ending(each), ", ".join(people)) for each, people in zip(found, names, strict=True))
    session.output.result(document, table((_("shared"), _("ending"), _("people")), rows))


def _confirm(session: Session, arguments: argparse.Namespace) -> None:
    with session.store(write=True) as store:
        chosen = [
            each
            for each in _open(store, arguments)
            if each.kind is arguments.kind and each.value.endswith(arguments.ending)
        ]
        if len(chosen) != 1:
            raise NobodyShares
        day = arguments.on or session.today
        kept = confirm_legitimate(store, arguments.scheme_set, chosen[0], reason=arguments.reason, checked_on=day)
    session.output.record(kept.record, _("It was recorded, and is told again only when somebody joins these people."))


def _names(store: Store, person_ids: Sequence[str]) -> list[str]:
    return [person.full_name for person in store.find(Citizen, id=tuple(person_ids))]


def _ending(shared: SharedUse) -> str:
    """The name of a proxy; of a number only its end."""
    return shared.value if shared.kind is SharedKind.PROXY else shared.value[-4:]
