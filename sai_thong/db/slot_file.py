"""The keys file beside a store: one slot for each person and each printed sheet, each holding its own wrapped keys.

``<store>.keys`` is JSON written in one canonical way with a digest, so that any flipped bit is seen. It is replaced by
new file, fsync and rename; the last whole version stays as ``<store>.keys.previous`` and is read when the current one
is torn. Write it only while holding the writing lock of the store.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from sai_thong.db.durable_file import write_whole
from sai_thong.db.errors import DamagedKeys, KeysMissing, NewerFile, StoreMissing, translate_os_errors
from sai_thong.db.keys import SET_PREFIX, Kdf, Place, SaltedKdf

FORMAT = "sai-thong-keys"
VERSION = 2
"""1: before the keys of an office went to its other computers; read still."""


class SlotKind(StrEnum):
    """Who a slot opens for."""

    USER = "user"
    RECOVERY = "recovery"
    SET_RECOVERY = "set-recovery"


@dataclass(frozen=True)
class Slot:
    """The wrapped keys of one person or sheet.

    Attributes:
        kind: A user, the office's recovery sheet, or the sheet of one sensitive set.
        name: User name, empty, or name of the set.
        kdf: How the password or code becomes the key that wraps the others.
        wrapped: Key name to wrapped key.
        public_key: Where keys for this slot can be sealed while its owner is away.
        vouched: Proof for holders of the data key that `public_key` is genuine.
        home: Name of the store it was made in; every wrapping is bound to it, on the office's other computers too.
        birth: Random name of the person's being added or of a sheet; what was granted belongs to it.
        revision: Rises with every new password; the higher one stands where two computers changed a slot.
        handed: Key name to a key sealed to `public_key`; it counts before the wrapped one.
        owed: Key names that were granted while the password changed elsewhere; a holder hands them again.
    """

    kind: SlotKind
    name: str
    kdf: SaltedKdf
    wrapped: Mapping[str, bytes]
    public_key: bytes
    vouched: str
    home: str
    birth: str = ""
    revision: int = 1
    handed: Mapping[str, bytes] = field(default_factory=dict)
    owed: frozenset[str] = frozenset()

    @property
    def place(self) -> Place:
        """Where this slot's keys are bound to."""
        return Place(self.home, self.kind, self.name)

    def key_names(self) -> frozenset[str]:
        """Names of the keys this slot can give."""
        return frozenset(self.wrapped) | frozenset(self.handed)


@dataclass(frozen=True)
class Removed:
    """A person who may open the office's stores no longer.

    Attributes:
        name: The user's name.
        revision: Higher than that of the slot taken away.
    """

    name: str
    revision: int


@dataclass(frozen=True)
class Slots:
    """The whole keys file.

    Attributes:
        store_id: Random name of the store; it stays when a backup is restored.
        slots: In the order they were added.
        generation: Counts the rewrites.
        removed: Who was taken away, so that the office's other computers do the same.
        from_previous: The current file was torn or gone and the previous one was read.
    """

    store_id: str
    slots: tuple[Slot, ...]
    generation: int = 1
    removed: tuple[Removed, ...] = ()
    from_previous: bool = field(default=False, compare=False)

    def users(self) -> tuple[str, ...]:
        """Names of the people who can open the store."""
        return tuple(slot.name for slot in self.slots if slot.kind is SlotKind.USER)

    def find(self, kind: SlotKind, name: str = "") -> Slot | None:
        """The slot of that kind and name, or None."""
        return next((slot for slot in self.slots if (slot.kind, slot.name) == (kind, name)), None)

    def holders(self, key_name: str) -> tuple[str, ...]:
        """The users who hold a key."""
        return tuple(slot.name for slot in self.slots if slot.kind is SlotKind.USER and key_name in slot.key_names())

    def sets_of(self, name: str) -> frozenset[str]:
        """The sensitive sets that a user opens."""
        slot = self.find(SlotKind.USER, name)
        held = slot.key_names() if slot else frozenset()
        return frozenset(key.removeprefix(SET_PREFIX) for key in held if key.startswith(SET_PREFIX))

    def putting(self, slot: Slot) -> Slots:
        """These slots with `slot` in the place of its namesake, or at the end."""
        if self.find(slot.kind, slot.name) is None:
            return replace(self, slots=(*self.slots, slot))
        return replace(self, slots=tuple(slot if (s.kind, s.name) == (slot.kind, slot.name) else s for s in self.slots))

    def without_user(self, name: str) -> Slots:
        """These slots without a user's, who is remembered as removed."""
        slot = self.find(SlotKind.USER, name)
        gone = Removed(name, self.revision_after(SlotKind.USER, name))
        kept = tuple(each for each in self.slots if each is not slot)
        return replace(self, slots=kept, removed=(*(each for each in self.removed if each.name != name), gone))

    def revision_after(self, kind: SlotKind, name: str) -> int:
        """The revision of the next slot of that kind and name."""
        slot = self.find(kind, name)
        gone = (each.revision for each in self.removed if kind is SlotKind.USER and each.name == name)
        return max(slot.revision if slot else 0, *gone, 0) + 1


def keys_path(store: Path) -> Path:
    """The keys file of a store file."""
    return store.with_name(store.name + ".keys")


def previous_path(store: Path) -> Path:
    """The last keys file but one."""
    return store.with_name(store.name + ".keys.previous")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _texts(keys: Mapping[str, bytes]) -> dict[str, str]:
    return {name: _text(data) for name, data in keys.items()}


