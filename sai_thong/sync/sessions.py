"""How a request of a session is carried by HTTP: its headers, what a pull answers, and why the authority says no."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sai_thong.sync.packing import Unreadable

_OFFICE, _DEVICE = "sai-thong-office", "sai-thong-device"
_NONCE, _NUMBER, _SIGNATURE = "sai-thong-nonce", "sai-thong-number", "sai-thong-signature"
_LONGEST: Final = 256
"""Characters of one of these headers."""


class Problem(StrEnum):
    """Why the authority did not do what was asked; the answer is ``{"error": …}`` with a status from 400 on, unsigned.

    Nothing is believed on the strength of it: the station says hello again or tells a person.
    """

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    UNKNOWN_DEVICE = "unknown-device"
    """The office does not know the device, the signature is not its own, or the office is not here: not told apart."""
    REVOKED = "revoked"
    SESSION = "session"
    """The session is not known any more, or the number was used: say hello again."""
    EPOCH = "epoch"
    """The authority was restored since: say hello again."""
    ORDER = "order"
    """The order has another entry at the place read up to: a backup was restored and nobody said so. Read it anew."""
    SIGNATURE = "signature"
    """A batch carries the signature of no device that may send."""
    CODE = "code"
    """The enrolment code is unknown, used or too old."""
    UNKNOWN_PATH = "unknown-path"
    FOLLOWS = "follows"
    """A hub keeps the order of the office in place of who was asked, or a later one than who asks."""
    TOO_MANY = "too-many"
    """Too many requests: ask again a little later."""
    BUSY = "busy"
    """The authority cannot answer now."""


@dataclass(frozen=True)
class SignedRequest:
    """Who asks, in which session, and the signature over `messages.request_bytes`.

    Attributes:
        office: The code of the office.
        device: The device.
        nonce: Of the session; empty for a hello.
        number: Higher than in any request of the session before; 0 for a hello.
        signature: By the device.
    """

    office: str
    device: str
    nonce: bytes
    number: int
    signature: bytes

    def headers(self) -> dict[str, str]:
        """The request's headers; texts travel in base64, for a header holds ASCII only."""
        return {
            _OFFICE: _coded(self.office.encode()),
            _DEVICE: _coded(self.device.encode()),
            _NONCE: _coded(self.nonce),
            _NUMBER: str(self.number),
            _SIGNATURE: _coded(self.signature),
        }


def read_headers(headers: Mapping[str, str]) -> SignedRequest:
    """The headers of `SignedRequest.headers`, their names in lower case.

    Raises:
        Unreadable: They are none.
    """
    try:
        number = headers[_NUMBER]
        if not (number.isascii() and number.isdigit() and len(number) <= 15):
            raise Unreadable("no number")
        office, device = _decoded(headers[_OFFICE]).decode(), _decoded(headers[_DEVICE]).decode()
        if not (office.isprintable() and device.isprintable()):
            raise Unreadable("no names")
        return SignedRequest(
            office,
            device,
            _decoded(headers[_NONCE]),
            int(number),
            _decoded(headers[_SIGNATURE]),
        )
    except (KeyError, UnicodeDecodeError) as error:
        raise Unreadable("no signed request") from error


def _coded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decoded(text: str) -> bytes:
    try:
        if len(text) > _LONGEST:
            raise Unreadable("too long")
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("no base64") from error
