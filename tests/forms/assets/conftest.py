"""An invented office on a Saturday of November 2569 whose machine gives the numbers of its documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.registers.office.operations import appoint
from sai_thong.registers.office.records import Post, Signer
from sai_thong.registers.saraban.series import open_register, series_of
from sai_thong.registers.saraban.terms import Register
from tests.forms.allowances.invented import clock_of, fill, make_store

OFFICER = "นางสาวพัสดุ เรียบร้อยดี"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    """The office with its supply officer; every register of outgoing documents goes on from 71."""
    with make_store(tmp_path / "office.saithong", clock_of(date(2026, 11, 21))) as store:
        fill(store)
        appoint(store, Signer(post=Post.SUPPLY_OFFICER, name=OFFICER, from_day=date(2024, 1, 2)))
        for register in (Register.LETTERS, Register.MEMOS, Register.ORDERS, Register.ANNOUNCEMENTS):
            open_register(store, series_of(store, register), 2569, next_number=71)
        yield store
