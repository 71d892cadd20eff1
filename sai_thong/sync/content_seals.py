"""How an attached file travels: under a tag, sealed with the office's key to the same bytes by every computer.

Bytes fixed here, for ever: ``01 | AES-SIV (RFC 5297) of the parts``, the first part being the address and the others
what the store keeps, with the tag as associated data; under a later key of the office its header (`db.office_box`)
stands in the place of ``01`` and before the tag. AES-SIV needs no nonce: the same file sealed again is the same
bytes, so that one computer goes on where another stopped, and two files never share a key stream.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from sai_thong.db import sealing
from sai_thong.db.errors import SealBroken
from sai_thong.db.keys import KeyRing
from sai_thong.db.office_box import key_of, newest_key
from sai_thong.sync.packing import Unreadable, join_parts, split_parts

_VERSION: Final = b"\x01"
_KEY_BYTES: Final = 64
_LONGEST_ADDRESS: Final = 200


class OpenedContent(NamedTuple):
    """An attached file as it was kept where it was put: its address, and its parts."""

    address: str
    parts: tuple[bytes, ...]


def content_tag(office_key: bytes, address: str) -> str:
    """Under which name the authority keeps a content; nobody without the office's key can tell of which address."""
    return sealing.tag(office_key, "content at the authority", address)


def seal_content(ring: KeyRing, content: OpenedContent) -> bytes:
    """A content as it travels."""
    header, key = newest_key(ring)
    tag = content_tag(ring.office_key, content.address)
    plain = join_parts([content.address.encode(), *content.parts])
    return (header or _VERSION) + _cipher(key).encrypt(plain, [header + tag.encode()])


def open_content(ring: KeyRing, tag: str, sealed: bytes) -> OpenedContent:
    """The content of `seal_content`.

    Raises:
        SealBroken: It was sealed by another office, for another tag, or is changed.
        GenerationMissing: It is sealed under a later key that this computer was not handed yet.
    """
    header, key = key_of(ring, sealed)
    if not header and sealed[:1] != _VERSION:
        raise SealBroken
    try:
        plain = _cipher(key).decrypt(sealed[len(header or _VERSION) :], [header + tag.encode()])
        address, *parts = split_parts(plain)
        opened = OpenedContent(address.decode(), tuple(parts))
    except (InvalidTag, Unreadable, UnicodeDecodeError, ValueError) as error:
        raise SealBroken from error
    if content_tag(ring.office_key, opened.address) != tag or not parts or len(opened.address) > _LONGEST_ADDRESS:
        raise SealBroken
    return opened


def _cipher(key: bytes) -> AESSIV:
    derived = HKDFExpand(SHA256(), _KEY_BYTES, info=b"sai-thong content seal v1").derive(key)
    return AESSIV(derived)
