"""An invented office at its counter: series of numbers open, letters numbered here, citizens known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.registers.saraban.series import open_register, series_of
from sai_thong.registers.saraban.terms import Register
from tests.forms.allowances.invented import clock_of, fill, make_store

TODAY = date(2026, 11, 23)


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Store]:
    """The office on Monday, 23 November 2569."""
    with make_store(tmp_path / "office.saithong", clock_of(TODAY)) as store:
        fill(store)
        open_numbers(store, 2569, next_number=15)
        open_numbers(store, 2569, next_number=2, confidential=True)
        open_register(store, series_of(store, Register.LETTERS), 2569, next_number=231)
        yield store
