"""How a question of a computer is answered: within one transaction about its office, over a line or by stick alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine

from sai_thong.ground.clock import Clock
from sai_thong.server.database import of_office
from sai_thong.server.requests import in_session
from sai_thong.sync.messages import signed_answer
from sai_thong.sync.sessions import SignedRequest


@dataclass(frozen=True)
class Question:
    """What a computer that was heard asks.

    Attributes:
        connection: In a transaction about its office.
        office: The code of its office.
        device: The computer.
        body: What it asks.
        nonce: Of its session; `STICK_NONCE` by stick.
        clock: The time.
    """

    connection: Connection
    office: str
    device: str
    body: bytes
    nonce: bytes
    clock: Clock


Answer = Callable[[Question], bytes]
"""Answers a question. Raises `Declined` or `Unreadable`, and then nothing of it happened."""
SignedAnswer = Callable[[SignedRequest, bytes], bytes]
"""Answers a request of a line by its headers and its body."""


class Line:
    """Hears who asks over a line, and signs what is answered.

    Args:
        engine: The database.
        clock: For how long sessions last.
        key: What answers are signed with.
    """

    def __init__(self, engine: Engine, clock: Clock, key: Ed25519PrivateKey) -> None:
        self._engine = engine
        self._clock = clock
        self._key = key

    def signed(self, path: str, answer: Answer) -> SignedAnswer:
        """The answer to requests of a path that are heard in their session."""

        def answered(asked: SignedRequest, body: bytes) -> bytes:
            with of_office(self._engine, asked.office) as connection:
                in_session(connection, asked, path, body, self._clock)
                told = answer(Question(connection, asked.office, asked.device, body, asked.nonce, self._clock))
            return signed_answer(told, asked.nonce, self._key)

        return answered
