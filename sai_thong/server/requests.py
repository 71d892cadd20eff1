"""Which requests are heard: signed by a device of the office, in a session of its own, and newer than all before.

The session and its highest number are in the database, so that any of several processes may answer the next request,
and none answers the same one twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from cryptography.exceptions import InvalidSignature
from sqlalchemy import ColumnElement, Connection, select, update

from sai_thong.ground.clock import Clock
from sai_thong.server.devices import devices_of, moment, verifying_key
from sai_thong.server.problems import Declined
from sai_thong.server.schema import SESSIONS
from sai_thong.sync import messages
from sai_thong.sync.messages import DeviceKeys
from sai_thong.sync.sessions import Problem, SignedRequest

SESSION_LASTS: Final = timedelta(days=1)


def in_session(
    connection: Connection, asked: SignedRequest, path: str, body: bytes, clock: Clock
) -> tuple[DeviceKeys, ...]:
    """Check that a device signed a request, that it belongs to a session of that device, and was not heard before.

    Returns:
        The devices of the office.

    Raises:
        Declined: It is not heard.
    """
    devices = devices_of(connection, asked.office)
    verify_request(asked, path, body, devices)
    newer = connection.execute(update(SESSIONS).where(*_session_before(asked, clock)).values(number=asked.number))
    if newer.rowcount != 1:
        raise Declined(Problem.SESSION)
    return devices


def would_be_in_session(connection: Connection, asked: SignedRequest, path: str, digest: bytes, clock: Clock) -> None:
    """Check a request before its body has come: `in_session` will hear it if the body has this SHA-256.

    Raises:
        Declined: It will not be heard, whatever comes.
    """
    verify_signature(asked, path, digest, devices_of(connection, asked.office))
    if connection.execute(select(SESSIONS.c.number).where(*_session_before(asked, clock))).first() is None:
        raise Declined(Problem.SESSION)


def _session_before(asked: SignedRequest, clock: Clock) -> tuple[ColumnElement[bool], ...]:
    """The session of a request, if it still lasts and none of its requests had this number or a higher one."""
    return (
        SESSIONS.c.office == asked.office,
        SESSIONS.c.nonce == asked.nonce,
        SESSIONS.c.device == asked.device,
        SESSIONS.c.number < asked.number,
        SESSIONS.c.begun_at >= moment(clock.now() - SESSION_LASTS),
    )


def verify_request(asked: SignedRequest, path: str, body: bytes, devices: Iterable[DeviceKeys]) -> None:
    """Check that one of the devices signed a request, and that this device is not revoked.

    Raises:
        Declined: It is not heard.
    """
    verify_signature(asked, path, hashlib.sha256(body).digest(), devices)


def verify_signature(asked: SignedRequest, path: str, digest: bytes, devices: Iterable[DeviceKeys]) -> None:
    """As `verify_request`, of a body with this SHA-256."""
    device = next((each for each in devices if each.device == asked.device), None)
    if device is None:
        raise Declined(Problem.UNKNOWN_DEVICE)
    signed = messages.request_bytes_of("POST", path, digest, asked.nonce, asked.number)
    try:
        verifying_key(device).verify(asked.signature, signed)
    except InvalidSignature as error:
        raise Declined(Problem.UNKNOWN_DEVICE) from error
    if device.revoked:
        raise Declined(Problem.REVOKED)
