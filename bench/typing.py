"""Search as one types in the window over 50,000 citizens: from the key to the painted rows."""

from __future__ import annotations

import random
import statistics
import time

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from bench import Figure
from bench.made.offices import PASSWORD, crowded_office, folder
from bench.made.windows import open_window, settle
from sai_thong.db.store import Store
from sai_thong.demo.place import demo_clock
from sai_thong.registers.citizens.records import Citizen
from sai_thong.ui.kit import SearchField

PEOPLE = 50_000
WORDS = 25
MOST_KEY_MS = 25
MOST_OPEN_SECONDS = 0.5


def measure() -> list[Figure]:
    """Open the window on the list, then type names, ids and villages letter by letter."""
    with folder() as place:
        path = place / "office.saithong"
        with crowded_office(path, PEOPLE) as store:
            typed = _typed(store)
        started = time.perf_counter()
        with Store.open(path, password=PASSWORD, clock=demo_clock()) as store:
            shell = open_window(store, "citizens")
            table = _shown(shell)
            opened = time.perf_counter() - started
            settle()
            keys = [milliseconds for word in typed for milliseconds in _type(shell, table, word)]
            shell.close()
    return [
        Figure("from the accepted password to the usable list", opened, "s", most=MOST_OPEN_SECONDS),
        Figure("keys typed", len(keys), "keys"),
        Figure("key to painted rows, median", statistics.median(keys), "ms"),
        Figure("key to painted rows, 95 of 100", statistics.quantiles(keys, n=20)[-1], "ms", most=MOST_KEY_MS),
    ]


def _typed(store: Store) -> list[str]:
    chosen = random.Random(11).sample(store.find(Citizen), WORDS)
    return [
        text for each in chosen for text in (each.first_name, each.last_name, str(each.citizen_id), f"หมู่ {each.moo}")
    ]


def _shown(shell: QWidget) -> QTableView:
    """The list's grid, once it has painted rows."""
    while True:
        QApplication.processEvents()
        for table in shell.findChildren(QTableView):
            if table.isVisible() and table.model() is not None and table.model().rowCount() > 0:
                table.viewport().repaint()
                return table


def _type(shell: QWidget, table: QTableView, word: str) -> list[float]:
    """Type `word` into the search field; the milliseconds from each key to the rows painted for it."""
    field = next(each for each in shell.findChildren(SearchField) if each.isVisible())
    target = field.focusProxy() or field
    taken: list[float] = []
    for character in word:
        started = time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(target, event)
        QApplication.processEvents()
        table.viewport().repaint()
        taken.append((time.perf_counter() - started) * 1000)
    field.clear()
    settle()
    return taken
