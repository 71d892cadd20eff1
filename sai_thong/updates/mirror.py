"""A folder that offers the newest release to others: the province's, or one on a stick. All in it is signed."""

from __future__ import annotations

from pathlib import Path

from sai_thong.ground.whole_file import replace, write_whole
from sai_thong.updates.manifest import file_digest
from sai_thong.updates.memory import Memory
from sai_thong.updates.refusals import NoneFound, NotNewer
from sai_thong.updates.release import FILE_NAME, Release, document_name
from sai_thong.updates.signing import MOST_SIGNED, SignedDocument
from sai_thong.updates.sources import FolderSource, Source, whole
from sai_thong.updates.updater import fetch, newest_ring

_COMING = "coming"
"""The folder for what is not whole yet."""


def take_over(source: Source, folder: Path, platform: str) -> Release:
    """Let a folder offer what a place offers for computers of a kind; it goes on where it was interrupted.

    Packages come first and the document that names them last, so that at any moment everything it names is there.

    Raises:
        NoneFound: The place has nothing for them.
        NotNewer: The folder offers something newer.
        WronglySigned: The publisher did not sign it.
        DamagedPackage: A package is not what was signed.
        UnreadableRelease: It is no release.
        Unreachable: The place broke off.
        NoRoom: The disk takes no more.
        NotUpdatable: The program knows no publisher.
    """
    ring = newest_ring(source, Memory(folder))
    document = whole(source, document_name(platform), MOST_SIGNED)
    release = Release.of(SignedDocument.read(document).believed(ring))
    before = offered(folder, platform)
    if before is not None and before.version > release.version:
        raise NotNewer(str(release.version), str(before.version))
    for package in release.packages:
        here = folder / package.name
        if not here.is_file() or file_digest(here) != package.digest:
            replace(fetch(source, package, folder / _COMING, lambda _done, _all: None), here)
    write_whole(folder / document_name(platform), document)
    offered_now = {each.name for each in release.packages}
    for package in before.packages if before is not None else ():
        if package.name not in offered_now:
            (folder / package.name).unlink(missing_ok=True)
    return release


def offered(folder: Path, platform: str) -> Release | None:
    """What a folder offers for computers of a kind; None where nothing."""
    try:
        document = whole(FolderSource(folder), document_name(platform), MOST_SIGNED)
    except NoneFound:
        return None
    ring = newest_ring(FolderSource(folder), Memory(folder))
    return Release.of(SignedDocument.read(document).believed(ring))


def file_offered(folder: Path, name: str) -> Path | None:
    """A file that is offered under a name; None where there is none."""
    file = folder / name
    return file if FILE_NAME.fullmatch(name) and file.is_file() else None
