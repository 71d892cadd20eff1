"""Newer versions: taken from a stick, started by the starter, and left by itself where one shows no window."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.updates.installation import Installation
from sai_thong.updates.versions import Version
from tools.updates.another_version import as_version, publish, ring_of
from tools.updates.layout import lay_out
from tools.windows.installed import Installed
from tools.windows.screen import await_that
from tools.windows.wine import StepFailed

_PLATFORM: Final = "windows-x86_64"
_FIRST, _SECOND, _THIRD = (Version.read(each) for each in ("0.1.0", "0.1.1", "0.1.2"))
_SECONDS: Final = 120


def updates_itself_and_comes_back(installed: Installed) -> str:
    """From a stick to the next version; and back from one that does not start."""
    folder, stick = installed.wine.work / "ปรับรุ่น", installed.folder / "stick"
    for each in (folder, stick):
        shutil.rmtree(each, ignore_errors=True)
    folder.mkdir()
    made = Installation(installed.wine.work / "house")
    key = Ed25519PrivateKey.generate()
    first = as_version(made.place(made.current), folder / "first", str(_FIRST), ring_of(key))
    installation = Installation(lay_out(first, folder / "ทราย ทอง", str(_FIRST)))
    new = as_version(made.place(made.current), folder / "new", str(_SECOND), ring_of(key))
    package = publish(new, str(_SECOND), _PLATFORM, former=installation.place(_FIRST), into=stick, key=key)

    updated = replace(installed, program=installation.folder)
    updated.run("update", "install", "--from", "stick")
    if not installation.on_trial or str(_SECOND) not in updated.run("--version"):
        raise StepFailed("the new version is not the one that is started")
    with updated.window():
        await_that(lambda: not installation.on_trial, "the trial did not end", _SECONDS)
        updated.screen.picture("80 updated")

    broken = as_version(made.place(made.current), installation.place(_THIRD), str(_THIRD), ring_of(key))
    (broken / "SaiThong.exe").unlink()
    (broken / "SaiThong.exe").write_bytes(b"no program")
    installation.switch_to(_THIRD)
    with updated.window():
        await_that(lambda: installation.versions() == [_FIRST, _SECOND], "it was not left for good", _SECONDS)
        updated.screen.picture("81 came back")
    if installation.current != _SECOND:
        raise StepFailed(f"{installation.current} is started")
    return f"{package.size / 1000:.0f} kB to the next version, and back from one that does not start"
