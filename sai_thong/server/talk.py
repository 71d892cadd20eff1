"""What stations ask of their authority, each request one transaction about one office.

Whoever asks signs with the key of an enrolled device. The session and its highest number are in the database, so that
any of several processes may answer the next request, and none answers the same one twice.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, delete, insert, select

from sai_thong.ground.clock import Clock
from sai_thong.server.answering import Question
from sai_thong.server.book import SqlBook
from sai_thong.server.chests import chest_of
from sai_thong.server.contacts import note_contact
from sai_thong.server.contents import last_number
from sai_thong.server.database import authority_key, of_office
from sai_thong.server.devices import devices_of, enrolled_answer, moment
from sai_thong.server.down import last_revision
from sai_thong.server.following import hub_of, hub_place_of, hub_term_of
from sai_thong.server.problems import Declined
from sai_thong.server.receiving import next_page, take_batch, welcome_of
from sai_thong.server.requests import SESSION_LASTS, in_session, verify_request
from sai_thong.server.schema import SESSIONS
from sai_thong.server.unfinished import forget
from sai_thong.sync import messages
from sai_thong.sync.batches import read_batch
from sai_thong.sync.chest_messages import digest_of
from sai_thong.sync.crash_messages import CRASH_REPORTS
from sai_thong.sync.enrolment import unpack_enrolment
from sai_thong.sync.following import ABLE_TO_FOLLOW
from sai_thong.sync.merge import Policy
from sai_thong.sync.messages import CHALLENGE_BYTES, VERSION, Hello
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import pack_with_batches
from sai_thong.sync.sessions import Problem, SignedRequest
from sai_thong.sync.waiting import ABLE_TO_WAIT

ENROL, HELLO, PUSH, PULL = "/v1/enrol", "/v1/hello", "/v1/push", "/v1/pull"
_NONCE_BYTES: Final = 16
_MOST_ANSWERED: Final = 2 * 1024 * 1024


class Talk:
    """Answers requests, each by a signed body.

    Args:
        engine: The database.
        policy: What happens to fields that two stations changed.
        clock: Shown to stations and kept with sessions; nothing is ordered by it.
        key: What it signs with; the one in the database where none is handed in.
        lets_wait: Whether stations may wait for news (`waiting`).
    """

    def __init__(
        self,
        engine: Engine,
        policy: Policy,
        clock: Clock,
        key: Ed25519PrivateKey | None = None,
        *,
        lets_wait: bool = False,
    ) -> None:
        self._engine = engine
        self._policy = policy
        self._clock = clock
        self._key = key or authority_key(engine)
        self._more = (CRASH_REPORTS, ABLE_TO_WAIT) if lets_wait else (CRASH_REPORTS, ABLE_TO_FOLLOW, messages.DOWN)

    def enrol(self, body: bytes) -> bytes:
        """Enrol a device; the answer is signed for the secret of its code."""
        return enrolled_answer(self._engine, unpack_enrolment(body), self._clock, self._key)

    def hello(self, asked: SignedRequest, body: bytes) -> bytes:
        """Begin a session; the welcome is signed for the challenge of the hello."""
        with of_office(self._engine, asked.office) as connection:
            devices = devices_of(connection, asked.office)
            verify_request(asked, HELLO, body, devices)
            hello = messages.unpack_hello(body)
            if (hello.office, hello.device) != (asked.office, asked.device) or asked.nonce or asked.number:
                raise Declined(Problem.UNKNOWN_DEVICE)
            if hello.version < VERSION or len(hello.challenge) != CHALLENGE_BYTES:
                raise Unreadable("no hello of this version")
            forget(connection, asked.office, asked.device)
            nonce = self._begin_session(connection, hello)
            note_contact(connection, hello, self._clock.now())
            book = SqlBook(connection, asked.office)
            welcome = welcome_of(book, devices, hello.heads, nonce=nonce, clock=self._clock, key=self._key)
            welcome = replace(welcome, chest=digest_of(chest_of(connection, asked.office)))
            welcome = replace(
                welcome,
                follows=hub_of(connection, asked.office),
                hub_term=hub_term_of(connection, asked.office),
                hub_place=hub_place_of(connection, asked.office),
                contents=last_number(connection, asked.office),
                down=last_revision(connection, asked.office),
                capabilities=(*welcome.capabilities, *self._more),
            )
        return messages.signed_answer(messages.pack_welcome(welcome), hello.challenge, self._key)

    def push(self, asked: SignedRequest, body: bytes) -> bytes:
        """Take a batch in; the answer is its receipt."""
        with of_office(self._engine, asked.office) as connection:
            devices = in_session(connection, asked, PUSH, body, self._clock)
            if hub_of(connection, asked.office):
                raise Declined(Problem.FOLLOWS)
            book = SqlBook(connection, asked.office)
            receipt = take_batch(book, read_batch(body), devices, self._policy, self._clock)
        return messages.signed_answer(messages.pack_receipt(receipt), asked.nonce, self._key)

    def _begin_session(self, connection: Connection, hello: Hello) -> bytes:
        """A nonce for a hello that was not heard before."""
        nonce, now = secrets.token_bytes(_NONCE_BYTES), self._clock.now()
        of_device = (SESSIONS.c.office == hello.office) & (SESSIONS.c.device == hello.device)
        connection.execute(delete(SESSIONS).where(of_device, SESSIONS.c.begun_at < moment(now - SESSION_LASTS)))
        heard = select(SESSIONS.c.nonce).where(of_device, SESSIONS.c.challenge == hello.challenge)
        if connection.execute(heard).first() is not None:
            raise Declined(Problem.SESSION)
        session = {"office": hello.office, "nonce": nonce, "device": hello.device, "begun_at": moment(now)}
        connection.execute(insert(SESSIONS).values(challenge=hello.challenge, **session))
        return nonce


def answer_pull(question: Question) -> bytes:
    """Hand out the next page of the order, with the batches of it that the station lacks."""
    wanted = messages.unpack_pull(question.body)
    return pack_with_batches(*next_page(SqlBook(question.connection, question.office), wanted, _MOST_ANSWERED))
