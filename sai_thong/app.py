"""The window's program: composes store, clock, look and pages. The only place that does."""

from __future__ import annotations

import argparse
import atexit
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from sai_thong.ground import language, log, resources
from sai_thong.ground.clock import Clock, SystemClock
from sai_thong.ground.crash import CrashWatch, waiting_reports
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.places import crash_folder, home, log_folder
from sai_thong.ui import preferences, theme
from sai_thong.ui.entrance import recent
from sai_thong.ui.entrance.window import EntranceWindow
from sai_thong.ui.load_ahead import LoadAhead, parts_of_pages, parts_of_window
from sai_thong.ui.responsiveness import keep_collection_from_threads

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.registers.office.records import Office
    from sai_thong.ui.shell import Shell

PASSWORD_VARIABLE = "SAI_THONG_PASSWORD"
_SETTLED_MS = 1_000
"""After this the window that was opened stands, and its other pages may be loaded."""


class Program:
    """From the entrance to the window and back: one office at a time.

    Attributes:
        shell: The window that is open; None at the entrance.
    """

    def __init__(self, application: QApplication, folder: Path, clock: Clock) -> None:
        self._application = application
        self._preferences_path = folder / "window.json"
        self._recent_path = folder / "recent.json"
        self._clock = clock
        self._entrance: EntranceWindow | None = None
        self.shell: Shell | None = None
        self._stick: Path | None = None

    def start(self, store: Path | None, password: str | None, stick: Path | None = None) -> None:
        """Show the entrance, or with `store` and `password` the window at once; a `stick` is taken in once it stands.

        Args:
            store: The office's file; the one opened last when not given.
            password: The password of its one user.
            stick: A file of an exchange by stick that somebody opened.
        """
        self._stick = stick
        liked = preferences.load(self._preferences_path)
        language.use(liked.language)
        theme.use(self._application, liked.look())
        known = recent.load(self._recent_path)
        if store is not None:
            known = recent.Recent(str(store.resolve()), known.office if known.store == str(store.resolve()) else "")
        if store is not None and password is not None:
            from sai_thong.db.store import Store

            try:
                self._open_window(Store.open(store, password=password, clock=self._clock))
                return
            except SaiThongError as error:
                sys.stderr.write(f"{error}\n")
        self._show_entrance(known)

    def _show_entrance(self, known: recent.Recent) -> None:
        entrance = EntranceWindow(clock=self._clock, recent=known, language=language.current())
        entrance.opened.connect(self._open_window)
        entrance.language_asked.connect(lambda code: self._speak(code, known))
        self._entrance = entrance
        entrance.resize(theme.current().px(1100), theme.current().px(720))
        entrance.show()
        LoadAhead(parts_of_window(preferences.load(self._preferences_path).page), entrance)

    def _speak(self, code: str, known: recent.Recent) -> None:
        """The entrance in another language; the window will open in it too."""
        from dataclasses import replace

        liked = replace(preferences.load(self._preferences_path), language=code)
        preferences.save(self._preferences_path, liked)
        language.use(code)
        before = self._entrance
        self._show_entrance(known)
        if before is not None:
            before.close()

    def _open_window(self, store: Store) -> None:
        # The window's own parts are loaded once there is something to show in it.
        from sai_thong.db import access_log, slots
        from sai_thong.ui.crash_report import tell_of_mistakes
        from sai_thong.ui.pages import PAGES
        from sai_thong.ui.shell import Shell
        from sai_thong.ui.side_bar import OfficeHeading

        try:
            office = OfficeHeading.of(_admitted(store))
            users = sorted(slots.users(store.path), key=lambda user: user != store.user)
        except SaiThongError as error:  # a page of the file that cannot be read
            store.close()
            if self._entrance is None:
                raise
            self._entrance.tell_not_opened(error)
            return
        recent.save(self._recent_path, recent.Recent(str(store.path.resolve()), office.name, tuple(users)))
        self.shell = Shell(
            PAGES,
            store=store,
            clock=self._clock,
            office=office,
            preferences=preferences.load(self._preferences_path),
            keep_preferences=lambda liked: preferences.save(self._preferences_path, liked),
        )
        self.shell.show()
        tell_of_mistakes(self.shell, waiting_reports(crash_folder()))
        QTimer.singleShot(0, self.shell, lambda: log.logger("ui").info("the window is open"))
        LoadAhead(parts_of_pages(), self.shell, after_ms=_SETTLED_MS)
        self.shell.writer.submit(access_log.signed_in, store)
        QTimer.singleShot(_SETTLED_MS, self.shell, self.shell.catch_up)
        if self._stick is not None:
            self.shell.go("sync", section="stick", file=str(self._stick))
            self._stick = None
        if self._entrance is not None:
            self._entrance.close()
            self._entrance = None

    def ended(self) -> int:
        """Every window has closed: change the version where somebody agreed to that.

        Returns:
            The exit code: 0, or the one by which the starter opens the program again.
        """
        if self.shell is None:
            return 0
        try:
            opens_again = self.shell.updates.end()
        except SaiThongError as error:
            log.logger("ui").warning("the version was not changed: %s", type(error).__name__)
            return 0
        from sai_thong.updates.installation import RESTART

        return RESTART if opens_again else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the program; gives the exit code of its event loop."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    parser = argparse.ArgumentParser(prog="sai-thong-window")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the office's file, or one from a stick")
    parser.add_argument("--store", type=Path, default=None, metavar="FILE")
    chosen = parser.parse_args(arguments)
    log.start(log_folder())
    log.note_uncaught_errors()
    clock = SystemClock()
    watch = CrashWatch(crash_folder(), clock, {"Qt": qVersion()})
    watch.begin()
    keep_collection_from_threads()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Sai Thong")
    application.setWindowIcon(QIcon(str(resources.path("program/sai-thong.png"))))
    program = Program(application, home(), clock)
    stick = chosen.file if chosen.file is not None and _is_of_a_stick(chosen.file) else None
    store = chosen.store or (chosen.file if stick is None else None)
    program.start(store, os.environ.get(PASSWORD_VARIABLE), stick)
    code = application.exec()
    watch.end()
    ended = program.ended()
    _end_drawing()
    return code or ended


def _end_drawing() -> None:
    """Let the last pages go to the printer; as the last thing of all, nobody draws any more.

    PDFium is taken down with the program, which it does not survive while another thread is in it.
    """
    from sai_thong.ground.pdfium import PDFIUM
    from sai_thong.ui.outgoing_prints import outgoing_prints

    outgoing_prints().finish()
    atexit.unregister(PDFIUM.acquire)  # a second would wait for the first, for good
    atexit.register(PDFIUM.acquire)


def _admitted(store: Store) -> Office | None:
    """Hold the user of the store to the roles, and give whose store it is."""
    from sai_thong.registers.office.operations import current_office
    from sai_thong.registers.trust.permits import admit

    admit(store)
    return current_office(store)


def _is_of_a_stick(file: Path) -> bool:
    from sai_thong.sync.stick import SUFFIX

    return file.suffix == SUFFIX


if __name__ == "__main__":
    sys.exit(main())
