"""A request to be enrolled comes by stick and is answered by another, as over a line."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Engine

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.server.book import SqlBook
from sai_thong.server.database import of_office
from sai_thong.server.devices import enrolled_answer, good_codes, moment
from sai_thong.server.problems import Declined
from sai_thong.server.talk import ENROL
from sai_thong.sync.enrolment import Enrolment, stick_key, unpack_enrolment
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.stick import Stick, StickHead, StickKind, StickNotForHere, StickUnreadable, written_stick


class StickOfNoCode(Refused):
    """A request was made with no code that is good here."""

    def __init__(self) -> None:
        super().__init__(
            _("No enrolment code that is good here fits this request."),
            kept=_("Nothing of it was taken in, and it is as it was."),
            do=_("Give out a new code, and have the request written once more."),
        )


def enrol_by_stick(engine: Engine, key: Ed25519PrivateKey, stick: Stick, answer: Path, clock: Clock) -> Enrolment:
    """Enrol the computer that wrote a request, and write the answer; it may be asked for again.

    Args:
        engine: The database of the authority.
        key: What it signs with.
        stick: The request.
        answer: Where the answer goes.
        clock: Whether the code is still good.

    Returns:
        What the computer said of itself.

    Raises:
        OfficeUnknown: The office is not here.
        StickOfNoCode: The code is unknown, too old, or used by another computer.
        StickUnreadable: The request was changed.
        StickFull, NotWritten: The answer could not be written.
    """
    head = stick.head
    with of_office(engine, head.office) as connection:
        SqlBook(connection, head.office)
        codes = good_codes(connection, head.office, moment(clock.now()))
    asked = _request(stick, codes)
    signer = Ed25519PublicKey.from_public_bytes(asked.signing_key)
    if (asked.office, asked.device) != (head.office, head.device) or not stick.is_signed_by(signer):
        raise StickUnreadable(stick.path)
    try:
        told = enrolled_answer(engine, asked, clock, key)
    except Declined as error:
        raise StickOfNoCode from error
    except Unreadable as error:
        raise StickUnreadable(stick.path) from error
    heading = StickHead(StickKind.ENROLLED, head.office, head.device, head.number)
    with written_stick(answer, heading, [asked.box_key], key) as written:
        written.add(ENROL, told)
    return asked


def _request(stick: Stick, codes: tuple[bytes, ...]) -> Enrolment:
    """What the request says, opened with whichever code it was made with."""
    for each in codes:
        try:
            for path, body, _done in stick.bodies(stick_key(each)):
                if path == ENROL:
                    return unpack_enrolment(body)
        except StickNotForHere:
            continue
        except Unreadable as error:
            raise StickUnreadable(stick.path) from error
    raise StickOfNoCode
