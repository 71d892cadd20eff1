"""Attached files on their way: how many wait to go and to come, and how much of them may in a day on a metered line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.language import _
from sai_thong.sync.content_budget import daily_budget
from sai_thong.sync.contents_exchange import ContentsWaiting, contents_waiting
from sai_thong.ui import theme
from sai_thong.ui.kit import ChoiceBox, Text, ThaiLabel
from sai_thong.ui.sync_words import amount_words

_MEGABYTE: Final = 1_000_000
_CHOICES: Final = (0, 5, 20, 100)
_NO_LIMIT: Final = ""


@dataclass(frozen=True)
class FilesFacts:
    """What the line tells.

    Attributes:
        waiting: What has not gone or come.
        daily_bytes: How much may in a day; None for all of it.
    """

    waiting: ContentsWaiting
    daily_bytes: int | None


def read_files(store: Store) -> FilesFacts:
    """Read what the line tells."""
    return FilesFacts(contents_waiting(store), daily_budget(store))


class FilesLine(QWidget):
    """One line below the lists of the status.

    Args:
        choose: Called with how many bytes may go and come in a day; None for all.
    """

    def __init__(self, choose: Callable[[int | None], object]) -> None:
        super().__init__()
        self._choose = choose
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(10))
        self.words = ThaiLabel("", Text.SMALL, muted=True)
        self.limit = ChoiceBox([], name=_("Attached files in a day"))
        self.limit.activated.connect(lambda _place: self._chosen())
        middle = Qt.AlignmentFlag.AlignVCenter
        line.addWidget(self.words, 1, middle)
        line.addWidget(ThaiLabel(_("Attached files in a day"), Text.SMALL, muted=True, max_lines=1), 0, middle)
        line.addWidget(self.limit)

    def show_facts(self, facts: FilesFacts) -> None:
        """Show what waits, and the limit."""
        waiting = facts.waiting
        told = [
            _("Attached files to send: {count} ({size})").format(count=waiting.up, size=amount_words(waiting.up_bytes)),
            _("to come: {count} ({size})").format(count=waiting.down, size=amount_words(waiting.down_bytes)),
        ]
        if waiting.no_room:
            told.append(_("The other side has no more room for files of this office."))
        self.words.set_text("  ·  ".join(told))
        now = _NO_LIMIT if facts.daily_bytes is None else str(facts.daily_bytes)
        offered = {_NO_LIMIT: _("no limit")} | {str(each * _MEGABYTE): _megabytes(each) for each in _CHOICES}
        if now not in offered:
            offered[now] = amount_words(int(now))
        self.limit.set_choices(list(offered.items()), now)

    def _chosen(self) -> None:
        value = self.limit.value()
        self._choose(None if value == _NO_LIMIT else int(value))


def _megabytes(count: int) -> str:
    return _("at most {size} MB").format(size=count) if count else _("no files")
