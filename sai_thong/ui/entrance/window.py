"""The window before the window: welcome, first run, unlock, recovery; it ends with an open store.

The store and all screens but the unlock screen are loaded when they are needed: the first thing a person sees every
morning must not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sai_thong.db.damage_note import is_damaged
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.errors import EnvironmentTrouble, SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui.entrance.recent import Recent
from sai_thong.ui.kit.banner import Banner
from sai_thong.ui.theme import Tone
from sai_thong.ui.unlock import UnlockScreen
from sai_thong.ui.work import SerialWorker

if TYPE_CHECKING:
    from sai_thong.db.recovery import RecoverySheet
    from sai_thong.db.slots import Kdf
    from sai_thong.db.store import Store
    from sai_thong.sync.recovering import Recovered
    from sai_thong.ui.entrance.first_run import FirstRunWizard, NewOffice
    from sai_thong.ui.entrance.joining import JoinWizard, NewComputer
    from sai_thong.ui.entrance.new_password import NewPasswordScreen


class EntranceWindow(QStackedWidget):
    """Leads to an open store. Everything slow (the password's key above all) runs off the window's thread.

    Args:
        clock: The clock.
        recent: What was open last on this machine.
        language: ``th`` or ``en``, for the switch.

    Signals:
        opened(object): The open `Store`.
        language_asked(str): The other language was asked for.
    """

    opened = Signal(object)
    language_asked = Signal(str)

    def __init__(self, *, clock: Clock, recent: Recent, language: str = "th", kdf: Kdf | None = None) -> None:
        super().__init__()
        self._clock = clock
        self._language = language
        self._kdf = kdf
        self._worker = SerialWorker(self)
        self._office = recent.office
        self._store = Path(recent.store) if recent.store else Path()
        self.setWindowTitle(_("Sai Thong"))
        if recent.store and self._store.is_file():
            self.ask_password(self._store, recent.users)
        else:
            self.welcome()

    # screens

    def welcome(self) -> None:
        """Ask where the office's file is."""
        from sai_thong.ui.entrance.welcome import WelcomeScreen

        screen = WelcomeScreen()
        screen.create_asked.connect(self.first_run)
        screen.join_asked.connect(self.join)
        screen.open_asked.connect(self._choose_file)
        screen.restore_asked.connect(self._choose_backup)
        self._show(screen)

    def first_run(self) -> None:
        """Set up a new office."""
        from PySide6.QtCore import QStandardPaths

        from sai_thong.ui.entrance.first_run import FirstRunWizard

        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        screen = FirstRunWizard(Path(documents or Path.home()), today=bangkok_today(self._clock))
        screen.left.connect(self.welcome)
        screen.asked.connect(lambda wanted: self._create(screen, wanted))
        self._show(screen)
        screen.take_focus()

    def join(self) -> None:
        """Make this computer one of an office that exists."""
        from PySide6.QtCore import QStandardPaths

        from sai_thong.ui.entrance.joining import JoinWizard

        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        screen = JoinWizard(Path(documents or Path.home()), clock=self._clock)
        screen.left.connect(self.welcome)
        screen.asked.connect(lambda wanted: self._join(screen, wanted))
        self._show(screen)
        screen.take_focus()

    def ask_password(self, store: Path, users: Sequence[str] = ()) -> None:
        """Ask for the password of an office's file; `users` are read from its keys where they are not known."""
        self._store = store
        screen = UnlockScreen(self._office or store.stem, users or self._users(), language=self._language)
        screen.unlock_asked.connect(self._open)
        screen.recovery_asked.connect(self.with_recovery_sheet)
        screen.language_asked.connect(self.language_asked.emit)
        self._show(screen)
        if is_damaged(store):
            self._offer_bringing_back(screen)
        screen.take_focus()

    def with_recovery_sheet(self) -> None:
        """Set a new password by the recovery sheet."""
        from sai_thong.ui.entrance.new_password import NewPasswordScreen

        screen = NewPasswordScreen(self._users(), today=bangkok_today(self._clock))
        screen.left.connect(lambda: self.ask_password(self._store))
        screen.asked.connect(lambda code, user, password: self._reset(screen, code, user, password))
        self._show(screen)

    def _users(self) -> tuple[str, ...]:
        """Who can open the file; nobody where its keys cannot be read, which opening will tell."""
        from sai_thong.db import slots

        try:
            return slots.users(self._store)
        except SaiThongError:
            return ()

    # work

    def _open(self, user: str, password: str) -> None:
        def opening() -> Store:
            from sai_thong.db.store import Store

            # What is damaged is only read: nothing new shall stand in it.
            write = not is_damaged(self._store)
            return Store.open(self._store, user=user, password=password, clock=self._clock, write=write)

        self._run(opening, self.opened.emit, self.tell_not_opened)

    def tell_not_opened(self, error: SaiThongError) -> None:
        """Say why an office did not open, and offer the way out of damage."""
        from sai_thong.db.errors import DamagedFile

        screen = self.currentWidget()
        if not isinstance(screen, UnlockScreen):
            self._tell(error)
            return
        screen.show_error(error)
        if isinstance(error, DamagedFile):
            self._offer_bringing_back(screen)

    def _offer_bringing_back(self, screen: UnlockScreen) -> None:
        """A damaged file: its newest backup and what it still holds make a new one."""
        words = _("This file is damaged. What it still holds and its newest backup make a new one.")
        screen.banners.tell(
            Banner(words, Tone.BAD, action=_("Bring it back…"), run=self._choose_for_bringing_back, closable=False)
        )

    def _choose_for_bringing_back(self) -> None:
        """Ask for the backup and for the new file, then for the password."""
        from PySide6.QtWidgets import QFileDialog

        from sai_thong.db.backup_plan import own_folder
        from sai_thong.ui.entrance.file_wizard import SUFFIX

        folder = str(own_folder(self._store))
        words = _("Backups ({pattern})").format(pattern=f"*{SUFFIX}-backup")
        made, _chosen = QFileDialog.getOpenFileName(self, _("The newest backup"), folder, words)
        if not made:
            return
        proposed = str(self._store.with_name(f"{self._store.stem}-2{SUFFIX}"))
        target, _chosen = QFileDialog.getSaveFileName(
            self, _("Where the office's file shall be"), proposed, f"*{SUFFIX}"
        )
        if target:
            screen = UnlockScreen(self._office or self._store.stem, self._users(), language=self._language)
            screen.unlock_asked.connect(partial(self._bring_back, screen, Path(made), Path(target)))
            screen.language_asked.connect(self.language_asked.emit)
            self._show(screen)
            screen.take_focus()

    def _bring_back(self, screen: UnlockScreen, made: Path, target: Path, user: str, password: str) -> None:
        damaged, clock = self._store, self._clock

        def bringing() -> tuple[Recovered, Store]:
            from sai_thong.db.store import Store
            from sai_thong.registers.catalogue import RECORD_TYPES
            from sai_thong.sync.recovering import recover

            told = recover(damaged, made, target, user=user, password=password, clock=clock, record_types=RECORD_TYPES)
            return told, Store.open(target, user=user, password=password, clock=clock)

        self._run(bringing, lambda done: self._show_brought_back(*done), screen.show_error)

    def _show_brought_back(self, told: Recovered, store: Store) -> None:
        from sai_thong.ui.entrance.bringing_back import BroughtBackScreen

        screen = BroughtBackScreen(told)
        screen.finished.connect(lambda: self.opened.emit(store))
        self._show(screen)

    def _join(self, screen: JoinWizard, wanted: NewComputer) -> None:
        from sai_thong.ui.entrance.joining import join_office

        def joined(_joined: object) -> None:
            self._store, self._office = wanted.store, ""
            if wanted.user:
                self._run(opening, self.opened.emit, screen.show_error)
            else:
                self.with_recovery_sheet()

        def opening() -> Store:
            from sai_thong.db.store import Store

            return Store.open(wanted.store, user=wanted.user, password=wanted.secret, clock=self._clock)

        job = self._worker.submit(join_office, wanted, self._clock, reports_progress=True)
        job.done.connect(joined)
        job.failed.connect(screen.show_error)
        screen.follow(job)

    def _create(self, screen: FirstRunWizard, wanted: NewOffice) -> None:
        def creating() -> tuple[Store, list[RecoverySheet]]:
            from sai_thong.db.store import Store
            from sai_thong.registers.office.operations import set_office
            from sai_thong.registers.sensitive_sets import SENSITIVE_SETS

            store, sheets = Store.create(
                wanted.store,
                office=wanted.office.name,
                user=wanted.user,
                password=wanted.password,
                clock=self._clock,
                sets=SENSITIVE_SETS,
                kdf=self._kdf,
            )
            # The file is there, and its sheets are shown this once; who the office is can be said again later.
            with suppress(EnvironmentTrouble):
                set_office(store, wanted.office)
            return store, sheets

        self._run(creating, lambda made: self._show_sheets(*made), screen.show_error)

    def _show_sheets(self, store: Store, sheets: list[RecoverySheet]) -> None:
        from sai_thong.ui.entrance.recovery_sheets import RecoverySheetsScreen

        screen = RecoverySheetsScreen(sheets)
        screen.print_asked.connect(self._print_sheets)
        screen.finished.connect(lambda: self.opened.emit(store))
        self._show(screen)

    def _print_sheets(self, sheets: tuple[RecoverySheet, ...]) -> None:
        # ReportLab is loaded only where a paper is printed.
        from sai_thong.forms.office.recovery_sheet import recovery_sheets
        from sai_thong.ui.preview import PrintPreview

        preview = PrintPreview(
            recovery_sheets(sheets, clock=self._clock).pdf(), title=_("Recovery sheets"), file_name=_("Recovery sheets")
        )
        place = self.currentIndex()
        preview.closed.connect(lambda: self._back_to(place, preview))
        self.addWidget(preview)
        self.setCurrentWidget(preview)
        preview.take_focus()

    def _back_to(self, place: int, left: QWidget) -> None:
        self.setCurrentIndex(place)
        self.removeWidget(left)
        left.deleteLater()

    def _reset(self, screen: NewPasswordScreen, code: str, user: str, password: str) -> None:
        def resetting() -> Store:
            from sai_thong.db.store import Store
            from sai_thong.registers.trust.key_changes import reset_password_by_sheet

            reset_password_by_sheet(self._store, code, user, password, self._clock)
            return Store.open(self._store, user=user, password=password, clock=self._clock)

        self._run(resetting, self.opened.emit, screen.show_error)

    def _choose_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        from sai_thong.ui.entrance.file_wizard import SUFFIX

        name, _chosen = QFileDialog.getOpenFileName(
            self, _("Open the office's file"), "", _("Office files ({pattern})").format(pattern=f"*{SUFFIX}")
        )
        if name:
            self._office = ""
            self.ask_password(Path(name))

    def _choose_backup(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        from sai_thong.db import backup
        from sai_thong.ui.entrance.file_wizard import SUFFIX

        name, _chosen = QFileDialog.getOpenFileName(
            self, _("Restore from a backup"), "", _("Backups ({pattern})").format(pattern=f"*{SUFFIX}-backup")
        )
        if not name:
            return
        target, _chosen = QFileDialog.getSaveFileName(
            self, _("Where the office's file shall be"), f"{Path(name).stem}{SUFFIX}", f"*{SUFFIX}"
        )
        if target:
            restored = Path(target)
            self._run(
                lambda: backup.restore(Path(name), restored), lambda _done: self.ask_password(restored), self._tell
            )

    def _run(
        self,
        work: Callable[[], object],
        done: Callable[..., object],
        failed: Callable[[SaiThongError], object],
    ) -> None:
        job = self._worker.submit(work)
        job.done.connect(done)
        job.failed.connect(failed)

    def _tell(self, error: SaiThongError) -> None:
        screen = self.currentWidget()
        banners = getattr(screen, "banners", None)
        if banners is not None:
            banners.tell(Banner(str(error), Tone.BAD))

    def _show(self, screen: QWidget) -> None:
        before = self.currentWidget()
        self.addWidget(screen)
        self.setCurrentWidget(screen)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let what is running finish, so that no half-made file is left."""
        self._worker.close()
        super().closeEvent(event)
