"""What a section of the page of the data exchange is: a header with its actions, and forms over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui.background_sync import BackgroundSync
from sai_thong.ui.kit import ActionButton, PageHeader
from sai_thong.ui.sectioned_page import FormSection
from sai_thong.ui.work import Job

if TYPE_CHECKING:
    from sai_thong.ui.pages.sync.page import SyncPage


class Section(FormSection):
    """The base of every section.

    Args:
        page: The page of the exchange.
        actions: What can be done, the main one last; hidden while a form stands over the section.
        beside: What stands right after the title.
    """

    page: SyncPage

    def __init__(self, page: SyncPage, actions: Sequence[ActionButton] = (), *, beside: Sequence[QWidget] = ()) -> None:
        super().__init__(page, PageHeader(_("Data exchange"), "", actions, beside=beside), actions)

    def ask(
        self,
        operation: Callable[..., Any],
        *args: object,
        done: Callable[[Any], object],
        failed: Callable[[SaiThongError], object] | None = None,
        busy: str = "",
        reports_progress: bool = False,
    ) -> Job:
        """Run ``operation(*args)`` between two rounds: it may wait for the other side, and nothing waits for it."""
        job = self.sync.ask(operation, *args, reports_progress=reports_progress)
        if busy:
            self.page.progress.follow(job, busy, can_cancel=reports_progress)

        def if_open(then: Callable[[Any], object]) -> Callable[[object], None]:
            def call(value: object) -> None:
                if isValid(self):
                    then(value)

            return call

        job.done.connect(if_open(done))
        job.failed.connect(if_open(failed or self.page.tell_error))
        return job

    @property
    def sync(self) -> BackgroundSync:
        """The rounds beside the window."""
        return self.page.desk.sync
