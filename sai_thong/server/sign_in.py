"""Signing in to the pages: password, then code; slowed down after failures; kept as a session until it is idle or old.

A session's token is in the cookie of one browser; the table has its hash. Between password and code there is a session
already, which opens nothing.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.server.access import Act, Officer, note, of_pages
from sai_thong.server.devices import moment
from sai_thong.server.schema import PAGE_SESSIONS, SIGN_IN_TRIES
from sai_thong.server.users import Accounts, new_secret

IDLE: Final = timedelta(minutes=45)
OLD: Final = timedelta(hours=10)
_HALF_WAY: Final = timedelta(minutes=10)
"""A session that waits for its code or its set-up."""
_SEEN_AGAIN: Final = timedelta(minutes=1)
_FREE: Final = {"user": 4, "code": 4, "address": 20}
"""Failures before it is slowed down; an address is often a whole office."""
_LONGEST_WAIT: Final = timedelta(minutes=15)
_FORGOTTEN: Final = timedelta(days=1)


class Stage(StrEnum):
    """How far somebody has come."""

    CODE = "code"
    SET_UP = "set_up"
    IN = "in"


@dataclass(frozen=True)
class SignedIn:
    """Whose session a request belongs to.

    Attributes:
        token: Of the cookie.
        officer: Who.
        stage: How far signed in; `Stage.IN` alone opens pages.
        pending_secret: While setting up: the secret that the QR shows.
    """

    token: str
    officer: Officer
    stage: Stage
    pending_secret: str


class SignIns:
    """Signs officers in and out.

    Args:
        engine: The database.
        accounts: Whose.
    """

    def __init__(self, engine: Engine, accounts: Accounts) -> None:
        self._engine = engine
        self._accounts = accounts
        self._clock = accounts.clock
        self._of_nobody = accounts.nobodys_hash()  # not at the first unknown name, which would take longer

    def password(self, name: str, password: str, address: str) -> tuple[str, Stage]:
        """Check a password; returns the token of a session, and what comes next.

        Raises:
            Refused: The name or the password is wrong, or it was tried too often.
        """
        name = name.strip().lower()[:64]
        subjects = (f"user:{name}", f"address:{address}"[:128])
        with of_pages(self._engine) as connection:
            wait = max(_count_try(connection, subject, self._clock.now()) for subject in subjects)
            kept = self._accounts.hash_to_check(connection, name) or self._of_nobody
        _raise_if_too_soon(wait)
        fits = self._accounts.fits(kept, password)
        with of_pages(self._engine) as connection:
            if fits:
                _forgive(connection, subjects)
                stage = Stage.SET_UP if self._accounts.needs_set_up(connection, name) else Stage.CODE
                return self._begin(connection, name, stage), stage
            note(connection, self._clock.now(), name, Act.SIGN_IN_FAILED, address=address)
        raise Refused(_("The name or the password is wrong."), do=_("Write both anew."))

    def own_password(self, name: str, password: str) -> bool:
        """Whether somebody who is signed in still knows the password; tries are counted as at the sign-in.

        Raises:
            Refused: It was tried too often.
        """
        subject = f"user:{name}"
        with of_pages(self._engine) as connection:
            wait = _count_try(connection, subject, self._clock.now())
            kept = self._accounts.hash_to_check(connection, name) or self._of_nobody
        _raise_if_too_soon(wait)
        fits = self._accounts.fits(kept, password)
        if fits:
            with of_pages(self._engine) as connection:
                _forgive(connection, (subject,))
        return fits

    def code(self, session: SignedIn, code: str, address: str) -> str:
        """Check the code that follows the password; returns the token of a session that is signed in.

        Raises:
            Refused: The code is wrong or was used, or it was tried too often.
        """
        name, now = session.officer.name, self._clock.now()
        subject = f"code:{name}"
        with of_pages(self._engine) as connection:
            wait = _count_try(connection, subject, now)
            good = not wait and self._accounts.use_code(connection, name, code)
            if good:
                _forgive(connection, (subject,))
                self.end(connection, session.token)
                note(connection, now, name, Act.SIGNED_IN, address=address)
                return self._begin(connection, name, Stage.IN)
            note(connection, now, name, Act.SIGN_IN_FAILED, address=address)
        _raise_if_too_soon(wait)
        raise Refused(_("The code is wrong or was used before."), do=_("Wait for the next code and write that."))

    def set_up(self, session: SignedIn, password: str, again: str, code: str, address: str) -> tuple[str, list[str]]:
        """Keep the password a user chose and begin with codes; returns the token of a session and the recovery codes.

        Raises:
            BadInput: The password is not good enough.
            Refused: The code is not the one of the QR.
        """
        name, now = session.officer.name, self._clock.now()
        hashed = self._accounts.hashed(name, password, again)
        if self._accounts.step_of(session.pending_secret, code.replace(" ", "")) is None:
            raise Refused(
                _("The code is not the one of this QR."), do=_("Look whether the clock of the telephone is right.")
            )
        with of_pages(self._engine) as connection:
            codes = self._accounts.set_up(connection, name, hashed, session.pending_secret)
            _forgive(connection, (f"code:{name}",))
            self.end(connection, session.token)
            note(connection, now, name, Act.SET_UP, address=address)
            return self._begin(connection, name, Stage.IN), codes

    def session(self, token: str) -> SignedIn | None:
        """The session of a token; None where it is over."""
        now = self._clock.now()
        with of_pages(self._engine) as connection:
            of_token = PAGE_SESSIONS.c.token_hash == _hash(token)
            row = connection.execute(select(PAGE_SESSIONS).where(of_token)).one_or_none()
            if row is None:
                return None
            begun, seen = map(_read_moment, (row.begun_at, row.seen_at))
            over = now - begun > (OLD if row.stage == Stage.IN else _HALF_WAY) or now - seen > IDLE
            officer = None if over else self._accounts.officer(connection, row.user_name)
            if officer is None:
                connection.execute(delete(PAGE_SESSIONS).where(of_token))
                return None
            if now - seen >= _SEEN_AGAIN:
                connection.execute(update(PAGE_SESSIONS).where(of_token).values(seen_at=moment(now)))
        return SignedIn(token, officer, Stage(row.stage), row.pending_secret)

    def end(self, connection: Connection, token: str) -> None:
        """Let a token open nothing any more."""
        connection.execute(delete(PAGE_SESSIONS).where(PAGE_SESSIONS.c.token_hash == _hash(token)))

    def _begin(self, connection: Connection, name: str, stage: Stage) -> str:
        """Begin a session and return its token, a new one: whoever knew the one before it has nothing of it."""
        token, now = secrets.token_urlsafe(32), self._clock.now()
        connection.execute(delete(PAGE_SESSIONS).where(PAGE_SESSIONS.c.begun_at < moment(now - OLD)))
        row = {"token_hash": _hash(token), "user_name": name, "stage": stage.value}
        row |= {"begun_at": moment(now), "seen_at": moment(now)}
        row["pending_secret"] = new_secret() if stage is Stage.SET_UP else ""
        connection.execute(insert(PAGE_SESSIONS).values(row))
        return token


def _count_try(connection: Connection, subject: str, now: datetime) -> timedelta:
    """Count a try before it is made, so that many at once all count; returns how long to wait, zero for not at all."""
    of_subject = SIGN_IN_TRIES.c.subject == subject
    connection.execute(delete(SIGN_IN_TRIES).where(of_subject, SIGN_IN_TRIES.c.last_at < moment(now - _FORGOTTEN)))
    first = {"subject": subject, "failures": 0, "last_at": moment(now)}
    if connection.dialect.name == "postgresql":
        connection.execute(postgresql.insert(SIGN_IN_TRIES).values(first).on_conflict_do_nothing())
    else:
        connection.execute(sqlite.insert(SIGN_IN_TRIES).values(first).on_conflict_do_nothing())
    row = connection.execute(select(SIGN_IN_TRIES).where(of_subject).with_for_update()).one()
    beyond = row.failures - _FREE[subject.partition(":")[0]]
    wait = min(timedelta(seconds=2 ** min(beyond, 20)), _LONGEST_WAIT) if beyond >= 0 else timedelta(0)
    left = _read_moment(row.last_at) + wait - now
    if left > timedelta(0) and wait:
        return left
    tried = {"failures": row.failures + 1, "last_at": moment(now)}
    connection.execute(update(SIGN_IN_TRIES).where(of_subject).values(tried))
    return timedelta(0)


def _forgive(connection: Connection, subjects: tuple[str, ...]) -> None:
    connection.execute(delete(SIGN_IN_TRIES).where(SIGN_IN_TRIES.c.subject.in_(subjects)))


def _raise_if_too_soon(wait: timedelta) -> None:
    if wait:
        seconds = math.ceil(wait.total_seconds())
        raise Refused(
            _("It was tried too often."), do=_("Wait {seconds} seconds, then try again.").format(seconds=seconds)
        )


def _read_moment(kept: str) -> datetime:
    return datetime.strptime(kept, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _hash(token: str) -> bytes:
    return hashlib.sha256(b"saithong-page\x01" + token.encode()).digest()
