"""What sticks are sealed to an authority with: an X25519 key that follows from the one it signs with.

So it lies wherever that one lies, and nowhere else, and comes back with it from a backup.
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES: Final = 32


def box_key(signing_key: Ed25519PrivateKey) -> bytes:
    """The private key, 32 raw bytes."""
    derive = HKDF(SHA256(), _KEY_BYTES, salt=None, info=b"sai-thong authority box v1")
    return derive.derive(signing_key.private_bytes_raw())


def public_box_key(signing_key: Ed25519PrivateKey) -> bytes:
    """The public key, 32 raw bytes."""
    return X25519PrivateKey.from_private_bytes(box_key(signing_key)).public_key().public_bytes_raw()
