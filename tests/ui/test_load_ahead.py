"""While the password is typed the window's parts are loaded, so that after it nothing is left to load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sai_thong.ui.pages import PAGES

ROOT = Path(__file__).resolve().parents[2]

LOAD_AND_OPEN = """
import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

import sai_thong.app
from sai_thong.ui.load_ahead import LoadAhead, parts_of_window

application = QApplication(sys.argv[:1])
owner = QObject()
LoadAhead(parts_of_window(sys.argv[1]), owner)
while "sai_thong.ui.pages." + sys.argv[1] not in sys.modules:
    application.processEvents()
before = set(sys.modules)

from sai_thong.db import slots
from sai_thong.db.store import Store
from sai_thong.registers.office.operations import current_office
from sai_thong.ui.pages import PAGES
from sai_thong.ui.shell import Shell
from sai_thong.ui.side_bar import OfficeHeading

print(*sorted(set(sys.modules) - before))
"""


@pytest.mark.parametrize("page", ["citizens", "today"])
def test_nothing_of_the_window_is_left_to_load(page: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD_AND_OPEN, page],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == []


LOAD_PAGES = """
import sys
from importlib import import_module

from sai_thong.ui.load_ahead import parts_of_pages

for module in parts_of_pages():
    import_module(module)
print(*sys.modules)
"""


def test_the_pages_load_ahead_without_what_draws_papers_and_reads_workbooks() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD_PAGES], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert {spec.factory.partition(":")[0] for spec in PAGES} <= loaded
    assert loaded & {"reportlab", "pypdfium2", "python_calamine", "xlsxwriter"} == set()
