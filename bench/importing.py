"""An import of 20,000 rows against reading and inserting the same rows by the libraries alone."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import Figure
from bench.made.offices import empty_office, folder
from sai_thong.db.search import indexed_text
from sai_thong.db.store import Store
from sai_thong.demo.people import make_population
from sai_thong.demo.place import DEMO_DAY
from sai_thong.demo.workbooks import write_workbooks
from sai_thong.exchange.importing import apply_import
from sai_thong.exchange.planning import plan_file
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.law.terms import Scheme

ROWS = 20_000
MOST_TIMES_THE_FLOOR = 3
FLOOR = Path(__file__).parent / "floors" / "import_floor.py"


def measure() -> list[Figure]:
    """Import, then let the floor insert what was written into an empty store of the same schema."""
    with folder() as place:
        books = write_workbooks(place, make_population(1, ROWS, DEMO_DAY))
        with empty_office(place / "ours.saithong") as store:
            started = time.perf_counter()
            plan = plan_file(books.elders, scheme=Scheme.OLD_AGE, today=DEMO_DAY)
            planned = time.perf_counter()
            apply_import(store, plan)
            written = time.perf_counter()
            rows = _rows_written(store)
        floor = _floor(place, books.elders, rows)
    ours = written - started
    bare = floor["reading"] + floor["inserting"]
    return [
        Figure("rows looked at", plan.rows, "rows"),
        Figure("planning: reading, understanding, checking", planned - started, "s"),
        Figure("writing: citizens, claims, search, journal", written - planned, "s"),
        Figure("floor: calamine alone", floor["reading"], "s"),
        Figure("floor: insert_all of the same rows, bare journal", floor["inserting"], "s"),
        Figure("import against the floor", ours / bare, "×", most=MOST_TIMES_THE_FLOOR),
    ]


def _rows_written(store: Store) -> dict[str, list[Any]]:
    """Table → rows as they stand after the import, search words among them."""
    tables = ("files", "offices", "citizens", "allowance_claims", "payment_channels", "journal")
    rows: dict[str, list[Any]] = {
        table: [_plain(row) for row in store.query(f"SELECT * FROM {table}")] for table in tables
    }
    rows["citizens_search"] = [[number, indexed_text(each)] for number, each in enumerate(store.find(Citizen), start=1)]
    return rows


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}


def _floor(place: Path, workbook: Path, rows: dict[str, list[Any]]) -> dict[str, float]:
    with empty_office(place / "floor.saithong") as store:
        key = store.keys.data_key.hex()
        path = store.path
    rows["offices"] = []  # the floor's own office stands already
    rows_file = place / "rows.json"
    rows_file.write_text(json.dumps(rows), encoding="utf-8")
    command = [sys.executable, str(FLOOR), str(path), key, str(workbook), str(rows_file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer
