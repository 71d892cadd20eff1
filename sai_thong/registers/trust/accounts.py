"""The record types of accounts: who works with the program, the roles of the office, where sealed sheets lie."""

from __future__ import annotations

from datetime import date, datetime

from sai_thong.ground.language import N_
from sai_thong.records import Merge, Record, field, record_type


@record_type("trust", schema=1, label=N_("User account"), table="user_accounts")
class UserAccount(Record):
    """One person who signs in under a name of their own; the keys stand in the keys file, never here.

    Attributes:
        name: The user name, as in the keys file; every journal entry bears it, so it is never given to another.
        roles: Keys of roles; together they say what the person may do.
        password_at: When an administrator last gave the person a password.
        disabled_on: Since when the person opens nothing any more.
    """

    name: str = field(N_("User name"), required=True, unique=True)
    full_name: str = field(N_("Name and surname"), personal=True)
    position: str = field(N_("Position"))
    phone: str = field(N_("Telephone"), personal=True, merge=Merge.LATEST)
    roles: tuple[str, ...] = field(N_("Roles"))
    password_at: datetime | None = field(N_("Password given at"))
    disabled_on: date | None = field(N_("Disabled on"))
    disabled_why: str = field(N_("Why disabled"), personal=True)

    @property
    def active(self) -> bool:
        """Whether the person may sign in."""
        return self.disabled_on is None


@record_type("trust", schema=1, label=N_("Role of users"), table="roles")
class Role(Record):
    """What the holders of a role may do; one with the key of a ready-made role stands in its place.

    Attributes:
        grants: ``<register>:<action>`` each.
        ended_on: Since when it gives nothing and is offered no more.
    """

    key: str = field(N_("Key of the role"), required=True, unique=True)
    title: str = field(N_("Name of the role"), required=True)
    grants: tuple[str, ...] = field(N_("What it allows"))
    ended_on: date | None = field(N_("Role ended on"))


@record_type("trust", schema=1, label=N_("Sealed recovery sheet"), table="recovery_sheet_places")
class SheetPlace(Record):
    """Where a printed recovery sheet lies sealed, and since when. Append-only: the latest of a sheet counts.

    Attributes:
        part: Number of the sensitive set it opens; 0 is the office's own sheet. Never the set's name.
    """

    part: int = field(N_("Number of the sheet"), required=True)
    sealed_on: date = field(N_("Sealed on"), required=True)
    place: str = field(N_("Where it lies"), required=True)
    witnesses: tuple[str, ...] = field(N_("Witnesses"), personal=True)


ACCOUNT_RECORDS: tuple[type[Record], ...] = (UserAccount, Role, SheetPlace)
