"""Makes the packages of a release from program folders, and the document that is to be signed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Final

from sai_thong.updates.manifest import Kind, Manifest, ProgramFile, content_of, manifest_of
from sai_thong.updates.package_format import Header, How, Step, changes, stream_of
from sai_thong.updates.release import Package, Release
from sai_thong.updates.versions import Version

SMALLEST: Final = 19
GOOD_FOR: Final = timedelta(days=400)
"""After so long without a release, offices are told that there should be one."""


def pack(
    program: Path, version: Version, platform: str, into: Path, *, former: Path | None = None, level: int = SMALLEST
) -> Package:
    """Write one package.

    Args:
        program: The folder of the new version.
        version: That version.
        platform: For which computers.
        into: The folder of the release.
        former: The folder ``app-1.2.3`` of the version whose changes it shall hold; everything when not given.
        level: Of zstandard for the changes: the smallest take a minute and more.
    """
    begins = Version.read(former.name.removeprefix("app-")) if former else None
    kind = f"from-{begins}" if begins else "whole"
    content = _packed(program, manifest_of(program), former, level)
    name = f"SaiThong-{version}-{kind}-{platform}.update"
    into.mkdir(parents=True, exist_ok=True)
    (into / name).write_bytes(content)
    return Package(name, len(content), hashlib.sha256(content).hexdigest(), begins)


def release_of(
    program: Path,
    version: Version,
    platform: str,
    *,
    packages: tuple[Package, ...],
    released: datetime,
    notes: Mapping[str, str],
) -> Release:
    """The release that packages of a program folder make."""
    digest = manifest_of(program).digest
    return Release(platform, version, released, released + GOOD_FOR, digest, packages, notes)


def _packed(program: Path, manifest: Manifest, former: Path | None, level: int) -> bytes:
    before = manifest_of(former).files if former else ()
    by_digest = {(each.digest, each.kind is Kind.LINK): each for each in before}
    by_path = {each.path: each for each in before if each.kind is not Kind.LINK}
    steps, whole, changed = [], [], []
    for file in manifest.files:
        same = by_digest.get((file.digest, file.kind is Kind.LINK))
        like = by_path.get(file.path) or _of_same_name(file, by_path)
        content = content_of(program / file.path)
        if same is not None:
            steps.append(Step(How.SAME, same.path))
        elif former is not None and like is not None and file.kind is not Kind.LINK:
            changed.append(changes((former / like.path).read_bytes(), content, level))
            steps.append(Step(How.CHANGED, like.path, len(changed[-1])))
        else:
            whole.append(content)
            steps.append(Step(How.WHOLE))
    stream = stream_of(whole)
    return Header(manifest, tuple(steps), len(stream)).to_bytes() + stream + b"".join(changed)


def _of_same_name(file: ProgramFile, before: Mapping[str, ProgramFile]) -> ProgramFile | None:
    """A file that moved: of the same name, wherever it lay."""
    name = PurePosixPath(file.path).name
    return next((each for path, each in before.items() if PurePosixPath(path).name == name), None)
