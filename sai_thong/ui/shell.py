"""The main window: side bar, pages loaded when first opened, keys, language, colours and size at run time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sai_thong.ground import language
from sai_thong.ground.clock import Clock, bangkok_today
from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers import consequences
from sai_thong.registers.office.operations import current_office
from sai_thong.registers.office.records import Office
from sai_thong.registers.trust.permits import follow
from sai_thong.sync.shut_sets import open_sets
from sai_thong.ui import theme
from sai_thong.ui.background_sync import BackgroundSync, OpenRound
from sai_thong.ui.backup_keeper import BackupKeeper
from sai_thong.ui.before_closing import BeforeClosing
from sai_thong.ui.display_menu import display_menu
from sai_thong.ui.focus_keeper import FocusKeeper
from sai_thong.ui.hand_over import LOCK, Seat
from sai_thong.ui.keys_dialog import KeysDialog
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.confirm import ErrorDialog
from sai_thong.ui.kit.over_page import OverPage
from sai_thong.ui.kit.states import StateView
from sai_thong.ui.office_hub import OfficeHub
from sai_thong.ui.page import Page, PageSpec
from sai_thong.ui.paper_to_print import PaperToPrint
from sai_thong.ui.preferences import Preferences
from sai_thong.ui.responsiveness import TidyUp, another_program_has_the_keys
from sai_thong.ui.side_bar import OfficeHeading, SideBar
from sai_thong.ui.sync_sign import SyncSign
from sai_thong.ui.updates_keeper import UpdatesKeeper
from sai_thong.ui.work import StoreWorker, as_told

if TYPE_CHECKING:
    from sai_thong.db.store import Store


@dataclass
class _Loaded:
    """A page that was opened, in its scroll area."""

    page: Page
    area: QScrollArea
    stale: bool = False


class Shell(QMainWindow):
    """The window. It is the `Desk` of its pages.

    Args:
        specs: The pages, in the order of the side bar.
        store: The open store.
        clock: The clock.
        office: Name and province, for the side bar.
        preferences: How to open.
        keep_preferences: Called with the preferences whenever they change.
        open_round: Opens a round of the exchange; the program's own when not given.
    """

    NARROW = 1120
    """Pixels at 100 % below which the side bar shows only icons."""

    def __init__(
        self,
        specs: Sequence[PageSpec],
        *,
        store: Store,
        clock: Clock,
        office: OfficeHeading,
        preferences: Preferences | None = None,
        keep_preferences: Callable[[Preferences], None] = lambda _preferences: None,
        open_round: OpenRound | None = None,
    ) -> None:
        super().__init__()
        self._all_specs = tuple(specs)
        self._store = store
        self._clock = clock
        self._office = office
        self._preferences = preferences or Preferences()
        self._keep = keep_preferences
        self._writer = StoreWorker(self)
        self._sync = BackgroundSync(store, self, open_round=open_round)
        self._sync.ended.connect(lambda ended: self._caught_up(ended.changes))
        self._hub = OfficeHub(store, self._sync, self)
        self.backups = BackupKeeper(store, self)
        self.updates = UpdatesKeeper(store, clock, self)
        self.updates.restart_wanted.connect(self.close)
        self._before_closing = BeforeClosing(self, self._sync, self.backups, self._writer)
        consequences.attach(store)
        TidyUp(lambda: not (self._writer.busy or self._sync.busy), another_program_has_the_keys, self)
        self._loaded: dict[str, _Loaded] = {}
        self._came_from: list[str] = []
        self._focus = FocusKeeper(self)
        self._key = ""
        self._over: OverPage | None = None
        self._writer.busy_changed.connect(self._tell_saving)
        self._writer.busy_changed.connect(self._focus.look_again)
        self.seat = Seat(store, clock, self._writer, self, lambda: self._office.name)
        self.seat.taken.connect(self._seat_anew)
        self._show_look()
        self._build()
        self._add_keys()
        self._stand_where_it_stood()
        self._open_first(self._preferences.page)

    # what pages work with

    @property
    def store(self) -> Store:
        """The open store."""
        return self._store

    @property
    def clock(self) -> Clock:
        """The clock."""
        return self._clock

    @property
    def writer(self) -> StoreWorker:
        """The queue of everything that writes."""
        return self._writer

    @property
    def sync(self) -> BackgroundSync:
        """The exchange with the office's other computers."""
        return self._sync

    @property
    def hub(self) -> OfficeHub:
        """The hub of the office, where this computer is it."""
        return self._hub

    def go(self, page: str, **state: object) -> None:
        """Open a page in a state; Esc comes back."""
        came_from = self._key
        if self.open_page(page):
            if came_from and came_from != page:
                self._came_from.append(came_from)
            if state:
                self._loaded[page].page.restore(state)

    def store_changed(self, changes: object) -> None:
        """Refresh the page shown; others when they are shown again."""
        self._tell_office(changes)
        if follow(self._store, changes):
            self._seat_anew()
        for key, loaded in self._loaded.items():
            if key == self._key:
                loaded.page.refresh(changes)
            else:
                loaded.stale = True

    def catch_up(self) -> None:
        """Do what was left to be done before this window was opened, and show it."""
        for left in (open_sets, consequences.catch_up):
            self._writer.submit(left, self._store).done.connect(self._caught_up)
        self._sync.begin()
        self._hub.begin()
        self.backups.begin()
        self.updates.begin()
        self.seat.begin()

    def _caught_up(self, changes: object) -> None:
        if changes:
            self.store_changed(changes)

    def _tell_office(self, changes: object) -> None:
        """The office's name stands in the frame of the window too."""
        touches = getattr(changes, "touches", None)
        if touches is not None and touches(Office):
            self._office = OfficeHeading.of(current_office(self._store))
            self.side_bar.show_office(self._office)
            self._show_title()

    def preview(self, pdf: bytes, *, title: str, file_name: str, paper: PaperToPrint | None = None) -> None:
        """Show a paper over the page."""
        from sai_thong.ui.preview import PrintPreview

        self.show_over(PrintPreview(pdf, title=title, file_name=file_name, paper=paper))

    def show_over(self, view: OverPage) -> None:
        """Show a view over the page until it is left."""
        self._close_over()
        view.closed.connect(self._close_over)
        self._over = view
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._focus.open(view)

    def fill_screen(self, filled: bool) -> None:
        """Give the page the whole screen; afterwards the window is as large as it was."""
        self.side_bar.setVisible(not filled)
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if filled else self.windowState() & ~full)

    # pages

    @property
    def page_key(self) -> str:
        """The key of the page shown."""
        return self._key

    def page(self, key: str = "") -> Page | None:
        """A page, if it was opened; the one shown when no key is given."""
        loaded = self._loaded.get(key or self._key)
        return loaded.page if loaded else None

    def open_page(self, key: str, *, back: bool = False) -> bool:
        """Show a page, made now if it was never open; False when it cannot be, or the one shown will not be left.

        With `back` the keys go to where they were in it.
        """
        present = self.page()
        if key == self._key and present is not None and self._over is None:
            self._focus.come_back(present)
            return True
        if key != self._key and present is not None and not present.may_leave():
            self.side_bar.show_chosen(self._key)
            return False
        self._close_over()
        if key not in self._loaded and not self._load(key):
            return False
        self._key = key
        loaded = self._loaded[key]
        self._stack.setCurrentWidget(loaded.area)
        if loaded.stale:
            loaded.stale = False
            loaded.page.refresh(None)
        self.side_bar.show_chosen(key)
        self._prefer(replace(self._preferences, page=key))
        (self._focus.come_back if back else self._focus.open)(loaded.page)
        return True

    def _open_first(self, wanted: str) -> None:
        self.open_page(wanted if wanted in {spec.key for spec in self._specs} else self._specs[0].key)

    def _load(self, key: str) -> bool:
        spec = next((spec for spec in self._specs if spec.key == key), None)
        if spec is None:  # the roles of this user do not show it
            return False
        try:
            module, _colon, name = spec.factory.partition(":")
            page: Page = getattr(import_module(module), name)(self)
        except Exception as error:
            self._show_failure(key, as_told(error))
            return False
        area = QScrollArea()
        area.setObjectName("pageArea")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self._stack.addWidget(area)
        self._loaded[key] = _Loaded(page, area)
        return True

    def _show_failure(self, key: str, error: SaiThongError) -> None:
        """In place of a page that could not be made: why, and a way to try again."""
        state = StateView()

        def try_again() -> None:
            self._stack.removeWidget(state)
            state.deleteLater()
            self.open_page(key)

        state.show_error(error, _("Try again"), try_again)
        self._stack.addWidget(state)
        self._stack.setCurrentWidget(state)
        self._key = ""
        self.side_bar.show_chosen(key)

    def _close_over(self) -> None:
        shown, self._over = self._over, None
        if shown is None:
            return
        shown.shut_down()
        self._stack.removeWidget(shown)
        shown.deleteLater()
        if self._key in self._loaded:
            self._stack.setCurrentWidget(self._loaded[self._key].area)
            self._focus.come_back(self._loaded[self._key].page)

    # language, colours, size

    @property
    def preferences(self) -> Preferences:
        """How the window is shown now."""
        return self._preferences

    def set_language(self, code: str) -> None:
        """Show everything in another language; pages are made anew and keep their state."""
        self._prefer(replace(self._preferences, language=code))
        self._make_anew()

    def set_dark(self, dark: bool) -> None:
        """Light or dark."""
        self._prefer(replace(self._preferences, dark=dark))
        self._make_anew()

    def set_scale(self, scale: int) -> None:
        """Large print, in percent."""
        self._prefer(replace(self._preferences, scale=scale))
        self._make_anew()

    def set_dense(self, dense: bool) -> None:
        """Rows of 32 or of 40."""
        self._prefer(replace(self._preferences, dense=dense))
        self._make_anew()

    def _prefer(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._keep(preferences)

    def _show_look(self) -> None:
        language.use(self._preferences.language)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.use(app, self._preferences.look())

    def _make_anew(self) -> None:
        """Everything again in the present language, colours and size, in the state it was in."""
        states = {key: loaded.page.state() for key, loaded in self._loaded.items()}
        for loaded in self._loaded.values():
            loaded.page.give_up()
        shown = self._key
        self._close_over()
        self.fill_screen(False)
        self._show_look()
        self._loaded.clear()
        self._key = ""
        old = self.takeCentralWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self._build()
        for key, state in states.items():
            if self._load(key) and state:
                self._loaded[key].page.restore(state)
        if shown:
            self.open_page(shown)
        self.seat.keep_hidden()

    def _seat_anew(self) -> None:
        """Other roles, or another user: every page as when the program opens."""
        for loaded in self._loaded.values():
            loaded.page.give_up()
        key, self._key = self._key, ""
        self._loaded.clear()
        self._came_from.clear()
        self._make_anew()
        self._open_first(key)

    # the window itself

    def _build(self) -> None:
        self._specs = tuple(each for each in self._all_specs if each.is_for(self._store))
        self._show_title()
        centre = QWidget()
        line = QHBoxLayout(centre)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.side_bar = SideBar(self._specs, self._office, self._store.user)
        self.side_bar.page_asked.connect(self.open_page)
        self.side_bar.display_asked.connect(self.open_display_menu)
        self.side_bar.user_asked.connect(self.open_user_menu)
        self._stack = QStackedWidget()
        self.sync_sign = SyncSign(self._sync, lambda: bangkok_today(self._clock), lambda: self.go("sync"))
        pages = QVBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self.sync_sign)
        pages.addWidget(self._stack, 1)
        line.addWidget(self.side_bar)
        line.addLayout(pages, 1)
        self.setCentralWidget(centre)
        self._tell_saving(self._writer.busy)
        self._fit_side_bar()

    def _show_title(self) -> None:
        self.setWindowTitle(f"{_('Sai Thong')} – {self._office.name}")

    def _add_keys(self) -> None:
        for key, run in (
            (keys.REFRESH, self._read_again),
            (keys.HELP, self.show_keys),
            ("F9", self.open_display_menu),
            (LOCK, lambda: self.seat.hide("hidden")),
        ):
            QShortcut(QKeySequence(key), self, run)

    def _read_again(self) -> None:
        page = self.page()
        if page is not None:
            page.refresh(None)

    def show_keys(self) -> None:
        """All keys of the window."""
        KeysDialog([_(spec.title) for spec in self._specs], self).exec()

    def open_display_menu(self) -> QMenu:
        """Language, colours, size and row height."""
        return display_menu(self, self.side_bar)

    def open_user_menu(self) -> QMenu:
        """Hiding the screen, handing it over, the PIN of the day."""
        return self.seat.menu(self.side_bar.user_button)

    def _tell_saving(self, busy: bool) -> None:
        self.side_bar.set_status(_("Working…") if busy else _("Everything is saved"))

    def tell_error(self, error: SaiThongError) -> None:
        """Tell an error that no page can show."""
        ErrorDialog(self, error).exec()

    def _fit_side_bar(self) -> None:
        self.side_bar.set_slim(self.width() < theme.current().px(self.NARROW))

    def _stand_where_it_stood(self) -> None:
        self.setMinimumSize(800, 560)
        kept = QByteArray.fromBase64(self._preferences.geometry.encode())
        if kept.isEmpty() or not self.restoreGeometry(kept):
            room = self.screen().availableGeometry()
            self.resize(min(1366, room.width()), min(768, room.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Narrow, the side bar shows only icons."""
        super().resizeEvent(event)
        self._fit_side_bar()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc, also in the side bar: leave what stands over the page or in it, then go where one came from."""
        page = self.page()
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._over is not None:
            self._over.close_view()
        elif not (page is not None and page.go_back()) and self._came_from:
            self.open_page(self._came_from.pop(), back=True)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask pages with unsaved work, finish what is being written, keep where the window stood."""
        if not all(loaded.page.may_leave() for loaded in self._loaded.values()):
            event.ignore()
            return
        if self._before_closing.waits():
            event.ignore()
            return
        self._close_over()
        geometry = self.saveGeometry().toBase64().toStdString()
        self._prefer(replace(self._preferences, geometry=geometry))
        for loaded in self._loaded.values():
            loaded.page.looks.flush()
        self._writer.close()
        # Whatever a request under way would still bring comes again next time: nobody waits for it.
        self._sync.close(wait=False)
        self._hub.close()
        self.backups.close()
        self.updates.close()
        self.seat.close()
        event.accept()
