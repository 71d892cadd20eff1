"""How long personal data are kept, and what is past its time: the list a committee goes by (มาตรา 37 (3), 23 (3)).

Rows stay: the chain of the journal proves them. What is destroyed are papers and scans. Those of registered documents
go by the destruction lists of the saraban (`saraban.destruction`); the scans of all other matters are listed here, one
by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.language import speaking
from sai_thong.registers.allowances.records import Claim
from sai_thong.registers.citizens.listing import AWAY_SINCE
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.privacy import ProcessingActivity
from sai_thong.registers.law.retention import Keep, RetentionClass
from sai_thong.registers.record_words import DECLARED, record_title
from sai_thong.registers.saraban.retention_in_force import retention_law
from sai_thong.registers.saraban.rules.retention import year_to_survey
from sai_thong.registers.trust.privacy_in_force import privacy_law
from sai_thong.registers.trust.processing import kept_words
from sai_thong.thai.calendar import be_year


@dataclass(frozen=True)
class KeptActivity:
    """What is kept of one activity.

    Attributes:
        activity: Its name in the table of activities.
        name: In Thai, as printed.
        kept: How long, in Thai.
        count: How many matters there are.
        ended: How many of them have ended, so that their time runs.
        oldest_year_be: The year in which the oldest of these ended; None where none has.
        past: How many are past their time by the end of the year surveyed.
        legal_ref: Where it stands.
    """

    activity: str
    name: str
    kept: str
    count: int
    ended: int
    oldest_year_be: int | None
    past: int
    legal_ref: str


@dataclass(frozen=True)
class FilePastItsTime:
    """A scan or photograph of a matter that is past its time, whose bytes are kept still.

    Attributes:
        activity: Name of the matter's activity in the table of activities.
        matter: What the matter is called, in Thai.
        ended_year_be: The year in which it ended.
        attachment_id: The attached file.
        name: The file's name.
        removed: Whether it was taken off the matter before; its bytes stay until they are destroyed.
    """

    activity: str
    matter: str
    ended_year_be: int
    attachment_id: str
    name: str
    removed: bool


@dataclass(frozen=True)
class RetentionStanding:
    """The list of one survey.

    Attributes:
        year_be: By the end of which year.
        activities: Every activity that is kept in the open.
        files: What is attached to matters past their time, by activity and year; registered documents stand on the
            destruction list of that year instead.
    """

    year_be: int
    activities: tuple[KeptActivity, ...]
    files: tuple[FilePastItsTime, ...]


def retention_standing(store: Store) -> RetentionStanding:
    """What is kept and what is past its time by the end of the last calendar year.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    today = bangkok_today(store.clock)
    year = year_to_survey(today)
    classes = {each.key: each for each in retention_law(store).in_force(today)}
    found: list[KeptActivity] = []
    files: list[FilePastItsTime] = []
    for activity in privacy_law(store).activities_on(today):
        if activity.sealed_set:
            continue  # Behind a key of its own: its holders count it themselves.
        kept = classes.get(activity.retention)
        years = Counter[int | None]()
        for matters in _MATTERS.get(activity.key, ()):
            years.update(_years(store, matters))
        files += _files_past(store, activity, kept, year)
        ended = {each: count for each, count in years.items() if each is not None}
        found.append(
            KeptActivity(
                activity=activity.key,
                name=activity.name,
                kept=kept_words(kept),
                count=years.total(),
                ended=sum(ended.values()),
                oldest_year_be=min(ended, default=None),
                past=sum(count for each, count in ended.items() if _past(kept, each, year)),
                legal_ref=kept.legal_ref if kept else "",
            )
        )
    return RetentionStanding(year, tuple(found), tuple(files))


def _files_past(
    store: Store, activity: ProcessingActivity, kept: RetentionClass | None, year_be: int
) -> Iterator[FilePastItsTime]:
    """The files of an activity's matters that are past their time, matter by matter, the ones ended first before."""
    for matters in _MATTERS.get(activity.key, ()):
        if matters.on_destruction_lists:
            continue
        sql = (
            f"SELECT {matters.table}.id AS matter, substr({matters.ended_on}, 1, 4) AS year, attachments.id AS file,"
            f" attachments.name AS name, attachments.removed_on AS removed FROM {matters.table} JOIN attachments"
            f" ON attachments.subject_id = {matters.table}.id AND attachments.subject_table = '{matters.table}'"
            f" WHERE attachments.destroyed_on IS NULL AND {matters.ended_on} IS NOT NULL"
            f" ORDER BY year, {matters.table}.row, attachments.row"
        )
        rows = [row for row in store.query(sql) if _past(kept, be_year(int(row["year"])), year_be)]
        called = {matter: _matter_words(store, matters.table, matter) for matter in {row["matter"] for row in rows}}
        for row in rows:
            yield FilePastItsTime(
                activity=activity.key,
                matter=called[row["matter"]],
                ended_year_be=be_year(int(row["year"])),
                attachment_id=row["file"],
                name=row["name"],
                removed=row["removed"] is not None,
            )


def _matter_words(store: Store, table: str, record_id: str) -> str:
    """What a matter is called, in Thai; a claim by its person too."""
    record = store.get(DECLARED[table].record_class, record_id)
    with speaking("th"):
        title = record_title(store, record)
    if isinstance(record, Claim):
        return f"{title} {store.get(Citizen, record.person_id).full_name}"
    return title


class _Matters(NamedTuple):
    """The matters of one table.

    Attributes:
        table: The table.
        ended_on: SQL of the day, in the Common Era, from whose year on their time runs.
        on_destruction_lists: Whether the yearly destruction lists name them with their files.
    """

    table: str
    ended_on: str
    on_destruction_lists: bool = False


def _years(store: Store, matters: _Matters) -> dict[int | None, int]:
    """How many matters of a table ended in each calendar year (BE); None of those that have not."""
    sql = f"SELECT substr({matters.ended_on}, 1, 4) AS year, count(*) AS count FROM {matters.table} GROUP BY 1"
    return {be_year(int(row["year"])) if row["year"] else None: int(row["count"]) for row in store.query(sql)}


def _past(kept: RetentionClass | None, ended_be: int, year_be: int) -> bool:
    """Whether the time of a matter is over by the end of a year: its years run from the end of the one it ended in."""
    return kept is not None and kept.keep is Keep.YEARS and ended_be + (kept.years or 0) <= year_be


_DIED_ON: Final = "(CAST(substr(death, 1, 4) AS INTEGER) - 543) || substr(death, 5)"
"""A day of death is kept as it is known, in the Buddhist era and perhaps without its month."""
_MATTERS: Final = {
    "citizens": (_Matters("citizens", f"coalesce(min({AWAY_SINCE}, {_DIED_ON}), {AWAY_SINCE}, {_DIED_ON})"),),
    "old-age": (_Matters("allowance_claims", "ended_on"),),
    "payments": (_Matters("payment_lines", "paid_in"),),
    "petitions": (_Matters("petitions", "closed_on"),),
    "documents": (
        _Matters("incoming_documents", "dated_on", on_destruction_lists=True),
        _Matters("outgoing_documents", "dated_on", on_destruction_lists=True),
    ),
    "assets": (_Matters("asset_loans", "ended_on"),),
    "administration": (_Matters("privacy_incidents", "closed_on"), _Matters("privacy_requests", "answered_on")),
}
"""By activity: the tables of its matters."""
