"""From the command to the unlock screen of the office opened last, against an empty PySide6 window.

Both start as they do on an office's machine: with their bytecode written, as an installation writes it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench import Figure
from bench.made.offices import empty_office, folder
from sai_thong.ground.places import home
from sai_thong.ui.entrance import recent

RUNS = 15
MOST_TIMES_THE_FLOOR = 2
START = Path(__file__).parent / "made" / "start_once.py"
FLOOR = Path(__file__).parent / "floors" / "empty_window.py"


def measure() -> list[Figure]:
    """Start both in turn, so that a machine that slows down slows both."""
    with folder() as place:
        path = place / "office.saithong"
        empty_office(path).close()
        known = recent.Recent(str(path), "วัด", ("วัด",))
        recent.save(home() / "recent.json", known)
        installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        installed["PYTHONPYCACHEPREFIX"] = str(place / "bytecode")
        ours, floor = [], []
        for _each in range(RUNS + 1):
            ours.append(_seconds([sys.executable, str(START)], installed))
            floor.append(_seconds([sys.executable, str(FLOOR)], installed))
        # The first of each wrote the bytecode.
        del ours[0], floor[0]
    return [
        Figure("unlock screen painted, median", statistics.median(ours), "s"),
        Figure("empty window painted, median", statistics.median(floor), "s"),
        Figure(
            "unlock screen against the empty window",
            statistics.median(mine / bare for mine, bare in zip(ours, floor, strict=True)),
            "×",
            most=MOST_TIMES_THE_FLOOR,
        ),
    ]


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started
