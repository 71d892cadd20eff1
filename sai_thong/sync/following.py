"""How the order of an office passes from one authority to another, and how a province follows the hub's.

An office has one authority at a time. A hub that has taken the order over tells the province, which from then on takes
what the hub decided and decides nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.sync.enrolment import KEY_BYTES
from sai_thong.sync.messages import (
    NOWHERE,
    DeviceKeys,
    Heads,
    HubPlace,
    Lineage,
    bytes_of,
    pack_devices,
    pack_heads,
    pack_hub_place,
    text_of,
    unpack_devices,
    unpack_heads,
    unpack_hub_place,
)
from sai_thong.sync.packing import Unreadable, as_text, as_whole, join_parts, pack, reads

FOLLOW: Final = "/v1/follow"
UNFOLLOW: Final = "/v1/unfollow"
LACKING: Final = "/v1/lacking"
DECIDED: Final = "/v1/outcomes"
ABLE_TO_FOLLOW: Final = "follow"
"""The capability of a province that lets a hub keep the order."""
STICK_NONCE: Final = b"by stick"
"""In the place of a session's: who hears it again, late or out of turn takes nothing twice."""
_SIGNATURE_BYTES: Final = 64
MOST_CALL: Final = 1400
"""Bytes of what a hub calls: a datagram that goes through every network whole."""
_MOST_ADDRESSES, _LONGEST_ADDRESS = 16, 64


@dataclass(frozen=True)
class Term:
    """A hub of an office in its time.

    Attributes:
        office: The code of the office.
        generation: Rises by one with each hub that takes over.
        key: The Ed25519 public key that the hub signs with, 32 raw bytes.
    """

    office: str
    generation: int
    key: bytes

    @property
    def rank(self) -> tuple[int, bytes]:
        """What tells which of two terms is followed: the later one; of two that began alike, everybody the same."""
        return (self.generation, self.key)

    def vouched_bytes(self) -> bytes:
        """What a device of the office signs to vouch for it."""
        return b"saithong-hub\x01" + join_parts((self.office.encode(), str(self.generation).encode(), self.key))


@dataclass(frozen=True)
class Follow:
    """A hub tells the province that it keeps the order of the office.

    Attributes:
        generation: Of its term.
        key: The hub's public key.
        lineage: The epochs of its order; the last one is in force.
        devices: The devices it knows; the province knows them from then on as well.
        place: Where it is reached; the province names it to computers that ask there.
    """

    generation: int
    key: bytes
    lineage: tuple[Lineage, ...]
    devices: tuple[DeviceKeys, ...] = ()
    place: HubPlace = NOWHERE


@dataclass(frozen=True)
class Followed:
    """How far the province is in the hub's order.

    Attributes:
        last_seq: `seq` of the last outcome it has of it.
        heads: How far it holds the chain of each file, outcomes or none.
        devices: The devices it knows; the hub knows them from then on as well.
    """

    last_seq: int
    heads: Heads = field(default_factory=dict)
    devices: tuple[DeviceKeys, ...] = ()


def signed_by_hub(body: bytes, nonce: bytes, hub: Ed25519PrivateKey) -> bytes:
    """A request with the signature of the hub beside that of the device that sends it."""
    return body + hub.sign(_said(body, nonce))


def verified_of_hub(data: bytes, nonce: bytes, key: bytes) -> bytes:
    """The request, when the hub with this key signed it for this session.

    Raises:
        Unreadable: It did not.
    """
    body = unsigned(data)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(data[-_SIGNATURE_BYTES:], _said(body, nonce))
    except (InvalidSignature, ValueError) as error:
        raise Unreadable("not signed by the hub") from error
    return body


def unsigned(data: bytes) -> bytes:
    """A request of `signed_by_hub`, before anybody looked at its signature."""
    return data[:-_SIGNATURE_BYTES]


def pack_follow(follow: Follow) -> bytes:
    """The message as it travels, before the hub signs it."""
    lineage = [[each.epoch, each.begins_after] for each in follow.lineage]
    said = {"term": follow.generation, "key": text_of(follow.key), "lineage": lineage}
    return pack(said | {"devices": pack_devices(follow.devices), "place": pack_hub_place(follow.place)})


@reads
def unpack_follow(document: Mapping[str, Any]) -> Follow:
    """The message of `pack_follow`; `Unreadable` where the bytes are none."""
    key = bytes_of(document["key"])
    lineage = tuple(Lineage(as_text(epoch), as_whole(begins)) for epoch, begins in document["lineage"])
    devices = unpack_devices(document["devices"])
    place = unpack_hub_place(document.get("place", ("", ())))
    if len(key) != KEY_BYTES or not lineage or not _is_short(place):
        raise Unreadable("no hub")
    return Follow(as_whole(document["term"]), key, lineage, devices, place)


def _is_short(place: HubPlace) -> bool:
    """Whether a place is kept and told on: nobody fills a database or a welcome with it."""
    return (
        len(place.call) <= MOST_CALL
        and len(place.addresses) <= _MOST_ADDRESSES
        and all(len(each) <= _LONGEST_ADDRESS for each in place.addresses)
    )


def pack_followed(answer: Followed) -> bytes:
    """The answer as it travels, before it is signed."""
    said = {"last": answer.last_seq, "heads": pack_heads(answer.heads)}
    return pack(said | {"devices": pack_devices(answer.devices)})


@reads
def unpack_followed(document: Mapping[str, Any]) -> Followed:
    """The answer of `pack_followed`; `Unreadable` where the bytes are none."""
    devices = unpack_devices(document.get("devices", ()))
    return Followed(as_whole(document["last"]), unpack_heads(document["heads"]), devices)


def pack_lacking(file_id: str, after: int) -> bytes:
    """Asks for the batches of a file behind an entry."""
    return pack({"file": file_id, "after": after})


@reads
def unpack_lacking(document: Mapping[str, Any]) -> tuple[str, int]:
    """The question of `pack_lacking`; `Unreadable` where the bytes are none."""
    return as_text(document["file"]), as_whole(document["after"])


def pack_given_back(last_seq: int) -> bytes:
    """Gives the order back by stick, once everything up to a `seq` has arrived; before the hub signs it."""
    return pack({"last": last_seq})


@reads
def unpack_given_back(document: Mapping[str, Any]) -> int:
    """The `seq` of `pack_given_back`; `Unreadable` where the bytes are none."""
    return as_whole(document["last"])


def pack_held(heads: Heads) -> bytes:
    """Asks by stick for the batches behind everything the hub holds."""
    return pack({"heads": pack_heads(heads)})


@reads
def unpack_held(document: Mapping[str, Any]) -> Heads:
    """The question of `pack_held`; `Unreadable` where the bytes are none."""
    return unpack_heads(document["heads"])


def _said(body: bytes, nonce: bytes) -> bytes:
    return b"saithong-hub-says\x01" + join_parts((body, nonce))
