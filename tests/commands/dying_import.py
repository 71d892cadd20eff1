"""Runs the import command and says on its output where it stands in its transaction; others kill it.

``begin``: the transaction is open. ``commit``: everything is written, the commit comes next. ``done``: it stands.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sai_thong import cli
from sai_thong.db.store import Store
from sai_thong.db.transaction import Transaction

transaction = Store.transaction


@contextmanager
def told(store: Store, why: str = "") -> Iterator[Transaction]:
    with transaction(store, why) as tx:
        os.write(1, b"begin\n")
        yield tx
        os.write(1, b"commit\n")
    os.write(1, b"done\n")


if __name__ == "__main__":
    Store.transaction = told  # type: ignore[method-assign, assignment]
    sys.exit(cli.main(sys.argv[1:]))
