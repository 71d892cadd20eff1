"""Files that a command is given to read."""

from __future__ import annotations

from pathlib import Path

from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ground.language import _


class FileOutOfReach(EnvironmentTrouble):
    """A file cannot be read."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("The file {file} cannot be read.").format(file=file.name),
            kept=_("Nothing was changed."),
            do=_("See that the file is there, and try again."),
        )


def read_file(file: Path) -> bytes:
    """The bytes of a file; `FileOutOfReach` when they cannot be read."""
    try:
        return file.read_bytes()
    except OSError as cause:
        raise FileOutOfReach(file) from cause
