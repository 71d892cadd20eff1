"""Values that differ, side by side: who set each, when and where; one is chosen, another typed, or one sent back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Card, Chip, RecordPanel, Separator, StateView, Text, ThaiLabel, Tone
from sai_thong.ui.pages.sync.waiting_reading import HistoryWords, ShownConflict, ShownDouble, ShownReturn, SideWords
from sai_thong.ui.sync_words import moment_words

_IN_A_ROW = 2
_KEYED = 9


class ConflictPage(QWidget):
    """What a conflict shows in the panel.

    Args:
        shown: The conflict, readable.
        today: The day in Bangkok.
        choose: Called with the side that shall stand.
    """

    def __init__(self, shown: ShownConflict, today: date, choose: Callable[[SideWords], object]) -> None:
        super().__init__()
        self._today = today
        self._choose = choose
        self.buttons: list[ActionButton] = []
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(18), look.px(10), look.px(18), look.px(8))
        column.setSpacing(look.px(6))
        column.addWidget(ThaiLabel(shown.title, Text.RECORD, max_lines=2))
        column.addWidget(ThaiLabel(f"{shown.kind}  ·  {shown.field}", Text.SMALL, muted=True, max_lines=2))
        column.addLayout(self._sides(shown))
        self.note = QLineEdit()
        self.note.setAccessibleName(_("Note"))
        self.note.setPlaceholderText(_("Note: why this value stands; it stays in the history"))
        column.addWidget(self.note)
        if shown.history:
            column.addSpacing(look.px(4))
            column.addWidget(Separator())
            column.addWidget(ThaiLabel(_("History of this field"), Text.SECTION, max_lines=1))
            column.addLayout(self._history(shown.history))
        column.addStretch(1)

    def _sides(self, shown: ShownConflict) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(theme.current().px(12))
        for place, side in enumerate(shown.sides):
            grid.addWidget(self._side(side, place, stands=place == 0), place // _IN_A_ROW, place % _IN_A_ROW)
        for column in range(_IN_A_ROW):
            grid.setColumnStretch(column, 1)
        return grid

    def _side(self, side: SideWords, place: int, *, stands: bool) -> Card:
        card = Card(margin=14, spacing=4)
        chip = Chip(_("Stands now"), Tone.OK) if stands else Chip(_("Waits"), Tone.WARNING)
        card.body.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        if len(side.values) == 1:
            card.body.addWidget(ThaiLabel(side.values[0][1], Text.RECORD))
        else:
            for label, value in side.values:
                card.body.addWidget(ThaiLabel(label, Text.SMALL, muted=True))
                card.body.addWidget(ThaiLabel(value))
        card.body.addStretch(1)
        card.body.addWidget(ThaiLabel(f"{side.user}  ·  {side.computer}", Text.SMALL))
        card.body.addWidget(ThaiLabel(moment_words(side.at, self._today), Text.SMALL, muted=True))
        words = _("Keep this value") if stands else _("Use this value")
        key = f"Alt+{place + 1}" if place < _KEYED else ""
        button = ActionButton(words, partial(self._choose, side), key=key)
        told = ", ".join(value for _label, value in side.values)
        button.setAccessibleName(f"{words}: {told}")
        self.buttons.append(button)
        card.body.addWidget(button)
        return card

    def _history(self, lines: tuple[HistoryWords, ...]) -> QGridLayout:
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(2))
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(lines):
            when = ThaiLabel(moment_words(line.at, self._today), Text.SMALL, muted=True, base_of=Text.BASE)
            when.setMinimumWidth(look.px(110))
            reason = f" ({line.reason})" if line.reason else ""
            grid.addWidget(when, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(ThaiLabel(f"{line.what}\n{line.who}{reason}"), place, 1)
        return grid


def show_closed(panel: RecordPanel, heading: str, sentence: str, action: str = "", run: object = None) -> None:
    """Something that is not shown here, or not yet, and why."""
    state = StateView()
    state.show_empty(heading, sentence, action, run if callable(run) else None)
    panel.put(state, ())


class DoublePage(QWidget):
    """Two records that may be one: what is alike, and who made each."""

    def __init__(self, shown: ShownDouble, sentences: tuple[str, ...]) -> None:
        super().__init__()
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(18), look.px(10), look.px(18), look.px(8))
        column.setSpacing(look.px(6))
        column.addWidget(ThaiLabel(shown.title, Text.RECORD, max_lines=2))
        column.addWidget(ThaiLabel(shown.kind, Text.SMALL, muted=True))
        for sentence in sentences:
            column.addWidget(ThaiLabel(sentence))
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        for words, computer in zip((_("First record"), _("Second record")), shown.computers, strict=True):
            card = Card(margin=14)
            card.body.addWidget(ThaiLabel(words, Text.SMALL, muted=True))
            card.body.addWidget(ThaiLabel(_("Made on {computer}").format(computer=computer), Text.STRONG))
            line.addWidget(card, 1)
        column.addLayout(line)
        column.addStretch(1)


class ReturnPage(QWidget):
    """What was sent back, and the note that came with it."""

    def __init__(self, shown: ShownReturn, today: date) -> None:
        super().__init__()
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(18), look.px(10), look.px(18), look.px(8))
        column.setSpacing(look.px(6))
        column.addWidget(ThaiLabel(shown.title or _("A record that cannot be read here"), Text.RECORD, max_lines=2))
        column.addWidget(ThaiLabel(shown.field, Text.SMALL, muted=True))
        for label, value in shown.values:
            column.addWidget(ThaiLabel(_("{label}: {value} does not stand.").format(label=label, value=value)))
        if shown.returned.note:
            column.addWidget(ThaiLabel(f"“{shown.returned.note}”", Text.STRONG))
        who = f"{shown.returned.user}  ·  {shown.computer}  ·  {moment_words(shown.returned.at, today)}"
        column.addWidget(ThaiLabel(who, Text.SMALL, muted=True))
        column.addStretch(1)
