"""The floor of a scan: the card of each code by bare queries, with its events. Imports nothing of ours.

    python bench/floors/asset_scan_floor.py STORE KEY_HEX CODES_JSON

`CODES_JSON` holds the codes of labels. Prints the milliseconds of each.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from sqlcipher3 import dbapi2


def main(store: str, key: str, codes_file: str) -> None:
    """Ask, and print."""
    connection = dbapi2.connect(store, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("SELECT count(*) FROM assets").fetchall()
    taken = []
    for code in json.loads(Path(codes_file).read_text(encoding="utf-8")):
        started = time.perf_counter()
        (asset_id,) = connection.execute("SELECT id FROM assets WHERE token = ?", (code,)).fetchone()
        connection.execute("SELECT * FROM assets WHERE id = ?", (asset_id,)).fetchall()
        connection.execute("SELECT * FROM asset_events WHERE asset_id = ?", (asset_id,)).fetchall()
        taken.append((time.perf_counter() - started) * 1000)
    print(json.dumps(taken))


if __name__ == "__main__":
    main(*sys.argv[1:])
