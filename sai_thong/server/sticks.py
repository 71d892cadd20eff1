"""A stick from a computer of an office is taken in, and answered by another: a session by file.

Whatever it asks is answered as over a line, by the same functions. There is no nonce: a stick that comes twice, late or
after a newer one changes nothing, as every request of it may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.server.book import SqlBook
from sai_thong.server.box_key import box_key
from sai_thong.server.database import of_office
from sai_thong.server.devices import devices_of, verifying_key
from sai_thong.server.enrolment_sticks import enrol_by_stick
from sai_thong.server.following import hub_of
from sai_thong.server.order_sticks import TakingOrder
from sai_thong.server.stick_answers import TakingAsked
from sai_thong.server.talk import ENROL
from sai_thong.sync.messages import DeviceKeys
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.stick import (
    Stick,
    StickHead,
    StickKind,
    StickNotForHere,
    StickUnreadable,
    read_stick,
    written_stick,
)

USUAL_BYTES: Final = 512 * 1024 * 1024
LEAST_BYTES: Final = 4 * 1024 * 1024
"""Holds one page with the largest batch at any rate."""

Progress = Callable[[int, int], None]
"""Told how many bytes of the stick are done, and of how many."""


class StickDeclined(Refused):
    """The stick is of nobody who may send."""

    def __init__(self, office: str, device: str) -> None:
        super().__init__(
            _("The computer {device} is none of the office {office}, or was struck off.").format(
                device=device, office=office
            ),
            kept=_("Nothing of it was taken in, and it is as it was."),
            do=_("Enrol the computer with a new code, and have it write a new stick."),
        )


@dataclass(frozen=True)
class TakenStick:
    """What a stick brought, and what its answer holds.

    Attributes:
        office: The code of the office.
        device: The computer that wrote it.
        entries: Entries that were not held before.
        refused: Batches that were not taken.
        outcomes: Lines of the order in the answer.
        more: Whether there is more than the answer holds.
        enrolled: What the office calls the computer that was enrolled; empty where none was.
    """

    office: str
    device: str
    entries: int
    refused: int
    outcomes: int
    more: bool
    enrolled: str = ""


def take_stick(
    engine: Engine,
    key: Ed25519PrivateKey,
    path: Path,
    answer: Path,
    clock: Clock,
    *,
    most_bytes: int = USUAL_BYTES,
    progress: Progress = lambda _done, _all: None,
) -> TakenStick:
    """Take a stick in, and write its answer; what was taken stays taken where the answer cannot be written.

    Args:
        engine: The database of the authority.
        key: What it signs with.
        path: The stick.
        answer: Where the answer goes.
        clock: Shown to stations, and kept with what came.
        most_bytes: How large the answer may be; below `LEAST_BYTES` a page may find no room in it.
        progress: Told of the bytes of the stick.

    Raises:
        StickUnreadable, StickNotForHere: It is no stick, torn, changed, or sealed to somebody else.
        OfficeUnknown: The office is not here.
        StickDeclined, StickOfNoCode: Who wrote it may not send, or not be enrolled.
        StickOfEarlierHub: Its order is in force no longer.
        StickFull, NotWritten: The answer could not be written.
    """
    stick = read_stick(path)
    head = stick.head
    if head.kind is StickKind.ENROL:
        return _take_request(engine, key, stick, answer, clock, most_bytes=most_bytes)
    if head.kind not in (StickKind.UP, StickKind.ORDER):
        raise StickNotForHere(_("the computer {name}").format(name=head.device))
    with of_office(engine, head.office) as connection:
        SqlBook(connection, head.office)
        devices = devices_of(connection, head.office)
        follows = hub_of(connection, head.office)
    _look_who(stick, devices)
    if follows and head.kind is StickKind.UP:
        raise StickNotForHere(_("the hub of the office {office}").format(office=head.office))
    is_order = head.kind is StickKind.ORDER
    asked = TakingAsked(engine, head, devices, clock)
    taking = TakingOrder(engine, head, clock, asked) if is_order else asked
    for path_asked, body, done in stick.bodies(box_key(key)):
        try:
            taking.take(path_asked, body)
        except Unreadable as error:
            raise StickUnreadable(path) from error
        progress(done, stick.size)
    heading = StickHead(StickKind.ANSWER, head.office, head.device, head.number)
    with of_office(engine, head.office) as connection:
        recipients = [each.box_key for each in devices_of(connection, head.office) if not each.revoked]
    with written_stick(answer, heading, recipients, key, most_bytes=most_bytes) as written:
        outcomes, more = taking.answer(written, key)
    return TakenStick(head.office, head.device, taking.entries, len(taking.refused), outcomes, more)


def _take_request(
    engine: Engine, key: Ed25519PrivateKey, stick: Stick, answer: Path, clock: Clock, *, most_bytes: int
) -> TakenStick:
    """Enrol who wrote a request, and answer what it asks besides; a province that follows a hub tells the hub's order.

    Raises:
        SaiThongError, OfficeUnknown: As `take_stick` does.
    """
    request, head = enrol_by_stick(engine, key, stick, clock), stick.head
    with of_office(engine, head.office) as connection:
        taking = TakingAsked(engine, head, devices_of(connection, head.office), clock)
    for path_asked, body in request.more:
        try:
            taking.take(path_asked, body)
        except Unreadable as error:
            raise StickUnreadable(stick.path) from error
    heading = StickHead(StickKind.ENROLLED, head.office, head.device, head.number)
    with written_stick(answer, heading, [request.asked.box_key], key, most_bytes=most_bytes) as written:
        written.add(ENROL, request.told)
        outcomes, more = taking.answer(written, key) if request.more else (0, False)
    return TakenStick(head.office, head.device, 0, 0, outcomes, more, request.asked.name)


def _look_who(stick: Stick, devices: tuple[DeviceKeys, ...]) -> None:
    """Let a stick pass that a device of the office signed which may send.

    Raises:
        StickDeclined: It is unknown or revoked.
        StickUnreadable: The stick is not as it was made.
    """
    device = next((each for each in devices if each.device == stick.head.device), None)
    if device is None or device.revoked:
        raise StickDeclined(stick.head.office, stick.head.device)
    if not stick.is_signed_by(verifying_key(device)):
        raise StickUnreadable(stick.path)
