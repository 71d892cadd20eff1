"""The list of a version's files: what each is, to the byte. A folder is that version exactly when it fits its list."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path, PurePosixPath
from typing import Final

from sai_thong.updates.refusals import UnreadableRelease

MOST_FILES: Final = 20_000
MOST_FILE: Final = 256 * 1024 * 1024
MOST_IN_ALL: Final = 1024 * 1024 * 1024
_SAFE: Final = re.compile(r"[^\x00-\x1f\\/:*?\"<>|]{1,200}")
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever comes behind a dot."""


class Kind(IntEnum):
    """What a file is to the system."""

    PLAIN = 0
    EXECUTABLE = 1
    """It may be run, where systems ask for that."""
    LINK = 2
    """It stands for another file of the version; its content is the way there. Windows has none."""


@dataclass(frozen=True)
class ProgramFile:
    """One file of a version.

    Attributes:
        path: Below the version's folder, with forward slashes.
        size: Bytes.
        digest: SHA-256, hex.
        kind: What it is to the system.
    """

    path: str
    size: int
    digest: str
    kind: Kind


@dataclass(frozen=True)
class Manifest:
    """Every file of a version, by path."""

    files: tuple[ProgramFile, ...]

    def to_bytes(self) -> bytes:
        """What `read_manifest` reads, the same bytes for the same files."""
        rows = [[each.path, each.size, each.digest, each.kind.value] for each in self.files]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of the list, hex."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


def read_manifest(data: bytes) -> Manifest:
    """A list of files.

    Raises:
        UnreadableRelease: It is none, or names a file outside its folder or more than a version may hold.
    """
    try:
        files = tuple(
            ProgramFile(str(path), int(size), str(digest), Kind(kind)) for path, size, digest, kind in json.loads(data)
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise UnreadableRelease("files") from error
    names = {each.path.casefold() for each in files}
    folders = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    sizes_good = all(0 <= each.size <= MOST_FILE for each in files) and sum(each.size for each in files) <= MOST_IN_ALL
    if len(names) != len(files) or len(files) > MOST_FILES or not sizes_good:
        raise UnreadableRelease("files")
    # Below a link a path would lead where the link does, and `leads_inside` looks at one link at a time.
    if names & folders or not all(_stays_inside(each.path) for each in files):
        raise UnreadableRelease("files")
    return Manifest(files)


def manifest_of(folder: Path) -> Manifest:
    """The list of a folder's files."""
    found = sorted((each for each in folder.rglob("*") if each.is_file()), key=lambda each: each.as_posix().casefold())
    return Manifest(tuple(_file(folder, each) for each in found))


def content_of(path: Path) -> bytes:
    """The bytes of a file; of a link, the way it leads."""
    return path.readlink().as_posix().encode() if path.is_symlink() else path.read_bytes()


def file_digest(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def leads_inside(path: str, way: str) -> bool:
    """Whether a link at a path leads to something in the version's own folder."""
    return not way.startswith("/") and not posixpath.normpath(posixpath.join(posixpath.dirname(path), way)).startswith(
        ".."
    )


def _file(folder: Path, path: Path) -> ProgramFile:
    content = content_of(path)
    kind = Kind.PLAIN
    if path.is_symlink():
        kind = Kind.LINK
    elif os.name == "posix" and path.stat().st_mode & 0o100:
        kind = Kind.EXECUTABLE
    name = path.relative_to(folder).as_posix()
    return ProgramFile(name, len(content), hashlib.sha256(content).hexdigest(), kind)


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    plain = all(
        _SAFE.fullmatch(each) and not each.endswith((".", " ")) and not _DEVICES.fullmatch(each) for each in parts
    )
    return bool(parts) and plain and "/".join(parts) == path
