"""The published workbook of complaints tells no month by itself while it might tell whose complaint was counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sai_thong.db.store import Store
from sai_thong.exchange.petition_figures import ReportTime, export_figures
from sai_thong.registers.petitions.figures import FEW_COMPLAINTS, Half, corruption_figures
from sai_thong.registers.petitions.intake import Intake, take
from sai_thong.registers.petitions.numbers import open_numbers
from sai_thong.registers.petitions.terms import Channel, Naming

TIME = ReportTime(2570, Half.WHOLE)


def first_column(path: Path) -> list[Any]:
    return [row[0].value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows()]


@pytest.mark.parametrize(("complaints", "told_apart"), [(FEW_COMPLAINTS - 1, False), (FEW_COMPLAINTS, True)])
def test_few_complaints_are_told_together_only(
    store: Store, tmp_path: Path, complaints: int, *, told_apart: bool
) -> None:
    open_numbers(store, 2569, confidential=True)
    for number in range(complaints):
        take(store, Intake("corruption", f"เรื่องที่ {number}", Channel.POST, naming=Naming.ANONYMOUS))
    out = tmp_path / "complaints.xlsx"
    export_figures(store, corruption_figures(store, TIME.fiscal_year_be, TIME.half), out, time=TIME)
    written = first_column(out)
    assert ("พฤศจิกายน 2569" in written) is told_apart
    assert "รวม" in written
