"""The card beside the list: photograph, value with its years, facts, repairs, days to remember, timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Chip, ChipText, MonthChart, RecordPanel, Separator, Text, ThaiLabel, Tone
from sai_thong.ui.kit.record_panel import history_button
from sai_thong.ui.pages.assets import card_words as words
from sai_thong.ui.pages.assets.asset_words import number_words, state_chip
from sai_thong.ui.pages.assets.card_reading import ShownCard
from sai_thong.ui.pages.petitions.files_strip import FilesStrip

_PICTURE = QSize(132, 99)
"""Of the photograph shown first, in pixels at 100 %."""
_PAINTED_MS = 1
"""After this the head of the card stands on the screen."""


class CardDeeds(Protocol):
    """Who does what the panel offers."""

    def open_photograph(self, photograph_id: str) -> None:
        """Show a photograph inside the program."""

    def remove_photograph(self, photograph_id: str) -> None:
        """The form that takes a photograph off the card."""

    def choose_photographs(self) -> None:
        """Ask for photographs."""

    def add_photographs(self, paths: Sequence[str]) -> None:
        """Attach photographs."""

    def show_history(self, title: str) -> None:
        """Everything that happened to the card, over the page."""


class CardPanel(RecordPanel):
    """Shows a `ShownCard`; photographs dropped on it are attached."""

    def __init__(self, deeds: CardDeeds) -> None:
        super().__init__(_("Choose an asset to see its card, or scan its label."))
        self._deeds = deeds
        self._open_for_files = False
        self.chart: MonthChart | None = None
        self.strip: FilesStrip | None = None
        self.setAcceptDrops(True)

    def show_card(self, shown: ShownCard, actions: Sequence[ActionButton]) -> None:
        """Show a card with its actions, the obvious one first."""
        look = theme.current()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(look.px(18), look.px(12), look.px(18), look.px(8))
        column.setSpacing(look.px(2))
        self._open_for_files = not shown.struck_off
        self._tell_head(column, shown)
        self._tell_value(column, shown)
        self._tell_facts(column, _("Where it is"), words.place_facts(shown))
        rest = QVBoxLayout()
        rest.setSpacing(column.spacing())
        column.addLayout(rest)
        column.addStretch(1)
        self.put(page, actions)
        self.setAccessibleName(shown.asset.name)
        # What lies below the fold is laid once the head is painted: who scans one label after the other waits less.
        QTimer.singleShot(_PAINTED_MS, page, partial(self._tell_rest, rest, shown))

    def _tell_rest(self, column: QVBoxLayout, shown: ShownCard) -> None:
        if shown.view.details is not None:
            self._tell_facts(column, _("Land and structure"), words.details_facts(shown.view.details))
        self._tell_repairs(column, shown)
        self._tell_facts(column, _("Improvements"), words.improvement_lines(shown))
        self._tell_facts(column, _("Days to remember"), words.date_lines(shown))
        self._tell_facts(column, _("Loans"), words.loan_lines(shown))
        self._tell_facts(column, _("Yearly check"), words.inspection_lines(shown))
        self._tell_facts(column, _("What it is like"), words.thing_facts(shown.asset))
        self._tell_facts(column, _("How it was acquired"), words.purchase_facts(shown))
        self._tell_photographs(column, shown)
        self._tell_facts(column, _("Timeline"), words.timeline_lines(shown.view.timeline))
        column.addWidget(history_button(self._deeds.show_history, shown.asset.name), 0, Qt.AlignmentFlag.AlignLeft)

    def show_nothing(self) -> None:
        """No card is chosen."""
        self._open_for_files = False
        self.chart = self.strip = None
        super().show_nothing()

    def set_actions_enabled(self, enabled: bool) -> None:
        """While a form stands over the list, the card only tells."""
        for action in self.offered:
            action.setEnabled(enabled)

    # parts

    def _tell_head(self, column: QVBoxLayout, shown: ShownCard) -> None:
        look, asset = theme.current(), shown.asset
        told = QVBoxLayout()
        told.setSpacing(look.px(2))
        told.addWidget(ThaiLabel(asset.name, Text.RECORD, max_lines=3))
        brand = " ".join(filter(None, (asset.brand, asset.model)))
        told.addWidget(
            ThaiLabel("  ·  ".join(filter(None, (number_words(asset.number), brand))), Text.SMALL, muted=True)
        )
        told.addLayout(_chip_line(_chips(shown)))
        told.addStretch(1)
        first = _first_picture(shown)
        if not first:
            column.addLayout(told)
            return
        line = QHBoxLayout()
        line.setSpacing(look.px(14))
        picture = _Picture(shown.thumbnails[first])
        picture.clicked.connect(lambda _checked=False: self._deeds.open_photograph(first))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(told, 1)
        column.addLayout(line)

    def _tell_value(self, column: QVBoxLayout, shown: ShownCard) -> None:
        self.chart = None
        net = words.net_words(shown)
        if net:
            column.addWidget(ThaiLabel(net, Text.FIGURE))
        for sentence in words.value_sentences(shown):
            tone = Tone.WARNING if shown.book.must_check is not None else Tone.PLAIN
            column.addWidget(ThaiLabel(sentence, tone=tone))
        disposal = words.disposal_sentence(shown)
        if disposal:
            column.addWidget(ThaiLabel(disposal))
        if len(shown.view.years) > 1:
            column.addSpacing(theme.current().px(6))
            self.chart = MonthChart(_("Value at the end of each fiscal year"), words.year_bars(shown))
            column.addWidget(self.chart)

    def _tell_repairs(self, column: QVBoxLayout, shown: ShownCard) -> None:
        if not shown.view.repairs:
            return
        _heading(column, _("Repairs"))
        sentence = words.repair_sentence(shown)
        if sentence:
            column.addWidget(ThaiLabel(sentence))
        column.addLayout(self._pairs(words.repair_lines(shown.view.repairs)))

    def _tell_photographs(self, column: QVBoxLayout, shown: ShownCard) -> None:
        self.strip = None
        if not shown.view.photographs and shown.struck_off:
            return
        _heading(column, _("Photographs"), None if shown.struck_off else (_("Add…"), self._deeds.choose_photographs))
        if not shown.view.photographs:
            column.addWidget(
                ThaiLabel(_("Drop a photograph of the thing and of its number here."), Text.SMALL, muted=True)
            )
            return
        self.strip = FilesStrip(shown.view.photographs, shown.thumbnails, may_remove=not shown.struck_off)
        self.strip.opened.connect(self._deeds.open_photograph)
        self.strip.removal_asked.connect(self._deeds.remove_photograph)
        column.addWidget(self.strip)

    def _tell_facts(self, column: QVBoxLayout, title: str, lines: Sequence[tuple[str, str]]) -> None:
        if lines:
            _heading(column, title)
            column.addLayout(self._pairs(lines))

    # photographs dropped on the panel

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Photographs may be dropped on a card that is in the register."""
        if self._open_for_files and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Attach what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self._deeds.add_photographs(paths)


