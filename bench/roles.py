"""What roles add to reading: the same lists and searches by somebody who may everything, and by one held to a role."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from bench import Figure
from bench.made.offices import crowded_office, folder
from sai_thong.db.permits import EVERYTHING, Permits
from sai_thong.db.store import Store
from sai_thong.registers.citizens.listing import CitizenFilter, citizen_list
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.trust.permits import table_rules
from sai_thong.registers.trust.roles import AREAS, allowed_by, roles_of

PEOPLE = 50_000
WORDS = 40
SHOWN = 100
ROUNDS = 7
MOST_ADDED_PERCENT = 5


def measure() -> list[Figure]:
    """Search as one types and list villages, in turns with and without a role; the quickest of each are compared."""
    with folder() as place, crowded_office(place / "office.saithong", PEOPLE) as store:
        clerk = Permits(allowed_by([roles_of(store)["general-clerk"]]), table_rules(), AREAS)
        typed = _typed(store)
        search = _added(store, clerk, lambda: [citizen_list(store, text, limit=SHOWN) for text in typed])
        lists = _added(
            store, clerk, lambda: [citizen_list(store, chosen=CitizenFilter(moo=moo)) for moo in range(1, 9)]
        )
    return [
        Figure("added to search", search, "%", most=MOST_ADDED_PERCENT),
        Figure("added to lists", lists, "%", most=MOST_ADDED_PERCENT),
    ]


def _typed(store: Store) -> list[str]:
    people = random.Random(11).sample(store.find(Citizen), WORDS)
    words = [each.first_name for each in people]
    return [word[:length] for word in words for length in range(1, len(word) + 1)]


def _added(store: Store, permits: Permits, work: Callable[[], object]) -> float:
    """Percent that the permits add to the work: the quickest rounds of each, in turns, as a machine is never quiet."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    for _round in range(ROUNDS):
        for held in (False, True):
            store.permit(permits if held else EVERYTHING)
            work()
            started = time.process_time()
            work()
            taken[held].append(time.process_time() - started)
    store.permit(EVERYTHING)
    bare, with_role = min(taken[False]), min(taken[True])
    return (with_role - bare) / bare * 100
