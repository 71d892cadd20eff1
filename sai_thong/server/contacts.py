"""When each computer last talked, and how much of its work has not arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, case, delete, func, insert, select

from sai_thong.server.access import Sight
from sai_thong.server.devices import moment
from sai_thong.server.schema import CONTACTS, DEVICES, FILES, OFFICES
from sai_thong.sync.messages import Hello


def note_contact(connection: Connection, hello: Hello, now: datetime) -> None:
    """Keep what a station says of its own files as it begins to talk."""
    files = list(hello.heads)
    if not files:
        return
    connection.execute(delete(CONTACTS).where(CONTACTS.c.office == hello.office, CONTACTS.c.file_id.in_(files)))
    said = {"office": hello.office, "device": hello.device, "at": moment(now)}
    rows = [said | {"file_id": file_id, "counter": head.counter} for file_id, head in hello.heads.items()]
    connection.execute(insert(CONTACTS), rows)


@dataclass(frozen=True)
class OfficeContact:
    """An office as the list shows it.

    Attributes:
        office: Its code.
        name: What it is called.
        district: The district (อำเภอ).
        computers: How many may talk for it.
        last_contact: UTC; empty where nothing ever came.
        backlog: Entries that its computers had and that have not arrived.
    """

    office: str
    name: str
    district: str
    computers: int
    last_contact: str
    backlog: int


@dataclass(frozen=True)
class DeviceContact:
    """A computer of an office; moments are UTC, empty where there is none."""

    device: str
    name: str
    enrolled_at: str
    revoked_at: str
    last_contact: str
    backlog: int


def offices_seen(sight: Sight, only: str | None = None) -> list[OfficeContact]:
    """Every office that the officer sees; `only` is the code of one."""
    computers = (
        select(DEVICES.c.office, func.count().label("computers"))
        .where(DEVICES.c.revoked_at == "")
        .group_by(DEVICES.c.office)
        .subquery()
    )
    backlogs = _backlogs(CONTACTS.c.office).subquery()
    wanted = (
        select(
            OFFICES.c.office,
            OFFICES.c.name,
            OFFICES.c.district,
            func.coalesce(computers.c.computers, 0),
            case((backlogs.c.at > OFFICES.c.last_contact, backlogs.c.at), else_=OFFICES.c.last_contact),
            func.coalesce(backlogs.c.backlog, 0),
        )
        .join(computers, computers.c.office == OFFICES.c.office, isouter=True)
        .join(backlogs, backlogs.c.office == OFFICES.c.office, isouter=True)
        .where(sight.within(OFFICES.c.office))
    )
    if only is not None:
        wanted = wanted.where(OFFICES.c.office == only)
    return [OfficeContact(*row) for row in sight.connection.execute(wanted)]


def devices_seen(sight: Sight, office: str) -> list[DeviceContact]:
    """The computers of an office, those that may talk first."""
    backlogs = _backlogs(CONTACTS.c.office, CONTACTS.c.device).subquery()
    same = (backlogs.c.office == DEVICES.c.office) & (backlogs.c.device == DEVICES.c.device)
    wanted = (
        select(
            DEVICES.c.device,
            DEVICES.c.name,
            DEVICES.c.enrolled_at,
            DEVICES.c.revoked_at,
            func.coalesce(backlogs.c.at, ""),
            func.coalesce(backlogs.c.backlog, 0),
        )
        .join(backlogs, same, isouter=True)
        .where(DEVICES.c.office == office, sight.within(DEVICES.c.office))
        .order_by(DEVICES.c.revoked_at != "", DEVICES.c.name)
    )
    return [DeviceContact(*row) for row in sight.connection.execute(wanted)]


def districts_seen(sight: Sight) -> list[str]:
    """The districts of the offices that the officer sees."""
    wanted = select(OFFICES.c.district).distinct().where(sight.within(OFFICES.c.office), OFFICES.c.district != "")
    return list(sight.connection.execute(wanted).scalars())


def _backlogs(*keys: Column[str]) -> Select[*tuple[Any, ...]]:
    """For each value of the keys: how many entries of stations the authority lacks, and when they last said so."""
    missing = CONTACTS.c.counter - func.coalesce(FILES.c.counter, 0)
    return (
        select(
            *keys, func.sum(case((missing > 0, missing), else_=0)).label("backlog"), func.max(CONTACTS.c.at).label("at")
        )
        .join(FILES, and_(FILES.c.office == CONTACTS.c.office, FILES.c.file_id == CONTACTS.c.file_id), isouter=True)
        .group_by(*keys)
    )
