"""The command line as other programs meet it: real processes, pipes and a second writer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sai_thong.cli import COMMANDS
from tests.commands.main_job import equals_truth

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from sai_thong.db.store import Store
from sai_thong.ground.clock import SystemClock
with Store.open(Path(sys.argv[1]), password="saithong-demo", clock=SystemClock()):
    print("open", flush=True)
    sys.stdin.read()
"""
_HEAVY = (
    "PySide6",
    "reportlab",
    "uharfbuzz",
    "fontTools",
    "pypdfium2",
    "PIL",
    "python_calamine",
    "xlsxwriter",
    "babel",
)


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def sai_thong(store: Path, *words: object, **more: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sai_thong.cli", "--store", str(store), *map(str, words)],
        capture_output=True,
        env=environment(**more),
        check=False,
        stdin=subprocess.DEVNULL,
    )


def done(store: Path, *words: object) -> Any:
    """The JSON document of a command that is done and says nothing else."""
    ran = sai_thong(store, "--json", *words)
    assert (ran.returncode, ran.stderr) == (0, b"")
    return json.loads(ran.stdout.decode("utf-8"))


@contextmanager
def window_open_on(store: Path) -> Iterator[None]:
    """Another process that holds the office's file for writing."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline().strip() == b"open"
    try:
        yield
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def test_a_second_writer_is_told_who_holds_the_file(living: Any) -> None:
    with window_open_on(living.store):
        ran = sai_thong(living.store, "allowances", "close", "--month", "2569-11")
        assert (ran.returncode, ran.stdout) == (1, b"")
        assert "นักพัฒนาชุมชน" in ran.stderr.decode("utf-8")
    assert living("allowances", "month", "--month", "2569-11")["state"] == "preparing"


def test_reading_works_beside_an_open_window(living: Any) -> None:
    someone = living("citizens", "list")[0]
    with window_open_on(living.store):
        assert someone in done(living.store, "citizens", "list")
        assert living("citizens", "search", someone["citizen_id"])
        assert living("allowances", "run", "--month", "2569-11")["lines"]
        assert living("verify")["ok"] is True
        assert living("print", "payment-list", "--month", "2569-11", "-o", living.folder / "x.pdf")["pages"]
        assert living("export", "citizens", "-o", living.folder / "x.xlsx")["rows"]
        assert living("backup", "make", "-o", living.folder / "x.saithong-backup")["bytes"]
        book = living.books / "elders.xlsx"
        assert living("import", "citizens", book, "--dry-run")["created"] >= 0


def test_a_writer_killed_leaves_the_file_free(living: Any) -> None:
    with window_open_on(living.store):
        pass
    assert sai_thong(living.store, "settings", "set", "papers.digits", "arabic").returncode == 0


def test_thai_comes_through_whatever_the_code_page(living: Any) -> None:
    for encoding in ("ascii", "cp874"):
        ran = sai_thong(living.store, "citizens", "list", PYTHONIOENCODING=encoding, LC_ALL="C")
        assert "นาง" in ran.stdout.decode("utf-8")
    wrong = sai_thong(living.store, "allowances", "run", PYTHONIOENCODING="cp1252", LC_ALL="C")
    assert "ยังขาด" in wrong.stderr.decode("utf-8")


def test_a_reader_that_has_seen_enough_is_no_error(living: Any) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "sai_thong.cli", "--store", str(living.store), "--json", "citizens", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_the_password_may_come_through_a_pipe(living: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAI_THONG_PASSWORD")
    words = [sys.executable, "-m", "sai_thong.cli", "--store", str(living.store), "--json", "today"]
    piped = subprocess.run(words, input=b"saithong-demo\n", capture_output=True, env=environment(), check=True)
    assert json.loads(piped.stdout)["duties"]
    none = subprocess.run(words, input=b"", capture_output=True, env=environment(), check=False)
    assert (none.returncode, none.stdout) == (1, b"")
    assert "SAI_THONG_PASSWORD" in none.stderr.decode("utf-8")
    assert b"Warning" not in none.stderr


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("citizens", "list"), set()),
        (("today",), set()),
        (("allowances", "run", "--month", "2569-11"), set()),
        (("verify",), set()),
        (("import", "citizens", "{books}/disabled.csv", "--dry-run"), {"python_calamine", "xlsxwriter"}),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_a_command_loads_only_what_it_needs(living: Any, words: tuple[str, ...], needed: set[str]) -> None:
    told = [word.format(books=living.books) for word in words]
    script = "import sys; from sai_thong.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", script, "--store", str(living.store), *told],
        capture_output=True,
        env=environment(),
        check=True,
    )
    modules = ran.stderr.decode("utf-8").split()
    assert {name.partition(".")[0] for name in modules} & set(_HEAVY) <= needed
    assert 1 <= len({f"sai_thong.commands.{name}" for name in COMMANDS} & set(modules)) <= 2


def test_the_main_job_on_the_made_up_office_equals_its_truth(fresh: Any) -> None:
    equals_truth(partial(done, fresh.store), fresh.books)
    paper = fresh.folder / "list.pdf"
    assert done(fresh.store, "print", "payment-list", "--month", "2569-11", "-o", paper)["pages"]
    assert done(fresh.store, "verify")["ok"] is True
