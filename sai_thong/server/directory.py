"""Which database an office lives on: the first one, or a node that its directory names.

An office lives whole on one database. The directory is asked with every request, so that no process goes on with an old
answer; it is one row by its key. The authority's own key stays in the first database, whichever node answers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Engine, delete, insert, make_url, select, update

from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.server.database import offices, open_database, reading
from sai_thong.server.schema import NODES, PLACES, SENT_DOWN

FIRST: Final = "first"
"""What the database of the directory itself is called among the nodes."""


class Stage(StrEnum):
    """How far a move of an office is."""

    SETTLED = ""
    MOVING = "moving"
    """Its rows are being copied to `other`; nothing is served meanwhile."""
    LEAVING = "leaving"
    """It lives on `node`; what is left of it on `other` goes."""


@dataclass(frozen=True)
class Place:
    """Where an office lives.

    Attributes:
        node: The node.
        stage: How far a move is.
        other: Where it moves to, or what it leaves; empty of a settled one.
    """

    node: str = FIRST
    stage: Stage = Stage.SETTLED
    other: str = ""


class NodeUnknown(Refused):
    """The directory names no such node."""

    def __init__(self, node: str) -> None:
        super().__init__(_("There is no node {node}.").format(node=node), do=_("Add it first: node add."))


class OfficeMoves(Refused):
    """The office is on its way from one node to another."""

    def __init__(self, office: str) -> None:
        super().__init__(
            _("The office {code} is being moved to another node.").format(code=office),
            kept=_("What was stored before is untouched."),
            do=_("Finish the move, or undo it: office move."),
        )


class Directory:
    """The databases of an authority.

    Args:
        first: The one that holds the directory.
    """

    def __init__(self, first: Engine) -> None:
        self.first = first
        self._engines = {FIRST: first}
        self._opening = threading.Lock()

    def nodes(self) -> dict[str, str]:
        """The URL of each further node, by its name."""
        with reading(self.first) as connection:
            found = connection.execute(select(NODES.c.node, NODES.c.url).order_by(NODES.c.node))
            return {row.node: row.url for row in found}

    def add_node(self, node: str, url: str) -> None:
        """Know a node from now on; its tables are made, and what was sent down to all offices comes along.

        Raises:
            Refused: The name or the database is taken already.
        """
        named = make_url(url)
        known = {FIRST: self.first.url, **{name: make_url(each) for name, each in self.nodes().items()}}
        taken = [name for name, each in known.items() if name == node or _same(each, named)]
        if taken:
            raise Refused(_("This name or this database is the node {node} already.").format(node=taken[0]))
        opened = open_database(named)
        with self.first.begin() as connection, opened.begin() as there:
            sent = [dict(row) for row in connection.execute(select(SENT_DOWN)).mappings()]
            there.execute(delete(SENT_DOWN))
            if sent:
                there.execute(insert(SENT_DOWN), sent)
            connection.execute(insert(NODES).values(node=node, url=url))
        opened.dispose()

    def place_of(self, office: str) -> Place:
        """Where an office lives; on the first database where the directory does not name it."""
        with reading(self.first) as connection:
            row = connection.execute(select(PLACES).where(PLACES.c.code == office)).one_or_none()
        return Place(row.node, Stage(row.stage), row.other) if row else Place()

    def put(self, office: str, place: Place, connection: Connection | None = None) -> None:
        """Keep where an office lives; in a transaction of the first database where one is handed in."""
        values = {"node": place.node, "stage": place.stage.value, "other": place.other}
        with _transaction(self.first, connection) as writing:
            written = writing.execute(update(PLACES).where(PLACES.c.code == office).values(values))
            if not written.rowcount:
                writing.execute(insert(PLACES).values(code=office, **values))

    def engine(self, node: str) -> Engine:
        """The database of a node, opened once.

        Raises:
            NodeUnknown: There is none.
        """
        with self._opening:
            if node not in self._engines:
                url = self.nodes().get(node)
                if url is None:
                    raise NodeUnknown(node)
                self._engines[node] = open_database(url)
            return self._engines[node]

    def engines(self) -> dict[str, Engine]:
        """Every database, the first one first: for who asks across offices."""
        return {node: self.engine(node) for node in (FIRST, *self.nodes())}

    def home(self, office: str) -> Engine:
        """The database an office lives on.

        Raises:
            OfficeMoves: It is being copied just now.
        """
        place = self.place_of(office)
        if place.stage is Stage.MOVING:
            raise OfficeMoves(office)
        return self.engine(place.node)

    def homes(self) -> dict[str, Engine]:
        """The database of every office that lives settled somewhere, by its code."""
        found = {office: engine for engine in self.engines().values() for office in offices(engine)}
        return {office: self.home(office) for office in sorted(found)}

    def close(self) -> None:
        """Let every connection go."""
        for engine in self._engines.values():
            engine.dispose()


def _same(one: object, other: object) -> bool:
    a, b = make_url(str(one)), make_url(str(other))
    return (a.host, a.port, a.database, a.query.get("host")) == (b.host, b.port, b.database, b.query.get("host"))


@contextmanager
def _transaction(engine: Engine, connection: Connection | None) -> Iterator[Connection]:
    if connection is not None:
        yield connection
        return
    with engine.begin() as begun:
        yield begun
