"""The parts of the window, loaded one by one while the password is typed, so that the list stands soon after it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer

_PAUSE_MS: Final = 15
"""Between two parts, so that what was typed meanwhile is shown."""

_PARTS: Final = (
    "sqlcipher3.dbapi2",
    "sqlite_utils",
    "cryptography.hazmat.primitives.ciphers.aead",
    "argon2.low_level",
    "sai_thong.db.sealing",
    "sai_thong.db.store",
    "sai_thong.registers.law",
    "sai_thong.registers.office.operations",
    "sai_thong.registers.citizens.records",
    "sai_thong.registers.allowances.records",
    "sai_thong.registers.allowances.claims",
    "sai_thong.registers.allowances.life_events",
    "sai_thong.ui.process_work",
    "sai_thong.ui.kit.list_table",
    "sai_thong.ui.kit.form",
    "sai_thong.ui.side_bar",
    "sai_thong.ui.preview",
    "sai_thong.ui.shell",
)
"""What stands below comes first: so no part takes longer than a key can wait."""


def parts_of_window(page: str) -> Iterator[str]:
    """The modules of the window that opens on `page`, in the order to load them."""
    yield from _PARTS
    from sai_thong.ui.pages import PAGES

    opened = next((spec for spec in PAGES if spec.key == page), PAGES[0])
    yield opened.factory.partition(":")[0]


class LoadAhead(QObject):
    """Loads modules on the window's thread, one a turn of the event loop.

    Not on a thread of its own: loading defines classes of Qt, and the screen makes its widgets meanwhile.

    Args:
        modules: Their names, in order.
        parent: Its owner; with it the loading ends.
    """

    def __init__(self, modules: Iterator[str], parent: QObject) -> None:
        super().__init__(parent)
        self._left = modules
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._load_next)
        self._timer.start(_PAUSE_MS)

    def _load_next(self) -> None:
        module = next(self._left, None)
        if module is None:
            self._timer.stop()
        else:
            import_module(module)
