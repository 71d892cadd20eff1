"""What one person likes on this machine: language, colours, size, where the window stood. Nothing of the office."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sai_thong.ground.whole_file import keep_choice
from sai_thong.ui import theme


@dataclass(frozen=True)
class Preferences:
    """How the window opens.

    Attributes:
        language: ``th`` or ``en``.
        dark: Whether the dark theme is on.
        scale: Large print in percent, one of `theme.SCALES`.
        dense: Whether rows are 32 instead of 40 high.
        geometry: Where the window stood, as Qt writes it, in base 64.
        page: The page that was open.
    """

    language: str = "th"
    dark: bool = False
    scale: int = 100
    dense: bool = False
    geometry: str = ""
    page: str = ""

    def look(self) -> theme.Theme:
        """The theme these preferences ask for."""
        tokens = theme.DARK if self.dark else theme.LIGHT
        return theme.Theme(tokens, self.scale if self.scale in theme.SCALES else 100, self.dense)


def load(path: Path) -> Preferences:
    """The preferences kept at `path`; the defaults where there are none or they cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    defaults = asdict(Preferences())
    known = {
        each.name: kept[each.name]
        for each in fields(Preferences)
        if type(kept.get(each.name)) is type(defaults[each.name])
    }
    return Preferences(**known)


def save(path: Path, preferences: Preferences) -> None:
    """Keep `preferences` at `path`, if the disk takes them."""
    keep_choice(path, json.dumps(asdict(preferences), indent=1))