class _Picture(QToolButton):
    """The photograph shown first; a click or Enter opens it."""

    def __init__(self, thumbnail: bytes) -> None:
        super().__init__()
        look = theme.current()
        picture = QPixmap()
        picture.loadFromData(thumbnail)
        side = QSize(look.px(_PICTURE.width()), look.px(_PICTURE.height()))
        self.setIcon(QIcon(picture))
        self.setIconSize(side)
        self.setFixedSize(side + QSize(look.px(6), look.px(6)))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Photograph"))


def _first_picture(shown: ShownCard) -> str:
    """The id of the photograph shown first, or empty."""
    wanted = shown.asset.photograph_id
    return wanted if wanted in shown.thumbnails else next(iter(shown.thumbnails), "")


def _chips(shown: ShownCard) -> Iterable[ChipText]:
    yield state_chip(shown.asset.status)
    if not shown.asset.number:
        yield ChipText(_("Waiting for a number"), Tone.WARNING)
    if shown.book.must_check is not None and not shown.struck_off:
        yield ChipText(_("Value must be checked"), Tone.WARNING)


def _chip_line(chips: Iterable[ChipText]) -> QHBoxLayout:
    look = theme.current()
    line = QHBoxLayout()
    line.setContentsMargins(0, look.px(4), 0, look.px(4))
    line.setSpacing(look.px(6))
    for chip in chips:
        line.addWidget(Chip(chip.text, chip.tone))
    line.addStretch(1)
    return line


def _heading(column: QVBoxLayout, title: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
    look = theme.current()
    column.addSpacing(look.px(6))
    column.addWidget(Separator())
    line = QHBoxLayout()
    line.setContentsMargins(0, look.px(2), 0, 0)
    line.addWidget(ThaiLabel(title, Text.SECTION, max_lines=1), 1)
    if action is not None:
        line.addWidget(ActionButton(action[0], partial(action[1]), kind="quiet"))
    column.addLayout(line)
