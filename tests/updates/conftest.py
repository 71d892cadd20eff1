"""For the tests of updates: keys of a made-up publisher, small programs of two versions, and a release of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong.ground import resources
from sai_thong.ground.clock import FixedClock
from sai_thong.updates.installation import Installation
from sai_thong.updates.memory import FIRST_RING, Memory
from sai_thong.updates.release import Release, document_name, ring_name
from sai_thong.updates.signing import KeyRing, SignedDocument
from sai_thong.updates.updater import Updater
from sai_thong.updates.versions import Version
from tools.updates.packing import pack, release_of

PLATFORM = "linux-x86_64"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OLD, NEW = Version(0, 1, 0), Version(0, 1, 1)


def publisher_key(number: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


def ring_of(number: int, *keys: Ed25519PrivateKey, threshold: int = 1) -> KeyRing:
    return KeyRing(number, threshold, tuple(each.public_key().public_bytes_raw().hex() for each in keys))


KEY, SECOND, STRANGER = publisher_key(1), publisher_key(2), publisher_key(9)
RING = ring_of(1, KEY)


def write_program(folder: Path, version: Version, *, more: dict[str, bytes] | None = None) -> Path:
    """A program folder: a file that changes a little, one that stays, one that is run, a link, and what is new."""
    common = b"".join(f"{number * 7919:08d}".encode() for number in range(4000))
    files = {
        "SaiThong": b"#!/bin/sh\nexit 0\n",
        "sai-thong": b"#!/bin/sh\n" + f'echo "{version}"\n'.encode(),
        "_internal/library.bin": common + str(version).encode() + common[::-1],
        "_internal/คำไทย.txt": "คำไทย\n".encode(),
        **(more or {}),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o755 if "/" not in name else 0o644)
    (folder / "_internal" / "lib.so").symlink_to("library.bin")
    return folder


@dataclass
class Published:
    """What a publisher put into a folder."""

    folder: Path
    release: Release

    def tell(self, release: Release | None = None, *keys: Ed25519PrivateKey) -> None:
        """Write the document of a release, signed."""
        self.release = release or self.release
        document = SignedDocument.made(self.release.body(), keys or (KEY,))
        (self.folder / document_name(PLATFORM)).write_bytes(document.to_bytes())

    def rotate(self, ring: KeyRing, *keys: Ed25519PrivateKey) -> None:
        (self.folder / ring_name(ring.number)).write_bytes(SignedDocument.made(ring.body(), keys).to_bytes())

    def package(self, former: Version | None) -> Path:
        return self.folder / next(each.name for each in self.release.packages if each.former == former)


@pytest.fixture(scope="session")
def made_release(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The folders of two versions, and what is published of the newer one; copied by `published`."""
    folder = tmp_path_factory.mktemp("release")
    old = write_program(folder / f"app-{OLD}", OLD)
    new = write_program(folder / "new", NEW, more={"_internal/ใหม่/new.txt": b"new"})
    offered = folder / "offered"
    packages = (pack(new, NEW, PLATFORM, offered, former=old), pack(new, NEW, PLATFORM, offered))
    release = release_of(new, NEW, PLATFORM, packages=packages, released=NOW, notes={"th": "แก้ไข", "en": "Mended"})
    return Published(offered, release)


@pytest.fixture
def published(made_release: Published, tmp_path: Path) -> Published:
    """A release in a folder of its own, signed."""
    folder = tmp_path / "offered"
    folder.mkdir()
    for each in made_release.folder.iterdir():
        (folder / each.name).write_bytes(each.read_bytes())
    told = Published(folder, made_release.release)
    told.tell()
    return told


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> KeyRing:
    """The program was built with the ring of the made-up publisher."""
    real = resources.read_text

    def read_text(name: str) -> str:
        return json.dumps(RING.body()) if name == FIRST_RING else real(name)

    monkeypatch.setattr(resources, "read_text", read_text)
    return RING


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "Sai Thong ทรายทอง")
    write_program(made.place(OLD), OLD)
    made.point_at(OLD)
    return made


@pytest.fixture
def updater(installation: Installation, tmp_path: Path, publisher: KeyRing) -> Updater:
    assert publisher == RING
    return Updater(installation, OLD, PLATFORM, Memory(tmp_path / "home" / "updates"), FixedClock(NOW))


def of_version(release: Release, version: Version) -> Release:
    """A release that calls itself another version."""
    return replace(release, version=version)
