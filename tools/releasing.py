"""``python -m tools.releasing STEP``: what `.github/workflows/release.yml` does, each step also by hand."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from sai_thong import __version__
from tools.bundling.building import ROOT, NotBuilt, build
from tools.dev import bill_of_materials
from tools.updates.layout import lay_out
from tools.windows.making import make_installer, make_portable


def main(arguments: list[str] | None = None) -> int:
    """Do one step; 0 when it was done."""
    chosen = parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except NotBuilt as failed:
        print(failed, file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The steps and what they are told."""
    top = argparse.ArgumentParser(prog="python -m tools.releasing", description=__doc__.splitlines()[0])
    steps = top.add_subparsers(required=True, metavar="STEP")
    fits = steps.add_parser("fits", help="whether a tag is the version of the checkout")
    fits.add_argument("tag")
    fits.set_defaults(run=lambda chosen: _fits(chosen.tag))
    house = steps.add_parser("house", help="the folder that is installed, made for the system this runs on")
    house.set_defaults(run=lambda chosen: _house(chosen.into))
    packages = steps.add_parser("packages", help="installer, portable zip and bill of materials of a house")
    packages.add_argument("--house", type=Path, required=True)
    packages.set_defaults(run=lambda chosen: _packages(chosen.house, chosen.into))
    for each in (house, packages):
        each.add_argument("--into", type=Path, required=True)
    return top


def _fits(tag: str) -> int:
    if not re.fullmatch(r"v\d+\.\d+\.\d+", tag) or tag != f"v{__version__}":
        print(f"The tag {tag} is not the version of the checkout, v{__version__}.", file=sys.stderr)
        return 1
    return 0


def _house(into: Path) -> int:
    program = build(ROOT / "build" / "release" / "program")
    print(lay_out(program, into))
    return 0


def _packages(house: Path, into: Path) -> int:
    into.mkdir(parents=True, exist_ok=True)
    materials = into / f"SaiThong-{__version__}-sbom.cdx.json"
    bill_of_materials.write(materials, program_only=True)
    for each in (make_installer(house.resolve(), into.resolve()), make_portable(house, into), materials):
        print(f"{each.name}: {each.stat().st_size / 1_000_000:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
