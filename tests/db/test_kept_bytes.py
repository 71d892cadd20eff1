"""The first release's keys and cipher, byte for byte: every later program must open them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sai_thong.db import slot_file, slots
from sai_thong.db.connection import open_connection
from sai_thong.db.keys import KeyRing

KEPT = Path(__file__).with_name("kept")
RING = KeyRing(*(bytes([n]) * 32 for n in (1, 2, 3)), {"s1": bytes([4]) * 32})
OFFICE_CODE = "AEHNFN-9N0XGQ-RHHPCZ-3ZA8MH-4R3AW8-EW10AA"
SET_CODE = "KTD1G8-8QGTTH-V27R77-NQB4KG-JRKJA8-TFEJG3"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    for file in KEPT.glob("first.*"):
        shutil.copy(file, tmp_path)
    return tmp_path / "first.saithong"


def test_the_first_keys_file_opens_for_users_and_by_both_sheets(path: Path) -> None:
    assert slots.unlock(path, "สมหญิง", "รหัสแรก").ring == RING
    assert slots.unlock(path, "สมชาย", "รหัสสอง").ring == RING
    assert slots.unlock_by_recovery(path, OFFICE_CODE).ring == KeyRing.from_named(RING.named(()))
    assert slots.recover_set(path, "s1", SET_CODE) == RING.set_keys["s1"]


def test_the_first_keys_file_says_the_same_when_it_is_written_again(path: Path) -> None:
    first = slot_file.read(path)
    assert slot_file.from_bytes(slot_file.to_bytes(first), path) == first
    assert slots.unlock(path, "สมหญิง", "รหัสแรก").ring == RING
    slots.change_password(path, "สมหญิง", "รหัสแรก", "ใหม่")
    assert (slots.unlock(path, "สมหญิง", "ใหม่").ring, slots.unlock(path, "สมชาย", "รหัสสอง").ring) == (RING, RING)


def test_the_first_store_opens_with_its_key(path: Path) -> None:
    for write in (False, True):
        connection = open_connection(path, RING.data_key, write=write)
        assert connection.execute("SELECT word FROM kept").fetchone() == ("ทรายทอง",)
        connection.close()
