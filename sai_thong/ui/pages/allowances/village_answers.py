"""The grid in which a village head's list is keyed back: only who is not still there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.ground.errors import BadInput
from sai_thong.ground.language import _
from sai_thong.registers.allowances.labels import VILLAGE_ANSWER_LABELS
from sai_thong.registers.allowances.records import VillageAnswer
from sai_thong.registers.allowances.village_checks import VillageEntry, VillageView
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Column,
    EntryColumn,
    EntryGrid,
    FieldSpec,
    SearchField,
    ThaiLabel,
    Tone,
    confirm_loss,
    keys,
)
from sai_thong.ui.kit.fields import editor_for

_OFFERED = (VillageAnswer.ALIVE, VillageAnswer.DIED, VillageAnswer.MOVED, VillageAnswer.AWAY)


class VillageAnswers(QWidget):
    """The list with a column for the answer, its date and a note.

    Signals:
        save_asked(object, object): The `VillageEntry` of each exception, and the day the list came back.
        left(): A person went back.
    """

    save_asked = Signal(object, object)
    left = Signal()

    def __init__(self, view: VillageView, today: date) -> None:
        super().__init__()
        self._rows = [
            {
                "id": person.id,
                "name": person.full_name,
                "house": person.house_no,
                "search": search_form(f"{person.full_name} {person.house_no}"),
            }
            for person in view.people
        ]
        self._keyed: dict[str, dict[str, object]] = {
            reply.person_id: {"answer": reply.answer.value, "event_on": reply.event_on, "note": reply.note}
            for reply in view.replies.values()
        }
        self._changed = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        self.search = SearchField(_("Find by name or house"))
        self.search.text_changed.connect(lambda _text: self._show())
        self.search.left_downwards.connect(self.take_focus)
        column.addWidget(self.search)
        column.addWidget(ThaiLabel(_("Key only who is not still there: who is left empty is still there."), muted=True))
        self.grid = EntryGrid(_shown(), _entered(), today=today, name=_("Answers of the village head"))
        self.grid.value_changed.connect(self._keep)
        column.addWidget(self.grid, 1)
        column.addLayout(self._foot(today))
        self._show()

    def _foot(self, today: date) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        line.addWidget(ThaiLabel(_("Returned on"), max_lines=1))
        self.day = editor_for(FieldSpec("day", _("Returned on"), "date"), today)
        self.day.show_value(today)
        line.addWidget(self.day)
        self.problem = ThaiLabel("", tone=Tone.BAD, max_lines=1)
        line.addWidget(self.problem, 1)
        line.addWidget(ActionButton(keys.with_key(_("Back"), keys.BACK), self.go_back))
        self.save_button = ActionButton(_("Save"), self._save, key=keys.SAVE, kind="primary")
        line.addWidget(self.save_button)
        return line

    def take_focus(self) -> None:
        """Give the keys to the grid."""
        self.grid.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def entries(self) -> list[VillageEntry]:
        """The exceptions keyed."""
        found = []
        for person_id, values in self._keyed.items():
            answer = VillageAnswer(str(values.get("answer") or VillageAnswer.ALIVE.value))
            if answer is VillageAnswer.ALIVE:
                continue
            event = values.get("event_on")
            found.append(VillageEntry(person_id, answer, event, str(values.get("note") or "")))  # type: ignore[arg-type]
        return found

    def _keep(self, row: dict[str, object], key: str, value: object) -> None:
        self._keyed.setdefault(str(row["id"]), {})[key] = value
        self._changed = True

    def _show(self) -> None:
        words = search_form(self.search.text()).split()
        rows = [row for row in self._rows if all(word in row["search"] for word in words)]
        self.grid.set_rows([{**row, **self._keyed.get(row["id"], {})} for row in rows])

    def _save(self) -> None:
        try:
            day = self.day.read()
        except BadInput as problem:
            self.problem.set_text(str(problem))
            return
        if day is None:
            self.problem.set_text(_("This field is needed."))
        elif not self.grid.problems():
            self._changed = False
            self.save_asked.emit(self.entries(), day)

    def may_leave(self) -> bool:
        """Ask when answers were keyed and not saved."""
        return not self._changed or confirm_loss(
            self,
            _("Leave without saving?"),
            _("The answers that were keyed are not saved yet, and would be lost."),
            _("Leave without saving"),
        )

    def go_back(self) -> None:
        """Leave the grid."""
        if self.may_leave():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)


def _shown() -> list[Column]:
    return [Column("name", _("Name"), strong=True), Column("house", _("House"), 96, muted=True)]


def _entered() -> list[EntryColumn]:
    choices = [(each.value, _(VILLAGE_ANSWER_LABELS[each])) for each in _OFFERED]
    return [
        EntryColumn("answer", _("Answer"), "choice", 170, choices),
        EntryColumn("event_on", _("Date"), "partial-date", 190),
        EntryColumn("note", _("Note"), "text", 260),
    ]
