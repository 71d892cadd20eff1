"""One field of a form with its label: what was understood below it, and what is wrong in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.ui.kit.fields import FieldEditor, FieldSpec, TickEditor, TypedEditor, editor_for
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.theme import Text, Tone


class FieldRow:
    """A field with its label, the note below it and what is wrong with it.

    Attributes:
        spec: What is asked.
        editor: Takes the value.
        label: Stands before it; empty where the editor carries its own words.
        note: What was understood, or the help.
        problem: What is wrong, when something is.
    """

    def __init__(self, spec: FieldSpec, today: date, parent: QWidget) -> None:
        self.spec = spec
        self.editor: FieldEditor = editor_for(spec, today)
        self.label = ThaiLabel("" if isinstance(self.editor, TickEditor) else spec.label)
        # Without a parent, making it visible would open a window of its own.
        self.note = ThaiLabel(spec.help, Text.SMALL, muted=True, parent=parent)
        self.problem = ThaiLabel("", Text.SMALL, tone=Tone.BAD)
        self.problem.setVisible(False)
        self.show_note()

    def show_note(self) -> None:
        """The echo of what is typed, or else the help."""
        echoed = self.editor.echo() if isinstance(self.editor, TypedEditor) else ""
        self.note.set_text(echoed or self.spec.help)
        self.note.setVisible(bool(echoed or self.spec.help))

    def check(self) -> str:
        """What is wrong, in words; empty when nothing is."""
        try:
            value = self.editor.read()
        except BadInput as problem:
            return str(problem)
        if self.spec.required and value in (None, "", ()):
            return _("This field is needed.")
        if self.spec.check is not None and value not in (None, ""):
            return self.spec.check(value)
        return ""

    def show_problem(self, words: str) -> None:
        """Show what is wrong, or that nothing is."""
        self.problem.set_text(words)
        self.problem.setVisible(bool(words))
        self.editor.mark_wrong(bool(words))
