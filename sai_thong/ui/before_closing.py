"""What ends before the window closes: the last pages, the last round of the exchange, a backup."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from sai_thong.ui.background_sync import BackgroundSync
from sai_thong.ui.backup_closing import LastBackupDialog
from sai_thong.ui.backup_keeper import BackupKeeper
from sai_thong.ui.closing import LastRoundDialog, worth_waiting
from sai_thong.ui.closing_dialog import ClosingDialog
from sai_thong.ui.outgoing_prints import outgoing_prints
from sai_thong.ui.print_closing import LastPrintDialog
from sai_thong.ui.work import StoreWorker

_Last: TypeAlias = tuple[Callable[[], bool], Callable[[], ClosingDialog]]


class BeforeClosing:
    """Each is waited for once: whoever hurries one of them is not asked about it again.

    Args:
        window: What is to be closed; it is told to close again after each.
        sync: The exchange.
        backups: The backups.
        writer: What is being written.
    """

    def __init__(self, window: QWidget, sync: BackgroundSync, backups: BackupKeeper, writer: StoreWorker) -> None:
        prints = outgoing_prints()
        self._window = window
        self._not_waited_for: list[_Last] = [
            (lambda: prints.busy, lambda: LastPrintDialog(prints, window)),
            (lambda: worth_waiting(sync), lambda: LastRoundDialog(sync, window)),
            (lambda: backups.wanted_on_closing, lambda: LastBackupDialog(backups, writer, window)),
        ]

    def waits(self) -> bool:
        """Whether something is still done first; it is shown, and the window then told to close again."""
        for last in self._not_waited_for:
            wanted, make_dialog = last
            if wanted():
                self._not_waited_for.remove(last)
                dialog = make_dialog()
                dialog.finished.connect(self._window.close)
                dialog.open()
                return True
        return False
