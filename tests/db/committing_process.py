"""Commits without end, and says on its output when each commit begins and when it has been done; others kill it.

A transaction moves money between accounts and keeps every transfer in a ledger of many rows, so that half a transaction
would show. The log is emptied into the file every few pages: a kill may strike inside a checkpoint too.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from sai_thong.db.connection import open_connection

ROWS = 60
"""Ledger rows of one transaction."""


def main() -> None:
    path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
    connection = open_connection(path, key, write=True)
    connection.execute("PRAGMA wal_autocheckpoint = 20").fetchall()
    started = connection.execute("SELECT coalesce(max(number), 0) FROM ledger").fetchone()[0]
    for number in itertools.count(started + 1):
        connection.execute("BEGIN IMMEDIATE")
        for row in range(ROWS):
            connection.execute("INSERT INTO ledger VALUES (?, ?, ?)", (number, row, "ก" * 300))
        connection.execute("UPDATE accounts SET satang = satang + ? WHERE id = ?", (number, number % 5))
        os.write(1, b"commit %d\n" % number)
        connection.execute("COMMIT")
        os.write(1, b"done %d\n" % number)


if __name__ == "__main__":
    main()
