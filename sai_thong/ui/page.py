"""What a page is to the shell, and what the shell offers a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sai_thong.db.permits import Action
from sai_thong.ground.clock import Clock
from sai_thong.ground.errors import SaiThongError
from sai_thong.ui.kit.banner import Banner, BannerStack
from sai_thong.ui.kit.over_page import OverPage, page_column
from sai_thong.ui.kit.progress import ProgressStrip
from sai_thong.ui.kit.search import SearchField
from sai_thong.ui.looks import Looks, id_search, looked
from sai_thong.ui.paper_to_print import PaperToPrint
from sai_thong.ui.process_work import ProcessJob, run_in_process
from sai_thong.ui.work import Job, StoreWorker

if TYPE_CHECKING:
    from sai_thong.db.store import Store
    from sai_thong.ui.background_sync import BackgroundSync
    from sai_thong.ui.backup_keeper import BackupKeeper
    from sai_thong.ui.office_hub import OfficeHub
    from sai_thong.ui.updates_keeper import UpdatesKeeper


@dataclass(frozen=True)
class PageSpec:
    """A page of the shell, loaded when it is first opened.

    Attributes:
        key: Its name in code and in the saved state.
        title: English msgid of its name in the side bar.
        icon: A name in ``resources/icons``.
        factory: ``package.module:callable``; called with the `Desk`, returns the `Page`.
        register: Who may not view it does not see the page; empty for everybody's.
    """

    key: str
    title: str
    icon: str
    factory: str
    register: str = ""

    def is_for(self, store: Store) -> bool:
        """Whether the roles of this user show the page."""
        return not self.register or store.permits.allows(self.register, Action.VIEW)


class Desk(Protocol):
    """What a page works with. The shell is one; a test hands in its own."""

    @property
    def store(self) -> Store:
        """The open store; reading is allowed on the window's thread when it is quick, writing never."""

    @property
    def clock(self) -> Clock:
        """The clock."""

    @property
    def writer(self) -> StoreWorker:
        """The queue of everything that writes, or reads for longer than a blink."""

    @property
    def sync(self) -> BackgroundSync:
        """The exchange with the office's other computers."""

    @property
    def hub(self) -> OfficeHub:
        """The hub of the office, where this computer is it."""

    @property
    def backups(self) -> BackupKeeper:
        """The backups of this machine."""

    @property
    def updates(self) -> UpdatesKeeper:
        """The versions of the program."""

    def go(self, page: str, **state: object) -> None:
        """Open another page in a state, such as ``desk.go("citizens", chosen=citizen.id)``."""

    def store_changed(self, changes: object) -> None:
        """Tell every loaded page what an operation changed (`db.ChangeSet`), so that it refreshes only that."""

    def preview(self, pdf: bytes, *, title: str, file_name: str, paper: PaperToPrint | None = None) -> None:
        """Show a paper in the print preview, over the page.

        `title` names the print job and `file_name` is proposed for saving: neither may tell personal data of a
        sensitive set. With `paper` the preview can ask for the data alone, moved as a printer needs it.
        """

    def show_over(self, view: OverPage) -> None:
        """Show a view over the page until it is left."""

    def fill_screen(self, filled: bool) -> None:
        """Give the page the whole screen, without frame and side bar; or take it back."""


def _nothing(_result: object) -> None:
    """For a result that nobody waits for."""


