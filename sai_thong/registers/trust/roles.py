"""Roles: what the office's posts may do, register by register; ready-made, and as the office made them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sai_thong.db import slots
from sai_thong.db.permits import Action
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import N_, _
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.trust.accounts import Role, UserAccount

ADMINISTRATOR: Final = "administrator"

AREAS: Final[Mapping[str, str]] = {
    "citizens": N_("Citizens"),
    "allowances": N_("Allowances"),
    "petitions": N_("Petitions"),
    "saraban": N_("Saraban"),
    "assets": N_("Assets"),
    "office": N_("Office and settings"),
    "sync": N_("Data exchange"),
    "trust": N_("Security"),
}
"""The registers that roles are given by; the others belong to the work of these."""

_READING: Final = (Action.VIEW, Action.PRINT)
_WORK: Final = (Action.VIEW, Action.EDIT, Action.PRINT, Action.EXPORT)
_WORK_ON_PEOPLE: Final = (*_WORK, Action.UNMASK)

OFFERED: Final[Mapping[str, tuple[Action, ...]]] = {
    "citizens": _WORK_ON_PEOPLE,
    "allowances": (*_WORK_ON_PEOPLE, Action.APPROVE),
    "petitions": (*_WORK_ON_PEOPLE, Action.APPROVE),
    "saraban": (*_WORK_ON_PEOPLE, Action.APPROVE),
    "assets": (*_WORK_ON_PEOPLE, Action.APPROVE),
    "office": (Action.EDIT, Action.PRINT, Action.EXPORT),
    "sync": (Action.EDIT, Action.ADMINISTER),
    "trust": (*_WORK_ON_PEOPLE, Action.ADMINISTER),
}
"""What can be allowed in each register."""

LEANS_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "allowances": ("citizens",),
    "petitions": ("citizens", "saraban"),
}
"""Registers without which another cannot be read: who may view it views these too."""


@dataclass(frozen=True)
class RoleView:
    """A role as it stands: ready-made, made over by the office, or the office's own.

    Attributes:
        key: Its name in accounts.
        title: What it is called, in the language in use where it is ready-made.
        allowed: Actions by register.
        ready_made: Whether the program has a role of this key.
        changed: Whether the office made it, or made it over.
    """

    key: str
    title: str
    allowed: Mapping[str, frozenset[Action]]
    ready_made: bool
    changed: bool


def _all() -> dict[str, tuple[Action, ...]]:
    return dict(OFFERED)


def _viewing(*more: Action) -> dict[str, tuple[Action, ...]]:
    """Reading everything, and `more` where it can be allowed."""
    wanted = {*_READING, *more}
    return {area: tuple(each for each in offered if each in wanted) for area, offered in OFFERED.items()}


READY_MADE: Final[Mapping[str, tuple[str, Mapping[str, tuple[Action, ...]]]]] = {
    ADMINISTRATOR: (N_("Administrator of the program"), _all()),
    "executive": (N_("Executive (mayor, clerk of the office)"), _viewing(Action.APPROVE)),
    "community-developer": (
        N_("Community development officer"),
        {"citizens": _WORK_ON_PEOPLE, "allowances": _WORK_ON_PEOPLE, "office": (Action.PRINT,), "sync": (Action.EDIT,)},
    ),
    "general-clerk": (
        N_("General administration clerk"),
        {
            "citizens": _WORK_ON_PEOPLE,
            "petitions": _WORK_ON_PEOPLE,
            "saraban": _WORK_ON_PEOPLE,
            "office": (Action.EDIT, Action.PRINT),
            "sync": (Action.EDIT,),
        },
    ),
    "supply-officer": (
        N_("Supply officer"),
        {"assets": _WORK_ON_PEOPLE, "office": (Action.PRINT,), "sync": (Action.EDIT,)},
    ),
    "finance-officer": (
        N_("Finance officer"),
        {
            "allowances": (Action.VIEW, Action.PRINT, Action.EXPORT),
            "assets": (Action.VIEW, Action.PRINT, Action.EXPORT),
            "office": (Action.PRINT,),
        },
    ),
    "case-worker": (
        N_("Officer who works on petitions"),
        {"petitions": (Action.VIEW, Action.EDIT, Action.PRINT), "office": (Action.PRINT,)},
    ),
    "auditor": (N_("Auditor (reads everything)"), _viewing(Action.EXPORT)),
}
"""Title and what is allowed, of the roles that the program brings; none of them opens a sensitive set."""


def roles_of(shelf: Shelf) -> dict[str, RoleView]:
    """Every role that can be given, by its key: the ready-made ones first."""
    made = {role.key: role for role in shelf.find(Role)}
    views = {
        key: RoleView(key, _(title), _frozen(allowed), ready_made=True, changed=False)
        for key, (title, allowed) in READY_MADE.items()
    }
    for key, role in made.items():
        if role.ended_on is not None:
            views.pop(key, None)
            continue
        views[key] = RoleView(key, role.title, read_grants(role.grants), ready_made=key in READY_MADE, changed=True)
    return views


def save_role(
    store: Store, key: str, title: str, allowed: Mapping[str, Iterable[Action]], *, why: str = ""
) -> Saved[Role]:
    """Make a role, or make one over.

    Raises:
        NotPermitted: This user does not administer the users.
        BadInput: The title is empty, or nothing of this register can be allowed so.
        Refused: It is the administrator's, which stays whole, or nobody would administer the users any more.
    """
    store.permits.require("trust", Action.ADMINISTER)
    key = key.strip()
    if key == ADMINISTRATOR:
        raise Refused(
            _("The administrator's role stays as it is: without it nobody could mend the others."),
            kept=_("Nothing was changed."),
            do=_("Make another role, and give that."),
        )
    if not title.strip() or not key:
        raise BadInput(_("A role needs a name."), do=_("Write what the office calls it."))
    grants = _grants(allowed)
    with store.transaction(why) as tx:
        found = tx.find(Role, key=key)
        if found:
            kept = tx.update(found[0], title=title.strip(), grants=grants, ended_on=None)
        else:
            kept = tx.insert(Role(key=key, title=title.strip(), grants=grants))
        if tx.find(UserAccount):
            refuse_nobody_left(store, tx)
        return Saved(kept, tx.changes)


def end_role(store: Store, key: str, *, why: str) -> Saved[Role]:
    """Offer a role no more; it is taken back from nobody, so it must be nobody's.

    Raises:
        NotPermitted: This user does not administer the users.
        Refused: Somebody has it, or it is the administrator's.
        BadInput: There is no such role, or no reason.
    """
    store.permits.require("trust", Action.ADMINISTER)
    role = roles_of(store).get(key)
    if role is None:
        raise BadInput(_("There is no role “{key}”.").format(key=key), do=_("Look at the list of roles."))
    if not why.strip():
        raise BadInput(_("A role is ended only with a reason."), do=_("Write the reason."))
    holders = [each.name for each in store.find(UserAccount) if each.active and key in each.roles]
    if holders or key == ADMINISTRATOR:
        raise Refused(
            _("The role “{title}” is still held.").format(title=role.title),
            kept=_("Nothing was changed."),
            do=_("Give its holders another role first: {names}.").format(names=", ".join(holders) or role.title),
        )
    today = bangkok_today(store.clock)
    with store.transaction(why) as tx:
        found = tx.find(Role, key=key)
        if found:
            kept = tx.update(found[0], ended_on=today)
        else:
            grants = _grants(role.allowed)
            kept = tx.insert(Role(key=key, title=role.title, grants=grants, ended_on=today))
        return Saved(kept, tx.changes)


def refuse_nobody_left(store: Store, shelf: Shelf) -> None:
    """Somebody must be left who can sign in and administer the users.

    Args:
        store: The open store.
        shelf: The accounts and roles as they would stand.

    Raises:
        Refused: Nobody would be.
    """
    known = roles_of(shelf)
    opening = slots.users(store.path)
    for account in shelf.find(UserAccount):
        roles = [known[key] for key in account.roles if key in known]
        if account.active and account.name in opening and Action.ADMINISTER in allowed_by(roles).get("trust", ()):
            return
    raise Refused(
        _("Nobody would administer the users any more."),
        kept=_("Nothing was changed."),
        do=_("Give another person the administrator's role first."),
    )


def read_grants(grants: Iterable[str]) -> dict[str, frozenset[Action]]:
    """Actions by register of ``<register>:<action>``; what a newer program allows besides is passed over."""
    known = {each.value for each in Action}
    told: dict[str, set[Action]] = {}
    for grant in grants:
        area, _colon, action = grant.partition(":")
        if action in known:
            told.setdefault(area, set()).add(Action(action))
    return {area: frozenset(actions) for area, actions in told.items()}


def allowed_by(roles: Iterable[RoleView]) -> dict[str, frozenset[Action]]:
    """What several roles allow together, with the views that the registers lean on."""
    told: dict[str, set[Action]] = {}
    for role in roles:
        for area, actions in role.allowed.items():
            told.setdefault(area, set()).update(actions)
    for area, needed in LEANS_ON.items():
        if Action.VIEW in told.get(area, ()):
            for each in needed:
                told.setdefault(each, set()).add(Action.VIEW)
    return {area: frozenset(actions) for area, actions in told.items()}


def _grants(allowed: Mapping[str, Iterable[Action]]) -> tuple[str, ...]:
    wanted = {(area, Action(action)) for area, actions in allowed.items() for action in actions}
    offered = [(area, action) for area, actions in OFFERED.items() for action in actions]
    for area, action in sorted(wanted - set(offered)):
        raise BadInput(
            _("“{grant}” is nothing that a role allows.").format(grant=f"{area}:{action}"),
            do=_("Choose one of: {choices}.").format(choices=", ".join(f"{each}:{what}" for each, what in offered)),
        )
    return tuple(f"{area}:{action}" for area, action in offered if (area, action) in wanted)


def _frozen(allowed: Mapping[str, Iterable[Action]]) -> dict[str, frozenset[Action]]:
    return {area: frozenset(actions) for area, actions in allowed.items()}
