"""Lays a version's files out beside the present one, from a package and what is installed; each is checked by its hash.

Nothing of the present version is touched. The folder has its name only when every file of it is there and on the disk.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

import zstandard

from sai_thong.ground.whole_file import replace
from sai_thong.updates.manifest import Kind, ProgramFile, content_of, leads_inside
from sai_thong.updates.package_format import (
    LENGTH_BYTES,
    MAGIC,
    MOST_HEADER,
    WINDOW_LOG,
    Header,
    How,
    Step,
    changed,
    read_header,
)
from sai_thong.updates.refusals import DamagedPackage, NoRoom, OtherBeginning
from sai_thong.updates.release import Release

Report = Callable[[int, int], None]
"""Told how much of how much is done."""
_MAKING: Final = ".making"


def lay_out(file: Path, release: Release, *, former: Path, into: Path, report: Report) -> None:
    """Make the folder of a release.

    Args:
        file: A package of it, checked by its hash.
        release: The release, believed by its signatures.
        former: The folder of the version that runs.
        into: The folder to make; what was left there of an attempt before goes.
        report: Told how many files are made.

    Raises:
        DamagedPackage: The package does not end in the files that were signed.
        OtherBeginning: It holds changes of other files than are installed here.
        NoRoom: The disk takes no more.
    """
    making = into.with_name(into.name + _MAKING)
    try:
        for left in into.parent.glob(f"*{_MAKING}"):
            shutil.rmtree(left, ignore_errors=True)
        making.mkdir(parents=True)
        with file.open("rb") as opened:
            _make_files(opened, release, former, making, report)
        shutil.rmtree(into, ignore_errors=True)
        replace(making, into)
    except OSError as error:
        raise NoRoom from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _make_files(opened: BinaryIO, release: Release, former: Path, making: Path, report: Report) -> None:
    header = _header(opened)
    if header.manifest.digest != release.manifest:
        raise DamagedPackage
    whole = zstandard.ZstdDecompressor(max_window_size=1 << WINDOW_LOG).stream_reader(opened, read_size=1 << 20)
    begins = opened.tell()
    pairs = list(zip(header.manifest.files, header.steps, strict=True))
    done, in_all = 0, len(pairs)
    for file, step in pairs:
        if step.how is How.WHOLE:
            _put(making, file, _read(whole, file.size))
            report(done := done + 1, in_all)
    opened.seek(begins + header.stream)
    for file, step in pairs:
        if step.how is not How.WHOLE:
            packed = opened.read(step.length)
            _put(making, file, _from_former(former, file, step, packed))
            report(done := done + 1, in_all)


def _header(opened: BinaryIO) -> Header:
    length = int.from_bytes(opened.read(len(MAGIC) + LENGTH_BYTES).removeprefix(MAGIC), "big")
    if not 0 < length <= MOST_HEADER:
        raise DamagedPackage
    return read_header(opened.read(length))


def _from_former(former: Path, file: ProgramFile, step: Step, packed: bytes) -> bytes:
    """A file made of one that is installed.

    Raises:
        OtherBeginning: That one is missing here, or another than the publisher reckoned from.
    """
    source = former / step.former
    if not source.absolute().resolve().is_relative_to(former.resolve()):
        raise DamagedPackage
    try:
        content = content_of(source)
        made = content if step.how is How.SAME else changed(content, packed, file.size)
    except (FileNotFoundError, DamagedPackage) as error:
        raise OtherBeginning from error
    if hashlib.sha256(made).hexdigest() != file.digest:
        raise OtherBeginning
    return made


def _put(making: Path, file: ProgramFile, content: bytes) -> None:
    """Write a file and see it on the disk: a power cut right after the change must not leave a hollow one."""
    if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.digest:
        raise DamagedPackage
    path = making / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if file.kind is Kind.LINK:
        way = content.decode()
        if not leads_inside(file.path, way):
            raise DamagedPackage
        path.symlink_to(way)
        return
    with path.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    if file.kind is Kind.EXECUTABLE:
        path.chmod(0o755)


def _read(stream: zstandard.ZstdDecompressionReader, size: int) -> bytes:
    parts = []
    try:
        while size and (part := stream.read(size)):
            parts.append(part)
            size -= len(part)
    except zstandard.ZstdError as error:
        raise DamagedPackage from error
    return b"".join(parts)
