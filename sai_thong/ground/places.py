"""Where this machine keeps what is the program's and not the office's: marks, logs, the user's choices."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

HOME_VARIABLE = "SAI_THONG_HOME"
"""Environment variable that puts the program's own folder elsewhere, for tests and for a program on a stick."""


def home() -> Path:
    """The program's own folder for this user: the environment variable, or where the system keeps such things."""
    return Path(os.environ.get(HOME_VARIABLE) or user_data_path("sai-thong", appauthor=False))


def log_folder() -> Path:
    """The folder of the log, below `home`."""
    return home() / "log"


def crash_folder() -> Path:
    """The folder of the reports of the program's own mistakes, below `home`."""
    return home() / "crash"
