"""A copy of one staffed office for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.registers.trust import staffed_office


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staffed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAI_THONG_HOME", str(folder / "home"))
        (folder / "office").mkdir()
        return staffed_office.make(folder / "office")


@pytest.fixture
def office(staffed: Path, tmp_path: Path) -> Path:
    return staffed_office.copy_of(staffed, tmp_path)
