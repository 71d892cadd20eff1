"""The sign at the top right of the window: where the exchange stands, in words; pressed, it opens the page of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import icons, theme
from sai_thong.ui.background_sync import BackgroundSync, SyncState
from sai_thong.ui.sync_words import SignWords, sign_words


class SyncSign(QWidget):
    """A narrow strip above the page; there only once this computer was enrolled.

    Args:
        sync: What it tells of.
        today: The day in Bangkok.
        run: Called when it is pressed.
    """

    def __init__(self, sync: BackgroundSync, today: Callable[[], date], run: Callable[[], object]) -> None:
        super().__init__()
        self._sync = sync
        self._today = today
        look = theme.current()
        self.button = QPushButton()
        self.button.setObjectName("syncSign")
        self.button.setToolTip(_("Open the data exchange"))
        self.button.clicked.connect(lambda _checked=False: run())
        line = QHBoxLayout(self)
        line.setContentsMargins(look.px(24), look.px(4), look.px(24), 0)
        line.addStretch(1)
        line.addWidget(self.button)
        sync.changed.connect(self._tell)
        # Not `setVisible` yet: without a place in the window it would be one of its own.
        if sync.state is SyncState.ALONE:
            self.hide()
        self._show_words(sign_words(sync, today()))

    def words(self) -> str:
        """What it says."""
        return self.button.text()

    def _tell(self) -> None:
        self.setVisible(self._sync.state is not SyncState.ALONE)
        told = sign_words(self._sync, self._today())
        if told.words != self.words():
            self._show_words(told)

    def _show_words(self, told: SignWords) -> None:
        look = theme.current()
        side = look.px(16)
        self.button.setText(told.words)
        self.button.setAccessibleName(told.words)
        self.button.setIcon(icons.icon(told.icon, look.tokens.ink(told.tone), side))
        self.button.setIconSize(QSize(side, side))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
