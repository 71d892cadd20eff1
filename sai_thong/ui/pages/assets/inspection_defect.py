"""In what way a thing is broken: one line over the tick list, kept by Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sai_thong.ground.language import _
from sai_thong.registers.assets.records import InspectionLine
from sai_thong.ui import theme
from sai_thong.ui.kit import Text, ThaiLabel


class DefectLine(QWidget):
    """Asks of one line at a time; hidden while it asks nothing.

    Signals:
        told(str, str): Of which line, and what was typed.
        left(): It was left without an answer.
    """

    told = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        self.words = ThaiLabel("", Text.STRONG, max_lines=1)
        self.line = _Line(self)
        self.help = ThaiLabel(_("Enter keeps it, Esc leaves it"), Text.SMALL, muted=True, max_lines=1)
        row.addWidget(self.words, 2, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.line, 3)
        row.addWidget(self.help, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line_id = ""
        self.hide()

    def ask(self, line: InspectionLine) -> None:
        """Ask of a line."""
        self._line_id = line.id
        self.words.set_text(_("In what way is {number} {name} broken?").format(number=line.number, name=line.name))
        self.line.setAccessibleName(self.words.text())
        self.line.setText(line.defect)
        self.line.selectAll()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> None:
        """Hand over what was typed."""
        self.hide()
        self.told.emit(self._line_id, self.line.text().strip())

    def leave(self) -> None:
        """Ask no more."""
        self.hide()
        self.left.emit()


class _Line(QLineEdit):
    def __init__(self, owner: DefectLine) -> None:
        super().__init__()
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._owner.answer()
        elif event.key() == Qt.Key.Key_Escape:
            self._owner.leave()
        else:
            super().keyPressEvent(event)
