"""A new epoch for the order of an office, after its database was restored from a backup.

Stations that read further than the backup goes read the order anew, and every computer sends again what the backup
lacks. What the backup brought back to life and nobody can tell from good ends: sessions, and codes not used up in it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

from sqlalchemy import Engine, delete, update

from sai_thong.server.book import SqlBook
from sai_thong.server.database import of_office
from sai_thong.server.devices import devices_of
from sai_thong.server.schema import ENROLMENT_CODES, OFFICES, SESSIONS
from sai_thong.sync.messages import Lineage


@dataclass(frozen=True)
class NewEpoch:
    """An epoch just begun.

    Attributes:
        office: The code of the office.
        lineage: It, and the last `seq` of the epoch before that still counts.
        may_talk: The devices that may talk: one revoked after the backup is among them and has to be revoked again.
    """

    office: str
    lineage: Lineage
    may_talk: tuple[str, ...]


def new_epoch(engine: Engine, office: str) -> NewEpoch:
    """Begin an epoch behind what is held now.

    Raises:
        OfficeUnknown: No office has this code.
    """
    with of_office(engine, office) as connection:
        book = SqlBook(connection, office)
        begun = Lineage(secrets.token_hex(8), book.last_seq)
        lineage = [[each.epoch, each.begins_after] for each in (*book.lineage, begun)]
        connection.execute(
            update(OFFICES).where(OFFICES.c.office == office).values(epoch=begun.epoch, lineage=json.dumps(lineage))
        )
        connection.execute(delete(SESSIONS).where(SESSIONS.c.office == office))
        unused = (ENROLMENT_CODES.c.office == office) & (ENROLMENT_CODES.c.used_at == "")
        connection.execute(delete(ENROLMENT_CODES).where(unused))
        may_talk = tuple(each.device for each in devices_of(connection, office) if not each.revoked)
    return NewEpoch(office, begun, may_talk)
