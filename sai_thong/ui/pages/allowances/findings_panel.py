"""What must be settled before a month is closed, and what is worth a look: each with the action that settles it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.findings import Finding, FindingCode
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Card, Separator, Sign, StateView, Text, ThaiLabel
from sai_thong.ui.kit.record_panel import history_button
from sai_thong.ui.kit.scrolled import Scrolled
from sai_thong.ui.pages.allowances.list_section import Deed
from sai_thong.ui.pages.allowances.month_board import FINDING_WORDS

_ONE_BY_ONE = 3
"""Of one kind, so many findings are told singly; more are told as a count with a way to list them."""


class FindingsPanel(Card):
    """Stands beside the list while nobody is chosen.

    Args:
        deeds_of: What settles a finding: the words of each button, and what it does.
        show_people: Lists the people of some findings of one kind.
        show_history: Shows everything that happened to the month.
    """

    def __init__(
        self,
        deeds_of: Callable[[Finding], Iterable[Deed]],
        show_people: Callable[[Sequence[Finding]], object],
        show_history: Callable[[str], object],
    ) -> None:
        super().__init__(margin=0, spacing=0)
        self._deeds_of, self._show_people = deeds_of, show_people
        self._area = Scrolled()
        self.body.addWidget(self._area)
        self.setMinimumWidth(theme.current().px(280))
        self.buttons: list[ActionButton] = []
        self.history_button = history_button(show_history, "")
        self.body.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_findings(self, findings: Sequence[Finding], *, closed: bool, sent: bool) -> None:
        """Tell `findings`; of a closed month, that nothing can be settled in it any more.

        Of a month that was `sent` there is a history; what is only prepared is computed anew each time.
        """
        self.history_button.setVisible(sent)
        self.buttons = []
        blocking = [each for each in findings if each.blocking]
        others = [each for each in findings if not each.blocking]
        page = QWidget()
        column = QVBoxLayout(page)
        look = theme.current()
        column.setContentsMargins(look.px(18), look.px(10), look.px(18), look.px(12))
        column.setSpacing(look.px(4))
        if blocking:
            column.addWidget(ThaiLabel(_("To settle before closing"), Text.SECTION, max_lines=1))
            self._tell(column, blocking, "bad")
        if others:
            column.addWidget(ThaiLabel(_("Worth a look"), Text.SECTION, max_lines=1))
            self._tell(column, others, "warning")
        if not findings:
            state = StateView()
            if closed:
                state.show_empty(_("This month is closed."), _("Choose a person to see what was paid and why."))
            else:
                state.show_empty(_("Nothing stands in the way."), _("Choose a person to see what they get and why."))
            column.addWidget(state)
        else:
            column.addStretch(1)
            column.addWidget(ThaiLabel(_("Choose a person to see what they get and why."), Text.SMALL, muted=True))
        self._area.show_content(page)

    def _tell(self, column: QVBoxLayout, findings: Sequence[Finding], token: str) -> None:
        kinds: dict[FindingCode, list[Finding]] = defaultdict(list)
        for finding in findings:
            kinds[finding.code].append(finding)
        for code, found in kinds.items():
            if len(found) > _ONE_BY_ONE:
                self._tell_many(column, code, found, token)
            else:
                for finding in found:
                    self._tell_one(column, finding, token)

    def _tell_one(self, column: QVBoxLayout, finding: Finding, token: str) -> None:
        self._line(column, finding.message, token, self._deeds_of(finding))

    def _tell_many(self, column: QVBoxLayout, code: FindingCode, found: Sequence[Finding], token: str) -> None:
        words = _(FINDING_WORDS[code])
        count = ngettext("{count} recipient", "{count} recipients", len(found)).format(count=f"{len(found):,}")
        deeds = [(_("Show in the list"), partial(self._show_people, found))]
        self._line(column, f"{words}: {count}", token, deeds)

    def _line(self, column: QVBoxLayout, message: str, token: str, deeds: Iterable[Deed]) -> None:
        look = theme.current()
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(Sign("bad" if token == "bad" else "warning", token), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.px(4))
        words.addWidget(ThaiLabel(message))
        for button_words, run in deeds:
            button = ActionButton(button_words, run)
            self.buttons.append(button)
            words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(words, 1)
        column.addLayout(line)
        column.addSpacing(look.px(2))
        column.addWidget(Separator())
