"""The inspection in the rooms, over the whole screen: a room is chosen once, then things are scanned or ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.registers.assets import sightings
from sai_thong.registers.assets.records import InspectionLine, InspectionRound
from sai_thong.registers.assets.rules.inspection import FindingKind
from sai_thong.registers.assets.terms import AssetStatus
from sai_thong.ui import theme
from sai_thong.ui.kit import ActionButton, Banner, ChoiceBox, ListWithRecord, PageHeader, Text, ThaiLabel, keys
from sai_thong.ui.kit.banner import BannerStack
from sai_thong.ui.pages.assets.inspection_beside import SeenList
from sai_thong.ui.pages.assets.inspection_defect import DefectLine
from sai_thong.ui.pages.assets.inspection_grid import InspectionGrid
from sai_thong.ui.pages.assets.inspection_rows import finding_chip, room_words
from sai_thong.ui.pages.assets.inspection_scan import ScanBox
from sai_thong.ui.pages.assets.inspection_walk import MISSING, Walk

if TYPE_CHECKING:
    from sai_thong.ui.pages.assets.page import AssetsPage

_TELL_OF: tuple[AssetStatus, ...] = (AssetStatus.BROKEN, AssetStatus.WORN, AssetStatus.NOT_NEEDED)
"""Conditions of which the paper asks in what way (ชำรุดอย่างไร)."""


@dataclass(frozen=True)
class _Answered:
    """What came of a scan or tick.

    Attributes:
        kind: What it was.
        tag: What was scanned.
        line: The line of the round as it now stands; None of what the round does not expect.
    """

    kind: FindingKind
    tag: str
    line: InspectionLine | None


class InspectionMode(QWidget):
    """A walk through the rooms of one round.

    Args:
        page: The assets page.
        inspection: The round.
        lines: All of its lines.
        room: Where one begins; the first that is not done, where none is said.

    Signals:
        left(): The inspector goes out.
    """

    left = Signal()

    def __init__(
        self, page: AssetsPage, inspection: InspectionRound, lines: Sequence[InspectionLine], *, room: str | None = None
    ) -> None:
        super().__init__()
        self._page = page
        self._round = inspection
        self._walk = Walk(lines)
        self._just_told: AssetStatus | None = None
        self.leave_button = ActionButton(keys.with_key(_("Leave the rooms"), keys.BACK), self.left.emit)
        self.header = PageHeader(
            _("Inspection of {year}").format(year=inspection.fiscal_year_be), "", [self.leave_button]
        )
        self.room = ChoiceBox([], name=_("Room"))
        self.told = ThaiLabel("", max_lines=1)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.scan = ScanBox(_("Scan a label, or type a number"))
        self.grid = InspectionGrid()
        self.defect = DefectLine()
        self.seen = SeenList()
        self.banners = BannerStack()
        self._lay()
        self._connect()
        self._offer_rooms()
        begun_in = next((each.room for each in self._walk.rooms() if each.looked_at < each.lines), MISSING)
        self._show_room(begun_in if room is None else room)

    def _lay(self) -> None:
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addWidget(self.header)
        column.addWidget(self.banners)
        in_room = QHBoxLayout()
        in_room.setSpacing(look.px(12))
        in_room.addWidget(ThaiLabel(_("Room"), Text.STRONG, max_lines=1), 0, Qt.AlignmentFlag.AlignVCenter)
        in_room.addWidget(self.room)
        in_room.addStretch(1)
        in_room.addWidget(self.told, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(in_room)
        column.addWidget(self.bar)
        column.addWidget(self.scan)
        column.addWidget(self.defect)
        column.addWidget(ListWithRecord(self.grid, self.seen, shares=(3, 1)), 1)

    def _connect(self) -> None:
        self.room.chosen.connect(self._show_room)
        self.scan.scanned.connect(self._see)
        self.scan.left_downwards.connect(self.grid.table.take_focus)
        self.grid.found.connect(self._tick)
        self.grid.condition.connect(self._answer_condition)
        self.grid.defect_asked.connect(self._ask_defect)
        self.grid.scanned.connect(self.scan.type_on)
        self.defect.told.connect(self._keep_defect)
        self.defect.left.connect(self._leave_defect)

    # the room

    def _offer_rooms(self) -> None:
        """Every room with how far it is, and what is missing anywhere."""
        shown = self.room.value() if self.room.count() else ""
        choices = [
            (each.room, f"{room_words(each.room)}  ·  {each.looked_at}/{each.lines}") for each in self._walk.rooms()
        ]
        missing = len(self._walk.of_room(MISSING))
        choices.append((MISSING, _("All rooms: not found yet ({count})").format(count=missing)))
        self.room.set_choices(choices, shown)

    def _show_room(self, room: str) -> None:
        self.room.set_value(room)
        self.grid.show_lines(self._walk.of_room(room))
        self._tell_progress()

    @property
    def _standing_in(self) -> str:
        """The room one stands in; empty where none is chosen."""
        room = self.room.value()
        return "" if room == MISSING else room

    def _tell_progress(self) -> None:
        whole = self._walk.count(MISSING)
        words = _("Looked at {done} of {total} in the whole office").format(
            done=f"{whole.looked_at:,}", total=f"{whole.lines:,}"
        )
        self.told.set_text(words)
        self.bar.setRange(0, max(1, whole.lines))
        self.bar.setValue(whole.looked_at)

    # scanning

    def _see(self, tag: str) -> None:
        """A code was scanned in the room chosen."""
        look = partial(sightings.see, self._page.desk.store, self._round.id, tag, room=self._standing_in)
        self._write(partial(_quietly, look), self._seen)

    def _seen(self, seen: _Answered) -> None:
        chip = finding_chip(seen.kind)
        self._keep(seen.line)
        if seen.line is not None:
            self.grid.table.choose_id(seen.line.id)  # Down, and its condition can be told
        what = f"{seen.line.number}  {seen.line.name}" if seen.line is not None else seen.tag
        told = what
        if seen.kind is FindingKind.WRONG_ROOM and seen.line is not None:
            told = _("{what}: the register has it in {room}").format(what=what, room=room_words(seen.line.book_room))
        elif seen.kind is FindingKind.UNKNOWN:
            told = _("{what}: kept with this room").format(what=what)
        self.scan.answer.show_answer(chip.text, told, chip.tone)
        self.seen.add(what, chip)
        if seen.kind is not FindingKind.FOUND:
            QApplication.beep()
        self.scan.take_focus()

    # ticking

    def _tick(self, line_id: str, found: bool) -> None:
        self._answer(line_id, found=found)
        self.grid.go_down()

    def _answer_condition(self, line_id: str, condition: AssetStatus) -> None:
        """Broken in what way is asked at once; all else goes on with the next line."""
        self._answer(line_id, found=condition is not AssetStatus.LOST, condition=condition)
        if condition in _TELL_OF:
            self._just_told = condition
            self.defect.ask(self._walk.line(line_id))
        else:
            self.grid.go_down()

    def _ask_defect(self, line_id: str) -> None:
        self._just_told = None
        self.defect.ask(self._walk.line(line_id))

    def _leave_defect(self) -> None:
        self._just_told = None
        self.grid.table.take_focus()

    def _keep_defect(self, line_id: str, defect: str) -> None:
        line = self._walk.line(line_id)
        # The answer before this one may still be on its way.
        condition, self._just_told = self._just_told or line.condition, None
        if defect != line.defect:
            self._answer(line_id, found=condition is not AssetStatus.LOST, condition=condition, defect=defect)
        self.grid.table.take_focus()
        self.grid.go_down()

    def _answer(
        self, line_id: str, *, found: bool, condition: AssetStatus | None = None, defect: str | None = None
    ) -> None:
        """Settle a line; where it was found before, or belongs, is not touched by the room one looks at."""
        told = self._walk.line(line_id).defect if defect is None else defect
        answer = partial(sightings.tick, self._page.desk.store, line_id, found=found, condition=condition, defect=told)
        self._write(partial(_quietly, answer), lambda seen: self._keep(seen.line))

    def _keep(self, line: InspectionLine | None) -> None:
        """Show a line as it was answered."""
        if line is None:
            return
        self._walk.keep(line)
        if not self.grid.replace(line) and line.found_room == self._standing_in:
            self.grid.show_lines(self._walk.of_room(self.room.value()))
        self._offer_rooms()
        self._tell_progress()

    def _write(self, operation: Callable[[], object], done: Callable[..., object]) -> None:
        self._page.write(operation, done=done, failed=self._tell_error)

    def _tell_error(self, error: SaiThongError) -> None:
        QApplication.beep()
        self.banners.clear()
        self.banners.tell(Banner.of_error(error))
        self.scan.take_focus()

    # keys

    def take_focus(self) -> None:
        """Give the keys to the box of the scanner."""
        self.scan.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Page Up and Page Down go from room to room."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        place = self.room.currentIndex() + step
        if step and 0 <= place < self.room.count():
            self._show_room(str(self.room.itemData(place)))
        else:
            super().keyPressEvent(event)


def _quietly(operation: Callable[[], sightings.Seen]) -> _Answered:
    """Keep one answer without every page reading everything again: they do when the rooms are left."""
    seen = operation()
    return _Answered(seen.kind, seen.sighting.tag, seen.line)
