"""บันทึกผล: what became of the payments, keyed by exception in a grid. A line left empty was paid as planned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sai_thong.db.changes import ChangeSet
from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.allowances.labels import label_of
from sai_thong.registers.allowances.months import MonthChanged, finish_results
from sai_thong.registers.allowances.records import Outcome
from sai_thong.registers.allowances.results import ResultEntry, record_results
from sai_thong.registers.law.terms import SchemeSet
from sai_thong.thai.calendar import Month
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Column,
    EntryColumn,
    EntryGrid,
    FieldSpec,
    Row,
    SearchField,
    Text,
    ThaiLabel,
    confirm_loss,
    keys,
)

OFFERED = (
    Outcome.TRANSFER_FAILED,
    Outcome.NOT_CLAIMED,
    Outcome.PAID_PROXY,
    Outcome.PAID_THUMB,
    Outcome.PAID_HOME,
    Outcome.PAID_SELF,
    Outcome.TRANSFERRED,
)
"""In the order in which exceptions are frequent; the digit keys follow it."""


def entry_of(line_id: str, values: Mapping[str, Any], today: date) -> ResultEntry:
    """An exception from what was keyed: the words of a thumb print are its witnesses, else a reason."""
    outcome = Outcome(str(values["outcome"]))
    words = str(values.get("words") or "")
    thumb = outcome is Outcome.PAID_THUMB
    return ResultEntry(
        line_id=line_id,
        outcome=outcome,
        on_day=values.get("on_day") or today,
        received_by=str(values.get("received_by") or ""),
        received_card=str(values.get("received_card") or ""),
        authority=str(values.get("authority") or ""),
        witnesses=tuple(each.strip() for each in words.split(",")) if thumb else (),
        reason="" if thumb else words,
    )


def result_fields() -> tuple[FieldSpec, ...]:
    """The same as a form, for one payment."""
    choices = [(each.value, label_of(each)) for each in OFFERED]
    return (
        FieldSpec("outcome", _("Result"), "choice", required=True, choices=choices),
        FieldSpec("on_day", _("Date"), "date", required=True),
        FieldSpec(
            "words", _("Reason, or witnesses"), help=_("Of a thumb print the two witnesses, with a comma between.")
        ),
        FieldSpec("received_by", _("Received for the person by"), section=_("Only where somebody else received")),
        FieldSpec("received_card", _("Citizen ID of who received"), "citizen-id"),
        FieldSpec("authority", _("Letter of authority"), help=_("Its number or its day.")),
    )


def record_and_finish(
    store: Store, scheme_set: SchemeSet, month: Month, entries: Sequence[ResultEntry]
) -> MonthChanged:
    """Record the exceptions, then note that there are no more."""
    changes = ChangeSet()
    if entries:
        changes = record_results(store, scheme_set, entries).changes
    finished = finish_results(store, scheme_set, month)
    for table, ids in changes.ids.items():
        finished.changes.ids[table] |= ids
    return finished


class ResultsEntry(QWidget):
    """The grid with its search; what was keyed stays while one searches for the next person.

    Args:
        rows: The month's rows that are payments: ``id`` (of the line), ``name``, ``way``, ``amount``, ``search``.
        today: The day proposed.
        can_finish: Whether "all are recorded" may be said.

    Signals:
        save_asked(object, bool): The entries, and whether they are all there are.
        left(): A person went back.
    """

    save_asked = Signal(object, bool)
    left = Signal()

    def __init__(self, rows: Sequence[Row], *, today: date, can_finish: bool) -> None:
        super().__init__()
        self._today = today
        self._rows = list(rows)
        self._keyed: dict[str, dict[str, Any]] = {}
        self.search = SearchField(_("Find the person whose payment was an exception"))
        self.search.text_changed.connect(lambda _text: self._show())
        self.search.left_downwards.connect(self._to_grid)
        self.grid = EntryGrid(_shown(), _entered(), today=today, name=_("Results of payment"))
        self.grid.value_changed.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(self.search)
        column.addWidget(ThaiLabel(_("Key only the exceptions: who is left empty was paid as planned."), muted=True))
        column.addWidget(self.grid, 1)
        column.addLayout(self._foot(can_finish))
        self._show()

    def _foot(self, can_finish: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        self.count = ThaiLabel("", Text.STRONG, max_lines=1)
        line.addWidget(self.count, 1)
        line.addWidget(ActionButton(keys.with_key(_("Back"), keys.BACK), self.go_back))
        self.save_button = ActionButton(
            _("Save"), lambda: self._save(finish=False), key=keys.SAVE, kind="plain" if can_finish else "primary"
        )
        line.addWidget(self.save_button)
        self.finish_button = ActionButton(
            _("All exceptions are recorded"), lambda: self._save(finish=True), kind="primary"
        )
        if not can_finish:
            self.finish_button.hide()
        line.addWidget(self.finish_button)
        self._tell_count()
        return line

    def entries(self) -> list[ResultEntry]:
        """What was keyed: rows with a result."""
        return [
            entry_of(line_id, values, self._today) for line_id, values in self._keyed.items() if values.get("outcome")
        ]

    def mark_saved(self) -> None:
        """What was keyed is in the store."""
        self._keyed.clear()
        self._show()

    def _keep(self, row: Row, key: str, value: object) -> None:
        self._keyed.setdefault(row["id"], {})[key] = value
        self._tell_count()

    def _show(self) -> None:
        words = search_form(self.search.text()).split()
        rows = [row for row in self._rows if all(word in row["search"] for word in words)]
        self.grid.set_rows([{**row, **self._keyed[row["id"]]} if row["id"] in self._keyed else row for row in rows])
        self._tell_count()

    def _tell_count(self) -> None:
        count = len(self.entries())
        words = ngettext("{count} exception keyed", "{count} exceptions keyed", count).format(count=count)
        self.count.set_text(words if count else _("No exception keyed"))

    def _to_grid(self) -> None:
        self.grid.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, *, finish: bool) -> None:
        if not self.grid.problems() and (finish or self.entries()):
            self.save_asked.emit(self.entries(), finish)

    def may_leave(self) -> bool:
        """Ask when exceptions were keyed and not saved."""
        return not self.entries() or confirm_loss(
            self,
            _("Leave without saving?"),
            _("The exceptions that were keyed are not saved yet, and would be lost."),
            _("Leave without saving"),
        )

    def go_back(self) -> None:
        """Leave the grid, asking when something would be lost."""
        if self.may_leave():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)


def _shown() -> list[Column]:
    return [
        Column("name", _("Name"), strong=True),
        Column("way", _("Paid by"), 70, muted=True),
        Column("amount", _("Amount"), 84, kind="money"),
    ]


def _entered() -> list[EntryColumn]:
    choices = [(each.value, label_of(each)) for each in OFFERED]
    return [
        EntryColumn("outcome", _("Result"), "choice", 130, choices),
        EntryColumn("words", _("Reason, or witnesses"), "text", 134),
        EntryColumn("received_by", _("Received for the person by"), "text", 120),
        EntryColumn("received_card", _("ID of the receiver"), "text", 124),
        EntryColumn("authority", _("Authority"), "text", 100),
    ]
