"""The floor of an exchange: the same entries in the same batches, compressed bare. Imports nothing of ours.

    python bench/floors/sync_floor.py ENTRIES_JSONL BATCHES_JSON

`ENTRIES_JSONL` holds one journal entry a line: ``record``, a plain row, and ``proof``, what the other side needs beside
it to hold the very same journal (who, when, the salt of the digest). `BATCHES_JSON` says how many each batch holds.
Prints the bytes of all batches as zstandard makes them of the lines, with and without the proofs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import zstandard

LEVEL = 12


def main(entries_file: str, batches_file: str) -> None:
    """Compress every batch by itself, and print the sums."""
    entries = [json.loads(line) for line in Path(entries_file).read_bytes().splitlines()]
    counts = json.loads(Path(batches_file).read_text())
    whole, records, begin = 0, 0, 0
    for count in counts:
        batch = entries[begin : begin + count]
        begin += count
        whole += compressed(batch)
        records += compressed([entry["record"] for entry in batch])
    print(json.dumps({"entries": begin, "whole": whole, "records": records}))


def compressed(batch: list[dict[str, Any]]) -> int:
    """The bytes of a batch."""
    lines = [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in batch]
    return len(zstandard.ZstdCompressor(level=LEVEL).compress("\n".join(lines).encode()))


if __name__ == "__main__":
    main(*sys.argv[1:])
