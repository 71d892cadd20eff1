"""Receives documents without end, each with a scan attached, and says which number each got; others kill it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.attachments.operations import Subject, attach_with
from sai_thong.registers.attachments.preparing import PDF, PreparedFile
from sai_thong.registers.office.settings import office_settings
from sai_thong.registers.saraban.incoming import Receipt, receive_with


def main() -> None:
    clock = FixedClock(datetime(2026, 11, 3, 2, 0, tzinfo=UTC))
    with Store.open(Path(sys.argv[1]), password=sys.argv[2], clock=clock) as store:
        for turn in count():
            file = PreparedFile("สแกน.pdf", PDF, os.urandom(300_000) + bytes([turn % 256]), b"thumb")
            with store.transaction() as tx:
                made = receive_with(tx, Receipt(sender="ก", subject="ข"), clock=clock, station=store.file_id)
                attach_with(
                    tx,
                    Subject("incoming_documents", made.id),
                    file,
                    settings=office_settings(tx),
                    on_day=clock.now().date(),
                )
            os.write(1, b"%d\n" % (made.number or 0))


if __name__ == "__main__":
    main()
