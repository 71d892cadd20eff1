"""The chest: how the keys of an office reach its other computers, past an authority that cannot look in.

It holds the slot of every person and sheet, without the data key of any machine, and is sealed with the office's key:
who does not hold that key can neither read it nor slip anything in. Beside the sealed part stand the openers: for each
slot its salt and the office's key wrapped, so that a password opens the chest on a computer that has nothing yet. An
opener names nobody; who knows the name finds it.

Chests are merged slot by slot: a new password by its revision, what was granted by union.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sai_thong.db import sealing
from sai_thong.db.errors import SealBroken
from sai_thong.db.keys import DATA, OFFICE, SET_PREFIX, Kdf, KeyRing, Place, SaltedKdf
from sai_thong.db.slot_file import Removed, Slot, SlotKind, Slots, slot_from_plain, slot_to_plain

_FORMAT: Final = "sai-thong-chest"
_VERSION: Final = 1
_MOST_BYTES: Final = 4 * 1024 * 1024
_OPENING: Final = (SlotKind.USER, SlotKind.RECOVERY)
"""The kinds of slots that give the office's key."""


class ChestBroken(ValueError):
    """The bytes are no chest of this office."""


@dataclass(frozen=True)
class DeviceBox:
    """The public keys of a computer of the office, as it says itself; in the chest, so that no stranger is handed keys.

    Attributes:
        device: Its id.
        signing_key: Ed25519.
        box_key: X25519; keys are handed to it.
    """

    device: str
    signing_key: bytes
    box_key: bytes


@dataclass(frozen=True)
class Chest:
    """What the computers of an office tell each other of its keys.

    Attributes:
        slots: By kind and name; none with a data key.
        removed: Users taken away, by name.
        devices: The office's computers, by id.
        handed: Name of a later generation of the office's key to the boxes of that key, by device.
    """

    slots: tuple[Slot, ...] = ()
    removed: tuple[Removed, ...] = ()
    devices: tuple[DeviceBox, ...] = ()
    handed: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)

    def find(self, kind: SlotKind, name: str = "") -> Slot | None:
        """The slot of that kind and name, or None."""
        return next((slot for slot in self.slots if (slot.kind, slot.name) == (kind, name)), None)

    def document(self) -> dict[str, Any]:
        """The chest as JSON has it, always in one order."""
        return {
            "slots": [slot_to_plain(each) for each in self.slots],
            "removed": [[each.name, each.revision] for each in self.removed],
            "devices": [[each.device, _text(each.signing_key), _text(each.box_key)] for each in self.devices],
            "handed": {
                name: {device: _text(box) for device, box in boxes.items()} for name, boxes in self.handed.items()
            },
        }

    @property
    def fingerprint(self) -> str:
        """The same for two chests that say the same."""
        return hashlib.sha256(json.dumps(self.document(), sort_keys=True).encode()).hexdigest()


def chest_from(document: Mapping[str, Any]) -> Chest:
    """The chest of `Chest.document`.

    Raises:
        ChestBroken: It is none.
    """
    try:
        return Chest(
            tuple(slot_from_plain(each) for each in document["slots"]),
            tuple(Removed(str(name), int(revision)) for name, revision in document["removed"]),
            tuple(DeviceBox(str(device), _bytes(signs), _bytes(box)) for device, signs, box in document["devices"]),
            {
                str(name): {str(device): _bytes(box) for device, box in boxes.items()}
                for name, boxes in document["handed"].items()
            },
        )
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ChestBroken from error


def chest_of(slots: Slots) -> Chest:
    """What a keys file says to the office's other computers."""
    kept = (
        replace(
            slot,
            wrapped={name: key for name, key in slot.wrapped.items() if name != DATA},
            handed={name: key for name, key in slot.handed.items() if name != DATA},
            vouched="",
        )
        for slot in slots.slots
    )
    return Chest(_by_place(kept), tuple(sorted(slots.removed, key=lambda each: each.name)))


