"""Sealing values and naming facts: authenticated encryption, keyed tags, and boxes only the office can open.

Bytes fixed here, for ever:

- sealed value: ``01 | nonce 12 | AES-256-GCM ciphertext and tag 16``; associated data = the context, which says where
  the value belongs, so that it cannot be moved to another record or field unnoticed.
- box for the office: ``01 | ephemeral X25519 public key 32 | AES-256-GCM ciphertext and tag 16``; the key and the nonce
  come by HKDF-SHA256 from the shared secret and both public keys; associated data = the context.
- tag: the first 128 bits of HMAC-SHA256 over the encoded parts, in URL-safe base 64 (22 characters).

Sealing and tagging never use the same key bytes: each works with a key derived from the one handed in for that use.
Random 96-bit nonces stay safe to 2**32 seals a key; an office seals about ten million values in ten years.
"""

from __future__ import annotations

import base64
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sai_thong.db.errors import SealBroken, StoreMistake

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"
_TAG_BYTES = 16

TagPart = str | bytes | int | None


def new_key() -> bytes:
    """A random 256-bit key."""
    return os.urandom(KEY_BYTES)


def _derived(key: bytes, use: bytes) -> bytes:
    """The key for one use: one block of HKDF-Expand over SHA-256."""
    if len(key) != KEY_BYTES:
        raise StoreMistake(f"a key has {KEY_BYTES} bytes, not {len(key)}")
    return _authenticated(key, use + b"\x01")


def _authenticated(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA256, by an object and not by `hmac.digest`.

    That one lets the interpreter lock go for the microsecond it takes. A thread that does so ten thousand times in a
    row starves whoever waits for the lock: each letting-go wakes the waiter too late and starts its wait anew, so that
    it never comes to ask for its turn. The window stood still for 100 to 480 ms of a month's run (measured); an object
    keeps the lock for so short a message.
    """
    return hmac.new(key, message, "sha256").digest()


def seal(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """`plaintext` sealed under `key` for the place named by `context`. Two seals of one value differ."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(_derived(key, b"sai-thong seal v1")).encrypt(nonce, plaintext, context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """What `seal` sealed.

    Raises:
        SealBroken: Another key, another context, changed or cut bytes, or a version this program does not know.
    """
    if len(sealed) < 1 + _NONCE_BYTES + _TAG_BYTES or sealed[:1] != _VERSION:
        raise SealBroken
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(_derived(key, b"sai-thong seal v1")).decrypt(nonce, body, context)
    except InvalidTag as error:
        raise SealBroken from error


def _encoded(part: TagPart) -> bytes:
    """One part, told apart by kind and length, so that no two lists of parts give the same bytes."""
    if part is None:
        kind, body = b"n", b""
    elif isinstance(part, bool):
        raise StoreMistake("a truth value has no agreed encoding in a tag; use 0 or 1")
    elif isinstance(part, int):
        kind, body = b"i", str(part).encode("ascii")
    elif isinstance(part, str):
        kind, body = b"s", part.encode("utf-8")
    else:
        kind, body = b"b", part
    return kind + len(body).to_bytes(4, "big") + body


def tag(key: bytes, *parts: TagPart) -> str:
    """A name for `parts` that only holders of `key` can compute: the same parts always give the same 22 characters.

    It names facts with a natural identity: a regular payment line is ``tag(office_key, "payment", citizen_id, scheme,
    month)``; and it lets two sealed fields be compared without opening them. Text is taken as it stands: clean it
    first.
    """
    return base64.urlsafe_b64encode(tag_bytes(key, *parts)).rstrip(b"=").decode("ascii")


def tag_bytes(key: bytes, *parts: TagPart) -> bytes:
    """The 128 bits that `tag` writes as text."""
    return _authenticated(_derived(key, b"sai-thong tag v1"), b"".join(map(_encoded, parts)))[:16]


def new_private_key() -> bytes:
    """A new X25519 private key, 32 raw bytes."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key(private_key: bytes) -> bytes:
    """The public half of an X25519 private key, 32 raw bytes."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def _box_cipher(shared: bytes, ephemeral: bytes, recipient: bytes) -> tuple[AESGCM, bytes]:
    """Cipher and nonce of one box. The nonce may be derived, since the ephemeral key is used once."""
    material = HKDF(SHA256(), KEY_BYTES + _NONCE_BYTES, salt=None, info=b"sai-thong box v1" + ephemeral + recipient)
    derived = material.derive(shared)
    return AESGCM(derived[:KEY_BYTES]), derived[KEY_BYTES:]


def seal_for(recipient_public_key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """A box that only the owner of the private key can open; who sealed it is not proven."""
    ephemeral = X25519PrivateKey.generate()
    ephemeral_public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient_public_key))
    cipher, nonce = _box_cipher(shared, ephemeral_public, recipient_public_key)
    return _VERSION + ephemeral_public + cipher.encrypt(nonce, plaintext, context)


def open_box(private_key: bytes, box: bytes, context: bytes) -> bytes:
    """What `seal_for` sealed for the owner of `private_key`.

    Raises:
        SealBroken: Another recipient, another context, changed or cut bytes, or an unknown version.
    """
    if len(box) < 1 + KEY_BYTES + _TAG_BYTES or box[:1] != _VERSION:
        raise SealBroken
    ephemeral_public, body = box[1 : 1 + KEY_BYTES], box[1 + KEY_BYTES :]
    owner = X25519PrivateKey.from_private_bytes(private_key)
    try:
        shared = owner.exchange(X25519PublicKey.from_public_bytes(ephemeral_public))
        cipher, nonce = _box_cipher(shared, ephemeral_public, owner.public_key().public_bytes_raw())
        return cipher.decrypt(nonce, body, context)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error
