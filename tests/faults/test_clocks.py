"""A clock that is wrong by years, forward, back, or set to a Buddhist year: work goes on and nothing is lost."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sai_thong import cli
from sai_thong.db import backup
from sai_thong.db.backup_plan import own_folder
from sai_thong.demo.office import PASSWORD
from sai_thong.ground.clock import FixedClock
from sai_thong.registers.citizens.records import Citizen
from tests.faults.killed_work import Offices, assert_sound, at_home, at_work, lay_out_copy

RIGHT = 2026
YEARS = (RIGHT, RIGHT + 543, 1980, RIGHT)
"""What the clock says from one opening to the next; 1980 is where an empty battery leaves it."""


def test_an_office_works_on_whatever_the_clock_says(
    offices: Offices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAI_THONG_PASSWORD", PASSWORD)
    folder = tmp_path / "office of the test"
    lay_out_copy(offices.living, folder)
    entitled = set()
    for turn, year in enumerate(YEARS):
        clock = FixedClock(datetime(year, 11, 21, 3, tzinfo=UTC))
        monkeypatch.setattr(cli, "SystemClock", lambda clock=clock: clock)
        command(folder, "today")
        command(folder, "citizens", "add", "--first-name", f"คนที่ {turn}", "--last-name", "นาฬิกา", "--birth", "2540")
        entitled.add(command(folder, "allowances", "entitled", "--month", "2569-11"))
        command(folder, "backup", "run")
    assert len(entitled) == 1, "whom a month pays hangs on the clock"
    with at_work(folder) as store:
        entered = sorted(store.find(Citizen, last_name="นาฬิกา"), key=lambda each: int(each.id.rpartition(".")[2]))
        assert [each.first_name for each in entered] == [f"คนที่ {turn}" for turn in range(len(YEARS))]
        # The journal is in the order in which it was written, and tells the clock as it was.
        assert [int(store.history(each.id)[0].at[:4]) for each in entered] == list(YEARS)
        newest = max((backup.verify(each) for each in own_folder(store.path).iterdir()), key=lambda each: each.counter)
        assert newest.counter == store.head().counter, "the newest copy was let go for an older one"
    assert_sound(folder)


def command(folder: Path, *words: str) -> str:
    """What a command that is done says."""
    with at_home(folder) as path, redirect_stdout(io.StringIO()) as said, redirect_stderr(io.StringIO()) as told:
        assert cli.main(["--store", str(path), "--json", *words]) == 0, told.getvalue()
    return said.getvalue()
