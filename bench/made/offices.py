"""Offices to measure on, with keys that cost nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sai_thong.db.keys import Kdf
from sai_thong.db.store import Store
from sai_thong.demo.crowd import crowd
from sai_thong.demo.place import OFFICE, demo_clock
from sai_thong.registers.allowances.records import Claim, ClaimState, Origin
from sai_thong.registers.law.terms import Scheme
from sai_thong.registers.office.operations import set_office
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

USER = "วัด"
PASSWORD = "measured"
CHEAP = Kdf(memory_kib=8, time_cost=1)


@contextmanager
def folder() -> Iterator[Path]:
    """A temporary folder that is also the program's own folder."""
    with tempfile.TemporaryDirectory(prefix="sai-thong-bench-") as name:
        os.environ["SAI_THONG_HOME"] = str(Path(name) / "home")
        yield Path(name)


def empty_office(path: Path, kdf: Kdf = CHEAP) -> Store:
    """A new office's store, open for writing."""
    store, _sheets = Store.create(
        path, office="วัด", user=USER, password=PASSWORD, clock=demo_clock(), sets=SENSITIVE_SETS, kdf=kdf
    )
    set_office(store, OFFICE)
    return store


def crowded_office(path: Path, people: int, kdf: Kdf = CHEAP) -> Store:
    """An office with so many citizens of every age."""
    store = empty_office(path, kdf)
    with store.transaction() as tx:
        tx.insert_many(list(crowd(people)))
    return store


def office_with_claims(path: Path, people: int) -> Store:
    """An office with so many people of 60 and more, each with an old-age claim brought over."""
    store = empty_office(path)
    with store.transaction() as tx:
        citizens = tx.insert_many(list(crowd(people, youngest=60)))
        tx.insert_many([_claim(each.id) for each in citizens])
    return store


def _claim(person_id: str) -> Claim:
    return Claim(
        person_id=person_id,
        scheme=Scheme.OLD_AGE,
        origin=Origin.BROUGHT_OVER,
        state=ClaimState.ACCEPTED,
        needs_review=True,
    )
