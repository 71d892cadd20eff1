"""TLS that believes a key and no date: the peer must hold the key that this computer pinned, or a public certificate.

A proxy before the province has an ordinary certificate; it is accepted as well, since whatever matters is signed by
the authority itself. In neither case does the clock count: those of the offices are wrong by years.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_NO_CHECK_OF_TIME: Final = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME of OpenSSL, which the `ssl` module does not name."""

Pin = Callable[[bytes], bool]
"""Whether an Ed25519 public key (32 raw bytes) is that of the authority."""


class OtherKey(ssl.SSLError):
    """The peer holds another key than the one that is pinned; nothing was said to it."""


def pinned_context(pin: Pin) -> ssl.SSLContext:
    """A context whose handshake ends with `OtherKey` where the peer's key does not fit the pin."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE

    class Pinned(ssl.SSLSocket):
        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            shown = self.getpeercert(binary_form=True)
            if shown is None or not _fits(shown, pin):
                raise OtherKey("the peer holds another key")

    context.sslsocket_class = Pinned
    return context


def public_context() -> ssl.SSLContext:
    """A context for certificates that the machine's own list of certification authorities vouches for, at any time."""
    context = ssl.create_default_context()
    context.verify_flags = ssl.VerifyFlags(context.verify_flags | _NO_CHECK_OF_TIME)
    return context


def _fits(shown: bytes, pin: Pin) -> bool:
    try:
        key = x509.load_der_x509_certificate(shown).public_key()
    except ValueError:
        return False
    return isinstance(key, Ed25519PublicKey) and pin(key.public_bytes_raw())
