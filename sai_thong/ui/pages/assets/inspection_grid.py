"""The tick list of a room, filled in by keyboard: space = found, 1 to 5 = condition, Enter = in what way broken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.assets.records import InspectionLine
from sai_thong.registers.assets.rules.scanning import typed_keys
from sai_thong.registers.assets.terms import INSPECTED_CONDITIONS, STATUS_LABELS, AssetStatus
from sai_thong.ui import theme
from sai_thong.ui.kit import ListTable, Text, ThaiLabel
from sai_thong.ui.pages.assets.inspection_rows import line_columns, line_row

_SCANNER_PAUSE: Final = 60
"""Milliseconds within which no person presses two keys: what follows so fast is typed by a scanner."""


class InspectionGrid(QWidget):
    """The lines of a room.

    Signals:
        found(str, bool): The line is there, or is not after all.
        condition(str, object): The `AssetStatus` a line was found in.
        defect_asked(str): Enter on a line: in what way it is broken.
        scanned(str): Something that is no answer was typed: the beginning of a code.
    """

    found = Signal(str, bool)
    condition = Signal(str, object)
    defect_asked = Signal(str)
    scanned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.table = ListTable(line_columns(), name=_("Tick list of the room"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addWidget(self.table, 1)
        self.key_help = ThaiLabel(_keys_told(), Text.SMALL, muted=True)
        column.addWidget(self.key_help)
        self._lines: dict[str, InspectionLine] = {}
        self._pressed = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SCANNER_PAUSE)
        self._pause.timeout.connect(self._answer)
        self.table.row_ticked.connect(lambda row, ticked: self.found.emit(str(row["id"]), ticked))
        self.table.row_opened.connect(lambda row: self.defect_asked.emit(str(row["id"])))
        self.table.grid.installEventFilter(self)

    def show_lines(self, lines: Sequence[InspectionLine]) -> None:
        """Show the lines of a room."""
        self._lines = {line.id: line for line in lines}
        if lines:
            self.table.set_rows([line_row(line) for line in lines])
            if self.table.chosen() is None:
                self.table.choose(0)
        else:
            self.table.show_empty(
                _("The register has nothing in this room."), _("Scan what stands here; it is kept with its room.")
            )

    def replace(self, line: InspectionLine) -> bool:
        """Show a line as it is now; False when it is not of this room."""
        if line.id not in self._lines:
            return False
        self._lines[line.id] = line
        return self.table.replace_row(line_row(line))

    def chosen(self) -> InspectionLine | None:
        """The line the keys are on."""
        row = self.table.chosen()
        return self._lines.get(str(row["id"])) if row else None

    def go_down(self) -> None:
        """The next line."""
        place = self.table.grid.currentIndex().row() + 1
        if place < len(self._lines):
            self.table.choose(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Digits answer, in either keyboard layout; what a scanner types is handed on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        text = event.text()
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not text.strip() or not text.isprintable() or held:
            return super().eventFilter(watched, event)
        if self._pressed:
            self._hand_on(self._pressed + text)
        elif _condition_of(text) is not None:
            self._pressed = text
            self._pause.start()
        else:
            self._hand_on(text)
        return True

    def _hand_on(self, text: str) -> None:
        self._pause.stop()
        self._pressed = ""
        self.scanned.emit(text)

    def _answer(self) -> None:
        """Nothing followed the digit: a person pressed it."""
        pressed, self._pressed = self._pressed, ""
        line, condition = self.chosen(), _condition_of(pressed)
        if line is not None and condition is not None:
            self.condition.emit(line.id, condition)


def _condition_of(text: str) -> AssetStatus | None:
    """The condition of a key 1 to 5, whatever layout it was pressed under."""
    key = typed_keys(text)
    place = "12345".find(key) if len(key) == 1 else -1
    return INSPECTED_CONDITIONS[place] if place >= 0 else None


def _keys_told() -> str:
    listed = "   ".join(f"{n} {_(STATUS_LABELS[each])}" for n, each in enumerate(INSPECTED_CONDITIONS, start=1))
    return _("Space: found as the register has it   {conditions}   Enter: in what way broken").format(conditions=listed)