def merged(one: Chest, other: Chest) -> Chest:
    """What two chests say together."""
    gone: dict[str, Removed] = {}
    for each in (*one.removed, *other.removed):
        gone[each.name] = max(each, gone.get(each.name, each), key=lambda told: told.revision)
    slots: dict[tuple[str, str], Slot] = {}
    for slot in (*one.slots, *other.slots):
        known = slots.get((slot.kind, slot.name))
        slots[slot.kind, slot.name] = _met(known, slot) if known else slot
    for (kind, name), slot in list(slots.items()):
        if kind is SlotKind.USER and name in gone:
            if gone[name].revision >= slot.revision:
                del slots[kind, name]
            else:
                del gone[name]
    devices = {each.device: each for each in (*other.devices, *one.devices)}
    handed = {
        name: _smaller(one.handed.get(name, {}), other.handed.get(name, {}))
        for name in sorted(one.handed.keys() | other.handed.keys())
    }
    removed = tuple(gone[name] for name in sorted(gone))
    return Chest(_by_place(slots.values()), removed, tuple(devices[each] for each in sorted(devices)), handed)


def taken_in(slots: Slots, chest: Chest, ring: KeyRing, opener: str) -> Slots:
    """A keys file that says what a chest says, which was merged with it before.

    Who can open the office's other stores is handed this machine's data key; who was granted something while the
    password changed elsewhere is handed it again, and everybody the sealing keys made since.

    Args:
        slots: The keys file.
        chest: The chest.
        ring: Keys of whoever has the store open.
        opener: That user's name; stays, where nobody would be left, or else another user of this file.
    """
    kept = [each for slot in slots.slots if (each := chest.find(slot.kind, slot.name))]
    kept += [each for each in chest.slots if slots.find(each.kind, each.name) is None]
    removed = chest.removed
    if not any(each.kind is SlotKind.USER for each in kept):
        here = [each for each in slots.slots if each.kind is SlotKind.USER]
        for last in sorted(here, key=lambda each: each.name != opener)[:1]:
            gone = max((each.revision for each in removed if each.name == last.name), default=0)
            kept.insert(0, replace(last, revision=max(gone, last.revision) + 1))
            removed = tuple(each for each in removed if each.name != last.name)
    found = tuple(_supplied(_at_home(slots.find(each.kind, each.name), each, ring), ring) for each in kept)
    return replace(slots, slots=found, removed=removed)


def passwords_ended(before: Slots, after: Slots) -> bool:
    """Whether something that opened the keys file opens it no longer."""
    return bool({each.public_key for each in before.slots} - {each.public_key for each in after.slots})


def to_bytes(chest: Chest, office_key: bytes, office: str) -> bytes:
    """The chest as the authority keeps it.

    Args:
        chest: The chest.
        office_key: The first key of the office.
        office: Its code at the authority.
    """
    body = zlib.compress(json.dumps(chest.document(), ensure_ascii=False).encode(), 9)
    openers = [_opener(slot) for slot in chest.slots if slot.kind in _OPENING and OFFICE in slot.wrapped]
    sealed = _text(sealing.seal(office_key, body, _context(office)))
    return json.dumps({"format": _FORMAT, "version": _VERSION, "openers": openers, "sealed": sealed}).encode()


def open_chest(data: bytes, office_key: bytes, office: str) -> Chest:
    """The chest of `to_bytes`.

    Raises:
        ChestBroken: Somebody changed it, or it is another office's.
    """
    try:
        body = sealing.unseal(office_key, _bytes(_envelope(data)["sealed"]), _context(office))
        unpacked = zlib.decompressobj()
        document = json.loads(unpacked.decompress(body, _MOST_BYTES))
    except (SealBroken, zlib.error, ValueError, LookupError, TypeError) as error:
        raise ChestBroken from error
    return chest_from(document)


