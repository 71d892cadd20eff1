"""How far a printer must move everything so that it falls on a form printed already; kept on this machine.

A printer belongs to the machine it stands at, so this is no setting of the office's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sai_thong.ground import places
from sai_thong.ground.whole_file import keep_choice

LARGEST_MM: Final = 50.0
"""No printer is further off than this; a larger number is a slip of the fingers."""

EVERY_FORM: Final = "offset-sheet"
"""The form whose correction holds for all that have none of their own: the printer was measured with it alone."""


@dataclass(frozen=True)
class PrintOffset:
    """The correction of one printer on one form, in millimetres; below zero to the left or upwards."""

    right_mm: float = 0.0
    down_mm: float = 0.0


class PrintOffsets:
    """The corrections of this machine's printers, in a small file.

    Args:
        path: The file; in the program's own folder when not given.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or places.home() / "print-offsets.json"

    def of(self, printer: str, form: str) -> PrintOffset:
        """The correction of `printer` on `form`: its own, else the one measured on the test sheet, else none."""
        known = self._read().get(printer, {})
        return known.get(form) or known.get(EVERY_FORM) or PrintOffset()

    def keep(self, printer: str, form: str, offset: PrintOffset) -> None:
        """Remember it, if the disk takes it."""
        known = self._read()
        known.setdefault(printer, {})[form] = offset
        written = {
            name: {key: [each.right_mm, each.down_mm] for key, each in forms.items()} for name, forms in known.items()
        }
        keep_choice(self._path, json.dumps(written, ensure_ascii=False, indent=1))

    def _read(self) -> dict[str, dict[str, PrintOffset]]:
        """What the file holds; what cannot be read counts as not there."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {
            printer: {form: offset for form, pair in forms.items() if (offset := _offset(pair)) is not None}
            for printer, forms in kept.items()
            if isinstance(forms, dict)
        }


def _offset(pair: object) -> PrintOffset | None:
    if not isinstance(pair, list) or len(pair) != 2 or not all(type(each) in (int, float) for each in pair):
        return None
    if any(abs(each) > LARGEST_MM for each in pair):
        return None
    return PrintOffset(float(pair[0]), float(pair[1]))
