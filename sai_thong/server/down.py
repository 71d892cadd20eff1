"""Sending down to offices: announcements, and proposals of holidays, law and lists; signed, numbered and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import ColumnElement, Connection, Engine, and_, func, insert, or_, select, text
from sqlalchemy.engine import Row

from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.from_province.contents import DownKind, refuse_unreadable
from sai_thong.server.answering import Question
from sai_thong.server.database import of_office, reading
from sai_thong.server.devices import moment
from sai_thong.server.schema import OFFICES, SENT_DOWN
from sai_thong.sync.down import MOST_AT_ONCE, SentDown, pack_sent, unpack_after

_LONGEST_TITLE: Final = 200
_AT_REST: Final = ("revision", "number", "kind", "title", "content", "sent_at", "withdrawn", "signature")


@dataclass(frozen=True)
class SentItem:
    """One thing sent down, as a list of them shows it.

    Attributes:
        number: Which.
        kind: What it is.
        title: In a line.
        content: What it says.
        office: The code of the office it is for; empty for more than one.
        district: The district it is for; empty for all.
        sent_at: UTC.
        withdrawn_at: UTC; empty where it stands.
    """

    number: int
    kind: DownKind
    title: str
    content: str
    office: str
    district: str
    sent_at: str
    withdrawn_at: str


def answer_down(question: Question) -> bytes:
    """What was said behind a revision and is for the office."""
    found = sent_behind(question.connection, question.office, unpack_after(question.body))
    return pack_sent(found[:MOST_AT_ONCE], more=len(found) > MOST_AT_ONCE)


def send_down(
    engines: Iterable[Engine],
    key: Ed25519PrivateKey,
    clock: Clock,
    *,
    kind: DownKind,
    title: str,
    content: str,
    office: str = "",
    district: str = "",
) -> int:
    """Send something down, signed; every database keeps it, the first one gives its number.

    Args:
        engines: The databases of the province, the first one first.
        key: Of the authority.
        clock: The time.
        kind: What it is.
        title: In a line.
        content: See `registers.from_province.contents`.
        office: The code of the one office it is for; empty for more.
        district: The district it is for; empty for all.

    Raises:
        BadInput: It cannot be read by an office, or there is no such office or district.
    """
    title, some = " ".join(title.split()), list(engines)
    if not 0 < len(title) <= _LONGEST_TITLE:
        raise BadInput(_("It needs a title of one line."), do=_("Write what it is about."))
    refuse_unreadable(kind, content)
    if not any(_is_there(engine, office, district) for engine in some):
        raise BadInput(_("There is no such office or district."), do=_("Look at the list of offices."))
    made = SentDown(0, 0, kind, title, content, moment(clock.now()))
    return _kept(some, key, made, {"for_office": office, "for_district": district})


def withdraw(engines: Iterable[Engine], key: Ed25519PrivateKey, clock: Clock, number: int) -> None:
    """Let something be meant no longer; offices that did not decide on it yet are asked no more.

    Raises:
        BadInput: Nothing with this number stands.
    """
    some = list(engines)
    with reading(some[0]) as connection:
        found = {each.number: each for each in sent_down(connection) if not each.withdrawn_at}
    if number not in found:
        raise BadInput(_("Nothing with the number {number} stands.").format(number=number), do=_("Look at the list."))
    item = found[number]
    made = SentDown(0, number, item.kind, item.title, "", moment(clock.now()), withdrawn=True)
    _kept(some, key, made, {"for_office": item.office, "for_district": item.district})


def sent_down(connection: Connection) -> list[SentItem]:
    """Everything sent down, the newest first."""
    rows = connection.execute(select(SENT_DOWN).order_by(SENT_DOWN.c.revision)).all()
    ended = {row.number: row.sent_at for row in rows if row.withdrawn}
    return [
        SentItem(
            row.number,
            DownKind(row.kind),
            row.title,
            row.content,
            row.for_office,
            row.for_district,
            row.sent_at,
            ended.get(row.number, ""),
        )
        for row in reversed(rows)
        if not row.withdrawn
    ]


def sent_behind(connection: Connection, office: str, after: int) -> list[SentDown]:
    """What was said behind a revision and is for an office, one more than is handed out at once."""
    rows = connection.execute(
        select(*(SENT_DOWN.c[name] for name in _AT_REST))
        .where(_for(office), SENT_DOWN.c.revision > after)
        .order_by(SENT_DOWN.c.revision)
        .limit(MOST_AT_ONCE + 1)
    )
    return [_read(row) for row in rows]


def last_revision(connection: Connection, office: str) -> int:
    """The revision of what was sent down to an office last; 0 where nothing was."""
    return int(connection.execute(select(func.max(SENT_DOWN.c.revision)).where(_for(office))).scalar_one() or 0)


def _for(office: str) -> ColumnElement[bool]:
    """What is for an office, its district or everybody."""
    district = select(OFFICES.c.district).where(OFFICES.c.office == office).scalar_subquery()
    return and_(
        SENT_DOWN.c.for_office.in_(["", office]),
        or_(SENT_DOWN.c.for_district == "", SENT_DOWN.c.for_district == district),
    )


def _is_there(engine: Engine, office: str, district: str) -> bool:
    """Whether a database has the office or an office of the district; everybody is always there."""
    if not office and not district:
        return True
    wanted = [OFFICES.c.office == office] if office else []
    wanted += [OFFICES.c.district == district] if district else []
    with of_office(engine, office) if office else reading(engine) as connection:
        return connection.execute(select(OFFICES.c.office).where(*wanted)).first() is not None


def _kept(engines: list[Engine], key: Ed25519PrivateKey, made: SentDown, whom: dict[str, Any]) -> int:
    """Sign and keep a line; where a database missed lines before, they are written with it."""
    with engines[0].begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE sent_down IN EXCLUSIVE MODE"))
        revision = int(connection.execute(select(func.max(SENT_DOWN.c.revision))).scalar_one() or 0) + 1
        made = replace(made, revision=revision, number=made.number or revision)
        values = {name: getattr(made, name) for name in _AT_REST} | whom
        values |= {"kind": str(made.kind), "signature": made.signed_by(key)}
        connection.execute(insert(SENT_DOWN).values(values))
        rows = [dict(row._mapping) for row in connection.execute(select(SENT_DOWN))]
    for engine in engines[1:]:
        with engine.begin() as connection:
            there = set(connection.execute(select(SENT_DOWN.c.revision)).scalars())
            lacking = [row for row in rows if row["revision"] not in there]
            if lacking:
                connection.execute(insert(SENT_DOWN), lacking)
    return made.number


def _read(row: Row[Any]) -> SentDown:
    return SentDown(
        row.revision, row.number, DownKind(row.kind), row.title, row.content, row.sent_at, row.withdrawn, row.signature
    )
