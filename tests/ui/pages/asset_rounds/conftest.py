"""The assets page open on a small office with things in rooms, pools and stock, on 3 November 2569."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from sai_thong.db.store import Store
from sai_thong.ui.shell import Shell
from tests.ui.pages.asset_rounds.furnished import Furnished, furnish
from tests.ui.pages.asset_rounds.hands import Hands
from tests.ui.pages.conftest import OpenShell


@pytest.fixture
def store(empty_store: Callable[[], Store]) -> Store:
    """An office that knows itself and its signers."""
    return empty_store()


@pytest.fixture
def office(store: Store) -> Furnished:
    """What stands in it."""
    return furnish(store)


@pytest.fixture
def shell(desk: OpenShell, store: Store, office: Furnished) -> Shell:  # noqa: ARG001 - furnished before it is opened
    return desk("assets", store)


@pytest.fixture
def hands(qtbot: QtBot, shell: Shell) -> Hands:
    """Whoever sits at the window."""
    return Hands(qtbot, shell)
