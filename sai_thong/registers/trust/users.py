"""Accounts: who works with the program under a name of their own, added, given roles, disabled, let in again.

The keys stand in the keys file (`db/slots`), what a person may do in the account; both change in one step, the account
last to give and first to take, so that a step that is interrupted leaves somebody with less and never with more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sai_thong.db import slots
from sai_thong.db.permits import Action
from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.registers.office.operations import Saved
from sai_thong.registers.trust.accounts import SheetPlace, UserAccount
from sai_thong.registers.trust.roles import ADMINISTRATOR, refuse_nobody_left, roles_of

_FACTS: Final = ("full_name", "position", "phone")


@dataclass(frozen=True)
class UserView:
    """Somebody who works here, or worked here.

    Attributes:
        name: User name.
        account: The account; None of a user of an office that has no accounts yet, or of a key given beside them.
        roles: What the roles are called; while nobody has an account, everybody is an administrator.
        opens: Whether a key of the file is theirs.
        sets: Numbers of the sensitive sets they open.
    """

    name: str
    account: UserAccount | None
    roles: tuple[str, ...]
    opens: bool
    sets: tuple[int, ...]


def users_of(store: Store) -> list[UserView]:
    """Everybody who may open the file, and after them who once might."""
    from sai_thong.registers.sensitive_sets import part_number

    held = slots.sets_by_user(store.path)
    accounts = {each.name: each for each in store.find(UserAccount)}
    titles = {key: role.title for key, role in roles_of(store).items()}

    def view(name: str) -> UserView:
        account = accounts.get(name)
        keys = account.roles if account else () if accounts else (ADMINISTRATOR,)
        roles = tuple(titles.get(key, key) for key in keys)
        return UserView(name, account, roles, name in held, tuple(sorted(map(part_number, held.get(name, ())))))

    return [view(name) for name in (*held, *(name for name in accounts if name not in held))]


def add_user(
    store: Store,
    name: str,
    password: str,
    *,
    roles: Sequence[str],
    facts: UserAccount | None = None,
    sets: Iterable[str] = (),
) -> Saved[UserAccount]:
    """Let one more person in, under a name of their own.

    With the first account, everybody who opened the file before becomes an administrator by name.

    Args:
        store: The open store, writable.
        name: The new user's name; never one that somebody had before, whose entries would be taken for theirs.
        password: The new user's password, which only they should know from then on.
        roles: Keys of roles.
        facts: An account whose name, position and telephone are taken over; its other fields are not.
        sets: Sensitive sets the person may open, out of those this user holds.

    Raises:
        NotPermitted: This user does not administer the users.
        KeysRefused: The name is empty or taken, the password is empty, or this user lacks a set.
        BadInput: There is no such role.
        Refused: Somebody had this name before.
    """
    store.permits.require("trust", Action.ADMINISTER)
    told = slots.user_name(name)
    known = _known_roles(store, roles)
    if store.find(UserAccount, name=told) and told not in slots.users(store.path):
        raise Refused(
            _("Somebody worked here under the name {name} before.").format(name=told),
            kept=_("Nothing was changed."),
            do=_("If it is the same person, let them in again; otherwise choose another name."),
        )
    with store.transaction() as tx:
        _begin_accounts(store, tx)
        found = tx.find(UserAccount, name=told)
        values = {each: getattr(facts, each) for each in _FACTS} if facts else {}
        account = UserAccount(name=told, roles=known, **values)
        kept = tx.update(found[0], roles=known, **values) if found else tx.insert(account)
        slots.add_user(store.path, store.keys, told, password, sets)
        return Saved(kept, tx.changes)


def change_account(
    store: Store, name: str, *, roles: Sequence[str] | None = None, facts: UserAccount | None = None, why: str = ""
) -> Saved[UserAccount]:
    """Give a person other roles, or write down who the person is.

    Raises:
        NotPermitted: This user does not administer the users.
        BadInput: There is no such user or role.
        Refused: Nobody would administer the users any more.
    """
    store.permits.require("trust", Action.ADMINISTER)
    with store.transaction(why) as tx:
        _begin_accounts(store, tx)
        account = _account(tx, name)
        values: dict[str, Any] = {each: getattr(facts, each) for each in _FACTS} if facts else {}
        if roles is not None:
            values["roles"] = _known_roles(store, roles)
        kept = tx.update(account, **values)
        refuse_nobody_left(store, tx)
        return Saved(kept, tx.changes)


def disable_user(store: Store, name: str, *, why: str) -> Saved[UserAccount]:
    """Let a person in no more: the key is taken away, the account stays, with its reason.

    Who may have copied the file keeps what was in it: after suspicion make a later key of the office as well.

    Raises:
        NotPermitted: This user does not administer the users.
        BadInput: There is no such user, or no reason.
        Refused: Nobody would administer the users any more.
        KeysRefused: The last user, or the last who opens a sensitive set.
    """
    store.permits.require("trust", Action.ADMINISTER)
    if not why.strip():
        raise BadInput(_("A user is disabled only with a reason."), do=_("Write the reason."))
    with store.transaction(why) as tx:
        _begin_accounts(store, tx)
        account = _account(tx, name)
        kept = tx.update(account, disabled_on=bangkok_today(store.clock), disabled_why=why.strip())
        refuse_nobody_left(store, tx)
        slots.remove_user(store.path, account.name)
        return Saved(kept, tx.changes)


def let_in_again(store: Store, name: str, password: str, *, why: str = "") -> Saved[UserAccount]:
    """Let a person in again who was disabled, with a new password, the old roles and no sensitive set.

    Raises:
        NotPermitted: This user does not administer the users.
        BadInput: There is no such user, or the user is not disabled.
        KeysRefused: The password is empty.
    """
    store.permits.require("trust", Action.ADMINISTER)
    with store.transaction(why) as tx:
        account = _account(tx, name)
        if account.active:
            raise BadInput(_("{name} may sign in already.").format(name=account.name))
        kept = tx.update(account, disabled_on=None, disabled_why="", password_at=tx.moment)
        slots.add_user(store.path, store.keys, account.name, password)
        return Saved(kept, tx.changes)


def give_password(store: Store, name: str, password: str) -> Saved[UserAccount]:
    """A new password for a colleague who forgot it; the sensitive sets are to be given again by a holder.

    Raises:
        NotPermitted: This user does not administer the users.
        BadInput: There is no such user.
        KeysRefused: The password is empty, or the user opens nothing.
        Refused: Nobody else opens one of the user's sensitive sets.
    """
    store.permits.require("trust", Action.ADMINISTER)
    with store.transaction(_("A new password was given.")) as tx:
        _begin_accounts(store, tx)
        account = _account(tx, name)
        held = slots.sets_by_user(store.path)
        others = frozenset().union(*(sets for user, sets in held.items() if user != account.name))
        if held.get(account.name, frozenset()) - others:
            raise Refused(
                _("{name} is the last who can open a sensitive part of the register.").format(name=account.name),
                kept=_("Nothing was changed."),
                do=_("Use the recovery sheet, and then the sheet of that part."),
            )
        kept = tx.update(account, password_at=tx.moment)
        slots.give_password(store.path, store.keys, account.name, password)
        return Saved(kept, tx.changes)


def keep_sheet_place(
    store: Store, part: int, place: str, sealed_on: date, witnesses: Iterable[str] = ()
) -> Saved[SheetPlace]:
    """Write down where a printed recovery sheet was sealed, and when.

    Raises:
        NotPermitted: This user does not administer the users.
        BadInput: The place is missing, or the day is still to come.
    """
    if not place.strip():
        raise BadInput(_("It is not said where the sheet lies."), do=_("Write the place, such as the office's safe."))
    if sealed_on > bangkok_today(store.clock):
        raise BadInput(_("The day is still to come."), do=_("Write the day the envelope was sealed."))
    with store.transaction() as tx:
        told = tuple(each.strip() for each in witnesses if each.strip())
        record = SheetPlace(part=part, sealed_on=sealed_on, place=place.strip(), witnesses=told)
        return Saved(tx.insert(record), tx.changes)


def sheet_places(shelf: Shelf) -> dict[int, SheetPlace]:
    """Where each sheet lies that was written down, by its number; 0 is the office's own."""
    return {each.part: each for each in shelf.find(SheetPlace)}


def _begin_accounts(store: Store, tx: Transaction) -> None:
    """With the first account, give one to everybody who opens the file."""
    if not tx.find(UserAccount):
        tx.insert_many(UserAccount(name=name, roles=(ADMINISTRATOR,)) for name in slots.users(store.path))


def _account(tx: Transaction, name: str) -> UserAccount:
    found = tx.find(UserAccount, name=slots.user_name(name))
    if not found:
        raise BadInput(_("There is no user {name}.").format(name=name), do=_("Look at the list of users."))
    return found[0]


def _known_roles(store: Store, roles: Sequence[str]) -> tuple[str, ...]:
    known = roles_of(store)
    for key in roles:
        if key not in known:
            raise BadInput(
                _("There is no role “{key}”.").format(key=key),
                do=_("Choose one of: {choices}.").format(choices=", ".join(known)),
            )
    if not roles:
        raise BadInput(_("A user needs a role."), do=_("Choose one of: {choices}.").format(choices=", ".join(known)))
    return tuple(dict.fromkeys(roles))
