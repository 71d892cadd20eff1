"""A small office with a colleague of each post, made once and copied for each test; keys as cheap as they can be."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from sai_thong.registers.trust.permits import admit
from sai_thong.registers.trust.users import add_user

FIRST = "ปลัด"
PASSWORD = "ทดสอบ-saithong"
POSTS = {
    "ธุรการ": "general-clerk",
    "พัฒนา": "community-developer",
    "พัสดุ": "supply-officer",
    "การเงิน": "finance-officer",
    "นายก": "executive",
    "ช่าง": "case-worker",
    "ตรวจ": "auditor",
    "ผู้ดูแล": "administrator",
}
"""User name and role of each colleague; all have the same password. The first user holds every key."""
PLANTED = "ปลูกไว้"


def at_nine() -> FixedClock:
    return FixedClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))


def make(folder: Path) -> Path:
    """The office's file."""
    path = folder / "office.saithong"
    store, _sheets = Store.create(
        path,
        office="ทดสอบ",
        user=FIRST,
        password=PASSWORD,
        clock=at_nine(),
        sets=SENSITIVE_SETS,
        kdf=Kdf(memory_kib=8, time_cost=1),
    )
    with store:
        with store.transaction() as tx:
            tx.insert(Citizen(citizen_id="1101700230708", first_name="สมใจ", last_name="ทดสอบ"))
            tx.on(SENSITIVE_SETS[0]).insert(Citizen(first_name=PLANTED, last_name="ลับ"))
        for name, role in POSTS.items():
            add_user(store, name, PASSWORD, roles=(role,))
    return path


def copy_of(made: Path, folder: Path) -> Path:
    """A copy of the office in a folder of its own."""
    shutil.copytree(made.parent, folder / "office")
    return folder / "office" / made.name


def signed_in(path: Path, user: str, *, write: bool = True) -> Store:
    """The store as a user of it works with it."""
    store = Store.open(path, user=user, password=PASSWORD, clock=at_nine(), write=write)
    admit(store)
    return store
