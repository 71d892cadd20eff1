"""Killed at any moment of its work, the program loses nothing it has told as done and leaves nothing half."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from tests.faults.killed_work import Offices, works
from tests.faults.killing import Deaths, killed, lived, moments

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked, which this system cannot")
KILLS_OF_EACH = 4
FEWEST_KILLS = 12
FEWEST_INSIDE_A_COMMIT = 4


def test_what_was_told_as_done_stands_after_a_kill_and_nothing_half(
    offices: Offices, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(2569)
    deaths = Deaths()
    for work in works(offices):
        course = lived(work, tmp_path / work.name)
        for number, moment in zip(range(KILLS_OF_EACH), moments(course, chance), strict=False):
            deaths.add(killed(work, tmp_path / f"{work.name} {number}", moment))
    with capsys.disabled():
        sys.stdout.write(f"\n[{deaths.killed} kills, {deaths.inside} of them inside a commit] ")
    assert deaths.killed >= FEWEST_KILLS
    assert deaths.inside >= FEWEST_INSIDE_A_COMMIT
