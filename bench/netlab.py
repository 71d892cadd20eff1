"""An exchange over 64 kbit/s, 600 ms there and back, 2 % loss; and over the same link cut every 20 seconds.

Real TCP between two network namespaces (`bench/made/link.py`). Where the machine does not let us make them, nothing is
measured, and said so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from bench import Figure
from bench.made.exchange import Server, computer
from bench.made.link import LAN, SERVER_ADDRESS, SLOW, SLOW_AND_CUT, Line, Link
from bench.made.offices import folder
from sai_thong.demo.crowd import crowd

RECORDS = 10_000
MOST_TIMES_THE_LINE = 1.3
MOST_SENT_AGAIN = 0.1
_TRIES = 12
"""Rounds until everything went through a link that is cut: as many as a window would run."""


def measure() -> list[Figure]:
    """Push and pull 10,000 records over both links."""
    if not Link.possible():
        return [Figure("no namespaces here: nothing was measured", 0, "")]
    with folder() as place, Link() as link:
        server = Server(place / "server.sqlite", wrapped=link.at_server)
        with server.serving("--host", SERVER_ADDRESS) as address:
            calm = _both_ways(place, link, server, address, SLOW)
            cut = _both_ways(place, link, server, address, SLOW_AND_CUT)
    figures = []
    for what, way in (("push", "up"), ("pull", "down")):
        sent = calm[what][f"{way} bytes"]
        least = sent * 8 / SLOW.bits
        figures += [
            Figure(f"{what}: bytes on the link of {RECORDS:,} records", sent, "bytes"),
            Figure(f"{what}: took", calm[what]["seconds"], "s"),
            Figure(f"{what}: against bytes ÷ bandwidth", calm[what]["seconds"] / least, "×", most=MOST_TIMES_THE_LINE),
        ]
        payload = f"{way} payload"
        again = (cut[what][payload] - calm[what][payload]) / calm[what][payload]
        figures += [
            Figure(f"{what}, cut every 20 s: took", cut[what]["seconds"], "s"),
            Figure(f"{what}, cut every 20 s: connections", cut[what]["connections"], "times"),
            Figure(f"{what}, cut every 20 s: sent again", again, "×", most=MOST_SENT_AGAIN),
        ]
    return figures


def _both_ways(place: Path, link: Link, server: Server, address: str, line: Line) -> dict[str, Counter[str]]:
    """Send 10,000 records from one computer of a new office, and read them on another."""
    office = "calm" if line is SLOW else "cut"
    server.run("office", "add", "--code", office, "--name", office)
    names = (f"{office}-one", f"{office}-two")
    with computer(place, names[0]) as first:
        with first.transaction() as tx:
            tx.insert_many(list(crowd(RECORDS)))
        computer(place, names[1], first.keys).close()
    link.become(LAN)
    for name in names:
        _run(place, link, name, server.run("enrol", "--office", office)["code"], address)
    pushed = _until_done(place, link, names[0], line)
    pulled = _until_done(place, link, names[1], line)
    assert pushed["sent"] == pulled["received"] == RECORDS
    return {"push": pushed, "pull": pulled}


def _until_done(place: Path, link: Link, name: str, line: Line) -> Counter[str]:
    """Rounds until one comes to its end; their sum, with what the link counted."""
    total: Counter[str] = Counter()
    link.become(line)
    for _attempt in range(_TRIES):
        did = _run(place, link, name)
        total.update(did)
        if "seconds" in did and not did["trouble"]:
            return total + link.counted()
    raise AssertionError(f"{name} never came to an end")


def _run(place: Path, link: Link, *words: str) -> Counter[str]:
    command = [*link.at_client, sys.executable, "-m", "bench.made.one_round", str(place), *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Counter(json.loads(done.stdout)) if done.stdout else Counter()
