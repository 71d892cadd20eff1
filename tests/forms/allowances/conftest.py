"""An invented office with October closed and a death since; papers are gathered from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sai_thong.db.store import Store
from sai_thong.registers.allowances.months import close
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai.birth import PartialDate
from tests.forms.allowances.invented import OCTOBER, ORDINARY, SPECIAL, TODAY, clock_of, fill, make_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    """The store on 3 November 2569."""
    clock = clock_of(date(2026, 10, 13))
    with make_store(tmp_path / "office.saithong", clock) as store:
        ids = fill(store)
        close(store, ORDINARY, OCTOBER)
        close(store, SPECIAL, OCTOBER)
        clock.moment = clock_of(TODAY).moment
        with store.transaction("แจ้งตาย") as tx:
            dead = tx.get(Citizen, ids["gone"])
            tx.update(dead, deceased=True, death=PartialDate(2569, 10, 20))
        yield store
