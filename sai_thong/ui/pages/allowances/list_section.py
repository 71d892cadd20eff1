"""A section that is a list with search and filters, and the chosen record beside it with what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from sai_thong.ground.errors import SaiThongError
from sai_thong.ground.language import _
from sai_thong.thai.text import search_form
from sai_thong.ui import theme
from sai_thong.ui.kit import (
    ActionButton,
    Column,
    FilterCombo,
    ListTable,
    ListWithRecord,
    RecordPanel,
    RecordView,
    Row,
    SearchField,
    SearchRow,
)
from sai_thong.ui.kit.menu import Menu
from sai_thong.ui.pages.allowances.stepped import Step, SteppedSection

if TYPE_CHECKING:
    from sai_thong.ui.pages.allowances.page import AllowancesPage

_BUTTONS = 2
"""Beside one another in the record panel; what is more stands in a menu."""

Deed = tuple[str, Callable[[], object]]
"""The words of something that can be done, and doing it."""


class ListSection(SteppedSection):
    """Rows are plain: ``id``, ``search`` (as `search_form` gives it) and the columns' values."""

    def __init__(
        self,
        page: AllowancesPage,
        columns: Sequence[Column],
        *,
        name: str,
        hint: str,
        search_hint: str,
        filters: Sequence[FilterCombo] = (),
    ) -> None:
        super().__init__(page)
        self.rows: list[Row] = []
        self.table = ListTable(columns, name=name)
        self.record = RecordPanel(hint)
        self.search = SearchField(search_hint)
        self.above = QVBoxLayout()
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addLayout(self.above)
        column.addWidget(SearchRow(self.search, filters) if filters else self.search)
        column.addWidget(ListWithRecord(self.table, self.record), 1)
        self.show_list(listed)
        self.table.attach_search(self.search)
        self.table.row_chosen.connect(self._show_chosen)
        self.table.row_opened.connect(lambda _row: self.record.take_keys())
        self.search.text_changed.connect(lambda _text: self.filter())
        self.search.text_changed.connect(page.searched)
        for combo in filters:
            combo.chosen.connect(lambda _value: self.filter())

    # to be said by sections

    def fits(self, row: Row) -> bool:  # noqa: ARG002 - for sections with filters
        """Whether the filters let a row through."""
        return True

    def show_empty(self) -> None:
        """Say why there are no rows at all, with `table.show_empty`."""
        raise NotImplementedError

    def show_record(self, row: Row) -> None:
        """Show the chosen row in the panel, with `tell`."""
        raise NotImplementedError

    def choose_first(self) -> None:
        """Choose the first row."""
        self.table.take_focus()

    # for sections to call

    def show_reading(self) -> None:
        """While rows are read for the first time."""
        if not self.rows:
            self.table.show_loading()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show what was read."""
        self.rows = list(rows)
        self.filter()

    def filter(self) -> None:
        """List the rows that fit search and filters."""
        words = search_form(self.search.text()).split()
        rows = [row for row in self.rows if self.fits(row) and all(word in row["search"] for word in words)]
        if rows:
            self.table.set_rows(rows)
        elif self.rows:
            self.table.show_empty(_("Nobody fits this search."), _("Search for less, or choose another filter."))
        else:
            self.show_empty()

    def tell(
        self,
        view: RecordView,
        deeds: Sequence[Deed] = (),
        *,
        whole_history: Callable[[str], object] | None = None,
    ) -> None:
        """Show a record with what can be done with it: the first as buttons, the rest in a menu."""
        shown = list(deeds) if len(deeds) <= _BUTTONS else list(deeds[: _BUTTONS - 1])
        buttons = [ActionButton(words, run) for words, run in shown]
        rest = deeds[len(shown) :]
        if rest:
            more = ActionButton(_("More…"))
            menu = Menu(more)
            for words, run in rest:
                menu.addAction(words).triggered.connect(lambda _checked=False, run=run: run())
            more.clicked.connect(partial(self._open_menu, menu, more))
            buttons.append(more)
        self.record.show_record(view, buttons, whole_history=whole_history)

    def deed(self, step: Step) -> Deed:
        """A step as something that can be done."""
        return step.words, partial(self.open_step, step)

    def choose_by(self, key: str, value: object) -> bool:
        """Choose the first row whose `key` is `value`, showing everything for it when it is filtered away."""
        for place, row in enumerate(self.table.rows()):
            if row.get(key) == value:
                self.table.choose(place)
                return True
        return False

    def _open_menu(self, menu: QMenu, button: ActionButton, _checked: bool = False) -> None:
        menu.popup(button.mapToGlobal(button.rect().topLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _show_chosen(self, row: Row | None) -> None:
        if row is None:
            self.record.show_nothing()
            return
        try:
            self.show_record(row)
        except SaiThongError as error:
            self.page.tell_error(error)

    def tell_failed(self, error: SaiThongError) -> None:
        """Reading failed."""
        self.table.show_error(error, _("Try again"), self.load)

    def shown_again(self) -> None:
        """Keys go to the search field."""
        self.search.setFocus()

    def go_back(self) -> bool:
        """Esc: leave the form, then the chosen record."""
        if super().go_back():
            return True
        if self.table.chosen() is not None:
            self.table.grid.setCurrentIndex(QModelIndex())
            self.table.grid.clearSelection()
            self.search.setFocus()
            return True
        return False
