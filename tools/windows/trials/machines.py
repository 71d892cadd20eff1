"""The office's file between machines: Linux and Windows, the province's server, a backup and the way back."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tools.bundling.building import ROOT
from tools.windows.installed import STORE, Installed
from tools.windows.screen import await_that
from tools.windows.wine import StepFailed

_OFFICE_CODE: Final = "99710101"


def gives_its_file_to_linux_and_takes_it_back(installed: Installed) -> str:
    """What Windows wrote is verified and gone on with on Linux, and that is read on Windows."""
    installed.on_linux("verify")
    installed.on_linux("citizens", "add", "--first-name", "ลินุกซ์", "--last-name", "ทรายงาม", "--birth", "12/1/2489")
    if "ลินุกซ์" not in installed.run("citizens", "search", "ลินุกซ์"):
        raise StepFailed("what Linux wrote is not read on Windows")
    installed.run("verify")
    return "both ways, and verified by both"


def syncs_with_a_server(installed: Installed) -> str:
    """A round with a real server over the loopback, and a second computer that reads the order."""
    folder = installed.wine.work / "province"
    folder.mkdir(exist_ok=True)
    with _server(folder) as address:
        installed.run("sync", "enrol", _code(folder), "--server", address)
        installed.run("sync", "--once")
        waiting = installed.ask("sync", "status")
        joined = ("office", "join", _code(folder), "--server", address)
        installed.run("--user", _user(installed), *joined, store="สอง.saithong", home="home-2")
        people = [len(installed.ask("citizens", "list", store=each)) for each in (STORE, "สอง.saithong")]
    if people[0] != people[1] or not people[0]:
        raise StepFailed(f"{people[0]} people here, {people[1]} on the second computer; {waiting}")
    return f"{people[1]} people on a second computer"


def backs_up_and_restores(installed: Installed) -> str:
    """A backup, checked and restored beside, holds what the file holds."""
    installed.run("backup", "make", "-o", "สำรอง.saithong-backup")
    installed.run("backup", "verify", "สำรอง.saithong-backup")
    installed.run("backup", "restore", "สำรอง.saithong-backup", store="กู้คืน.saithong")
    people = [len(installed.ask("citizens", "list", store=each)) for each in (STORE, "กู้คืน.saithong")]
    if people[0] != people[1]:
        raise StepFailed(f"{people[0]} people before, {people[1]} after")
    size = (installed.folder / "สำรอง.saithong-backup").stat().st_size / 1e6
    return f"{people[1]} people again, from {size:.1f} MB"


def _user(installed: Installed) -> str:
    recent = json.loads((installed.folder / "home" / "recent.json").read_text(encoding="utf-8"))
    return str(recent["users"][0])


def _authority(folder: Path, *arguments: str) -> list[str]:
    database = f"sqlite:///{folder / 'province.sqlite'}"
    return [sys.executable, "-m", "sai_thong.server.cli", "--database", database, *arguments]


def _code(folder: Path) -> str:
    """A code for one computer."""
    command = _authority(folder, "--json", "enrol", "--office", _OFFICE_CODE)
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return str(json.loads(said)["code"])


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """The province's server in a process of its own; its address."""
    (folder / "province.sqlite").unlink(missing_ok=True)
    add = _authority(folder, "office", "add", "--code", _OFFICE_CODE, "--name", "อบต.ทรายทอง", "--district", "ทรายทอง")
    subprocess.run(add, cwd=ROOT, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        _authority(folder, "serve", "--port", str(port)),
        cwd=ROOT,
        env=os.environ.copy(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as serving:
        try:
            await_that(lambda: _answers(address), "the server does not answer")
            yield address
        finally:
            serving.terminate()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
