"""Papers on their way to a printer: each on a thread of its own, whether or not its preview is still open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sai_thong.ui.work import Job, SerialWorker

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class OutgoingPrints(QObject):
    """What is being printed. Whoever leaves the preview need not wait for the last page.

    Signals:
        all_out(): Nothing is on its way any more.
    """

    all_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._under_way: dict[Job, SerialWorker] = {}

    @property
    def busy(self) -> bool:
        """Whether anything is on its way."""
        return bool(self._under_way)

    def send(self, pdf: bytes, numbers: Sequence[int], printer: QPrinter) -> Job:
        """Print the pages `numbers` (from 0) of a paper; the job's result is how many went out."""
        from sai_thong.ui.printing import print_pages  # it loads Qt's printing, which the start can do without

        worker = SerialWorker()
        job = worker.submit(print_pages, pdf, numbers, printer, reports_progress=True)
        self._under_way[job] = worker
        for ended in (job.done, job.failed, job.cancelled):
            ended.connect(lambda *_told: self._forget(job))
        worker.close(wait=False)
        return job

    def finish(self) -> None:
        """Wait for what is on its way; for the end of the program, when no window is there to freeze."""
        for worker in self._under_way.values():
            worker.close()

    def _forget(self, job: Job) -> None:
        del self._under_way[job]
        if not self._under_way:
            self.all_out.emit()


@cache
def outgoing_prints() -> OutgoingPrints:
    """What this program is printing."""
    return OutgoingPrints()
