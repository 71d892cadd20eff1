"""The row of the print preview for forms printed already: what is drawn, and how far this printer moves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import N_, _
from sai_thong.thai.digits import to_arabic
from sai_thong.ui import theme
from sai_thong.ui.kit.choice import ChoiceBox
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.paper_to_print import Drawn
from sai_thong.ui.print_offset import LARGEST_MM, PrintOffset
from sai_thong.ui.theme import Text

_STEP_MM = 0.5
_WORDS = {
    Drawn.WHOLE: N_("The whole form"),
    Drawn.DATA: N_("Data only (form printed already)"),
    Drawn.TEST_SHEET: N_("Test sheet of the printer"),
}
"""English message ids."""


class MillimetreField(QLineEdit):
    """A distance in millimetres, typed or stepped with Up and Down.

    Signals:
        changed(): Another distance stands here.
        refused(object): A `BadInput`: what was typed is no distance.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = 0.0
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme.current().px(72))
        self.setToolTip(_("In millimetres; below zero, such as -1.5, the other way. The keys Up and Down step by 0.5."))
        self.editingFinished.connect(self._take_typed)
        self.show_value(0.0)

    def value(self) -> float:
        """The distance."""
        return self._value

    def show_value(self, value: float) -> None:
        """Show a distance."""
        self._value = value
        self.setText(f"{value:g}")
        self._mark_wrong(wrong=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and Down step."""
        steps = {Qt.Key.Key_Up: _STEP_MM, Qt.Key.Key_Down: -_STEP_MM}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._take(max(-LARGEST_MM, min(LARGEST_MM, self._value + step)))

    def _take_typed(self) -> None:
        try:
            value = round(float(to_arabic(self.text()).replace(",", ".").replace("−", "-") or 0), 1)
        except ValueError:
            value = LARGEST_MM + 1
        if not abs(value) <= LARGEST_MM:  # so that "nan" is none either
            self._mark_wrong(wrong=True)
            words = _("“{written}” is no distance a printer is off.").format(written=self.text())
            do = _("Write millimetres from -{most} to {most}, such as 1.5.").format(most=f"{LARGEST_MM:g}")
            self.refused.emit(BadInput(words, do=do))
            return
        self._take(value)

    def _take(self, value: float) -> None:
        changed = value != self._value
        self.show_value(value)
        if changed:
            self.changed.emit()

    def _mark_wrong(self, *, wrong: bool) -> None:
        if self.property("wrong") != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)


class OffsetRow(QWidget):
    """What is drawn, and the correction where it is not the whole form.

    Signals:
        drawn_chosen(): Something else shall be drawn.
        offset_changed(): Another correction was set.
        refused(object): A `BadInput`.
    """

    drawn_chosen = Signal()
    offset_changed = Signal()
    refused = Signal(object)

    def __init__(self, offers: Sequence[Drawn]) -> None:
        super().__init__()
        look = theme.current()
        self.box = ChoiceBox([(each.value, _(_WORDS[each])) for each in offers], offers[0].value)
        self.box.setAccessibleName(_("What is printed"))
        self.right = MillimetreField(_("Move right"))
        self.down = MillimetreField(_("Move down"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(8))
        if len(offers) > 1:
            line.addWidget(_small(_("What is printed")))
            line.addWidget(self.box)
        self._moving = QWidget()
        moving = QHBoxLayout(self._moving)
        moving.setContentsMargins(0, 0, 0, 0)
        moving.setSpacing(look.px(8))
        for field in (self.right, self.down):
            moving.addWidget(_small(field.accessibleName()))
            moving.addWidget(field)
            moving.addWidget(_small(_("mm")))
            field.changed.connect(self.offset_changed)
            field.refused.connect(self.refused)
        moving.addWidget(_small(_("Kept for this printer and form.")), 1)
        line.addWidget(self._moving, 1)
        line.addStretch(0)
        self.box.chosen.connect(self._choose)
        self._moving.setVisible(self.drawn() is not Drawn.WHOLE)

    def drawn(self) -> Drawn:
        """What is drawn."""
        return Drawn(self.box.value())

    def offset(self) -> PrintOffset:
        """The correction."""
        return PrintOffset(self.right.value(), self.down.value())

    def show_offset(self, offset: PrintOffset) -> None:
        """Show a correction."""
        self.right.show_value(offset.right_mm)
        self.down.show_value(offset.down_mm)

    def _choose(self, _value: str) -> None:
        self._moving.setVisible(self.drawn() is not Drawn.WHOLE)
        self.drawn_chosen.emit()


def _small(words: str) -> ThaiLabel:
    return ThaiLabel(words, Text.SMALL, muted=True, max_lines=1)
