"""The offices that faults are tried on, made once."""

from __future__ import annotations

import pytest

from tests.faults.killed_work import Offices


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    return Offices(tmp_path_factory.mktemp("offices"))
