"""The fields of a form, one editor a kind of value."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.thai.dates import Purpose
from sai_thong.ui import theme
from sai_thong.ui.kit import values
from sai_thong.ui.kit.choice import ChoiceBox, Choices
from sai_thong.ui.kit.thai_wrapping import ThaiTextBox
from sai_thong.ui.kit.values import FieldValue

FieldKind = Literal[
    "text", "notes", "password", "integer", "money", "date", "partial-date", "month", "citizen-id",
    "choice", "tick", "yes-no", "multi-choice",
]  # fmt: skip
"""What a field holds; in Python: str, str, str, int, satang, date, PartialDate, Month, thirteen digits, str, bool,
bool or None, tuple of str."""

_WIDTHS: dict[str, int] = {
    "text": 420,
    "password": 320,
    "integer": 140,
    "money": 160,
    "date": 240,
    "partial-date": 240,
    "month": 200,
    "citizen-id": 220,
}

_LETTERS_IN_ONE_LINE: Final = 64
"""Boxes whose words have no more letters together stand side by side."""


@dataclass(frozen=True)
class FieldSpec:
    """One field of a form.

    Attributes:
        key: The key of its value.
        label: What the office calls it, translated.
        kind: What it holds.
        required: May not be left empty.
        choices: For choices: (value, words).
        help: A sentence below the field.
        purpose: What a date is for; settles two-digit years.
        check: From the value to what is wrong with it in words, or an empty string.
        section: A heading before this field.
        width: Pixels at 100 %; 0 follows the kind.
    """

    key: str
    label: str
    kind: FieldKind = "text"
    required: bool = False
    choices: Choices = ()
    help: str = ""
    purpose: Purpose = "any"
    check: Callable[[FieldValue], str] | None = None
    section: str = ""
    width: int = 0


class FieldEditor(QWidget):
    """What is common to the editors.

    Signals:
        edited(): A person changed the value.
        left(): The keys left the field.
    """

    edited = Signal()
    left = Signal()

    def read(self) -> FieldValue:
        """The value; raises `BadInput` when what was typed cannot be read."""
        raise NotImplementedError

    def show_value(self, value: FieldValue) -> None:
        """Show `value`."""
        raise NotImplementedError

    def focus_target(self) -> QWidget:
        """The widget that takes the keys."""
        raise NotImplementedError

    def _tell_answered(self) -> None:
        """One act both changes the value and is done with the field."""
        self.edited.emit()
        self.left.emit()

    def mark_wrong(self, wrong: bool) -> None:
        """Show or take away the red border."""
        target = self.focus_target()
        if target.property("wrong") != wrong:
            target.setProperty("wrong", wrong)
            target.style().unpolish(target)
            target.style().polish(target)


def _lay(owner: QWidget, *widgets: QWidget, upright: bool = False) -> None:
    layout = QVBoxLayout(owner) if upright else QHBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0 if upright else theme.current().px(8))
    for widget in widgets:
        layout.addWidget(widget)


class TypedEditor(FieldEditor):
    """A line that is typed and read by its kind."""

    def __init__(self, spec: FieldSpec, today: date) -> None:
        super().__init__()
        self._kind = cast(values.TypedKind, spec.kind)
        self._purpose = spec.purpose
        self._today = today
        self.line = QLineEdit()
        self.line.setAccessibleName(spec.label)
        if spec.kind == "password":
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        if spec.kind in ("integer", "money"):
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setMaximumWidth(theme.current().px(spec.width or _WIDTHS[spec.kind]))
        _lay(self, self.line)
        line = cast(QHBoxLayout, self.layout())
        line.setStretch(0, 1000)  # all of the width the line may have, before the empty rest
        line.addStretch(1)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.editingFinished.connect(self._leave)

    def read(self) -> FieldValue:
        """The value of what was typed."""
        return values.parse(self._kind, self.line.text(), today=self._today, purpose=self._purpose)

    def show_value(self, value: FieldValue) -> None:
        """Show `value` as a person would write it."""
        self.line.setText(values.shown(self._kind, value))

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def echo(self) -> str:
        """What was understood of what is typed so far; empty while it cannot be read."""
        try:
            words = values.echo(self._kind, self.read(), today=self._today, purpose=self._purpose)
        except BadInput:
            return ""
        return "" if words == self.line.text() else words

    def _leave(self) -> None:
        with suppress(BadInput):  # the form says it beside the field; what was typed stays
            self.show_value(self.read())
        self.left.emit()


class _NotesText(ThaiTextBox):
    """Several lines; Tab leaves, Esc is the form's."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.current().px(104))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class NotesEditor(FieldEditor):
    """Text of several lines."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.text = _NotesText()
        self.text.setAccessibleName(spec.label)
        _lay(self, self.text)
        self.text.textChanged.connect(self.edited)
        self.text.left.connect(self.left)

    def read(self) -> str:
        """The text."""
        return self.text.toPlainText().strip()

    def show_value(self, value: FieldValue) -> None:
        """Show the text."""
        self.text.blockSignals(True)
        self.text.setPlainText(str(value or ""))
        self.text.blockSignals(False)

    def focus_target(self) -> QWidget:
        """The text."""
        return self.text


class ChoiceEditor(FieldEditor):
    """One of several values from a combo box; an optional field can be empty again."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        choices = list(spec.choices) if spec.required else [("", "–"), *spec.choices]
        self.box = ChoiceBox(choices, name=spec.label)
        _lay(self, self.box)
        cast(QHBoxLayout, self.layout()).addStretch(1)
        self.box.chosen.connect(self._tell_answered)

    def read(self) -> str | None:
        """The chosen value, None when nothing is chosen."""
        return self.box.value() or None

    def show_value(self, value: FieldValue) -> None:
        """Choose `value`."""
        self.box.set_value(str(value or ""))

    def focus_target(self) -> QWidget:
        """The combo box."""
        return self.box


