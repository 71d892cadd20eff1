"""The whole history of a record over its page: who, when, on which PC, from what to what and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sai_thong.db.shelf import Shelf
from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.records import Record
from sai_thong.registers.record_history import RecordChange, whole_history
from sai_thong.sync.writers import computers_told
from sai_thong.thai.day_words import moment_words
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, PageHeader, SearchField, StateView, Text, ThaiLabel, keys
from sai_thong.ui.kit.card import Card, Separator
from sai_thong.ui.kit.over_page import OverPage
from sai_thong.ui.kit.scrolled import Scrolled

if TYPE_CHECKING:
    from sai_thong.ui.page import Page

_AT_ONCE: Final = 10
"""Changes laid out at once: laying out many would hold the window up; more are laid as one scrolls down."""
_WHEN_WIDTH: Final = 190
"""Of the column of days, people and computers, in pixels at 100 %."""
_LABEL_WIDTH: Final = 190


@dataclass(frozen=True)
class ReadHistory:
    """A history, and what the office calls the computers in it, by file id."""

    changes: tuple[RecordChange, ...]
    computers: Mapping[str, str]


def read_history(store: Store, shelf: Shelf, *records: Record) -> ReadHistory:
    """Read the whole history of records that lie on a shelf."""
    return ReadHistory(tuple(whole_history(store, shelf, *records)), computers_told(store))


def history_shown(page: Page, *records: Record, shelf: Shelf | None = None) -> Callable[[str], None]:
    """What a record panel calls with the record's name: the history is read elsewhere, then shown over the page."""
    store = page.desk.store

    def show(title: str) -> None:
        page.write(
            read_history,
            store,
            shelf or store,
            *records,
            done=lambda read: page.desk.show_over(RecordHistory(title, read)),
            busy=_("Reading the history…"),
        )

    return show


class RecordHistory(OverPage):
    """Shows a `ReadHistory`, the newest first; what is typed into the search limits it to what says so.

    Args:
        title: What the record is called.
        read: Its history.

    Attributes:
        search: Limits what is shown.
        area: Holds the changes.
        count: How many were found.
    """

    def __init__(self, title: str, read: ReadHistory) -> None:
        super().__init__()
        self._read = read
        self._left: Sequence[RecordChange] = ()
        self._page = QWidget()
        self._lines: QVBoxLayout
        back = ActionButton(keys.with_key(_("Back"), keys.BACK), self.close_view)
        self._header = PageHeader(_("History"), title, [back])
        self.search = SearchField(_("Search: a name, a field, a reason"))
        self.search.text_changed.connect(lambda _typed: self._lay())
        self.area = Scrolled()
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("History"))
        self.area.verticalScrollBar().valueChanged.connect(self._fill)
        self.search.left_downwards.connect(self.area.setFocus)
        card = Card(margin=0, spacing=0)
        card.body.addWidget(self.area)
        self.count = ThaiLabel("", Text.SMALL, muted=True, max_lines=1)
        for widget in (self._header, self.search, self.count):
            self.column.addWidget(widget)
        self.column.addWidget(card, 1)
        self._lay()

    def take_focus(self) -> None:
        """Give the keys to the lines: the arrows and Page Down go on, Ctrl+F searches."""
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, *_scrolled: int) -> None:
        """Lay out further changes while less than a screen of them stands below what is seen."""
        screen = self.area.viewport().height()
        below = self._page.height() - self.area.verticalScrollBar().value() - screen
        if self._left and self.isVisible() and below < screen:
            self._lay_more()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """It is shown, or there is more room."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fill)

    def _lay_more(self) -> None:
        now, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        for _save, changes in groupby(now, key=lambda each: (each.at, each.user, each.file_id, each.why)):
            if self._lines.count():
                self._lines.addWidget(Separator())
            self._lines.addLayout(self._saved(list(changes)))
        QTimer.singleShot(0, self, self._fill)

    def _found(self) -> Sequence[RecordChange]:
        wanted = search_form(self.search.text()).split()
        return [each for each in self._read.changes if all(word in self._searched(each) for word in wanted)]

    def _searched(self, change: RecordChange) -> str:
        words = (change.title, change.user, self._computer(change), change.why, *(each.words for each in change.fields))
        return search_form(" ".join(words))

    def _computer(self, change: RecordChange) -> str:
        return self._read.computers.get(change.file_id, "")

    def _lay(self) -> None:
        """Show what is found, from the newest on."""
        self._left = self._found()
        count = len(self._left)
        self.count.set_text(ngettext("{count} change", "{count} changes", count).format(count=f"{count:,}"))
        self._page, look = QWidget(), theme.current()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(look.px(18), look.px(10), look.px(18), look.px(10))
        column.setSpacing(look.px(6))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(6))
        column.addLayout(self._lines)
        if not count:
            state = StateView()
            state.show_empty(_("Nothing in the history says so."), _("Search for fewer or other words."))
            column.addWidget(state)
        column.addStretch(1)
        self.area.show_content(self._page)
        self._lay_more()

    def _saved(self, changes: Sequence[RecordChange]) -> QGridLayout:
        """What was saved together: when, who and where at the left; what, from what to what, and why at the right."""
        first = changes[0]
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(18))
        grid.setVerticalSpacing(look.px(2))
        grid.setColumnMinimumWidth(0, look.px(_WHEN_WIDTH))
        grid.setColumnStretch(1, 1)
        made = QVBoxLayout()
        made.setSpacing(0)
        made.addWidget(ThaiLabel(moment_words(first.at), max_lines=1))
        for words in filter(None, (first.user, self._computer(first))):
            made.addWidget(ThaiLabel(words, Text.SMALL, muted=True))
        made.addStretch(1)
        grid.addLayout(made, 0, 0)
        told = QVBoxLayout()
        told.setSpacing(look.px(2))
        for change in changes:
            told.addWidget(ThaiLabel(change.title, Text.SECTION))
            if change.fields:
                told.addLayout(self._fields(change))
        if first.why:
            told.addWidget(ThaiLabel(_("Reason: {why}").format(why=first.why), muted=True))
        grid.addLayout(told, 0, 1)
        return grid

    def _fields(self, change: RecordChange) -> QGridLayout:
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(change.fields):
            label = ThaiLabel(field.label, Text.SMALL, muted=True, base_of=Text.BASE)
            label.setFixedWidth(look.px(_LABEL_WIDTH))
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            before, after = (self._read.computers.get(each, each) for each in (field.before, field.after))
            words = f"{before} → {after}" if before else after
            grid.addWidget(ThaiLabel(words), row, 1)
        return grid
