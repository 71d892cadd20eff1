"""Who may open a store: unlocking it, and changing the people and the printed sheets that can.

A person's slot holds the data key, the office's keys and the keys of the sensitive sets that person may open. The
office's recovery sheet opens everything but the sensitive sets; each set has a sheet of its own, which opens only that
set. Whoever calls a function that changes the keys file holds the writing lock of the store.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sai_thong.db import recovery, sealing
from sai_thong.db.errors import (
    DamagedKeys,
    KeysRefused,
    StoreExists,
    WhichUser,
    WrongPassword,
    WrongRecoveryCode,
)
from sai_thong.db.keys import SET_PREFIX, Kdf, KeyRing, SaltedKdf, calibrate
from sai_thong.db.recovery import RecoverySheet
from sai_thong.db.slot_file import Slot, SlotKind, Slots, keys_path, previous_path, read, write
from sai_thong.db.slot_keys import SlotMaker, keys_of
from sai_thong.ground.clock import Clock
from sai_thong.ground.language import _

__all__ = [
    "Kdf",
    "Unlocked",
    "add_set",
    "add_user",
    "change_password",
    "create",
    "give_password",
    "grant_set",
    "known_name",
    "known_sets",
    "mend",
    "password_mark",
    "recover_set",
    "refuse_existing",
    "remove_user",
    "renew_recovery",
    "reset_password",
    "sets_by_user",
    "unlock",
    "unlock_by_recovery",
    "users",
]


@dataclass(frozen=True)
class Unlocked:
    """A store whose keys are in memory.

    Attributes:
        user: Who opened it; empty when the recovery sheet did.
        ring: The keys.
        store_id: Random name of the store, the same for ever.
        from_previous: The keys file was torn and the previous one was used: worth telling.
    """

    user: str
    ring: KeyRing = field(repr=False)
    store_id: str
    from_previous: bool = False


def user_name(name: str) -> str:
    """A user's name as it is kept: one way of composing, no spaces around."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _refuse_password(password: str) -> None:
    if not password:
        raise KeysRefused(_("The password is empty."), do=_("Type a password."))


def refuse_existing(store: Path) -> None:
    """Refuse to make a store where any file of one lies, its write-ahead log and its keys included.

    Raises:
        StoreExists: Naming the file found.
    """
    beside = [store.with_name(store.name + suffix) for suffix in ("", "-wal", "-journal")]
    for path in (*beside, keys_path(store), previous_path(store)):
        if path.exists():
            raise StoreExists(path)


def create(
    store: Path,
    *,
    office: str,
    user: str,
    password: str,
    clock: Clock,
    sets: Sequence[str] = (),
    kdf: Kdf | None = None,
    ring: KeyRing | None = None,
) -> tuple[KeyRing, list[RecoverySheet]]:
    """Make the keys of a new store, held by its first user, who holds every one.

    Args:
        store: Where the store file will be.
        office: Name of the office, for the sheets.
        user: Name of the first user.
        password: That user's password.
        clock: Dates the sheets.
        sets: Names of the sensitive sets; neutral, since they stand in the keys file in the clear.
        kdf: Cost of a password guess; calibrated on this machine when not given.
        ring: Keys to take over, when this is one more machine of an office; fresh ones when not given.

    Returns:
        The keys, and the recovery sheets to print: the office's first, then one a set. Their codes are kept nowhere.

    Raises:
        StoreExists: A store or its keys already lie there.
        KeysRefused: The password or the name is empty.
        DiskFull, ReadOnlyDisk, DiskTrouble: Nothing was written.
    """
    refuse_existing(store)
    _refuse_password(password)
    if not user_name(user):
        raise KeysRefused(_("The user name is empty."), do=_("Type a name."))
    made = ring or KeyRing.new(sets)
    maker = SlotMaker(secrets.token_hex(16), made.data_key, kdf or calibrate())
    codes = {name: recovery.new_code() for name in (None, *made.set_keys)}
    sheets = [RecoverySheet(office, clock.now(), code, name) for name, code in codes.items()]
    slots = [
        maker.set_sheet(name, code, made) if name is not None else maker.office_sheet(code, made)
        for name, code in codes.items()
    ]
    write(store, Slots(maker.store_id, (maker.user(user_name(user), password, made), *slots), generation=0))
    return made, sheets