class TickEditor(FieldEditor):
    """Yes or no by one box, whose words are the label."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.box = QCheckBox(spec.label)
        _lay(self, self.box)
        cast(QHBoxLayout, self.layout()).addStretch(1)
        self.box.clicked.connect(self._tell_answered)

    def read(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def show_value(self, value: FieldValue) -> None:
        """Tick or clear it."""
        self.box.setChecked(bool(value))

    def focus_target(self) -> QWidget:
        """The box."""
        return self.box


class YesNoEditor(FieldEditor):
    """Yes, no, and where nothing is known, not known: three different answers."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        answers: list[tuple[bool | None, str]] = [(True, _("Yes")), (False, _("No"))]
        if not spec.required:
            answers.append((None, _("Not known")))
        self._buttons = {answer: QRadioButton(words) for answer, words in answers}
        group = QButtonGroup(self)
        for button in self._buttons.values():
            group.addButton(button)
            button.clicked.connect(self._tell_answered)
        _lay(self, *self._buttons.values())
        cast(QHBoxLayout, self.layout()).addStretch(1)

    def read(self) -> bool | None:
        """The answer."""
        return next((answer for answer, button in self._buttons.items() if button.isChecked()), None)

    def show_value(self, value: FieldValue) -> None:
        """Choose the answer."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def focus_target(self) -> QWidget:
        """The chosen answer, or the first."""
        return next((b for b in self._buttons.values() if b.isChecked()), next(iter(self._buttons.values())))


class MultiChoiceEditor(FieldEditor):
    """Any of several values, a box each."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self._boxes = {value: QCheckBox(words) for value, words in spec.choices}
        for box in self._boxes.values():
            box.clicked.connect(self._tell_answered)
        in_one_line = sum(len(words) for _value, words in spec.choices) <= _LETTERS_IN_ONE_LINE
        boxes: list[QWidget] = list(self._boxes.values())
        if in_one_line:
            for narrow in boxes:
                narrow.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            _lay(self, *boxes, QWidget())
        else:
            _lay(self, *boxes, upright=True)

    def read(self) -> tuple[str, ...]:
        """The ticked values in the order of the choices."""
        return tuple(value for value, box in self._boxes.items() if box.isChecked())

    def show_value(self, value: FieldValue) -> None:
        """Tick exactly these."""
        for each, box in self._boxes.items():
            box.setChecked(each in (value or ()))

    def focus_target(self) -> QWidget:
        """The first box."""
        return next(iter(self._boxes.values()))


def editor_for(spec: FieldSpec, today: date) -> FieldEditor:
    """The editor of a field."""
    match spec.kind:
        case "notes":
            return NotesEditor(spec)
        case "choice":
            return ChoiceEditor(spec)
        case "tick":
            return TickEditor(spec)
        case "yes-no":
            return YesNoEditor(spec)
        case "multi-choice":
            return MultiChoiceEditor(spec)
        case _:
            return TypedEditor(spec, today)
