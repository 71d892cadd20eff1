"""The program as it is installed: made by build.spec for this system, it works away from the checkout and Python."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pypdf import PdfReader

from sai_thong.updates.installation import PLATFORM, Installation
from sai_thong.updates.memory import Memory
from sai_thong.updates.versions import Version
from tools.bundling.building import build
from tools.bundling.contents import brought_along
from tools.updates.another_version import as_version, publish, ring_of
from tools.updates.layout import lay_out

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
    run(bundle, away, "assets", "add", "--name", "เก้าอี้", "--number", "401-70-0001", "--price", "2,500")
    run(bundle, away, "assets", "label", "401-70-0001", "-o", "ป้าย.pdf")
    assert "401-70-0001" in PdfReader(away / "ป้าย.pdf").pages[0].extract_text()


@contextmanager
def open_window(program_file: Path, away: Path, office: Path) -> Iterator[subprocess.Popen[str]]:
    """The window, open on the office as after a double click on its file; ended after the block."""
    log, until = away / "home" / "log" / "sai-thong.log", time.monotonic() + _OPENS_WITHIN_SECONDS
    before, pause = len(log.read_text(encoding="utf-8")) if log.is_file() else 0, threading.Event()
    command = [str(program_file), str(office)]
    with subprocess.Popen(command, cwd=away, env=bare_environment(away), stderr=subprocess.PIPE, text=True) as window:
        try:
            while "the window is open" not in (log.read_text(encoding="utf-8") if log.is_file() else "")[before:]:
                assert window.poll() is None, window.stderr.read()
                assert time.monotonic() < until
                pause.wait(0.05)
            yield window
        finally:
            window.send_signal(signal.SIGTERM)
    assert not re.search(r" (WARNING|ERROR|CRITICAL) ", log.read_text(encoding="utf-8"))


def test_its_window_opens(bundle: Path, away: Path, office: Path) -> None:
    with open_window(Path(program(bundle, "SaiThong")), away, office):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the installed program is updated by dev.py windows")
def test_it_updates_itself_and_comes_back_where_a_version_shows_no_window(
    bundle: Path, away: Path, office: Path, tmp_path: Path
) -> None:
    key = Ed25519PrivateKey.generate()
    ring = ring_of(key)
    folder = lay_out(as_version(bundle, tmp_path / "0.1.0", "0.1.0", ring), tmp_path / "ทราย ทอง", "0.1.0")
    installation, offered = Installation(folder), tmp_path / "offered"
    first, second, third = (Version.read(each) for each in ("0.1.0", "0.1.1", "0.1.2"))

    new = as_version(bundle, tmp_path / "new", "0.1.1", ring)
    package = publish(new, "0.1.1", PLATFORM, former=installation.place(first), into=offered, key=key)
    assert package.size < 1_000_000
    run(folder, away, "update", "install", "--from", str(offered))
    assert "0.1.1" in run(folder, away, "--version")
    assert installation.on_trial
    with open_window(folder / "SaiThong", away, office):
        until(lambda: not installation.on_trial)
    assert installation.current == second

    broken = as_version(bundle, installation.place(third), "0.1.2", ring)
    (broken / "SaiThong").unlink()
    (broken / "SaiThong").write_text("#!/bin/sh\nexit 1\n")
    (broken / "SaiThong").chmod(0o755)
    installation.switch_to(third)
    with open_window(folder / "SaiThong", away, office):
        until(lambda: installation.versions() == [first, second])
    assert installation.current == second
    assert Memory(away / "home" / "updates").remembered().given_up == ("0.1.2",)


def until(happened: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    pause, end = threading.Event(), time.monotonic() + _OPENS_WITHIN_SECONDS
    while not happened():
        assert time.monotonic() < end
        pause.wait(0.05)
