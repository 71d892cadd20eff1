"""The offices' workbooks as clerks keep them: imported, run and closed by commands, they give their truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from sai_thong import cli
from sai_thong.db.store import Store
from sai_thong.demo.place import demo_clock
from sai_thong.registers.sensitive_sets import SENSITIVE_SETS
from tests.commands.conftest import CHEAP, STORE, CommandLine
from tests.commands.main_job import equals_truth

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
OFFICES = sorted(SAMPLES.glob("office-*"))


@pytest.mark.parametrize(
    "office",
    OFFICES
    or [
        pytest.param(None, marks=pytest.mark.skip(reason=f"the sample offices are not beside the checkout: {SAMPLES}"))
    ],
    ids=lambda office: office.name if office else "none",
)
def test_the_main_job_on_a_sample_office_equals_its_truth(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    password, clock = "รหัสผ่าน ทดสอบ", demo_clock()
    monkeypatch.setenv("SAI_THONG_PASSWORD", password)
    monkeypatch.setattr(cli, "SystemClock", lambda: clock)
    store, _sheets = Store.create(
        tmp_path / STORE, office="ทดสอบ", user="ก", password=password, clock=clock, sets=SENSITIVE_SETS, kdf=CHEAP
    )
    store.close()
    equals_truth(CommandLine(tmp_path, clock, capsys), office)
