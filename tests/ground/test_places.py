"""The program's own folder: where the system says, or where the variable says."""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_data_path

from sai_thong.ground import places


def test_the_variable_moves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.HOME_VARIABLE, str(tmp_path / "stick"))
    assert places.home() == tmp_path / "stick"
    assert places.log_folder() == tmp_path / "stick" / "log"


@pytest.mark.parametrize("value", [None, ""])
def test_without_it_the_systems_place_for_a_users_data(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv(places.HOME_VARIABLE)
    if value is not None:
        monkeypatch.setenv(places.HOME_VARIABLE, value)
    assert places.home() == user_data_path("sai-thong", appauthor=False)
