"""Which font a paper is set in: an installed TH Sarabun New or PSK, else the bundled Sarabun.

The office rule says "TH Sarabun 16 point" (cabinet resolution of 7 September 2553). TH Sarabun is drawn small in its em
square, so other faces need a smaller size to look the same: `FontFamily.size_factor`.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from sai_thong.ground import resources

FontChoice = Literal["installed", "bundled"]
"""``installed`` prefers the official faces of this machine; ``bundled`` is the same everywhere."""

BUNDLED_SIZE_FACTOR = 10.63 / 16
"""Sarabun Light at 10.63 points sets lines as long as TH Sarabun New at 16 (measured on 20 official sentences)."""

_OFFICIAL_NAMES = ("th sarabun new", "th sarabunpsk", "th sarabun psk")
"""In order of preference. TH SarabunIT๙ is left out: it draws Thai digits where the text has Arabic ones."""

_REGULAR, _BOLD = "regular", "bold"
_FAMILY_NAME_ID, _STYLE_NAME_ID, _WINDOWS = 1, 2, 3
_RESTRICTED_EMBEDDING = 0x0002


@dataclass(frozen=True)
class FontFamily:
    """Two weights of one design, and the factor from points of the rule to points of this design.

    Attributes:
        name: The family, for the settings page.
        regular: File of the text weight.
        bold: File of the bold weight.
        size_factor: What a size of the rule is multiplied with: 1 for TH Sarabun.
    """

    name: str
    regular: Path
    bold: Path
    size_factor: float


def choose(choice: FontChoice) -> FontFamily:
    """The family papers are set in on this machine."""
    return (installed() if choice == "installed" else None) or bundled()


@cache
def bundled() -> FontFamily:
    """Sarabun (SIL OFL 1.1): Light as text and SemiBold as bold are nearest to the ink of TH Sarabun."""
    return FontFamily(
        "Sarabun",
        resources.path("fonts/Sarabun-Light.ttf"),
        resources.path("fonts/Sarabun-SemiBold.ttf"),
        BUNDLED_SIZE_FACTOR,
    )


@cache
def installed() -> FontFamily | None:
    """An official family with both weights in the font folders of this machine, if there is one."""
    return find_official(font_folders())


def find_official(folders: Iterable[Path]) -> FontFamily | None:
    """The preferred official family among the font files below `folders`.

    A family counts only when regular and bold are there, have TrueType outlines and may be embedded.
    """
    found: dict[str, dict[str, Path]] = {}
    for path in _sarabun_files(folders):
        family, style = _names_of_usable(path)
        if family in _OFFICIAL_NAMES and style in (_REGULAR, _BOLD):
            found.setdefault(family, {}).setdefault(style, path)
    for family in _OFFICIAL_NAMES:
        weights = found.get(family, {})
        if len(weights) == 2:
            name = family.title().replace("Th ", "TH ").replace("psk", "PSK").replace("Psk", "PSK")
            return FontFamily(name, weights[_REGULAR], weights[_BOLD], 1.0)
    return None


def font_folders() -> list[Path]:
    """Where this system keeps fonts: the machine's and the user's."""
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        local = os.environ.get("LOCALAPPDATA")
        return [windows, *([Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else [])]
    home = Path.home()
    system = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*system, home / ".local" / "share" / "fonts", home / ".fonts"]


def _sarabun_files(folders: Iterable[Path]) -> Iterator[Path]:
    """TrueType files whose name speaks of Sarabun, in a fixed order."""
    for folder in folders:
        if folder.is_dir():
            files = (path for path in folder.rglob("*") if path.suffix.lower() == ".ttf")
            yield from sorted(path for path in files if "sarabun" in path.name.lower())


def _names_of_usable(path: Path) -> tuple[str, str]:
    """Family and style of a font file in lower case; empty when it cannot be used."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            if "glyf" not in font or font["OS/2"].fsType & _RESTRICTED_EMBEDDING:
                return "", ""
            names = font["name"]
            records = (names.getName(name_id, _WINDOWS, 1, 0x409) for name_id in (_FAMILY_NAME_ID, _STYLE_NAME_ID))
            family, style = (str(record or "").strip().lower() for record in records)
            return family, style
    except (OSError, TTLibError, KeyError, AssertionError, struct.error):
        return "", ""
