"""What stations ask of their authority, each request one transaction about one office.

Whoever asks signs with the key of an enrolled device. The session and its highest number are in the database, so that
any of several processes may answer the next request, and none answers the same one twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, delete, insert, select

from sai_thong.ground.clock import Clock
from sai_thong.server.book import SqlBook
from sai_thong.server.database import authority_key, of_office
from sai_thong.server.devices import devices_of, enrol, moment, verifying_key
from sai_thong.server.problems import Declined
from sai_thong.server.requests import SESSION_LASTS, in_session, verify_request
from sai_thong.server.schema import SESSIONS
from sai_thong.sync import messages
from sai_thong.sync.authority import Receipt, Refusal, receive
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.enrolment import pack_enrolled, unpack_enrolment
from sai_thong.sync.entries import Entry
from sai_thong.sync.merge import Policy
from sai_thong.sync.messages import CHALLENGE_BYTES, VERSION, DeviceKeys, Hello, Welcome
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.sessions import Problem, SignedRequest, pack_pulled

ENROL, HELLO, PUSH, PULL = "/v1/enrol", "/v1/hello", "/v1/push", "/v1/pull"
_NONCE_BYTES: Final = 16
_MOST_ANSWERED: Final = 2 * 1024 * 1024
_LONGEST_ID: Final = 64
_HIGHEST: Final = 2**53
"""Counters and `seq` stay below: every database and every JSON reader holds them exactly."""


class Talk:
    """Answers requests, each by a signed body.

    Args:
        engine: The database.
        policy: What happens to fields that two stations changed.
        clock: Shown to stations and kept with sessions; nothing is ordered by it.
        key: What it signs with; the one in the database where none is handed in.
    """

    def __init__(self, engine: Engine, policy: Policy, clock: Clock, key: Ed25519PrivateKey | None = None) -> None:
        self._engine = engine
        self._policy = policy
        self._clock = clock
        self._key = key or authority_key(engine)

    def enrol(self, body: bytes) -> bytes:
        """Enrol a device; the answer is signed for the secret of its code."""
        asked = unpack_enrolment(body)
        answer = pack_enrolled(enrol(self._engine, asked, self._clock, self._key))
        return messages.signed_answer(answer, asked.secret.encode(), self._key)

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
            nonce = self._begin_session(connection, hello)
            book = SqlBook(connection, asked.office)
            held = book.heads()
            welcome = Welcome(
                book.lineage,
                book.last_seq,
                nonce,
                {file_id: held[file_id] for file_id in hello.heads if file_id in held},
                moment(self._clock.now()),
                devices=devices,
            )
        return messages.signed_answer(messages.pack_welcome(welcome), hello.challenge, self._key)

    def push(self, asked: SignedRequest, body: bytes) -> bytes:
        """Take a batch in; the answer is its receipt."""
        with of_office(self._engine, asked.office) as connection:
            devices = in_session(connection, asked, PUSH, body, self._clock)
            batch = read_batch(body)
            if batch.office == asked.office and not _is_signed(batch, devices):
                raise Declined(Problem.SIGNATURE)
            receipt = self._take(SqlBook(connection, asked.office), batch)
        return messages.signed_answer(messages.pack_receipt(receipt), asked.nonce, self._key)

    def pull(self, asked: SignedRequest, body: bytes) -> bytes:
        """Hand out the next page of the order, with the batches of it that the station lacks."""
        with of_office(self._engine, asked.office) as connection:
            in_session(connection, asked, PULL, body, self._clock)
            wanted = messages.unpack_pull(body)
            if not 0 <= wanted.after < _HIGHEST:
                raise Unreadable("no place in the order")
            book = SqlBook(connection, asked.office)
            if wanted.epoch != book.lineage[-1].epoch:
                raise Declined(Problem.EPOCH)
            page = book.page_within(wanted.after, min(wanted.most_bytes, _MOST_ANSWERED), wanted.heads)
            answer = pack_pulled(page, book.batches_of(page, wanted.heads))
        return messages.signed_answer(answer, asked.nonce, self._key)

    def _take(self, book: SqlBook, batch: Batch) -> Receipt:
        try:
            entries = batch.entries()
            if not _can_be_kept(entries):
                raise Unreadable("names no database holds")
        except Unreadable:
            return Receipt(batch.file_id, book.head(batch.file_id), refused=Refusal.UNREADABLE)
        book.expect(entries)
        receipt = receive(book, batch, self._policy)
        book.write(moment(self._clock.now()))
        return receipt

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


def _is_signed(batch: Batch, devices: Iterable[DeviceKeys]) -> bool:
    """Whether a device that may still send signed a batch."""
    return any(batch.is_signed_by(verifying_key(each)) for each in devices if not each.revoked)


def _can_be_kept(entries: Iterable[Entry]) -> bool:
    """Whether every database holds the names and texts of entries: PostgreSQL knows no NUL, UTF-8 no half letter."""
    for entry in entries:
        names = (entry.id.text, entry.record_type, entry.record_id)
        if entry.id.counter >= _HIGHEST or not all(len(each) <= _LONGEST_ID and each.isprintable() for each in names):
            return False
        texts = [each for values in entry.changes.values() for each in values if isinstance(each, str)]
        if not all(map(_is_utf8, (*entry.changes, *texts))):
            return False
    return True


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
