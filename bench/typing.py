"""Search as one types in the window over 50,000 citizens: from the key to the painted rows."""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from bench import Figure, p95
from bench.made.offices import PASSWORD, USER, crowded_office, folder
from bench.made.windows import application, settle
from sai_thong.app import Program
from sai_thong.db.keys import Kdf, SaltedKdf, calibrate
from sai_thong.db.store import Store
from sai_thong.demo.place import demo_clock
from sai_thong.ground.places import home
from sai_thong.registers.citizens.records import Citizen
from sai_thong.ui import preferences
from sai_thong.ui.entrance import recent
from sai_thong.ui.kit import SearchField
from sai_thong.ui.shell import Shell
from sai_thong.ui.unlock import UnlockScreen

PEOPLE = 50_000
WORDS = 25
MOST_KEY_MS = 25
MOST_OPEN_SECONDS = 0.5
TYPING_SECONDS = 3
"""How long a person types a password."""


def measure() -> list[Figure]:
    """Open the window on the list, then type names, ids and villages letter by letter."""
    with folder() as place:
        path = place / "office.saithong"
        cost = calibrate()
        with crowded_office(path, PEOPLE, cost) as store:
            typed = _typed(store)
        shell, table, opened = _opened(path)
        settle()
        keys = [milliseconds for word in typed for milliseconds in _type(shell, table, word)]
        shell.close()
        shell.store.close()
        # The quickest of several: what another program took from argon2 is not taken off our own part.
        derived = min(_derived(cost) for _each in range(5))
    return [
        Figure("from the password to the usable list", opened, "s"),
        Figure("of which argon2", derived, "s"),
        Figure("from the accepted password to the usable list", opened - derived, "s", most=MOST_OPEN_SECONDS),
        Figure("keys typed", len(keys), "keys"),
        Figure("key to painted rows, median", statistics.median(keys), "ms"),
        Figure("key to painted rows, 95 of 100", p95(keys), "ms", most=MOST_KEY_MS),
    ]


def _opened(path: Path) -> tuple[Shell, QTableView, float]:
    """The window, its list, and the seconds from Enter on the unlock screen until the list is painted."""
    preferences.save(home() / "window.json", preferences.Preferences(page="citizens"))
    recent.save(home() / "recent.json", recent.Recent(str(path), "วัด", (USER,)))
    program = Program(application(), home(), demo_clock())
    program.start(None, None)
    screen = next(each for each in QApplication.allWidgets() if isinstance(each, UnlockScreen))
    settle(TYPING_SECONDS)
    screen.password_field.setText(PASSWORD)
    started = time.perf_counter()
    screen.ask()
    while not (shells := [each for each in QApplication.topLevelWidgets() if isinstance(each, Shell)]):
        # Waiting in the event loop as the program does: turning in it would take a core from argon2.
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    table = _shown(shells[0])
    return shells[0], table, time.perf_counter() - started


def _derived(cost: Kdf) -> float:
    """The seconds argon2 takes for one password."""
    salted = SaltedKdf.fresh(cost)
    started = time.perf_counter()
    salted.key(PASSWORD)
    return time.perf_counter() - started


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
