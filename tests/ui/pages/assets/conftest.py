"""For the tests of the assets page: the office of `cards`, and its page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.registers.assets.records import Asset
from tests.ui.pages.assets.cards import Register, furnish
from tests.ui.pages.conftest import OpenShell


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    """An office that knows itself and its villages, and owns nothing yet."""
    return empty_store()


@pytest.fixture
def things(store: Store) -> dict[str, Asset]:
    """A few things, by their numbers."""
    return furnish(store)


@pytest.fixture
def register(desk: OpenShell, store: Store, things: dict[str, Asset], qtbot: QtBot) -> Register:
    """The page open on them."""
    assert things
    return Register(desk("assets", store), qtbot)
