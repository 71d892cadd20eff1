"""One slot of the keys file: made so that a password or a code opens it, and opened by that."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sai_thong.db import sealing
from sai_thong.db.errors import DamagedKeys, SealBroken
from sai_thong.db.keys import SET_PREFIX, Kdf, KeyRing, SaltedKdf
from sai_thong.db.slot_file import Slot, SlotKind

_SLOT_PRIVATE = "slot-private"
CODE_KDF = Kdf(memory_kib=1024, time_cost=1)
"""A code has 150 random bits: what stretches a password adds nothing to it, and would keep people waiting."""


@dataclass(frozen=True)
class SlotMaker:
    """Makes the slots of one store.

    Attributes:
        store_id: The store's random name, which every wrapping is bound to.
        data_key: Vouches for each slot's public key.
        kdf: Cost of a password guess; a code's is fixed.
    """

    store_id: str
    data_key: bytes
    kdf: Kdf

    def _slot(self, kind: SlotKind, name: str, secret: str, keys: Mapping[str, bytes], kdf: Kdf = CODE_KDF) -> Slot:
        """A slot of a new birth that `secret` opens and that gives `keys`."""
        private = sealing.new_private_key()
        public = sealing.public_key(private)
        birth = secrets.token_hex(8)
        empty = Slot(kind, name, SaltedKdf.fresh(kdf), {}, public, "", self.store_id, birth)
        place = empty.place
        kek = empty.kdf.key(secret)
        held = {**keys, _SLOT_PRIVATE: private}
        return replace(
            empty,
            wrapped={key_name: place.wrap(kek, key_name, key) for key_name, key in held.items()},
            vouched=place.vouch(self.data_key, public),
        )

    def user(self, name: str, password: str, ring: KeyRing, sets: Iterable[str] | None = None) -> Slot:
        """A person's slot."""
        return self._slot(SlotKind.USER, name, password, ring.named(sets), self.kdf)

    def office_sheet(self, code: str, ring: KeyRing) -> Slot:
        """The slot of the office's recovery sheet: everything but the sensitive sets."""
        return self._slot(SlotKind.RECOVERY, "", code, ring.named(()))

    def set_sheet(self, set_name: str, code: str, ring: KeyRing) -> Slot:
        """The slot of a sensitive set's own sheet: that set and nothing else."""
        key_name = SET_PREFIX + set_name
        return self._slot(SlotKind.SET_RECOVERY, set_name, code, {key_name: ring.set_keys[set_name]})


def keys_of(slot: Slot, secret: str, keys_file: Path) -> dict[str, bytes] | None:
    """All keys of a slot, or None if `secret` does not open it.

    Args:
        slot: The slot.
        secret: The password or the code.
        keys_file: Where the slot lies or will lie, for the error.

    Raises:
        DamagedKeys: Only some of its keys open: somebody changed the slot.
    """
    place = slot.place
    kek = slot.kdf.key(secret)
    opened = {name: place.unwrap(kek, name, wrapped) for name, wrapped in slot.wrapped.items()}
    keys = {name: key for name, key in opened.items() if key is not None}
    if not keys:
        return None
    if len(keys) < len(opened) or _SLOT_PRIVATE not in keys:
        raise DamagedKeys(keys_file)
    private = keys.pop(_SLOT_PRIVATE)
    try:
        return keys | {name: place.take(private, name, box) for name, box in slot.handed.items()}
    except SealBroken as error:
        raise DamagedKeys(keys_file) from error
