"""Makes the installed program's folder with PyInstaller, for the system it runs on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
NAME: Final = "SaiThong"
MEGABYTE: Final = 1 << 20


class NotBuilt(Exception):
    """PyInstaller made no program; its own words say why."""


def build(into: Path) -> Path:
    """Compile the catalogues and make the program.

    Args:
        into: A folder for the program and for what is left over from making it.

    Returns:
        The folder of the program.

    Raises:
        NotBuilt: It could not be made.
    """
    places = ("--distpath", str(into), "--workpath", str(into / "work"))
    for command in (
        ("tools.catalogues", "build"),
        ("PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *places, str(ROOT / "build.spec")),
    ):
        done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise NotBuilt(done.stdout + done.stderr)
    return into / NAME


def megabytes(folder: Path) -> float:
    """How much the files of a folder hold, as Windows counts megabytes: of 1,048,576 bytes."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / MEGABYTE


def main() -> int:
    """Make the program in ``build/bundle`` and tell how large it is."""
    made = build(ROOT / "build" / "bundle")
    files = [each for each in made.rglob("*") if each.is_file()]
    print(f"{made}: {len(files)} files, {megabytes(made):.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
