"""Bodies of which a part arrived, or whose answer may have been lost: kept so that their device goes on by the byte.

One a device, of a request whose signature was good before the body came. It is a beginning and nothing more: whatever
is made of it has to fit the signature as if it had come at once.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select

from sai_thong.ground.clock import Clock
from sai_thong.server.answering import Question
from sai_thong.server.database import of_office
from sai_thong.server.devices import moment
from sai_thong.server.problems import Declined
from sai_thong.server.requests import would_be_in_session
from sai_thong.server.schema import UNFINISHED_BODIES
from sai_thong.sync.resuming import Held, Part, pack_held, unpack_unfinished
from sai_thong.sync.sessions import Problem, SignedRequest

_KEPT_FOR: Final = timedelta(days=1)


class Unfinished:
    """Keeps bodies.

    Args:
        engine: The database.
        clock: For how long sessions last, and bodies are kept.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def begun(self, asked: SignedRequest, path: str, part: Part) -> bytes:
        """The bytes kept of a body that a request goes on with; none where it begins with the first byte.

        Raises:
            Declined: The request will not be heard, or not so much is kept.
        """
        with of_office(self._engine, asked.office) as connection:
            would_be_in_session(connection, asked, path, part.digest, self._clock)
            if not part.start:
                forget(connection, asked.office, asked.device)
                return b""
            kept = _kept(connection, asked, part.digest)
        if len(kept) < part.start:
            raise Declined(Problem.UNREADABLE)
        return kept[: part.start]

    def keep(self, asked: SignedRequest, digest: bytes, body: bytes) -> None:
        """Keep what arrived of a body in place of the one before, unless more of the same is kept."""
        with of_office(self._engine, asked.office) as connection:
            size = select(func.length(UNFINISHED_BODIES.c.bytes)).where(*_of(asked, digest))
            if (connection.execute(size).scalar_one_or_none() or 0) >= len(body):
                return
            now = self._clock.now()
            kept = UNFINISHED_BODIES.c
            old = (kept.office == asked.office, kept.kept_at < moment(now - _KEPT_FOR))
            connection.execute(delete(UNFINISHED_BODIES).where(*old))
            forget(connection, asked.office, asked.device)
            line = {"office": asked.office, "device": asked.device, "digest": digest, "kept_at": moment(now)}
            connection.execute(insert(UNFINISHED_BODIES).values(**line, bytes=body))


def answer_unfinished(question: Question) -> bytes:
    """How much is kept of a body of who asks."""
    kept = _kept(question.connection, question, unpack_unfinished(question.body))
    return pack_held(Held(len(kept), hashlib.sha256(kept).digest()))


def forget(connection: Connection, office: str, device: str) -> None:
    """Keep nothing of a device any more: it begins anew."""
    mine = (UNFINISHED_BODIES.c.office == office, UNFINISHED_BODIES.c.device == device)
    connection.execute(delete(UNFINISHED_BODIES).where(*mine))


def _kept(connection: Connection, asked: SignedRequest | Question, digest: bytes) -> bytes:
    return bytes(connection.execute(select(UNFINISHED_BODIES.c.bytes).where(*_of(asked, digest))).scalar() or b"")


def _of(asked: SignedRequest | Question, digest: bytes) -> tuple[ColumnElement[bool], ...]:
    """The body of a device with this SHA-256."""
    body = UNFINISHED_BODIES.c
    return body.office == asked.office, body.device == asked.device, body.digest == digest
