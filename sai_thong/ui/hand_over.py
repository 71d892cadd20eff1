"""Who sits at the window: hiding it at once, coming back by password or PIN, handing it over without closing.

The store stays open and the exchange goes on. Another user finds the pages as they are when the program opens, with
what their own roles show; what the one before had typed and not saved is gone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from sai_thong.db.permits import Action
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.errors import BadInput, SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui.idle_lock import IdleLock
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.menu import Menu
from sai_thong.ui.pins import PinBook
from sai_thong.ui.unlock import UnlockScreen
from sai_thong.ui.work import Job, SerialWorker, StoreWorker

if TYPE_CHECKING:
    from sai_thong.db.slots import Unlocked
    from sai_thong.db.store import Store
    from sai_thong.ui.counter_mode import CounterScreen

LOCK = "Ctrl+L"
_IDLE_MINUTES: Final = 10
"""Where the office's setting says nothing, or cannot be read."""


class Curtain(QDialog):
    """Covers the window until somebody signs in; nothing else of the program can be reached meanwhile.

    Args:
        window: What it covers.
        screen: Asks for user and password.
    """

    def __init__(self, window: QWidget, screen: UnlockScreen) -> None:
        super().__init__(window)
        self.asks = screen
        self._may_close = False
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(_("Sai Thong"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(screen)
        self.setGeometry(window.geometry())

    def take_away(self) -> None:
        """Somebody signed in."""
        self._may_close = True
        self.close()
        self.deleteLater()

    def reject(self) -> None:
        """Esc leads nowhere."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The window stays covered, whatever closes windows."""
        event.setAccepted(self._may_close)


class Seat(QObject):
    """The place in front of one window.

    Args:
        store: The open store.
        clock: The clock.
        writer: The queue of everything that writes.
        window: The window.
        office: What the office is called.
        timer: Seconds that only grow, for the idle lock.

    Signals:
        taken(): Another user sits here now: everything is to be made anew.
    """

    taken = Signal()

    def __init__(
        self,
        store: Store,
        clock: Clock,
        writer: StoreWorker,
        window: QMainWindow,
        office: Callable[[], str],
        *,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._store = store
        self._clock = clock
        self._writer = writer
        self._window = window
        self._office = office
        self._worker: SerialWorker | None = None
        self._covered: list[QWidget] = []
        self.pins = PinBook(clock)
        self.curtain: Curtain | None = None
        self.counter: CounterScreen | None = None
        self.idle = IdleLock(self._minutes, self, timer=timer)
        self.idle.idle.connect(lambda: self.hide("idle"))

    def begin(self) -> None:
        """Look after the place from now on."""
        self.idle.begin()

    def close(self) -> None:
        """The window closes."""
        self.idle.end()
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _minutes(self) -> int:
        from sai_thong.registers.office.settings import IDLE_MINUTES, office_settings

        try:
            return office_settings(self._store).number(IDLE_MINUTES) or _IDLE_MINUTES
        except SaiThongError:  # a disk that fails must not leave everything on the screen
            return _IDLE_MINUTES

    def menu(self, beside: QWidget) -> QMenu:
        """Open a menu beside a widget: what the user at the window can do with the place."""
        menu = Menu(beside)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(keys.with_key(_("Hide the screen, or let another user in"), LOCK), lambda: self.hide("hidden"))
        if self._store.permits.allows("citizens", Action.VIEW):
            menu.addAction(_("At the counter…"), self.serve)
        menu.addAction(_("A PIN for today…"), self.ask_pin)
        menu.addAction(_("Change my password…"), self.ask_password)
        menu.popup(beside.mapToGlobal(beside.rect().topRight()))
        return menu

    def ask_pin(self) -> None:
        """Let the user choose a PIN by which to come back today."""
        from sai_thong.ui.secret_dialog import SecretDialog, pin_specs

        def take(values: Mapping[str, Any]) -> Job:
            return self._writer.submit(self.choose_pin, values["pin"])

        SecretDialog(_("A PIN for today"), pin_specs(), take, today=self._today, parent=self._window).exec()

    def ask_password(self) -> None:
        """Let the user change the own password."""
        from sai_thong.ui.secret_dialog import SecretDialog, password_specs

        def take(values: Mapping[str, Any]) -> Job:
            return self._writer.submit(self.change_password, values["old"], values["new"], values["again"])

        SecretDialog(_("Change my password"), password_specs(), take, today=self._today, parent=self._window).exec()

    def choose_pin(self, pin: str) -> None:
        """Let this user come back by a PIN today.

        Raises:
            BadInput: It is no PIN that serves.
        """
        from sai_thong.db.slots import Unlocked, password_mark

        store = self._store
        self.pins.choose(Unlocked(store.user, store.keys, ""), pin, password_mark(store.path, store.user))

    def change_password(self, old: str, new: str, again: str) -> None:
        """Give this user another password.

        Raises:
            BadInput: The new one was typed in two ways.
            WrongPassword: The present one is another.
            KeysRefused: The new one is empty.
        """
        from sai_thong.registers.trust.key_changes import change_own_password

        if new != again:
            raise BadInput(_("The two passwords differ."), do=_("Type the same password twice."))
        change_own_password(self._store, old, new)
        self.pins.forget(self._store.user)

    @property
    def _today(self) -> date:
        return bangkok_today(self._clock)

    def serve(self) -> None:
        """Show only the person who is being served, until somebody signs in again."""
        from sai_thong.db import access_log
        from sai_thong.ui.counter_mode import CounterScreen

        def note(look: access_log.Look) -> None:
            self._writer.submit(access_log.note_views, self._store, [look])

        def leave() -> None:
            self.counter = None
            self.hide("counter")

        self.counter = CounterScreen(self._store, self._window, today=self._today, note=note, leave=leave)
        self.keep_hidden()
        self.counter.open()

    # hiding

    def hide(self, why: str) -> None:
        """Hide everything at once and ask who comes."""
        if self.curtain is not None:
            return
        self.idle.end()
        self._cover_others()
        screen = UnlockScreen(self._office(), self._users(), covers=self._store.user)
        screen.unlock_asked.connect(self._sign_in)
        self.curtain = Curtain(self._window, screen)
        self.keep_hidden()
        self.curtain.show()
        screen.take_focus()
        self._writer.submit(_note_hidden, self._store, why)

    def keep_hidden(self) -> None:
        """Show the window's inside only where nothing hides it; to be said whenever that inside was made anew."""
        centre = self._window.centralWidget()
        if centre is not None:
            centre.setVisible(self.curtain is None and self.counter is None)

    def _users(self) -> list[str]:
        """Who may come back, the present one first; where the keys cannot be read now, that one alone."""
        from sai_thong.db import slots

        present = self._store.user
        try:
            return sorted(slots.users(self._store.path), key=lambda user: user != present)
        except SaiThongError:
            return [present]

    def _cover_others(self) -> None:
        """Dialogs of the program stay as they are, unseen; menus close."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.isVisible() and other.window() is other:
                other.setWindowOpacity(0)
                self._covered.append(other)

    def _uncover(self, *, close: bool) -> None:
        covered, self._covered = self._covered, []
        for other in covered:
            if not isValid(other):
                continue
            if close:
                other.close()
            other.setWindowOpacity(1)

    # coming back

    def _sign_in(self, user: str, secret: str) -> None:
        if self._worker is None:
            self._worker = SerialWorker(self)
        job = self._worker.submit(_opened, self._store, self._clock, self.pins, user, secret)
        job.done.connect(self._signed_in)
        job.failed.connect(self._refused)

    def _refused(self, error: SaiThongError) -> None:
        if self.curtain is not None:
            self.curtain.asks.show_error(error)

    def _signed_in(self, told: tuple[Unlocked, bool]) -> None:
        unlocked, by_pin = told
        if unlocked.user == self._store.user:
            self._writer.submit(_note_back, self._store, by_pin)
            self._show_again(close=False)
            return
        job = self._writer.submit(_handed_over, self._store, unlocked, by_pin)
        job.done.connect(lambda _done: self._take())
        job.failed.connect(self._refused)

    def _take(self) -> None:
        self.counter = None
        self._show_again(close=True)
        self.taken.emit()

    def _show_again(self, *, close: bool) -> None:
        self._uncover(close=close)
        curtain, self.curtain = self.curtain, None
        if curtain is not None:
            curtain.take_away()
        self.keep_hidden()
        self.idle.begin()


def _opened(store: Store, clock: Clock, pins: PinBook, user: str, secret: str) -> tuple[Unlocked, bool]:
    """The keys of who signs in, and whether a PIN gave them. What is digits alone may be either."""
    from sai_thong.db import slots
    from sai_thong.db.store import unlock

    found = pins.open(user, secret, slots.password_mark(store.path, user))
    if found is not None:
        return found, True
    return unlock(store.path, user, secret, clock), False


def _note_hidden(store: Store, why: str) -> None:
    from sai_thong.db import access_log
    from sai_thong.db.access_log import Access, Look

    access_log.note_views(store, [Look(Access.SIGN_OUT, store.file_id, why)])


def _note_back(store: Store, by_pin: bool) -> None:
    from sai_thong.db import access_log
    from sai_thong.db.access_log import Access, Look

    access_log.note_views(store, [Look(Access.SIGN_IN, store.file_id, "pin" if by_pin else "window")])
    access_log.take_in(store)


def _handed_over(store: Store, unlocked: Unlocked, by_pin: bool) -> None:
    """On the writer's thread, between two things that are written."""
    from sai_thong.registers.trust.permits import permits_of
    from sai_thong.sync.shut_sets import open_sets

    with store.by_program():
        permits = permits_of(store, unlocked.user)
    store.hand_over(unlocked, permits)
    _note_back(store, by_pin)
    open_sets(store)
