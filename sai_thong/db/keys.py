"""The keys of an office, and how one key wraps another.

A key ring is what an unlocked store holds in memory. On disk every key of the ring is wrapped separately, once for each
person and sheet that may open it (`sai_thong.db.slots`), under a key made from the password by argon2id.
"""

from __future__ import annotations

import json
import os
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sai_thong.db import sealing

DATA = "data"
OFFICE = "office"
OFFICE_PRIVATE = "office-private"
SET_PREFIX = "set:"
GENERATION_PREFIX = "generation:"
"""With the number and the mark of a later sealing key of the office (`sai_thong.db.generations`)."""
_SALT_BYTES = 16
_NONCE_BYTES = 12


@dataclass(frozen=True)
class KeyRing:
    """The keys an unlocked store works with, 32 raw bytes each.

    Attributes:
        data_key: Opens this machine's store file (handed to SQLCipher as it is).
        office_key: The office's own key: sealed fields on the wire, natural ids, comparison tags.
        office_private: X25519 private key of the office; others seal to its public half.
        set_keys: Name of a sensitive set to its key, for the sets the holder may open.
        generations: Name of a later sealing key of the office to that key, made after a computer was lost.
    """

    data_key: bytes = field(repr=False)
    office_key: bytes = field(repr=False)
    office_private: bytes = field(repr=False)
    set_keys: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    generations: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "set_keys", MappingProxyType(dict(self.set_keys)))
        object.__setattr__(self, "generations", MappingProxyType(dict(self.generations)))

    @classmethod
    def new(cls, sets: Iterable[str] = ()) -> KeyRing:
        """A ring of fresh random keys, with one for each of `sets`."""
        return cls(
            data_key=sealing.new_key(),
            office_key=sealing.new_key(),
            office_private=sealing.new_private_key(),
            set_keys={name: sealing.new_key() for name in sets},
        )

    def for_another_machine(self) -> KeyRing:
        """The keys of this office for the file of another machine, which has a data key of its own."""
        return replace(self, data_key=sealing.new_key())

    @property
    def office_public(self) -> bytes:
        """What others seal to the office with (`sealing.seal_for`)."""
        return sealing.public_key(self.office_private)

    def with_set(self, name: str, key: bytes) -> KeyRing:
        """This ring and the key of one more sensitive set."""
        return replace(self, set_keys={**self.set_keys, name: key})

    def with_generation(self, name: str, key: bytes) -> KeyRing:
        """This ring and one more sealing key of the office."""
        return replace(self, generations={**self.generations, name: key})

    def named(self, sets: Iterable[str] | None = None) -> dict[str, bytes]:
        """The keys by the names they are wrapped under, with those of `sets` (by default all the ring holds)."""
        chosen = self.set_keys if sets is None else sets
        return {
            DATA: self.data_key,
            OFFICE: self.office_key,
            OFFICE_PRIVATE: self.office_private,
            **self.generations,
            **{SET_PREFIX + name: self.set_keys[name] for name in chosen},
        }

    @classmethod
    def from_named(cls, keys: Mapping[str, bytes]) -> KeyRing:
        """The ring of keys unwrapped by name."""
        return cls(
            data_key=keys[DATA],
            office_key=keys[OFFICE],
            office_private=keys[OFFICE_PRIVATE],
            set_keys={name.removeprefix(SET_PREFIX): key for name, key in keys.items() if name.startswith(SET_PREFIX)},
            generations={name: key for name, key in keys.items() if name.startswith(GENERATION_PREFIX)},
        )


@dataclass(frozen=True)
class Kdf:
    """What one guess of a password costs: argon2id, version 1.3.

    Attributes:
        memory_kib: Memory, KiB.
        time_cost: Passes over it.
        lanes: Parallel lanes.
    """

    memory_kib: int = 64 * 1024
    time_cost: int = 3
    lanes: int = 1

    def within_reason(self) -> bool:
        """Whether a file that asks for this cost may be believed: a damaged one could ask for all memory."""
        return 8 <= self.memory_kib <= 1024 * 1024 and 1 <= self.time_cost <= 64 and 1 <= self.lanes <= 16


