"""Where the files we ship lie: in a checkout, in an installed wheel, in a frozen program."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def _root(folder: str) -> Path:
    """The place of a shipped top-level folder, ``resources`` or ``i18n``."""
    package = Path(__file__).resolve().parent.parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / f"_{folder}", package.parent / folder]
    if frozen:
        candidates.insert(0, Path(frozen) / folder)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the shipped folder {folder!r} is missing beside {package}")


def path(name: str) -> Path:
    """The path of a shipped resource, such as ``fonts/Sarabun-Light.ttf``."""
    return _root("resources") / name


def catalogue_root() -> Path:
    """The folder of the translations (``i18n``)."""
    return _root("i18n")


def read_text(name: str) -> str:
    """A shipped text resource, decoded as UTF-8."""
    return path(name).read_text(encoding="utf-8")
