"""Search as one types over 50,000 citizens: what the engine adds to the bare query."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from bench import Figure
from bench.made.offices import crowded_office, folder
from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen

PEOPLE = 50_000
WORDS = 60
SHOWN = 100
MOST_ADDED_MS = 5


def measure() -> list[Figure]:
    """Type parts of real names, ids and villages letter by letter; compare with the bare query for the same words."""
    with folder() as place, crowded_office(place / "office.saithong", PEOPLE) as store:
        typed = _typed(store)
        engine = [_milliseconds(lambda text=text: store.search(Citizen, text, SHOWN)) for text in typed]
        bare = [_milliseconds(lambda text=text: _bare(store, text)) for text in typed]
    return [
        Figure("keys typed", len(typed), "keys"),
        Figure("engine, median", statistics.median(engine), "ms"),
        Figure("engine, 95 of 100", _p95(engine), "ms"),
        Figure("bare query, 95 of 100", _p95(bare), "ms"),
        Figure("engine over the bare query, 95 of 100", _p95(engine) - _p95(bare), "ms", most=MOST_ADDED_MS),
    ]


def _typed(store: Store) -> list[str]:
    """What stands in the search field after each key, for names, inner parts, ids and villages."""
    chance = random.Random(7)
    people = chance.sample(store.find(Citizen), WORDS)
    words = [
        text
        for each in people
        for text in (each.first_name, f"{each.first_name} {each.last_name}", str(each.citizen_id), f"หมู่ {each.moo}")
    ]
    return [word[:length] for word in words for length in range(1, len(word) + 1)]


def _bare(store: Store, text: str) -> list[dict[str, object]]:
    """One FTS5 query for the longest word and its rows, by SQL alone."""
    word = max(text.split() or [""], key=len)
    if len(word) < 3:
        return store.query(
            "SELECT * FROM citizens WHERE first_name >= ? AND first_name < ? LIMIT ?",
            (word, word + "\U0010ffff", SHOWN),
        )
    return store.query(
        "SELECT c.* FROM citizens_search s JOIN citizens c ON c.row = s.rowid WHERE citizens_search MATCH ? LIMIT ?",
        (f'"{word}"', SHOWN),
    )


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
