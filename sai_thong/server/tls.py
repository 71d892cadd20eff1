"""HTTPS without a certification authority: a certificate that the authority signs with the key stations have pinned.

Stations look at the key and at nothing else, so the certificate says nothing else of worth: its dates reach over every
wrong clock, and its name is nobody's.
"""

from __future__ import annotations

import secrets
import ssl
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

_NAME: Final = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sai-thong")])
_GOOD_FROM: Final = datetime(1950, 1, 1, tzinfo=UTC)
_GOOD_UNTIL: Final = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""RFC 5280, 4.1.2.5: a certificate without a meaningful end says so by this moment."""


def serving_context(key: Ed25519PrivateKey) -> ssl.SSLContext:
    """What an authority serves HTTPS with: proves to whoever connects that it holds `key`."""
    return context_with(certificate(key), key)


def certificate(
    key: Ed25519PrivateKey, good_from: datetime = _GOOD_FROM, good_until: datetime = _GOOD_UNTIL
) -> x509.Certificate:
    """A certificate of a key, signed by itself.

    Args:
        key: The authority's.
        good_from: No station looks at it.
        good_until: Nor at this.
    """
    return (
        x509.CertificateBuilder()
        .subject_name(_NAME)
        .issuer_name(_NAME)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(good_from)
        .not_valid_after(good_until)
        .sign(key, algorithm=None)
    )


def context_with(shown: x509.Certificate, key: Ed25519PrivateKey) -> ssl.SSLContext:
    """A serving context with a certificate of `key`.

    The `ssl` module reads keys from files only: the key goes there for a moment, locked by a password that nobody
    keeps, and never lies open on a disk.
    """
    password = secrets.token_bytes(32)
    locked = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    with tempfile.TemporaryDirectory(prefix="sai-thong-") as folder:
        chain = Path(folder) / "chain.pem"
        chain.write_bytes(shown.public_bytes(Encoding.PEM) + locked)
        context.load_cert_chain(chain, password=password)
    return context
