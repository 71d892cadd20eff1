"""Starting is quick because nothing heavy is imported before the page or the command that needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

_PAPERS = {"reportlab", "uharfbuzz", "fontTools", "pypdfium2", "PIL", "nlpo3", "segno"}
_WORKBOOKS = {"python_calamine", "xlsxwriter", "openpyxl"}
_NETWORK = {"http.client", "urllib.request", "httpx", "asyncio", "ssl"}
_STORE = {"sqlcipher3", "sqlite3", "sqlite_utils", "argon2", "cryptography", "filelock"}
_BEYOND_THE_FIRST_SCREEN = {"logging.handlers", "multiprocessing", "pickle", "socket"} | {
    "PySide6.QtSvg",
    "PySide6.QtPrintSupport",
    "sai_thong.thai.words",
}
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


SHOW_THE_UNLOCK_SCREEN = """
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from sai_thong.app import Program
from sai_thong.ground import log
from sai_thong.ground.clock import SystemClock
from sai_thong.ui.entrance import recent

folder = Path(sys.argv[1])
(folder / "office.saithong").touch()
recent.save(folder / "recent.json", recent.Recent(str(folder / "office.saithong"), "วัด", ("วัด",)))
log.start(folder)
application = QApplication(sys.argv[:1])
program = Program(application, folder, SystemClock())
program.start(None, None)
for window in application.topLevelWidgets():
    window.grab()
print(*sys.modules)
"""


def test_the_painted_unlock_screen_has_loaded_neither_the_store_nor_what_comes_after_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW_THE_UNLOCK_SCREEN, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "sai_thong.ui.unlock" in loaded
    assert loaded & (_HEAVY | _STORE | _BEYOND_THE_FIRST_SCREEN) == set()
