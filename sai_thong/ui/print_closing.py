"""Before the window closes, what is being printed goes to the printer; anybody may leave at once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sai_thong.ground.language import _
from sai_thong.ui.closing_dialog import ClosingDialog
from sai_thong.ui.outgoing_prints import OutgoingPrints


class LastPrintDialog(ClosingDialog):
    """Says that pages are on their way; it ends by itself with the last, or when it is pressed."""

    def __init__(self, prints: OutgoingPrints, parent: QWidget) -> None:
        words = _("The program then closes by itself. The pages go out also when the window is closed now.")
        super().__init__(_("Printing"), words, parent)
        self.bar.setRange(0, 0)
        prints.all_out.connect(self.accept)
