"""Starting is quick because nothing heavy is imported before the page or the command that needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

_PAPERS = {"reportlab", "uharfbuzz", "fontTools", "pypdfium2", "PIL", "nlpo3", "segno"}
_WORKBOOKS = {"python_calamine", "xlsxwriter", "openpyxl"}
_NETWORK = {"http.client", "urllib.request", "httpx", "asyncio", "ssl"}
_OTHERS = {"holidays", "babel", "hypothesis", "pytest"}
_HEAVY = _PAPERS | _WORKBOOKS | _NETWORK | _OTHERS


def _modules_after_import(module: str) -> set[str]:
    """Every module loaded once `module` is, in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}, sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["sai_thong.app", "sai_thong.cli"])
def test_starting_imports_nothing_heavy(module: str) -> None:
    loaded = _modules_after_import(module)
    assert module in loaded
    assert loaded & _HEAVY == set()


def test_the_command_line_starts_without_qt() -> None:
    assert [name for name in _modules_after_import("sai_thong.cli") if name.startswith("PySide6")] == []


def test_the_unlock_screen_loads_no_page_of_the_window() -> None:
    pages = {name for name in _modules_after_import("sai_thong.app") if name.startswith("sai_thong.ui.pages.")}
    assert pages == set()
