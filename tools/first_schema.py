"""Write the SQL that the declarations ask for: the text a new migration starts from.

    python tools/first_schema.py > sai_thong/db/migrations/0001_office.sql

Only for a step that is not released yet: a released step is frozen and never written again.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sai_thong.db.fixed_tables import OF_THE_STORE as STATEMENTS
from sai_thong.db.tables import schema_text
from sai_thong.registers.catalogue import OFFICE_STEP as RECORD_TYPES

if __name__ == "__main__":
    fixed = "".join(f"{statement};\n" for statement in STATEMENTS)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(fixed + schema_text(RECORD_TYPES))
