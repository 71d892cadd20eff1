"""Strikes the things of one disposal after another off, and says which is done; others kill it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.assets.records import DisposalRound
from sai_thong.registers.assets.striking_off import strike_off
from sai_thong.registers.assets.terms import DisposalState


def main() -> None:
    clock = FixedClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC))
    with Store.open(Path(sys.argv[1]), password=sys.argv[2], clock=clock) as store:
        for found in store.find(DisposalRound, state=DisposalState.CARRIED_OUT):
            strike_off(store, found.id, document_no="ทท 72001/60")
            os.write(1, f"{found.id}\n".encode())


if __name__ == "__main__":
    main()