def nobody() -> Slots:
    """The slots of a store that nobody opens yet."""
    return Slots(secrets.token_hex(16), (), generation=0)


def users(store: Path) -> tuple[str, ...]:
    """Who can open the store, in the order they were added.

    Raises:
        KeysMissing, DamagedKeys, NewerFile: The keys file cannot be read.
    """
    return read(store).users()


def known_name(store: Path, user: str | None) -> str:
    """The user of this store that is meant, or the only one; empty for a name that is none of them.

    What was typed for a name may be a password in the wrong field, and is not to be written anywhere.
    """
    names = users(store)
    if user is None:
        return names[0] if len(names) == 1 else ""
    return user_name(user) if user_name(user) in names else ""


def password_mark(store: Path, user: str) -> bytes:
    """What every new password of a user changes, and nothing else; empty for somebody who opens nothing."""
    slot = read(store).find(SlotKind.USER, user)
    return slot.public_key if slot else b""


def sets_by_user(store: Path) -> dict[str, frozenset[str]]:
    """The sensitive sets that each user opens, in the order the users were added."""
    slots = read(store)
    return {name: slots.sets_of(name) for name in slots.users()}


def unlock(store: Path, user: str | None, password: str) -> Unlocked:
    """Open the keys of a store with a password. One guess is always paid for, whether or not the user exists.

    Args:
        store: The store file.
        user: Who; may be None while there is one user only.
        password: The password.

    Raises:
        WhichUser: None was named and there are several.
        WrongPassword: The user or the password is wrong.
        KeysMissing, DamagedKeys, NewerFile: The keys file cannot be read.
    """
    slots = read(store)
    names = slots.users()
    if user is None and len(names) != 1:
        raise WhichUser(names)
    name = names[0] if user is None else user_name(user)
    keys = _user_keys(store, slots, name, password)
    return Unlocked(name, KeyRing.from_named(keys), slots.store_id, slots.from_previous)


def mend(store: Path) -> None:
    """Write the keys file anew from the previous one, after an unlocking that had to use it (`from_previous`)."""
    write(store, read(store))


def _user_keys(store: Path, slots: Slots, name: str, password: str) -> dict[str, bytes]:
    slot = slots.find(SlotKind.USER, name)
    if slot is None:
        SaltedKdf.fresh(_password_kdf(slots)).key(password)
        raise WrongPassword
    keys = keys_of(slot, password, keys_path(store))
    if keys is None:
        raise WrongPassword
    return keys


def unlock_by_recovery(store: Path, typed_code: str) -> Unlocked:
    """Open a store with the office's recovery sheet: everything but the sensitive sets.

    Raises:
        BadRecoveryCode: Mistyped, with the group.
        WrongRecoveryCode: Another office's sheet, an older one, or the sheet of a sensitive set.
        KeysMissing, DamagedKeys, NewerFile: The keys file cannot be read.
    """
    code = recovery.read_code(typed_code)
    slots = read(store)
    slot = slots.find(SlotKind.RECOVERY)
    keys = keys_of(slot, code, keys_path(store)) if slot else None
    if keys is None:
        raise WrongRecoveryCode
    return Unlocked("", KeyRing.from_named(keys), slots.store_id, slots.from_previous)


def recover_set(store: Path, set_name: str, typed_code: str) -> bytes:
    """The key of one sensitive set, from that set's own sheet; `grant_set` then gives it to a user.

    Raises:
        BadRecoveryCode, WrongRecoveryCode, KeysMissing, DamagedKeys, NewerFile: As `unlock_by_recovery`.
    """
    code = recovery.read_code(typed_code)
    slots = read(store)
    slot = slots.find(SlotKind.SET_RECOVERY, set_name)
    keys = keys_of(slot, code, keys_path(store)) if slot else None
    if keys is None:
        raise WrongRecoveryCode
    return keys[SET_PREFIX + set_name]


