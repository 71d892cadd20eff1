"""A made program as another version of itself, so that updates are tried without making it twice."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sai_thong import __version__
from sai_thong.updates.release import Package, document_name
from sai_thong.updates.signing import KeyRing, SignedDocument
from sai_thong.updates.versions import Version
from tools.updates.packing import pack, release_of

QUICK: Final = 12
"""Level at which what changed is packed for a trial; a release takes twenty times as long over what is smaller."""
_STREAM: Final = b"\x78\x01"
"""How a stream of zlib begins that is stored as it is."""


def as_version(program: Path, folder: Path, version: str, ring: KeyRing) -> Path:
    """Make another version with a publisher's keys; what is the same stands there as links.

    Args:
        program: The folder of the program, as PyInstaller made it.
        folder: The folder to make, on the same disk.
        version: Of as many letters as the present one.
        ring: Whom it believes.

    Returns:
        `folder`.
    """
    shutil.copytree(program, folder, symlinks=True, copy_function=os.link)
    inside = folder / "_internal"
    for file, content in (
        (inside / "modules.pyz", _with_version((program / "_internal" / "modules.pyz").read_bytes(), version)),
        (inside / "resources" / "updates" / "keys.json", json.dumps(ring.body()).encode()),
    ):
        file.unlink()  # not through the link
        file.write_bytes(content)
    return folder


def publish(program: Path, version: str, platform: str, *, former: Path, into: Path, key: Ed25519PrivateKey) -> Package:
    """Offer what changed since a former version, signed."""
    made = Version.read(version)
    package = pack(program, made, platform, into, former=former, level=QUICK)
    release = release_of(program, made, platform, packages=(package,), released=datetime.now(UTC), notes={})
    (into / document_name(platform)).write_bytes(SignedDocument.made(release.body(), [key]).to_bytes())
    return package


def ring_of(key: Ed25519PrivateKey) -> KeyRing:
    """The ring of one key."""
    return KeyRing(1, 1, (key.public_key().public_bytes_raw().hex(),))


def _with_version(modules: bytes, version: str) -> bytes:
    """The archive of the program's modules, each stored with its checksum, with another version in it."""
    said, says = (b"\x05" + each.encode() for each in (__version__, version))
    at = modules.find(said)
    if modules.count(said) != 1 or len(said) != len(says):
        raise ValueError("the version does not stand there once")
    start = modules.rfind(_STREAM, 0, at)
    reading = zlib.decompressobj()
    told = reading.decompress(modules[start:])
    end = len(modules) - len(reading.unused_data)
    return modules[:start] + zlib.compress(told.replace(said, says), 0) + modules[end:]
