"""Nobody but one module writes the access log, and every paper that is made is noted."""

from __future__ import annotations

import re
from pathlib import Path

import sai_thong

PROGRAM = Path(sai_thong.__file__).parent
WRITERS = {"db/access_log.py", "db/transaction.py", "sync/taking_over.py"}
MAKERS = {"forms/issuing.py", "forms/catalogue.py"}
"""What makes papers for others, who note them."""


def sources() -> dict[str, str]:
    found = PROGRAM.rglob("*.py")
    return {str(each.relative_to(PROGRAM).as_posix()): each.read_text(encoding="utf-8") for each in found}


def test_one_module_writes_the_access_log() -> None:
    assert {name for name, text in sources().items() if "note_access(" in text} == WRITERS


def test_whoever_makes_a_paper_of_the_catalogue_notes_it() -> None:
    made = re.compile(r"\bprepare(_numbered|_as_entered)?\((?!form\))")
    makers = {
        name
        for name, text in sources().items()
        if re.search(r"from sai_thong\.forms\.(catalogue|issuing) import [^\n]*prepare", text) and made.search(text)
    }
    assert len(makers - MAKERS) >= 4
    for name in makers - MAKERS:
        assert "note_paper(" in sources()[name], name
