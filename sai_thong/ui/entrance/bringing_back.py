"""After a damaged file was brought back: what is there again, and what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from sai_thong.ground.language import _, ngettext
from sai_thong.ui.entrance.screen import Screen
from sai_thong.ui.kit import ActionButton, Text, ThaiLabel, Tone
from sai_thong.ui.kit.columns import short_date

if TYPE_CHECKING:
    from sai_thong.sync.recovering import Recovered

_MOST_LINES: Final = 6


class BroughtBackScreen(Screen):
    """Says what came of it, before the office is opened.

    Args:
        told: What came of it.

    Signals:
        finished(): The person has read it.
    """

    finished = Signal()

    def __init__(self, told: Recovered) -> None:
        title = _("Everything is back") if told.complete else _("What could be read is back")
        super().__init__(title, width=560)
        day = short_date(told.manifest.created.date())
        put_back = ngettext(
            "The backup of {day}, and {count} change after it as it was written.",
            "The backup of {day}, and {count} changes after it as they were written.",
            told.put_back,
        )
        self._add(put_back.format(day=day, count=f"{told.put_back:,}"))
        if told.taken_over:
            words = ngettext(
                "{count} record stands in the history as taken over today.",
                "{count} records stand in the history as taken over today.",
                told.taken_over,
            )
            self._add(words.format(count=f"{told.taken_over:,}"))
        if not told.complete:
            lost = [f"{table} {first}–{last or ''}" for table, first, last in told.unreadable]
            lost += [f"{table} {record_id}" for table, record_id in told.lost]
            self._add(_("Could not be read: compare the last days with the papers."), Tone.WARNING)
            for line in lost[:_MOST_LINES]:
                self.card.body.addWidget(ThaiLabel(line, Text.SMALL, muted=True))
            if len(lost) > _MOST_LINES:
                self._add(_("and {count} more").format(count=len(lost) - _MOST_LINES))
        self._add(_("The damaged file was left as it was. Keep it, and check the disk."))
        self.card.body.addWidget(ActionButton(_("Open the office"), self.finished.emit, kind="primary"))

    def _add(self, words: str, tone: Tone = Tone.PLAIN) -> None:
        self.card.body.addWidget(ThaiLabel(words, tone=tone))
