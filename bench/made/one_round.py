"""One round of a computer, in a process and a network of its own.

    python -m bench.made.one_round FOLDER NAME [CODE URL]

With a code the computer is enrolled first, and no round is run. Prints what the round did and how long it took.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from bench.made.exchange import opened
from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.sync.enrolling import enrol
from sai_thong.sync.rounds import open_round
from sai_thong.sync.transports.http import HttpTransport


def main(folder: str, name: str, code: str = "", url: str = "") -> None:
    """Enrol, or exchange."""
    with opened(Path(folder), name) as store:
        if code:
            with HttpTransport(url) as line:
                enrol(store, code, url, name, line)
            return
        begun, trouble = time.perf_counter(), 0
        with open_round(store) as one:
            try:
                one.run()
            except EnvironmentTrouble:
                trouble = 1
        print(json.dumps(asdict(one.figures) | {"seconds": time.perf_counter() - begun, "trouble": trouble}))


if __name__ == "__main__":
    main(*sys.argv[1:])
