"""Offices with real stores over bad lines, dying machines and restored backups: how many worlds held what we promise.

The worlds are those of `tests/sync/real_office.py`, of seeds of their own; SAI_THONG_WORLDS says how many.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

from bench import Figure
from bench.made.offices import folder
from tests.sync.real_office import simulated
from tests.sync.real_office_checks import assert_holds, assert_offices_never_saw_each_other

WORLDS = int(os.environ.get("SAI_THONG_WORLDS", "60"))
FIRST_SEED = 1_000
STEPS = 400


def measure() -> list[Figure]:
    """Run the worlds one after another; the first that breaks a promise ends it with its seed."""
    reached: Counter[str] = Counter()
    begun = time.perf_counter()
    for seed in range(FIRST_SEED, FIRST_SEED + WORLDS):
        with folder() as place:
            _one(seed, place, reached)
    counted = ("requests", "conflicts", "killed", "authority restored", "computer restored", "lines paid", "refused")
    return [
        Figure("worlds that held", WORLDS, "worlds", least=WORLDS),
        *(Figure(name, reached[name], "times") for name in counted),
        Figure("took", time.perf_counter() - begun, "s"),
    ]


def _one(seed: int, place: Path, reached: Counter[str]) -> None:
    try:
        with simulated(seed, place, STEPS) as world:
            for office in world.offices:
                assert_holds(office)
            assert_offices_never_saw_each_other(*world.offices)
            reached.update(world.did)
    except BaseException as error:
        error.add_note(f"seed {seed}")
        raise
