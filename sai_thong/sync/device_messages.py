"""What a computer asks about the computers of its office.

A code for one more, the list of them, to strike one off, and to go on under new keys of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sai_thong.sync.enrolment import KEY_BYTES
from sai_thong.sync.messages import bytes_of, text_of
from sai_thong.sync.packing import Unreadable, as_text, as_whole, join_parts, pack, reads

CODE_PATH: Final = "/v1/code"
DEVICES_PATH: Final = "/v1/devices"
REVOKE_PATH: Final = "/v1/revoke"
RENEW_PATH: Final = "/v1/renew"


@dataclass(frozen=True)
class GivenCode:
    """A code for one more computer.

    Attributes:
        code: As it is typed.
        good_until: In UTC, ``2026-11-22T03:00:00Z``.
    """

    code: str
    good_until: str


@dataclass(frozen=True)
class ToldFile:
    """A file of a computer.

    Attributes:
        file_id: Its id.
        written: How many entries the computer said that it has, when it last began to talk.
        held: How many of them arrived.
    """

    file_id: str
    written: int
    held: int


@dataclass(frozen=True)
class ListedDevice:
    """A computer of the office as the authority lists it; moments in UTC, empty where there was none.

    Attributes:
        device: Its id.
        name: What the office calls it.
        enrolled_at: Since when it may talk.
        last_contact: When it last began to.
        revoked_at: When it was struck off.
        replaced_by: The id under which the same computer goes on with new keys; empty where it was lost.
        files: What it writes under.
    """

    device: str
    name: str
    enrolled_at: str
    last_contact: str
    revoked_at: str
    replaced_by: str
    files: tuple[ToldFile, ...] = ()


@dataclass(frozen=True)
class Renewal:
    """A computer asks to go on under a new id and new keys; it signs the request with the old key.

    Attributes:
        device: The new id.
        signing_key: Ed25519, public.
        box_key: X25519, public.
        proof: By the new signing key, over `renewal_bytes`.
    """

    device: str
    signing_key: bytes
    box_key: bytes
    proof: bytes


def renewal_bytes(office: str, old: str, renewal: Renewal, nonce: bytes) -> bytes:
    """What the new key signs: that it takes over from the old device, in this session."""
    said = (office.encode(), old.encode(), renewal.device.encode(), renewal.signing_key, renewal.box_key, nonce)
    return b"saithong-renewal\x01" + join_parts(said)


def pack_given_code(given: GivenCode) -> bytes:
    """A code as it travels, before the answer is signed."""
    return pack({"code": given.code, "until": given.good_until})


@reads
def unpack_given_code(document: Mapping[str, Any]) -> GivenCode:
    """The code of `pack_given_code`; `Unreadable` where the bytes are none."""
    return GivenCode(as_text(document["code"]), as_text(document["until"]))


def pack_listed(devices: Iterable[ListedDevice]) -> bytes:
    """The list of the office's computers as it travels, before the answer is signed."""
    rows = [
        {
            "texts": [each.device, each.name, each.enrolled_at, each.last_contact, each.revoked_at, each.replaced_by],
            "files": [[file.file_id, file.written, file.held] for file in each.files],
        }
        for each in devices
    ]
    return pack({"devices": rows})


@reads
def unpack_listed(document: Mapping[str, Any]) -> tuple[ListedDevice, ...]:
    """The list of `pack_listed`; `Unreadable` where the bytes are none."""
    return tuple(_read_listed(each) for each in document["devices"])


def _read_listed(told: Mapping[str, Any]) -> ListedDevice:
    files = tuple(ToldFile(as_text(name), as_whole(written), as_whole(held)) for name, written, held in told["files"])
    device, name, enrolled_at, last_contact, revoked_at, replaced_by = map(as_text, told["texts"][:6])
    return ListedDevice(device, name, enrolled_at, last_contact, revoked_at, replaced_by, files)


def pack_named(device: str) -> bytes:
    """The id of a device as it travels."""
    return pack({"device": device})


@reads
def unpack_named(document: Mapping[str, Any]) -> str:
    """The id of `pack_named`; `Unreadable` where the bytes are none."""
    return as_text(document["device"])


def pack_renewal(renewal: Renewal) -> bytes:
    """A renewal as it travels."""
    keys = {"signs": text_of(renewal.signing_key), "box": text_of(renewal.box_key), "proof": text_of(renewal.proof)}
    return pack({"device": renewal.device, **keys})


@reads
def unpack_renewal(document: Mapping[str, Any]) -> Renewal:
    """The renewal of `pack_renewal`; `Unreadable` where the bytes are none."""
    keys = bytes_of(document["signs"]), bytes_of(document["box"])
    renewal = Renewal(as_text(document["device"]), *keys, bytes_of(document["proof"]))
    if {len(renewal.signing_key), len(renewal.box_key)} != {KEY_BYTES} or not renewal.device:
        raise Unreadable("no keys")
    return renewal
