"""The form of a record: aligned labels, what was understood below each field, what is wrong in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput, SaiThongError
from sai_thong.ground.language import _
from sai_thong.ui import theme
from sai_thong.ui.kit import keys
from sai_thong.ui.kit.banner import Banner, BannerStack
from sai_thong.ui.kit.buttons import ActionButton
from sai_thong.ui.kit.card import Card, Separator
from sai_thong.ui.kit.confirm import confirm_loss
from sai_thong.ui.kit.field_row import FieldRow
from sai_thong.ui.kit.fields import FieldEditor, FieldSpec
from sai_thong.ui.kit.label import ThaiLabel
from sai_thong.ui.kit.values import FieldValue
from sai_thong.ui.theme import Text


class RecordForm(Card):
    """A form made of `FieldSpec`s. Ctrl+S saves, Esc goes back (asking only when something was changed), Enter goes on.

    The form never writes by itself: it hands over the values, and is told `mark_saved` or `show_error`.

    Signals:
        save_asked(object): All fields are right: the values by key.
        left(): A person went back, and nothing unsaved is lost against their will.
        dirty_changed(bool): Whether anything differs from what was shown at first.
    """

    save_asked = Signal(object)
    left = Signal()
    dirty_changed = Signal(bool)

    def __init__(
        self,
        title: str,
        specs: Sequence[FieldSpec],
        values: Mapping[str, FieldValue] | None = None,
        *,
        today: date,
        save_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, margin=0, spacing=0)
        self._dirty = False
        self._rows = {spec.key: FieldRow(spec, today, self) for spec in specs}
        self.banners = BannerStack()
        self._build(title, save_text or _("Save"))
        for row in self._rows.values():
            self._watch(row)
        self.set_values(values or {})

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Never: its fields scroll, so that a banner that wraps does not push the buttons below the window."""
        return False

    def _build(self, title: str, save_text: str) -> None:
        look = theme.current()
        head = QVBoxLayout()
        head.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(6))
        head.addWidget(ThaiLabel(title, Text.RECORD, max_lines=1))
        head.addWidget(self.banners)
        self.body.addLayout(head)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        page = QWidget()
        area.setWidget(page)
        self._lay_rows(page)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._make_foot(save_text))

    def _make_foot(self, save_text: str) -> QWidget:
        look = theme.current()
        self.foot = QWidget()
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Separator())
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(20), look.px(12), look.px(20), look.px(12))
        foot.setSpacing(look.px(8))
        self.save_button = ActionButton(save_text, self.save, key=keys.SAVE, kind="primary")
        self.back_button = ActionButton(keys.with_key(_("Back"), keys.BACK), self.go_back)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        foot.addWidget(self.back_button)
        column.addLayout(foot)
        return self.foot

    def _lay_rows(self, page: QWidget) -> None:
        look = theme.current()
        grid = QGridLayout(page)
        grid.setContentsMargins(look.px(20), look.px(4), look.px(20), look.px(12))
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnMinimumWidth(0, look.px(130))
        grid.setColumnStretch(1, 1)
        line = 0
        for row in self._rows.values():
            if row.spec.section:
                grid.addWidget(ThaiLabel(row.spec.section, Text.SECTION), line, 0, 1, 2)
                line += 1
            row.label.setMaximumWidth(look.px(220))
            row.label.setContentsMargins(0, look.px(5), 0, 0)
            grid.addWidget(row.label, line, 0, Qt.AlignmentFlag.AlignTop)
            cell = QVBoxLayout()
            cell.setSpacing(0)
            for widget in (row.editor, row.note, row.problem):
                cell.addWidget(widget)
            grid.addLayout(cell, line, 1)
            line += 1
        grid.setRowStretch(line, 1)

    def _watch(self, row: FieldRow) -> None:
        def edited() -> None:
            row.show_note()
            row.show_problem("")
            self._set_dirty(self._differs())

        def left() -> None:
            row.show_note()
            if self._dirty:
                row.show_problem(row.check())

        row.editor.edited.connect(edited)
        row.editor.left.connect(left)

    # values

    def set_values(self, values: Mapping[str, FieldValue]) -> None:
        """Show these values; the form is then clean."""
        for key, row in self._rows.items():
            row.editor.show_value(values.get(key))
            row.show_problem("")
            row.show_note()
        self.mark_saved()

    def values(self) -> dict[str, FieldValue]:
        """The values of all fields; raises `BadInput` when one cannot be read."""
        return {key: row.editor.read() for key, row in self._rows.items()}

    def draft(self) -> dict[str, FieldValue]:
        """The values that can be read, for keeping the state of a page."""
        found: dict[str, FieldValue] = {}
        for key, row in self._rows.items():
            try:
                found[key] = row.editor.read()
            except BadInput:
                continue
        return found

    def show_draft(self, draft: Mapping[str, FieldValue]) -> None:
        """Show values that are not saved yet over the saved ones."""
        for key, value in draft.items():
            if key in self._rows:
                self._rows[key].editor.show_value(value)
                self._rows[key].show_note()
        self._set_dirty(self._differs())

    def editor(self, key: str) -> FieldEditor:
        """The editor of the field `key`."""
        return self._rows[key].editor

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what was saved."""
        return self._dirty

    def mark_saved(self) -> None:
        """What is shown now is what is saved."""
        self._saved = self.draft()
        self._set_dirty(False)
        self.banners.clear()

    def _differs(self) -> bool:
        return self.draft() != self._saved

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)

    # what is wrong

    def problem(self, key: str) -> str:
        """What is said to be wrong with the field `key`."""
        return self._rows[key].problem.text()

    def show_problem(self, key: str, words: str) -> None:
        """Say what is wrong with a field, found by a rule of the register."""
        self._rows[key].show_problem(words)
        self._go_to(self._rows[key])

    def show_error(self, error: SaiThongError) -> None:
        """Say at the head why saving was not possible; what was typed stays."""
        self.banners.tell(Banner.of_error(error))

    def _go_to(self, row: FieldRow) -> None:
        row.editor.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(row.editor)

    # keys

    def take_focus(self) -> None:
        """Give the keys to the first field."""
        for row in self._rows.values():
            self._go_to(row)
            return

    def save(self) -> bool:
        """Check everything and hand the values over; go to the first field that is wrong instead."""
        wrong = []
        for row in self._rows.values():
            words = row.check()
            row.show_problem(words)
            if words:
                wrong.append(row)
        if wrong:
            self._go_to(wrong[0])
            return False
        self.save_asked.emit(self.values())
        return True

    def go_back(self) -> bool:
        """Leave the form; asks first when something was changed."""
        if self._dirty and not confirm_loss(
            self,
            _("Leave without saving?"),
            _("What you changed in this form is not saved yet, and would be lost."),
            _("Leave without saving"),
        ):
            return False
        self.left.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back, Enter goes to the next field."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
