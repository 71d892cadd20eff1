"""The equipment books of the sample offices are read exactly as their truth says, in any order of their columns."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sai_thong.exchange.assets.reading import AssetReading, read_asset_sheets
from sai_thong.exchange.workbooks import Sheet, read_workbook

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"
OFFICES = sorted(SAMPLES.glob("office-*")) or [None]

pytestmark = [
    pytest.mark.skipif(OFFICES == [None], reason=f"the sample offices are not beside the checkout: {SAMPLES}"),
    pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.name if office else "none"),
]


def truth_of(office: Path) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((office / "truth.json").read_text(encoding="utf-8"))
    return truth


def plain(reading: AssetReading) -> list[dict[str, Any]]:
    return [
        {
            "no": row.number,
            "name": row.name,
            "acquired": row.acquired_on and row.acquired_on.isoformat(),
            "price": row.price_satang and row.price_satang / 100,
            "condition": row.condition,
        }
        for row in reading.rows
    ]


def test_the_equipment_book_equals_the_truth(office: Path) -> None:
    truth = truth_of(office)
    reading = read_asset_sheets(read_workbook(office / "assets.xlsx"), today=date.fromisoformat(truth["on"]))
    assert plain(reading) == truth["assets"]
    assert reading.doubtful == ()
    assert {row.status is None for row in reading.rows} == {False}
    assert {len(row.cards) for row in reading.rows} == {1}


def test_the_order_of_the_columns_does_not_matter(office: Path) -> None:
    truth = truth_of(office)
    [sheet] = read_workbook(office / "assets.xlsx")
    width = max(map(len, sheet.rows))
    order = Random(office.name).sample(range(width), width)
    shuffled = [tuple(row[column] if column < len(row) else None for column in order) for row in sheet.rows]
    reading = read_asset_sheets([Sheet(sheet.name, shuffled)], today=date.fromisoformat(truth["on"]))
    assert plain(reading) == truth["assets"]
