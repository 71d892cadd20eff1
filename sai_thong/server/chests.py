"""The chest of an office's keys: kept as it came, one at a time, and never looked into."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, select, update

from sai_thong.ground.clock import Clock
from sai_thong.server.answering import Question
from sai_thong.server.database import of_office
from sai_thong.server.devices import moment
from sai_thong.server.schema import CHESTS, OFFICES
from sai_thong.sync.chest_messages import ChestAsked, digest_of, pack_chest_held, unpack_chest_asked

MOST_CHEST: Final = 1024 * 1024
"""Bytes of a request with a chest; one of fifty users has about 100 KiB."""


def answer_chest(question: Question) -> bytes:
    """Replace the chest by the one sent if the station knew the one held; the answer is the one held now."""
    asked = unpack_chest_asked(question.body)
    return pack_chest_held(put_chest(question.connection, question.office, asked, question.clock))


def put_chest(connection: Connection, office: str, asked: ChestAsked, clock: Clock) -> bytes:
    """Replace the chest if its sender knew the one held; returns the one held afterwards, empty for none.

    The one before it is not kept: a password that was changed opens nothing any more.
    """
    connection.execute(select(OFFICES.c.office).where(OFFICES.c.office == office).with_for_update())
    held = chest_of(connection, office)
    if not asked.chest or asked.base != digest_of(held):
        return held
    values = {"chest": asked.chest, "changed_at": moment(clock.now())}
    if held:
        connection.execute(update(CHESTS).where(CHESTS.c.office == office).values(**values))
    else:
        connection.execute(insert(CHESTS).values(office=office, **values))
    return asked.chest


def chest_of(connection: Connection, office: str) -> bytes:
    """The chest of an office; empty where it has none."""
    held = connection.execute(select(CHESTS.c.chest).where(CHESTS.c.office == office)).scalar_one_or_none()
    return bytes(held or b"")


def forget_chest(engine: Engine, office: str) -> bool:
    """Hold no chest of an office; its computers bring theirs in the next round. False where it is not known."""
    with of_office(engine, office) as connection:
        known = connection.execute(select(OFFICES.c.office).where(OFFICES.c.office == office)).first()
        connection.execute(delete(CHESTS).where(CHESTS.c.office == office))
        return known is not None
