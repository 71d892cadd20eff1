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
def _root(folder: str) -> Path | None:
    """The place of a shipped top-level folder, ``resources`` or ``i18n``; None when it is gone."""
    return next((candidate for candidate in _candidates(folder) if candidate.is_dir()), None)


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
    root = _root("resources")
    if root is None:
        raise BrokenInstallation(name)
    return root / name


def catalogue_root() -> Path | None:
    """The folder of the translations (``i18n``); None when it is gone, for even that must be told in some language."""
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
