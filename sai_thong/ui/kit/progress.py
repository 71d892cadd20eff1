"""The progress of work that takes longer than a blink: what is done, how far, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.work import Job


class ProgressStrip(QWidget):
    """Words, a bar and a cancel button; hidden while nothing is done.

    Signals:
        cancel_asked(): A person pressed cancel.
    """

    cancel_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        column = QVBoxLayout()
        column.setSpacing(look.px(2))
        self._words = ThaiLabel("", max_lines=1)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row.addLayout(column, 1)
        self._cancel = ActionButton(_("Cancel"), self._ask_cancel)
        row.addWidget(self._cancel)
        self._what = ""
        self.setVisible(False)

    def follow(self, job: Job, what: str, *, can_cancel: bool = True) -> None:
        """Show `job` until it ends; cancel stops it."""
        self.begin(what, can_cancel=can_cancel)
        job.progressed.connect(self.advance)
        self.cancel_asked.connect(job.cancel)
        for ended in (job.done, job.failed, job.cancelled):
            ended.connect(self.finish)

    def begin(self, what: str, *, can_cancel: bool = True) -> None:
        """Show that `what` is being done, its length not yet known."""
        self._what = what
        self._words.set_text(what)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(can_cancel)
        self._cancel.setEnabled(True)
        self.setVisible(True)

    def advance(self, done: int, total: int, detail: str = "") -> None:
        """Show `done` of `total`; a total of 0 means that it is not known."""
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        parts = [self._what]
        if total:
            parts.append(_("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}"))
        if detail:
            parts.append(detail)
        self._words.set_text("  ·  ".join(parts))

    def finish(self, _result: object = None) -> None:
        """Hide it: the work is over."""
        self.setVisible(False)

    def text(self) -> str:
        """The words shown."""
        return self._words.text()

    def cancel_button(self) -> ActionButton:
        """The button that stops the work."""
        return self._cancel

    def _ask_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._words.set_text(_("Stopping…"))
        self.cancel_asked.emit()
