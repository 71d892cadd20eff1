"""Reports of the program's mistakes that people of the offices let go, for whoever looks after the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from sai_thong.server.answering import Question
from sai_thong.server.devices import moment
from sai_thong.server.schema import CRASH_REPORTS
from sai_thong.sync.crash_messages import digest_of, pack_taken, unpack_reports

MOST_KEPT: Final = 50
"""Reports of an office; of more, those that came last."""


@dataclass(frozen=True)
class TakenReport:
    """One report.

    Attributes:
        device: The computer it came from.
        came_at: When, in UTC.
        text: What it says.
    """

    device: str
    came_at: str
    text: str


def answer_crash_reports(question: Question) -> bytes:
    """Keep reports; one that came before is kept as it was."""
    of_office = CRASH_REPORTS.c.office == question.office
    taken = {digest_of(text): text for text in unpack_reports(question.body)}
    known = set(question.connection.execute(select(CRASH_REPORTS.c.digest).where(of_office)).scalars())
    now = moment(question.clock.now())
    for digest, text in taken.items():
        if digest not in known:
            line = {"office": question.office, "digest": digest, "device": question.device}
            question.connection.execute(insert(CRASH_REPORTS).values(**line, came_at=now, text=text))
    newest = select(CRASH_REPORTS.c.digest).where(of_office).order_by(CRASH_REPORTS.c.came_at.desc()).limit(MOST_KEPT)
    kept = list(question.connection.execute(newest).scalars())
    question.connection.execute(delete(CRASH_REPORTS).where(of_office, CRASH_REPORTS.c.digest.not_in(kept)))
    return pack_taken(list(taken))


def reports_of(connection: Connection, office: str) -> list[TakenReport]:
    """The reports of an office, the newest first."""
    rows = connection.execute(
        select(CRASH_REPORTS)
        .where(CRASH_REPORTS.c.office == office)
        .order_by(CRASH_REPORTS.c.came_at.desc(), CRASH_REPORTS.c.digest)
    )
    return [TakenReport(row.device, row.came_at, row.text) for row in rows]


def take_away(connection: Connection, office: str, most: int) -> list[str]:
    """Up to so many reports of an office, which are kept here no longer."""
    rows = connection.execute(
        select(CRASH_REPORTS.c.digest, CRASH_REPORTS.c.text)
        .where(CRASH_REPORTS.c.office == office)
        .order_by(CRASH_REPORTS.c.came_at)
        .limit(max(0, most))
    ).all()
    gone = [row.digest for row in rows]
    connection.execute(delete(CRASH_REPORTS).where(CRASH_REPORTS.c.office == office, CRASH_REPORTS.c.digest.in_(gone)))
    return [row.text for row in rows]
