"""This computer as a device of its office: its keys, the authority it believes, and the office's other devices.

All of it lies in the store's facts, and so under the store's own key.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.db import sealing
from sai_thong.db.store import Store
from sai_thong.sync.batches import Batch
from sai_thong.sync.enrolled import DEVICE_FACT
from sai_thong.sync.messages import NOWHERE, DeviceKeys, HubPlace, Lineage

_AUTHORITY, _DEVICES = "sync_authority", "sync_devices"
_CANDIDATE: Final = "sync_candidate"
_LINEAGE: Final = "sync_lineage"
_ELSEWHERE: Final = "sync_elsewhere"
_ID_BYTES: Final = 4


@dataclass(frozen=True)
class Device:
    """This computer.

    Attributes:
        device: Its id, eight letters and digits, given once.
        name: What the office calls it.
        signing: Ed25519 private key, 32 raw bytes.
        box: X25519 private key, 32 raw bytes.
    """

    device: str
    name: str
    signing: bytes = field(repr=False)
    box: bytes = field(repr=False)

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """What it signs requests and batches with."""
        return Ed25519PrivateKey.from_private_bytes(self.signing)

    @property
    def public(self) -> DeviceKeys:
        """What others know of it."""
        verifying = self.signing_key.public_key().public_bytes_raw()
        return DeviceKeys(self.device, self.name, verifying, sealing.public_key(self.box))

    def signed(self, batch: Batch) -> Batch:
        """A batch with its signature."""
        return batch.signed_by(self.signing_key)


@dataclass(frozen=True)
class PinnedAuthority:
    """Whom this computer was enrolled with.

    Attributes:
        url: Where it is reached.
        office: The code of the office there.
        key: Ed25519 public key, 32 raw bytes; who does not sign with it is not believed.
        box_key: X25519 public key, 32 raw bytes, for sticks; empty before the authority told it.
    """

    url: str
    office: str
    key: bytes
    box_key: bytes = b""

    @property
    def verifying_key(self) -> Ed25519PublicKey:
        """What its answers are verified with."""
        return Ed25519PublicKey.from_public_bytes(self.key)


def own_device(store: Store) -> Device | None:
    """This computer as a device; None before it was made one."""
    kept = kept_document(store, DEVICE_FACT)
    return None if kept is None else read_device(kept)


def new_device(name: str) -> Device:
    """A device with fresh keys; it becomes this computer by `become`."""
    signing = Ed25519PrivateKey.generate().private_bytes_raw()
    return Device(secrets.token_hex(_ID_BYTES), name, signing, sealing.new_private_key())


def candidate(store: Store, code: bytes, name: str) -> Device:
    """The device that asks to be enrolled with a code: the same one whenever that code is tried again."""
    kept = kept_document(store, _CANDIDATE)
    if kept is not None and kept["code"] == code.hex():
        return read_device(kept["device"])
    made = new_device(name)
    keep_document(store, _CANDIDATE, {"code": code.hex(), "device": device_document(made)})
    return made


def become(store: Store, device: Device, authority: PinnedAuthority) -> None:
    """Be this device, and believe this authority, from now on; what another authority held is not asked any more."""
    with store.replaying() as replaying:
        replaying.set_fact(DEVICE_FACT, json.dumps(device_document(device), ensure_ascii=False))
        replaying.set_fact(_AUTHORITY, json.dumps(authority_document(authority), ensure_ascii=False))


def keep_box_key(store: Store, box_key: bytes) -> None:
    """Keep what sticks to the authority are sealed with; nothing is written where it is known."""
    authority = pinned_authority(store)
    if authority is not None and box_key and box_key != authority.box_key:
        keep_document(store, _AUTHORITY, authority_document(replace(authority, box_key=box_key)))


def authority_document(authority: PinnedAuthority) -> dict[str, str]:
    """An authority as plain data."""
    keys = {"key": authority.key.hex(), "box": authority.box_key.hex()}
    return {"url": authority.url, "office": authority.office, **keys}


def read_authority(kept: Mapping[str, str]) -> PinnedAuthority:
    """The authority of `authority_document`."""
    keys = bytes.fromhex(kept["key"]), bytes.fromhex(kept.get("box", ""))
    return PinnedAuthority(kept["url"], kept["office"], *keys)


def device_document(device: Device) -> dict[str, str]:
    """A device and its keys as plain data."""
    return {"id": device.device, "name": device.name, "signing": device.signing.hex(), "box": device.box.hex()}


def read_device(kept: Mapping[str, str]) -> Device:
    """The device of `device_document`."""
    return Device(kept["id"], kept["name"], bytes.fromhex(kept["signing"]), bytes.fromhex(kept["box"]))


def pinned_authority(store: Store) -> PinnedAuthority | None:
    """Whom this computer was enrolled with; None before it was."""
    kept = kept_document(store, _AUTHORITY)
    return None if kept is None else read_authority(kept)


def office_devices(store: Store) -> tuple[DeviceKeys, ...]:
    """The devices of the office as the authority last said, those revoked too."""
    return tuple(
        DeviceKeys(device, name, bytes.fromhex(signs), bytes.fromhex(box), revoked)
        for device, name, signs, box, revoked in (kept_document(store, _DEVICES) or {}).get("devices", ())
    )


def keep_office_devices(store: Store, devices: Iterable[DeviceKeys]) -> None:
    """Keep what the authority signed of the office's devices; nothing is written where it is known."""
    devices = tuple(devices)
    if devices != office_devices(store):
        told = [[each.device, each.name, each.signing_key.hex(), each.box_key.hex(), each.revoked] for each in devices]
        keep_document(store, _DEVICES, {"devices": told})


