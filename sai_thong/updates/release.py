"""A release as its publisher tells of it: a version, what it brings, which files it ends in, and its packages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Self

from sai_thong.updates.refusals import UnreadableRelease
from sai_thong.updates.versions import Version

KIND: Final = "release"
_HASH: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
FILE_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}", re.ASCII)
"""Every file a place offers lies flat in it, by such a name."""
MOST_PACKAGE: Final = 512 * 1024 * 1024


@dataclass(frozen=True)
class Package:
    """A file that makes the release of what is installed.

    Attributes:
        name: Of the file.
        size: Bytes.
        digest: SHA-256, hex.
        former: Of which version it holds the changes; None where it holds everything.
    """

    name: str
    size: int
    digest: str
    former: Version | None = None

    def body(self) -> dict[str, Any]:
        """What a release says of it."""
        former = str(self.former) if self.former else None
        return {"name": self.name, "size": self.size, "sha256": self.digest, "former": former}


@dataclass(frozen=True)
class Release:
    """A version that can be had.

    Attributes:
        platform: For which computers, as `installation.PLATFORM` names them.
        version: Its version.
        released: When it was published.
        expires: After this, whoever is offered nothing newer should wonder; it forbids nothing.
        manifest: SHA-256 of the list of its files, hex.
        packages: What it can be made of.
        notes: What it brings, a few lines a language.
    """

    platform: str
    version: Version
    released: datetime
    expires: datetime
    manifest: str
    packages: tuple[Package, ...]
    notes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """A release as a signed document says it.

        Raises:
            UnreadableRelease: It is none.
        """
        try:
            release = cls(
                platform=_named(body["platform"]),
                version=Version.read(body["version"]),
                released=_moment(body["released"]),
                expires=_moment(body["expires"]),
                manifest=_hash(body["manifest"]),
                packages=tuple(_package(each) for each in body["packages"]),
                notes={str(language): str(words) for language, words in body["notes"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UnreadableRelease("release") from error
        if body.get("kind") != KIND or not release.packages:
            raise UnreadableRelease("release")
        return release

    def body(self) -> dict[str, Any]:
        """What a signed document says of it."""
        return {
            "kind": KIND,
            "platform": self.platform,
            "version": str(self.version),
            "released": self.released.isoformat(),
            "expires": self.expires.isoformat(),
            "manifest": self.manifest,
            "packages": [each.body() for each in self.packages],
            "notes": dict(self.notes),
        }

    def smallest_for(self, running: Version) -> tuple[Package, ...]:
        """The packages that a version can take, the smallest first."""
        fitting = [each for each in self.packages if each.former in (None, running)]
        return tuple(sorted(fitting, key=lambda each: each.size))


def document_name(platform: str) -> str:
    """The file that tells of the newest release for computers of a kind."""
    return f"{platform}.json"


RINGS: Final = "keys-*.json"
"""The files of rings of keys."""


def ring_name(number: int) -> str:
    """The file of a ring of keys."""
    return f"keys-{number}.json"


def _package(body: Mapping[str, Any]) -> Package:
    former = body["former"]
    size = body["size"]
    if type(size) is not int or not 0 < size <= MOST_PACKAGE:
        raise UnreadableRelease("package")
    return Package(_named(body["name"]), size, _hash(body["sha256"]), Version.read(former) if former else None)


def _named(value: str) -> str:
    if not FILE_NAME.fullmatch(value):
        raise UnreadableRelease("name")
    return value


def _hash(value: str) -> str:
    if not _HASH.fullmatch(value):
        raise UnreadableRelease("hash")
    return value


def _moment(value: str) -> datetime:
    read = datetime.fromisoformat(value)
    if read.tzinfo is None:
        raise UnreadableRelease("time")
    return read
