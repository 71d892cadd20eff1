"""Sections whose steps are forms: the form takes the place of the list, says what it does, and does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from sai_thong.registers.allowances.findings import Action
from sai_thong.ui.kit import ActionButton, Banner, FieldSpec, RecordForm, Tone
from sai_thong.ui.pages.allowances.section import Section

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage


@dataclass(frozen=True)
class Step:
    """One thing that can be done, as a form.

    Attributes:
        words: Of the button that opens it.
        title: Heading of the form.
        operation: Does it with the values; runs on the store's thread.
        done: What is told afterwards.
        save: Words of the button that does it; those of saving when empty.
        fields: What is asked.
        values: What is proposed.
        says: What it does, in figures or in the words of the regulation; may be empty.
        settles: Which action of a finding it is, so that the finding can open it.
    """

    words: str
    title: str
    operation: Callable[[Mapping[str, Any]], object]
    done: str
    save: str = ""
    fields: Sequence[FieldSpec] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    says: str = ""
    settles: Action | None = None


class SteppedSection(Section):
    """A section with a list (`show_list`) that gives way to a form or a grid while a step is done."""

    def __init__(self, page: AllowancesPage) -> None:
        super().__init__(page)
        self.stack = QStackedWidget()
        self.column.addWidget(self.stack, 1)
        self.header_buttons: list[ActionButton] = []
        self._list: QWidget | None = None

    def show_list(self, widget: QWidget) -> None:
        """The widget shown while no step is done; call it once."""
        self._list = widget
        self.stack.addWidget(widget)

    def open_step(self, step: Step) -> None:
        """Show the form of a step."""
        form = RecordForm(step.title, step.fields, step.values, today=self.today, save_text=step.save)
        if step.says:
            form.banners.tell(Banner(step.says, Tone.ACCENT, closable=False))

        def done(_result: object) -> None:
            self.close_inside()
            self.page.tell_done(step.done)

        form.save_asked.connect(
            lambda values: self.page.write(step.operation, values, done=done, failed=form.show_error, busy=step.title)
        )
        form.left.connect(self.close_inside)
        self.open_inside(form)
        if step.fields:
            form.take_focus()
        else:
            form.save_button.setFocus()

    def open_inside(self, widget: QWidget) -> None:
        """Show a form or a grid in place of the list."""
        self._drop_inside()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        for button in self.header_buttons:
            button.setEnabled(False)

    def close_inside(self) -> None:
        """Show the list again."""
        self._drop_inside()
        for button in self.header_buttons:
            button.setEnabled(True)
        self.shown_again()

    def shown_again(self) -> None:
        """The list came back: set the keys and the actions right."""

    def inside(self) -> QWidget | None:
        """The form or grid that stands in place of the list."""
        shown = self.stack.currentWidget()
        return shown if shown is not self._list else None

    def _drop_inside(self) -> None:
        inside = self.inside()
        if inside is not None and self._list is not None:
            self.stack.setCurrentWidget(self._list)
            self.stack.removeWidget(inside)
            inside.deleteLater()

    def go_back(self) -> bool:
        """Esc: leave the form, asking when something would be lost."""
        inside = self.inside()
        leave = getattr(inside, "go_back", None)
        if leave is None:
            return False
        leave()
        return True

    def may_leave(self) -> bool:
        """Ask when a form or a grid holds unsaved work."""
        inside = self.inside()
        if isinstance(inside, RecordForm):
            return not inside.dirty or inside.go_back()
        ask = getattr(inside, "may_leave", None)
        return True if ask is None else bool(ask())
