"""Write the SQL of a migration step that is not released yet from what the declarations ask for.

    python tools/schema_step.py 0003_assets

A released step is frozen and never written again: new record types and columns then get a step of their own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sai_thong.db import fixed_tables
from sai_thong.db.tables import schema_text
from sai_thong.registers import catalogue

MIGRATIONS = Path(__file__).resolve().parent.parent / "sai_thong" / "db" / "migrations"
_SHARED_SINCE = (
    ("settings", "key"),
    ("pictures", "key"),
    ("official_numbers", "place"),
    ("petition_defects", "petition_id"),
    ("destruction_lists", "year_be"),
)
"""Columns of released steps whose index was unique until several stations shared an office."""
STEPS = {
    "0003_assets": ((), catalogue.ASSETS_STEP),
    "0004_sync": (
        (
            *(
                statement
                for table, column in _SHARED_SINCE
                for statement in (
                    f"DROP INDEX {table}_{column}",
                    f"CREATE INDEX {table}_{column} ON {table}({column})",
                )
            ),
            *fixed_tables.OF_SYNC,
        ),
        catalogue.SYNC_STEP,
    ),
    "0005_trust": (fixed_tables.OF_TRUST, catalogue.TRUST_STEP),
}
"""What each step that is not released makes: the statements no register declares, then those of its record types."""


def step_text(name: str) -> str:
    """The SQL of a step."""
    fixed, record_types = STEPS[name]
    return "".join(f"{statement};\n" for statement in fixed) + schema_text(record_types)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=STEPS)
    step = parser.parse_args().step
    (MIGRATIONS / f"{step}.sql").write_text(step_text(step), encoding="utf-8", newline="\n")
