"""Which requests are heard: signed by a device of the office, in a session of its own, and newer than all before.

The session and its highest number are in the database, so that any of several processes may answer the next request,
and none answers the same one twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from cryptography.exceptions import InvalidSignature
from sqlalchemy import Connection, update

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
    """Let a request pass that is signed, of a session of its device, and newer than all before it in it.

    Returns:
        The devices of the office.

    Raises:
        Declined: It is not heard.
    """
    devices = devices_of(connection, asked.office)
    verify_request(asked, path, body, devices)
    newer = connection.execute(
        update(SESSIONS)
        .where(
            SESSIONS.c.office == asked.office,
            SESSIONS.c.nonce == asked.nonce,
            SESSIONS.c.device == asked.device,
            SESSIONS.c.number < asked.number,
            SESSIONS.c.begun_at >= moment(clock.now() - SESSION_LASTS),
        )
        .values(number=asked.number)
    )
    if newer.rowcount != 1:
        raise Declined(Problem.SESSION)
    return devices


def verify_request(asked: SignedRequest, path: str, body: bytes, devices: Iterable[DeviceKeys]) -> None:
    """Let a request pass that one of the devices signed, and that is not revoked.

    Raises:
        Declined: It is not heard.
    """
    device = next((each for each in devices if each.device == asked.device), None)
    if device is None:
        raise Declined(Problem.UNKNOWN_DEVICE)
    signed = messages.request_bytes("POST", path, body, asked.nonce, asked.number)
    try:
        verifying_key(device).verify(asked.signature, signed)
    except InvalidSignature as error:
        raise Declined(Problem.UNKNOWN_DEVICE) from error
    if device.revoked:
        raise Declined(Problem.REVOKED)
