"""The starter starts the version that is pointed at, and goes back by itself where one does not show its window."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sai_thong.updates.installation import RESTART, Installation
from tests.updates.conftest import NEW, OLD
from tools.updates import layout

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="on Windows the compiled starter is tried (dev.py windows)"
)

SHOWS_A_WINDOW = 'rm -r "$(dirname "$0")/../trial"'
"""What the program does once its window stands, see `Installation.reached_window`."""


@pytest.fixture
def installed(tmp_path: Path) -> Installation:
    """Two versions laid out, the old one in use; each program writes its version and what it was given."""
    program = tmp_path / "made"
    program.mkdir()
    write(program, OLD)
    folder = layout.lay_out(program, tmp_path / "ทราย ทอง", str(OLD))
    installation = Installation(folder)
    installation.place(NEW).mkdir()
    write(installation.place(NEW), NEW)
    return installation


def write(folder: Path, version: object, ends: str = "exit 0") -> None:
    for name in (layout.WINDOW, layout.COMMANDS):
        script = folder / name
        script.write_text(f'#!/bin/sh\nprintf "{version}:%s;" "$@"\n{ends}\n', encoding="utf-8")
        script.chmod(0o755)


def start(installation: Installation, *arguments: str, name: str = layout.WINDOW) -> tuple[str, int]:
    command = [str(installation.folder / name), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    return done.stdout, done.returncode


def test_arguments_and_the_exit_code_go_through(installed: Installation) -> None:
    write(installed.place(OLD), OLD, "exit 7")
    for name in (layout.WINDOW, layout.COMMANDS):
        assert start(installed, "แฟ้ม ของ.saithong", "", name=name) == ("0.1.0:แฟ้ม ของ.saithong;0.1.0:;", 7)


def test_a_version_that_shows_its_window_stays(installed: Installation) -> None:
    write(installed.place(NEW), NEW, SHOWS_A_WINDOW)
    installed.switch_to(NEW)
    assert start(installed, "a") == ("0.1.1:a;", 0)
    write(installed.place(NEW), NEW, "exit 3")  # a crash of later is no reason to go back
    assert start(installed, "a") == ("0.1.1:a;", 3)
    assert installed.current == NEW
    assert installed.given_up() is None


def test_a_version_that_fails_at_once_is_left_at_once(installed: Installation) -> None:
    write(installed.place(NEW), NEW, "exit 1")
    installed.switch_to(NEW)
    assert start(installed, "a") == ("0.1.1:a;0.1.0:a;", 0)
    assert installed.current == OLD
    assert installed.given_up() == NEW


def test_a_version_that_never_shows_a_window_is_left_after_three_starts(installed: Installation) -> None:
    installed.switch_to(NEW)
    assert [start(installed, "a")[0] for _ in range(5)] == ["0.1.1:a;"] * 3 + ["0.1.0:a;"] * 2
    assert installed.given_up() == NEW


def test_a_version_that_is_gone_is_left(installed: Installation) -> None:
    installed.switch_to(NEW)
    shutil.rmtree(installed.place(NEW))
    assert start(installed, "a") == ("0.1.0:a;", 0)
    assert installed.current == OLD


def test_commands_do_not_count_as_tries(installed: Installation) -> None:
    installed.switch_to(NEW)
    for _ in range(4):
        start(installed, "a", name=layout.COMMANDS)
    assert start(installed, "a") == ("0.1.1:a;", 0)


def test_asked_to_restart_it_starts_what_is_pointed_at_then(installed: Installation) -> None:
    pointer = installed.folder / "current"
    write(installed.place(OLD), OLD, f'printf "app-{NEW}\\n" > "{pointer}"; exit {RESTART}')
    assert start(installed, "a") == ("0.1.0:a;0.1.1:a;", 0)


@pytest.mark.parametrize("written", ["", "app-", "app-../x", "../..", "app-9.9.9", "/bin", "app-0.1.1/../app-0.1.1"])
def test_a_pointer_that_names_nothing_here_is_not_followed(installed: Installation, written: str) -> None:
    (installed.folder / "current").write_text(written + "\n", encoding="ascii")
    assert start(installed, "a") == ("", 1)


def test_a_power_cut_between_the_marks_of_a_switch_does_no_harm(installed: Installation) -> None:
    """At every moment between two writes, the old or the new version is started, and no version counts as given up."""
    trial = installed.folder / "trial"
    installed.switch_to(NEW)
    (installed.folder / "current").write_text(f"app-{OLD}\n", encoding="ascii")
    for gone in ("", "trying"):
        (trial / gone).unlink() if gone else None
        assert start(installed, "a") == ("0.1.0:a;", 0)
        assert installed.given_up() is None
    installed.reached_window(OLD)
    assert not trial.exists()
