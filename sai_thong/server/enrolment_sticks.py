"""A request to be enrolled comes by stick and is answered by another, as over a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Engine

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.server.book import SqlBook
from sai_thong.server.database import of_office
from sai_thong.server.devices import enrolled_answer, good_codes, moment
from sai_thong.server.problems import Declined
from sai_thong.server.talk import ENROL, HELLO, PULL
from sai_thong.sync.chest_messages import KEYS_PATH
from sai_thong.sync.contents_messages import CONTENTS_PATH
from sai_thong.sync.down import DOWN_PATH
from sai_thong.sync.enrolment import Enrolment, stick_key, unpack_enrolment
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.stick import Stick, StickNotForHere, StickUnreadable

_ASKED_BESIDE: Final = (HELLO, PULL, KEYS_PATH, DOWN_PATH, CONTENTS_PATH)
"""A computer that is new brings nothing."""


class StickOfNoCode(Refused):
    """A request was made with no code that is good here."""

    def __init__(self) -> None:
        super().__init__(
            _("No enrolment code that is good here fits this request."),
            kept=_("Nothing of it was taken in, and it is as it was."),
            do=_("Give out a new code, and have the request written once more."),
        )


@dataclass(frozen=True)
class TakenRequest:
    """A request of a computer that was enrolled by it.

    Attributes:
        asked: What the computer said of itself.
        told: The answer, signed for the secret of its code.
        more: What else it asks, by path, as the first stick of a computer with nothing asks it.
    """

    asked: Enrolment
    told: bytes
    more: tuple[tuple[str, bytes], ...]


def enrol_by_stick(engine: Engine, key: Ed25519PrivateKey, stick: Stick, clock: Clock) -> TakenRequest:
    """Enrol the computer that wrote a request; it may be asked for again.

    Args:
        engine: The database of the authority.
        key: What it signs with.
        stick: The request.
        clock: Whether the code is still good.

    Raises:
        OfficeUnknown: The office is not here.
        StickOfNoCode: The code is unknown, too old, or used by another computer.
        StickUnreadable: The request was changed.
    """
    head = stick.head
    with of_office(engine, head.office) as connection:
        SqlBook(connection, head.office)
        codes = good_codes(connection, head.office, moment(clock.now()))
    asked, more = _request(stick, codes)
    signer = Ed25519PublicKey.from_public_bytes(asked.signing_key)
    if (asked.office, asked.device) != (head.office, head.device) or not stick.is_signed_by(signer):
        raise StickUnreadable(stick.path)
    try:
        told = enrolled_answer(engine, asked, clock, key)
    except Declined as error:
        raise StickOfNoCode from error
    except Unreadable as error:
        raise StickUnreadable(stick.path) from error
    return TakenRequest(asked, told, more)


def _request(stick: Stick, codes: tuple[bytes, ...]) -> tuple[Enrolment, tuple[tuple[str, bytes], ...]]:
    """What the request says, and asks besides, opened with whichever code it was made with."""
    for each in codes:
        try:
            bodies = [(path, body) for path, body, _done in stick.bodies(stick_key(each))]
            if bodies and bodies[0][0] == ENROL:
                more = tuple((path, body) for path, body in bodies[1:] if path in _ASKED_BESIDE)
                return unpack_enrolment(bodies[0][1]), more
        except StickNotForHere:
            continue
        except Unreadable as error:
            raise StickUnreadable(stick.path) from error
    raise StickOfNoCode
