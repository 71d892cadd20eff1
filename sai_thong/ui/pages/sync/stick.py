"""The exchange by stick: everything unsent goes into one sealed file, and what comes back in another is taken in.

On the hub, what other computers of the office wrote is taken in as well, and answered beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.sync.courier import Exported, Taken
from sai_thong.sync.last_stick import LastStick, last_stick
from sai_thong.sync.stick import SUFFIX
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Banner, Card, ChoiceBox, FigureCard, FigureRow, Text, ThaiLabel, Tone
from sai_thong.ui.pages.sync.section import Section
from sai_thong.ui.pages.sync.stick_work import Answered, take_stick, write_stick
from sai_thong.ui.sync_words import amount_words, entries_words, moment_words

if TYPE_CHECKING:
    from sai_thong.sync.enrolment import Enrolled
    from sai_thong.ui.pages.sync.page import SyncPage

_MIB: Final = 1024 * 1024
_SIZES: Final = (512, 64, 8, 1)
"""Mebibytes a stick may be large."""


class StickSection(Section):
    """Two steps: write a stick here, and take in the one that comes back."""

    def __init__(self, page: SyncPage) -> None:
        self.import_button = ActionButton(_("Take in a stick…"), self.choose_answer)
        self.export_button = ActionButton(_("Write a stick…"), self.choose_folder, kind="primary")
        super().__init__(page, [self.import_button, self.export_button])
        self.waiting = FigureCard(_("Waits to be sent"))
        self.written = FigureCard(_("Stick written last"))
        self.answered = FigureCard(_("Answer taken last"))
        self.size_box = ChoiceBox(
            [(str(size), _("at most {size} MB").format(size=size)) for size in _SIZES],
            str(_SIZES[0]),
            name=_("Size of the stick"),
        )
        self.put(self._laid_out())
        self.sync.changed.connect(self._show_waiting)

    def _laid_out(self) -> QWidget:
        look = theme.current()
        base = QWidget()
        column = QVBoxLayout(base)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(FigureRow([self.waiting, self.written, self.answered]))
        card = Card(margin=18, spacing=6)
        card.body.addWidget(ThaiLabel(_("How an exchange by stick goes"), Text.SECTION, max_lines=1))
        for sentence in (
            _("1. Write a stick here: it holds everything the other side has not confirmed, sealed for it alone."),
            _("2. Carry it to the province or to the hub. What comes back is another file on the same stick."),
            _("3. Take that file in here. Until then the work counts as not sent, and goes onto the next stick again."),
            _("A stick that is lost, late or taken in twice does no harm."),
            _("On the hub, take in here what other computers wrote; the answer for them is written beside it."),
        ):
            card.body.addWidget(ThaiLabel(sentence))
        line = QHBoxLayout()
        line.setSpacing(look.px(10))
        line.addWidget(ThaiLabel(_("Size of the stick"), muted=True, max_lines=1))
        line.addWidget(self.size_box)
        line.addStretch(1)
        card.body.addSpacing(look.px(6))
        card.body.addLayout(line)
        card.body.addStretch(1)
        column.addWidget(card)
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return base

    def load(self) -> None:
        """Read which stick went last."""
        self._show_waiting()
        self.read(last_stick, done=self._show_last)

    def restore(self, state: Mapping[str, Any]) -> None:
        """With ``file``, take in that file of a stick."""
        if "file" in state:
            self.take_stick(Path(str(state["file"])))

    def _show_waiting(self) -> None:
        standing = self.sync.standing
        enrolled = standing is not None and standing.enrolled
        self.export_button.setEnabled(enrolled)
        waiting = standing.waiting_in_all if standing else 0
        note = _("goes onto the next stick") if waiting else _("everything was sent")
        if not enrolled:
            note = _("This computer is connected with nobody.")
        self.waiting.set_figure(entries_words(waiting), note)

    def _show_last(self, last: LastStick | None) -> None:
        if last is None:
            self.written.set_figure("–", _("none was written yet"))
            self.answered.set_figure("–")
            return
        left = _("{entries} found no room").format(entries=entries_words(last.left_entries))
        note = entries_words(last.entries) + (f" · {left}" if last.left_entries else "")
        self.written.set_figure(moment_words(last.at, self.today), note)
        if last.answered:
            tone = Tone.OK if last.answered >= last.number else Tone.PLAIN
            words = _("to stick no. {number} of {last}").format(number=last.answered, last=last.number)
            self.answered.set_figure(moment_words(last.answered_at, self.today) or "–", words, tone)
        else:
            self.answered.set_figure("–", _("none came back yet"))

    # writing and taking in

    def choose_folder(self) -> None:
        """Ask where the stick is, and write it."""
        folder = choose_stick_folder(self)
        if folder is not None:
            self.write_stick(folder)

    def write_stick(self, folder: Path) -> None:
        """Write everything unsent into a file of this folder."""
        most = int(self.size_box.value()) * _MIB
        self.ask(
            partial(write_stick, self.store, folder, most),
            done=self._tell_written,
            busy=_("Writing the stick…"),
            reports_progress=True,
        )

    def _tell_written(self, done: Exported) -> None:
        self.load()
        words = _("{name} was written: {entries}, {size}.").format(
            name=done.path.name, entries=entries_words(done.entries), size=amount_words(done.size)
        )
        more = _("Carry it to the other side, and take in here what comes back.")
        if done.left_entries:
            left = entries_words(done.left_entries)
            more = _("{entries} found no room and go with the next stick.").format(entries=left) + " " + more
        self.page.tell(Banner(words, Tone.OK, more=more))

    def choose_answer(self) -> None:
        """Ask which file came back, and take it in."""
        pattern = f"*{SUFFIX}"
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Take in a stick"), "", _("Sticks ({pattern})").format(pattern=pattern)
        )
        if name:
            self.take_stick(Path(name))

    def take_stick(self, path: Path) -> None:
        """Take in what came back, or what another computer wrote for this one."""
        self.ask(
            partial(take_stick, self.store, path),
            done=self._tell_taken,
            busy=_("Taking in the stick…"),
            reports_progress=True,
        )

    def _tell_taken(self, done: Taken | Answered | Enrolled) -> None:
        self.sync.count()
        self.load()
        if isinstance(done, Taken):
            self._tell_confirmed(done)
        elif isinstance(done, Answered):
            self._tell_answered(done)
        else:
            words = _("This computer is connected for {office}.").format(office=done.office_name)
            more = _("What it wrote so far goes to the other side with the next stick.")
            self.page.tell(Banner(words, Tone.OK, more=more))

    def _tell_answered(self, done: Answered) -> None:
        self.sync.sync_now()
        words = _("{entries} came; the answer stands beside it: {name}.").format(
            entries=entries_words(done.entries), name=done.answer.name
        )
        if done.enrolled:
            words = _("{computer} belongs to the office now; the answer stands beside it: {name}.").format(
                computer=done.enrolled, name=done.answer.name
            )
        more = _("Carry it back, and take it in at that computer.")
        if done.more:
            more += " " + _("There is more than it holds: that computer then writes another stick.")
        self.page.tell(Banner(words, Tone.OK, more=more))

    def _tell_confirmed(self, done: Taken) -> None:
        self.page.desk.store_changed(done.changes)
        words = _("Confirmed {sent}, received {received}, still waiting {pending}.").format(
            sent=f"{done.sent:,}", received=f"{done.received:,}", pending=f"{done.pending:,}"
        )
        more = ""
        if done.is_older:
            more = _("The stick is an older one; nothing of it was needed any more.")
        elif done.more:
            more = _("There is more at the other side: write another stick.")
        self.page.tell(Banner(words, Tone.OK, more=more))


def choose_stick_folder(parent: QWidget) -> Path | None:
    """Ask where the stick is; None where the person chose nothing."""
    folder = QFileDialog.getExistingDirectory(parent, _("Where the stick is"))
    return Path(folder) if folder else None
