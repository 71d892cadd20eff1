"""Where updates come from: a folder, which may lie on a stick or a network drive, or the province's server."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

from sai_thong.updates.refusals import NoneFound, Unreachable

PIECE: Final = 512 * 1024
"""Bytes asked for at a time: on the slowest line about a minute."""


class Source(Protocol):
    """A place with files of updates. What it gives is believed only by signature and hash."""

    def piece(self, name: str, start: int, most: int) -> bytes:
        """At most so many bytes of a file from one of its bytes on; fewer where it ends or the line broke.

        Raises:
            NoneFound: There is no such file.
            Unreachable: Nothing came.
        """


class FolderSource:
    """A folder with the files of updates.

    Args:
        folder: The folder, or one that holds it under the name `FOLDER`, as the root of a stick does.
    """

    FOLDER: Final = "sai-thong-updates"

    def __init__(self, folder: Path) -> None:
        inside = folder / self.FOLDER
        self._folder = inside if inside.is_dir() else folder

    def piece(self, name: str, start: int, most: int) -> bytes:
        """Bytes of a file, see `Source`."""
        try:
            with (self._folder / name).open("rb") as file:
                file.seek(start)
                return file.read(most)
        except FileNotFoundError as error:
            raise NoneFound from error
        except OSError as error:
            raise Unreachable from error


def whole(source: Source, name: str, most: int) -> bytes:
    """A small file to its end.

    Raises:
        NoneFound: There is no such file, or it is larger than `most` bytes.
        Unreachable: It broke off.
    """
    came = b""
    while piece := source.piece(name, len(came), most + 1 - len(came)):
        came += piece
        if len(came) > most:
            raise NoneFound
    return came
