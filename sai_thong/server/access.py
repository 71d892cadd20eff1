"""What an officer may see and do, in one place; and the log of what was seen and done.

A page reads within `seen_by`. On PostgreSQL that transaction runs as a role that reads offices, devices and statistics
of the officer's sight and no batch of anybody; in code every query is held to the same offices by `Sight.within`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Column, ColumnElement, Connection, Engine, Row, Select, insert, select, text, true

from sai_thong.ground.language import N_
from sai_thong.server.database import reading
from sai_thong.server.devices import moment
from sai_thong.server.schema import ACCESS_LOG, OFFICES

PAGES_ROLE: Final = "sai_thong_pages"
"""On PostgreSQL: the role pages are read as."""


class Role(StrEnum):
    """How far an officer sees."""

    PROVINCE = "province"
    DISTRICT = "district"

    @property
    def label(self) -> str:
        """English msgid."""
        return {Role.PROVINCE: N_("Province officer"), Role.DISTRICT: N_("District officer")}[self]


class Act(StrEnum):
    """What the access log tells of; kept words, so a name never changes."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    SET_UP = "set_up"
    CHANGED_PASSWORD = "changed_password"
    RENEWED_RECOVERY = "renewed_recovery"
    SAW_OFFICE = "saw_office"
    SAW_FIGURES = "saw_figures"
    EXPORTED = "exported"
    SAW_LOG = "saw_log"
    GAVE_CODE = "gave_code"
    REVOKED_DEVICE = "revoked_device"
    ADDED_OFFICE = "added_office"
    CHANGED_OFFICE = "changed_office"
    ADDED_USER = "added_user"
    RESET_USER = "reset_user"
    DISABLED_USER = "disabled_user"
    ENABLED_USER = "enabled_user"
    SENT_DOWN = "sent_down"
    TOOK_BACK = "took_back"

    @property
    def label(self) -> str:
        """English msgid."""
        return _ACTS[self]


_ACTS: Final = {
    Act.SIGNED_IN: N_("Signed in"),
    Act.SIGN_IN_FAILED: N_("Tried to sign in without success"),
    Act.SIGNED_OUT: N_("Signed out"),
    Act.SET_UP: N_("Set up an own password and codes"),
    Act.CHANGED_PASSWORD: N_("Changed the own password"),
    Act.RENEWED_RECOVERY: N_("Took new recovery codes"),
    Act.SAW_OFFICE: N_("Looked at an office"),
    Act.SAW_FIGURES: N_("Looked at figures"),
    Act.EXPORTED: N_("Took a workbook"),
    Act.SAW_LOG: N_("Looked at the access log"),
    Act.GAVE_CODE: N_("Gave out an enrolment code"),
    Act.REVOKED_DEVICE: N_("Revoked a computer"),
    Act.ADDED_OFFICE: N_("Added an office"),
    Act.CHANGED_OFFICE: N_("Changed an office"),
    Act.ADDED_USER: N_("Added a user"),
    Act.RESET_USER: N_("Reset a user"),
    Act.DISABLED_USER: N_("Disabled a user"),
    Act.ENABLED_USER: N_("Enabled a user"),
    Act.SENT_DOWN: N_("Sent something down"),
    Act.TOOK_BACK: N_("Took something back"),
}


class NotSeen(Exception):
    """What was asked for is not there for this officer; whether it is there for others is not told."""


@dataclass(frozen=True)
class Officer:
    """Who reads the pages.

    Attributes:
        name: What the officer signs in with.
        full_name: As people know the officer.
        role: How far the officer sees.
        district: The district (อำเภอ) of a district officer; empty for the province.
    """

    name: str
    full_name: str
    role: Role
    district: str = ""

    @property
    def may_administer(self) -> bool:
        """Whether the officer adds offices and users, reads the log, and sends things down."""
        return self.role is Role.PROVINCE


@dataclass(frozen=True)
class Sight:
    """A transaction held to what one officer may see."""

    connection: Connection
    officer: Officer

    def within(self, office: Column[str]) -> ColumnElement[bool]:
        """The condition that a row's office is one that the officer sees."""
        if self.officer.role is Role.PROVINCE:
            return true()
        return office.in_(self.codes())

    def codes(self) -> Select[str]:
        """The codes of the offices that the officer sees."""
        codes = select(OFFICES.c.office)
        return codes if self.officer.role is Role.PROVINCE else codes.where(OFFICES.c.district == self.officer.district)

    def office(self, code: str) -> Row[str, str, str, str]:
        """Code, name, district and last contact of an office.

        Raises:
            NotSeen: There is none, or not for this officer.
        """
        wanted = select(OFFICES.c.office, OFFICES.c.name, OFFICES.c.district, OFFICES.c.last_contact)
        found = self.connection.execute(wanted.where(OFFICES.c.office == code, self.within(OFFICES.c.office))).first()
        if found is None:
            raise NotSeen
        return found


@contextmanager
def seen_by(engine: Engine, officer: Officer) -> Iterator[Sight]:
    """A transaction about what an officer may see; on PostgreSQL the database lets it see no more.

    On SQLite it only reads, and keeps no station waiting.
    """
    if engine.dialect.name == "sqlite":
        with reading(engine) as connection:
            yield Sight(connection, officer)
        return
    with of_pages(engine) as connection:
        for name, value in (("sai_thong.sight", officer.role.value), ("sai_thong.district", officer.district)):
            connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})
        yield Sight(connection, officer)


@contextmanager
def of_pages(engine: Engine) -> Iterator[Connection]:
    """A transaction about users, sessions and the log; of offices it sees none."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL ROLE {PAGES_ROLE}"))
        yield connection


def note(connection: Connection, now: datetime, user: str, act: Act, *, about: str = "", address: str = "") -> None:
    """Add a line to the access log.

    Args:
        connection: Of the transaction that does what is told.
        now: The moment.
        user: What the officer signs in with; empty for whoever sits at the server itself.
        act: What was done.
        about: An office, a user or a page.
        address: Where the request came from.
    """
    line = {"at": moment(now), "user_name": user[:64], "act": act.value, "about": about[:200], "address": address[:64]}
    connection.execute(insert(ACCESS_LOG).values(line))
