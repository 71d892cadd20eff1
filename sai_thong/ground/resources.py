"""Where the files we ship lie: in a checkout, in an installed wheel, in a frozen program."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from sai_thong.ground.errors import EnvironmentTrouble


class BrokenInstallation(EnvironmentTrouble):
    """Files that came with the program are gone."""

    def __init__(self, missing: str) -> None:
        # Here and not above: the language reads its catalogues through this module.
        from sai_thong.ground.language import _

        super().__init__(
            _("A part of the program is missing: {missing}.").format(missing=missing),
            kept=_("Your office's data lies elsewhere and is untouched."),
            do=_("Install the program again."),
        )


@cache
def _root(folder: str) -> Path:
    """The place of a shipped top-level folder, ``resources`` or ``i18n``."""
    return _first_folder(folder, _candidates(folder))


def _first_folder(folder: str, candidates: list[Path]) -> Path:
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise BrokenInstallation(folder)


def _candidates(folder: str) -> list[Path]:
    package = Path(__file__).resolve().parent.parent
    # PyInstaller names its folder so: beside the exe on Windows, whose own modules lie inside an archive.
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return [Path(frozen) / folder]
    return [package / f"_{folder}", package.parent / folder]


def path(name: str) -> Path:
    """The path of a shipped resource, such as ``fonts/Sarabun-Light.ttf``.

    Raises:
        BrokenInstallation: The folder of resources is gone.
    """
    return _root("resources") / name


def catalogue_root() -> Path:
    """The folder of the translations (``i18n``).

    Raises:
        BrokenInstallation: It is gone.
    """
    return _root("i18n")


def read_text(name: str) -> str:
    """A shipped text resource, decoded as UTF-8.

    Raises:
        BrokenInstallation: It is gone.
    """
    try:
        return path(name).read_text(encoding="utf-8")
    except FileNotFoundError as lost:
        raise BrokenInstallation(name) from lost
