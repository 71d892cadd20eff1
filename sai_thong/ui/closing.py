"""Before the window closes, what waits goes out: a few seconds at most, and anybody may leave at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sai_thong.ground.language import _
from sai_thong.ui.background_sync import BackgroundSync
from sai_thong.ui.closing_dialog import ClosingDialog
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.sync_words import entries_words
from sai_thong.ui.theme import Text

LONGEST_MS: Final = 6_000


def worth_waiting(sync: BackgroundSync) -> bool:
    """Whether something waits here that a line which worked last time could take along."""
    standing = sync.standing
    if standing is None or not standing.enrolled or not standing.waiting_in_all:
        return False
    return not sync.refused and not sync.unanswered


class LastRoundDialog(ClosingDialog):
    """Says what is going out; it ends by itself when all is sent, after `LONGEST_MS`, or when it is pressed."""

    def __init__(self, sync: BackgroundSync, parent: QWidget) -> None:
        words = _("The program then closes by itself. What is left goes out next time.")
        super().__init__(_("Sending what was done here"), words, parent)
        self._sync = sync
        standing = sync.standing
        self._waiting = standing.waiting_in_all if standing else 0
        self.bar.setRange(0, max(1, self._waiting))
        self._told = ThaiLabel(entries_words(self._waiting), Text.SMALL, muted=True, max_lines=1)
        self.below.addWidget(self._told)
        sync.changed.connect(self._tell)
        sync.ended.connect(self._finish)
        QTimer.singleShot(LONGEST_MS, self, self.accept)
        sync.sync_now()

    def _tell(self) -> None:
        told = self._sync.so_far()
        if told is not None:
            sent = min(self._waiting, told[1].sent)
            self.bar.setValue(sent)
            self._told.set_text(_("{sent} of {all} sent").format(sent=f"{sent:,}", all=f"{self._waiting:,}"))

    def _finish(self, _ended: object) -> None:
        if not self._sync.busy:
            self.accept()
