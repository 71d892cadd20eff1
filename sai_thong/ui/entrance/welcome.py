"""The first screen of all: make a new office's file, join one, open one that exists, or restore a backup."""

from __future__ import annotations

from PySide6.QtCore import Signal

from sai_thong.ground.language import _
from sai_thong.ui.entrance.screen import Screen
from sai_thong.ui.kit import ActionButton


class WelcomeScreen(Screen):
    """Asks where the office's file is.

    Signals:
        create_asked(): A new office is to be set up.
        join_asked(): This computer is to join an office that exists on others.
        open_asked(): A file that exists is to be chosen.
        restore_asked(): A backup is to be chosen.
    """

    create_asked = Signal()
    join_asked = Signal()
    open_asked = Signal()
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Sai Thong"), _("The registers of the office, on this machine, with no network."))
        self.card.body.addWidget(ActionButton(_("Set up a new office…"), self.create_asked.emit, kind="primary"))
        self.card.body.addWidget(ActionButton(_("Join an office that exists…"), self.join_asked.emit))
        self.card.body.addWidget(ActionButton(_("Open the office's file…"), self.open_asked.emit))
        self.card.body.addWidget(ActionButton(_("Restore from a backup…"), self.restore_asked.emit))
