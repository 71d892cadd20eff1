"""What an import did, and where one goes from here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Card, Separator, Sign, Text, ThaiLabel, keys
from sai_thong.ui.pages.importing.outcome_view import OutcomeView
from sai_thong.ui.pages.importing.session import ImportSession, ListKind


class DoneView(Card):
    """The end of an import.

    Args:
        session: The import, with its outcome.
        save_rejected: Saves the rows not taken.
        again: Begins another import.
        go: Opens another page.
    """

    def __init__(
        self,
        session: ImportSession,
        save_rejected: Callable[[], object],
        again: Callable[[], object],
        go: Callable[[str], object],
    ) -> None:
        super().__init__(margin=20, spacing=12)
        assert session.outcome is not None and session.examined is not None and session.kind is not None
        look = theme.current()
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(Sign("ok", "ok", 28))
        words = _("{file} is in the register").format(file=session.examined.file_name)
        head.addWidget(ThaiLabel(words, Text.RECORD, max_lines=1), 1)
        self.body.addLayout(head)
        self.body.addWidget(OutcomeView(session.outcome, save_rejected, done=True), 1)
        self.body.addWidget(Separator())
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addStretch(1)
        foot.addWidget(ActionButton(_("Import another list"), again, key=keys.NEW))
        self.onward = self._onward(session, go)
        for button in self.onward:
            foot.addWidget(button)
        self.body.addLayout(foot)

    def _onward(self, session: ImportSession, go: Callable[[str], object]) -> list[ActionButton]:
        """To what was brought in; after a list of an allowance, to the allowances as the main way."""
        if session.kind is ListKind.ASSETS:
            return [ActionButton(_("See the register of assets"), lambda: go("assets"), kind="primary")]
        if session.kind is None or session.kind.scheme is None:
            return [ActionButton(_("See the citizens"), lambda: go("citizens"), kind="primary")]
        return [
            ActionButton(_("See the citizens"), lambda: go("citizens")),
            ActionButton(_("Go to the allowances"), lambda: go("allowances"), kind="primary"),
        ]

    def take_focus(self) -> None:
        """Give the keys to the main way on."""
        self.onward[-1].setFocus(Qt.FocusReason.OtherFocusReason)
