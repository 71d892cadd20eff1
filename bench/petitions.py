"""Petitions: 30,000 of them with 90,000 events: the list, the search, Today, and every clock set anew."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from bench import Figure, milliseconds, p95
from bench.made.offices import crowded_office, folder
from bench.made.petitions import Sizes, fill_with_petitions
from sai_thong.db.store import Store
from sai_thong.registers.office.holidays import set_holiday
from sai_thong.registers.petitions.board import board
from sai_thong.registers.petitions.clocks_in_force import recompute_open
from sai_thong.registers.petitions.listing import Scope, View, petitions
from sai_thong.registers.petitions.records import Petition
from sai_thong.registers.petitions.terms import PetitionState
from sai_thong.registers.petitions.today import cases_today

PEOPLE: Final = 10_000
SIZES: Final = Sizes()
WORDS: Final = 40
TIMES: Final = 15
SHOWN: Final = 100
MOST_LIST_MS: Final = 50
MOST_SEARCH_MS: Final = 30
MOST_TODAY_MS: Final = 100
MOST_RECOMPUTE_S: Final = 1
CLOSED_DAY: Final = date(2026, 11, 10)
"""A working day on which many clocks would run out."""
FLOOR: Final = Path(__file__).parent / "floors" / "petition_floor.py"

VIEWS: Final = (
    View(),
    View(Scope.ALL),
    View(Scope.MINE),
    View(Scope.OVERDUE),
    View(Scope.ENDED),
    View(moo=3),
    View(Scope.ALL, moo=3),
    View(Scope.ALL, state=PetitionState.CLOSED),
    View(Scope.ALL, division="works"),
)


def measure() -> list[Figure]:
    """Fill an office, ask it as the window does, and let the floor ask for the same rows by SQL alone."""
    with folder() as place:
        path = place / "office.saithong"
        with crowded_office(path, PEOPLE) as store:
            fill_with_petitions(store, SIZES)
            lists = [_median(partial(petitions, store, view, limit=SHOWN)) for view in VIEWS]
            board_ms = _median(lambda: board(store))
            typed = _typed(store)
            searched = [milliseconds(partial(petitions, store, View(), text)) for text in typed]
            searched_all = [milliseconds(partial(petitions, store, View(Scope.ALL), text)) for text in typed]
            today = _median(lambda: cases_today(store))
            unmoved = milliseconds(lambda: recompute_open(store)) / 1000
            set_holiday(store, CLOSED_DAY, "วันหยุดพิเศษ")
            moved = milliseconds(lambda: recompute_open(store)) / 1000
            events = store.query("SELECT count(*) AS n FROM petition_events")[0]["n"]
            floor = _floor(path, store.keys.data_key.hex(), typed)
    return [
        Figure("petitions", SIZES.petitions, "cases"),
        Figure("events", events, "events"),
        Figure("open", SIZES.open, "cases"),
        Figure("first page of the slowest view", max(lists), "ms", most=MOST_LIST_MS),
        Figure("  floor: 100 rows by SQL alone", floor["list"], "ms"),
        Figure("board", board_ms, "ms"),
        Figure("search of open cases, 95 of 100", p95(searched), "ms", most=MOST_SEARCH_MS),
        Figure("search of all cases, 95 of 100", p95(searched_all), "ms", most=MOST_SEARCH_MS),
        Figure("  floor: the bare query, 95 of 100", p95(floor["search"]), "ms"),
        Figure("Today's clocks", today, "ms", most=MOST_TODAY_MS),
        Figure("  floor: the same rows and counts by SQL alone", floor["today"], "ms"),
        Figure("deadlines of all open cases, none moved", unmoved, "s", most=MOST_RECOMPUTE_S),
        Figure("deadlines after a new holiday", moved, "s", most=MOST_RECOMPUTE_S),
        Figure("  floor: reading the same records by SQL alone", floor["recompute"] / 1000, "s"),
    ]


def _typed(store: Store) -> list[str]:
    """What stands in the search field after each key, for names, subjects, numbers and places."""
    chance = random.Random(7)
    cases = chance.sample(store.find(Petition), WORDS)
    words = [text for each in cases for text in (each.petitioner_name, each.subject[:18], each.number, each.place)]
    return [word[:length] for word in words for length in range(1, len(word) + 1)]


def _floor(path: Path, key: str, typed: list[str]) -> dict[str, Any]:
    """Ask a process that imports nothing of ours; the store is read beside it."""
    asked = path.with_suffix(".json")
    asked.write_text(json.dumps(typed, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, str(FLOOR), str(path), key, str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _median(work: Callable[[], object]) -> float:
    return statistics.median(milliseconds(work) for _each in range(TIMES))
