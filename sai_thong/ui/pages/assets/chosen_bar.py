"""The line over the list while cards are ticked: how many, and what can be done with all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from sai_thong.ground.language import _, ngettext
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Card, Text, ThaiLabel

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.register import RegisterSection


class ChosenBar(Card):
    """Seen only while something is ticked."""

    def __init__(self, section: RegisterSection) -> None:
        super().__init__(margin=0, spacing=0)
        look = theme.current()
        line = QHBoxLayout()
        line.setContentsMargins(look.px(14), look.px(6), look.px(8), look.px(6))
        line.setSpacing(look.px(8))
        self.told = ThaiLabel("", Text.STRONG, max_lines=1)
        line.addWidget(self.told, 1)
        self.everything = ActionButton("", section.tick_all)
        self.numbering = ActionButton(_("Give numbers…"), section.number_ticked, kind="primary")
        for button in (
            ActionButton(_("Hand over…"), section.move_ticked, key="Ctrl+M", kind="primary"),
            ActionButton(_("Print labels…"), section.label_ticked, key="Ctrl+L"),
            self.numbering,
            self.everything,
            ActionButton(_("Untick all"), section.untick_all),
        ):
            line.addWidget(button)
        self.body.addLayout(line)
        self.show_count(0, 0, waiting=False)

    def show_count(self, ticked: int, listed: int, *, waiting: bool) -> None:
        """Say how many are ticked of those listed; `waiting` is whether all of them wait for a number."""
        words = ngettext("{count} asset ticked", "{count} assets ticked", ticked)
        self.told.set_text(words.format(count=f"{ticked:,}"))
        self.everything.set_action_text(_("Tick all {count} of the list").format(count=f"{listed:,}"))
        self.everything.setVisible(ticked < listed)
        self.numbering.setVisible(waiting)
        self.setVisible(bool(ticked))
