"""A power cut while years are closed leaves each year closed whole or not at all, and loses none that was told."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.db.verify import verify_chain, verify_rows
from sai_thong.registers.assets.cards import NewAssets, add_assets
from sai_thong.registers.assets.closing_years import altered_years, closings, year_book
from sai_thong.registers.assets.records import Asset, FrozenDepreciation, SurveyLine
from sai_thong.registers.catalogue import RECORD_TYPES
from tests.registers.assets.closing_process import LAST_YEAR_BE

CLOSING = Path(__file__).with_name("closing_process.py")
PASSWORD = "ทดสอบ-saithong"
FIRST_YEAR_BE, CARDS, KILLS = 2558, 120, 4
CARD = Asset(
    name="โต๊ะ", class_code="400", cost_satang=2000000, acquired_on=date(2010, 10, 1), type_key="office", life_years=30
)


def test_a_killed_process_leaves_whole_years(store: Store, tmp_path: Path) -> None:
    add_assets(store, NewAssets(CARD, CARDS))
    store.close()
    chance, told = random.Random(2569), FIRST_YEAR_BE - 1
    for _ in range(KILLS):
        told = max(told, _killed(store.path, tmp_path, chance))
        with Store.open(store.path, password=PASSWORD, clock=store.clock, write=False) as left:
            years = [each.fiscal_year_be for each in closings(left)]
            assert years == list(range(FIRST_YEAR_BE, FIRST_YEAR_BE + len(years)))
            assert not years or years[-1] >= told, "a year that was told to be closed is open again"
            assert altered_years(left) == []
            for year in years:
                assert year_book(left, year).totals.assets == CARDS
                assert len(left.find(FrozenDepreciation, fiscal_year_be=year)) == CARDS
            assert len(left.find(SurveyLine)) == CARDS * len(years)
            connection = left.connection_for_reading()
            assert [*verify_chain(connection), *verify_rows(connection, RECORD_TYPES)] == []
    assert FIRST_YEAR_BE <= told < LAST_YEAR_BE


def _killed(path: Path, folder: Path, chance: random.Random) -> int:
    """Kill a closing process after one or two years, in the middle of the next; the last year it told."""
    process = subprocess.Popen(
        [sys.executable, CLOSING, path, PASSWORD, str(FIRST_YEAR_BE)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]), "SAI_THONG_HOME": str(folder / "home")},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(chance.randrange(1, 3))]
    process.kill()
    lines += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    return max([int(line) for line in lines if line.strip()], default=0)
