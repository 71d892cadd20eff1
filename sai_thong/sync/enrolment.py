"""How a computer becomes a device of its office: with a code that is good once, typed or read from a QR.

The code holds the office, a secret and the beginning of the fingerprint of the authority's key, so that who typed it
believes the right authority and no other, whatever lies between. The authority keeps a hash of the secret.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sai_thong.sync.messages import bytes_of, text_of
from sai_thong.sync.packing import Unreadable, as_text, pack, reads

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: none is mistaken for another."""
_MISREAD: Final = str.maketrans("OIL", "011")
_GROUP, _SECRET_GROUPS, _PIN_GROUPS = 4, 3, 3
_SECRET_LETTERS: Final = _GROUP * _SECRET_GROUPS
KEY_BYTES: Final = 32


@dataclass(frozen=True)
class EnrolmentCode:
    """A code as it is typed: ``office-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX``.

    Attributes:
        office: The code of the office.
        secret: 60 random bits, as letters.
        pin: The first 60 bits of the fingerprint of the authority's key, as letters.
    """

    office: str
    secret: str
    pin: str

    @property
    def text(self) -> str:
        """The code as it is shown."""
        letters = self.secret + self.pin
        groups = (letters[begin : begin + _GROUP] for begin in range(0, len(letters), _GROUP))
        return "-".join((self.office, *groups))

    def fits(self, authority_key: bytes) -> bool:
        """Whether this is the authority that gave the code out."""
        return secrets.compare_digest(self.pin, fingerprint(authority_key))


def new_code(office: str, authority_key: bytes) -> EnrolmentCode:
    """A code for one more device of an office."""
    return EnrolmentCode(office, _letters(secrets.token_bytes(8)), fingerprint(authority_key))


def read_code(typed: str) -> EnrolmentCode:
    """The code that somebody typed, in any case and with spaces, O for 0 and I or L for 1.

    Raises:
        Unreadable: It is none.
    """
    office, *groups = typed.strip().rsplit("-", _SECRET_GROUPS + _PIN_GROUPS)
    letters = "".join(groups).upper().replace(" ", "").translate(_MISREAD)
    if not office or len(letters) != 2 * _SECRET_LETTERS or set(letters) - set(_LETTERS):
        raise Unreadable("no code")
    return EnrolmentCode(office, letters[:_SECRET_LETTERS], letters[_SECRET_LETTERS:])


def fingerprint(authority_key: bytes) -> str:
    """The pin of an authority's public key, as it stands in codes."""
    return _letters(hashlib.sha256(b"saithong-authority\x01" + authority_key).digest())


def code_hash(secret: str) -> bytes:
    """What the authority keeps of a code's secret."""
    return hashlib.sha256(b"saithong-code\x01" + secret.encode()).digest()


def stick_key(hashed: bytes) -> bytes:
    """The X25519 private key, 32 raw bytes, that requests by stick are sealed to, from `code_hash`.

    Only who has the code, and the authority that gave it out, can make it: whoever finds the stick cannot read the
    code's secret from it.
    """
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"sai-thong enrolment by stick v1").derive(hashed)


@dataclass(frozen=True)
class Enrolment:
    """A computer asks to become a device.

    Attributes:
        office: The code of the office, from the enrolment code.
        secret: From the enrolment code.
        device: The id it gave itself.
        name: What the office calls it.
        signing_key: Ed25519, public.
        box_key: X25519, public.
    """

    office: str
    secret: str
    device: str
    name: str
    signing_key: bytes
    box_key: bytes


@dataclass(frozen=True)
class Enrolled:
    """The authority's answer, signed for the secret of the code; the station looks whether the key fits the code.

    Attributes:
        office: The code of the office.
        office_name: What it is called.
        authority_key: Ed25519, public: pinned from now on.
        box_key: X25519, public: what sticks to the authority are sealed with; empty where it takes none.
    """

    office: str
    office_name: str
    authority_key: bytes
    box_key: bytes = b""


def pack_enrolment(asked: Enrolment) -> bytes:
    """A request to be enrolled as it travels."""
    said = {"office": asked.office, "secret": asked.secret, "device": asked.device, "name": asked.name}
    return pack(said | {"signs": text_of(asked.signing_key), "box": text_of(asked.box_key)})


@reads
def unpack_enrolment(document: Mapping[str, Any]) -> Enrolment:
    """The request of `pack_enrolment`; `Unreadable` where the bytes are none."""
    office, secret = as_text(document["office"]), as_text(document["secret"])
    device, name = as_text(document["device"]), as_text(document["name"])
    asked = Enrolment(office, secret, device, name, bytes_of(document["signs"]), bytes_of(document["box"]))
    if {len(asked.signing_key), len(asked.box_key)} != {KEY_BYTES} or not asked.device:
        raise Unreadable("no keys")
    return asked


def pack_enrolled(answer: Enrolled) -> bytes:
    """The answer as it travels, before it is signed."""
    said = {"office": answer.office, "name": answer.office_name, "key": text_of(answer.authority_key)}
    return pack(said | {"box": text_of(answer.box_key)})


@reads
def unpack_enrolled(document: Mapping[str, Any]) -> Enrolled:
    """The answer of `pack_enrolled`; `Unreadable` where the bytes are none."""
    key = bytes_of(document["key"])
    if len(key) != KEY_BYTES:
        raise Unreadable("no key")
    box = bytes_of(document.get("box", ""))
    return Enrolled(as_text(document["office"]), as_text(document["name"]), key, box)


def _letters(data: bytes) -> str:
    """The first 60 bits as letters."""
    number = int.from_bytes(data[:8], "big") >> 4
    return "".join(_LETTERS[(number >> shift) & 31] for shift in range(55, -1, -5))
