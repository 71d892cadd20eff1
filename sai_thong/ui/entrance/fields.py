"""A column of labelled fields without a form's own buttons, for a step of a wizard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import FieldSpec, Text, ThaiLabel
from sai_thong.ui.kit.fields import editor_for
from sai_thong.ui.kit.values import FieldValue


class FieldColumn(QWidget):
    """Labels at the left, editors at the right, each with its help below it.

    Signals:
        edited(): Something was typed or chosen.
    """

    edited = Signal()

    def __init__(self, specs: Sequence[FieldSpec], *, today: date) -> None:
        super().__init__()
        look = theme.current()
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(8))
        grid.setColumnMinimumWidth(0, look.px(160))
        grid.setColumnStretch(1, 1)
        self._specs = tuple(specs)
        self._editors = {spec.key: editor_for(spec, today) for spec in specs}
        for line, spec in enumerate(specs):
            editor = self._editors[spec.key]
            editor.edited.connect(self.edited.emit)
            label = ThaiLabel(spec.label)
            label.setContentsMargins(0, look.px(5), 0, 0)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(editor)
            if spec.help:
                cell.addWidget(ThaiLabel(spec.help, Text.SMALL, muted=True))
            grid.addLayout(cell, line, 1)
        grid.setRowStretch(len(specs), 1)

    def take_focus(self) -> None:
        """Give the keys to the first field."""
        self._editors[self._specs[0].key].focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, FieldValue]:
        """The values of all fields; raises `BadInput` when one cannot be read."""
        return {key: editor.read() for key, editor in self._editors.items()}

    def show_values(self, values: Mapping[str, FieldValue]) -> None:
        """Show these values; other fields keep theirs."""
        for key, value in values.items():
            self._editors[key].show_value(value)

    def missing(self) -> str:
        """What is still needed, in words; empty when nothing is."""
        for spec in self._specs:
            try:
                value = self._editors[spec.key].read()
            except BadInput as error:
                return str(error)
            if spec.required and value in (None, "", ()):
                return _("Still needed: {field}").format(field=spec.label)
        return ""
