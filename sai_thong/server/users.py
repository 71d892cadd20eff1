"""The officers who read the pages: passwords under argon2id, codes of six digits by time (TOTP), recovery codes.

Whoever adds or resets a user is given a temporary password; the user chooses another at the first sign-in and sets the
codes up there, so that nobody else ever knows them.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, Row, delete, insert, select, update

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import BadInput, Refused
from sai_thong.ground.language import _
from sai_thong.server.access import Officer, Role
from sai_thong.server.devices import moment
from sai_thong.server.schema import PAGE_SESSIONS, RECOVERY_CODES, SIGN_IN_TRIES, USERS

LEAST_PASSWORD: Final = 10
"""Characters of a password; more is up to the user (NIST SP 800-63B asks for length, not for kinds of characters)."""
MOST_PASSWORD: Final = 200
TEMPORARY_IS_GOOD: Final = timedelta(days=7)
RECOVERY_CODE_COUNT: Final = 10
_STEP_SECONDS: Final = 30
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD: Final = str.maketrans("OIL", "011")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


@dataclass(frozen=True)
class User:
    """A user as the list shows one.

    Attributes:
        officer: Who.
        is_set_up: Whether the user chose a password and set the codes up.
        made_at: UTC, as it is kept.
        disabled_at: UTC; empty while the user may sign in.
    """

    officer: Officer
    is_set_up: bool
    made_at: str
    disabled_at: str


class Accounts:
    """The accounts of the officers.

    Args:
        clock: The time; codes follow it.
        hasher: The cost of a password; the library's own, after RFC 9106.
    """

    def __init__(self, clock: Clock, hasher: PasswordHasher | None = None) -> None:
        self.clock = clock
        self._hasher = hasher or PasswordHasher()

    def nobodys_hash(self) -> str:
        """A hash that no password has, of the cost of every other: an unknown name takes as long to be refused."""
        return self._hasher.hash(secrets.token_hex(16))

    def add(self, connection: Connection, name: str, full_name: str, role: Role, district: str = "") -> str:
        """Add a user.

        Returns:
            The temporary password.

        Raises:
            BadInput: The name is none, or a district officer has no district.
            Refused: There is such a user already.
        """
        name, full_name, district = name.strip().lower(), full_name.strip(), district.strip()
        if not _NAME.fullmatch(name):
            raise BadInput(
                _("This is no name to sign in with."),
                do=_("Write 2 to 32 Latin letters, digits, full stops, hyphens or underscores."),
            )
        if not full_name:
            raise BadInput(_("The name of the officer is missing."))
        if role is Role.DISTRICT and not district:
            raise BadInput(_("A district officer has a district."), do=_("Choose the district."))
        if self._row(connection, name) is not None:
            raise Refused(_("There is a user {name} already.").format(name=name))
        password, kept = self._temporary()
        row = {"user_name": name, "full_name": full_name, "role": role.value}
        row |= {"district": district if role is Role.DISTRICT else "", "made_at": moment(self.clock.now())}
        connection.execute(insert(USERS).values(row | kept))
        return password

    def reset(self, connection: Connection, name: str) -> str:
        """Let a user begin anew with a temporary password, which is returned; codes and sessions end.

        Raises:
            Refused: There is no such user.
        """
        self._known(connection, name)
        password, kept = self._temporary()
        connection.execute(
            update(USERS).where(USERS.c.user_name == name).values(**kept, totp_secret="", disabled_at="")
        )
        connection.execute(delete(RECOVERY_CODES).where(RECOVERY_CODES.c.user_name == name))
        connection.execute(delete(SIGN_IN_TRIES).where(SIGN_IN_TRIES.c.subject.in_((f"user:{name}", f"code:{name}"))))
        self._end_sessions(connection, name)
        return password

    def disable(self, connection: Connection, name: str) -> None:
        """Let a user sign in no more, from this moment.

        Raises:
            Refused: There is no such user, or nobody would be left to administer.
        """
        self._known(connection, name)
        left = [each for each in self.users(connection) if each.officer.may_administer and not each.disabled_at]
        if [each.officer.name for each in left] == [name]:
            raise Refused(
                _("{name} is the last officer of the province.").format(name=name), do=_("Add another one first.")
            )
        connection.execute(update(USERS).where(USERS.c.user_name == name).values(disabled_at=moment(self.clock.now())))
        self._end_sessions(connection, name)

    def enable(self, connection: Connection, name: str) -> None:
        """Let a user sign in again, with password and codes as they were.

        Raises:
            Refused: There is no such user.
        """
        self._known(connection, name)
        connection.execute(update(USERS).where(USERS.c.user_name == name).values(disabled_at=""))

    def users(self, connection: Connection) -> list[User]:
        """Every user, by name."""
        rows = connection.execute(select(USERS).order_by(USERS.c.user_name))
        return [User(_officer(row), bool(row.totp_secret), row.made_at, row.disabled_at) for row in rows]

    def officer(self, connection: Connection, name: str) -> Officer | None:
        """The officer of a name who may sign in; None where there is none."""
        row = self._row(connection, name)
        return None if row is None or row.disabled_at else _officer(row)

    def hash_to_check(self, connection: Connection, name: str) -> str | None:
        """What the password of a user who may sign in is checked with; None where there is none."""
        row = self._row(connection, name)
        if row is None or row.disabled_at or (row.temporary_until and row.temporary_until < moment(self.clock.now())):
            return None
        return str(row.password_hash)

    def fits(self, kept: str, password: str) -> bool:
        """Whether a password is the one of a hash. Takes long: never within a transaction."""
        try:
            return self._hasher.verify(kept, password[:MOST_PASSWORD])
        except VerificationError:
            return False

    def hashed(self, name: str, password: str, again: str) -> str:
        """The hash of a password that a user chose. Takes long: never within a transaction.

        Raises:
            BadInput: It is too short, too long, too simple, or was not written twice alike.
        """
        if password != again:
            raise BadInput(_("The two passwords are not alike."))
        if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
            raise BadInput(_("A password has at least {count} characters.").format(count=LEAST_PASSWORD))
        if len(set(password)) < 4 or name in password.lower():
            raise BadInput(_("This password is guessed too easily."))
        return self._hasher.hash(password)

    def needs_set_up(self, connection: Connection, name: str) -> bool:
        """Whether a user has a temporary password and no codes yet."""
        row = self._row(connection, name)
        return row is not None and not row.totp_secret

    def set_up(self, connection: Connection, name: str, password_hash: str, secret: str) -> list[str]:
        """Keep what a user chose; the recovery codes are returned, and known to nobody afterwards."""
        connection.execute(
            update(USERS)
            .where(USERS.c.user_name == name)
            .values(password_hash=password_hash, temporary_until="", totp_secret=secret, totp_step=0)
        )
        return self.renew_recovery(connection, name)

    def change_password(self, connection: Connection, name: str, password_hash: str) -> None:
        """Keep another password; the user's sessions end."""
        connection.execute(update(USERS).where(USERS.c.user_name == name).values(password_hash=password_hash))
        self._end_sessions(connection, name)

    def renew_recovery(self, connection: Connection, name: str) -> list[str]:
        """New recovery codes in place of all before."""
        codes = [_letters(2) for _each in range(RECOVERY_CODE_COUNT)]
        connection.execute(delete(RECOVERY_CODES).where(RECOVERY_CODES.c.user_name == name))
        rows = [{"user_name": name, "code_hash": _hash(code)} for code in codes]
        connection.execute(insert(RECOVERY_CODES), rows)
        return codes

    def recovery_codes_left(self, connection: Connection, name: str) -> int:
        """How many recovery codes a user has not used."""
        left = select(RECOVERY_CODES.c.code_hash).where(
            RECOVERY_CODES.c.user_name == name, RECOVERY_CODES.c.used_at == ""
        )
        return len(connection.execute(left).all())

    def use_code(self, connection: Connection, name: str, typed: str) -> bool:
        """Use a code of six digits or a recovery code up; False where it is none that is still good."""
        plain = re.sub(r"[\s-]", "", typed).upper()
        if re.fullmatch(r"[0-9]{6}", plain):
            row = self._row(connection, name)
            step = self.step_of(row.totp_secret, plain) if row is not None and row.totp_secret else None
            # A code is good once, also for whoever looked over the shoulder.
            of_user = (USERS.c.user_name == name) & (USERS.c.totp_step < (step or 0))
            used = connection.execute(update(USERS).where(of_user).values(totp_step=step)) if step else None
        else:
            now, of_code = moment(self.clock.now()), RECOVERY_CODES.c.code_hash == _hash(plain.translate(_MISREAD))
            of_user = (RECOVERY_CODES.c.user_name == name) & of_code & (RECOVERY_CODES.c.used_at == "")
            used = connection.execute(update(RECOVERY_CODES).where(of_user).values(used_at=now))
        return used is not None and used.rowcount == 1

    def step_of(self, secret: str, code: str) -> int | None:
        """The half minute whose code of six digits this is: now, the one before or behind; None where it is none."""
        now = int(self.clock.now().timestamp()) // _STEP_SECONDS
        codes = {step: pyotp.TOTP(secret).at(step * _STEP_SECONDS) for step in (now - 1, now, now + 1)}
        return next((step for step, good in codes.items() if secrets.compare_digest(good, code)), None)

    def _temporary(self) -> tuple[str, dict[str, str]]:
        password = _letters(4)
        until = moment(self.clock.now() + TEMPORARY_IS_GOOD)
        return password, {"password_hash": self._hasher.hash(password), "temporary_until": until}

    def _known(self, connection: Connection, name: str) -> None:
        if self._row(connection, name) is None:
            raise Refused(_("There is no user {name}.").format(name=name))

    def _row(self, connection: Connection, name: str) -> Row[*tuple[Any, ...]] | None:
        return connection.execute(select(USERS).where(USERS.c.user_name == name)).one_or_none()

    def _end_sessions(self, connection: Connection, name: str) -> None:
        connection.execute(delete(PAGE_SESSIONS).where(PAGE_SESSIONS.c.user_name == name))


def new_secret() -> str:
    """A secret for codes by time, base 32."""
    return pyotp.random_base32()


def setting_up_address(secret: str, name: str) -> str:
    """What an authenticator reads from the QR."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Sai Thong")


def _officer(row: Row[*tuple[Any, ...]]) -> Officer:
    return Officer(row.user_name, row.full_name, Role(row.role), row.district)


def _letters(groups: int) -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _each in range(5)) for _group in range(groups))


def _hash(code: str) -> bytes:
    return hashlib.sha256(b"saithong-recovery\x01" + code.replace("-", "").encode()).digest()
