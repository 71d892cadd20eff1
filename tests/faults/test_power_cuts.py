"""What was told as done stands after a power cut, though all that the system had not synced is gone."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.faults.killed_work import BackingUp, Keys, Offices, Saving
from tests.faults.killing import Course, Moment, Work, moments
from tests.faults.power import cut, needs_disks

CUTS_IN_THE_MIDDLE = 2


@pytest.mark.parametrize("number", range(3), ids=["saving", "backing up", "keys"])
def test_what_was_told_as_done_is_on_the_disk(
    offices: Offices, tmp_path: Path, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    needs_disks()
    work: Work = (Saving(offices), BackingUp(offices), Keys())[number]
    chance = random.Random(2569 + number)
    told = []
    # The moments in the middle of what takes some tenths of a second on a good disk; the last is the end.
    for cut_number, moment in enumerate([*_some(chance), None]):
        folder = tmp_path / str(cut_number)
        folder.mkdir()
        told.append(len(cut(work, folder, moment)))
    with capsys.disabled():
        sys.stdout.write(f"\n[{work.name}: power cut after {told} things told as done] ")
    assert told[-1] >= 4


def _some(chance: random.Random) -> list[Moment]:
    return [moment for _number, moment in zip(range(CUTS_IN_THE_MIDDLE), moments(Course(0.3, 4), chance), strict=False)]