def _password_kdf(slots: Slots) -> Kdf:
    """The cost passwords of the store were calibrated to: that of its first user."""
    return next(slot.kdf.cost for slot in slots.slots if slot.kind is SlotKind.USER)


def change_password(store: Path, user: str, old: str, new: str) -> None:
    """Give a user a new password; the old one opens neither the keys file nor the previous one kept beside it.

    Raises:
        WrongPassword: `old` is wrong.
        KeysRefused: `new` is empty.
    """
    _refuse_password(new)
    slots = read(store)
    name = user_name(user)
    ring = KeyRing.from_named(_user_keys(store, slots, name, old))
    maker = SlotMaker(slots.store_id, ring.data_key, _password_kdf(slots))
    known = _existing(slots, name)
    changed = replace(maker.user(name, new, ring), birth=known.birth, owed=known.owed)
    write(store, _renewed(slots, changed), forget_previous=True)


def add_user(store: Path, ring: KeyRing, name: str, password: str, sets: Iterable[str] = ()) -> None:
    """Let one more person open the store.

    Args:
        store: The store file.
        ring: Keys of whoever adds the person.
        name: The new person's name.
        password: The new person's password.
        sets: Sensitive sets the new person may open, out of those the ring holds.

    Raises:
        KeysRefused: The name is empty or taken, the password is empty, or the ring lacks a set.
    """
    _refuse_password(password)
    slots = read(store)
    added = user_name(name)
    if not added or slots.find(SlotKind.USER, added):
        raise KeysRefused(_("The user name {name} is empty or already taken.").format(name=added or "-"))
    chosen = tuple(sets)
    for set_name in chosen:
        _refuse_unheld(ring, set_name)
    maker = SlotMaker(slots.store_id, ring.data_key, _password_kdf(slots))
    write(store, _renewed(slots, maker.user(added, password, ring, chosen)))


def _renewed(slots: Slots, slot: Slot) -> Slots:
    """These slots with a new one, of the revision that comes next."""
    return slots.putting(replace(slot, revision=slots.revision_after(slot.kind, slot.name)))


def _refuse_unheld(ring: KeyRing, set_name: str) -> None:
    if set_name not in ring.set_keys:
        raise KeysRefused(
            _("Only someone who holds the key of this part of the register can give it to others."),
            do=_("Ask a holder of it, or use its own recovery sheet."),
        )


def _existing(slots: Slots, name: str) -> Slot:
    slot = slots.find(SlotKind.USER, user_name(name))
    if slot is None:
        raise KeysRefused(_("There is no user {name}.").format(name=name))
    return slot


def remove_user(store: Path, name: str) -> None:
    """Take the store away from a person. The data key stays: after suspicion the store must be re-keyed as well.

    Raises:
        KeysRefused: No such user, the last one, or the last who holds some sensitive set.
    """
    slots = read(store)
    slot = _existing(slots, name)
    if len(slots.users()) == 1:
        raise KeysRefused(_("The last user cannot be removed."), do=_("Add another user first."))
    left = slots.without_user(slot.name)
    if any(not left.holders(key_name) for key_name in slot.key_names() if key_name.startswith(SET_PREFIX)):
        raise KeysRefused(
            _("{name} is the last who can open a sensitive part of the register.").format(name=slot.name),
            do=_("Give it to a successor first."),
        )
    write(store, left, forget_previous=True)


def grant_set(store: Path, ring: KeyRing, name: str, set_name: str) -> None:
    """Let a user open a sensitive set; the user need not be present and gets it at the next unlocking.

    Raises:
        KeysRefused: No such user, or the ring itself lacks the set.
        DamagedKeys: The user's public key is not the one the program made: somebody changed the keys file.
    """
    _refuse_unheld(ring, set_name)
    slots = read(store)
    write(store, slots.putting(_handed(store, slots, ring, name, set_name)))


