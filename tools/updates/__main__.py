"""``python -m tools.updates keys|rotate|pack|sign|check``: how a publisher makes and signs a release.

Private keys never lie where releases are built: ``pack`` needs none, ``sign`` runs where a key is, once for each.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from sai_thong import __version__
from sai_thong.ground.errors import SaiThongError
from sai_thong.updates.installation import CURRENT, PLATFORMS, TRIAL
from sai_thong.updates.release import Release, document_name, ring_name
from sai_thong.updates.signing import KeyRing, SignedDocument, follower
from sai_thong.updates.versions import Version
from tools.updates.packing import pack, release_of

ROOT: Final = Path(__file__).resolve().parents[2]
SHIPPED_RING: Final = ROOT / "resources" / "updates" / "keys.json"
PASSPHRASE_VARIABLE: Final = "SAI_THONG_SIGNING_PASSPHRASE"


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    chosen = _parser().parse_args(arguments)
    try:
        chosen.run(chosen)
    except SaiThongError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m tools.updates", description=__doc__.splitlines()[0])
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    keys = commands.add_parser("keys", help="make the first keys, and the ring that is shipped with the program")
    keys.set_defaults(run=_keys)
    rotate = commands.add_parser("rotate", help="write the next ring, signed by the keys of this one and its own")
    rotate.set_defaults(run=_rotate)
    rotate.add_argument(
        "--ring", type=Path, required=True, help="the ring in force: keys.json, or a signed keys-N.json"
    )
    rotate.add_argument("--old", type=Path, nargs="+", required=True, metavar="KEY", help="enough keys of it")
    rotate.add_argument("--offered", type=Path, required=True, help="the folder of the release")
    for each in (keys, rotate):
        each.add_argument(
            "--into", type=Path, required=True, help="where the new private keys go; not into the checkout"
        )
        each.add_argument("--count", type=int, default=1, help="how many keys")
        each.add_argument("--threshold", type=int, default=1, help="how many of them must sign")

    packed = commands.add_parser("pack", help="write the packages of a release, and the document to be signed")
    packed.set_defaults(run=_pack)
    packed.add_argument("--house", type=Path, required=True, help="the laid out folder of the new version")
    packed.add_argument("--former", type=Path, nargs="*", default=[], help="laid out folders of versions before it")
    packed.add_argument("--platform", choices=PLATFORMS, required=True)
    packed.add_argument("--offered", type=Path, required=True, help="the folder of the release")
    packed.add_argument("--notes-th", default="", help="what it brings, in Thai")
    packed.add_argument("--notes-en", default="", help="what it brings, in English")

    signed = commands.add_parser("sign", help="add the signature of a key to the document of a release")
    signed.set_defaults(run=_sign)
    signed.add_argument("--key", type=Path, nargs="+", required=True)
    checked = commands.add_parser("check", help="read a release as a computer of an office would")
    checked.set_defaults(run=_check)
    checked.add_argument("--ring", type=Path, default=SHIPPED_RING, help="the shipped ring")
    for each in (signed, checked):
        each.add_argument("--offered", type=Path, required=True, help="the folder of the release")
        each.add_argument("--platform", choices=PLATFORMS, required=True)
    return top


def _keys(chosen: argparse.Namespace) -> None:
    ring = _new_ring(1, chosen)
    SHIPPED_RING.write_text(json.dumps(ring.body()) + "\n", encoding="utf-8")
    print(f"{SHIPPED_RING}: {len(ring.keys)} keys, {ring.threshold} must sign. Commit it; keep the private keys apart.")


def _rotate(chosen: argparse.Namespace) -> None:
    before = _ring_in(chosen.ring)
    ring = _new_ring(before.number + 1, chosen)
    own = sorted(chosen.into.glob(f"key-{ring.number}-*.pem"))
    document = SignedDocument.made(ring.body(), [_private(each) for each in (*chosen.old, *own)])
    follower(before, document)
    written = chosen.offered / ring_name(ring.number)
    written.write_bytes(document.to_bytes())
    print(f"{written}: put it beside every release from now on.")


def _new_ring(number: int, chosen: argparse.Namespace) -> KeyRing:
    chosen.into.mkdir(parents=True, exist_ok=True)
    made = [Ed25519PrivateKey.generate() for _each in range(chosen.count)]
    for index, key in enumerate(made, 1):
        file = chosen.into / f"key-{number}-{index}.pem"
        sealed = BestAvailableEncryption(_passphrase(file))
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            written.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed))
    names = tuple(each.public_key().public_bytes_raw().hex() for each in made)
    return KeyRing.of(KeyRing(number, chosen.threshold, names).body())


def _pack(chosen: argparse.Namespace) -> None:
    version = Version.read(__version__)
    program = chosen.house / f"app-{version}"
    former = [_started(each) for each in chosen.former]
    made = [pack(program, version, chosen.platform, chosen.offered, former=each) for each in (*former, None)]
    notes = {"th": chosen.notes_th, "en": chosen.notes_en}
    released = datetime.now(UTC).replace(microsecond=0)
    release = release_of(program, version, chosen.platform, packages=tuple(made), released=released, notes=notes)
    (chosen.offered / document_name(chosen.platform)).write_bytes(SignedDocument.made(release.body()).to_bytes())
    for each in made:
        print(f"{each.name}: {each.size / 1_000_000:.1f} MB")


def _sign(chosen: argparse.Namespace) -> None:
    file = chosen.offered / document_name(chosen.platform)
    document = SignedDocument.read(file.read_bytes())
    for each in chosen.key:
        document = document.signed_by(_private(each))
    file.write_bytes(document.to_bytes())
    print(f"{file}: {len(document.signatures)} signatures")


def _check(chosen: argparse.Namespace) -> None:
    ring = _ring_in(chosen.ring)
    while (file := chosen.offered / ring_name(ring.number + 1)).is_file():
        ring = follower(ring, SignedDocument.read(file.read_bytes()))
    document = SignedDocument.read((chosen.offered / document_name(chosen.platform)).read_bytes())
    release = Release.of(document.believed(ring))
    missing = [each.name for each in release.packages if not (chosen.offered / each.name).is_file()]
    print(f"{release.version} for {release.platform}, believed by ring {ring.number}; missing: {missing or 'nothing'}")


def _started(house: Path) -> Path:
    """The folder of the version that a laid out folder starts."""
    if (house / TRIAL).exists():
        raise SystemExit(f"{house} is on trial: take the folder as it was laid out")
    return house / (house / CURRENT).read_text(encoding="ascii").strip()


def _ring_in(file: Path) -> KeyRing:
    document = json.loads(file.read_bytes())
    return KeyRing.of(json.loads(document["signed"]) if "signed" in document else document)


def _private(file: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(file.read_bytes(), _passphrase(file))
    assert isinstance(key, Ed25519PrivateKey)
    return key


def _passphrase(file: Path) -> bytes:
    return (os.environ.get(PASSPHRASE_VARIABLE) or getpass.getpass(f"Passphrase of {file.name}: ")).encode()


if __name__ == "__main__":
    sys.exit(main())
