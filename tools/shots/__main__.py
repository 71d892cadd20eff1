"""``python -m tools.shots [--keep] [NAME …]``: every page of the window and every paper, or those named in part.

With ``--keep`` the pictures of the README are taken from the light pages.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.living import make_living_office
from sai_thong.demo.place import demo_clock
from sai_thong.ground import language
from tools.shots import exchange, papers, window

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "build" / "shots"
PICTURES = ROOT / "docs" / "pictures"
ELDERS = 700
_ROUNDS = 8
"""Of bringing the 128 colours near those of the window: without them the red of its few signs is lost."""
_CHEAP = Kdf(memory_kib=8, time_cost=1)


def main() -> int:
    """Draw and say where; the exit code is 1 when a page could not be opened."""
    parser = argparse.ArgumentParser(prog="python -m tools.shots")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--keep", action="store_true")
    chosen = parser.parse_args()
    start = time.perf_counter()
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir(parents=True)
    language.use("th")
    papers.draw(SHOTS, chosen.names)
    with tempfile.TemporaryDirectory() as folder:
        office = make_living_office(Path(folder) / "office", elders=ELDERS, kdf=_CHEAP, petitions=True, assets=True)
        with Store.open(office.store, password=office.password, clock=demo_clock()) as store:
            if not chosen.names or any(name in "sync-conflicts" for name in chosen.names):
                exchange.share(store, Path(folder) / "other")
            troubles = window.draw(store, SHOTS, chosen.names)
    if chosen.keep:
        _keep_for_readme()
    for trouble in troubles:
        print(f"not drawn: {trouble}")
    drawn = len(list(SHOTS.iterdir()))
    if not drawn:
        print(f"No page or paper is named {' or '.join(chosen.names)}; without a name all are drawn.", file=sys.stderr)
        return 1
    print(f"{drawn} pictures in {SHOTS} ({time.perf_counter() - start:.1f} s)")
    return 1 if troubles else 0


def _keep_for_readme() -> None:
    """The pictures that the README shows, in small files: a window has few colours."""
    PICTURES.mkdir(exist_ok=True)
    for name in re.findall(r"docs/pictures/([\w-]+)\.png", (ROOT / "README.md").read_text(encoding="utf-8")):
        shot = SHOTS / f"page-{name}-light.png"
        if shot.is_file():
            Image.open(shot).convert("RGB").quantize(128, kmeans=_ROUNDS).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
