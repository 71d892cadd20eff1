"""Search as one types over 50,000 citizens: what the engine adds to the bare query."""

from __future__ import annotations

import random
import statistics

from bench import Figure, milliseconds, p95
from bench.made.offices import crowded_office, folder
from sai_thong.db.store import Store
from sai_thong.registers.citizens.records import Citizen

PEOPLE = 50_000
WORDS = 60
SHOWN = 100
LEAST_INDEXED = 3
"""Letters of a word that the index of trigrams finds; there is no bare query for fewer."""
MOST_ADDED_MS = 5


def measure() -> list[Figure]:
    """Type parts of real names, ids and villages letter by letter; compare with the bare query for the same words."""
    with folder() as place, crowded_office(place / "office.saithong", PEOPLE) as store:
        typed = _typed(store)
        indexed = [text for text in typed if len(_longest(text)) >= LEAST_INDEXED]
        short = [text for text in typed if len(_longest(text)) < LEAST_INDEXED]
        engine = [milliseconds(lambda text=text: store.search(Citizen, text, SHOWN)) for text in indexed]
        bare = [milliseconds(lambda text=text: _bare(store, text)) for text in indexed]
        begun = [milliseconds(lambda text=text: store.search(Citizen, text, SHOWN)) for text in short]
        in_vain = sum(not store.search(Citizen, text, SHOWN) for text in typed)
    return [
        Figure("keys typed", len(typed), "keys"),
        Figure("keys that found nobody", in_vain, "keys", most=0),
        Figure("engine, median", statistics.median(engine), "ms"),
        Figure("engine, 95 of 100", p95(engine), "ms"),
        Figure("bare query, 95 of 100", p95(bare), "ms"),
        Figure("engine over the bare query, 95 of 100", p95(engine) - p95(bare), "ms", most=MOST_ADDED_MS),
        Figure("engine, words too short for the index, 95 of 100", p95(begun), "ms", most=MOST_ADDED_MS),
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


def _longest(text: str) -> str:
    return max(text.split() or [""], key=len)


def _bare(store: Store, text: str) -> list[dict[str, object]]:
    """One FTS5 query for the longest word and its rows, by SQL alone."""
    return store.query(
        "SELECT c.* FROM citizens_search s JOIN citizens c ON c.row = s.rowid WHERE citizens_search MATCH ? LIMIT ?",
        (f'"{_longest(text)}"', SHOWN),
    )