def kept_lineage(store: Store) -> tuple[Lineage, ...]:
    """The epochs of the office's order as the authority last told them, the oldest first; none before it did."""
    kept = kept_document(store, _LINEAGE) or {}
    return tuple(Lineage(epoch, begins_after) for epoch, begins_after in kept.get("epochs", ()))


def keep_lineage(store: Store, lineage: tuple[Lineage, ...]) -> None:
    """Keep the epochs, for whoever takes the order over; nothing is written where they are known."""
    if lineage != kept_lineage(store):
        keep_document(store, _LINEAGE, {"epochs": [[each.epoch, each.begins_after] for each in lineage]})


def order_elsewhere(store: Store) -> bytes:
    """The Ed25519 public key of whoever keeps the order in place of our authority, as that last said; mostly empty."""
    return bytes.fromhex((kept_document(store, _ELSEWHERE) or {}).get("key", ""))


def hub_elsewhere(store: Store) -> HubPlace:
    """Where whoever keeps the order in place of our authority is reached, as that last said."""
    kept = kept_document(store, _ELSEWHERE) or {}
    return HubPlace(bytes.fromhex(kept.get("call", "")), tuple(kept.get("addresses", ())))


def keep_elsewhere(store: Store, key: bytes, place: HubPlace) -> None:
    """Know who keeps the order in place of our authority, and where, until it is found."""
    kept = {"key": key.hex(), "call": place.call.hex(), "addresses": list(place.addresses)}
    keep_document(store, _ELSEWHERE, kept)


def forget_elsewhere(store: Store) -> None:
    """Our authority keeps the order itself, as far as is known."""
    keep_elsewhere(store, b"", NOWHERE)


def believes(store: Store) -> Callable[[Batch], bool]:
    """Whether a device of the office signed a batch: one revoked since as well, for the authority took it before."""

    def trusted(batch: Batch) -> bool:
        return any(
            batch.is_signed_by(Ed25519PublicKey.from_public_bytes(each.signing_key)) for each in office_devices(store)
        )

    return trusted


def kept_document(store: Store, name: str) -> dict[str, Any] | None:
    """What was kept as a fact under a name; None where nothing was."""
    found = store.query("SELECT value FROM facts WHERE name = ?", (name,))
    document: dict[str, Any] | None = json.loads(found[0]["value"]) if found else None
    return document


def keep_document(store: Store, name: str, document: Mapping[str, object]) -> None:
    """Keep plain data as a fact of the store."""
    with store.replaying() as replaying:
        replaying.set_fact(name, json.dumps(document, ensure_ascii=False))
