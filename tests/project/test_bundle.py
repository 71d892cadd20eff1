"""The program as it is installed: made by build.spec for this system, it works away from the checkout and Python."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from tools.bundling.building import build
from tools.bundling.contents import brought_along

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "รหัสผ่านของสำนักงาน"
_OPENS_WITHIN_SECONDS = 60


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("bundle"))


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder named as offices name theirs."""
    return tmp_path_factory.mktemp("สำนักงาน อบต. ทรายทอง")


@pytest.fixture(scope="module")
def office(bundle: Path, away: Path) -> Path:
    """An office's file, made by the program itself."""
    store = away / "ทรายทอง.saithong"
    run(bundle, away, "office", "create", "--name", "ทรายทอง", "--code", "99710101")
    return store


def bare_environment(away: Path) -> dict[str, str]:
    """No Python, no checkout, no path to either."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {
        "HOME": str(away),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "SAI_THONG_HOME": str(away / "home"),
        "SAI_THONG_PASSWORD": PASSWORD,
        "SAI_THONG_NEW_PASSWORD": PASSWORD,
    }


def program(bundle: Path, name: str) -> str:
    return str(bundle / (f"{name}.exe" if sys.platform == "win32" else name))


def run(bundle: Path, away: Path, *arguments: str) -> str:
    command = [program(bundle, "sai-thong"), "--store", str(away / "ทรายทอง.saithong"), *arguments]
    done = subprocess.run(
        command, cwd=away, env=bare_environment(away), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_holds_what_it_needs_and_nothing_of_its_making(bundle: Path) -> None:
    inside = bundle / "_internal"
    held = {each.relative_to(inside).as_posix() for each in inside.rglob("*") if each.is_file()}
    resources = [each.relative_to(ROOT).as_posix() for each in (ROOT / "resources").rglob("*") if each.is_file()]
    assert set(resources) <= held
    assert {f"licences/{name}" for name in ("LICENSE", "NOTICE", "sbom.cdx.json")} <= held
    told = {each.split("/")[1] for each in held if each.startswith("licences/")}
    assert {each.metadata["Name"] for each in brought_along()} - told == set()
    of_its_making = re.compile(r"pytest|hypothesis|/tests?/|\.po$|sai_thong/demo")
    assert [each for each in held if of_its_making.search(each)] == []


def test_it_imports_a_book_and_prints_a_paper(bundle: Path, away: Path, office: Path) -> None:
    subprocess.run([sys.executable, "-m", "sai_thong.demo", str(away / "demo"), "--elders", "20"], cwd=ROOT, check=True)
    book = away / "demo" / "workbooks" / "elders.xlsx"
    run(bundle, away, "import", "citizens", str(book), "--scheme", "old-age")
    run(bundle, away, "print", "payment-list", "--month", "2569-11", "-o", "รายชื่อ.pdf")
    text = "".join(page.extract_text() for page in PdfReader(away / "รายชื่อ.pdf").pages)
    assert "บัญชีรายชื่อ" in text
    assert office.read_bytes()[:15] != b"SQLite format 3"


def test_its_window_opens(bundle: Path, away: Path, office: Path) -> None:
    command = [program(bundle, "SaiThong"), str(office)]  # as a double click on the file does
    pause = threading.Event()
    log, until = away / "home" / "log" / "sai-thong.log", time.monotonic() + _OPENS_WITHIN_SECONDS
    with subprocess.Popen(command, cwd=away, env=bare_environment(away), stderr=subprocess.PIPE, text=True) as window:
        try:
            while "the window is open" not in (log.read_text(encoding="utf-8") if log.is_file() else ""):
                assert window.poll() is None, window.stderr.read()
                assert time.monotonic() < until
                pause.wait(0.05)
        finally:
            window.send_signal(signal.SIGTERM)
    assert not re.search(r" (WARNING|ERROR|CRITICAL) ", log.read_text(encoding="utf-8"))
