"""``python -m tools.shots [NAME …]``: every page of the window and every paper, or those whose name holds a NAME."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.living import make_living_office
from sai_thong.demo.place import demo_clock
from sai_thong.ground import language
from tools.shots import papers, window

SHOTS = Path(__file__).resolve().parents[2] / "build" / "shots"
ELDERS = 700
_CHEAP = Kdf(memory_kib=8, time_cost=1)


def main(only: list[str]) -> int:
    """Draw and say where; the exit code is 1 when a page or paper could not be drawn."""
    start = time.perf_counter()
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    language.use("th")
    troubles: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        office = make_living_office(Path(folder) / "office", elders=ELDERS, kdf=_CHEAP)
        with Store.open(office.store, password=office.password, clock=demo_clock()) as store:
            troubles += papers.draw(store, SHOTS, only)
            troubles += window.draw(store, SHOTS, only)
    for trouble in troubles:
        print(f"not drawn: {trouble}")
    drawn = len(list(SHOTS.iterdir()))
    print(f"{drawn} pictures in {SHOTS} ({time.perf_counter() - start:.1f} s)")
    return 0 if drawn and not troubles else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
