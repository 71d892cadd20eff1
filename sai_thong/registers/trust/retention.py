"""How long personal data are kept, and what is past its time: the list a committee goes by (มาตรา 37 (3), 23 (3)).

Rows stay: the chain of the journal proves them. What is destroyed are papers and scans, by the destruction lists of the
saraban (`saraban.destruction`); this list says which matters they belong to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.registers.law.retention import Keep, RetentionClass
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
class RetentionStanding:
    """The list of one survey: by the end of which year (BE), and every activity."""

    year_be: int
    activities: tuple[KeptActivity, ...]


def retention_standing(store: Store) -> RetentionStanding:
    """What is kept and what is past its time by the end of the last calendar year.

    Raises:
        LawDataError: An own row of the office does not fit what is shipped; the row is named.
    """
    today = bangkok_today(store.clock)
    year = year_to_survey(today)
    classes = {each.key: each for each in retention_law(store).in_force(today)}
    found = []
    for activity in privacy_law(store).activities_on(today):
        if activity.sealed_set:
            continue  # Behind a key of its own: its holders count it themselves.
        kept = classes.get(activity.retention)
        years = Counter[int | None]()
        for table, ended_on in _MATTERS.get(activity.key, ()):
            years.update(_years(store, table, ended_on))
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
    return RetentionStanding(year, tuple(found))


def _years(store: Store, table: str, ended_on: str) -> dict[int | None, int]:
    """How many matters of a table ended in each calendar year (BE); None of those that have not."""
    sql = f"SELECT substr({ended_on}, 1, 4) AS year, count(*) AS count FROM {table} GROUP BY 1"
    return {be_year(int(row["year"])) if row["year"] else None: int(row["count"]) for row in store.query(sql)}


def _past(kept: RetentionClass | None, ended_be: int, year_be: int) -> bool:
    """Whether the time of a matter is over by the end of a year: its years run from the end of the one it ended in."""
    return kept is not None and kept.keep is Keep.YEARS and ended_be + (kept.years or 0) <= year_be


_MATTERS: Final = {
    "citizens": (("citizens", "moved_out_on"),),
    "old-age": (("allowance_claims", "ended_on"),),
    "payments": (("payment_lines", "paid_in"),),
    "petitions": (("petitions", "closed_on"),),
    "documents": (("incoming_documents", "dated_on"), ("outgoing_documents", "dated_on")),
    "assets": (("asset_loans", "ended_on"),),
    "administration": (("privacy_incidents", "closed_on"), ("privacy_requests", "answered_on")),
}
"""By activity: the tables of its matters, and the column from whose year on their time runs."""