def _handed(store: Path, slots: Slots, ring: KeyRing, name: str, set_name: str) -> Slot:
    """The slot of a user with the key of a set handed to it."""
    slot = _existing(slots, name)
    place = slot.place
    if not secrets.compare_digest(slot.vouched, place.vouch(ring.data_key, slot.public_key)):
        raise DamagedKeys(keys_path(store))
    key_name = SET_PREFIX + set_name
    box = place.hand(slot.public_key, key_name, ring.set_keys[set_name])
    return replace(slot, handed={**slot.handed, key_name: box}, owed=slot.owed - {key_name})


def known_sets(store: Path) -> frozenset[str]:
    """The sensitive sets the store has a key for, whoever holds it."""
    key_names = (name for slot in read(store).slots for name in slot.key_names())
    return frozenset(name.removeprefix(SET_PREFIX) for name in key_names if name.startswith(SET_PREFIX))


def add_set(
    store: Path, ring: KeyRing, user: str, set_name: str, *, office: str, clock: Clock
) -> tuple[KeyRing, RecoverySheet]:
    """Make the key of one more sensitive set, for a store made before the program knew the set.

    The key and its sheet's slot go into the keys file in one writing, so that none is ever without the other.

    Args:
        store: The store file.
        ring: Keys of whoever adds the set.
        user: That user's name; holds the new key, and grants it to others.
        set_name: Neutral name of the set.
        office: Name of the office, for the sheet.
        clock: Dates the sheet.

    Returns:
        The ring with the new key, and the set's own recovery sheet to print.

    Raises:
        KeysRefused: The store has a key for this set already, or there is no such user.
        DamagedKeys: The user's public key is not the one the program made: somebody changed the keys file.
    """
    if set_name in known_sets(store):
        raise KeysRefused(
            _("This part of the register has a key already."),
            kept=_("The key and its recovery sheet stay as they are."),
            do=_("Ask a holder of it, or use its own recovery sheet."),
        )
    slots = read(store)
    grown = ring.with_set(set_name, sealing.new_key())
    maker = SlotMaker(slots.store_id, ring.data_key, _password_kdf(slots))
    code = recovery.new_code()
    held = slots.putting(_handed(store, slots, grown, user, set_name))
    write(store, _renewed(held, maker.set_sheet(set_name, code, grown)))
    return grown, RecoverySheet(office, clock.now(), code, set_name)


def reset_password(store: Path, typed_code: str, user: str, new: str) -> None:
    """Give a user who forgot the password a new one, by the office's recovery sheet.

    The sensitive sets that user held are lost to that user until another holder or the set's own sheet gives them back.

    Raises:
        BadRecoveryCode, WrongRecoveryCode: The code is mistyped or another.
        KeysRefused: No such user, or the new password is empty.
    """
    give_password(store, unlock_by_recovery(store, typed_code).ring, user, new)


def give_password(store: Path, ring: KeyRing, user: str, new: str) -> None:
    """Give a user a new password by the keys of a colleague; the old one opens nothing any more.

    No sensitive set goes with it: whoever knows the new password might be the colleague.

    Raises:
        KeysRefused: No such user, or the new password is empty.
    """
    _refuse_password(new)
    slots = read(store)
    maker = SlotMaker(slots.store_id, ring.data_key, _password_kdf(slots))
    write(store, _renewed(slots, maker.user(_existing(slots, user).name, new, ring, ())), forget_previous=True)


def renew_recovery(
    store: Path, ring: KeyRing, *, office: str, clock: Clock, for_set: str | None = None
) -> RecoverySheet:
    """A new recovery sheet in place of one that was lost or seen; the old code opens nothing any more.

    Raises:
        KeysRefused: The ring lacks the set.
    """
    slots = read(store)
    maker = SlotMaker(slots.store_id, ring.data_key, _password_kdf(slots))
    code = recovery.new_code()
    if for_set is None:
        slot = maker.office_sheet(code, ring)
    else:
        _refuse_unheld(ring, for_set)
        slot = maker.set_sheet(for_set, code, ring)
    write(store, _renewed(slots, slot), forget_previous=True)
    return RecoverySheet(office, clock.now(), code, for_set)
