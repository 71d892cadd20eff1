"""Moving an office from one database to another, so that it can be broken off anywhere and finished or undone.

The directory says first that the office moves: from then on nobody is served about it, and who began before is waited
for. Its rows are copied in one transaction of the other database. Then the directory names the new home, and the rows
at the old one go before anybody who waited there is heard. Stations are told to come again later meanwhile; nothing of
theirs depends on the node.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Table, delete, func, insert, select

from sai_thong.ground.errors import EnvironmentTrouble, Refused
from sai_thong.ground.language import _
from sai_thong.server.database import alone_with_office, of_office
from sai_thong.server.directory import FIRST, Directory, OfficeMoves, Place, Stage
from sai_thong.server.schema import OF_ONE_OFFICE, OFFICES

_AT_ONCE: Final = 1_000
"""Rows copied by one statement."""


def move(directory: Directory, office: str, to: str) -> dict[str, int]:
    """Let an office live on another node; a move that was broken off is finished.

    Returns:
        How many rows of each table came along; none where it lives there already.

    Raises:
        NodeUnknown: There is no such node.
        Refused: No office has this code, or it is on its way elsewhere.
    """
    target = directory.engine(to)
    place = directory.place_of(office)
    if place.stage is Stage.LEAVING:
        _clear(directory, office, place)
        place = Place(place.node)
    if place.stage is Stage.MOVING and place.other != to:
        raise OfficeMoves(office)
    if place.node == to:
        return {}
    source = directory.engine(place.node)
    with of_office(source, office) as connection:
        if connection.execute(select(OFFICES.c.office).where(OFFICES.c.office == office)).first() is None:
            raise Refused(_("There is no office with the code {code}.").format(code=office))
    directory.put(office, Place(place.node, Stage.MOVING, to))
    with alone_with_office(source, office) as leaving:
        with alone_with_office(target, office) as arriving:
            _delete(arriving, office)
            copied = {table.name: _copy(table, office, leaving, arriving) for table in OF_ONE_OFFICE}
        left = Place(to, Stage.LEAVING, place.node)
        directory.put(office, left, leaving if place.node == FIRST else None)
        # Whoever waited for this lock goes on here: beside rows, their work would be taken and go with them.
        _delete(leaving, office)
    directory.put(office, Place(to))
    return copied


def undo(directory: Directory, office: str) -> bool:
    """Let an office that was on its way live where it was; False where it was not on its way.

    Raises:
        Refused: It has arrived already.
    """
    place = directory.place_of(office)
    if place.stage is Stage.LEAVING:
        raise Refused(
            _("The office {code} has arrived on the node {node} already.").format(code=office, node=place.node),
            do=_("Move it back: office move."),
        )
    if place.stage is Stage.SETTLED:
        return False
    with alone_with_office(directory.engine(place.other), office) as arriving:
        _delete(arriving, office)
    directory.put(office, Place(place.node))
    return True


def _clear(directory: Directory, office: str, place: Place) -> None:
    """Delete what a move that was broken off left of an office where it lived before."""
    with alone_with_office(directory.engine(place.other), office) as left:
        _delete(left, office)
    directory.put(office, Place(place.node))


def _delete(connection: Connection, office: str) -> None:
    for table in reversed(OF_ONE_OFFICE):
        connection.execute(delete(table).where(table.c.office == office))


def _copy(table: Table, office: str, leaving: Connection, arriving: Connection) -> int:
    """Copy an office's rows of one table, and count them on the other side."""
    of_office = table.c.office == office
    rows = leaving.execute(select(table).where(of_office).execution_options(yield_per=_AT_ONCE)).mappings()
    sent = 0
    for part in rows.partitions(_AT_ONCE):
        arriving.execute(insert(table), [dict(row) for row in part])
        sent += len(part)
    arrived = arriving.execute(select(func.count()).select_from(table).where(of_office)).scalar_one()
    if arrived != sent:
        raise EnvironmentTrouble(
            _("Of {sent} rows of {table} only {arrived} arrived.").format(sent=sent, table=table.name, arrived=arrived)
        )
    return sent