FLOOR = Kdf()
"""The least we ever calibrate to (64 MiB, three passes: RFC 9106, section 4, second recommendation)."""
_MEMORY_CEILING_KIB = 256 * 1024
_TIME_CEILING = 16


@dataclass(frozen=True)
class SaltedKdf:
    """How one slot turns a password into its key: the cost and the slot's own salt."""

    cost: Kdf
    salt: bytes

    @classmethod
    def fresh(cls, cost: Kdf) -> SaltedKdf:
        """`cost` with a new random salt."""
        return cls(cost, os.urandom(_SALT_BYTES))

    def key(self, secret: str) -> bytes:
        """The key for `secret`, which is read the same however its Thai was composed (NFKC)."""
        return hash_secret_raw(
            unicodedata.normalize("NFKC", secret).encode("utf-8"),
            self.salt,
            time_cost=self.cost.time_cost,
            memory_cost=self.cost.memory_kib,
            parallelism=self.cost.lanes,
            hash_len=sealing.KEY_BYTES,
            type=Type.ID,
            version=19,
        )


def cost_for(floor_seconds: float, target_seconds: float) -> Kdf:
    """The cost that takes about `target_seconds` where `FLOOR` takes `floor_seconds`: memory first, then passes."""
    memory = FLOOR.memory_kib
    seconds = max(floor_seconds, 1e-6)
    while seconds * 2 <= target_seconds and memory * 2 <= _MEMORY_CEILING_KIB:
        memory *= 2
        seconds *= 2
    passes = int(FLOOR.time_cost * target_seconds / seconds)
    return Kdf(memory, min(max(passes, FLOOR.time_cost), _TIME_CEILING), FLOOR.lanes)


def calibrate(target_seconds: float = 0.5, timer: Callable[[], float] = time.perf_counter) -> Kdf:
    """The cost at which one guess takes about `target_seconds` on this machine, never below `FLOOR`."""
    started = timer()
    SaltedKdf(FLOOR, bytes(_SALT_BYTES)).key("calibration")
    return cost_for(timer() - started, target_seconds)


def _place(store_id: str, kind: str, slot: str, key_name: str, use: str) -> bytes:
    """Where a wrapped key belongs, as associated data: a JSON list, so that no two places read alike."""
    return json.dumps(["sai-thong-keys", 1, store_id, kind, slot, key_name, use], ensure_ascii=True).encode("ascii")


@dataclass(frozen=True)
class Place:
    """The slot a key is wrapped for; it is bound into the wrapping."""

    store_id: str
    kind: str
    slot: str

    def wrap(self, kek: bytes, key_name: str, key: bytes) -> bytes:
        """`key` under the slot's key: nonce and AES-256-GCM ciphertext."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(kek).encrypt(nonce, key, _place(self.store_id, self.kind, self.slot, key_name, "wrap"))

    def unwrap(self, kek: bytes, key_name: str, wrapped: bytes) -> bytes | None:
        """The key, or None if the slot's key is another or the bytes or the place were changed."""
        place = _place(self.store_id, self.kind, self.slot, key_name, "wrap")
        try:
            return AESGCM(kek).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], place)
        except (InvalidTag, ValueError):
            return None

    def hand(self, public_key: bytes, key_name: str, key: bytes) -> bytes:
        """`key` for a slot whose owner is not here: sealed to the slot's public key."""
        return sealing.seal_for(public_key, key, _place(self.store_id, self.kind, self.slot, key_name, "hand"))

    def take(self, private_key: bytes, key_name: str, handed: bytes) -> bytes:
        """The key another holder handed to this slot.

        Raises:
            SealBroken: It was made for another slot or changed.
        """
        return sealing.open_box(private_key, handed, _place(self.store_id, self.kind, self.slot, key_name, "hand"))

    def vouch(self, data_key: bytes, public_key: bytes) -> str:
        """Proof, for holders of the data key, that `public_key` is this slot's own and was not slipped in."""
        return sealing.tag(data_key, "slot public key", self.store_id, self.kind, self.slot, public_key)
