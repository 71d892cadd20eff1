"""What a hub calls into the local network: who it is and where it listens. Nothing of the office's data.

It is signed twice: with the hub's own key, which stations then find at its address; and a device of the office vouches
for that key and the term, so that a station that knows the device knows whom to follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.sync.enrolment import KEY_BYTES
from sai_thong.sync.following import MOST_CALL, Term
from sai_thong.sync.messages import DeviceKeys, bytes_of, text_of
from sai_thong.sync.packing import Unreadable, as_text, as_whole, pack, reads

BEACON_PORT: Final = 8441
"""UDP. Hubs listen here for questions; who asks listens here as well for what hubs call by themselves."""
_SIGNATURE_BYTES: Final = 64


@dataclass(frozen=True)
class Beacon:
    """The call of a hub.

    Attributes:
        term: Whose hub it is, and since which term.
        name: What the office calls the computer.
        port: Where it serves HTTPS, at the address the call came from.
        device: The device that vouches for it: the computer itself.
        vouch: That device's signature over the term.
    """

    term: Term
    name: str
    port: int
    device: str
    vouch: bytes

    def is_vouched_by(self, devices: Iterable[DeviceKeys]) -> bool:
        """Whether one of these devices, not revoked, vouches for the hub."""
        return any(
            _is_signed(each.signing_key, self.vouch, self.term.vouched_bytes())
            for each in devices
            if each.device == self.device and not each.revoked
        )


def vouched(term: Term, device: Ed25519PrivateKey) -> bytes:
    """The signature of a device that vouches for a term."""
    return device.sign(term.vouched_bytes())


def pack_beacon(beacon: Beacon, hub: Ed25519PrivateKey) -> bytes:
    """The call as it travels, signed by the hub."""
    said = {"office": beacon.term.office, "term": beacon.term.generation, "key": text_of(beacon.term.key)}
    body = pack(said | {"name": beacon.name, "port": beacon.port, "by": beacon.device, "vouch": text_of(beacon.vouch)})
    return body + hub.sign(_called(body))


def read_beacon(data: bytes) -> Beacon:
    """The call of `pack_beacon`; whether anybody vouches for it is not looked at.

    Raises:
        Unreadable: The bytes are none, or not signed by the key they name.
    """
    if len(data) > MOST_CALL:
        raise Unreadable("too long")
    body, signature = data[:-_SIGNATURE_BYTES], data[-_SIGNATURE_BYTES:]
    beacon = _unpack(body)
    if not _is_signed(beacon.term.key, signature, _called(body)):
        raise Unreadable("not signed by the hub")
    return beacon


def pack_question(office: str) -> bytes:
    """Asks the hubs of an office to call."""
    return pack({"wanted": office})


@reads
def unpack_question(document: Mapping[str, Any]) -> str:
    """The office of `pack_question`; `Unreadable` where the bytes are none."""
    return as_text(document["wanted"])


@reads
def _unpack(document: Mapping[str, Any]) -> Beacon:
    key = bytes_of(document["key"])
    port = as_whole(document["port"])
    if len(key) != KEY_BYTES or not 0 < port < 65536:
        raise Unreadable("no hub")
    term = Term(as_text(document["office"]), as_whole(document["term"]), key)
    return Beacon(term, as_text(document["name"]), port, as_text(document["by"]), bytes_of(document["vouch"]))


def _called(body: bytes) -> bytes:
    return b"saithong-beacon\x01" + body


def _is_signed(key: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