def _takes_keys(widget: QWidget, page: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus.value
    return page.isAncestorOf(widget) and widget.isVisibleTo(page) and bool(widget.focusPolicy().value & tab)


class Page(QWidget):
    """The base of every page: margins, notices, progress, state.

    Put widgets into `column`. A page is made anew when the language changes: whatever must survive goes through
    `state` and `restore`.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.column = page_column(self)
        self.banners = BannerStack()
        self.progress = ProgressStrip()
        self.looks = Looks(desk, self)
        self._given_up = False

    def give_up(self) -> None:
        """The shell made this page anew: results still under way are not for it any more."""
        self._given_up = True
        self.looks.flush()

    def add_notices(self) -> None:
        """Put the banners and the progress strip here: call it right after the header was added."""
        self.column.addWidget(self.banners)
        self.column.addWidget(self.progress)

    # to be said by pages

    def state(self) -> dict[str, Any]:
        """What must survive a change of language: plain data."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what `state` says; also called by `Desk.go` with its keywords."""

    def refresh(self, changes: object = None) -> None:
        """The store changed (`db.ChangeSet`), or F5 was pressed (None): read again what is shown."""

    def go_back(self) -> bool:
        """Esc: leave what is open inside the page; False when there is nothing to leave."""
        return False

    def may_leave(self) -> bool:
        """Whether the page can be left now; a page with unsaved work asks the person here."""
        return True

    def take_focus(self) -> None:
        """The page was opened: give the keys to its search field, or to the first widget that takes them."""
        search = self.findChild(SearchField)
        target: QWidget | None = search if search is not None and search.isVisibleTo(self) else self.nextInFocusChain()
        while target is not None and target is not self and not _takes_keys(target, self):
            target = target.nextInFocusChain()
        if target is not None and target is not self:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # for pages to call

    def write(
        self,
        operation: Callable[..., Any],
        *args: object,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[SaiThongError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        busy: str = "",
        reports_progress: bool = False,
    ) -> Job:
        """Run `operation` on the writer's thread; its result or error comes back on the window's.

        Without `failed`, an error is told as a banner. An outcome with ``changes`` refreshes the loaded pages. With
        `reports_progress` the operation takes a keyword ``report`` (`work.Report`) and can be cancelled.
        """
        job = self.desk.writer.submit(operation, *args, reports_progress=reports_progress)

        def tell_changes(result: object) -> None:
            changes = getattr(result, "changes", None)
            if changes is not None:
                self.desk.store_changed(changes)

        job.done.connect(tell_changes)  # also when this page was made anew meanwhile: the new one must know
        self._follow(job, done or _nothing, failed, cancelled, busy, can_cancel=reports_progress)
        return job

    def work(
        self,
        function: Callable[..., Any],
        *args: object,
        done: Callable[[Any], object],
        failed: Callable[[SaiThongError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        busy: str = "",
        reports_progress: bool = False,
    ) -> ProcessJob:
        """Run a pure function on plain data in a process of its own, with progress and cancel; see `run_in_process`."""
        job = run_in_process(function, *args, reports_progress=reports_progress, parent=self)
        self._follow(job, done, failed, cancelled, busy, can_cancel=True)
        return job

    def looked_at(self, record_id: str, about: str = "") -> None:
        """The record of a person is shown, with what is masked masked: noted in the access log within a second."""
        self.looks.add(looked(record_id, about, ""))

    def searched(self, typed: str) -> None:
        """Somebody typed into a field that finds persons: a search by a whole citizen ID is noted."""
        look = id_search(self.desk.store, typed)
        if look is not None:
            self.looks.add(look)

    def tell_error(self, error: SaiThongError) -> None:
        """Tell an error as a banner."""
        self.banners.tell(Banner.of_error(error))

    def _follow(
        self,
        job: Job,
        done: Callable[[Any], object],
        failed: Callable[[SaiThongError], object] | None,
        cancelled: Callable[[], object] | None,
        busy: str,
        *,
        can_cancel: bool,
    ) -> None:
        if busy:
            self.progress.follow(job, busy, can_cancel=can_cancel)

        def if_open(then: Callable[..., object]) -> Callable[..., None]:
            def call(*values: object) -> None:
                if isValid(self) and not self._given_up:  # it may have been made anew meanwhile
                    then(*values)

            return call

        job.done.connect(if_open(done))
        job.failed.connect(if_open(failed or self.tell_error))
        if cancelled is not None:
            job.cancelled.connect(if_open(cancelled))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves what is open inside the page before it reaches the shell."""
        if event.key() != Qt.Key.Key_Escape or not self.go_back():
            super().keyPressEvent(event)
