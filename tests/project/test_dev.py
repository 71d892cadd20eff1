"""`dev.py` on machines that lack something: it says what in words, installs it where it may, and never half-stops."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import dev
from tools.dev import benches, checks, environment, mutants, system_libraries
from tools.dev.system_libraries import NotReady
from tools.windows import __main__ as windows

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Machine:
    """A pretended Linux: what `ldd` reports, who we are, and how apt-get ends."""

    missing: list[str]
    root: bool = True
    debian: bool = True
    apt_ends: int = 0
    cures: bool = True
    ran: list[list[str]] = field(default_factory=list)

    def run(self, command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        self.ran.append(command)
        if command[0] == "ldd":
            found = "".join(f"\t{name} => not found\n" for name in self.missing)
            return subprocess.CompletedProcess(command, 0, f"x.so:\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n{found}", "")
        if command[:2] == ["apt-get", "install"] and not self.apt_ends and self.cures:
            self.missing = []
        return subprocess.CompletedProcess(command, self.apt_ends, "", "E: no link")


def _pretend(monkeypatch: pytest.MonkeyPatch, machine: Machine) -> None:
    """Put the machine in place of this one."""
    monkeypatch.setattr(system_libraries.sys, "platform", "linux")
    monkeypatch.setattr(system_libraries.subprocess, "run", machine.run)
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 0 if machine.root else 1000, raising=False)
    monkeypatch.setattr(system_libraries.shutil, "which", lambda _name: "/bin/apt-get" if machine.debian else None)


@pytest.fixture
def qt(tmp_path: Path) -> Path:
    """An environment with PySide6 in it."""
    (tmp_path / "lib/python3.11/site-packages/PySide6").mkdir(parents=True)
    return tmp_path


def test_nothing_is_installed_where_nothing_is_missing(qt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine([])
    _pretend(monkeypatch, machine)
    system_libraries.make_ready(qt)
    assert {command[0] for command in machine.ran} == {"ldd"}


def test_what_qt_misses_is_installed_by_its_debian_name(qt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(["libEGL.so.1", "libdbus-1.so.3"])
    _pretend(monkeypatch, machine)
    system_libraries.make_ready(qt)
    [install] = [command for command in machine.ran if command[:2] == ["apt-get", "install"]]
    assert install[-2:] == ["libdbus-1-3", "libegl1"]


@pytest.mark.parametrize(
    ("machine", "told"),
    [
        (Machine(["libEGL.so.1"], apt_ends=100), "E: no link"),
        (Machine(["libEGL.so.1"], root=False), "root:\n  apt-get install -y --no-install-recommends libegl1"),
        (Machine(["libEGL.so.1"], debian=False), "Install what your system calls: libegl1"),
        (Machine(["libEGL.so.1"], cures=False), "Qt still misses libEGL.so.1"),
    ],
    ids=["apt fails", "not root", "no Debian", "does not help"],
)
def test_what_cannot_be_installed_is_told(
    qt: Path, monkeypatch: pytest.MonkeyPatch, machine: Machine, told: str
) -> None:
    _pretend(monkeypatch, machine)
    with pytest.raises(NotReady) as trouble:
        system_libraries.make_ready(qt)
    assert told in str(trouble.value)


@pytest.mark.parametrize("machine", [Machine([]), Machine([], apt_ends=100), Machine([], root=False)])
def test_the_programs_of_some_tests_are_installed_or_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], machine: Machine
) -> None:
    _pretend(monkeypatch, machine)
    monkeypatch.setattr(system_libraries, "_PROGRAMS_OF_TESTS", {"/": "here", str(tmp_path / "none"): "chromium"})
    system_libraries.make_ready_for_tests()
    assert "chromium" in capsys.readouterr().out
    assert [each[-1] for each in machine.ran if each[:2] == ["apt-get", "install"]] == ["chromium"] * machine.root


def test_elsewhere_than_linux_qt_brings_all_it_needs(qt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(["libEGL.so.1"])
    _pretend(monkeypatch, machine)
    monkeypatch.setattr(system_libraries.sys, "platform", "win32")
    system_libraries.make_ready(qt)
    assert machine.ran == []


def test_a_changed_lock_is_installed_anew_and_an_unchanged_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "_STAMP", tmp_path / "stamp")
    monkeypatch.setattr(environment, "_works", lambda _interpreter: True)
    monkeypatch.setattr(environment, "_install", lambda: installed.append((tmp_path / "requirements.lock").read_text()))
    monkeypatch.setattr(system_libraries, "make_ready", lambda _venv: None)
    for text in ("one", "one", "two", "two"):
        (tmp_path / "requirements.lock").write_text(text)
        environment.make_ready()
    assert installed == ["one", "two"]


def test_one_failed_check_fails_the_whole_and_hides_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def pretend(*arguments: str, **_options: object) -> int:
        ran.append(arguments[1])
        return 1 if arguments[1] == "mypy" else 0

    monkeypatch.setattr(environment, "python", pretend)
    assert checks.run_all() == 1
    assert ran[-1] == "pytest"
    verdicts = [line for line in capsys.readouterr().out.splitlines() if line.endswith(("  ok", "  FAILED"))]
    assert [line.split()[0] for line in verdicts if line.endswith("FAILED")] == ["mypy"]
    assert len(verdicts) == len(ran)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("test -q", "what is for pytest stands after --: dev.py test -- -q"),
        ("bench search typing", "too much for bench: typing (dev.py bench --help)"),
        ("rum", "invalid choice: 'rum' (choose from 'run', 'test'"),
    ],
)
def test_what_is_typed_wrongly_is_told_with_what_would_be_right(
    capsys: pytest.CaptureFixture[str], typed: str, told: str
) -> None:
    with pytest.raises(SystemExit) as left:
        dev.main(typed.split())
    assert left.value.code == 2
    assert told in capsys.readouterr().err


def test_a_name_that_nothing_has_is_told_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert windows.main(["installs", "no-such-trial"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("There is no trial no-such-trial. There are: installs_without_a_question,")
    with pytest.raises(NotReady, match=r"There is no bench 'no-such-bench'\. There are: .*search"):
        benches.run("no-such-bench", as_json=False)
    with pytest.raises(NotReady, match="has no mutant named no such mutant"):
        mutants.main(["no such mutant"])


def test_what_ci_runs_is_what_people_run() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="ascii").splitlines()
    assert lines == ["#!/bin/sh", "exec python3 dev.py test"]
