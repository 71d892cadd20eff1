"""The chosen record beside its list: it explains itself in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.card import Card, Separator
from sai_thong.ui.kit.chip import Chip, ChipText
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.kit.scrolled import Scrolled
from sai_thong.ui.kit.states import StateView
from sai_thong.ui.theme import Text, Tone


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened: when (``พ.ย. 69``), and what."""

    when: str
    what: str


@dataclass(frozen=True)
class RecordView:
    """What the panel tells about a record.

    Attributes:
        name: The record's name.
        line: Masked id · house · age.
        figure: The one big number, or empty.
        chips: Its states.
        sentences: Why it is as it is, a paragraph each.
        facts: (label, value) pairs.
        history: Newest first.
        history_title: Heading over the history.
    """

    name: str
    line: str = ""
    figure: str = ""
    figure_tone: Tone = Tone.PLAIN
    chips: tuple[ChipText, ...] = ()
    sentences: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    history: tuple[HistoryLine, ...] = ()
    history_title: str = ""


def history_button(run: Callable[[str], object], name: str) -> ActionButton:
    """What opens the whole history of a record, under the little that its panel tells."""
    return ActionButton(_("Whole history"), partial(run, name), key=keys.HISTORY, kind="quiet")


def rows_of(widths: Sequence[int], room: int, gap: int) -> list[list[int]]:
    """Which buttons stand in which row: all in one where they fit, else two where both fit into half, else one.

    Args:
        widths: What each button needs, in pixels.
        room: What there is.
        gap: Between two of them.
    """
    if widths and sum(widths) + gap * (len(widths) - 1) <= room:
        return [list(range(len(widths)))]
    half = (room - gap) // 2
    rows: list[list[int]] = []
    for place, width in enumerate(widths):
        before = rows[-1] if rows else []
        if len(before) == 1 and max(width, widths[before[0]]) <= half:
            before.append(place)
        else:
            rows.append([place])
    return rows


class RecordPanel(Card):
    """Shows a `RecordView`, with its buttons at the bottom; without one, says to choose a row.

    Attributes:
        offered: The buttons shown now, the main one first.
    """

    def __init__(self, choose_hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0, spacing=0)
        self._hint = choose_hint
        self._area = Scrolled()
        self.body.addWidget(self._area, 1)
        look = theme.current()
        self._foot = QWidget()
        self._buttons = QGridLayout(self._foot)
        self._buttons.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(16))
        self._buttons.setSpacing(look.px(8))
        self.offered: tuple[ActionButton, ...] = ()
        self._placed: list[list[int]] = []
        self.body.addWidget(self._foot)
        self.setMinimumWidth(look.px(280))
        self.show_nothing()

    def take_keys(self) -> None:
        """Enter on a row: give the keys to the main button of its record, where it has one."""
        if self.offered:
            self.offered[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_nothing(self) -> None:
        """No record is chosen."""
        state = StateView()
        state.show_empty(self._hint, "")
        self.put(state, ())

    def show_record(
        self,
        view: RecordView,
        actions: Sequence[ActionButton] = (),
        *,
        whole_history: Callable[[str], object] | None = None,
    ) -> None:
        """Show `view` with `actions` below it, the main one first; `whole_history` opens it, given the name."""
        look = theme.current()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(look.px(18), look.px(10), look.px(18), look.px(8))
        column.setSpacing(look.px(2))
        column.addWidget(ThaiLabel(view.name, Text.RECORD, max_lines=2))
        if view.line:
            column.addWidget(ThaiLabel(view.line, Text.SMALL, muted=True))
        if view.figure:
            column.addWidget(ThaiLabel(view.figure, Text.FIGURE, tone=view.figure_tone))
        if view.chips:
            column.addLayout(self._chips(view.chips))
        for sentence in view.sentences:
            column.addWidget(ThaiLabel(sentence))
        if view.facts:
            column.addWidget(Separator())
            column.addLayout(self._pairs(view.facts))
        if view.history:
            column.addSpacing(look.px(6))
            column.addWidget(Separator())
            column.addWidget(ThaiLabel(view.history_title, Text.SECTION, max_lines=1))
            column.addLayout(self._pairs([(line.when, line.what) for line in view.history]))
        if whole_history is not None:
            column.addWidget(history_button(whole_history, view.name), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.put(page, actions)
        self.setAccessibleName(view.name)

    def _chips(self, chips: Sequence[ChipText]) -> QVBoxLayout:
        look = theme.current()
        rows = QVBoxLayout()
        rows.setContentsMargins(0, look.px(4), 0, look.px(4))
        rows.setSpacing(look.px(4))
        for chip in chips:
            rows.addWidget(Chip(chip.text, chip.tone), 0, Qt.AlignmentFlag.AlignLeft)
        return rows

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> QGridLayout:
        look = theme.current()
        grid = QGridLayout()
        grid.setContentsMargins(0, look.px(4), 0, look.px(4))
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for place, (label, value) in enumerate(pairs):
            caption = ThaiLabel(label, Text.SMALL, muted=True, base_of=Text.BASE)
            caption.setMinimumWidth(look.px(72))
            caption.setMaximumWidth(look.px(120))
            grid.addWidget(caption, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(ThaiLabel(value), place, 1)
        return grid

    def put(self, page: QWidget, actions: Sequence[ActionButton]) -> None:
        """Show a page of the caller's own making with `actions` below it."""
        self._area.show_content(page)
        while (item := self._buttons.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        self.offered = tuple(actions)
        self._placed = []
        self._place_buttons()
        self._foot.setVisible(bool(actions))

    def _place_buttons(self) -> None:
        """Place the actions in rows where their words fit; one that stands alone takes its whole row."""
        margins, gap = self._buttons.contentsMargins(), self._buttons.horizontalSpacing()
        room = self.width() - margins.left() - margins.right()
        rows = rows_of([action.sizeHint().width() for action in self.offered], room, gap)
        if rows == self._placed:
            return
        self._placed = rows
        in_a_row = max(map(len, rows))
        for row, places in enumerate(rows):
            for column, place in enumerate(places):
                span = in_a_row if len(places) == 1 else 1
                self._buttons.addWidget(self.offered[place], row, column, 1, span)
        for column in range(self._buttons.columnCount()):
            self._buttons.setColumnStretch(column, 1 if column < in_a_row else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The buttons may need another row."""
        super().resizeEvent(event)
        self._place_buttons()
