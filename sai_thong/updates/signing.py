"""Who may publish: a ring of keys with a threshold, and documents that so many of them signed.

A newer ring is believed when the ring before it signed it, so keys are changed without touching what is installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sai_thong.updates.refusals import UnreadableRelease, WronglySigned

MOST_SIGNED: Final = 64 * 1024
"""Bytes of a signed document."""
RING: Final = "keys"
_SALT: Final = b"sai-thong update\n"
"""Before what is signed, so that no signature made for something else fits."""


@dataclass(frozen=True)
class KeyRing:
    """The keys that may publish.

    Attributes:
        number: 1 for the first, one higher for each that follows.
        threshold: How many different keys must have signed.
        keys: Ed25519 public keys, 32 raw bytes in hex.
    """

    number: int
    threshold: int
    keys: tuple[str, ...]

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """A ring as a document says it.

        Raises:
            UnreadableRelease: It is none; a threshold that nobody or everybody reaches is none either.
        """
        try:
            keys = tuple(str(each) for each in body["keys"])
            ring = cls(_whole(body["number"]), _whole(body["threshold"]), keys)
            for each in keys:
                Ed25519PublicKey.from_public_bytes(bytes.fromhex(each))
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableRelease("keys") from error
        if body.get("kind") != RING or ring.number < 1 or not 1 <= ring.threshold <= len(set(keys)) == len(keys):
            raise UnreadableRelease("keys")
        return ring

    def body(self) -> dict[str, Any]:
        """What a document says of it."""
        return {"kind": RING, "number": self.number, "threshold": self.threshold, "keys": list(self.keys)}


@dataclass(frozen=True)
class SignedDocument:
    """A text and its signatures, as it lies in a file.

    Attributes:
        text: JSON, to the byte as it was signed.
        signatures: The signature of each key, both in hex.
    """

    text: str
    signatures: Mapping[str, str]

    @classmethod
    def made(cls, body: Mapping[str, Any], keys: Iterable[Ed25519PrivateKey] = ()) -> Self:
        """A document that `keys` signed."""
        made = cls(json.dumps(body, ensure_ascii=False, sort_keys=True), {})
        for each in keys:
            made = made.signed_by(each)
        return made

    @classmethod
    def read(cls, data: bytes) -> Self:
        """A document from a file; nothing of it is believed yet.

        Raises:
            UnreadableRelease: The bytes are none.
        """
        try:
            outer = json.loads(data)
            text, signatures = outer["signed"], outer["signatures"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UnreadableRelease("document") from error
        if len(data) > MOST_SIGNED or not isinstance(text, str) or not isinstance(signatures, dict):
            raise UnreadableRelease("document")
        return cls(text, {str(key): str(signature) for key, signature in signatures.items()})

    def signed_by(self, key: Ed25519PrivateKey) -> Self:
        """The document with one more signature."""
        name = key.public_key().public_bytes_raw().hex()
        return type(self)(self.text, {**self.signatures, name: key.sign(_SALT + self.text.encode()).hex()})

    def to_bytes(self) -> bytes:
        """What `read` reads."""
        outer = {"signed": self.text, "signatures": dict(self.signatures)}
        return json.dumps(outer, ensure_ascii=False, indent=1).encode()

    def believed(self, ring: KeyRing) -> dict[str, Any]:
        """What the document says, once enough different keys of a ring have signed it.

        Raises:
            WronglySigned: They have not.
            UnreadableRelease: They have, and it is no document for all that.
        """
        good = sum(_fits(key, self.signatures.get(key, ""), self.text) for key in set(ring.keys))
        if good < ring.threshold:
            raise WronglySigned
        try:
            body = json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise UnreadableRelease("document") from error
        if not isinstance(body, dict):
            raise UnreadableRelease("document")
        return body


def follower(ring: KeyRing, document: SignedDocument) -> KeyRing:
    """The ring that comes after a ring: signed by enough keys of the one, and by enough of its own.

    Raises:
        WronglySigned: It is not.
        UnreadableRelease: It is no ring, or not the next one.
    """
    new = KeyRing.of(document.believed(ring))
    document.believed(new)
    if new.number != ring.number + 1:
        raise UnreadableRelease("keys")
    return new


def _fits(key: str, signature: str, text: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), _SALT + text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("no whole number")
    return value
