"""Who may be in the register twice: both records side by side, and which of them stays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.language import N_, _, ngettext
from sai_thong.records import declaration_of, to_row
from sai_thong.registers.allowances import life_events
from sai_thong.registers.citizens.duplicates import Alike, PossibleDuplicate, find_duplicates
from sai_thong.registers.citizens.operations import Outcome
from sai_thong.registers.citizens.records import Citizen
from sai_thong.registers.record_words import value_words
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Banner,
    Card,
    ChipText,
    Column,
    ListTable,
    ListWithRecord,
    Row,
    StateView,
    Text,
    ThaiLabel,
    Tone,
    keys,
)

if TYPE_CHECKING:
    from sai_thong.ui.pages.citizens.page import CitizensPage

_ALIKE_WORDS = {
    Alike.SAME_ID: N_("The same citizen ID"),
    Alike.SAME_NAME_AND_BIRTH: N_("The same name and birth date"),
}
_FIRST, _SECOND = "first", "second"
_HIDDEN = frozenset({"merged_into", "registry_seen_on"})


class DuplicatesView(QWidget):
    """Groups that may be one person at the left, the two records compared at the right.

    Args:
        page: The page it stands over.
        first: Id of a citizen whose group is chosen at first; empty for the first group.
    """

    def __init__(self, page: CitizensPage, first: str = "") -> None:
        super().__init__()
        self._page = page
        self._wanted = first
        self._groups: dict[str, PossibleDuplicate] = {}
        look = theme.current()
        self.groups = ListTable(
            [Column("name", _("Name"), strong=True), Column("alike", _("Alike in"), 210, muted=True)],
            name=_("Possible duplicates"),
        )
        self._right = QWidget()
        self._column = QVBoxLayout(self._right)
        self._column.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        head = QHBoxLayout()
        head.addWidget(ThaiLabel(_("Possible duplicates"), Text.SECTION, max_lines=1), 1)
        head.addWidget(ActionButton(keys.with_key(_("Back"), keys.BACK), page.go_back))
        column.addLayout(head)
        column.addWidget(ListWithRecord(self.groups, self._right, shares=(2, 3)), 1)
        self.groups.row_chosen.connect(self._compare)
        self.groups.show_loading(_("Names and birth dates are compared."))
        self._compare(None)
        self.read_again()

    def read_again(self) -> None:
        """Look through everybody once more, off the window's thread."""
        self._page.write(find_duplicates, self._page.desk.store, done=self._show, failed=self.groups.show_error)

    def _show(self, found: Sequence[PossibleDuplicate]) -> None:
        self._right.setVisible(bool(found))
        self._groups = {f"{group.citizens[0].id} {group.alike}": group for group in found}
        if not found:
            self.groups.show_empty(_("Nobody seems to be in the register twice."), "")
            return
        self.groups.set_rows(
            [
                {"id": key, "name": group.citizens[0].full_name, "alike": _(_ALIKE_WORDS[group.alike])}
                for key, group in self._groups.items()
            ]
        )
        if self.groups.chosen() is None:
            keys_of = {each.id: key for key, group in self._groups.items() for each in group.citizens}
            if not self.groups.choose_id(keys_of.get(self._wanted)):
                self.groups.choose(0)
            self.groups.take_focus()

    def _compare(self, row: Row | None) -> None:
        """Show the two oldest records of the group; a third comes up once these are one."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        group = self._groups.get(str(row["id"])) if row else None
        if group is None:
            state = StateView()
            state.show_empty(_("Choose a name to compare the two records."), "")
            self._column.addWidget(state)
            return
        self._column.addWidget(Comparison(self._page, group))


class Comparison(QWidget):
    """Two records of a group side by side, and which of them stays once they are known to be one person."""

    def __init__(self, page: CitizensPage, group: PossibleDuplicate) -> None:
        super().__init__()
        self._page = page
        self._first, self._second = group.citizens[0], group.citizens[1]
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        self.table = ListTable(
            [
                Column("label", "", 160, muted=True),
                Column("first", _("First record")),
                Column("second", _("Second record")),
                Column("state", "", 90, kind="chip"),
            ],
            name=_("Both records"),
        )
        self.table.set_rows(_compared(page.desk.store, self._first, self._second))
        column.addWidget(self.table, 1)
        column.addWidget(self._decision(len(group.citizens) - 2))

    def _decision(self, more: int) -> Card:
        card = Card(margin=14, spacing=6)
        card.body.addWidget(ThaiLabel(_("Are they one person?"), Text.SECTION, max_lines=1))
        words = _("The record that stays takes what only the other knows, with its claims and payments.")
        if more:
            words += " " + ngettext("{count} more record is alike.", "{count} more records are alike.", more).format(
                count=more
            )
        card.body.addWidget(ThaiLabel(words, Text.SMALL, muted=True))
        self.why = QLineEdit()
        self.why.setPlaceholderText(_("How that is known, such as: the same card, seen by us"))
        self.why.setAccessibleName(_("How that is known"))
        card.body.addWidget(self.why)
        self.keep_first = ActionButton(_("Keep the first record"), partial(self._merge, self._first, self._second))
        self.keep_second = ActionButton(_("Keep the second record"), partial(self._merge, self._second, self._first))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep_first)
        row.addWidget(self.keep_second)
        card.body.addLayout(row)
        return card

    def _merge(self, keep: Citizen, merge: Citizen) -> None:
        operation = partial(life_events.merge_people, self._page.desk.store, keep, merge, why=self.why.text())
        self._page.write(operation, done=self._tell, busy=_("Saving…"))

    def _tell(self, outcome: Outcome) -> None:
        self._page.banners.tell(
            Banner(_("The two records of {name} are one now.").format(name=outcome.citizen.full_name), Tone.OK)
        )


def _compared(store: Store, first: Citizen, second: Citizen) -> list[Row]:
    """A row a field that either record has; those that differ first."""
    rows: list[Row] = []
    kept = to_row(first), to_row(second)
    for field in declaration_of(Citizen).fields:
        one, other = (value_words(store, Citizen, field.name, row[field.name]) for row in kept)
        if field.name in _HIDDEN or not (one or other) or (field.name == "deceased" and one == other):
            continue
        differs = one != other
        rows.append(
            {
                "id": field.name,
                "label": _(field.label),
                "first": one,
                "second": other,
                "state": ChipText(_("differs"), Tone.WARNING) if differs else None,
            }
        )
    return sorted(rows, key=lambda row: row["state"] is None)
