"""Closes fiscal years of a store one after another and tells each when it is closed; a test kills it in between."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.book import closed_through
from sai_thong.registers.assets.closing_years import close_year

LAST_YEAR_BE = 2569


def main(path: str, password: str, first_year: str) -> None:
    """Close every year until the last that is over."""
    clock = FixedClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC))
    with Store.open(Path(path), password=password, clock=clock) as store:
        for year in range((closed_through(store) or int(first_year) - 1) + 1, LAST_YEAR_BE + 1):
            close_year(store, year)
            os.write(1, b"%d\n" % year)


if __name__ == "__main__":
    main(*sys.argv[1:])
