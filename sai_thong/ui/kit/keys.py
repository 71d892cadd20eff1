"""The keys of the window: the same everywhere. A button that has one names it."""

from __future__ import annotations

EDIT = "F2"
NEW = "Ctrl+N"
PRINT = "Ctrl+P"
SEARCH = "Ctrl+F"
SAVE = "Ctrl+S"
NUMBER = "Ctrl+G"
BACK = "Esc"
HELP = "F1"
REFRESH = "F5"
HISTORY = "Ctrl+H"
NEXT_STEP = "Alt+Right"
PREVIOUS_STEP = "Alt+Left"


def key_of_page(number: int) -> str:
    """What opens the page at a place of the side bar, counted from 1; empty behind the tenth."""
    return f"Ctrl+{number % 10}" if number <= 10 else ""


def with_key(text: str, key: str) -> str:
    """The words of an action with its key: ``พิมพ์ (Ctrl+P)``."""
    return f"{text} ({key})" if key else text