def office_key_by(data: bytes, kind: SlotKind, name: str, secret: str) -> bytes | None:
    """The office's key by a password or the recovery sheet; None where neither fits.

    Raises:
        ChestBroken: The bytes are no chest.
    """
    try:
        for opener in _envelope(data)["openers"]:
            plain = opener["kdf"]
            kdf = SaltedKdf(Kdf(int(plain[0]), int(plain[1]), int(plain[2])), _bytes(plain[3]))
            if not kdf.cost.within_reason():
                raise ChestBroken
            if secrets.compare_digest(str(opener["who"]), _who(kdf.salt, kind, name)):
                place = Place(str(opener["home"]), kind, name)
                return place.unwrap(kdf.key(secret), OFFICE, _bytes(opener["office"]))
    except (ValueError, LookupError, TypeError) as error:
        raise ChestBroken from error
    return None


def _met(one: Slot, other: Slot) -> Slot:
    """One slot as two computers have it."""
    if one.public_key == other.public_key:
        handed = _smaller(one.handed, other.handed)
        revision = max(one.revision, other.revision)
        return replace(one, revision=revision, handed=handed, owed=(one.owed | other.owed) - handed.keys())
    older, newer = sorted((one, other), key=lambda each: (each.revision, each.public_key))
    owed = newer.owed
    if one.birth == other.birth:
        owed |= older.owed | {name for name in older.key_names() if name.startswith(SET_PREFIX)}
    return replace(newer, owed=owed - newer.key_names())


def _smaller(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> dict[str, bytes]:
    """The boxes of both; where two computers handed the same key, everybody takes the same box."""
    return {
        name: min(each[name] for each in (one, other) if name in each) for name in sorted(one.keys() | other.keys())
    }


def _at_home(known: Slot | None, slot: Slot, ring: KeyRing) -> Slot:
    """A slot of the chest with this machine's data key and voucher."""
    if known is not None and known.public_key == slot.public_key:
        own = {DATA: known.handed[DATA]} if DATA in known.handed else {}
        return replace(slot, wrapped=known.wrapped, vouched=known.vouched, handed={**slot.handed, **own})
    vouched = slot.place.vouch(ring.data_key, slot.public_key)
    handed = {**slot.handed}
    if slot.kind in _OPENING:
        handed[DATA] = slot.place.hand(slot.public_key, DATA, ring.data_key)
    return replace(slot, vouched=vouched, handed=handed)


def _supplied(slot: Slot, ring: KeyRing) -> Slot:
    """A slot with what is owed to it, as far as the ring holds it."""
    wanted = {name: ring.set_keys.get(name.removeprefix(SET_PREFIX)) for name in slot.owed}
    if slot.kind in _OPENING:
        wanted |= {name: key for name, key in ring.generations.items() if name not in slot.key_names()}
    given = {
        name: slot.place.hand(slot.public_key, name, key) for name, key in sorted(wanted.items()) if key is not None
    }
    return replace(slot, handed={**slot.handed, **given}, owed=slot.owed - given.keys()) if given else slot


def _by_place(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=lambda each: (each.kind, each.name)))


def _opener(slot: Slot) -> dict[str, Any]:
    cost = slot.kdf.cost
    return {
        "who": _who(slot.kdf.salt, slot.kind, slot.name),
        "home": slot.home,
        "kdf": [cost.memory_kib, cost.time_cost, cost.lanes, _text(slot.kdf.salt)],
        "office": _text(slot.wrapped[OFFICE]),
    }


def _who(salt: bytes, kind: str, name: str) -> str:
    return hashlib.sha256(b"sai-thong opener\x01" + salt + json.dumps([kind, name]).encode()).hexdigest()


def _envelope(data: bytes) -> Mapping[str, Any]:
    document = json.loads(data)
    if document["format"] != _FORMAT or document["version"] != _VERSION:
        raise ChestBroken
    found: Mapping[str, Any] = document
    return found


def _context(office: str) -> bytes:
    return b"sai-thong chest\x01" + office.encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
