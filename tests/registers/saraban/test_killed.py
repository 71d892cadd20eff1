"""A power cut while documents are received loses none that was told, gives no number twice and leaves no half scan."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from sai_thong.db import leasing
from sai_thong.db.store import Store
from sai_thong.db.verify import verify_chain, verify_contents, verify_rows
from sai_thong.registers.attachments.operations import verify_attachments
from sai_thong.registers.attachments.records import Attachment
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.saraban.records import IncomingDocument
from sai_thong.registers.saraban.series import INCOMING_SERIES
from tests.registers.saraban.conftest import PASSWORD, YEAR

RECEIVING = Path(__file__).with_name("issuing_process.py")
KILLS = 5


def test_a_killed_process_leaves_every_number_with_its_document_and_scan(central: Store, tmp_path: Path) -> None:
    central.close()
    chance, told = random.Random(2569), 0
    for _ in range(KILLS):
        told = max(told, _killed(central.path, tmp_path, patience=chance.randrange(1, 9)))
        with Store.open(central.path, password=PASSWORD, clock=central.clock, write=False) as store:
            numbers = sorted(each.number or 0 for each in store.find(IncomingDocument))
            account = leasing.account(store, INCOMING_SERIES, YEAR)
            assert numbers == list(range(1, len(numbers) + 1)) == list(account.issued)
            assert len(numbers) >= told, "a document that was told to be received is lost"
            assert len(store.find(Attachment)) == len(numbers)
            connection = store.connection_for_reading()
            faults = [
                *verify_chain(connection),
                *verify_rows(connection, RECORD_TYPES),
                *verify_contents(connection, store.keys.set_keys),
                *verify_attachments(store),
            ]
            assert faults == []
    assert told > KILLS


def _killed(path: Path, folder: Path, *, patience: int) -> int:
    """Kill a receiving process after some documents, in the middle of the next; the last number it told."""
    process = subprocess.Popen(
        [sys.executable, RECEIVING, path, PASSWORD],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]), "SAI_THONG_HOME": str(folder / "home")},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(patience)]
    process.kill()
    lines += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    return max(int(line) for line in lines if line.strip())
