"""Changes of what opens the file and its sensitive sets, each with its entry in the access log.

Accounts say what somebody may do (`users`); here only the keys file changes. The entry is written in the transaction in
which the keys file is replaced, so that neither stands without the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sai_thong.db import access_log, guessing, slots
from sai_thong.db.access_log import Access, Look
from sai_thong.db.damage_note import is_damaged
from sai_thong.db.errors import DamagedFile, WrongPassword, WrongRecoveryCode
from sai_thong.db.permits import Action
from sai_thong.db.recovery import RecoverySheet
from sai_thong.db.store import Store
from sai_thong.ground.clock import Clock
from sai_thong.registers.trust.accounts import UserAccount


def change_own_password(store: Store, old: str, new: str) -> None:
    """Give the user of an open store another password; who merely sits at the window guesses no faster than outside.

    Raises:
        WrongPassword, TooSoon: `old` is wrong, or tried too soon after wrong ones.
        KeysRefused: `new` is empty.
    """
    with _guarded(store), access_log.noted_with(store, Look(Access.PASSWORD, store.file_id)):
        slots.change_password(store.path, store.user, old, new)


def reset_password_by_sheet(path: Path, code: str, user: str, new: str, clock: Clock) -> None:
    """Give a user who forgot the password a new one by the office's recovery sheet; wrong codes are noted and slowed.

    Of a damaged file only the keys are touched, without an entry: nothing new shall stand in it, and the password is
    needed to bring the office back.

    Raises:
        BadRecoveryCode, WrongRecoveryCode, TooSoon: The code is mistyped, another, or tried too soon after wrong ones.
        StoreLocked: Somebody has the file open.
        KeysRefused: There is no such user, or the new password is empty.
    """
    if is_damaged(path):
        slots.reset_password(path, code, user, new)
        return
    try:
        store = Store.open(path, password=code, clock=clock, by_sheet=True)
    except DamagedFile:
        slots.reset_password(path, code, user, new)
        return
    name = slots.user_name(user)
    with store, access_log.noted_with(store, Look(Access.PASSWORD_BY_SHEET, _of_user(store, name)), by=name):
        slots.give_password(path, store.keys, name, new)


def open_set_to(store: Store, user: str, set_name: str) -> None:
    """Let a colleague open a sensitive set that the user of the store holds.

    Raises:
        KeysRefused: There is no such user, or the user of the store does not hold the set.
    """
    with access_log.noted_with(store, Look(Access.SET_OPENED, _of_user(store, user), set_name)):
        slots.grant_set(store.path, store.keys, user, set_name)


def open_set_by_sheet(store: Store, user: str, set_name: str, code: str) -> None:
    """Let somebody open a sensitive set by its own recovery sheet.

    Raises:
        BadRecoveryCode, WrongRecoveryCode, TooSoon: The code is mistyped, another, or tried too soon after wrong ones.
        KeysRefused: There is no such user.
    """
    with _guarded(store):
        key = slots.recover_set(store.path, set_name, code)
    with access_log.noted_with(store, Look(Access.SET_OPENED, _of_user(store, user), set_name)):
        slots.grant_set(store.path, store.keys.with_set(set_name, key), user, set_name)


def renew_sheet(store: Store, for_set: str | None = None) -> RecoverySheet:
    """Make a recovery sheet anew, the office's or a sensitive set's; the one before opens nothing any more.

    Raises:
        NotPermitted: This user does not administer the users.
        KeysRefused: This user does not hold the set.
    """
    store.permits.require("trust", Action.ADMINISTER)
    office = store.fact("office_name")
    with access_log.noted_with(store, Look(Access.NEW_SHEET, for_set or store.file_id)):
        return slots.renew_recovery(store.path, store.keys, office=office, clock=store.clock, for_set=for_set)


@contextmanager
def _guarded(store: Store) -> Iterator[None]:
    """Slow what tries a secret of the store's user, and note a wrong one, as at the door."""
    guessing.refuse_too_soon(store.path, store.user, store.clock)
    try:
        yield
    except (WrongPassword, WrongRecoveryCode):
        access_log.note_refused(store.path, store.user, store.clock)
        raise


def _of_user(store: Store, name: str) -> str:
    """Under which id the log speaks of a user: the account's, or the file's where the office has no accounts yet."""
    found = store.find(UserAccount, name=slots.user_name(name))
    return found[0].id if found else store.file_id
