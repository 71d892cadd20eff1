"""Files written for a person: whole or not at all, so that a full disk leaves no empty paper behind."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sai_thong.ground.errors import EnvironmentTrouble
from sai_thong.ground.language import _
from sai_thong.ground.log import logger

_REPLACE_TRIES = 10


class NotWritten(EnvironmentTrouble):
    """A file could not be written; what stood there before stands there still."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("The file {file} could not be written.").format(file=file),
            kept=_("Nothing was changed."),
            do=_("Choose another place, and see that the folder is there and the disk has room."),
        )


def replace(new: Path, path: Path) -> None:
    """Rename `new` over `path`, patient with virus scanners, which hold fresh files open for a moment on Windows."""
    for left in reversed(range(_REPLACE_TRIES)):
        try:
            new.replace(path)
            return
        except PermissionError:
            if sys.platform != "win32" or not left:
                raise
            time.sleep(0.05)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to; when the block ends, what was written there stands at `path`.

    What is no file, such as a pipe, is written to as it is.

    Raises:
        NotWritten: It could not be written, wherever in the block; nothing of it is left.
    """
    try:
        if path.exists() and not path.is_file():
            yield path
            return
        target = path.resolve()
        beside = target.with_name(f".{secrets.token_hex(6)}{path.suffix}")
        try:
            yield beside
            with beside.open("rb+") as written:
                os.fsync(written.fileno())
            replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as cause:
        raise NotWritten(path) from cause


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`.

    Raises:
        NotWritten: It could not be written; nothing of it is left.
    """
    with written_whole(path) as beside:
        beside.write_bytes(content)


def keep_choice(path: Path, text: str) -> None:
    """Keep what somebody chose at this machine; that the disk refuses is only logged: nothing of the office is lost.

    Args:
        path: A file of the program's own folder, made where it is missing.
        text: All of it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_text(text, encoding="utf-8")
        replace(beside, path)
    except OSError as error:
        logger("ui").warning("%s could not be kept: %s", path.name, type(error).__name__)
