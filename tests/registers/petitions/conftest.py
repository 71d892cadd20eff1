"""The counter as fixtures, and both shelves as parameters: what holds for an ordinary case holds for a sealed one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.registers.petitions.small_desk import Desk, counter, make_store, open_series


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A counter of ordinary cases."""
    store, clock = make_store(tmp_path)
    with store:
        open_series(store)
        made = Desk(store, clock)
        yield made
        made.store.close()


@pytest.fixture(params=[False, True], ids=["ordinary", "sealed"])
def any_desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A counter whose cases lie on either shelf."""
    with counter(tmp_path, confidential=request.param) as desk:
        yield desk


@pytest.fixture
def closed_desk(tmp_path: Path) -> Iterator[Desk]:
    """A counter on which no series of numbers is open."""
    store, clock = make_store(tmp_path)
    with store:
        yield Desk(store, clock)
