"""A thousand kills at random moments of saving, importing, a month, migrating and backing up, each looked at after.

The short run of it stands in ``tests/faults/``. Another draw of moments: ``SAI_THONG_FAULTS_SEED=7``.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from pathlib import Path

from bench import Figure
from bench.made.offices import folder
from tests.faults.killed_work import Offices, works
from tests.faults.killing import Deaths, Work, killed, lived, moments

KILLS = 1_000
FEWEST_INSIDE_A_COMMIT = 200


def measure() -> list[Figure]:
    """Kill until a thousand have died, as many of each work; what is lost or half done ends the bench."""
    seed = int(os.environ.get("SAI_THONG_FAULTS_SEED", "2569"))
    chance = random.Random(seed)
    started = time.perf_counter()
    figures, together = [], Deaths()
    with folder() as place:
        all_works = works(Offices(place / "offices"))
        for work in all_works:
            deaths = _killed_often(work, place, chance, KILLS // len(all_works))
            print(f"{work.name}: {deaths.killed} kills, {deaths.inside} inside a commit", file=sys.stderr, flush=True)
            figures.append(Figure(f"kills: {work.name}", deaths.killed, "kills"))
            figures.append(Figure(f"  of them inside a commit: {work.name}", deaths.inside, "kills"))
            together.killed += deaths.killed
            together.inside += deaths.inside
    return [
        *figures,
        Figure("kills, everything acknowledged there and verify clean", together.killed, "kills", least=KILLS),
        Figure("  of them inside a commit", together.inside, "kills", least=FEWEST_INSIDE_A_COMMIT),
        Figure("seconds", time.perf_counter() - started, "s"),
    ]


def _killed_often(work: Work, place: Path, chance: random.Random, kills: int) -> Deaths:
    deaths = Deaths()
    course = lived(work, place / "lived")
    shutil.rmtree(place / "lived")
    for moment in moments(course, chance):
        deaths.add(killed(work, place / "killed", moment))
        shutil.rmtree(place / "killed")
        if deaths.killed == kills:
            break
    return deaths
