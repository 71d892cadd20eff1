"""What a page shows of records, for the access log: ordinary views gathered for a moment, grave ones noted first.

The same person looking at the same record again within ten minutes is the same look: a record that is read anew
because something changed, or gone back to, does not fill the log.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

from sai_thong.db import access_log
from sai_thong.db.access_log import Access, Look
from sai_thong.registers.citizens.records import Citizen
from sai_thong.thai import citizen_id
from sai_thong.thai.digits import to_arabic

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.ui.page import Desk

GATHERED_MS: Final = 700
"""How long ordinary views wait for each other; what a power cut may lose."""
_SAME_LOOK: Final = timedelta(minutes=10)

_Key = tuple[str, Look]


class Looks(QObject):
    """The looks at records of one page.

    Args:
        desk: Its store, clock and writer.
        parent: The page.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._noted: dict[_Key, datetime] = {}
        self._waiting: list[Look] = []
        self._viewer = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHERED_MS)
        self._timer.timeout.connect(self.flush)

    def add(self, look: Look) -> None:
        """Note an ordinary look within a second."""
        if not self._is_known(look):
            if self._viewer != self._desk.store.user:
                self.flush()
                self._viewer = self._desk.store.user
            self._remember(look)
            self._waiting.append(look)
            if not self._timer.isActive():
                self._timer.start()

    def flush(self) -> None:
        """Hand what waits to the writer: the page is left, or the moment is over. It stays the look of who looked."""
        waiting, self._waiting = self._waiting, []
        self._timer.stop()
        if waiting:
            self._desk.writer.submit(access_log.note_views, self._desk.store, waiting, self._viewer)

    def before(self, look: Look, operation: Callable[..., Any]) -> Callable[..., Any]:
        """`operation`, which reads from the store first among its arguments, preceded by the note of a grave look."""
        if self._is_known(look):
            return operation

        def noted(store: Store, *args: object) -> object:
            access_log.note(store, look)
            return operation(store, *args)

        return noted

    def stands(self, look: Look) -> None:
        """A grave look was noted, and what it was of is shown."""
        if not self._is_known(look):
            self._remember(look)

    def _is_known(self, look: Look) -> bool:
        since = self._noted.get((self._desk.store.user, look))
        return since is not None and timedelta() <= self._desk.clock.now() - since < _SAME_LOOK

    def _remember(self, look: Look) -> None:
        self._noted[(self._desk.store.user, look)] = self._desk.clock.now()


def id_search(store: Store, typed: str) -> Look | None:
    """The look of a search, where a whole citizen ID was typed; what was typed stands nowhere, only whom it found."""
    digits = "".join(character for character in to_arabic(typed) if character not in "- ")
    if not citizen_id.is_valid(digits):
        return None
    found = store.find(Citizen, citizen_id=digits, merged_into=None)
    return Look(Access.SEARCH, found[0].id if found else "", "" if found else "nobody")


def looked(record_id: str, about: str, sealed_set: str) -> Look:
    """The look at a record, or at a list of a sensitive set; what a sealed one is about stays untold."""
    if sealed_set:
        return Look(Access.VIEW_SEALED, record_id or sealed_set)
    return Look(Access.VIEW, record_id, about)