def slot_to_plain(slot: Slot) -> dict[str, Any]:
    """A slot as JSON has it."""
    cost = slot.kdf.cost
    return {
        "kind": slot.kind.value,
        "name": slot.name,
        "kdf": {
            "name": "argon2id",
            "memory_kib": cost.memory_kib,
            "time_cost": cost.time_cost,
            "lanes": cost.lanes,
            "salt": _text(slot.kdf.salt),
        },
        "wrapped": _texts(slot.wrapped),
        "public_key": _text(slot.public_key),
        "vouched": slot.vouched,
        "handed": _texts(slot.handed),
        "home": slot.home,
        "birth": slot.birth,
        "revision": slot.revision,
        "owed": sorted(slot.owed),
    }


def _bytes(keys: Mapping[str, str]) -> dict[str, bytes]:
    return {str(name): base64.b64decode(text, validate=True) for name, text in keys.items()}


def slot_from_plain(plain: dict[str, Any], home: str = "") -> Slot:
    """The slot of `slot_to_plain`; ValueError, KeyError or TypeError of anything else.

    Args:
        plain: The slot.
        home: The store of a slot written before slots knew theirs.
    """
    kdf = plain["kdf"]
    cost = Kdf(int(kdf["memory_kib"]), int(kdf["time_cost"]), int(kdf["lanes"]))
    if kdf["name"] != "argon2id" or not cost.within_reason():
        raise ValueError("a key derivation no program of ours writes")
    return Slot(
        kind=SlotKind(plain["kind"]),
        name=str(plain["name"]),
        kdf=SaltedKdf(cost, base64.b64decode(kdf["salt"], validate=True)),
        wrapped=_bytes(plain["wrapped"]),
        public_key=base64.b64decode(plain["public_key"], validate=True),
        vouched=str(plain["vouched"]),
        home=str(plain.get("home", home)),
        birth=str(plain.get("birth", "")),
        revision=int(plain.get("revision", 1)),
        handed=_bytes(plain["handed"]),
        owed=frozenset(map(str, plain.get("owed", ()))),
    )


def _canonical(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8") + b"\n"


def _checked(document: dict[str, Any]) -> dict[str, Any]:
    """`document` with the digest over all the rest. Every version of the format is written and checked this way."""
    rest = {name: value for name, value in document.items() if name != "check"}
    return {**rest, "check": hashlib.sha256(_canonical(rest)).hexdigest()}


def to_bytes(slots: Slots) -> bytes:
    """The keys file."""
    return _canonical(
        _checked(
            {
                "format": FORMAT,
                "version": VERSION,
                "store": slots.store_id,
                "generation": slots.generation,
                "slots": [slot_to_plain(slot) for slot in slots.slots],
                "removed": [[each.name, each.revision] for each in slots.removed],
            }
        )
    )


def from_bytes(data: bytes, path: Path) -> Slots:
    """The slots in a keys file.

    Raises:
        DamagedKeys: Any byte differs from what was written.
        NewerFile: It is whole, and a newer program wrote it.
    """
    try:
        document = json.loads(data.decode("utf-8"))
        if document["format"] != FORMAT or _canonical(_checked(document)) != data:
            raise DamagedKeys(path)
        if document["version"] > VERSION:
            raise NewerFile(path, document["version"], VERSION)
        slots = Slots(
            store_id=str(document["store"]),
            slots=tuple(slot_from_plain(plain, str(document["store"])) for plain in document["slots"]),
            generation=int(document["generation"]),
            removed=tuple(Removed(str(name), int(revision)) for name, revision in document.get("removed", ())),
        )
        if not slots.users():
            raise DamagedKeys(path)
        return slots
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedKeys(path) from error


def _read_one(path: Path) -> bytes | None:
    if not path.exists():
        return None
    with translate_os_errors(path):
        return path.read_bytes()


def read(store: Path) -> Slots:
    """The slots beside `store`: the current file, or the previous one if the current is torn or gone.

    Raises:
        KeysMissing: Neither file is there, though the store is.
        StoreMissing: Nothing is there.
        DamagedKeys: Neither file is whole.
        NewerFile: A newer program wrote them.
    """
    path = keys_path(store)
    candidates = [(path, False), (previous_path(store), True)]
    found = [(data, previous) for file, previous in candidates if (data := _read_one(file)) is not None]
    if not found:
        raise KeysMissing(path) if store.exists() else StoreMissing(store)
    for data, previous in found:
        try:
            return replace(from_bytes(data, path), from_previous=previous)
        except DamagedKeys:
            continue
    raise DamagedKeys(path)


def write(store: Path, slots: Slots, *, forget_previous: bool = False) -> Slots:
    """Replace the keys file by `slots`, the next generation; returns what was written.

    Args:
        store: The store file.
        slots: What shall stand.
        forget_previous: A password or a person was taken away: the file kept as previous gets the new slots too, or the
            old password would open it.

    Raises:
        DiskFull, ReadOnlyDisk, DiskTrouble: The old keys stand.
    """
    written = replace(slots, generation=slots.generation + 1, from_previous=False)
    data = to_bytes(written)
    before = _whole_bytes(store)
    if before is not None:
        write_whole(previous_path(store), before)
    write_whole(keys_path(store), data)
    if forget_previous or before is None:
        write_whole(previous_path(store), data)
    return written


def _whole_bytes(store: Path) -> bytes | None:
    """The bytes of the last whole keys file, to be kept as the previous one."""
    for file in (keys_path(store), previous_path(store)):
        data = _read_one(file)
        if data is not None:
            try:
                from_bytes(data, file)
            except (DamagedKeys, NewerFile):
                continue
            return data
    return None
