"""An office made once by a test process and copied for each test: making one takes ten to forty times as long."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import pytest

from sai_thong.ground.places import home

Made = TypeVar("Made")


class MadeOnce(Generic[Made]):
    """What was made in a folder, with the home of the machine that made it: a copy of both is the same file there.

    Attributes:
        made: What the making answered.
    """

    def __init__(self, folder: Path, make: Callable[[Path], Made]) -> None:
        self._folder = folder
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SAI_THONG_HOME", str(folder / "home"))
            self.made = make(folder / "office")

    def copy(self, into: Path) -> Path:
        """Copy it to `into`, which is not there yet, as if it had been made there by this test's machine."""
        shutil.copytree(self._folder / "office", into)
        if (self._folder / "home").is_dir():
            shutil.copytree(self._folder / "home", home(), dirs_exist_ok=True)
        return into
