"""A month's run of 10,000 people: its seconds, and the memory of the process that does it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from bench import Figure
from bench.made.offices import PASSWORD, folder, office_with_claims

PEOPLE = 10_000
LEAST_LINES = 9_900
"""Hardly anybody of the made office is paid nothing."""
MOST_SECONDS = 2
MOST_MEGABYTES = 200


def measure() -> list[Figure]:
    """Make the office here, run the month in a process of its own."""
    with folder() as place:
        path = place / "office.saithong"
        office_with_claims(path, PEOPLE).close()
        command = [sys.executable, "-m", "bench.month_run", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return [
        Figure("lines in the draft", figures["lines"], "lines", least=LEAST_LINES),
        Figure("run and check", figures["seconds"], "s", most=MOST_SECONDS),
        Figure("largest memory of the process", figures["megabytes"], "MB", most=MOST_MEGABYTES),
    ]


def _run(path: Path) -> None:
    """Open the store, draft the month, check it; print seconds and memory."""
    import resource

    from sai_thong.db.store import Store
    from sai_thong.demo.place import DEMO_DAY, demo_clock
    from sai_thong.registers.allowances.months import findings_of
    from sai_thong.registers.allowances.run import draft_run
    from sai_thong.registers.law.terms import SchemeSet
    from sai_thong.thai.calendar import Month

    with Store.open(path, password=PASSWORD, clock=demo_clock(), write=False) as store:
        started = time.perf_counter()
        run = draft_run(store, SchemeSet.ORDINARY, Month.of(DEMO_DAY))
        findings_of(store, run)
        seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"lines": len(run.lines), "seconds": seconds, "megabytes": megabytes}))


if __name__ == "__main__":
    _run(Path(sys.argv[1]))
