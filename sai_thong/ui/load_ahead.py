"""What is needed next, loaded part by part: the window while the password is typed, its other pages once it stands."""

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

_PARTS_OF_PAGES: Final = (
    "sai_thong.registers.allowances.month_view",
    "sai_thong.ui.kit.grid",
    "sai_thong.ui.pages.allowances.stepped",
    "sai_thong.ui.pages.allowances.month_list",
    "sai_thong.ui.pages.allowances.month",
    "sai_thong.ui.pages.allowances.people",
    "sai_thong.exchange.planning",
    "sai_thong.exchange.importing",
    "sai_thong.ui.kit.wizard",
    "sai_thong.forms.text.drawing",
    "sai_thong.forms.kit",
    "sai_thong.forms.paper_kinds",
    "sai_thong.forms.allowances.application",
    "sai_thong.forms.allowances.payment_list",
    "sai_thong.forms.allowances.overpayment_letters",
    "sai_thong.registers.assets.book",
    "sai_thong.forms.assets.asset_on_paper",
    "sai_thong.forms.assets.asset_kinds",
    "sai_thong.forms.papers",
)
"""What the pages stand on, in the same order."""


def parts_of_window(page: str) -> Iterator[str]:
    """The modules of the window that opens on `page`, in the order to load them."""
    yield from _PARTS
    from sai_thong.ui.pages import PAGES

    opened = next((spec for spec in PAGES if spec.key == page), PAGES[0])
    yield opened.factory.partition(":")[0]


def parts_of_pages() -> Iterator[str]:
    """The modules of all pages, so that none keeps a person waiting when it is first opened."""
    from sai_thong.ui.pages import PAGES

    yield from _PARTS_OF_PAGES
    for spec in PAGES:
        yield spec.factory.partition(":")[0]


class LoadAhead(QObject):
    """Loads modules on the window's thread, one a turn of the event loop.

    Not on a thread of its own: loading defines classes of Qt, and the screen makes its widgets meanwhile.

    Args:
        modules: Their names, in order.
        parent: Its owner; with it the loading ends.
        after_ms: When to begin.
    """

    def __init__(self, modules: Iterator[str], parent: QObject, *, after_ms: int = _PAUSE_MS) -> None:
        super().__init__(parent)
        self._left = modules
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._load_next)
        self._timer.start(after_ms)

    def _load_next(self) -> None:
        self._timer.setInterval(_PAUSE_MS)
        module = next(self._left, None)
        if module is None:
            self._timer.stop()
        else:
            import_module(module)
