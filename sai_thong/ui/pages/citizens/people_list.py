"""The list of citizens with its search and filters: fifty thousand people, found while one types."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sai_thong.db.store import Store
from sai_thong.ground.language import _, ngettext
from sai_thong.registers.citizens.browsing import CitizenBrowser
from sai_thong.registers.citizens.listing import CitizenFilter, count_citizens
from sai_thong.registers.office.operations import villages
from sai_thong.ui import theme
from sai_thong.ui.kit import FilterCombo, ListTable, PagedRows, Row, SearchField, SearchRow, Text, ThaiLabel
from sai_thong.ui.pages.citizens.rows import columns, rows_of

_PAGE = 100
_MOST_FOUND = 200

LIVING_HERE, DIED, MOVED_AWAY = "here", "died", "moved"


class PeopleList(QWidget):
    """Search, filters and list.

    Args:
        store: The office's store.
        today: The day it is.
        read_order: Reads the order of a filter off the window's thread, and hands it to the given function.

    Signals:
        person_chosen(object): The id of the citizen the keys or a click went to; None when nobody is left.
        person_opened(str): Enter or a double click on a citizen.
        counted(int): How many people pass the filters.
        import_asked(): The register is empty, and a list shall be imported.
    """

    person_chosen = Signal(object)
    person_opened = Signal(str)
    counted = Signal(int)
    import_asked = Signal()

    def __init__(
        self,
        store: Store,
        today: date,
        *,
        read_order: Callable[[CitizenFilter, Callable[[array[int]], object]], object],
    ) -> None:
        super().__init__()
        self._store, self._today, self._read_order = store, today, read_order
        self._browser = CitizenBrowser(store)
        self._everyone = 0
        self.search = SearchField(_("Find by name, citizen ID, house or village"))
        self.village = FilterCombo(_("All villages"), self._village_choices())
        self.standing = FilterCombo(
            _("Everyone"), [(LIVING_HERE, _("Living here")), (DIED, _("Died")), (MOVED_AWAY, _("Moved away"))]
        )
        self.table = ListTable(columns(), name=_("Citizens"))
        self.table.attach_search(self.search)
        self._found = ThaiLabel("", Text.SMALL, muted=True, max_lines=1)
        self._lay()
        self.search.text_changed.connect(lambda _text: self._show_rows())
        for each in (self.village, self.standing):
            each.chosen.connect(lambda _value: self.read_again())
        self.table.row_chosen.connect(lambda row: self.person_chosen.emit(row["id"] if row else None))
        self.table.row_opened.connect(lambda row: self.person_opened.emit(row["id"]))

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(self.table, 1)
        column.addWidget(self._found)
        self.search_row = SearchRow(self.search, [self.village, self.standing])

    def _village_choices(self) -> list[tuple[str, str]]:
        return [
            (str(each.moo), _("Village {moo} {name}").format(moo=each.moo, name=each.name).strip())
            for each in villages(self._store)
        ]

    # what is shown

    def filter(self) -> CitizenFilter:
        """Whom the list shows."""
        standing = self.standing.value()
        moved = {LIVING_HERE: False, MOVED_AWAY: True}.get(standing)
        return CitizenFilter(
            moo=int(self.village.value()) if self.village.value() else None,
            alive={LIVING_HERE: True, DIED: False}.get(standing),
            moved_out_by=moved,
            on=None if moved is None else self._today,
        )

    def read_again(self, *, keep: str = "") -> None:
        """Read the list anew, and choose the citizen `keep`, or who was chosen, again."""
        wanted = keep or self.chosen_id()
        chosen = self.filter()
        self._browser = browser = CitizenBrowser(self._store, chosen)
        self._everyone = count_citizens(self._store, chosen)
        self.counted.emit(self._everyone)
        # Who was chosen is chosen again in a moment: nobody need see the record go and come.
        self.table.blockSignals(bool(wanted))
        self._show_rows()
        self.table.blockSignals(False)
        chosen_again = bool(wanted) and self.table.choose_id(wanted)

        def take(order: array[int]) -> None:
            browser.know_order(order)
            if browser is self._browser and wanted and not chosen_again and not self.chosen_id():
                self._choose_again(wanted)

        self._read_order(chosen, take)

    def _choose_again(self, citizen_id: str) -> None:
        place = -1 if self.search.text().strip() else self._browser.place_of(citizen_id)
        if place >= 0:
            self.table.choose(place)
        else:
            self.person_chosen.emit(None)

    def read_villages_again(self) -> None:
        """Offer the villages as the office now has them."""
        self.village.set_choices([("", _("All villages")), *self._village_choices()], self.village.value())

    def chosen_id(self) -> str:
        """The id of the chosen citizen, or empty."""
        row = self.table.chosen()
        return str(row["id"]) if row else ""

    def choose(self, citizen_id: str) -> bool:
        """Choose a citizen; clears a search that hides them. False when the filters do."""
        if self.table.choose_id(citizen_id):
            return True
        place = self._browser.place_of(citizen_id)
        if place < 0:
            return False
        if self.search.text().strip():
            self.search.clear()
        self.table.choose(place)
        return True

    def show_everyone(self) -> None:
        """Clear search and filters."""
        for each in (self.village, self.standing):
            each.set_value("")
        self.search.clear()
        self.read_again()

    def _show_rows(self) -> None:
        text = self.search.text().strip()
        if text:
            self._show_found(text)
        elif self._everyone:
            self._found.set_text("")
            self.table.set_rows(PagedRows(self._everyone, self._page, _PAGE))
        else:
            self._show_nobody()
        self._found.setVisible(bool(self._found.text()))

    def _page(self, first: int, count: int) -> list[Row]:
        return rows_of(self._browser.page(first, count), self._today)

    def _show_found(self, text: str) -> None:
        found = self._browser.find(text, _MOST_FOUND)
        count = len(found.lines)
        self._found.set_text(
            _("More than {count} people found, the first are shown: type more to narrow the search.").format(
                count=count
            )
            if found.more
            else ngettext("{count} person found", "{count} people found", count).format(count=count)
        )
        if count:
            self.table.set_rows(rows_of(found.lines, self._today))
            return
        self._found.set_text("")
        self.table.show_empty(
            _("Nobody is found by “{text}”.").format(text=text),
            _("Any part of a name, four digits of an ID, a house or a village will do."),
            _("Show everyone"),
            self.show_everyone,
        )

    def _show_nobody(self) -> None:
        self._found.set_text("")
        if self.filter() == CitizenFilter():
            self.table.show_empty(
                _("Nobody is in the register yet."),
                _("Import the lists the office keeps, or enter people one by one."),
                _("Import a list…"),
                self.import_asked.emit,
            )
        else:
            self.table.show_empty(
                _("Nobody stands here."), _("No citizen is like this."), _("Show everyone"), self.show_everyone
            )

    # state

    def state(self) -> dict[str, Any]:
        """Search, filters and who is chosen."""
        return {
            "search": self.search.text(),
            "village": self.village.value(),
            "standing": self.standing.value(),
            "chosen": self.chosen_id(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show what `state` says; only ``chosen`` shows that citizen among everyone, unless they pass the filters."""
        if {"village", "standing", "search"} & set(state):
            self.village.set_value(str(state.get("village", "")))
            self.standing.set_value(str(state.get("standing", "")))
            self.search.blockSignals(True)
            self.search.setText(str(state.get("search", "")))
            self.search.blockSignals(False)
            self.read_again(keep=str(state.get("chosen") or ""))
            return
        chosen = str(state.get("chosen") or "")
        if chosen and not self.choose(chosen):
            self.show_everyone()
            self.choose(chosen)
